"""Marks stand on the quoted words and on no others, whatever the page does to them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from typeset import typeset

from assistant.ingest.parse import parse
from assistant.ingest.readers import read
from assistant.language import sentences
from assistant.records import Document, Span
from assistant.web.viewer_align import align, fold_characters, telling
from assistant.web.viewer_marks import Box, Leaf, same_words
from assistant.web.viewer_pdf import NotShown, Original, Printer

ROOT = Path(__file__).parents[2]
REAL = ROOT / ".." / "shared" / "records-real"
VOCABULARY = "the pond geese were counted £45 -3.2% twice in May, “and” ﬁfty-two 12 12 (a) • é ½".split()
WORDS = st.lists(st.sampled_from(VOCABULARY), max_size=60)


def spelled(text: str) -> str:
    return "".join(filter(telling, fold_characters(text).text))


@settings(max_examples=150)
@given(ours=WORDS, theirs=WORDS, seed=st.integers(0, 99))
@example(ours=["the", "12"], theirs=["pond", "the", "½"], seed=0)
def test_what_is_placed_always_spells_the_words(ours: list[str], theirs: list[str], seed: int) -> None:
    """Over two texts that share much or little, in any order."""
    chance = random.Random(seed)
    other = [*ours, *theirs]
    chance.shuffle(other)
    first, second = " ".join(ours), "\n".join(other)
    found = align(first, second)
    start = chance.randint(0, len(first))
    span = Span(start, chance.randint(start, len(first)))
    places = found.places(span)
    if places is not None:
        assert sorted(spelled("".join(second[place] for place in places))) == sorted(spelled(span.of(first)))
    used = [place for place in found.placed if place >= 0]
    assert len(used) == len(set(used)), "no character stands for two"


@settings(max_examples=60)
@given(words=WORDS.filter(len))
def test_the_same_words_otherwise_written_are_all_placed(words: list[str]) -> None:
    ours = " ".join(words)
    theirs = ours.replace(" ", "\r\n").translate({ord("“"): '"', ord("”"): '"', ord("ﬁ"): "fi", ord("-"): "\x02", ord("•"): None})
    found = align(ours, theirs)
    places = found.places(Span(0, len(ours)))
    assert places is None if not fold_characters(ours).text else places is not None and len(places) == len(set(places))


@pytest.mark.parametrize("other", ["the pond the ½", "the ½ pond", "½"])
def test_the_figures_of_a_fraction_are_no_number(other: str) -> None:
    found = align("the 12", other)
    assert found.places(Span(4, 6)) is None and align("the ½", other).places(Span(4, 5)) == [other.index("½")]


def test_columns_that_come_in_another_order_are_found() -> None:
    left = ["The geese of the lower pond were counted.", "They were forty in all, as in the year before."]
    right = ["The reeds of the upper pond were cut.", "It took the wardens three days and a boat."]
    ours, theirs = "\n".join([*left, *right]), "\n".join([right[0], left[0], right[1], left[1]])
    found = align(ours, theirs)
    for line in (*left, *right):
        start = ours.index(line)
        places = found.places(Span(start, start + len(line)))
        assert places is not None and spelled("".join(theirs[place] for place in places)) == spelled(line)


def test_a_word_that_stands_twice_is_the_one_in_its_sentence_and_one_without_any_context_is_left_alone() -> None:
    ours = "Geese: the sum was agreed by all members. Reeds: the sum was agreed by nobody else."
    theirs = "Reeds: the sum was agreed by nobody else. Geese: the sum was agreed by all members."
    second = ours.rindex("the sum")
    places = align(ours, theirs).places(Span(second, second + 7))
    assert places is not None and min(places) == theirs.index("the sum")
    assert align("12\n7 reeds and rushes of the ponds", "seven reeds and rushes of the ponds 12 12").places(Span(0, 2)) is None


def sentences_of(document: Document) -> Iterator[tuple[int, Span]]:
    """The part of each sentence that stands on a page, counted from the page's beginning."""
    for passage in document.passages:
        for sentence in sentences(document.text, passage.span):
            for page in document.pages:
                first, last = max(sentence.start, page.span.start), min(sentence.end, page.span.end)
                if first < last and document.text[first:last].strip():
                    yield page.number, Span(first - page.span.start, last - page.span.start)


def unlike(file: Path) -> tuple[int, list[str]]:
    """How many sentences a record holds, and those that are not marked exactly."""
    document, data = parse(read(file), file.name, ""), file.read_bytes()
    printer, original = Printer(), Original(file.name, data)
    texts = {page.number: page.span.of(document.text) for page in document.pages}
    leaves = {number: Leaf.of(printer.printed(original, number), text) for number, text in texts.items()}
    count, found = 0, []
    for number, span in sentences_of(document):
        count += 1
        marks = leaves[number].marks(span)
        words = span.of(texts[number])
        if marks is None or not same_words(leaves[number].words_under(marks), words):
            found.append(words)
    return count, found


@pytest.mark.parametrize("name", ["ecsc-minutes-2024-02-14.pdf", "ecsc-mid-year-performance-report-2021-22.pdf"])
def test_every_sentence_and_row_of_a_sample_record_is_marked_exactly(name: str) -> None:
    count, found = unlike(ROOT / "corpus" / "records" / name)
    assert count > 40 and not found


@pytest.mark.parametrize("name", ["souldern/2023-08-31 SPC minutes.pdf", "winnipeg/2013-11-06_special.pdf"])
def test_every_sentence_and_row_of_a_real_record_is_marked_exactly(name: str) -> None:
    if not (REAL / name).is_file():
        pytest.skip("the real records are not beside the repository")
    count, found = unlike(REAL / name)
    assert count > 50 and not found


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (50, 300, 500, 560)])
def test_the_mark_lies_where_the_picture_shows_the_word(turned: int, crop: tuple[float, float, float, float] | None) -> None:
    from PIL import Image, ImageChops

    printer = Printer()
    bare, inked = (
        Original(f"{turned}{crop}{words}", typeset([["The warden", words]], turned, crop)) for words in ("of", "of Geese")
    )
    leaf = Leaf.of(printer.printed(inked, 1), "The warden\nof Geese")
    marks = leaf.marks(Span(14, 19))
    assert marks is not None and len(marks) == 1
    pictures = [Image.open(BytesIO(printer.picture(one, 1, 1200))).convert("L") for one in (bare, inked)]
    found = ImageChops.difference(*pictures).point(lambda value: 255 * (value > 40)).getbbox()
    assert found is not None
    width, height = pictures[0].size
    ink = Box(found[0] / width, found[1] / height, found[2] / width, found[3] / height)
    mark = marks[0]
    assert mark.left - 0.004 <= ink.left and ink.right <= mark.right + 0.004
    assert mark.top - 0.004 <= ink.top and ink.bottom <= mark.bottom + 0.004
    assert mark.width * mark.height < 3 * ink.width * ink.height


def test_words_that_are_cut_off_are_not_marked() -> None:
    printer = Printer()
    file = Original("cut", typeset([["The geese of the lower pond"]], crop=(300, 0, 595, 842)))
    leaf = Leaf.of(printer.printed(file, 1), "The geese of the lower pond")
    assert leaf.marks(Span(0, 9)) is None


def test_a_mark_that_would_cover_other_words_is_not_made() -> None:
    printed = Printer().printed(Original("a", typeset([["The geese"]])), 1)
    leaf = Leaf.of(printed, "The geese")
    assert leaf.marks(Span(0, 3)) is not None
    over = tuple(leaf.printed.boxes[0] if at >= 4 else box for at, box in enumerate(leaf.printed.boxes))
    crowded = Leaf.of(type(printed)(printed.text, over, over, printed.shape), "The geese")
    assert crowded.marks(Span(0, 3)) is None


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4 and nothing more", b"\x00" * 2000])
def test_what_is_no_pdf_is_told_as_not_shown(data: bytes) -> None:
    for look in (lambda: Printer().printed(Original("x", data), 1), lambda: Printer().picture(Original("x", data), 1, 600)):
        with pytest.raises(NotShown):
            look()
    for number in (0, -1, 2):
        with pytest.raises(NotShown):
            Printer().printed(Original("y", typeset([["one page"]])), number)


def test_a_locked_file_is_told_as_not_shown() -> None:
    from pypdf import PdfReader, PdfWriter

    writer, stream = PdfWriter(clone_from=PdfReader(BytesIO(typeset([["closed"]])))), BytesIO()
    writer.encrypt("secret")
    writer.write(stream)
    with pytest.raises(NotShown):
        Printer().printed(Original("locked", stream.getvalue()), 1)
