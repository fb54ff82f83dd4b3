"""Rows of a table that people fill: a record each, known again when the sheet comes back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final

import attrs
from attrs import frozen

from toimintamalli.diagnostics import Wording
from toimintamalli.filling import MissingValueError, made_of, with_values
from toimintamalli.model import Record
from toimintamalli.text import Language
from toimintamalli.worksheets import Question
from toimintamalli_pdf.sheets._marks import EMPTY, mark_of
from toimintamalli_pdf.sheets._places import Place
from toimintamalli_pdf.sheets._reading import Reading

__all__ = ["ID", "ProposedRows", "RecordRow", "RecordRows", "is_bare"]

ID: Final = "id"
"""Field that tells records apart, where they have identifiers."""

_MOST_ROWS: Final = 1_000


@frozen(kw_only=True)
class RecordRow:
    """A row of a table.

    Attributes:
        key: What tells the row apart in the names of its fields.
        record: The record of the model; None for a row that is still to be filled.
        question: The question of a row that is given.
    """

    key: str
    record: Record | None = None
    question: Question | None = None


@frozen(kw_only=True)
class ProposedRows:
    """What becomes of the records of a list.

    Attributes:
        kept: Those that the model had, with what was changed in them; emptied ones are gone.
        added: New ones, as yet without identifiers of their own.
    """

    kept: tuple[Record, ...]
    added: tuple[Record, ...]


def is_bare(record: Record, passed: Iterable[str]) -> bool:
    """Tell whether nothing is left of a record but some fields.

    Args:
        record: The record.
        passed: The fields that do not count.
    """
    uncounted = set(passed)
    return all(
        getattr(record, one.name) in ("", (), None, one.default)
        for one in attrs.fields(type(record))
        if one.name not in uncounted
    )


@frozen(kw_only=True)
class RecordRows:
    """The rows of a list of records.

    Attributes:
        record: Class of the records.
        start: What the names of their fields begin with, before the key of the row.
        places_of: Yields the fields of a row, each with what it is of the record.
        label_of: Returns what a row is called.
        language: Language of the document.
        key: Field of the records that tells rows apart, where rows are given.
    """

    record: type[Record]
    start: str
    places_of: Callable[[RecordRow], Iterable[tuple[str, Place]]]
    label_of: Callable[[RecordRow], Wording]
    language: Language
    key: str = ""

    def numbered(self, held: Sequence[Record], blank: int) -> tuple[RecordRow, ...]:
        """Return numbered rows: those of the model, and some to fill.

        Args:
            held: The records of the model.
            blank: How many rows there are to fill.
        """
        records = (*held, *(None for _ in range(blank)))
        return tuple(
            RecordRow(key=str(number), record=record) for number, record in enumerate(records, 1)
        )

    def returned(self, held: Sequence[Record], reading: Reading) -> tuple[RecordRow, ...]:
        """Return the numbered rows of a sheet that came back, each with its record of today.

        Args:
            held: The records that the model has now.
            reading: The document that came back.
        """
        keys = self._returned_keys(reading)
        if reading.marks is None:
            records = dict(zip(map(str, range(1, len(held) + 1)), held, strict=True))
            return tuple(RecordRow(key=key, record=records.get(key)) for key in keys)
        return tuple(self._found_again(keys, held, reading))

    def proposed(
        self, held: Sequence[Record], rows: Iterable[RecordRow], reading: Reading
    ) -> ProposedRows:
        """Return the records with what was filled in.

        A new row that says what the model has already, and no other row of the sheet shows, was
        read before, and adds nothing.

        Args:
            held: The records that the model has now.
            rows: The rows of the sheet, each with its record of today.
            reading: The document that came back.
        """
        records: list[Record | None] = list(held)
        unclaimed = list(held)
        new: list[tuple[RecordRow, Record]] = []
        for row in rows:
            if row.record in unclaimed:
                unclaimed.remove(row.record)
            if row.record is None:
                new += ((row, record) for record in self._made(row, reading))
            elif row.record in records:
                place = records.index(row.record)
                records[place] = self._changed(row, row.record, reading)
        kept = tuple(record for record in records if record is not None)
        return ProposedRows(kept=kept, added=tuple(self._unknown(new, unclaimed, reading)))

    # -- knowing again ------------------------------------------------------------------------

    def _returned_keys(self, reading: Reading) -> list[str]:
        pattern = re.compile(rf"{re.escape(self.start)}([1-9][0-9]{{0,3}})_.+")
        found = {int(match[1]) for name in reading.texts if (match := pattern.fullmatch(name))}
        return [str(number) for number in sorted(found) if number <= _MOST_ROWS]

    def _found_again(
        self, keys: Sequence[str], held: Sequence[Record], reading: Reading
    ) -> Iterator[RecordRow]:
        """Yield the rows with the records that they were made from, known again by their marks."""
        waiting = list(enumerate(held, 1))
        found: dict[str, Record] = {}
        signs = {key: self._marks(RecordRow(key=key), reading) for key in keys}
        for is_whole in (True, False):
            for key in (key for key in keys if any(signs[key].values()) and key not in found):
                likeness = partial(self._likeness, key, signs[key])
                near = max(waiting, key=likeness, default=None)
                fewest = len(signs[key]) if is_whole else 1
                if near is not None and likeness(near)[0] >= fewest:
                    waiting.remove(near)
                    found[key] = near[1]
        for key in keys:
            yield RecordRow(key=key, record=found.get(key))

    def _marks(self, row: RecordRow, reading: Reading) -> dict[str, str]:
        return {name: reading.mark(place.name) for name, place in self.places_of(row)}

    def _likeness(
        self, key: str, marks: Mapping[str, str], numbered: tuple[int, Record]
    ) -> tuple[int, bool]:
        """Return how many filled fields of a record are as they were, and whether its place is."""
        number, record = numbered
        places = self.places_of(RecordRow(key=key, record=record))
        now = {name: mark_of(place.text(self.language)) for name, place in places}
        if now == marks:
            return len(marks), str(number) == key
        alike = sum(mark != EMPTY and now[name] == mark for name, mark in marks.items())
        return min(alike, len(marks) - 1), str(number) == key

    # -- records ------------------------------------------------------------------------------

    def _made(self, row: RecordRow, reading: Reading) -> list[Record]:
        """Return the record of a row that the model does not have; none of a blank row."""
        values = reading.new_values(self.places_of(row))
        if not values:
            return []
        if any(self._marks(row, reading).values()):
            reading.tell("PDF136", place=self.label_of(row))
        if row.question:
            values[self.key] = row.question.key
        try:
            return [made_of(self.record, values, {})]
        except MissingValueError as missing:
            reading.tell_missing(self.label_of(row), missing.record, missing.field)
            return []

    def _changed(self, row: RecordRow, record: Record, reading: Reading) -> Record | None:
        values = reading.values(self.places_of(row))
        is_emptied = all(value is None for value in values.values())
        if values and is_emptied and is_bare(record, {*values, self.key, ID}):
            return None
        try:
            return with_values(record, values, {})
        except MissingValueError as missing:
            reading.tell_missing(self.label_of(row), missing.record, missing.field)
            return record

    def _unknown(
        self,
        new: Iterable[tuple[RecordRow, Record]],
        unclaimed: Sequence[Record],
        reading: Reading,
    ) -> Iterator[Record]:
        """Yield the new records that the model does not have yet; tell of the others."""
        known = list(map(self._unnamed, unclaimed))
        again: list[Wording] = []
        for row, record in new:
            if self._unnamed(record) in known:
                known.remove(self._unnamed(record))
                again.append(self.label_of(row))
            else:
                yield record
        if again:
            reading.tell("PDF130", found=tuple(again))

    def _unnamed(self, record: Record) -> Record:
        """Return a record without what the library made up for it."""
        has_id = ID in attrs.fields_dict(self.record)
        return with_values(record, {ID: ""}, {}) if has_id else record
