// A sign-in that ends when idle says so two minutes before, and one press keeps it. The notice itself knows the time.

"use strict";

(() => {
  const notice = document.querySelector("#idle");
  if (!notice) return;
  let timer;

  function begin() {
    clearTimeout(timer);
    notice.hidden = true;
    timer = setTimeout(() => {
      notice.hidden = false;
      document.querySelector("#alert").textContent = notice.querySelector("p").textContent;
    }, (Number(notice.dataset.seconds) - 120) * 1000);
  }

  // Too late: what is typed stays on this page while she signs in on another.
  function signInAgain() {
    const link = notice.querySelector("a");
    link.hidden = false;
    notice.querySelector("button").hidden = true;
    link.focus();
  }

  notice.querySelector("button").addEventListener("click", async () => {
    const answer = await fetch(notice.dataset.awake, { credentials: "same-origin", cache: "no-store", redirect: "manual" });
    if (answer.status === 204) begin(); else signInAgain();
  });
  // What the page asks by itself, again and again, is no sign of anybody.
  document.addEventListener("htmx:afterRequest", (event) => {
    if (!event.detail.requestConfig.headers["X-Asked-By-Itself"]) begin();
  });
  begin();
})();
