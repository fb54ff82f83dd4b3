"""The description: a row for each field of the form, then everything else that was written."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from toimintamalli.model import Form, RichText, Section, UnplacedText
from toimintamalli.vocabulary import FormField, FormProfile
from toimintamalli_excel._sheets._form import (
    field_label,
    known_profile,
    section_label,
)
from toimintamalli_excel._tables import Row, column, identified_table, key_column, told_column
from toimintamalli_excel._words import Words
from toimintamalli_excel.workbook import Column, ColumnKind, TableSheet


@frozen(kw_only=True)
class _Part:
    """One row before it is written."""

    id: str
    label: str
    kind: str
    text: RichText
    field: FormField | None = None
    generated: str | None = None


def description_sheet(form: Form, words: Words) -> TableSheet:
    """Return the description: fields in form order also where they are empty, then the rest."""
    profile = known_profile(form)
    parts = (
        *(_field_parts(form, profile, words) if profile else ()),
        *_other_parts(form, profile, words),
        *_unplaced_parts(form, profile, words),
    )
    rows = [_row(part, words) for part in parts]
    return identified_table("Description", _columns(words), rows, words)


def _columns(words: Words) -> tuple[Column, ...]:
    return (
        key_column(words["description.id"], 22),
        told_column(words["description.label"], 30),
        told_column(words["description.required"], 11),
        column(words.field(Section, "text"), 90),
        told_column(words["description.guidance"], 40),
        told_column(words["description.kind"], 20),
        told_column(words["description.length"], 12, ColumnKind.INTEGER),
        told_column(words["description.origin"], 20),
        key_column(words.field(Section, "generated"), 14),
    )


def _row(part: _Part, words: Words) -> Row:
    text = part.text.plain
    return (
        part.id,
        part.label,
        words.yes_or_no(part.field.required) if part.field else None,
        text,
        part.field.guidance.get(words.language) if part.field else None,
        part.kind,
        len(text),
        _origin(part.generated, words),
        part.generated,
    )


def _origin(generated: str | None, words: Words) -> str | None:
    """Return who wrote the text first, where that is known: people may have edited it since."""
    return None if generated is None else words["description.generated"]


def _field_parts(form: Form, profile: FormProfile, words: Words) -> Iterator[_Part]:
    for field in profile.fields:
        written = [section for section in form.sections if section.field == field.id]
        if not written:
            written = [Section(field=field.id)]
        for number, section in enumerate(written, 1):
            yield _Part(
                id=field.id if number == 1 else f"{field.id}-{number}",
                label=section_label(section, profile),
                kind=words["description.form_field"],
                text=section.text,
                field=field,
                generated=section.generated,
            )


def _other_parts(form: Form, profile: FormProfile | None, words: Words) -> Iterator[_Part]:
    known = {field.id for field in profile.fields} if profile else set()
    others = [section for section in form.sections if section.field not in known]
    for number, section in enumerate(others, 1):
        kind = "description.unknown_field" if section.field else "description.own_heading"
        yield _Part(
            id=f"own-{number}",
            label=section_label(section, profile),
            kind=words[kind],
            text=section.text,
            generated=section.generated,
        )


def _unplaced_parts(form: Form, profile: FormProfile | None, words: Words) -> Iterator[_Part]:
    name = words.record(UnplacedText)
    for number, unplaced in enumerate(form.unplaced, 1):
        yield _Part(
            id=f"unplaced-{number}",
            label=field_label(unplaced.field, profile) if unplaced.field else "",
            kind=f"{name}: {words.value(unplaced.reason)}",
            text=unplaced.text,
        )
