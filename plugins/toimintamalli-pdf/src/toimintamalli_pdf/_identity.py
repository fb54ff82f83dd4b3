"""What a document of worksheets tells of itself in its properties: written, and read back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from attrs import frozen

from toimintamalli.audience import Audience
from toimintamalli.documents import state_of
from toimintamalli.model import PracticeModel
from toimintamalli.worksheets import Worksheet

__all__ = [
    "SheetIdentity",
    "identity_from",
    "identity_of",
    "told_worksheets",
    "worksheet_properties",
]

_WORKSHEETS: Final = "WorksheetId"
_VERSIONS: Final = "WorksheetVersion"
_MODEL: Final = "ModelId"
_TITLE: Final = "ModelTitle"
_STATE: Final = "ModelState"
_AUDIENCE: Final = "Audience"


@frozen(kw_only=True)
class SheetIdentity:
    """Which model a document was made of, and for whom.

    Attributes:
        model: Identifier of the model, on one line; empty where it has none.
        title: Title of the model, on one line.
        state: State of the model; see `toimintamalli.documents.state_of`.
        audience: For whom the document was made.
    """

    model: str
    title: str
    state: str
    audience: str

    def properties(self) -> tuple[tuple[str, str], ...]:
        """Return the properties of the document that tell it; empty ones are left out."""
        told = (
            (_MODEL, self.model),
            (_TITLE, self.title),
            (_STATE, self.state),
            (_AUDIENCE, self.audience),
        )
        return tuple((name, text) for name, text in told if text)


def identity_of(model: PracticeModel, audience: Audience) -> SheetIdentity:
    """Return what a document tells of the model that it is made of.

    Args:
        model: The model.
        audience: For whom the document is made.
    """
    return SheetIdentity(
        model=_on_one_line(model.id or ""),
        title=_on_one_line(model.basics.title),
        state=state_of(model),
        audience=audience.value,
    )


def identity_from(properties: Mapping[str, str]) -> SheetIdentity:
    """Return what the properties of a document tell; what they do not is empty.

    Args:
        properties: Names and texts of the properties.
    """
    return SheetIdentity(
        model=properties.get(_MODEL, ""),
        title=properties.get(_TITLE, ""),
        state=properties.get(_STATE, ""),
        audience=properties.get(_AUDIENCE, ""),
    )


def worksheet_properties(worksheets: Iterable[Worksheet]) -> tuple[tuple[str, str], ...]:
    """Return the properties that tell which worksheets a document holds, in which versions.

    Args:
        worksheets: The worksheets, in their order.
    """
    held = tuple(worksheets)
    identifiers = " ".join(worksheet.id for worksheet in held)
    versions = " ".join(worksheet.version for worksheet in held)
    return ((_WORKSHEETS, identifiers), (_VERSIONS, versions)) if held else ()


def told_worksheets(properties: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return identifier and version of each worksheet that a document tells to hold.

    Args:
        properties: Names and texts of the properties.
    """
    identifiers = properties.get(_WORKSHEETS, "").split()
    versions = properties.get(_VERSIONS, "").split()
    padded = (*versions, *[""] * len(identifiers))
    return tuple(zip(identifiers, padded, strict=False))


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
