"""The noun phrases of a question, found from its function words and capitals alone: no tagger, no list of topics."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.dates import find_periods
from assistant.language import STOP_WORDS

MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
DETERMINERS = frozenset("the a an this that these those its their his her our your each every any some".split())
BE = frozenset("is are was were be been being".split())
AUXILIARIES = BE | frozenset("do does did has have had can could will would shall should may might must".split())
QUESTION_WORDS = frozenset("what which who whom whose when where why how".split())
LOCATIVE = frozenset("in at near from by within around across during".split())
TOPICAL = frozenset("about regarding concerning".split())
PREPOSITIONS = LOCATIVE | frozenset("on for of about to with under over against between since until among towards".split())
_POINTING = frozenset("the a an this that these those".split())
_JOINS = frozenset("of on for about between against".split())
_INSIDE_NAMES = frozenset("and of & de la van von".split())
_BREAKS = STOP_WORDS | PREPOSITIONS | AUXILIARIES | frozenset("along via onto regarding including besides else".split())
_WORD = re.compile(r"[^\s,;:?!()“”\"]+")
_VERBAL = re.compile(r"[a-z]+(?:(?<!e)(?<!sh)ed|ing)$")
_DATED = frozenset("meeting session minutes agenda report hearing election".split())
_HONORIFICS = frozenset(
    "mr mrs ms miss dr cllr councillor alderman prof professor sir insp inspector sergeant superintendent".split()
)
_ORDERS = frozenset("describe explain list name compare find summarise summarize show give tell".split())
_IRREGULAR = frozenset(
    "born said spent paid built held made found given taken done sent told heard brought met left put set begun written seen "
    "known shown won lost sold bought kept led run cut become chosen drawn".split()
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase of a question.

    Attributes:
        text: Its words, without the determiner.
        start: Where its words begin in the question.
        end: Where they end.
        determiner: "the", "a" ...; "" where there is none.
        before: The word before it and its determiner, in lower case; "" at the beginning.
        head: The last word of its first part, as written ("motion" in "motion on the Lido").
        named: Whether a word of it has a capital.
    """

    text: str
    start: int
    end: int
    determiner: str
    before: str
    head: str
    named: bool

    @property
    def plural(self) -> bool:
        """Whether it speaks of several things."""
        return self.head[:1].islower() and bool(re.search(r"(?:[^su]s|people|children|men|women)$", self.head))

    @property
    def told(self) -> str:
        """Its words with the determiner that a later mention takes."""
        if self.determiner in ("", "any", "some", "each", "every"):
            return self.text
        return f"{'the' if self.determiner in ('a', 'an', 'this', 'that') else self.determiner} {self.text}"


def is_verbal(word: str) -> bool:
    """Return whether a word looks like a participle or a past form."""
    return bool(_VERBAL.match(word)) or word in _IRREGULAR


def runs(question: str) -> list[Phrase]:
    """Return the runs of words between function words and periods, in order; some are verbs."""
    words = list(_WORD.finditer(question))
    dated = [period.span for period in find_periods(question)]
    inner = [_breaks(question, words, i, any(s.start <= w.start() < s.end for s in dated)) for i, w in enumerate(words)]
    found: list[Phrase] = []
    i = 0
    while i < len(words):
        if inner[i]:
            i += 1
            continue
        j = i + 1
        while j < len(words) and not inner[j] and _goes_on(question, words[j - 1], words[j]):
            j += 1
        made = _run(question, words, i, j)
        if made is not None:
            found.append(made)
        i = j
    return found


def _goes_on(question: str, word: re.Match[str], following: re.Match[str]) -> bool:
    """Return whether a run goes on: not after a stop, and not from the owner to what is owned ("Kent's crime")."""
    apart = question[word.end() : following.start()].strip() or (word.group().endswith(".") and len(word.group()) > 4)
    return not apart and not re.search(r"['’]s?$", word.group())


def _breaks(question: str, words: list[re.Match[str]], i: int, dated: bool) -> bool:
    word = words[i].group()
    if dated or re.fullmatch(MONTH, word):
        return True
    if word in _INSIDE_NAMES and 0 < i < len(words) - 1:
        return not (words[i - 1].group()[0].isupper() and i > 1 and words[i + 1].group()[0].isupper())
    if i > 1 and word[0].isupper() and words[i - 1].group()[0].isupper() and word.lower() not in ("i", "i'm", "i’m"):
        return False
    opening = i == 0 and word[:1].isupper() and not (len(words) > 1 and words[1].group()[0].isupper())
    return (
        word.lower().strip(".'’") in _BREAKS
        or re.sub(r"['’](?:s|re|d|ll|ve|m)$", "", word.lower()) in _BREAKS
        or (opening and (question.rstrip().endswith("?") or word.lower() in _ORDERS))
    )


def _run(question: str, words: list[re.Match[str]], i: int, j: int) -> Phrase | None:
    """Return the phrase of words i to j, without the verb that a question puts before or after its subject."""
    determiner = words[i - 1].group().lower() if i and words[i - 1].group().lower() in DETERMINERS else ""
    k = i - 1 - bool(determiner)
    before = words[k].group().lower() if k >= 0 else ""
    tokens = [word.group() for word in words[i:j]]
    capitals = [n for n, token in enumerate(tokens) if token[0].isupper()]
    if not determiner and capitals:
        i, tokens = i + capitals[0], tokens[capitals[0] :]
        if capitals[0]:
            before = words[i - 1].group().lower()
    if not determiner and before in AUXILIARIES and tokens[0][0].isupper():
        while tokens[-1][0].islower():
            tokens.pop()
    ended = j == len(words) and before in BE and words[0].group().lower() == "why"
    if ended and determiner and len(tokens) > 1 and tokens[-1][0].islower():
        tokens.pop()  # "Why is the scheme important?"
    while len(tokens) > 1 and tokens[-1][0].islower() and _is_verb(tokens, before):
        tokens.pop()
        if before not in BE:
            break
    if not tokens:
        return None
    end = words[i + len(tokens) - 1].end()
    text = re.sub(r"(?:['’]s?|[.])$", "", question[words[i].start() : end])
    head = re.sub(r"['’]s?$", "", tokens[-1])
    named = any(token[0].isupper() for token in tokens) or (len(tokens) > 1 and tokens[0].lower().strip(".") in _HONORIFICS)
    return Phrase(text, words[i].start(), words[i].start() + len(text), determiner, before, head, named)


def _is_verb(tokens: list[str], before: str) -> bool:
    """Return whether the last word of a run is the verb of the question: after its subject ("did the panel agree")."""
    topical = before in PREPOSITIONS and tokens[-1].endswith("ing")  # "about fly tipping"
    return (is_verbal(tokens[-1]) and not topical) or (before in AUXILIARIES - BE)


def phrases(question: str) -> list[Phrase]:
    """Return the noun phrases that have a determiner or a name, or follow "about", each with what "of" or "on" joins to it."""
    merged: list[Phrase] = []
    for run in runs(question):
        last = merged[-1] if merged else None
        between = question[last.end : run.start].split() if last else []
        if last and between and between[0].lower() in _JOINS and [w.lower() for w in between[1:]] in ([], [run.determiner]):
            text = question[last.start : run.end]
            merged[-1] = replace(last, text=text, end=run.end, named=last.named or run.named)
        elif run.determiner in _POINTING or run.named or run.before in TOPICAL:
            merged.append(run)
    return [_with_date(question, phrase) for phrase in merged]


def _with_date(question: str, phrase: Phrase) -> Phrase:
    """Return the phrase with the date after it where it is of a thing that is told apart by its date ("the meeting on …")."""
    if phrase.head.lower() not in _DATED:
        return phrase
    for period in find_periods(question):
        if question[phrase.end : period.span.start].strip().lower() in ("on", "of", "in", "for", "held on"):
            return replace(phrase, text=question[phrase.start : period.span.end], end=period.span.end)
    return phrase
