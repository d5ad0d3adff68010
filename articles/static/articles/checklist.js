// The checklist of the question's page while somebody types: the form is sent to an address that stores nothing and
// answers with the list. Without this script, the list is that of the last save.
"use strict";
{
  const PAUSE = 1200; // milliseconds after the last key

  document.addEventListener("DOMContentLoaded", () => {
    const box = document.querySelector("[data-checklist]");
    const form = box?.closest("form");
    if (!form) return;
    const status = document.getElementById("checklist-status");
    let timer = 0;
    let request = null;
    let newest = null;

    const show = () => {
      // Whoever is at a link of the list keeps it.
      if (newest === null || box.contains(document.activeElement)) return;
      const folds = [...box.querySelectorAll("details")].map(({ className, open }) => [className, open]);
      const before = box.querySelector("[data-summary]")?.textContent;
      box.innerHTML = newest;
      newest = null;
      for (const [name, open] of folds) {
        const fold = box.querySelector(`details.${name}`);
        if (fold) fold.open = open;
      }
      const after = box.querySelector("[data-summary]")?.textContent;
      if (after && after !== before) status.textContent = after;
    };

    const ask = async () => {
      request?.abort();
      request = new AbortController();
      try {
        const answer = await fetch(box.dataset.checklist, {
          method: "POST",
          body: new FormData(form),
          signal: request.signal,
        });
        // After the session has ended, what comes back is the page to log in.
        if (!answer.ok || answer.redirected) return;
        newest = await answer.text();
        show();
      } catch {
        // Stopped by newer words, or offline: the next change asks again.
      }
    };

    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE);
    };

    form.addEventListener("input", soon);
    form.addEventListener("change", soon);
    box.addEventListener("focusout", () => setTimeout(show));
    window.django?.jQuery?.(form).on("select2:select select2:unselect select2:clear", soon);
  });
}
