"""SQuAD 2.0 JSON: articles of paragraphs with questions, answers by character and impossible questions.

Source of the form: Rajpurkar, Jia and Liang, "Know What You Don't Know", ACL 2018.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from eval.errors import Problem, SuiteError
from eval.suite import Case, Part
from eval.wording import fold, loose

_SENTENCE_EDGE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'(])")


def read_squad(path: Path, folder: Path | None = None) -> tuple[Case, ...]:
    """Read cases; each article is one document, written to the folder as text where one is given.

    The gold quote of an answer is the sentence it stands in; its answers are alternatives.

    Raises:
        SuiteError: the file is not SQuAD JSON.
    """
    try:
        articles = json.loads(path.read_text(encoding="utf-8"))["data"]
        cases = []
        for number, article in enumerate(articles):
            name = document_name(article.get("title") or f"article {number}")
            paragraphs = article["paragraphs"]
            cases += [_case(name, paragraph, qa) for paragraph in paragraphs for qa in paragraph["qas"]]
            if folder is not None:
                folder.mkdir(parents=True, exist_ok=True)
                text = "\n\n".join(paragraph["context"] for paragraph in paragraphs)
                (folder / name).write_text(text + "\n", encoding="utf-8")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SuiteError([Problem(path, 0, f"not SQuAD JSON: {type(error).__name__} {error}")]) from error
    return tuple(cases)


def write_squad(path: Path, cases: Iterable[Case]) -> int:
    """Write the cases that SQuAD can hold and return how many were left out.

    It can hold unanswerable cases, and those with an answer that stands word for word in a gold quote.  A document's
    gold quotes become its paragraphs.
    """
    articles: dict[str, list[dict[str, Any]]] = {}
    left = 0
    for case in cases:
        quote, answers = _answers(case)
        if case.answerable and not answers:
            left += 1
            continue
        name = case.expect.evidence[0].document if case.expect.evidence else ""
        qa = {"id": case.id, "question": case.question, "answers": answers, "is_impossible": not case.answerable}
        articles.setdefault(name, []).append({"context": quote, "qas": [qa]})
    data = [{"title": name, "paragraphs": paragraphs} for name, paragraphs in articles.items()]
    path.write_text(json.dumps({"version": "v2.0", "data": data}, ensure_ascii=False, indent=1), encoding="utf-8")
    return left


def document_name(title: str) -> str:
    """Return the file name that an article is given."""
    return re.sub(r"[^\w.-]+", "-", title).strip("-") + ".txt"


def _case(name: str, paragraph: Mapping[str, Any], qa: Mapping[str, Any]) -> Case:
    """Return one question as a case."""
    if qa.get("is_impossible"):
        expect: dict[str, Any] = {"status": ["abstained", "restricted"]}
    else:
        first = qa["answers"][0]
        texts = list(dict.fromkeys(fold(answer["text"]) for answer in qa["answers"]))
        quote = _sentence(paragraph["context"], first["answer_start"], len(first["text"]))
        expect = {"answer": [{"any": texts}], "evidence": [{"document": name, "quote": quote}]}
    kind = "unanswerable" if qa.get("is_impossible") else "reading"
    return Case.model_validate({"id": str(qa["id"]), "kind": kind, "question": qa["question"].strip(), "expect": expect})


def _sentence(context: str, start: int, length: int) -> str:
    """Return the sentence of a paragraph, or the sentences, that the answer stands in."""
    edges = [0, *(match.end() for match in _SENTENCE_EDGE.finditer(context)), len(context)]
    begin = max(edge for edge in edges if edge <= start)
    end = min(edge for edge in edges if edge >= start + length)
    return context[begin:end].strip()


def _answers(case: Case) -> tuple[str, list[dict[str, Any]]]:
    """Return the first gold quote and the answers that stand in it, by character."""
    if not case.expect.evidence:
        return "", []
    quote = fold(case.expect.evidence[0].quote)
    found = []
    for text in (text for part in case.expect.answer for text in _wordings(part)):
        start = loose(quote).find(loose(text))
        if start >= 0 and loose(quote[start : start + len(text)]) == loose(text):
            found.append({"text": quote[start : start + len(text)], "answer_start": start})
    return quote, found


def _wordings(part: Part) -> tuple[str, ...]:
    """Return the ways in which a part may be worded."""
    if part.number is not None:
        return (f"{part.number:,g}", f"{part.number:g}") if abs(part.number) < 1e6 else (f"{part.number:,.0f}",)
    return part.any or ((part.text,) if part.text else ())
