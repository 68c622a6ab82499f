// Keyboard for lists of facts: j/k move, a accept, r reject, e edit, u undo, ? help. Never while somebody types.
(() => {
  "use strict";
  const rows = () => Array.from(document.querySelectorAll("[data-fact]"));
  const current = () => document.activeElement && document.activeElement.closest("[data-fact]");
  const move = (step) => {
    const all = rows();
    if (!all.length) return;
    const at = all.indexOf(current());
    all[Math.min(Math.max(at + step, 0), all.length - 1)].focus();
  };
  const press = (name) => {
    const row = current() || document;
    const target = row.querySelector(`[data-key="${name}"]`);
    if (target) target.click();
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
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const act = { j: () => move(1), k: () => move(-1), a: () => press("accept"), r: () => press("reject"), e: () => press("edit"),
      u: () => press("undo"), "?": () => { const help = document.getElementById("keys-help"); if (help) help.open = !help.open; } }[event.key];
    if (act) { event.preventDefault(); act(); }
  });
})();
