"""Print a seeded sample of the figures of sentences, one to a line, to be judged by eye.

    python -m eval.sample_figures LIBRARY [--n 120] [--seed 1] [--document PART]

Each line has the value, unit, measure, period, area, qualifier and whether it is a change, then the sentence with the
number between marks.  docs/figures.md has what was counted with it.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.language import fold
from assistant.library import Library
from assistant.records import Document, Figure

_CONTEXT = 260


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the sample and how many figures of sentences the library holds."""
    parser = argparse.ArgumentParser(prog="python -m eval.sample_figures")
    parser.add_argument("library", type=Path)
    parser.add_argument("--n", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--document", default="", help="only documents whose name has this in it")
    given = parser.parse_args(arguments)
    held = list(_held(Library(given.library), given.document))
    drawn = sorted(random.Random(given.seed).sample(range(len(held)), min(given.n, len(held))))
    for number, at in enumerate(drawn, 1):
        sys.stdout.write(f"{number:3d} {line(*held[at])}\n")
    sys.stdout.write(f"{len(drawn)} of {len(held)} figures of sentences\n")
    return 0


def _held(library: Library, part: str) -> Iterator[tuple[Document, Figure]]:
    for name in sorted(one.name for one in library.summaries() if part in one.name):
        document = library.document(name)
        yield from ((document, figure) for figure in sentence_figures(document))


def sentence_figures(document: Document) -> Iterator[Figure]:
    """Yield the figures of a document that stand in no table."""
    tables = [table.span for table in document.tables]
    yield from (f for f in document.figures if not any(table.overlaps(f.context) for table in tables))


def line(document: Document, figure: Figure) -> str:
    """Return a figure's fields and its sentence, the number between marks and what is far from it left out."""
    text, place, context = document.text, figure.span, figure.context
    before = fold(text[max(context.start, place.start - _CONTEXT) : place.start])
    after = fold(text[place.end : min(context.end, place.end + _CONTEXT)])
    kind = "change" if figure.change else "level"
    fields = (f"{figure.value:g}", figure.unit, figure.measure, figure.period, figure.area, figure.qualifier, kind)
    return f"{document.name[:16]} | {' | '.join(fields)} || {before} »{place.of(text)}« {after}"


if __name__ == "__main__":
    sys.exit(main())
