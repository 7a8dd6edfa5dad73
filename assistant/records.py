"""The nouns of the project: what a record is, what it says, and what is said of it.

Frozen dataclasses over the standard library alone, so that every package can import them.  Two rules hold everywhere:

* a *span* is half-open and counts characters of the stored text of one document, so that
  ``document.text[span.start:span.end]`` is the quoted text, always;
* identity is by document and span, never by text: the same sentence in two meetings is two pieces of evidence.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What sort of record a document is."""

    MINUTES = "minutes"
    AGENDA_ITEM = "agenda item"
    ANNUAL_REPORT = "annual report"
    PERFORMANCE_REPORT = "performance report"
    STRATEGY = "strategy"
    OTHER = "other"


class Access(StrEnum):
    """Who may see a document or an item: everyone, or only those whose role opens exempt matter."""

    PUBLIC = "public"
    EXEMPT = "exempt"


class Role(StrEnum):
    """Who asks."""

    PUBLIC = "public"
    MEMBER = "member"
    OFFICER = "officer"


class PassageKind(StrEnum):
    """The form of a passage, which decides how it is split into evidence."""

    PROSE = "prose"
    LIST = "list"
    TABLE = "table"
    RESOLUTION = "resolution"
    ATTENDANCE = "attendance"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters of one document's stored text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a range that cannot be quoted."""
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        """Return the number of characters."""
        return self.end - self.start

    def contains(self, other: Span) -> bool:
        """Return whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Return whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """Return the words of the span in the text it counts."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Page:
    """One printed page: its 1-based number and the characters it holds."""

    number: int
    span: Span


@dataclass(frozen=True, slots=True)
class Reference:
    """A cross-reference as printed, and where it leads once resolved.

    ``number`` is the minute, item, page or appendix it names; ``document`` and ``item`` are filled in when the library
    holds the target, the item by its printed number.
    """

    span: Span
    text: str
    kind: str
    number: str
    document: str | None = None
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """One resolution or recommendation of an item, with its number as printed ("" when it has none)."""

    number: str
    span: Span


@dataclass(frozen=True, slots=True)
class Item:
    """A minute item, report item or section: the unit of citation.

    ``number`` and ``heading`` are as printed, "" where the record prints none.  Spans of items of one document do not
    overlap and are in order; a section's span ends where its first subsection begins.
    """

    number: str
    heading: str
    span: Span
    meeting_date: date | None = None
    pages: tuple[int, int] | None = None
    access: Access = Access.PUBLIC
    resolutions: tuple[Resolution, ...] = ()
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell: its words as printed, white space folded, and where they stand (None for an empty cell)."""

    text: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table as read: header rows over body rows, each row as wide as the table."""

    caption: str
    span: Span
    header: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as a record gives it, in a table cell or a sentence.

    Attributes:
        value: Amount in units of one ("£20K" is 20000); a fall is negative where the words say so.
        unit: "count", "%", "£" and so on, or what a rate is counted on ("per 1,000 popn.").
        measure: What is counted, as printed.
        area: Row label, place or body that it is of, "" where none is named.
        period: Words of the period, "" where none is named.
        qualifier: "", about, over, at least, under or at most.
        change: Whether it is a change between two periods, not a level.
        span: Place of the number.
        context: Place of the row or sentence.
    """

    value: float
    unit: str
    measure: str
    area: str
    period: str
    qualifier: str
    change: bool
    span: Span
    context: Span


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who was there, names as printed without the lead-in ("Councillor R J Wells (Chairman)")."""

    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    officers: tuple[str, ...] = ()
    also_present: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one item, cut at sentence and list-item borders: the unit of retrieval.

    ``item`` is the index of its item in the document.  ``context`` is what is indexed with it and never quoted.
    """

    span: Span
    item: int
    kind: PassageKind = PassageKind.PROSE
    context: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A record as stored: the text that every span counts, and what was understood of it."""

    name: str
    sha256: str
    title: str
    kind: Kind
    text: str
    body: str = ""
    meeting_dates: tuple[date, ...] = ()
    pages: tuple[Page, ...] = ()
    access: Access = Access.PUBLIC
    attendance: Attendance = field(default_factory=Attendance)
    closed_at: str | None = None
    items: tuple[Item, ...] = ()
    tables: tuple[Table, ...] = ()
    passages: tuple[Passage, ...] = ()
    acronyms: tuple[tuple[str, str], ...] = ()
    furniture: tuple[Span, ...] = ()  # running headers, footers, page numbers: printed, but no part of what is said
    figures: tuple[Figure, ...] = ()

    def page_of(self, offset: int) -> int | None:
        """Return the 1-based page that holds the character, None where the format has no pages."""
        held = [page.number for page in self.pages if page.span.start <= offset]
        return held[-1] if held else None


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found: enough to cite it, to rank it and to read on from it; ``passage`` is its id in the library."""

    passage: int
    document: str
    title: str
    kind: Kind
    body: str
    meeting_date: date | None
    item: str
    heading: str
    item_index: int
    passage_kind: PassageKind
    page: int | None
    span: Span
    text: str
    context: str
    access: Access
    score: float
    meaning: float = 0.0  # cosine similarity to the question, 0 where it is not near


@dataclass(frozen=True, slots=True)
class Citation:
    """Where the words of a claim stand: ``document.text[span.start:span.end] == quote``; ``body`` is the committee."""

    id: int
    document: str
    title: str
    kind: Kind
    meeting_date: date | None
    item: str
    heading: str
    page: int | None
    span: Span
    quote: str
    body: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One check of one claim against its evidence, and why it passed or failed."""

    name: str
    passed: bool
    detail: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of an answer, the citations that carry it, and what the verifier found."""

    text: str
    citations: tuple[int, ...]
    checks: tuple[Check, ...] = ()

    @property
    def grounded(self) -> bool:
        """Return whether the claim is cited and every check passed."""
        return bool(self.citations) and all(check.passed for check in self.checks)


@dataclass(frozen=True, slots=True)
class AnsweredFigure:
    """A figure that an answer states, and the citation of the cell or sentence it came from."""

    measure: str
    area: str
    period: str
    value: float
    unit: str
    citation: int


class Status(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    ABSTAINED = "abstained"
    RESTRICTED = "restricted"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the assistant says to a question, and what stands behind each sentence."""

    question: str
    status: Status
    text: str
    claims: tuple[Claim, ...] = ()
    citations: tuple[Citation, ...] = ()
    figures: tuple[AnsweredFigure, ...] = ()
    computation: str | None = None
    notes: tuple[str, ...] = ()
    reason: str | None = None
    nearest: tuple[Citation, ...] = ()
    taken_as: str | None = None
    answerer: str = "extractive"
    confidence: float | None = None
    timings: tuple[tuple[str, float], ...] = ()
