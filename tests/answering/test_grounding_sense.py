"""What a claim may not turn round: columns and empty cells, who did what, words, conditions, limits and votes."""

import pytest

from assistant.answering.grounding import verify

KPI = (
    "Indicator | Target 2023 | Actual 2023 | Actual 2022\n"
    "Missed bins | 120 | 134 | 151\n"
    "Calls answered | 95% | 91% | 88%\n"
    "Planning appeals won | 70% | n/a | 66%"
)
KPI2 = "Indicator\tTarget\tQ1\tQ2\nMissed bins\t120\t134\t-\nCalls answered\t95%\t91%\t88%"
FLAT = (
    "Performance indicators 2018/19\n"
    "Indicator Target Actual\n"
    "Missed bins 120 134\n"
    "Calls answered in time 95 91\n"
    "Planning appeals 70 66"
)
YEARS = (
    "| Area | 2021 | 2022 | 2023 |\n"
    "| --- | --- | --- | --- |\n"
    "| Ashby | 12 | n/a | 15 |\n"
    "| Dunton | - | 31 | 34 |\n"
    "| Carlton | 22 | 19 | 17 |"
)
TWO = "Area | Incidents 2023 | Arrests 2023\nAshby | 48 | 17\nDunton | 31 | 9"
MOVED = "It was proposed by Councillor Hart, seconded by Councillor Mills and RESOLVED that the budget be approved."
MOVED2 = "Moved by Cllr J Hart and seconded by Cllr P Mills, that the grant be paid."
THX = "Councillor Hart thanked Ms Doyle for her report and asked Mr Quinn to look into the lighting on Mill Lane."
VOTES = "On being put to the vote the motion was carried, 7 voting for, 5 against and 2 abstaining."
COND = "Members agreed in principle to the sale of the land, subject to a valuation by the District Valuer."
COND2 = "Planning permission was granted subject to conditions on landscaping."
Q = "Most of the residents who replied supported the crossing, and at least 40 of them had written twice."
OPEN = "The Chair advised that the pavilion would be open on Saturday mornings during the summer."
ORD = "The report will be brought to Cabinet before the budget is set, and Hart spoke first while Mills spoke last."

TRUE = [
    ("The target for missed bins in 2023 was 120 and the actual figure 134.", KPI),
    ("Missed bins stood at 134 in 2023 against a target of 120.", KPI),
    ("Calls answered: 91% in 2023, up from 88% in 2022.", KPI),
    ("91% of calls were answered in 2023.", KPI),
    ("Missed bins were 134 in Q1.", KPI2),
    ("The target for missed bins was 120.", FLAT),
    ("Ashby recorded 15 in 2023.", YEARS),
    ("There were 17 arrests in Ashby in 2023.", TWO),
    ("Ashby had 48 incidents and 17 arrests in 2023.", TWO),
    ("Councillor Hart proposed and Councillor Mills seconded that the budget be approved.", MOVED),
    ("Cllr Hart moved that the grant be paid.", MOVED2),
    ("Ms Doyle was thanked by Councillor Hart for her report.", THX),
    ("Mr Quinn was asked to look into the lighting on Mill Lane.", THX),
    ("The motion was carried by 7 votes to 5, with 2 abstentions.", VOTES),
    ("Five members voted against the motion.", VOTES),
    ("Members agreed in principle to sell the land, subject to a valuation.", COND),
    ("Planning permission was granted with conditions on landscaping.", COND2),
    ("Most residents who replied supported the crossing.", Q),
    ("The Chair said the pavilion would be open on Saturday mornings in the summer.", OPEN),
    ("The Chair told members that the pavilion would open on summer Saturday mornings.", OPEN),
    ("Hart spoke first.", ORD),
]
ALTERED = [
    ("The target for missed bins in 2023 was 134.", KPI),
    ("In 2023 actual missed bins were 120.", KPI),
    ("The target for missed bins in 2023 was 134 and the actual figure 120.", KPI),
    ("Missed bins stood at 120 in 2023 against a target of 134.", KPI),
    ("91% was the target for calls answered.", KPI),
    ("The actual share of planning appeals won in 2023 was 70%.", KPI),
    ("66% of planning appeals were won in 2023.", KPI),
    ("Missed bins were 134 in Q2.", KPI2),
    ("Missed bins were 120 in Q1.", KPI2),
    ("91% of calls were answered in Q2.", KPI2),
    ("The target for missed bins was 134.", FLAT),
    ("Actual missed bins were 120.", FLAT),
    ("Ashby recorded 12 in 2022.", YEARS),
    ("Ashby recorded 15 in 2022.", YEARS),
    ("Dunton recorded 31 in 2021.", YEARS),
    ("Dunton had 34 in 2022.", YEARS),
    ("Ashby recorded 17 incidents in 2023.", TWO),
    ("There were 48 arrests in Ashby in 2023.", TWO),
    ("Ashby had 17 incidents and 48 arrests in 2023.", TWO),
    ("The motion was proposed by Councillor Mills and seconded by Councillor Hart.", MOVED),
    ("Councillor Mills proposed and Councillor Hart seconded that the budget be approved.", MOVED),
    ("Councillor Hart seconded the motion.", MOVED),
    ("Councillor Mills moved that the grant be paid.", MOVED2),
    ("Cllr Mills moved and Cllr Hart seconded that the grant be paid.", MOVED2),
    ("Ms Doyle thanked Councillor Hart for the report.", THX),
    ("Ms Doyle was thanked by Mr Quinn for her report.", THX),
    ("Mr Quinn asked Councillor Hart to look into the lighting on Mill Lane.", THX),
    ("Councillor Hart asked Ms Doyle to look into the lighting on Mill Lane.", THX),
    ("Councillor Hart thanked Mr Quinn for the report.", THX),
    ("The motion was carried with 5 voting for, 7 against and 2 abstaining.", VOTES),
    ("The motion was carried by 5 votes to 7.", VOTES),
    ("The motion was carried, with 7 for, 2 against and 5 abstaining.", VOTES),
    ("Seven members voted against the motion.", VOTES),
    ("Members agreed to the sale of the land, subject to a valuation by the District Valuer.", COND),
    ("Members agreed in principle to the sale of the land.", COND),
    ("Members agreed to the sale of the land.", COND),
    ("Planning permission was granted.", COND2),
    ("Planning permission was granted with conditions on lighting.", COND2),
    ("All of the residents who replied supported the crossing.", Q),
    ("Some of the residents who replied supported the crossing.", Q),
    ("Up to 40 of the residents had written twice.", Q),
    ("Exactly 40 of them had written twice.", Q),
    ("40 of them had written twice.", Q),
    ("The Chair advised that the pavilion would be closed on Saturday mornings during the summer.", OPEN),
    ("The Chair advised that the pavilion would be open on Saturday mornings during the winter.", OPEN),
    ("The Chair advised that the library would be open on Saturday mornings during the summer.", OPEN),
    ("The pavilion would be open on Sunday mornings during the summer.", OPEN),
    ("The pavilion would be open on Saturday evenings in the summer.", OPEN),
    ("The Chair advised that the pavilion would be painted on Saturday mornings during the summer.", OPEN),
    ("The report will be brought to Cabinet after the budget is set.", ORD),
    ("Mills spoke first.", ORD),
    ("Hart spoke last.", ORD),
    ("The report will be brought to Council before the budget is set.", ORD),
    ("The petition will be brought to Cabinet before the budget is set.", ORD),
]


@pytest.mark.parametrize(("claim", "evidence"), TRUE)
def test_what_is_said_in_other_words_holds(claim: str, evidence: str) -> None:
    verdict = verify(claim, [evidence])
    assert verdict.grounded, [check for check in verdict.checks if not check.passed]


@pytest.mark.parametrize(("claim", "evidence"), ALTERED)
def test_what_is_turned_round_is_caught(claim: str, evidence: str) -> None:
    assert not verify(claim, [evidence]).grounded


RATES = (
    "Recycling rate (%)\nDistrict | 2020/21 | 2021/22 | 2022/23\nAshcombe | 41.2 | 43.7 | 44.9\n"
    "Coldstone | 52.3 | 51.8 | 50.4\nBramwell | 38.6 | 37.1 | 39.0"
)
REACH = "Broadband reached 96.8% of premises in Wexcombe, 91.2% in Harrow Down and 88.5% in Upper Teme."
SCORES = "Model | BLEU | Time\nAlpha | 24.6 | 3.1\nBeta | 26.3 | 2.7\nGamma | 25.7 | 1.3"


@pytest.mark.parametrize(
    ("claim", "evidence", "grounded"),
    [
        ("Broadband reached 91.2% of premises in Harrow Down.", REACH, True),
        ("Broadband reached 96.8% of premises in Harrow Down.", REACH, False),
        ("Coldstone's rate dropped by 1.9 percentage points between 2020/21 and 2022/23.", RATES, True),
        ("Coldstone's rate rose by 1.9 percentage points between 2020/21 and 2022/23.", RATES, False),
        ("Coldstone's rate dropped by 1.4 percentage points between 2020/21 and 2022/23.", RATES, False),
        ("Coldstone's rate dropped by 1.9 percent between 2020/21 and 2022/23.", RATES, False),
        ("Ashcombe's recycling rate was 44.9% in 2021/22.", RATES, False),
        ("In 2022/23 Bramwell had a recycling rate of 39.0%, lower than Ashcombe at 44.9%.", RATES, True),
        ("In 2022/23 Bramwell had a recycling rate of 39.0%, higher than Ashcombe at 44.9%.", RATES, False),
        ("Beta outperforms Gamma in BLEU.", SCORES, True),
        ("Gamma outperforms Beta in BLEU.", SCORES, False),
        ("Beta achieves the best BLEU score.", SCORES, True),
        ("Gamma achieves the best BLEU score.", SCORES, False),
        ("Beta does not outperform Gamma in BLEU.", SCORES, False),
        ("On BLEU, Beta outperforms Alpha by 1.7 points.", SCORES, True),
        ("On BLEU, Alpha outperforms Beta by 1.7 points.", SCORES, False),
    ],
)
def test_figures_are_bound_and_reckoned(claim: str, evidence: str, grounded: bool) -> None:
    assert verify(claim, [evidence]).grounded is grounded


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("The fete was held despite the rain.", "The fete was held because of the rain."),
        ("The ban applies at all times including on market days.", "The ban applies at all times except on market days."),
        ("A decision was deferred after a site visit.", "The Panel deferred a decision pending a site visit."),
        ("The Panel agreed unanimously to support the bid.", "The Panel agreed to support the bid by 4 votes to 2."),
    ],
)
def test_joining_words_and_unanimity_are_kept(claim: str, evidence: str) -> None:
    assert not verify(claim, [evidence]).grounded
