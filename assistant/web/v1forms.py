"""What clients of OpenAI's chat protocol send, as far as it means something here."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.records import Role
from assistant.service import LONGEST_ASKED
from assistant.web.forms import Narrowing
from assistant.web.refusals import Unfit

MODEL = "council-records"
_MOST_MESSAGES = 1000
_REMEMBERED = 20  # earlier questions that a follow-up may lean on
# What would change the answer if it were heeded, and cannot be: better refused than left out without a word.
_REFUSED = {
    "tools": "This model calls no tools; leave 'tools' out.",
    "functions": "This model calls no functions; leave 'functions' out.",
    "audio": "This model does not speak; leave 'audio' out.",
    "logprobs": "Answers are quoted from records and have no token probabilities; leave 'logprobs' out.",
}


class Message(BaseModel):
    """One message of the conversation."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[dict[str, Any]] | None = None


class StreamOptions(BaseModel):
    """How the stream is to end."""

    include_usage: bool = False


class ChatForm(Narrowing):
    """A request for an answer; what is not listed here (temperature, max_tokens, user, …) changes nothing."""

    model_config = ConfigDict(extra="ignore")

    model: str = Field(max_length=500)
    messages: list[Message] = Field(min_length=1, max_length=_MOST_MESSAGES)
    stream: bool | None = False
    stream_options: StreamOptions | None = None
    n: int | None = None
    tools: list[Any] | None = None
    functions: list[Any] | None = None
    audio: dict[str, Any] | None = None
    logprobs: bool | None = None
    response_format: dict[str, Any] | None = None
    modalities: list[str] | None = None
    role: Role | None = None

    def check(self) -> None:
        """Refuse what is not done here.

        Raises:
            Unfit: The model is not served here, or something is asked for that cannot be done.
        """
        if self.model != MODEL:
            known = f"The only model here is {MODEL!r}."
            raise Unfit(f"There is no model of the name that was given. {known}", "model", "model_not_found", 404)
        for name, told in _REFUSED.items():
            if getattr(self, name):
                raise Unfit(told, name, "unsupported_parameter")
        if self.n not in (None, 1):
            raise Unfit("There is one answer to a question here; leave 'n' out or set it to 1.", "n", "unsupported_value")
        if self.response_format and self.response_format.get("type") != "text":
            told = "Answers are text here; for JSON read 'council_records' of the reply, or use POST /api/ask."
            raise Unfit(told, "response_format", "unsupported_value")
        if any(modality != "text" for modality in self.modalities or ()):
            raise Unfit("Answers are text here.", "modalities", "unsupported_value")

    def asked(self) -> tuple[str, tuple[str, ...]]:
        """Return the question, the last message of the user, and the user's earlier ones.

        Raises:
            Unfit: The user says nothing, says too much, or says it with something else than text.
        """
        said = [(at, _text(message, at)) for at, message in enumerate(self.messages) if message.role == "user"]
        if not said:
            raise Unfit("There is no message of the role 'user'; the last of them is the question.", "messages")
        for at, text in said[-1 - _REMEMBERED :]:
            if len(text) > LONGEST_ASKED:
                told = f"The message has {len(text):,} characters, the limit is {LONGEST_ASKED:,}; shorten it."
                raise Unfit(told, f"messages[{at}].content", "context_length_exceeded")
        at, question = said[-1]
        if not question.strip():
            raise Unfit("The question is empty; ask something.", f"messages[{at}].content")
        return question, tuple(text for _, text in said[-1 - _REMEMBERED : -1] if text.strip())


def _text(message: Message, at: int) -> str:
    if message.content is None or isinstance(message.content, str):
        return message.content or ""
    texts = []
    for number, part in enumerate(message.content):
        if part.get("type") != "text" or not isinstance(part.get("text"), str):
            told = "Only parts of the type 'text' are read here."
            raise Unfit(told, f"messages[{at}].content[{number}]", "unsupported_value")
        texts.append(part["text"])
    return "\n".join(texts)
