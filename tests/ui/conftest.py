"""The fixtures of the browser tests."""

from __future__ import annotations

from browsing import chromium, served, visit  # noqa: F401 - fixtures
