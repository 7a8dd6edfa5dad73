"""The command line: thin commands over ``assistant.service``.  What costs time is imported by the command that needs it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import __version__
from assistant.errors import AssistantError, BadRequest

if TYPE_CHECKING:
    from assistant.service import Assistant

DONE, FAILED, WRONG_USE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 failed or partly failed, 2 wrong use."""
    parser = build_parser()
    given = parser.parse_args(arguments)
    from assistant import commands

    try:
        return int(getattr(commands, given.command)(given))
    except BadRequest as error:
        _complain(error)
        return WRONG_USE
    except AssistantError as error:
        _complain(error)
        return FAILED
    except KeyboardInterrupt:
        _complain("stopped; run the same command again to go on where it was")
        return FAILED
    except BrokenPipeError:
        return FAILED


def _complain(message: object) -> None:
    sys.stderr.write(f"assistant: {message}\n")


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    parser = argparse.ArgumentParser(
        prog="assistant", description="Answers questions over council committee records, with citations."
    )
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--data", type=Path, help="folder of the library (or ASSISTANT_DATA; default: data)")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    ingest = _command(commands, "ingest", "take in files and folders; what is there already is not read again")
    ingest.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    remove = _command(commands, "remove", "remove documents by name")
    remove.add_argument("documents", nargs="+", metavar="DOC")
    _command(commands, "status", "list what is loaded")
    verify = _command(commands, "verify", "prove that the word and vector indexes agree with the library")
    verify.add_argument("--repair", action="store_true", help="make both indexes anew from the library")
    show = _command(commands, "show", "show what was understood of one record")
    show.add_argument("document", metavar="DOC")
    show.add_argument("--role", choices=("public", "member", "officer"), default="officer", help="show what this role may see")

    search = _asking(commands, "search", "query", "find passages")
    search.add_argument("-k", type=_count, default=10, help="how many (default 10)")
    ask = _asking(commands, "ask", "question", "answer a question, each sentence cited")
    ask.add_argument("--history", action="append", default=[], metavar="QUESTION", help="an earlier question; repeatable")
    ask.add_argument("-o", "--output", type=Path, metavar="FILE", help="write the conversation to a .docx or .md file")
    ground = _command(commands, "ground", "check claims against evidence")
    ground.add_argument("--batch", type=Path, required=True, metavar="FILE.jsonl")

    draft = _command(commands, "draft", "draft a reply, note or press line with footnotes, or check an edited one")
    draft.add_argument("asked", nargs="?", metavar="QUESTION", help="a question or a letter; - reads it from standard input")
    draft.add_argument("-o", "--output", type=Path, metavar="FILE", help="where to, .docx or .md (default: standard output)")
    draft.add_argument(
        "--template", choices=("reply", "briefing", "press"), default="reply", help="kind of draft (default reply)"
    )
    draft.add_argument("--check", type=Path, metavar="FILE", help="check an edited draft against the records instead")
    draft.add_argument(
        "--role", choices=("public", "member", "officer"), default="public", help="who may read it (default public)"
    )

    figures = _command(commands, "figures", "list the figures of a measure over all records")
    figures.add_argument("measure", metavar="MEASURE", nargs="?", default="")
    figures.add_argument("--measures", action="store_true", help="list the measures there are, those with the words of MEASURE")
    figures.add_argument("--area", action="append", default=[], help="only this area, ward, category or body; more than once")
    figures.add_argument("--period", action="append", default=[], help='only this period ("2019-20", "April-August 2019")')
    figures.add_argument("--exact", action="store_true", help="take measure, areas and periods whole, as the records print them")
    figures.add_argument("--csv", type=Path, metavar="FILE", help="write them to a CSV file")
    figures.add_argument("--chart", type=Path, metavar="FILE", help="draw them to a .png or .svg file")
    figures.add_argument("--role", choices=("public", "member", "officer"), default="public", help="who asks (default public)")
    _actions(commands)
    _records(commands)
    check = _command(commands, "check", "list what is odd about the figures: separators, changes, totals, disagreements")
    check.add_argument("documents", nargs="*", metavar="DOC")
    check.add_argument("--role", choices=("public", "member", "officer"), default="public", help="who asks (default public)")
    _feedback(commands)

    _users(commands)
    serve = _command(commands, "serve", "serve the web page")
    serve.add_argument("--host", help="address (default 127.0.0.1)")
    serve.add_argument("--port", type=int, help="port (default 7860, 0 for any free one)")
    mcp = _command(commands, "mcp", "serve one program over the Model Context Protocol on standard input and output")
    mcp.add_argument("--role", choices=("public", "member", "officer"), default="public", help="who asks (default public)")
    return parser


def _actions(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    actions = _command(commands, "actions", "list undertakings, requests, deferred items and orders, and what became of them")
    actions.add_argument("--who", default="", metavar="NAME", help="only those of this person, office or body")
    actions.add_argument("--about", default="", metavar="WORDS", help="only those that hold these words")
    actions.add_argument("--body", default="", help="only those of this committee")
    actions.add_argument("--from", dest="first", type=date.fromisoformat, metavar="DATE", help="raised on this day or later")
    actions.add_argument("--to", dest="last", type=date.fromisoformat, metavar="DATE", help="raised on this day or earlier")
    actions.add_argument("--kind", choices=("undertaking", "request", "deferred", "resolution"), help="only of this kind")
    standing = actions.add_mutually_exclusive_group()
    standing.add_argument("--open", dest="closed", action="store_false", default=None, help="only those that no record closes")
    standing.add_argument("--closed", action="store_true", default=None, help="only those that a record closes")
    actions.add_argument("--role", choices=("public", "member", "officer"), default="public", help="who asks (default public)")


def _records(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    records = _command(commands, "records", "list the records that a role may see, by committee, the newest first")
    records.add_argument("--text", default="", metavar="WORDS", help="only those with these words in title or file name")
    records.add_argument("--body", default="", help="only those of this committee")
    records.add_argument("--kind", help='only of this kind ("minutes", "annual report" …)')
    records.add_argument("--year", type=int, help="only those of a meeting in this year, 0 for those without a date")
    meeting = _command(commands, "meeting", "show one record with its neighbours, actions and notes on its figures")
    meeting.add_argument("document", metavar="DOC")
    timeline = _command(commands, "timeline", "list every item that speaks of a topic, by date, with what was decided")
    timeline.add_argument("topic", metavar="TOPIC")
    timeline.add_argument("--body", default="", help="only those of this committee")
    timeline.add_argument("--from", dest="first", type=date.fromisoformat, metavar="DATE", help="of this day or later")
    timeline.add_argument("--to", dest="last", type=date.fromisoformat, metavar="DATE", help="of this day or earlier")
    for one in (records, meeting, timeline):
        one.add_argument("--role", choices=("public", "member", "officer"), default="public", help="who asks (default public)")


def _users(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    users = _command(commands, "users", "say who may sign in to the page, and which programs in their name")
    actions = users.add_subparsers(dest="action", required=True, metavar="ACTION")
    add = _command(actions, "add", "make an account; its password is asked for")
    password = _command(actions, "password", "change a password")
    role = _command(actions, "role", "change what someone may see")
    token = _command(actions, "token", "make a token for a program, and print it once")
    revoke = _command(actions, "revoke", "make a program's token worthless")
    remove = _command(actions, "remove", "remove an account with its tokens")
    _command(actions, "list", "list the accounts")
    for action in (add, password, role, token, revoke, remove):
        action.add_argument("name", metavar="NAME")
    for action in (add, password):
        action.add_argument("--password-stdin", action="store_true", help="read the password from standard input")
    for action in (token, revoke):
        action.add_argument("--label", required=True, help="what the token is for")
    add.add_argument("--role", choices=("member", "officer"), required=True, help="what they may see")
    role.add_argument("role", choices=("member", "officer"), metavar="member|officer")


def _feedback(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    feedback = _command(commands, "feedback", "list what readers said of answers, or make a suite of it")
    feedback.add_argument("ids", nargs="*", metavar="ID", help="only the feedback on these answers")
    feedback.add_argument("--verdict", choices=("right", "wrong", "wrong citation"), help="only this verdict")
    feedback.add_argument("--suite", type=Path, metavar="FILE.yaml", help="write them as cases of a suite")
    feedback.add_argument(
        "--role", choices=("public", "member", "officer"), default="public", help="who reads it (default public)"
    )


def _command(commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, told: str) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=told, description=told[0].upper() + told[1:] + ".")
    command.add_argument("--data", type=Path, default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    command.add_argument("--json", action="store_true", help="JSON on standard output")
    return command


def _asking(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, word: str, told: str
) -> argparse.ArgumentParser:
    command = _command(commands, name, told)
    command.add_argument("asked", nargs="?", metavar=word.upper())
    command.add_argument("--batch", type=Path, metavar="FILE.jsonl", help=f"one {word} a line, with what narrows it")
    command.add_argument("--role", choices=("public", "member", "officer"), default="public", help="who asks (default public)")
    return command


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def open_assistant(given: argparse.Namespace) -> Assistant:
    """Return the assistant over the library that the command line or the settings name."""
    from assistant.service import Assistant
    from assistant.settings import load_settings

    settings = load_settings(data=given.data)
    return Assistant.open(settings.data, settings)


if __name__ == "__main__":
    sys.exit(main())
