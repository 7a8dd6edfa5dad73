"""An answer as HTML: what it says with a chip for each source, how far it was checked, its sources, and what to do next."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.councils import Councils
from assistant.records import Answer, Citation, Claim, Status
from assistant.ui.checked import badge_html
from assistant.ui.copied import copied_html
from assistant.ui.figurechart import chart_html
from assistant.ui.leads import leads
from assistant.ui.markup import day_name, element, folded, safe, short_day, shortened
from assistant.ui.sources import TIP, chip, item_name, names_of, place, sources_html
from assistant.ui.verdicts import verdict_html
from assistant.web.addresses import citation_address

__all__ = ["Setting", "answer_html", "day_name", "item_name", "pending_html", "place", "problem_html", "turn_html", "words_html"]

_MARKS = re.compile(r"\s*\[\d[\d, ]*\]|\s*\[[\d, ]*$")


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds an answer on the page.

    Attributes:
        narrowed: What the records were narrowed to, in words, "" for all of them.
        hints: Sentences that say how to ask otherwise, shown where there is no answer.
        exempt: Whether the answer holds exempt matter.
        councils: Which council the records are of, told where committees of two have the same name.
    """

    narrowed: str = ""
    hints: tuple[str, ...] = ()
    exempt: bool = False
    councils: Councils = Councils()


def turn_html(question: str, reply: str, key: str = "", busy: bool = False) -> str:
    """Return one turn of the conversation.

    Args:
        question: As the reader typed it.
        reply: HTML made by this module.
        key: The turn's id, which no other turn on the page has.
        busy: Whether the reply is still coming.
    """
    asked = '<span class="cr-spoken">You asked: </span>' + safe(question.strip())
    heading = element("h2", asked, "cr-question", id=f"{key}-asked" if key else "", tabindex="-1")
    labelled = f"{key}-asked" if key else ""
    return element(
        "section", heading + reply, "cr-turn", id=key, aria_labelledby=labelled, aria_busy="true" if busy else "",
        data_question=question.strip() if busy else "",
    )


def pending_html() -> str:
    """Return what stands in place of an answer until it is there."""
    return element("p", "Looking through the records…", "cr-pending")


def words_html(words: str) -> str:
    """Return a chat model's words as they come, marked as not yet checked; its numbers of evidence are left out."""
    label = element("p", "Not yet checked against the records", "cr-unchecked-label")
    paragraphs = [line for line in _MARKS.sub("", words).splitlines() if line.strip()]
    return element("div", label + "".join(element("p", safe(line)) for line in paragraphs), "cr-unchecked")


def problem_html(message: str) -> str:
    """Return what went wrong, in the words of the error, which say what to do next."""
    told = element("strong", "This question could not be answered.") + " "
    return element("div", element("p", told + safe(message)), "cr-answer cr-problem")


def answer_html(answer: Answer, key: str, setting: Setting | None = None) -> str:
    """Return an answer as one element of HTML.

    Args:
        answer: What to show.
        key: Letters and digits that no other answer on the page has.
        setting: What surrounds it.
    """
    body = {Status.ANSWERED: _told, Status.ABSTAINED: _abstained, Status.RESTRICTED: _restricted}[answer.status]
    around = setting or Setting()
    return element("div", _taken(answer) + body(answer, key, around), f"cr-answer cr-{answer.status}")


def _taken(answer: Answer) -> str:
    """Return what a follow-up was taken to mean, with a button by which the reader puts it right."""
    if not answer.taken_as:
        return ""
    spoken = element("span", " what the question was taken as", "cr-spoken")
    change = element("button", f"Change{spoken}", "cr-change", type="button", data_question=answer.taken_as)
    return element("p", f"Taken as: {safe(answer.taken_as)} {change}", "cr-taken")


def _told(answer: Answer, key: str, setting: Setting) -> str:
    names = names_of(answer.citations, setting.councils.telling)
    whole = {citation.document: setting.councils.whole(citation.document) for citation in answer.citations}
    cited = {citation.id: citation for citation in answer.citations}
    told_of = zip(answer.claims, leads(answer), strict=True)
    sentences = [_lead(lead) + _claim(claim, cited, names) for claim, lead in told_of]
    if answer.text.startswith("•"):
        told = element("ul", "".join(element("li", sentence) for sentence in sentences), "cr-told")
    elif sentences:
        told = "".join(element("p", sentence, "cr-sentence") for sentence in sentences)
    else:
        told = element("p", safe(answer.text), "cr-sentence")
    addresses = {citation.id: citation_address(citation) for citation in answer.citations}
    parts = (
        _exempt(setting), _narrowed(setting), told, _asides(answer), chart_html(answer.figures, key, addresses),
        badge_html(answer, key), sources_html("Sources", answer.citations, key, whole), _tools(answer, key, setting),
        element("div", "", "cr-next", id=f"{key}-next"),
    )  # fmt: skip
    return "".join(parts)


def _tools(answer: Answer, key: str, setting: Setting) -> str:
    copy = element("button", "Copy with citations", "cr-tool cr-copy", type="button")
    return element("div", copy + copied_html(answer, setting.exempt) + verdict_html(key), "cr-tools")


def _abstained(answer: Answer, key: str, setting: Setting) -> str:
    told = element("p", safe(answer.text), "cr-sentence")
    said = (answer.reason or "").rpartition(": ")[2].rstrip(".") in answer.text
    told += ("" if said else _reason(answer)) + _narrowed(setting) + _asides(answer)
    hints = element("ul", "".join(element("li", safe(hint)) for hint in setting.hints), "cr-hints") if setting.hints else ""
    how = element("h3", "How to ask otherwise", "cr-label") + hints if hints else ""
    nearest = _nearest(answer.nearest, setting.councils.telling)
    return told + how + nearest + element("div", verdict_html(key, cited=False), "cr-tools")


def _nearest(nearest: Sequence[Citation], councils: Mapping[str, str]) -> str:
    """Return the nearest items as links to where they stand; they are no sources, since they answer nothing."""
    if not nearest:
        return ""
    names = names_of(nearest, councils)
    links = [
        element("a", safe(_called(near, names)), "cr-near", href=citation_address(near), data_quote=shortened(near.quote, TIP))
        for near in nearest
    ]
    listed = "".join(element("li", link) for link in links)
    label = element("h3", "Nearest items, which do not answer the question", "cr-label")
    return element("div", label + element("ul", listed, "cr-nearest"), "cr-sources")


def _called(citation: Citation, names: Mapping[str, str]) -> str:
    """Return what an item is called in a list of links: where it was said, then what it is about."""
    record = names.get(citation.document) or citation.title or citation.document
    page = f"page {citation.page}" if citation.page else ""
    where = " · ".join(part for part in (record, short_day(citation.meeting_date), item_name(citation), page) if part)
    return folded(where)


def _restricted(answer: Answer, key: str, setting: Setting) -> str:
    """Return only that the matter is not open: no source, heading or nearest item of it."""
    return element("p", safe(answer.text)) + _reason(answer)


def _reason(answer: Answer) -> str:
    if not answer.reason or answer.reason.rstrip(".").lower() in answer.text.lower():
        return ""
    return element("p", safe(f"{answer.reason[:1].upper()}{answer.reason[1:].rstrip('.')}."), "cr-aside")


def _exempt(setting: Setting) -> str:
    return element("p", "Exempt matter: not for the public.", "cr-exempt") if setting.exempt else ""


def _narrowed(setting: Setting) -> str:
    return element("p", safe(f"Looked in: {setting.narrowed}."), "cr-aside cr-within") if setting.narrowed else ""


def _asides(answer: Answer) -> str:
    computed = [f"Computed: {answer.computation}"] if answer.computation else []
    noted = [f"Note: {note}" for note in answer.notes]
    return "".join(element("p", safe(aside), "cr-aside") for aside in (*computed, *noted))


def _lead(lead: str) -> str:
    return element("span", safe(folded(lead)), "cr-lead") + " " if lead else ""


def _claim(claim: Claim, cited: Mapping[int, Citation], names: Mapping[str, str]) -> str:
    chips = "".join(f" {chip(cited[number], names)}" for number in claim.citations if number in cited)
    doubt = "" if claim.grounded else " " + element("span", "not supported by the records", "cr-doubt")
    return safe(folded(claim.text)) + chips + doubt
