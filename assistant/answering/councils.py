"""Which council a record is of, where committees of two councils have the same name.

The parser keeps a record's committee; the council is printed above it, on a line or in a part of the title of its own.  Only
what has the form of a council's name counts ("… District Council", "London Borough of …"): a council that is spoken of in a
sentence may be another.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from assistant.answering.catalogue import body_key, same_bodies
from assistant.library import DocumentSummary

HEAD: Final = 1500  # characters of a record in which it says whose it is
_SORT = r"(?:City|Borough|District|County|Parish|Town|Community|Metropolitan|Unitary|Regional|Village|Rural|Municipal|Islands?)"
_WORD = r"(?:[A-Z][\w’'.-]*|of|and|upon|on|in|the|le|with|cum|&)"
_COUNCIL = rf"(?:{_WORD}\s+)*?(?:{_SORT}\s+(?:(?:and|&)\s+)?)*(?:Council|Combined Authority)"
_BOROUGH = rf"(?:(?:London|Royal|Metropolitan)\s+)+Borough\s+of\s+{_WORD}(?:\s+{_WORD})*"
_WHOLE: Final = re.compile(rf"(?:{_COUNCIL}|{_BOROUGH})")
_SPLIT: Final = re.compile(r"\n+|\s[-–—|]\s|[:;|]")
_LEAD: Final = re.compile(r"^.*\b(?:minutes|meeting|proceedings|agenda|report|summons|session)\s+(?:of|for)\s+(?:the\s+)?", re.I)
_HELD: Final = re.compile(r"\s+held\b.*$", re.I)
_OFFICES: Final = frozenset(
    "mayor mayoress chair chairman chairwoman chairperson convener cathaoirleach provost president leader member members "
    "councillor councillors clerk officer officers director head secretary executive deputy report to".split()
)  # who signs or is written to is no council
_NO_PLACE: Final = frozenset(
    "the of and a an upon on in council authority combined city borough district county parish town community metropolitan "
    "unitary regional village rural municipal islands island full annual special ordinary extraordinary adjourned meeting "
    "minutes agenda summons report local area joint this your our".split()
)  # what a council's name has beside its place, and what is said of a meeting of "the council"
_SMALL: Final = frozenset("of and upon on in the for with le cum".split())
_MOST = 9  # words of a name


@dataclass(frozen=True, slots=True)
class Councils:
    """Whose records the library holds.

    Attributes:
        names: The council of each document that prints one, by the document's name.
        telling: What tells a document's committee from one of the same name of another council, in few letters ("Wexmoor").
            Documents whose committee is the only one of its name have none.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    telling: Mapping[str, str] = field(default_factory=dict)

    def whole(self, document: str) -> str:
        """Return the council's whole name where it has to be told, "" where the committee alone tells it."""
        return self.names[document] if document in self.telling else ""

    def of_the_same(self, document: str, records: Iterable[DocumentSummary]) -> list[DocumentSummary]:
        """Return those records that are not known to be of another council than a document."""
        own = self.names.get(document)
        return [one for one in records if not own or self.names.get(one.name, own) == own]


def councils_of(records: Sequence[DocumentSummary], heads: Mapping[str, str]) -> Councils:
    """Return which council each record is of, and where that has to be told.

    Args:
        records: What a reader may see.
        heads: The first characters of each, by name.
    """
    found = {one.name: council_named(f"{one.body}\n{one.title}\n{heads.get(one.name, '')}") for one in records}
    spelt = {_key(name): name for name in sorted(filter(None, found.values()))}
    names = {document: spelt[_key(name)] for document, name in found.items() if name}
    keys = same_bodies(one.body for one in records if one.body)
    of_body: dict[str, set[str]] = defaultdict(set)
    for one in records:
        if one.body and one.name in names:
            of_body[keys[one.body]].add(names[one.name])
    short = _short(sorted(set(names.values())))
    telling = {
        one.name: short[names[one.name]] for one in records
        if one.body and one.name in names and len(of_body[keys[one.body]]) > 1 and not _says(one.body, names[one.name])
    }  # fmt: skip
    return Councils(names, telling)


def council_named(head: str) -> str:
    """Return the council that the first lines of a record name ("Wexmoor District Council"), "" where they name none."""
    return next(_lines(head), "")


def _lines(head: str) -> Iterator[str]:
    """Yield the names that stand alone, on a line or in a part of a title."""
    for part in _SPLIT.split(head):
        line = " ".join(re.sub(r"[*#_>\[\]]+", " ", part).split())
        line = _HELD.sub("", _LEAD.sub("", _titled(line)))
        if _WHOLE.fullmatch(line) and _names_a_place(line):
            yield line


def _titled(line: str) -> str:
    """Return a line in capitals as a name is written in a sentence."""
    if any(c.islower() for c in line):
        return line
    return re.sub(r"[^\W_][\w’']*", lambda word: w if (w := word.group().lower()) in _SMALL else w.capitalize(), line)


def _names_a_place(name: str) -> bool:
    words = name.split()
    spoken = {w.casefold() for w in words}
    return len(words) <= _MOST and bool(spoken - _NO_PLACE) and not spoken & _OFFICES


def _short(names: Sequence[str]) -> dict[str, str]:
    """Return each council's place alone ("Wexmoor") where no other council has it, else its whole name."""
    places = {name: _place(name) for name in names}
    times = Counter(place.casefold() for place in places.values())
    return {name: place if place and times[place.casefold()] == 1 else name for name, place in places.items()}


def _place(name: str) -> str:
    """Return the words of a name that no other council's has to have, from the first such word to the last."""
    words = name.split()
    telling = [at for at, word in enumerate(words) if word.casefold() not in _NO_PLACE | {"london", "royal"}]
    return " ".join(words[telling[0] : telling[-1] + 1]) if telling else ""


def _says(body: str, council: str) -> bool:
    """Return whether the name of a committee holds its council's, as that of a parish council does."""
    return body_key(council) in body_key(body)


def _key(name: str) -> str:
    return "".join(c for c in name.casefold().replace("&", "and") if c.isalnum())
