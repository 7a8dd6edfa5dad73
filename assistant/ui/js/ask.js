// The conversation. The server sends the one turn that changes; what the reader opened, chose or wrote elsewhere stays.
{
  const PATIENCE = 400; // milliseconds until an answer under way can be stopped: most are there before
  const log = () => document.getElementById("cr-log");
  const box = () => document.querySelector("#cr-question textarea");
  let next = null; // a question that was picked, not typed
  let sent = null; // the question that was sent and has no turn yet
  let waiting = 0;
  let moved = false; // whether the reader scrolled since the question was asked

  const say = (name, value) => document.dispatchEvent(new CustomEvent(`cr-say-${name}`, { detail: value }));

  const announce = (words) => {
    const status = document.getElementById("cr-status");
    if (status) status.textContent = words;
  };

  const busy = (section) => {
    const under = section?.getAttribute("aria-busy") === "true";
    if (under && !waiting) {
      waiting = setTimeout(() => document.body.classList.add("cr-busy"), PATIENCE);
    } else if (!under && waiting) {
      clearTimeout(waiting);
      waiting = 0;
      const stopping = document.activeElement?.id === "cr-stop";
      document.body.classList.remove("cr-busy");
      if (stopping) box()?.focus();
    }
  };

  const show = (section) => {
    if (moved) return;
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    section.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
  };

  // What was under way when the reader stopped it may still arrive.
  const settled = (old, late) =>
    old.querySelector(".cr-stopped") || (!old.hasAttribute("aria-busy") && late.hasAttribute("aria-busy"));

  const put = (element) => {
    const { dataset } = element;
    if (element.localName === "template") {
      if ("clear" in dataset) clear();
      if ("say" in dataset) announce(dataset.say);
      if ("download" in dataset) fetchFile(dataset.download, dataset.name);
      return;
    }
    const old = document.getElementById(element.id);
    if (element.matches(".cr-turn")) {
      sent = null;
      if (old && settled(old, element)) return;
      if (!old) moved = false;
      old ? old.replaceWith(element) : log()?.append(element);
      document.body.classList.add("cr-talking");
      busy(element);
      show(element);
    } else if (old) {
      const inside = old.contains(document.activeElement);
      old.replaceWith(element);
      if (inside) element.querySelector("button, textarea")?.focus();
    }
  };

  const clear = () => {
    log()?.replaceChildren();
    document.body.classList.remove("cr-talking");
    busy(null);
    box()?.focus();
  };

  const fetchFile = (address, name) => {
    const link = document.createElement("a");
    link.href = address;
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
  };

  // What the server sends; see assistant/ui/wires.py.
  window.crFeed = (markup) => {
    const parsed = document.createElement("template");
    parsed.innerHTML = markup ?? "";
    for (const element of [...parsed.content.children]) put(element);
  };

  const narrowing = () => {
    const form = document.getElementById("cr-narrow");
    if (!form) return "";
    const ticked = (name) => [...form.querySelectorAll(`input[name=${name}]:checked`)].map((input) => input.value);
    const day = (name) => {
      const input = form.querySelector(`input[name=${name}]`);
      return input?.validity.badInput ? "?" : input?.value ?? "";
    };
    return JSON.stringify({ bodies: ticked("bodies"), kinds: ticked("kinds"), first: day("first"), last: day("last") });
  };

  // What is sent with "Ask": the question that was picked, else the one in the box, and what the records are narrowed to.
  window.crGiven = (question) => {
    const given = next ?? question;
    next = null;
    sent = given;
    return [given, null, narrowing()];
  };

  const ask = (question) => {
    next = question;
    document.getElementById("cr-send")?.click();
  };

  // The server is gone: what was not answered goes back into the box.
  const giveBack = () => {
    const under = document.querySelector(".cr-turn[aria-busy=true]");
    const question = under ? under.dataset.question : sent;
    sent = null;
    if (under) {
      const told = document.createElement("div");
      told.className = "cr-answer cr-problem";
      told.innerHTML = "<p>The connection was lost before the answer was there. Your question is in the box again.</p>";
      under.removeAttribute("aria-busy");
      under.replaceChildren(under.firstElementChild, told);
      busy(under);
    }
    if (question && !box()?.value.trim()) fill(question);
  };

  const fill = (question) => {
    const area = box();
    if (!area) return;
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(area, question);
    area.dispatchEvent(new Event("input", { bubbles: true }));
    area.focus();
  };

  // Every paragraph of what is copied is a line of plain text.
  const copy = async (source) => {
    const plain = [...source.content.children].map((line) => line.textContent).join("\n");
    const html = [...source.content.children].map((line) => line.outerHTML).join("");
    try {
      if (window.ClipboardItem && navigator.clipboard?.write) {
        const kinds = { "text/plain": plain, "text/html": html };
        const parts = Object.entries(kinds).map(([type, text]) => [type, new Blob([text], { type })]);
        await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(parts))]);
      } else {
        await navigator.clipboard.writeText(plain);
      }
      return true;
    } catch {
      return copiedByHand(plain);
    }
  };

  // Where the page is served without TLS to another machine, browsers offer this way alone.
  const copiedByHand = (plain) => {
    const area = document.createElement("textarea");
    area.value = plain;
    area.className = "cr-spoken";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  };

  const copied = async (button) => {
    const done = await copy(button.parentElement.querySelector("template.cr-copied"));
    const told = done ? "Copied" : "The browser does not allow copying here";
    announce("");
    requestAnimationFrame(() => announce(told));
    button.textContent = told;
    setTimeout(() => { button.textContent = "Copy with citations"; }, 2500);
  };

  const judge = (button) => {
    const { turn } = button.closest("[data-turn]").dataset;
    const comment = button.parentElement.querySelector("textarea")?.value ?? "";
    const { verdict } = button.dataset;
    say("verdict", JSON.stringify(verdict ? { turn, verdict, comment } : { turn }));
  };

  const unnarrow = () => {
    for (const input of document.querySelectorAll("#cr-narrow input")) {
      input.checked = false;
      if (input.type === "date") input.value = "";
    }
    say("narrow", narrowing());
    document.querySelector("#cr-narrow summary")?.focus();
  };

  const DOES = {
    ".cr-change": (button) => fill(button.dataset.question),
    ".cr-ask": (button) => { ask(button.dataset.question); box()?.focus({ preventScroll: true }); },
    ".cr-copy": copied,
    "[data-turn] [data-verdict], [data-unsay]": judge,
    "[data-save]": (button) => say("save", button.dataset.save),
    "[data-new]": () => say("new", "yes"),
    "[data-clear-narrowing]": unnarrow,
  };
  document.addEventListener("click", (event) => {
    for (const [selector, act] of Object.entries(DOES)) {
      const button = event.target.closest?.(selector);
      if (button) { act(button); return; }
    }
  });
  document.addEventListener("cr-lost", giveBack);
  document.addEventListener("change", (event) => {
    if (event.target.closest?.("#cr-narrow")) say("narrow", narrowing());
  });
  for (const kind of ["wheel", "touchmove", "keydown"]) {
    document.addEventListener(kind, (event) => {
      if (kind !== "keydown" || /^(Page|Arrow|Home|End| )/.test(event.key)) moved = true;
    }, { passive: true });
  }
}
