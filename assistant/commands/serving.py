"""What runs until it is stopped, and what people said there."""

from __future__ import annotations

import argparse
import sys

from assistant.cli import DONE, FAILED, open_assistant
from assistant.commands.output import show_text
from assistant.jsonio import dumps
from assistant.records import Role


def serve(given: argparse.Namespace) -> int:
    """Serve the web page until stopped."""
    from assistant.ui.app import serve as serve_page

    assistant = open_assistant(given)
    serve_page(assistant, given.host or assistant.settings.host, assistant.settings.port if given.port is None else given.port)
    return DONE


def mcp(given: argparse.Namespace) -> int:
    """Serve one program over the Model Context Protocol until it hangs up."""
    from assistant.web.counter import Counter
    from assistant.web.mcp import serve_stdio

    serve_stdio(Counter(open_assistant(given)), Role(given.role))
    return DONE


def feedback(given: argparse.Namespace) -> int:
    """List what readers said of answers, or write it as a suite."""
    from assistant.feedback import Ledger, feedback_to_json, open_feedback
    from assistant.feedback.suite import write_suite
    from assistant.feedback.telling import told_feedback
    from assistant.settings import load_settings

    kept = Ledger(load_settings(data=given.data).data).read()
    held = [entry for entry in open_feedback(kept.entries, Role(given.role)) if given.verdict in (None, entry.verdict)]
    chosen = [entry for entry in held if not given.ids or entry.id in given.ids]
    if given.suite:
        write_suite(chosen, given.suite)
    for damaged in kept.damaged:
        sys.stderr.write(f"assistant: feedback.jsonl, line {damaged.line} cannot be read and is passed over: {damaged.reason}\n")
    show_text(dumps({"feedback": list(map(feedback_to_json, chosen))}) if given.json else told_feedback(chosen, given.suite))
    return FAILED if kept.damaged else DONE
