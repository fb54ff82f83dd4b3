"""Sheets with one row for each field: where it is in the model, its name, and its value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from attrs import frozen

from toimintamalli.filling import TEXT, FieldForm, MissingValueError, made_of, with_values
from toimintamalli.model import PracticeModel, Record
from toimintamalli_excel._binding import BoundTable, NewRow, Proposal, SheetChanges
from toimintamalli_excel._tables import Row, column, identified_table, key_column, told_column
from toimintamalli_excel._words import Words
from toimintamalli_excel.workbook import ReadCell

_IN_LIST: Final = re.compile(r"\[\d+\]$")


@frozen(kw_only=True)
class FieldRow:
    """A field with a row of its own; a list has one for each of its values.

    Attributes:
        name: Name of the field.
        form: How its values stand in cells.
        is_list: Whether it holds a list.
        is_told: Whether it only tells something and is not read.
    """

    name: str
    form: FieldForm = TEXT
    is_list: bool = False
    is_told: bool = False


@frozen(kw_only=True)
class FieldGroup:
    """The fields of one record.

    Attributes:
        path: Place of the record in the model, with a dot at its end; empty for the model itself.
        record: Its class.
        rows: Its fields.
        held: Returns the record from a model; None where the model has none.
        put: Puts the record into a model.
    """

    path: str
    record: type[Record]
    rows: tuple[FieldRow, ...]
    held: Callable[[PracticeModel], Record | None]
    put: Callable[[PracticeModel, Any], PracticeModel]


@frozen
class _Place:
    """The field that a row of the sheet shows, and which of its values."""

    group: FieldGroup
    row: FieldRow
    number: int | None = None

    @property
    def path(self) -> str:
        name = f"{self.group.path}{self.row.name}"
        return name if self.number is None else f"{name}[{self.number}]"


@frozen(kw_only=True)
class FieldSheet:
    """A sheet of fields, the empty ones among them.

    Attributes:
        key: The key of the sheet's words, and the name of its table.
        groups: The records whose fields it shows, in order.
    """

    key: str
    groups: tuple[FieldGroup, ...]

    def is_wanted(self, model: PracticeModel) -> bool:
        """Return that every workbook has the sheet."""
        return True

    def bound(self, model: PracticeModel, words: Words) -> BoundTable:
        """Return the sheet of a model, bound to its fields."""
        value = column(words["fields.value"], 80)
        columns = (
            key_column(words["fields.path"], 30),
            told_column(words["fields.name"], 42),
            value,
        )
        rows = [_row(place, model, words) for place in self._places(model)]
        table = identified_table(self.key, columns, rows, words)
        return BoundTable(
            key=self.key, table=table, binding=self, headers=frozenset({value.header})
        )

    def proposed(
        self, model: PracticeModel, changes: SheetChanges, proposal: Proposal
    ) -> PracticeModel:
        """Return the model with the changes of the sheet."""
        sheet = proposal.words.sheet(self.key)
        values = _Values(model=model, sheet=sheet, proposal=proposal)
        places = list(self._places(model))
        for row, cells in changes.by_row():
            for cell in cells.values():
                values.change(places[row], cell)
        for row in changes.removed:
            values.remove(places[row])
        for added in changes.added:
            self._add(added, values)
        for group in self.groups:
            model = values.into(model, group)
        return model

    def _add(self, added: NewRow, values: _Values) -> None:
        """Take a new row for one more value of a list; other rows have no place in the model."""
        words = values.proposal.words
        key, value = (added.cells.get(words[name]) for name in ("fields.path", "fields.value"))
        if value is None:
            return
        path = "" if key is None else _IN_LIST.sub("", str(key.value))
        for group in self.groups:
            for row in group.rows:
                if row.is_list and f"{group.path}{row.name}" == path:
                    values.add(_Place(group, row), value)
                    return
        values.proposal.tell("EXCEL155", values.sheet, row=added.number, found=path or "–")

    def _places(self, model: PracticeModel) -> Iterator[_Place]:
        for group in self.groups:
            held = group.held(model)
            for row in group.rows:
                count = len(getattr(held, row.name)) if held and row.is_list else 0
                if count:
                    yield from (_Place(group, row, number) for number in range(count))
                else:
                    yield _Place(group, row)


def _row(place: _Place, model: PracticeModel, words: Words) -> Row:
    held, name = place.group.held(model), place.row.name
    value = getattr(held, name) if held else None
    if place.row.is_list:
        value = value[place.number] if value else None
    cell = None if value is None else place.row.form.shown(value, words.language)
    return (place.path, words.field(place.group.record, name), cell)


class _Values:
    """The values that a filled sheet gives to fields."""

    def __init__(self, *, model: PracticeModel, sheet: str, proposal: Proposal) -> None:
        self.model = model
        self.sheet = sheet
        self.proposal = proposal
        self._given: dict[str, dict[str, Any]] = {}
        self._cells: dict[str, list[ReadCell]] = {}

    def change(self, place: _Place, cell: ReadCell) -> None:
        """Take what stands in a cell that was there."""
        if place.row.is_told:
            self.proposal.pass_over(self.sheet, cell.place)
            return
        self._cells.setdefault(place.group.path, []).append(cell)
        held = place.group.held(self.model)
        before = getattr(held, place.row.name) if held else None
        if cell.value is None:
            value = None
        else:
            value = self._read(place, cell, before)
            if value is None:
                return
        if place.row.is_list:
            self._replace(place, value)
        else:
            self._of(place)[place.row.name] = value

    def add(self, place: _Place, cell: ReadCell) -> None:
        """Take one more value of a list."""
        value = self._read(place, cell, None)
        if value is not None:
            self._list(place).append(value)

    def remove(self, place: _Place) -> None:
        """Take away a value of a list whose row is gone."""
        if place.row.is_list and place.number is not None:
            self._list(place)[place.number] = None

    def into(self, model: PracticeModel, group: FieldGroup) -> PracticeModel:
        """Return the model with the values of one record."""
        values = self._given.get(group.path)
        if not values:
            return model
        held = group.held(model)
        given = {name: _without_gaps(value) for name, value in values.items()}
        try:
            record = (
                made_of(group.record, given, {}) if held is None else with_values(held, given, {})
            )
        except MissingValueError as missing:
            name = self.proposal.words.field(missing.record, missing.field)
            places = ", ".join(cell.place for cell in self._cells.get(group.path, ()))
            self.proposal.tell("EXCEL163", self.sheet, place=places, field=name)
            return model
        return group.put(model, record)

    def _read(self, place: _Place, cell: ReadCell, before: Any) -> Any:
        value = cell.value
        if value is None:
            return None
        return self.proposal.value(place.row.form, value, self.sheet, cell.place, before)

    def _replace(self, place: _Place, value: Any) -> None:
        values = self._list(place)
        if place.number is None:
            values.append(value)
        else:
            values[place.number] = value

    def _of(self, place: _Place) -> dict[str, Any]:
        return self._given.setdefault(place.group.path, {})

    def _list(self, place: _Place) -> list[Any]:
        held = place.group.held(self.model)
        before = getattr(held, place.row.name) if held else ()
        values: list[Any] = self._of(place).setdefault(place.row.name, list(before))
        return values


def _without_gaps(value: Any) -> Any:
    return tuple(one for one in value if one is not None) if isinstance(value, list) else value
