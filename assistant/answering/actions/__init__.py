"""Actions across meetings: what was undertaken, requested, deferred or ordered, and what later records say of it."""
