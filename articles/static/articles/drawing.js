// A timeline or map, whole without this, gets larger by buttons or by the keys + - 0, in a pane that scrolls as others
// do; a mark and its line in the list are shown together. Nothing glides or blinks.
{
  const LARGEST = 4;
  const WORDS = { 1: "Whole", 2: "Twice as large", 4: "Four times as large" };

  function offerZoom(drawing) {
    const pane = drawing.querySelector(".pane");
    const zoom = drawing.querySelector(".zoom");
    const [larger, smaller] = zoom.querySelectorAll("button");
    let size = 1;

    // Browsers do not agree whether a mark that gets the focus is brought into view.
    const reveal = () =>
      pane.querySelector("a:focus :is(.span, .dot)")?.scrollIntoView({ block: "nearest", inline: "nearest" });

    function show(wanted) {
      wanted = Math.min(Math.max(wanted, 1), LARGEST);
      const { scrollLeft: left, scrollTop: top, clientWidth: width, clientHeight: height } = pane;
      const growth = wanted / size;
      size = wanted;
      // Nothing below moves, and the middle stays in the middle.
      pane.classList.toggle("is-larger", size > 1);
      pane.style.height = size > 1 ? `${height}px` : "";
      pane.firstElementChild.style.width = size > 1 ? `${size * 100}%` : "";
      pane.scrollTo((left + width / 2) * growth - width / 2, (top + height / 2) * growth - height / 2);
      reveal();
      // A button that can do no more must not take the focus with it.
      const focused = document.activeElement;
      larger.disabled = size === LARGEST;
      smaller.disabled = size === 1;
      if (focused === larger && larger.disabled) smaller.focus();
      if (focused === smaller && smaller.disabled) larger.focus();
      zoom.querySelector("output").textContent = WORDS[size];
    }

    zoom.hidden = false;
    zoom.addEventListener("click", ({ target }) => target.value && show(size * target.value));
    drawing.addEventListener("keydown", (event) => {
      const wanted = { "+": size * 2, "=": size * 2, "-": size / 2, 0: 1 }[event.key];
      if (!wanted || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      show(wanted);
    });
    pane.addEventListener("focusin", reveal);
  }

  function pair(drawing) {
    const list = document.getElementById(drawing.dataset.list);
    const links = [...drawing.querySelectorAll("svg a"), ...list.querySelectorAll("a")];
    const light = (on) => ({ target }) => {
      const address = target.closest("a")?.getAttribute("href");
      const same = links.filter((link) => link.getAttribute("href") === address);
      for (const link of same) (link.closest("li") ?? link).classList.toggle("is-lit", on);
    };
    for (const place of [drawing, list]) {
      for (const event of ["pointerover", "focusin"]) place.addEventListener(event, light(true));
      for (const event of ["pointerout", "focusout"]) place.addEventListener(event, light(false));
    }
  }

  for (const drawing of document.querySelectorAll("[data-list]")) {
    offerZoom(drawing);
    pair(drawing);
  }
}
