"""The Manage tab's parts as HTML: what waits, how a job goes, what is loaded, how it stands.  All text is escaped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from html import escape

from assistant import __version__
from assistant.ingest.pipeline import PARSER_VERSION
from assistant.library import DocumentSummary
from assistant.records import Access
from assistant.retrieval.indexes import Agreement
from assistant.settings import Settings
from assistant.ui.jobs import FileWork, Job, State
from assistant.web.addresses import record_address

_LISTED = 100  # records shown at once; the others are found by typing
_ADDED = (State.ADDED, State.CHANGED, State.UNCHANGED, State.REMOVED, State.REJECTED)
_MARKS = {State.ADDED: "cr-m-good", State.CHANGED: "cr-m-good", State.REJECTED: "cr-m-bad", State.REMOVED: "cr-m-bad"}


def drop_html(max_bytes: int) -> str:
    """Return the field that files are chosen with or dropped on."""
    return (
        f'<div class="cr-m-drop" data-max="{max_bytes}"><label><span class="cr-m-drop-title">Choose files, or drop them here'
        '</span><input type="file" multiple aria-describedby="cr-m-drop-hint"></label>'
        f'<p id="cr-m-drop-hint" class="cr-m-hint">PDF, Word, web pages, Markdown, plain text, CSV and Excel; up to '
        f"{size_words(max_bytes)} each. Nothing is added before you say so below.</p></div>"
        '<p class="cr-m-hint" role="status"></p><ul class="cr-m-uploads"></ul>'
    )


def waiting_html(files: Sequence[tuple[str, int, bool]]) -> str:
    """Return the uploaded files, each a name, a size in bytes and whether a file of that name is kept already."""
    if not files:
        return ""
    rows = "".join(_waiting_row(*file) for file in files)
    again = ""
    if any(taken for _, _, taken in files):
        again = '<p class="cr-m-hint">Tick a file to replace the kept one; the old file is moved to the folder “removed”.</p>'
    return (
        '<form data-do="add" class="cr-m-panel" aria-labelledby="cr-m-waiting"><h3 id="cr-m-waiting">Uploaded, not yet added</h3>'
        f'<ul class="cr-m-rows">{rows}</ul>{again}<p class="cr-m-deeds"><button type="submit" class="cr-m-act cr-m-main">'
        f'Add {counted(len(files), "record")}</button>'
        '<button type="button" class="cr-m-act" data-do="discard">Discard</button></p></form>'
    )


def _waiting_row(name: str, size: int, taken: bool) -> str:
    shown = f'<span class="cr-m-name">{escape(name)}</span> <span class="cr-m-hint">{size_words(size)}</span>'
    if not taken:
        return f"<li>{shown}</li>"
    tick = f'<input type="checkbox" name="replace" value="{escape(name)}">'
    return f'<li>{shown}<label class="cr-m-tick">{tick} A file of this name is kept already: replace it</label></li>'


def counted(number: int, noun: str) -> str:
    """Return a number of things: "1 record", "1,200 records"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def size_words(size: int) -> str:
    """Return a size in bytes as people say it."""
    if size < 2**20:
        return f"{max(1, round(size / 1024)):,} KiB"
    return f"{size / 2**20:.1f} MiB" if size < 10 * 2**20 else f"{size / 2**20:,.0f} MiB"


def job_status(job: Job | None) -> str:
    """Return in one line how far the job is, or how it ended."""
    if job is None:
        return ""
    if job.problem:
        return f"{job.name} could not be finished: {escape(job.problem)}"
    if job.over:
        return f"{job.name}: done. {_counts(job)}".strip()
    if job.total:
        return f"{job.name}: {min(100, 100 * job.done // job.total)} %"
    now = job.named(State.READING, State.INDEXING)
    done = len(job.named(*_ADDED))
    told = f": {escape(now[0].name)}" if now else ""
    return f"{job.name}: {min(done + 1, len(job.files))} of {len(job.files)}{told}"


def _counts(job: Job) -> str:
    counts = Counter(file.state for file in job.files)
    told = ", ".join(f"{counts[state]} {state}" for state in _ADDED if counts[state])
    return f"{told[0].upper()}{told[1:]}." if told else ""


def job_html(job: Job | None) -> str:
    """Return the job file by file; once it is over, those that need a look come first."""
    if job is None or not job.files:
        return ""
    order = {state: at for at, state in enumerate((State.REJECTED, State.REMOVED))}
    files = sorted(job.files, key=lambda file: order.get(file.state, 9)) if job.over else job.files
    rows = "".join(_work_row(file) for file in files)
    title = "Report" if job.over else "Under way"
    added = job.over and job.named(State.ADDED, State.CHANGED)
    link = '<p><a class="cr-m-go" href="/">Ask about the records</a></p>' if added else ""
    return f'<div class="cr-m-panel"><h3>{title}</h3><ul class="cr-m-rows">{rows}</ul>{link}</div>'


def _work_row(file: FileWork) -> str:
    told = file.told
    if file.state is State.INDEXING and file.passages:
        told = f"{file.passages:,} passages, {min(100, 100 * file.indexed // file.passages)} % indexed"
    mark = _MARKS.get(file.state, "cr-m-hint")
    detail = f'<span class="cr-m-why">{escape(told)}</span>' if told else ""
    return f'<li><span class="cr-m-name">{escape(file.name)}</span> <span class="{mark}">{file.state}</span>{detail}</li>'


def records_html(summaries: Sequence[DocumentSummary], kept: set[str], words: str) -> str:
    """Return the records whose name, title or committee holds all of some words, each with what removes it.

    Args:
        summaries: What is loaded.
        kept: Names of those whose file is kept here, so that removing one moves its file.
        words: As typed.
    """
    wanted = words.casefold().split()
    found = [one for one in summaries if all(word in f"{one.name} {one.title} {one.body}".casefold() for word in wanted)]
    if not summaries:
        return '<p class="cr-m-hint">No records are loaded yet. Upload some above.</p>'
    if not found:
        return f'<p class="cr-m-hint">None of the {len(summaries):,} records is called “{escape(words)}”.</p>'
    more = len(found) - _LISTED
    left = f'<p class="cr-m-hint">And {more:,} more; type part of a name to find one.</p>' if more > 0 else ""
    told = f"{len(found):,} of {counted(len(summaries), 'record')}" if wanted else counted(len(found), "record")
    rows = "".join(_record_row(one, one.name in kept) for one in found[:_LISTED])
    return f'<p class="cr-m-hint">{told}</p><ul class="cr-m-rows cr-m-records">{rows}</ul>{left}'


def _record_row(one: DocumentSummary, kept: bool) -> str:
    days = f"{day_words(one.meeting_dates[0])}" if one.meeting_dates else ""
    if len(one.meeting_dates) > 1:
        days += f" and {len(one.meeting_dates) - 1} more"
    size = ", ".join(counted(n, noun) for n, noun in ((one.items, "item"), (one.pages, "page")) if n)
    about = " · ".join(escape(part) for part in (str(one.kind), one.body, days, size, one.name) if part)
    exempt = ' <span class="cr-m-bad">exempt</span>' if one.access is Access.EXEMPT else ""
    name, title = escape(one.name), escape(one.title or one.name)
    file = (
        "Its file is moved to the folder “removed” beside the library."
        if kept
        else "Its file was loaded from another folder and stays there; loading that folder again brings the record back."
    )
    return (
        f'<li><div class="cr-m-about"><a class="cr-m-name" href="{escape(record_address(one.name))}">{title}</a>{exempt}'
        f'<span class="cr-m-why">{about}</span></div>'
        f'<details class="cr-m-fold cr-m-remove"><summary>Remove<span class="cr-spoken"> {title}, {name}</span></summary>'
        f"<p>This removes <strong>{title}</strong> ({name}) with its {counted(one.items, 'item')} from all answers. {file} "
        f'It cannot be undone here.</p><button type="button" class="cr-m-act cr-m-danger" data-do="remove" data-name="{name}">'
        f'Remove it<span class="cr-spoken">: {name}</span></button></details></li>'
    )


def day_words(day: date) -> str:
    """Return a day as it is written in minutes."""
    return f"{day.day} {day:%B %Y}"


def _kinds(kind: str, count: int) -> str:
    """Return a kind of record as it reads behind a number."""
    if count == 1 or kind.endswith("s"):
        return kind
    return f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"


def standing_html(summaries: Sequence[DocumentSummary], settings: Settings) -> str:
    """Return what is loaded in numbers, and the settings that decide how it is answered."""
    days = sorted(day for one in summaries for day in one.meeting_dates)
    kinds = Counter(str(one.kind) for one in summaries)
    rows = {
        "Records": ", ".join(f"{count:,} {_kinds(kind, count)}" for kind, count in kinds.most_common()) or "none",
        "Exempt records": f"{sum(one.access is Access.EXEMPT for one in summaries):,}",
        "Items and passages": f"{sum(one.items for one in summaries):,} and {sum(one.passages for one in summaries):,}",
        "Meetings": f"{day_words(days[0])} to {day_words(days[-1])}" if days else "none dated",
        "Chat model": settings.model or "none: answers are taken word for word from the records",
        "Embedding model": settings.embedding,
        "Largest file": size_words(settings.max_bytes),
        "Version": f"{__version__}, reading records by rules {PARSER_VERSION}",
    }
    return f'<dl class="cr-m-facts">{"".join(f"<dt>{name}</dt><dd>{escape(told)}</dd>" for name, told in rows.items())}</dl>'


def check_html(agreement: Agreement | str) -> str:
    """Return how the indexes stand to the library, or why that cannot be told, with a button where they need repair."""
    button = '<button type="button" class="cr-m-act cr-m-main" data-do="repair">Repair the indexes</button>'
    if isinstance(agreement, str):
        return f'<p><span class="cr-m-bad">The indexes cannot be used.</span> {escape(agreement)}</p>{button}'
    if agreement.holds:
        held = f"{agreement.passages:,} passages"
        return f'<p><span class="cr-m-good">All is well.</span> Both indexes hold the {held} of the library, word for word.</p>'
    told = (
        f"By words, {agreement.words_missing:,} passages are missing and {agreement.words_extra:,} are too many; by meaning, "
        f"{agreement.vectors_missing:,} and {agreement.vectors_extra:,}; {agreement.owed:,} are still to be done."
    )
    return f'<p><span class="cr-m-bad">The indexes disagree with the library.</span> {told}</p>{button}'
