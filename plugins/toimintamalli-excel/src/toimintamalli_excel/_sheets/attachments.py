"""Attachments of the basic data and of the sections."""

from __future__ import annotations

from collections.abc import Iterator

from toimintamalli.model import Attachment, AttachmentKind, PracticeModel
from toimintamalli_excel._sheets._form import known_profile, section_label
from toimintamalli_excel._tables import Columns, Row, column, numbered_table
from toimintamalli_excel._words import Words
from toimintamalli_excel.workbook import TableSheet


def attachment_sheets(model: PracticeModel, words: Words) -> Iterator[TableSheet]:
    """Return all attachments with the place that each belongs to."""
    rows = list(_rows(model, words))
    if not rows:
        return
    of = Columns(Attachment, words)
    columns = (
        column(words["attachments.place"], 32),
        of.choice("kind", AttachmentKind, 16),
        of.text("title", 34),
        of.text("address", 40),
        of.text("summary", 50),
        of.text("alt_text", 34),
        of.text("caption", 34),
    )
    yield numbered_table("Attachments", columns, rows, words)


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
