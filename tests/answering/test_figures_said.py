"""Questions answered from the figures of sentences: told, computed, or declined for the period or place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.answering.figures.said import answer_said
from assistant.answering.figures.statements import FigureChoice
from assistant.answering.grounding import verify
from assistant.ingest.figures import find_figures
from assistant.records import Access, Document, Hit, Item, Kind, PassageKind, Span
from assistant.retrieval.analysis import analyse
from assistant.retrieval.search import Found

ACRONYMS = (("FPN", "Fixed Penalty Notice"),)
TEXT = (
    "In 2021-22, 16 Fixed Penalty Notices were issued for littering, compared with 23 in 2020-21.\n\n"
    "Graffiti in Ashby has reduced by 7.3% or 190 fewer tags from 2,610 to 2,420 tags.\n\n"
    "The recycling rate was 41.2% in 2020-21 and 44.2% in 2021-22.\n\n"
    "Some 85% of warnings issued in Corley proved effective.\n\n"
    "The skate park cost £47,300 to mend.\n\n"
    "A visitor stays for between 3 and 18 months.\n"
)


def document(text: str = TEXT, name: str = "a.txt", access: Access = Access.PUBLIC) -> Document:
    items = (Item("1", "Matters", Span(0, len(text)), date(2022, 5, 1), access=access),)
    whole = Document(name, "0", "Minutes", Kind.MINUTES, text, "Scrutiny Committee", items=items)
    return replace(whole, figures=find_figures(whole))


def ask(question: str, *documents: Document, accesses: tuple[Access, ...] = (Access.PUBLIC,)) -> FigureChoice | None:
    held = {one.name: one for one in documents or (document(),)}
    hits = tuple(
        Hit(at, one.name, one.title, one.kind, one.body, None, "1", "Matters", 0, PassageKind.PROSE, None,
            Span(0, len(one.text)), one.text, "", Access.PUBLIC, 1.0)
        for at, one in enumerate(held.values())
    )  # fmt: skip
    analysis = analyse(question, ACRONYMS)
    return answer_said(Found(analysis, hits, dict.fromkeys(analysis.terms, 1.0)), held.__getitem__, accesses)


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("How many Fixed Penalty Notices were issued for littering in 2021-22?", 16, "count"),
        ("How many FPN were issued for littering in 2020-21?", 23, "count"),
        ("What was the recycling rate in 2021-22?", 44.2, "%"),
        ("What percentage of warnings issued in Corley proved effective?", 85, "%"),
        ("What did the skate park cost to mend?", 47300, "£"),
        ("By what percentage was graffiti reduced in Ashby?", -7.3, "%"),
        ("By how much was graffiti reduced in Ashby?", -190, "count"),
    ],
)
def test_a_figure_is_told_with_its_sentence(question: str, value: float, unit: str) -> None:
    choice = ask(question)
    assert choice is not None and len(choice.statements) == 1
    statement = choice.statements[0]
    place, figure = statement.figures[0]
    assert (figure.value, figure.unit) == (value, unit)
    assert statement.text == " ".join(statement.places[place].of(TEXT).split())


@pytest.mark.parametrize(
    ("question", "said", "computed"),
    [
        ("How many fewer Fixed Penalty Notices were issued for littering in 2021-22 than in 2020-21?",
         "down 7 (30.4%)", "16 − 23 = -7"),
        ("By how much did the recycling rate rise between 2020-21 and 2021-22?", "up 3 percentage points", "44.2 − 41.2 = 3"),
        ("Did graffiti fall in Ashby?", "Yes. ", "2,420 − 2,610 = -190"),
        ("Did graffiti rise in Ashby?", "No. ", "2,420 − 2,610 = -190"),
    ],
)  # fmt: skip
def test_a_change_is_computed_in_words_and_backed(question: str, said: str, computed: str) -> None:
    choice = ask(question)
    assert choice is not None and choice.computation is not None and computed in choice.computation
    statement = choice.statements[0]
    assert said in statement.text and len(statement.figures) == 2
    assert verify(statement.text, [*(p.of(TEXT) for p in statement.places), choice.computation]).grounded


@pytest.mark.parametrize(
    ("question", "unmet"),
    [
        ("How many Fixed Penalty Notices were issued for littering in 2018-19?", "not for 2018-19"),
        ("What percentage of warnings issued in Dunby proved effective?", "not for Dunby"),
    ],
)
def test_another_period_or_place_is_declined_and_the_nearest_offered(question: str, unmet: str) -> None:
    choice = ask(question)
    assert choice is not None and not choice.statements
    assert unmet in choice.unmet and choice.nearest[0].places


@pytest.mark.parametrize(
    "question",
    [
        "How many trees were planted in Ashby?",
        "How many tags were there in Corley?",
        "How much did the bandstand cost to mend?",
        "How many Fixed Penalty Notices were issued for littering and how many warnings?",
        "How many notices were not paid?",
        "Which ward had the most graffiti?",
    ],
)
def test_it_keeps_silent_when_it_is_not_sure(question: str) -> None:
    choice = ask(question)
    assert choice is None or not choice.statements


def test_two_sentences_that_differ_are_not_chosen_between() -> None:
    other = document("The skate park cost £50,000 to mend.\n", "b.txt")
    assert ask("What did the skate park cost to mend?", document(), other) is None


def test_two_records_give_the_levels_of_one_change() -> None:
    old, new = document("There were 40 wardens in 2019.\n"), document("There were 50 wardens in 2020.\n", "b.txt")
    choice = ask("How many more wardens were there in 2020 than in 2019?", old, new)
    assert choice is not None and "up 10 (25%)" in choice.statements[0].text
    statement = choice.statements[0]
    assert {statement.document.name, statement.beside[0].document.name} == {"a.txt", "b.txt"}


def test_exempt_sentences_are_not_looked_at() -> None:
    exempt = document("The skate park cost £50,000 to mend.\n", access=Access.EXEMPT)
    question = "What did the skate park cost to mend?"
    assert ask(question, exempt) is None
    assert ask(question, exempt, accesses=(Access.PUBLIC, Access.EXEMPT)) is not None
