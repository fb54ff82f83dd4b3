"""How a reader is told that something is not known: not recorded, or not given to the reader."""

from __future__ import annotations

from attrs import frozen

from toimintamalli.audience import Audience
from toimintamalli.model import Record
from toimintamalli.privacy import Given, field_decisions
from toimintamalli_pdf.reports._words import ReportWords

__all__ = ["Unknown"]


@frozen
class Unknown:
    """Says of what is not there why it is not there.

    What was taken from a model before it was given to a reader must not be told as missing.

    Attributes:
        audience: The reader.
        words: The words of the report.
    """

    audience: Audience
    words: ReportWords

    def held(self) -> str:
        """Return what is said of something that every reader is given: it is not recorded."""
        return self.words["unknown.held"]

    def of(self, record: type[Record], field: str) -> str:
        """Return what is said of a field that is empty.

        Args:
            record: Class of the record.
            field: Name of the field.
        """
        match self._given(record, field):
            case Given.HELD | Given.ONE_MODEL:
                return self.held()
            case Given.LEFT_OUT:
                return self.words["unknown.left_out"]
            case _:
                return self.words["unknown.limited"]

    def is_limited(self, record: type[Record], field: str) -> bool:
        """Tell whether the reader may be given only a part of a field."""
        return self._given(record, field) not in (Given.HELD, Given.ONE_MODEL)

    def _given(self, record: type[Record], field: str) -> Given:
        return field_decisions()[record.__name__][field].given_to(self.audience)
