"""The share of an outside tester's true and altered claims that the verifier flags, by half.

    python -m eval.bench_claims [--half fit|test] [--kinds] [FILE]

A line of ``FILE`` (eval/claims/claims.jsonl) is a claim with its evidence; eval/claims/README.md says where they are from.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.answering.grounding import verify
from assistant.jsonio import read_lines

_CLAIMS = Path(__file__).parent / "claims" / "claims.jsonl"


class MadeClaim(BaseModel):
    """One line of ``claims.jsonl``."""

    model_config = ConfigDict(extra="forbid")

    id: str
    half: str
    kind: str
    group: str
    claim: str
    evidence: list[str]


def flagged(claims: Iterable[MadeClaim], by_kind: bool = False) -> dict[str, tuple[int, int]]:
    """Return for each group (each kind of each group) how many of its claims are flagged, and how many there are."""
    counts: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for one in claims:
        name = f"{one.group}: {one.kind}" if by_kind else one.group
        hit, number = counts[name]
        counts[name] = hit + (not verify(one.claim, one.evidence).grounded), number + 1
    return dict(counts)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table of each half."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench_claims")
    parser.add_argument("file", nargs="?", type=Path, default=_CLAIMS)
    parser.add_argument("--half", choices=("fit", "test"))
    parser.add_argument("--kinds", action="store_true", help="a line for each kind of claim")
    given = parser.parse_args(arguments)
    claims = list(read_lines(given.file, MadeClaim))
    for half in [given.half] if given.half else ["fit", "test"]:
        for name, (hit, number) in sorted(flagged([c for c in claims if c.half == half], given.kinds).items()):
            sys.stdout.write(f"{half:4}  {name:40} n={number:4}  flagged {hit / number:.3f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
