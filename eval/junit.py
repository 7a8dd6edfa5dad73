"""A run as JUnit XML, which every CI server shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

from eval.runlog import CaseRow

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_junit(path: Path, system: str, rows: Sequence[CaseRow]) -> None:
    """Write one test case a row: a failure is a wrong answer, an error is a crash, a hang or rubbish."""
    top = ElementTree.Element("testsuites", name=system)
    for suite in dict.fromkeys(row.suite for row in rows):
        held = [row for row in rows if row.suite == suite]
        wrong = sum(not row.passed and not row.failed for row in held)
        element = ElementTree.SubElement(
            top,
            "testsuite",
            name=_clean(suite),
            tests=str(len(held)),
            failures=str(wrong),
            errors=str(sum(row.failed for row in held)),
            time=f"{sum(row.seconds for row in held):.3f}",
        )
        for row in held:
            _add(element, suite, row)
    ElementTree.ElementTree(top).write(path, encoding="utf-8", xml_declaration=True)


def _add(element: ElementTree.Element, suite: str, row: CaseRow) -> None:
    case = ElementTree.SubElement(
        element,
        "testcase",
        classname=_clean(f"{suite}.{row.case.kind}"),
        name=_clean(row.case.id),
        time=f"{row.seconds:.3f}",
    )
    if row.passed:
        return
    reason = _clean(row.scores["passed"].reason)
    kind = {"type": str(row.outcome)} if row.failed else {"type": "wrong"}
    found = ElementTree.SubElement(case, "error" if row.failed else "failure", {"message": reason, **kind})
    found.text = _clean(f"question: {row.case.question}\nanswer: {(row.raw or {}).get('text', '')}\n{reason}")


def _clean(text: str) -> str:
    """Return the text without the characters that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)
