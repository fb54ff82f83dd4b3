"""The description: a row for each field of the form, then everything else that was written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import evolve, frozen

from toimintamalli.filling import RichTextForm, as_text
from toimintamalli.model import Form, PracticeModel, RichText, Section, UnplacedText
from toimintamalli.vocabulary import FormField, FormProfile
from toimintamalli_excel._binding import BoundTable, NewRow, Proposal, SheetChanges
from toimintamalli_excel._sheets._form import field_label, known_profile, section_label
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
        field: The field of the form, where the form has it.
        section: Place of the section in the form; None for a field that is not filled, and for
            text that found no field.
        is_unplaced: Whether it is text that found no field.
    """

    id: str
    label: str
    kind: str
    text: RichText
    field: FormField | None = None
    section: int | None = None
    generated: str | None = None
    is_unplaced: bool = False


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
        sections: dict[int, Section | None] = dict(enumerate(model.form.sections))
        new: list[Section] = []
        for row, cells in changes.by_row():
            cell = cells[_text_header(proposal.words)]
            if parts[row].is_unplaced:
                proposal.pass_over(sheet, cell.place)
            else:
                _take(parts[row], _text(cell), sections, new)
        for row in changes.removed:
            if (place := parts[row].section) is not None:
                sections[place] = None
        new += (
            section
            for added in changes.added
            if (section := _added(added, sheet, proposal)) is not None
        )
        kept = [section for section in sections.values() if section is not None]
        in_order = _in_order(kept, new, known_profile(model.form))
        return evolve(model, form=evolve(model.form, sections=in_order))


def _text_header(words: Words) -> str:
    return words.field(Section, "text")


# -- reading ----------------------------------------------------------------------------------


def _text(cell: ReadCell) -> RichText:
    return RichText() if cell.value is None else RichText.parse(as_text(cell.value))


def _take(
    part: _Part, text: RichText, sections: dict[int, Section | None], new: list[Section]
) -> None:
    """Put the text of a changed row into its section; a field that was empty gets a section."""
    section = None if part.section is None else sections[part.section]
    if section is not None and part.section is not None:
        emptied = evolve(section, text=text, generated=section.generated if text else None)
        is_empty = not text and emptied == Section(field=section.field, heading=section.heading)
        sections[part.section] = None if is_empty else emptied
    elif part.field is not None and text:
        new.append(Section(field=part.field.id, text=text))


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


def _in_order(
    sections: list[Section], new: list[Section], profile: FormProfile | None
) -> tuple[Section, ...]:
    """Put new sections of fields before the first section that comes later on the form."""
    places = {field.id: place for place, field in enumerate(profile.fields)} if profile else {}
    last = len(places)
    ordered = list(sections)
    for section in new:
        place = places.get(section.field or "", last)
        later = (
            index
            for index, other in enumerate(ordered)
            if places.get(other.field or "", last) > place
        )
        ordered.insert(next(later, len(ordered)), section)
    return tuple(ordered)


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
    return (
        part.id,
        part.label,
        words.yes_or_no(part.field.required) if part.field else None,
        _FORM.shown(part.text, words.language),
        part.field.guidance.get(words.language) if part.field else None,
        part.kind,
        len(part.text.plain),
        _origin(part.generated, words),
        part.generated,
    )


def _origin(generated: str | None, words: Words) -> str | None:
    """Return who wrote the text first, where that is known: people may have edited it since."""
    return None if generated is None else words["description.generated"]


def _parts(form: Form, words: Words) -> Iterator[_Part]:
    profile = known_profile(form)
    if profile:
        yield from _field_parts(form, profile, words)
    yield from _other_parts(form, profile, words)
    yield from _unplaced_parts(form, profile, words)


def _field_parts(form: Form, profile: FormProfile, words: Words) -> Iterator[_Part]:
    for field in profile.fields:
        written: list[tuple[int | None, Section]] = [
            (place, section)
            for place, section in enumerate(form.sections)
            if section.field == field.id
        ]
        for number, (place, section) in enumerate(written or [(None, Section(field=field.id))], 1):
            yield _Part(
                id=field.id if number == 1 else f"{field.id}-{number}",
                label=section_label(section, profile),
                kind=words["description.form_field"],
                text=section.text,
                field=field,
                section=place,
                generated=section.generated,
            )


def _other_parts(form: Form, profile: FormProfile | None, words: Words) -> Iterator[_Part]:
    known = {field.id for field in profile.fields} if profile else set()
    others = [
        (place, section)
        for place, section in enumerate(form.sections)
        if section.field not in known
    ]
    for number, (place, section) in enumerate(others, 1):
        kind = "description.unknown_field" if section.field else "description.own_heading"
        yield _Part(
            id=f"own-{number}",
            label=section_label(section, profile),
            kind=words[kind],
            text=section.text,
            section=place,
            generated=section.generated,
        )


def _unplaced_parts(form: Form, profile: FormProfile | None, words: Words) -> Iterator[_Part]:
    name = words.record(UnplacedText)
    for number, unplaced in enumerate(form.unplaced, 1):
        yield _Part(
            id=f"{_UNPLACED}{number}",
            label=field_label(unplaced.field, profile) if unplaced.field else "",
            kind=f"{name}: {words.value(unplaced.reason)}",
            text=unplaced.text,
            is_unplaced=True,
        )
