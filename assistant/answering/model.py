"""The chat model that the settings name, opened through LangChain, and its failures in plain words.

Whatever a provider's client raises becomes a ModelError here; nothing is retried behind the asker's back.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

from assistant.errors import ModelError, ModelUnavailable, SettingsError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

Piece = TypeVar("Piece")
_DONE: Final = object()
_LONGEST: Final = 200  # characters of a provider's message that are passed on
_EXTRAS: Final = {"openai": "openai", "ollama": "ollama"}


@dataclass(frozen=True, slots=True)
class Budget:
    """What one answer may cost.

    Attributes:
        seconds: From the question to the last word, all rounds together.
        tokens: Of one reply.
        characters: Of evidence shown to the model at once.
        rounds: How often it may call tools.
    """

    seconds: float = 60.0
    tokens: int = 800
    characters: int = 12_000
    rounds: int = 3


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """Which model: "provider:name", and where its server is.

    The key is left out of what is printed of it.
    """

    name: str
    url: str = ""
    key: str = ""
    temperature: float | None = 0.0

    def __repr__(self) -> str:
        return f"ModelChoice(name={self.name!r}, url={self.url!r})"


def open_model(choice: ModelChoice, budget: Budget) -> BaseChatModel:
    """Return the chat model.

    Raises:
        SettingsError: The name is not "provider:name", or the provider's package is not installed.
    """
    provider, _, name = choice.name.partition(":")
    if not provider or not name:
        told = "is not of the form provider:name, such as ollama:llama3.1; see docs/models.md"
        raise SettingsError(f"model {choice.name!r} {told}")
    if provider == "scripted":
        from assistant.answering.scripted import load_scripted

        return load_scripted(name)
    from langchain.chat_models import init_chat_model

    try:
        model: BaseChatModel = init_chat_model(name, model_provider=provider, **_arguments(provider, choice, budget))
        return model
    except ImportError as error:
        extra = _EXTRAS.get(provider)
        package = f"'council-records-assistant[{extra}]'" if extra else f"LangChain's package for {provider}"
        told = f"install {package} with pip"
        raise SettingsError(f"model {choice.name!r}: its client is not installed; {told}") from error
    except Exception as error:  # each provider refuses bad arguments in its own way
        told = f"cannot be set up: {_short(error, choice.key)}; see docs/models.md"
        raise SettingsError(f"model {choice.name!r} {told}") from error


def _arguments(provider: str, choice: ModelChoice, budget: Budget) -> dict[str, Any]:
    """Return what the provider's client is made with; one that needs no key is given a word in its place."""
    given: dict[str, Any] = {} if choice.temperature is None else {"temperature": choice.temperature}
    if choice.url:
        given["base_url"] = choice.url
    if provider == "ollama":
        return {**given, "num_predict": budget.tokens, "client_kwargs": {"timeout": budget.seconds}}
    if choice.key:
        given["api_key"] = choice.key
    given |= {"max_tokens": budget.tokens, "timeout": budget.seconds, "max_retries": 0}
    if provider == "openai" and choice.url:
        given = {"api_key": "none", **given, "use_responses_api": False}
    return given


def timed(pieces: Iterator[Piece], until: float) -> Iterator[Piece]:
    """Yield pieces as they come, from a thread, so that a server that says nothing cannot hold the asker.

    Args:
        pieces: From the model; what it raises is raised here.
        until: By ``time.monotonic``; later pieces are not waited for.

    Raises:
        ModelUnavailable: The time is up.
    """
    arrived: queue.Queue[tuple[Any, BaseException | None]] = queue.Queue()
    stopped = threading.Event()

    def fetch() -> None:
        try:
            for piece in pieces:
                arrived.put((piece, None))
                if stopped.is_set():
                    return
            arrived.put((_DONE, None))
        except BaseException as error:  # handed to the asker, whatever it is
            arrived.put((_DONE, error))

    threading.Thread(target=fetch, daemon=True, name="model").start()
    try:
        while True:
            left = until - time.monotonic()
            try:
                piece, error = arrived.get(timeout=max(left, 0.0))
            except queue.Empty:
                raise ModelUnavailable("it did not finish in time") from None
            if error is not None:
                raise error
            if piece is _DONE:
                return
            yield piece
    finally:
        stopped.set()


def explain(error: Exception, key: str = "") -> ModelError:
    """Return a provider's exception as one of ours, saying what happened and what to look at."""
    if isinstance(error, ModelError):
        return error
    status = getattr(error, "status_code", None)
    kind = type(error).__name__.lower()
    told = _short(error, key)
    if status in (401, 403):
        return ModelError(f"its server refuses the key (HTTP {status}); set ASSISTANT_MODEL_KEY")
    if status == 404:
        return ModelError(f"its server does not know the model or the address (HTTP 404: {told})")
    if status == 429 or (isinstance(status, int) and status >= 500):
        return ModelUnavailable(f"its server is overloaded or failing (HTTP {status}: {told})")
    if isinstance(status, int) and status >= 400:
        return ModelError(f"its server refuses the request (HTTP {status}: {told})")
    if isinstance(error, TimeoutError) or "timeout" in kind:
        return ModelUnavailable("it did not answer in time")
    if "protocol" in kind or "readerror" in kind:
        return ModelUnavailable("the connection broke off in the middle of the answer")
    if isinstance(error, OSError) or "connect" in kind:
        return ModelUnavailable(f"its server cannot be reached ({told})")
    return ModelError(f"it failed ({type(error).__name__}: {told})")


def _short(error: BaseException, key: str) -> str:
    told = " ".join(str(error).split()).replace(key or "\0", "…")
    return told if len(told) <= _LONGEST else told[: _LONGEST - 1] + "…"
