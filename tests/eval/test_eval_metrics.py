"""Answers, citations, ranking and leaks on small cases with known values."""

import math

import pytest
from eval_support import a_case, by_table, reply

from assistant.records import Item, Span
from eval.context import Context
from eval.corpus import Corpus, Record
from eval.metrics import BY_NAME, answers, citations, ranking
from eval.metrics.verdict import shortcomings
from eval.reply import Attempt, Found, Outcome, read_reply
from eval.wording import quantities, says, sentences, states

TEXT = "1. BINS\nThere were 12 bins.\n2. OWLS\nNo owls were\nseen. Owls sleep.\n"
ITEMS = (Item("1.", "BINS", Span(0, 28)), Item("2.", "OWLS", Span(28, len(TEXT))))
CORPUS = Corpus({"m.txt": Record("m.txt", TEXT, ITEMS)})
BINS = {"id": 1, "document": "m.txt", "item": "1", "quote": "There were 12 bins.", "start": 8, "end": 27}


def context(
    raw: dict[str, object], found: list[tuple[str, str]] | None = None, entails: object = None, **case: object
) -> Context:
    results = None if found is None else tuple(Found(document=doc, text=text) for doc, text in found)
    attempt = Attempt(Outcome.REPLIED, 0.1, read_reply(raw), raw, searched=found is not None, found=results)
    return Context(a_case(**case), attempt, entails or by_table(), CORPUS)  # type: ignore[arg-type]


def said(text: str, **more: object) -> dict[str, object]:
    return {"status": "answered", "text": text, **more}


@pytest.mark.parametrize(
    ("text", "value", "unit", "tolerance", "wanted"),
    [
        ("It cost £20K.", 20000, "£", 0, True),
        ("It cost £20K.", 20000, "%", 0, False),
        ("It cost £8.4 million in all.", 8.4e6, "£", 0, True),
        ("It cost 20,000 bins.", 20000, "£", 0, False),
        ("There were 82,537 visits.", 82537, "visits", 0, True),
        ("There were 82,537 visits.", 82537, "owls", 0, False),
        ("There were 82,537 visits.", 82, "", 0, False),
        ("It rose by 16.6 per cent.", 16.6, "%", 0, True),
        ("It rose by 16.6%.", 16.5, "%", 0.1, True),
        ("It rose by 16.6%.", 16.5, "%", 0.05, False),
        ("The rate was 30.2 per 1,000 population.", 30.2, "per 1,000", 0, True),
        ("It changed by -5.9% [1].", -5.9, "%", 0, True),
        ("Seven vehicles came.", 7, "vehicles", 0, True),
        ("In 2021-22 there were 61.", 61, "", 0, True),
        ("Minute 3.14.15 says so.", 14, "", 0, False),
        ("The D-12 form.", 12, "", 0, False),
    ],
)
def test_figures(text: str, value: float, unit: str, tolerance: float, wanted: bool) -> None:
    assert states(text, value, unit, tolerance) is wanted, quantities(text)


def test_words_are_whole_words() -> None:
    assert says("There were 3,000 owls.", "3,000")
    assert not says("There were 30 owls.", "3")
    assert not says("There were 3,000 owls.", "3")
    assert says("It\u2019s the  Mayor\u2013elect", "it's the mayor-elect")


def test_sentences_keep_markers_and_abbreviations() -> None:
    assert sentences("Cllr. Smith spoke [Min. No. 5 refers]. It was late.[1] They left.") == [
        "Cllr. Smith spoke [Min. No. 5 refers].",
        "It was late[1].",
        "They left.",
    ]


def test_list_numbers_are_no_sentences() -> None:
    assert sentences("RESOLVED: 1. That it be noted. 2. That it stop. There were 12. They left.") == [
        "RESOLVED: 1. That it be noted.",
        "2. That it stop.",
        "There were 12.",
        "They left.",
    ]


def test_answer_parts() -> None:
    expect = {"answer": [{"text": "green"}, {"any": ["owl", "owls"]}, {"pattern": r"\bB\w+"}, {"number": 12}]}
    half = context(said("Bins are green."), expect=expect)
    assert answers.answer_correct(half).value == 0.5
    assert "'owl or owls'" in answers.answer_correct(half).reason
    assert answers.figure_exact(half).value == 0
    assert answers.answer_correct(context(said("Bins: 12 green owls."), expect=expect)).value == 1
    long = context(said("green owls Bins 12 " + "and " * 150), expect=expect)
    assert answers.answer_correct(long).value == 0
    assert "words" in answers.answer_correct(long).reason
    silent = context({"status": "abstained", "text": "12 green owls, Bins"}, expect=expect)
    assert answers.answer_correct(silent).value == 0


def test_typed_figures_count() -> None:
    expect = {"answer": [{"number": 30.2, "unit": "%"}]}
    raw = said("See the table.", figures=[{"value": 30.2, "unit": "per cent", "measure": "m"}])
    assert answers.figure_exact(context(raw, expect=expect)).value == 1


def test_leaks_are_looked_for_everywhere_but_in_the_echo() -> None:
    expect = {"status": "abstained", "never": ["£1,655,000", "the owl file"]}
    raw = {
        "status": "abstained",
        "question": "what of the owl file?",
        "text": "No.",
        "nearest": [{"heading": "The  OWL file"}],
    }
    leaky = context(raw, expect=expect)
    assert answers.leaks(leaky).value == 1
    assert "the owl file" in answers.leaks(leaky).reason
    assert BY_NAME["leak_free"](leaky).value == 0
    assert shortcomings(leaky) == ["leaked: 'the owl file'"]
    clean = context({"status": "abstained", "question": "the owl file?", "text": "No."}, expect=expect)
    assert answers.leaks(clean).value == 0
    searched = context({"status": "abstained", "text": "No."}, [("m.txt", "It was £1,655,000 then")], expect=expect)
    assert answers.leaks(searched).value == 1


@pytest.mark.parametrize(
    ("changed", "exact", "inside"),
    [
        ({}, 1, 1),
        ({"end": 26}, 0, 1),
        ({"document": "absent.txt"}, 0, None),
        ({"item": "2"}, 1, 0),
        ({"item": "2. Owls"}, 1, 0),
        ({"item": "Item 1"}, 1, 1),
        ({"item": None}, 1, None),
        ({"start": None, "end": None}, 1, 1),
        ({"start": None, "end": None, "quote": "There were 13 bins."}, 0, 0),
    ],
)
def test_citations_against_the_record(changed: dict[str, object], exact: float, inside: float | None) -> None:
    raw = reply([("Twelve bins.", [1])], citations=[{**BINS, **changed}])
    found = context(raw)
    assert citations.citation_exact(found).value == exact
    assert citations.citation_in_item(found).value == inside


def test_citation_supports_its_sentence() -> None:
    owls = {"id": 2, "document": "m.txt", "item": "2", "quote": "Owls sleep.", "start": 54, "end": 65}
    idle = {**owls, "id": 3}
    table = by_table(("Twelve bins.", "There were 12 bins."))
    raw = reply([("Twelve bins.", [1]), ("Owls fly.", [2])], citations=[BINS, owls, idle])
    found = context(raw, entails=table)
    assert citations.citation_supports(found).value == pytest.approx(1 / 3)
    assert citations.citation_correct(found).value == pytest.approx(1 / 3)


def test_gold_evidence_cited() -> None:
    gold = [{"document": "m.txt", "quote": "12 bins"}, {"quote": "No owls were seen."}]
    assert citations.evidence_cited(context(reply([("a", [1])], citations=[BINS]), expect={"evidence": gold})).value == 0.5
    either = {"evidence": gold, "evidence_any": True}
    assert citations.evidence_cited(context(reply([("a", [1])], citations=[BINS]), expect=either)).value == 1
    other = {"evidence": [{"document": "n.txt", "quote": "12 bins"}]}
    assert citations.evidence_cited(context(reply([("a", [1])], citations=[BINS]), expect=other)).value == 0


def test_ranking_by_hand() -> None:
    gold = {"evidence": [{"quote": "12 bins"}, {"quote": "No owls were seen."}, {"quote": "nowhere"}]}
    results = [("x", "none"), ("m.txt", "all 12 bins"), ("m.txt", "12 bins again"), ("m.txt", "No owls\nwere seen.")]
    found = context(said("x"), results, expect=gold)
    # needs are found at ranks 2, 4 and not at all; a repeat at rank 3 earns nothing
    assert ranking.first_ranks(found) == [2, 4, 0]
    assert ranking.recall_at(1)(found).value == 0
    assert ranking.recall_at(2)(found).value == pytest.approx(1 / 3)
    assert ranking.recall_at(10)(found).value == pytest.approx(2 / 3)
    assert ranking.reciprocal_rank(found).value == 0.5
    gained = 1 / math.log2(3) + 1 / math.log2(5)
    ideal = 1 + 1 / math.log2(3) + 1 / math.log2(4)
    assert ranking.ndcg_at_10(found).value == pytest.approx(gained / ideal)


def test_ranking_bounds() -> None:
    gold = {"evidence": [{"quote": "12 bins"}, {"quote": "owls"}]}
    assert ranking.ndcg_at_10(context(said("x"), [("m", "12 bins and owls")], expect=gold)).value == 1
    empty = context(said("x"), [], expect=gold)
    assert ranking.ndcg_at_10(empty).value == 0
    assert ranking.reciprocal_rank(empty).value == 0


def test_a_run_of_words_is_enough_where_the_case_says_so() -> None:
    gold = {"evidence": [{"quote": "one two three four five six seven eight nine", "run": 8}]}
    assert (
        ranking.reciprocal_rank(context(said("x"), [("m", "Two three, four five six seven eight NINE.")], expect=gold)).value == 1
    )
    assert ranking.reciprocal_rank(context(said("x"), [("m", "two three four five six seven")], expect=gold)).value == 0
