"""One case in plain text, for a test failure."""

from __future__ import annotations

from collections.abc import Mapping

from eval.metrics.answers import describe
from eval.runlog import CaseRow
from eval.wording import fold


def transcript(row: CaseRow) -> str:
    """Return what was asked, expected and said, and what is wrong, in lines."""
    case, raw = row.case, row.raw or {}
    expect = case.expect
    lines = [f"{case.id} ({case.kind}, asked as {case.role})"]
    lines += [f"  asked before: {earlier}" for earlier in case.history]
    lines.append(f"  question:     {case.question}")
    wanted = [" or ".join(expect.status), *(describe(part) for part in expect.answer)]
    lines.append(f"  expected:     {', '.join(wanted)}")
    lines += [f"  gold:         {evidence.document} {evidence.item}: {fold(evidence.quote)}" for evidence in expect.evidence]
    lines.append(f"  answer:       {raw.get('status', row.outcome)}: {fold(str(raw.get('text', '')))}")
    cited = raw.get("citations")
    for citation in cited if isinstance(cited, list | tuple) else ():
        if isinstance(citation, Mapping):
            place = f"{citation.get('document', '')} {citation.get('item') or ''}".strip()
            lines.append(f"  cited:        {place}: {fold(str(citation.get('quote', '')))[:200]}")
    lines.append(f"  wrong:        {row.scores['passed'].reason}")
    return "\n".join(lines)
