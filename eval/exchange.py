"""The commands that make and translate suites."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from eval.gather import read_corpus
from eval.interchange import dump_suite, ragas, squad, suite_of
from eval.interchange.questions import read_questions
from eval.loading import load_suite
from eval.runlog import LOG, read_run
from eval.session import tell
from eval.suite import json_schema


def propose_suite(options: argparse.Namespace) -> int:
    """Write drafts of cases over a corpus."""
    from eval.propose import propose

    cases = propose(read_corpus(options.corpus, tell), options.number, options.seed)
    note = "Drafts: a case counts once a person has read it and taken out its line 'accepted: false'."
    text = dump_suite(suite_of(f"proposed from {options.corpus.name}", cases, note))
    if options.output:
        options.output.write_text(text, encoding="utf-8")
        tell(f"{len(cases)} drafts in {options.output}")
    else:
        sys.stdout.write(text)
    return 0


def bring_in(options: argparse.Namespace) -> int:
    """Write a suite made of another tool's file."""
    source: Path = options.source
    if options.form == "squad":
        cases = squad.read_squad(source, options.corpus)
    else:
        cases = read_questions(source) if options.form == "questions" else ragas.read_ragas(source)
    corpus = str(options.corpus.resolve()) if options.corpus else ""
    options.output.write_text(dump_suite(suite_of(source.stem, cases, f"from {source.name}", corpus)), encoding="utf-8")
    tell(f"{len(cases)} cases in {options.output}")
    return 0


def send_out(options: argparse.Namespace) -> int:
    """Write a suite or a run in another tool's form."""
    source: Path = options.source
    if options.form == "ragas" and (source.is_dir() or source.name == LOG):
        ragas.write_run(options.output, read_run(source)[1])
    elif options.form == "ragas":
        ragas.write_suite(options.output, load_suite(source).cases)
    elif left := squad.write_squad(options.output, load_suite(source).cases):
        tell(f"{left} cases left out: SQuAD holds only answers that stand word for word in the evidence")
    return 0


def print_schema(_: argparse.Namespace) -> int:
    """Print the JSON Schema of a suite file."""
    sys.stdout.write(json.dumps(json_schema(), indent=1) + "\n")
    return 0
