"""What a reader says of an answer: three buttons under it, thanks in their place, and the ledger that keeps it."""

from __future__ import annotations

from assistant.feedback import LONGEST_COMMENT, Verdict
from assistant.ui.markup import element, safe

_WORDS = {Verdict.RIGHT: "Right", Verdict.WRONG: "Wrong", Verdict.WRONG_CITATION: "Wrong citation"}


def verdict_html(key: str, cited: bool = True) -> str:
    """Return the buttons by which a reader says whether an answer is right.

    Args:
        key: Of the answer; the element's id is ``{key}-verdict``.
        cited: Whether the answer cites anything, so that a citation can be wrong.
    """
    offered = [verdict for verdict in Verdict if cited or verdict is not Verdict.WRONG_CITATION]
    buttons = "".join(element("button", _WORDS[one], "cr-tool", type="button", data_verdict=str(one)) for one in offered)
    asked = element("span", "Is this right?", "cr-tool-label", id=f"{key}-right")
    return element(
        "div", asked + buttons, "cr-verdict", id=f"{key}-verdict", role="group", aria_labelledby=f"{key}-right", data_turn=key
    )


def thanks_html(key: str, verdict: Verdict, comment: str) -> str:
    """Return what stands in place of the buttons once a verdict is kept: thanks, a comment to add, a way to change it."""
    told = f"Thank you. Noted as {_WORDS[verdict].lower()}{', with your comment' if comment else ''}."
    change = element("button", "Change", "cr-tool", type="button", data_unsay="yes")
    label = element("label", "What is wrong with it?" if verdict is not Verdict.RIGHT else "A comment, if you like",
                    "cr-tool-label", **{"for": f"{key}-comment"})  # fmt: skip
    area = element("textarea", safe(comment), id=f"{key}-comment", rows="2", maxlength=str(LONGEST_COMMENT))
    send = element("button", "Send comment", "cr-tool", type="button", data_verdict=str(verdict))
    form = element("div", label + area + send, "cr-comment")
    return element(
        "div", element("span", safe(told), "cr-tool-label", id=f"{key}-right") + change + form,
        "cr-verdict cr-verdict-given", id=f"{key}-verdict", role="group", aria_labelledby=f"{key}-right", data_turn=key,
    )  # fmt: skip
