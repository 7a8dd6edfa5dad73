"""RAGChecker's metrics against values worked out on paper, and its identities on every table there is.

a, b are claims of the answer, X, Y claims of the reference "ref", c, d chunks.
"""

import itertools
from dataclasses import dataclass, field

import pytest
from eval_support import a_context, by_table, reply
from hypothesis import given
from hypothesis import strategies as st

from eval.context import ClaimChecks, Context
from eval.metrics import ragchecker

NAMES = (
    "precision", "recall", "f1", "claim_recall", "context_precision", "context_utilisation", "noise_relevant",
    "noise_irrelevant", "hallucination", "self_knowledge", "faithfulness",
)  # fmt: skip


@dataclass
class Paper:
    """A small case: what is said, what follows from what, and every value worked out by hand (None: not scored)."""

    said: list[str]
    gold: list[str]
    chunks: list[str]
    right: list[str] = field(default_factory=list)  # claims of the answer that follow from the reference
    told: list[str] = field(default_factory=list)  # claims of the reference that follow from the answer
    held: list[tuple[str, str]] = field(default_factory=list)  # (claim, chunk it follows from)
    values: tuple[float | None, ...] = ()


PAPERS = {
    # all right, told and in the one chunk, which is relevant
    "perfect": Paper(["a"], ["X"], ["c"], ["a"], ["X"], [("a", "c"), ("X", "c")], (1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 1)),
    # a wrong claim that no chunk has: hallucination 1; X is in c but not told: utilisation 0/1; F1 0
    "made up": Paper(["a"], ["X"], ["c"], [], [], [("X", "c")], (0, 0, 0, 1, 1, 0, 0, 0, 1, 0, 0)),
    # right though no chunk has it: self-knowledge 1; no chunk relevant: 0/1; nothing recalled: utilisation 0/0
    "known": Paper(["a"], ["X"], ["c"], ["a"], ["X"], [], (1, 1, 1, 0, 0, None, 0, 0, 0, 1, 0)),
    # a wrong claim out of a relevant chunk: noise_relevant 1, faithful 1
    "led astray": Paper(["a"], ["X"], ["c"], [], [], [("a", "c"), ("X", "c")], (0, 0, 0, 1, 1, 0, 1, 0, 0, 0, 1)),
    # a wrong claim out of a chunk that holds nothing of the reference: noise_irrelevant 1
    "distracted": Paper(["a"], ["X"], ["c"], [], [], [("a", "c")], (0, 0, 0, 0, 0, None, 0, 1, 0, 0, 1)),
    # wrong and in both a relevant (c) and an irrelevant chunk (d): relevant noise only; 1 of 2 chunks relevant
    "both": Paper(
        ["a"], ["X"], ["c", "d"], [], [], [("a", "c"), ("a", "d"), ("X", "c")], (0, 0, 0, 1, 0.5, 0, 1, 0, 0, 0, 1)
    ),
    # a right, b made up: precision 1/2, recall 1/1, F1 2*.5/1.5 = 2/3, hallucination 1/2, faithful 1/2
    "half right": Paper(
        ["a", "b"], ["X"], ["c"], ["a"], ["X"], [("a", "c"), ("X", "c")],
        (0.5, 1, 2 / 3, 1, 1, 1, 0, 0, 0.5, 0, 0.5),
    ),
    # X told, Y in chunk d but not told: recall 1/2, F1 2*.5/1.5, utilisation 1/2
    "left out": Paper(
        ["a"], ["X", "Y"], ["c", "d"], ["a"], ["X"], [("a", "c"), ("X", "c"), ("Y", "d")],
        (1, 0.5, 2 / 3, 1, 1, 0.5, 0, 0, 0, 0, 1),
    ),
    # Y in no chunk: claim recall 1/2; of the recalled X told: utilisation 1/1
    "not retrieved": Paper(
        ["a"], ["X", "Y"], ["c"], ["a"], ["X"], [("a", "c"), ("X", "c")], (1, 0.5, 2 / 3, 0.5, 1, 1, 0, 0, 0, 0, 1)
    ),
    # four claims, one of each fate: a right and faithful, b right and known, e from relevant c, f made up
    "four fates": Paper(
        ["a", "b", "e", "f"], ["X"], ["c"], ["a", "b"], ["X"], [("a", "c"), ("e", "c"), ("X", "c")],
        (0.5, 1, 2 / 3, 1, 1, 1, 0.25, 0, 0.25, 0.25, 0.5),
    ),
    # no chunks at all: nothing is faithful; the right claim is self-knowledge, the wrong one hallucination
    "closed book": Paper(
        ["a", "b"], ["X"], [], ["a"], ["X"], [], (0.5, 1, 2 / 3, 0, None, None, 0, 0, 0.5, 0.5, 0)
    ),
    # three chunks, one relevant: context precision 1/3; b comes from an irrelevant one: noise_irrelevant 1/2
    "thin": Paper(
        ["a", "b"], ["X"], ["c", "d", "e"], ["a"], ["X"], [("a", "c"), ("X", "c"), ("b", "e")],
        (0.5, 1, 2 / 3, 1, 1 / 3, 1, 0, 0.5, 0, 0, 1),
    ),
}  # fmt: skip


def context_of(paper: Paper) -> Context:
    answer = " ".join(paper.said)
    table = [(claim, "ref") for claim in paper.right] + [(claim, answer) for claim in paper.told] + paper.held
    expect = {"reference": "ref", "claims": paper.gold, "answer": [{"text": "x"}]}
    return a_context(reply([(claim, []) for claim in paper.said]), by_table(*table), paper.chunks, **expect)


@pytest.mark.parametrize("name", PAPERS)
def test_by_hand(name: str) -> None:
    paper = PAPERS[name]
    context = context_of(paper)
    for metric, value in zip(NAMES, paper.values, strict=True):
        assert getattr(ragchecker, metric)(context).value == (None if value is None else pytest.approx(value)), metric


def test_silence_is_not_zero() -> None:
    expect = {"reference": "ref", "claims": ["X"], "answer": [{"text": "x"}]}
    table = by_table(("X", "c"))
    context = a_context({"status": "abstained", "text": "X"}, table, ["c"], **expect)
    assert ragchecker.precision(context).value is None
    assert ragchecker.hallucination(context).value is None
    assert ragchecker.recall(context).value == 0  # what was to be told was not
    assert ragchecker.claim_recall(context).value == 1


flags = st.booleans()


@st.composite
def tables(draw: st.DrawFn) -> ClaimChecks:
    said, gold, chunks = draw(st.integers(1, 5)), draw(st.integers(1, 4)), draw(st.integers(0, 4))

    def row(length: int) -> tuple[bool, ...]:
        return tuple(draw(st.lists(flags, min_size=length, max_size=length)))

    return ClaimChecks(
        row(said), row(gold), tuple(row(chunks) for _ in range(said)), tuple(row(chunks) for _ in range(gold)), chunks
    )


def with_checks(checks: ClaimChecks) -> Context:
    context = context_of(PAPERS["perfect"])
    context.__dict__["checks"] = checks
    return context


def value(metric: str, context: Context) -> float:
    found = getattr(ragchecker, metric)(context).value
    assert found is not None
    return float(found)


@given(tables())
def test_identities(checks: ClaimChecks) -> None:
    context = with_checks(checks)
    noise = value("noise_relevant", context) + value("noise_irrelevant", context)
    assert 1 - value("precision", context) == pytest.approx(noise + value("hallucination", context))
    parts = value("faithfulness", context) + value("hallucination", context) + value("self_knowledge", context)
    assert parts == pytest.approx(1)


def test_against_brute_force() -> None:
    """Every table of two claims, one reference claim and two chunks, by sets instead of flags."""
    for bits in itertools.product([False, True], repeat=9):
        right, told = bits[:2], bits[2:3]
        backed, held = (bits[3:5], bits[5:7]), (bits[7:9],)
        context = with_checks(ClaimChecks(right, told, backed, held, 2))
        relevant = {c for c in (0, 1) if held[0][c]}
        wrong = {i for i in (0, 1) if not right[i]}
        sources = [{c for c in (0, 1) if backed[i][c]} for i in (0, 1)]
        assert value("noise_relevant", context) == len({i for i in wrong if sources[i] & relevant}) / 2
        assert value("noise_irrelevant", context) == len({i for i in wrong if sources[i] and not sources[i] & relevant}) / 2
        assert value("hallucination", context) == len({i for i in wrong if not sources[i]}) / 2
        assert value("context_precision", context) == len(relevant) / 2
