"""The marks that councils set to matter that is not for the public: in a heading, on a line of its own, in a cell.

A mark is set off from other words (by brackets, a dash, a colon, the end of the line); a word that only goes with a noun
("exempt accommodation", "private hire", "restricted byway") is none.
"""

from __future__ import annotations

import re

_OPEN_NOUNS = (  # what may be called exempt, confidential, private or restricted, and be as public as anything else
    r"accommodation|supported|housing|hous\w+|homes?|dwellings?|households?|persons?|occupiers?|organi[sz]ations?|charit\w+|supplies|supply"
    r"|from\b(?!\s+(?:publication|disclosure|the\s+(?:press|public)))|reporting|waste|shredding|help\w*|hotline|phone|telephone|line\b"
    r"|counsel+ing|advice|advisory|support|services?|surveys?|helpdesk|mail|byways?|parking|zones?|areas?|streets?|roads?|roadway"
    r"|highways?|reserves?|funds?|funding|grants?|income|assets?|cash|balances?|diet|hire|sector|rent\w*|land\w*|tenan\w+|members?"
    r"|cars?|vehicles?|drives?|driveways?|schools?|develop\w+|finance|financ\w+|compan\w+|limited|bills?|gardens?|sales?|sewers?"
    r"|water|drain\w*|wells?|invest\w+|nurser\w+|clubs?|individuals?|owner\w*|propert\w+|speeds?|weights?|heights?|width|access"
    r"|turn|movements?|growth|hours|licen[cs]\w+|premises|care|clinics?|bod(?:y|ies)|life|lives|green|way|estates?|forestry|woods?"
    r"|wood\w+|airport|use\b|burials?|graves?|trees?"
)
_NOT_OF = rf"(?!\W*(?:{_OPEN_NOUNS})\b)"
_SHUT = r"(?:exempt|confidential|private|closed|restricted|secret|non-?public|executive|in-?committee|excluded)"
_KIND = (
    r"(?:items?|business|reports?|appendi(?:x|ces)|annex(?:es)?|matters?|minutes?|agendas?|papers?|information|sessions?|parts?"
    r"|sections?|sheets?|enclosures?|documents?|discussions?)"
)
_PHRASE = (  # said of business alone, whatever stands beside it
    r"(?:(?:strictly\s+)?private\s+(?:and|&)\s+confidential|(?:strictly|commercial(?:ly)?|staff|company)[\s-]+(?:in[\s-]+confidence"
    r"|confidential)|commercially\s+sensitive|in[\s-]+confidence|in[\s-]+camera\b|in\s+private\b|(?:in\s+)?(?:private|confidential"
    r"|closed|exempt|secret|executive|non-?public|restricted)\s+session|in[\s-]+committee\b(?!\s+rooms?)|closed\s+to\s+(?:the\s+|members"
    r"\s+of\s+the\s+)?(?:press|public)|not\s+(?:for|open\s+to)\s+(?:publication|(?:the\s+)?(?:press|public))|pink\s+(?:papers?|pages?"
    r"|sheets?|reports?|items?)|below[\s-]+the[\s-]+line|behind\s+closed\s+doors|(?:press\s+and\s+)?public[\s-]+excluded"
    r"|part\s+(?:ii|2|two|b)\W+(?:exempt|confidential|private|closed|restricted)|official[\s–:-]+sensitive|i\s+gcoiste"
    r"|(?:eitem(?:au)?\s+)?(?:eithriedig|cyfrinachol|gyfrinachol))"
)
_WORD = rf"(?:(?:(?:fully|wholly|part(?:ly|ially)?|strictly)[\s-]+)?(?:exempt|confidential)|restricted|private)\b{_NOT_OF}"
_LAW = (
    r"(?:\bpara(?:graph)?s?\.?\s*\(?\d[^.;]{0,60}\bsched(?:ule)?\.?\s*\d+A?\b|\bsched(?:ule)?\.?\s*(?:12A|7A)\b[^.;]{0,60}\bpara"
    r"|\bsection\s+(?:5\.23|10A|66\(2\)|50A)\b)"
)
_HEADING = re.compile(
    rf"[(\[{{]\s*(?:held\s+|taken\s+|heard\s+|considered\s+)?(?:{_PHRASE}|{_WORD})"
    rf"|[-–—:|*/,]\s*{_PHRASE}|^\W*{_PHRASE}\s*(?:$|[-–—:|*/,])|\b(?:held|heard|taken|considered)\s+{_PHRASE}"
    rf"|\bin\s+(?:private|confidential|closed|exempt|executive)\s+session\W*$|\bin\s+camera\W*$"
    rf"|[-–—:|*/]\s*(?:exempt|confidential)\b{_NOT_OF}|[-–—:|*/]\s*(?:restricted|private)\s*(?:{_KIND})?\W*$"
    rf"|^\W*(?:{_SHUT})(?:\s+{_KIND})?\s*[:–—-](?!\w)|^\W*(?:{_SHUT})\s+{_KIND}\W*$"
    rf"|^\W*(?:exempt|confidential)\s+{_KIND}\b(?!\s+(?:policy|procedure|scheme|law|act)\b)"
    rf"|^\W*(?:exempt|confidential|restricted)\W*$|\bnot\s+for\s+publication\b|{_LAW}|\beitem(?:au)?\s+(?:eithriedig|cyfrinachol|preifat)\b",
    re.I,
)
_CAPITALS = re.compile(
    rf"^\W*(?:EXEMPT|CONFIDENTIAL|RESTRICTED)\b(?!\W*(?i:{_OPEN_NOUNS})\b)|\bEXEMPT\s+(?:ITEM|APPENDIX|REPORT|MINUTE|BUSINESS|INFORMATION)\b"
)
_PART = re.compile(
    r"(?<!plan )(?<!policy )(?<!policies )(?<!strategy )(?<!act )(?<!review )(?<!phase )[(\[]\s*part\s+(?:ii|2|two|b)\b"
    rf"|^\W*part\s+(?:ii|2|two|b)\b\W*{_SHUT}\b",
    re.I,
)
_LINE = re.compile(
    rf"^\W*(?:{_PHRASE}|(?:exempt|confidential)(?:\s+(?:or|and|/)\s+(?:exempt|confidential))?|restricted|private)"
    rf"(?:\s+{_KIND}){{0,2}}\W*$"
    rf"|^\W*(?:this\s+(?:item|report|minute|matter)\s+(?:is|was)\s+)?not\s+for\s+publication\b"
    rf"|^\W*(?:exempt|confidential)\s+{_KIND}\b.{{0,40}}\b(?:para(?:graph)?s?\b|sched\w*|section\b|by\s+virtue|under\s+(?:para|section|sched|s\.?\s*\d))"
    rf"|^\W*(?:(?:exempt|confidential|private|restricted)\s+)?(?:(?:by\s+(?:virtue|reason)\s+of|under|as\s+defined\s+in|exempt\s+under)\s+)?"
    r"para(?:graph)?s?\.?\s*\(?\d[^.;]{0,60}\bsched(?:ule)?\.?\s*\d+A?\b"
    rf"|^\W*(?:report\s+)?(?:access|status|classification|publication|restrictions?|openness|(?:protective\s+|security\s+)?marking"
    rf"|security|category)\s*[:–—-]\s*(?:{_PHRASE}|{_WORD})"
    r"|^\W*this\s+(?:item|report|minute|matter|paper)\s+(?:is|was|has\s+been|will\s+be|contains?|contained|must\s+be|should\s+be)\s+"
    rf"(?:\w+\s+){{0,3}}?(?:{_PHRASE}|(?:exempt|confidential){_NOT_OF})",
    re.I,
)
_NOT_SO = re.compile(r"\b(?:none|nil|n/?a|no|not(?!\s+(?:for|open\s+to)\b)|never|appendi(?:x|ces)|annex(?:es)?)\b", re.I)
_SECTION = re.compile(
    rf"^\W*(?:(?:{_SHUT}|part\s+(?:ii|2|two|b)\W+{_SHUT})(?:\s+(?:and|&|or|/)\s+{_SHUT})?\s+(?:items|business|matters|reports|minutes"
    r"|papers|agenda|sessions?|part|section)|part\s+(?:ii|2|two|b)\b.{0,40}\b(?:exempt|confidential|private|closed|restricted)\b.{0,40}"
    rf"|pink\s+papers?|below\s+the\s+line(?:\s+items)?|in\s+camera|in[\s-]+committee|(?:private|strictly\s+private)\s+(?:and|&)\s+confidential"
    r"|(?:items?|matters?|business|reports?)\s+(?:to\s+be\s+|for\s+|which\s+(?:are|were)\s+to\s+be\s+)?(?:\w+\s+){0,2}in\s+(?:private|camera"
    r"|confidence|committee|(?:closed|private|confidential)\s+session)|(?:the\s+)?(?:press\s+and\s+(?:the\s+)?)?public\s+excluded|behind\s+closed\s+doors"
    r"|eitemau\s+(?:eithriedig|cyfrinachol|preifat)|closed\s+to\s+(?:the\s+)?public|not\s+for\s+publication)\W*$",
    re.I,
)
_NAME = re.compile(
    rf"\b(?<!tax )(?<!vat )(?:exempt|confidential)\b(?!\s+(?:{_OPEN_NOUNS})\b)|\bnot\s+for\s+publication\b|\bpink\s+papers?\b"
    rf"|\bin\s+camera\b|\b{_SHUT}\s+{_KIND}\b|\bpart\s*(?:ii|2|b|two)\s+{_SHUT}\b|\b(?:restricted|private)$",
    re.I,
)
_LONGEST_LINE = 300  # characters; a mark is no paragraph


def is_marked(heading: str) -> bool:
    """Return whether a heading or the beginning of a cell marks what it names as not for the public."""
    return bool(_CAPITALS.search(heading) or _HEADING.search(heading) or _PART.search(heading))


def is_mark(line: str) -> bool:
    """Return whether a line says of what stands below it, or beside it, that it is not for the public."""
    if len(line) > _LONGEST_LINE or not _LINE.search(line):
        return False
    return not _NOT_SO.search(line)


def begins(line: str, above: str) -> bool:
    """Return whether a line is none that goes on with the sentence of the line above it."""
    first = next((c for c in line if c.isalpha()), "")
    return not first.islower() or not above.strip() or above.rstrip()[-1] in ".;:!?)]*|"


def opens_closed_part(line: str) -> bool:
    """Return whether a line heads the business that is taken without the public."""
    return bool(_SECTION.match(line))


def names_closed(name: str) -> bool:
    """Return whether a file's name, without its ending, says that the record is not for the public."""
    return bool(_NAME.search(re.sub(r"[\W_]+", " ", name).strip()))
