"""An outside tester's claims: the halves share nothing, and what the verifier was mended on stays mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.jsonio import read_lines
from eval.bench_claims import MadeClaim, flagged

CLAIMS = Path(__file__).parents[2] / "eval" / "claims" / "claims.jsonl"


@pytest.fixture(scope="module")
def claims() -> list[MadeClaim]:
    return list(read_lines(CLAIMS, MadeClaim))


def test_the_halves_share_no_claim_and_no_evidence(claims: list[MadeClaim]) -> None:
    halves = [[one for one in claims if one.half == half] for half in ("fit", "test")]
    assert sum(map(len, halves)) == len(claims) == len({one.id for one in claims})
    fit, test = ({text for one in half for text in one.evidence} for half in halves)
    assert fit and test and not fit & test


def test_the_half_that_was_mended_on_stays_mended(claims: list[MadeClaim]) -> None:
    shares = {name: hit / number for name, (hit, number) in flagged(one for one in claims if one.half == "fit").items()}
    assert shares.pop("true, words kept") <= 0.03
    assert shares.pop("true, reworded or computed") <= 0.15
    assert shares.pop("altered otherwise") >= 0.85
    assert len(shares) == 3 and min(shares.values()) >= 0.98
