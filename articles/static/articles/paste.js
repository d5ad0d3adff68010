// What is pasted from another program is cleaned by the newsroom, by the same rules as everything that is saved, and
// then put where the cursor was. Where the newsroom cannot be reached, it is put in as the editor understands it; the
// next save cleans it.
import { Extension, Plugin, pm } from "django-prose-editor/editor";

const PATIENCE = 8_000; // ms
// Pictures as text: the rules drop them anyway, and they are most of what would have to be sent.
const EMBEDDED = /(<img\b[^>]*?\bsrc=)("data:[^"]*"|'data:[^']*')/gi;
const STYLES = /<style\b[\s\S]*?<\/style>|\sstyle=("[^"]*"|'[^']*')/gi;

async function cleaned(html, textarea) {
  const body = new URLSearchParams({
    csrfmiddlewaretoken: textarea.form.elements.csrfmiddlewaretoken?.value ?? "", // none behind a historian's link
    html: html.replace(EMBEDDED, "$1\"\""),
  });
  const signal = AbortSignal.timeout(PATIENCE);
  const answer = await fetch(textarea.dataset.paste, { method: "POST", body, signal, redirect: "error" });
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
  return (await answer.json()).html;
}

export const Pasting = Extension.create({
  name: "pasting",

  addProseMirrorPlugins() {
    const textareaOf = (view) => view.dom.closest(".prose-editor")?.querySelector("textarea");
    let waiting = null; // where to put what the newsroom is cleaning, as a bookmark of the selection

    return [
      new Plugin({
        state: {
          init: () => null,
          apply(tr) {
            waiting = waiting?.map(tr.mapping) ?? null;
            return null;
          },
        },
        props: {
          handleDOMEvents: {
            // Before the editor parses anything: the policy of the page would refuse every style in it.
            paste(view, event) {
              const html = event.clipboardData?.getData("text/html");
              const textarea = textareaOf(view);
              // Without formatting, from this editor itself, or where nobody cleans.
              if (!html || view.input?.shiftKey || html.includes("data-pm-slice") || !textarea?.dataset.paste) return false;

              event.preventDefault();
              waiting = view.state.selection.getBookmark();
              const put = (words) => {
                if (view.isDestroyed) return;
                if (waiting) view.dispatch(view.state.tr.setSelection(waiting.resolve(view.state.doc)));
                waiting = null;
                // Not by the editor's own paste, whose rules make addresses of words that look like some.
                const page = new DOMParser().parseFromString(words, "text/html");
                const slice = pm.model.DOMParser.fromSchema(view.state.schema).parseSlice(page.body);
                view.dispatch(view.state.tr.replaceSelection(slice).setMeta("preventAutolink", true).scrollIntoView());
              };
              cleaned(html, textarea).then(put, () => put(html.replace(STYLES, "")));
              return true;
            },
          },
        },
      }),
    ];
  },
});
