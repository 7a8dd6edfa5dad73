"""The run log: JSON Lines, a header and then a row a case, so that a killed run can go on where it stopped."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from assistant.records import Status
from eval.context import Score
from eval.errors import RunError
from eval.reply import Attempt, Outcome, RubbishError, read_reply
from eval.suite import Case

LOG = "run.jsonl"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Header:
    """What was run: the system, the entailment, and the SHA-256 digests that make the numbers comparable.

    ``suites`` maps each suite's name to its digest; ``seed`` is that of the bootstrap.
    """

    system: str
    model: str
    entailment: str
    corpus: str
    settings: str
    code: str
    suites: Mapping[str, str]
    seed: int
    search_depth: int
    timeout: float
    asks: bool = True
    version: int = VERSION


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case of a run: what was asked, what became of it, every score.

    ``raw`` is the reply as it came; ``cluster`` is the document it is counted with in the intervals.
    """

    suite: str
    case: Case
    cluster: str
    outcome: Outcome
    seconds: float
    scores: Mapping[str, Score]
    raw: Mapping[str, Any] | None = None
    error: str = ""
    asked: bool = True
    found: Sequence[Mapping[str, Any]] | None = None
    search_seconds: float = 0.0

    @property
    def key(self) -> tuple[str, str]:
        """Suite and case id: what pairs the rows of two runs."""
        return self.suite, self.case.id

    @property
    def failed(self) -> bool:
        """Whether the system crashed, hung or returned rubbish."""
        return self.outcome is not Outcome.REPLIED

    @property
    def passed(self) -> bool:
        """Whether the case passed."""
        return self.scores["passed"].value == 1

    @property
    def status(self) -> Status | None:
        """The status of the reply, None where there is none."""
        try:
            return read_reply(self.raw).status if self.asked and not self.failed else None
        except RubbishError:
            return None


def row_of(suite: str, case: Case, cluster: str, attempt: Attempt, scores: Mapping[str, Score]) -> CaseRow:
    """Return the row of an attempt and its scores."""
    found = None if attempt.found is None else [one.model_dump(mode="json", exclude_none=True) for one in attempt.found]
    return CaseRow(
        suite=suite,
        case=case,
        cluster=cluster,
        outcome=attempt.outcome,
        seconds=attempt.seconds,
        scores=scores,
        raw=attempt.raw,
        error=attempt.error,
        asked=attempt.asked,
        found=found,
        search_seconds=attempt.search_seconds,
    )


class RunLog:
    """A log open for adding rows; each row is on disk when ``add`` returns."""

    def __init__(self, path: Path, rows: Sequence[CaseRow], stream: TextIO) -> None:
        self.path = path
        self.rows = list(rows)
        self._stream = stream

    def __enter__(self) -> RunLog:
        """Return itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the file."""
        self._stream.close()

    def add(self, row: CaseRow) -> None:
        """Append a row."""
        self._stream.write(json.dumps(_row_json(row), default=repr) + "\n")
        self._stream.flush()
        self.rows.append(row)


def open_log(folder: Path, header: Header, fresh: bool = False) -> RunLog:
    """Open the log of a run folder: a new one, or the one that a run with this very header left unfinished.

    Raises:
        RunError: the folder holds the log of another build, suite or corpus; the message names what differs.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / LOG
    rows: list[CaseRow] = []
    if path.exists() and not fresh:
        found, rows = read_run(folder)
        differing = [name for name, value in asdict(header).items() if asdict(found)[name] != value]
        if differing:
            raise RunError(f"{path} is of another run (other {', '.join(differing)}); choose another --out, or --fresh")
        _drop_torn_line(path)
        return RunLog(path, rows, path.open("a", encoding="utf-8"))
    stream = path.open("w", encoding="utf-8")
    stream.write(json.dumps({"type": "run", **asdict(header)}) + "\n")
    stream.flush()
    return RunLog(path, rows, stream)


def read_run(place: Path) -> tuple[Header, list[CaseRow]]:
    """Read a run folder, or a log by its own path.  A last line torn by a kill is left out.

    Raises:
        RunError: there is no log, or it is not one.
    """
    path = place / LOG if place.is_dir() else place
    try:
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    except OSError as error:
        raise RunError(f"no run in {place}: {error}") from error
    whole = [line for line in lines if line.endswith("\n")]
    try:
        head = json.loads(whole[0])
        if head.pop("type") != "run" or head["version"] != VERSION:
            raise RunError(f"{path} is not a run log of version {VERSION}")
        return Header(**head), [_row_of_json(json.loads(line)) for line in whole[1:]]
    except (IndexError, KeyError, TypeError, ValueError) as error:
        raise RunError(f"{path} is not a run log: {error}") from error


def _drop_torn_line(path: Path) -> None:
    """Cut the log after its last whole line."""
    content = path.read_bytes()
    end = content.rfind(b"\n") + 1
    if end != len(content):
        os.truncate(path, end)


def _row_json(row: CaseRow) -> dict[str, Any]:
    scores = {name: [score.value, score.reason, score.failed] for name, score in row.scores.items()}
    return {
        "type": "case",
        "suite": row.suite,
        "case": row.case.model_dump(mode="json", exclude_defaults=True),
        "cluster": row.cluster,
        "outcome": row.outcome,
        "seconds": round(row.seconds, 6),
        "error": row.error,
        "reply": row.raw,
        "asked": row.asked,
        "found": row.found,
        "search_seconds": round(row.search_seconds, 6),
        "scores": scores,
    }


def _row_of_json(data: Mapping[str, Any]) -> CaseRow:
    scores = {name: Score(value, reason, failed) for name, (value, reason, failed) in data["scores"].items()}
    return CaseRow(
        suite=data["suite"],
        case=Case.model_validate(data["case"]),
        cluster=data["cluster"],
        outcome=Outcome(data["outcome"]),
        seconds=data["seconds"],
        scores=scores,
        raw=data["reply"],
        error=data["error"],
        asked=data["asked"],
        found=data["found"],
        search_seconds=data["search_seconds"],
    )
