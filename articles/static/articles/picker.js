// A dialog to find one thing of the newsroom by its words and take it: by typing, arrows and Enter, or by pressing.

const PAUSE = 200; // ms after the last key
let dialogs = 0;

function element(tag, properties = {}, children = []) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in made) made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

// Ask for one of what `search` (the address of a list of {id, text}) finds; `imageOf(id)` is the address of its picture,
// where it has one. The promise gives {id, text}, or null where nothing was taken.
export function pick({ title, search, imageOf = null }) {
  const name = `picker-${++dialogs}`;
  const input = element("input", { type: "search", id: `${name}-words`, autocomplete: "off" });
  const list = element("ul", { className: imageOf ? "picker-pictures" : "" });
  const said = element("p", { role: "status" });
  const cancel = element("button", { type: "button", textContent: "Cancel" });
  const dialog = element("dialog", { className: "picker", "aria-labelledby": `${name}-title` }, [
    element("h2", { id: `${name}-title`, textContent: title }),
    element("label", { htmlFor: input.id, textContent: "Words to look for" }),
    input,
    said,
    list,
    cancel,
  ]);
  let asked = new AbortController();
  let timer = 0;

  async function find() {
    asked.abort();
    asked = new AbortController();
    const { signal } = asked;
    const address = new URL(search, window.location);
    address.searchParams.set("term", input.value.trim());
    let found;
    try {
      const answer = await fetch(address, { signal, redirect: "error" });
      if (!answer.ok) throw new Error(`answered ${answer.status}`);
      found = (await answer.json()).results;
    } catch (error) {
      if (error.name !== "AbortError") said.textContent = "The newsroom could not be asked. Try again in a moment.";
      return;
    }
    if (signal.aborted) return;
    said.textContent = found.length ? `${found.length} found, the best first.` : "Nothing found. Try fewer words.";
    list.replaceChildren(...found.map((row) => element("li", {}, [button(row)])));
  }

  function button(row) {
    const image = imageOf ? [element("img", { src: imageOf(row.id), alt: "", loading: "lazy" })] : [];
    const made = element("button", { type: "button" }, [...image, element("span", { textContent: row.text })]);
    made.addEventListener("click", () => {
      dialog.taken = row;
      dialog.close();
    });
    return made;
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(find, PAUSE);
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Escape") dialog.close(); // where a search box would only be emptied
    const stops = [input, ...list.querySelectorAll("button")];
    const at = stops.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? (event.key === "Enter" && at === 0 ? 1 : 0);
    if (at < 0 || !step) return;
    event.preventDefault();
    stops[Math.min(Math.max(at + step, 0), stops.length - 1)].focus();
  });
  cancel.addEventListener("click", () => dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  input.focus();
  find();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      asked.abort();
      clearTimeout(timer);
      dialog.remove();
      resolve(dialog.taken ?? null);
    });
  });
}
