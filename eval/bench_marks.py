"""Whether the source viewer marks the words that are quoted: ``python -m eval.bench_marks LIBRARY [--answers 50]``.

For PDF records of a library, two sets of quotes: every citation of so many answers to questions made from the records' own
headings, and every sentence of passages drawn at random.  Of each, the characters that stand under the marks on the page, told
by their places alone, are compared with the quote, blanks and the forms of letters, quotes and dashes aside.  Then the
time is told that a view takes whose page was not looked at before.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from assistant.errors import AssistantError
from assistant.language import sentences
from assistant.records import Document, Role, Span
from assistant.service import Assistant
from assistant.web.viewer_compose import Viewer
from assistant.web.viewer_files import Originals, is_pdf
from assistant.web.viewer_marks import Leaf, same_words
from assistant.web.viewer_model import Asked, Sort
from assistant.web.viewer_pdf import Printer

_SEED = 7
_WIDTH = 1200


class Bench:
    """The records of one library, and how often a quote was marked exactly, not at all, or wrongly.

    Args:
        assistant: Its library holds the records; the files they came from still lie where they were.
    """

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant
        originals = Originals(assistant.library, assistant.settings.max_bytes)
        read = ((summary.name, assistant.document(summary.name)) for summary in assistant.summaries())
        files = {name: (document, originals.find(document)) for name, document in read if document.pages}
        self.files = {name: (document, file) for name, (document, file) in files.items() if file and is_pdf(file)}
        self._printer = Printer()
        self._leaf = lru_cache(maxsize=512)(self._read)

    def _read(self, name: str, number: int) -> Leaf:
        document, file = self.files[name]
        stored = next(page.span for page in document.pages if page.number == number).of(document.text)
        return Leaf.of(self._printer.printed(file, number), stored)

    def judge(self, name: str, span: Span) -> str:
        """Return "exact", "unmarked" or "wrong" for one quote; it is exact where it is so on every page it stands on."""
        document, _ = self.files[name]
        verdicts = [self._judge_part(name, page.number, page.span, span) for page in document.pages if page.span.overlaps(span)]
        return next((verdict for verdict in ("wrong", "unmarked") if verdict in verdicts), "exact")

    def _judge_part(self, name: str, number: int, page: Span, span: Span) -> str:
        part = Span(max(span.start, page.start) - page.start, min(span.end, page.end) - page.start)
        words = part.of(page.of(self.files[name][0].text))
        if not words.strip():
            return "exact"
        leaf = self._leaf(name, number)
        marks = leaf.marks(part)
        if marks is None:
            return "unmarked"
        return "exact" if same_words(leaf.words_under(marks), words) else "wrong"

    def cited(self, answers: int) -> Iterator[tuple[str, Span]]:
        """Yield every citation of so many answers that cite PDF records."""
        asked = 0
        for question in self._questions():
            answer = self.assistant.ask(question, role=Role.OFFICER)
            held = [(one.document, one.span) for one in answer.citations if one.document in self.files]
            yield from held
            asked += bool(held)
            if asked == answers:
                return

    def _questions(self) -> list[str]:
        asked = [
            f"What was said about {' '.join(item.heading.split())}{_in_month(document)}?"
            for document, _ in self.files.values() for item in document.items if item.heading and len(item.span) > 200
        ]  # fmt: skip
        return random.Random(_SEED).sample(asked, len(asked))

    def sampled(self, passages: int) -> Iterator[tuple[str, Span]]:
        """Yield the sentences of passages drawn at random."""
        held = [(name, passage.span) for name, (document, _) in self.files.items() for passage in document.passages]
        for name, span in random.Random(_SEED).sample(held, min(passages, len(held))):
            for sentence in sentences(self.files[name][0].text, span):
                yield name, sentence

    def seconds(self, quotes: Sequence[tuple[str, Span]]) -> tuple[list[float], list[float]]:
        """Return the seconds that the view of each quote takes, and then the picture of its page; nothing is kept between."""
        views, pictures = [], []
        for name, span in quotes:
            viewer, begun = Viewer(self.assistant), time.perf_counter()
            shown = viewer.view(Asked(name, span), Role.OFFICER)
            views.append(time.perf_counter() - begun)
            if shown.sort is Sort.PAGE:
                viewer.picture(name, shown.sheets[0].number, _WIDTH, Role.OFFICER)
                pictures.append(time.perf_counter() - begun)
        return views, pictures


def _in_month(document: Document) -> str:
    return f" in {document.meeting_dates[0]:%B %Y}" if document.meeting_dates else ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return 0, 1 where a mark is wrong, 2 where there is nothing to measure."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench_marks", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("library", type=Path, help="folder of a library that holds PDF records")
    parser.add_argument("--answers", type=int, default=50, help="answers whose citations are looked at (50)")
    parser.add_argument("--passages", type=int, default=500, help="passages whose sentences are looked at (500)")
    given = parser.parse_args(arguments)
    try:
        assistant = Assistant.open(given.library)
    except AssistantError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    bench = Bench(assistant)
    if not bench.files:
        sys.stderr.write("the library holds no PDF records whose files are still there; ingest some\n")
        return 2
    pages = sum(len(document.pages) for document, _ in bench.files.values())
    sys.stdout.write(f"{len(bench.files)} PDF records, {pages} pages\n")
    cited = list(bench.cited(given.answers))
    wrong = _report(bench, f"citations of {given.answers} answers", cited)
    wrong += _report(bench, "sentences of passages at random", list(bench.sampled(given.passages)))
    _report_times(bench, cited[:60])
    return int(wrong > 0)


def _report(bench: Bench, name: str, quotes: Sequence[tuple[str, Span]]) -> int:
    found = Counter(bench.judge(document, span) for document, span in quotes)
    told = ", ".join(f"{found[verdict]} {verdict}" for verdict in ("exact", "unmarked", "wrong"))
    sys.stdout.write(f"{name}: {len(quotes)} quotes: {told}\n")
    return found["wrong"]


def _report_times(bench: Bench, quotes: Sequence[tuple[str, Span]]) -> None:
    for name, seconds in zip(("the view", "the view and its picture"), bench.seconds(quotes), strict=True):
        if len(seconds) > 1:
            most = statistics.quantiles(seconds, n=20)[-1]
            sys.stdout.write(f"{name}, nothing kept: median {statistics.median(seconds):.3f} s, 95 of 100 within {most:.3f} s\n")


if __name__ == "__main__":
    sys.exit(main())
