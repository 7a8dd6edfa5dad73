"""One case that did not pass, for a person to judge: question, answer, evidence with the words marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from eval.metrics.answers import describe
from eval.runlog import CaseRow
from eval.wording import loose

_WORD = re.compile(r"\w[\w.,]*\w|\w")
_SMALL = 3


def case_html(row: CaseRow) -> str:
    """Return the case as a folded block of HTML, all text escaped."""
    case, raw = row.case, row.raw or {}
    gold = [evidence.quote for evidence in case.expect.evidence]
    answer = str(raw.get("text", ""))
    told = "not asked" if not row.asked else answer or "none"
    parts = [
        *(_entry("asked before", escape(earlier)) for earlier in case.history),
        _entry("question", f"{escape(case.question)} <small>(as {case.role})</small>"),
        _entry("what is wrong", f'<span class="bad">{escape(row.scores["passed"].reason)}</span>'),
        _entry("expected", escape(expected_words(row))),
        _entry(f"answer ({escape(str(raw.get('status', row.outcome)))})", f"<blockquote>{marked(told, gold)}</blockquote>"),
    ]
    for evidence in case.expect.evidence:
        place = " ".join(part for part in (evidence.document, evidence.item and f"item {evidence.item}") if part)
        quoted = f"<blockquote>{marked(evidence.quote, [answer])}</blockquote>"
        parts.append(_entry(f"gold evidence {escape(place)}", quoted))
    parts += [_cited(citation, gold, answer) for citation in objects(raw.get("citations"))]
    if row.found is not None and not row.asked:
        parts += [_cited({**found, "quote": found.get("text", "")}, gold, "") for found in row.found[:5]]
    title = f"{escape(case.id)} <small>{escape(case.kind)}</small>: {escape(case.question)}"
    return f"<details><summary>{title}</summary><dl>{''.join(parts)}</dl></details>"


def marked(text: str, others: Iterable[str]) -> str:
    """Return the text escaped, with the words and numbers marked that the other texts share."""
    shared = {word for other in others for word in _keys(other)}
    out, last = [], 0
    for match in _WORD.finditer(text):
        word = escape(match[0])
        out.append(escape(text[last : match.start()]))
        out.append(f"<mark>{word}</mark>" if shared.intersection(_keys(match[0])) else word)
        last = match.end()
    return "".join(out) + escape(text[last:])


def _keys(text: str) -> set[str]:
    """Return the words of a text that say something: longer ones, and anything with a digit."""
    held = {loose(match[0]) for match in _WORD.finditer(text)}
    return {word for word in held if len(word) > _SMALL or any(letter.isdigit() for letter in word)}


def expected_words(row: CaseRow) -> str:
    """Return what was expected, in words."""
    expect = row.case.expect
    parts = [" or ".join(expect.status), *(describe(part) for part in expect.answer)]
    never = [f"never {text!r}" for text in expect.never]
    return ", ".join(parts + never)


def _cited(citation: Mapping[str, Any], gold: Iterable[str], answer: str) -> str:
    """Return one citation, the words marked that it shares with the gold evidence, or without any with the answer."""
    place = " ".join(str(citation[key]) for key in ("document", "item", "heading") if citation.get(key))
    page = f", page {citation['page']}" if citation.get("page") else ""
    quote = f"<blockquote>{marked(str(citation.get('quote', '')), [*gold] or [answer])}</blockquote>"
    return _entry(f"cited {escape(str(citation.get('id', '')))} {escape(place + page)}", quote)


def _entry(name: str, content: str) -> str:
    """Return one line of the list; both are HTML already."""
    return f"<dt>{name}</dt><dd>{content}</dd>"


def objects(value: object) -> list[Mapping[str, Any]]:
    """Return the mappings of a list, whatever else may have come in its place."""
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list | tuple) else []
