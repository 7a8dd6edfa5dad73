"""Small pieces of HTML.  Every text of a question, a record, a model or an error goes through ``safe`` before it is markup."""

from __future__ import annotations

import html
from datetime import date


def safe(text: str) -> str:
    """Return text that stands as written in HTML, inside an element or an attribute."""
    return html.escape(text)


def folded(text: str) -> str:
    """Return text on one line."""
    return " ".join(text.split())


def element(tag: str, inner: str, classes: str = "", **attributes: str) -> str:
    """Return an element around HTML.

    Args:
        tag: Its name.
        inner: HTML.
        classes: Of the style sheet.
        attributes: Further ones, escaped here; an underscore in a name stands for a hyphen.
    """
    given = {"class": classes, **attributes}
    told = "".join(f' {name.replace("_", "-")}="{safe(value)}"' for name, value in given.items() if value)
    return f"<{tag}{told}>{inner}</{tag}>"


def shortened(text: str, most: int) -> str:
    """Return text on one line of at most so many characters, its end left out where it is longer."""
    line = folded(text)
    return line if len(line) <= most else line[: most - 1].rstrip(" ,;:–-") + "…"


def day_name(day: date | None) -> str:
    """Return a date as records print it ("26 July 2017"), "" for none."""
    return f"{day.day} {day:%B %Y}" if day else ""


def short_day(day: date | None) -> str:
    """Return a date in few letters ("26 Jul 2017"), "" for none."""
    return f"{day.day} {day:%b %Y}" if day else ""


def counted(count: int, noun: str) -> str:
    """Return a number with its noun: "1 sentence", "3 sentences"."""
    return f"{count} {noun}{'s' * (count != 1)}"


def joined(names: list[str]) -> str:
    """Return names as a sentence lists them: "A, B and C"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
