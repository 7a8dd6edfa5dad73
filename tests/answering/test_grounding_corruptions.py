"""Claims true to a record and the same altered in one thing: how many the verifier flags of each."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from eval.corruptions import HARD, Sample, build
from eval.fit_grounding import rates, table, texts_of

ROOT = Path(__file__).parents[2]
SETS = {"shared": ROOT / ".." / "shared" / "records", "corpus": ROOT / "corpus" / "records"}


@pytest.fixture(scope="module", params=sorted(SETS))
def samples(request: pytest.FixtureRequest) -> list[Sample]:
    folder = SETS[request.param]
    texts = texts_of([folder]) if folder.is_dir() else []
    if not texts:
        pytest.skip(f"no record texts in {folder.name} of {request.param}")
    return build(texts, seed=2024)


@pytest.fixture(scope="module")
def measured(samples: list[Sample]) -> tuple[dict[tuple[bool, str], tuple[int, int]], Sequence[Sample]]:
    counts, by, wrong = table(samples)
    for (altered, kind), (made, flagged) in sorted(counts.items()):
        print(f"{'altered' if altered else 'true':8}{kind:20}{made:5} flagged {flagged / made:.3f} {dict(by[kind])}")  # noqa: T201
    return counts, wrong


def test_there_are_enough_claims_of_both_sorts(samples: list[Sample]) -> None:
    if len(samples) < 1000:
        pytest.skip(f"only {len(samples)} claims can be made of these records")
    assert sum(not sample.altered for sample in samples) >= 500
    assert sum(sample.altered for sample in samples) >= 500
    assert {sample.kind for sample in samples if sample.altered} >= HARD - {"unit", "scale", "row", "period"}


def test_altered_claims_are_flagged_and_true_ones_are_not(
    measured: tuple[dict[tuple[bool, str], tuple[int, int]], Sequence[Sample]],
) -> None:
    counts, wrong = measured
    hard, rest, true = rates(counts)
    assert hard >= 0.98, [sample for sample in wrong if sample.kind in HARD][:5]
    assert rest >= 0.85, [sample for sample in wrong if sample.altered and sample.kind not in HARD][:5]
    assert true <= 0.03, [sample for sample in wrong if not sample.altered][:5]


def test_the_same_seed_makes_the_same_claims(samples: list[Sample]) -> None:
    assert samples
    text = "The Panel met on 3 May 2019 and heard that 12% of 240 residents had been asked about parking. " * 3
    assert build([text], seed=1, per_kind=2) == build([text], seed=1, per_kind=2)
