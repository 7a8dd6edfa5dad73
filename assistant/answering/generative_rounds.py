"""The talk with a model: streamed, its tool calls carried out, bounded in time, length and rounds."""

from __future__ import annotations

import time
from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING, Any, Final

from assistant.answering.model import Budget, explain, timed
from assistant.answering.prompts import RULES
from assistant.errors import AssistantError, ModelError, ModelUnavailable

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk, BaseMessage
    from langchain_core.tools import BaseTool

_CHARACTERS_A_TOKEN: Final = 6  # more than any tokenizer gives a word of English; a server that ignores its limit is stopped
_ENDS: Final = ("finish_reason", "done_reason", "stop_reason", "stopReason")
_CUT: Final = frozenset({"length", "max_tokens", "MAX_TOKENS"})
_FILTERED: Final = frozenset({"content_filter", "SAFETY", "refusal"})


class Talk:
    """One answer's messages to and from a model.

    Args:
        model: LangChain's chat model.
        tools: What it may call; none where it cannot.
        budget: What the answer may cost, from now on.
        key: What must not be told in errors.
    """

    def __init__(self, model: BaseChatModel, tools: Sequence[BaseTool], budget: Budget, key: str = "") -> None:
        from langchain_core.messages import SystemMessage

        self._model = model
        self._tools = {tool.name: tool for tool in tools}
        self._budget = budget
        self._key = key
        self._until = time.monotonic() + budget.seconds
        self._messages: list[BaseMessage] = [SystemMessage(RULES)]

    def say(self, text: str) -> Generator[str, None, str]:
        """Put a message and yield the reply piece by piece; the whole of it is the generator's return value.

        Raises:
            ModelError: The model refuses, is cut off, answers nothing, or its server fails.
        """
        from langchain_core.messages import HumanMessage

        self._messages.append(HumanMessage(text))
        for left in range(self._budget.rounds if self._tools else 0, -1, -1):
            reply = yield from self._round(with_tools=left > 0)
            self._messages.append(reply)
            if not (left and reply.tool_calls):
                return _text(reply)
            self._messages += [self._called(call) for call in reply.tool_calls]
        return ""

    def _round(self, with_tools: bool) -> Generator[str, None, AIMessageChunk]:
        """Yield one reply's pieces and return it whole."""
        whole: AIMessageChunk | None = None
        length = 0
        try:
            for chunk in timed(iter(self._runnable(with_tools).stream(self._messages)), self._until):
                whole = chunk if whole is None else whole + chunk
                piece = _text(chunk)
                length += len(piece)
                if length > self._budget.tokens * _CHARACTERS_A_TOKEN:
                    raise ModelError("it went on beyond the limit of its reply")
                if piece:
                    yield piece
        except AssistantError:
            raise
        except Exception as error:  # each provider's client has its own
            told = explain(error, self._key)
            if length and told.retryable and not isinstance(error, TimeoutError):
                told = ModelUnavailable("the connection broke off in the middle of the answer")
            raise told from error
        return _finished(whole)

    def _runnable(self, with_tools: bool) -> Any:
        if not with_tools:
            return self._model
        try:
            return self._model.bind_tools(list(self._tools.values()))
        except NotImplementedError:
            return self._model

    def _called(self, call: Any) -> BaseMessage:
        """Carry out a tool call and return its message; a wrong call is told to the model, not raised."""
        from langchain_core.messages import ToolMessage

        tool = self._tools.get(call["name"])
        try:
            told = str(tool.invoke(call["args"])) if tool else "There is no such tool."
        except AssistantError as error:
            told = str(error)
        except (TypeError, ValueError):  # arguments that are not of the tool's form
            told = "The arguments are not of the tool's form."
        return ToolMessage(told, tool_call_id=call["id"] or "call")


def _finished(whole: AIMessageChunk | None) -> AIMessageChunk:
    """Return a reply that came to its end.

    Raises:
        ModelError: It did not, was withheld, or is empty.
    """
    if whole is None:
        raise ModelUnavailable("it sent nothing")
    ends = {str(whole.response_metadata[name]) for name in _ENDS if whole.response_metadata.get(name)}
    if whole.additional_kwargs.get("refusal") or ends & _FILTERED:
        raise ModelError("it refuses to answer")
    if ends & _CUT:
        raise ModelError("its answer was cut off at the limit of its length")
    if not ends:
        raise ModelUnavailable("its answer broke off")
    if not whole.tool_calls and not _text(whole).strip():
        raise ModelError("it answered nothing")
    return whole


def _text(message: Any) -> str:
    """Return the words of a message, whether its content is a text or blocks."""
    content = message.content
    if isinstance(content, str):
        return content
    return "".join(block if isinstance(block, str) else str(block.get("text", "")) for block in content)
