// A book is dropped or picked: what is too large is said before it is sent, and that it is being read at once.
// Without this file the same form takes the same file.

"use strict";

(() => {
  const form = document.querySelector("form[data-import]");
  const zone = form.querySelector("[data-drop]");
  const file = form.querySelector("input[type=file]");
  const cells = form.querySelector("textarea");
  const said = form.querySelector("[data-said]");
  const button = form.querySelector("button[type=submit]");
  const words = button.textContent;
  // More than that a form can't hold beside a file.
  const LONGEST = 2_000_000;

  function fault() {
    if ([...file.files].some((each) => each.size > Number(file.dataset.largest))) return form.dataset.tooLarge;
    return new Blob([cells.value]).size > LONGEST ? form.dataset.tooLong : "";
  }

  function look() {
    const wrong = fault();
    said.textContent = wrong;
    said.classList.toggle("is-wrong", Boolean(wrong));
    zone.classList.toggle("is-filled", file.files.length > 0 && !wrong);
    return !wrong;
  }

  file.addEventListener("change", look);
  cells.addEventListener("input", look);

  zone.querySelector("[data-drop-hint]").hidden = false;
  for (const name of ["dragenter", "dragover"]) {
    zone.addEventListener(name, (event) => { event.preventDefault(); zone.classList.add("is-over"); });
  }
  for (const name of ["dragleave", "drop"]) zone.addEventListener(name, () => zone.classList.remove("is-over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    file.files = event.dataTransfer.files;
    look();
  });

  form.addEventListener("submit", (event) => {
    if (!look()) { event.preventDefault(); return; }
    button.textContent = form.dataset.reading;
    said.textContent = form.dataset.reading;
  });
  window.addEventListener("pageshow", (event) => { if (event.persisted) { button.textContent = words; look(); } });
})();
