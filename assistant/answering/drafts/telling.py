"""What the command line says of a draft or a review: for a person, or as JSON (docs/drafts.md)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assistant.answering.drafts.parts import Draft, Sentence
from assistant.answering.drafts.reverify import Review


def draft_to_json(draft: Draft, path: Path | None) -> dict[str, Any]:
    """Return a draft's account: its sections with their sentences, its sources, what is exempt."""
    return {
        "output": str(path) if path else None, "template": draft.template, "audience": str(draft.audience),
        "sections": [
            {
                "question": s.question, "status": str(s.status), "open_point": s.open_point or None, "notes": list(s.notes),
                "sentences": [_sentence(one) for p in s.paragraphs for one in p.sentences],
            }
            for s in draft.sections
        ],
        "sources": [
            {
                "id": c.id, "document": c.document, "title": c.title, "kind": str(c.kind),
                "meeting_date": c.meeting_date.isoformat() if c.meeting_date else None, "item": c.item, "heading": c.heading,
                "page": c.page, "start": c.span.start, "end": c.span.end, "quote": c.quote,
            }
            for c in draft.sources
        ],
        "exempt": list(draft.exempt), "answerers": list(draft.answerers), "notes": list(draft.notes),
    }  # fmt: skip


def review_to_json(review: Review) -> dict[str, Any]:
    """Return what re-verification found."""
    return {
        "supported": review.supported,
        "sentences": [_sentence(sentence) for sentence in review.sentences],
        "problems": list(review.problems),
    }


def told_draft(draft: Draft, path: Path | None) -> str:
    """Return in a few lines what a draft holds and what an officer has to look at."""
    doubtful = [sentence for sentence in draft.sentences if not sentence.supported]
    lines = [f"{path}: {len(draft.sentences)} sentences, {len(draft.sources)} sources"]
    lines += [f"EXEMPT: holds matter from {place}" for place in draft.exempt]
    lines += [f"not answered: {section.question} {section.open_point}" for section in draft.sections if section.open_point]
    lines += [f"not supported: {_told(sentence)}" for sentence in doubtful]
    return "\n".join([*lines, *draft.notes])


def told_review(review: Review) -> str:
    """Return in a few lines what re-verification found."""
    good = sum(sentence.supported for sentence in review.sentences)
    lines = [f"{good} of {len(review.sentences)} sentences are supported by the places their footnotes name"]
    lines += [f"not supported: {_told(sentence)}" for sentence in review.sentences if not sentence.supported]
    return "\n".join([*lines, *review.problems])


def _told(sentence: Sentence) -> str:
    return f"{sentence.text} ({'; '.join(sentence.faults)})"


def _sentence(sentence: Sentence) -> dict[str, Any]:
    return {
        "text": sentence.text, "sources": list(sentence.sources), "supported": sentence.supported,
        "faults": list(sentence.faults),
    }  # fmt: skip
