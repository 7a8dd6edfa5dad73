"""Systems over HTTP: a plain JSON endpoint that speaks the ask contract, and any OpenAI-compatible server."""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from eval.errors import SystemUnavailable
from eval.systems import Question, Surroundings

_INSTRUCTION = (
    "Answer the question about council records in a few sentences. If you cannot answer it from what you have, reply "
    "with the single word ABSTAIN."
)


@dataclass(frozen=True, slots=True)
class JsonEndpoint:
    """Posts ``{"id", "question", "history", "role", "documents"}`` to one address and takes an ask result back."""

    url: str
    timeout: float
    model: str = ""

    def ask(self, case: Question) -> Mapping[str, Any]:
        """Return what the server sent, which the harness checks like any other reply."""
        asked = {"id": case.id, "question": case.question, "history": list(case.history), "role": str(case.role)}
        if case.documents:
            asked["documents"] = list(case.documents)
        result: Mapping[str, Any] = _post(self.url, asked, self.timeout)
        return result


@dataclass(frozen=True, slots=True)
class SearchingEndpoint(JsonEndpoint):
    """The same, with a second address that takes ``{"query", "k"}`` and returns a search result."""

    search_url: str = ""

    def search(self, query: str, k: int) -> Any:  # noqa: ANN401 - checked at the border
        """Return the server's search result."""
        return _post(self.search_url, {"query": query, "k": k}, self.timeout)


@dataclass(frozen=True, slots=True)
class ChatServer:
    """An OpenAI-compatible server: earlier questions and the question as user messages, the reply as the answer.

    Sentences of the reply are its claims.  It has no records, so it cites nothing, unless the server is one that adds
    an ask result to its completion under ``ask_result``.
    """

    url: str
    model: str
    timeout: float
    key: str = field(default="", repr=False)

    def ask(self, case: Question) -> Mapping[str, Any]:
        """Return the completion as an ask result."""
        said = [{"role": "user", "content": text} for text in (*case.history, case.question)]
        body: dict[str, Any] = {"messages": [{"role": "system", "content": _INSTRUCTION}, *said], "temperature": 0}
        if self.model:
            body["model"] = self.model
        completion = _post(f"{self.url.rstrip('/')}/chat/completions", body, self.timeout, self.key)
        if isinstance(completion.get("ask_result"), dict):
            return dict(completion["ask_result"])
        text = completion["choices"][0]["message"]["content"].strip()
        status = "abstained" if text.strip(" .").upper() == "ABSTAIN" else "answered"
        return {"status": status, "text": text, "answerer": completion.get("model") or self.model}


_PATIENCE = 5.0  # seconds beyond the limit, so that a server that hangs is reported as hanging and not as an error


def open_http(rest: str, around: Surroundings) -> JsonEndpoint:
    """Open ``http:URL`` or ``http:ASK_URL,SEARCH_URL``."""
    ask, _, search = rest.partition(",")
    _check(ask)
    if not search:
        return JsonEndpoint(ask, around.timeout + _PATIENCE)
    _check(search)
    return SearchingEndpoint(ask, around.timeout + _PATIENCE, search_url=search)


def open_openai(rest: str, around: Surroundings) -> ChatServer:
    """Open ``openai:BASE_URL`` or ``openai:BASE_URL#MODEL``; the base is what ``/chat/completions`` is added to.

    A key in OPENAI_API_KEY is sent along; most local servers need none.
    """
    url, _, model = rest.partition("#")
    _check(url)
    return ChatServer(url, model, around.timeout + _PATIENCE, os.environ.get("OPENAI_API_KEY", ""))


def _check(url: str) -> None:
    """Raise SystemUnavailable when this is no web address."""
    if not url.startswith(("http://", "https://")):
        raise SystemUnavailable(f"not a web address: {url!r}; write http:http://host:port/path")


def _post(url: str, body: Mapping[str, Any], timeout: float, key: str = "") -> Any:  # noqa: ANN401 - JSON
    """Post JSON, return JSON; an HTTP error names its status and the start of what the server said."""
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    request = urllib.request.Request(url, json.dumps(body).encode(), headers)
    try:
        with urllib.request.urlopen(request, timeout=timeout) as response:
            return json.loads(response.read())
    except urllib.error.HTTPError as error:
        with error:
            raise RuntimeError(f"HTTP {error.code} from {url}: {error.read()[:200]!r}") from error
