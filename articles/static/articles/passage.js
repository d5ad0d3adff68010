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
  let chosen = "";

  line.className = "comment-here";
  line.hidden = true;
  line.append(button);
  answer.after(line);

  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    const range = selection.rangeCount ? selection.getRangeAt(0) : null;
    const words = range && answer.contains(range.commonAncestorContainer) ? selection.toString().replace(/\s+/g, " ").trim() : "";
    line.hidden = !words;
    chosen = words.slice(0, LONGEST);
  });
  button.addEventListener("pointerdown", (event) => event.preventDefault()); // or the selection would be gone
  button.addEventListener("click", () => {
    const shown = chosen.length > SHORT ? `${chosen.slice(0, SHORT).trimEnd()} …` : chosen;
    selected.value = chosen;
    passage.querySelector("option[value=selected]")?.remove();
    passage.add(new Option(`“${shown}”`, "selected", true, true));
    text.focus();
  });
}
