"""Sample records of an invented borough, and the program that typesets them (``python -m corpus.build``)."""
