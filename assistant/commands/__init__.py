"""What each command does: the arguments in, the facade called, its result printed for a person or as JSON."""

from assistant.commands.accounts import users
from assistant.commands.asking import ask, draft, ground, search
from assistant.commands.keeping import ingest, remove, status, verify
from assistant.commands.looking import actions, check, figures, meeting, records, show, timeline
from assistant.commands.serving import feedback, mcp, serve

__all__ = [
    "actions", "ask", "check", "draft", "feedback", "figures", "ground", "ingest", "mcp", "meeting", "records", "remove",
    "search", "serve", "show", "status", "timeline", "users", "verify",
]  # fmt: skip
