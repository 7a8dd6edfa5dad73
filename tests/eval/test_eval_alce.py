"""ALCE's citation recall and precision against values worked out on paper.

S1, S2 are statements, p, q, r cited passages; "p => S1" means that S1 follows from p alone, "p+q => S1" from both only.
Recall = supported statements / statements.  Precision = useful citations / citations; a citation is useful when its
statement is supported and it supports it alone or the others do not.
"""

import pytest
from eval_support import a_context, by_table, reply

from eval.metrics.alce import alce_precision, alce_recall

P, Q, R = {1: "p"}, {1: "p", 2: "q"}, {1: "p", 2: "q", 3: "r"}

CASES = {
    # one statement, one citation that supports it: 1/1, 1/1
    "supported": ([("S1", [1])], P, [("S1", "p")], 1.0, 1.0),
    # one statement, one citation that does not: 0/1, 0/1
    "unsupported": ([("S1", [1])], P, [], 0.0, 0.0),
    # no citation at all: 0/1; ALCE's program gives precision 0 where nothing is cited
    "uncited": ([("S1", [])], {}, [], 0.0, 0.0),
    # two statements, one cited and supported, one bare: 1/2; the one citation is useful: 1/1
    "half cited": ([("S1", [1]), ("S2", [])], P, [("S1", "p")], 0.5, 1.0),
    # p alone supports, q is beside the point: the rest without q (p) supports, so q is useless: 1/1, 1/2
    "one too many": ([("S1", [1, 2])], Q, [("S1", "p")], 1.0, 0.5),
    # only p and q together support: both useful: 1/1, 2/2
    "both needed": ([("S1", [1, 2])], Q, [("S1", ("p", "q"))], 1.0, 1.0),
    # each alone supports: both useful: 1/1, 2/2
    "either enough": ([("S1", [1, 2])], Q, [("S1", "p"), ("S1", "q")], 1.0, 1.0),
    # p+q needed, r useless: without p: q+r no -> useful; q likewise; without r: p+q yes -> useless: 1/1, 2/3
    "two of three": ([("S1", [1, 2, 3])], R, [("S1", ("p", "q"))], 1.0, 2 / 3),
    # joint set fails: nothing is useful: 0/1, 0/2
    "two that fail": ([("S1", [1, 2])], Q, [], 0.0, 0.0),
    # an invented number [9]: unsupported, and its citations are not counted; S2 is fine: 1/2, 1/1
    "invented": ([("S1", [9]), ("S2", [1])], P, [("S2", "p")], 0.5, 1.0),
    # only an invented number: 0/1, and nothing is counted: 0
    "only invented": ([("S1", [9])], P, [("S1", "p")], 0.0, 0.0),
    # S1 supported by p (1 useful of 1); S2 cites p and q, follows from q alone (1 useful of 2): 2/2, 2/3
    "mixed": ([("S1", [1]), ("S2", [1, 2])], Q, [("S1", "p"), ("S2", "q")], 1.0, 2 / 3),
    # S1 [p] yes, S2 [q] no, S3 [p, q] needs both: recall 2/3; useful: p for S1, both for S3 = 3 of 4
    "three": (
        [("S1", [1]), ("S2", [2]), ("S3", [1, 2])], Q, [("S1", "p"), ("S3", ("p", "q"))], 2 / 3, 3 / 4,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_by_hand(name: str) -> None:
    claims, quotes, table, recall, precision = CASES[name]
    context = a_context(reply(claims, quotes), by_table(*table))
    assert alce_recall(context).value == pytest.approx(recall)
    assert alce_precision(context).value == pytest.approx(precision)


def test_markers_stand_in_for_claims() -> None:
    # three sentences; the first follows from p, the second from p+q together, the third cites nothing: 2/3; 3/3 useful
    raw = {
        "status": "answered",
        "text": "Bins are green [1]. They are big. [1][2] Nobody knows why.",
        "citations": [{"id": n, "document": "d", "quote": quote} for n, quote in Q.items()],
    }
    table = by_table(("Bins are green.", "p"), ("They are big.", ("p", "q")))
    context = a_context(raw, table)
    assert [statement.citations for statement in context.statements] == [(1,), (1, 2), ()]
    assert alce_recall(context).value == pytest.approx(2 / 3)
    assert alce_precision(context).value == pytest.approx(1.0)


def test_silence_is_not_scored() -> None:
    context = a_context({"status": "abstained", "text": "Nothing on that."}, by_table())
    for metric in (alce_recall, alce_precision):
        assert metric(context).value is None
        assert "no statement" in metric(context).reason
