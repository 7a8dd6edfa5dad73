// The Records tab: its links and forms lead to views by the page's address.  Here they are shown in place of loading the
// page anew, and Back, Forward, reload and a link from elsewhere lead where the address says.
{
  const OURS = ["record", "show"];
  let shown = "/?show=records"; // the address of the view that stands in the tab
  let under = true; // whether a view is being made: the first is asked for by the page itself
  let next = null; // the address asked for meanwhile
  let after = null; // what to do once the view that was asked for is there

  const ours = (address) => OURS.some((name) => new URL(address, location.href).searchParams.has(name));
  const tab = () => document.getElementById("cr-tab-records-button");
  const here = () => location.pathname + location.search;
  const chosen = () => document.querySelector('#cr-tabs [role="tab"][aria-selected="true"]')?.id ?? "";

  // What is not there yet, a tab that was never opened for one, is waited for.
  function whenThere(find, act) {
    const found = find();
    if (found) return act(found);
    const watcher = new MutationObserver(() => {
      const come = find();
      if (!come) return;
      watcher.disconnect();
      act(come);
    });
    watcher.observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-ready"] });
  }

  const open = () => whenThere(tab, (button) => { if (button.getAttribute("aria-selected") !== "true") button.click(); });

  // Parameters of the page itself, as the colour theme, are kept.
  function kept(address) {
    const to = new URL(address, location.href);
    for (const [name, value] of new URLSearchParams(location.search)) if (name.startsWith("__")) to.searchParams.set(name, value);
    return to.pathname + to.search;
  }

  function show(address, then) {
    open();
    shown = address;
    after = then;
    document.getElementById("cr-records")?.setAttribute("aria-busy", "true");
    if (under) { next = address; return; } // what comes late would be put over what was asked for after it
    send(address);
  }

  // Whole: with what takes longer, too.
  function send(address, whole = false) {
    under = true;
    whenThere(
      () => document.querySelector("#cr-records [data-ready], #cr-records[data-ready]"),
      (element) => element.dispatchEvent(new CustomEvent("cr-records-go", { detail: { address, whole } })),
    );
  }

  function go(address, then) {
    history.replaceState({ ...history.state, crTab: chosen(), crAt: window.scrollY }, "");
    history.pushState({ crTab: "cr-tab-records-button" }, "", kept(address));
    show(address, then);
  }

  function focus(element) {
    if (!element) return;
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "start", behavior: "auto" });
  }

  const toHead = () => focus(document.querySelector("#cr-records .cr-rechead"));
  const toCount = () => focus(document.querySelector(".cr-records .cr-reccount") ?? document.querySelector("#cr-records .cr-rechead"));
  function toItem(item) {
    const there = [...document.querySelectorAll("#cr-records [data-item]")].find((one) => one.dataset.item === item);
    if (there) focus(there);
    else toHead();
  }
  const arrive = (address) => {
    const item = new URL(address, location.href).searchParams.get("item");
    return item ? () => toItem(item) : toHead;
  };

  document.addEventListener("cr-records-shown", ({ detail }) => {
    under = false;
    if (next !== null) {
      const address = next;
      next = null;
      send(address);
      return;
    }
    document.getElementById("cr-records")?.removeAttribute("aria-busy");
    const act = after;
    after = null;
    if (act) act();
    if (detail?.includes("cr-unfinished")) send(shown, true);
  });

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest?.('a[href^="/?"]');
    if (!link || !ours(link.getAttribute("href"))) return;
    event.preventDefault();
    go(link.getAttribute("href"), arrive(link.getAttribute("href")));
  });

  document.addEventListener("submit", (event) => {
    const form = event.target.closest?.(".cr-recform");
    if (!form) return;
    event.preventDefault();
    const given = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (String(value).trim()) given.append(name, String(value).trim());
    go(`/?${given}`, toCount);
  });

  window.addEventListener("popstate", (event) => {
    if (ours(here())) {
      show(here(), () => {
        document.querySelector("#cr-records .cr-rechead")?.focus({ preventScroll: true });
        window.scrollTo(0, event.state?.crAt ?? 0);
      });
    } else if (event.state?.crTab) document.getElementById(event.state.crTab)?.click();
  });

  // A tab that people turn to by hand is in the address too, so that a reload shows what was there.  Caught on its way down,
  // while the tab that they come from is still the chosen one.
  document.addEventListener("click", (event) => {
    const turned = event.isTrusted && event.target.closest?.('#cr-tabs [role="tab"]');
    if (!turned || (turned === tab()) === ours(here())) return;
    history.replaceState({ ...history.state, crTab: chosen(), crAt: window.scrollY }, "");
    history.pushState({ crTab: turned.id }, "", kept(turned === tab() ? shown : "/"));
  }, true);

  if (ours(here())) {
    shown = here();
    if (new URLSearchParams(location.search).has("item")) after = arrive(here());
    open();
  }
}
