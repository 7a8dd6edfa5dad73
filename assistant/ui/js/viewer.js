// Links to a source open it in a panel: beside the page where there is room, over it where there is not.
{
  const wide = window.matchMedia("(min-width: 72rem)");
  let panel, body, status, alone, opener, quoted, fetching;

  const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  const build = () => {
    panel = document.createElement("dialog");
    panel.className = "cr-viewer";
    panel.setAttribute("aria-labelledby", "cr-viewer-name");
    panel.innerHTML = `<div class="cr-viewer-bar"><span id="cr-viewer-name">Source</span>
      <a class="cr-viewer-back" data-key="quoted" hidden>Back to the quoted words</a>
      <a target="_blank" rel="noopener">Open in a page of its own</a>
      <button type="button" class="cr-viewer-close">Close</button></div>
      <p class="cr-spoken" role="status"></p><div class="cr-viewer-body"></div>`;
    [status, body, alone] = [".cr-spoken", ".cr-viewer-body", "a[target]"].map((part) => panel.querySelector(part));
    panel.querySelector("button").addEventListener("click", close);
    panel.addEventListener("cancel", (event) => { event.preventDefault(); close(); });
    panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      event.preventDefault();
      close();
    });
    document.body.append(panel);
  };

  const place = () => {
    document.documentElement.classList.toggle("cr-viewing-beside", wide.matches);
    document.documentElement.classList.toggle("cr-viewing-over", !wide.matches);
    if (wide.matches) panel.show(); else panel.showModal();
  };

  const close = () => {
    if (!panel?.open) return;
    fetching?.abort();
    panel.close();
    document.documentElement.classList.remove("cr-viewing-beside", "cr-viewing-over");
    // The page may have been written anew meanwhile: then the link of the same address takes the focus.
    const found = opener?.isConnected ? opener : document.querySelector(`a[href="${CSS.escape(opener?.getAttribute("href") ?? "")}"]`);
    (found ?? document.querySelector("#cr-question textarea"))?.focus({ preventScroll: false });
    opener = undefined;
  };

  wide.addEventListener("change", () => {
    if (!panel?.open) return;
    const held = panel.contains(document.activeElement) ? document.activeElement : undefined;
    panel.close();
    place();
    held?.focus({ preventScroll: true });
  });

  // In the panel the focus stays on the same control where the new view has it, so that "Next item" can be pressed again.
  const settle = (key) => {
    const again = key && body.querySelector(`[data-key="${CSS.escape(key)}"]`);
    (again || body.querySelector("#cr-view-title"))?.focus({ preventScroll: true });
    const marked = body.querySelector("#cr-marked");
    body.scrollTo({ top: 0 });
    marked?.scrollIntoView({ block: "nearest", inline: "nearest" });
    const found = body.querySelectorAll(".cr-view-box, mark").length;
    const name = body.querySelector("#cr-view-title")?.textContent ?? "";
    const facts = body.querySelector(".cr-view-facts")?.textContent ?? "";
    status.textContent = `${name}, ${facts}. ${found ? "The words are marked." : ""}`;
  };

  const show = async (address, key) => {
    fetching?.abort();
    const mine = (fetching = new AbortController());
    const url = new URL(address, location.href);
    alone.href = url.pathname + url.search + url.hash;
    const back = panel.querySelector(".cr-viewer-back");
    back.hidden = !quoted || quoted === address;
    back.href = quoted ?? "";
    url.searchParams.set("part", "1");
    url.hash = "";
    body.setAttribute("aria-busy", "true");
    status.textContent = "Fetching the source…";
    let told;
    try {
      told = await (await fetch(url, { signal: mine.signal, credentials: "same-origin" })).text();
    } catch (error) {
      if (mine.signal.aborted) return;
      told = '<article class="cr-view"><h2 id="cr-view-title" tabindex="-1">This source could not be fetched</h2><p>The server did not answer. Check that it is running, then open the source again.</p></article>';
    }
    if (mine.signal.aborted) return;
    body.innerHTML = told;
    body.removeAttribute("aria-busy");
    settle(key);
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="/view?"]');
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || link.getAttribute("target")) return;
    event.preventDefault();
    if (!panel) build();
    const inside = panel.contains(link);
    if (!inside) [opener, quoted] = [link, link.getAttribute("href")];
    if (!panel.open) {
      body.replaceChildren();
      place();
      panel.querySelector("button").focus({ preventScroll: true });
    }
    show(link.getAttribute("href"), inside ? link.dataset.key : undefined);
  });

  // The outline leads to an item within the panel and leaves the page's own address alone.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('.cr-viewer a[href^="#cr-item-"]');
    const item = link && body.querySelector(link.getAttribute("href"));
    if (!item) return;
    event.preventDefault();
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: "start", behavior: calm() ? "auto" : "smooth" });
  });
}
