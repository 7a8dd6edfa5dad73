"""Real footnotes for python-docx, which has none: the part that holds them, and the references in the text.

Written after ECMA-376 part 1, 17.11: footnotes live in a part of their own, where two reserved ones draw the separator.
"""

from __future__ import annotations

from typing import Any, Final
from xml.sax.saxutils import escape

MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_CONTENT: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RESERVED: Final = ((-1, "separator"), (0, "continuationSeparator"))
TEXT_STYLE: Final = "Footnote Text"
MARK_STYLE: Final = "Footnote Reference"
_MARK_ID: Final = "FootnoteReference"


class Footnotes:
    """Collects the footnotes of one document; ``attach`` puts them in when all are known.

    Args:
        document: A ``docx.document.Document``.
    """

    def __init__(self, document: Any) -> None:
        self._document = document
        self._texts: list[str] = []
        _add_styles(document)

    def refer(self, paragraph: Any, text: str) -> int:
        """Add a reference mark at the end of a paragraph and return the number of its footnote, from 1."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        self._texts.append(text)
        number = len(self._texts)
        mark = OxmlElement("w:footnoteReference")
        mark.set(qn("w:id"), str(number))
        raised(paragraph)._r.append(mark)
        return number

    def attach(self) -> None:
        """Put the footnotes part into the document."""
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        owner = self._document.part
        part = Part(PackURI("/word/footnotes.xml"), _CONTENT, self._xml().encode(), owner.package)
        owner.relate_to(part, _RELATION)
        settings = OxmlElement("w:footnotePr")
        for number, _ in _RESERVED:
            reserved = OxmlElement("w:footnote")
            reserved.set(qn("w:id"), str(number))
            settings.append(reserved)
        # The schema gives settings an order; footnotePr stands right before compat.
        self._document.settings.element.find(qn("w:compat")).addprevious(settings)

    def _xml(self) -> str:
        reserved = "".join(
            f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'
            f"</w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>"
            for number, kind in _RESERVED
        )
        notes = "".join(_note(number, text) for number, text in enumerate(self._texts, 1))
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        return f'{head}<w:footnotes xmlns:w="{MAIN}">{reserved}{notes}</w:footnotes>'


def raised(paragraph: Any, text: str = "") -> Any:
    """Return a run added to a paragraph in the style of the marks, set by its id: to look it up by name is slow."""
    run = paragraph.add_run(text)
    run._r.get_or_add_rPr().style = _MARK_ID
    return run


def _note(number: int, text: str) -> str:
    return (
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
    )


def _add_styles(document: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    text = document.styles.add_style(TEXT_STYLE, WD_STYLE_TYPE.PARAGRAPH)
    text.base_style = document.styles["Normal"]
    text.font.size = Pt(9)
    text.paragraph_format.space_after = Pt(2)
    text.paragraph_format.keep_together = True
    mark = document.styles.add_style(MARK_STYLE, WD_STYLE_TYPE.CHARACTER)
    mark.font.superscript = True
