"""What of the page depends on who is looking: its top, which tells who is signed in, and the tabs for officers alone."""

# No "from __future__ import annotations" here: Gradio reads what a listener is given from its annotations as they stand.
from html import escape
from typing import TYPE_CHECKING, Any

from assistant.ui.frame import AT_ONCE, Frame
from assistant.web.gate import Visitor

if TYPE_CHECKING:
    from gradio import Tab


def masthead(frame: Frame, title: str) -> None:
    """Lay out the top of the page, and keep it true to who is looking."""
    import gradio as gr

    def look(request: gr.Request) -> str:
        return masthead_html(title, frame.visitor(request))

    top = gr.HTML(masthead_html(title, None), padding=False, elem_id="cr-top")
    frame.page.load(look, None, top, **AT_ONCE)


def masthead_html(title: str, visitor: Visitor | None) -> str:
    """Return the top of the page for someone; without a word of signing in where it is not known yet who they are."""
    account = ""
    if visitor and visitor.name:
        account = (
            f"<span>Signed in as <strong>{escape(visitor.name)}</strong> ({visitor.role})</span>"
            '<form method="post" action="/sign-out"><button type="submit">Sign out</button></form>'
        )
    elif visitor:
        account = '<a href="/sign-in">Sign in</a>'
    return (
        f'<header class="cr-header cr-masthead"><div><h1>{escape(title)}</h1>'
        "<p>Ask about the committee records in your own words.</p></div>"
        f'<div class="cr-account">{account}</div></header>'
    )


def for_officers(frame: Frame, tab: "Tab") -> None:
    """Show a tab to officers and to nobody else; its listeners refuse others all the same."""
    import gradio as gr

    def look(request: gr.Request) -> Any:
        return gr.update(visible=frame.visitor(request).officer)

    frame.page.load(look, None, tab, **AT_ONCE)
