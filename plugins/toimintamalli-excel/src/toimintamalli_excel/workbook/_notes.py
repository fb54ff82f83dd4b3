"""What the writer had to change, so that callers can tell it to their users."""

from collections import Counter
from enum import StrEnum

from attrs import Factory, define, frozen


class NoteKind(StrEnum):
    """The kind of a change."""

    CHARACTERS_REMOVED = "characters-removed"
    """Characters that a workbook cannot hold were removed; the count is in characters."""

    TEXT_CONTINUED = "text-continued"
    """Texts too long for one cell continue elsewhere; the count is in texts."""

    WRITTEN_AS_TEXT = "written-as-text"
    """Numbers and days Excel cannot hold exactly were written as text; the count is in cells."""

    NAME_ADJUSTED = "name-adjusted"
    """A sheet, table or list got another name; the detail is the wished name."""


@frozen(kw_only=True)
class Note:
    """One kind of change in one place.

    Attributes:
        kind: What was changed.
        sheet: The name of the sheet as written; None for the properties of the workbook and for
            choice lists.
        count: How many times.
        detail: What ``kind`` says, or an empty string.
    """

    kind: NoteKind
    sheet: str | None
    count: int = 1
    detail: str = ""


@define
class NoteBook:
    """Collects changes and adds up those of the same kind, sheet and detail."""

    _counts: Counter[tuple[NoteKind, str | None, str]] = Factory(Counter)

    def add(self, kind: NoteKind, sheet: str | None, count: int = 1, detail: str = "") -> None:
        """Record a change; a count of zero records nothing.

        Args:
            kind: What was changed.
            sheet: The name of the sheet as written, or None.
            count: How many times.
            detail: More about it, in no natural language.
        """
        if count:
            self._counts[kind, sheet, detail] += count

    def notes(self) -> tuple[Note, ...]:
        """Return the changes in the order in which they were first met."""
        return tuple(
            Note(kind=kind, sheet=sheet, count=count, detail=detail)
            for (kind, sheet, detail), count in self._counts.items()
        )
