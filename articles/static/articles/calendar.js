// Dragging in the calendar: what is dropped on a day opens its own form with that day filled in. Nothing moves before
// that is sent, and the form asks for permission, version and clock like any other.
"use strict";

for (const hint of document.querySelectorAll("[data-dragging]")) hint.hidden = false;
for (const item of document.querySelectorAll(".calendar [data-move]")) {
  item.draggable = true;
  item.addEventListener("dragstart", (event) => {
    event.dataTransfer.setData("text/x-move", item.dataset.move);
    event.dataTransfer.effectAllowed = "move";
  });
}
for (const day of document.querySelectorAll(".calendar-day")) {
  const carries = (event) => event.dataTransfer.types.includes("text/x-move");
  day.addEventListener("dragover", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    day.classList.add("over-it");
  });
  day.addEventListener("dragleave", () => day.classList.remove("over-it"));
  day.addEventListener("drop", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    day.classList.remove("over-it");
    location.assign(`${event.dataTransfer.getData("text/x-move")}?day=${day.dataset.day}`);
  });
}
