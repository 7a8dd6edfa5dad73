"""What a number of a sentence counts: the nouns after it.

There is no tagger here: closed classes of English words (function words, irregular verbs) and endings tell where a group
of nouns begins and ends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

CLOSED = frozenset(
    "and or per which who whom whose that were was had have has in on at by from to with for during compared between is are "
    "as be been being would will could should may might must can did do does not no nor than when where while whilst whereas "
    "but if because since until after before into over under above below through throughout across within without about "
    "against among around both each either this these those it its they them their he him his she her we us our you your i my "
    "there here so such also now still already then thus however although though via including excluding last next previous "
    "following a an the all any every being approximately only just yet ago away prior due whether how what why unless "
    "once like well me him us mine ours therefore hence "
    "accordance relation respect".split()
)
_VERBS = frozenset(
    "made came took went fell rose said held sent gave found met paid ran saw got began became lost spoke stood told kept "
    "remained felt knew saw led meant lay lived known taken given thought left grew drew chose drove wrote brought "
    "bought built sought "
    "sold spent won gets makes put let seen".split()
)
WORD = re.compile(r"[A-Za-z][\w’'&/-]*|&(?=\s)")
_NOUN_LIKE_ED = re.compile(r"eed$|^(?:shed|bed|red|sled|hundred|sacred)$")
_PEOPLE = frozenset("people men women children".split())
SPELLED = frozenset("one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty".split())
_MOST_WORDS, _MOST_CLAUSE = 7, 13


def counted(rest: str) -> str:
    """Return the nouns that directly follow a number, with what they are for; "" where none do."""
    words, at = nouns(rest, re.match(r"\s*/?\+?(?:[-–]\s+)?(?:nos?\.\s+|\([a-z]+\)\s+)?(?:of\s+(?:the\s+)?)?", rest))
    if not words:
        return ""
    joined = re.match(r"\s*and\s+(?=[A-Za-z])", rest[at:])
    if joined:
        more, until = nouns(rest[at:], joined)
        follows = re.match(r"\s*(\w+)", rest[at + until :])
        subject_of_verb = follows is not None and follows[1].lower() in ("was", "is", "has")
        if more and len(more) < 4 and "of" not in more and not subject_of_verb and not _begins_anew(more[0]):
            words, at = [*words, "and", *more], at + until
    if for_what := re.match(r"\s+(for)\s+(?:the\s+)?(?=[a-z])", rest[at:]):
        more, _ = nouns(rest[at:], for_what)
        words += ["for", *more] if more else []
    return " ".join(words)


def nouns(rest: str, lead: re.Match[str] | None) -> tuple[list[str], int]:
    """Return the group of nouns after a lead, and where it ends; function words, verbs and stops end it."""
    at = lead.end() if lead else 0
    words: list[str] = []
    end = at
    for word in WORD.finditer(rest, at):
        gap = rest[end : word.start()]
        if gap.strip(" ‘’“”'\"") or len(words) >= _MOST_WORDS:
            break
        lowered = word[0].lower()
        if lowered == "of" and words and (after := re.match(r"\s+(?:the\s+)?[A-Za-z]", rest[word.end() :])):
            if re.match(r"\s+(?:which|whom|this|these|those|them)\b", rest[word.end() :]):
                break
            words.append("of")
            end = word.end() + (after.end() - 2 if "the " in after[0] else 0)
            continue
        if lowered in ("the",) and words[-1:] == ["of"]:
            end = word.end()
            continue
        if lowered in CLOSED or lowered in _VERBS or words and _ends_group(words, word[0], rest[word.end() :]):
            break
        words.append(word[0])
        end = word.end()
    while words and words[-1] == "of":
        words.pop()
    return words, end


def _begins_anew(word: str) -> bool:
    """Return whether a word after "and" tells or counts something else."""
    return is_verb(word) or word.endswith("ing") or word.lower() in SPELLED


def is_verb(word: str) -> bool:
    """Return whether a word's form tells that it is a verb: an irregular past, or an ending."""
    lowered = word.lower()
    return lowered in _VERBS or lowered.endswith("ed") and not _NOUN_LIKE_ED.search(lowered)


def _ends_group(words: Sequence[str], word: str, after: str) -> bool:
    """Return whether a word after nouns begins what is said of them ("offences recorded over", "people sleeping in")."""
    following = WORD.match(after.lstrip())
    closed = following is None or following[0].lower() in CLOSED or following[0].lower() == "of"
    last = words[-1].lower()
    plural = last.endswith("s") and not last.endswith(("ss", "'s", "’s")) or last in _PEOPLE
    if is_verb(word):
        return closed or plural
    if not plural and word.islower() and word.endswith("s") and re.match(r"\s+to\s+[a-z]", after):
        return True
    if plural and (word.endswith("ly") or word.islower() and word.endswith("s") and closed):
        return True
    if word.endswith("ly") and following is not None and is_verb(following[0]):
        return True
    return word.lower().endswith("ing") and "-" not in word and closed and plural and "of" not in words[-2:]


def clause_after(rest: str) -> str:
    """Return what is said after a share ("of CPWs proved effective"): the clause up to a stop or another number."""
    plain = re.sub(r"\s?\([^()\d]*\)", "", rest)
    clause = re.split(
        r"[,;:()]|\.(?=\s|$)|\s[–-]\s|\b(?:which|whilst|while|although)\b|\band\s+(?=[£\d]|(?:two|three|four|five|six|seven|eight|nine|ten)\b)|\d",
        plain,
    )[0]
    lead = r"^\s*of\s+(?:all\s+)?(?:(?:the|our|its|their|these|those|your|my)\s+)?"
    words = WORD.findall(re.sub(lead, "", clause))
    if words and words[0].lower() in ("it", "them", "this", "that", "us", "him", "her"):
        return ""
    if len(words) > _MOST_CLAUSE:  # cut before a preposition
        ends = [at for at in range(3, _MOST_CLAUSE + 1) if words[at].lower() in CLOSED]
        words = words[: ends[-1] if ends else _MOST_CLAUSE]
    while words and words[-1].lower() in CLOSED | {"of", "up", "down", "out"}:
        words.pop()
    return " ".join(words)
