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
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const act = { j: () => move(1), k: () => move(-1), a: () => press("accept"), r: () => press("reject"), e: () => press("edit"),
      u: () => press("undo"), "?": () => { const help = document.getElementById("keys-help"); if (help) help.open = !help.open; } }[event.key];
    if (act) { event.preventDefault(); act(); }
  });
})();
