"""How many questions over tables of others the figure engine answers, and how many of those it answers right.

    python -m eval.bench_figures FOLDER [--show N]

``FOLDER`` holds ``tatqa/``, ``wikitablequestions/`` and ``fetaqa/`` as published.  Each question is put to its own
table alone, without a search.  "In scope" are the questions whose answer is a figure of the table or computed from its
figures, or the rows that an extreme, a rank or a bound picks out; the others (texts, paragraphs, several steps) are
counted apart.  Right is TAT-QA's match of figures (to two decimals) and of scale: percent or not, and thousand, million
or billion wherever the table itself prints it (where only the text around it says it, it is not scored),
WikiTableQuestions' match of all answers, and for FeTaQA, whose answers are sentences, every figure stated being in the
reference sentence.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.answering.figures import FigureChoice, choose_figures
from assistant.answering.figures.asked import Operation, read_question
from assistant.answering.figures.layout import SCALES
from assistant.ingest.figures.sheet import read_sheet
from assistant.ingest.values import parse_value
from assistant.records import Cell, Document, Kind, Span, Table
from assistant.retrieval.analysis import analyse


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a set: its table (caption, header rows, rows), what answers it, whether it is in scope."""

    source: str
    question: str
    caption: str
    header: Sequence[Sequence[str]]
    rows: Sequence[Sequence[str]]
    answers: tuple[str, ...]
    scale: str
    in_scope: bool


def document_of(asked: Asked) -> Document:
    """Return a document that holds the table of a question and nothing else."""
    text, at = [], 0

    def place(words: str) -> Cell:
        nonlocal at
        folded = " ".join(words.split())
        cell = Cell(folded, Span(at, at + len(folded)) if folded else None)
        text.append(folded)
        at += len(folded) + 1
        return cell

    place(asked.caption)
    header = tuple(tuple(place(cell) for cell in row) for row in asked.header)
    rows = tuple(tuple(place(cell) for cell in row) for row in asked.rows)
    table = Table(" ".join(asked.caption.split()), Span(0, at), header, rows)
    return Document("table", "0", "", Kind.OTHER, "\n".join(text) + "\n", tables=(table,))


def tatqa(folder: Path) -> Iterator[Asked]:
    """Yield TAT-QA's questions; in scope are arithmetic, counts and single figures from the table."""
    for context in json.loads((folder / "tatqa" / "tatqa_dataset_dev.json").read_text("utf-8")):
        grid = context["table"]["table"]
        heads = _header_rows(grid)
        for one in context["questions"]:
            answers = one["answer"] if isinstance(one["answer"], list) else [one["answer"]]
            numeric = all(parse_value(str(a)) for a in answers)
            scope = one["answer_from"] == "table" and (
                one["answer_type"] in ("arithmetic", "count") or len(answers) == 1 and numeric
            )
            yield Asked("TAT-QA", one["question"], "", grid[:heads], grid[heads:], tuple(map(str, answers)), one["scale"], scope)


def _header_rows(grid: Sequence[Sequence[str]]) -> int:
    """Return how many rows from the top have no figures but years."""
    for count, row in enumerate(grid):
        figures = [cell for cell in row[1:] if cell and parse_value(cell) and not re.fullmatch(r"(?:19|20)\d\d", cell.strip())]
        if figures or (row[0] and not any(row[1:]) and count):
            return max(count, 1)
    return 1


def wikitablequestions(folder: Path) -> Iterator[Asked]:
    """Yield WikiTableQuestions' questions; in scope are those that the parser reads as an operation over figures."""
    base = folder / "wikitablequestions"
    with (base / "questions.tsv").open(encoding="utf-8") as stream:
        for one in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            grid = _csv(base / one["context"])
            asked = read_question(one["utterance"])
            answers = tuple(one["targetValue"].split("|"))
            numeric = all(parse_value(a) for a in answers)
            scope = asked.operation not in (Operation.LOOK_UP, Operation.WHETHER) or numeric
            yield Asked("WikiTableQuestions", one["utterance"], "", grid[:1], grid[1:], answers, "", scope)


@lru_cache(maxsize=1)
def _csv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8") as stream:
        return [[cell.replace("\\n", " ") for cell in row] for row in csv.reader(stream, escapechar="\\")]


def fetaqa(folder: Path) -> Iterator[Asked]:
    """Yield FeTaQA's questions; in scope are those that ask for a figure of the table."""
    for line in (folder / "fetaqa" / "fetaQA-v1_dev.jsonl").read_text("utf-8").splitlines():
        one = json.loads(line)
        grid = one["table_array"]
        cells = [grid[r][c] for r, c in one["highlighted_cell_ids"]]
        numeric = any(parse_value(cell) and not re.fullmatch(r"(?:19|20)\d\d", cell) for cell in cells)
        caption = f"{one['table_page_title']} – {one['table_section_title']}"
        figure = bool(re.search(r"\bhow (?:many|much)\b|\bhighest\b|\bmost\b|\bpercent", one["question"], re.I))
        yield Asked("FeTaQA", one["question"], caption, grid[:1], grid[1:], (one["answer"],), "", numeric and figure)


def is_right(asked: Asked, choice: FigureChoice) -> bool:
    """Return whether an answer is right by the measure of its set."""
    if asked.source == "FeTaQA":
        return all(_in_words(short, asked.answers[0]) for short in choice.short)
    if asked.source == "TAT-QA":
        return (
            len(choice.short) == len(asked.answers)
            and all(any(_same(short, answer) for answer in asked.answers) for short in choice.short)
            and _scaled(asked, choice)
        )
    return len(choice.short) == len(asked.answers) and all(any(_same(s, a) for a in asked.answers) for s in choice.short)


def _scaled(asked: Asked, choice: FigureChoice) -> bool:
    """Return whether the scale is right: percent or not; thousand or million wherever the table itself prints it."""
    if asked.scale == "percent" or any("%" in answer for answer in asked.answers):
        return choice.scale == "percent"
    if choice.scale == "percent":
        return False
    return choice.scale == asked.scale or not _prints_scale(asked)


def _prints_scale(asked: Asked) -> bool:
    """Return whether the table prints the scale that is wanted; where only the text around it does, it cannot be known."""
    printed = " ".join(cell for row in (*asked.header, *asked.rows) for cell in row)
    return any(scale == asked.scale and pattern.search(printed) for scale, pattern in SCALES)


def _in_words(short: str, sentence: str) -> bool:
    number = _number(short)
    if number is None:
        return short.lower() in sentence.lower()
    found = [_number(match) for match in re.findall(r"-?\d[\d,]*(?:\.\d+)?", sentence)]
    return abs(number) in [abs(value) for value in found if value is not None]


def _same(short: str, answer: str) -> bool:
    one, other = _number(short), _number(answer)
    if one is not None and other is not None:
        return abs(one - other) <= Decimal("0.011") or abs(one - other) <= abs(other) * Decimal("0.0005")
    return _folded(short) == _folded(answer)


def _folded(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", words.lower()).strip()


def _number(text: str) -> Decimal | None:
    value = parse_value(re.sub(r"\s*(?:percentage points?|per .*|\(£.*\))$|(?<=\d)(?:m|k|bn)$", "", str(text)))
    try:
        return value.value if value and value.upper is None else Decimal(str(text).replace(",", ""))
    except InvalidOperation:
        return None


def main(arguments: Sequence[str] | None = None) -> int:
    """Print, for each set, how many questions are in scope, answered, and right among the answered."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench_figures")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", type=int, default=0, help="print so many wrong answers of each set")
    parser.add_argument("--unanswered", action="store_true", help="print questions left open instead")
    parser.add_argument("--words-only", action="store_true", help="match labels without the embedding model")
    given = parser.parse_args(arguments)
    encode = None if given.words_only else bench_encoder()
    for load in (tatqa, wikitablequestions, fetaqa):
        _run(list(load(given.folder)), encode, given)
    return 0


def bench_encoder() -> Callable[[str], Any]:
    """Return the bundled model, which turns words into a unit vector."""
    from assistant.retrieval.encoder import QueryEncoder, bundled_model, verified

    return lru_cache(maxsize=8192)(QueryEncoder(verified(bundled_model())).encode)


def _run(questions: Sequence[Asked], encode: Callable[[str], Any] | None, given: argparse.Namespace) -> None:
    tally: Counter[str] = Counter()
    shown = 0
    for asked in questions:
        document = document_of(asked)
        sheet = read_sheet(document, document.tables[0])
        choice = choose_figures(analyse(asked.question), {}, [sheet], encode, known=True) if sheet else None
        answered = bool(choice and choice.statements)
        where = "in" if asked.in_scope else "out"
        tally[where] += 1
        tally[f"{where} answered"] += int(answered)
        right = bool(choice and answered and is_right(asked, choice))
        tally[f"{where} right"] += int(right)
        if shown < given.show and asked.in_scope and (answered and not right if not given.unanswered else not answered):
            shown += 1
            told = choice.statements[0].text if choice and choice.statements else choice and choice.unmet
            _print(
                f"  {asked.question}\n      wanted {asked.answers} {asked.scale}; short {choice and choice.short}; told {told!r}"
            )
    for where in ("in", "out"):
        total, found, good = tally[where], tally[f"{where} answered"], tally[f"{where} right"]
        _print(
            f"{questions[0].source:20s} {where:3s} scope n={total:4d} answered={found / max(total, 1):.3f} "
            f"right among answered={good / max(found, 1):.3f} wrong of all={(found - good) / max(total, 1):.3f}"
        )


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    sys.exit(main())
