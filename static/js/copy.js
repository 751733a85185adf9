// A button beside a figure puts it on the clipboard and says so. Without this file the figure is marked and copied by hand.

"use strict";

(() => {
  if (!navigator.clipboard) return;
  const status = document.querySelector("[data-copied]");

  for (const button of document.querySelectorAll("[data-copy]")) {
    const words = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = button.dataset.done;
      status.textContent = `${button.dataset.done}: ${button.dataset.copy}`;
      setTimeout(() => { button.textContent = words; }, 2000);
    });
  }
})();
