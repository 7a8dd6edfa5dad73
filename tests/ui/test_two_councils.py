"""Two councils with a committee of the same name: the page says which is meant, wherever it names the committee."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from support.small import assistant_over

from assistant.answering.actions.select import Wanted
from assistant.answering.catalogue import Choice
from assistant.records import Answer, Role, Status
from assistant.retrieval.scope import Scope
from assistant.service import Assistant
from assistant.ui.desk import Desk
from assistant.ui.narrowing import Narrowing, form_html
from assistant.ui.recordstab import views
from assistant.ui.render import answer_html
from assistant.ui.suggestions import Loaded, suggest

MINUTES = """{council}

PLANNING COMMITTEE

MINUTES of the meeting of the Planning Committee held on Monday 4 March 2024 at 7.00 pm.

Present: Councillor A Marlow (Chair)

3. DOG WARDEN CONTRACT

The manager reported that the dog warden had dealt with {dogs} stray dogs in 2023.

The manager undertook to report on the kennels to the next meeting.

RESOLVED: That the dog warden contract be extended.
"""
QUESTION = "How many stray dogs did the dog warden deal with in 2023?"


@pytest.fixture
def both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Assistant:
    files = {"w.txt": MINUTES.format(council="WEXMOOR DISTRICT COUNCIL", dogs=212)}
    files["h.txt"] = MINUTES.format(council="HARTSEY CITY COUNCIL", dogs=530)
    return assistant_over(tmp_path, monkeypatch, files)


def told(markup: str) -> list[str]:
    return re.findall(r'cr-chip-words">([^<]+)', markup)


def each(assistant: Assistant) -> Answer:
    """An answer that cites every record."""
    answers = [assistant.ask(QUESTION, scope=Scope.of(Role.PUBLIC, documents=(one.name,))) for one in assistant.summaries()]
    cited = [replace(one.citations[0], id=at) for at, one in enumerate(answers, 1)]
    claims = tuple(replace(one.claims[0], citations=(at,)) for at, one in enumerate(answers, 1))
    return replace(answers[0], claims=claims, citations=tuple(cited), nearest=tuple(cited))


def test_chips_sources_and_nearest_items_say_whose_committee_it_is(both: Assistant) -> None:
    setting = Desk(both, Role.PUBLIC).setting(each(both), Narrowing())
    shown = answer_html(each(both), "k", setting)
    assert [words.split(" · ")[0] for words in told(shown)] == ["Hartsey Planning Cttee", "Wexmoor Planning Cttee"]
    assert "Wexmoor District Council, item 3" in shown
    near = answer_html(replace(each(both), status=Status.ABSTAINED), "k", setting)
    assert "Wexmoor Planning Cttee" in near and "Hartsey Planning Cttee" in near


def test_the_filter_offers_each_council_and_keeps_to_it(both: Assistant) -> None:
    desk = Desk(both, Role.PUBLIC)
    hartsey, wexmoor = desk.opening().choices.bodies
    assert "Planning Committee (Hartsey City Council)" in form_html(desk.opening().choices)
    *_, answer = desk.replies(QUESTION, (), Narrowing((wexmoor,)))
    assert isinstance(answer, Answer) and {one.document for one in answer.citations} == {"w.txt"}
    assert Narrowing((hartsey,)).told == "only Planning Committee (Hartsey City Council)"


def test_no_two_suggestions_read_alike_and_each_names_its_council_where_that_is_answered(both: Assistant) -> None:
    records = [Loaded(*both.show(name, Role.PUBLIC)) for name in ("h.txt", "w.txt")]
    whose = {name: both.councils().whole(name) for name in ("h.txt", "w.txt")}
    named = "What did Hartsey City Council decide about dog warden contract in March 2024?"
    plain = "What was decided about dog warden"
    assert suggest(records, 4, lambda question: True, whose) == [named]
    assert [q.startswith(plain) for q in suggest(records, 4, lambda question: "City" not in question, whose)] == [True]


def test_the_records_list_page_and_timeline_name_the_council(both: Assistant) -> None:
    listed = next(views(both, "/", Role.PUBLIC)).main
    assert "Planning Committee, Hartsey City Council" in listed and "Planning Committee, Wexmoor District Council" in listed
    assert "Wexmoor District Council" in next(views(both, "/?record=w.txt", Role.PUBLIC)).main
    assert "Hartsey City Council" in [*views(both, "/?show=actions", Role.PUBLIC)][-1].below
    assert "Hartsey City Council" in next(views(both, "/?show=timeline&topic=dog+warden", Role.PUBLIC)).main


def test_a_committee_chosen_in_one_spelling_gives_the_records_and_actions_of_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = MINUTES.format(council="WEXMOOR DISTRICT COUNCIL", dogs=212).replace("Planning", "Roads and Parks")
    whole = whole.replace("PLANNING", "ROADS AND PARKS")
    cut = whole.replace("ROADS AND PARKS", "ROADS & PARKS").replace("Roads and Parks", "Roads & Parks")
    spelt = assistant_over(tmp_path, monkeypatch, {"a.txt": whole, "b.txt": cut.replace("4 March", "8 April")})
    assert len({one.body for one in spelt.summaries()}) == 2, "the records spell it in two ways"
    (only,) = Desk(spelt, Role.PUBLIC).opening().choices.bodies
    assert only.told in ("Roads and Parks Committee", "Roads & Parks Committee") and len(only.names) == 2
    chosen = Wanted(body="Roads and Parks Committee")
    assert {one.source.document for one in spelt.actions(chosen, Role.PUBLIC)} == {"a.txt", "b.txt"}
    assert {one.name for one in spelt.records(Choice(body="Roads & Parks Committee"))} == {"a.txt", "b.txt"}


def test_documents_that_would_read_alike_are_told_by_their_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = MINUTES.replace("{council}\n\n", "")
    alike = assistant_over(tmp_path, monkeypatch, {"a.txt": plain.format(dogs=212), "b.txt": plain.format(dogs=530)})
    shown = told(answer_html(each(alike), "k", Desk(alike, Role.PUBLIC).setting(each(alike), Narrowing())))
    assert any("(a.txt)" in words for words in shown) and any("(b.txt)" in words for words in shown)
