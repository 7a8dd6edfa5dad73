"""The numbers of a sentence that count or measure something; those that name, order, date or address are passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.dates import find_periods
from assistant.ingest.figures.spelled import spelled
from assistant.ingest.values import Unit, parse_value
from assistant.records import Span

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_LEAD = (
    r"(?:(?:at least|at most|(?:no|not) (?:more|fewer|less) than|more than|less than|fewer than|just (?:over|under)"
    r"|in excess of|up to|as (?:many|much|high|few|little|low) as|a (?:maximum|minimum) of|close to|approximately|approx\.?"
    r"|roughly|around|about|some|over|under|nearly|almost|circa|c\.|an estimated|estimated at|below|above)\s+)?"
)
_SCALE = r"(?:\s?(?:k|m|mn|bn)\b|\s(?:hundred|thousand|million|billion)\b)?"
_UNIT = r"(?:\s?%(?:\s?points?)?|\s(?:per ?cent|percentage points?)\b|p\b|\s?pp\b)?"
_MEASURED = (
    r"(?:(?:cubic|square|sq\.?)\s(?:metres?|meters?|feet|ft|miles?|kilometres?|kilometers?|m|km)\b|[µμ]g/m[3³]|mg/l\b"
    r"|(?:k|M)?tCO2e?\b|kgCO2e?\b|(?:km/h|km/hr|kph|mph|mm|cm|km|kg|mg|ha|kWh|MWh|GWh|kW|MW|GW|dB|m[23²³]|°C)(?!\w)"
    r"|(?:tonnes?|tons?|kilograms?|kilos?|grams?|litres?|gallons?|hectares?|acres?|miles?|kilomet(?:re|er)s?|met(?:re|er)s?"
    r"|yards?|feet|inches|degrees|decibels|pence|cents?|kilowatts?|megawatts?)\b)"
    r"(?:\s(?:of\s)?(?:CO2e?\b|carbon dioxide(?: equivalent)?))?"
)
_ONE = rf"(?:[£$€]\s?)?[-−–+]?{_DIGITS}{_SCALE}"
_FIGURE = re.compile(
    rf"(?<![\w.,/:'’-])(?<!\d[–−])(?P<words>{_LEAD}(?:(?<![\w)])[-−–+])?{_ONE}{_UNIT})"
    rf"(?P<measured>[\s-]?{_MEASURED})?(?![\w%]|[/.,:-]\d|[–−]\d|(?<=\d)['’]s\b|(?:st|nd|rd|th)\b)",
    re.I,
)
_RANGE = re.compile(rf"(?<![\w.,/:-])(?P<low>{_ONE}{_UNIT})\s?[-–−]\s?(?P<high>{_ONE}{_UNIT})(?![\w%]|[/.,:-]\d|[–−]\d)", re.I)
_AGE = re.compile(
    r"(?:\bage[ds]?\s+(?:of\s+|from\s+|between\s+|under\s+|over\s+)?(?P<a>\d{1,3})(?:\s*(?:[-–]|to|and)\s*(?P<b>\d{1,3}))?"
    r"|\b(?P<c>\d{1,3})(?:\s*(?:[-–]|to)\s*(?P<d>\d{1,3}))?[\s-]years?[\s-](?:olds?|of age)\b"
    r"|\b(?:over|under)[\s-](?P<e>\d{1,2})s\b)(?![.,]?\d|%)",
    re.I,
)  # fmt: skip
_ENDS = re.compile(
    r"^\s?(?:(?P<up>/?\+|plus\b|(?:or|and) (?:more|over|above|upwards)\b)|(?:or|and) (?:less|fewer|under|below)\b)", re.I
)
# What a number after these words names or orders, and does not count.
_NAMED = re.compile(
    r"(?:\b(?:per|every)\s+|\b(?:min(?:ute)?s?|nos?|numbers?|items?|pages?|pp?|sections?|paras?|paragraphs?|appendix"
    r"|appendices|annex|tables?|figures?|chapters?|parts?|phases?|stages?|version|operation|junction|routes?|rooms?|units?"
    r"|classes|class|articles?|regulations?|schedules?|rules?|clauses?|act|(?<!to )form|year|zone|levels?|grade|tel"
    r"|telephone|phone|mobile|fax|ext|refs?|grid|box|floor|plots?|lots?|q|agenda|motions?|options?|priority|priorities|types?|bands?|tiers?"
    r"|weeks?|steps?|objectives?|recommendations?|volume|invoice|cheque|account|by-?laws?|bullet|footnote|questions?|covid"
    r"|conditions?|wards?|districts?|exhibits?|rows?|columns?|lines?|instrument|registration|licen[cs]e|permit)"
    r"\.?\s*(?:no\.?|nos\.?|numbers?)?\s*(?:\d+(?:\.\d+)*[a-z]?\)?\s*(?:,|and|or|to|&|[-–])\s*)*|[#§])$",
    re.I,
)
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b"
_DAY = re.compile(
    rf"^(?:st|nd|rd|th)?(?:\s*(?:,|and|&|to|or|[-–])\s*\d{{1,2}}(?:st|nd|rd|th)?)*\s+(?:of\s+)?{_MONTH}", re.I
)  # fmt: skip
_MONTH_DAY = re.compile(rf"\b{_MONTH}\.?\s+(?:\d{{1,2}}(?:st|nd|rd|th)?\s*(?:,|and|&|to|[-–])\s*)*$", re.I)
_OTHERS = re.compile(
    r"\b\d{1,2}(?:[.:]\d{2})?\s?(?i:am|pm|a\.m|p\.m|hours|hrs|noon)\b|\b\d{1,2}:\d{2}\b"  # times
    r"|\b(?:19|20)\d\d\s?[-–/]\s?(?:20)?\d\d\b"  # years from, to
    r"|\b(?i:in|since|by|from|until|during|of|before|after|circa|year)\s+1[0-9]\d\d\b(?!\s+[a-z]+s\b)(?![.,]?\d)"  # years
    r"|(?<![£$€\d,.])(?<![£$€]\s)\b\d{7,}\b"  # references: counts of that size have separators
    r"|\b(?:999|101|111|112|911)\b(?=(?:\s+(?:and|or)\s+\d{3})?\s+(?:\w+\s+){0,2}(?:calls?|services?|numbers?|lines?|operators?)\b)"
    r"|\b\d{1,3}(?:, \d{1,3}\b)+,? (?:and|&|or) \d{1,3}\b(?!\s+[a-z]+s\b)"  # lists of numbers of things
    r"|\b\d{1,3}(?: (?:or|to|-|–) \d{1,3})? (?:years?|months?|weeks?|days?) ago\b"
    r"|\b\d+\s?/\s?\d+\b|\b1 in (?:every )?\d{1,3}\b"  # references, odds
    r"|(?<![\d,.])(?:\+44\s?(?:\(0\)\s?)?\d|0\d)\d{1,4}(?:[\s-]\d{3,8}){0,3}(?!\d)|\b1?800[\s-]\d{3}[\s-]\d{3,4}\b"  # telephones
    r"|\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b|(?i:https?:|www\.)\S+|\S+@\S+",
)
_STREET = re.compile(
    r"^(?:\s*(?:,|and|&|-)\s*\d+)*[a-z]?,?\s+(?:[A-Z][\w.'’-]*\s+){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Close|Drive|Way|Terrace|Court|Crescent|Place"
    r"|Square|Gardens|Row|Hill|Grove|Boulevard|Mews|Parade|Highway|Quay|View|Heights|Villas|Walk|Park)\b"
)
_NUMBERED = re.compile(
    r"^[\s*_#•·-]*(?:\d{1,3}(?:\.\d+)+\.?(?=\s+[^a-z\s])|[([]?\d{1,3}[.)\]](?=\s)"
    r"|\d{1,3}\s?[.)]\s?(?=[A-Z])|\d{1,3}(?=\s+[A-Z][^.;:\d]{2,60}:(?:\s|$))"
    r"|\d{1,3}(?=\s\s|\s+(?:The|An?|In|On|At|That|This|These|To|It|There|We|For|By)\b))"
)
_TITLED = re.compile(r"(?<=[^.!?:;,]\s)\b([A-Z][A-Za-z’'-]*)\s+$")
_PAIRED = re.compile(r"\b([A-Z][A-Za-z’'-]*)\s+\d[\d,.]*\b")
_NOUN_NEXT = re.compile(
    r"\s+(?!(?:and|or|is|was|are|were|to|of|in|on|at|by|for|from|has|had|will|be|that|which|with|as)\b)[A-Za-z]"
)
_LENGTH = re.compile(r"(\d{1,3}(?:\.\d+)?)m")  # "over 4.8m" without a currency
_SPOKEN_LEAD = re.compile(_LEAD.removesuffix("?") + "$", re.I)
_SCALED = re.compile(r"\d\s?(?:(?P<thousand>k|thousand)|(?P<million>m|mn|million)|(?P<billion>bn|billion))$", re.I)
YEARS_OLD = "years of age"


@dataclass(frozen=True, slots=True)
class Number:
    """A number found: the place of its digits, where its whole words begin and end, its value, unit and qualifier."""

    start: int
    end: int
    begins: int
    value: float
    unit: str
    qualifier: str = ""

    @property
    def counts(self) -> bool:
        """Return whether it is a plain count so far."""
        return self.unit == Unit.COUNT


def find_numbers(flat: str, masked: Sequence[Span] = ()) -> list[Number]:
    """Return the numbers of a sentence, in order, that count or measure something.

    A range gives two: its low end qualified as "at least", its high end as "at most".

    Args:
        flat: The sentence, its white space folded.
        masked: Stretches that are not looked at.
    """
    found = list(_ages(flat))
    taken = [p.span for p in find_periods(flat)] + [Span(*m.span()) for m in _OTHERS.finditer(flat)] + list(masked)
    if lead := _NUMBERED.match(flat):
        taken.append(Span(0, lead.end()))
    taken += [Span(one.begins, one.end) for one in found]
    for match in _RANGE.finditer(flat):
        if not any(span.overlaps(Span(*match.span())) for span in taken) and not _names(flat, *match.span()):
            found += _range(match)
            taken.append(Span(*match.span()))
    for match in _FIGURE.finditer(flat):
        start, end = match.start("words"), match.end()
        if any(span.overlaps(Span(start, end)) for span in taken) or _names(flat, start, end):
            continue
        if (one := _number(match)) is not None and not _reference(flat, start, match.end("words"), one):
            found.append(_ended(flat, one))
    for start, end, value in spelled(flat):
        if not any(span.overlaps(Span(start, end)) for span in taken) and not any(
            one.start < end and start < one.end for one in found
        ):
            lead = _SPOKEN_LEAD.search(flat[:start])
            qualified = parse_value(f"{lead[0]}1") if lead else None
            found.append(Number(start, end, start, value, str(Unit.COUNT), qualified.qualifier if qualified else ""))
    return _joined(flat, sorted(found, key=lambda one: one.start))


def _ages(flat: str) -> Iterator[Number]:
    """Yield the ages named."""
    for match in _AGE.finditer(flat):
        ends = [name for name in "abcde" if match[name]]
        words = match[0].lower()
        alone = "over" if "over" in words else "under" if "under" in words else ""
        for at, name in enumerate(ends):
            qualifier = ("at least", "at most")[at] if len(ends) > 1 else alone
            yield Number(*match.span(name), match.start(), float(match[name]), YEARS_OLD, qualifier)


def _range(match: re.Match[str]) -> list[Number]:
    """Return both ends of a printed range; the sign or unit of one holds for the other."""
    whole = parse_value(match[0])
    if whole is None or whole.upper is None or whole.upper <= whole.value:
        return []
    unit = str(whole.unit)
    return [
        Number(*match.span("low"), match.start(), float(whole.value), unit, "at least"),
        Number(*match.span("high"), match.start("high"), float(whole.upper), unit, "at most"),
    ]


def _number(match: re.Match[str]) -> Number | None:
    """Return the number of a match, the unit that follows it ("cubic metres") taken in; None where it is none."""
    value = parse_value(match["words"])
    digits = re.search(r"[-−–+]?(?:[£$€]\s?)?[-−–+]?\d", match["words"])
    if value is None or digits is None:
        return None
    start, end = match.start("words"), match.end("words")
    unit = " ".join(match["measured"].lstrip("-").split()) if match["measured"] and value.unit is Unit.COUNT else str(value.unit)
    length = _LENGTH.fullmatch(match["words"][digits.start() :])
    if (
        length
        and value.unit is Unit.COUNT
        and value.value < 10**9
        and not re.match(r"\s+(?!(?:was|is|has)\b)[a-z]+s\b", match.string[end:])
    ):
        return Number(start + digits.start(), end, start, float(length[1]), "metres", value.qualifier)
    return Number(start + digits.start(), end, start, float(value.value), unit, value.qualifier)


def _names(flat: str, start: int, end: int) -> bool:
    """Return whether the number at a place names a thing, a day of a month or a house of a street."""
    before, after, words = flat[:start], flat[end:], flat[start:end]
    if _NAMED.search(before) or _DAY.match(after) or _MONTH_DAY.search(before) or re.match(r"\s*0\d", words):
        return True
    if not words.isdigit():
        return False
    if re.search(r"\b[A-Z]{2,6}\s$", before) and not re.match(r"\s+[a-z]+s\b|\s*[,;.]", after):
        return True  # "LA 16"
    title = _TITLED.search(before)
    one_name = len({m[1] for m in _PAIRED.finditer(flat)}) < 2  # of several, they are figures beside their labels
    return bool(_STREET.match(after) or title and one_name and not _NOUN_NEXT.match(after))


def _reference(flat: str, start: int, end: int, one: Number) -> bool:
    """Return whether a number stands alone or in brackets without counting anything."""
    bare = one.counts and flat[start:end].isdigit()
    if not re.search(r"[A-Za-z]", flat):
        return True  # what is left of a table's row tells nothing
    if bare and one.value == 1 and re.match(r"\s+(?:will|would|shall|am|have|wish|refer|move)\b", flat[end:]):
        return True  # "I" as letters are misread
    enclosed = start > 0 and flat[start - 1] in "([" and flat[end : end + 1] in (")", "]")
    return bare and enclosed


def _ended(flat: str, one: Number) -> Number:
    """Return a number with what is said right after it ("or more"), or before it where a sum stands in brackets."""
    if not one.qualifier and (ends := _ENDS.match(flat[one.end :])):
        one = replace(one, qualifier="at least" if ends["up"] else "at most")
    owed = re.search(r"(?:\b(?:of|was|is|were|to|at|by)|[£$€])\s*\($", flat[: one.start])
    return replace(one, value=-abs(one.value)) if owed and flat[one.end : one.end + 1] == ")" else one


def _scaled(flat: str, found: Sequence[Number]) -> list[Number]:
    """Return the numbers, the first of two in one scale ("40 to 50 million", "200 or $300 million") in that of the second."""
    told = list(found)
    for at, (low, high) in enumerate(zip(told, told[1:], strict=False)):
        scale = _SCALED.search(flat[low.end - 1 : high.end])
        joined = re.fullmatch(r"\s*(?:to|or|and|[-–])\s*", flat[low.end : high.begins])
        if scale and joined and low.counts and 1 <= low.value < 1000 and low.value * 1000 <= high.value:
            factor = {"thousand": 10.0**3, "million": 10.0**6, "billion": 10.0**9}[scale.lastgroup or "million"]
            told[at] = replace(low, value=low.value * factor, unit=high.unit)
    return told


def _joined(flat: str, found: Sequence[Number]) -> list[Number]:
    """Return the numbers with the ends of ranges in words ("between 4 and 6%", "aged 16 to 24") marked as such."""
    told = _scaled(flat, found)
    for at, (low, high) in enumerate(zip(told, told[1:], strict=False)):
        between = re.search(r"\bbetween\s+$", flat[: low.begins], re.I)
        link = flat[low.end : high.begins].strip().lower()
        if link == "and" and between or link == "to" and not re.search(r"\bfrom\s+[£$€]?$", flat[: low.begins], re.I):
            if low.value >= high.value or low.qualifier or high.qualifier:
                continue
            if not low.counts and not high.counts and low.unit != high.unit:
                continue  # "up 18% to £300"
            unit = high.unit if low.counts else low.unit
            told[at] = replace(low, unit=unit, qualifier="at least")
            told[at + 1] = replace(high, unit=unit if high.counts else high.unit, qualifier="at most")
    return told
