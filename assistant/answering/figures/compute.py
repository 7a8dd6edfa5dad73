"""What is done with figures once the table, rows and columns are chosen; arithmetic in decimals."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answering.figures.against import Against
from assistant.answering.figures.asked import Operation
from assistant.answering.figures.matching import Match
from assistant.answering.figures.results import Result, Told, Unanswerable, Unprinted, entry_of
from assistant.ingest.figures.around import is_partial
from assistant.ingest.figures.sheet import Form, Row

_OF_ALL = (
    Operation.EXTREME, Operation.WHICH, Operation.COUNT, Operation.RANK, Operation.AVERAGE, Operation.SUM, Operation.SHARE
)  # what is asked of all rows of a table


def compute(match: Match, raises: Callable[[str], bool | None]) -> Result:
    """Answer a question from the sheet it matches.

    Args:
        match: The sheet, rows and columns.
        raises: Says of a measure whether more of it is worse ("worst" asks for the highest), None where it cannot tell.
    """
    worker = _Worker(match, raises)
    try:
        return worker.run()
    except Unprinted as error:
        return Result(unmet=str(error), exact=True)
    except Unanswerable as error:
        return Result(unmet=str(error))


class _Worker(Against):
    """Adds look-ups, and chooses what is done."""

    def run(self) -> Result:
        asked, rows = self.asked, self.match.rows
        if asked.unread:
            raise Unanswerable("the question asks for more than is done here")
        named = [row for row in rows if not row.sums]
        operation = asked.operation
        if len(named) < 2 and operation in _OF_ALL and is_partial(self.sheet.document, self.sheet.table):
            raise Unanswerable("not all rows of the table are open")
        if (against := self._against()) is not None:
            return against
        if (abreast := self._abreast()) is not None:
            return abreast
        if len(rows) == 1 and self._asks_when() and (asked.highest is not None or asked.bound or asked.rising is not None):
            return self._over_periods(rows[0])
        if operation is Operation.EXTREME and len(named) < 2:
            return self._extreme(self._rivals())
        if operation is Operation.EXTREME:
            return self._compare(named)
        if operation in (Operation.WHICH, Operation.COUNT) and len(named) < 2:
            return self._which(self._rivals())
        if operation is Operation.RANK and (not rows or self.match.loose):
            return self._order()
        if operation is Operation.RANK and len(rows) == 1:
            return self._rank(rows[0])
        if operation is Operation.RATIO:
            return self._ratio()
        if operation is Operation.AVERAGE and asked.form in (Form.CHANGE, Form.PERCENT_CHANGE):
            return self._two_step(rows)
        if operation is Operation.AVERAGE:
            return self._average_over_periods(rows[0]) if len(rows) == 1 else self._average(named or self._rivals())
        if operation is Operation.SHARE:
            return self._share()
        if operation is Operation.SUM and len(named) > 1 and len({row.label for row in named}) > 1:
            return self._sum(named)
        if (
            operation in (Operation.SUM, Operation.LOOK_UP)
            and len(rows) == 1
            and len(asked.periods) > 1
            and self._totals(rows[0])
        ):
            return self._sum_over_periods(rows[0])
        compared = asked.rising is not None or asked.form is Form.CHANGE or operation is Operation.CHANGE
        if len(rows) >= 2 and compared and len(asked.periods) < 2:
            self.asked = asked if asked.moved or asked.percent or asked.form is Form.RATE else replace(asked, form=Form.LEVEL)
            return self._compare(list(rows))
        if len(rows) > 1 and (told_apart := self._of_one_name(rows)) is not None:
            return told_apart
        if not rows:
            rows = self._whole()
        if self.match.loose and len(rows) > 1 and operation is not Operation.LOOK_UP:
            raise Unanswerable("more than one row fits")
        if len(rows) == 1 and operation is Operation.CHANGE and (gap := self._between_columns(rows[0])):
            return gap
        if operation in (Operation.CHANGE, Operation.WHETHER) or asked.form in (Form.CHANGE, Form.PERCENT_CHANGE):
            told = [self._changed(row) for row in rows]
            return Result(tuple(told), self._in_words(told))
        return self._look_up(rows)

    def _two_step(self, rows: Sequence[Row]) -> Result:
        if self.asked.form is Form.PERCENT_CHANGE or self.match.loose:
            raise Unanswerable("the question asks for more than is done here")
        return self._change_of_average(rows[0]) if len(rows) == 1 else self._difference_of_averages(rows)

    def _totals(self, row: Row) -> bool:
        """Return whether a total over periods is asked for, not the row that is itself called a total."""
        words = r"\btotal\b|\bsum\b|\bcombined\b|\btogether\b"
        if not re.search(words, self.question, re.I):
            return False
        if re.search(r"\btotals?\b", f"{row.label}", re.I) and not re.search(
            r"\bsum\b|\bcombined\b|\btogether\b", self.question, re.I
        ):
            raise Unanswerable("a total of totals, or two of them, cannot be told")
        return True

    def _look_up(self, rows: Sequence[Row]) -> Result:
        if self.asked.form is Form.RATE and self._columns(Form.RATE):
            columns = [self._rate()]
        else:
            columns = self._levels()
        dated = all(column.period for column in columns)
        if not columns or len(columns) > 1 and not dated:
            raise Unanswerable("more than one column fits")
        told = []
        for row in rows:
            held = [entry for column in columns if (entry := entry_of(self.sheet, row, column))]
            entries = held if held and not self.asked.periods else [self._need(row, column) for column in columns]
            stated = ", ".join(self._dated(entry) for entry in entries)
            told.append(Told(f"{row.label}: {stated}", tuple(entries), short=self._figure(entries[0])))
        return Result(tuple(told))
