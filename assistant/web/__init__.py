"""What is served over HTTP besides the page: who is asking, the source viewer, downloads, and the doors for other programs."""
