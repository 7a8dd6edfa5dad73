// When the page is left, Gradio's open streams are cut off: that is no error for a person's console.
{
  let leaving = false;
  const cut = (told) => /AbortError|signal is aborted|Connection errored out|BodyStreamBuffer|network error|Failed to fetch/i.test(String(told?.message ?? told));
  const plain = console.error;
  console.error = (...told) => { if (!leaving || !told.some(cut)) plain.apply(console, told); };
  const leave = () => { leaving = true; setTimeout(() => { leaving = false; }, 3000); };
  for (const name of ["beforeunload", "pagehide"]) window.addEventListener(name, leave, true); // before Gradio hears of it
  window.addEventListener("unhandledrejection", (event) => { if (leaving && (event.reason?.name === "AbortError" || cut(event.reason))) event.preventDefault(); });
}
// The quote behind a link to a record shows beside it on hover and on keyboard focus (WCAG 1.4.13: Escape dismisses it,
// the pointer may move onto it, it stays until both have left). On touch there is no hover: a tap follows the link.
{
  const TIPPED = "a[data-quote]";
  const GAP = 6;
  let tip = null;
  let shown = null;
  let leaving = 0;

  const made = () => {
    if (tip) return tip;
    tip = document.createElement("div");
    tip.id = "cr-tip";
    tip.className = "cr-quoted-tip";
    tip.setAttribute("role", "tooltip");
    tip.hidden = true;
    tip.addEventListener("pointerenter", () => clearTimeout(leaving));
    tip.addEventListener("pointerleave", () => later());
    return tip;
  };

  const place = (link) => {
    const room = document.documentElement.clientWidth;
    const at = [...link.getClientRects()].pop() ?? link.getBoundingClientRect();
    const left = Math.max(8, Math.min(at.left, room - tip.offsetWidth - 8));
    const above = at.top - tip.offsetHeight - GAP;
    const below = at.bottom + GAP;
    const fits = below + tip.offsetHeight <= window.innerHeight || above < 8;
    tip.style.left = `${left}px`;
    tip.style.top = `${fits ? below : above}px`;
  };

  const show = (link) => {
    clearTimeout(leaving);
    if (shown === link) return;
    hide();
    made().replaceChildren();
    for (const [name, words] of [["cr-tip-place", link.dataset.place], ["cr-tip-quote", link.dataset.quote]]) {
      if (!words) continue;
      const line = document.createElement("p");
      line.className = name;
      line.textContent = words;
      tip.append(line);
    }
    (link.closest("dialog, .gradio-container") ?? document.body).append(tip); // where the page's style sheet holds
    tip.hidden = false;
    link.setAttribute("aria-describedby", "cr-tip");
    shown = link;
    place(link);
  };

  const hide = () => {
    clearTimeout(leaving);
    shown?.removeAttribute("aria-describedby");
    shown = null;
    if (tip) tip.hidden = true;
  };

  const later = () => {
    clearTimeout(leaving);
    leaving = setTimeout(() => { if (shown !== document.activeElement || !shown?.matches(":focus-visible")) hide(); }, 200);
  };

  document.addEventListener("pointerover", (event) => {
    const link = event.pointerType === "touch" ? null : event.target.closest?.(TIPPED);
    if (link) show(link);
  });
  document.addEventListener("pointerout", (event) => {
    if (event.target.closest?.(TIPPED) && shown) later();
  });
  document.addEventListener("focusin", (event) => {
    const link = event.target.closest?.(TIPPED);
    if (link?.matches(":focus-visible")) show(link);
    else if (shown) hide();
  });
  document.addEventListener("focusout", (event) => {
    if (event.target === shown) hide();
  });
  // Caught on its way down: the first Escape dismisses the quote, and only the next one what lies behind it.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !shown) return;
    event.stopPropagation();
    hide();
  }, true);
  document.addEventListener("click", (event) => {
    if (event.target.closest?.(TIPPED)) hide();
  }, true);
  document.addEventListener("scroll", (event) => {
    if (shown && event.target !== tip) place(shown);
  }, true);
}
