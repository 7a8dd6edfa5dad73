// A chip opens the source it names and moves there; the link alone would leave a page that was opened with a query.
// Gradio puts the page's markup back as it was sent with each new answer, so what the reader opened is noted and kept.
const opened = new Set();

document.addEventListener("click", (event) => {
  const summary = event.target.closest?.(".cr-source > summary");
  if (summary) opened[summary.parentElement.open ? "delete" : "add"](summary.parentElement.id);
  const chip = event.target.closest?.("a.cr-chip");
  if (!chip) return;
  event.preventDefault();
  const source = document.getElementById(chip.getAttribute("href").slice(1));
  if (!source) return;
  opened.add(source.id);
  source.open = true;
  source.querySelector("summary").focus({ preventScroll: true });
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  source.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
});

// The event does not bubble, so it is caught on its way down.
document.addEventListener("toggle", (event) => {
  if (opened.has(event.target.id)) event.target.open = true;
}, true);
