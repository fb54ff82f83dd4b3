"""A document that came back: which worksheets it holds, and the values of its fields by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from attrs import define, field, frozen

from toimintamalli.audience import Audience
from toimintamalli.diagnostics import Diagnostic
from toimintamalli.errors import ToimintamalliError
from toimintamalli.model import PracticeModel
from toimintamalli.text import Language
from toimintamalli.worksheets import Worksheet, get_worksheet, list_worksheets
from toimintamalli.written import shown
from toimintamalli_pdf._document import ReadDocument, ReadField
from toimintamalli_pdf._findings import finding
from toimintamalli_pdf._identity import (
    SheetIdentity,
    identity_from,
    identity_of,
    told_worksheets,
)
from toimintamalli_pdf._languages import LANGUAGE_TAGS
from toimintamalli_pdf._recognise import unreadable
from toimintamalli_pdf.sheets import MARKS_PROPERTY, Shown, marks_from
from toimintamalli_pdf.tagging import writable_text

__all__ = ["MOST_SHOWN", "ReturnedSheets", "require_same_model", "returned_sheets"]

MOST_SHOWN: Final = 10
"""How many names a finding lists."""


@frozen(kw_only=True)
class ReturnedSheets:
    """Worksheets of ours that came back in one document.

    Attributes:
        worksheets: The worksheets, as they are today.
        identity: Which model the document was made of, and for whom.
        shown: Which parts of the model its fields showed.
        marks: Marks of the fields as they were made; None where the document has none.
        language: Language of its words.
        values: The different values that each field has, by its name of today; None for what is no
            text.
        findings: What is to be told of its worksheets.
    """

    worksheets: tuple[Worksheet, ...]
    identity: SheetIdentity
    shown: Shown
    marks: Mapping[str, str] | None
    language: Language
    values: Mapping[str, tuple[str | None, ...]]
    findings: tuple[Diagnostic, ...]


def returned_sheets(document: ReadDocument) -> ReturnedSheets:
    """Return the worksheets of a document, with the values of its fields.

    Args:
        document: The file as read.

    Raises:
        ReadError: The file holds no worksheet that is known, none of a version that is known, or
            was made for others than those who write the model.
    """
    if not document.fields:
        raise unreadable("PDF108" if document.has_text else "PDF109")
    reading = _Worksheets()
    found = list(reading.known(document))
    if not found:
        listed = tuple(shown(one.name) or "–" for one in document.fields[:MOST_SHOWN])
        raise unreadable("PDF110", found=listed)
    properties = document.properties
    identity, showing = identity_from(properties), Shown.told_by(properties)
    marks = marks_from(properties.get(MARKS_PROPERTY, ""))
    is_filled = bool(marks or showing.placements)
    if is_filled and identity.audience not in ("", Audience.INTERNAL.value):
        raise unreadable("PDF114", audience=shown(identity.audience))
    renamed = {name: new for sheet, version in found for name, new in _renamed(sheet, version)}
    return ReturnedSheets(
        worksheets=tuple(sheet for sheet, _ in found),
        identity=identity,
        shown=showing,
        marks=None if marks is None else {renamed.get(n, n): mark for n, mark in marks.items()},
        language=_language(document.language),
        values=_values(document.fields, renamed),
        findings=tuple(reading.findings),
    )


def require_same_model(identity: SheetIdentity, model: PracticeModel) -> None:
    """Pass a document of a model: known by its identifier, else by its title.

    Args:
        identity: What the document tells.
        model: The model.

    Raises:
        ReadError: The document was made of another model, or does not tell of which.
    """
    own = identity_of(model, Audience.INTERNAL)
    is_identified = bool(identity.model and own.model)
    found, expected = (identity.model, own.model) if is_identified else (identity.title, own.title)
    if not identity.state or found != writable_text(expected):
        raise unreadable("PDF113", found=shown(found) or "–", expected=shown(expected) or "–")


def _language(tag: str) -> Language:
    return next((one for one, known in LANGUAGE_TAGS.items() if known == tag), Language.FINNISH)


def _renamed(worksheet: Worksheet, version: str) -> Iterator[tuple[str, str]]:
    """Yield the names of fields that an earlier version had, with those of today.

    A field that today's worksheet lacks gets a name that no field has, so that its answer is told.
    """
    for earlier in worksheet.earlier:
        if earlier.version == version:
            for one in earlier.fields:
                new = one.new or f"{one.old} ({version})"
                yield f"{worksheet.prefix}_{one.old}", f"{worksheet.prefix}_{new}"


@define
class _Worksheets:
    """The worksheets of one document while they are recognised."""

    findings: list[Diagnostic] = field(factory=list)

    def known(self, document: ReadDocument) -> Iterator[tuple[Worksheet, str]]:
        """Yield the worksheets that the document holds, each with its version; tell of others."""
        told = told_worksheets(document.properties) or tuple(_recognised(document.fields))
        refused: list[Exception] = []
        is_any_known = False
        for name, version in told:
            worksheet = _worksheet(name)
            if worksheet is None:
                self.findings.append(finding("PDF142", found=shown(name)))
            elif not _has_fields(worksheet, document.fields):
                continue
            else:
                try:
                    self._require_known(worksheet, version)
                except ToimintamalliError as error:
                    refused.append(error)
                else:
                    is_any_known = True
                    yield worksheet, version
        if refused and not is_any_known:
            raise refused[0]

    def _require_known(self, worksheet: Worksheet, version: str) -> None:
        """Pass a version that can be read; tell of one that is not of today."""
        if version in ("", worksheet.version):
            return
        if any(version == earlier.version for earlier in worksheet.earlier):
            told = finding("PDF129", found=shown(version), known=worksheet.version)
            self.findings.append(told)
            return
        is_newer = (
            version.isdecimal()
            and worksheet.version.isdecimal()
            and int(version[:9]) > int(worksheet.version)
        )
        code = "PDF111" if is_newer else "PDF112"
        raise unreadable(code, found=shown(version) or "–", known=worksheet.version)


def _values(
    fields: Sequence[ReadField], renamed: Mapping[str, str]
) -> dict[str, tuple[str | None, ...]]:
    """Return the different values of each field, by its name of today."""
    values: dict[str, list[str | None]] = {}
    for one in fields:
        found = values.setdefault(renamed.get(one.name, one.name), [])
        if one.value not in found:
            found.append(one.value)
    return {name: tuple(found) for name, found in values.items()}


def _worksheet(name: str) -> Worksheet | None:
    """Return the worksheet of an identifier, or of a prefix, as older documents tell it."""
    try:
        return get_worksheet(name)
    except ToimintamalliError:
        known = (row.worksheet for row in list_worksheets())
        return next((one for one in known if one and one.prefix == name), None)


def _recognised(fields: Sequence[ReadField]) -> Iterator[tuple[str, str]]:
    """Yield the worksheets whose fields a document has that lost what it tells of itself."""
    for row in list_worksheets():
        if row.worksheet and _has_fields(row.worksheet, fields):
            yield row.worksheet.id, ""


def _has_fields(worksheet: Worksheet, fields: Iterable[ReadField]) -> bool:
    return any(one.name.startswith(f"{worksheet.prefix}_") for one in fields)
