"""Fields of one record of the model, each with its name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import field, frozen

from toimintamalli.diagnostics import Wording
from toimintamalli.filling import MissingValueError, form_of, made_of, with_values
from toimintamalli.model import PracticeModel, Record
from toimintamalli.vocabulary import FieldTitle, field_description
from toimintamalli.worksheets import ModelPath, WorksheetField, WorksheetPart, model_path
from toimintamalli_pdf.layout import Area, Entries, Entry, Part, TextBox
from toimintamalli_pdf.sheets._places import Place, SheetContext, fillable
from toimintamalli_pdf.sheets._reading import Reading
from toimintamalli_pdf.sheets._said import introduction

__all__ = ["FieldsPart", "asked_field", "drawn_fields"]


def asked_field(record: type[Record], asked: WorksheetField) -> tuple[Wording, Wording]:
    """Return name and hint of a field that is asked.

    Args:
        record: Class of the record.
        asked: What the worksheet says of the field.
    """
    name = asked.name or FieldTitle(record, asked.field)
    return name, asked.hint or field_description(record, asked.field)


def drawn_fields(places: Iterator[Place], context: SheetContext) -> Iterator[Part]:
    """Yield fields of several lines one below the other, and runs of short ones side by side.

    Args:
        places: The fields.
        context: What the sheet is made of.
    """
    short: list[Entry] = []
    for place in places:
        box = fillable(place, context)
        label = (place.caption or place.label).get(context.language)
        if not isinstance(box, TextBox) or box.lines == 1:
            short.append(Entry(label=label, box=box))
            continue
        if short:
            yield Entries(entries=tuple(short))
            short = []
        hint = place.hint.get(context.language) if place.hint else ""
        yield Area(label=label, hint=hint, box=box)
    if short:
        yield Entries(entries=tuple(short))


@frozen
class FieldsPart:
    """Fields of one record.

    Attributes:
        part: The part of the worksheet.
        context: What the sheet is made of.
        path: Where in the model the record stands.
    """

    part: WorksheetPart
    context: SheetContext
    path: ModelPath = field(init=False)

    @path.default
    def _path(self) -> ModelPath:
        return model_path(self.part.record)

    def parts(self) -> Iterator[Part]:
        """Yield what is drawn."""
        yield from introduction(self.part, self.context)
        yield from drawn_fields(self.places(), self.context)

    def places(self) -> Iterator[Place]:
        """Yield the fields."""
        model = None if self.context.shown.is_empty else self.context.model
        for asked in self.part.fields:
            yield self._place(asked, model)

    def proposed(self, model: PracticeModel, reading: Reading) -> PracticeModel:
        """Return the model with what was filled in."""
        values = reading.values(
            (asked.field, self._place(asked, model)) for asked in self.part.fields
        )
        if not values:
            return model
        record, held = self.path.record, self.path.value(model)
        try:
            changed = with_values(held, values, {}) if held else made_of(record, values, {})
        except MissingValueError as missing:
            reading.tell_missing(FieldTitle(record, missing.field), missing.record, missing.field)
            return model
        return self.path.with_value(model, changed)

    def _place(self, asked: WorksheetField, model: PracticeModel | None) -> Place:
        """Return a field with what a model holds; an empty one without a model."""
        record = self.path.record
        name, hint = asked_field(record, asked)
        held = None if model is None else self.path.value(model)
        value: Any = None if held is None else getattr(held, asked.field)
        return Place(
            name=self.context.name(self.part.id, asked.field),
            label=name,
            form=form_of(record, asked.field),
            value=value,
            hint=hint,
            lines=asked.lines,
        )
