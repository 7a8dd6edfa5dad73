"""Questions, searches, claims and drafts."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable
from typing import Any

from assistant.answering.drafts.telling import draft_to_json, review_to_json, told_draft, told_review
from assistant.cli import DONE, FAILED, open_assistant
from assistant.commands.output import show_text
from assistant.errors import AssistantError, BadRequest
from assistant.jsonio import BatchLine, GroundLine, answer_to_json, dumps, found_to_json, read_lines, verdict_to_json
from assistant.records import Answer, Citation, Role
from assistant.service import Assistant


def search(given: argparse.Namespace) -> int:
    """Find passages for one query or a batch."""
    assistant = open_assistant(given)
    if given.batch:
        return _batch(given, lambda line: _search(assistant, line, given.k))
    line = _single(given)
    result = _search(assistant, line, given.k)
    if given.json:
        show_text(dumps(result))
        return DONE
    for hit in result["results"]:
        page = f", page {hit['page']}" if hit["page"] else ""
        show_text(f"{hit['rank']}. {hit['document']}, item {hit['item'] or '-'} {hit['heading']}{page}")
        show_text(f"   {' '.join(hit['text'].split())[:300]}")
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
        show_text(dumps(answer_to_json(answer)))
    else:
        _tell(answer)
    return DONE


def _ask(assistant: Assistant, line: BatchLine) -> Answer:
    return assistant.ask(line.asked, line.history, line.role, line.scope())


def _tell(answer: Answer) -> None:
    if answer.taken_as:
        show_text(f"Taken as: {answer.taken_as}")
    show_text(answer.text)
    if answer.computation:
        show_text(f"Computed: {answer.computation}")
    for note in answer.notes:
        show_text(f"Note: {note}")
    for citation in answer.citations:
        show_text(f"\n[{citation.id}] {_place(citation)}\n    “{' '.join(citation.quote.split())}”")
    if answer.nearest:
        show_text("\nNearest items:")
        for citation in answer.nearest:
            show_text(f"  - {_place(citation)}")


def _place(citation: Citation) -> str:
    day = f"{citation.meeting_date.day} {citation.meeting_date:%B %Y}" if citation.meeting_date else ""
    page = f"page {citation.page}" if citation.page else ""
    item = f"item {citation.item} {citation.heading}".strip() if citation.item or citation.heading else ""
    return ", ".join(part for part in (citation.document, day, item, page) if part)


def ground(given: argparse.Namespace) -> int:
    """Check the claims of a batch against their evidence."""
    from assistant.answering.grounding import verify as verify_claim

    for line in read_lines(given.batch, GroundLine):
        show_text(dumps(verdict_to_json(line.id, verify_claim(line.claim, line.evidence))))
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
        show_text(dumps(review_to_json(review)) if given.json else told_review(review))
        return DONE if review.supported else FAILED
    asked = sys.stdin.read() if given.asked == "-" else given.asked or ""
    made = open_assistant(given).draft(asked, given.template, role)
    text = write_draft(made, given.output)
    if given.json:
        show_text(dumps(draft_to_json(made, given.output)))
    elif text:
        show_text(text.rstrip())
    else:
        show_text(told_draft(made, given.output))
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
            show_text(dumps(run(line)))
        except AssistantError as error:
            show_text(dumps({"id": line.id, "question": line.asked, "status": "failed", "error": str(error)}))
            status = FAILED
    return status


def _lines(given: argparse.Namespace) -> Iterable[BatchLine]:
    for line in read_lines(given.batch, BatchLine):
        chosen = "role" in line.model_fields_set
        yield line if chosen else line.model_copy(update={"role": Role(given.role)})
