"""A question that asks for one kind of place is not answered with another."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.small import assistant_over

from assistant.answering.askedclass import asked_class, says_class
from assistant.records import Status
from assistant.service import Assistant

REPORT = """# Burrow Borough Council

## Performance report to the Scrutiny Committee, 4 June 2025

### 1. Anti-social behaviour

**Incidents of anti-social behaviour, districts of Fellshire**

| District | 2023 | 2024 |
| --- | --- | --- |
| Dunley | 410 | 455 |
| Wick Moor | 300 | 280 |

### 2. Food waste

Collections began in four wards (Alder, Birch, Cedar and Damson) on 3 March 2025. In the wards the crews were thanked.

### 3. Vandalism

Vandalism of signs was reported by residents of the new estate.
"""


@pytest.fixture(scope="module")
def burrow(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """One report with figures by district and a sentence that names wards."""
    with pytest.MonkeyPatch.context() as patch:
        return assistant_over(Path(tmp_path_factory.mktemp("burrow")), patch, {"report.md": REPORT})


def test_figures_of_another_kind_of_area_are_named_as_such(burrow: Assistant) -> None:
    answer = burrow.ask("Which wards had a rise in anti-social behaviour between 2023 and 2024?")
    assert answer.status is Status.ABSTAINED and "by district, not by ward" in answer.text, answer.text
    answer = burrow.ask("Which districts had a rise in anti-social behaviour between 2023 and 2024?")
    assert answer.status is Status.ANSWERED and "Dunley" in answer.text, answer.text


def test_the_sentence_that_names_them_comes_first(burrow: Assistant) -> None:
    answer = burrow.ask("In which wards did food waste collections begin?")
    assert answer.status is Status.ANSWERED and "Damson" in answer.claims[0].text, answer.text


def test_what_names_no_such_place_is_no_answer(burrow: Assistant) -> None:
    assert burrow.ask("Which schools reported vandalism of signs?").status is Status.ABSTAINED


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("Which wards had the most missed bins?", "ward"),
        ("In which ward is the depot?", "ward"),
        ("Which primary schools took part?", "school"),
        ("Name the libraries that closed.", "library"),
        ("Which counties have a panel?", "county"),
        ("Which street lighting contractor was chosen?", ""),
        ("Which parish council objected?", ""),
        ("Which officers spoke about the wards?", ""),
        ("How many wards are there?", ""),
    ],
)
def test_the_kind_of_place_asked_for(question: str, noun: str) -> None:
    assert asked_class(question) == noun


def test_a_body_is_no_area() -> None:
    assert says_class("district", "by district") and says_class("county", "the counties")
    assert not says_class("district", "Fenleigh District Council")
