"""HTML: the record inside a council's web page, with the navigation and footer that surround such pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from corpus.markup import Block, Bullets, Grid, Heading, Lines, Numbered, Paragraph, Record, printed

_PAGE = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>{title} | {council}</title>
<style>body{{font-family:sans-serif}} .hidden{{display:none}}</style>
<script>document.documentElement.className += " js-enabled";</script>
</head>
<body>
<a class="skip" href="#main">Skip to main content</a>
<div class="cookie-banner" role="region" aria-label="Cookies on this site"><p>We use essential cookies to make this
site work. We would like to set analytics cookies as well.</p><button>Accept all</button><button>Reject</button></div>
<header><a href="/">{council}</a>
<form action="/search"><label for="q">Search this site</label><input id="q" name="q"><button>Search</button></form>
</header>
<nav aria-label="Main">
<ul><li><a href="/bins">Bins and recycling</a></li><li><a href="/council-tax">Council Tax</a></li>
<li><a href="/planning">Planning</a></li><li><a href="/democracy">Councillors and meetings</a></li></ul></nav>
<nav class="breadcrumb" aria-label="Breadcrumb"><a href="/">Home</a> &gt; <a href="/democracy">Councillors and
meetings</a> &gt; Printed minutes</nav>
<main id="main">
{main}
</main>
<aside><h2>Related pages</h2><ul><li><a href="/meetings">Calendar of meetings</a></li>
<li><a href="/petitions">Start a petition</a></li></ul><p>Was this page useful? <a href="#yes">Yes</a>
<a href="#no">No</a></p></aside>
<footer><p>Civic Centre, Market Row. Opening hours: Monday to Friday, 9.00 am to 4.30 pm</p>
<ul><li><a href="/privacy">Privacy notice</a></li><li><a href="/accessibility">Accessibility statement</a></li></ul>
<p>&copy; {council}</p></footer>
</body>
</html>
"""


def html(record: Record) -> bytes:
    """Return the record as an HTML page in UTF-8."""
    meta = record.meta
    parts = [f"<h1>{escape(meta['title'])}</h1>"]
    parts += [f"<p><strong>{_inline(line)}</strong></p>" for line in meta.get("top", [])]
    for group in meta.get("attendance", {}).values():
        parts.append(f"<p><strong>{_inline(group['lead'])}</strong></p>\n{_list('ul', group['names'])}")
    parts += [_element(block) for block in record.blocks]
    if "closed_at" in meta:
        parts.append(f"<p>The meeting closed at {escape(meta['closed_at'])}</p>")
    parts += [f"<p>{_inline(line)}</p>" for line in meta.get("signature", [])]
    page = _PAGE.format(title=escape(meta["title"]), council=escape(meta["council"]), main="\n".join(parts))
    return page.encode()


def _element(block: Block) -> str:
    """Return the HTML of one block."""
    match block:
        case Heading():
            return f"<h{block.level + 1}>{_inline(block.text)}</h{block.level + 1}>"
        case Paragraph():
            return f"<p>{_inline((block.number + ' ' + block.text).strip())}</p>"
        case Lines():
            return "<p>" + "<br>\n".join(_inline(line) for line in block.lines) + "</p>"
        case Bullets():
            return _list("ul", block.entries)
        case Numbered():
            return _list("ol", [text for _, _, text in block.entries])
        case Grid():
            return _table(block)


def _list(tag: str, entries: Sequence[str]) -> str:
    """Return a list element."""
    return f"<{tag}>\n" + "\n".join(f"<li>{_inline(entry)}</li>" for entry in entries) + f"\n</{tag}>"


def _table(grid: Grid) -> str:
    """Return a table with caption, head and body."""
    rows = [_row(row, "th") for row in grid.header]
    body = [_row(row, "td") for row in grid.rows]
    caption = "<br>".join(_inline(line) for line in grid.caption)
    return (
        f"<table>\n<caption>{caption}</caption>\n<thead>\n"
        + "\n".join(rows)
        + "\n</thead>\n<tbody>\n"
        + "\n".join(body)
        + "\n</tbody>\n</table>"
    )


def _row(cells: tuple[str, ...], tag: str) -> str:
    """Return one table row."""
    return "<tr>" + "".join(f"<{tag}>{_inline(cell)}</{tag}>" for cell in cells) + "</tr>"


def _inline(text: str) -> str:
    """Return escaped text, bold type kept."""
    return re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", escape(printed(text), quote=False))
