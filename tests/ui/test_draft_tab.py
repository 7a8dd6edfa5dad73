"""What the draft tab does for whoever is looking, without a browser."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answering.drafts.compose import exempt_at
from assistant.answering.drafts.markdown import to_markdown
from assistant.answering.drafts.parts import Draft
from assistant.answering.drafts.reading import read_draft
from assistant.errors import BadRequest
from assistant.records import Access, Role
from assistant.service import Assistant
from assistant.ui.draftdesk import LONGEST_DRAFT, DraftDesk
from assistant.ui.draftrender import draft_html, review_html

EXEMPT = "What contingency do officers recommend for the Lido contract?"
LETTER = f"{EXEMPT}\n\nWhat was decided about fly-tipping on private land?"
HOSTILE = '<img src=x onerror="window.pwned=1">'


@pytest.fixture(scope="module")
def assistant(sample_library: Path) -> Iterator[Assistant]:
    opened = Assistant.open(sample_library)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def desk(assistant: Assistant) -> DraftDesk:
    return DraftDesk(assistant)


def drafted(desk: DraftDesk, asked: str, template: str, exempt: bool, role: Role) -> Draft:
    *_, (draft, _) = desk.drafting(asked, template, exempt, role)
    return draft


@pytest.fixture(scope="module")
def closed(desk: DraftDesk) -> Draft:
    draft = drafted(desk, LETTER, "briefing", True, Role.OFFICER)
    assert draft.exempt
    return draft


def test_a_draft_grows_a_section_a_question(desk: DraftDesk) -> None:
    steps = list(desk.drafting(LETTER, "reply", False, Role.PUBLIC))
    assert [(len(draft.sections), of) for draft, of in steps] == [(1, 2), (2, 2)]


@pytest.mark.parametrize(
    ("template", "exempt", "role"),
    [
        ("reply", False, Role.OFFICER), ("briefing", False, Role.MEMBER), ("press", True, Role.OFFICER),
        ("reply", True, Role.PUBLIC),
    ],  # fmt: skip
)
def test_a_draft_for_the_public_never_holds_exempt_matter(
    desk: DraftDesk, assistant: Assistant, closed: Draft, template: str, exempt: bool, role: Role
) -> None:
    draft = drafted(desk, LETTER, template, exempt, role)
    assert draft.audience is Role.PUBLIC and not draft.exempt and draft.sources
    held = f"{draft_html(draft)}{to_markdown(draft)}"
    secret = [source.quote for source in closed.sources if exempt_at(assistant.document(source.document), source.span)]
    assert secret
    for quote in secret:
        assert " ".join(quote.split()) not in " ".join(held.split())
    for word, name in ((True, f"draft-{template}.docx"), (False, f"draft-{template}.md")):
        assert desk.file(to_markdown(draft), draft, word, role).name == name


def test_a_draft_with_exempt_matter_is_named_and_labelled_so(desk: DraftDesk, closed: Draft, tmp_path: Path) -> None:
    text = to_markdown(closed)
    assert "EXEMPT" in draft_html(closed)
    for edited in (text, text.replace("Briefing note", "A briefing note")):
        file = desk.file(edited, closed, True, Role.OFFICER)
        assert file.name == "EXEMPT-draft-briefing.docx"
        parts = zipfile.ZipFile(io.BytesIO(file.content))
        assert any(b"NOT FOR PUBLICATION" in parts.read(name) for name in parts.namelist() if "header" in name)
    assert desk.review(text, closed, Role.OFFICER).supported


def test_who_signed_out_gets_nothing_of_an_exempt_draft(desk: DraftDesk, assistant: Assistant, closed: Draft) -> None:
    text = to_markdown(closed)
    review = desk.review(text, closed, Role.PUBLIC)
    assert not review.supported and not review.exempt
    assert "is exempt" not in review_html(review), "that a place is exempt is not for the public to know"
    hidden = next(summary.name for summary in assistant.summaries() if summary.access is Access.EXEMPT)
    told = []
    for name in (hidden, "invented.pdf"):
        annex = f"It rained.[^1]\n\n## Annex: the sources quoted\n\nSource 1: A. File {name}, characters 0 to 9.\n"
        told.append([problem.replace(name, "") for problem in desk.review(annex, None, Role.PUBLIC).problems])
    assert told[0] == told[1] != []
    with pytest.raises(BadRequest, match="for the public and names exempt sources"):
        desk.file(text, replace(closed, audience=Role.PUBLIC), True, Role.OFFICER)


def test_the_edited_text_becomes_a_word_document_with_real_footnotes(
    desk: DraftDesk, tmp_path: Path, assistant: Assistant
) -> None:
    draft = drafted(desk, "What was decided about fly-tipping on private land?", "reply", False, Role.PUBLIC)
    text = to_markdown(draft).replace("Dear \\[name\\],", "Dear \\*Dr\\* Hill,\n\nThe moon was bought.")
    assert "The moon was bought." in text
    file = desk.file(text, draft, True, Role.PUBLIC)
    path = tmp_path / file.name
    path.write_bytes(file.content)
    notes = zipfile.ZipFile(path).read("word/footnotes.xml").decode()
    assert notes.count("<w:footnoteRef/>") == sum(len(sentence.sources) for sentence in draft.sentences)
    before, after = (assistant.reverify(one) for one in (text, read_draft(path)))
    assert [s.text for s in after.sentences] == [s.text for s in before.sentences]
    assert [s.text for s in after.sentences if not s.supported] == ["The moon was bought."]
    assert not after.problems


def test_a_footnote_without_a_source_and_a_place_beyond_the_record_do_no_harm(desk: DraftDesk, assistant: Assistant) -> None:
    name = assistant.summaries(Role.PUBLIC)[0].name
    text = (
        "It rained.[^1] It snowed.[^9]\n\n## Annex: the sources quoted\n\n"
        f"Source 1: A record. File {name}, characters 90,000,000 to 90,000,009.\n\n> rain\n"
    )
    review = desk.review(text, None, Role.PUBLIC)
    assert review.problems == ("source 1: the record has no such place",)
    assert [sentence.supported for sentence in review.sentences] == [False, False]
    assert desk.file(text, None, True, Role.PUBLIC).content.startswith(b"PK")


def test_words_of_a_letter_do_not_become_markup(desk: DraftDesk) -> None:
    draft = drafted(desk, f"What is the price of {HOSTILE} in Paris?", "reply", False, Role.PUBLIC)
    shown = draft_html(draft) + review_html(desk.review(f"{HOSTILE} is dear.", draft, Role.PUBLIC))
    assert "<img" not in shown and "&lt;img" in shown


def test_a_text_that_is_too_long_is_refused_in_words(desk: DraftDesk) -> None:
    text = "x" * (LONGEST_DRAFT + 1)
    for deed in (lambda: desk.review(text, None, Role.PUBLIC), lambda: desk.file(text, None, True, Role.PUBLIC)):
        with pytest.raises(BadRequest, match="the limit is 50,000"):
            deed()


def test_nothing_to_check_or_download_is_said_in_words(desk: DraftDesk) -> None:
    for deed in (lambda: desk.review(" ", None, Role.PUBLIC), lambda: desk.file(" ", None, True, Role.PUBLIC)):
        with pytest.raises(BadRequest, match="draft something first"):
            deed()
