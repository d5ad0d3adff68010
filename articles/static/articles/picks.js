// What the rich text names by its number: pictures of the desk and links to questions. And captions: of a picture, of a
// table, and whose words a quotation is. Stored as articles/richtext/picks.py says; readers see today's picture and
// today's address.
import { Extension, Node, pm } from "django-prose-editor/editor";

import { pick } from "./picker.js";

const textareaOf = (editor) => editor.view.dom.closest(".prose-editor")?.querySelector("textarea");
// Asked of the page: pictures are drawn before their editor stands in it.
const thumbnailOf = (number) =>
  document.querySelector("[data-thumbnail]")?.dataset.thumbnail.replace("/0/", `/${number}/`) ?? "";

// The innermost node of one of `names` around the cursor, and where it stands; undefined where there is none.
function around(state, ...names) {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const node = $from.node(depth);
    if (names.includes(node.type.name)) return { node, start: $from.before(depth), end: $from.after(depth) };
  }
  return undefined;
}

const Caption = Node.create({
  name: "figcaption",
  content: "inline*",
  isolating: true,
  selectable: false,

  parseHTML: () => [{ tag: "figcaption" }],
  renderHTML: () => ["figcaption", 0],
});

const Captioned = Node.create({
  name: "captioned",
  group: "block",
  content: "(blockquote | table) figcaption",

  parseHTML: () => [
    { tag: "figure", getAttrs: (figure) => (figure.querySelector(":scope > blockquote, :scope > table") ? null : false) },
  ],
  renderHTML: () => ["figure", 0],
});

const Inset = Node.create({
  name: "inset",
  group: "block",
  content: "figcaption",

  addAttributes: () => ({
    picture: {
      default: "",
      parseHTML: (figure) => figure.getAttribute("data-picture"),
      renderHTML: ({ picture }) => ({ "data-picture": picture }),
    },
  }),
  parseHTML: () => [{ tag: "figure[data-picture]", priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes, 0],

  addNodeView() {
    return ({ node }) => {
      const dom = document.createElement("figure");
      const image = document.createElement("img");
      const contentDOM = document.createElement("div");
      Object.assign(image, { src: thumbnailOf(node.attrs.picture), alt: `Picture ${node.attrs.picture}` });
      image.contentEditable = "false";
      contentDOM.className = "caption-of-picture";
      dom.className = "inset";
      dom.append(image, contentDOM);
      return { dom, contentDOM };
    };
  },
});

async function linkQuestion(editor) {
  const search = textareaOf(editor).dataset.questions;
  const chosen = await pick({ title: "Link to a question", search });
  editor.commands.focus();
  if (!chosen) return;
  const link = { type: "link", attrs: { href: `question:${chosen.id}` } };
  const chain = editor.chain().focus();
  if (editor.isActive("link")) chain.extendMarkRange("link");
  if (editor.state.selection.empty && !editor.isActive("link")) {
    chain.insertContent([{ type: "text", text: chosen.text, marks: [link] }]).run();
  } else {
    chain.setMark("link", link.attrs).run();
  }
}

async function insertPicture(editor) {
  const search = textareaOf(editor).dataset.pictures;
  const chosen = await pick({ title: "Put in a picture", search, imageOf: thumbnailOf });
  editor.commands.focus();
  if (!chosen) return;
  const { schema, selection, tr } = editor.state;
  const picture = schema.nodes.inset.create({ picture: chosen.id }, schema.nodes.figcaption.create());
  // Between two blocks of the text, not within a list or a quotation.
  const place = selection.$to.depth ? selection.$to.after(1) : selection.to;
  tr.insert(place, picture);
  tr.setSelection(pm.state.TextSelection.near(tr.doc.resolve(place + 2)));
  editor.view.dispatch(tr.scrollIntoView());
}

function toggleCaption(editor) {
  const { state } = editor;
  const { schema, tr } = state;
  const captioned = around(state, "captioned");
  if (captioned) {
    const [inside, caption] = [captioned.node.child(0), captioned.node.child(1)];
    const kept = caption.content.size ? [schema.nodes.paragraph.create(null, caption.content)] : [];
    tr.replaceWith(captioned.start, captioned.end, [inside, ...kept]);
  } else {
    const found = around(state, "blockquote", "table");
    if (!found) return;
    tr.replaceWith(found.start, found.end, schema.nodes.captioned.create(null, [found.node, schema.nodes.figcaption.create()]));
    tr.setSelection(pm.state.TextSelection.near(tr.doc.resolve(found.end + 2)));
  }
  editor.view.dispatch(tr.scrollIntoView());
  editor.commands.focus();
}

export const Picks = Extension.create({
  name: "picks",

  addExtensions: () => [Caption, Captioned, Inset],

  addKeyboardShortcuts() {
    return {
      // Out of a caption, into a paragraph behind it.
      Enter: ({ editor }) => {
        const figure = around(editor.state, "figcaption") && around(editor.state, "captioned", "inset");
        if (!figure) return false;
        const { tr, schema } = editor.state;
        tr.insert(figure.end, schema.nodes.paragraph.create());
        tr.setSelection(pm.state.TextSelection.near(tr.doc.resolve(figure.end + 1)));
        editor.view.dispatch(tr.scrollIntoView());
        return true;
      },
      // An empty caption goes, and a picture with it.
      Backspace: ({ editor }) => {
        const caption = around(editor.state, "figcaption");
        if (!caption || caption.node.content.size) return false;
        if (around(editor.state, "captioned")) {
          toggleCaption(editor);
        } else {
          const { start, end } = around(editor.state, "inset");
          editor.chain().deleteRange({ from: start, to: end }).focus().run();
        }
        return true;
      },
    };
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "questionLink",
      groups: "link",
      button: buttons.text("Question", "Link to a question of the magazine"),
      command: linkQuestion,
      active: (editor) => (editor.getAttributes("link").href ?? "").startsWith("question:"),
      hidden: (editor) => !textareaOf(editor)?.dataset.questions,
    });
    menu.defineItem({
      name: "inset",
      groups: "link",
      button: buttons.text("Picture", "Put in a picture of the desk"),
      command: insertPicture,
      active: (editor) => editor.isActive("inset"),
      hidden: (editor) => !textareaOf(editor)?.dataset.pictures,
    });
    menu.defineItem({
      name: "caption",
      groups: "link",
      button: buttons.text("Caption", "Say whose words a quotation is, or give a table a caption"),
      command: toggleCaption,
      active: (editor) => editor.isActive("captioned"),
      enabled: (editor) => ["captioned", "blockquote", "table"].some((name) => editor.isActive(name)),
    });
  },
});
