// The rich-text editor's reference to a source: a node that holds the source's key and nothing else. Readers see a
// number, which is worked out when the page is shown.
import { Node, updateAttrsDialog } from "django-prose-editor/editor";

// The sources of the answer that the editor stands in, as the page lists them: [[key, title], …].
function sourcesOf(editor) {
  const row = editor.view.dom.closest(".row");
  return [...(row?.querySelectorAll("[data-source-key]") ?? [])].map(({ dataset }) => [dataset.sourceKey, dataset.sourceTitle]);
}

async function insert(editor) {
  const sources = sourcesOf(editor);
  if (!sources.length) {
    window.alert("This answer has no saved source yet. Add one, save, and then refer to it.");
    return;
  }
  const options = sources.map(([key, title]) => `${key}: ${title}`);
  const ask = updateAttrsDialog({ source: { title: "Source", enum: options } }, { title: "Refer to a source", submitText: "Insert" });
  const chosen = await ask(editor, {});
  if (!chosen) return;
  const key = chosen.source.split(":")[0];
  editor.chain().focus().insertContent({ type: "sourceReference", attrs: { key } }).run();
}

export const SourceReference = Node.create({
  name: "sourceReference",
  group: "inline",
  inline: true,
  atom: true,
  marks: "",
  // Before the mark that "sup" otherwise is.
  priority: 1000,

  addAttributes() {
    return {
      key: {
        default: "",
        parseHTML: (element) => element.getAttribute("data-source"),
        renderHTML: ({ key }) => ({ "data-source": key }),
      },
    };
  },

  parseHTML() {
    return [{ tag: "sup[data-source]", priority: 100 }];
  },

  renderHTML({ HTMLAttributes }) {
    return ["sup", HTMLAttributes];
  },

  // As it is seen while somebody writes: the key of a pasted note has a digest in it, which says nothing to people.
  addNodeView() {
    return ({ node: { attrs: { key } } }) => {
      const dom = document.createElement("sup");
      dom.dataset.source = key;
      dom.dataset.shown = key.replace(/^((?:end)?note)-(\d+)(?:-[0-9a-f]{6})?$/, "$1 $2");
      return { dom };
    };
  },

  renderText({ node }) {
    return `[${node.attrs.key}]`;
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "sourceReference",
      groups: "link",
      button: buttons.text("[1]", "Refer to a source"),
      command: insert,
      hidden: (editor) => !editor.view.dom.closest(".row"), // where there is no list of sources
    });
  },
});
