"""Two sides of a word, plans and deeds, shares, ways, titles, votes and lists: each true claim with what turns it round."""

import pytest

from assistant.answering.checks.reading import Reading
from assistant.answering.checks.ways import way_faults
from assistant.answering.grounding import verify

FLOOD = "The surveyor concluded that the cellar had flooded because of a broken drain."
LEASE = "Ms Doyle's lease was ended on 4 March 2021, following her bankruptcy on 12 January 2021."
ROOF = "The roof was repaired at a cost of £4,120 on 3 May 2018 and the grant arrived on 9 June 2018."
BRIDGE = "The bridge will be painted in 2024. The lifts have been replaced."
PHASES = "Phase one of the sewer was completed on 2 May 2015 and phase two is expected to be completed in 2017."
STALLS = "Of the 60 stalls, 41 were let to local traders; none was vandalised."
REPLIES = "Of 500 replies, 350 (70%) favoured a market on Sunday and 100 (20%) opposed it."
ONLY = "The hall may be let to residents only."
THEFT = "Theft was 14% up on the year before, although fraud was 6% down."
RENT = "The Board resolved that the rent rise by £3 from 1 April 2020."
OFFICES = "The Clerk, Ms Ada Fern, read the letter and the Deputy Clerk, Mr Tom Reed, replied."
VOTED = "Councillor Marsh abstained; Councillors Teal and Wren voted against."
BODIES = "The Finance Panel recommended that the levy be doubled; the Council, however, resolved that it stay as it was."
FUNDS = "Spending 2021/22 (£000)\nService | Budget | Outturn\nParks | 2,400 | 2,150\nMuseums | 810 | 905"
LOANS = "Loans at Ash Library: April 290; May 310; June 305. Days closed: April 2; May 1; June 0."
QUARTERS = "Waiting time\n | Target | Q1 | Q2 | Q3\nRoutine repairs (days) | 20 | 31 | 27 | 24\nGas (days) | 5 | 4 | 6 | 3"
YEARS = "Complaints | 2019 | 2020 | 2021\nNoise | 40 | 52 | 47\nParking | 18 | 9 | 0\nTotal | 58 | 61 | 47"
SHARES = "Of the total, 900 tonnes (45%) came from refuse rounds and 600 tonnes (30%) from street sweeping."
CASES = "Officers told the Panel that 48 of 73 cases had been closed within a week."


@pytest.mark.parametrize(
    ("claim", "evidence", "grounded"),
    [
        ("A broken drain caused the flooded cellar, the surveyor concluded.", FLOOD, True),
        ("The flooded cellar caused a broken drain, the surveyor concluded.", FLOOD, False),
        ("The drain had broken because of the flooded cellar.", FLOOD, False),
        ("After her bankruptcy Ms Doyle's lease was ended on 4 March 2021.", LEASE, True),
        ("After her lease was ended, Ms Doyle's bankruptcy followed on 12 January 2021.", LEASE, False),
        ("Ms Doyle's lease was ended on 12 January 2021, following her bankruptcy on 4 March 2021.", LEASE, False),
        ("The roof was repaired on 3 May 2018 at a cost of £4,120.", ROOF, True),
        ("The roof was repaired on 9 June 2018 at a cost of £4,120.", ROOF, False),
        ("The grant arrived on 9 June 2018, before the roof was repaired on 3 May.", ROOF, False),
        ("The bridge is to be painted in 2024.", BRIDGE, True),
        ("The bridge was painted in 2024.", BRIDGE, False),
        ("The bridge has been painted.", BRIDGE, False),
        ("There are plans to replace the lifts.", BRIDGE, False),
        ("The first phase of the sewer was completed on 2 May 2015.", PHASES, True),
        ("The second phase of the sewer was completed on 2 May 2015.", PHASES, False),
        ("Phase two was completed in 2017.", PHASES, False),
        ("None of the 60 stalls was vandalised.", STALLS, True),
        ("The stalls were vandalised.", STALLS, False),
        ("Most of the stalls were vandalised.", STALLS, False),
        ("The other 19 of the 60 stalls were not let to local traders.", STALLS, True),
        ("Of the 60 stalls, all were let to local traders.", STALLS, False),
        ("Most of those who replied favoured a market on Sunday.", REPLIES, True),
        ("A minority of those who replied favoured a market on Sunday.", REPLIES, False),
        ("All of those who replied favoured a market on Sunday.", REPLIES, False),
        ("The hall may be let to residents.", ONLY, False),
        ("Theft rose by 14% and fraud fell by 6%.", THEFT, True),
        ("Theft fell by 14% and fraud fell by 6%.", THEFT, False),
        ("Theft rose by 14% and fraud rose by 6%.", THEFT, False),
        ("The Board resolved to raise the rent by £3 from 1 April 2020.", RENT, True),
        ("The Board resolved to lower the rent by £3 from 1 April 2020.", RENT, False),
        ("On 3 May the pool opened to swimmers.", "The pool was opened to swimmers on 3 May.", True),
        ("Ms Fern, the Clerk, read the letter.", OFFICES, True),
        ("Ms Fern, the Treasurer, read the letter.", OFFICES, False),
        ("The Deputy Clerk, Ms Fern, read the letter.", OFFICES, False),
        ("Mr Reed, the Clerk, replied.", OFFICES, False),
        ("Councillors Teal and Wren were against and Councillor Marsh abstained.", VOTED, True),
        ("Councillor Marsh was against and Councillors Teal and Wren abstained.", VOTED, False),
        ("The Finance Panel recommended that the levy be doubled.", BODIES, True),
        ("The Council recommended that the levy be doubled.", BODIES, False),
        ("The outturn for parks was £2.15 million in 2021/22.", FUNDS, True),
        ("The outturn for museums was £905,000 against a budget of £810,000.", FUNDS, True),
        ("The outturn for parks was £2.4 million in 2021/22.", FUNDS, False),
        ("The outturn for museums was £905 million in 2021/22.", FUNDS, False),
        ("There were 310 loans at Ash Library in May.", LOANS, True),
        ("There were 310 loans at Ash Library in June.", LOANS, False),
        ("No days were closed in June.", LOANS, True),
        ("No days were closed in May.", LOANS, False),
        ("Routine repairs took 27 days in Q2.", QUARTERS, True),
        ("Routine repairs took 6 days in Q2.", QUARTERS, False),
        ("The waiting time for routine repairs was 24 days in Q3 against a target of 20.", QUARTERS, True),
        ("The waiting time for routine repairs was 31 days in Q3 against a target of 20.", QUARTERS, False),
        ("The waiting time for routine repairs came down by 7 days between Q1 and Q3.", QUARTERS, True),
        ("The waiting time for routine repairs went up by 7 days between Q1 and Q3.", QUARTERS, False),
        ("In 2021 there were 47 complaints: 47 about noise and 0 about parking.", YEARS, True),
        ("Noise complaints rose to 52 in 2020.", YEARS, True),
        ("Noise complaints fell to 52 in 2020.", YEARS, False),
        ("There were no parking complaints in 2021.", YEARS, True),
        ("There were no parking complaints in 2020.", YEARS, False),
        ("Parking had the lowest number of complaints in 2020, at 9.", YEARS, True),
        ("Street sweeping accounted for 600 tonnes, 30% of all.", SHARES, True),
        ("Street sweeping accounted for 900 tonnes, 45% of all.", SHARES, False),
        ("48 of 73 cases had been closed within a week.", CASES, True),
        ("73 of 48 cases had been closed within a week.", CASES, False),
    ],
)
def test_relations_are_kept(claim: str, evidence: str, grounded: bool) -> None:
    verdict = verify(claim, [evidence])
    assert verdict.grounded is grounded, [check for check in verdict.checks if not check.passed]


def test_a_question_raised_is_no_rise() -> None:
    evidence = Reading(["Councillor Orr was concerned at the reduction in buses."])
    assert way_faults(Reading(["Councillor Orr raised a concern."]), evidence) == []
    assert way_faults(Reading(["Councillor Orr asked to raise the number of buses by 2."]), evidence) != []
