// What pages can't do by themselves. Without this file every form still posts and every link still leads somewhere.
//
// Focus after htmx: an error summary wins; else if focus was lost, it goes to [data-focus], else to the nearest heading.
// [data-announce] in what came is read aloud; a message that the page came with, too.
// Keys: an element names its own with aria-keyshortcuts ("/" in the header's search, "n" on the log button).

"use strict";

const ERROR = document.body.dataset.errorPrefix;
const $ = (selector, root = document) => root.querySelector(selector);
const visible = (element) => element.getClientRects().length > 0;

function announce(text, urgent = false) {
  const region = $(urgent ? "#alert" : "#live");
  region.textContent = "";
  // A region that is emptied and filled in one go says nothing.
  setTimeout(() => { region.textContent = text.trim(); }, 100);
}

function focusOn(element) {
  if (!element.matches("a[href], button, input, select, textarea, summary, [tabindex]")) element.tabIndex = -1;
  element.focus();
}

// Focus and titles

function focusOnErrors(root) {
  const summary = $(".error-summary", root);
  const title = document.title.replace(ERROR, "");
  document.title = summary ? ERROR + title : title;
  if (summary) focusOn(summary);
  return Boolean(summary);
}

function nearestHeading(element) {
  const place = element.closest("section, article, main, dialog") || $("main");
  return $("h1, h2, h3", place) || $("h1");
}

let headingBefore = null;
document.addEventListener("htmx:beforeSwap", (event) => { headingBefore = nearestHeading(event.detail.target); });

document.addEventListener("htmx:afterSettle", (event) => {
  const root = event.detail.elt;
  const spoken = root.matches("[data-announce]") ? root : $("[data-announce]", root);
  if (spoken) announce(spoken.textContent);
  // A page that asks anew by itself takes nobody's place away: whoever stands nowhere goes on standing there.
  if (event.detail.requestConfig?.headers["X-Asked-By-Itself"]) return;
  if (focusOnErrors(root) || document.activeElement !== document.body) return;
  focusOn($("[data-focus]", root) || (headingBefore?.isConnected ? headingBefore : nearestHeading(root)));
});

for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(failure, () => announce(document.body.dataset.failure, true));
}

// One press, one post: the pressed button rests until the answer comes, or until the answer is overdue.

// Signing in again, in another tab, gives a new token against forgery; a form that waited meanwhile goes by it, too.
const newestToken = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];

function renewToken(form) {
  const token = form.elements.csrfmiddlewaretoken;
  if (token && newestToken()) token.value = newestToken();
}

function rest(form, button) {
  renewToken(form);
  form.dataset.sent = "yes";
  // After this turn, so that the button's own name and value are still sent.
  setTimeout(() => { if (button) { button.disabled = true; button.setAttribute("aria-busy", "true"); } });
}

function wake(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[aria-busy]")) { button.disabled = false; button.removeAttribute("aria-busy"); }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  rest(form, event.submitter);
  setTimeout(wake, 20000, form);
});
window.addEventListener("pageshow", (event) => { if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(wake); });

// Keys

const typing = (element) => element.closest("input, select, textarea, [contenteditable]");
const keysAreOn = () => document.body.dataset.shortcuts !== "off";

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") return closeMenus(true);
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return saveForm(event);
  if (!keysAreOn() || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const all = document.querySelectorAll(`[aria-keyshortcuts="${CSS.escape(event.key)}"]`);
  const element = [...all].find(visible);
  if (!element) return;
  event.preventDefault();
  if (typing(element)) element.focus(); else element.click();
});

function saveForm(event) {
  const save = event.target.closest("form")?.querySelector('[aria-keyshortcuts="Control+Enter"]');
  if (!save) return;
  event.preventDefault();
  save.click();
}

function keepKeys(state) {
  document.body.dataset.shortcuts = state;
  localStorage.setItem("shortcuts", state);
  for (const button of document.querySelectorAll("[data-switch-shortcuts]")) button.setAttribute("aria-pressed", String(state === "on"));
}
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-switch-shortcuts]")) keepKeys(keysAreOn() ? "off" : "on");
  closeMenus(false, event.target);
});

// A link that would open the form filled in another way fills it where it stands: what is typed already stays.

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-fill]");
  const form = link && $("main form[method=post][data-draft]");
  if (!form || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  for (const [name, value] of Object.entries(JSON.parse(link.dataset.fill))) {
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (field.type === "radio") field.checked = field.value === String(value);
      else if (field.type === "checkbox") field.checked = Array.isArray(value) ? value.map(String).includes(field.value) : value;
      else field.value = value ?? "";
    }
  }
  form.dispatchEvent(new Event("change", { bubbles: true }));
  announce(link.textContent);
});

// Menus are <details>: Esc closes and gives the focus back, a click elsewhere closes.

function closeMenus(byKey, clicked) {
  for (const menu of document.querySelectorAll(".menu[open]")) {
    if (menu.contains(clicked)) continue;
    const hadFocus = menu.contains(document.activeElement);
    menu.open = false;
    if (byKey && hadFocus) $("summary", menu).focus();
  }
}

// At the start

if (localStorage.getItem("shortcuts")) keepKeys(localStorage.getItem("shortcuts"));
if (matchMedia("(max-width: 61.99rem)").matches) {
  for (const filters of document.querySelectorAll(".filters:not([data-active])")) filters.open = false;
}
if (!focusOnErrors(document)) {
  const message = $(".message");
  if (message) announce(message.textContent);
}

// The page one is at stands in sight among its tabs.

for (const tabs of document.querySelectorAll(".tabs, .parts")) {
  const tab = $("[aria-current]", tabs);
  if (tab) tabs.scrollLeft = tab.offsetLeft - tabs.offsetLeft - (tabs.clientWidth - tab.offsetWidth) / 2;
}

// A table in order of time that doesn't fit the screen is opened at its newest day.

for (const region of document.querySelectorAll("[data-latest-last]")) region.scrollLeft = region.scrollWidth;
