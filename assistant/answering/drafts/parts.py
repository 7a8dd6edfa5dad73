"""The nouns of a draft: sentences with their sources, in paragraphs, in a section for each question."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.records import Citation, Role, Status


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a draft.

    Attributes:
        text: As it will be read, on one line.
        sources: Numbers of the draft's sources that carry it.
        faults: Why the verifier does not hold it supported; empty when it does.
    """

    text: str
    sources: tuple[int, ...]
    faults: tuple[str, ...] = ()

    @property
    def supported(self) -> bool:
        """Whether the sentence has a source and nothing against it."""
        return bool(self.sources) and not self.faults


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that run on, or one entry of a list."""

    sentences: tuple[Sentence, ...]
    entry: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """What is said to one question.

    Attributes:
        question: As asked.
        status: How it ended.
        paragraphs: The answer.
        open_point: What an officer has to add where the records do not answer.
        notes: On the quality of the data, gathered below all answers.
        taken_as: The question with what it leaned on filled in, "" where it stood alone.
        remarks: What stands right below the answer.
        nearest: Places near the question that do not answer it.
        said: The question as it was put indirectly, "whether it closed"; "" where it was put directly.
    """

    question: str
    status: Status
    paragraphs: tuple[Paragraph, ...] = ()
    open_point: str = ""
    notes: tuple[str, ...] = ()
    taken_as: str = ""
    remarks: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    said: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft and the sources behind it.

    Attributes:
        template: Name of the template it follows.
        asked: The question or letter.
        audience: Who it may be sent to.
        sections: One for each question, in the order asked.
        sources: Numbered from 1; ``sources[n - 1].id == n``.
        exempt: Where exempt matter that it holds comes from; empty when it holds none.
        answerers: What found the answers: "extractive", "figures", the name of a model.
        notes: What concerns the whole draft.
    """

    template: str
    asked: str
    audience: Role
    sections: tuple[Section, ...]
    sources: tuple[Citation, ...]
    exempt: tuple[str, ...] = ()
    answerers: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence, in order."""
        return tuple(s for section in self.sections for p in section.paragraphs for s in p.sentences)
