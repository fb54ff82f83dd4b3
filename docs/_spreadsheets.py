"""Draws sheets of workbooks as pages of PDF. Needs ``soffice`` of LibreOffice."""

from __future__ import annotations

import subprocess
import textwrap
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet
from pypdf import PdfReader, PdfWriter

_WIDEST = 34
"""The widest column of a picture, so that its letters are large enough to be read."""
_LETTERS_OF_A_WIDTH = 1.05
_HEIGHT_OF_A_LINE = 14.5


def chart_page(data: bytes, sheet: str) -> bytes:
    """Return the last page of a sheet, where print has its chart."""
    reader = PdfReader(BytesIO(_printed(data)))
    starts = [reader.get_destination_page_number(mark) for mark in reader.outline]
    named = [mark.title for mark in reader.outline].index(sheet)
    after = starts[named + 1] if named + 1 < len(starts) else len(reader.pages)
    page = PdfWriter()
    page.add_page(reader.pages[after - 1])
    target = BytesIO()
    page.write(target)
    return target.getvalue()


def table_page(data: bytes, sheet: str, area: str) -> bytes:
    """Return an area of a sheet with the letters of its columns and the numbers of its rows."""
    book = openpyxl.load_workbook(BytesIO(data))
    for other in book.sheetnames:
        if other != sheet:
            del book[other]
    page = book[sheet]
    _narrow(page, area)
    page.print_area = area
    page.print_title_rows = None
    page.print_options.headings = True
    page.print_options.gridLines = True
    page.oddHeader.center.text = page.oddFooter.center.text = ""
    page.oddFooter.left.text = page.oddFooter.right.text = ""
    changed = BytesIO()
    book.save(changed)
    return _printed(changed.getvalue())


def _narrow(page: Worksheet, area: str) -> None:
    """Make no column wider than the widest, and every row as high as its text then needs."""
    widths = {name: min(one.width, _WIDEST) for name, one in page.column_dimensions.items()}
    for name, width in widths.items():
        page.column_dimensions[name].width = width
    for row in page[area]:
        lines = max(_lines(cell, widths) for cell in row)
        page.row_dimensions[row[0].row].height = lines * _HEIGHT_OF_A_LINE + 2


def _lines(cell: Cell, widths: dict[str, float]) -> int:
    width = int(widths.get(cell.column_letter, _WIDEST) * _LETTERS_OF_A_WIDTH)
    parts = str(cell.value or "").splitlines() or [""]
    return sum(max(1, len(textwrap.wrap(part, width))) for part in parts)


def _printed(data: bytes) -> bytes:
    with TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "book.xlsx").write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", made]
        subprocess.run([*command, f"{made}/book.xlsx"], check=True, capture_output=True)
        return (folder / "book.pdf").read_bytes()
