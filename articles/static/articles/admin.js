// What Django's admin lacks for people at a desk: named pickers, links that reach a field wherever it
// hides, a word count, and a question before typed words are thrown away.
"use strict";
{
  let unsaved = false;

  // --- Names: the label of a field is the name of what a script put in its place ---

  const labelOf = (field) => document.querySelector(`label[for="${CSS.escape(field.id)}"]`)?.textContent.replace(/:\s*$/, "").trim();

  function namePickers(root) {
    for (const select of root.querySelectorAll("select.select2-hidden-accessible")) {
      const picker = select.nextElementSibling;
      const name = labelOf(select);
      if (!name || !picker?.matches(".select2-container")) continue;
      const selection = picker.querySelector(".select2-selection");
      selection.setAttribute("aria-label", name);
      const chosen = selection.getAttribute("aria-labelledby");
      if (chosen) {
        selection.id ||= `${select.id}_picker`;
        selection.setAttribute("aria-labelledby", `${selection.id} ${chosen}`);
      }
      // A text box inside a combobox would need a name of its own.
      const shown = picker.querySelector("span.select2-selection__rendered");
      for (const role of ["role", "aria-readonly"]) shown?.removeAttribute(role);
      picker.querySelector(".select2-search__field")?.setAttribute("aria-label", name);
    }
  }

  // Django's pair of lists says what its filter is for on a bare span, where a name may not be.
  window.addEventListener("load", () => {
    for (const icon of document.querySelectorAll(".selector span[aria-label]")) icon.setAttribute("role", "img");
  });

  document.addEventListener("DOMContentLoaded", () => {
    // In jQuery's own queue, behind Django's script that makes the pickers.
    window.django?.jQuery?.(() => {
      namePickers(document);
      if (location.hash) reach(location.hash.slice(1));
    });
    window.django?.jQuery?.(document).on("select2:open", ({ target }) => {
      const name = labelOf(target) ?? "";
      const open = document.querySelector(".select2-container--open .select2-search__field");
      open?.setAttribute("aria-label", `Search ${name}`.trim());
      open?.focus();
      document.querySelector(".select2-container--open .select2-results__options")?.setAttribute("aria-label", name);
    });
    window.django?.jQuery?.(document).on("select2:select select2:unselect select2:clear", () => (unsaved = true));
    if (document.querySelector("form .errornote")) unsaved = true;
    for (const fold of document.querySelectorAll("details:has(.errorlist)")) fold.open = true;
    // Its label is an icon.
    document.getElementById("searchbar")?.setAttribute("aria-label", "Search");
  });
  document.addEventListener("formset:added", ({ target }) => setTimeout(() => namePickers(target)));

  // --- Links to a field: unfold what it is in, then focus what stands for it ---

  function reach(id) {
    if (!id.startsWith("id_")) return false;
    // "id_answers-0-sources-0-title" where there is no source yet: add one.
    const [, prefix] = id.match(/^id_(.+)-\d+-\w+$/) ?? [];
    if (prefix && !document.getElementById(id)) {
      document.querySelector(`#${CSS.escape(prefix)}-group > [data-add]`)?.click();
    }
    const field = document.getElementById(id);
    if (!field) return false;
    for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    const standIn = field.classList.contains("select2-hidden-accessible")
      ? field.nextElementSibling.querySelector(".select2-search__field, .select2-selection")
      : field.closest(".prose-editor")?.querySelector(".ProseMirror");
    (standIn ?? field).focus();
    (standIn ?? field).scrollIntoView({ block: "center" });
    return true;
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#id_']");
    if (link && reach(link.hash.slice(1))) event.preventDefault();
  });

  // --- "/" leads to the search over everything, wherever nobody is typing ---

  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]") || event.isComposing;
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
    const box = document.querySelector("[data-search]");
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });

  // --- Word count ---

  function count(field) {
    const words = field.value.split(/\s+/).filter(Boolean).length;
    const shown = document.getElementById(`${field.id}_words`);
    shown.textContent = `${words} of ${field.dataset.words} words`;
    shown.classList.toggle("too-many", words > Number(field.dataset.words));
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const field of document.querySelectorAll("[data-words]")) {
      const shown = document.createElement("p");
      shown.id = `${field.id}_words`;
      shown.className = "words";
      field.after(shown);
      field.addEventListener("input", () => count(field));
      count(field);
    }
  });

  // --- Unsaved words ---

  document.addEventListener("input", ({ target }) => {
    if (target.closest("#content-main form[method=post]:not(#changelist-form)")) unsaved = true;
  });
  document.addEventListener("submit", () => (unsaved = false));
  window.addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });
}
