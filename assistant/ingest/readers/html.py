"""HTML: the main content of a page, headings, paragraphs, lists and tables as a browser shows them."""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING

from assistant.ingest.readers.draft import Draft, sensible_title
from assistant.ingest.readers.encoding import decode
from assistant.ingest.readers.htmlblocks import Blocks
from assistant.ingest.readers.model import Raw, Source

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_TAG = re.compile(r"<[^<>]*>")
# How many characters of a page are taken for each character of text that is allowed.
_MARKUP = 3
_UNSHOWN = "script, style, noscript, template, svg, math, iframe, object, canvas, audio, video, head, del, dialog"
_CHROME = "nav, [role=navigation], [role=banner], [role=contentinfo], [role=search], [role=menu]"
_CONTROLS = "input, select, textarea, button, datalist, option"
_HIDDEN = "[hidden], [aria-hidden=true], .sr-only, .visually-hidden, .screen-reader-text"
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def read_html(raw: Raw) -> Source:
    """Return the text of the page's main content; nothing is fetched, scripts and the site's frame are left out."""
    declared = _CHARSET.search(raw.data[:4096])
    text = decode(raw.data, declared[1].decode("ascii", "replace") if declared else None).replace("\x00", "")
    # Building the tree of a page far over the limit takes minutes; its words can be counted without it.
    raw.check_length(max(len(_TAG.sub("", text)), len(text) // _MARKUP))
    soup = _parse(text)
    title = sensible_title(soup.title.get_text() if soup.title else "")
    _strip(soup)
    draft = Draft(raw)
    Blocks(draft).walk(_main(soup))
    return draft.source("html", title)


def _parse(text: str) -> BeautifulSoup:
    """Return the tree of the page as browsers repair it; remarks on XHTML are kept off standard error."""
    from bs4 import BeautifulSoup

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return BeautifulSoup(text, "lxml")


def _strip(soup: BeautifulSoup) -> None:
    """Take out what a reader does not see, the site's navigation, and form controls."""
    from bs4 import Comment

    for comment in soup.find_all(string=lambda words: isinstance(words, Comment)):
        comment.extract()
    for button in soup.select("h1 button, h2 button, h3 button, h4 button, h5 button, h6 button, summary button"):
        button.unwrap()  # the words of a heading that folds its section
    hidden = [tag for tag in soup.select("[style]") if _HIDDEN_STYLE.search(str(tag.get("style", "")))]
    for tag in [*soup.select(f"{_UNSHOWN}, {_CHROME}, {_HIDDEN}, {_CONTROLS}"), *hidden]:
        tag.decompose()
    body = soup.body or soup
    length = len(body.get_text())
    for form in soup.find_all("form"):
        # Some council systems wrap the whole page in one form.
        if 2 * len(form.get_text()) > length:
            form.unwrap()
        else:
            form.decompose()
    _strip_frame(soup)


def _strip_frame(soup: BeautifulSoup) -> None:
    """Take out the header and footer of the site, keeping the page's only main heading if it stands there."""
    sole = soup.find_all("h1")
    for tag in soup.find_all(["header", "footer"]):
        if tag.find_parent(["main", "article", "section"]):
            continue
        kept = sole[0] if len(sole) == 1 and any(parent is tag for parent in sole[0].parents) else None
        if kept is not None:
            tag.insert_before(kept.extract())
        tag.decompose()


def _main(soup: BeautifulSoup) -> Tag:
    """Return the element that holds the main content, the whole body where the page does not mark one."""
    body = soup.body or soup
    for selector in ("main", "[role=main]", "article"):
        found = [tag for tag in soup.select(selector) if tag.get_text().strip()]
        if len(found) == 1:
            return found[0]
    return body
