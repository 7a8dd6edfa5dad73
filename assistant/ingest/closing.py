"""What is said about the press and public leaving and coming back, sentence by sentence.

Councils word it in many ways; what they share is who (press, public), what is done to them (excluded, asked to leave,
readmitted) or what the meeting does (goes into private session, comes back into open session).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from assistant.ingest.marks import begins, is_mark, opens_closed_part
from assistant.language import fold, sentences
from assistant.records import Item, Span

_SMALL = (
    r"and|or|be|being|is|are|was|were|had|has|have|having|from|during|for|to|under|in|while|whilst|on|as|at|because"
    r"|due|should|must|shall|who|that|then|now|also|temporarily|present|attending|left|leave|leaving|withdrew|withdraw"
    r"|withdrawing|vacate|vacated|excluded|exclusion|press|public|media|by|with|when|prior|before|not|out|if|of|would"
)
# "The public" and not "the public realm": what follows is a small word or no word.
_PUBLIC = rf"\b(?:press|public|media|observers)\b(?!['’]s\b)(?!\s+(?!(?:{_SMALL})\b)\w)"
_SHUT = r"(?:confidential|private|privileged|closed|exempt|secret|restricted|non-?public)"
_LEAVES = r"(?:(?<!to )leave|leaving|left|withdr[ae]w(?:ing|n)?|vacated?|retired?|excused)\b"
_CLOSES = re.compile(
    rf"\bexclu(?:de|des|ding)\b[^.;]{{0,70}}?{_PUBLIC}"
    rf"|{_PUBLIC}[^.]{{0,140}}?\b(?:be|being|been|is|are|was|were|temporarily)\s+(?:\w+\s+){{0,2}}excluded\b"
    rf"|\bexcluded\b[^.;]{{0,40}}?{_PUBLIC}"
    rf"|(?<!\bof )\bthe\s+exclusion\s+of\b[^.;]{{0,50}}?{_PUBLIC}"
    rf"|{_PUBLIC}[^.;]{{0,100}}?\b(?:asked|required|requested|instructed|invited|told|obliged|made|to)\s+(?:\w+\s+)?"
    r"(?:to\s+)?(?:leave|withdraw|vacate|retire)\b"
    rf"|{_PUBLIC}[^.;\n]{{0,50}}?\b{_LEAVES}"
    rf"|\b(?:in)?to\s+(?:a\s+|the\s+)?{_SHUT}\s+(?:\(?\w+\)?\s+)?(?:sessions?|business|part|section|meeting|discussion)\b"
    r"|\b(?:go(?:es|ing)?|went|gone|moved?|moving|resolved?|resolves|enter(?:ed)?|proceed(?:ed)?|sit|sat|meet|met"
    r"|retired?|continued?|adjourn(?:ed)?)\b[^.;]{0,40}?\b(?:into\s+(?:the\s+)?committee\b|in\s+committee\b(?!\s+room)"
    rf"|in\s+camera\b|in\s+{_SHUT}\s+session\b|into\s+camera\b)"
    r"|\b(?:in)?to\s+(?:executive\s+session\b|private\b(?=\s*(?:[.,;:]|$|to\b|and\b)))"
    rf"|\b(?:with|without|in\s+the\s+absence\s+of)\s+(?:any\s+|the\s+|all\s+)?(?:members\s+of\s+the\s+)?{_PUBLIC}"
    r"(?:\s+(?:and|or|the|press|public))*(?:\s+(?:being\s+)?excluded|\s*[.,;]|\s+present|\s*$)"
    r"|\bpublic\s+gallery\b[^.]{0,30}\bcleared\b|\bcleared\b[^.]{0,20}\bpublic\s+gallery\b"
    rf"|\benter(?:ed|ing)?\s+(?:a\s+)?{_SHUT}\s+session\b|\bbehind\s+closed\s+doors\b"
    r"|\b(?:meeting|session|proceedings|remainder)\b[^.;]{0,60}?\b(?:closed|not\s+open)\s+to\s+(?:the\s+)?(?:members\s+of\s+the\s+)?"
    r"(?:press|public)|\bmeeting\s+(?:be|is|was|now)\s+closed\s+(?:under|in\s+accordance|pursuant)\b"
    r"|\b(?:eithrio|gwahardd|cau)\w*['’]?r\s+(?:wasg|cyhoedd)|\b(?:gwahardd|eithrio)\s+(?:y\s+|['’]r\s+)?(?:wasg|cyhoedd)|\bi\s+gcoiste\b",
    re.I,
)
_HEADED = re.compile(
    rf"\bexclu\w+\W+(?:\w+\W+){{0,6}}?{_PUBLIC}|{_PUBLIC}\W+(?:\w+\W+){{0,4}}?exclu(?:sion|ded|de)\b"
    rf"|^\W*(?:matters?\s+(?:in|for)\s+|items?\s+(?:in|for)\s+)?{_SHUT}\s+(?:session|part|section|items|business|matters"
    r"|agenda|reports|minutes)\W*$"
    r"|\bexempt\s+(?:business|information)\b|^\W*(?:in\s+(?:committee|camera|private)|executive\s+session)\W*$|\bpink\s+papers?\b"
    r"|\bpublic\s+bodies\s+\(?admission\s+to\s+meetings",
    re.I,
)
_ONE = re.compile(r"^\W*(?:pink\s+papers?|exempt\s+(?:business|information))\s*[:–—-]+\s*\w", re.I)  # of one matter alone
_SECOND_PART = re.compile(
    rf"^\W*part\s+(?:ii|2|b|two)\b\W*(?:(?:(?:{_SHUT}|items?|business|agenda|of|the|session|reports?|matters)\b\W*)*)$", re.I
)
_LOST = re.compile(
    r"\b(?:motion|proposal|proposition|resolution|vote|it)\b[^.;]{0,120}\b(?:lost|defeated|fell|failed|not\s+(?:carried|agreed|seconded"
    r"|passed)|rejected|withdrawn|no\s+seconder)\b|\bLOST\b|\bnot\s+carried\b",
    re.I,
)
_WON = re.compile(r"(?<!not )\b(?:carried|resolved|agreed|accordingly)\b", re.I)
_THIS = re.compile(
    rf"\bthis\s+(?:item|matter|minute|business)\b[^.]{{0,60}}\bin\s+(?:camera|{_SHUT}(?:\s+session)?)\b"
    rf"|\b(?:after|following|upon|with)\s+the\s+exclusion\s+of\b[^.]{{0,40}}{_PUBLIC}",
    re.I,
)
_FOR_THIS = re.compile(
    rf"{_PUBLIC}[^.]{{0,80}}\bexcluded\b[^.]{{0,40}}\b(?:for|during|from)\s+(?:\w+\s+){{0,4}}?this\s+(?:item|matter|discussion|part)\b"
    rf"|\bin\s+the\s+absence\s+of\b[^.]{{0,30}}{_PUBLIC}",
    re.I,
)
_HELD_SO = re.compile(
    r"\b(?:was|were|been|be|being)\s+(?:held|taken|heard|discussed|dealt\s+with|continued|considered)\s+in\s+"
    r"(?:camera|private|confidence)\b",
    re.I,
)
_IN_SESSION = re.compile(rf"\bin\s+{_SHUT}\s+session\b(?!.{{0,60}}\brefers?\b|\W*[\[(]\s*(?:min|item|see)\b)", re.I)
_GENERAL = re.compile(
    r"\b(?:may|can|could|might)\s+(?:\w+\s+)?(?:be\s+excluded|exclude)\b|\b(?:power|right|ability)s?\s+to\s+exclude\b", re.I
)
# Some of the public going home is not the public being sent out.
_SOME = re.compile(
    r"\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|several|some|most|many|\d+)\s+(?:other\s+|remaining\s+)?"
    r"(?:members?\s+)?(?:of\s+the\s+)?(?:press|public|observers)\b",
    re.I,
)
_SENT = re.compile(r"\bexclu|\b(?:asked|required|requested|instructed|told)\b|session\b|\bcommittee\b|\bcamera\b", re.I)
_OPENS = re.compile(
    r"\b(?:public|press)\b[^.]{0,80}\b(?:re-?admit(?:ted)?|re-?join(?:ed)?|re-?entered|(?:invited|allowed|let|came|come|called)"
    r"\s+back|return(?:ed)?(?=\s+(?:to|at|and|into)\b|\s*[.,;)\n]|\s*$)|re-?invited)"
    r"|\bre-?admi(?:t|tted|ssion)\b[^.]{0,40}\b(?:public|press)\b"
    r"|\b(?:resum\w+|return\w*|reconven\w+|re-?open\w*|moved?|went|go|came|come|back)\b[^.]{0,50}\b(?:open|public)\s+session\b"
    r"|\b(?:open|public)\s+session\b[^.]{0,30}\b(?:was\s+|were\s+)?(?:resum\w+|reconven\w+|restored|re-?opened)"
    r"|\b(?:came|come|moved|went|rose|emerged)\s+(?:back\s+)?(?:out\s+of|from)\s+(?:in[\s-]+)?(?:committee|camera|closed|private"
    r"|confidential)|\b(?:resum|reconven)\w+\s+in\s+public\b"
    r"|\b(?:re-?open(?:ed)?|open(?:ed)?\s+again)\s+to\s+(?:the\s+)?(?:press|public)",
    re.I,
)
_NOT_YET = re.compile(r"\bnot\b|\buntil\b|\bbefore\b|\bprior\s+to\b|\bonly\s+when\b|\bonce\b", re.I)
_NOT_NEEDED = re.compile(
    r"\bnot\s+(?:be\s+)?excluded\b|\b(?:not|never)\b[^.]{0,30}\b(?:necessary|required|needed|applicable|resolve[d]?)\b"
    r"|\bno\s+(?:\w+\s+){0,2}(?:items?|business|matters?|need|reports?|exclusion|motion|resolution|reason)\b[^.]{0,80}"
    r"(?:\b(?:exempt|exclu|confidential|closed|private|part\s+(?:ii|2|b))|$)"
    rf"|\bno\s+(?:further\s+|other\s+)?{_SHUT}\s+(?:items?|business|matters?|reports?|session)\b"
    r"|^\W*(?:none|nil|n/?a|not\s+(?:applicable|required|needed|moved|used)|there\s+(?:were|was)\s+none|no\s+items)\W*$",
    re.I,
)
_NOBODY_THERE = re.compile(r"\b(?:present|in\s+attendance|attend(?:ed|ing)?)\b", re.I)  # no exclusion, yet in private
_ABOUT = re.compile(
    rf"{_PUBLIC}|\bexclu(?:ded?|sion)\b|\b{_SHUT}\s+session\b|\bseconded\b|\bschedule\s+12A\b|\badmission\s+to\s+meetings\b"
    r"|\b(?:recording|live-?stream\w*|webcast\w*|broadcast)\b",
    re.I,
)
_HAVING = re.compile(r"\bhaving\s+(?:been\s+excluded|left|withdrawn|retired|vacated)\b[^.]{0,60},", re.I)
_BRIEF = 250  # characters of an item that tells that there was nothing to be told
_MONEY = re.compile(r"[£€$]\s*\d")


class Move(Enum):
    """What a sentence does to the openness of the meeting; WITHIN: the item it stands in was taken in private."""

    CLOSES = "closes"
    OPENS = "opens"
    WITHIN = "within"


@dataclass(frozen=True, slots=True)
class Reading:
    """How an item moves the meeting: ``first`` if it reopens before anything else, ``last`` what holds after it.

    ``shut`` when words of the item itself were spoken after the public had left; ``scope`` is what was said of the
    exclusion, from its heading to its end; ``marked`` when a line right below its heading says that it is not public;
    ``nothing`` when there was no such business.
    """

    opens_first: bool = False
    last: Move | None = None
    shut: bool = False
    scope: str = ""
    marked: bool = False
    nothing: bool = False


def read_item(item: Item, text: str, second_part: bool, tables: Sequence[Span] = ()) -> Reading:
    """Return how an item moves the meeting.

    Args:
        item: The item.
        text: The document's text.
        second_part: Whether "Part II" as a bare heading parts the open from the closed business.
        tables: Where tables stand.
    """
    body = _below_heading(item, text)
    said = [" ".join(sentence.of(text).split()) for sentence in sentences(text, body)]
    moves = [
        (at, move) for at, words in enumerate(said)
        if (move := _move(words)) and not (_is_lost(said, at) or opens_closed_part(words))
    ]  # fmt: skip
    # Minutes tell what was done in private; reports of the year tell that something was.
    private = second_part and any(_IN_SESSION.search(words) and not _NOT_NEEDED.search(words) for words in said)
    private = private or any(_FOR_THIS.search(words) and not _NOT_NEEDED.search(words) and not _is_lost(said, at)
                             for at, words in enumerate(said))  # fmt: skip
    headed = bool(_HEADED.search(item.heading) or _move(item.heading) is Move.CLOSES)
    headed = headed and not _ONE.match(item.heading) or (second_part and bool(_SECOND_PART.match(item.heading)))
    spared = any(_NOT_NEEDED.search(words) and not _NOBODY_THERE.search(words) or _move(words) and _is_lost(said, at)
                 for at, words in enumerate(said))  # fmt: skip
    if headed and not spared and not any(move is Move.CLOSES for _, move in moves):
        moves = [(-1, Move.CLOSES), *moves]
    opens_first = bool(moves) and moves[0][1] is Move.OPENS and moves[0][0] == 0 or _move(item.heading) is Move.OPENS
    acts = [move for _, move in moves if move is not Move.WITHIN]
    last = acts[-1] if acts else (Move.OPENS if opens_first else None)
    shut = private or any(move is Move.WITHIN for _, move in moves) or _spoken_after(said, moves)
    marked = _marked_at_top(body.of(text))
    nothing = bool(said) and bool(_NOT_NEEDED.search(said[0])) and len(body) < _BRIEF
    if not marked and _heads_closed_part(text, body, tables):
        return Reading(opens_first, Move.CLOSES, shut, "", False, nothing)
    scope = f"{item.heading}\n{body.of(text)}" if last is Move.CLOSES else ""
    return Reading(opens_first, last, shut, scope, marked, nothing)


def _move(words: str) -> Move | None:
    if _NOT_NEEDED.search(words):
        return None
    if _THIS.search(words) or _HELD_SO.search(words):
        return Move.WITHIN
    closes = _CLOSES.search(words) and not _GENERAL.search(words)
    if closes and not (_SOME.search(words) and not _SENT.search(words)):
        return Move.CLOSES
    if _OPENS.search(words) and not _NOT_YET.search(words) and not _SOME.search(words):
        return Move.OPENS
    return None


def _is_lost(said: list[str], at: int) -> bool:
    """Return whether the exclusion that a sentence moves was voted down, as it or the next one tells."""
    told = " ".join(said[at : at + 2])
    return bool(_LOST.search(told)) and not any(_WON.search(words) for words in said[at:])


def _marked_at_top(words: str) -> bool:
    """Return whether the first lines of an item say that it is not for the public, and something stands below them."""
    lines = ["", *(fold(line) for line in words.splitlines() if line.strip())]
    told = [(line, above) for above, line in zip(lines, lines[1:-1], strict=False)][:2]
    return any(is_mark(line) and begins(line, above) and not above.endswith(".") for line, above in told)


def _spoken_after(said: list[str], moves: list[tuple[int, Move]]) -> bool:
    """Return whether anything but the exclusion itself is told between the public's leaving and their return."""
    known, closed = dict(moves), (-1, Move.CLOSES) in moves
    for at, words in enumerate(said):
        move = known.get(at)
        if move in (Move.CLOSES, Move.OPENS):
            closed = move is Move.CLOSES
            if closed and (_MONEY.search(words) or _HAVING.search(words)):
                return True
        elif opens_closed_part(words):
            return False  # what stands below is cut off and closed by itself
        elif closed and (len(words.split()) > 2 and not _ABOUT.search(words) or _MONEY.search(words)):
            return True
    return False


def _heads_closed_part(text: str, body: Span, tables: Sequence[Span]) -> bool:
    """Return whether the closed part of the business is headed by a line of its own in an item, or by a mark at its end."""
    lines, at = [""], body.start
    for line in text[body.start : body.end].split("\n"):
        if line.strip() and not any(table.start <= at < table.end for table in tables):
            lines.append(fold(line))
        at += len(line) + 1
    begun = [begins(line, above) for above, line in zip(lines, lines[1:], strict=False)]
    headed = any(opens_closed_part(line) for line, new in zip(lines[1:], begun, strict=True) if new)
    return headed or begun[-1:] == [True] and is_mark(lines[-1])


def _below_heading(item: Item, text: str) -> Span:
    """Return the span of an item without its number and heading."""
    left = sum(c.isalnum() for c in item.number + item.heading) if item.heading else 0
    at = item.span.start
    while left > 0 and at < item.span.end:
        left -= text[at].isalnum()
        at += 1
    while item.heading and at < item.span.end and text[at] in " .:)]*_–-":
        at += 1
    return Span(at, item.span.end)
