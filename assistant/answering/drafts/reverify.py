"""An edited draft checked again: each sentence against the places in the records that its footnotes name.

The words of the annex are not trusted, for they can be edited too: a source is read anew from the library.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.answering.checks.text import split_claims
from assistant.answering.drafts.compose import checked, exempt_at
from assistant.answering.drafts.markdown import unescape
from assistant.answering.drafts.parts import Sentence
from assistant.answering.drafts.templates import ANNEX, DATA_NOTES, TEMPLATES
from assistant.answering.drafts.wording import folded, footnoted, located
from assistant.errors import NotFound
from assistant.records import Access, Citation, Document, Role, Span

_DEFINITION: Final = re.compile(r"^\[\^(\d+)\]:\s*(.*)$", re.M)
_MARKER: Final = re.compile(r"\s*\[\^(\d+)\](?:\s*,(?=\s*\[\^))?")
_DOUBT: Final = re.compile(r"\s*(?<!\\)\*\*\[(?:Not supported by|Not found in) the records:(?:\\.|[^\]\\])*\]\*\*")
_ASIDE: Final = re.compile(r"^(?:\*(?!\*).*\*|\*\*.*\*\*|#{1,6}\s.*|>.*|Dear\b.*|\\?\[[^\]]*\])$", re.S)
_LIST: Final = re.compile(r"^(?:[-*+]|\d+[.)])\s+")
_LONGEST_NAME: Final = 12  # words of a line below the closing, a name or a post; more, or a full stop, make it a sentence
_OPEN, _SHUT = "\ue000", "\ue001"  # stand for brackets that are words, not markers


@dataclass(frozen=True, slots=True)
class Review:
    """What re-verification found.

    Attributes:
        sentences: Every sentence of the draft's body, with its faults.
        problems: What is wrong with the draft as a whole: a source that is gone or altered, a missing label.
        exempt: Whether one of its sources is exempt.
    """

    sentences: tuple[Sentence, ...]
    problems: tuple[str, ...] = ()
    exempt: bool = False

    @property
    def supported(self) -> bool:
        """Whether every sentence is supported and nothing else is wrong."""
        return not self.problems and all(sentence.supported for sentence in self.sentences)


def reverify(
    text: str, document: Callable[[str], Document], role: Role = Role.OFFICER, asker: Role = Role.OFFICER
) -> Review:
    """Check an edited draft.

    Args:
        text: The draft as Markdown; ``assistant.answering.drafts.reading`` gives a Word file so.
        document: Gives a document by name; raises NotFound.
        role: Who the draft is for: exempt sources are none for the public.
        asker: Who has it checked: to the public an exempt source is as one that does not exist.
    """
    body, notes, annex = _parts(text)
    sources, problems = _sources(annex, document, role, asker)
    named = {n: footnoted(unescape(told)) or n for n, told in ((int(m[1]), m[2]) for m in _DEFINITION.finditer(text))}
    claims = (*_claims(body), *_claims("\n\n".join(_added(notes, annex))))
    sentences = tuple(_checked(claim, numbers, sources, named) for claim, numbers in claims)
    used = {number for sentence in sentences for number in sentence.sources}
    exempt = [n for n in used if n in sources and exempt_at(document(sources[n].document), sources[n].span)]
    if exempt and not re.search(r"\bEXEMPT\b", "\n".join(text.strip().splitlines()[:3])):
        problems.append("it holds exempt matter and is not labelled EXEMPT at its top")
    closed = any(exempt_at(document(source.document), source.span) for source in sources.values())
    return Review(sentences, tuple(problems), closed)


def _parts(text: str) -> tuple[str, str, str]:
    """Return the body, the notes on the records, and the annex."""
    whole, annex = _cut(re.sub(r"\r\n?", "\n", text), ANNEX)
    body, notes = _cut(whole, DATA_NOTES)
    return body, notes, annex


def _cut(text: str, heading: str) -> tuple[str, str]:
    before, after, *_ = [*re.split(rf"^#+ {re.escape(heading)}\s*$", text, maxsplit=1, flags=re.M), ""]
    return before.rstrip("#"), after


def _added(notes: str, annex: str) -> Iterator[str]:
    """Yield what was written among the notes, the sources or the footnotes, and is none of them."""
    yield from (line for line in _DEFINITION.sub("", notes).splitlines() if line.strip() and not _LIST.match(line))
    entry = False
    for block in _DEFINITION.sub("", annex).split("\n\n"):
        first, _, rest = block.strip().partition("\n")
        taken = (entry and first.startswith(">")) or located(folded(unescape(first))) is not None
        entry = taken and not first.startswith(">")
        yield from filter(None, (rest if taken else block.strip(),))
    for definition in _DEFINITION.finditer(f"{notes}\n{annex}"):
        yield from filter(None, map(str.strip, re.split(r"\bSource \d+ in the annex\.?", definition[2], maxsplit=1)[1:]))


def _sources(
    annex: str, document: Callable[[str], Document], role: Role, asker: Role
) -> tuple[dict[int, Citation], list[str]]:
    """Return the sources that an annex locates, read from the records, and what is wrong with them."""
    found: dict[int, Citation] = {}
    problems: list[str] = []
    blocks = [block.strip() for block in annex.split("\n\n") if block.strip()]
    for block, following in zip(blocks, (*blocks[1:], ""), strict=False):
        place = located(folded(unescape(block)))
        if place is None:
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
        found[place.number] = _citation(place.number, whole, span)
        quoted = folded(unescape(following.removeprefix(">"))) if following.startswith(">") else ""
        if quoted != folded(span.of(whole.text)):
            problems.append(f"source {place.number}: the annex does not quote what the record says there")
    return found, problems


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


def _claims(body: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield each sentence of the body with the numbers of its footnotes."""
    frames = {line for template in TEMPLATES.values() for line in (*template.opening, *template.closing)}
    closed = False
    for block in _blocks(body):
        bare = _DOUBT.sub("", block).strip()
        if unescape(bare) in frames or _ASIDE.match(bare):
            closed = closed or unescape(bare).startswith("Yours ")
            continue
        if closed and not bare.endswith((".", "!", "?", "]")) and len(bare.split()) <= _LONGEST_NAME:
            continue  # who signs
        bare = _MARKER.sub(r" [\1] ", _LIST.sub("", bare))
        shielded = bare.replace("\\[", _OPEN).replace("\\]", _SHUT)
        for claim in _joined(split_claims(unescape(shielded))):
            numbers = tuple(int(number) for number in re.findall(r"\[(\d+)\]", claim))
            words = re.sub(r"\s*\[\d+\]", "", claim).replace(_OPEN, "[").replace(_SHUT, "]")
            if re.search(r"\w", words):
                yield " ".join(words.split()), numbers


def _blocks(body: str) -> Iterator[str]:
    """Yield paragraphs and list entries, each on one line."""
    for block in re.split(r"\n\s*\n", _DEFINITION.sub("", body)):
        for piece in re.split(r"\n(?=(?:[-*+]|\d+[.)])\s)", block.strip()):
            if piece.strip():
                yield " ".join(piece.split())


def _joined(claims: Sequence[str]) -> Iterator[str]:
    """Yield claims, those that lie in one quotation as one."""
    held = ""
    for claim in claims:
        held = f"{held} {claim}" if held else claim
        if held.count("“") <= held.count("”"):
            yield held
            held = ""
    if held:
        yield held


def _checked(claim: str, numbers: tuple[int, ...], sources: dict[int, Citation], named: dict[int, int]) -> Sentence:
    wanted = tuple(dict.fromkeys(named.get(number, number) for number in numbers))
    lost = [number for number in wanted if number not in sources]
    if lost:
        told = ", ".join(str(number) for number in lost)
        return Sentence(claim, wanted, (f"citation: its footnote leads to no source that may be used ({told})",))
    return checked(claim, wanted, [sources[number] for number in wanted])
