"""Columns that stand abreast, payments under one name, budgets with more than one variance, and true reasons: invented tables."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answering.figures import choose_figures
from assistant.answering.figures.select import Catalogue
from assistant.answering.grounding import verify
from assistant.ingest.figures.columns import counted_in
from assistant.ingest.figures.find import find_figures
from assistant.ingest.figures.sheet import sheets_of
from assistant.ingest.parse import parse
from assistant.ingest.readers import read
from assistant.records import Access, Document
from assistant.retrieval.analysis import analyse

WASTE = """# Waste

<p>Table 1: Waste collected by depot (tonnes)</p>
<table><tr><th rowspan="2">Stream</th><th colspan="2">Quay</th><th colspan="2">Moor</th></tr>
<tr><th>2020/21</th><th>2021/22</th><th>2020/21</th><th>2021/22</th></tr>
<tr><td>Glass</td><td>410</td><td>395</td><td>220</td><td>301</td></tr>
<tr><td>Paper</td><td>800</td><td>790</td><td>640</td><td>655</td></tr></table>
"""
BUDGET = """# Budget monitoring 2022/23

## Outturn

| Service | Budget £m | Forecast £m | Variance £m | Month 4 variance £m |
| --- | --- | --- | --- | --- |
| Museums | 4.2 | 4.9 | 0.7 | 0.1 |
| Harbour | 9.5 | 9.9 | 0.4 | 1.9 |
| Parks | 3.5 | 3.1 | (0.4) | 0.1 |
| Total | 17.2 | 17.9 | 0.7 | 2.1 |
"""
PAID = """# Payments over £500, May 2022

| Date | Supplier | Service | Amount (£) |
| --- | --- | --- | --- |
| 03/05/2022 | Wren Stone | Roads | 1200 |
| 09/05/2022 | Lantern Care | Care | 640.50 |
| 20/05/2022 | Wren Stone | Roads | 800 |
"""
HOMES = """# Homes

## Homes in use

| Measure | 2020/21 | 2021/22 |
| --- | --- | --- |
| Homes let | 60 | 71 |
| Average re-let time (days) | 29.4 | 27.1 |
| Rent arrears (£000) | 412 | 455 |
"""


def of(folder: Path, name: str, text: str) -> Document:
    (folder / name).write_text(text, "utf-8")
    return parse(read(folder / name), name, "x")


def said(document: Document, question: str) -> str:
    choice = choose_figures(analyse(question), {}, sheets_of(document))
    if choice is None or not choice.statements:
        return ""
    for one in choice.statements:
        computed = [choice.computation] if choice.computation else []
        quotes = [place.of(document.text) for place in one.places] + computed
        assert verify(one.text, quotes).grounded, one.text
    return " ".join(one.text for one in choice.statements)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Which depot collected more glass in 2021/22, Quay or Moor?", ["Quay 395, Moor 301", "94 apart"]),
        ("How much more paper did Quay collect than Moor in 2020/21?", ["Quay 800, Moor 640", "160 apart"]),
        ("Which depot collected the least glass in 2020/21?", ["Moor 220, Quay 410"]),
    ],
)
def test_columns_of_one_period_are_told_by_their_group(tmp_path: Path, question: str, wanted: list[str]) -> None:
    text = said(of(tmp_path, "waste.html", WASTE), question)
    assert all(words in text for words in wanted) and "up " not in text and "Paper" not in text.replace("Paper in", ""), text


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("What is the forecast for Museums?", ["4.9"]),
        ("Which service has the largest overspend?", ["Museums", "4.9", "4.2"]),
        ("Did Parks overspend?", ["No.", "3.1", "3.5", "below budget"]),
        ("Did Museums overspend?", ["Yes.", "above budget"]),
        ("What was Harbour forecast to spend compared with budget?", ["9.9", "9.5"]),
    ],
)
def test_the_variance_is_that_of_the_columns_beside_it(tmp_path: Path, question: str, wanted: list[str]) -> None:
    text = said(of(tmp_path, "budget.md", BUDGET), question)
    assert all(words in text for words in wanted) and "£m £" not in text, text


def test_payments_under_one_name_are_each_told_with_their_date_and_their_sum(tmp_path: Path) -> None:
    text = said(of(tmp_path, "paid.md", PAID), "How much was paid to Wren Stone in May 2022?")
    assert all(words in text for words in ("1200", "03/05/2022", "800", "20/05/2022", "2,000")), text


def test_a_row_that_is_there_is_never_said_to_be_missing(tmp_path: Path) -> None:
    sheets = sheets_of(of(tmp_path, "paid.md", PAID.replace("| 20/05/2022 |", "| May |")))
    choice = choose_figures(analyse("How much was paid to Wren Stone in May 2022?"), {}, sheets)
    assert choice is None or "not for" not in choice.unmet
    choice = choose_figures(analyse("What is Lantern to ask Wren Council for?"), {}, sheets)
    assert choice is None or "not for" not in choice.unmet


def test_a_label_tells_its_unit(tmp_path: Path) -> None:
    document = of(tmp_path, "homes.md", HOMES)
    units = {figure.area: figure.unit for figure in find_figures(document)}
    assert units == {"Homes let": "count", "Average re-let time (days)": "days", "Rent arrears (£000)": "£000"}
    told = [counted_in(label) for label in ("Sickness (year to date)", "Recycled (per cent)", "Waste (tonnes)")]
    assert told == ["", "%", "tonnes"]


def test_a_row_label_is_offered_and_leads_to_its_figures(tmp_path: Path) -> None:
    document = of(tmp_path, "homes.md", HOMES)
    held = Catalogue([replace(document, figures=find_figures(document))], (Access.PUBLIC,))
    offered = held.measures("rent arr")
    assert [(one.name, one.figures) for one in offered] == [("Rent arrears (£000)", 2)]
    assert [one.printed for one in held.select(offered[0].name, exact=True)] == ["412", "455"]
    assert "Rent arrears (£000)" not in [one.name for one in held.measures("")]
