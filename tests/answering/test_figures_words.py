"""Tables of words, invented: rows picked by what their cells say, one row's cell under a heading, and what is told of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answering.checks.rowtold import row_told
from assistant.answering.figures import FigureChoice, choose_figures
from assistant.answering.figures.worded import WordReader
from assistant.answering.grounding import verify
from assistant.ingest.figures.sheet import Role, sheets_of
from assistant.ingest.parse import parse
from assistant.ingest.readers import read
from assistant.records import Access, Document
from assistant.retrieval.analysis import analyse

RECORD = """# Quarter 3 Scorecard 2022/23

Sallowby District Council

## Streets

| Ref | Indicator | Q3 2021/22 | Q2 2022/23 | Target Q3 | Q3 2022/23 | RAG |
| --- | --- | --- | --- | --- | --- | --- |
| S1 | Gullies emptied per 1,000 | 31 | 35 | 40 | 44 | Green |
| S2 | Lamps out for a week | 12 | 17 | 10 | 21 | Red |
| S3 | Verges cut on time (%) | 80 | 84 | 90 | 86 | Amber |

## Parks

| Ref | Indicator | Q3 2021/22 | Q2 2022/23 | Target Q3 | Q3 2022/23 | RAG |
| --- | --- | --- | --- | --- | --- | --- |
| P1 | Benches mended | 9 | 8 | 12 | 7 | Red |
| P2 | Trees planted | 60 | 70 | 80 | 95 | Green |
| P3 | Play areas checked | 4 | 4 | - | 5 | n/a |

## Appeals

| Reference | Site | Committee decision | Inspector | Decided |
| --- | --- | --- | --- | --- |
| SD/22/0117 | 9 Weir Lane | Refused | Dismissed | 04/11/2022 |
| SD/22/0201 | Kiln Field | Refused (casting vote) | Allowed with costs of £2,300 | 18/11/2022 |
| SD/22/0260 | The Old Forge | Refused | Dismissed | 02/12/2022 |

## Action log

| No. | Raised | Action | Owner | Due | Status |
| --- | --- | --- | --- | --- | --- |
| 1 | 06/09/2022 | Send the flood map to every parish | Orla Venn | 30/09/2022 | Overdue |
| 2 | 06/09/2022 | Book a hall for the forum | Ravi Sood | 31/10/2022 | Completed |
| 3 | 08/11/2022 | Price a new mower | Orla Venn | 10/01/2023 | Not started |
"""
CLOSED = """# Minutes of the Estates Panel held on 3 May 2022

## 1. Leases

The panel noted the register.

## 2. EXEMPT Sales of land

RESOLVED: That the press and public be excluded for this item.

| Plot | Purchaser | Status |
| --- | --- | --- |
| Barn End | Corvid Homes | Withdrawn |
| Mill Bank | Teal Estates | Agreed |
"""


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Document:
    return _parsed(tmp_path_factory.mktemp("words") / "scorecard.md", RECORD)


def _parsed(path: Path, text: str) -> Document:
    path.write_text(text, "utf-8")
    return parse(read(path), path.name, "x")


def ask(document: Document, question: str, accesses: tuple[Access, ...] = (Access.PUBLIC,)) -> FigureChoice | None:
    return WordReader(analyse(question), {}).read([document], accesses)


def told(document: Document, question: str) -> str:
    choice = ask(document, question)
    return " ".join(one.text for one in choice.statements) if choice else ""


@pytest.mark.parametrize(
    ("question", "wanted", "unwanted"),
    [
        ("Which indicators were red?", ["Lamps out for a week", "Benches mended"], ["Gullies", "Verges", "Trees"]),
        ("Which indicators were red in Q3 2022/23?", ["Lamps out", "Benches"], ["Trees"]),
        ("Which indicators were not green?", ["Lamps", "Verges", "Benches"], ["Gullies", "Trees", "Play"]),
        ("How many indicators were green?", ["2 of 6"], []),
        ("Which appeals were dismissed?", ["SD/22/0117", "SD/22/0260"], ["0201"]),
        ("How many appeals were allowed?", ["1 of 3"], []),
        ("What actions does Orla Venn have?", ["flood map", "mower"], ["hall"]),
        ("Which actions are overdue?", ["flood map"], ["mower", "hall"]),
        ("Which actions have not started?", ["mower"], ["flood map"]),
        ("What is the RAG status of benches mended?", ["Benches mended", "Red"], ["Lamps"]),
        ("When is the flood map action due?", ["30/09/2022"], ["hall"]),
        ("Who is the owner of the forum hall action?", ["Ravi Sood"], ["Venn"]),
    ],
)
def test_rows_are_picked_by_what_their_cells_say(record: Document, question: str, wanted: list[str], unwanted: list[str]) -> None:
    said = told(record, question)
    assert all(words in said for words in wanted), said
    assert not [words for words in unwanted if words in said], said


@pytest.mark.parametrize(
    "question",
    [
        "Which indicators were purple?",
        "Which appeals were withdrawn?",
        "Which indicators were red in Q2 2022/23?",
        "Which indicators were red in 2019/20?",
        "Which actions have started?",
        "How many trees were planted?",
        "What is the RAG status of hedges laid?",
        "Who owns the depot?",
        "Which appeals took the longest?",
    ],
)
def test_what_the_cells_do_not_say_is_not_answered(record: Document, question: str) -> None:
    assert ask(record, question) is None


def test_every_row_told_stands_up_to_its_places(record: Document) -> None:
    for question in ("Which indicators were red?", "Which appeals were dismissed?", "What actions does Orla Venn have?"):
        choice = ask(record, question)
        assert choice is not None
        for one in choice.statements:
            assert verify(one.text, [place.of(record.text) for place in one.places]).grounded, one.text


def test_rows_of_closed_items_are_none_for_the_public(tmp_path: Path) -> None:
    closed = _parsed(tmp_path / "estates.md", CLOSED)
    question = "Which plots were withdrawn?"
    assert ask(closed, question) is None
    opened = ask(closed, question, (Access.PUBLIC, Access.EXEMPT))
    assert opened is not None and "Barn End" in opened.statements[0].text


CUT = """# Minutes of the Works Panel held on 7 June 2022

## 1. Contracts

The panel noted the register.

| Contract | Supplier | Status |
| --- | --- | --- |
| Kerbs | Tern Works | Agreed |
| EXEMPT Ferry | Corvid Marine | Agreed |
| Lamps | Pike Light | Agreed |
| Drains | Teal Civils | Withdrawn |
"""


def test_a_table_with_closed_rows_is_not_counted_nor_listed_for_the_public(tmp_path: Path) -> None:
    cut = _parsed(tmp_path / "works.md", CUT)
    closed = [item for item in cut.items if item.access is Access.EXEMPT]
    assert any("Ferry" in item.span.of(cut.text) for item in closed)
    questions = ("How many contracts were agreed?", "Which contracts were agreed?", "What is the status of the Ferry contract?")
    for question in questions:
        assert ask(cut, question) is None, question
    opened = ask(cut, "How many contracts were agreed?", (Access.PUBLIC, Access.EXEMPT))
    assert opened is not None and opened.short == ("3",)


def test_a_target_of_a_quarter_is_of_the_year_beside_it(record: Document) -> None:
    [sheet, *_] = sheets_of(record)
    target = next(column for column in sheet.columns if column.heading == "Target Q3")
    assert target.period is not None and target.period.words == "Q3 2022/23"
    assert [column.heading for column in sheet.columns if column.role is Role.ACTUAL] == ["Q3 2022/23"]


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("What is the target for gullies emptied?", ["40 (target"]),
        ("What was the target for verges cut on time in Q3 2022/23?", ["90 (target"]),
        ("How many lamps were out for a week against target in Q3?", ["21", "10", "11 above the target"]),
    ],
)
def test_targets_are_told_beside_what_came_of_them(record: Document, question: str, wanted: list[str]) -> None:
    choice = choose_figures(analyse(question), {}, sheets_of(record))
    assert choice is not None and choice.statements
    assert all(words in choice.statements[0].text for words in wanted), choice.statements[0].text


HEAD, ROW = "Ref\tSubject\tOutcome\tOfficer", "7\tRepair of the quay\tAwarded to Tern Works Ltd\tIda Pell"


@pytest.mark.parametrize(
    ("claim", "backed"),
    [
        ("7 – Subject: Repair of the quay; Outcome: Awarded to Tern Works Ltd; Officer: Ida Pell", True),
        ("Repair of the quay – Officer: Ida Pell.", True),
        ("Repair of the quay – Outcome: Ida Pell.", False),
        ("Repair of the quay – Officer: Ida Bell.", False),
        ("Repair of the quay – Officer: Ida Pell; and he was paid.", False),
        ("Repair of the quay", False),
    ],
)
def test_a_row_told_is_compared_cell_by_cell(claim: str, backed: bool) -> None:
    assert row_told(claim, [ROW, HEAD]) is backed
    assert not row_told(claim, [ROW])
