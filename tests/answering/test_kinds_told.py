"""Questions of the simple kinds over records of councils that do not exist, in a member's many wordings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.small import assistant_over
from support.town import TOWN

from assistant.records import Answer, Status
from assistant.service import Assistant

ANSWERED: list[tuple[str, list[str]]] = [
    ("Who was present at the Amenities Committee meeting on 9 May 2023?", ["Hartley", "Quill", "Amory", "Roth", "-Penrose"]),
    ("Who attended the Cabinet meeting of 4 October 2022?", ["Haddon", "Birch", "Carrow"]),
    ("Who was absent from the Licensing Committee in February 2024?", ["Dunmore", "-Oduya"]),
    ("Who sent apologies to the meeting on 13 June 2023?", ["Hartley", "-Penrose"]),
    ("Who gave their apologies in May 2023?", ["Penrose", "Stott"]),
    ("Who substituted for Councillor Stott?", ["Roth"]),
    ("Who substituted for Cllr Stott at the May 2023 meeting?", ["Roth"]),
    ("Which officers attended the meeting of 9 May 2023?", ["Lund", "Ferris", "-Hartley"]),
    ("Who chaired the Amenities Committee on 13 June 2023?", ["Quill", "-Hartley"]),
    ("Who was in the chair on 9 May 2023?", ["Hartley", "-Quill"]),
    ("Who is the Chair of the Licensing Committee?", ["Oduya", "-Wickes"]),
    ("Who was the vice-chairman of the Amenities Committee in May 2023?", ["Quill", "-Hartley"]),
    ("Who is the Portfolio Holder for Housing?", ["Birch", "-Carrow"]),
    ("Who's the portfolio holder for finance?", ["Carrow", "-Birch"]),
    ("Who is the Leader of the Council?", ["Haddon"]),
    ("Who is the Town Clerk?", ["Lund"]),
    ("Was Councillor Penrose at the meeting of 9 May 2023?", ["Penrose", "^No|[Aa]polog"]),
    ("Was Councillor Quill present on 9 May 2023?", ["Quill", "^Yes"]),
    ("Did Cllr Dunmore attend the Licensing Committee on 22 February 2024?", ["Dunmore", "^No"]),
    ("Who moved the motion on new doors for the toilets?", ["Quill"]),
    ("Who seconded the motion to freeze fees?", ["Nairn"]),
    ("Who proposed that fees be frozen?", ["Wickes"]),
    ("Who declared an interest on 9 May 2023?", ["Amory"]),
    ("Who declared an interest in the Boat House lease?", ["Amory"]),
    ("Who voted against the motion on fees?", ["Dunmore"]),
    ("Who spoke in favour of lighting at the skate park?", ["Penrose"]),
    ("Who was appointed to the Almshouse Trust?", ["Penrose"]),
    ("Who was appointed Heritage Champion?", ["Amory"]),
    ("Who was elected Vice-Chair of the Licensing Committee?", ["Wickes"]),
    ("Who are the members of the Community Safety Panel?", ["Birch", "Oduya", "Vance", "Trewin"]),
    ("Who sits on the Community Safety Panel?", ["Birch", "Oduya", "Vance", "Trewin"]),
    ("Who objected to the Anchor Inn licence?", ["Porter", "Weld"]),
    ("When will the toilets in Mill Lane reopen?", ["1 July 2023", "-8.52"]),
    ("When did the toilets close?", ["3 April 2023", "-8.52"]),
    ("When is the next meeting of the Amenities Committee?", ["13 June 2023"]),
    ("What is the date of the next meeting of the Licensing Committee?", ["21 March 2024"]),
    ("When did the meeting of 13 June 2023 end?", ["9.15"]),
    ("What time did the Licensing Committee meeting close on 22 February 2024?", ["19.40"]),
    ("When is the deadline for responses to the budget consultation?", ["9 December"]),
    ("By when must comments on the skate park design be in?", ["28 July 2023"]),
    ("When does the new leisure centre open?", ["6 May 2024"]),
    ("When did the Amenities Committee discuss the skate park?", ["13 June 2023"]),
    ("When was the lease of the Boat House approved?", ["9 May 2023", "approved"]),
    ("On what date did the Licensing Committee meet in 2024?", ["22 February 2024"]),
    ("What does Min. No. 13 say?", ["4,500"]),
    ("What did minute 14 resolve?", ["lease of the Boat House be approved"]),
    ("What did item 7 of the Cabinet resolve?", ["extended for two years"]),
    ("What was agreed under item 2 of the Licensing Committee?", ["report be noted"]),
    ("What did the minute that item 18 refers to resolve?", ["4,500"]),
    ("What was resolved in the item that item 11 refers to?", ["budget strategy be approved"]),
    ("Where was the skate park discussed?", ["skate park"]),
    ("Which minute deals with the Boat House lease?", ["14|Boat House"]),
    ("Which minute refers to Minute No. 13?", ["Min. No. 13 refers"]),
    ("Which meetings discussed fly-tipping?", ["9 May 2023", "13 June 2023", "2 "]),
    ("List every meeting that discussed fly tipping.", ["9 May 2023", "13 June 2023", "2 "]),
    ("How often was flytipping raised?", ["9 May 2023", "13 June 2023", "2 "]),
    ("How many times was the leisure centre discussed?", ["4 October 2022", "22 February 2024", "2 "]),
    ("Which meetings talked about the leisure center?", ["4 October 2022", "22 February 2024"]),
    ("What does HIA stand for?", ["Home Improvement Agency"]),
    ("What is the acronym of the Home Improvement Agency?", ["HIA"]),
    ("What is the Home Improvement Agency also known as?", ["Handy Homes"]),
    ("What is Handy Homes?", ["Home Improvement Agency"]),
    ("How is a vulnerable person defined?", ["over 70"]),
    ("What is the definition of vulnerable person?", ["over 70"]),
    ("What is meant by vulnerable person?", ["over 70"]),
    ("How was the leisure centre described in 2022 and in 2024?", ["tired", "warm"]),
    ("How did the leisure centre change between 2022 and 2024?", ["tired", "warm"]),
    ("Compare what was said of the leisure centre in October 2022 with February 2024.", ["tired|replacement", "warm|noted"]),
    ("Did the Cabinet approve the budget strategy?", ["budget strategy be approved"]),
    ("Was the licence for the Anchor Inn refused?", ["^Yes", "REFUSED"]),
    ("Was the licence for the Anchor Inn granted?", ["^No", "REFUSED"]),
    ("Was the motion that fees be frozen carried?", ["^Yes", "CARRIED"]),
    ("Was the lease of the Boat House approved?", ["^Yes", "approved"]),
    ("Did the Committee reject the lease of the Boat House?", ["approved"]),
    ("Was the lighting scheme for the skate park deferred?", ["^Yes", "deferred"]),
    ("How many voted for the lease of the Boat House?", ["Seven"]),
    ("What was the vote on fees?", ["6 for and 3 against"]),
    ("How many Members voted against freezing the fees?", ["3 against"]),
    ("Was the license for the Anchor Inn refused?", ["REFUSED"]),
    ("Which organisation's lease was presented for the boathouse?", ["Rowing Club"]),
]
ABSTAINED: list[tuple[str, list[str]]] = [
    ("What happened at the meeting on 3 May 2020?", ["No record here .*3 May 2020"]),
    ("Who attended the meeting of 3 May 2020?", ["No record here .*3 May 2020"]),
    ("What did Councillor Zedworth say about the toilets?", ["No record here .*Zedworth"]),
    ("What did minute 99 resolve?", ["No record here .*99"]),
    ("What did the Finance Committee decide about the toilets?", ["No record here .*Finance"]),
    ("Who was present at the Highways Board?", ["No record here .*Highways Board"]),
    ("When will the library reopen?", ["No record here .*library"]),
    ("Was Councillor Zedworth at the meeting of 9 May 2023?", ["No record here .*Zedworth"]),
    ("Who is the Chief Executive?", []),
    ("Did the Council approve the pool?", ["No record.*pool"]),
]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """The invented records, ingested once for all questions."""
    with pytest.MonkeyPatch.context() as patch:
        return assistant_over(Path(tmp_path_factory.mktemp("town")), patch, TOWN)


def quotes_hold(town: Assistant, answer: Answer) -> bool:
    """Return whether every citation's quote stands at its place in the stored text."""
    return all(c.span.of(town.document(c.document).text) == c.quote for c in answer.citations)


@pytest.mark.parametrize(("question", "patterns"), ANSWERED)
def test_a_question_of_a_simple_kind_is_answered(town: Assistant, question: str, patterns: list[str]) -> None:
    """A pattern that begins with "-" must not be found in the answer, every other must."""
    answer = town.ask(question)
    assert answer.status is Status.ANSWERED, answer.reason
    for pattern in patterns:
        assert bool(re.search(pattern.removeprefix("-"), answer.text)) is not pattern.startswith("-"), (pattern, answer.text)
    assert answer.citations and quotes_hold(town, answer)
    assert all(claim.grounded for claim in answer.claims)


@pytest.mark.parametrize(("question", "patterns"), ABSTAINED)
def test_what_no_record_has_is_named(town: Assistant, question: str, patterns: list[str]) -> None:
    answer = town.ask(question)
    assert answer.status is Status.ABSTAINED, answer.text
    assert all(re.search(pattern, answer.text) for pattern in patterns), answer.text


@pytest.mark.parametrize(
    "motion",
    ["I will ask at the next Meeting when the sign will be mended.", "I will move that the vote on fees be taken again."],
)
def test_a_motion_is_not_taken_for_a_question_on_meetings(town: Assistant, motion: str) -> None:
    assert "21 March 2024" not in town.ask(motion).text and "6 for and 3 against" not in town.ask(motion).text
