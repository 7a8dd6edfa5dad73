"""The form of what programs get (docs/json.md): for the OpenAPI document and for the MCP tools' typed results."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class _Reply(BaseModel):
    model_config = ConfigDict(extra="allow")


class CheckReply(_Reply):
    """One check of a sentence."""

    name: str
    passed: bool
    detail: str


class ClaimReply(_Reply):
    """One sentence of an answer."""

    text: str
    citations: list[int] = Field(description="ids of the citations that carry it")
    grounded: bool = Field(description="whether it is cited and every check passed")
    checks: list[CheckReply]


class CitationReply(_Reply):
    """Where words of a record stand."""

    id: int
    document: str = Field(description="name of the record")
    title: str
    kind: str
    meeting_date: str | None = Field(description="YYYY-MM-DD")
    item: str = Field(description="number of the item as printed")
    heading: str
    page: int | None
    start: int = Field(description="first character in the record's text")
    end: int
    quote: str = Field(description="the words, exactly")


class AnsweredFigureReply(_Reply):
    """A value that an answer states."""

    measure: str
    area: str
    period: str
    value: float
    unit: str
    citation: int


class AnswerReply(_Reply):
    """An answer with what stands behind each sentence."""

    id: str | None
    question: str
    status: str = Field(description="answered; abstained: the records in sight do not say; restricted: not open to this role")
    text: str = Field(description="the answer, with [1] after what citation 1 carries")
    claims: list[ClaimReply]
    citations: list[CitationReply]
    figures: list[AnsweredFigureReply]
    computation: str | None
    notes: list[str]
    reason: str | None
    nearest: list[CitationReply] = Field(description="on an abstention: items near the question, which do not answer it")
    taken_as: str | None
    answerer: str
    confidence: float | None
    timings: dict[str, float]


class HitReply(_Reply):
    """A passage found."""

    rank: int
    document: str
    title: str
    meeting_date: str | None
    item: str
    heading: str
    page: int | None
    start: int
    end: int
    text: str
    score: float


class FoundReply(_Reply):
    """What a search found, best first."""

    id: str | None
    query: str
    results: list[HitReply]
    timings: dict[str, float]


class VerdictReply(_Reply):
    """Whether evidence carries a claim."""

    id: str | None
    grounded: bool
    checks: list[CheckReply]


class FigureReply(_Reply):
    """A figure as a record gives it."""

    measure: str
    area: str
    period: str
    value: float
    unit: str
    qualifier: str
    change: bool = Field(description="whether it is a change between two periods, not a level")
    printed: str
    document: str
    item: str
    heading: str
    page: int | None
    start: int
    end: int


class FiguresReply(_Reply):
    """The figures of a measure."""

    measure: str
    figures: list[FigureReply]


class CountedFiguresReply(FiguresReply):
    """A part of the figures of a measure, and how many there are."""

    total: int


class ActionsReply(_Reply):
    """Actions as docs/actions.md tells them."""

    actions: list[dict[str, Any]]


class SummaryReply(_Reply):
    """One record of the list."""

    document: str
    title: str
    kind: str
    body: str
    access: str
    meeting_dates: list[str]
    pages: int | None
    items: int
    passages: int


class RecordsReply(_Reply):
    """The records that are open to the role."""

    documents: list[SummaryReply]


class CountedRecordsReply(RecordsReply):
    """A part of the records, and how many there are."""

    total: int


class ItemReply(_Reply):
    """One item of a record."""

    number: str
    heading: str
    meeting_date: str | None
    start: int
    end: int
    page_from: int | None
    page_to: int | None
    access: str
    resolutions: list[dict[str, Any]]
    references: list[dict[str, Any]]


class RecordReply(_Reply):
    """What was understood of one record."""

    document: str
    title: str
    kind: str
    body: str
    meeting_dates: list[str]
    access: str
    pages: int | None
    closed_at: str | None
    attendance: dict[str, list[str]]
    items: list[ItemReply]
    tables: list[dict[str, Any]]


class PlacedItemReply(ItemReply):
    """One item and its place in the record's list of items."""

    index: int | None


class ItemsReply(_Reply):
    """Items of a record."""

    document: str
    items: list[PlacedItemReply]


class WholeItemReply(PlacedItemReply):
    """An item with its text."""

    document: str
    title: str
    kind: str
    body: str
    text: str
    offset: int
    next_offset: int | None = Field(description="where to read on; null at the end")
    source: str = Field(description="path of the source viewer on this server")


class DraftReply(_Reply):
    """A draft as docs/drafts.md tells it."""

    output: str | None
    template: str
    audience: str
    sections: list[dict[str, Any]]
    sources: list[CitationReply]
    exempt: list[str]
    answerers: list[str]
    notes: list[str]


class ErrorReply(_Reply):
    """Why a request was turned away."""

    error: str = Field(description="one sentence")
