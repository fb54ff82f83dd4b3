"""The way from a described workbook to the bytes of its file."""

from attrs import field, frozen

from toimintamalli_excel.workbook._notes import Note
from toimintamalli_excel.workbook._package import finish
from toimintamalli_excel.workbook._settle import settle
from toimintamalli_excel.workbook._values import WorkbookSpec


@frozen(kw_only=True)
class WrittenWorkbook:
    """A finished workbook file.

    Attributes:
        data: The bytes of the xlsx file.
        notes: What had to be changed in the content or the names, in the order of the sheets.
    """

    data: bytes = field(repr=False)
    notes: tuple[Note, ...] = ()


def write_workbook(spec: WorkbookSpec) -> WrittenWorkbook:
    """Write a workbook; equal descriptions give equal bytes.

    Args:
        spec: The workbook.

    Returns:
        The file and what had to be changed.

    Raises:
        TypeError: If a cell holds a value of another type than ``CellValue`` allows.
        ValueError: If a text too long for its cell stands in a row whose first column does not
            identify the row.
    """
    settled = settle(spec)
    return WrittenWorkbook(data=finish(settled), notes=settled.notes)
