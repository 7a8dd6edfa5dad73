"""LangChain's own tests of retrievers, and that the documents cite."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from langchain_core.retrievers import BaseRetriever

from assistant.ingest.pipeline import Progress
from assistant.records import Role
from assistant.retrieval.langchain_retriever import RecordsRetriever
from assistant.retrieval.scope import Scope
from assistant.service import Assistant

with warnings.catch_warnings():
    warnings.simplefilter("ignore", pytest.PytestUnknownMarkWarning)  # it has tests for plugins that are not loaded here
    from langchain_tests.integration_tests.retrievers import RetrieversIntegrationTests

TEXT = (
    "MINUTES of the meeting of the Harbour Committee held on 5 March 2024\n\nPresent:\n\nCouncillor A Pike (Chair)\n\n"
    + "\n\n".join(
        f"{n}. {t}\n\nThe lamps of the {t.lower()} were bought."
        for n, t in enumerate(["QUAY", "SLIPWAY", "MOLE", "TENDERS (EXEMPT)"], 1)
    )
)


@pytest.fixture(autouse=True)
def held(opened: Callable[..., Assistant], progress: Progress, tmp_path: Path, request: pytest.FixtureRequest) -> Assistant:
    (tmp_path / "a.txt").write_text(TEXT)
    assistant = opened(tmp_path / "data")
    assistant.ingest([tmp_path / "a.txt"], progress)
    if request.instance is not None:
        request.instance.searcher = assistant.searcher
    return assistant


class TestRecordsRetriever(RetrieversIntegrationTests):
    searcher: Any

    @property
    def retriever_constructor(self) -> type[BaseRetriever]:
        return RecordsRetriever

    @property
    def retriever_constructor_params(self) -> dict[str, Any]:
        return {"searcher": self.searcher}

    @property
    def retriever_query_example(self) -> str:
        return "lamps of the quay"


def test_each_document_is_a_passage_and_cites_it(held: Assistant) -> None:
    found = RecordsRetriever(searcher=held.searcher).invoke("lamps of the quay")
    text = held.document("a.txt").text
    assert found
    for document in found:
        assert text[document.metadata["start"] : document.metadata["end"]] == document.page_content
        assert document.metadata["document"] == "a.txt"
    assert found[0].metadata["item"] == "1"
    assert found[0].metadata["meeting_date"] == "2024-03-05"


def test_the_scope_decides_who_sees_what(held: Assistant) -> None:
    retriever = RecordsRetriever(searcher=held.searcher)
    assert "4" not in {d.metadata["item"] for d in retriever.invoke("tenders lamps")}
    assert "4" in {d.metadata["item"] for d in retriever.invoke("tenders lamps", scope=Scope.of(Role.MEMBER))}
    assert retriever.invoke("lamps", scope=Scope.of(Role.MEMBER, bodies=("Another Committee",))) == []
