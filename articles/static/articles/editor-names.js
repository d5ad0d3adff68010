// What the rich text editor lacks for those who do not see it or use no mouse: a name, what is wrong with it, and a menu
// whose list opens by key and whose buttons say whether they are pressed.
"use strict";
{
  const labelsOf = (field) => document.querySelector(`label[for="${CSS.escape(field.id)}"]`);
  const words = (label) => [...(label?.childNodes ?? [])].filter(({ nodeName }) => nodeName !== "SPAN").map((node) => node.textContent).join("");

  document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
    const box = editor.view.dom;
    box.setAttribute("role", "textbox");
    box.setAttribute("aria-multiline", "true");
    box.setAttribute("aria-label", words(labelsOf(textarea)).replace(/:\s*$/, "").trim() || textarea.name);
    for (const name of ["aria-describedby", "aria-invalid"]) {
      if (textarea.hasAttribute(name)) box.setAttribute(name, textarea.getAttribute(name));
    }
    labelsOf(textarea)?.addEventListener("click", () => box.focus());
    if (location.hash === `#${textarea.id}`) box.focus();
    setTimeout(() => nameMenu(editor, box.parentElement.querySelector(".prose-menubar"))); // it is made a moment later
  });

  function nameMenu(editor, menu) {
    if (!menu) return;
    menu.setAttribute("role", "group");
    menu.setAttribute("aria-label", "Formatting");
    for (const list of menu.querySelectorAll(".prose-menubar__selected")) openByKey(list);
    const buttons = menu.querySelectorAll(".prose-menubar__group > button");
    const tell = () => {
      for (const button of buttons) {
        button.setAttribute("aria-pressed", button.classList.contains("active"));
        button.setAttribute("aria-disabled", button.classList.contains("disabled"));
      }
    };
    editor.on("transaction", tell);
    tell();
  }

  // The button in it, which shows the kind, opens the list for the mouse and for keys; only the focus stays behind.
  function openByKey(list) {
    list.addEventListener("click", ({ detail }) => {
      if (detail === 0) list.nextElementSibling.querySelector("button:not(.hidden)")?.focus();
    });
  }
}
