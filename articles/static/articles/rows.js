// Rows within rows on the question page: answers, and in each of them credits and sources.
//
// The server's formsets want rows numbered without gaps, so a row never leaves the page: to remove one is to tick
// its DELETE box and fold it away, which is also what makes it possible to undo. The order of rows is their order
// in the page; it goes into the hidden "position" fields.
"use strict";
{
  const rowsOf = (group) => group.querySelectorAll(":scope > .row-list > .row");
  const boxOf = (row) => row.querySelector(":scope > .row-data input[name$='-DELETE']");
  const removed = (row) => row.classList.contains("removed");

  function number(group) {
    const present = [...rowsOf(group)];
    present.forEach((row, place) => {
      row.querySelector(":scope > .row-data input[name$='-position']").value = place;
    });
    const kept = present.filter((row) => !removed(row));
    kept.forEach((row, place) => {
      row.querySelector(":scope > .row-actions [data-move='up']").disabled = place === 0;
      row.querySelector(":scope > .row-actions [data-move='down']").disabled = place === kept.length - 1;
    });
  }

  function add(group) {
    const total = document.getElementById(`id_${group.dataset.prefix}-TOTAL_FORMS`);
    const prefix = `${group.dataset.prefix}-${total.value}`;
    const blank = group.querySelector(":scope > template").innerHTML;
    const list = group.querySelector(":scope > .row-list");
    // The blank row calls itself "__prefix__", and what is nested in it says "empty" for the same place.
    list.insertAdjacentHTML(
      "beforeend",
      blank.replaceAll(`${group.dataset.prefix}-__prefix__`, prefix).replaceAll(`${group.dataset.prefix}-empty`, prefix),
    );
    total.value = Number(total.value) + 1;
    const row = list.lastElementChild;
    row.querySelectorAll(".rows").forEach(number);
    number(group);
    // Pickers and the rich-text editor wait for this event of Django's.
    row.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: group.dataset.prefix } }));
    return row;
  }

  function remove(row, gone) {
    row.classList.toggle("removed", gone);
    boxOf(row).checked = gone;
    row.querySelector(":scope > .row-removed").hidden = !gone;
    number(row.closest(".rows"));
    row.querySelector(gone ? ":scope > .row-removed button" : ":scope > .row-actions [data-remove]").focus();
  }

  function move(row, direction, button) {
    let other = row;
    do {
      other = direction === "up" ? other.previousElementSibling : other.nextElementSibling;
    } while (other && removed(other));
    if (!other) return;
    // The neighbour goes round the row: moving the row itself would restart its rich-text editor and lose the focus.
    if (direction === "up") row.after(other);
    else row.before(other);
    number(row.closest(".rows"));
    const next = button.disabled ? button.parentElement.querySelector("[data-move]:not(:disabled)") : button;
    next?.focus();
    row.scrollIntoView({ block: "nearest" });
    document.getElementById("rows-status").textContent = `Now number ${1 + [...rowsOf(row.closest(".rows"))].indexOf(row)}.`;
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-add], button[data-remove], button[data-undo], button[data-move]");
    if (!button) return;
    const row = button.closest(".row");
    if ("add" in button.dataset) {
      const fresh = add(button.closest(".rows"));
      fresh.querySelector(":scope > .row-body :is(select, input:not([type=hidden]), textarea)")?.focus();
      return; // the new row is empty, so the form has not changed yet
    }
    if ("remove" in button.dataset) remove(row, true);
    if ("undo" in button.dataset) remove(row, false);
    if ("move" in button.dataset) move(row, button.dataset.move, button);
    row.dispatchEvent(new Event("input", { bubbles: true }));
  });

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".rows").forEach((group) => {
      for (const row of rowsOf(group)) {
        if (boxOf(row)?.checked) {
          row.classList.add("removed");
          row.querySelector(":scope > .row-removed").hidden = false;
        }
      }
      if (group.querySelector(":scope > template")) number(group);
    });
  });
}
