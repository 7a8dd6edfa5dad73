"""Deterministic checks of a claim against its evidence, one idea a module."""
