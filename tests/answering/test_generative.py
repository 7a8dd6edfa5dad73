"""A model's words under verification: what stands, what is asked again, what is left out, and what happens when it fails."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.small import QUESTION, answering_with, assistant_over

from assistant.answering.chain import Question
from assistant.answering.generative import GenerativeAnswerer
from assistant.answering.judge import Judge
from assistant.answering.model import Budget, ModelChoice, open_model
from assistant.answering.scripted import Reply, ScriptedChatModel
from assistant.errors import SettingsError
from assistant.records import Answer, Role, Status
from assistant.retrieval.scope import Scope
from assistant.service import Assistant

GOOD = "The Harbour House refuge supported 46 families in 2022-23"


@pytest.fixture
def assistant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Assistant]:
    one = assistant_over(tmp_path, monkeypatch)
    yield one
    one.close()


def run(answerer: GenerativeAnswerer, asked: str = QUESTION, role: Role = Role.PUBLIC, **given: Any) -> tuple[str, Answer]:
    *pieces, answer = answerer.stream(Question(asked, scope=Scope.of(role)), **given)
    assert isinstance(answer, Answer) and all(isinstance(piece, str) for piece in pieces)
    return "".join(map(str, pieces)), answer


def numbered(model_messages: list[Any], words: str) -> int:
    """Return the number of the evidence that holds the words."""
    block, *_ = [b for b in str(model_messages[1].content).split("<evidence ") if words in b]
    return int(block.split('"')[1])


def cite(words: str, text: str) -> Any:
    """Return a reply that ends with the number of the evidence that holds the words."""
    return lambda messages: text.replace("[n]", f"[{numbered(messages, words)}]")


def test_a_supported_sentence_is_streamed_and_then_cited_to_its_words(assistant: Assistant) -> None:
    answerer, _ = answering_with(assistant, cite("46 families", f"{GOOD} [n]."))
    told, answer = run(answerer)
    assert told.startswith(GOOD) and answer.answerer == "scripted:test"
    assert answer.status is Status.ANSWERED and answer.text == f"{GOOD}. [1]"
    [claim], [citation] = answer.claims, answer.citations
    assert claim.grounded and claim.citations == (1,)
    assert citation.item == "2" and "46 families" in citation.quote and "£52,400" not in citation.quote
    whole = assistant.document(citation.document)
    assert citation.span.of(whole.text) == citation.quote
    assert dict(answer.timings)["total_ms"] >= dict(answer.timings)["model_ms"] > 0


def test_the_model_is_given_numbered_evidence_only(assistant: Assistant) -> None:
    answerer, model = answering_with(assistant, "NOT IN THE RECORDS")
    run(answerer)
    rules, put = model.heard[0]
    assert "NOT IN THE RECORDS" in str(rules.content) and put.content.count("<question>") == 1
    assert 'number="1"' in put.content and "Lanternlight" not in put.content


def test_a_wrong_figure_is_asked_again_once_and_then_right(assistant: Assistant) -> None:
    wrong = cite("46 families", "The Harbour House refuge supported 64 families in 2022-23 [n].")
    answerer, model = answering_with(assistant, wrong, cite("46 families", f"{GOOD} [n]."))
    _, answer = run(answerer)
    assert len(model.heard) == 2 and "64 is not in the evidence" in str(model.heard[1][-1].content)
    assert answer.text == f"{GOOD}. [1]" and not answer.notes


def test_a_sentence_that_stays_wrong_is_left_out_and_the_reader_told(assistant: Assistant) -> None:
    both = cite("46 families", f"{GOOD} [n]. It will cost £99,000 next year [n].")
    answerer, model = answering_with(assistant, both)
    _, answer = run(answerer)
    assert len(model.heard) == 2, "one repair round and no more"
    assert [claim.text for claim in answer.claims] == [f"{GOOD}."] and "£99,000" not in answer.text
    assert any("1 sentence of scripted:test left out" in note for note in answer.notes)


def test_for_a_draft_it_is_marked_instead(assistant: Assistant) -> None:
    answerer, _ = answering_with(assistant, cite("46 families", f"{GOOD} [n]. It will cost £99,000 next year [n]."))
    _, answer = run(answerer, mark=True)
    assert [claim.grounded for claim in answer.claims] == [True, False]
    assert any("marked" in note for note in answer.notes)


@pytest.mark.parametrize("number", [0, 77, 999])
def test_an_invented_number_is_shown_as_an_error_of_the_model(assistant: Assistant, number: int) -> None:
    answerer, _ = answering_with(assistant, cite("46 families", f"{GOOD} [n]. Councillor Tern asked about it [{number}]."))
    _, answer = run(answerer)
    assert any(f"error of the language model scripted:test: it cited [{number}]" in note for note in answer.notes)
    assert all(claim.grounded for claim in answer.claims) and f"[{number}]" not in answer.text
    _, marked = run(answerer, mark=True)
    assert [c.detail for claim in marked.claims for c in claim.checks if not c.passed] == [
        f"the model cites [{number}], which no evidence has"
    ]


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (Reply("", fails="connection refused"), "cannot be reached"),
        (Reply("The Harbour House ref", finish=None), "broke off"),
        (Reply("The Harbour House refuge supported", finish="length"), "cut off at the limit"),
        (Reply("", finish="content_filter"), "refuses"),
        (Reply(""), "answered nothing"),
        (Reply("I'm sorry, I can't help with that."), "refuses to answer"),
        (Reply("asdf qwer zxcv [1] [1] ]]]] {{{"), "said nothing that the records support"),
        (Reply("The refuge supported 46 families."), "said nothing that the records support"),
        (Reply("word " * 4000), "beyond the limit"),
        (Reply("The refuge supported 46 families in a year", delay=4), "in time"),
    ],
)
def test_whatever_fails_the_answer_without_the_model_is_given(assistant: Assistant, reply: Reply, told: str) -> None:
    answerer, _ = answering_with(assistant, reply, budget=Budget(seconds=1, tokens=300))
    began = time.monotonic()
    _, answer = run(answerer)
    plain = assistant.ask(QUESTION)
    assert time.monotonic() - began < 30  # the slow reply takes 36 seconds
    assert (answer.text, answer.claims, answer.answerer) == (plain.text, plain.claims, plain.answerer)
    assert plain.claims and "46" in answer.text
    [note] = answer.notes
    assert told in note and "this is the answer without it" in note


def test_a_model_that_finds_nothing_leaves_an_abstention_as_it_is(assistant: Assistant) -> None:
    answerer, _ = answering_with(assistant, "NOT IN THE RECORDS")
    _, answer = run(answerer, "How deep is the lake at Zurich?")
    assert answer.status is Status.ABSTAINED and not answer.claims


def test_an_answer_for_another_year_is_not_one(assistant: Assistant) -> None:
    answerer, _ = answering_with(assistant, cite("46 families", f"{GOOD} [n]."))
    _, answer = run(answerer, "How many families did the Harbour House refuge support in 2050-51?")
    assert answer.status is Status.ABSTAINED and "46" not in answer.text


def test_exempt_matter_never_reaches_the_model_of_the_public(assistant: Assistant) -> None:
    asked = "What was the price of the tender of Lanternlight Ltd for the camera contract?"
    answerer, model = answering_with(assistant, Reply(calls=(("search_records", {"query": "Lanternlight tender price"}),)),
                                     Reply(calls=(("look_up_item", {"file": "minutes-2023-06-14.txt", "item": "4"}),)),
                                     "NOT IN THE RECORDS")  # fmt: skip
    run(answerer, asked)
    run(answerer, "What did Members hear about fly-tipping?")
    assert model.heard and not any("310,000" in str(message.content) for heard in model.heard for message in heard)


def test_it_may_look_up_an_item_and_cite_what_it_found(assistant: Assistant) -> None:
    calls = (("look_up_item", {"file": "minutes-2023-06-14.txt", "item": "3"}), ("nonsense", {}), ("search_records", {"q": 1}))

    def then(messages: list[Any]) -> str:
        told = "\n".join(str(message.content) for message in messages)
        numbers = [b.split('"')[1] for b in told.split("<evidence ") if "fallen by 12%" in b]
        return f"Fly-tipping had fallen by 12% in Ashby [{numbers[-1]}]."

    answerer, model = answering_with(assistant, Reply(calls=calls), then)
    _, answer = run(answerer, "By how much had fly-tipping fallen in Ashby?")
    assert model.tools == ["search_records", "look_up_item", "look_up_figure"]
    assert answer.answerer == "scripted:test" and answer.citations[0].item == "3"
    told = [str(message.content) for message in model.heard[1] if message.type == "tool"]
    assert told[1:] == ["There is no such tool.", "The arguments are not of the tool's form."]


def test_tool_calls_come_to_an_end(assistant: Assistant) -> None:
    answerer, model = answering_with(assistant, Reply(calls=(("search_records", {"query": "refuge"}),)))
    _, answer = run(answerer)
    assert len(model.heard) <= 4 and answer.answerer != "scripted:test" and answer.notes


def test_thoughts_emphasis_and_foreign_markers_are_read(assistant: Assistant) -> None:
    def told(messages: list[Any]) -> str:
        first, second = numbered(messages, "46 families"), numbered(messages, "£52,400")
        return f"<think>maybe 64 families [9]?</think>\n**{GOOD}**【{first}†source】. The grant was £52,400 [Evidence {second}]."

    answerer, _ = answering_with(assistant, told)
    _, answer = run(answerer)
    assert [claim.text for claim in answer.claims] == [f"{GOOD}.", "The grant was £52,400."]
    assert not answer.notes


def test_a_judge_can_only_add_doubt(assistant: Assistant) -> None:
    def judged(word: str) -> Answer:
        judge = Judge(ScriptedChatModel(replies=[word]), "scripted:judge")
        answerer, _ = answering_with(assistant, cite("46 families", f"{GOOD} [n]."), judge=judge)
        return run(answerer, mark=True)[1]

    assert judged("SUPPORTED").answerer == "scripted:test"
    assert judged("UNSUPPORTED").answerer != "scripted:test"
    [claim] = judged("banana").claims
    assert claim.grounded and "gave no judgement" in claim.checks[-1].detail


def test_the_judge_must_not_be_the_model_under_test(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "script.json"
    script.write_text('["NOT IN THE RECORDS"]')
    one = assistant_over(tmp_path, monkeypatch, model=f"scripted:{script}", judge=f"scripted:{script}")
    with pytest.raises(SettingsError, match="model under test"):
        one.ask(QUESTION)
    one.close()


def test_a_model_that_the_settings_name_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "script.json"
    script.write_text('[{"text": "The refuge supported 46 families in 2022-23 [1]."}]')
    one = assistant_over(tmp_path, monkeypatch, model=f"scripted:{script}")
    assert one.ask(QUESTION).answerer == f"scripted:{script}"
    one.close()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("gpt", "provider:name"),
        ("openai:", "provider:name"),
        ("nobody:x", "nobody:x"),
        ("scripted:missing.json", "not a JSON list"),
    ],
)
def test_a_model_that_cannot_be_set_up_is_a_settings_error(name: str, told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        open_model(ModelChoice(name), Budget())


def test_the_key_is_not_told() -> None:
    assert "hush" not in repr(ModelChoice("openai:x", key="hush"))
