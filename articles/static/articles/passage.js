// On the historian's page: words selected in the answer can be commented on. Without this script, and by keys, the list
// of paragraphs does the same.
"use strict";
{
  const LONGEST = 4_000; // characters
  const SHORT = 60;
  const answer = document.getElementById("answer-text");
  const form = document.querySelector("form[data-remark]");
  const { passage, selected, text } = form.elements;
  const line = document.createElement("p");
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: "Comment on these words" });
  let chosen = "", pressed = false;

  line.className = "comment-here";
  line.hidden = true;
  line.append(button);
  answer.after(line);

  // Below the words, once they are selected: while the mouse is still at it, the button would be in its way.
  function look() {
    const selection = getSelection();
    const range = selection.rangeCount ? selection.getRangeAt(0) : null;
    const words = range && answer.contains(range.commonAncestorContainer) ? selection.toString().replace(/\s+/g, " ").trim() : "";
    line.hidden = pressed || !words;
    if (line.hidden) return;
    chosen = words.slice(0, LONGEST);
    const place = range.getBoundingClientRect(), frame = line.offsetParent.getBoundingClientRect();
    line.style.top = `${place.bottom - frame.top + 6}px`;
    line.style.left = `${Math.max(0, Math.min(place.left - frame.left, frame.width - line.offsetWidth))}px`;
  }

  document.addEventListener("selectionchange", look);
  for (const kind of ["pointerdown", "pointerup", "pointercancel"]) {
    document.addEventListener(kind, ({ target }) => {
      pressed = kind === "pointerdown" && target !== button;
      if (target !== button) setTimeout(look);
    });
  }
  button.addEventListener("pointerdown", (event) => event.preventDefault()); // or the selection would be gone
  button.addEventListener("click", () => {
    const shown = chosen.length > SHORT ? `${chosen.slice(0, SHORT).trimEnd()} …` : chosen;
    selected.value = chosen;
    passage.querySelector("option[value=selected]")?.remove();
    passage.add(new Option(`“${shown}”`, "selected", true, true));
    text.focus();
  });
}
