"""How close follow-up questions made whole come to the rewrites that people wrote for them.

    python -m eval.bench_followups FOLDER [--show N]

``FOLDER`` holds ``canard/`` (Elgohary et al. 2019, over QuAC) and ``treccast/`` (TREC CAsT 2019) as published.  Each
question is made whole after the earlier questions as they were asked, with and without the earlier answers where the set
gives them; a CANARD conversation begins with the title of the article it is about, as the people who rewrote it saw.
Beside it stand the question as asked and the question with all earlier ones before it.  Token F1 is SQuAD's: lower case,
without punctuation and articles.  "Left alone" is the share of the questions whose rewrite says nothing more, that come
out as asked.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.answering.followup import make_whole

_WORD = re.compile(r"[^\W_]+")
_ARTICLES = frozenset(("a", "an", "the"))


@dataclass(frozen=True, slots=True)
class Turn:
    """A question of a conversation: what was asked and answered before it, and the rewrite that people gave it."""

    question: str
    history: tuple[str, ...]
    answers: tuple[str, ...]
    rewrite: str


@dataclass(frozen=True, slots=True)
class Score:
    """How a way of making questions whole does: mean token F1, share of exact matches, share rightly left alone."""

    turns: int
    f1: float
    exact: float
    left_alone: float


def tokens(text: str) -> list[str]:
    """Return the words of a text in lower case, without possessive endings and articles."""
    bare = re.sub(r"['’]s?\b", "", text.lower())
    return [word for word in _WORD.findall(bare) if word not in _ARTICLES]


def token_f1(said: str, wanted: str) -> float:
    """Return the F1 of the words of two texts, each counted as often as it stands there."""
    ours, theirs = Counter(tokens(said)), Counter(tokens(wanted))
    shared = (ours & theirs).total()
    return 2 * shared / (ours.total() + theirs.total()) if shared else float(ours == theirs)


def canard(folder: Path) -> Iterator[Turn]:
    """Yield CANARD's questions; the article's title is what its conversation begins with."""
    for one in json.loads((folder / "canard" / "dev_1000.json").read_text("utf-8")):
        title, _, *said = one["History"]
        yield Turn(one["Question"], (title, *said[::2]), ("", *said[1::2]), one["Rewrite"])


def treccast(folder: Path) -> Iterator[Turn]:
    """Yield the turns of TREC CAsT's evaluation topics that have a resolved form."""
    rows = (folder / "treccast" / "evaluation_topics_annotated_resolved_v1.0.tsv").read_text("utf-8").splitlines()
    rewrites = dict(row.split("\t", 1) for row in rows if "\t" in row)
    for topic in json.loads((folder / "treccast" / "evaluation_topics_v1.0.json").read_text("utf-8")):
        asked: list[str] = []
        for turn in topic["turn"]:
            rewrite = rewrites.get(f"{topic['number']}_{turn['number']}")
            if rewrite:
                yield Turn(turn["raw_utterance"].strip(), tuple(asked), (), rewrite.strip())
            asked.append(turn["raw_utterance"].strip())


WAYS: dict[str, Callable[[Turn], str]] = {
    "as asked": lambda turn: turn.question,
    "earlier questions + question": lambda turn: " ".join((*turn.history, turn.question)),
    "made whole": lambda turn: make_whole(turn.question, turn.history),
    "made whole, answers known": lambda turn: make_whole(turn.question, turn.history, turn.answers),
}


def score(turns: Sequence[Turn], way: Callable[[Turn], str]) -> Score:
    """Return how a way of making questions whole does over the turns of a set (at least one)."""
    made = [(turn, way(turn)) for turn in turns]
    alone = [tokens(said) == tokens(turn.question) for turn, said in made if tokens(turn.question) == tokens(turn.rewrite)]
    return Score(
        len(turns),
        sum(token_f1(said, turn.rewrite) for turn, said in made) / len(turns),
        sum(tokens(said) == tokens(turn.rewrite) for turn, said in made) / len(turns),
        sum(alone) / len(alone) if alone else 1.0,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the scores of every way on both sets; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench_followups", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path, help="the folder that holds canard/ and treccast/")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="also print N questions, made whole, and rewritten")
    options = parser.parse_args(arguments)
    for name, turns in (("CANARD", list(canard(options.folder))), ("TREC CAsT", list(treccast(options.folder)))):
        for label, way in WAYS.items():
            got = score(turns, way)
            sys.stdout.write(
                f"{name:10s} {label:30s} n={got.turns:4d} f1={got.f1:.3f} exact={got.exact:.3f} left_alone={got.left_alone:.3f}\n"
            )
        for turn in turns[: options.show]:
            sys.stdout.write(f"  {turn.question}\n    -> {WAYS['made whole, answers known'](turn)}\n    == {turn.rewrite}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
