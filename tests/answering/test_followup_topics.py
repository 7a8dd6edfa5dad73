"""What a follow-up is about: the matter of the conversation, not the body that dealt with it nor a detail asked in between."""

from __future__ import annotations

import pytest

from assistant.answering.followup import make_whole

DECIDED = "What did Cabinet decide about garden waste?"


@pytest.mark.parametrize(
    ("history", "question", "wanted"),
    [
        ([DECIDED], "Why?", "Why did Cabinet decide about garden waste?"),
        ([DECIDED], "How much will it cost?", "How much will garden waste cost?"),
        ([DECIDED, "How much will it cost?"], "Why?", "Why did Cabinet decide about garden waste?"),
        ([DECIDED, "How much will it cost?"], "When will it start?", "When will garden waste start?"),
        (["What was said about the quay?", "Who is the contractor?"], "When will it end?", "When will the quay end?"),
        (
            ["What was decided about Weir Hill School?", "Who moved the amendment?", "What was the vote?"],
            "How many pupils does it have?",
            "How many pupils does Weir Hill School have?",
        ),
        (["How much will the quay cost?"], "Why?", "Why, about the quay?"),
    ],
)
def test_topic_is_the_matter(history: list[str], question: str, wanted: str) -> None:
    assert make_whole(question, history) == wanted
