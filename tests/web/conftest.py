"""One server, started as people start it, for all tests of the doors; an assistant over the same library beside it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "ui"))
from browsing import Served, chromium, served, visit  # noqa: E402, F401 - fixtures
from doors import secrets_of  # noqa: E402

from assistant.service import Assistant  # noqa: E402


@pytest.fixture(scope="session")
def beside(served: Served) -> Iterator[Assistant]:  # noqa: F811
    """What the command line would answer over the server's library."""
    assistant = Assistant.open(served.folder)
    yield assistant
    assistant.close()


@pytest.fixture(scope="session")
def secrets(beside: Assistant) -> list[str]:
    """Words that nobody without the role may be told."""
    found = secrets_of(beside)
    assert len(found) > 100
    return found
