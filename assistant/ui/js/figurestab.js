// The figures tab: the measures offered while one types, the keys of a chart, and what is done with a result.
{
  const find = (selector) => document.querySelector(selector);
  const typed = () => find("#cr-measure input, #cr-measure textarea");
  const options = () => [...document.querySelectorAll("#cr-measure-list [role=option]")];

  // Gradio's box is a plain input; these say that it offers a list (ARIA combobox with a listbox).
  const dress = (box) => {
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", "cr-measure-list"],
      ["aria-expanded", "false"], ["autocomplete", "off"]]) box.setAttribute(name, value);
  };
  const open = (shown) => {
    const box = typed();
    if (box && box.getAttribute("role") !== "combobox") dress(box);
    const any = shown && options().length > 0;
    find("#cr-measure-box")?.classList.toggle("cr-open", any);
    box?.setAttribute("aria-expanded", String(any));
    if (any) mark(options().find((one) => one.dataset.measure === marked)); // options that come late keep the one that was reached
    if (!any) { box?.removeAttribute("aria-activedescendant"); options().forEach((one) => one.setAttribute("aria-selected", "false")); }
  };
  let marked = "";
  const mark = (reached) => {
    if (!reached) return;
    marked = reached.dataset.measure;
    options().forEach((one) => one.setAttribute("aria-selected", String(one === reached)));
    typed().setAttribute("aria-activedescendant", reached.id);
    reached.scrollIntoView({ block: "nearest" });
  };
  const choose = (measure) => {
    const box = typed();
    if (!box) return;
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(box), "value").set.call(box, measure);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    wanted = false;
    open(false);
    setTimeout(() => find("#cr-show-figures")?.click(), 60);
  };
  let wanted = false; // whether the reader is choosing, so that options that come late do not open a list over a result

  document.addEventListener("focusin", (event) => {
    const box = typed();
    if (!box) return;
    if (event.target === box) open(wanted);
    else if (!event.target.closest?.("#cr-measure-box")) { wanted = false; open(false); }
  });
  document.addEventListener("input", (event) => {
    if (event.isTrusted && event.target === typed()) { wanted = true; marked = ""; open(true); }
  });
  document.addEventListener("click", (event) => {
    const option = event.target.closest?.("#cr-measure-list [role=option]");
    if (option) return choose(option.dataset.measure);
    if (event.target === typed()) { wanted = true; return open(true); }
    if (!event.target.closest?.("#cr-measure-box")) { wanted = false; open(false); }
    const pick = event.target.closest?.(".cr-pick");
    if (pick) { choose(pick.dataset.measure); find("#cr-figure-desk")?.scrollIntoView({ block: "start" }); typed()?.focus({ preventScroll: true }); }
  });
  document.addEventListener("keydown", (event) => {
    if (event.target !== typed()) return;
    const all = options();
    const at = all.findIndex((one) => one.getAttribute("aria-selected") === "true");
    const shown = find("#cr-measure-box")?.classList.contains("cr-open");
    if (event.key === "Escape") { wanted = false; open(false); return; }
    if (event.key === "Enter") {
      wanted = false;
      if (shown && at >= 0) { event.preventDefault(); event.stopPropagation(); choose(all[at].dataset.measure); }
      return open(false);
    }
    if (!["ArrowDown", "ArrowUp"].includes(event.key) || !all.length) return;
    event.preventDefault();
    wanted = true;
    open(true);
    const to = event.key === "ArrowDown" ? (at + 1) % all.length : (at <= 0 ? all.length : at) - 1;
    mark(all[to]);
  }, true);
  // New options come from the server; the list opens for them only while the reader is choosing.
  new MutationObserver((changes) => {
    if (changes.some((one) => one.target.nodeType === 1 && one.target.closest("#cr-measures"))) open(wanted);
    document.querySelectorAll(".cr-plot:not([data-keys])").forEach((plot) => {
      plot.dataset.keys = "";
      plot.querySelectorAll(".cr-point").forEach((mark, nth) => { mark.tabIndex = nth ? -1 : 0; });
    });
  }).observe(document.documentElement, { childList: true, subtree: true });

  // A chart is one stop of the Tab key; arrow keys, Home and End lead along its marks.
  document.addEventListener("keydown", (event) => {
    const mark = event.target.closest?.(".cr-point");
    if (!mark) return;
    if (event.key === "Escape") { mark.classList.add("cr-hushed"); return; }
    const marks = [...mark.closest(".cr-plot").querySelectorAll(".cr-point")];
    const at = marks.indexOf(mark);
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: marks.length - 1 }[event.key];
    if (to === undefined || !marks[to]) return;
    event.preventDefault();
    mark.tabIndex = -1;
    marks[to].tabIndex = 0;
    marks[to].focus();
  });
  document.addEventListener("focusout", (event) => event.target.classList?.remove("cr-hushed"));
  document.addEventListener("pointerout", (event) => event.target.closest?.(".cr-point")?.classList.remove("cr-hushed"));
  // With a finger the first tap tells the value and its source, the second opens it.
  document.addEventListener("click", (event) => {
    const mark = event.target.closest?.(".cr-point");
    document.querySelectorAll(".cr-point.cr-tapped").forEach((one) => { if (one !== mark) one.classList.remove("cr-tapped"); });
    if (!mark || event.pointerType !== "touch" || mark.classList.contains("cr-tapped")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    mark.classList.add("cr-tapped");
    mark.focus();
  }, true);

  // What is done with a result.
  const say = (near, words) => {
    const told = near.parentElement.querySelector(".cr-copied");
    if (!told) return;
    told.textContent = words;
    setTimeout(() => { told.textContent = ""; }, 4000);
  };
  document.addEventListener("click", async (event) => {
    const copy = event.target.closest?.(".cr-copy-figures");
    if (copy) {
      try { await navigator.clipboard.writeText(copy.dataset.text); say(copy, "Copied"); }
      catch { say(copy, "This browser does not let the page copy; select the table instead."); }
    }
    const ask = event.target.closest?.(".cr-ask-about");
    const box = ask && find("#cr-question textarea");
    if (!box) return;
    [...document.querySelectorAll('#cr-tabs [role="tab"]')].find((tab) => tab.textContent.trim() === "Ask")?.click();
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(box, ask.dataset.question);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    setTimeout(() => box.focus(), 100);
  });
}
