"""The text of an edited draft with a mark on every sentence that a check found wanting, as drafts have them when made."""

from __future__ import annotations

import re
from typing import Final

from assistant.answering.drafts.markdown import escape, unsupported
from assistant.answering.drafts.reverify import Review

_TOP: Final = "Check before sending"
_MARKS: Final = re.compile(
    rf"[ \t]*(?<!\\)\*\*\[(?:Not supported by the records|{_TOP}): (?:\\.|[^\]\\\n]){{0,5000}}\]\*\*"
)  # fmt: skip
_BETWEEN: Final = r"(?:\s|\[\^\d{1,4}\]|,)+"
_NOTES: Final = r"(?:,?[ \t]*\[\^\d{1,4}\])*"


def marked_text(text: str, review: Review) -> str:
    """Return the text of a draft with the marks of what a review found, those of an earlier one taken off.

    What has no place of its own in the text, as a source that is gone, is told below its first heading.
    """
    text = re.sub(r"\n{3,}", "\n\n", _MARKS.sub("", re.sub(r"\r\n?", "\n", text)))
    top = list(review.problems)
    at = 0
    for sentence in review.sentences:
        found = _pattern(sentence.text).search(text, at)
        if found:
            at = found.end()
        if sentence.supported:
            continue
        if found:
            mark = f" **[{escape(unsupported(sentence))}]**"
            text, at = f"{text[:at]}{mark}{text[at:]}", at + len(mark)
        else:
            top.append(f"“{sentence.text}” {'; '.join(sentence.faults)}")
    return _headed(text, [f"**[{escape(f'{_TOP}: {words}')}]**" for words in top])


def _pattern(words: str) -> re.Pattern[str]:
    """Return what finds words that may stand behind backslashes, over several lines, with footnotes between and after."""
    return re.compile(_BETWEEN.join("".join(rf"\\?{re.escape(c)}" for c in word) for word in words.split()) + _NOTES)


def _headed(text: str, lines: list[str]) -> str:
    if not lines:
        return text
    heading = re.search(r"^#\s.*$", text, re.M)
    at = heading.end() if heading else 0
    return "\n\n".join(part for part in (text[:at].rstrip(), *lines, text[at:].lstrip()) if part)
