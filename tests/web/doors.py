"""What the tests of the doors for programs share: questions, what nobody without the role may be told, and how to look for it."""

from __future__ import annotations

import re
from typing import Any

from pydantic import BaseModel

from assistant.records import Access
from assistant.service import Assistant

QUESTION = "When was the Millrace scheme completed?"
CLOSED_QUESTION = "Which contractor submitted the lowest tender for the Saltpans Lido refurbishment?"
"""Answered in exempt matter alone."""
NOWHERE = "What is the price of bread in Paris?"
CLOSED_RECORD = "ecsc-2023-02-15-item-25-appendix-b-exempt.pdf"
MINUTES = "ecsc-minutes-2024-02-14.pdf"
"""Public minutes with one exempt item."""


def folded(text: str) -> str:
    return re.sub(r"\W+", " ", text).casefold()


def secrets_of(assistant: Assistant) -> list[str]:
    """Return each stretch of words of the exempt matter, of the length that a leak would have, that is printed nowhere else."""
    documents = [assistant.document(one.name) for one in assistant.summaries()]
    shown = " ".join(folded(i.span.of(d.text)) for d in documents for i in d.items if i.access is Access.PUBLIC)
    closed = [folded(i.span.of(d.text)).split() for d in documents for i in d.items if i.access is Access.EXEMPT]
    runs = {" ".join(words[at : at + 6]) for words in closed for at in range(max(1, len(words) - 5))}
    return sorted(run for run in runs if run not in shown and len(run) > 20)


def told_of(value: Any) -> list[str]:
    """Return every piece of text in JSON, names of fields included."""
    if isinstance(value, dict):
        return [*value, *(text for one in value.values() for text in told_of(one))]
    if isinstance(value, list):
        return [text for one in value for text in told_of(one)]
    return [str(value)]


def leaks(value: Any, secrets: list[str]) -> list[str]:
    """Return the secrets that JSON or text tells."""
    text = folded(" ".join(told_of(value)))
    return [secret for secret in secrets if secret in text] + [name for name in (CLOSED_RECORD,) if folded(name) in text]


def untold(model: type[BaseModel], value: Any) -> list[str]:
    """Return the fields of JSON that its documented form does not name."""
    return _extra(model.model_validate(value))


def _extra(value: Any) -> list[str]:
    if isinstance(value, BaseModel):
        inner = [found for name in type(value).model_fields for found in _extra(getattr(value, name))]
        return [*(f"{type(value).__name__}.{name}" for name in value.model_extra or ()), *inner]
    return [found for one in value for found in _extra(one)] if isinstance(value, list) else []


def without_timings(answer: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answer.items() if name != "timings"}
