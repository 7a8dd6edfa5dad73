"""What the records hold, read without a question: one record, figures, actions, meetings, topics."""

from __future__ import annotations

import argparse

from assistant.cli import DONE, open_assistant
from assistant.commands.output import show_text
from assistant.errors import BadRequest
from assistant.jsonio import document_to_json, dumps, summary_to_json
from assistant.records import Kind, Role


def show(given: argparse.Namespace) -> int:
    """Show what was understood of one record."""
    document, items = open_assistant(given).show(given.document, Role(given.role))
    shown = document_to_json(document, items)
    if given.json:
        show_text(dumps(shown))
        return DONE
    show_text(
        f"{document.title}\n{document.kind}; {document.body}; {', '.join(shown['meeting_dates'])}; closed {document.closed_at}"
    )
    for group, names in shown["attendance"].items():
        if names:
            show_text(f"{group.replace('_', ' ')}: {'; '.join(names)}")
    for item in shown["items"]:
        mark = " (exempt)" if item["access"] == "exempt" else ""
        show_text(f"{item['number']:>6} {item['heading']}{mark}")
        for resolution in item["resolutions"]:
            show_text(f"         resolved {resolution['number']} {' '.join(resolution['text'].split())}")
    for table in shown["tables"]:
        show_text(f"table: {table['caption']} ({len(table['rows'])} rows)")
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
        show_text(dumps({"measure": given.measure, "figures": rows}))
        return DONE
    for row in rows:
        when = f", {row['period']}" if row["period"] else ""
        area = f" – {row['area']}" if row["area"] else ""
        item = f", item {row['item']}" if row["item"] else ""
        page = f", page {row['page']}" if row["page"] else ""
        show_text(f"{row['printed']:>12}  {row['measure']}{area}{when}\n{'':14}{row['document']}{item}{page}")
    show_text(f"{len(rows)} figures")
    return DONE


def _measures(given: argparse.Namespace) -> int:
    found = open_assistant(given).measures(given.measure, Role(given.role))
    if given.json:
        show_text(dumps({"measures": [{"measure": one.name, "figures": one.figures} for one in found]}))
        return DONE
    for one in found:
        show_text(f"{one.figures:>6}  {one.name}")
    show_text(f"{len(found)} measures")
    return DONE


def actions(given: argparse.Namespace) -> int:
    """List undertakings, requests, deferred items and orders, with what later records say of them."""
    from assistant.answering.actions.model import ActionKind
    from assistant.answering.actions.select import Wanted
    from assistant.answering.actions.telling import action_rows, told_actions

    kind = ActionKind(given.kind) if given.kind else None
    wanted = Wanted(given.who, given.about, given.body, given.first, given.last, given.closed, kind)
    held = open_assistant(given).actions(wanted, Role(given.role))
    show_text(dumps({"actions": action_rows(held)}) if given.json else told_actions(held))
    return DONE


def records(given: argparse.Namespace) -> int:
    """List the records that a role may see, by committee, the newest first."""
    from assistant.answering.catalogue import Choice
    from assistant.answering.recordtelling import told_records

    if given.kind and given.kind not in list(Kind):
        raise BadRequest(f"there is no kind of record called {given.kind!r}; there are: {', '.join(Kind)}")
    choice = Choice(given.text, given.body, Kind(given.kind) if given.kind else None, given.year)
    held = open_assistant(given).records(choice, Role(given.role))
    show_text(dumps({"records": [summary_to_json(one) for one in held]}) if given.json else told_records(held))
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
    show_text(dumps(shown) if given.json else told_meeting(held, deeds))
    return DONE


def timeline(given: argparse.Namespace) -> int:
    """List every item that speaks of a topic, by date, with what was decided."""
    from assistant.answering.recordtelling import timeline_to_json, told_timeline

    found = open_assistant(given).timeline(given.topic, Role(given.role), given.body, given.first, given.last)
    show_text(dumps(timeline_to_json(found)) if given.json else told_timeline(found))
    return DONE


def check(given: argparse.Namespace) -> int:
    """List what is odd about the figures of the records."""
    found = open_assistant(given).check(given.documents, Role(given.role))
    if given.json:
        odd = [
            {"document": name, "table": sheet.table.caption, "page": sheet.table.page, "kind": oddity.kind, "told": oddity.told}
            for name, sheet, oddity in found
        ]
        show_text(dumps({"oddities": odd}))
        return DONE
    for name, sheet, oddity in found:
        page = f", page {sheet.table.page}" if sheet.table.page else ""
        show_text(f"{name}{page}: {sheet.measure}\n    {oddity.kind}: {oddity.told}")
    show_text(f"{len(found)} oddities")
    return DONE
