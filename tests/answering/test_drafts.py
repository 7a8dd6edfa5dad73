"""Drafts: a footnote for every sentence, marks on what is unsupported, exempt matter kept apart, edits checked again."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.small import assistant_over

from assistant.answering.drafts.files import read_draft, write_draft
from assistant.answering.drafts.markdown import escape, to_markdown, unescape
from assistant.answering.drafts.marking import marked_text
from assistant.answering.drafts.parts import Draft
from assistant.answering.drafts.questions import split_questions
from assistant.answering.drafts.templates import template_of
from assistant.answering.drafts.wording import annex_entry, body_name, folded, footnote, in_prose, lead_in, located
from assistant.cli import main
from assistant.errors import BadRequest
from assistant.records import Citation, Kind, Role, Span, Status
from assistant.service import Assistant

REFUGE = "How many families did the Harbour House refuge support in 2022-23?"
CAMERAS = "What was the price of the tender of Lanternlight Ltd for the camera contract?"
LETTER = (
    "Dear Sir or Madam,\n\nI live near Harbour House. Could you please tell me how many families the Harbour House refuge "
    "supported in 2022-23, and when did the grant for the refuge end? I also wonder what the depth of Lake Zurich is.\n\n"
    "Yours faithfully,\nA Resident"
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def assistant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Assistant]:
    one = assistant_over(tmp_path, monkeypatch)
    yield one
    one.close()


@pytest.fixture
def letter(assistant: Assistant) -> Draft:
    return assistant.draft(LETTER)


def test_a_letter_is_answered_question_by_question(letter: Draft) -> None:
    assert [section.status for section in letter.sections] == [Status.ANSWERED, Status.ANSWERED, Status.ABSTAINED]
    assert "46 families" in letter.sections[0].paragraphs[0].sentences[0].text
    assert letter.sections[2].open_point and not letter.sections[2].paragraphs


def test_every_sentence_has_a_source_in_the_records(assistant: Assistant, letter: Draft) -> None:
    assert letter.sentences and all(sentence.supported for sentence in letter.sentences)
    assert [source.id for source in letter.sources] == list(range(1, len(letter.sources) + 1))
    for source in letter.sources:
        assert source.span.of(assistant.document(source.document).text) == source.quote


def test_markdown_has_a_footnote_for_each_sentence_and_an_annex(letter: Draft) -> None:
    text = to_markdown(letter)
    for source in letter.sources:
        assert f"[^{source.id}]: The minutes of the Scrutiny Committee’s meeting of 14 June 2023, item {source.item}" in text
        assert f"> {escape(source.quote)}" in text
    body = text.partition("## Annex")[0]
    told = [line for line in body.splitlines() if line and line[0] not in "*#D\\Y" and "**[Not found" not in line]
    assert told and all(line.endswith("]") and "[^" in line for line in told)


def test_word_has_real_footnotes(tmp_path: Path, letter: Draft) -> None:
    path = tmp_path / "draft.docx"
    write_draft(letter, path)
    with zipfile.ZipFile(path) as packed:
        notes = ElementTree.fromstring(packed.read("word/footnotes.xml"))
        body = ElementTree.fromstring(packed.read("word/document.xml"))
        assert b"footnotes+xml" in packed.read("[Content_Types].xml")
        assert b"footnotes.xml" in packed.read("word/_rels/document.xml.rels")
    texts = {note.get(f"{W}id"): "".join(t.text or "" for t in note.iter(f"{W}t")) for note in notes}
    referred = [mark.get(f"{W}id") for mark in body.iter(f"{W}footnoteReference")]
    assert len(referred) == sum(len(sentence.sources) for sentence in letter.sentences) > 0
    assert all("14 June 2023, item 2 (REFUGE SERVICES)" in texts[number] for number in referred)
    assert {"-1", "0"} <= texts.keys()


def test_word_pages_are_numbered_and_no_footnote_runs_over(tmp_path: Path, letter: Draft) -> None:
    write_draft(letter, tmp_path / "draft.docx")
    with zipfile.ZipFile(tmp_path / "draft.docx") as packed:
        footers = b"".join(packed.read(name) for name in packed.namelist() if "footer" in name)
        styles = ElementTree.fromstring(packed.read("word/styles.xml"))
        body = ElementTree.fromstring(packed.read("word/document.xml"))
    assert b"PAGE" in footers
    asked = [p for p in body.iter(f"{W}p") if "".join(t.text or "" for t in p.iter(f"{W}t")).startswith("You asked")]
    assert len(asked) == 3 and all(p.find(f"{W}pPr/{W}keepNext") is not None for p in asked)  # with its answer
    [style] = [style for style in styles.iter(f"{W}style") if style.get(f"{W}styleId") == "FootnoteText"]
    assert style.find(f"{W}pPr/{W}keepLines") is not None


def test_a_heading_that_repeats_the_title_is_told_once() -> None:
    title, heading = "Variation of the Order", "VARIATION OF THE  ORDER"
    whole = Citation(1, "a.txt", title, Kind.AGENDA_ITEM, None, "", heading, 1, Span(0, 3), "abc")
    assert footnote(whole) == "The agenda item “Variation of the Order”, page 1. Source 1 in the annex."
    assert lead_in(whole) == "The agenda item “Variation of the Order” says"


def test_a_record_titled_by_its_file_is_named_by_what_is_known_of_it() -> None:
    title, body = "ponds annual report 2019 20", "Ponds Committee"
    told = Citation(1, "ponds_annual-report_2019-20.pdf", title, Kind.ANNUAL_REPORT, None, "", "", 1, Span(0, 3), "abc", body)
    assert lead_in(told) == "The annual report 2019-20 of the Ponds Committee says"


@pytest.mark.parametrize("greeting", ["Dear Sir,\n", "Dear Sir or Madam\n", "Dear Dr. A Marlow, ", "\nDear all,\n\n"])
def test_a_greeting_is_no_part_of_the_question(greeting: str) -> None:
    assert [one.text for one in split_questions(f"{greeting}What was decided about ponds?")] == ["What was decided about ponds?"]


@pytest.mark.parametrize("ending", ["md", "docx"])
def test_a_fresh_draft_is_confirmed_and_an_altered_one_is_not(
    tmp_path: Path, assistant: Assistant, letter: Draft, ending: str
) -> None:
    path = tmp_path / f"draft.{ending}"
    write_draft(letter, path)
    text = read_draft(path)
    fresh = assistant.reverify(text)
    assert fresh.supported and len(fresh.sentences) == len(letter.sentences)
    altered = assistant.reverify(text.replace("46 families", "64 families"))
    assert not altered.supported
    assert [("64" in s.text, s.supported) for s in altered.sentences if "64" in s.text] == [(True, False)]
    assert "the annex does not quote what the record says there" in altered.problems[0]


def test_a_sentence_added_without_a_footnote_is_found(assistant: Assistant, letter: Draft) -> None:
    text = to_markdown(letter).replace("Yours sincerely", "The refuge will be closed.\n\nYours sincerely")
    assert [s.text for s in assistant.reverify(text).sentences if not s.supported] == ["The refuge will be closed."]


POOL = "The council will build a pool in 2030."


@pytest.mark.parametrize(
    "put",
    [
        lambda text: f"{text}\n{POOL}\n",
        lambda text: f"{text.rstrip()} {POOL}\n",
        lambda text: f"{text}\n\n{POOL}\n",
        lambda text: text.replace("## Annex", f"{POOL}\n\n## Annex"),
        lambda text: text.replace("\n\n[^1]:", f"\n\n{POOL}\n\n[^1]:"),
    ],
)
def test_what_is_written_below_the_letter_is_checked_too(
    assistant: Assistant, letter: Draft, put: Callable[[str], str]
) -> None:
    review = assistant.reverify(put(to_markdown(letter)))
    assert [s.text for s in review.sentences if not s.supported] == [POOL]
    signed = to_markdown(letter).replace(r"\[name and post\]", "Jane Hill\n\nClerk to the Council")
    assert "Jane Hill" in signed and assistant.reverify(signed).supported


def test_an_edited_text_is_marked_where_it_is_wrong(assistant: Assistant, letter: Draft) -> None:
    text = to_markdown(letter).replace("46 families", "64 families", 1).replace("Yours", f"{POOL}\n\nYours")
    marked = marked_text(text, assistant.reverify(text))
    assert f"{POOL} **[Not supported by the records: it names no source]**" in marked
    assert marked.count("**[Not supported by the records") == 2
    assert re.search(r"64 families[^\n]*?\[\^1\] \*\*\[Not supported", marked)
    again = assistant.reverify(marked)
    assert [s.text for s in again.sentences] == [s.text for s in assistant.reverify(text).sentences]
    assert marked_text(marked, again) == marked
    gone = marked_text(marked.replace("> ", "> x", 1), assistant.reverify(marked.replace("> ", "> x", 1)))
    assert "**[Check before sending: source 1" in gone and len(assistant.reverify(gone).sentences) == len(again.sentences)


def test_a_sentence_under_the_wrong_footnote_is_found(assistant: Assistant, letter: Draft) -> None:
    text = to_markdown(letter).replace("Yours sincerely", "Fly-tipping had fallen by 12%.[^1] It rose.[^44]\n\nYours sincerely")
    faults = [s.faults[0] for s in assistant.reverify(text).sentences if not s.supported]
    assert len(faults) == 2 and "leads to no source" in faults[1]


def test_prose_that_says_the_same_passes(assistant: Assistant, letter: Draft) -> None:
    text = to_markdown(letter).replace(
        "Yours sincerely", "In 2022-23 the refuge supported 46 families, up from 38 families in 2021-22.[^1]\n\nYours sincerely"
    )
    assert assistant.reverify(text).supported


def test_a_source_that_is_gone_is_told(assistant: Assistant, letter: Draft) -> None:
    text = to_markdown(letter)
    assistant.remove(["minutes-2023-06-14.txt"])
    review = assistant.reverify(text)
    assert not review.supported and "no document is called" in review.problems[0]


@pytest.mark.parametrize("template", ["reply", "briefing", "press"])
def test_exempt_matter_is_not_in_a_draft_for_the_public(assistant: Assistant, template: str) -> None:
    draft = assistant.draft(f"{CAMERAS} {REFUGE}", template, Role.PUBLIC)
    text = to_markdown(draft)
    assert "310,000" not in text and "tender of Lanternlight Ltd be" not in text and "CONTRACT FOR CAMERAS" not in text
    assert "EXEMPT" not in text and not draft.exempt
    assert "46 families" in text


def test_a_press_line_is_for_the_public_whoever_asks(assistant: Assistant) -> None:
    draft = assistant.draft(CAMERAS, "press", Role.OFFICER)
    assert draft.audience is Role.PUBLIC and "310,000" not in to_markdown(draft)
    assert "for the public" in draft.notes[0]


@pytest.mark.parametrize("ending", ["md", "docx"])
def test_a_draft_that_holds_exempt_matter_is_labelled_at_its_top(assistant: Assistant, tmp_path: Path, ending: str) -> None:
    draft = assistant.draft(CAMERAS, "briefing", Role.OFFICER)
    assert any("310,000" in sentence.text for sentence in draft.sentences) and draft.exempt
    path = tmp_path / f"draft.{ending}"
    write_draft(draft, path)
    text = read_draft(path)
    assert "EXEMPT – NOT FOR PUBLICATION" in text.lstrip().splitlines()[0] and "item 4" in text.lstrip().splitlines()[0]
    assert assistant.reverify(text).supported
    unlabelled = text.partition("\n\n")[2]
    assert "not labelled EXEMPT" in assistant.reverify(unlabelled).problems[0]
    assert "not for the public" in assistant.reverify(text, Role.PUBLIC).problems[0]


def test_a_models_unsupported_sentence_is_marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "script.json"
    script.write_text(json.dumps(["The refuge supported 46 families in 2022-23 [1]. It will cost £99,000 next year [1]."]))
    one = assistant_over(tmp_path, monkeypatch, model=f"scripted:{script}")
    draft = one.draft(REFUGE)
    text = to_markdown(draft)
    assert [sentence.supported for sentence in draft.sentences] == [True, False]
    assert "Not supported by the records: figures: £99,000 is not in the evidence" in text
    write_draft(draft, tmp_path / "draft.docx")
    for read in (text, read_draft(tmp_path / "draft.docx")):
        assert [s.supported for s in one.reverify(read).sentences] == [True, False], one.reverify(read)
    one.close()


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("When did the meeting close?", ["When did the meeting close?"]),
        ("refuge funding", ["refuge funding"]),
        ("I am cross. Please tell me when the meeting closed. Thank you.", ["When the meeting closed?"]),
        ("What was decided about parking, and who was present?", ["What was decided about parking?", "Who was present?"]),
        ("1. What is the D-TAC?\n2. What is the CSP?", ["What is the D-TAC?", "What is the CSP?"]),
        ("Who was there? Who was there?", ["Who was there?"]),
        ("Who spoke for and against the scheme?", ["Who spoke for and against the scheme?"]),
    ],
)
def test_a_letter_is_split_into_its_questions(text: str, questions: list[str]) -> None:
    assert [asked.text for asked in split_questions(text)] == questions


def test_a_question_leans_on_what_stands_before_it() -> None:
    *_, last = split_questions("The Committee heard about Harbour House. Who runs it?")
    assert last.before == ("The Committee heard about Harbour House.",)


@given(st.text(max_size=80))
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    assert unescape(escape(text)) == folded(text)


@given(st.text(max_size=40), st.text(min_size=1, max_size=30), st.integers(0, 10**7), st.integers(1, 10**5))
def test_a_source_is_found_again_from_its_annex_entry(title: str, name: str, start: int, length: int) -> None:
    citation = Citation(7, name, title, Kind.OTHER, None, "", title, 3, Span(start, start + length), "x")
    found = located(folded(unescape(escape(annex_entry(citation)))))
    assert found is not None and (found.number, found.document) == (7, name)
    assert (found.start, found.end) == (start, start + length)


def test_an_unknown_template_or_ending_is_wrong_use(assistant: Assistant, letter: Draft, tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="no template"):
        assistant.draft("x?", "poem")
    with pytest.raises(BadRequest, match="ends so"):
        write_draft(letter, tmp_path / "draft.pdf")
    (tmp_path / "not.docx").write_text("no zip")
    with pytest.raises(BadRequest, match="not a Word document"):
        read_draft(tmp_path / "not.docx")


def test_the_command_line_drafts_and_checks(assistant: Assistant, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = ["--data", str(tmp_path / "data")]
    out = str(tmp_path / "draft.docx")
    assert main([*data, "draft", LETTER, "-o", out, "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["sections"][0]["sentences"][0]["supported"] and made["sources"][0]["item"] == "2"
    assert main([*data, "draft", "--check", out]) == 0
    assert "sentences are supported" in capsys.readouterr().out
    assert main([*data, "draft", "", "-o", out]) == 2
    assert main([*data, "draft", REFUGE, "-o", str(tmp_path / "draft.txt")]) == 2
    capsys.readouterr()
    assert main([*data, "draft", REFUGE]) == 0
    assert "[^1]: The minutes" in capsys.readouterr().out


def test_libreoffice_sets_the_footnotes_on_the_page(letter: Draft, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    import pypdfium2

    write_draft(letter, tmp_path / "draft.docx")
    command = [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf", "draft.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    pages = pypdfium2.PdfDocument(tmp_path / "draft.pdf")
    first = " ".join(pages[0].get_textpage().get_text_range().split())
    pages.close()
    assert "46 families" in first
    assert "1 The minutes of the Scrutiny Committee’s meeting of 14 June 2023, item 2 (REFUGE SERVICES)." in first


@pytest.mark.parametrize(
    ("letter", "told"),
    [
        ("Could you tell me whether the County will mend Mill Road?", "You asked whether the County will mend Mill Road."),
        ("And how much did it cost?", "You asked: How much did it cost?"),
        ("refuge funding", "You asked: “refuge funding”"),
        ("Please tell me what was agreed.", "You asked what was agreed."),
    ],
)
def test_a_question_is_repeated_as_a_writer_would(letter: str, told: str) -> None:
    [asked] = split_questions(letter)
    assert template_of("reply").echo(asked.text, asked.said) == told


def test_an_indirect_list_is_split_and_relative_clauses_are_not() -> None:
    listed = "Please tell me what was agreed on the standpipe, who is now the Chairman, and what the Council spent on the ash."
    assert [one.said for one in split_questions(listed)] == [
        "what was agreed on the standpipe", "who is now the Chairman", "what the Council spent on the ash",
    ]  # fmt: skip
    assert len(split_questions("I would like to know what Councillor Hill, who chairs the panel, said about parking.")) == 1
    assert [one.text for one in split_questions("Why was the farm approved and who voted against it?")] == [
        "Why was the farm approved?", "Who voted against it?",
    ]  # fmt: skip


def test_when_the_writer_will_hear_is_not_asked_of_the_records(assistant: Assistant) -> None:
    draft = assistant.draft("I had no reply to my letter of 3 March. Please let me know when I shall have one.")
    [section] = draft.sections
    assert section.status is Status.ABSTAINED and "correspondence" in section.open_point
    assert not split_questions("What can I do about dog fouling?")[0].of_the_letter


def test_what_is_open_is_said_once_and_plainly(letter: Draft) -> None:
    text = to_markdown(letter)
    assert "I am sorry that our records do not answer this question. **[Not found in the records: " in text
    assert "records do not say" not in text.lower()


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ("Planning Committee", "Planning Committee"), ("Minutes of the Licensing Sub-Committee", "Licensing Sub-Committee"),
        ("MARSH AND FEN PARISH COUNCIL", "Marsh and Fen Parish Council"),
        ("Council, Wednesday 23 October 2024 - Fen", ""), ("", ""),
    ],
)  # fmt: skip
def test_who_met_is_named(body: str, named: str) -> None:
    assert body_name(body) == named


def test_an_agenda_is_called_by_its_meeting() -> None:
    agenda = Citation(
        1, "a.txt", "AGENDA for the meeting on Monday", Kind.AGENDA_ITEM, date(2025, 1, 20), "7", "Potholes", 1,
        Span(0, 3), "abc", "Roads Committee",
    )  # fmt: skip
    assert lead_in(agenda) == "The agenda of the Roads Committee’s meeting of 20 January 2025, item 7 (Potholes), says"


def test_a_change_is_told_in_prose() -> None:
    told = "Violent crime: 2,610 in Apr-Aug 2018, 2,420 in Apr-Aug 2019, down 190 (7.3%) (Crime)."
    assert in_prose(told) == "Violent crime fell from 2,610 in Apr-Aug 2018 to 2,420 in Apr-Aug 2019, down 190 (7.3%) (Crime)."
    assert in_prose("Violent crime: 2,610 in 2018, 2,420 in 2019, unchanged.") == ""
