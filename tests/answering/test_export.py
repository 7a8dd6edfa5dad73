"""A conversation written down: footnotes, what it leaned on, what was not answered, exempt matter labelled or left out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from support.small import QUESTION, assistant_over

from assistant.answering.drafts.footnotes import MAIN
from assistant.answering.drafts.reading import read_draft
from assistant.answering.export import conversation_docx, conversation_markdown
from assistant.cli import main
from assistant.records import Answer, Check, Claim, Role
from assistant.service import Assistant

CAMERAS = "What was the price of the tender of Lanternlight Ltd for the camera contract?"
W = f"{{{MAIN}}}"
Ask = Callable[..., Answer]


@pytest.fixture
def assistant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Assistant]:
    one = assistant_over(tmp_path, monkeypatch)
    yield one
    one.close()


def words(packed: bytes, part: str) -> str:
    with zipfile.ZipFile(io.BytesIO(packed)) as held:
        root = ElementTree.fromstring(held.read(part))
    return "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in root.iter(f"{W}p"))


def test_each_question_is_a_heading_and_each_sentence_has_a_footnote(assistant: Assistant) -> None:
    turns = [assistant.ask(QUESTION), assistant.ask("And in 2021-22?", [QUESTION])]
    text = conversation_markdown(turns, assistant.recall, made_on=date(2024, 5, 1))
    assert f"## {QUESTION}\n" in text and "## And in 2021-22?\n\n*Taken as: " in text and "*Made on 1 May 2024.*" in text
    assert "46 families" in text and "[^1]" in text
    assert "[^1]: The minutes of the Scrutiny Committee’s meeting of 14 June 2023, item 2 (REFUGE SERVICES)" in text
    body = text.partition("## Annex")[0]
    assert all(line.endswith("]") for line in body.splitlines() if line and line[0] not in "*#")


def test_a_source_of_two_answers_is_in_the_annex_once(assistant: Assistant) -> None:
    once = conversation_markdown([assistant.ask(QUESTION)], assistant.recall)
    twice = conversation_markdown([assistant.ask(QUESTION)] * 2, assistant.recall)
    assert twice.count("\n> ") == once.count("\n> ") and twice.count("46 families[^1]") <= 2


def test_word_has_headings_and_real_footnotes(assistant: Assistant, tmp_path: Path) -> None:
    packed = conversation_docx([assistant.ask(QUESTION), assistant.ask("What was decided about fly-tipping?")], assistant.recall)
    (tmp_path / "c.docx").write_bytes(packed)
    assert f"# {QUESTION}" in read_draft(tmp_path / "c.docx")
    assert words(packed, "word/footnotes.xml").count("in the annex.") == words(packed, "word/document.xml").count("File ") > 0
    assert "14 June 2023, item 2 (REFUGE SERVICES)" in words(packed, "word/footnotes.xml")


def test_an_abstention_names_what_is_near_as_no_answer(assistant: Assistant) -> None:
    silent = assistant.ask("How deep is Lake Zurich?")
    near = replace(silent, nearest=assistant.ask(QUESTION).citations[:1])
    text = conversation_markdown([near], assistant.recall)
    assert "*Not answered: " in text and "which do not answer it" in text and "item 2 (REFUGE SERVICES)" in text
    assert "[^" not in text and "## Annex" not in text
    assert "which do not answer it" in words(conversation_docx([near], assistant.recall), "word/document.xml")


@pytest.mark.parametrize("role", [Role.MEMBER, Role.OFFICER])
def test_exempt_matter_is_labelled(assistant: Assistant, role: Role) -> None:
    turns = [assistant.ask(CAMERAS, role=role)]
    text = conversation_markdown(turns, assistant.recall, role)
    assert (
        text.startswith("**EXEMPT – NOT FOR PUBLICATION. This conversation holds exempt matter from the minutes")
        and "310" in text
    )
    assert "NOT FOR PUBLICATION" in words(conversation_docx(turns, assistant.recall, role), "word/document.xml")
    assert "EXEMPT" not in conversation_markdown([assistant.ask(QUESTION, role=role)], assistant.recall, role)


def test_what_a_member_was_told_is_left_out_for_the_public(assistant: Assistant) -> None:
    turns = [assistant.ask(QUESTION), assistant.ask(CAMERAS, role=Role.MEMBER)]
    silent = assistant.ask("How deep is Lake Zurich?", role=Role.MEMBER)
    turns.append(replace(silent, nearest=turns[1].citations))
    told = conversation_markdown(turns, assistant.recall)
    packed = conversation_docx(turns, assistant.recall)
    for text in (told, words(packed, "word/document.xml"), words(packed, "word/footnotes.xml")):
        assert not any(secret in text for secret in ("310", "Lanternlight", "CAMERAS", "camera")) and "REFUGE" in text
    assert told.count("left out here") == 2


def test_a_record_that_is_gone_is_not_told_to_the_public(assistant: Assistant) -> None:
    turns = [assistant.ask(QUESTION)]
    assistant.remove(["minutes-2023-06-14.txt"])
    assert "46" not in conversation_markdown(turns, assistant.recall)


def test_what_is_not_backed_is_marked_and_hostile_words_are_inert(assistant: Assistant) -> None:
    told = assistant.ask(QUESTION)
    claim = Claim("<img src=x> [a](http://e.x) **b**", (1,), (Check("figures", False, "12 is *not* there"),))
    hostile = replace(told, question="# <b>q</b>\n# x", claims=(claim,), text=claim.text, notes=("<i>[n](n)",), taken_as="`t`")
    text = conversation_markdown([hostile], assistant.recall)
    assert r"Not supported by the records: figures: 12 is \*not\* there" in text
    assert not any(raw in text for raw in ("<img src=x>", "<b>", "<i>", "[a](", "[n](", "\n# x", "**b**", "*`t`*"))


def test_the_words_that_announce_a_sentence_stay(assistant: Assistant) -> None:
    told = assistant.ask(QUESTION)
    labelled = replace(told, text=f"14 June 2023: {told.claims[0].text} [1]", claims=told.claims[:1])
    assert f"14 June 2023: {told.claims[0].text}"[:30] in conversation_markdown([labelled], assistant.recall)


def test_the_command_writes_the_conversation(assistant: Assistant, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = ["--data", str(tmp_path / "data"), "ask"]
    path = tmp_path / "c.md"
    assert main([*data, "And in 2021-22?", "--history", QUESTION, "-o", str(path)]) == 0
    assert path.read_text("utf-8").count("\n## ") == 3 and "Taken as" in capsys.readouterr().out
    assert main([*data, QUESTION, "-o", str(tmp_path / "c.txt")]) == 2 and ".docx or .md" in capsys.readouterr().err
    assert main([*data, CAMERAS, "--role", "member", "-o", str(path)]) == 0 and "EXEMPT" in path.read_text("utf-8")
