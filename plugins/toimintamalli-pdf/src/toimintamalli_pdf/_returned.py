"""A sheet that came back: whether it is ours, and the texts of its fields by where they belong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import define, field, frozen

from toimintamalli.audience import Audience
from toimintamalli.diagnostics import Diagnostic, Wording
from toimintamalli.model import PracticeModel
from toimintamalli.text import Language, LocalizedText
from toimintamalli.vocabulary import Term, WorksheetDefinition
from toimintamalli.written import shown
from toimintamalli_pdf._document import ReadDocument
from toimintamalli_pdf._findings import finding
from toimintamalli_pdf._grid import WORKSHEET_ID_PROPERTY, WORKSHEET_VERSION_PROPERTY
from toimintamalli_pdf._identity import (
    ENTRY_DATE,
    ENTRY_SOURCE,
    SheetIdentity,
    identity_from,
    identity_of,
)
from toimintamalli_pdf._recognise import unreadable
from toimintamalli_pdf._versions import versions_of
from toimintamalli_pdf._worksheet import LANGUAGE_TAGS
from toimintamalli_pdf.tagging import writable_text

__all__ = [
    "Place",
    "ReturnedSheet",
    "place_name",
    "places_of",
    "require_same_model",
    "returned_sheet",
]

Place = tuple[str, ...]
"""Identifiers of a row and a column, or of an entry above the grid."""

_PACKAGE: Final = "toimintamalli_pdf"
_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
_LONGEST_VALUE: Final = 100_000
_MOST_SHOWN: Final = 10


@frozen(kw_only=True)
class ReturnedSheet:
    """A sheet of ours that came back.

    Attributes:
        identity: Which model it was made of, and what its fields showed.
        language: Language of its words.
        texts: Text of every field that could be read; empty for an empty one.
        findings: What is to be told of its fields.
    """

    identity: SheetIdentity
    language: Language
    texts: Mapping[Place, str]
    findings: tuple[Diagnostic, ...]


def places_of(definition: WorksheetDefinition) -> dict[str, Place]:
    """Return the places of a worksheet by the names of their fields, in reading order.

    Args:
        definition: Rows and columns of the worksheet.
    """
    places: list[Place] = [(ENTRY_SOURCE,), (ENTRY_DATE,)]
    places += [(row.id, column.id) for row in definition.rows for column in definition.columns]
    return {"_".join((definition.id, *place)): place for place in places}


def place_name(definition: WorksheetDefinition, place: Place) -> Wording:
    """Return what a place of a worksheet is called.

    Args:
        definition: Rows and columns of the worksheet.
        place: The place.
    """
    if len(place) == 1:
        return Term(_PACKAGE, f"entry.{place[0]}.name")
    row = next(row.name for row in definition.rows if row.id == place[0])
    column = next(column.name for column in definition.columns if column.id == place[1])
    return LocalizedText(
        fi=f"{row.fi}, {column.fi}", sv=f"{row.sv}, {column.sv}", en=f"{row.en}, {column.en}"
    )


def returned_sheet(document: ReadDocument, definition: WorksheetDefinition) -> ReturnedSheet:
    """Return the texts of a sheet, each with its place.

    Args:
        document: The file as read.
        definition: The worksheet of today.

    Raises:
        ReadError: The file is no filled sheet of the worksheet, of a version that is not known,
            or was made for others than those who write the model.
    """
    if not document.fields:
        raise unreadable("PDF108" if document.has_text else "PDF109")
    told = document.properties.get(WORKSHEET_ID_PROPERTY, definition.id)
    version = document.properties.get(WORKSHEET_VERSION_PROPERTY, definition.version)
    names = _names(definition, version) if told == definition.id else {}
    if not any(one.name in names for one in document.fields):
        listed = tuple(shown(one.name) or "–" for one in document.fields[:_MOST_SHOWN])
        raise unreadable("PDF110", found=listed)
    identity = identity_from(document.properties)
    if identity.shown and identity.audience not in ("", Audience.INTERNAL.value):
        raise unreadable("PDF114", audience=shown(identity.audience))
    reading = _Reading(definition, names)
    if version != definition.version:
        reading.findings.append(finding("PDF129", found=shown(version), known=definition.version))
    return ReturnedSheet(
        identity=identity,
        language=_language(document.language),
        texts=reading.texts(document),
        findings=tuple(reading.findings),
    )


def require_same_model(identity: SheetIdentity, model: PracticeModel) -> None:
    """Pass a sheet of a model: known by its identifier, else by its title.

    Args:
        identity: What the sheet tells.
        model: The model.

    Raises:
        ReadError: The sheet was made of another model, or does not tell of which.
    """
    own = identity_of(model, (), Audience.INTERNAL)
    is_identified = bool(identity.model and own.model)
    found, expected = (identity.model, own.model) if is_identified else (identity.title, own.title)
    if not identity.state or found != writable_text(expected):
        raise unreadable("PDF113", found=shown(found) or "–", expected=shown(expected) or "–")


def _names(definition: WorksheetDefinition, version: str) -> dict[str, Place | None]:
    """Return the place of every field of a version; None for one that is gone today."""
    versions = versions_of(definition.id)
    if version not in versions:
        is_newer = version.isdecimal() and int(version[:9]) > int(definition.version)
        code = "PDF111" if is_newer else "PDF112"
        raise unreadable(code, found=shown(version) or "–", known=definition.version)
    places = places_of(definition)
    renamed = versions[version]
    taken = set(renamed.values())
    names: dict[str, Place | None] = {n: p for n, p in places.items() if n not in taken}
    return names | {old: places.get(new) for old, new in renamed.items()}


def _language(tag: str) -> Language:
    return next((one for one, known in LANGUAGE_TAGS.items() if known == tag), Language.FINNISH)


@define
class _Reading:
    """The fields of one file while they are read."""

    definition: WorksheetDefinition
    names: Mapping[str, Place | None]
    findings: list[Diagnostic] = field(factory=list)

    def texts(self, document: ReadDocument) -> dict[Place, str]:
        """Return the texts that can be read; tell of those that cannot."""
        values = self._values(document)
        read = {place: self._text(place, found) for place, found in values.items()}
        missing = [
            place_name(self.definition, place)
            for place in places_of(self.definition).values()
            if place not in read and place in self.names.values()
        ]
        if missing:
            self.findings.append(finding("PDF120", places=_listed(missing)))
        return {place: text for place, text in read.items() if text is not None}

    def _values(self, document: ReadDocument) -> dict[Place, list[str | None]]:
        """Return the different values of each place."""
        values: dict[Place, list[str | None]] = {}
        strangers: list[str] = []
        for one in document.fields:
            place = self.names.get(one.name)
            if place is not None:
                found = values.setdefault(place, [])
                if one.value not in found:
                    found.append(one.value)
            elif one.value:
                strangers.append(shown(one.name) or "–")
        if strangers:
            self.findings.append(finding("PDF122", places=_listed(strangers)))
        return values

    def _text(self, place: Place, values: list[str | None]) -> str | None:
        name = place_name(self.definition, place)
        if len(values) > 1:
            self.findings.append(finding("PDF121", place=name, count=len(values)))
            return None
        value = values[0]
        if value is None:
            self.findings.append(finding("PDF133", place=name))
            return None
        if len(value) > _LONGEST_VALUE:
            count = len(value)
            self.findings.append(finding("PDF123", place=name, count=count, limit=_LONGEST_VALUE))
            return None
        text = writable_text(value)
        replaced = text.count(_REPLACEMENT) - value.count(_REPLACEMENT)
        if replaced:
            self.findings.append(finding("PDF131", place=name, count=replaced))
        return " ".join(text.split()) if len(place) == 1 or not text.strip() else text


def _listed(names: list[str] | list[Wording]) -> tuple[str | Wording, ...]:
    return (*names[:_MOST_SHOWN], "…") if len(names) > _MOST_SHOWN else tuple(names)
