"""What comes back of a sheet: the cells, rows and columns that people changed, and who reads them.

A sheet is bound to the part of the model that it shows. What was changed in a filled workbook is
found by comparing it with the workbook that the model would make now; the binding turns those
changes into a proposal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, Protocol

from attrs import define, field, frozen

from toimintamalli.diagnostics import Diagnostic, ParameterValue, Reporter
from toimintamalli.filling import Content, FieldForm, UnreadableContentError, as_text
from toimintamalli.model import PracticeModel
from toimintamalli.written import shown
from toimintamalli_excel._words import PACKAGE, Words
from toimintamalli_excel.workbook import ChoiceList, ReadCell, TableSheet

_report: Final = Reporter(PACKAGE)


@frozen(kw_only=True)
class CellChange:
    """A cell that does not hold what the model would show in it.

    Attributes:
        row: Place of its row among the rows of the expected sheet, from 0.
        header: Header of its column.
        cell: The cell as read; one without content was emptied.
    """

    row: int
    header: str
    cell: ReadCell


@frozen(kw_only=True)
class NewRow:
    """A row that the expected sheet does not have.

    Attributes:
        number: Number of the row in the sheet.
        cells: Its cells that hold something, by header.
    """

    number: int
    cells: Mapping[str, ReadCell]


@frozen(kw_only=True)
class SheetChanges:
    """What was changed in a sheet.

    Attributes:
        cells: Changed cells of rows that were there.
        added: New rows.
        removed: Places of rows that are gone, among the rows of the expected sheet.
    """

    cells: tuple[CellChange, ...] = ()
    added: tuple[NewRow, ...] = ()
    removed: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything was changed."""
        return bool(self.cells or self.added or self.removed)

    def by_row(self) -> Iterator[tuple[int, Mapping[str, ReadCell]]]:
        """Return the changed cells of each row that was there, by header."""
        rows: dict[int, dict[str, ReadCell]] = {}
        for change in self.cells:
            rows.setdefault(change.row, {})[change.header] = change.cell
        return iter(rows.items())


@define(kw_only=True)
class Proposal:
    """What is told while a workbook is read.

    Attributes:
        words: The words of the workbook.
        findings: What was told so far.
        not_read: Places of cells that were changed and are never read, by sheet.
        is_stale: Whether the model has changed since the workbook was made.
        is_new: Whether a model is made of the workbook, where none was given to compare with.
    """

    words: Words
    is_stale: bool = False
    is_new: bool = False
    findings: list[Diagnostic] = field(factory=list)
    not_read: dict[str, list[str]] = field(factory=dict)

    def tell(self, code: str, sheet: str, **parameters: ParameterValue) -> None:
        """Tell something about a sheet."""
        self.findings.append(_report(code, sheet=sheet, **parameters))

    def pass_over(self, sheet: str, place: str) -> None:
        """Remember a changed cell that is never read, to be told with the others of its sheet."""
        self.not_read.setdefault(sheet, []).append(place)

    def value(
        self, form: FieldForm, content: Content, sheet: str, place: str, held: Any = None
    ) -> Any:
        """Return what a cell says; None, with a finding, where it says nothing of the kind.

        Args:
            form: What is expected in the cell.
            content: What stands in it.
            sheet: Name of the sheet.
            place: Place of the cell, such as ``C7``.
            held: The value that the model has in this place.
        """
        try:
            return form.read(content, self.words.language, held)
        except UnreadableContentError as error:
            found = shown(as_text(content))
            self.tell("EXCEL150", sheet, place=place, found=found, expected=error.expected)
            return None


class Binding(Protocol):
    """Knows which part of the model a sheet shows."""

    def proposed(
        self, model: PracticeModel, changes: SheetChanges, proposal: Proposal
    ) -> PracticeModel:
        """Return the model with the changes of the sheet.

        Args:
            model: The model that the expected sheet was made from.
            changes: What was changed.
            proposal: Where what cannot be read is told.
        """


@frozen(kw_only=True)
class BoundTable:
    """A sheet, and what of it comes back.

    Attributes:
        key: The key of the sheet's words.
        table: The sheet.
        binding: Who reads it; None where nothing of it is read.
        headers: Headers of the columns that are read.
        offered: Places of rows that are offered to be filled and that the model does not have.
        is_momentary: Whether the sheet only tells what was so when it was made, such as findings:
            then nothing about it is told when the workbook is read.
        lists: Choice lists of its own.
    """

    key: str
    table: TableSheet
    binding: Binding | None = None
    headers: frozenset[str] = frozenset()
    offered: frozenset[int] = frozenset()
    is_momentary: bool = False
    lists: tuple[ChoiceList, ...] = ()


class SheetPlan(Protocol):
    """A sheet that a workbook may have, whatever the model."""

    @property
    def key(self) -> str:
        """The key of the sheet's words, and the name of its table."""

    def is_wanted(self, model: PracticeModel) -> bool:
        """Return whether the workbook of a model has the sheet."""

    def bound(self, model: PracticeModel, words: Words) -> BoundTable:
        """Return the sheet of a model, bound to what it shows."""
