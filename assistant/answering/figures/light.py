"""Words that ask for a figure without saying of what."""

from __future__ import annotations

from assistant.language import stem

_LIGHT = frozenset(
    stem(word)
    for word in (
        "number figure count total overall amount level recorded reported take took taken place happen happened "
        "occur occurred "
        "see saw seen area district borough ward category type kind period year month months same compare compared "
        "comparison "
        "percentage percent cent proportion share slice rate per thousand hundred head capita average mean "
        "combined together sum ratio "
        "among whole altogether rank ranked position change difference gap margin year-on-year highest lowest "
        "biggest smallest largest "
        "greatest fewest least worst best top bottom second third fourth fifth maximum minimum rise rose risen "
        "rising increase "
        "increased increasing fall fell fallen falling decrease decreased decreasing drop dropped reduce reduced "
        "reduction decline "
        "declined grow grew growth larger bigger greater smaller high low higher lower fewer less go went gone "
        "come came big large small get got value figures "
        "issued made received handled dealt held counted logged registered committed carried done put set "
        "first last earlier later previous early late time state stated give given show shown"
        " two three four five six seven eight nine ten % kent's"
    ).split()[:-1]
)
_RATE_WORDS = frozenset(
    stem(word) for word in "people person population residents resident inhabitants households household popn".split()
)


def light_terms() -> frozenset[str]:
    """Return the terms of words that ask for a figure without saying of what."""
    return _LIGHT


def rate_terms() -> frozenset[str]:
    """Return the terms of what a rate is commonly counted on."""
    return _RATE_WORDS
