"""The page served by the real command over the sample corpus, and a browser that notes all it asks for."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.records import Role

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

# A record that tries to become markup, a template or a script wherever its words are shown.
HOSTILE = """PONDS COMMITTEE

MINUTES of the meeting of the Ponds Committee held on Monday 6 May 2019.

1. GOOSE WARDEN <img src=x onerror="window.pwned=1">

The goose warden's allowance is £45 a month <script>window.pwned=2</script> & "no more"
${window.pwned=3} {{value}} **now**.
"""
CUT_OFF = ("AbortError: signal is aborted", "Unexpected error Connection errored out")
PASSWORDS = {"member": "member-of-tarrow", "officer": "officer-of-tarrow"}
_ROOT = Path(__file__).parents[1]
_FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
)  # fmt: skip


@dataclass
class Served:
    """A running ``assistant serve``."""

    url: str
    folder: Path
    process: subprocess.Popen[str]
    tokens: dict[str, str] = field(default_factory=dict)
    """Of the accounts "member" and "officer", for programs."""

    def stop(self) -> tuple[int, str]:
        """Press Ctrl-C; return the exit status and what the server still said on standard error."""
        self.process.send_signal(signal.SIGINT)
        _, said = self.process.communicate(timeout=20)
        return self.process.returncode, said


def give_accounts(folder: Path) -> dict[str, str]:
    """Make the accounts "member" and "officer", their passwords in PASSWORDS, for a library; return a token of each."""
    from assistant.accounts import Accounts

    accounts = Accounts(folder / "accounts.json", cost=(10, 8, 1))
    for name, password in PASSWORDS.items():
        accounts.add(name, Role(name), password)
    return {name: accounts.issue(name, "tests") for name in PASSWORDS}


def serve(folder: Path) -> Served:
    """Start the command on a free port and wait for the address that it tells."""
    command = [sys.executable, "-m", "assistant.cli", "--data", str(folder), "serve", "--port", "0"]
    process = subprocess.Popen(command, cwd=_ROOT, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stderr is not None
    told = ""
    for line in process.stderr:  # warnings may come first
        told += line
        words = [word for word in line.split() if word.startswith("http://127.0.0.1:")]
        if words:
            return Served(words[0], folder, process)
    process.kill()
    pytest.fail(f"no address in {told!r}{process.communicate()[1]}")


@pytest.fixture(scope="session")
def served(sample_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The page over the sample corpus and one hostile record."""
    from assistant.progress import progress_bar
    from assistant.service import Assistant

    folder = shutil.copytree(sample_library, tmp_path_factory.mktemp("page") / "data")
    hostile = tmp_path_factory.mktemp("hostile") / "ponds.txt"
    hostile.write_text(HOSTILE, "utf-8")
    assistant = Assistant.open(folder)
    with progress_bar() as progress:
        assert assistant.ingest([hostile], progress).added == ["ponds.txt"]
    assistant.close()
    tokens = give_accounts(folder)
    running = serve(folder)
    running.tokens = tokens
    yield running
    running.stop()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, driven by Playwright; for a module, since its event loop is in the way of asynchronous tests."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("no chromium on this machine (apt-get install chromium)")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(_FLAGS))
        yield browser
        browser.close()


@dataclass
class Visit:
    """A page with what its browser was asked to fetch and what went wrong."""

    page: Page
    addresses: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    home: Callable[[], str] = str
    """Tells the address of the page over the sample corpus."""

    def sign_in(self, name: str, url: str = "") -> None:
        """Sign in as "member" or "officer" through the page for it, and go on to the front page.

        Args:
            name: Which of the accounts of give_accounts.
            url: Of the server, where it is not that of the fixture served.
        """
        self.page.goto(f"{url or self.home()}/sign-in")
        self.page.get_by_label("Name").fill(name)
        self.page.get_by_label("Password").fill(PASSWORDS[name])
        self.page.get_by_role("button", name="Sign in").click()
        self.page.get_by_text(f"Signed in as {name}").wait_for()

    def ask(self, question: str) -> Locator:
        """Type a question, send it with Enter, and return the answer when it is there."""
        before = self.page.locator(".cr-answer").count()
        self.page.get_by_label("Your question").fill(question)
        self.page.keyboard.press("Enter")
        answer = self.page.locator(".cr-answer").nth(before)
        answer.wait_for()
        return answer

    def anew(self) -> None:
        """Begin a new conversation, and wait until the old one is gone."""
        self.page.get_by_role("button", name="New conversation").click()
        self.page.wait_for_function("document.querySelectorAll('.cr-turn').length === 0")

    def barriers(self) -> list[str]:
        """Return what axe-core finds that shuts people out (its impacts "serious" and "critical"), each with its places."""
        from axe_playwright_python.sync_playwright import Axe

        found = Axe().run(self.page).response["violations"]
        shutting = [one for one in found if one["impact"] in ("serious", "critical")]
        return [f"{one['id']}: {one['help']}: {[node['target'] for node in one['nodes']]}" for one in shutting]

    def picture(self, name: str) -> None:
        """Keep a screenshot for the documentation where ASSISTANT_SCREENSHOTS=1 asks for it."""
        if os.environ.get("ASSISTANT_SCREENSHOTS") == "1":
            self.page.wait_for_timeout(400)
            self.page.screenshot(path=_ROOT / "docs" / "screenshots" / f"{name}.png")


@pytest.fixture
def visit(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """An empty page of the size and colour scheme given as parameter; fails if it looked elsewhere or complained."""
    context = chromium.new_context(**getattr(request, "param", {}))
    visit = Visit(context.new_page(), home=lambda: request.getfixturevalue("served").url)
    visit.page.set_default_timeout(20_000)
    visit.page.on("request", lambda asked: visit.addresses.append(asked.url))
    visit.page.on("console", lambda said: visit.errors.append(said.text) if said.type == "error" else None)
    visit.page.on("pageerror", lambda error: visit.errors.append(str(error)))
    left: list[str] = []
    visit.page.on("framenavigated", lambda frame: left.append(frame.url))
    yield visit
    context.close()
    if len(left) > 1:  # Gradio complains of its streams that are cut off when a page is left before its script has begun
        visit.errors[:] = [error for error in visit.errors if not error.startswith(CUT_OFF)]
    elsewhere = [url for url in visit.addresses if not url.startswith(("http://127.0.0.1:", "data:", "blob:"))]
    assert not elsewhere, elsewhere
    assert not visit.errors, visit.errors
