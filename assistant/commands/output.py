"""Where the commands print."""

from __future__ import annotations

import sys


def show_text(text: str) -> None:
    """Write a line on standard output."""
    sys.stdout.write(text + "\n")
