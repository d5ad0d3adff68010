// Nothing typed on the question page is ever lost: it is kept at the newsroom every few seconds, and in this browser at
// once. So it survives a killed tab, a server that is down, and a session that ran out; then it is offered again.
//
// The server's copy is private to its editor (admin/unsaved.py). The browser's copy goes when the server has it saved.
"use strict";
{
  const BEAT = 20_000; // ms between two signs of life
  const PAUSE = 1_500; // ms without a key before what was typed is sent
  const LONGEST = 4_000; // ms until it is sent although somebody types on
  const KEPT_FOR = 30 * 24 * 3600 * 1000; // ms that the browser's copy is kept

  let safety, form, page, address, user, prefix;
  let first = null; // the form before anything was typed
  let sent = null; // the form as the server has it
  let token = null;
  let dirty = false, leaving = false, checking = false;
  let dismissed = false;
  let pause = null, deadline = null, inFlight = null;
  let goOn = () => keep();

  const lock = (of) => `historyqa:page:${of}`;
  const byId = (id) => document.getElementById(id);
  const say = (words) => (byId("typed-state").textContent = words);
  const clock = (at) => new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

  function typed() {
    const values = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
    return new URLSearchParams(values).toString();
  }

  // --- This browser's own copy ---

  const store = {
    put(text) {
      try {
        localStorage.setItem(prefix + page, JSON.stringify({ at: Date.now(), text }));
      } catch { /* full or forbidden: the server's copy remains */ }
    },
    all() {
      const found = [];
      for (const key of Object.keys(localStorage).filter((name) => name.startsWith("historyqa:typed:"))) {
        let entry = null;
        try {
          entry = JSON.parse(localStorage.getItem(key));
        } catch { /* not ours, or broken */ }
        if (!entry?.text || Date.now() - entry.at > KEPT_FOR) localStorage.removeItem(key);
        else if (key.startsWith(prefix)) found.push({ page: key.slice(prefix.length), ...entry });
      }
      return found;
    },
    drop: (of) => localStorage.removeItem(prefix + of),
  };

  // --- Talking to the newsroom ---

  class SignedOut extends Error {}
  class Refused extends Error {}

  async function ask(values, signal) {
    const body = values && new URLSearchParams({ csrfmiddlewaretoken: token, ...values });
    const answer = await fetch(address, { method: body ? "POST" : "GET", body, redirect: "manual", signal, cache: "no-store" });
    // Who is signed out is sent to the sign-in page; who signed in anew elsewhere has another token.
    if (answer.type === "opaqueredirect" || answer.status === 401) throw new SignedOut();
    if (answer.status === 403 && body) {
      await renew();
      return ask(values, signal);
    }
    if (!answer.ok) throw answer.status < 500 ? new Refused() : new Error(`answered ${answer.status}`);
    return answer.json();
  }

  async function renew() {
    const answer = await ask(null);
    if (String(answer.user) !== user) throw new SignedOut();
    const fresh = answer.csrf !== token;
    token = answer.csrf;
    if (fresh) for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = token;
  }

  function failed(error) {
    if (error.name === "AbortError") return;
    if (error instanceof SignedOut) signedOut();
    else if (error instanceof Refused) say("Not kept at the newsroom: reload this page. What you typed is kept in this browser.");
    else say("The newsroom cannot be reached. What you type is kept in this browser.");
  }

  async function keep() {
    clearTimeout(pause);
    deadline = null;
    if (leaving || !form.isConnected) return;
    const text = typed();
    if (text === sent) return;
    inFlight?.abort();
    inFlight = new AbortController();
    try {
      news(await ask({ page, typed: text, version: form.elements.opened_version.value }, inFlight.signal));
      sent = text;
      say(`Kept as a draft at ${clock(Date.now())}. Not saved yet.`);
    } catch (error) {
      failed(error);
    }
  }

  async function beat(pages = []) {
    if (dirty && !pages.length && typed() !== sent) return keep();
    try {
      const heard = await ask({ page, pages: pages.join(" "), version: form.elements.opened_version.value });
      news(heard);
      return heard;
    } catch (error) {
      failed(error);
    }
  }

  function news({ others, moved }) {
    const words = others.length ? `Also editing now: ${others.join(", ")}.` : "";
    for (const [id, text] of [["safety-others", words], ["safety-moved", moved]]) {
      if (byId(id).textContent !== text) byId(id).textContent = text;
    }
  }

  // --- What changes ---

  function touched() {
    first ??= typed();
    setTimeout(look); // after whatever the page does about it
  }

  function look() {
    if (leaving) return;
    const text = typed();
    if (!dirty && text === first) return;
    if (text === look.last) return;
    look.last = text;
    dirty = true;
    store.put(text);
    clearTimeout(pause);
    deadline ??= Date.now() + LONGEST;
    pause = setTimeout(keep, Math.min(PAUSE, Math.max(0, deadline - Date.now())));
  }

  // --- Signing in again ---

  function signedOut() {
    const dialog = byId("signed-out");
    if (!dialog.open && !dismissed) dialog.showModal();
    say("You are signed out. What you type is kept in this browser.");
  }

  async function tryAgain() {
    const dialog = byId("signed-out");
    if (!dialog.open) return;
    try {
      await renew();
    } catch (error) {
      byId("signed-out-state").textContent = error instanceof SignedOut ? "Not signed in yet." : "The newsroom cannot be reached.";
      return;
    }
    dialog.close();
    dismissed = false;
    say("Signed in again.");
    const next = goOn;
    goOn = () => keep();
    next();
  }

  // --- Saving: only where it can succeed ---

  async function submit(event) {
    if (leaving) return;
    event.preventDefault();
    event.stopPropagation(); // others take a submit for the end of unsaved words
    if (checking) return;
    checking = true;
    const button = event.submitter;
    if (dirty) store.put(typed());
    try {
      await renew();
      leaving = true;
      clearTimeout(pause);
      inFlight?.abort();
      form.requestSubmit(button);
    } catch (error) {
      leaving = dismissed = false;
      if (error instanceof SignedOut) goOn = () => form.requestSubmit(button);
      failed(error);
    } finally {
      checking = false;
    }
  }

  // --- What an earlier page left in this browser ---

  async function offer() {
    const left = store.all().filter((entry) => entry.page !== page);
    const saved = await forgetSaved(left);
    for (const entry of left.filter(({ page: of }) => !saved.includes(of))) {
      // A page holds its lock as long as it lives: what it typed is left behind when the lock is free.
      if (!navigator.locks) show(entry);
      else navigator.locks.request(lock(entry.page), async () => {
        if (store.all().some(({ page: of }) => of === entry.page) && !(await forgetSaved([entry])).length) await show(entry);
      });
    }
  }

  // Ask which of these were saved since, and forget them.
  async function forgetSaved(entries) {
    const saved = (await beat(entries.map((entry) => entry.page)))?.saved ?? [];
    saved.forEach(store.drop);
    return saved;
  }

  async function show(entry) {
    const offers = document.querySelectorAll(".safety-offer input[name=page]");
    const isKnown = [...offers].some((field) => field.value === entry.page);
    // The browser's copy is the newer one: give it to the server, whose page can show it.
    try {
      await ask({ page: entry.page, typed: entry.text });
    } catch (error) {
      return failed(error);
    }
    if (isKnown) return;
    const box = document.createElement("p");
    box.className = "safety-offer";
    const link = Object.assign(document.createElement("a"), { className: "button", textContent: "Show them", href: `?draft=${entry.page}` });
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: "Discard them" });
    button.addEventListener("click", async () => {
      await ask({ page: entry.page, typed: "" }).catch(failed); // nothing typed: the server forgets it
      store.drop(entry.page);
      box.remove();
    });
    box.append(`You have unsaved changes of ${clock(entry.at)}, kept in this browser. `, link, " ", button);
    byId("safety-local").append(box);
  }

  document.addEventListener("DOMContentLoaded", () => {
    safety = byId("safety");
    form = document.querySelector("#content-main form[method=post]");
    if (!safety || !form?.elements.page_key || !byId("typed-state")) return;
    ({ address, user } = safety.dataset);
    page = form.elements.page_key.value;
    prefix = `historyqa:typed:${user}:${safety.dataset.question}:`;
    token = form.elements.csrfmiddlewaretoken.value;
    dirty = Boolean(document.querySelector(".errornote"));
    if (dirty) sent = null;

    for (const kind of ["pointerdown", "keydown", "paste", "drop", "focusin"]) {
      form.addEventListener(kind, () => (first ??= typed()), { capture: true });
    }
    for (const kind of ["input", "change", "keyup", "click"]) form.addEventListener(kind, touched);
    // Pickers hang their lists at the end of the page.
    window.django?.jQuery?.(form).on("change select2:select select2:unselect select2:clear", touched);
    form.addEventListener("submit", submit, { capture: true });

    for (const discard of document.querySelectorAll("form.safety-offer")) {
      discard.addEventListener("submit", () => store.drop(discard.elements.page.value));
    }
    byId("signed-out").querySelector("[data-try-again]").addEventListener("click", tryAgain);
    byId("signed-out").querySelector("[data-close-dialog]").addEventListener("click", () => byId("signed-out").close());
    byId("signed-out").addEventListener("close", () => (dismissed = true));
    window.addEventListener("focus", tryAgain);
    navigator.locks?.request(lock(page), () => new Promise(() => {}));
    setInterval(() => (byId("signed-out").open ? tryAgain() : beat()), BEAT);
    offer();
  });

  document.addEventListener("visibilitychange", () => {
    if (form && document.visibilityState === "hidden" && dirty) keep();
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) leaving = false; // back from the browser's own memory
  });
  window.addEventListener("beforeunload", (event) => {
    if (form && dirty && !leaving) event.preventDefault();
  });
}
