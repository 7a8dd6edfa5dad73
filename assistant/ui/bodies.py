"""The names of committees in few letters, for a chip: "Environment and Waste Committee" is "Environment Cttee"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from assistant.ui.markup import folded, shortened

_LONGEST = 34  # characters of a name on a chip
_FITS = 26  # characters of a name that is not cut at all
_SHORT = ((re.compile(r"\b(Sub-?\s?)?Committee\b", re.I), r"\1Cttee"), (re.compile(r"\s+and\s+", re.I), " & "))
_JOINT = re.compile(r"\s+&\s+|,\s+")


def short_names(bodies: Iterable[str]) -> Mapping[str, str]:
    """Return each name's short form; where two would be the same, both keep more of their words.

    Args:
        bodies: Names as the records give them.
    """
    names = {body: _abbreviated(body) for body in bodies if body}
    cut = {body: _first_part(name) for body, name in names.items()}
    times = Counter(cut.values())
    return {body: shortened(cut[body] if times[cut[body]] == 1 else name, _LONGEST) for body, name in names.items()}


def _abbreviated(body: str) -> str:
    name = folded(body)
    for pattern, put in _SHORT:
        name = pattern.sub(put, name)
    return name


def _first_part(name: str) -> str:
    """Return the words before the first "and" or comma with the last word, which says what sort of body it is."""
    parts = _JOINT.split(name)
    if len(name) <= _FITS or len(parts) == 1 or " of " in name:
        return name
    last = name.split()[-1]
    return parts[0] if parts[0].split()[-1].casefold() == last.casefold() else f"{parts[0]} {last}"
