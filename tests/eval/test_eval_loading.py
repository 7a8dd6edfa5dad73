"""Suite files: what is wrong is named, with its line."""

from pathlib import Path

import pytest

from assistant.records import Item, Span
from eval.corpus import Corpus, Record
from eval.errors import SuiteError
from eval.loading import check_gold, load_suite

GOOD = """\
suite: bins
cases:
  - id: one
    kind: figure
    question: How many bins?
    expect:
      answer:
        - number: 12
          unit: bins
      evidence:
        - document: minutes.txt
          item: "2"
          quote: There were
            12 bins.
  - id: two
    kind: unanswerable
    question: How many owls?
    expect: {status: [abstained, restricted]}
"""
TEXT = "1. OPENING\nGood evening.\n2. BINS\nThere were 12\nbins. All green.\n"
CORPUS = Corpus(
    {"minutes.txt": Record("minutes.txt", TEXT, (Item("1.", "OPENING", Span(0, 25)), Item("2.", "BINS", Span(25, len(TEXT)))))}
)


def suite(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "suite.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def problems(tmp_path: Path, text: str) -> list[tuple[int, str]]:
    with pytest.raises(SuiteError) as caught:
        check_gold(load_suite(suite(tmp_path, text)), CORPUS)
    return [(problem.line, problem.message) for problem in caught.value.problems]


def test_a_good_suite_loads(tmp_path: Path) -> None:
    loaded = load_suite(suite(tmp_path, GOOD))
    check_gold(loaded, CORPUS)
    assert [case.id for case in loaded.cases] == ["one", "two"]
    assert not loaded.cases[1].answerable


def test_missing_quote_is_named_with_its_line(tmp_path: Path) -> None:
    [(line, message)] = problems(tmp_path, GOOD.replace("12 bins.", "13 bins."))
    assert line == 13
    assert "'one'" in message
    assert "not in minutes.txt" in message


def test_quote_in_another_item(tmp_path: Path) -> None:
    [(line, message)] = problems(tmp_path, GOOD.replace('item: "2"', 'item: "1"'))
    assert line == 13
    assert "not in its item '1'" in message


def test_unknown_document_and_item(tmp_path: Path) -> None:
    assert "no record named" in problems(tmp_path, GOOD.replace("minutes.txt", "other.txt"))[0][1]
    assert "no item '7'" in problems(tmp_path, GOOD.replace('"2"', '"7"'))[0][1]


def test_duplicate_id(tmp_path: Path) -> None:
    [(line, message)] = problems(tmp_path, GOOD.replace("id: two", "id: one"))
    assert (line, message) == (15, "duplicate id 'one', first used on line 3")


def test_wrong_type_unknown_key_and_bad_status_all_at_once(tmp_path: Path) -> None:
    text = GOOD.replace("question: How many bins?", "question: 42").replace("unit: bins", "unti: bins")
    found = problems(tmp_path, text.replace("[abstained, restricted]", "silent"))
    assert [line for line, _ in found] == [5, 9, 18]
    assert "valid string" in found[0][1]
    assert "got int: 42" in found[0][1]
    assert "unti" in found[1][1]
    assert "'answered'" in found[2][1]


@pytest.mark.parametrize(
    ("part", "why"),
    [
        ("{text: a, number: 3}", "exactly one"),
        ("{unit: bins}", "exactly one"),
        ("{text: a, unit: b}", "belong to a number"),
        ("{pattern: '('}", "not a regular expression"),
        ("{number: twelve}", "valid number"),
        ("{number: 3, tolerance: -1}", "greater than or equal to 0"),
    ],
)
def test_a_part_is_one_thing(tmp_path: Path, part: str, why: str) -> None:
    text = f"suite: s\ncases:\n  - {{id: a, kind: k, question: q, expect: {{answer: [{part}]}}}}\n"
    [(line, message)] = problems(tmp_path, text)
    assert line == 3
    assert why in message


def test_broken_yaml_duplicate_keys_and_nothing(tmp_path: Path) -> None:
    assert problems(tmp_path, "suite: s\ncases: [")[0][1].startswith("not YAML")
    assert problems(tmp_path, "suite: s\ncases:\n  - id: a\n    id: b\n    kind: k\n    question: q\n")[0] == (
        4,
        "the key 'id' is written twice here",
    )
    assert problems(tmp_path, "")
    assert "has cases" in problems(tmp_path, "suite: s\ncases: []\n")[0][1]
    with pytest.raises(SuiteError, match="cannot be read"):
        load_suite(tmp_path / "absent.yaml")


def test_what_is_not_there_is_skipped_and_drafts_are_left_out(tmp_path: Path) -> None:
    loaded = load_suite(suite(tmp_path, "suite: s\nrequires: ../absent-folder\nquestions: ../absent.jsonl\n"))
    assert loaded.skipped == "../absent-folder is not there"
    loaded = load_suite(suite(tmp_path, GOOD.replace("kind: figure", "kind: figure\n    accepted: false")))
    assert (len(loaded.cases), loaded.drafts) == (1, 1)


def test_one_problem_in_a_large_suite_is_found_fast_and_named(tmp_path: Path) -> None:
    cases = [f"  - id: c{n}\n    kind: k\n    question: q{n}\n" for n in range(1000)]
    cases[700] = cases[700].replace("question: q700", "question: [q700]")
    [(line, message)] = problems(tmp_path, "suite: s\ncases:\n" + "".join(cases))
    assert line == 2 + 700 * 3 + 3
    assert "cases.700.question" in message
