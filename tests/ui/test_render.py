from __future__ import annotations

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given
from hypothesis import strategies as st
from ui_support import ABSTAINED, ANSWER, CITATION, PASSED, RESTRICTED

from assistant.records import Check, Claim
from assistant.ui.render import answer_html, item_name, place, problem_html, turn_html

HOSTILE = "<script>alert(1)</script><img src=x onerror=\"alert('2')\"> **bold** [a](javascript:alert(3)) ${1} {{x}} & <b>"
TAGS = set("button strong section h2 span div p ul li a details summary dl dt dd blockquote".split())
ATTRIBUTES = {"class", "id", "href", "title", "type", "data-question"}


def parsed(markup: str) -> BeautifulSoup:
    return BeautifulSoup(markup, "html.parser")


def one(markup: str, selector: str) -> Tag:
    found = parsed(markup).select(selector)
    assert len(found) == 1, f"{len(found)} of {selector} in {markup}"
    return found[0]


def hostile(text: str) -> list[str]:
    """Every way that a text gets into the page."""
    cited = replace(CITATION, document=text, title=text, item=text, heading=text, quote=text)
    claims = (Claim(text, (1,), (PASSED,)), Claim(text, ()))
    told = replace(ANSWER, question=text, text=text, claims=claims, citations=(cited,))
    asides = replace(told, notes=(text,), computation=text, taken_as=text)
    bare = replace(ANSWER, text=text, claims=(), citations=())
    abstained = replace(ABSTAINED, text=text, reason=text, nearest=(cited,))
    restricted = replace(RESTRICTED, text=text, reason=text)
    answers = [answer_html(answer, "k") for answer in (told, asides, bare, abstained, restricted)]
    return [*answers, problem_html(text), turn_html(text, problem_html(text))]


def assert_harmless(markup: str) -> None:
    for element in parsed(markup).find_all(True):
        assert element.name in TAGS
        assert set(element.attrs) <= ATTRIBUTES
        assert str(element.get("href", "#")).startswith("#")


def test_nothing_that_a_record_or_a_reader_writes_becomes_markup() -> None:
    for markup in hostile(HOSTILE):
        assert_harmless(markup)
        assert "<script" not in markup
        assert "<b>" not in markup


@given(st.text(alphabet=st.sampled_from("<>\"'&/=aonscript \n`${}[]()#!-"), min_size=1, max_size=40))
def test_no_text_at_all_becomes_markup(text: str) -> None:
    for markup in hostile(text):
        assert_harmless(markup)


def test_markdown_is_shown_as_written() -> None:
    markup = answer_html(replace(ANSWER, claims=(Claim("**bold** [a](b)", (1,), (PASSED,)),)), "k")
    assert "**bold** [a](b)" in one(markup, "p:not(.cr-label)").get_text()


@pytest.mark.parametrize("quote", ["He said \"no\" & 'yes' <sic>", "two\n\nparagraphs\tand a tab", "£4.2M – 1 < 2"])
def test_a_quote_is_exact(quote: str) -> None:
    markup = answer_html(replace(ANSWER, citations=(replace(CITATION, quote=quote),)), "k")
    assert one(markup, "blockquote").get_text() == quote


def test_a_sentence_has_a_chip_that_leads_to_its_source() -> None:
    markup = answer_html(ANSWER, "turn4")
    chip = one(markup, "a.cr-chip")
    assert chip.get_text() == "[1] item 7, p. 3"
    assert chip["title"] == "Source 1: item 7: PONDS, 4 March 2020, page 3"
    source = one(markup, str(chip["href"]))
    assert source.name == "details"
    assert not source.has_attr("open")
    facts = {dt.get_text(): dt.find_next("dd").get_text() for dt in source.select("dt")}  # type: ignore[union-attr]
    assert facts == {
        "Record": "Minutes of the Parks Committee", "File": "minutes.pdf", "Meeting": "4 March 2020", "Item": "7 PONDS",
        "Page": "3",
    }  # fmt: skip


def test_chips_follow_their_own_sentence_in_order() -> None:
    second = replace(CITATION, id=2, item="8", page=None)
    claims = (Claim("One.", (2,), (PASSED,)), Claim("Two.", (1, 2), (PASSED,)))
    markup = answer_html(replace(ANSWER, claims=claims, citations=(CITATION, second)), "k")
    told = [p.get_text() for p in parsed(markup).select(".cr-answer > p")]
    assert told == ["One. [2] item 8", "Two. [1] item 7, p. 3 [2] item 8"]


def test_what_a_record_does_not_print_is_left_out() -> None:
    bare = replace(CITATION, item="", heading="", page=None, meeting_date=None)
    markup = answer_html(replace(ANSWER, citations=(bare,)), "k")
    assert one(markup, "a.cr-chip").get_text() == "[1]"
    assert place(bare) == "" == item_name(bare)
    assert one(markup, "summary").get_text() == "[1] Minutes of the Parks Committee"
    assert [dt.get_text() for dt in parsed(markup).select("dt")] == ["Record", "File"]


def test_a_long_heading_is_shortened_on_the_chip_alone() -> None:
    heading = "A heading that goes on and on about ponds and their banks"
    markup = answer_html(replace(ANSWER, citations=(replace(CITATION, item="", heading=heading),)), "k")
    assert one(markup, "a.cr-chip").get_text() == "[1] A heading that goes on and on about pon…, p. 3"
    assert heading in one(markup, "summary").get_text()


def test_lists_stay_lists() -> None:
    claims = (Claim("Ann", (1,), (PASSED,)), Claim("Bob", (1,), (PASSED,)))
    markup = answer_html(replace(ANSWER, text="• Ann [1]\n• Bob [1]", claims=claims), "k")
    assert [li.get_text().split(" [")[0] for li in parsed(markup).select("ul.cr-told > li")] == ["Ann", "Bob"]


@pytest.mark.parametrize("claim", [Claim("Moon.", ()), Claim("Moon.", (1,), (Check("numbers", False, "not there"),))])
def test_a_sentence_without_support_is_marked(claim: Claim) -> None:
    assert "not supported by the records" in answer_html(replace(ANSWER, claims=(claim,)), "k")
    assert "not supported" not in answer_html(ANSWER, "k")


def test_an_abstention_offers_the_nearest_items_as_such() -> None:
    markup = answer_html(ABSTAINED, "k")
    assert "Looked for: moon" in one(markup, ".cr-abstained > p:first-child").get_text()
    assert "No evidence for moon." in parsed(markup).get_text()
    assert one(markup, ".cr-sources .cr-label").get_text() == "Nearest items, which do not answer the question"
    assert one(markup, "blockquote").get_text() == CITATION.quote
    assert not parsed(markup).select("a.cr-chip")


def test_a_restricted_answer_shows_nothing_else_even_when_it_is_handed_over() -> None:
    leaking = replace(
        RESTRICTED,
        citations=(CITATION,),
        nearest=(CITATION,),
        claims=ANSWER.claims,
        notes=("PONDS",),
        computation="7",
    )
    markup = answer_html(leaking, "k")
    assert markup == answer_html(RESTRICTED, "k")
    assert "exempt" in markup


def test_what_was_understood_is_told_before_the_answer() -> None:
    markup = answer_html(replace(ANSWER, taken_as="What of the pond in 2020?", notes=("A total differs.",)), "k")
    assert [p.get_text() for p in parsed(markup).select(".cr-taken, .cr-aside")] == [
        "Taken as: What of the pond in 2020? Change",
        "Note: A total differs.",
    ]
    assert "Taken as" not in answer_html(ANSWER, "k")
