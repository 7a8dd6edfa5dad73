"""``python -m eval``: run, compare, report, list, propose, import, export, schema."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.errors import AssistantError
from eval import exchange, session
from eval.errors import SuiteError
from eval.session import tell

DONE, FAILED, MISUSED = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 a threshold or a case failed, 2 wrong use."""
    options = _parser().parse_args(arguments)
    try:
        command: Callable[[argparse.Namespace], int] = options.command
        return command(options)
    except SuiteError as error:
        tell(str(error))
        return MISUSED
    except AssistantError as error:
        tell(f"error: {error}")
        return MISUSED
    except KeyboardInterrupt:
        tell("stopped; the same command goes on where it stopped")
        return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval", description="Measure what answers over records are worth.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_run(commands.add_parser("run", help="put suites to systems and score the answers"))
    compare = commands.add_parser("compare", help="what changed from run A to run B, and is it noise")
    compare.add_argument("runs", nargs=2, type=Path, metavar="RUN")
    compare.add_argument("--all", action="store_true", help="every metric, not only those that moved")
    compare.add_argument("--json", action="store_true", help="as one JSON value")
    compare.set_defaults(command=session.compare_runs)
    report = commands.add_parser("report", help="one HTML file over one run or several")
    report.add_argument("runs", nargs="+", type=Path, metavar="RUN")
    report.add_argument("-o", "--output", type=Path, help="default: report.html beside the first run")
    report.add_argument("--json", action="store_true", help="print the runs with their figures and cases as one JSON value")
    report.set_defaults(command=session.report_runs)
    listed = commands.add_parser("list", help="the suites and systems that can be run, and what the others lack")
    listed.add_argument("suites", nargs="*", type=Path, metavar="SUITE", help="files or folders (default: those that ship)")
    listed.add_argument("--data", type=Path, help="the ingested library they would be run over")
    listed.add_argument("--json", action="store_true", help="as one JSON value")
    listed.set_defaults(command=session.list_runnable)
    propose = commands.add_parser("propose", help="draft cases from records, for a person to accept")
    propose.add_argument("corpus", type=Path, help="a folder of records, or one record")
    propose.add_argument("-o", "--output", type=Path, help="the suite to write (default: standard output)")
    propose.add_argument("-n", "--number", type=int, default=20, help="cases of each kind (default: %(default)s)")
    propose.add_argument("--seed", type=int, default=0)
    propose.set_defaults(command=exchange.propose_suite)
    _add_exchange(commands)
    schema = commands.add_parser("schema", help="the JSON Schema of a suite file")
    schema.set_defaults(command=exchange.print_schema)
    return parser


def _add_run(run: argparse.ArgumentParser) -> None:
    run.add_argument("suites", nargs="+", type=Path, metavar="SUITE", help="suite files, or folders of them")
    run.add_argument("--system", action="append", dest="systems", metavar="NAME", help="repeatable (default: assistant)")
    run.add_argument("--out", type=Path, default=Path("eval/runs"), help="folder of the runs (default: %(default)s)")
    run.add_argument("--data", type=Path, help="an ingested library to ask over")
    run.add_argument("--corpus", type=Path, help="a folder of text files to look quotes up in, as they are")
    run.add_argument("--entailment", default="rules", help="rules, nli:FOLDER or judge:PROVIDER:MODEL")
    run.add_argument("--timeout", type=float, default=60.0, help="seconds a question may take (default: %(default)s)")
    run.add_argument("--jobs", type=int, default=4, help="questions at once (default: %(default)s)")
    run.add_argument("-k", "--depth", type=int, default=10, help="search results to judge (default: %(default)s)")
    only = run.add_mutually_exclusive_group()
    only.add_argument("--search-only", action="store_true", help="judge retrieval alone")
    only.add_argument("--no-search", action="store_true", help="do not ask the system to search")
    run.add_argument("--fresh", action="store_true", help="forget what an earlier run left in --out")
    run.add_argument("--progress", choices=["bar", "json"], default="bar", help="json: a line a case on standard output")
    run.add_argument("--thresholds", type=Path, help="bounds that decide the exit status")
    run.add_argument("--seed", type=int, default=session.SEED, help="of the bootstrap")
    run.set_defaults(command=session.run)


def _add_exchange(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    bring = commands.add_parser("import", help="make a suite of another tool's file")
    bring.add_argument("form", choices=["questions", "ragas", "squad"])
    bring.add_argument("source", type=Path)
    bring.add_argument("-o", "--output", type=Path, required=True, help="the suite to write")
    bring.add_argument("--corpus", type=Path, help="squad: write the articles here as text files")
    bring.set_defaults(command=exchange.bring_in)
    send = commands.add_parser("export", help="write a suite or a run for another tool")
    send.add_argument("form", choices=["ragas", "squad"])
    send.add_argument("source", type=Path, help="a suite file, or (ragas) a run folder")
    send.add_argument("-o", "--output", type=Path, required=True)
    send.set_defaults(command=exchange.send_out)
