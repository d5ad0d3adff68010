// The picture desk: set the focal point on the picture itself, see the crops follow, drop files anywhere on the row.
// Without this script the two numbers and the file field do the same.
"use strict";
{
  const STEP = 0.01;
  const LEAP = 0.1;
  const inside = (value) => Math.min(1, Math.max(0, value));

  function focal(box) {
    const fields = ["x", "y"].map((axis) => document.getElementById(`id_focal_${axis}`));
    const picture = box.querySelector("img");
    if (!picture || fields.some((field) => !field)) return;
    const mark = Object.assign(document.createElement("button"), { type: "button", className: "focal-mark" });
    box.append(mark);
    box.classList.add("ready");

    const read = () => fields.map((field) => inside(Number.parseFloat(field.value) || 0));
    function show() {
      const [x, y] = read();
      mark.style.left = `${x * 100}%`;
      mark.style.top = `${y * 100}%`;
      mark.setAttribute("aria-label", `Focal point: ${Math.round(x * 100)} % from the left, ${Math.round(y * 100)} % from the top. Arrow keys move it.`);
      for (const svg of document.querySelectorAll(".crops svg")) crop(svg, x, y);
    }
    function set(x, y) {
      [x, y].forEach((value, index) => {
        fields[index].value = String(Math.round(inside(value) * 1000) / 1000);
        fields[index].dispatchEvent(new Event("input", { bubbles: true }));
        fields[index].dispatchEvent(new Event("change", { bubbles: true }));
      });
      show();
    }

    picture.addEventListener("click", (event) => {
      const area = picture.getBoundingClientRect();
      set((event.clientX - area.left) / area.width, (event.clientY - area.top) / area.height);
      mark.focus();
    });
    mark.addEventListener("keydown", (event) => {
      const move = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      if (!move) return;
      event.preventDefault();
      const step = event.shiftKey ? LEAP : STEP;
      const [x, y] = read();
      set(x + move[0] * step, y + move[1] * step);
    });
    for (const field of fields) field.addEventListener("input", () => show());
    show();
  }

  // The same sum as renditions.crop on the server.
  function crop(svg, x, y) {
    const image = svg.querySelector("image");
    const [width, height] = ["width", "height"].map((name) => Number(image.getAttribute(name)));
    const ratio = Number(svg.dataset.ratio);
    const cut = width / height < ratio ? [width, Math.max(1, Math.round(width / ratio))] : [Math.max(1, Math.round(height * ratio)), height];
    svg.setAttribute("viewBox", [Math.round((width - cut[0]) * x), Math.round((height - cut[1]) * y), ...cut].join(" "));
  }

  function drop(row) {
    const field = row.querySelector("input[type=file]");
    for (const name of ["dragenter", "dragover"]) {
      row.addEventListener(name, (event) => {
        event.preventDefault();
        row.classList.add("over");
      });
    }
    row.addEventListener("dragleave", () => row.classList.remove("over"));
    row.addEventListener("drop", (event) => {
      event.preventDefault();
      row.classList.remove("over");
      if (!event.dataTransfer.files.length) return;
      field.files = event.dataTransfer.files;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const box of document.querySelectorAll("[data-focal]")) focal(box);
    for (const row of document.querySelectorAll("[data-drop]")) drop(row);
  });
}
