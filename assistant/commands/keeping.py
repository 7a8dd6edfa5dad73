"""What is in the library: taken in, removed, listed, proved."""

from __future__ import annotations

import argparse

from assistant.cli import DONE, FAILED, open_assistant
from assistant.commands.output import show_text
from assistant.jsonio import dumps, summary_to_json
from assistant.progress import progress_bar


def ingest(given: argparse.Namespace) -> int:
    """Take in files and folders and report on each."""
    assistant = open_assistant(given)
    with progress_bar() as progress:
        report = assistant.ingest(given.paths, progress)
    if given.json:
        lists = {name: getattr(report, name) for name in ("added", "changed", "unchanged", "removed")}
        show_text(dumps({**lists, "rejected": [{"file": r.file, "reason": r.reason} for r in report.rejected]}))
    else:
        counts = [f"{len(getattr(report, name))} {name}" for name in ("added", "changed", "unchanged", "removed", "rejected")]
        show_text(", ".join(counts))
        for rejection in report.rejected:
            show_text(f"  rejected {rejection.file}: {rejection.reason}")
    return FAILED if report.rejected else DONE


def remove(given: argparse.Namespace) -> int:
    """Remove documents."""
    open_assistant(given).remove(given.documents)
    show_text(dumps({"removed": given.documents}) if given.json else f"removed {', '.join(given.documents)}")
    return DONE


def status(given: argparse.Namespace) -> int:
    """List what is loaded."""
    summaries = open_assistant(given).summaries()
    if given.json:
        show_text(dumps({"documents": [summary_to_json(summary) for summary in summaries]}))
        return DONE
    for s in summaries:
        days = ", ".join(day.isoformat() for day in s.meeting_dates) or "no date"
        show_text(
            f"{s.name}\n    {s.kind}; {s.body or 'no committee named'}; {days}; {s.items} items, {s.passages} "
            f"passages; {s.access}"
        )
    show_text(f"{len(summaries)} documents")
    return DONE


def verify(given: argparse.Namespace) -> int:
    """Compare the indexes with the library, or make them anew."""
    assistant = open_assistant(given)
    if given.repair:
        with progress_bar() as progress:
            agreement = assistant.repair(progress.embedded)
    else:
        agreement = assistant.verify()
    facts = {name: getattr(agreement, name) for name in agreement.__slots__}
    if given.json:
        show_text(dumps({"agrees": agreement.holds, **facts}))
    elif agreement.holds:
        show_text(f"the indexes agree with the library: {agreement.passages} passages")
    else:
        told = ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in facts.items())
        show_text(f"the indexes do not agree with the library ({told}); run 'assistant verify --repair'")
    return DONE if agreement.holds else FAILED
