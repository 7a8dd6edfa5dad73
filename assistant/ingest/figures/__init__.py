"""The figures of a record: those of its tables and those of its sentences, as typed values."""

from assistant.ingest.figures.find import find_figures
from assistant.ingest.figures.oddities import Oddity, find_oddities
from assistant.ingest.figures.sheet import Sheet, read_sheet, sheets_of

__all__ = ["Oddity", "Sheet", "find_figures", "find_oddities", "read_sheet", "sheets_of"]
