"""Sheets that only tell something: nothing of them is read back."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attrs import frozen

from toimintamalli.model import PracticeModel
from toimintamalli_excel._binding import BoundTable
from toimintamalli_excel._tables import Row, identified_table, numbered_table, told_table
from toimintamalli_excel._words import Words
from toimintamalli_excel.workbook import Column


@frozen(kw_only=True)
class ToldSheet:
    """A sheet to read.

    Attributes:
        key: The key of the sheet's words, and the name of its table.
        columns: Its columns.
        rows: Returns its rows for a model.
        is_identified: Whether the first column tells the rows apart; else they are numbered.
        is_always: Whether the sheet is there also where it has no row.
        is_momentary: Whether it tells what was so when the workbook was made.
    """

    key: str
    columns: tuple[Column, ...]
    rows: Callable[[PracticeModel], Iterable[Row]]
    is_identified: bool = False
    is_always: bool = False
    is_momentary: bool = False

    def is_wanted(self, model: PracticeModel) -> bool:
        """Return whether the workbook of a model has the sheet."""
        return self.is_always or any(True for _ in self.rows(model))

    def bound(self, model: PracticeModel, words: Words) -> BoundTable:
        """Return the sheet of a model, bound to nothing."""
        make = identified_table if self.is_identified else numbered_table
        table = make(self.key, self.columns, [*self.rows(model)], words)
        momentary = self.is_momentary
        return BoundTable(key=self.key, table=told_table(table), is_momentary=momentary)
