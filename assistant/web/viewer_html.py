"""The source viewer's HTML: where the words stand, the page as printed or the text, and the ways on from there."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from urllib.parse import urlencode

from assistant.records import Span
from assistant.web.viewer_marks import Box
from assistant.web.viewer_model import Asked, Sheet, Sort, View
from assistant.web.viewer_text import record_html, text_html

_ZOOM = {1: 100, 2: 150, 3: 220}  # steps, and the width of the page in percent
_DRAWN = {1: 1200, 2: 1800, 3: 2400}  # pixels that it is drawn at
_ALT_QUOTE = 300  # characters of the marked words in a picture's description


def view_html(view: View) -> str:
    """Return the view as one element."""
    body = {Sort.PAGE: _sheets, Sort.TEXT: text_html, Sort.RECORD: record_html}[view.sort](view)
    notes = "".join(f'<p class="cr-view-note">{escape(note)}</p>' for note in view.notes)
    return f'<article class="cr-view">{_head(view)}{_ways(view)}{_steps(view)}{notes}{body}</article>'


def name_of(view: View) -> str:
    """Return what the view shows, in one line."""
    return " – ".join(part for part in (_where(view), view.record.document.title or view.record.document.name) if part)


def _head(view: View) -> str:
    document = view.record.document
    title = document.title or document.name
    item = view.record.item(view.index) if view.index is not None else None
    days = [item.meeting_date] if item and item.meeting_date else list(document.meeting_dates[:1])
    facts = [document.body, *(f"{day.day} {day:%B %Y}" for day in days if day), _pages(view)]
    heading = " ".join(part for part in (f"Item {item.number}" if item.number else "", item.heading) if part) if item else ""
    level = view.level - 1
    shown = f'<p class="cr-view-item">{escape(heading)}</p>' if heading and view.sort is not Sort.RECORD else ""
    quiet = f'<p class="cr-view-facts">{escape(" · ".join(fact for fact in facts if fact))}</p>'
    named = f'<h{level} id="cr-view-title" tabindex="-1">{escape(title)}</h{level}>'
    return f'<header class="cr-view-head">{named}{shown}{quiet}</header>'


def _pages(view: View) -> str:
    total = len(view.record.document.pages)
    if not total or view.sort is Sort.RECORD:
        return f"{total} pages" if total else ""
    asked = [view.asked.page] if view.asked.page else []
    numbers = [sheet.number for sheet in view.sheets] or asked or view.record.pages_of(_place(view))
    if len(numbers) > 1:
        return f"pages {numbers[0]} to {numbers[-1]} of {total}"
    return f"page {numbers[0]} of {total}" if numbers else ""


def _where(view: View) -> str:
    item = view.record.item(view.index) if view.index is not None else None
    named = f"item {item.number}" if item and item.number else (item.heading if item else "")
    return ", ".join(part for part in (_pages(view), named) if part)


def _place(view: View) -> Span:
    if view.asked.span is not None:
        return view.asked.span
    return view.record.item(view.index).span if view.index is not None else Span(0, 0)


def _link(address: str, words: str, key: str, current: bool = False, attributes: str = "") -> str:
    here = ' aria-current="true"' if current else ""
    return f'<a href="{escape(address)}" data-key="{key}"{here}{attributes}>{words}</a>'


def _ways(view: View) -> str:
    """Return the links to the three ways of looking at the record, and to its file."""
    asked = replace(view.asked, zoom=1)
    ways = [(Sort.PAGE, "Page as printed")] if view.printed else []
    ways += [(Sort.TEXT, "Text"), (Sort.RECORD, "Open the whole record")]
    links = [_link(replace(asked, sort=sort).address(), words, sort, sort is view.sort) for sort, words in ways]
    if view.file:
        address = "/view/file?" + urlencode({"document": asked.document})
        links.append(_link(address, "Download the record", "file", attributes=" download"))
    return f'<nav class="cr-view-ways" aria-label="Ways to look at the record">{"".join(links)}</nav>'


def _steps(view: View) -> str:
    """Return the links to what comes before and after."""
    if view.sort is Sort.RECORD:
        return ""
    before, after = view.record.beside(view.index)
    kept = Sort.TEXT if view.sort is Sort.TEXT else None
    steps = [
        _step(Asked(view.asked.document, item=index, sort=kept, zoom=view.asked.zoom), words, key) if index is not None else ""
        for index, words, key in ((before, "← Previous item", "item-before"), (after, "Next item →", "item-after"))
    ]
    if view.sheets:
        first, last = view.sheets[0].number - 1, view.sheets[-1].number + 1
        asked = replace(view.asked, sort=Sort.PAGE)
        steps += [_step(replace(asked, page=first), "← Previous page", "page-before")] if first else []
        more = last <= len(view.record.document.pages)
        steps += [_step(replace(asked, page=last), "Next page →", "page-after")] if more else []
        steps += _zooms(view)
    return f'<nav class="cr-view-steps" aria-label="Before and after">{"".join(steps)}</nav>'


def _step(asked: Asked, words: str, key: str) -> str:
    return _link(asked.address(), words, key)


def _zooms(view: View) -> list[str]:
    zoom, asked = view.asked.zoom, replace(view.asked, sort=Sort.PAGE)
    fit = _link(replace(asked, zoom=1).address(), "Fit width", "fit") if zoom > 1 else ""
    larger = _link(replace(asked, zoom=zoom + 1).address(), "Larger", "larger") if zoom + 1 in _ZOOM else ""
    return [fit, larger]


def _sheets(view: View) -> str:
    return "".join(_sheet(view, sheet, at) for at, sheet in enumerate(view.sheets))


def _sheet(view: View, sheet: Sheet, at: int) -> str:
    """Return a page with its marks; the first mark of all is a place to go to."""
    first = next((number for number, one in enumerate(view.sheets) if one.marks), None)
    picture = urlencode({"document": view.asked.document, "page": sheet.number, "width": _DRAWN[view.asked.zoom]})
    marks = "".join(_mark(box, at == first and not number) for number, box in enumerate(sheet.marks))
    label = f"Page {sheet.number} of {len(view.record.document.pages)} as printed"
    return (
        f'<figure class="cr-view-figure"><div class="cr-view-scroll" tabindex="0" role="group" aria-label="{label}">'
        f'<div class="cr-view-sheet" style="width:{_ZOOM[view.asked.zoom]}%;aspect-ratio:{sheet.shape:.4f}">'
        f'<img src="/view/page?{escape(picture)}" alt="{escape(_described(view, sheet))}">{marks}</div></div>'
        f"<figcaption>Page {sheet.number}</figcaption></figure>"
    )


def _mark(box: Box, first: bool) -> str:
    place = ' id="cr-marked"' if first else ""
    style = f"left:{box.left:.3%};top:{box.top:.3%};width:{box.width:.3%};height:{box.height:.3%}"
    return f'<span class="cr-view-box"{place} style="{style}"></span>'


def _described(view: View, sheet: Sheet) -> str:
    document = view.record.document
    told = f"Page {sheet.number} of {document.title or document.name}, as printed."
    if view.asked.words and sheet.marks:
        here = view.record.page_span(sheet.number)
        words = view.asked.words
        quote = " ".join(document.text[max(words.start, here.start) : min(words.end, here.end)].split())
        told += f" Marked on it: “{quote[:_ALT_QUOTE]}{'…' if len(quote) > _ALT_QUOTE else ''}”"
    return told + " Its words are under “Text”."
