"""Attachments of the basic data and of the sections."""

from __future__ import annotations

from collections.abc import Iterator

from toimintamalli.analysis.form_places import known_profile, section_label
from toimintamalli.model import Attachment, PracticeModel
from toimintamalli_excel._binding import SheetPlan
from toimintamalli_excel._tables import Row, column
from toimintamalli_excel._told import ToldSheet
from toimintamalli_excel._words import Words


def attachments_sheet(words: Words) -> SheetPlan:
    """Return all attachments with the place that each belongs to."""

    def header(field: str) -> str:
        return words.field(Attachment, field)

    return ToldSheet(
        key="Attachments",
        columns=(
            column(words["attachments.place"], 32),
            column(header("kind"), 16),
            column(header("title"), 34),
            column(header("address"), 40),
            column(header("summary"), 50),
            column(header("alt_text"), 34),
            column(header("caption"), 34),
        ),
        rows=lambda model: _rows(model, words),
    )


def _rows(model: PracticeModel, words: Words) -> Iterator[Row]:
    for attachment in model.basics.attachments:
        yield _row(words.sheet("Basics"), attachment, words)
    profile = known_profile(model.form)
    for section in model.form.sections:
        for attachment in section.attachments:
            yield _row(section_label(section, profile), attachment, words)


def _row(place: str, attachment: Attachment, words: Words) -> Row:
    return (
        place,
        words.value(attachment.kind),
        attachment.title,
        attachment.address,
        attachment.summary,
        attachment.alt_text,
        attachment.caption,
    )
