"""The words and marks by which an attendance table says whether somebody was there, and the headings it has."""

from __future__ import annotations

import re
from dataclasses import dataclass

_THERE = (
    r"present|attend(?:ed|ing)|in attendance|in person|remote(?:ly)?|virtual(?:ly)?|on-?line|joined|arrived|in the chair|chaired"
    r"|presid(?:ed|ing)|(?:yn )?bresennol|presennol|i láthair|yes"
)
_NOT_THERE = (
    r"(?:(?:sent|gave|given|with|tendered)\s+)?apolog(?:y|ies)|apologi[sz]ed|absent|not (?:present|in attendance|attending)"
    r"|did not attend|non[- ]?attend\w*|no apolog\w*|leave of absence|on leave|(?:\w+ )?leave|excused|absennol"
    r"|ymddiheuriad\w*|as láthair|leithscéal\w*|no"
)
_STATUS = re.compile(rf"(?:(?P<absent>{_NOT_THERE})|(?P<present>{_THERE}))(?!\w)(?P<rest>.*)", re.I)
_LATE = re.compile(r"\b(?:late\w*|early|leaving|part)\b", re.I)  # apologies of somebody who was there
_DETAIL = re.compile(r"\s*$|\s*[(,;:/–—-]|\s+[a-z\d]|\s+(?:MS )?Teams|\s+Zoom")
_LETTERS = {"P": "present", "PR": "present", "A": "absent", "AP": "absent", "AB": "absent", "ABS": "absent", "DNA": "absent"}
_TICK = re.compile(r"[✓✔√☑\uf0fc]")
_CROSS = re.compile(r"[✗✘✕☒\uf0fb]")
_EMPTY = re.compile(r"[\s.–—-]*|no|n/?a|nil|none", re.I)
_ABSENCE = re.compile(r"\b(?:apolog\w*|absent|absence|absennol|ymddiheur\w*|leithscéal\w*|as láthair)\b", re.I)
_PRESENCE = re.compile(r"\b(?:present|attend\w*|status|presennol|bresennol|i láthair)\b", re.I)
NAME_HEAD = re.compile(
    r"^(?:(?:elected\s+|council\s+|committee\s+)?(?:members?|councillors?|cllrs?|attendees?|representatives?|trustees?|directors?"
    r"|governors?|commissioners?)(?:\s*/\s*\w+)?|(?:full\s+)?names?)(?:['’]s?)?(?:\s+names?|\s+of\s+\w+)?(?=\s|$)(?!\s+present)",
    re.I,
)
STATUS_HEAD = re.compile(
    r"^(?:attendance|attended|attending|attended\?|present|present\?|in attendance|status|apolog(?:y|ies)|absent|absence"
    r"|presennol|yn bresennol|ymddiheuriadau|i láthair|leithscéalta)"
    r"(?:\s+(?:status|record|received|sent|for absence|yes/no|y/n|with\w*\s+apolog\w*))?"
    r"(?:\s*[/,(–-]\s*[\w ,/()–=-]{1,40})?\??$",
    re.I,
)
HEAD_LINE = re.compile(
    rf"{NAME_HEAD.pattern}(?:\s+(?:ward|division|party|group|political|role|position|office|organisation|representing|area"
    r"|district|parish|town|county))*\s+(?:attendance|attended|present|status|apologies)\??$",
    re.I,
)
SUBSTITUTE_HEAD = re.compile(r"^(?:substitute|deputy|alternate|proxy)", re.I)
_CHAIRS = re.compile(r"^(?:(?:acting|vice|deputy)[\s-]+)?chair\w*$|^conven[eo]r$|^cathaoirleach$|^cadeirydd$", re.I)
_IN_CHAIR = re.compile(r"\bin the chair\b|\bpresid(?:ed|ing)\b|\bchaired\b|^chair\w*$", re.I)

Row = tuple[str, str]  # group, name


@dataclass(frozen=True, slots=True)
class Roll:
    """What an attendance table tells: group and name of each row that can be read, and the lines it takes up."""

    rows: tuple[Row, ...] = ()
    lines: frozenset[int] = frozenset()


def status_of(cell: str, head: str = "") -> str | None:
    """Return "present" or "absent" as a cell says it ("Present (from 6.48pm)", "A", a tick), None where it says neither.

    A tick, a yes or a no is taken of what the heading of the column asks; a single letter needs such a heading.
    """
    words = " ".join(cell.split()).strip(" .*")
    if not words or len(words) > 90:
        return None
    asked = group_of_head(head) if head else ""
    if asked and _TICK.fullmatch(words):
        return asked
    if asked and (_CROSS.fullmatch(words) or words.lower() in ("no", "n")):
        return "absent" if asked == "present" else None
    if asked and words.lower() in ("yes", "y"):
        return asked
    if asked and words.upper() in _LETTERS:
        return _LETTERS[words.upper()]
    told = _STATUS.fullmatch(words)
    if told is None or words.lower() in ("yes", "no") or not _DETAIL.match(told["rest"]):
        return None
    if told["absent"] and _LATE.search(told["rest"]):
        return None
    return "absent" if told["absent"] else "present"


def group_of_head(head: str) -> str:
    """Return the group that a mark below a heading puts a person into; "" where the heading asks for none."""
    if _PRESENCE.search(head):
        return "present"
    return "absent" if _ABSENCE.search(head) else ""


def group_of_mark(cell: str) -> bool:
    """Return whether a cell below the heading of a group is marked: a tick, a cross or a word, not a dash or a no."""
    words = " ".join(cell.split())
    return bool(words) and len(words) < 30 and not _EMPTY.fullmatch(words) and not _CROSS.fullmatch(words)


def with_post(name: str, post: str, status: str) -> str:
    """Return a name with the chair's post or place where the row tells it beside the name."""
    told = _IN_CHAIR.search(status)
    if told and not _IN_CHAIR.search(name):
        return f"{name} ({told[0]})"
    return f"{name} ({post})" if _CHAIRS.match(post) and "(" not in name else name
