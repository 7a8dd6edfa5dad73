// A chip opens the source it names and moves there; the link alone would leave a page that was opened with a query.
document.addEventListener("click", (event) => {
  const chip = event.target.closest?.("a.cr-chip");
  if (!chip) return;
  event.preventDefault();
  const source = document.getElementById(chip.getAttribute("href").slice(1));
  if (!source) return;
  source.open = true;
  source.querySelector("summary").focus({ preventScroll: true });
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  source.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
});
