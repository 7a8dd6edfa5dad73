"""An answer as HTML: each sentence with chips that name its sources, and under it every source with its exact words.

All text is escaped here, and nothing here is read as Markdown: an answer is one line of HTML inside one block element,
which Markdown passes through as it is.  Line breaks of a quote are therefore written as character references.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from datetime import date

from assistant.records import Answer, Citation, Claim, Status

_LINE_BREAKS = {ord("\r"): "&#13;", ord("\n"): "&#10;", ord("\t"): "&#9;"}
_SHORT_HEADING = 40  # characters of a heading that stand for an item without a number on a chip


def question_html(question: str) -> str:
    """Return a question as the reader typed it."""
    return _element("div", _safe(question.strip()), "cr-question")


def problem_html(message: str) -> str:
    """Return what went wrong, in the words of the error, which say what to do next."""
    told = _element("strong", "This question could not be answered.") + " "
    return _element("div", _element("p", told + _safe(message)), "cr-answer cr-problem")


def answer_html(answer: Answer, key: str) -> str:
    """Return an answer as one line of HTML.

    Args:
        answer: What to show.
        key: Letters and digits that no other answer on the page has; the chips find their sources by it.
    """
    body = {Status.ANSWERED: _told, Status.ABSTAINED: _abstained, Status.RESTRICTED: _restricted}[answer.status]
    taken = _element("p", f"Taken as: {_safe(answer.taken_as)}", "cr-taken") if answer.taken_as else ""
    return _element("div", taken + body(answer, key), f"cr-answer cr-{answer.status}")


def place(citation: Citation) -> str:
    """Return where a citation stands, in words: the item with its heading, the meeting date and the page."""
    parts = (item_name(citation), day_name(citation.meeting_date), f"page {citation.page}" if citation.page else "")
    return ", ".join(part for part in parts if part)


def item_name(citation: Citation) -> str:
    """Return an item's number and heading as printed, "" where the record prints neither."""
    number = f"item {citation.item}" if citation.item else ""
    return ": ".join(part for part in (number, citation.heading) if part)


def day_name(day: date | None) -> str:
    """Return a date as records print it ("26 July 2017"), "" for none."""
    return f"{day.day} {day:%B %Y}" if day else ""


def _told(answer: Answer, key: str) -> str:
    cited = {citation.id: citation for citation in answer.citations}
    sentences = [_claim(claim, cited, key) for claim in answer.claims]
    if answer.text.startswith("•"):
        told = _element("ul", "".join(_element("li", sentence) for sentence in sentences), "cr-told")
    elif sentences:
        told = "".join(_element("p", sentence) for sentence in sentences)
    else:
        told = _element("p", _safe(answer.text))
    return told + _asides(answer) + _sources("Sources", answer.citations, key)


def _abstained(answer: Answer, key: str) -> str:
    told = _element("p", _safe(answer.text)) + _reason(answer) + _asides(answer)
    return told + _sources("Nearest items, which do not answer the question", answer.nearest, f"{key}near")


def _restricted(answer: Answer, key: str) -> str:
    """Return only that the matter is not open: no source, heading or nearest item of it."""
    return _element("p", _safe(answer.text)) + _reason(answer)


def _reason(answer: Answer) -> str:
    return _element("p", f"Why: {_safe(answer.reason)}.", "cr-aside") if answer.reason else ""


def _asides(answer: Answer) -> str:
    computed = [f"Computed: {answer.computation}"] if answer.computation else []
    noted = [f"Note: {note}" for note in answer.notes]
    return "".join(_element("p", _safe(aside), "cr-aside") for aside in (*computed, *noted))


def _claim(claim: Claim, cited: dict[int, Citation], key: str) -> str:
    chips = "".join(f" {_chip(cited[number], key)}" for number in claim.citations if number in cited)
    doubt = "" if claim.grounded else " " + _element("span", "not supported by the records", "cr-doubt")
    return _safe(_folded(claim.text)) + chips + doubt


def _chip(citation: Citation, key: str) -> str:
    """Return a link to the source of the number; it is opened by the page's script, and found without it."""
    item = f"item {citation.item}" if citation.item else _shortened(citation.heading)
    named = ", ".join(part for part in (item, f"p. {citation.page}" if citation.page else "") if part)
    words = f"[{citation.id}] {named}".strip()
    title = f"Source {citation.id}: {place(citation) or citation.title}"
    return f'<a class="cr-chip" href="#{key}-{citation.id}" title="{_safe(title)}">{_safe(words)}</a>'


def _sources(heading: str, citations: Sequence[Citation], key: str) -> str:
    if not citations:
        return ""
    listed = "".join(_source(citation, key) for citation in citations)
    return _element("div", _element("p", _safe(heading), "cr-label") + listed, "cr-sources")


def _source(citation: Citation, key: str) -> str:
    number = _element("span", f"[{citation.id}]", "cr-number")
    summary = _element("summary", f"{number} {_safe(place(citation) or citation.title)}")
    facts = (
        ("Record", citation.title or citation.document),
        ("File", citation.document),
        ("Meeting", day_name(citation.meeting_date)),
        ("Item", " ".join(part for part in (citation.item, citation.heading) if part)),
        ("Page", str(citation.page) if citation.page else ""),
    )
    quote = _element("blockquote", _safe(citation.quote))
    return f'<details class="cr-source" id="{key}-{citation.id}">{summary}{_facts(facts)}{quote}</details>'


def _facts(facts: Iterable[tuple[str, str]]) -> str:
    rows = (_element("dt", name) + _element("dd", _safe(_folded(value))) for name, value in facts if value)
    return _element("dl", "".join(rows))


def _shortened(heading: str) -> str:
    return heading if len(heading) <= _SHORT_HEADING else heading[: _SHORT_HEADING - 1].rstrip() + "…"


def _folded(text: str) -> str:
    return " ".join(text.split())


def _element(tag: str, inner: str, classes: str = "") -> str:
    named = f' class="{classes}"' if classes else ""
    return f"<{tag}{named}>{inner}</{tag}>"


def _safe(text: str) -> str:
    return html.escape(text).translate(_LINE_BREAKS)
