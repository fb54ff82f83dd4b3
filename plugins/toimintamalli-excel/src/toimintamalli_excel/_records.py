"""Tables of records: one row for each, shown and read back by the same columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import count
from typing import Any, Final

from attrs import evolve, frozen

from toimintamalli.filling import MissingValueError, made_of, value_at, with_values
from toimintamalli.model import PracticeModel, Record
from toimintamalli_excel._binding import BoundTable, Proposal, SheetChanges
from toimintamalli_excel._tables import (
    FieldColumn,
    Row,
    identified_table,
    numbered_table,
    told_table,
)
from toimintamalli_excel._words import Words
from toimintamalli_excel.workbook import ReadCell, TableSheet

Held = Callable[[PracticeModel], tuple[Any, ...]]
"""Returns the records of a table from a model."""

Put = Callable[[PracticeModel, tuple[Any, ...]], PracticeModel]
"""Returns the model with other records in their place."""

_ID: Final = "id"


@frozen(kw_only=True)
class RecordTable:
    """A table with one row for each record of a list.

    Attributes:
        key: The key of the sheet's words, and the name of its table.
        record: Class of the records.
        columns: The columns; the first holds what tells the records apart, if anything does.
        held: Returns the records from a model.
        put: Puts records into a model; None for a table that only tells something.
        is_identified: Whether the first column tells the records apart; else rows are numbered.
        offered: Records that are shown to be filled where the model has none with the same first
            field. They come back only when something was filled in.
        offers_order: Whether the rows stand in the order of those offered, as on a form; else
            those offered stand behind the others.
        new_id: Beginning of the identifiers that new rows without one get.
        nested: Classes of the records inside such a record, by their field.
        is_always: Whether the sheet is there also where the model has no such record.
    """

    key: str
    record: type[Record]
    columns: tuple[FieldColumn, ...]
    held: Held
    put: Put | None = None
    is_identified: bool = False
    offered: tuple[Record, ...] = ()
    offers_order: bool = True
    new_id: str = ""
    nested: Mapping[str, type[Record]] = {}
    is_always: bool = False

    def is_wanted(self, model: PracticeModel) -> bool:
        """Return whether the workbook of a model has the sheet."""
        return self.is_always or bool(self.held(model))

    def bound(self, model: PracticeModel, words: Words) -> BoundTable:
        """Return the sheet of a model, bound to its records."""
        sheet = self._sheet([self._row(record) for record in self._shown(model)], words)
        if self.put is None:
            return BoundTable(key=self.key, table=told_table(sheet))
        held = self.held(model)
        shown = enumerate(self._shown(model))
        return BoundTable(
            key=self.key,
            table=sheet,
            binding=self,
            headers=frozenset(one.column.header for one in self.columns if one.field),
            offered=frozenset(row for row, record in shown if record not in held),
        )

    def proposed(
        self, model: PracticeModel, changes: SheetChanges, proposal: Proposal
    ) -> PracticeModel:
        """Return the model with the changes of the sheet."""
        if self.put is None:
            return model
        shown = list(self._shown(model))
        sheet = proposal.words.sheet(self.key)
        for row, cells in changes.by_row():
            shown[row] = self._changed(shown[row], cells, sheet, proposal)
        kept = [record for row, record in enumerate(shown) if row not in changes.removed]
        added = [
            record
            for row in changes.added
            if (record := self._added(row.cells, row.number, sheet, proposal)) is not None
            if not (proposal.is_stale and self._is_held(record, kept))
        ]
        records = self._in_order(model, [*kept, *added])
        return self.put(model, self._named(records))

    # -- showing ------------------------------------------------------------------------------

    def _sheet(self, rows: list[Row], words: Words) -> TableSheet:
        make = identified_table if self.is_identified else numbered_table
        return make(self.key, tuple(one.column for one in self.columns), rows, words)

    def _row(self, record: Record) -> Row:
        return tuple(one.show(record) for one in self.columns)

    def _shown(self, model: PracticeModel) -> tuple[Record, ...]:
        """Return the records of the model, and those offered."""
        held = self.held(model)
        places = {self._key(record): place for place, record in enumerate(self.offered)}
        missing = [one for one in self.offered if self._key(one) not in map(self._key, held)]
        if not self.offers_order:
            return (*held, *missing)
        return tuple(
            sorted([*held, *missing], key=lambda one: places.get(self._key(one), len(places)))
        )

    def _key(self, record: Record) -> object:
        return getattr(record, self.columns[0].field) if self.offered else None

    # -- reading ------------------------------------------------------------------------------

    def _changed(
        self, record: Record, cells: Mapping[str, ReadCell], sheet: str, proposal: Proposal
    ) -> Record:
        values = self._values(cells, record, sheet, proposal)
        try:
            return with_values(record, values, self.nested)
        except MissingValueError as missing:
            places = ", ".join(cell.place for cell in cells.values())
            name = proposal.words.field(missing.record, missing.field)
            proposal.tell("EXCEL163", sheet, place=places, field=name)
            return record

    def _added(
        self, cells: Mapping[str, ReadCell], number: int, sheet: str, proposal: Proposal
    ) -> Record | None:
        values = self._values(cells, None, sheet, proposal)
        if not values:
            return None
        try:
            return made_of(self.record, values, self.nested)
        except MissingValueError as missing:
            name = proposal.words.field(missing.record, missing.field)
            proposal.tell("EXCEL164", sheet, row=number, field=name)
            return None

    def _is_held(self, record: Record, held: Iterable[Record]) -> bool:
        """Tell whether a new row is one that was read before, but for the identifier it got."""
        if not self.new_id or getattr(record, _ID):
            return record in held
        return any(with_values(one, {_ID: None}, {}) == record for one in held)

    def _values(
        self, cells: Mapping[str, ReadCell], record: Record | None, sheet: str, proposal: Proposal
    ) -> dict[str, Any]:
        """Return the values of cells that can be read, by field; None for emptied ones."""
        values: dict[str, Any] = {}
        for one in self.columns:
            cell = cells.get(one.column.header)
            if cell is None or not one.field:
                continue
            if cell.value is None:
                values[one.field] = None
                continue
            held = None if record is None else value_at(record, one.field)
            value = proposal.value(one.form, cell.value, sheet, cell.place, held)
            if value is not None:
                values[one.field] = value
        return values

    def _in_order(self, model: PracticeModel, records: Iterable[Record]) -> list[Record]:
        """Return the records in the order of the model, without those offered and not filled."""
        held = self.held(model)
        if not self.offered:
            return list(records)
        places = {self._key(record): place for place, record in enumerate(held)}
        filled = [one for one in records if one not in self.offered or one in held]
        return sorted(filled, key=lambda one: places.get(self._key(one), len(places)))

    def _named(self, records: list[Record]) -> tuple[Record, ...]:
        """Give an identifier to new records that have none."""
        if not self.new_id:
            return tuple(records)
        taken = {getattr(record, _ID) for record in records}
        free = (name for number in count(1) if (name := f"{self.new_id}{number}") not in taken)
        return tuple(
            record if getattr(record, _ID) else with_values(record, {_ID: next(free)}, {})
            for record in records
        )


def held_in_model(field: str) -> Held:
    """Return what gets a list of the model itself.

    Args:
        field: Name of the list.
    """

    def held(model: PracticeModel) -> tuple[Any, ...]:
        records: tuple[Any, ...] = getattr(model, field)
        return records

    return held


def put_into_model(field: str) -> Put:
    """Return what puts a list into the model itself.

    Args:
        field: Name of the list.
    """

    def put(model: PracticeModel, records: tuple[Any, ...]) -> PracticeModel:
        changes: dict[str, Any] = {field: records}
        return evolve(model, **changes)

    return put
