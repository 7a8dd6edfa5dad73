"""Small things that the harness's tests share: an entailment by table, replies and contexts made by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from eval.context import Context, Entails
from eval.entailment import Memo
from eval.reply import Attempt, Found, Outcome, read_reply
from eval.suite import Case


def by_table(*pairs: tuple[str, str | tuple[str, ...]]) -> Entails:
    """A claim follows when all the premises of one of its rows are among those given."""
    rows = [(claim, (needs,) if isinstance(needs, str) else needs) for claim, needs in pairs]

    def entails(claim: str, premises: Sequence[str]) -> bool:
        return any(claim == one and set(needs) <= set(premises) for one, needs in rows)

    return Memo(entails)


def reply(claims: Sequence[tuple[str, Sequence[int]]], quotes: Mapping[int, str] | None = None, **more: object) -> dict[str, Any]:
    """An ask result with these claims and, by id, these cited quotes."""
    return {
        "status": "answered",
        "text": " ".join(text for text, _ in claims) or "something",
        "claims": [{"text": text, "citations": list(cited)} for text, cited in claims],
        "citations": [{"id": number, "document": f"doc {number}", "quote": quote} for number, quote in (quotes or {}).items()],
        **more,
    }


def a_case(**given: object) -> Case:
    return Case.model_validate({"id": "a", "kind": "test", "question": "What?", **given})


def a_context(raw: Mapping[str, Any], entails: Entails, found: Sequence[str] | None = None, **expect: object) -> Context:
    """The context of a reply; ``found`` are the texts of the search results."""
    results = None if found is None else tuple(Found(document="d", text=text) for text in found)
    attempt = Attempt(Outcome.REPLIED, 0.01, read_reply(raw), raw, searched=results is not None, found=results)
    return Context(a_case(expect=expect), attempt, entails)
