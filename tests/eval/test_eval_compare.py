"""Two runs compared: pairs, flips, verdicts, and what is said when the runs are not alike."""

from dataclasses import replace

import pytest
from eval_support import a_case

from eval.compare import Change, compare, told
from eval.context import Score
from eval.errors import RunError
from eval.metrics import METRICS
from eval.reply import Outcome
from eval.runlog import CaseRow, Header
from eval.statistics import Estimate

HEADER = Header("s", "", "rules", "c", "t", "d", {"s": "e"}, 1, 10, 5.0)


def rows(passed: str, kind: str = "figure", hallucinated: float = 0.0) -> list[CaseRow]:
    """One row a letter: p passed, f failed; each of a document of its own."""
    made = []
    for place, letter in enumerate(passed):
        scores = {metric.name: Score(None, "not looked at") for metric in METRICS}
        scores["passed"] = Score(float(letter == "p"))
        scores["rag_hallucination"] = Score(hallucinated)
        case = a_case().model_copy(update={"id": f"{kind}-{place}", "kind": kind})
        made.append(CaseRow("s", case, f"doc {place}", Outcome.REPLIED, 0.1, scores))
    return made


def test_a_clear_gain_is_better_and_a_small_one_is_noise() -> None:
    found = compare((HEADER, rows("ffffffffpp")), (HEADER, rows("pppppppppp")))
    [everything, figures] = found.groups
    assert (everything.passed_before, everything.passed_after, everything.verdict) == (2, 10, "better")
    assert figures.fixed == tuple(f"figure-{n}" for n in range(8))
    small = compare((HEADER, rows("ffpppppppp")), (HEADER, rows("ppppppppfp"))).groups[0]
    assert (len(small.fixed), len(small.broken), small.verdict) == (2, 1, "noise")
    worse = compare((HEADER, rows("pppppppp")), (HEADER, rows("ffffffff"))).groups[0]
    assert worse.verdict == "worse"


def test_less_hallucination_is_better() -> None:
    changes = compare((HEADER, rows("pppppp", hallucinated=0.5)), (HEADER, rows("pppppp"))).groups[0].changes
    assert {change.metric: change.verdict for change in changes} == {"passed": "noise", "rag_hallucination": "better"}


def test_only_what_both_runs_scored_is_paired() -> None:
    before, after = rows("pp"), rows("pp")
    after[0] = replace(after[0], scores={**after[0].scores, "rag_hallucination": Score(None, "no claim")})
    [change] = [one for one in compare((HEADER, before), (HEADER, after)).groups[0].changes if "rag" in one.metric]
    assert change.difference.n == 1


def test_kinds_are_told_apart_and_differences_of_the_runs_are_said() -> None:
    other = replace(HEADER, corpus="another", suites={"s": "changed"})
    found = compare((HEADER, rows("fp") + rows("p", "list")), (other, rows("pp") + rows("f", "list") + rows("p", "new")))
    text = told(found)
    assert "warning: the runs differ in corpus" in text
    assert "warning: the runs differ in suites" in text
    assert "1 cases are in one run only" in text
    assert "figure: 1 -> 2 of 2 passed" in text
    assert "  fixed: figure-0" in text
    assert "  broken: list-0" in text


def test_nothing_in_common() -> None:
    with pytest.raises(RunError, match="no case in common"):
        compare((HEADER, rows("p")), (HEADER, rows("p", "other")))


def test_the_level_is_five_percent() -> None:
    estimate = Estimate(0.2, 0.1, 0.3, 10)
    assert Change("passed", 0.1, 0.3, estimate, 0.05).verdict == "noise"
    assert Change("passed", 0.1, 0.3, estimate, 0.049).verdict == "better"
    assert Change("rag_hallucination", 0.1, 0.3, estimate, 0.01).verdict == "worse"
