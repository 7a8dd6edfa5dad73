"""Evidence to grounded answers."""
