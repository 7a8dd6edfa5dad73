"""The back of an edited draft: the sources its annex locates, read anew from the records, and the texts of its footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from assistant.answering.checks.text import FUNCTION_WORDS
from assistant.answering.drafts.compose import exempt_at
from assistant.answering.drafts.markdown import unescape
from assistant.answering.drafts.parts import Sentence
from assistant.answering.drafts.wording import about, annex_entry, folded, footnote, footnoted, located
from assistant.answering.grounding import verify
from assistant.errors import NotFound
from assistant.language import fold
from assistant.records import Access, Citation, Document, Role, Span

DEFINITION: Final = re.compile(r"^[ ]{0,3}\[\^(\d{1,9})\]:[ \t]*(.*)$", re.M)
_NAMING: Final = frozenset("see minute minutes meeting held item items page pages p pp para paragraph dated report no".split())
_TOLD: Final = re.compile(r"[ ,;]*\bSource \d+ in the annex\.?")


def sources_of(
    annex: str, document: Callable[[str], Document], role: Role, asker: Role
) -> tuple[dict[int, Citation], list[str]]:
    """Return the sources that an annex locates, read from the records, and what is wrong with them."""
    found: dict[int, Citation] = {}
    problems: list[str] = []
    named: Counter[int] = Counter()
    blocks = [block.strip() for block in annex.split("\n\n") if block.strip()]
    for block, following in zip(blocks, (*blocks[1:], ""), strict=False):
        entry = folded(unescape(block.partition("\n")[0]))
        place = located(entry)
        if place is None:
            continue
        named[place.number] += 1
        if named[place.number] > 1:
            problems.append(f"source {place.number} stands twice in the annex")
            continue
        whole = _found(document, place.document, asker)
        if whole is None:
            problems.append(f"source {place.number}: no document is called {place.document!r}")
            continue
        span = Span(min(place.start, len(whole.text)), min(place.end, len(whole.text)))
        if not span or (asker is Role.PUBLIC and exempt_at(whole, span)):
            problems.append(f"source {place.number}: the record has no such place")
            continue
        if role is Role.PUBLIC and exempt_at(whole, span):
            problems.append(f"source {place.number}: is exempt and not for the public")
            continue
        citation = found[place.number] = _citation(place.number, whole, span)
        quoted = folded(unescape(following.removeprefix(">"))) if following.startswith(">") else ""
        if quoted != folded(citation.quote):
            problems.append(f"source {place.number}: the annex does not quote what the record says there")
        if entry.rstrip(".") != annex_entry(citation).rstrip("."):
            problems.append(f"source {place.number}: the annex does not name it as the record does")
    return found, problems


def notes_of(text: str) -> dict[int, int]:
    """Return the number of the source that each footnote names, its own where it names none."""
    return {int(m[1]): footnoted(unescape(m[2])) or int(m[1]) for m in reversed(list(DEFINITION.finditer(text)))}


def twice_told(text: str) -> list[str]:
    """Return what is wrong where a number has two footnotes: which of them is shown differs from program to program."""
    counted = Counter(int(match[1]) for match in DEFINITION.finditer(text))
    return [f"footnote {number} stands twice below the text" for number, count in counted.items() if count > 1]


def false_notes(text: str, sources: Mapping[int, Citation]) -> Iterator[Sentence]:
    """Yield the words of each footnote that its source does not bear out: another item, date or page, other quoted words."""
    for definition in DEFINITION.finditer(text):
        number = footnoted(unescape(definition[2])) or int(definition[1])
        told = folded(unescape(_TOLD.split(definition[2], maxsplit=1)[0])).rstrip(".")
        source = sources.get(number)
        if source is None or not re.search(r"\w", told):
            continue
        own = _TOLD.split(footnote(source), maxsplit=1)[0].rstrip(".")
        if told == own:
            continue
        held = {word for text in (source.quote, about(source), own) for word in _words(text)} | FUNCTION_WORDS | _NAMING
        lacking = list(dict.fromkeys(f"“{word}”" for word in _words(told) if word not in held))
        faults = [f"footnote: its source does not say {', '.join(lacking[:8])}"] if lacking else []
        faults += [f"{c.name}: {c.detail}" for c in verify(told, [source.quote, about(source), own]).checks if not c.passed]
        if faults:
            yield Sentence(told, (number,), tuple(faults))


def added_to(text: str) -> Iterator[str]:
    """Yield what stands in a footnote beyond the words that name its source."""
    for definition in DEFINITION.finditer(text):
        yield from filter(None, map(str.strip, _TOLD.split(definition[2], maxsplit=1)[1:]))


def added_below(annex: str) -> Iterator[str]:
    """Yield what was written among the sources of the annex and is none of them."""
    entry = False
    for block in DEFINITION.sub("", annex).split("\n\n"):
        first, _, rest = block.strip().partition("\n")
        taken = (entry and first.startswith(">")) or located(folded(unescape(first))) is not None
        entry = taken and not first.startswith(">")
        yield from filter(None, (rest if taken else block.strip(),))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text).casefold())


def _found(document: Callable[[str], Document], name: str, asker: Role) -> Document | None:
    """Return a document, None where there is none that the asker may see."""
    try:
        whole = document(name)
    except NotFound:
        return None
    return None if asker is Role.PUBLIC and whole.access is Access.EXEMPT else whole


def _citation(number: int, whole: Document, span: Span) -> Citation:
    at = next((item for item in whole.items if item.span.contains(span)), None)
    day, printed, heading = (at.meeting_date, at.number, at.heading) if at else (None, "", "")
    page = whole.page_of(span.start)
    quote = span.of(whole.text)
    return Citation(number, whole.name, whole.title, whole.kind, day, printed, heading, page, span, quote, whole.body)
