"""What holds for every test: nothing calls out, and a swallowed attempt to do so fails the test all the same."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import offline
import pytest
from browsing import chromium, served, visit  # noqa: F401 - fixtures
from fakes import opened, progress  # noqa: F401 - fixtures

ROOT = Path(__file__).parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-docs", action="store_true", help="write the docs' examples anew")
    parser.addoption("--library", type=Path, help="a library that holds the sample corpus already, to save its ingest")


def pytest_configure() -> None:
    offline.forbid()


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Path:
    """The folder of a library that holds the sample corpus, for tests that only read it."""
    held: Path | None = pytestconfig.getoption("--library")
    if held:
        return shutil.copytree(held, tmp_path_factory.mktemp("sample") / "data")
    from assistant.progress import progress_bar
    from assistant.service import Assistant

    folder = tmp_path_factory.mktemp("sample") / "data"
    records = [path for path in sorted((ROOT / "corpus" / "records").iterdir()) if "scanned" not in path.name]
    assistant = Assistant.open(folder)
    with progress_bar() as bar:
        report = assistant.ingest(records, bar)
    assistant.close()
    assert len(report.added) == len(records), report.rejected
    return folder


@pytest.fixture(autouse=True)
def _calls_nobody() -> Iterator[None]:
    before = len(offline.breaches)
    yield
    tried, offline.breaches[before:] = offline.breaches[before:], []
    assert not tried, f"another machine was called: {', '.join(tried)}"
