"""The text of an edited draft with a mark on every sentence that a check found wanting, as drafts have them when made."""

from __future__ import annotations

import re
from typing import Final

from assistant.answering.drafts.markdown import escape, unsupported
from assistant.answering.drafts.passages import MARK
from assistant.answering.drafts.reverify import Review

_TOP: Final = "Check before sending"
_LETTER: Final = re.compile(r"\[\^\d{1,9}\](?P<note>)|[^\W_]")
_OWN: Final = re.compile(rf"(?<=\*\*\[){_TOP}|(?<=\*\*\[)Not supported by the records")
_AFTER: Final = re.compile(r"(?:\\[^\w\s]|[^\w\s\[|\\]|,?[ \t]*\[\^\d{1,9}\])*")


def marked_text(text: str, review: Review) -> str:
    """Return the text of a draft with the marks of what a review found, those of an earlier one taken off.

    What has no place of its own in the text, as a source that is gone, is told below its first heading.
    """
    plain = MARK.sub(lambda match: "" if _OWN.search(match[0]) else match[0], re.sub(r"\r\n?", "\n", text))
    text = re.sub(r"\n{3,}", "\n\n", plain)
    letters = _Letters(text)
    top = list(review.problems)
    marks: list[tuple[int, str]] = []
    for sentence in review.sentences:
        end = letters.end_of(sentence.text)
        if sentence.supported:
            continue
        if end is None:
            top.append(f"“{sentence.text}” {'; '.join(sentence.faults)}")
        else:
            marks.append((end, f" **[{escape(unsupported(sentence))}]**"))
    pieces: list[str] = []
    at = 0
    for end, mark in sorted(dict.fromkeys(marks)):
        pieces += (text[at:end], mark)
        at = end
    return _headed("".join([*pieces, text[at:]]), [f"**[{escape(f'{_TOP}: {words}')}]**" for words in top])


class _Letters:
    """Finds sentences in a text by their letters and digits alone: marks, breaks and footnotes may stand between them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places = [match.start() for match in _LETTER.finditer(text) if match["note"] is None]
        self._run = "".join(text[place] for place in self._places)
        self._at = 0

    def end_of(self, words: str) -> int | None:
        """Return where words end, with their stops and footnotes: after those found before, else anywhere."""
        wanted = "".join(match[0] for match in _LETTER.finditer(words) if match["note"] is None)
        found = self._found(wanted, self._at) if wanted else -1
        if found < 0 and (not wanted or (found := self._found(wanted, 0)) < 0):
            return None
        self._at = found + len(wanted)
        after = _AFTER.match(self._text, self._places[self._at - 1] + 1)
        return after.end() if after else None

    def _found(self, wanted: str, start: int) -> int:
        while (at := self._run.find(wanted, start)) >= 0:
            if self._apart(at) and self._apart(at + len(wanted)):
                return at
            start = at + 1
        return -1

    def _apart(self, at: int) -> bool:
        """Return whether a word ends before a letter, or at either end of the text."""
        return at in (0, len(self._places)) or self._places[at] - self._places[at - 1] > 1


def _headed(text: str, lines: list[str]) -> str:
    if not lines:
        return text
    heading = re.search(r"^#\s.*$", text, re.M)
    at = heading.end() if heading else 0
    return "\n\n".join(part for part in (text[:at].rstrip(), *lines, text[at:].lstrip()) if part)
