"""The three kinds of draft: what stands around the answers.  Nothing here says anything about the records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from assistant.errors import BadRequest

ANNEX: Final = "Annex: the sources quoted"
OPEN_POINTS: Final = "Not found in the records"
DATA_NOTES: Final = "Notes on the records"
NEAREST: Final = "Nearest items in the records, which do not answer it:"
TAKEN_AS: Final = "Taken as: "
NOT_LOOKED_AT: Final = "A {title} is for the public: exempt matter was not looked at."
EXEMPT_LABEL: Final = "EXEMPT – NOT FOR PUBLICATION. This {noun} holds exempt matter from {places}."
ADVICE: Final = "Words in quotation marks are the records’ own. Each footnote names the record, item, date and page."


@dataclass(frozen=True, slots=True)
class Template:
    """A kind of draft.

    Attributes:
        name: As chosen on the command line.
        title: Heading of the whole.
        opening: Lines above the answers.
        closing: Lines below them.
        asked: How a question is repeated above its answer, with ``{question}``; "" to leave it out.
        heading: Heading above the answers, "" for none.
        most: The most sentences a question gets, None for no limit.
        public: Whether it is for the public whoever asks for it.
        headed: Whether a question is the heading of its answer.
        advice: What a reader is told first.
        noun: What the whole is called.
        indirect: How a question that was put indirectly is repeated, with ``{question}`` as "whether it closed".
        unanswered: What is said in place of an answer that the records do not give, "" for only a mark.
    """

    name: str
    title: str
    opening: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    asked: str = "You asked: {question}"
    heading: str = ""
    most: int | None = None
    public: bool = False
    headed: bool = False
    advice: str = ADVICE
    noun: str = "draft"
    indirect: str = ""
    unanswered: str = ""

    def echo(self, question: str, said: str = "") -> str:
        """Return the line that repeats a question above its answer, "" where none does.

        Args:
            question: As asked; what does not end as a question is told in quotation marks, as the asker's own words.
            said: The question as it was put indirectly, "whether it closed"; "" where it was put directly.
        """
        if said:
            return (self.indirect or self.asked).format(question=said)
        inner = question.replace("“", "‘").replace("”", "’")
        return self.asked.format(question=question if question.endswith("?") else f"“{inner}”")


TEMPLATES: Final = {
    template.name: template
    for template in (
        Template(
            "reply", "Draft reply", ("Dear [name],",), ("Yours sincerely,", "[name and post]"),
            indirect="You asked {question}.", unanswered="I am sorry that our records do not answer this question.",
        ),  # fmt: skip
        Template("briefing", "Briefing note", asked="Question: {question}", heading="What the records say"),
        Template("press", "Press line", asked="On: {question}", heading="Line to take", most=3, public=True),
    )
}
# No kind of draft: what was asked and answered, as it was.
CONVERSATION: Final = Template(
    "conversation", "Questions and answers from the records", asked="{question}", headed=True,
    advice="Each footnote names the record, item, date and page that a sentence rests on; the annex quotes the words.",
    noun="conversation",
)  # fmt: skip
DEFAULT: Final = "reply"


def template_of(name: str) -> Template:
    """Return a template by its name.

    Raises:
        BadRequest: There is no such template.
    """
    if name not in TEMPLATES:
        raise BadRequest(f"there is no template {name!r}; choose one of {', '.join(TEMPLATES)}")
    return TEMPLATES[name]
