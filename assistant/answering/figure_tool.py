"""The figures of the library as a LangChain tool, so that a model computes with them and does not guess."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.answering.figures import FigureAnswerer, compose_figures
from assistant.records import Answer
from assistant.retrieval.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Callable

    from langchain_core.tools import BaseTool

    from assistant.records import Document
    from assistant.retrieval.search import Searcher

_HITS = 12
_TOLD = (
    "Look up or compute a figure in the council records: counts, rates, changes, rankings, sums, averages and shares. "
    "Give one whole question that names measure, area and period. Returns the figures with their sources, how a "
    "computed value was reached, and notes on odd figures; or says that the records do not give it."
)


def figure_tool(searcher: Searcher, document: Callable[[str], Document], scope: Scope | None = None) -> BaseTool:
    """Return the tool ``figures`` over one library.

    Args:
        searcher: Finds passages.
        document: Gives a document by name.
        scope: What may be looked at; all public records where not given.
    """
    from langchain_core.tools import StructuredTool

    answerer = FigureAnswerer(document, searcher.meaning)
    seen = scope or Scope()

    def figures(question: str) -> str:
        choice = answerer.answer(searcher.search(question, seen, _HITS), seen.accesses)
        if choice is None:
            return "The tables of the records do not answer this."
        return _told(compose_figures(choice, question)) if choice.statements else f"Not in the records: {choice.unmet}."

    return StructuredTool.from_function(figures, name="figures", description=_TOLD)


def _told(answer: Answer) -> str:
    """Return an answer as lines for a model: what is said, the computation, the notes, the quotes."""
    lines = [answer.text]
    lines += [f"Computed: {answer.computation}"] if answer.computation else []
    lines += [f"Note: {note}" for note in answer.notes]
    lines += [f"[{c.id}] {c.document}, {c.item} {c.heading}: {' '.join(c.quote.split())}" for c in answer.citations]
    return "\n".join(lines)
