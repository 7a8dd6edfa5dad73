"""Intervals, tests and means, against values worked out on paper."""

import pytest

from eval.abstention import Spoken, area_under_risk, f1_rows, precision_rows, recall_rows, risk_coverage
from eval.context import Score, mean, unscored
from eval.errors import EmptyMean
from eval.statistics import Row, estimate, mcnemar, paired_difference, percentile


def rows(*values: float, cluster: str = "") -> list[Row]:
    return [Row(value, 1.0, cluster or str(place)) for place, value in enumerate(values)]


def test_an_empty_mean_is_an_error() -> None:
    with pytest.raises(EmptyMean):
        mean([unscored("nothing")])
    with pytest.raises(EmptyMean):
        estimate([])
    with pytest.raises(EmptyMean):
        percentile([], 50)
    with pytest.raises(EmptyMean):
        area_under_risk([])


def test_not_scored_is_not_zero_and_failed_counts() -> None:
    assert mean([Score(1.0), unscored("no reference")]) == 1
    assert mean([Score(1.0), Score(0.0, "crash", failed=True)]) == 0.5


def test_a_score_is_a_number_or_a_reason() -> None:
    with pytest.raises(ValueError, match="needs a reason"):
        Score(None)
    with pytest.raises(ValueError, match="not a score"):
        Score(float("nan"))


def test_the_bootstrap_is_seeded_and_draws_documents() -> None:
    mixed = rows(0, 1, 0, 1, 1, 0, 1, 1)
    assert estimate(mixed, seed=3) == estimate(mixed, seed=3)
    found = estimate(mixed)
    assert found.value == 5 / 8
    assert found.low < found.value < found.high
    alike = [Row(value, 1.0, f"doc {n % 6}") for n, value in enumerate((1, 1, 1, 0, 0, 0) * 20)]
    apart = [Row(row.over, row.under, str(n)) for n, row in enumerate(alike)]
    wide, narrow = estimate(alike), estimate(apart)
    assert wide.high - wide.low > 2 * (narrow.high - narrow.low)  # all the variance is between six documents


def test_few_documents_are_no_certainty() -> None:
    found = estimate(rows(1, 0, 1, 0, cluster="the only one"))
    assert found.low < found.value < found.high
    one_flip = [(0.0, 0.0, "d"), (0.0, 1.0, "d"), (1.0, 1.0, "d")]
    assert paired_difference(one_flip)[1] > 0.05


def test_mcnemar_by_hand() -> None:
    assert mcnemar(0, 0) == 1
    assert mcnemar(5, 0) == pytest.approx(2 / 32)
    assert mcnemar(1, 8) == pytest.approx(2 * (1 + 9) / 2**9)
    assert mcnemar(3, 3) == 1


def test_paired_difference() -> None:
    found, p = paired_difference([(0.0, 1.0, str(n)) for n in range(12)] + [(1.0, 1.0, f"s{n}") for n in range(4)])
    assert found.value == 0.75
    assert p < 0.01
    assert paired_difference([(0.5, 0.5, str(n)) for n in range(9)])[1] == 1


def test_percentiles_are_nearest_rank() -> None:
    values = [5.0, 1.0, 4.0, 2.0, 3.0]
    assert [percentile(values, percent) for percent in (20, 50, 90, 99)] == [1, 3, 5, 5]


def spoken(quiet: bool, wanted: bool, right: bool = True, confidence: float | None = None, failed: bool = False) -> Spoken:
    return Spoken(quiet, wanted, right, "d", confidence, failed)


def value(made: list[Row]) -> float:
    return sum(row.over for row in made) / sum(row.under for row in made)


def test_abstention_by_hand() -> None:
    # 3 right silences, 1 silence too many, 2 missed (one by a crash), 4 right answers:
    # precision 3/4, recall 3/5, F1 2*3 / (4 + 5) = 6/9
    cases = (
        [spoken(True, True)] * 3 + [spoken(True, False, False)] + [spoken(False, True, False)]
        + [spoken(False, True, False, failed=True)] + [spoken(False, False)] * 4
    )  # fmt: skip
    assert value(precision_rows(cases)) == 3 / 4
    assert value(recall_rows(cases)) == 3 / 5
    assert value(f1_rows(cases)) == pytest.approx(6 / 9)


def test_risk_coverage_by_hand() -> None:
    # of five: right at .9, wrong at .8, right at .8, wrong at .1, one silent.  The two at .8 come in together.
    cases = [
        spoken(False, False, True, 0.9), spoken(False, False, False, 0.8), spoken(False, False, True, 0.8),
        spoken(False, False, False, 0.1), spoken(True, False, False),
    ]  # fmt: skip
    curve = risk_coverage(cases)
    assert curve == [(1 / 5, 0), (3 / 5, pytest.approx(1 / 3)), (4 / 5, 1 / 2)]
    # (0.2*0 + 0.4*1/3 + 0.2*1/2) / 0.8
    assert area_under_risk(curve) == pytest.approx((0.4 / 3 + 0.1) / 0.8)


def test_a_crash_is_never_caution() -> None:
    curve = risk_coverage([spoken(False, False, False, failed=True), spoken(False, False, True, 0.9)])
    assert curve[0] == (1 / 2, 1)
    assert risk_coverage([spoken(True, True)]) == []
