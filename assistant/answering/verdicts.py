"""How records tell an outcome: "be approved", "resolved to note", "Cabinet did not accept", "DEFERRED to the May meeting"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

OUTCOMES: Final = {
    "approve": (
        r"approve[ds]?|agree[ds]?(?: to)?|grant(?:ed|s)?|adopt(?:ed|s)?|carr(?:ied|y)(?! out)|accept(?:ed|s)?|endorse[ds]?"
        r"|pass(?:ed)?(?! away| on)|confirm(?:ed|s)?|support(?:ed|s)?"
    ),
    "refuse": r"refused?|reject(?:ed)?|turn(?:ed)? down|lost|defeated|declined?|dismiss(?:ed)?|withheld",
    "defer": r"deferred|defer|postponed?|adjourn(?:ed)?",
    "note": r"note[ds]?",
    "withdraw": r"withdrawn|withdrew|withdraw",
}
ACTS: Final = r"(?:decide|resolve|vote)d?\s+to"  # ask whether what follows was agreed
_ANY = "|".join(OUTCOMES.values())
_BODIES = r"(?:Cabinet|Committee|Sub-?Committee|Council|Members|Councillors|Board|Panel|Executive|Forum|Governors|Trustees)"
DID: Final = re.compile(rf"\b{_BODIES}\s+(?:(?:had|has|have)\s+)?(\w+)")  # a body and its verb
_HOW = r"(?:(?:unanimously|formally|also|duly)\s+)?"
_FORMS = (
    re.compile(
        rf"(?:^|[.;:–-]|\bthat\b|\band\b)\s*(?P<subject>[^.;:]{{1,200}}?)\s+(?:be|was|were|is|are|been|had been|has been)\s+"
        rf"(?:put\s+to\s+the\s+vote\s+and\s+)?(?P<not>not\s+)?{_HOW}(?P<verb>{_ANY})\b(?<!\bto)(?!(?<=greed)\s+(?:to|that)\b)(?P<tail>[^.;:]*)",
        re.I,
    ),
    re.compile(
        rf"\b(?:resolved|agreed|decided)\s+{_HOW}(?P<not>not\s+)?to\s+(?P<verb>{_ANY})\s+(?P<subject>[^.;:,]+)(?P<tail>)", re.I
    ),
    re.compile(
        rf"\b{_BODIES}\s+(?:(?:had|has|have)\s+)?(?P<not>(?:did\s+not|not)\s+)?{_HOW}(?P<verb>{_ANY})\s+"
        r"(?P<subject>(?!that\b|with\b|to\b)[a-z][^.;:,]+)(?P<tail>)"
    ),
    re.compile(rf"^\W*(?:RESOLVED\W+)?(?P<not>NOT\s+)?(?P<verb>{_ANY.upper()})\b(?P<subject>)(?P<tail>[^.;:]*)"),
)
_BRACKETS = re.compile(r"\[[^\]]*\]")
_TO_COME = re.compile(r"\b(?:to|would|should|could|might|may|will|can|must|if|whether)$", re.I)
_FURTHER = re.compile(r"\s(?:to|until|for|from|at|on)\s", re.I)


@dataclass(frozen=True, slots=True)
class Verdict:
    """An outcome as a sentence tells it: of what ("" for the item's matter), whether denied, what follows, if a body is named."""

    outcome: str
    subject: str
    negated: bool
    tail: str
    by_body: bool = False

    @property
    def head(self) -> str:
        """The subject without the clause before its last comma; where put off or noted, without what it is for or put off to."""
        whole = self.subject.rsplit(", ", 1)[-1]
        return _FURTHER.split(whole, maxsplit=1)[0] or whole if self.outcome in ("defer", "note") else whole


def outcome_of(verb: str) -> str:
    """Return the outcome that a verb tells, "" for none."""
    return next((name for name, words in OUTCOMES.items() if re.fullmatch(words, verb, re.I)), "")


def verdicts(words: str) -> Iterator[Verdict]:
    """Yield the outcomes that words on one line tell, those of one form of telling only."""
    plain = _BRACKETS.sub(" ", words)
    for at, form in enumerate(_FORMS):
        found = [match for match in form.finditer(plain) if not _TO_COME.search(match["subject"])]
        for match in found:
            subject = re.split(r"\bthat\b", match["subject"], flags=re.I)[-1]
            denied = bool(match["not"]) or subject.endswith(" not")
            subject = subject.strip().removesuffix(" not")
            yield Verdict(outcome_of(match["verb"]), subject, denied, match["tail"].strip(" )”’\"'*_"), at > 0)
        if found:
            return
