// Suggests questions while somebody types in the search page's box. Without it the form is a plain form.
"use strict";

const input = document.querySelector("[data-suggest]");
const list = document.getElementById("suggestions");
let chosen = -1;
let waiting = 0;
let request = null;

const options = () => [...list.children];

function show(open) {
  list.hidden = !open;
  input.setAttribute("aria-expanded", String(open));
  choose(-1);
}

function choose(index) {
  const all = options();
  chosen = all.length && index >= -1 ? index % all.length : all.length - 1;
  all.forEach((option, place) => option.setAttribute("aria-selected", String(place === chosen)));
  if (chosen < 0) {
    input.removeAttribute("aria-activedescendant");
  } else {
    input.setAttribute("aria-activedescendant", all[chosen].id);
    all[chosen].scrollIntoView({ block: "nearest" });
  }
}

async function ask() {
  request?.abort();
  request = new AbortController();
  const typed = input.value.trim();
  if (typed.length < 2) {
    show(false);
    return;
  }
  try {
    const address = `${input.dataset.suggest}?q=${encodeURIComponent(typed)}`;
    const response = await fetch(address, { signal: request.signal });
    if (!response.ok) return;
    list.innerHTML = await response.text();
    show(list.children.length > 0);
  } catch {
    // Typed on, or offline: the form still works.
  }
}

input.setAttribute("role", "combobox");
input.setAttribute("aria-autocomplete", "list");
input.setAttribute("aria-controls", list.id);
input.setAttribute("aria-expanded", "false");

input.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(ask, 150);
});
input.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !list.hidden) {
    event.preventDefault(); // the first Escape closes the list, the next empties the box
    show(false);
  } else if (list.hidden) {
    return;
  } else if (event.key === "ArrowDown") {
    event.preventDefault();
    choose(chosen + 1);
  } else if (event.key === "ArrowUp") {
    event.preventDefault();
    choose(chosen - 1 < -1 ? -2 : chosen - 1);
  } else if (event.key === "Enter" && chosen >= 0) {
    event.preventDefault();
    location.assign(options()[chosen].dataset.href);
  }
});
input.addEventListener("blur", () => show(false));
// Before the box loses the focus, and with it the list.
list.addEventListener("mousedown", (event) => {
  const option = event.target.closest("[data-href]");
  if (option) location.assign(option.dataset.href);
});
