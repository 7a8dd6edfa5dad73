"""What the command line says of feedback, for a person."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.answering.drafts.wording import folded
from assistant.feedback.entry import Feedback


def told_feedback(entries: Sequence[Feedback], suite: Path | None = None) -> str:
    """Return a few lines for each entry: verdict, who and when, the question, what was answered, the comment."""
    blocks = [_told(entry) for entry in entries]
    written = f", written to {suite}" if suite else ""
    return "\n".join([*blocks, f"{len(entries)} answer{'' if len(entries) == 1 else 's'} with feedback{written}"])


def _told(entry: Feedback) -> str:
    who = f"{folded(entry.user)}, {entry.role}" if entry.user else str(entry.role)
    lines = [f"{entry.verdict}: {folded(entry.question)}", f"    {folded(entry.answer['text'])}"]
    if entry.comment.strip():
        lines.append(f"    comment: {folded(entry.comment)}")
    return "\n".join([*lines, f"    {entry.id}, {entry.when:%Y-%m-%d %H:%M %Z}, {who}"])
