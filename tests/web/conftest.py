"""One server, started as people start it, for all tests of the doors; an assistant over the same library beside it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsing import Served
from doors import secrets_of

from assistant.service import Assistant


@pytest.fixture(scope="session")
def beside(served: Served) -> Iterator[Assistant]:
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
