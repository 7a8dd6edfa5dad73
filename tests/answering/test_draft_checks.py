"""What was put into an edited draft where nobody looks: headings, quotations, italics, tables, footnotes, Word's tables."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.small import assistant_over

from assistant.answering.drafts.files import read_draft, write_draft, write_edited
from assistant.answering.drafts.markdown import to_markdown
from assistant.answering.drafts.marking import marked_text
from assistant.answering.drafts.parts import Draft
from assistant.errors import BadRequest
from assistant.records import Role
from assistant.service import Assistant

LETTER = (
    "Dear Clerk,\n\nI live near Harbour House. Could you tell me how many families the Harbour House refuge supported in "
    "2022-23? What is the depth of Lake Zurich?\n\nYours,\nA Resident"
)
LIE = "The council is bankrupt"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with pytest.MonkeyPatch.context() as patch:
        one = assistant_over(tmp_path_factory.mktemp("drafts"), patch)
        yield one
        one.close()


@pytest.fixture(scope="module")
def draft(assistant: Assistant) -> Draft:
    return assistant.draft(LETTER)


@pytest.fixture(scope="module")
def text(draft: Draft) -> str:
    return to_markdown(draft)


def put(text: str, words: str) -> str:
    """Return the draft with words between its answers and its closing."""
    return text.replace("Yours sincerely", f"{words}\n\nYours sincerely")


@pytest.mark.parametrize(
    "words",
    [
        f"## {LIE}", f"### {LIE} ###", f"> {LIE}.", f"*{LIE}.*", f"_{LIE}_", f"**{LIE}**", f"***{LIE}.***", f"[{LIE}]",
        rf"\[{LIE}\]", f"{LIE}\n====", f"## Background\n{LIE}.", f"> # {LIE}", f"- > {LIE}", f"- *{LIE}*", f"1. # {LIE}",
        f"| Year | Families |\n| --- | --- |\n| 2023 | {LIE} |", f"| {LIE} | Families |\n| --- | --- |", 
        f"a | b\n--|--\nc | {LIE}",
        f"Dear friends, {LIE.lower()}.", f"Dear \\[name\\],\\\n{LIE}", f"Dear \\[name\\],  \n{LIE}", f"Dear Sir<br>{LIE}",
        f"<p>{LIE}.</p>", f"<!-- {LIE} -->", f"```\n{LIE}\n```", f"    {LIE}", f"*You asked: what was said? {LIE}.*",
        f"*Question: {LIE}.*", f"*Words in quotation marks are the records’ own. {LIE}.*",
        f"**EXEMPT – NOT FOR PUBLICATION. This draft holds exempt matter from a meeting. {LIE}.**",
        f"Yours faithfully,\n\n{LIE}", f"Kind regards,\\\n{LIE}", "## Refuge to shut in May", "## 99 families helped",
        f"Yours,\n\n# {LIE}", f"Dear [{LIE}],", f"## Notes on the records\n\n- the records here begin with {LIE}",
        f"## Notes on the records\n\n- the language model x says {LIE}; this is the answer without it",
        f"## Notes on the records\n\n- {LIE}\n\n## Letter", f"**[Check it: {LIE}]**", f"[{LIE}](https://example.org)",
    ],
)  # fmt: skip
def test_an_assertion_is_found_wherever_it_stands(assistant: Assistant, text: str, words: str) -> None:
    edited = put(text, words)
    review = assistant.reverify(edited)
    wrong = [sentence.text for sentence in review.sentences if not sentence.supported]
    told = next(piece for piece in (LIE, LIE.lower(), "Refuge to shut", "99 families") if piece in words)
    assert any(told in sentence for sentence in wrong), review
    marked = marked_text(edited, review)
    assert re.search(rf"{told}(?:.|\n)*?\*\*\[Not supported", marked) or "**[Check before sending" in marked
    assert not assistant.reverify(marked).supported


def test_a_nested_list_entry_does_not_hide_in_the_one_above_it(assistant: Assistant, text: str) -> None:
    told = "In 2022-23 the refuge supported 46 families, up from 38 families in 2021-22.[^1]"
    review = assistant.reverify(put(text, f"- {told}\n  - They are poor."))
    assert [s.text for s in review.sentences if not s.supported] == ["They are poor."]


def test_quotations_that_follow_each_other_are_checked_each_by_its_own_footnote(assistant: Assistant) -> None:
    draft = assistant.draft("How many families did the Harbour House refuge support in 2022-23? When would the grant for it end?")
    one, two = (f"“{source.quote.strip()}”" for source in draft.sources[:2])
    told = " ".join(f"{one}[^2] {two}[^1]".split())
    review = assistant.reverify(put(to_markdown(draft), told))
    assert [s.sources for s in review.sentences if not s.supported] == [(2,), (1,)]


@pytest.mark.parametrize(
    "words",
    [
        "## Background", "## Next steps", "## REFUGE SERVICES", "## Your question", "Dear Mrs Hill,", "Dear Sir or Madam",
        "*You asked: “Tell me about refuges. I am cross.”*", "---", "* * *", "# What was said about fly-tipping?",
        "> The grant of £52,400 for the refuge would end on 31 March 2024.[^2]",
        "| Families supported | 2022-23 | 46[^1] |",
    ],
)  # fmt: skip
def test_what_asserts_nothing_or_stands_in_the_source_is_left_alone(assistant: Assistant, words: str) -> None:
    draft = assistant.draft("How many families did the Harbour House refuge support in 2022-23? When would the grant for it end?")
    assert len(draft.sources) >= 2
    review = assistant.reverify(put(to_markdown(draft), words))
    assert review.supported, review


def test_a_letter_that_is_signed_is_left_alone(assistant: Assistant, text: str) -> None:
    for closing in ("Yours faithfully,", "Kind regards", "With best wishes,"):
        signed = re.sub(
            r"Yours sincerely,\n\n.*\n", f"{closing}\n\nJane O’Hill\\\\\nHead of Democratic Services\n\nTel: 01632 960001\n", text
        )
        assert closing in signed and "Tel" in signed and assistant.reverify(signed).supported


@pytest.mark.parametrize("template", ["reply", "briefing", "press"])
@pytest.mark.parametrize("ending", ["md", "docx"])
@pytest.mark.parametrize("asked", [LETTER, "Tell the clerk I am cross. Parking is bad", "And is it so? I wonder if it rose."])
def test_what_a_template_says_itself_is_never_marked(
    assistant: Assistant, tmp_path: Path, template: str, ending: str, asked: str
) -> None:
    path = tmp_path / f"draft.{ending}"
    write_draft(assistant.draft(asked, template, Role.OFFICER), path)
    review = assistant.reverify(read_draft(path), Role.OFFICER)
    assert review.supported, review


@pytest.mark.parametrize(
    "quoted",
    ["the Harbour House refuge had supported 64 families in 2022-23", "the Harbour House refuge had 46 families"],
)
def test_a_quotation_that_is_not_the_sources_is_marked(assistant: Assistant, text: str, quoted: str) -> None:
    for words in (f"> {quoted}[^1]", f"Thus:[^1]\n\n> {quoted}", f"> {quoted}"):
        wrong = [s for s in assistant.reverify(put(text, words)).sentences if quoted in s.text and not s.supported]
        assert wrong, words


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("item 2 (REFUGE", "item 9 (REFUGE"), ("14 June 2023, item", "15 June 2023, item"),
        ("14 June 2023, item", f"14 June 2023. {LIE}, item"),
        ("Source 1 in the annex.", f"Source 1 in the annex. {LIE}."),
        ("Source 1 in the annex.", "It says “we are broke”. Source 1 in the annex."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("ending", ["md", "docx"])
def test_an_edited_footnote_is_found(
    assistant: Assistant, draft: Draft, tmp_path: Path, ending: str, old: str, new: str
) -> None:
    whole = to_markdown(draft)
    head, mark, notes = whole.partition("[^1]: ")
    edited = f"{head}{mark}{notes.replace(old, new)}"
    assert edited != whole
    if ending == "docx":
        write_edited(edited, False, tmp_path / "edited.docx")
        edited = read_draft(tmp_path / "edited.docx")
    review = assistant.reverify(edited)
    assert not review.supported
    assert not assistant.reverify(marked_text(edited, review)).supported


def test_footnotes_in_words_of_ones_own_pass_where_they_are_true(assistant: Assistant, text: str) -> None:
    own = re.sub(r"\[\^1\]: .*", "[^1]: Minutes of the meeting of 14 June 2023, item 2. Source 1 in the annex.", text)
    assert own != text and assistant.reverify(own).supported


def test_footnote_numbers_that_are_double_or_missing_are_told(assistant: Assistant, text: str) -> None:
    [line] = re.findall(r"^\[\^1\]: .*$", text, re.M)
    twice = assistant.reverify(text.replace(line, f"{line}\n[^1]: {LIE}."))
    assert any("footnote 1 stands twice" in problem for problem in twice.problems)
    gone = assistant.reverify(text.replace(line, ""))
    assert any("footnote 1" in fault for sentence in gone.sentences for fault in sentence.faults)
    [entry] = re.findall(r"^Source 1: .*\n\n> .*$", text, re.M)
    assert any("source 1 stands twice" in problem for problem in assistant.reverify(f"{text}\n\n{entry}\n").problems)


def test_what_the_annex_says_beside_a_quotation_is_checked(assistant: Assistant, text: str) -> None:
    for edited in (
        text.replace("Source 1: ", f"Source 1: {LIE}, "), re.sub(r"(\n> [^\n]*)\n", rf"\1\n> {LIE}\n", text, count=1),
        re.sub(r"(\n> [^\n]*)\n", rf"\1\n\n> {LIE}\n", text, count=1), f"{text}\n\n## {LIE}\n", f"{text}    {LIE}\n",
    ):  # fmt: skip
        assert edited != text and not assistant.reverify(edited).supported, edited


def test_markup_that_shows_other_words_is_told(assistant: Assistant, text: str) -> None:
    for new in ("46<b></b>0 families", "46&#48; families", "46 ~~not~~ families", "46**0** families"):
        review = assistant.reverify(text.replace("46 families", new, 1))
        assert any(not s.supported for s in review.sentences), new


def test_words_in_tables_headers_and_notes_of_a_word_file_are_read(assistant: Assistant, draft: Draft, tmp_path: Path) -> None:
    from docx import Document

    write_draft(draft, tmp_path / "a.docx")
    for number, place in enumerate(("table", "header", "footer")):
        document = Document(str(tmp_path / "a.docx"))
        if place == "table":
            document.add_table(1, 2).rows[0].cells[1].text = LIE
        else:
            getattr(document.sections[0], place).add_paragraph(LIE)
        document.save(str(tmp_path / f"{number}.docx"))
        review = assistant.reverify(read_draft(tmp_path / f"{number}.docx"))
        assert any(LIE in s.text for s in review.sentences if not s.supported), place


def test_a_checked_word_file_written_again_keeps_its_footnotes(assistant: Assistant, draft: Draft, tmp_path: Path) -> None:
    write_draft(draft, tmp_path / "a.docx")
    read = read_draft(tmp_path / "a.docx")
    write_edited(read, False, tmp_path / "b.docx")
    again = read_draft(tmp_path / "b.docx")
    assert "No source is given" not in again and assistant.reverify(again).supported


@pytest.mark.parametrize(
    "unit",
    [
        "It rose by {n}% in 2019.[^1] ", "The refuge had supported {n} families.[^1]\n\n", "[[^1]", "“a ", "a.b! ", "| x ",
        "**[Not supported by the records: ", "<!-- a. ", "*_", "> ", "- # a\n", "\\", "<a ", "[^1]: x\n",
    ],
)  # fmt: skip
def test_a_very_long_draft_is_checked_and_written_in_time(assistant: Assistant, text: str, tmp_path: Path, unit: str) -> None:
    long = put(text, "".join(unit.replace("{n}", str(n)) for n in range(46_000 // len(unit))))[:49_000]
    began = time.process_time()
    try:
        review = assistant.reverify(long)
        write_edited(marked_text(long, review), False, tmp_path / "long.docx")
    except BadRequest as error:
        assert "more than 600" in str(error) and "check it in parts" in str(error)
    assert time.process_time() - began < 20, unit  # a second or two; what grows with the square takes minutes
