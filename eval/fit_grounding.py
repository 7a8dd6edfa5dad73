"""Measure the verifier and sweep its constants: ``python -m eval.fit_grounding RECORDS… [--seed N] [--sweep]``.

Builds true and altered claims from the record texts, prints for each kind how many are flagged and by which check, and
with ``--sweep`` the operating points around each constant.  ``--scitab FILE`` measures on SciTab claims too.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from assistant.answering.checks import figures, wording
from assistant.answering.grounding import verify
from eval.corruptions import HARD, Sample, build

_SWEPT: Final[tuple[tuple[ModuleType, str, tuple[float, ...]], ...]] = (
    (wording, "CONTENT_LEAST", (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)),
    (wording, "TURN_ABSENT", (0.15, 0.2, 0.25, 0.3, 0.4)),
    (wording, "TURN_RATIO", (1.0, 1.1, 1.2, 1.35, 1.6)),
    (wording, "NAME_RATIO", (1.1, 1.25, 1.5, 2.0)),
    (wording, "NAME_LEAST", (0.25, 0.35, 0.45, 0.55)),
    (figures, "RIVAL_RATIO", (1.05, 1.25, 1.5, 2.0)),
    (figures, "RIVAL_LEAST", (0.2, 0.3, 0.4)),
)


def texts_of(paths: Sequence[Path]) -> list[str]:
    """Return the texts of the ``.txt`` and ``.md`` files named or inside the folders named."""
    files = [f for path in paths for f in (sorted(path.rglob("*")) if path.is_dir() else [path]) if f.suffix in {".txt", ".md"}]
    return [file.read_text(encoding="utf-8", errors="replace") for file in files]


def table(
    samples: Sequence[Sample],
) -> tuple[dict[tuple[bool, str], tuple[int, int]], dict[str, Counter[str]], list[Sample]]:
    """Return, by (altered, kind), how many were made and flagged, the checks that flagged.

    And the samples judged wrongly.
    """
    counts: dict[tuple[bool, str], list[int]] = defaultdict(lambda: [0, 0])
    by: dict[str, Counter[str]] = defaultdict(Counter)
    wrong: list[Sample] = []
    for sample in samples:
        verdict = verify(sample.claim, sample.evidence)
        counts[sample.altered, sample.kind][0] += 1
        counts[sample.altered, sample.kind][1] += not verdict.grounded
        by[sample.kind].update(check.name for check in verdict.checks if not check.passed)
        if verdict.grounded == sample.altered:
            wrong.append(sample)
    return {key: (made, flagged) for key, (made, flagged) in counts.items()}, by, wrong


def rates(counts: dict[tuple[bool, str], tuple[int, int]]) -> tuple[float, float, float]:
    """Return the shares flagged of altered figures, dates and citations; of the other altered claims.

    Of the true ones.
    """
    groups: dict[str, list[int]] = {"hard": [0, 0], "rest": [0, 0], "true": [0, 0]}
    for (altered, kind), (made, flagged) in counts.items():
        group = groups["true" if not altered else "hard" if kind in HARD else "rest"]
        group[0] += made
        group[1] += flagged
    hard, rest, true = (flagged / made if made else 0.0 for made, flagged in groups.values())
    return hard, rest, true


def scitab(path: Path) -> dict[str, Counter[bool]]:
    """Return, for each label, how many claims the verifier holds grounded and how many not."""
    found: dict[str, Counter[bool]] = defaultdict(Counter)
    for entry in json.loads(path.read_text(encoding="utf-8")):
        found[entry["label"]][verify(entry["claim"], scitab_evidence(entry)).grounded] += 1
    return dict(found)


def scitab_evidence(entry: dict[str, Any]) -> list[str]:
    """Return caption and table as text, a row a line, cells between bars."""
    lines = [entry["table_column_names"], *entry["table_content_values"]]
    plain = [" | ".join(str(cell).replace("[BOLD]", "").strip() for cell in line) for line in lines]
    return [entry["table_caption"], "\n".join(plain)]


def _sweep(samples: Sequence[Sample]) -> list[str]:
    lines = []
    for module, name, values in _SWEPT:
        kept = getattr(module, name)
        for value in values:
            setattr(module, name, value)
            hard, rest, true = rates(table(samples)[0])
            mark = " *" if value == kept else ""
            lines.append(f"{name}={value:<5} hard {hard:.3f} rest {rest:.3f} true flagged {true:.3f}{mark}")
        setattr(module, name, kept)
    return lines


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the measurement; 0 when the operating point meets 0.98 / 0.85 / 0.03, else 1."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("records", nargs="+", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--sweep", action="store_true")
    parser.add_argument("--wrong", type=int, default=0, help="print so many claims judged wrongly")
    parser.add_argument("--scitab", type=Path)
    given = parser.parse_args(arguments)
    out = sys.stdout.write
    samples = build(texts_of(given.records), given.seed)
    start = time.perf_counter()
    counts, by, wrong = table(samples)
    spent = (time.perf_counter() - start) / max(1, len(samples)) * 1000
    for (altered, kind), (made, flagged) in sorted(counts.items()):
        out(
            f"{'altered' if altered else 'true':8} {kind:18} {made:4} flagged {flagged / made:.3f}  "
            f"{dict(by[kind].most_common(4))}\n"
        )
    for sample in wrong[: given.wrong]:
        said = verify(sample.claim, sample.evidence)
        out(f"\n{sample.kind} altered={sample.altered}\n  C {sample.claim}\n  E {' || '.join(sample.evidence)[:700]}\n")
        out(f"  {[(c.name, c.detail) for c in said.checks if not c.passed]}\n")
    hard, rest, true = rates(counts)
    out(
        f"{len(samples)} claims, {spent:.2f} ms each: hard {hard:.3f} (>= 0.98), rest {rest:.3f} (>= 0.85), true "
        f"flagged {true:.3f} (<= 0.03)\n"
    )
    if given.sweep:
        out("\n".join(_sweep(samples)) + "\n")
    if given.scitab:
        out(f"scitab grounded/not: { {k: dict(v) for k, v in scitab(given.scitab).items()} }\n")
    return 0 if hard >= 0.98 and rest >= 0.85 and true <= 0.03 else 1


if __name__ == "__main__":
    raise SystemExit(main())
