"""Markdown as a council publishes it, and plain text as copied from a web page."""

from __future__ import annotations

from corpus.markup import Block, Bullets, Grid, Heading, Lines, Numbered, Paragraph, Record, printed


def markdown(record: Record) -> bytes:
    """Return the record as Markdown in UTF-8."""
    parts = [f"**{line}**" for line in record.meta.get("top", [])]
    parts += [_markdown(block) for block in record.blocks]
    return ("\n\n".join(printed(part) for part in parts) + "\n").encode()


def web_text(record: Record) -> bytes:
    """Return the record as the text that a browser copies from a page: wide gaps, bullets as signs, no markup."""
    top = ["Skip to content", "Agenda item", *record.meta.get("top", [])]
    parts = [*top, *(_web(block) for block in record.blocks)]
    parts += ["Supporting documents:", "Share this page", "Contact us | Accessibility | Privacy notice"]
    return ("\n\n".join(printed(part) for part in parts) + "\n").encode()


def _markdown(block: Block) -> str:
    """Return one block as Markdown."""
    match block:
        case Heading():
            return "#" * block.level + " " + block.text
        case Paragraph():
            return f"{block.number} {block.text}".strip()
        case Lines():
            return "  \n".join(block.lines)
        case Bullets():
            return "\n".join(f"- {entry}" for entry in block.entries)
        case Numbered():
            return "\n".join(f"{number}{mark} {text}" for number, mark, text in block.entries)
        case Grid():
            rule = ("---",) * len(block.rows[0])
            rows = [*block.header, rule, *block.rows]
            table = "\n".join("| " + " | ".join(row) + " |" for row in rows)
            return f"**{' '.join(block.caption)}**\n\n{table}"


def _web(block: Block) -> str:
    """Return one block as copied text."""
    match block:
        case Heading() | Paragraph():
            return block.text
        case Lines():
            return "\n".join(block.lines)
        case Bullets():
            return "\n\n".join(f"\u00b7         {entry}" for entry in block.entries)
        case Numbered():
            return "\n\n".join(f"{number}{mark}    {text}" for number, mark, text in block.entries)
        case Grid():
            return "\n".join("\t".join(row) for row in (*block.header, *block.rows))
