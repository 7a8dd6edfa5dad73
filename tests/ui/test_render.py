from __future__ import annotations

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given
from hypothesis import strategies as st
from ui_support import ABSTAINED, ANSWER, CITATION, PASSED, RESTRICTED

from assistant.feedback import Verdict
from assistant.records import Answer, Check, Claim, Span
from assistant.ui.bodies import short_names
from assistant.ui.narrowing import in_force_html
from assistant.ui.render import Setting, answer_html, item_name, place, problem_html, turn_html, words_html
from assistant.ui.verdicts import thanks_html
from assistant.web.addresses import citation_address

HOSTILE = "<script>alert(1)</script><img src=x onerror=\"alert('2')\"> **bold** [a](javascript:alert(3)) ${1} {{x}} & <b>"
TAGS = set("button strong section h2 h3 span div p ul ol li a details summary dl dt dd blockquote template".split())
TAGS |= {"textarea", "label"}
ATTRIBUTES = {
    "class", "id", "href", "type", "data-question", "data-place", "data-quote", "data-verdict", "data-turn", "data-unsay", "role",
    "aria-labelledby", "aria-hidden", "aria-busy", "aria-label", "data-clear-narrowing", "tabindex", "for", "rows", "maxlength",
}  # fmt: skip


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
    around = Setting(narrowed=text, hints=(text,), exempt=True)
    answers = [answer_html(answer, "k", around) for answer in (told, asides, bare, abstained, restricted)]
    forms = [thanks_html("k", Verdict.WRONG, text), in_force_html(text), in_force_html(problem=text), words_html(text)]
    return [*answers, *forms, problem_html(text), turn_html(text, problem_html(text))]


def assert_harmless(markup: str) -> None:
    for element in parsed(markup).find_all(True):
        assert element.name in TAGS
        assert set(element.attrs) <= ATTRIBUTES
        assert str(element.get("href", "/view?")).startswith("/view?")


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
    assert "**bold** [a](b)" in one(markup, "p.cr-sentence").get_text()


@pytest.mark.parametrize("quote", ["He said \"no\" & 'yes' <sic>", "two\n\nparagraphs\tand a tab", "£4.2M – 1 < 2"])
def test_a_quote_is_exact(quote: str) -> None:
    markup = answer_html(replace(ANSWER, citations=(replace(CITATION, quote=quote),)), "k")
    assert one(markup, "blockquote").get_text() == quote


def test_a_sentence_has_a_chip_that_names_its_place_and_leads_to_the_record() -> None:
    markup = answer_html(ANSWER, "turn4")
    chip = one(markup, "a.cr-chip")
    assert one(markup, ".cr-chip-words").get_text() == "Parks Cttee · 4 Mar 2020 · item 7 · p. 3"
    assert chip["href"] == citation_address(CITATION)
    assert (chip["data-place"], chip["data-quote"]) == ("item 7: PONDS, 4 March 2020, page 3", "The pond was to be cleaned.")
    assert not parsed(markup).select("[title]"), "a browser's own tooltip is not reached from the keyboard"
    source = one(markup, "details#turn4-1")
    assert not source.has_attr("open")
    facts = {dt.get_text(): dt.find_next("dd").get_text() for dt in source.select("dt")}  # type: ignore[union-attr]
    assert facts == {"Record": "Minutes of the Parks Committee", "File": "minutes.pdf"}
    assert source.select("a.cr-show")[0]["href"] == chip["href"]


def test_chips_follow_their_own_sentence_in_order() -> None:
    second = replace(CITATION, id=2, item="8", page=None)
    claims = (Claim("One.", (2,), (PASSED,)), Claim("Two.", (1, 2), (PASSED,)))
    markup = answer_html(replace(ANSWER, claims=claims, citations=(CITATION, second)), "k")
    numbers = [[chip.get_text() for chip in p.select(".cr-chip-number")] for p in parsed(markup).select(".cr-sentence")]
    assert numbers == [["2"], ["1", "2"]]


def test_what_a_record_does_not_print_is_left_out() -> None:
    bare = replace(CITATION, item="", heading="", page=None, meeting_date=None, body="")
    markup = answer_html(replace(ANSWER, citations=(bare,)), "k")
    assert one(markup, ".cr-chip-words").get_text() == "Minutes of the Parks Committee"
    assert place(bare) == "" == item_name(bare)
    assert one(markup, ".cr-source > summary").get_text() == "[1] Minutes of the Parks Committee"


def test_places_cited_twice_are_listed_once_with_all_their_words() -> None:
    second = replace(CITATION, id=2, span=Span(40, 50), quote="It was deep.")
    other = replace(CITATION, id=3, item="9")
    markup = answer_html(replace(ANSWER, citations=(CITATION, second, other)), "k")
    told = [s.get_text().split(" item")[0] for s in parsed(markup).select(".cr-source > summary")]
    assert told == ["[1] [2] Parks Committee,", "[3] Parks Committee,"]
    assert len(parsed(markup).select("#k-1 blockquote")) == 2


def test_a_long_list_of_sources_ends_in_more() -> None:
    cited = tuple(replace(CITATION, id=n, item=str(n)) for n in range(1, 10))
    markup = answer_html(replace(ANSWER, citations=cited), "k")
    assert one(markup, ".cr-more > summary").get_text() == "4 more places"
    assert len(parsed(markup).select(".cr-source")) == 9


@pytest.mark.parametrize(
    ("bodies", "short"),
    [
        (["Environment and Communities Scrutiny Committee"], ["Environment Cttee"]),
        (
            ["Environment and Waste Committee", "Environment and Roads Committee"],
            ["Environment & Waste Cttee", "Environment & Roads Cttee"],
        ),
        (["Cabinet", "Ponds Sub-Committee"], ["Cabinet", "Ponds Sub-Cttee"]),
        (["Committee of the Whole Council and its Friends"], ["Cttee of the Whole Council & its…"]),
        (["Health and Wellbeing Board", ""], ["Health & Wellbeing Board"]),
    ],
)  # fmt: skip
def test_committees_are_named_in_few_letters_and_never_alike(bodies: list[str], short: list[str]) -> None:
    assert list(short_names(bodies).values()) == short


def test_the_badge_counts_what_was_checked_and_opens_to_the_checks() -> None:
    failed = Check("numbers", False, "5 is not there")
    good = answer_html(replace(ANSWER, timings=(("total_ms", 1250.0),), confidence=0.9), "k")
    assert one(good, ".cr-badge").get_text() == "The sentence was checked against the words it cites"
    assert "✓" not in good, "a tick reads as: this answer is right"
    meaning = one(good, ".cr-meaning").get_text()
    assert "Not checked: whether the record is right" in meaning and "the assistant is sure" in meaning
    assert "passed Word for word: word for word" in one(good, ".cr-checked").get_text()
    made = one(good, ".cr-checks > .cr-aside").get_text()
    assert "no language model was used" in made and "1.2 seconds" in made
    bad = replace(ANSWER, claims=(*ANSWER.claims, Claim("Five.", (1,), (failed,))), answerer="scripted:x")
    assert one(answer_html(bad, "k"), ".cr-badge").get_text() == "!1 of 2 sentences not found in the words cited"
    assert "failed Numbers: 5 is not there" in answer_text(bad)
    assert "the language model scripted:x" in answer_text(bad)


def copied(markup: str) -> list[str]:
    """The lines that "Copy" takes; a parser leaves the text of a template out."""
    return [line.get_text() for line in parsed(markup.replace("template", "div")).select(".cr-copied > p")]


def answer_text(answer: Answer) -> str:
    return parsed(answer_html(answer, "k")).get_text()


def test_what_announces_a_sentence_is_shown_before_it_and_copied_with_it() -> None:
    told = replace(ANSWER, text="THE PONDS: The pond was to be cleaned. [1]")
    assert one(answer_html(told, "k"), ".cr-lead").get_text() == "THE PONDS:"
    lines = copied(answer_html(told, "k"))
    assert lines[1] == "THE PONDS: The pond was to be cleaned. [1]"
    assert lines[-1].startswith("[1] Minutes of the Parks Committee, item 7")


def test_exempt_matter_is_labelled_on_the_page_and_in_what_is_copied() -> None:
    markup = answer_html(ANSWER, "k", Setting(exempt=True))
    assert one(markup, ".cr-exempt")
    assert copied(markup)[0] == "EXEMPT – NOT FOR PUBLICATION"
    assert "xempt" not in answer_html(ANSWER, "k") and "EXEMPT" not in answer_html(ANSWER, "k")


def test_lists_stay_lists() -> None:
    claims = (Claim("Ann", (1,), (PASSED,)), Claim("Bob", (1,), (PASSED,)))
    markup = answer_html(replace(ANSWER, text="• Ann [1]\n• Bob [1]", claims=claims), "k")
    assert [li.get_text().split(" 1Source")[0] for li in parsed(markup).select("ul.cr-told > li")] == ["Ann", "Bob"]


@pytest.mark.parametrize("claim", [Claim("Moon.", ()), Claim("Moon.", (1,), (Check("numbers", False, "not there"),))])
def test_a_sentence_without_support_is_marked(claim: Claim) -> None:
    assert "not supported by the records" in answer_html(replace(ANSWER, claims=(claim,)), "k")
    assert "not supported" not in answer_html(ANSWER, "k")


def test_an_abstention_offers_the_nearest_items_as_such() -> None:
    markup = answer_html(ABSTAINED, "k")
    assert "Looked for: moon" in one(markup, ".cr-abstained > p:first-child").get_text()
    assert "No evidence for moon." in parsed(markup).get_text()
    assert one(markup, ".cr-sources .cr-label").get_text() == "Nearest items, which do not answer the question"
    near = one(markup, "a.cr-near")
    assert near.get_text() == "Parks Cttee · 4 Mar 2020 · item 7: PONDS · page 3"
    assert near["href"] == citation_address(CITATION)
    assert not parsed(markup).select("a.cr-chip, .cr-source")


def test_an_abstention_says_where_was_looked_and_how_to_ask_otherwise() -> None:
    around = Setting("only Parks Committee", ("Meetings are from 2019 to 2021.",))
    markup = answer_html(ABSTAINED, "k", around)
    assert "Looked in: only Parks Committee." in parsed(markup).get_text()
    assert one(markup, ".cr-hints li").get_text() == "Meetings are from 2019 to 2021."


def test_words_that_come_are_marked_as_not_checked_and_without_the_numbers_of_evidence() -> None:
    markup = words_html("The pond [2] was <b>deep</b> [1][3]. It wa [1")
    assert [p.get_text() for p in parsed(markup).select("p")] == [
        "Not yet checked against the records", "The pond was <b>deep</b>. It wa",
    ]  # fmt: skip


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
    assert [p.get_text() for p in parsed(markup).select(".cr-taken, .cr-answer > .cr-aside")] == [
        "Taken as: What of the pond in 2020? Change what the question was taken as",
        "Note: A total differs.",
    ]
    assert "Taken as" not in answer_html(ANSWER, "k")
