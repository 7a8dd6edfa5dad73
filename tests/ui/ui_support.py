"""Answers made by hand, for the tests of the page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.records import Answer, Check, Citation, Claim, Kind, Span, Status

CITATION = Citation(
    id=1, document="minutes.pdf", title="Minutes of the Parks Committee", kind=Kind.MINUTES,
    meeting_date=date(2020, 3, 4), item="7", heading="PONDS", page=3, span=Span(10, 38),
    quote="The pond\nwas to be cleaned.", body="Parks Committee",
)  # fmt: skip
PASSED = Check("quotation", True, "word for word")
ANSWER = Answer(
    question="What of the pond?", status=Status.ANSWERED, text="The pond was to be cleaned. [1]",
    claims=(Claim("The pond was to be cleaned.", (1,), (PASSED,)),), citations=(CITATION,),
)  # fmt: skip
ABSTAINED = Answer(
    question="What of the moon?", status=Status.ABSTAINED, text="The records do not answer this. Looked for: moon",
    reason="no evidence for moon", nearest=(replace(CITATION, id=1),),
)  # fmt: skip
RESTRICTED = Answer(
    question="What was the tender?", status=Status.RESTRICTED, text="This matter is exempt.", reason="an exempt item",
)  # fmt: skip
