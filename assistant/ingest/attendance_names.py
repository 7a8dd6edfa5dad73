"""Names in lists of who was there: one a line, in a row, with a title of their own or one they share."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.ingest.lines import Line

TITLE = (
    r"(?:(?:(?:County|District|Borough|City|Town|Parish|Unitary|Ward)\s+)?(?:Councillors?|Cllrs?\.?)"
    r"|Councillors?|Cllrs?\.?|Clr\.?|Crs?\.?|Cyng\.?|Cynghorydd|Cynghorwyr|Comhairleoir|The\s+(?:Mayor|Lord|Right|Deputy)|Alderman|Ald\.|Mr|Mrs|Ms|Miss"
    r"|Mx|Dr|Prof|Sir|Lord|Lady|Dame|Rev|Insp|Inspector|Sgt|Sergeant|Chief|Supt|Superintendent|PC|PCSO"
    r"|Det)\b\.?"
)
STARTS = re.compile(rf"^{TITLE}")
_ROLE = re.compile(r"^[A-Z][\w.’'-]+(?:\s+[A-Z][\w.’'-]*){0,3}\s*(?:\([A-Z]{2,3}\)\s*)?[–—-]\s")
_SPLIT = re.compile(rf"[,;]\s*(?:and\s+)?(?={TITLE}\s)|\s+and\s+(?={TITLE}\s)|;\s*(?![^(]*\))|(?<=\)),\s+(?:and\s+)?(?=[A-Z])")
_ANOTHER = re.compile(  # two names side by side, with nothing between but a gap; "Councillor Mrs" is one
    r"(?<=[a-z)])(?<!Councillor)(?<!Cllr)(?<!Clr)(?<!Alderman)(?<!The)(?<!County)(?<!District)(?<!Borough)(?<!City)"
    r"(?<!Town)(?<!Parish)(?<!Ward)\s+(?=(?:Mr|Mrs|Ms|Miss|Dr|Cllr"
    r"|Councillor)\.?\s+[A-Z])"
)
FOR_WHOM = re.compile(r",?\s+(?:(?:for|of|with)\s+(?:whom|which)|who|whose)\b[^,;.]*")
_UNFINISHED = re.compile(r"(?:[,&–-]|\b(?:and|of|for|the|to))$")
_PLAIN_NAME = re.compile(r"(?:[A-Z][\w.’'-]*\s*){1,5}(?:\([^)]*\)\s*)?")
SAYS = re.compile(
    r"\b(?:was|were|had|has|have|been|is|are|be|will|would|that|which|there|advised|reported|noted"
    r"|agreed|resolved|welcomed|thanked"
    r"|opened|commenced|presided|joined|informed|expressed|stated|asked|said|congratulated|took\s+the\s+chair)\b"
)
_SHARED = re.compile(r"^(?:Councillors|Cllrs\.?|Crs\.?|Aldermen|Cynghorwyr)\s+")  # one title for all the names after it
_BEFORE_SHARED = re.compile(
    r"\s*[;,]\s*(?:and\s+)?(?=(?:Councillors|Cllrs|Crs|Aldermen)\b)|\s+and\s+(?=(?:Councillors|Cllrs|Crs)\b)|;\s*(?![^(]*\))"
)
_UNNAMED = re.compile(
    r"[,;]?\s*(?:and\s+)?\b(?:no|an?|\d+|one|two|three|four|five|six|seven|eight|nine|ten|several|some)\s+(?:other\s+)?"
    r"(?:members?\s+of\s+(?:the\s+)?(?:public|press)|residents?|parishioners?|observers?|electors?)\b(?:\s+present)?",
    re.I,
)
# "Cyng/Cllrs": the title in two languages
_OTHER_TONGUE = re.compile(r"^(?:Y\s+)?[^\W\d_]+\.?\s*/\s*(?=(?:Councillor|Cllr)s?\b)")
CAPITAL = "A-ZÀ-ÖØ-ÞĀČĎĐĘĚĞĪŁŃŇŌŘŚŠŞŤŪŮŰŴŶŹŻŽ"
PARTICLE = (
    r"(?:de|da|do|del|della|di|du|des|van|von|der|den|ter|la|le|ap|ab|ferch|mac|mc|nic|ní|uí|ó|bin|binti|bint|ibn|al|el|y|e|st)"
)
_WORD = re.compile(rf"[{CAPITAL}][\w.’'-]*|[{CAPITAL}]\.?|{PARTICLE}|[a-z]{{1,2}}[’'-][{CAPITAL}][\w’'-]*")
_NOT_A_NAME = re.compile(
    r"none|nil|n/?a|vacan\w*|apolog\w*|absen\w*|present|attendance|members?|councillors?|officers?|quorum|in the chair"
    r"|the chair\w*|chair\w*|vice[- ]?chair\w*|public|total|minutes?|agenda",
    re.I,
)
_LONGEST_NAME = 120  # characters; what is longer is a sentence


def names_on(lines: Sequence[Line]) -> list[str]:
    """Return the names on the lines of one group, wrapped lines joined and names in a row parted."""
    entries: list[str] = []
    titled = sum(bool(STARTS.match(line.text)) for line in lines)
    roled = sum(bool(_ROLE.match(line.text)) for line in lines)
    for line in lines:
        starts = STARTS.match(line.text) or _ROLE.match(line.text) or (not titled and not roled)
        rowed = bool(entries) and not titled and entries[-1].count(",") > 1 and len(entries[-1]) > 60
        unfinished = entries and (rowed or _UNFINISHED.search(entries[-1]) or entries[-1].count("(") > entries[-1].count(")"))
        if entries and (unfinished or not starts or line.text[:1].islower() or line.text[:1] == "("):
            entries[-1] = f"{entries[-1]}{'' if re.search(r'[A-Za-z]-$', entries[-1]) else ' '}{line.text}"
        else:
            entries.append(line.text)
    whole = (FOR_WHOM.sub("", entry) for entry in entries)
    names = [_closed(re.sub(r"^and\s+", "", name).strip(" .,;")) for entry in whole for name in parts_of(entry)]
    return [name for name in names if _may_be_name(name)]


def _closed(name: str) -> str:
    """Return a titled name without the end of a bracket that began before it."""
    return name.rstrip(")") if STARTS.match(name) and name.count(")") > name.count("(") else name


def _may_be_name(name: str) -> bool:
    """Return whether nothing in an entry of a list says that it is a sentence, a number or the end of a bracket."""
    short = re.search(r"[A-Za-z]{2}", name) and len(name) <= _LONGEST_NAME and name.count(")") <= name.count("(")
    return bool(short) and not (SAYS.search(name) or _NOT_A_NAME.fullmatch(name) or STARTS.fullmatch(name))


def same_person(one: str, other: str) -> bool:
    """Return whether two names may be one person's: of one surname, and of given names that begin alike where both are given."""
    firsts, seconds = ([word.strip(".,") for word in _own(name)] for name in (one, other))
    if not firsts or not seconds or firsts[-1].casefold() != seconds[-1].casefold():
        return False
    return len(firsts) == 1 or len(seconds) == 1 or firsts[0][:1] == seconds[0][:1]


def _own(name: str) -> list[str]:
    bare = re.split(r",\s|\s[–—-]\s|\s*[(\[]", name, maxsplit=1)[0]
    while (title := STARTS.match(bare)) and title.end() < len(bare):
        bare = bare[title.end() :].strip()
    return bare.split()


def is_listed(name: str) -> bool:
    """Return whether an entry of a list of members may be one: it has a title or a bracket, or is set as a name is."""
    bare = re.split(r",\s|\s[–—-]\s|\s*[(\[]", name.removeprefix("the "), maxsplit=1)[0]
    set_so = all(_WORD.fullmatch(word) or not word[:1].islower() for word in bare.split())
    return set_so or bool(STARTS.match(name)) or "(" in name


def is_name(text: str) -> bool:
    """Return whether a text is one person's name: a title and a name, or two words or more set as names are."""
    bare = re.sub(r"\s*[(\[][^)\]]*[)\]]", "", text)
    bare = re.split(r",\s|\s[–—-]\s", bare, maxsplit=1)[0].strip(" .,*")
    if not _may_be_name(text) or re.search(r"[\d:;/]", bare):
        return False
    own = STARTS.sub("", bare).split() if STARTS.match(bare) else bare.split()
    if any(_NOT_A_NAME.fullmatch(word) for word in own) or not own or len(own) > 6:
        return False
    return all(_WORD.fullmatch(word) for word in own) and (len(own) > 1 or bool(STARTS.match(bare)))


def parts_of(entry: str) -> list[str]:
    """Return the names of an entry: of one person, or of several in a row."""
    entry = _OTHER_TONGUE.sub("", entry)
    segments = [part for part in _BEFORE_SHARED.split(_UNNAMED.sub("", entry).strip(" .")) if part]
    if not any(_SHARED.match(segment) for segment in segments):
        return _own_titles(_UNNAMED.sub("", entry))
    return [name for segment in segments for name in (_shared(segment) if _SHARED.match(segment) else _own_titles(segment))]


def _shared(entry: str) -> list[str]:
    """Return the names after a title they share, each with the title: "Councillors A, Mrs B" are two councillors."""
    lead, _, rest = entry.partition(" ")
    title = "Alderman" if lead == "Aldermen" else lead.rstrip(".").removesuffix("s")
    names = re.split(r",\s*(?:and\s+)?(?![^(]*\))|\s+and\s+(?![^(]*\))", rest.strip(" ."))
    return [name if re.match(r"(?:\w+\s+)?(?:Councillor|Cllr|Alderman)\b", name) else f"{title} {name}" for name in names if name]


def _own_titles(entry: str) -> list[str]:
    pieces = re.split(r",\s*(?:and\s+)?(?![^(]*\))|\s+and\s+", entry.strip(" ."))
    if len(pieces) == 2 and all(re.match(rf"(?:[{CAPITAL}]\.\s?)+[{CAPITAL}]", piece) for piece in pieces) and " and " in entry:
        return pieces
    alike = (
        not STARTS.match(entry)
        or len(_own(pieces[0])) < 2
        or all(len(piece.split()) > 1 or STARTS.fullmatch(piece) for piece in pieces)
    )
    if (
        len(pieces) > 2
        and alike
        and not re.search(rf"\(\s*{TITLE}", entry)
        and all(_PLAIN_NAME.fullmatch(piece) for piece in pieces)
    ):
        return pieces
    return [name for piece in _SPLIT.split(entry) for name in (_ANOTHER.split(piece) if STARTS.match(piece) else [piece])]
