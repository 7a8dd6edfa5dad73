"""What each command does: the arguments in, the facade called, its result printed for a person or as JSON."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable
from typing import Any

from assistant.answering.drafts.telling import draft_to_json, review_to_json, told_draft, told_review
from assistant.cli import DONE, FAILED, open_assistant
from assistant.commands_users import users as users
from assistant.errors import AssistantError, BadRequest
from assistant.jsonio import (
    BatchLine,
    GroundLine,
    answer_to_json,
    document_to_json,
    dumps,
    found_to_json,
    read_lines,
    summary_to_json,
    verdict_to_json,
)
from assistant.progress import progress_bar
from assistant.records import Answer, Citation, Kind, Role
from assistant.service import Assistant


def ingest(given: argparse.Namespace) -> int:
    """Take in files and folders and report on each."""
    assistant = open_assistant(given)
    with progress_bar() as progress:
        report = assistant.ingest(given.paths, progress)
    if given.json:
        lists = {name: getattr(report, name) for name in ("added", "changed", "unchanged", "removed")}
        _print(dumps({**lists, "rejected": [{"file": r.file, "reason": r.reason} for r in report.rejected]}))
    else:
        counts = [f"{len(getattr(report, name))} {name}" for name in ("added", "changed", "unchanged", "removed", "rejected")]
        _print(", ".join(counts))
        for rejection in report.rejected:
            _print(f"  rejected {rejection.file}: {rejection.reason}")
    return FAILED if report.rejected else DONE


def remove(given: argparse.Namespace) -> int:
    """Remove documents."""
    open_assistant(given).remove(given.documents)
    _print(dumps({"removed": given.documents}) if given.json else f"removed {', '.join(given.documents)}")
    return DONE


def status(given: argparse.Namespace) -> int:
    """List what is loaded."""
    summaries = open_assistant(given).summaries()
    if given.json:
        _print(dumps({"documents": [summary_to_json(summary) for summary in summaries]}))
        return DONE
    for s in summaries:
        days = ", ".join(day.isoformat() for day in s.meeting_dates) or "no date"
        _print(
            f"{s.name}\n    {s.kind}; {s.body or 'no committee named'}; {days}; {s.items} items, {s.passages} "
            f"passages; {s.access}"
        )
    _print(f"{len(summaries)} documents")
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
        _print(dumps({"agrees": agreement.holds, **facts}))
    elif agreement.holds:
        _print(f"the indexes agree with the library: {agreement.passages} passages")
    else:
        told = ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in facts.items())
        _print(f"the indexes do not agree with the library ({told}); run 'assistant verify --repair'")
    return DONE if agreement.holds else FAILED


def show(given: argparse.Namespace) -> int:
    """Show what was understood of one record."""
    document, items = open_assistant(given).show(given.document, Role(given.role))
    shown = document_to_json(document, items)
    if given.json:
        _print(dumps(shown))
        return DONE
    _print(
        f"{document.title}\n{document.kind}; {document.body}; {', '.join(shown['meeting_dates'])}; closed {document.closed_at}"
    )
    for group, names in shown["attendance"].items():
        if names:
            _print(f"{group.replace('_', ' ')}: {'; '.join(names)}")
    for item in shown["items"]:
        mark = " (exempt)" if item["access"] == "exempt" else ""
        _print(f"{item['number']:>6} {item['heading']}{mark}")
        for resolution in item["resolutions"]:
            _print(f"         resolved {resolution['number']} {' '.join(resolution['text'].split())}")
    for table in shown["tables"]:
        _print(f"table: {table['caption']} ({len(table['rows'])} rows)")
    return DONE


def search(given: argparse.Namespace) -> int:
    """Find passages for one query or a batch."""
    assistant = open_assistant(given)
    if given.batch:
        return _batch(given, lambda line: _search(assistant, line, given.k))
    line = _single(given)
    result = _search(assistant, line, given.k)
    if given.json:
        _print(dumps(result))
        return DONE
    for hit in result["results"]:
        page = f", page {hit['page']}" if hit["page"] else ""
        _print(f"{hit['rank']}. {hit['document']}, item {hit['item'] or '-'} {hit['heading']}{page}")
        _print(f"   {' '.join(hit['text'].split())[:300]}")
    return DONE


def _search(assistant: Assistant, line: BatchLine, limit: int) -> dict[str, Any]:
    began = time.perf_counter()
    found = assistant.search(line.asked, line.scope(), limit)
    return found_to_json(line.asked, found.hits, (time.perf_counter() - began) * 1000, line.id)


def ask(given: argparse.Namespace) -> int:
    """Answer one question or a batch."""
    assistant = open_assistant(given)
    if given.batch:
        if given.output or given.history:
            raise BadRequest("a batch has its history in its lines and goes to standard output; leave out -o and --history")
        return _batch(given, lambda line: answer_to_json(_ask(assistant, line), line.id))
    line = _single(given).model_copy(update={"history": tuple(given.history)})
    answer = _ask(assistant, line)
    if given.output:
        from assistant.answering.export import write_conversation

        earlier = [
            _ask(assistant, line.model_copy(update={"question": asked, "history": line.history[:at]}))
            for at, asked in enumerate(line.history)
        ]
        write_conversation([*earlier, answer], given.output, assistant.recall, line.role)
    if given.json:
        _print(dumps(answer_to_json(answer)))
    else:
        _tell(answer)
    return DONE


def _ask(assistant: Assistant, line: BatchLine) -> Answer:
    return assistant.ask(line.asked, line.history, line.role, line.scope())


def _tell(answer: Answer) -> None:
    if answer.taken_as:
        _print(f"Taken as: {answer.taken_as}")
    _print(answer.text)
    if answer.computation:
        _print(f"Computed: {answer.computation}")
    for note in answer.notes:
        _print(f"Note: {note}")
    for citation in answer.citations:
        _print(f"\n[{citation.id}] {_place(citation)}\n    “{' '.join(citation.quote.split())}”")
    if answer.nearest:
        _print("\nNearest items:")
        for citation in answer.nearest:
            _print(f"  - {_place(citation)}")


def _place(citation: Citation) -> str:
    day = f"{citation.meeting_date.day} {citation.meeting_date:%B %Y}" if citation.meeting_date else ""
    page = f"page {citation.page}" if citation.page else ""
    item = f"item {citation.item} {citation.heading}".strip() if citation.item or citation.heading else ""
    return ", ".join(part for part in (citation.document, day, item, page) if part)


def ground(given: argparse.Namespace) -> int:
    """Check the claims of a batch against their evidence."""
    from assistant.answering.grounding import verify as verify_claim

    for line in read_lines(given.batch, GroundLine):
        _print(dumps(verdict_to_json(line.id, verify_claim(line.claim, line.evidence))))
    return DONE


def draft(given: argparse.Namespace) -> int:
    """Write a draft, or check an edited one."""
    from assistant.answering.drafts.files import read_draft, write_draft, write_edited

    role = Role(given.role)
    if given.check:
        edited = read_draft(given.check)
        review = open_assistant(given).reverify(edited, role)
        if given.output:
            write_edited(edited, review.exempt, given.output)
        _print(dumps(review_to_json(review)) if given.json else told_review(review))
        return DONE if review.supported else FAILED
    asked = sys.stdin.read() if given.asked == "-" else given.asked or ""
    made = open_assistant(given).draft(asked, given.template, role)
    text = write_draft(made, given.output)
    if given.json:
        _print(dumps(draft_to_json(made, given.output)))
    elif text:
        _print(text.rstrip())
    else:
        _print(told_draft(made, given.output))
    return DONE


def figures(given: argparse.Namespace) -> int:
    """List the figures of a measure, and write or draw them, or list the measures that there are."""
    from assistant.figurelist import figure_rows, write_figures

    if given.measures:
        return _measures(given)
    if not given.measure.strip():
        raise BadRequest("'figures' needs a MEASURE; --measures lists those that there are")
    held = open_assistant(given).figures(given.measure, given.area, given.period, Role(given.role), given.exact)
    rows = figure_rows(held)
    write_figures(held, given.measure, given.csv, given.chart)
    if given.json:
        _print(dumps({"measure": given.measure, "figures": rows}))
        return DONE
    for row in rows:
        when = f", {row['period']}" if row["period"] else ""
        area = f" – {row['area']}" if row["area"] else ""
        item = f", item {row['item']}" if row["item"] else ""
        page = f", page {row['page']}" if row["page"] else ""
        _print(f"{row['printed']:>12}  {row['measure']}{area}{when}\n{'':14}{row['document']}{item}{page}")
    _print(f"{len(rows)} figures")
    return DONE


def _measures(given: argparse.Namespace) -> int:
    found = open_assistant(given).measures(given.measure, Role(given.role))
    if given.json:
        _print(dumps({"measures": [{"measure": one.name, "figures": one.figures} for one in found]}))
        return DONE
    for one in found:
        _print(f"{one.figures:>6}  {one.name}")
    _print(f"{len(found)} measures")
    return DONE


def actions(given: argparse.Namespace) -> int:
    """List undertakings, requests, deferred items and orders, with what later records say of them."""
    from assistant.answering.actions.model import ActionKind
    from assistant.answering.actions.select import Wanted
    from assistant.answering.actions.telling import action_rows, told_actions

    kind = ActionKind(given.kind) if given.kind else None
    wanted = Wanted(given.who, given.about, given.body, given.first, given.last, given.closed, kind)
    held = open_assistant(given).actions(wanted, Role(given.role))
    _print(dumps({"actions": action_rows(held)}) if given.json else told_actions(held))
    return DONE


def records(given: argparse.Namespace) -> int:
    """List the records that a role may see, by committee, the newest first."""
    from assistant.answering.catalogue import Choice
    from assistant.answering.recordtelling import told_records

    if given.kind and given.kind not in list(Kind):
        raise BadRequest(f"there is no kind of record called {given.kind!r}; there are: {', '.join(Kind)}")
    choice = Choice(given.text, given.body, Kind(given.kind) if given.kind else None, given.year)
    held = open_assistant(given).records(choice, Role(given.role))
    _print(dumps({"records": [summary_to_json(one) for one in held]}) if given.json else told_records(held))
    return DONE


def meeting(given: argparse.Namespace) -> int:
    """Show one record with its neighbours, its actions, and what is odd about its figures."""
    from assistant.answering.actions.select import Wanted
    from assistant.answering.meeting import deeds_of
    from assistant.answering.recordtelling import meeting_to_json, told_meeting

    assistant, role = open_assistant(given), Role(given.role)
    held = assistant.meeting(given.document, role)
    deeds = deeds_of(held.document.name, assistant.actions(Wanted(), role))
    shown = {**document_to_json(held.document, list(held.items)), **meeting_to_json(held, deeds)}
    _print(dumps(shown) if given.json else told_meeting(held, deeds))
    return DONE


def timeline(given: argparse.Namespace) -> int:
    """List every item that speaks of a topic, by date, with what was decided."""
    from assistant.answering.recordtelling import timeline_to_json, told_timeline

    found = open_assistant(given).timeline(given.topic, Role(given.role), given.body, given.first, given.last)
    _print(dumps(timeline_to_json(found)) if given.json else told_timeline(found))
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
    _print(dumps({"feedback": list(map(feedback_to_json, chosen))}) if given.json else told_feedback(chosen, given.suite))
    return FAILED if kept.damaged else DONE


def check(given: argparse.Namespace) -> int:
    """List what is odd about the figures of the records."""
    found = open_assistant(given).check(given.documents, Role(given.role))
    if given.json:
        odd = [
            {"document": name, "table": sheet.table.caption, "page": sheet.table.page, "kind": oddity.kind, "told": oddity.told}
            for name, sheet, oddity in found
        ]
        _print(dumps({"oddities": odd}))
        return DONE
    for name, sheet, oddity in found:
        page = f", page {sheet.table.page}" if sheet.table.page else ""
        _print(f"{name}{page}: {sheet.measure}\n    {oddity.kind}: {oddity.told}")
    _print(f"{len(found)} oddities")
    return DONE


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


def _single(given: argparse.Namespace) -> BatchLine:
    if not (given.asked or "").strip():
        raise BadRequest(f"'{given.command}' needs words or --batch FILE.jsonl; see 'assistant {given.command} --help'")
    return BatchLine(id="1", question=given.asked, role=Role(given.role))


def _batch(given: argparse.Namespace, run: Any) -> int:
    """Print one JSON line a batch line, in order; a line that fails is reported in its place and the rest goes on."""
    status = DONE
    for line in _lines(given):
        try:
            _print(dumps(run(line)))
        except AssistantError as error:
            _print(dumps({"id": line.id, "question": line.asked, "status": "failed", "error": str(error)}))
            status = FAILED
    return status


def _lines(given: argparse.Namespace) -> Iterable[BatchLine]:
    for line in read_lines(given.batch, BatchLine):
        chosen = "role" in line.model_fields_set
        yield line if chosen else line.model_copy(update={"role": Role(given.role)})


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")
