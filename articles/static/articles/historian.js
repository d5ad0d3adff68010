// Nothing that a historian writes behind a link is lost: it is kept at the desk every few seconds, and in this browser
// until it is. A link that has ended says so, and what was typed stays on the page.
"use strict";
{
  const PAUSE = 1_500; // ms without a key before what was typed is sent
  const LONGEST = 4_000; // ms until it is sent although somebody types on
  const AGAIN = 20_000; // ms until the next try where the desk was not reached
  const PATIENCE = 30_000; // ms
  const STAYS = "What you typed stays on this page: copy it before you close it.";
  const AWAY = "The desk cannot be reached. What you typed stays on this page, and nothing is sent.";

  const state = document.getElementById("kept");
  let dirty = false, leaving = false, checking = false, over = false;
  let inFlight = null;
  let settle = () => {}; // keeps what is not kept yet

  function say(words) {
    if (state.textContent !== words) state.textContent = words;
  }

  async function refusal(answer) {
    over ||= answer.status === 410 || answer.status === 404;
    const { error } = await answer.json().catch(() => ({}));
    say(`${error ?? "This was not taken."} ${STAYS}`);
  }

  // --- Sending a form: only where the link still works ---

  async function submit(event) {
    if (leaving) return;
    event.preventDefault();
    if (checking) return;
    checking = true;
    try {
      await inFlight;
      await settle();
      const answer = await fetch(location.pathname, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
      if (answer.status === 410 || answer.status === 404) {
        over = true;
        say(`This link has ended, and nothing was sent. ${STAYS} Please ask the desk for a new one.`);
      } else {
        leaving = true;
        event.target.requestSubmit(event.submitter);
      }
    } catch {
      say(AWAY);
    } finally {
      checking = false;
    }
  }

  for (const form of document.querySelectorAll(".historian form")) {
    form.addEventListener("submit", submit);
    form.addEventListener("input", ({ target }) => (dirty ||= !target.closest("dialog"))); // the editor asks for a link in one
  }
  window.addEventListener("beforeunload", (event) => {
    if (dirty && !leaving) event.preventDefault();
  });
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted) leaving = false; // back from the browser's own memory
  });

  // --- Writing ---

  const form = document.querySelector("form[data-keep]");
  if (form) write(form);

  function write(form) {
    const { text: box, opened } = form.elements;
    const { keep: address, keptAs } = form.dataset;
    let held = "unsaved" in form.dataset; // what is on the page waits for somebody to press a button
    let timer = null, deadline = null, editor = null;

    // The plain box shows plain words; the editor, which comes after this script, begins with the same as HTML.
    box.value = box.dataset.html;
    let sent = box.value; // as the desk has it
    dirty = held;

    function kept() {
      dirty = false;
      store.drop();
    }

    const store = {
      put(text) {
        try {
          localStorage.setItem(keptAs, JSON.stringify({ at: Date.now(), text }));
        } catch { /* full or forbidden: the desk's copy remains */ }
      },
      get() {
        try {
          return JSON.parse(localStorage.getItem(keptAs));
        } catch {
          return null;
        }
      },
      drop() {
        try {
          localStorage.removeItem(keptAs);
        } catch { /* forbidden: there is none */ }
      },
    };

    settle = () => {
      clearTimeout(timer);
      return (inFlight ??= keep().finally(() => (inFlight = null)));
    };

    function plan(wait) {
      clearTimeout(timer);
      timer = setTimeout(settle, wait);
    }

    async function keep() {
      deadline = null;
      const text = box.value;
      if (over || held || leaving) return;
      if (text === sent) return kept();
      try {
        const body = new URLSearchParams({ text, opened: opened.value });
        const answer = await fetch(address, { method: "POST", body, redirect: "error", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
        if (!answer.ok) {
          held = answer.status !== 429;
          return refusal(answer);
        }
        const now = await answer.json();
        opened.value = now.opened;
        sent = text;
        say(now.saved);
        if (box.value !== text) return plan(PAUSE);
        kept();
      } catch {
        say("The desk cannot be reached. What you type is kept in this browser.");
        plan(AGAIN);
      }
    }

    box.addEventListener("input", () => {
      store.put(box.value);
      if (over) return;
      if (held) return say("Not saved: use the buttons below.");
      deadline ??= Date.now() + LONGEST;
      plan(Math.min(PAUSE, Math.max(0, deadline - Date.now())));
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && dirty) plan(0);
    });
    document.addEventListener("prose-editor:ready", ({ detail }) => {
      editor = detail.editor;
      editor.view.dom.classList.add("prose");
    });

    // --- What an earlier page left in this browser ---

    function offer({ at, text }) {
      const line = document.createElement("p");
      const when = new Date(at).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" });
      const button = (words, act) => {
        const made = Object.assign(document.createElement("button"), { type: "button", className: "quiet-button", textContent: words });
        made.addEventListener("click", () => {
          act();
          line.remove();
          (editor?.view.dom ?? box).focus();
        });
        return made;
      };
      line.className = "kept-here";
      line.append(
        `Words of ${when} were not saved; this browser has kept them. `,
        button("Put them in the box", () => {
          if (editor) return editor.commands.setContent(text, { emitUpdate: true });
          box.value = text;
          box.dispatchEvent(new Event("input", { bubbles: true }));
        }),
        " ",
        button("Throw them away", () => store.drop()),
      );
      form.prepend(line);
    }

    const left = store.get();
    if (left?.text && left.text !== box.value) offer(left);
  }
}
