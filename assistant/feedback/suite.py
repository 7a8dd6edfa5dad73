"""Feedback to suite cases, as YAML that ``python -m eval`` reads (docs/evaluation.md).

A right answer becomes a case that counts: the same quotes and figures are expected again.  What was wrong becomes a draft
that says what was answered; a person writes what is expected and accepts it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from assistant.answering.drafts.wording import folded
from assistant.errors import BadRequest
from assistant.feedback.entry import Feedback, Verdict
from assistant.feedback.form import Told
from assistant.records import Role, Status

_WORDS: Final = 150  # words that a suite lets an answer have where the case does not say
_WRITTEN_UNITS: Final = frozenset("%£€$")  # units that stand with the number; others are said in many ways


def suite_yaml(entries: Sequence[Feedback], name: str = "feedback") -> str:
    """Return a suite with a case for each entry.

    Args:
        entries: The chosen ones, each answer once.
        name: The suite's name.

    Raises:
        BadRequest: There are none; a suite has cases.
    """
    import yaml

    if not entries:
        raise BadRequest("there is no such feedback to make a suite of; 'assistant feedback' lists what there is")
    head = yaml.safe_dump({"suite": name, "description": "made from readers' feedback"}, allow_unicode=True, sort_keys=False)
    parts = [head + "cases:\n"]
    for entry in entries:
        case = yaml.safe_dump([_case(entry)], allow_unicode=True, sort_keys=False, width=120)
        parts += [*(f"# {line}\n" for line in _remarks(entry)), case]
    return "".join(parts)


def write_suite(entries: Sequence[Feedback], path: Path) -> None:
    """Write a suite file, named by its stem.

    Raises:
        BadRequest: There is no entry, or the file cannot be written.
    """
    text = suite_yaml(entries, path.stem)
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        raise BadRequest(f"{path}: cannot be written ({error.strerror or error})") from error


def _case(entry: Feedback) -> dict[str, Any]:
    ident = re.sub(r"[^\w.-]+", "-", entry.id)
    case: dict[str, Any] = {"id": f"feedback-{ident}", "kind": "feedback", "question": entry.question}
    if entry.history:
        case["history"] = list(entry.history)
    if entry.role is not Role.PUBLIC:
        case["role"] = str(entry.role)
    if entry.scope.documents:
        case["documents"] = list(entry.scope.documents)
    if entry.verdict is Verdict.RIGHT:
        case["expect"] = _expected(Told.model_validate(entry.answer))
    return case | {"accepted": entry.verdict is Verdict.RIGHT and not _unsaid(entry)}


def _expected(told: Told) -> dict[str, Any]:
    """Return what makes a case of an answer that is right."""
    if told.status is not Status.ANSWERED:
        return {"status": str(told.status)}
    used = {number for claim in told.claims for number in claim.citations}
    quotes = [
        {key: value for key, value in _places(q.document, q.item or q.heading, q.quote) if value}
        for q in told.citations if q.id in used
    ]  # fmt: skip
    figures = [
        {"number": figure.value} | ({"unit": figure.unit} if figure.unit in _WRITTEN_UNITS else {}) for figure in told.figures
    ]
    expected: dict[str, Any] = {"answer": _once(figures)} if figures else {}
    if quotes:
        expected["evidence"] = _once(quotes)
    if told.claims:
        expected["claims"] = [claim.text for claim in told.claims]
    words = len(told.text.split())
    return expected | ({"max_words": words} if words > _WORDS else {})


def _places(document: str, item: str, quote: str) -> Iterator[tuple[str, str]]:
    yield from (("document", document), ("item", item), ("quote", " ".join(quote.split())))


def _once(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [entry for at, entry in enumerate(entries) if entry not in entries[:at]]


def _unsaid(entry: Feedback) -> str:
    """Return what the records were narrowed to that a case cannot say, "" for nothing."""
    scope = entry.scope
    days = [f"{word} {day.isoformat()}" for word, day in (("from", scope.first), ("to", scope.last)) if day]
    return ", ".join([*scope.bodies, *map(str, scope.kinds), *days])


def _remarks(entry: Feedback) -> Iterator[str]:
    """Yield what a person needs to know to accept a draft, a line each: nothing of it can end its comment."""
    if entry.verdict is not Verdict.RIGHT:
        told = Told.model_validate(entry.answer)
        yield f"{entry.verdict}; {told.status}: {folded(told.text)}"
        yield from (f"cited [{q.id}]: {folded(', '.join(filter(None, (q.document, q.item, q.quote))))}" for q in told.citations)
    if entry.comment.strip():
        yield f"comment: {folded(entry.comment)}"
    if _unsaid(entry):
        yield f"asked of a part of the records only ({folded(_unsaid(entry))}); name them as documents"
