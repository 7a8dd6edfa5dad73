"""The notes on the records below a draft: they are the assistant's own words on its sources, known by their form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from assistant.language import fold

_FIGURE: Final = r"[-–−+£$€]?[\d][\d,.]*(?:%|[\w]+)?"
_ARITHMETIC: Final = r"[-\d\s.,%£$€()+−–÷×=;:]"
# As ``ingest.figures.oddities``, the figures' computations and trends, and the verifier word them; ``known`` is a record's.
_FORMS: Final = tuple(
    re.compile(form)
    for form in (
        rf"Computed: {_ARITHMETIC}+(?:\(printed: {_ARITHMETIC}+\))?",
        r"Computed: \d+ of \d+ rows (?:fit|compared)",
        rf"(?P<known>.+): printed (?P<other>.+), its \d+ rows add up to {_FIGURE}",
        rf"(?P<known>.+): printed (?P<other>.+) in a column of whole numbers; read as {_FIGURE}"
        rf"(?:, (?:which agrees with|though) the printed change (?:of|is) {_FIGURE})?",
        r"(?P<known>.+): printed (?P<other>.+), with a comma where no thousands end",
        rf"(?P<known>.+): the record prints a change of (?P<other>.+), its figures give {_FIGURE}(?: percentage points?)?",
        r"(?P<known>.+): printed (?P<other>.+); taken as in the later",
        r"the records here begin with (?P<known>.+)",
        r"not of the same unit or length of time, and left out: (?P<known>.+)",
        r"\d+ of \d+ sentences left out: their sources do not back them",
        r"\d+ sentences? of \S+ (?:marked|left out): not supported by the records",
        r"the language model \S+ (?:found no answer in the evidence|refuses to answer|said nothing that the records support"
        r"|answered for something else \([^;]{1,200}\)|could not be used: [^;]{1,200}); this is the answer without it",
        r"error of the language model \S+: it cited [\[\]\d, ]+, which no evidence has",
    )
)


def is_data_note(text: str, records: Iterable[str]) -> bool:
    """Return whether a note has one of the forms that the assistant gives them, with words of the records in it.

    Args:
        text: The note, plain, on one line.
        records: Texts and names of the records behind the draft.
    """
    match = next(filter(None, (form.fullmatch(text.rstrip(".")) for form in _FORMS)), None)
    if match is None:
        return False
    told = " ".join(words for words in match.groupdict().values() if words)
    held = set(re.findall(r"\w+", " ".join(map(fold, records)).casefold())) if told else set()
    return all(word in held or word in {"in", "and"} for word in re.findall(r"\w+", fold(told).casefold()))
