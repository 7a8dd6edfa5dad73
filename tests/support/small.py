"""Small libraries of invented records, opened without weights, for tests of what is said over them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from fakes import HashEmbedder, Silent

from assistant.answering.generative import GenerativeAnswerer, Records
from assistant.answering.model import Budget
from assistant.answering.scripted import ScriptedChatModel
from assistant.library import Library
from assistant.service import Assistant
from assistant.settings import Settings

MINUTES = """MINUTES of the meeting of the Scrutiny Committee held on Wednesday 14 June 2023 at 7.00 pm.

Present: Councillor A Marlow (Chairman)
Councillor B Tern
Councillor C Osei

1. APOLOGIES FOR ABSENCE

Apologies were received from Councillor D Finch.

2. REFUGE SERVICES

The Safety Manager reported that the Harbour House refuge had supported 46 families in 2022-23, compared with 38 families in
2021-22. The grant of £52,400 for the refuge would end on 31 March 2024.

RESOLVED:
1. That the report be noted.
2. That the Safety Manager report again in October 2023.

3. FLY-TIPPING

Members were told that fly-tipping had fallen by 12% in Ashby and had risen by 4% in Carlton.

RESOLVED: That the action plan be approved.

4. CONTRACT FOR CAMERAS (EXEMPT)

The Committee considered the tender of Lanternlight Ltd for the camera contract at a price of £310,000.

RESOLVED: That the tender of Lanternlight Ltd be accepted.

The meeting closed at 8.45 pm.
"""
QUESTION = "How many families did the Harbour House refuge support in 2022-23?"


def assistant_over(
    folder: Path, monkeypatch: pytest.MonkeyPatch, files: Mapping[str, str] | None = None, **settings: object
) -> Assistant:
    """Return an assistant over records given as text by file name."""
    monkeypatch.setattr("assistant.service.Embedder", lambda name: HashEmbedder())
    records = folder / "records"
    records.mkdir(parents=True)
    for name, text in (files or {"minutes-2023-06-14.txt": MINUTES}).items():
        (records / name).write_text(text, "utf-8")
    assistant = Assistant(Library(folder / "data"), Settings(data=folder / "data", **settings))  # type: ignore[arg-type]
    report = assistant.ingest([records], Silent())
    assert not report.rejected, report.rejected
    return assistant


def answering_with(assistant: Assistant, *replies: object, **given: object) -> tuple[GenerativeAnswerer, ScriptedChatModel]:
    """Return a generative answerer over an assistant, with the scripted model that speaks for it."""
    model = ScriptedChatModel(replies=list(replies))
    records = Records(assistant._chain.invoke, assistant.searcher.search, assistant.recall)
    settings: dict[str, Any] = {"budget": Budget(seconds=5), **given}
    return GenerativeAnswerer(model, "scripted:test", records, **settings), model


Opened = Callable[..., Assistant]
