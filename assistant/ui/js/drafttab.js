// The draft tab: a sentence that a check found wanting is found in the text, and the text is copied.
{
  const box = () => document.querySelector("#cr-draft-text textarea");
  // In the text, words may stand behind backslashes, over several lines, and with marks of footnotes between them.
  const pattern = (words) => new RegExp(
    words.trim().split(/\s+/).map((word) => [...word].map((sign) => "\\\\?" + sign.replace(/[.*+?^${}()|[\]\\\/-]/g, "\\$&")).join(""))
      .join("(?:\\s|\\[\\^\\d+\\]|,)+"), "u");

  document.addEventListener("click", async (event) => {
    const text = box();
    const find = event.target.closest?.(".cr-find");
    if (find && text) {
      const at = text.value.match(pattern(find.dataset.find));
      text.focus();
      if (!at) return;
      text.setSelectionRange(at.index, at.index + at[0].length);
      text.scrollTop = text.scrollHeight * (at.index / Math.max(1, text.value.length)) - text.clientHeight / 3;
      text.scrollIntoView({ block: "center" });
    }
    const copy = event.target.closest?.(".cr-copy-draft");
    if (copy && text) {
      const told = copy.parentElement.querySelector(".cr-copied");
      try { await navigator.clipboard.writeText(text.value); told.textContent = "Copied"; }
      catch { text.select(); told.textContent = "Selected; copy it with the keyboard."; }
      setTimeout(() => { told.textContent = ""; }, 4000);
    }
  });
}
