"""Questions over the figures of tables: parsed, matched against what the records hold, computed, worded and cited."""

from assistant.answering.figures.answer import FigureAnswerer, FigureChoice, Statement, answer_figures, choose_figures
from assistant.answering.figures.compose import compose_figures, offers

__all__ = [
    "FigureAnswerer",
    "FigureChoice",
    "Statement",
    "answer_figures",
    "choose_figures",
    "compose_figures",
    "offers",
]
