"""Decisions told in a sentence: "... and RESOLVED (4 for, 1 against) that", "the motion was put and lost", "deferred to May".

Minutes mark what was decided by the word that decides, in capitals, or by who or what it is said of: members resolve,
motions are carried or fall, applications are granted, a chairman is elected.  What somebody only reports, and what was
decided before or elsewhere ("had been refused", "was granted in 2019", "by the Inspector"), decides nothing here.
"""

from __future__ import annotations

import re

VOTES = r"(?:\s*,?\s*(?:unanimously|nem\.?\s*con\.?|\([^()]{1,80}\)|(?:by|on|with)\s+[^.;:()]{3,70}?))"
_ADVERBS = r"(?:(?:also|then|unanimously|further|therefore|subsequently|accordingly|thereby|hereby|duly|formally|thus)\s+){0,2}"
_BODY = r"(?:Members|Councillors|(?:Sub-)?Committee|Council|Cabinet|Panel|Board|Executive|Assembly|[Mm]eeting)"
_WAS = rf"(?:was|were)\s+{_ADVERBS}"
_MARKED = re.compile(
    r"(?<!\bas )(?<!\bpreviously )(?<!\bbe )(?:"
    r"\b(?:RESOLVED|AGREED|RECOMMENDED|DEFERRED)\b"
    r"|(?:(?<![A-Z]{2} )|(?<=NOT ))\b(?:CARRIED|LOST|DEFEATED|REFUSED|GRANTED|APPROVED|REJECTED|ADOPTED|ELECTED"
    r"|RE-ELECTED|APPOINTED|CO-OPTED|WITHDRAWN|ADJOURNED|CONFIRMED|DISMISSED|REVOKED|SUSPENDED)\b(?! [A-Z]{2}))"
)
_ALONE = re.compile(r"(?:the\s+)?(?:motion\s+|amendment\s+)?(?:not\s+)?[A-Z]{4,9}(?:\s+unanimously)?\W*", re.I)
_BARE = re.compile(r"\b(?:resolved|agreed|recommended)\b[^.;]{0,80}?(?:\s(?:that|to)\W*|\s*[:–—-]\W*)$", re.I)
_RESOLVED = re.compile(
    rf"(?:^\W*(?:\(\w{{1,3}}\)\s*)?|\b(?:{_BODY}|[Ii]t\s+was|and|also)\s+){_ADVERBS}"
    rf"(?:[Rr]esolved|[Aa]greed\s+unanimously|unanimously\s+agreed){VOTES}{{0,2}}\s*,?\s*[:–-]?\s*(?:to|that)\b"
)
_AGREED = re.compile(
    r"\b[Ii]t\s+was\s+(?:\w+\s+){0,2}?[Aa]greed"
    rf"{VOTES}{{0,2}}\s*,?\s*(?:to|that)\b"
    rf"|\b{_BODY}\s+{_ADVERBS}agreed\s+to\s+(?:defer|adjourn|postpone|approve|refuse|grant|reject|adopt|co-opt|appoint)\b"
    r"|(?<!\bas\s)(?<!\bwhich\s)(?<!\bthat\s)(?<!\bit\s)(?<!\bwhat\s)\b(?:was|were)\s+(?:\w+ly\s+)?agreed"
    r"(?=\s*(?:[.,;]|$|unanimously\b|as\s+an?\b|nem\b))"
    r"|\b[Ss]econded\b[^.]{0,60}\band\s+(?:\w+ly\s+)?(?:agreed|resolved|carried)\b"
)
_ELSEWHERE = (  # not decided at this meeting: in a year or on a day gone by, or by somebody else
    r"(?!\s+(?:in|on|at|since)\s+(?:\w+\s+){0,3}\d|\s+(?:on|at)\s+appeal|\s+by\s+(?!\d|a\s|an\s|members\b|councillors\b"
    r"|(?:the\s+)?(?:committee|council|cabinet|meeting|panel|board|chair\w*)\b|\w+\s+votes))"
)
_PUT_OFF = (
    r"\b(?:[Ii]tem|[Mm]atter|[Aa]pplication|[Cc]onsideration|[Dd]ecision|[Rr]eport|[Mm]otion|[Bb]usiness|[Qq]uestion"
    r"|[Ii]t|[Tt]his)\b"
)
_OFF = r"deferred|postponed|adjourned|referred\s+back|left\s+on\s+the\s+table"
_TOLD = re.compile(
    r"\b(?:[Mm]otion|[Aa]mendment|[Pp]roposal|[Pp]roposition)s?\b(?:[^.;]|\.(?=\S))*?"
    rf"(?:\b(?:{_WAS}(?:declared\s+|put\b[^.;]{{0,60}}?\b(?:and|was)\s+)?|,?\s+and\s+){_ADVERBS}(?:not\s+)?"
    rf"(?:carried|lost|defeated|rejected|approved|adopted|agreed|passed|withdrawn|accepted){_ELSEWHERE}\b"
    r"|\bfell\b(?!\s+(?:by|from|to|in)\b)|\b(?:found|had|received)\s+no\s+seconder\b|\bnot\s+seconded\b)"
    rf"|{_PUT_OFF}[^.;]{{0,80}}?\b{_WAS}(?:{_OFF}){_ELSEWHERE}\b"
    r"|\b(?:[Aa]pplication|[Pp]ermission|[Ll]icence|[Cc]onsent|[Rr]equest|[Gg]rant|[Vv]ariation|[Qq]uotation|[Tt]ender)s?\b"
    rf"(?:[^.;]|\.(?=\S)){{0,160}}?\b{_WAS}(?:not\s+)?(?:granted|refused|approved|rejected|revoked|suspended|accepted|turned\s+down)"
    rf"{_ELSEWHERE}\b"
    rf"|\b(?:was|were)\s+{_ADVERBS}(?:declared\s+elected|(?:re-)?elected\s+(?:unopposed|(?:as\s+|to\s+be\s+)?(?:the\s+)?(?:\w+\s+)?"
    r"(?:[Vv]ice|[Dd]eputy|[Cc]hair\w*|[Mm]ayor\w*|[Ll]eader|[Pp]resident|[Cc]onvenor|[Tt]reasurer)\b)"
    r"|co-opted\b)(?![^.;]{0,60}\bin\s+\d{4})"
    rf"|^\W*(?:[Tt]he\s+)?{_BODY}\s+{_ADVERBS}(?:accepted|approved|adopted|granted)\b(?!\s+that\b)"
    r"|^\W*(?:[Dd]eferred|[Rr]efused|[Gg]ranted|[Aa]pproved)\s+(?:to|until|for|subject|pending|with|as)\b"
)
_DECLINED = re.compile(
    rf"\b{_BODY}\s+{_ADVERBS}(?:did\s+not\s+(?:accept|approve|agree|adopt|support|grant|uphold)|declined\s+to"
    r"|(?:refused|rejected)\b)"
)
_REPORTED = re.compile(
    r"\b(?:report(?:ed|s)|advised|said|says|explained|stated|noted|told|asked|informed|heard|understood|announced|confirmed"
    r"|welcomed|pleased|if|whether|which|who|would|should|until|unless|when|where|after|because|since)\b[^.;]*$"
)


def tells_decision(sentence: str, minutes: bool = True) -> bool:
    """Return whether a sentence (on one line, without emphasis marks) tells a decision of the meeting.

    The lead of a list ("It was RESOLVED that:") is none by itself; its entries are.

    Args:
        sentence: The words.
        minutes: Whether the record tells of its own meeting; a report of a year tells what became of things, too.
    """
    if _BARE.search(sentence):
        return False
    if _MARKED.search(sentence) and (_ALONE.fullmatch(sentence) or re.search(r"[a-z]{2}", sentence)):
        return True
    if _RESOLVED.search(sentence) or _AGREED.search(sentence):
        return True
    told = _DECLINED.search(sentence) or (_TOLD.search(sentence) if minutes else None)
    return told is not None and not _REPORTED.search(sentence[: told.start()])
