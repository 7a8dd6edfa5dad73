"""An answer as HTML: each sentence with chips that name its sources, and under it every source with its exact words.

Every text of a question, a record or an error is escaped here, and nothing else makes HTML of them.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from datetime import date

from assistant.records import Answer, Citation, Claim, Status
from assistant.ui.figurechart import chart_html

_SHORT_HEADING = 40  # characters of a heading that stand for an item without a number on a chip


def turn_html(question: str, reply: str) -> str:
    """Return one turn of the conversation.

    Args:
        question: As the reader typed it.
        reply: HTML made by this module.
    """
    asked = '<span class="cr-spoken">You asked: </span>' + _safe(question.strip())
    return f'<section class="cr-turn"><h2 class="cr-question">{asked}</h2>{reply}</section>'


def pending_html() -> str:
    """Return what stands in place of an answer until it is there."""
    return _element("p", "Looking through the records…", "cr-pending")


def problem_html(message: str) -> str:
    """Return what went wrong, in the words of the error, which say what to do next."""
    told = _element("strong", "This question could not be answered.") + " "
    return _element("div", _element("p", told + _safe(message)), "cr-answer cr-problem")


def answer_html(answer: Answer, key: str) -> str:
    """Return an answer as one element of HTML.

    Args:
        answer: What to show.
        key: Letters and digits that no other answer on the page has; the chips find their sources by it.
    """
    body = {Status.ANSWERED: _told, Status.ABSTAINED: _abstained, Status.RESTRICTED: _restricted}[answer.status]
    return _element("div", _taken(answer) + body(answer, key), f"cr-answer cr-{answer.status}")


def _taken(answer: Answer) -> str:
    """Return what a follow-up was taken to mean, with a button by which the reader puts it right."""
    if not answer.taken_as:
        return ""
    told = _safe(answer.taken_as)
    change = f'<button type="button" class="cr-change" data-question="{told}">Change</button>'
    return _element("p", f"Taken as: {told} {change}", "cr-taken")


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
    return told + _asides(answer) + chart_html(answer.figures, key) + _sources("Sources", answer.citations, key)


def _abstained(answer: Answer, key: str) -> str:
    told = _element("p", _safe(answer.text)) + _reason(answer) + _asides(answer)
    return told + _sources("Nearest items, which do not answer the question", answer.nearest, f"{key}near")


def _restricted(answer: Answer, key: str) -> str:
    """Return only that the matter is not open: no source, heading or nearest item of it."""
    return _element("p", _safe(answer.text)) + _reason(answer)


def _reason(answer: Answer) -> str:
    if not answer.reason:
        return ""
    return _element("p", _safe(f"{answer.reason[:1].upper()}{answer.reason[1:].rstrip('.')}."), "cr-aside")


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
    return html.escape(text)
