"""A draft and what re-verification found, as HTML: footnotes lead to their sources, what is not supported is marked.

Every text of a letter, a record or an error is escaped here, and nothing else makes HTML of them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from assistant.answering.drafts.markdown import exempt_label, unescape, unsupported
from assistant.answering.drafts.marking import marked_text
from assistant.answering.drafts.parts import Draft, Paragraph, Section, Sentence
from assistant.answering.drafts.reverify import Review
from assistant.answering.drafts.templates import ANNEX, DATA_NOTES, OPEN_POINTS, template_of
from assistant.answering.drafts.wording import footnote
from assistant.records import Citation
from assistant.web.addresses import citation_address


def progress_html(done: int, questions: int) -> str:
    """Return how far drafting has come; the number of questions is 0 while it is not known."""
    told = f"Drafting: {done} of {questions} question{'s' * (questions != 1)} answered…" if questions else "Reading the question…"
    return f'<p class="cr-pending">{told}</p>'


def draft_html(draft: Draft) -> str:
    """Return a draft, or as much of it as there is, as one element."""
    label = f'<p class="cr-exempt-label">{_safe(exempt_label(draft))}</p>' if draft.exempt else ""
    notes = "".join(f'<p class="cr-aside">{_safe(note)}</p>' for note in draft.notes)
    sections = "".join(_section(draft, section) for section in draft.sections)
    title = _safe(template_of(draft.template).title)
    body = f"{label}<h3>{title}</h3>{notes}{sections}{_data_notes(draft)}{_annex(draft.sources)}"
    return f'<article class="cr-draft" aria-label="{title}">{body}</article>'


def summary_html(draft: Draft) -> str:
    """Return in a line what the draft holds and what its writer has to look at."""
    doubtful = sum(not sentence.supported for sentence in draft.sentences)
    open_points = sum(bool(section.open_point) for section in draft.sections)
    sentences, sources = len(draft.sentences), len(draft.sources)
    parts = [
        f"{sentences} sentence{'s' * (sentences != 1)} with {sources} source{'s' * (sources != 1)}",
        f"{doubtful} not supported by the records" if doubtful else "every sentence supported" if sentences else "",
        f"{open_points} question{'s' * (open_points != 1)} that the records do not answer" if open_points else "",
    ]
    return f'<p class="cr-standing">{_safe("; ".join(part for part in parts if part))}.</p>'


def edited_html(text: str, review: Review) -> str:
    """Return an edited draft as one element, marked as its files are."""
    body = re.split(rf"^#+ {re.escape(ANNEX)}\s*$", marked_text(text, review), maxsplit=1, flags=re.M)[0]
    told = "".join(_edited(block.strip()) for block in body.split("\n\n") if block.strip())
    return f'<article class="cr-draft" aria-label="The draft as edited">{told}</article>'


def edited_summary_html(review: Review) -> str:
    """Return in a line how an edited draft stands."""
    doubtful, count = sum(not sentence.supported for sentence in review.sentences), len(review.sentences)
    told = f"Edited: {count} sentence{'s' * (count != 1)}; "
    told += f"{doubtful} not supported by the records" if doubtful else "every sentence supported"
    told += "; see what is wrong with its sources" if review.problems else ""
    return f'<p class="cr-standing">{told}.</p>'


def _edited(block: str) -> str:
    heading = re.match(r"#+\s+(.*)", block)
    if heading:
        return f"<h3>{_safe(unescape(heading[1]))}</h3>"
    pieces = re.split(r"(\*\*\[(?:\\.|[^\]\\])*\]\*\*|\[\^\d+\])", block)
    told = "".join(
        f'<strong class="cr-doubt">[{_safe(unescape(piece[3:-3]))}]</strong>' if piece.startswith("**[")
        else f"<sup>{_safe(piece[2:-1])}</sup>" if piece.startswith("[^")
        else _safe(unescape(piece))
        for piece in pieces
    )  # fmt: skip
    return f'<p class="cr-aside">{told.strip("*")}</p>' if re.match(r"\*(?!\*)", block) else f"<p>{told}</p>"


def review_html(review: Review) -> str:
    """Return what is wrong with an edited draft, each sentence with a button that finds it in the text."""
    good = sum(sentence.supported for sentence in review.sentences)
    count = len(review.sentences)
    are = "sentence is supported by the place its footnotes name" if count == 1 else "sentences are supported by their footnotes"
    told = f"{good} of {count} {are}." if count else "There is no sentence in it to check."
    if review.supported and review.sentences:
        return f'<div class="cr-notice cr-good"><p>{told} Nothing else is wrong.</p></div>'
    listed = "".join(_fault(sentence) for sentence in review.sentences if not sentence.supported)
    listed += "".join(f"<li>{_safe(f'{problem[:1].upper()}{problem[1:]}.')}</li>" for problem in review.problems)
    return f'<div class="cr-notice cr-review"><p>{told}</p><ul>{listed}</ul></div>'


def problem_html(told: str) -> str:
    """Return why something could not be done, in the words of the error, which say what to do."""
    return f'<div class="cr-problem"><p>{_safe(told[:1].upper() + told[1:])}</p></div>'


def file_html(name: str, address: str, marked: bool = False) -> str:
    """Return the link to a file that was made; where it bears marks, that is said."""
    warning = '<p class="cr-marked">What the check found wrong is marked in this file. Mend it before you send it.</p>'
    return f'{warning if marked else ""}<a id="cr-draft-file" class="cr-act" href="{_safe(address)}" download>{_safe(name)}</a>'


def _fault(sentence: Sentence) -> str:
    words = _safe(sentence.text)
    find = f'<button type="button" class="cr-act cr-find" data-find="{words}">Find it in the text</button>'
    return f"<li><q>{words}</q> <span>{_safe(_reasons(sentence))}</span> {find}</li>"


def _reasons(sentence: Sentence) -> str:
    """Return the faults as sentences for people, without the names of the checks, each once."""
    told = dict.fromkeys(part for fault in sentence.faults for part in re.sub(r"^[\w-]+: ", "", fault).split("; "))
    plain = (part.replace("the evidence", "the source").replace("the claim", "the draft") for part in told if part)
    return " ".join(f"{part[:1].upper()}{part[1:].rstrip('.')}." for part in plain)


def _section(draft: Draft, section: Section) -> str:
    asked = f'<h4>{_safe(section.question)}</h4>'
    point = f'<p class="cr-open-point">{OPEN_POINTS}: {_safe(section.open_point)}</p>' if section.open_point else ""
    return f"<section>{asked}{point}{''.join(_paragraphs(draft, section.paragraphs))}</section>"


def _paragraphs(draft: Draft, paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    entries: list[str] = []
    for paragraph in paragraphs:
        told = " ".join(_sentence(draft, sentence) for sentence in paragraph.sentences)
        if paragraph.entry:
            entries.append(f"<li>{told}</li>")
            continue
        if entries:
            yield f"<ul>{''.join(entries)}</ul>"
            entries = []
        yield f"<p>{told}</p>"
    if entries:
        yield f"<ul>{''.join(entries)}</ul>"


def _sentence(draft: Draft, sentence: Sentence) -> str:
    notes = "".join(_mark(draft.sources[number - 1]) for number in sentence.sources)
    if sentence.supported:
        return f"{_safe(sentence.text)}{notes}"
    reason = f'<strong class="cr-doubt">[{_safe(unsupported(sentence))}]</strong>'
    return f'<mark class="cr-unsure">{_safe(sentence.text)}</mark>{notes} {reason}'


def _mark(source: Citation) -> str:
    """Return a footnote mark that leads to its source."""
    named = _safe(f"Source {source.id}: {footnote(source).rpartition(' Source ')[0]}")
    href = _safe(citation_address(source))
    return f'<sup><a class="cr-foot" href="{href}" aria-label="{named}" title="{named}">{source.id}</a></sup>'


def _data_notes(draft: Draft) -> str:
    listed = "".join(f"<li>{_safe(note)}</li>" for section in draft.sections for note in section.notes)
    return f"<h4>{DATA_NOTES}</h4><ul>{listed}</ul>" if listed else ""


def _annex(sources: Sequence[Citation]) -> str:
    listed = "".join(
        f'<li value="{source.id}"><a class="cr-cell" href="{_safe(citation_address(source))}">'
        f"{_safe(footnote(source).rpartition(' Source ')[0])}</a><blockquote>{_safe(source.quote)}</blockquote></li>"
        for source in sources
    )
    return f'<details class="cr-annex"><summary>{ANNEX} ({len(sources)})</summary><ol>{listed}</ol></details>' if listed else ""


def _safe(text: str) -> str:
    return html.escape(text)
