"""An edited draft checked again: each sentence against the places in the records that its footnotes name.

The words of the annex are not trusted, for they can be edited too: a source is read anew from the library.  Nor is where
words stand: in a heading, a quotation, italics or a table they are checked as in a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from assistant.answering.checks.text import split_claims
from assistant.answering.drafts.annex import (
    DEFINITION,
    added_below,
    added_to,
    false_notes,
    notes_of,
    sources_of,
    twice_told,
)
from assistant.answering.drafts.compose import checked, exempt_at, place_name
from assistant.answering.drafts.datanotes import is_data_note
from assistant.answering.drafts.markdown import unescape
from assistant.answering.drafts.ownwords import is_closing, is_label, is_own, is_signature
from assistant.answering.drafts.parts import Sentence
from assistant.answering.drafts.passages import MARK, Mark, Passage, passages
from assistant.answering.drafts.templates import ANNEX, DATA_NOTES
from assistant.answering.drafts.wording import about, folded
from assistant.errors import BadRequest
from assistant.language import fold
from assistant.records import Citation, Document, Role

_MARKER: Final = re.compile(r"\s*(?<!\\)\[\^(\d{1,9})\](?:\s*,(?=\s*\[\^))?")
_NUMBER: Final = re.compile(r"\s*\[(\d+)\]")
_ENDED: Final = re.compile(r"([.!?]['\"”’)]*(?:\s*\[\d+\])+)\s+")  # a sentence with its footnotes, whatever begins the next
_MARKUP: Final = re.compile(
    r"(?<!\\)(?:<(?!\w+://|mailto:)[A-Za-z/!?][^<>]{0,2000}>|~~|&(?:#\w{1,8}|[A-Za-z]\w{1,30});)|!\[|(?<=\w)\*+(?=\w)"
)
MOST: Final = 600  # sentences of a draft; a letter has some dozen, and each takes a millisecond or two
_HIDDEN: Final = "markup: HTML, entities and marks within a word may be read as other words than they are; write plain text"
_UNQUOTED: Final = "quotation: these words do not stand so in the source it cites"
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

    Raises:
        BadRequest: It has more than ``MOST`` sentences.
    """
    text = MARK.sub("", re.sub(r"\r\n?", "\n", text))
    _bounded(len(_MARKER.findall(text)) // 2, len(DEFINITION.findall(text)), text.count("\n") // 4)
    body, notes, annex = _parts(text)
    sources, problems = sources_of(annex, document, role, asker)
    exempt = {n for n, c in sources.items() if exempt_at(document(c.document), c.span)}
    checker = _Checker(sources, notes_of(text), tuple(folded(place_name(sources[n])) for n in exempt))
    sentences = [*checker.body(body), *checker.notes(notes, document), *checker.body("\n\n".join(added_below(annex)))]
    sentences += [*checker.body("\n\n".join(added_to(text))), *false_notes(text, sources)]
    used = {number for sentence in sentences for number in sentence.sources}
    if used & exempt and not re.search(r"\bEXEMPT\b", "\n".join(text.strip().splitlines()[:3])):
        problems.append("it holds exempt matter and is not labelled EXEMPT at its top")
    return Review(tuple(sentences), (*problems, *twice_told(text)), bool(exempt))


def names_exempt(text: str, document: Callable[[str], Document], asker: Role) -> bool:
    """Return whether the annex of a draft locates an exempt source that the asker may see."""
    sources, _ = sources_of(_parts(re.sub(r"\r\n?", "\n", text))[2], document, asker, asker)
    return any(exempt_at(document(source.document), source.span) for source in sources.values())


def _bounded(*counts: int) -> None:
    if max(counts) > MOST:
        raise BadRequest(
            f"the draft has more than {MOST:,} sentences, footnotes or lines of text, which is more than can be checked at once; "
            "shorten it, or check it in parts"
        )


def _parts(text: str) -> tuple[str, str, str]:
    """Return the body, the notes on the records, and the annex."""
    whole, annex = _cut(text, ANNEX)
    body, notes = _cut(whole, DATA_NOTES)
    return body, notes, annex


def _cut(text: str, heading: str) -> tuple[str, str]:
    before, after, *_ = [*re.split(rf"^#+ {re.escape(heading)}[ \t]*$", text, maxsplit=1, flags=re.M), ""]
    return before.rstrip("#"), after


@dataclass(slots=True)
class _Checker:
    """Checks passages against the sources of one draft.

    Attributes:
        sources: By their numbers in the annex.
        named: The number of the source that each footnote names.
        exempt: Names of the exempt places among them.
    """

    sources: Mapping[int, Citation]
    named: Mapping[int, int]
    exempt: tuple[str, ...]
    _known: dict[tuple[str, tuple[int, ...]], Sentence] = field(default_factory=dict)
    _closed: bool = False
    _before: tuple[int, ...] = ()

    def body(self, text: str) -> Iterator[Sentence]:
        """Yield each sentence of a text that has to have a source."""
        self._closed, self._before = False, ()
        for passage in passages(DEFINITION.sub("", text), self._alone):
            for sentence in self._passage(passage):
                self._before = tuple(number for number in sentence.sources if number in self.sources)
                yield sentence

    def notes(self, text: str, document: Callable[[str], Document]) -> Iterator[Sentence]:
        """Yield what stands among the notes on the records and is none."""
        records: list[str] = []
        for passage in passages(DEFINITION.sub("", text), self._alone):
            told = unescape(passage.text)
            if passage.mark is Mark.TEXT and not records:
                names = dict.fromkeys(c.document for c in self.sources.values())
                records = [part for name in names for part in (name, document(name).text)]
            if passage.mark is not Mark.TEXT or not is_data_note(told, [*records, *map(about, self.sources.values())]):
                yield from self._passage(passage)

    def _alone(self, line: str) -> bool:
        told = unescape(line)
        return self._closed or is_closing(told) or is_own(told, self.exempt)

    def _passage(self, passage: Passage) -> Iterator[Sentence]:
        text = unescape(_MARKER.sub("", passage.text))
        self._closed = self._closed or is_closing(text)
        if is_own(text, self.exempt) or (self._closed and passage.mark is Mark.TEXT and is_signature(text)):
            return
        if passage.mark is Mark.QUOTE:
            yield self._quoted(text, _numbers(passage.text))
            return
        claims = list(_claims(passage.text, passage.mark in (Mark.ROW, Mark.HEAD)))
        marked = bool(_MARKUP.search(passage.text))
        split = marked and not any(_MARKUP.search(words) for words, _ in claims)
        for words, numbers in claims:
            hidden = marked and (split or bool(_MARKUP.search(words)))
            if not hidden and not numbers and (is_own(words, self.exempt) or self._heads(passage.mark, words)):
                continue
            sentence = self._checked(words, numbers)
            yield replace(sentence, faults=(*sentence.faults, _HIDDEN)) if hidden else sentence

    def _heads(self, mark: Mark, words: str) -> bool:
        """Return whether words head what follows without a footnote: a label, or words of the sources."""
        if mark not in (Mark.HEADING, Mark.HEAD):
            return False
        everything = list(self.sources.values())
        return is_label(words) or bool(everything and checked(words, (1,), everything).supported)

    def _quoted(self, words: str, numbers: tuple[int, ...]) -> Sentence:
        """Return a quotation, which has to stand in its source as it is; without a footnote, in that of what precedes it."""
        told = " ".join(words.split()).strip("“”\"'‘’ ")
        wanted = tuple(dict.fromkeys(self.named.get(n, n) for n in numbers)) or self._before
        sentence = self._checked(told, numbers) if numbers else Sentence(told, wanted, () if wanted else ("it names no source",))
        run = re.compile(rf"(?<!\w){re.escape(fold(told))}(?!\w)")
        if not wanted or any(run.search(fold(self.sources[n].quote)) for n in wanted if n in self.sources):
            return sentence
        return replace(sentence, faults=(*sentence.faults, _UNQUOTED))

    def _checked(self, claim: str, numbers: tuple[int, ...]) -> Sentence:
        if (claim, numbers) not in self._known:
            _bounded(len(self._known))
            self._known[claim, numbers] = self._verified(claim, numbers)
        return self._known[claim, numbers]

    def _verified(self, claim: str, numbers: tuple[int, ...]) -> Sentence:
        wanted = tuple(dict.fromkeys(self.named.get(number, number) for number in numbers))
        lost = [number for number in wanted if number not in self.sources]
        if lost:
            told = ", ".join(str(number) for number in lost)
            return Sentence(claim, wanted, (f"citation: its footnote leads to no source that may be used ({told})",))
        bare = [number for number in numbers if number not in self.named]
        if bare:
            told = ", ".join(str(number) for number in bare)
            return Sentence(claim, wanted, (f"citation: no words stand below the text for its footnote {told}",))
        return checked(claim, wanted, [self.sources[number] for number in wanted])


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(match[1]) for match in _MARKER.finditer(text))


def _claims(text: str, whole: bool) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield each sentence of a passage with the numbers of its footnotes; a row of a table is one."""
    shielded = _MARKER.sub(r" [\1] ", text.replace("\\[", _OPEN).replace("\\]", _SHUT))
    ended = _ENDED.sub(r"\1\n\n", unescape(shielded))
    claims = [unescape(shielded)] if whole else _joined(split_claims(ended))
    for claim in claims:
        numbers = tuple(int(number) for number in re.findall(r"\[(\d+)\]", claim))
        words = _NUMBER.sub("", claim).replace(_OPEN, "[").replace(_SHUT, "]")
        if re.search(r"\w", words):
            yield " ".join(words.split()), numbers


def _joined(claims: Sequence[str]) -> Iterator[str]:
    """Yield claims, those that lie in one quotation as one."""
    held: list[str] = []
    depth = 0
    for claim in claims:
        held.append(claim)
        depth = max(0, depth + claim.count("“") - claim.count("”"))
        if not depth:
            yield " ".join(held)
            held = []
    if held:
        yield " ".join(held)
