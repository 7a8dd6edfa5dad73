"""A question-answering assistant over the records of council committees.

Every answer is cited to the minute item, the page and the exact words; what cannot be backed is not said.
"""

__version__ = "0.1.0"
