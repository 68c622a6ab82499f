// Keyboard for lists of facts: j/k move, a accept, r reject, e edit, u undo, ? help. Never while somebody types.
(() => {
  "use strict";
  const rows = () => Array.from(document.querySelectorAll("main [data-fact]"));
  const current = () => document.activeElement && document.activeElement.closest("[data-fact]");
  const move = (step) => {
    const all = rows();
    if (!all.length) return;
    const at = all.indexOf(current());
    all[Math.min(Math.max(at + step, 0), all.length - 1)].focus();
  };
  const press = (name) => {
    const row = current() || (rows().length === 1 ? rows()[0] : null);
    const target = row && row.querySelector(`[data-key="${name}"]`);
    if (!target) return;
    const reason = name === "reject" && target.form && target.form.elements.reason;
    if (reason && !reason.value) { reason.focus(); return; }  // a rejection gives its reason: nobody's is assumed
    target.click();
  };
  const help = () => {
    const kept = document.getElementById("keys-help");
    kept.open = !kept.open;
    if (kept.open) kept.querySelector("summary").focus();
  };
  // After a write the page comes back at the fact it was about; one that has left the list gives its place to the next.
  const remember = () => { const at = rows().indexOf(current()); if (at >= 0) sessionStorage.setItem("row", String(at)); };
  const resume = () => {
    const kept = sessionStorage.getItem("row");
    sessionStorage.removeItem("row");
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.hasAttribute("data-fact")) { target.focus(); return; }
    const all = rows();
    if (kept !== null && all.length) all[Math.min(Number(kept), all.length - 1)].focus();
  };
  document.addEventListener("submit", remember);
  document.addEventListener("DOMContentLoaded", resume);
  // A filter swaps the results and leaves the form alone; what it found is told to those who do not see it change.
  document.addEventListener("htmx:after:swap", () => {
    const count = document.getElementById("count");
    if (count) document.getElementById("told").textContent = count.textContent;
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.key === "Enter" && event.target.matches("select[name=reason]")) {
      const reject = event.target.form.querySelector('[data-key="reject"]');
      if (reject) { event.preventDefault(); reject.click(); }
      return;
    }
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const act = { j: () => move(1), k: () => move(-1), a: () => press("accept"), r: () => press("reject"), e: () => press("edit"),
      u: () => press("undo"), "?": help }[event.key];
    if (act) { event.preventDefault(); act(); }
  });
})();
