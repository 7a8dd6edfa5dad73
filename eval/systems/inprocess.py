"""This assistant, in process."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from assistant.records import Role
from eval.errors import SystemUnavailable
from eval.systems import Question, Surroundings

if TYPE_CHECKING:
    from assistant.service import Assistant


class InProcess:
    """The assistant over one library; one question at a time, so that the seconds are its own."""

    jobs = 1

    def __init__(self, assistant: Assistant, model: str, settings: str) -> None:
        self._assistant = assistant
        self.model = model
        self.settings = settings

    def ask(self, case: Question) -> Mapping[str, Any]:
        """Return the ask result of the JSON contract."""
        from assistant.jsonio import answer_to_json
        from assistant.retrieval.scope import Scope

        scope = Scope.of(case.role, documents=case.documents)
        answer = self._assistant.ask(case.question, case.history, case.role, scope)
        return dict(answer_to_json(answer))

    def search(self, query: str, k: int) -> list[Mapping[str, Any]]:
        """Return the first ``k`` passages that anyone may see."""
        from assistant.retrieval.scope import Scope

        return [
            {
                "document": hit.document,
                "title": hit.title,
                "heading": hit.heading,
                "meeting_date": hit.meeting_date,
                "text": hit.text,
                "score": hit.score,
            }
            for hit in self._assistant.search(query, Scope.of(Role.PUBLIC), k).hits
        ]


def open_assistant(_: str, around: Surroundings) -> InProcess:
    """Open the assistant over the library of the run.

    Raises:
        SystemUnavailable: no library is named.
    """
    from assistant.service import Assistant
    from assistant.settings import load_settings

    if around.data is None:
        raise SystemUnavailable("the assistant needs a library: give --data, or a suite that names its corpus")
    settings = load_settings(data=around.data)
    return InProcess(Assistant.open(around.data, settings), str(getattr(settings, "model", None) or ""), settings.digest())
