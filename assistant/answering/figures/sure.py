"""How sure an answer out of a table is: a logistic model over the signs of a match, fitted on public table questions.

``eval/fit_figures.py`` fits the weights and the two thresholds (table known, table found by search); ``sureness.json``
holds them with what they were fitted on.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from assistant.answering.figures.asked import Operation
from assistant.answering.figures.matching import Match, Matcher
from assistant.answering.figures.planned import asks_against
from assistant.answering.figures.results import Result
from assistant.answering.figures.rows import Reading
from assistant.ingest.figures.sheet import Form

_KINDS = ("neighbour", "apart", "extreme", "common", "counted", "edge", "looked up")
_FOUND = (
    "open", "caption", "stray", "loose", "no_rows", "far", "length", "whole_row", "row_matter", "column_matter", "one_cell",
)  # fmt: skip
_UNJUDGED = (Operation.WHETHER, Operation.RANK)  # the public sets hold no, or hardly any, answers to these
NAMES = (
    "open", "open_terms", "name_open", "loose", "far", "close_rival", "unsaid", "no_rows", "several", "periods_said",
    "period_guessed", "column_said", "column_rivals", "rate_unheld", "percent_of_percent", "mixed_units", "negative", "caption",
    "stray", "moved", "rows_named", "total_said", "ranked_by_label", "duplicates", "length", "agreed", "disagreed",
    "whole_row", "row_matter", "column_matter", "one_cell", "against",
    "by_cells", "part_conditions", "rival_conditions", "no_conditions", "target", "unit_words",
    "found", "found_open", "found_caption", "found_stray", "found_loose", "found_no_rows", "found_far", "found_length",
    "found_whole_row", "found_row_matter", "found_column_matter", "found_one_cell",
    *(f"does_{operation.value.replace(' ', '_')}" for operation in Operation if operation not in _UNJUDGED),
    *(f"cells_{kind.replace(' ', '_')}" for kind in _KINDS),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Model:
    """The fitted model: weights by name and bias, of tables known and of those found, and the least chance for either."""

    weights: dict[str, float]
    bias: float
    found_weights: dict[str, float]
    found_bias: float
    known: float
    found: float

    def chance(self, signs: dict[str, float]) -> float:
        """Return the chance that an answer with these signs is right."""
        bias, weights = (self.found_bias, self.found_weights) if signs.get("found") else (self.bias, self.weights)
        odds = bias + sum(weights.get(name, 0.0) * value for name, value in signs.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


@lru_cache(maxsize=1)
def fitted() -> Model:
    """Return the model that ships with the package."""
    card: dict[str, Any] = json.loads(resources.files("assistant.answering.figures").joinpath("sureness.json").read_text("utf-8"))
    known, found, thresholds = card["known"], card["found"], card["thresholds"]
    return Model(
        dict(known["weights"]),
        float(known["bias"]),
        dict(found["weights"]),
        float(found["bias"]),
        float(thresholds["known"]),
        float(thresholds["found"]),
    )


def match_signs(match: Match, matcher: Matcher, known: bool, result: Result | None = None) -> dict[str, float]:
    """Return the signs of a matched table, with those of what was computed from it where there is something."""
    asked = match.asked
    open_share = matcher.heavy(match.missing)
    dated = [c for c in match.columns if c.period]
    plain = [c for c in match.columns if not c.period]
    shorts = [told.short for told in result.told] if result else []
    cells = [e for told in result.told for e in told.entries] if result else []
    percent = any("%" in e.printed or e.column.unit == "%" for e in cells)
    labels = [row.label for row in match.sheet.rows if row.label]
    signs = {
        "open": open_share,
        "open_terms": min(len(match.missing), 4) / 4,
        "name_open": float(bool(set(matcher.names) & set(match.missing))),
        "loose": float(match.loose),
        "far": 1 - match.link.near if match.rows else 0.0,
        "close_rival": 1 - match.link.ahead if match.rows else 0.0,
        "unsaid": match.link.unsaid if match.rows else 0.0,
        "no_rows": float(not match.rows),
        "several": float(len(shorts) > 1),
        "periods_said": float(bool(asked.periods)),
        "period_guessed": float(not asked.periods and len(dated) > 1),
        "column_said": float(match.named_columns),
        "column_rivals": 0.0
        if asked.operation is Operation.CHANGE and match.named_columns and len(match.columns) == len(plain) == 2
        else min(max(len(plain), len(match.columns) - len({c.period for c in dated}), 1) - 1, 4) / 4,
        "rate_unheld": float(asked.form is Form.RATE and not any(c.form is Form.RATE for c in match.sheet.columns)),
        "percent_of_percent": float(percent and asked.form is Form.PERCENT_CHANGE),
        "mixed_units": float(len({("%" in e.printed) for e in cells}) > 1),
        "negative": float(any(short.lstrip("£$€ ").startswith(("-", "(", "−")) for short in shorts)),
        "caption": match.own / max(len(asked.terms), 1),
        "stray": min(match.stray, 6) / 6,
        "whole_row": float(bool(match.rows) and not match.loose),
        "row_matter": _matter(match, [row.terms for row in match.rows]),
        "column_matter": _matter(match, [column.terms for column in match.columns]),
        "one_cell": float(len(match.rows) == 1 and len(match.columns) == 1),
        "against": float(asks_against(asked.question)),
        "moved": float(asked.moved),
        "rows_named": min(len(match.rows), 4) / 4,
        "total_said": float(asked.total),
        "ranked_by_label": float(not match.rows and asked.operation in (Operation.EXTREME, Operation.WHICH, Operation.COUNT)),
        "duplicates": float(len(set(labels)) < len(labels)),
        "length": min(len(asked.question.split()), 40) / 40,
        f"does_{asked.operation.value.replace(' ', '_')}": 1.0,
        "unit_words": float(any(short.isalpha() for short in shorts)),
    }
    return signs | _prior(known, signs)


def _matter(match: Match, labels: Sequence[frozenset[str]]) -> float:
    """Return the share of the terms asked for that some labels say."""
    return sum(any(t in held for held in labels) for t in match.asked.terms) / max(len(match.asked.terms), 1)


def reading_signs(reading: Reading, match: Match, matcher: Matcher, known: bool) -> dict[str, float]:
    """Return the signs of a question read over a table's cells."""
    open_share = matcher.heavy(reading.left)
    partial = [c for c in reading.conditions if not c.whole]
    signs = {
        "caption": match.own / max(len(match.asked.terms), 1),
        "stray": min(match.stray, 6) / 6,
        "length": min(len(match.asked.question.split()), 40) / 40,
        "open": open_share,
        "open_terms": min(len(reading.left), 4) / 4,
        "name_open": float(bool(set(matcher.names) & set(reading.left))),
        "by_cells": 1.0,
        "part_conditions": len(partial) / max(len(reading.conditions), 1),
        "rival_conditions": float(any(c.rivals for c in reading.conditions)),
        "no_conditions": float(not reading.conditions),
        "target": reading.target,
        f"cells_{reading.kind.replace(' ', '_')}": 1.0,
    }
    return signs | _prior(known, signs)


def agreement(one: Sequence[str], other: Sequence[str]) -> dict[str, float]:
    """Return whether two ways to read a question come to the same bare answers; nothing where one comes to none."""
    if not one or not other:
        return {}
    alike = {_bare(a) for a in one} == {_bare(a) for a in other}
    return {"agreed": float(alike), "disagreed": float(not alike)}


def _bare(short: str) -> str:
    return short.replace(",", "").lower().strip(" £$€%")


def _prior(known: bool, signs: dict[str, float]) -> dict[str, float]:
    """Return what weighs otherwise where a table was found by a search: then it may be the wrong one."""
    if known:
        return {}
    return {"found": 1.0} | {f"found_{name}": signs.get(name, 0.0) for name in _FOUND}
