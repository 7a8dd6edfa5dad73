"""What readers say of answers: kept in a ledger, and turned into suite cases on demand (docs/feedback.md)."""

from assistant.feedback.entry import LONGEST_COMMENT, Feedback, Verdict, open_feedback
from assistant.feedback.form import feedback_to_json
from assistant.feedback.ledger import Damaged, Kept, Ledger

__all__ = ["LONGEST_COMMENT", "Damaged", "Feedback", "Kept", "Ledger", "Verdict", "feedback_to_json", "open_feedback"]
