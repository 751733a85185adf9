// Dragging a card of the service tray to another column presses the button that the card has for it.
// So it does nothing the buttons don't do, and goes only where they lead. Declining opens its own form: it asks why.

"use strict";

(() => {
  const tray = document.querySelector("[data-tray]");
  const columns = [...tray.querySelectorAll("[data-state]")];
  let dragged = null;

  const buttonFor = (card, state) => card.querySelector(`[data-moves] button[value="${CSS.escape(state)}"]`);
  const declineOf = (card, state) => (state === "declined" ? card.querySelector("[data-decline]") : null);
  const leads = (card, state) => Boolean(buttonFor(card, state) || declineOf(card, state));

  function openDecline(details) {
    details.open = true;
    details.querySelector("input[type=text]").focus();
  }

  function move(card, state) {
    const decline = declineOf(card, state);
    if (decline) return openDecline(decline);
    const button = buttonFor(card, state);
    button.form.requestSubmit(button);
  }

  function mark() {
    for (const column of columns) column.classList.toggle("is-open", Boolean(dragged) && leads(dragged, column.dataset.state));
  }

  if (matchMedia("(pointer: fine)").matches) {
    for (const card of tray.querySelectorAll("[data-card]")) {
      if (columns.some((column) => leads(card, column.dataset.state))) card.draggable = true;
    }
  }

  tray.addEventListener("dragstart", (event) => {
    // A link or a text inside the card is dragged as itself.
    if (!event.target.matches?.("[data-card]")) return;
    dragged = event.target;
    dragged.classList.add("is-dragged");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
    mark();
  });

  tray.addEventListener("dragend", () => {
    dragged?.classList.remove("is-dragged");
    dragged = null;
    mark();
  });

  tray.addEventListener("dragover", (event) => {
    const column = event.target.closest("[data-state]");
    if (dragged && column && leads(dragged, column.dataset.state)) event.preventDefault();
  });

  tray.addEventListener("drop", (event) => {
    const column = event.target.closest("[data-state]");
    if (!dragged || !column || !leads(dragged, column.dataset.state)) return;
    event.preventDefault();
    move(dragged, column.dataset.state);
  });

  // A declining form that was just opened is where the typing goes.
  for (const details of tray.querySelectorAll("[data-decline]")) {
    details.addEventListener("toggle", () => { if (details.open) details.querySelector("input[type=text]").focus(); });
  }
})();
