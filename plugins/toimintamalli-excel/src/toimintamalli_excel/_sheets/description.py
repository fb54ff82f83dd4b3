"""The description: a row for each field of the form, then everything else that was written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any, Final

from attrs import evolve, frozen

from toimintamalli.analysis.form_places import (
    FormPlace,
    field_label,
    form_places,
    known_profile,
    with_texts,
)
from toimintamalli.filling import RichTextForm, as_text
from toimintamalli.model import Form, PracticeModel, RichText, Section, UnplacedText
from toimintamalli_excel._binding import BoundTable, NewRow, Proposal, SheetChanges
from toimintamalli_excel._tables import Row, column, identified_table, key_column, told_column
from toimintamalli_excel._words import Words
from toimintamalli_excel.workbook import Column, ColumnKind, ReadCell

_FORM: Final = RichTextForm()
_UNPLACED: Final = "unplaced-"


@frozen(kw_only=True)
class _Part:
    """One row before it is written.

    Attributes:
        id: What tells it apart from the other rows.
        label: Label of the field, heading, or both.
        kind: What kind of row it is.
        text: The text.
        place: Place of the form; None for text that found no field.
    """

    id: str
    label: str
    kind: str
    text: RichText
    place: FormPlace | None = None


@frozen
class DescriptionSheet:
    """Fields in form order also where they are empty, then the rest.

    Attributes:
        key: The key of the sheet's words, and the name of its table.
    """

    key: str = "Description"

    def is_wanted(self, model: PracticeModel) -> bool:
        """Return that every workbook has the sheet."""
        return True

    def bound(self, model: PracticeModel, words: Words) -> BoundTable:
        """Return the sheet of a model, bound to its form."""
        rows = [_row(part, words) for part in _parts(model.form, words)]
        table = identified_table(self.key, _columns(words), rows, words)
        headers = frozenset({_text_header(words)})
        return BoundTable(key=self.key, table=table, binding=self, headers=headers)

    def proposed(
        self, model: PracticeModel, changes: SheetChanges, proposal: Proposal
    ) -> PracticeModel:
        """Return the model with the changes of the sheet."""
        parts = list(_parts(model.form, proposal.words))
        sheet = proposal.words.sheet(self.key)
        texts: list[tuple[FormPlace, RichText | None]] = []
        for row, cells in changes.by_row():
            cell = cells[_text_header(proposal.words)]
            place = parts[row].place
            if place is None:
                proposal.pass_over(sheet, cell.place)
            else:
                texts.append((place, _text(cell)))
        removed = (parts[row].place for row in changes.removed)
        texts += ((place, None) for place in removed if place is not None)
        new = [
            section
            for added in changes.added
            if (section := _added(added, sheet, proposal)) is not None
        ]
        return evolve(model, form=with_texts(model.form, texts, new))


def _text_header(words: Words) -> str:
    return words.field(Section, "text")


# -- reading ----------------------------------------------------------------------------------


def _text(cell: ReadCell) -> RichText:
    return RichText() if cell.value is None else RichText.parse(as_text(cell.value))


def _added(added: NewRow, sheet: str, proposal: Proposal) -> Section | None:
    """Return the section of a new row: text under a heading of its own."""
    words = proposal.words
    cells: Mapping[str, Any] = added.cells
    text, label = cells.get(_text_header(words)), cells.get(words["description.label"])
    if text is None:
        return None
    key = cells.get(words["description.id"])
    identifier = "" if key is None else as_text(key.value)
    if label is None or identifier.startswith(_UNPLACED):
        proposal.tell("EXCEL155", sheet, row=added.number, found=identifier or "–")
        return None
    return Section(heading=as_text(label.value), text=_text(text))


# -- showing ----------------------------------------------------------------------------------


def _columns(words: Words) -> tuple[Column, ...]:
    return (
        key_column(words["description.id"], 20),
        told_column(words["description.label"], 26),
        told_column(words["description.required"], 11),
        column(_text_header(words), 80),
        told_column(words["description.guidance"], 34),
        told_column(words["description.kind"], 16),
        told_column(words["description.length"], 12, ColumnKind.INTEGER),
        told_column(words["description.origin"], 16),
        key_column(words.field(Section, "generated"), 14),
    )


def _row(part: _Part, words: Words) -> Row:
    field = part.place.field if part.place else None
    generated = part.place.section.generated if part.place else None
    return (
        part.id,
        part.label,
        words.yes_or_no(field.required) if field else None,
        _FORM.shown(part.text, words.language),
        field.guidance.get(words.language) if field else None,
        part.kind,
        len(part.text.plain),
        _origin(generated, words),
        generated,
    )


def _origin(generated: str | None, words: Words) -> str | None:
    """Return who wrote the text first, where that is known: people may have edited it since."""
    return None if generated is None else words["description.generated"]


def _parts(form: Form, words: Words) -> Iterator[_Part]:
    own = count(1)
    for place in form_places(form):
        yield _Part(
            id=_identifier(place, own),
            label=place.label,
            kind=words[_kind(place)],
            text=place.section.text,
            place=place,
        )
    yield from _unplaced_parts(form, words)


def _identifier(place: FormPlace, own: Iterator[int]) -> str:
    if place.field is None:
        return f"own-{next(own)}"
    return place.field.id if place.number == 1 else f"{place.field.id}-{place.number}"


def _kind(place: FormPlace) -> str:
    if place.field:
        return "description.form_field"
    return "description.unknown_field" if place.section.field else "description.own_heading"


def _unplaced_parts(form: Form, words: Words) -> Iterator[_Part]:
    name = words.record(UnplacedText)
    profile = known_profile(form)
    for number, unplaced in enumerate(form.unplaced, 1):
        yield _Part(
            id=f"{_UNPLACED}{number}",
            label=field_label(unplaced.field, profile) if unplaced.field else "",
            kind=f"{name}: {words.value(unplaced.reason)}",
            text=unplaced.text,
        )
