"""Thresholds in a file, so that CI can hold the line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from eval.errors import EvalError
from eval.reply import Outcome
from eval.summary import ALL, Group


class Bound(BaseModel):
    """The least and the most that a figure may be."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    min: float | None = None
    max: float | None = None


class Thresholds(BaseModel):
    """Bounds by group ("all" or a kind) and metric.

    Besides the metrics there are ``crash``, ``hang`` and ``rubbish`` (numbers of rows), and ``p50``, ``p90``,
    ``p95`` and ``p99`` (seconds).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    thresholds: Mapping[str, Mapping[str, Bound]]


def load_thresholds(path: Path) -> Thresholds:
    """Read a thresholds file.

    Raises:
        EvalError: it cannot be read or is not of the documented form.
    """
    try:
        return Thresholds.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise EvalError(f"{path} is not a thresholds file: {error}") from error


def breaches(thresholds: Thresholds, groups: Sequence[Group]) -> list[str]:
    """Return each bound that does not hold, in words.  A figure that is not there cannot hold a bound."""
    by_name = {group.name: group for group in groups}
    broken = []
    for name, bounds in thresholds.thresholds.items():
        for metric, bound in bounds.items():
            value = figure(by_name[name], metric) if name in by_name else None
            where = metric if name == ALL else f"{metric} of {name}"
            if value is None:
                broken.append(f"{where} is not scored, so its threshold cannot hold")
            elif bound.min is not None and value < bound.min:
                broken.append(f"{where} is {value:.4g}, below {bound.min:g}")
            elif bound.max is not None and value > bound.max:
                broken.append(f"{where} is {value:.4g}, above {bound.max:g}")
    return broken


def figure(group: Group, metric: str) -> float | None:
    """Return a group's figure by name, None where it has none."""
    if metric in list(Outcome):
        return float(group.outcomes[Outcome(metric)])
    if metric.startswith("p") and metric[1:].isdigit():
        return group.seconds.get(int(metric[1:]))
    found = group.estimates.get(metric)
    return found.value if found else None
