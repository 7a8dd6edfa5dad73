// A chip or a mark of a chart opens the source it names and moves there; the link alone would leave a page that was opened with a query.
// Gradio puts the page's markup back as it was sent with each new answer, so what the reader opened is noted and kept.
const opened = new Set();

document.addEventListener("click", (event) => {
  const summary = event.target.closest?.(".cr-answer summary");
  if (summary) opened[summary.parentElement.open ? "delete" : "add"](summary.parentElement.id);
  const chip = event.target.closest?.("a.cr-chip, a.cr-mark");
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

// "Change" puts what a follow-up was taken to mean into the question box, to be put right and asked again.
document.addEventListener("click", (event) => {
  const change = event.target.closest?.(".cr-change");
  const box = change && document.querySelector("#cr-question textarea");
  if (!box) return;
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(box, change.dataset.question);
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
});
