"""What readers said of answers, as a list from which suite cases are made.  All text is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.feedback import Feedback, Kept, Verdict

_LISTED = 100  # entries shown, the newest
_MARKS = {Verdict.RIGHT: "cr-m-good", Verdict.WRONG: "cr-m-bad", Verdict.WRONG_CITATION: "cr-m-bad"}


def chosen(entries: Sequence[Feedback], verdict: str) -> list[Feedback]:
    """Return the entries with a verdict, all where it is "", the newest first."""
    return [one for one in reversed(entries) if verdict in ("", one.verdict)]


def feedback_html(kept: Kept, verdict: str = "") -> str:
    """Return what was said, to be narrowed by verdict, each entry to be ticked for a suite."""
    if not kept.entries and not kept.damaged:
        return '<p class="cr-m-hint">Nobody has said anything yet. Readers can say “Right” or “Wrong” under each answer.</p>'
    damaged = "".join(
        f'<p class="cr-m-bad">Line {one.line} of the feedback file cannot be read: {escape(one.reason)}</p>'
        for one in kept.damaged
    )
    shown = chosen(kept.entries, verdict)[:_LISTED]
    rows = "".join(map(_row, shown)) or "<li>None with this verdict.</li>"
    button = '<button type="submit" class="cr-m-act">Make suite cases of those ticked</button>' if shown else ""
    return (
        f'{_filter(kept, verdict)}{damaged}<form data-do="suite" aria-label="Feedback"><ul class="cr-m-rows">{rows}</ul>'
        f'<p class="cr-m-deeds">{button}</p></form>'
    )


def _filter(kept: Kept, verdict: str) -> str:
    options = "".join(
        f'<option value="{one}"{" selected" if one == verdict else ""}>{told} ({len(chosen(kept.entries, one))})</option>'
        for one, told in (("", "All"), *((str(one), str(one).capitalize()) for one in Verdict))
    )
    return (
        f'<form data-do="verdict" class="cr-m-seek"><label>Verdict<select name="verdict">{options}</select></label>'
        '<button type="submit" class="cr-m-act">Show</button></form>'
    )


def _row(one: Feedback) -> str:
    comment = f"<blockquote>{escape(one.comment)}</blockquote>" if one.comment else ""
    who = f"{one.user}, " if one.user else ""
    about = escape(f"{who}{one.role}, {one.when:%d %B %Y, %H:%M}".lstrip("0"))
    answer = escape(str(one.answer.get("text", "")))
    return (
        f'<li><label class="cr-m-tick"><input type="checkbox" name="chosen" value="{escape(one.id)}"><span>'
        f'<span class="{_MARKS[one.verdict]}">{str(one.verdict).capitalize()}</span> · {escape(one.question)}</span></label>'
        f'<span class="cr-m-why">{about}</span>{comment}'
        f'<details class="cr-m-fold"><summary>What was answered</summary><p>{answer}</p></details></li>'
    )
