"""The verifier on claims that real answers made: left as they are, said in other words, and altered in one thing."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes import HashEmbedder, Silent

from assistant.library import Library
from assistant.service import Assistant
from assistant.settings import Settings
from eval.answered_claims import answered_claims
from eval.corruptions import HARD, Sample, build_from_claims
from eval.fit_grounding import rates, table

ROOT = Path(__file__).parents[2]
SETS = {"shared": ROOT / ".." / "shared" / "records", "corpus": ROOT / "corpus" / "records"}


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> list[Sample]:
    """Samples from answers over the records of both folders, as far as they are there."""
    folders = [folder for folder in SETS.values() if folder.is_dir()]
    if len(folders) < len(SETS):
        pytest.skip("no folder of shared records beside the repository")
    data = tmp_path_factory.mktemp("answers")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("assistant.service.Embedder", lambda name: HashEmbedder())
        assistant = Assistant(Library(data), Settings(data=data))
        assistant.ingest(folders, Silent())
        claims = answered_claims(assistant, every=6)
        assistant.close()
    return build_from_claims(claims, seed=2024)


def test_there_are_claims_enough(samples: list[Sample]) -> None:
    assert sum(sample.altered for sample in samples) >= 500
    assert sum(not sample.altered for sample in samples) >= 500


def test_altered_answers_are_flagged_and_true_ones_are_not(samples: list[Sample]) -> None:
    counts, by, wrong = table(samples)
    for (altered, kind), (made, flagged) in sorted(counts.items()):
        print(f"{'altered' if altered else 'true':8}{kind:20}{made:5} flagged {flagged / made:.3f} {dict(by[kind])}")  # noqa: T201
    hard, rest, true = rates(counts)
    print(f"{len(samples)} claims: figures, dates, citations {hard:.3f}, the rest {rest:.3f}, true {true:.3f}")  # noqa: T201
    assert hard >= 0.98, [sample for sample in wrong if sample.altered and sample.kind in HARD][:5]
    assert rest >= 0.85, [sample for sample in wrong if sample.altered and sample.kind not in HARD][:5]
    assert true <= 0.03, [sample for sample in wrong if not sample.altered][:5]
