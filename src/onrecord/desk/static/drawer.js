// The evidence drawer: a link to evidence opens beside the page instead of leading away from it. Without this script,
// with a modifier key, or if the evidence cannot be fetched, it is an ordinary link to an ordinary page.
(() => {
  "use strict";
  if (!window.HTMLDialogElement) return;
  const drawer = document.createElement("dialog");
  drawer.id = "drawer";
  drawer.setAttribute("aria-labelledby", "evidence-title");
  let opener = null;
  const close = document.createElement("button");
  close.className = "close";
  close.textContent = "Close";
  close.addEventListener("click", () => drawer.close());
  const body = document.createElement("div");
  drawer.append(close, body);
  drawer.addEventListener("close", () => { if (opener && opener.isConnected) opener.focus(); });
  drawer.addEventListener("click", (event) => { if (event.target === drawer) drawer.close(); });  // beside the panel
  document.addEventListener("DOMContentLoaded", () => document.body.append(drawer));

  const show = async (link) => {
    let fetched = null;
    try {
      const answer = await fetch(link.href, { credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      fetched = answer.ok ? page.getElementById("evidence") : null;
    } catch { fetched = null; }
    if (!fetched) { location.assign(link.href); return; }
    body.replaceChildren(document.adoptNode(fetched));
    if (!drawer.open) { opener = link; drawer.showModal(); }
    drawer.scrollTop = 0;
    close.focus();
  };

  // Copying needs a script, so the button is made by it; the citation itself is text that anyone can select.
  const copy = async (button) => {
    const text = document.getElementById("citation").textContent.trim();
    let said = "Copied.";
    try { await navigator.clipboard.writeText(text); } catch { said = "Cannot copy here: select the text."; }
    button.nextElementSibling.textContent = said;
  };
  const dress = (root) => {
    for (const cited of root.querySelectorAll("#citation:not([data-dressed])")) {
      cited.dataset.dressed = "";
      const button = document.createElement("button");
      button.textContent = "Copy the citation";
      button.addEventListener("click", () => copy(button));
      const said = document.createElement("span");
      said.setAttribute("role", "status");
      const line = document.createElement("p");
      line.className = "unprinted";
      line.append(button, " ", said);
      cited.after(line);
    }
  };
  document.addEventListener("DOMContentLoaded", () => dress(document));
  new MutationObserver(() => dress(drawer)).observe(body, { childList: true });

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest("a.proof");
    if (!link) return;
    event.preventDefault();
    show(link);
  });
})();
