// Bad rows of a book are corrected with the keyboard. Enter saves a row's cells and goes to the next error, Esc takes back
// what was typed, F2 goes into the text, the arrows go from cell to cell; leaving a row saves what was typed in it.
// What can't be saved stays where it was typed. Without this file each row is a form with a button.

"use strict";

(() => {
  const PATIENCE = 20000;
  const grid = () => $("#errors");
  const fields = () => [...document.querySelectorAll("#errors [data-cell]")];
  const isTyped = (field) => field.value !== field.defaultValue;
  const typedIn = (form) => fields().filter((field) => field.form === form && isTyped(field));
  const isBad = (field) => field.getAttribute("aria-invalid") === "true";
  // One row after the other: each answer brings the whole list anew.
  let saved = Promise.resolve();

  function choose(field) {
    field.focus();
    field.select();
  }

  function move(from, steps) {
    const all = fields();
    const to = all[all.indexOf(from) + steps];
    if (to) choose(to);
  }

  // The ids of all cells, from one on and round to it.
  function from(id, skipped = 0) {
    const ids = fields().map((field) => field.id), at = ids.indexOf(id) + skipped;
    return [...ids.slice(at), ...ids.slice(0, at)];
  }

  // To the first of these cells that is wrong now; else to any, else onward.
  function goOnTo(ids) {
    const bad = new Map(fields().filter(isBad).map((field) => [field.id, field]));
    const next = [...ids, ...bad.keys()].find((id) => bad.has(id));
    if (next) choose(bad.get(next)); else focusOn($("#onward"));
  }

  function say(text) {
    const line = $("[data-line]", grid());
    line.dataset.state = text ? "unsaved" : "";
    line.textContent = text;
    if (text) announce(text, true);
  }

  // Saving

  // What was typed in the row goes to the server, or what its button stands for. Whoever has left the row isn't called back.
  function save(form, button, hasLeft = false) {
    if (form.dataset.saving) return;
    form.dataset.saving = "yes";
    saved = saved.then(() => send(form.id, button?.id, hasLeft));
  }

  async function send(id, by, hasLeft) {
    const form = document.getElementById(id);
    if (!form) return;
    const button = by ? document.getElementById(by) : null;
    const own = fields().filter((field) => field.form === form);
    const cell = own.find((field) => field === document.activeElement) || own.find(isTyped) || own.find(isBad);
    renewToken(form);
    const body = new FormData(form, button);
    for (const field of own) field.readOnly = true;
    const answer = await post(button?.hasAttribute("formaction") ? button.formAction : form.action, body);
    if (answer.page) return show(answer.page, own, cell, hasLeft);
    delete form.dataset.saving;
    for (const field of own) field.readOnly = false;
    say(answer.reason);
    if (!hasLeft) cell?.focus();
  }

  // The list as it is now, or why that wasn't saved.
  async function post(url, body) {
    const overdue = new AbortController();
    const timer = setTimeout(() => overdue.abort(), PATIENCE);
    const headers = { "X-Sent-By-Script": "1" };
    try {
      const answer = await fetch(url, { method: "POST", body, headers, redirect: "manual", credentials: "same-origin", signal: overdue.signal });
      if (answer.type === "opaqueredirect") return { reason: words.signedOut };
      if (answer.headers.has("X-Of-Another-Writer")) return { reason: words.anotherWriter };
      if (answer.ok) return { page: await answer.text() };
      return { reason: answer.status === 422 ? await answer.text() : words.refused };
    } catch {
      return { reason: grid().dataset.unsaved };
    } finally {
      clearTimeout(timer);
    }
  }

  // The new list in the old one's place: what was typed in other rows meanwhile stays, and so does whoever is there.
  function show(page, dealtWith, cell, hasLeft) {
    const order = cell ? from(cell.id) : [];
    const typed = fields().filter((field) => isTyped(field) && !dealtWith.includes(field));
    const here = document.activeElement, caret = here.selectionStart;
    const scrolled = $(".scroll", grid())?.scrollLeft;
    const came = new DOMParser().parseFromString(page, "text/html");
    grid().replaceWith(document.adoptNode($("#errors", came)));
    for (const field of typed) {
      const now = document.getElementById(field.id);
      if (now) now.value = field.value;
    }
    const region = $(".scroll", grid());
    if (region && scrolled) region.scrollLeft = scrolled;
    begin();
    announce($("[data-said]", grid()).textContent);
    if (!hasLeft) return goOnTo(order);
    const still = here.id && document.getElementById(here.id);
    if (!still || still === document.activeElement) return;
    still.focus();
    if (still.matches("[data-cell]")) still.setSelectionRange(caret, caret);
  }

  // Keys

  function enter(field) {
    const form = field.form;
    if (form.dataset.saving) return;
    if (typedIn(form).length) save(form); else goOnTo(from(field.id, 1));
  }

  function takeBack(field) {
    if (!isTyped(field)) return;
    field.value = field.defaultValue;
    field.select();
    showAs(field);
    announce(grid().dataset.undone);
  }

  // At the ends of a text the arrows lead on to the next cell, as they do in a spreadsheet.
  function arrow(event, field) {
    const { selectionStart: start, selectionEnd: end, value } = field;
    const steps = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: start === end && end === 0 ? -1 : 0, ArrowRight: start === end && start === value.length ? 1 : 0 }[event.key];
    if (!steps || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    move(field, steps);
  }

  document.addEventListener("keydown", (event) => {
    const field = event.target.closest("[data-cell]");
    if (!field || event.isComposing) return;
    if (event.key === "Enter") { event.preventDefault(); enter(field); }
    else if (event.key === "Escape") takeBack(field);
    else if (event.key === "F2") field.setSelectionRange(field.value.length, field.value.length);
    else arrow(event, field);
  });

  // "Correct all 3: Kemi" tells what all of them will be.
  function showAs(field) {
    const button = $(`[data-all="${CSS.escape(field.id)}"]`), as = button && $("[data-as]", button);
    if (!as) return;
    as.dataset.offered ??= as.textContent;
    as.textContent = isTyped(field) ? `: ${field.value}` : as.dataset.offered;
  }
  document.addEventListener("input", (event) => { if (event.target.matches("[data-cell]")) showAs(event.target); });

  document.addEventListener("focusin", (event) => { if (event.target.matches("[data-cell]")) event.target.select(); });

  document.addEventListener("focusout", (event) => {
    const row = event.target.closest("#errors tbody");
    if (!row || row.contains(event.relatedTarget) || !event.relatedTarget) return;
    const form = $("form[data-fix]", row);
    if (form && typedIn(form).length) save(form, null, true);
  });

  // Before app.js, which would let a form rest that is sent by this script.
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-fix]")) return;
    event.preventDefault();
    save(event.target, event.submitter);
  }, true);

  // Leaving

  const isUnsaved = () => fields().some(isTyped);
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[href]");
    if (!link || !isUnsaved() || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    for (const field of fields().filter(isTyped)) save(field.form, null, true);
    await saved;
    if (!isUnsaved()) location.assign(link.href);
  });
  window.addEventListener("beforeunload", (event) => { if (isUnsaved()) event.preventDefault(); });

  function begin() {
    for (const keys of document.querySelectorAll("#errors [data-keys]")) keys.hidden = false;
  }

  begin();
  $("[data-download]")?.click();
  const first = $("[data-cell]", document.getElementById(location.hash.slice(1)) || grid());
  if (first) choose(first);
})();
