"""What holds for every test: nothing calls out, and a swallowed attempt to do so fails the test all the same."""

from __future__ import annotations

import fcntl
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import offline
import pytest
from browsing import chromium, served, visit  # noqa: F401 - fixtures
from fakes import opened, progress  # noqa: F401 - fixtures
from hypothesis import settings

ROOT = Path(__file__).parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-docs", action="store_true", help="write the docs' examples anew")
    parser.addoption("--library", type=Path, help="a library that holds the sample corpus already, to save its ingest")


def pytest_configure() -> None:
    offline.forbid()
    # A slow machine fails no test, and a run tries what the last one tried: what is found by chance is kept as an example.
    settings.register_profile("steady", deadline=None, derandomize=True)
    settings.load_profile("steady")


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Path:
    """The folder of a library that holds the sample corpus, for tests that only read it."""
    held: Path | None = pytestconfig.getoption("--library")
    if held is None:
        base = tmp_path_factory.getbasetemp()
        held = (base.parent if hasattr(pytestconfig, "workerinput") else base) / "corpus"
        _ingest_once(held)
    return shutil.copytree(held, tmp_path_factory.mktemp("sample") / "data")


def _ingest_once(folder: Path) -> None:
    """Ingest the sample corpus unless another process of this run has; they wait for the first."""
    from assistant.progress import progress_bar
    from assistant.service import Assistant

    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if folder.exists():
            return
        records = [path for path in sorted((ROOT / "corpus" / "records").iterdir()) if "scanned" not in path.name]
        making = folder.with_suffix(".making")
        assistant = Assistant.open(making)
        with progress_bar() as bar:
            report = assistant.ingest(records, bar)
        assistant.close()
        assert len(report.added) == len(records), report.rejected
        making.rename(folder)


@pytest.fixture(autouse=True, scope="session")
def _guarded() -> None:
    """The guard is up in every process that runs tests, of which there may be several."""
    with pytest.raises(offline.NetworkUse):
        sys.audit("socket.getaddrinfo", "example.org", 443)
    offline.breaches.clear()


@pytest.fixture(autouse=True)
def _calls_nobody() -> Iterator[None]:
    before = len(offline.breaches)
    yield
    tried, offline.breaches[before:] = offline.breaches[before:], []
    assert not tried, f"another machine was called: {', '.join(tried)}"
