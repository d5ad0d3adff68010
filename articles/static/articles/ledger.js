// On the question's page: words selected in an answer's editor, or in a text box, are marked as a claim by a button or
// by Alt+Shift+C. Only saved words can be marked; the server says so. Without this script, they are pasted in the ledger.
"use strict";
{
  document.addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("mark-claim");
    if (!button) return;
    const form = button.closest("form");
    const status = document.getElementById("mark-status");
    let chosen = { words: "", answer: "" };
    button.hidden = false;

    // The last selection is remembered: a press of the button moves the focus, and with it the selection.
    const remember = () => {
      const box = document.activeElement;
      const isBox = box?.matches?.("textarea") && form.contains(box);
      const words = isBox ? box.value.slice(box.selectionStart, box.selectionEnd) : getSelection().toString();
      const place = isBox ? box : getSelection().anchorNode?.parentElement;
      if (!words.trim() || !(isBox || place?.closest(".ProseMirror"))) return;
      const row = place.closest(".rows-answer > .row-list > .row");
      chosen = { words, answer: row?.querySelector(":scope > .row-data input[name$='-id']")?.value ?? "" };
    };

    const mark = async () => {
      remember();
      if (!chosen.words) {
        status.textContent = "Select the words in the text first.";
        return;
      }
      const data = new FormData();
      data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      data.set("passage", chosen.words);
      data.set("answer", chosen.answer);
      try {
        const answer = await fetch(button.dataset.mark, {
          method: "POST",
          body: data,
          headers: { "X-Requested-With": "fetch" },
        });
        const isOurs = (answer.ok || answer.status === 422) && !answer.redirected;
        status.textContent = isOurs ? await answer.text() : "Not marked: log in again in another window, then repeat.";
        if (answer.ok) chosen = { words: "", answer: "" };
        form.dispatchEvent(new Event("change"));
      } catch {
        status.textContent = "Not marked: the newsroom cannot be reached.";
      }
    };

    document.addEventListener("selectionchange", remember);
    button.addEventListener("click", mark);
    document.addEventListener("keydown", (event) => {
      if (!event.altKey || !event.shiftKey || event.code !== "KeyC") return;
      event.preventDefault();
      mark();
    });
  });
}
