"""Answering or declining: ``python -m eval.bench_abstention LIBRARY=QUESTIONS…`` prints how sure answers go with right ones.

For every file and for all together: the share of unanswerable questions answered and of answerable ones declined, the risk
(share wrong) among answers as ever less sure ones are let in, and the area under that curve.  An answer is right when it holds
every answer pattern of its question, as the shared scorer has it; on an unanswerable question every answer is wrong.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.records import Answer, Status
from assistant.service import Assistant
from eval.abstention import Spoken, area_under_risk, risk_coverage

_MOST_WORDS, _MOST_WORDS_OF_LIST = 150, 300  # the shared scorer's limits
_POINTS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)  # coverage at which the curve is printed


def ask_all(library: str, questions: str) -> list[Spoken]:
    """Ask a library every question of a file and return how each went."""
    assistant = Assistant.open(Path(library))
    asked = [json.loads(line) for line in Path(questions).read_text("utf-8").splitlines()]
    return [judge(one, assistant.ask(one["question"], one.get("history", ()))) for one in asked]


def judge(asked: dict[str, Any], answer: Answer) -> Spoken:
    """Return one answer as abstention sees it; a question with access labels is asked as the public asks it."""
    most = _MOST_WORDS_OF_LIST if asked["type"] == "list" else _MOST_WORDS
    told = len(answer.text.split()) <= most and all(re.search(pattern, answer.text) for pattern in asked.get("answer", ()))
    declines = bool(asked.get("abstain"))
    quiet = answer.status is not Status.ANSWERED
    return Spoken(quiet, declines, quiet if declines else told and not quiet, asked["id"], answer.confidence)


def row(name: str, cases: Sequence[Spoken]) -> str:
    """Return the figures of one file as a row of a table."""
    unanswerable = [case for case in cases if case.quiet_wanted]
    answerable = [case for case in cases if not case.quiet_wanted]
    false_answers = _share(sum(not case.quiet for case in unanswerable), len(unanswerable))
    refusals = _share(sum(case.quiet for case in answerable), len(answerable))
    curve = risk_coverage(cases)
    area = f"{area_under_risk(curve):.3f}" if curve else "–"
    coverage, risk = curve[-1] if curve else (0.0, 0.0)
    counts = f"{len(answerable)} + {len(unanswerable)}"
    return f"| {name} | {counts} | {false_answers} | {refusals} | {coverage:.3f} | {risk:.3f} | {area} |"


def _share(count: int, of: int) -> str:
    return f"{count / of:.3f}" if of else "–"


def points(curve: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the curve where it first reaches each printed coverage, and its end."""
    reached = [next((point for point in curve if point[0] >= wanted), None) for wanted in _POINTS]
    return list(dict.fromkeys([point for point in reached if point] + list(curve[-1:])))


def main() -> None:
    """Print the table and the curve."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="+", metavar="LIBRARY=QUESTIONS")
    sources = [source.split("=", 1) for source in parser.parse_args().sources]
    told = {Path(questions).stem: ask_all(library, questions) for library, questions in sources}
    everything = [case for cases in told.values() for case in cases]
    lines = [
        "| questions | answerable + not | false answers | false refusals | coverage | risk | area under risk |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
        *(row(name, cases) for name, cases in told.items()), row("all", everything), "",
        "| coverage | risk |", "| ---: | ---: |",
        *(f"| {coverage:.3f} | {risk:.3f} |" for coverage, risk in points(risk_coverage(everything))),
    ]  # fmt: skip
    print("\n".join(lines))  # noqa: T201  a program's output


if __name__ == "__main__":
    main()
