"""The looks of the page: a quiet theme in the reader's own system fonts, and one style sheet."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gradio.themes import Base

_SANS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Liberation Sans", "Arial", "sans-serif")
_MONO = ("ui-monospace", "SFMono-Regular", "Consolas", "Liberation Mono", "monospace")


def quiet_theme() -> Base:
    """Return the theme: white or near-black paper, dark ink, one blue, for light and for dark mode."""
    import gradio as gr

    theme = gr.themes.Base(
        primary_hue=gr.themes.colors.sky,
        neutral_hue=gr.themes.colors.slate,
        radius_size=gr.themes.sizes.radius_md,
        text_size=gr.themes.sizes.text_md,
        font=_SANS,
        font_mono=_MONO,
    )
    return theme.set(
        body_background_fill="#ffffff",
        body_background_fill_dark="#10151c",
        background_fill_primary="#ffffff",
        background_fill_primary_dark="#10151c",
        body_text_color="#17212b",
        body_text_color_dark="#e6ebf0",
        body_text_color_subdued="#4a5866",
        body_text_color_subdued_dark="#a9b6c3",
        block_background_fill="#ffffff",
        block_background_fill_dark="#10151c",
        block_label_text_color="#17212b",
        block_label_text_color_dark="#e6ebf0",
        block_title_text_color="#17212b",
        block_title_text_color_dark="#e6ebf0",
        block_title_text_weight="600",
        block_border_width="0px",
        block_shadow="none",
        input_background_fill="#ffffff",
        input_background_fill_dark="#18202a",
        input_border_color="#64748b",
        input_border_color_dark="#7a8a9b",
        input_border_width="1px",
        input_border_color_focus="#075985",
        input_border_color_focus_dark="#7dd3fc",
        input_placeholder_color="#5b6876",
        input_placeholder_color_dark="#9aa8b6",
        button_primary_background_fill="#075985",
        button_primary_background_fill_hover="#0c4a6e",
        button_primary_text_color="#ffffff",
        button_primary_background_fill_dark="#7dd3fc",
        button_primary_background_fill_hover_dark="#bae6fd",
        button_primary_text_color_dark="#0b1620",
        button_secondary_background_fill="#ffffff",
        button_secondary_background_fill_hover="#eef4f8",
        button_secondary_border_color="#64748b",
        button_secondary_text_color="#17212b",
        button_secondary_background_fill_dark="#18202a",
        button_secondary_background_fill_hover_dark="#223040",
        button_secondary_border_color_dark="#7a8a9b",
        button_secondary_text_color_dark="#e6ebf0",
    )


def style_sheet() -> str:
    """Return the page's own style sheet: page.css, then the sheet of each part by name."""
    return "\n".join(_parts("css", first="page.css"))


def sheet(*names: str) -> str:
    """Return some parts of the style sheet alone, for a plain page that is not made with Gradio."""
    return "\n".join(resources.files("assistant.ui").joinpath("css", name).read_text("utf-8") for name in names)


def script() -> str:
    """Return the page's own script as an element for the head of the page."""
    return f"<script>{chr(10).join(_parts('js', first='page.js'))}</script>"


def _parts(folder: str, first: str) -> list[str]:
    files = [file for file in resources.files("assistant.ui").joinpath(folder).iterdir() if file.name.endswith(f".{folder}")]
    return [file.read_text("utf-8") for file in sorted(files, key=lambda file: (file.name != first, file.name))]
