"""The parts of sheets: what each draws, which fields it has, and what of it comes back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from toimintamalli.model import PracticeModel
from toimintamalli_pdf.layout import Part
from toimintamalli_pdf.sheets._places import Place
from toimintamalli_pdf.sheets._reading import Reading

__all__ = ["SheetPart"]


class SheetPart(Protocol):
    """A part of a sheet, bound to a model."""

    def parts(self) -> Iterator[Part]:
        """Yield what is drawn, in reading order."""

    def places(self) -> Iterator[Place]:
        """Yield the fields, in reading order."""

    def proposed(self, model: PracticeModel, reading: Reading) -> PracticeModel:
        """Return the model with what was filled in.

        Args:
            model: The model, as the parts before this one propose it.
            reading: The document that came back.
        """
