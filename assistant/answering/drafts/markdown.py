"""A draft as Markdown with footnotes; every word of a record or question is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from assistant.answering.drafts.parts import Draft, Paragraph, Section, Sentence
from assistant.answering.drafts.templates import (
    ANNEX,
    DATA_NOTES,
    EXEMPT_LABEL,
    NEAREST,
    OPEN_POINTS,
    TAKEN_AS,
    Template,
    template_of,
)
from assistant.answering.drafts.wording import annex_entry, folded, footnote
from assistant.records import Status

# "&" too: an entity would be read as the character it names; ":" before "//", for bare addresses become links.
_SPECIAL: Final = re.compile(r"[\\`*_\[\]<>|~#&]|(?<=:)/(?=/)|^[-+=]|(?<=^\d)[.)]|(?<=^\d\d)[.)]|(?<=^\d{3})[.)]")
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")


def escape(text: str) -> str:
    """Return text, on one line, that Markdown shows as it stands: no markup, links, images or HTML come of it."""
    return _SPECIAL.sub(lambda match: f"\\{match[0]}", folded(text))


def unescape(text: str) -> str:
    """Return what ``escape`` was given, white space folded."""
    return _ESCAPED.sub(lambda match: match[1], text)


def to_markdown(draft: Draft, template: Template | None = None) -> str:
    """Return the draft as Markdown, footnotes as ``[^1]``, the sources in an annex.

    Args:
        draft: What to write.
        template: What stands around it; the one it names, where not given.
    """
    return "\n\n".join(_blocks(draft, template or template_of(draft.template))) + "\n"


def _blocks(draft: Draft, template: Template) -> Iterator[str]:
    if draft.exempt:
        yield f"**{escape(exempt_label(draft, template.noun))}**"
    yield f"# {template.title}"
    yield f"*{template.advice}*"
    yield from (f"*{escape(note)}*" for note in draft.notes)
    yield from (escape(line) for line in template.opening)
    if template.heading:
        yield f"## {template.heading}"
    for section in draft.sections:
        yield from _section(section, template)
    yield from (escape(line) for line in template.closing)
    notes = [note for section in draft.sections for note in section.notes]
    if notes:
        yield f"## {DATA_NOTES}"
        yield "\n".join(f"- {escape(note)}" for note in notes)
    if draft.sources:
        yield f"## {ANNEX}"
        for source in draft.sources:
            yield escape(annex_entry(source))
            yield f"> {escape(source.quote)}"
        yield "\n".join(f"[^{source.id}]: {escape(footnote(source))}" for source in draft.sources)


def _section(section: Section, template: Template) -> Iterator[str]:
    if template.headed:
        yield f"## {escape(section.question)}"
    elif template.asked:
        yield f"*{escape(template.echo(section.question, section.said))}*"
    if section.taken_as:
        yield f"*{TAKEN_AS}{escape(section.taken_as)}*"
    if section.open_point:
        told = f"{escape(template.unanswered)} " if template.unanswered and section.status is Status.ABSTAINED else ""
        yield f"{told}**[{OPEN_POINTS}: {escape(section.open_point)}]**"
    yield from _paragraphs(section)
    yield from (f"*{escape(remark)}*" for remark in section.remarks)
    if section.nearest:
        yield "\n".join([f"*{NEAREST}*", "", *(f"- *{escape(place)}*" for place in section.nearest)])


def _paragraphs(section: Section) -> Iterator[str]:
    entries: list[str] = []
    for paragraph in section.paragraphs:
        if paragraph.entry:
            entries.append(f"- {_paragraph(paragraph)}")
            continue
        if entries:
            yield "\n".join(entries)
            entries = []
        yield _paragraph(paragraph)
    if entries:
        yield "\n".join(entries)


def _paragraph(paragraph: Paragraph) -> str:
    return " ".join(map(_sentence, paragraph.sentences))


def _sentence(sentence: Sentence) -> str:
    marks = "".join(f"[^{number}]" for number in sentence.sources)
    doubt = "" if sentence.supported else f" **[{escape(unsupported(sentence))}]**"
    return f"{escape(sentence.text)}{marks}{doubt}"


def unsupported(sentence: Sentence) -> str:
    """Return the mark of a sentence that the records do not support, with the reason."""
    return f"Not supported by the records: {'; '.join(sentence.faults)}"


def exempt_label(draft: Draft, noun: str = "draft") -> str:
    """Return the label of a draft, or of what else ``noun`` names, that holds exempt matter."""
    return EXEMPT_LABEL.format(noun=noun, places="; ".join(draft.exempt))
