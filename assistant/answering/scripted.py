"""A chat model that says what a script tells it to: for tests, for trying out the page, for measuring without a model.

``ASSISTANT_MODEL=scripted:FILE.json`` reads a JSON list of replies; each is a string, or an object with the fields of
``Reply``.  The last reply is said again when the script has come to its end.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.tools import BaseTool
from pydantic import PrivateAttr

from assistant.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply.

    Attributes:
        text: Said word by word.
        calls: Tools called after it, as (name, arguments).
        finish: Why it ends; None for a stream that ends without saying so, as one cut off does.
        fails: Message of an error raised in place of the end, "" for none.
        delay: Seconds before each word.
    """

    text: str = ""
    calls: tuple[tuple[str, dict[str, Any]], ...] = ()
    finish: str | None = "stop"
    fails: str = ""
    delay: float = 0.0


Said = str | Reply | Callable[[Sequence[BaseMessage]], str]


class ScriptedChatModel(BaseChatModel):
    """Says its replies in order, whatever it is asked, and remembers what it was asked."""

    replies: list[Any] = field(default_factory=list)
    _heard: list[list[BaseMessage]] = PrivateAttr(default_factory=list)
    _tools: list[str] = PrivateAttr(default_factory=list)

    @property
    def heard(self) -> list[list[BaseMessage]]:
        """The messages of each call so far."""
        return self._heard

    @property
    def tools(self) -> list[str]:
        """The names of the tools it was given last."""
        return self._tools

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def bind_tools(self, tools: Sequence[Any], **kwargs: Any) -> Runnable[LanguageModelInput, AIMessage]:
        """Take note of the tools; the script decides whether they are called."""
        self._tools[:] = [tool.name for tool in tools if isinstance(tool, BaseTool)]
        return self

    def _next(self, messages: list[BaseMessage]) -> Reply:
        self._heard.append(list(messages))
        said: Said = self.replies[min(len(self._heard), len(self.replies)) - 1] if self.replies else ""
        if callable(said):
            said = said(messages)
        return said if isinstance(said, Reply) else Reply(said)

    def _generate(
        self, messages: list[BaseMessage], stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None, **kwargs: Any,
    ) -> ChatResult:  # fmt: skip
        whole: AIMessageChunk | None = None
        for chunk in self._stream(messages):
            assert isinstance(chunk.message, AIMessageChunk)
            whole = chunk.message if whole is None else whole + chunk.message
        told = whole or AIMessageChunk(content="")
        message = AIMessage(content=told.content, tool_calls=told.tool_calls, response_metadata=told.response_metadata)
        return ChatResult(generations=[ChatGeneration(message=message)])

    def _stream(
        self, messages: list[BaseMessage], stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None, **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:  # fmt: skip
        reply = self._next(messages)
        for word in reply.text.splitlines(keepends=True) if reply.delay == 0 else reply.text.split(" "):
            time.sleep(reply.delay)
            for piece in _pieces(word if reply.delay == 0 else f"{word} "):
                yield ChatGenerationChunk(message=AIMessageChunk(content=piece))
        if reply.fails:
            raise ConnectionError(reply.fails)
        calls = [
            {"name": name, "args": json.dumps(given), "id": f"call{at}", "index": at}
            for at, (name, given) in enumerate(reply.calls)
        ]
        ended = {"finish_reason": "tool_calls" if calls else reply.finish} if reply.finish else {}
        last = AIMessageChunk(content="", tool_call_chunks=calls, response_metadata=ended)
        yield ChatGenerationChunk(message=last)


def _pieces(text: str) -> Iterator[str]:
    for start in range(0, len(text), 12):
        yield text[start : start + 12]


def load_scripted(path: str) -> ScriptedChatModel:
    """Return the model that a JSON file scripts.

    Raises:
        SettingsError: The file cannot be read as such.
    """
    try:
        script = json.loads(Path(path).read_text("utf-8"))
        replies = [one if isinstance(one, str) else _reply(one) for one in script]
    except (OSError, ValueError, TypeError) as error:
        raise SettingsError(f"model 'scripted:{path}': not a JSON list of replies ({error}); see docs/models.md") from error
    return ScriptedChatModel(replies=replies)


def _reply(given: dict[str, Any]) -> Reply:
    calls = tuple((call[0], call[1]) for call in given.get("calls", ()))
    return Reply(**{**given, "calls": calls})
