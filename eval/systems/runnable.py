"""Anything importable: a LangChain Runnable, a retriever, or an object that already has ``ask``."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.errors import SystemUnavailable
from eval.systems import Question, Surroundings, System


class FromRunnable:
    """A Runnable as a system.

    It is invoked with the question alone where its input type is a string, else with a mapping that holds the question
    under the names in use (``question``, ``input``, ``query``), ``history`` (``chat_history``), ``role`` and
    ``documents``.  It may return an ask result, a string, a chat message, a mapping with ``answer`` (or ``result`` or
    ``output``) and ``context`` documents, or documents alone (a retriever).
    """

    def __init__(self, runnable: Any) -> None:  # noqa: ANN401 - any Runnable
        self._runnable = runnable
        self._takes_text = _takes_text(runnable)

    def ask(self, case: Question) -> Mapping[str, Any]:
        """Return the Runnable's output as an ask result."""
        history = list(case.history)
        asked: Any = case.question
        if not self._takes_text:
            names = dict.fromkeys(("question", "input", "query"), case.question)
            asked = {**names, "history": history, "chat_history": history, "role": str(case.role)}
            asked["documents"] = list(case.documents)
        return as_ask_result(self._runnable.invoke(asked), case.question)


def as_ask_result(output: Any, question: str) -> Mapping[str, Any]:  # noqa: ANN401 - any output
    """Return a Runnable's output in the ask-result shape; what is none of the known forms is returned as it is."""
    if isinstance(output, Mapping):
        if "status" in output:
            return output
        text = next((output[key] for key in ("answer", "result", "output", "text") if key in output), None)
        if text is None:
            return output
        cited = [_citation(number, one) for number, one in enumerate(output.get("context") or (), 1)]
        return {"status": "answered", "text": _words(text), "citations": cited}
    if isinstance(output, str) or hasattr(output, "content"):
        return {"status": "answered", "text": _words(output)}
    if isinstance(output, Sequence) and output and all(hasattr(one, "page_content") for one in output):
        from eval.systems.extract import Chunk, best_sentences

        return best_sentences(question, [Chunk(_source(one), one.page_content, _start(one)) for one in output])
    result: Mapping[str, Any] = output
    return result


def open_runnable(rest: str, around: Surroundings) -> System:
    """Open ``runnable:MODULE:ATTRIBUTE``; a plain function is called first and its result used.

    Raises:
        SystemUnavailable: there is no such module or attribute, or it is none of the known kinds.
    """
    module, _, attribute = rest.partition(":")
    here = str(Path.cwd())
    if here not in sys.path:
        sys.path.insert(0, here)
    try:
        found: Any = importlib.import_module(module)
        for part in attribute.split("."):
            found = getattr(found, part)
    except (ImportError, AttributeError, ValueError) as error:
        raise SystemUnavailable(f"cannot import {attribute!r} from {module!r}: {error}") from error
    if isinstance(found, type) or (callable(found) and not hasattr(found, "invoke") and not hasattr(found, "ask")):
        found = found()
    if hasattr(found, "ask"):
        return found  # type: ignore[no-any-return]
    if hasattr(found, "invoke"):
        return FromRunnable(found)
    raise SystemUnavailable(f"{rest!r} is {type(found).__name__}, which has neither ask nor invoke")


def _takes_text(runnable: Any) -> bool:  # noqa: ANN401
    """Return whether the Runnable declares a string as its input, or is a retriever, model or prompt that takes one."""
    try:
        declared = runnable.InputType
    except (AttributeError, TypeError):
        return False
    return declared is str or str in getattr(declared, "__args__", ())


def _words(text: Any) -> str:  # noqa: ANN401
    """Return the words of a string or a message."""
    content = getattr(text, "content", text)
    if isinstance(content, list):
        return "".join(part if isinstance(part, str) else str(part.get("text", "")) for part in content)
    return str(content)


def _source(document: Any) -> str:  # noqa: ANN401
    """Return the file name that a LangChain document says it is from."""
    named = next((document.metadata[key] for key in ("document", "file", "source") if key in document.metadata), "")
    return Path(str(named)).name


def _start(document: Any) -> int | None:  # noqa: ANN401
    start = document.metadata.get("start_index", document.metadata.get("start"))
    return start if isinstance(start, int) else None


def _citation(number: int, document: Any) -> Mapping[str, Any]:  # noqa: ANN401
    """Return a context document as a citation."""
    text, start = document.page_content, _start(document)
    span = {} if start is None else {"start": start, "end": start + len(text)}
    return {"id": number, "document": _source(document), "quote": text, **span}
