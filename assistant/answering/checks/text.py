"""Words as the verifier sees them: folded text, sentences, and tokens with their stems."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

_FOLDS: Final = str.maketrans({
    "’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-", "−": "-",
    "‑": "-", "‐": "-", "\u00ad": "", "\u200b": "", "\ufeff": "", "½": " half", "¼": " quarter",
})  # fmt: skip
_RESPELT: Final = tuple(
    (re.compile(pattern, re.I), by)
    for pattern, by in (
        (r"(?<=\d)\s*(?:per ?cent|percent)\b|\bper ?cent\b", lambda m: "%"),
        (r"\bpercentage points?\b", lambda m: " pp "),
        (r"\bcan't\b|\bcannot\b", lambda m: "can not"),
        (r"\bwon't\b", lambda m: "will not"),
        (r"\bshan't\b", lambda m: "shall not"),
        (r"(?<=[a-z])n't\b", lambda m: " not"),
        (r"\be-?mail", lambda m: "email"),
    )
)
_MARKER: Final = re.compile(r"\[\d{1,3}(?:\s*,\s*\d{1,3})*\](?=[\s.,;:!?)\[]|$)")
_EMPHASIS: Final = re.compile(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)|^#{1,6}\s+", re.M)

# Shortenings after which a full stop does not end a sentence: titles, references, Latin, months, times.
_SHORT: Final = re.compile(
    r"(?:\b(?:Cllrs?|Mr|Mrs|Ms|Dr|Prof|Rev|Revd|Hon|Insp|Sgt|Supt|Cdr|Capt|Col|Lt|Sir|St|Jr|Sr|Nos?|Min|Mins|Ref|Refs"
    r"|App|Para|Paras|Sec|Art|Fig|Vol|pp?|vs?|etc|cf|al|approx|incl|excl|est|dept|popn|tel|ext|Ltd|Co|Bros|viz|Rd|Ave"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|e\.g|i\.e|p\.a|a\.m|p\.m|[A-Z](?:\.[A-Z])*))\.$"
)
_END: Final = re.compile(r"[.!?][\"')\]]*(?=\s|$)")
_BREAK: Final = re.compile(r"\n\s*\n|\n(?=\s*(?:[-•·*▪◦]|\(?\d{1,2}[.)]|\(?[a-z]\))\s)|[•▪◦]|·\s")
_WORD: Final = re.compile(r"\d[\d,]*(?:\.\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[%£$€]")

_SAME: Final = {
    "cllr": "councillor", "cllrs": "councillor", "chairman": "chair", "chairwoman": "chair", "chairperson": "chair",
    **{word: str(number) for number, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen "
        "nineteen twenty".split(), 2
    )},
    "km": "kilometre", "kms": "kilometre", "kg": "kilogram", "kgs": "kilogram", "hrs": "hour", "yr": "year", "yrs": "year",
    "mins": "minute", "percent": "%", "gbp": "£", "approx": "approximately", "vs": "versus", "dept": "department",
    "inspector": "insp", "sergeant": "sgt", "superintendent": "supt", "revd": "rev", "reverend": "rev",
    "jan": "january", "feb": "february", "apr": "april", "jun": "june", "jul": "july", "aug": "august",
    "sep": "september", "sept": "september", "oct": "october", "nov": "november", "dec": "december", "mar": "march",
}  # fmt: skip

FUNCTION_WORDS: Final = frozenset(
    "a an the this that these those it its he she they them their his her him we us our you your i me my who whom "
    "whose "
    "which what there here and or but nor so as than then if because since while although though when where how "
    "why of in "
    "on at to by for from with into onto upon over under about between among through during within across per via "
    "is are "
    "was were be been being am do does did done has have had having will would shall should can could may might "
    "must also "
    "too very such some any all each both either other more most much many few own same one s t re ve ll d no not "
    "only just "
    "out up down off again further once however therefore thus whilst whether against after before until above below "
    "versus et al etc".split()
)


@lru_cache(maxsize=1)
def _stemmer() -> Callable[[str], str]:
    import Stemmer

    stem: Callable[[str], str] = Stemmer.Stemmer("english").stemWord
    return stem


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the stem of one lower-case word; equal spellings of titles and months share one."""
    if word.endswith("'s"):
        word = word[:-2]
    word = _SAME.get(word, word)
    if word.endswith("isation") or word.endswith("ising") or word.endswith("ised") or word.endswith("ise"):
        word = re.sub(r"is(ation|ing|ed|e)$", r"iz\1", word)
    return _stemmer()(word)


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or unit sign; ``start`` counts characters of the folded text."""

    word: str
    stem: str
    start: int
    end: int
    sentence: int
    opens: bool

    @property
    def lower(self) -> str:
        """The word in small letters."""
        return self.word.lower()

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.word[0].isupper()

    @property
    def content(self) -> bool:
        """Whether it carries matter of its own."""
        return self.stem[0].isalpha() and self.lower not in FUNCTION_WORDS


def fold(text: str) -> str:
    """Return the text with one spelling of quotes, dashes, per cent and contractions; line breaks are kept."""
    text = unicodedata.normalize("NFKC", text.translate(_FOLDS)).translate(_FOLDS)
    text = _EMPHASIS.sub("", text)
    for pattern, by in _RESPELT:
        text = pattern.sub(by, text)
    return text


def strip_markers(text: str) -> str:
    """Return the text without citation markers such as ``[1]`` or ``[2, 3]``."""
    return _MARKER.sub("", text)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return the half-open spans of the sentences, list items and paragraphs of the text."""
    cuts = {0, len(text)}
    for match in _BREAK.finditer(text):
        cuts.add(match.start() if text[match.start()] != "\n" else match.end())
    for match in _END.finditer(text):
        if not _goes_on(text, match):
            cuts.add(match.end())
    edges = sorted(cuts)
    return [(a, b) for a, b in zip(edges, edges[1:], strict=False) if text[a:b].strip()]


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Return whether the full stop belongs to a shortening or a number, not to the end of a sentence."""
    if text[match.start()] != ".":
        return False
    before = text[max(0, match.start() - 12) : match.start() + 1]
    after = text[match.end() :].lstrip()
    if not after:
        return False
    if re.search(r"(?:^|\n)\s*\(?(?:\d{1,2}|[a-z])\.$", before):
        return True
    if _SHORT.search(before):
        latin = re.search(r"(?:etc|p\.a|[ap]\.m|al|Ltd|Co|Rd|Ave|Nos?|[A-Z])\.$", before)
        opener = re.match(r"(?:The|This|That|These|It|He|She|They|There|In|On|At|A|An|Members|However|RESOLVED)\b", after)
        return not (latin and opener)
    return after[0].islower()


class Text:
    """A folded text with its tokens and sentences, built once and read by every check."""

    def __init__(self, parts: Sequence[str]) -> None:
        """Fold and cut the parts; sentences never run from one part into the next."""
        self.parts = [fold(part) for part in parts]
        self.text = "\n\n".join(self.parts)
        self.spans = sentence_spans(self.text)
        self.tokens = self._tokens()
        self.starts = [token.start for token in self.tokens]
        self.companies: dict[tuple[int, int], dict[tuple[bool, str], float]] = {}
        self.denied: frozenset[int] | None = None
        self.short: frozenset[str] | None = None
        self.spelt: frozenset[str] | None = None
        self.acronyms: frozenset[str] | None = None
        self.expanded: tuple[int, frozenset[int]] | None = None

    def _tokens(self) -> list[Token]:
        starts = [start for start, _ in self.spans]
        tokens: list[Token] = []
        last = -1
        for match in _WORD.finditer(self.text):
            word = match[0].rstrip(",")
            sentence = bisect_right(starts, match.start()) - 1
            key = word.replace(",", "") if word[0].isdigit() else stem(word.lower())
            tokens.append(Token(word, key, match.start(), match.start() + len(word), sentence, sentence != last))
            last = sentence
        return tokens

    def at(self, offset: int) -> int:
        """Return the index of the token that holds or precedes the character."""
        return max(0, bisect_right(self.starts, offset) - 1)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Every stem, with the joined halves of words broken by a hyphen or at the end of a line."""
        pairs = zip(self.tokens, self.tokens[1:], strict=False)
        joined = {
            stem((a.word + b.word).lower())
            for a, b in pairs
            if b.start - a.end <= 3 and "-" in self.text[a.end : b.start] and a.word.isalpha() and b.word.isalpha()
        }
        return frozenset(token.stem for token in self.tokens) | joined

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word in small letters."""
        return frozenset(token.lower for token in self.tokens)

    @cached_property
    def by_stem(self) -> dict[str, list[int]]:
        """Token indices by stem."""
        places: dict[str, list[int]] = {}
        for index, token in enumerate(self.tokens):
            places.setdefault(token.stem, []).append(index)
        return places

    @cached_property
    def bounds(self) -> list[tuple[int, int]]:
        """Half-open token ranges of the sentences."""
        found: dict[int, tuple[int, int]] = {}
        for index, token in enumerate(self.tokens):
            first, _ = found.get(token.sentence, (index, index))
            found[token.sentence] = (first, index + 1)
        return [found.get(number, (0, 0)) for number in range(len(self.spans))]


def split_claims(text: str) -> tuple[str, ...]:
    """Return the sentences of an answer, each with the citation markers that follow it.

    Shortenings (``Cllr.``, ``No.``, ``e.g.``, ``9.25 pm``) end no sentence; a heading or list item is a claim of its
    own.
    """
    claims: list[str] = []
    for start, end in sentence_spans(text):
        piece = text[start:end].strip()
        bare = piece
        lead = re.match(r"(?:\[\d{1,3}(?:\s*,\s*\d{1,3})*\][\s.]*)+", bare)
        if lead and claims:
            claims[-1] += " " + lead[0].strip()
            bare = bare[lead.end() :].strip()
        bare = re.sub(r"^(?:[-•·*▪◦]|\(?\d{1,2}[.)]|\([a-z]\))\s+", "", bare)
        if re.search(r"\w", bare):
            claims.append(" ".join(bare.split()))
    return tuple(claims)
