"""The words by which a question says what is to be done with figures: words of the language, not of any record."""

from __future__ import annotations

import re

HIGH = r"most|highest|biggest|largest|greatest|maximum|top|longest|slowest|busiest|dearest|costliest|steepest|sharpest"
LOW = r"fewest|lowest|smallest|least|minimum|shortest|fastest|quickest|cheapest|quietest|slightest|bottom"
UP = (
    r"rise|rises|rose|risen|rising|increas\w*|grow\w*|grew|gain\w*|climb\w*|went up|gone up|go up|up by"
    r"|gone up|gained|worsen\w*|higher|larger|bigger|greater|more"
)
DOWN = (
    r"falls?|fell|fallen|falling|decreas\w*|drop\w*|reduc\w*|declin\w*|shr[aiu]nk\w*|went down|gone down|go down"
    r"|down by|"
    r"lost (?:the )?(?:most|fewest|more)|"
    r"come down|came down|lower|smaller|fewer|less"
)
EXTREME = re.compile(rf"(?<!at )\b(?:(?P<high>{HIGH})|(?P<low>{LOW})|(?P<worst>worst)|(?P<best>best))\b(?! recent)", re.I)
MOVE = re.compile(rf"\b(?:(?P<up>{UP})|(?P<down>{DOWN}))\b", re.I)
MOVED = re.compile(rf"(?!\b(?:more|fewer|less|higher|lower|larger|bigger|greater|smaller)\b)\b(?:{UP}|{DOWN})\b", re.I)
CHANGED = re.compile(r"\bchang\w*|\bdiffer\w*|\bgap\b|\bmargin\b|\bby how (?:much|many)\b|\bmov(?:e|ed|ement)\b", re.I)
PERCENT = re.compile(r"%|\bper ?cent\w*\b|\bpercentage\b|\bproportionat\w*", re.I)
SHARE = re.compile(
    r"(?<!per )\b(?:share|proportion|fraction|slice|part)\b(?=.*\b(?:of|in)\b)|(?:%|\bper ?cent(?:age)?|\bpercentage) of\b"
    r"|\bconstitut\w*|\bout of\b",
    re.I,
)
RATE = re.compile(r"\bper\s+(?:[\d,]+|thousand|hundred|head|capita|person|household)\b|\brates?\b", re.I)
SUM = re.compile(
    r"\bcombined\b|\btogether\b|\bsum of\b|\bin total\b|\btotal (?:of|for|across|number|amount)\b|\bacross all\b"
    r"|\badded up\b",
    re.I,
)
AVERAGE = re.compile(r"\baverage\b|\bmean\b", re.I)
# Asked for, and not done here: better unread than read as something simpler.
UNREAD = re.compile(
    r"\bexclud\w*|\bexcept\b|\bother than\b|\bbesides\b|\bnot\b|n[’']t\b|\bnext\b|\bconsecutive\w*"
    r"|\bmedian\b|\bcompound\b"
    r"|\bweighted\b|\btimes (?:as|more)\b|\b(?:19|20)\d\d average\b|\bnet (?:average|percentage)\b|\bwould\b", re.I
)  # fmt: skip
RATIO = re.compile(
    r"\bratio\b|\bas an? (?:percentage|proportion|share|fraction|ratio) of\b|\b(?:proportion|percentage)\b.*\bover\b", re.I
)
RANK = re.compile(r"\brank\w*\b|\bwhat position\b|\bhow does .* compare\b", re.I)
WHICH = re.compile(r"^\s*(?:in |for |at |of )?(?:which|what|where|who|name|list|give|show)\b|\bwhich\b|\bwhere\b", re.I)
WHETHER = re.compile(r"^\s*(?:did|was|were|has|have|is|are|does|do|had)\b", re.I)
HOW_MANY = re.compile(
    r"\bhow (?:many|much|big|large|high|low|few)\b|\bwhat (?:number|amount|total|figure|percentage|proportion"
    r"|share|rate)\b",
    re.I,
)
NUMBER = {w: n for n, w in enumerate("two three four five six seven eight nine ten".split(), 2)}
TOP = re.compile(
    rf"\b(?:top|bottom|highest|lowest|largest|smallest|the|which|what|name|list)\s+(?P<n>\d{{1,2}}|{'|'.join(NUMBER)})\b",
    re.I,
)
NTH = re.compile(
    r"\b(?P<n>second|third|fourth|fifth|2nd|3rd|4th|5th)[- ](?:most|highest|biggest|largest|greatest|lowest"
    r"|smallest|fewest|least|best|worst)\b",
    re.I,
)
NTHS = {"second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5}
BOUND = re.compile(
    r"\b(?:(?P<over>more than|over|above|exceed(?:ed|ing|s)?|greater than|higher than)|(?P<under>less than|fewer "
    r"than|under|below|lower than)"
    r"|(?P<least>at least|no fewer than|no less than)|(?P<most>at most|no more than|up to))\s+"
    r"(?P<value>[£$€]?\d[\d,.]*\s?(?:k|m|bn|million|thousand|%|per ?cent)?(?![\w-]))", re.I
)  # fmt: skip
