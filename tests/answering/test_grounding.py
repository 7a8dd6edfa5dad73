"""The verifier on hand-written pairs: what is true passes.

What is altered in one thing is caught by the right check.
"""

import time

import pytest

from assistant.answering.grounding import split_claims, verify

TABLE = (
    "Crimes recorded by area\nArea 2018 2019 % change Per 1,000 popn.\nAshby 5,878 5,250 -10.7 40.6\n"
    "Carlton 7,286 6,702 -8.0 40.7\nDunton 4,286 4,702 9.7 30.2"
)
BARS = "| Area | Apr-Aug 2018 | Apr-Aug 2019 |\n| --- | --- | --- |\n| Ashby | 5,878 | 5,250 |\n| Carlton | 7,286 | 6,702 |"  # noqa: E501
TIPPING = "Fly-tipping had increased by 12% in 2018, whereas graffiti had decreased by 4%."
VOTE = "3 of the 5 members voted against the proposal."

TRUE = [
    ("The Committee agreed to note the report.", "RESOLVED:\n1. That the contents of the report be noted."),
    ("The scheme cost £20,000 in 2019/20.", "The scheme, which had run since 2015, cost some £20K in 2019-20."),
    ("Twelve per cent more fly-tipping was recorded in 2018.", "In 2018, 12% more fly-tipping was recorded."),
    ("Total crimes recorded in Ashby fell from 5,878 to 5,250, a drop of 10.7%.", TABLE),
    ("Ashby recorded 628 fewer crimes in 2019 (5,250) than in 2018 (5,878).", TABLE),
    ("Ashby had 628 fewer crimes recorded.", TABLE),
    ("Carlton recorded the most crimes in 2019, 6,702, compared with 5,250 in Ashby.", TABLE),
    ("Dunton, 30.2 per 1,000 population.", TABLE),
    ("Crimes in Dunton increased by 9.7%.", TABLE),
    ("Ashby: 5,878 in April-August 2018 and 5,250 in April-August 2019.", BARS),
    ("Mrs Brown, the Head of Finance, presented the budget.", "The budget was presented by Mrs. J Brown (Head of Finance)."),  # noqa: E501
    ("The meeting closed at 9.25 pm.", "The meeting closed at 9.25 p.m."),
    ("The pool is only open to members.", "The pool is open to members only."),
    ("There were no declarations of interest.", "DECLARATIONS OF INTEREST\nNone."),
    ("The Council refused the application because of its effect on traffic.", "The application was refused by the Council "  # noqa: E501
     "owing to its effect on traffic on the High Street."),
    ("Graffiti decreased by 4% while fly-tipping increased by 12%.", TIPPING),
    ("The Community Safety Partnership meets on 17 January 2019.", "The CSP's next meeting is on 17 January 2019."),
    ("Parking income was about £1.2 million.", "Parking income amounted to £1,234,567 in the year."),
    ("Half of the respondents supported the plan.", "50% of respondents supported the plan."),
    ("The Panel was unable to agree the precept.", "The Panel could not agree the precept."),
    ("Three of the five members voted against.", VOTE),
    ("Cllr. Lee asked about parking [2].", "Councillor Lee asked about parking."),
    ("The Chair opened the meeting on Wednesday 26 July 2017.", "The Chairman opened the meeting on 26 July 2017."),
]  # fmt: skip

ALTERED = [
    ("figures", "The scheme cost £20M in 2019-20.", "The scheme cost £20K in 2019-20."),
    ("figures", "The scheme cost £20 in 2019-20.", "The scheme cost £20K in 2019-20."),
    ("figures", "The scheme cost $20K.", "The scheme cost £20K."),
    ("figures", "Fly-tipping had increased by 12 in 2018.", TIPPING),
    ("figures", "Fly-tipping had increased by 4% in 2018, whereas graffiti had decreased by 12%.", TIPPING),
    ("figures", "Clients may stay 3 to 18 weeks.", "Clients may stay 3 to 18 months."),
    ("figures", "Ashby recorded 5,878 crimes in 2019.", TABLE),
    ("figures", "Ashby recorded 6,702 crimes in 2019.", TABLE),
    ("figures", "Ashby recorded 5,878 crimes in 2019, down from 5,250 in 2018.", TABLE),
    ("figures", "Ashby recorded 638 fewer crimes in 2019 (5,250) than in 2018 (5,878).", TABLE),
    ("figures", "Crimes in Dunton decreased by 9.7%.", TABLE),
    ("figures", "Crimes in Ashby rose from 5,878 to 5,250.", TABLE),
    ("figures", "Ashby recorded the highest number of crimes in 2019, 5,250.", TABLE),
    ("figures", "Ashby: 5,250 in April-August 2018 and 5,878 in April-August 2019.", BARS),
    ("figures", "Offences are counted per 100 of the population.", "Offences are counted per 1,000 of the population."),
    ("figures", "5 of the 3 members voted against the proposal.", VOTE),
    ("figures", "The panel met sixty residents.", "The panel met sixty officers."),
    ("dates", "The meeting closed at 9.52 pm.", "The meeting closed at 9.25 p.m."),
    ("dates", "The plan runs in 2018-19.", "The plan runs in 2019-20."),
    ("dates", "The panel met on 26 June 2017.", "The panel met on 26 July 2017."),
    ("dates", "The panel met on Tuesday 26 July 2017.", "The panel met on Wednesday 26 July 2017."),
    ("dates", "It reports in the third quarter.", "It reports in the second quarter."),
    ("names", "Residents of Carlton asked for a crossing.", "Residents of Ashby asked for a crossing."),
    ("names", "Councillor M A Kelly was present.", "Present: Councillor M B Kelly, Councillor M A Maddison"),
    ("names", "Councillor Jones thanked Councillor Smith for the report.", "Councillor Smith thanked Councillor Jones "
     "for the report."),
    ("roles", "The Vice-Chairman opened the meeting.", "The Chairman opened the meeting."),
    ("roles", "The Chairman opened the meeting.", "The Vice-Chairman opened the meeting."),
    ("direction", "Fly-tipping had decreased by 12% in 2018.", TIPPING),
    ("direction", "All of the residents supported the plan.", "Some of the residents supported the plan."),
    ("direction", "The centre is to the west of the town.", "The centre is to the east of the town."),
    ("direction", "Residents must register before 1 April.", "Residents may register before 1 April."),
    ("direction", "Residents may register after 1 April.", "Residents may register before 1 April."),
    ("decision", "The Council approved the report.", "RESOLVED: That the report be noted by the Council."),
    ("decision", "The report was deferred.", "RESOLVED: That the report be adopted."),
    ("negation", "The Police record such incidents separately.", "Such incidents are not recorded separately by the Police."),  # noqa: E501
    ("negation", "The report was not approved.", "The report was approved."),
    ("negation", "The pool is open to members on Mondays.", "The pool is open only to members on Mondays."),
    ("negation", "The pool was closed not to save money.", "The pool was closed not only to save money."),
    ("negation", "The grant was used for repairs.", "The grant was used solely for repairs."),
    ("negation", "be approved", "It was agreed that the report not be approved."),
    ("negation", "Residents were dissatisfied with the service.", "Residents were satisfied with the service."),
    ("modality", "The Council will note that the site closed.", "The Council will note that the site might have closed."),  # noqa: E501
    ("quotation", "The report says “every crime is counted twice”.", "The report says every crime is counted once, not twice."),  # noqa: E501
    ("content", "The library extends its opening hours at weekends.", "The Panel considered the precept for policing."),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "evidence"), TRUE)
def test_a_claim_that_its_evidence_backs_is_grounded(claim: str, evidence: str) -> None:
    verdict = verify(claim, [evidence])
    assert verdict.grounded, [check for check in verdict.checks if not check.passed]


@pytest.mark.parametrize(("check", "claim", "evidence"), ALTERED)
def test_a_claim_altered_in_one_thing_fails_the_check_of_that_thing(check: str, claim: str, evidence: str) -> None:
    verdict = verify(claim, [evidence])
    failed = {found.name: found.detail for found in verdict.checks if not found.passed}
    assert not verdict.grounded
    assert check in failed
    assert failed[check]


@pytest.mark.parametrize("evidence", [[], [""], ["  \n"]])
def test_a_claim_without_evidence_fails_as_uncited(evidence: list[str]) -> None:
    verdict = verify("The report was noted.", evidence)
    assert not verdict.grounded
    assert [check.name for check in verdict.checks] == ["citation"]


@pytest.mark.parametrize("claim", ["", "  ", "[1]", "…"])
def test_a_claim_without_words_is_not_grounded(claim: str) -> None:
    assert not verify(claim, ["The report was noted."]).grounded


def test_two_citations_back_one_claim_together() -> None:
    evidence = ["The refuge opened in 2003.", "It closed in 2011 for want of funds."]
    assert verify("The refuge opened in 2003 and closed in 2011 for want of funds.", evidence).grounded
    assert not verify("The refuge opened in 2003 and closed in 2011 for want of funds.", evidence[:1]).grounded


def test_every_check_says_why() -> None:
    for check in verify("Ashby recorded 9,999 crimes.", [TABLE]).checks:
        assert check.name and check.detail


@pytest.mark.parametrize(
    "text",
    [
        "\x00",
        "£" * 50,
        "1,2,3,4,5",
        "((((",
        "%" * 9,
        "No. No. No.",
        "'",
        "\u202e abc",
        "9" * 400,
        "0.0.0.0",
        "31/31/2031",
    ],
)
def test_odd_text_is_judged_not_raised(text: str) -> None:
    verify(text, [text, "The report was noted."])
    verify("The report was noted.", [text])
    split_claims(text)


def test_a_claim_is_judged_in_little_time() -> None:
    evidence = [TABLE, TIPPING * 3]
    verify("Ashby recorded 5,250 crimes in 2019.", evidence)
    start = time.perf_counter()
    for _ in range(50):
        verify("Carlton recorded 6,702 crimes in 2019, down from 7,286 in 2018.", evidence)
    assert (time.perf_counter() - start) / 50 < 0.2


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Cllr. Smith, of No. 5 St. John St., spoke at 9.25 pm. It cost £2.5M p.a. The Chair agreed.",
         ("Cllr. Smith, of No. 5 St. John St., spoke at 9.25 pm.", "It cost £2.5M p.a.", "The Chair agreed.")),
        ("It rose (e.g. in Min. No. 13). [2][3] It fell [1].", ("It rose (e.g. in Min. No. 13). [2][3]", "It fell [1].")),  # noqa: E501
        ("- One item\n- Two items [4]\n\n1. Third", ("One item", "Two items [4]", "Third")),
        ("Mr. A. B. Jones spoke. Mrs. Lee left at 7 p.m. They met.",
         ("Mr. A. B. Jones spoke.", "Mrs. Lee left at 7 p.m.", "They met.")),
        ("", ()),
    ],
)  # fmt: skip
def test_an_answer_is_split_at_the_ends_of_its_sentences(text: str, claims: tuple[str, ...]) -> None:
    assert split_claims(text) == claims


ROW = "Ashby 5,878 5,250 -10.7 40.6"
HEADS = "Total Crime - Apr-Aug 2018 and Apr-Aug 2019\nArea Apr-Aug 18 Apr-Aug 19 % change\nPer 1,000\npopn."


@pytest.mark.parametrize("evidence", [[ROW, HEADS], [HEADS, ROW], [HEADS + "\n" + ROW]])
def test_a_row_is_read_under_its_headings_in_whatever_order_they_are_cited(evidence: list[str]) -> None:
    told = "Ashby: 5,878 in Apr-Aug 2018, 5,250 in Apr-Aug 2019, down 628 (10.7%)."
    assert verify(told, evidence).grounded
    for right, wrong in [
        ("5,878 in Apr-Aug 2018, 5,250", "5,250 in Apr-Aug 2018, 5,878"), ("down 628", "up 628"), ("down 628", "down 5,250"),
        ("10.7%", "5,878%"), ("10.7%", "40.6%"), ("10.7%", "10.7 per 1,000 population"), ("2019", "2018"),
    ]:  # fmt: skip
        assert not verify(told.replace(right, wrong), evidence).grounded, wrong


@pytest.mark.parametrize(
    ("claim", "evidence", "grounded"),
    [
        ("At least 40 residents wrote.", "At least 40 residents wrote.", True),
        ("Up to 40 residents wrote in.", "At least 40 residents wrote.", False),
        ("Fewer than 40 residents wrote in.", "More than 40 residents wrote.", False),
        ("More than 40 residents wrote in.", "40 residents wrote.", False),
        ("No fewer than 40 residents wrote in.", "At least 40 residents wrote.", True),
        ("It went on over 12 months.", "It went on for 12 months.", True),
        ("Councillor Lee seconded the motion.", "The motion was moved by Councillor Orr and seconded by Councillor Lee.", True),
        ("The meeting ended at 9.25 pm.", "The meeting closed at 9.25 pm.", True),
        ("Members ignored the report.", "Members considered the report.", False),
        ("crime fell in apr-aug 2019.", "Crime fell in Apr-Aug 2019.", True),
    ],
)
def test_limits_agents_and_other_words_for_the_same(claim: str, evidence: str, grounded: bool) -> None:
    assert verify(claim, [evidence]).grounded is grounded
