"""Drafts that officers can send: composed from answers, footnoted to the records, re-verified after editing."""
