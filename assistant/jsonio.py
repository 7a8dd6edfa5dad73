"""The JSON contract (docs/json.md): answers, search results and documents out, batch lines in."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from assistant.answering.grounding import Verdict
from assistant.errors import BadRequest
from assistant.library import DocumentSummary
from assistant.records import Answer, Check, Citation, Document, Hit, Item, Kind, Role, Table
from assistant.retrieval.scope import Scope

Line = TypeVar("Line", bound=BaseModel)


class BatchLine(BaseModel):
    """One line of a batch: a question or query, what went before, and what narrows the records."""

    model_config = ConfigDict(populate_by_name=True)

    id: str
    question: str = Field("", max_length=20_000)
    query: str = Field("", max_length=20_000)
    history: tuple[str, ...] = ()
    role: Role = Role.PUBLIC
    documents: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    first: date | None = Field(None, alias="from")
    last: date | None = Field(None, alias="to")

    @model_validator(mode="before")
    @classmethod
    def _spoken_id(cls, given: Any) -> Any:
        if isinstance(given, dict) and isinstance(given.get("id"), int):
            return {**given, "id": str(given["id"])}
        return given

    @property
    def asked(self) -> str:
        """The question or query."""
        return self.question or self.query

    def scope(self) -> Scope:
        """Return what the line's role may see, narrowed as it says."""
        return Scope.of(
            self.role, documents=self.documents, bodies=self.bodies, kinds=self.kinds, first=self.first, last=self.last
        )


class GroundLine(BaseModel):
    """One claim to verify, and the texts it rests on."""

    id: str
    claim: str
    evidence: tuple[str, ...] = ()


def read_lines(path: Path, model: type[Line]) -> Iterator[Line]:
    """Yield the lines of a JSON Lines file.

    Raises:
        BadRequest: A line is not of the documented form; the message names file, line and field.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadRequest(f"{path}: cannot be read as UTF-8 text ({error})") from error
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            yield model.model_validate_json(line)
        except ValidationError as error:
            told = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'line'}: {e['msg']}" for e in error.errors())
            raise BadRequest(f"{path.name}, line {number}: {told}") from error


def dumps(value: Any, indent: int | None = None) -> str:
    """Return JSON text."""
    return json.dumps(value, ensure_ascii=False, indent=indent)


def answer_to_json(answer: Answer, ident: str | None = None) -> dict[str, Any]:
    """Return an answer in the documented form."""
    return {
        "id": ident,
        "question": answer.question,
        "status": str(answer.status),
        "text": answer.text,
        "claims": [
            {"text": c.text, "citations": list(c.citations), "grounded": c.grounded, "checks": [_check(k) for k in c.checks]}
            for c in answer.claims
        ],
        "citations": [citation_to_json(citation) for citation in answer.citations],
        "figures": [
            {"measure": f.measure, "area": f.area, "period": f.period, "value": f.value, "unit": f.unit, "citation": f.citation}
            for f in answer.figures
        ],
        "computation": answer.computation,
        "notes": list(answer.notes),
        "reason": answer.reason,
        "nearest": [citation_to_json(citation) for citation in answer.nearest],
        "taken_as": answer.taken_as,
        "answerer": answer.answerer,
        "confidence": None if answer.confidence is None else round(answer.confidence, 4),
        "timings": dict(answer.timings),
    }


def citation_to_json(citation: Citation) -> dict[str, Any]:
    """Return a citation in the documented form."""
    return {
        "id": citation.id, "document": citation.document, "title": citation.title, "kind": str(citation.kind),
        "meeting_date": _day(citation.meeting_date), "item": citation.item, "heading": citation.heading,
        "page": citation.page, "start": citation.span.start, "end": citation.span.end, "quote": citation.quote,
    }  # fmt: skip


def found_to_json(query: str, hits: Sequence[Hit], milliseconds: float, ident: str | None = None) -> dict[str, Any]:
    """Return what a search found in the documented form."""
    results = [hit_to_json(rank, hit) for rank, hit in enumerate(hits, 1)]
    return {"id": ident, "query": query, "results": results, "timings": {"total_ms": round(milliseconds, 2)}}


def hit_to_json(rank: int, hit: Hit) -> dict[str, Any]:
    """Return a search result in the documented form."""
    return {
        "rank": rank, "document": hit.document, "title": hit.title, "meeting_date": _day(hit.meeting_date), "item": hit.item,
        "heading": hit.heading, "page": hit.page, "start": hit.span.start, "end": hit.span.end, "text": hit.text,
        "score": round(hit.score, 6),
    }  # fmt: skip


def verdict_to_json(ident: str | None, verdict: Verdict) -> dict[str, Any]:
    """Return what the verifier found in the documented form."""
    return {"id": ident, "grounded": verdict.grounded, "checks": [_check(check) for check in verdict.checks]}


def summary_to_json(summary: DocumentSummary) -> dict[str, Any]:
    """Return what is told of one record in the list of all."""
    return {
        "document": summary.name, "title": summary.title, "kind": str(summary.kind), "body": summary.body,
        "access": str(summary.access), "meeting_dates": [day.isoformat() for day in summary.meeting_dates],
        "pages": summary.pages or None, "items": summary.items, "passages": summary.passages,
    }  # fmt: skip


def document_to_json(document: Document, items: list[Item]) -> dict[str, Any]:
    """Return what was understood of one record; ``items`` are those to show, their references resolved."""
    attendance = document.attendance
    return {
        "document": document.name, "title": document.title, "kind": str(document.kind), "body": document.body,
        "meeting_dates": [day.isoformat() for day in document.meeting_dates], "access": str(document.access),
        "pages": len(document.pages) or None, "closed_at": document.closed_at,
        "attendance": {
            "present": list(attendance.present), "absent": list(attendance.absent),
            "officers": list(attendance.officers), "also_present": list(attendance.also_present),
        },
        "items": [item_to_json(document, item) for item in items if item.number or item.heading],
        "tables": [_table(table) for table in document.tables if _shown(table, items)],
    }  # fmt: skip


def _shown(table: Table, items: list[Item]) -> bool:
    return any(item.span.overlaps(table.span) for item in items)


def item_to_json(document: Document, item: Item) -> dict[str, Any]:
    """Return one item of a record in the documented form."""
    first, last = item.pages or (None, None)
    return {
        "number": item.number, "heading": item.heading, "meeting_date": _day(item.meeting_date), "start": item.span.start,
        "end": item.span.end, "page_from": first, "page_to": last, "access": str(item.access),
        "resolutions": [
            {"number": r.number, "text": r.span.of(document.text), "start": r.span.start, "end": r.span.end}
            for r in item.resolutions
        ],
        "references": [{"text": r.text, "document": r.document, "item": r.item} for r in item.references],
    }  # fmt: skip


def _table(table: Table) -> dict[str, Any]:
    return {
        "caption": table.caption, "page": table.page, "start": table.span.start, "end": table.span.end,
        "header": [[cell.text for cell in row] for row in table.header],
        "rows": [[cell.text for cell in row] for row in table.rows],
    }  # fmt: skip


def _check(check: Check) -> dict[str, Any]:
    return {"name": check.name, "passed": check.passed, "detail": check.detail}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
