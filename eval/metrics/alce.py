"""Citation recall and precision as ALCE defines them.

Source: Gao, Yen, Yu and Chen, "Enabling Large Language Models to Generate Text with Citations", EMNLP 2023
(arXiv:2305.14627), section 4, and its evaluation program (princeton-nlp/ALCE, ``eval.py``, ``compute_autoais``).
Entailment is the context's; nothing is truncated (the program looks at a sentence's first three citations).
"""

from __future__ import annotations

from dataclasses import dataclass

from eval.context import Context, Score, Statement, share, unscored

_SILENT = "the answer makes no statement"


@dataclass(frozen=True, slots=True)
class Judged:
    """One statement: is it supported by all that it cites, and which of its citations are of use."""

    supported: bool
    useful: tuple[bool, ...]


def alce_recall(context: Context) -> Score:
    """Share of statements that cite something and follow from all that they cite together.

    A statement without a citation, or with a number that no citation has, is not supported.
    """
    return share([_judge(context, statement).supported for statement in context.statements], _SILENT)


def alce_precision(context: Context) -> Score:
    """Share of citations that are of use, over all citations of the answer.

    A citation is of use when its statement is supported, and it alone supports the statement or the others alone do
    not.  An answer that cites nothing has precision 0; citations beside an invented number are not counted, as in
    ALCE's program.
    """
    if not context.statements:
        return unscored(_SILENT)
    useful = [flag for statement in context.statements for flag in _judge(context, statement).useful]
    return Score(sum(useful) / len(useful)) if useful else Score(0.0, "the answer cites nothing")


def _judge(context: Context, statement: Statement) -> Judged:
    """Judge one statement and its citations."""
    cited = statement.citations
    if not cited or any(number not in context.premises for number in cited):
        return Judged(False, ())
    passages = [context.premises[number] for number in cited]
    if not context.entails(statement.text, passages):
        return Judged(False, (False,) * len(cited))
    if len(passages) == 1:
        return Judged(True, (True,))
    useful = tuple(
        context.entails(statement.text, [passage])
        or not context.entails(statement.text, passages[:index] + passages[index + 1 :])
        for index, passage in enumerate(passages)
    )
    return Judged(True, useful)
