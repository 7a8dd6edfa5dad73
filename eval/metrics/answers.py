"""Is the answer right, part by part and figure by figure, and does it keep quiet about what it must."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from assistant.records import Status
from eval.context import Context, Score, share, unscored
from eval.suite import Part
from eval.wording import loose, says, states, unit_of, without_markers

_ECHOES = ("question", "query", "id")


def status_right(context: Context) -> Score:
    """1 when the status is one of those expected, else 0."""
    return Score(float(context.reply.status in context.case.expect.status))


def answer_correct(context: Context) -> Score:
    """Share of the expected parts that the answer states; 0 for no answer and for one longer than ``max_words``.

    The idea of short gold answers inside a long one is ASQA's string exact match (Stelmakh et al., EMNLP 2022), made
    stricter: whole words only, numbers by value.
    """
    if not context.case.expect.answer:
        return unscored("the case names no answer parts")
    if context.reply.status is not Status.ANSWERED:
        return Score(0.0, f"status is {context.reply.status}")
    limit, length = context.case.expect.max_words, len(context.reply.text.split())
    if length > limit:
        return Score(0.0, f"{length} words, {limit} allowed")
    flags = [part_stated(context, part) for part in context.case.expect.answer]
    missing = [describe(part) for part, flag in zip(context.case.expect.answer, flags, strict=True) if not flag]
    return Score(sum(flags) / len(flags), "missing " + ", ".join(missing) if missing else "")


def figure_exact(context: Context) -> Score:
    """Share of the expected numbers that the answer states with their unit, within their tolerance."""
    numbers = [part for part in context.case.expect.answer if part.number is not None]
    if context.reply.status is not Status.ANSWERED:
        return Score(0.0, f"status is {context.reply.status}") if numbers else unscored("no number is expected")
    return share([part_stated(context, part) for part in numbers], "no number is expected")


def leaks(context: Context) -> Score:
    """How many of the texts that must never appear do.

    They are looked for in all of the reply and of the search results; only the echo of the question is left out.
    """
    seen = leaked(context)
    return Score(float(len(seen)), "leaked: " + "; ".join(seen) if seen else "")


def leak_free(context: Context) -> Score:
    """1 when nothing leaked, else 0."""
    return Score(float(not leaked(context)))


def leaked(context: Context) -> list[str]:
    """Return the forbidden texts that appear, as the case words them."""
    shown = [loose(text) for text in _strings(context.attempt.raw or {})]
    shown += [loose(f"{found.title} {found.heading or ''} {found.text}") for found in context.attempt.found or ()]
    return [text for text in context.case.expect.never if any(loose(text) in one for one in shown)]


def part_stated(context: Context, part: Part) -> bool:
    """Return whether the answer states one expected part."""
    text = without_markers(context.reply.text)
    if part.text is not None:
        return says(text, part.text)
    if part.any is not None:
        return any(says(text, one) for one in part.any)
    if part.pattern is not None:
        return re.search(part.pattern, text) is not None
    return _figure_stated(context, part, text)


def describe(part: Part) -> str:
    """Return an expected part in words, for a failure message."""
    if part.number is not None:
        return f"{part.number:,.12g} {part.unit}".strip()
    return repr(part.text or part.pattern or " or ".join(part.any or ()))


def _figure_stated(context: Context, part: Part, text: str) -> bool:
    """Return whether the number is in the words of the answer or among its typed figures."""
    value = part.number if part.number is not None else 0.0
    if states(text, value, part.unit, part.tolerance):
        return True
    allowed = part.tolerance + 1e-9 * max(1.0, abs(value))
    return any(
        abs(figure.value - value) <= allowed and (not part.unit or unit_of(figure.unit) == unit_of(part.unit))
        for figure in context.reply.figures
    )


def _strings(value: object) -> Iterator[str]:
    """Yield every string in a reply, keys that echo the input apart."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in _ECHOES:
                yield from _strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)
