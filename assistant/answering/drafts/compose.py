"""Answers to a draft: each sentence worded around its quotation, verified, and kept from readers it is not open to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from assistant.answering.drafts.parts import Draft, Paragraph, Section, Sentence
from assistant.answering.drafts.questions import split_questions
from assistant.answering.drafts.templates import NOT_LOOKED_AT, Template
from assistant.answering.drafts.wording import about, folded, in_prose, item_name, lead_in, record_name
from assistant.answering.grounding import verify
from assistant.language import fold
from assistant.records import Access, Answer, Citation, Claim, Document, Role, Span, Status

_OF_THE_LETTER: Final = "this asks about the correspondence itself; answer it from the file."
Ask = Callable[[str, Sequence[str], Role], Answer]
_KEPT_BACK: Final = "this is considered in an exempt item, which may not be published."
_SAID_TWICE: Final = re.compile(r"^(?:the records do not say|what was found does not stand up to its sources)(?:: )?", re.I)
_UNCLEAR: Final = "the nearest passages do not clearly answer it"


def compose(asked: str, template: Template, role: Role, ask: Ask, document: Callable[[str], Document]) -> Draft:
    """Return the draft that answers a question or letter; arguments as for ``composing``."""
    *_, (draft, _) = composing(asked, template, role, ask, document)
    return draft


def composing(
    asked: str, template: Template, role: Role, ask: Ask, document: Callable[[str], Document]
) -> Iterator[tuple[Draft, int]]:
    """Yield the draft as it grows by a section a question, each time with the number of questions there are.

    Args:
        asked: One question, or a letter that asks several.
        template: What stands around the answers.
        role: Who the draft is for; a template for the public makes it the public.
        ask: Answers a question, given what was said before it and the role.
        document: Gives a document by name.
    """
    audience = Role.PUBLIC if template.public else role
    capped = (NOT_LOOKED_AT.format(title=template.title.lower()),) if audience is not role else ()
    sources = Sources(document, audience)
    sections: list[Section] = []
    answers: list[Answer] = []
    questions = split_questions(asked)
    for question in questions:
        if question.of_the_letter:
            section = Section(question.text, Status.ABSTAINED, open_point=_OF_THE_LETTER)
        else:
            answers.append(ask(question.text, question.before, audience))
            section = _section(question.text, answers[-1], sources, template.most)
        sections.append(replace(section, said=question.said))
        answerers = dict.fromkeys(a.answerer for a in answers if a.status is Status.ANSWERED)
        held, exempt = tuple(sources.held), sources.exempt()
        draft = Draft(template.name, asked, audience, tuple(sections), held, exempt, tuple(answerers), capped)
        yield draft, len(questions)


def exempt_at(document: Document, span: Span) -> bool:
    """Return whether a place in a document is exempt: the document is, or an item that it touches."""
    touched = any(item.access is Access.EXEMPT and item.span.overlaps(span) for item in document.items)
    return document.access is Access.EXEMPT or touched


def place_name(citation: Citation) -> str:
    """Return the record and item of a source as the label of exempt matter names them."""
    return ", ".join(filter(None, (record_name(citation), item_name(citation))))


class Sources:
    """The sources of one draft, numbered as they are first used."""

    def __init__(self, document: Callable[[str], Document], audience: Role) -> None:
        self._document = document
        self._audience = audience
        self.held: list[Citation] = []

    def number(self, citation: Citation) -> int:
        """Return the draft's number of a citation."""
        for known in self.held:
            if (known.document, known.span) == (citation.document, citation.span):
                return known.id
        self.held.append(replace(citation, id=len(self.held) + 1))
        return len(self.held)

    def open(self, citation: Citation) -> bool:
        """Return whether the audience may read a source, whatever found it."""
        return self._audience is not Role.PUBLIC or not exempt_at(self._document(citation.document), citation.span)

    def exempt(self) -> tuple[str, ...]:
        """Return the names of the exempt places that are used, each once."""
        held = [c for c in self.held if exempt_at(self._document(c.document), c.span)]
        return tuple(dict.fromkeys(map(place_name, held)))


def _section(question: str, answer: Answer, sources: Sources, most: int | None) -> Section:
    cited = {citation.id: citation for citation in answer.citations}
    claims = [c for c in answer.claims if all(sources.open(cited[n]) for n in c.citations if n in cited)]
    if answer.status is Status.RESTRICTED or len(claims) < len(answer.claims):
        return Section(question, Status.RESTRICTED, open_point=_KEPT_BACK)
    if answer.status is not Status.ANSWERED or not claims:
        reason = _SAID_TWICE.sub("", folded(answer.reason or answer.text)).rstrip(".") or _UNCLEAR
        return Section(question, Status.ABSTAINED, open_point=f"{reason}.")
    listed = answer.text.startswith("• ") and len(claims) > 1
    paragraphs = _paragraphs(claims if listed else claims[:most], cited, sources, listed)
    notes = tuple(map(folded, (*answer.notes, *([f"Computed: {answer.computation}"] if answer.computation else []))))
    return Section(question, Status.ANSWERED, paragraphs, notes=notes)


def _paragraphs(claims: Sequence[Claim], cited: dict[int, Citation], sources: Sources, listed: bool) -> tuple[Paragraph, ...]:
    """Return the claims as running text, one paragraph an item of the records, or as a list under its announcement."""
    paragraphs: list[Paragraph] = []
    place: tuple[str, str, str] | None = None
    for claim in claims:
        held = [cited[n] for n in claim.citations if n in cited]
        first = held[0] if held else None
        here = (first.document, first.item, first.heading) if first else None
        led = "" if first is None or here == place else lead_in(first)
        numbers = tuple(sources.number(citation) for citation in held)
        if listed and led:
            paragraphs.append(Paragraph((checked(f"{led}:", numbers[:1], held[:1], claim),)))
        sentence = _sentence(claim, numbers, held, "" if listed else led)
        if listed or led or not paragraphs:
            paragraphs.append(Paragraph((sentence,), entry=listed))
        else:
            paragraphs[-1] = Paragraph((*paragraphs[-1].sentences, sentence))
        place = here
    return tuple(paragraphs)


def _sentence(claim: Claim, numbers: Sequence[int], held: Sequence[Citation], led: str) -> Sentence:
    """Return a claim as a sentence of the draft, in prose where the verifier finds that backed too."""
    if prose := in_prose(claim.text):
        sentence = checked(prose, numbers, held, claim)
        if sentence.supported:
            return sentence
    return checked(_worded(claim, held, led), numbers, held, claim)


def _worded(claim: Claim, held: Sequence[Citation], led: str) -> str:
    """Return a claim as a sentence: the records' own words in quotation marks, under what announces them."""
    text = folded(claim.text)
    if not any(fold(claim.text) in fold(citation.quote) for citation in held):
        return f"{text}." if re.search(r"[\w%)]$", text) else text
    quoted = "“" + text.strip('“”"').replace("“", "‘").replace("”", "’").replace('"', "’") + "”"
    return f"{led}: {quoted}" if led else quoted


def checked(text: str, numbers: Sequence[int], held: Sequence[Citation], claim: Claim | None = None) -> Sentence:
    """Return a sentence with what the verifier finds against it.

    Args:
        text: The sentence.
        numbers: Numbers of its sources in the draft.
        held: Those sources.
        claim: What it was worded from; the verifier's faults of that stay with it.
    """
    if not held:
        return Sentence(text, (), ("it names no source",))
    faults = [f"{c.name}: {c.detail}" for c in (claim.checks if claim else ()) if not c.passed]
    if not faults:
        evidence = [*(citation.quote for citation in held), *(about(citation) for citation in held)]
        faults = [f"{c.name}: {c.detail}" for c in verify(text, evidence).checks if not c.passed]
    return Sentence(text, tuple(dict.fromkeys(numbers)), tuple(faults))
