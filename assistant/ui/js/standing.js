// Whether the server can be reached, and whether the records are changing: said in words while it lasts.
{
  const CALM = 10_000; // milliseconds between two looks
  const CLOSE = 2_000; // … while something is told
  const LOST = "This page cannot reach the assistant. It keeps trying; go on when this message has gone.";
  const LOST_ASKING =
    "This page cannot reach the assistant. Your question is still in the box. The page keeps trying; press Ask again when this message has gone.";
  const BACK = "The assistant can be reached again. A new conversation begins; your question is still in the box.";
  const KEPT = "cr-question"; // where a question outlives the page, which Gradio loads anew when the server comes back
  const plain = window.fetch;
  let lost = false;
  let changing = false;
  let coming = 0;
  let since = -Infinity; // when it was last lost
  let gone = false; // whether the page itself is being left

  const say = (id, words) => {
    const line = document.getElementById(id);
    if (line && line.textContent !== words) line.textContent = words;
  };
  const box = () => document.querySelector("#cr-question textarea");
  const typed = () => box()?.value.trim();

  const tell = (reached, updating) => {
    document.body.classList.toggle("cr-lost", !reached);
    if (!reached && !lost) document.dispatchEvent(new CustomEvent("cr-lost"));
    lost = !reached;
    if (lost) since = performance.now();
    if (lost) document.body.classList.remove("cr-back");
    if (!lost && document.body.classList.contains("cr-back")) return;
    say("cr-unreached", lost ? (typed() ? LOST_ASKING : LOST) : "");
    if (lost) return;
    say("cr-updating", updating ? document.getElementById("cr-updating")?.dataset.told ?? "" : "");
    if (changing && !updating) document.dispatchEvent(new CustomEvent("cr-say-changed", { detail: String(Date.now()) }));
    changing = updating;
  };

  const look = async () => {
    clearTimeout(coming);
    if (!gone && (document.visibilityState === "visible" || lost)) {
      try {
        const told = await plain("/standing", { cache: "no-store" });
        tell(true, told.ok && (await told.json()).updating === true);
      } catch {
        if (!gone) tell(false, false);
      }
    }
    clearTimeout(coming);
    coming = setTimeout(look, lost || changing ? CLOSE : CALM);
  };

  // Whatever part of the page finds the server gone, it is told at once.
  window.fetch = async (...asked) => {
    try {
      return await plain(...asked);
    } catch (error) {
      if (error?.name === "TypeError" && !gone) look();
      throw error;
    }
  };
  for (const name of ["beforeunload", "pagehide"]) {
    window.addEventListener(name, () => {
      gone = true;
      setTimeout(() => { gone = false; }, 3000);
      if (typed() && performance.now() - since < 30_000) sessionStorage.setItem(KEPT, box().value);
    }, true);
  }
  document.addEventListener("visibilitychange", look);
  coming = setTimeout(look, 1500);

  // After a page that was lost: its question stands in the box of the new one.
  const kept = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  const restore = (tries) => {
    const area = box();
    if (!area || !document.getElementById("cr-unreached")) { if (tries) setTimeout(restore, 200, tries - 1); return; }
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(area, kept);
    area.dispatchEvent(new Event("input", { bubbles: true }));
    document.body.classList.add("cr-back");
    say("cr-unreached", BACK);
    const done = () => { if (document.body.classList.contains("cr-back")) say("cr-unreached", ""); document.body.classList.remove("cr-back"); };
    document.getElementById("cr-send")?.addEventListener("click", done, { once: true });
    area.addEventListener("keydown", done, { once: true });
  };
  if (kept) restore(100);
}
