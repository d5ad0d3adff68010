// What is pasted from a word processor goes by way of the server, which knows the house's HTML (articles/pasting.py), so
// that an editor sees at once what will be stored. Where the server does not answer, the editor cleans as well as it can,
// and the server cleans when the page is saved.
import { Extension } from "django-prose-editor/editor";

const FOREIGN = /mso-|class=["']?Mso|<o:p|docs-internal-guid|sdfootnote|sdendnote|#ftnt|LibreOffice/i;

async function cleaned(html, address) {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]").value;
  const body = new URLSearchParams({ html });
  const answer = await fetch(address, { method: "POST", body, headers: { "X-CSRFToken": token } });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.text();
}

export const Pasting = Extension.create({
  name: "pasting",

  onCreate() {
    const { editor } = this;
    const address = document.querySelector("[data-pasting]")?.dataset.pasting;
    if (!address) return;
    const paste = async (event) => {
      const html = event.clipboardData?.getData("text/html") ?? "";
      if (!FOREIGN.test(html)) return;
      event.preventDefault();
      event.stopPropagation();
      const found = await cleaned(html, address).catch(() => html);
      if (!editor.isDestroyed) editor.chain().focus().insertContent(found).run();
    };
    // Before the editor's own listener, which would paste the word processor's markup.
    editor.view.dom.parentElement.addEventListener("paste", paste, { capture: true });
  },
});
