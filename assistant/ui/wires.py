"""How the page's script and the server talk beside Gradio's own components: what is sent down to it, and what it says.

A *feed* is an output that shows nothing itself: whatever HTML it is given is handed to ``js/ask.js``, which puts each
element in its place.  A *wire* is an input that the script speaks into: ``crSay(name, value)``.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gradio import HTML

_FED = "watch('value', () => { window.crFeed(props.value); });"
_SAYS = "document.addEventListener('cr-say-NAME', (event) => { props.value = event.detail; trigger('submit'); });"


def feed() -> HTML:
    """Lay out an output whose HTML the script puts in its place."""
    import gradio as gr

    return gr.HTML("", html_template="<div></div>", js_on_load=_FED, visible="hidden")


def wire(name: str) -> HTML:
    """Lay out an input that the script speaks into; its ``submit`` event tells of each word.

    Args:
        name: Lower-case letters.
    """
    import gradio as gr

    return gr.HTML("", html_template="<div></div>", js_on_load=_SAYS.replace("NAME", name), visible="hidden")


def fed(markup: str) -> str:
    """Return HTML for a feed that differs from whatever it was given last, since only a change is handed on."""
    return f"{markup}<!--{secrets.token_hex(4)}-->" if markup else markup
