"""What officers do on the Manage tab: each deed in, the parts of the page that change out, as HTML by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from assistant.errors import AssistantError
from assistant.feedback import Ledger
from assistant.feedback.suite import suite_yaml
from assistant.ui.caretaker import Caretaker
from assistant.ui.feedbackhtml import feedback_html
from assistant.ui.managehtml import check_html, job_html, job_status, records_html, standing_html, waiting_html
from assistant.web.gate import Visitor

REFUSED = "Only officers may do this. Sign in as an officer."
Parts = dict[str, str]
Download = Callable[[str, str, bytes], str]
"""Keeps a file for the one who is looking (name, media type, content) and returns its address."""


class ManageDesk:
    """The Manage tab's side of the library.

    Args:
        caretaker: Changes the library.
    """

    def __init__(self, caretaker: Caretaker) -> None:
        self.caretaker = caretaker
        self._assistant = caretaker.assistant
        self._ledger = Ledger(caretaker.assistant.library.folder)

    def opened(self, visitor: Visitor) -> Parts:
        """Return every part as an officer finds it, nothing to others."""
        if not visitor.officer:
            return {}
        return {**self.progress(visitor), **self._library(""), "waiting": self._waiting(visitor), "feedback": self._feedback("")}

    def progress(self, visitor: Visitor) -> Parts:
        """Return how the job goes, nothing to others than officers."""
        job = self.caretaker.job
        return {"said": job_status(job), "job": job_html(job)} if visitor.officer else {}

    def finished(self, visitor: Visitor) -> Parts:
        """Return what else is different once a job is over."""
        return {**self._library(""), "waiting": self._waiting(visitor), "check": ""} if visitor.officer else {}

    def act(self, visitor: Visitor, told: Mapping[str, Any], download: Download) -> Parts:
        """Do what a button or form asks for, and return the parts that are different then.

        Args:
            visitor: Who asks; others than officers are refused.
            told: ``do`` names the deed; the rest is what the button or form carries, from outside and so of any form.
            download: Keeps a file to be fetched.
        """
        if not visitor.officer:
            return {"said": REFUSED}
        deeds: dict[str, Callable[[], Parts]] = {
            "uploaded": lambda: {"waiting": self._waiting(visitor), "said": ""},
            "discard": lambda: self._discard(visitor),
            "add": lambda: self._add(visitor, texts(told, "replace")),
            "find": lambda: self._library(text(told, "words")),
            "remove": lambda: self._remove(text(told, "name")),
            "check": self._check,
            "repair": lambda: self._repair(visitor),
            "verdict": lambda: {"feedback": self._feedback(text(told, "verdict"))},
            "suite": lambda: self._suite(texts(told, "chosen"), download),
        }
        deed = deeds.get(text(told, "do"))
        try:
            return deed() if deed else {}
        except AssistantError as error:
            return {"said": escape(str(error))}

    def _waiting(self, visitor: Visitor) -> str:
        return waiting_html(self.caretaker.waiting(visitor.name))

    def _discard(self, visitor: Visitor) -> Parts:
        self.caretaker.discard(visitor.name)
        return {"waiting": "", "said": "The uploaded files were discarded."}

    def _add(self, visitor: Visitor, replace: list[str]) -> Parts:
        self.caretaker.add(visitor.name, frozenset(replace))
        return {**self.progress(visitor), "waiting": ""}

    def _library(self, words: str) -> Parts:
        try:
            held = self._assistant.summaries()
        except AssistantError as error:
            return {"said": escape(str(error))}
        kept = {one.name for one in held if one.path.startswith(f"{self.caretaker.records}/")}
        return {"records": records_html(held, kept, words), "standing": standing_html(held, self._assistant.settings)}

    def _remove(self, name: str) -> Parts:
        moved = self.caretaker.remove(name)
        where = " Its file is in the folder “removed” beside the library." if moved else ""
        return {**self._library(""), "said": f"{escape(name)} was removed.{where}", "job": ""}

    def _check(self) -> Parts:
        try:
            return {"check": check_html(self._assistant.verify())}
        except AssistantError as error:
            return {"check": check_html(str(error))}

    def _repair(self, visitor: Visitor) -> Parts:
        self.caretaker.repair()
        return {**self.progress(visitor), "check": ""}

    def _feedback(self, verdict: str) -> str:
        try:
            return feedback_html(self._ledger.read(), verdict)
        except AssistantError as error:
            return f'<p class="cr-bad">{escape(str(error))}</p>'

    def _suite(self, wanted: list[str], download: Download) -> Parts:
        entries = [one for one in self._ledger.read().entries if one.id in wanted]
        if not entries:
            return {"made": "Tick what to make cases of first."}
        address = download("feedback.yaml", "application/yaml", suite_yaml(entries).encode())
        told = "1 case" if len(entries) == 1 else f"{len(entries)} cases"
        return {"made": f'The suite is ready: <a class="cr-go" href="{escape(address)}" download>feedback.yaml, {told}</a>'}


def text(told: Mapping[str, Any], key: str) -> str:
    """Return one word of what a button or form carries, "" where it carries none."""
    return next(iter(texts(told, key)), "")


def texts(told: Mapping[str, Any], key: str) -> list[str]:
    """Return all words of what a button or form carries under a name; whatever is no text is left out."""
    held = told.get(key, [])
    return [one for one in (held if isinstance(held, list) else [held]) if isinstance(one, str)]
