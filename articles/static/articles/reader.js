// What a browser adds to a page that is whole without it: theme and text size, listening, copying, saving, sharing,
// and a link to report an error from the paragraph at hand. All of it stays in this browser.
//
// The head waits for this file, so that a chosen theme is there at the first paint. Controls stand in the page
// with the attribute "hidden"; a browser that can do what one says shows it.
"use strict";
{
  const root = document.documentElement;
  const all = (selector) => document.querySelectorAll(selector);

  // --- What this browser remembers; where storage is refused, a choice lasts as long as the page ---

  function recall(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  }

  function remember(key, value) {
    try {
      localStorage.setItem(key, value);
      return true;
    } catch {
      return false; // Nothing is lost but the memory.
    }
  }

  // --- Theme and text size: the first word is the usual one. The newsroom keeps its theme under the same key. ---

  const SETTINGS = { theme: ["auto", "light", "dark"], size: ["normal", "small", "large", "largest"] };

  function apply(name, wish) {
    const value = SETTINGS[name].includes(wish) ? wish : SETTINGS[name][0];
    root.dataset[name] = value;
    if (name === "size") return;
    for (const meta of all("meta[data-scheme]")) {
      const { scheme } = meta.dataset;
      meta.media = value === "auto" ? `(prefers-color-scheme: ${scheme})` : value === scheme ? "all" : "not all";
    }
  }

  for (const name in SETTINGS) apply(name, recall(name));

  // --- What lies below the window is laid out after the rest is shown, part by part (base.css) ---

  const LATE = "main :is(section, aside, .ages, .drawing, .facets), :is(.list, .atlas-list, .issues) > *, .colophon";

  // Those that are not shown yet, without what is in one of them: to measure that would lay it out.
  function waiting() {
    let outer = null;
    return [...all(LATE)].filter((part) => {
      if ("shown" in part.dataset || outer?.contains(part)) return false;
      outer = part;
      return true;
    });
  }

  // In every frame while the page arrives: what was found in the window only afterwards would move what was shown.
  function showWindow() {
    let seen;
    do {
      seen = waiting().filter((part) => part.getBoundingClientRect().top < innerHeight);
      for (const part of seen) part.dataset.shown = "";
    } while (seen.length);
    for (const part of waiting()) part.dataset.below = "";
    if (document.readyState === "loading") requestAnimationFrame(showWindow);
    else setTimeout(showRest);
  }

  function showRest() {
    for (const part of all("[data-below]")) delete part.dataset.below;
    const [part] = waiting();
    if (!part) return void delete root.dataset.early;
    part.dataset.shown = "";
    requestAnimationFrame(() => setTimeout(showRest));
  }

  // Not where somebody comes back, or to a part of the page: the browser then looks for the place to show.
  if (!location.hash && performance.getEntriesByType("navigation")[0]?.type === "navigate") {
    root.dataset.early = "";
    requestAnimationFrame(showWindow);
  }

  function offerSettings() {
    if (!("popover" in HTMLElement.prototype)) return;
    for (const part of all("[popovertarget=settings], #settings")) part.hidden = false;
    for (const choice of all("#settings input")) {
      choice.checked = root.dataset[choice.name] === choice.value;
      choice.addEventListener("change", () => {
        apply(choice.name, choice.value);
        remember(choice.name, choice.value);
      });
    }
  }

  // --- What was done is said to everybody: seen at the foot of the window, heard by a screen reader ---

  const said = document.createElement("p");
  let silence;

  function say(sentence) {
    said.textContent = sentence;
    clearTimeout(silence);
    silence = setTimeout(() => (said.textContent = ""), 6000);
  }

  // --- Copying and sharing ---

  // With its italics for a word processor, and as plain text for everything else; of a field, what is in it.
  function copy(source) {
    const text = (source.value ?? source.innerText).trim();
    if (!window.ClipboardItem || "value" in source) return navigator.clipboard.writeText(text);
    const kinds = { "text/plain": text, "text/html": source.innerHTML.trim() };
    const blobs = Object.entries(kinds).map(([type, words]) => [type, new Blob([words], { type })]);
    return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
  }

  function offerCopying() {
    if (!navigator.clipboard) return;
    for (const button of all("button[data-copy]")) {
      const source = document.querySelector(button.dataset.copy);
      if (!source) continue;
      button.hidden = false;
      button.addEventListener("click", () => {
        copy(source).then(
          () => say("Copied."),
          () => say("Your browser did not let us copy. Select the text and copy it yourself."),
        );
      });
    }
  }

  function offerSharing() {
    if (!navigator.share) return;
    const url = document.querySelector("link[rel=canonical]")?.href ?? location.href;
    for (const button of all("button[data-share]")) {
      button.hidden = false;
      button.addEventListener("click", () => navigator.share({ title: document.title, url }).catch(() => {}));
    }
  }

  // --- Saving for later: [{slug, title}], the last one first ---

  function savedList() {
    try {
      const list = JSON.parse(recall("saved"));
      return Array.isArray(list) ? list.filter((item) => /^[-\w]+$/.test(item?.slug ?? "")) : [];
    } catch {
      return [];
    }
  }

  function showSaved(list) {
    for (const button of all("button[data-save]")) {
      button.ariaPressed = list.some(({ slug }) => slug === button.dataset.save);
    }
    for (const shelf of all("[data-saved]")) {
      shelf.hidden = !list.length;
      const items = list.map(({ slug, title }) => {
        const item = document.createElement("li");
        const link = item.appendChild(document.createElement("a"));
        link.href = `/questions/${slug}/`;
        link.textContent = title || slug;
        return item;
      });
      shelf.querySelector("ul").replaceChildren(...items);
    }
  }

  function offerSaving() {
    for (const button of all("button[data-save]")) {
      const { save: slug, title } = button.dataset;
      button.hidden = false;
      button.addEventListener("click", () => {
        const others = savedList().filter((item) => item.slug !== slug);
        const adds = button.ariaPressed !== "true";
        const list = adds ? [{ slug, title }, ...others] : others;
        if (!remember("saved", JSON.stringify(list))) {
          return say("Your browser keeps nothing for this site, so the list cannot be kept: a private window, perhaps.");
        }
        showSaved(list);
        say(adds ? "Saved in this browser: you find it at the foot of every page." : "No longer saved.");
      });
    }
    showSaved(savedList());
  }

  // --- Listening: lead and answer, block by block, by a voice of this device; others would send the words away ---

  function offerListening() {
    const button = document.querySelector("button[data-listen]");
    const synthesis = window.speechSynthesis;
    if (!button || !synthesis) return;
    const stop = document.querySelector("button[data-listen-stop]");
    const name = button.textContent;
    let blocks = [];
    let voice, now, at;

    function findVoice() {
      const own = synthesis.getVoices().filter((each) => each.localService && /^en\b|^en_/.test(each.lang));
      voice = own.find((each) => each.lang.replace("_", "-") === root.lang) ?? own[0];
      button.hidden = !voice;
    }

    function show(label, block) {
      for (const marked of all(".spoken")) marked.classList.remove("spoken");
      block?.classList.add("spoken");
      button.textContent = label;
      stop.hidden = label === name;
    }

    function hush(label) {
      now = null;
      synthesis.cancel();
      show(label, label === name ? null : blocks[at]);
    }

    function speak() {
      if (at >= blocks.length) return hush(name);
      const copy = blocks[at].cloneNode(true);
      for (const mark of copy.querySelectorAll("sup:has(a), .report")) mark.remove();
      const words = new SpeechSynthesisUtterance(copy.textContent.trim());
      words.voice = voice;
      words.lang = voice.lang;
      words.onend = () => {
        if (now !== words) return;
        at += 1;
        speak();
      };
      words.onerror = () => {
        if (now !== words) return;
        hush(name);
        say("Your browser’s voice stopped.");
      };
      now = words;
      show("Pause", blocks[at]);
      synthesis.speak(words);
    }

    button.addEventListener("click", () => {
      if (now) return hush("Go on listening");
      if (stop.hidden) {
        blocks = [...all(button.dataset.listen)];
        at = 0;
      }
      speak();
    });
    stop.addEventListener("click", () => {
      hush(name);
      button.focus();
    });
    addEventListener("pagehide", () => synthesis.cancel());
    synthesis.addEventListener?.("voiceschanged", findVoice);
    findVoice();
  }

  // --- Reporting an error: one link, which follows the pointer, the focus and the selection to their paragraph ---

  function offerReporting() {
    if (!document.querySelector("[data-report]")) return;
    const link = document.createElement("a");
    link.className = "report";
    link.textContent = "Report an error here";
    link.rel = "nofollow";

    function follow(node) {
      const element = node instanceof Element ? node : node?.parentElement;
      const block = element?.closest(":is(p, li, blockquote)[id]");
      const place = block?.closest("[data-report]");
      if (!place) return;
      const url = new URL(place.dataset.report, location);
      url.searchParams.set("p", block.id);
      link.href = url;
      if (link.parentElement !== block) block.append(link);
    }

    for (const event of ["pointerover", "focusin"]) {
      document.addEventListener(event, ({ target }) => follow(target));
    }
    document.addEventListener("selectionchange", () => {
      const selection = getSelection();
      if (!selection.isCollapsed) follow(selection.anchorNode);
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    said.className = "said";
    said.role = "status";
    document.body.append(said);
    for (const offer of [offerSettings, offerCopying, offerSharing, offerSaving, offerListening, offerReporting]) offer();
  });
}
