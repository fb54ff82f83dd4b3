"""What a worksheet tells of itself in its properties: written by the exporter, read back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Final

from attrs import frozen

from toimintamalli.audience import Audience
from toimintamalli.documents import state_of
from toimintamalli.model import PracticeModel

__all__ = ["ENTRY_DATE", "ENTRY_SOURCE", "SheetIdentity", "identity_from", "identity_of"]

ENTRY_SOURCE: Final = "source"
"""Identifier of the entry for the group that fills the sheet."""

ENTRY_DATE: Final = "date"
"""Identifier of the entry for the day of filling."""

_MODEL: Final = "ModelId"
_TITLE: Final = "ModelTitle"
_STATE: Final = "ModelState"
_AUDIENCE: Final = "Audience"
_SHOWN: Final = "FilledWorksheets"


@frozen(kw_only=True)
class SheetIdentity:
    """Which model a sheet was made of, and what of it the fields show.

    Attributes:
        model: Identifier of the model, on one line; empty where it has none.
        title: Title of the model, on one line.
        state: State of the model; see `toimintamalli.documents.state_of`.
        audience: For whom the sheet was made.
        shown: Identifiers of the filled worksheets whose answers the fields show.
    """

    model: str
    title: str
    state: str
    audience: str
    shown: tuple[str, ...]

    def properties(self) -> tuple[tuple[str, str], ...]:
        """Return the properties of the document that tell it; empty ones are left out."""
        shown = json.dumps(self.shown) if self.shown else ""
        told = (
            (_MODEL, self.model),
            (_TITLE, self.title),
            (_STATE, self.state),
            (_AUDIENCE, self.audience),
            (_SHOWN, shown),
        )
        return tuple((name, text) for name, text in told if text)


def identity_of(model: PracticeModel, shown: Iterable[str], audience: Audience) -> SheetIdentity:
    """Return what a sheet tells of the model that it is made of.

    Args:
        model: The model.
        shown: Identifiers of the filled worksheets that the fields show.
        audience: For whom the sheet is made.
    """
    return SheetIdentity(
        model=_on_one_line(model.id or ""),
        title=_on_one_line(model.basics.title),
        state=state_of(model),
        audience=audience.value,
        shown=tuple(shown),
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
        shown=_identifiers(properties.get(_SHOWN, "")),
    )


def _identifiers(written: str) -> tuple[str, ...]:
    try:
        found = json.loads(written)
    except (ValueError, RecursionError):
        return ()
    listed = found if isinstance(found, list) else []
    return tuple(one for one in listed if isinstance(one, str))


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
