// Nothing typed is lost: a form with data-draft="its name" (and data-draft-client) is kept on the server while it is
// being written, and sent so that it stays on the page until the server has taken it.
//
// A draft is saved a second after the last key and never later than two and a half after the first, again and again
// while the line is down. Nothing is kept in the browser. Without this file the form posts as any other.

"use strict";

const words = $("#draft-words")?.dataset;
const AFTER_LAST_KEY = 1000, AFTER_FIRST_KEY = 2500, PATIENCE = 8000;
const TRY_AGAIN = [500, 1000, 2000, 4000];
const SEND_AGAIN = [300, 1000, 2000];
// A refused form and one that somebody has changed meanwhile come back as pages.
const LED_TO = "X-Led-To", OF_ANOTHER = "X-Of-Another-Writer", SHOWN = [409, 422];
// A browser lets no more than this out of a page that is being closed.
const LEAVES_WITH_PAGE = 60000;

class Keeper {
  constructor(form) {
    this.form = form;
    this.url = `/drafts/${form.dataset.draft}/save/` + (form.dataset.draftClient ? `?client=${form.dataset.draftClient}` : "");
    this.line = this.makeLine();
    this.dirty = this.failed = this.sending = false;
    this.tries = 0;
    // What was chosen before anything was typed isn't a draft yet.
    form.addEventListener("input", () => this.touched());
    form.addEventListener("change", () => this.touched());
    form.addEventListener("submit", (event) => this.submit(event));
  }

  makeLine() {
    const place = $("[data-draft-line]", this.form);
    if (place) return place;
    const line = document.createElement("p");
    line.className = "form-text draft-line";
    const actions = $(".action-bar, .form-actions", this.form);
    if (actions) actions.before(line); else this.form.append(line);
    return line;
  }

  say(text, state, link) {
    const isNews = this.line.dataset.state !== state;
    this.line.dataset.state = state;
    this.line.textContent = text;
    if (link) this.line.append(" ", link);
    if (isNews) announce(text, state !== "saved");
  }

  // Saving

  get isUnsaved() { return this.form.isConnected && !this.sending && (this.dirty || this.failed || Boolean(this.saving)); }

  touched() {
    if (this.sending) return;
    this.dirty = true;
    this.since ??= Date.now();
    const left = this.since + AFTER_FIRST_KEY - Date.now();
    this.later(Math.max(0, Math.min(AFTER_LAST_KEY, left)));
  }

  later(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), milliseconds);
  }

  content() {
    const entries = [...new FormData(this.form)].filter(([, value]) => typeof value === "string");
    // The draft this page was opened with is gone on with; any other isn't to be written over.
    const began = $(`[data-draft-began][data-draft-of="${this.form.dataset.draft}"]`)?.dataset.draftBegan;
    return new URLSearchParams(began ? [...entries, ["draft-began", began]] : entries);
  }

  async save() {
    if (!this.dirty || this.sending) return;
    clearTimeout(this.timer);
    this.dirty = false;
    this.since = undefined;
    this.saving?.abort();
    const mine = this.saving = new AbortController();
    const overdue = setTimeout(() => mine.abort(), PATIENCE);
    let answer = null, told = {};
    try {
      renewToken(this.form);
      const came = await this.post(this.url, this.content(), mine.signal);
      if (came.type !== "opaqueredirect") told = await came.json();
      answer = came;
    } catch { /* the line broke, perhaps in the middle of the answer */ }
    clearTimeout(overdue);
    // One that was begun since, or the form itself, holds all that this one held.
    if (this.saving !== mine || this.sending) return;
    this.saving = undefined;
    if (answer) this.saved(answer, told); else this.notSaved();
  }

  post(url, body, signal) {
    const headers = { "X-Sent-By-Script": "1" };
    if (newestToken()) headers["X-CSRFToken"] = newestToken();
    const keepalive = body instanceof URLSearchParams && body.toString().length < LEAVES_WITH_PAGE;
    return fetch(url, { method: "POST", body, headers, signal, keepalive, redirect: "manual", credentials: "same-origin" });
  }

  saved(answer, told) {
    if (answer.type === "opaqueredirect") return this.signedOut();
    if (answer.headers.has(OF_ANOTHER)) return this.anotherSignedIn();
    if (answer.status === 409) return this.another(told);
    if (answer.status === 422) return this.say(told.text, "refused");
    if (!answer.ok) return this.notSaved();
    this.tries = 0;
    this.failed = false;
    this.say(told.text, "saved");
  }

  notSaved() {
    this.dirty = this.failed = true;
    this.say(words.unsaved, "unsaved");
    this.later(TRY_AGAIN[Math.min(this.tries++, TRY_AGAIN.length - 1)]);
  }

  signedOut() {
    this.dirty = this.failed = true;
    const link = Object.assign(document.createElement("a"), { href: words.signInUrl, target: "_blank", textContent: words.signIn });
    this.say(words.signedOut, "signed-out", link);
    this.later(5000);
  }

  // On a shared computer: what one has written isn't to become another's.
  anotherSignedIn() {
    this.dirty = this.failed = true;
    this.say(words.anotherWriter, "signed-out");
    this.later(5000);
  }

  // She came back to a form that had been saved and wrote on: that is another form.
  another({ key }) {
    this.form.elements.submission.value = key;
    this.touched();
  }

  // Sending

  async submit(event) {
    event.preventDefault();
    if (this.sending) return;
    this.sending = true;
    clearTimeout(this.timer);
    this.saving?.abort();
    const button = event.submitter;
    renewToken(this.form);
    const body = new FormData(this.form, button);
    const url = button?.hasAttribute("formaction") ? button.formAction : this.form.action;
    this.form.inert = true;
    button?.setAttribute("aria-busy", "true");
    this.say(words.saving, "sending");
    const came = await this.send(url, body);
    if (came?.onward || came?.text) this.answered(came); else this.notSent(button, came);
  }

  // What the server answered in the end: where to go, a page to show in the form's place, that she was signed out.
  async send(url, body) {
    for (const wait of [...SEND_AGAIN, null]) {
      const overdue = new AbortController();
      const timer = setTimeout(() => overdue.abort(), PATIENCE);
      try {
        const answer = await this.post(url, body, overdue.signal);
        if (answer.type === "opaqueredirect") return { isSignedOut: true };
        if (answer.headers.has(OF_ANOTHER)) return { isAnothers: true };
        if (answer.headers.has(LED_TO)) return { onward: answer.headers.get(LED_TO) };
        if (answer.ok || SHOWN.includes(answer.status)) return { text: await answer.text() };
        if (answer.status < 500) return { isRefused: true };
      } catch { /* the line broke: the form's key lets it be sent again */ } finally { clearTimeout(timer); }
      if (wait !== null) await new Promise((resolve) => { setTimeout(resolve, wait); });
    }
    return null;
  }

  answered({ onward, text }) {
    this.failed = this.dirty = false;
    if (onward) goTo(onward); else showPage(text);
  }

  notSent(button, came) {
    this.form.inert = this.sending = false;
    wake(this.form);
    this.dirty = true;
    if (came?.isSignedOut) this.signedOut();
    else if (came?.isAnothers) this.anotherSignedIn();
    else if (came?.isRefused) this.say(words.refused, "refused");
    else this.notSaved();
    button?.focus();
  }
}

function goTo(address) {
  const there = new URL(address, location.href);
  const isHere = there.pathname === location.pathname && there.search === location.search;
  // To a place on this page one only scrolls, so it is loaded as well; the page itself is asked for once.
  if (!isHere || there.hash) location.assign(there);
  if (isHere) location.reload();
}

// A refused form, or whatever else the server had to show in its place.
function showPage(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  $("main").replaceWith(document.adoptNode($("main", page)));
  document.title = page.title;
  window.htmx?.process($("main"));
  scrollTo(0, 0);
  keepDrafts();
  if (!focusOnErrors(document)) focusOn($("main h1") || $("main"));
}

let keepers = [];
function keepDrafts() {
  if (!words) return;
  keepers = keepers.filter((keeper) => keeper.form.isConnected);
  for (const form of document.querySelectorAll("form[data-draft]")) {
    if (!keepers.some((keeper) => keeper.form === form)) keepers.push(new Keeper(form));
  }
}

// Leaving asks only while something isn't saved yet; meanwhile it is being saved.
window.addEventListener("beforeunload", (event) => {
  if (keepers.some((keeper) => keeper.isUnsaved)) event.preventDefault();
  keepers.forEach((keeper) => keeper.save());
});
window.addEventListener("pagehide", () => keepers.forEach((keeper) => keeper.save()));
for (const name of ["online", "focus"]) window.addEventListener(name, () => keepers.forEach((keeper) => keeper.save()));
document.addEventListener("visibilitychange", () => keepers.forEach((keeper) => keeper.save()));
document.addEventListener("htmx:afterSwap", keepDrafts);

keepDrafts();
