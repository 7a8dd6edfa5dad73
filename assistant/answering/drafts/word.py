"""A draft as a Word document with real footnotes."""

from __future__ import annotations

from io import BytesIO
from typing import Any, Final

from assistant.answering.drafts.footnotes import Footnotes, raised
from assistant.answering.drafts.markdown import exempt_label, unsupported
from assistant.answering.drafts.parts import Draft, Paragraph, Section
from assistant.answering.drafts.templates import ANNEX, DATA_NOTES, NEAREST, OPEN_POINTS, TAKEN_AS, Template, template_of
from assistant.answering.drafts.wording import annex_entry, folded, footnote
from assistant.records import Status

_FONT: Final = "Arial"
_ASIDE: Final = "Intense Quote"
QUOTE: Final = "Quote"
HEADER: Final = "EXEMPT – NOT FOR PUBLICATION"


def docx_bytes(draft: Draft, template: Template | None = None) -> bytes:
    """Return the draft as a Word document.

    Args:
        draft: What to write.
        template: What stands around it; the one it names, where not given.
    """
    from docx import Document

    template = template or template_of(draft.template)
    document = Document()
    set_up(document, template.title, bool(draft.exempt))
    footnotes = Footnotes(document)
    if draft.exempt:
        label(document.add_paragraph().add_run(folded(exempt_label(draft, template.noun))))
    document.add_heading(template.title, level=0)
    for line in (template.advice, *draft.notes):
        aside(document, line)
    for line in template.opening:
        document.add_paragraph(line)
    if template.heading:
        document.add_heading(template.heading, level=1)
    for section in draft.sections:
        _section(document, footnotes, draft, section, template)
    for line in template.closing:
        document.add_paragraph(line)
    _back_matter(document, draft)
    footnotes.attach()
    held = BytesIO()
    document.save(held)
    return held.getvalue()


def set_up(document: Any, title: str, exempt: bool) -> None:
    """Give an empty document its page, its fonts, its title, and the label of exempt matter on every page."""
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(25)
    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        style = document.styles[name]
        style.font.name = _FONT
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[key]
        fonts.set(qn("w:hAnsi"), _FONT)
        style.font.color.rgb = RGBColor(0, 0, 0)
    document.styles["Normal"].font.size = Pt(11)
    document.styles["Title"].font.size = Pt(20)
    document.styles["Heading 1"].paragraph_format.space_after = Pt(6)
    for name in (_ASIDE, QUOTE):
        document.styles[name].font.color.rgb = RGBColor(0x40, 0x40, 0x40)
        document.styles[name].font.bold = False
    facts = document.core_properties
    facts.title, facts.author, facts.comments = title, "", ""
    _number_pages(page.footer.paragraphs[0])
    if exempt:
        page.header.paragraphs[0].add_run(HEADER).bold = True


def _number_pages(footer: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    footer.add_run("Page ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    footer._p.append(field)


def styled(document: Any, style: str = "") -> Any:
    """Return a paragraph added to a document in a style given by its id: to look it up by name is slow."""
    paragraph = document.add_paragraph()
    if style:
        paragraph._p.style = style
    return paragraph


def label(run: Any) -> None:
    """Set a run as the label of a draft that holds exempt matter is set."""
    from docx.shared import RGBColor

    run.bold = True
    run.font.color.rgb = RGBColor(0xB0, 0, 0)


def aside(document: Any, text: str, led: bool = False) -> None:
    """Add a line in italics; one that leads on stays on the page of what follows."""
    paragraph = document.add_paragraph()
    paragraph.add_run(folded(text)).italic = True
    paragraph.paragraph_format.keep_with_next = led or None


def _section(document: Any, footnotes: Footnotes, draft: Draft, section: Section, template: Template) -> None:
    asked = section.question if template.headed else template.echo(section.question, section.said)
    if template.headed:
        document.add_heading(folded(asked), level=1)
    elif asked:
        aside(document, asked, led=True)
    if section.taken_as:
        aside(document, TAKEN_AS + section.taken_as, led=True)
    if section.open_point:
        told = template.unanswered if section.status is Status.ABSTAINED else ""
        marked(document.add_paragraph(told), f"{' ' if told else ''}[{OPEN_POINTS}: {section.open_point}]")
    for paragraph in section.paragraphs:
        _paragraph(document, footnotes, draft, paragraph)
    for remark in section.remarks:
        aside(document, remark)
    if section.nearest:
        aside(document, NEAREST, led=True)
        for place in section.nearest:
            document.add_paragraph(style="List Bullet").add_run(folded(place)).italic = True


def _paragraph(document: Any, footnotes: Footnotes, draft: Draft, paragraph: Paragraph) -> None:
    placed = document.add_paragraph(style="List Bullet" if paragraph.entry else None)
    for at, sentence in enumerate(paragraph.sentences):
        placed.add_run(f"{' ' if at else ''}{folded(sentence.text)}")
        for nth, number in enumerate(sentence.sources):
            if nth:
                raised(placed, ",")  # or footnotes 1 and 2 would read 12
            footnotes.refer(placed, footnote(draft.sources[number - 1]))
        if not sentence.supported:
            marked(placed, f" [{unsupported(sentence)}]")


def marked(paragraph: Any, text: str) -> None:
    """Add the mark of what the records do not support or answer to a paragraph."""
    from docx.enum.text import WD_COLOR_INDEX

    run = paragraph.add_run(f"{' ' if text[0] == ' ' else ''}{folded(text)}")
    run.bold = True
    run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def _back_matter(document: Any, draft: Draft) -> None:
    notes = [note for section in draft.sections for note in section.notes]
    if notes:
        document.add_heading(DATA_NOTES, level=1)
        for note in notes:
            document.add_paragraph(folded(note), style="List Bullet")
    if draft.sources:
        document.add_heading(ANNEX, level=1).paragraph_format.page_break_before = True
        for source in draft.sources:
            entry = document.add_paragraph(annex_entry(source))
            entry.paragraph_format.keep_with_next = True
            document.add_paragraph(folded(source.quote), style=QUOTE)
