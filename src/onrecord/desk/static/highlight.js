// Shows what was read from a document's text with the CSS Custom Highlight API: overlapping spans, no change of the page.
// Spans arrive in Unicode code points; the browser counts UTF-16 units, so each is converted here, once, at this edge.
(() => {
  "use strict";
  if (!window.Highlight || !CSS.highlights) return;
  const units = (text) => {
    const map = new Uint32Array(text.length + 1);
    let unit = 0, point = 0;
    for (const character of text) { map[point++] = unit; unit += character.length; }
    map[point] = unit;
    return map;
  };
  const paint = (root) => {
    const holder = root.querySelector("[data-spans]");
    if (!holder) return;
    const groups = new Map();
    const spans = JSON.parse(holder.dataset.spans);
    const at = /^(\d+)-(\d+)$/.exec(holder.dataset.at || "");
    if (at) spans.push(["selected", Number(at[1]), Number(at[2])]);
    for (const paragraph of root.querySelectorAll("[data-start]")) {
      const node = paragraph.firstChild;
      if (!node || node.nodeType !== Node.TEXT_NODE) continue;
      const base = Number(paragraph.dataset.start);
      const map = units(node.data);
      const length = Array.from(node.data).length;
      for (const [kind, start, end] of spans) {
        const from = Math.max(start - base, 0), to = Math.min(end - base, length);
        if (from >= to) continue;
        const range = new StaticRange({ startContainer: node, startOffset: map[from], endContainer: node, endOffset: map[to] });
        if (!groups.has(kind)) groups.set(kind, new Highlight());
        groups.get(kind).add(range);
      }
    }
    CSS.highlights.clear();
    for (const [kind, highlight] of groups) CSS.highlights.set(kind, highlight);
  };
  document.addEventListener("DOMContentLoaded", () => paint(document));
  document.addEventListener("htmx:after:swap", () => paint(document));
})();
