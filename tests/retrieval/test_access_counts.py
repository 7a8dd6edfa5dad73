"""What the counts of words tell: nothing of matter that the asker may not see."""

from __future__ import annotations

from pathlib import Path

from assistant.progress import progress_bar
from assistant.records import Role, Status
from assistant.retrieval.scope import Scope
from assistant.service import Assistant

MINUTES = """LICENSING SUB-COMMITTEE

MINUTES of the meeting of the Licensing Sub-Committee held on Monday 6 May 2019.

PRESENT: Councillor A Pike (Chair), Councillor B Wrasse

1. MINUTES
The minutes of the last meeting were agreed.

2. EXCLUSION OF THE PRESS AND PUBLIC
RESOLVED - That the press and public be excluded from the meeting for item 3 as it involves exempt information.

3. REVIEW OF A DRIVER'S LICENCE (EXEMPT)
The driver Osbert Quillfeather had been cautioned for larceny on 7 March 2018. RESOLVED - That the licence be revoked.
"""


def opened(folder: Path) -> Assistant:
    file = folder / "licensing.txt"
    file.write_text(MINUTES, "utf-8")
    assistant = Assistant.open(folder / "data")
    with progress_bar() as progress:
        assistant.ingest([file], progress)
    return assistant


def test_words_are_counted_among_what_the_role_may_see(tmp_path: Path) -> None:
    searcher = opened(tmp_path).searcher
    assert searcher.frequencies(["larceni"], Scope.of(Role.OFFICER)) == {"larceni": 1}
    assert searcher.frequencies(["larceni"], Scope.of(Role.PUBLIC)) == {"larceni": 0}
    assert searcher.respelt(["larcenz"], Scope.of(Role.PUBLIC)) == {}


def test_a_name_that_stands_in_exempt_text_alone_is_answered_like_one_that_stands_nowhere(tmp_path: Path) -> None:
    assistant = opened(tmp_path)
    named, invented = (assistant.ask(f"What had {name} been cautioned for?") for name in ("Osbert Quillfeather", "Egbert Nobody"))
    assert named.status is invented.status is Status.ABSTAINED
    for word in ("Osbert", "Quillfeather", "Egbert", "Nobody"):
        named_text, invented_text = (a.text.replace(word, "X") for a in (named, invented))
        named, invented = (type(a)(a.question, a.status, t) for a, t in ((named, named_text), (invented, invented_text)))
    assert named.text == invented.text


def test_matter_named_by_the_public_heading_is_told_to_be_exempt(tmp_path: Path) -> None:
    assistant = opened(tmp_path)
    assert assistant.ask("What was resolved on the review of a driver's licence?").status is not Status.ANSWERED
    assert "larceny" in assistant.ask("What had Osbert Quillfeather been cautioned for?", role=Role.OFFICER).text
