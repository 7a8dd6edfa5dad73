"""Questions to evidence: analysis, words, vectors and their fusion."""
