"""Draws the pictures that the documentation shows: worksheets, reports, workbooks and terminals.

They show the invented models of the demonstration and of the examples. Run it when a page has come
to look otherwise: ``make pictures``. It needs ``pdftoppm`` of poppler-utils and ``soffice`` of
LibreOffice, as nothing else does.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import _spreadsheets
import _terminals
from PIL import Image, ImageChops
from pypdf import PdfReader

import toimintamalli as tm

DOCS = Path(__file__).parent
ROOT = DOCS.parent
PICTURES = DOCS / "pictures"
DEMONSTRATION = ROOT / "src" / "toimintamalli" / "cli" / "demo"
METRICS = ROOT / "examples" / "models" / "hoitoon-viikossa.yaml"
PORTFOLIO = ROOT / "examples" / "salkku" / "2025-12"

_CHOSEN = {
    "arviointi": {"evaluation": "itsearviointi-2025", "evaluator": "e1"},
    "mittari": {"metric": "viikossa-hoitoon"},
}
_DOTS_AN_INCH = 96
_SHARP_DOTS_AN_INCH = 116
_GREYS = 16
_COLOURS = 24
_MOST_PAGES = 6
_FRAME = 8
_PART_SHOWN = 0.62
"""How much of the height of a page is in a picture of its beginning, in parts of its width."""
_ABOVE_THE_FOOTER = 0.9


def documents() -> Iterator[tuple[str, bytes]]:
    """Yield name and file of each document that is shown page by page."""
    demonstration, metrics = tm.load(DEMONSTRATION / "malli.yaml"), tm.load(METRICS)
    for row in tm.list_worksheets():
        model = metrics if row.id == "mittari" else demonstration
        shown = tm.render(model, format="pdf", worksheet=row.id, **_CHOSEN.get(row.id, {}))
        yield row.id, shown.data
    portfolio = tm.Portfolio(title="Esimerkkisalkku", models=(demonstration, metrics))
    yield "salkkuraportti", tm.render(portfolio, format="pdf").data


def beginnings() -> Iterator[tuple[str, bytes, int]]:
    """Yield name, file and page number of each page whose beginning is shown."""
    model = tm.load(DEMONSTRATION / "malli.yaml")
    for name in ("tyopohja-4", "johdon-tiivistelma"):
        yield f"{name}-alku", tm.render(model, format="pdf", worksheet=name).data, 1
    yield "arbetsblad-4", tm.render(model, format="pdf", prefill=False, language="sv").data, 1
    report = tm.render(tm.load_portfolio(PORTFOLIO), format="pdf").data
    yield "salkkuraportti-luokat", report, page_of(report, "Kuvausten luokat")


def sheets() -> Iterator[tuple[str, bytes]]:
    """Yield name and printed page of each sheet of a workbook that is shown."""
    model = tm.load(DEMONSTRATION / "malli.yaml")
    one = tm.render(model, format="excel", instrument="juurtumisvalmius", evaluators=2).data
    many = tm.render(tm.load_portfolio(PORTFOLIO), format="excel").data
    yield "tyokirja-kuvaus", _spreadsheets.table_page(one, "Kuvaus", "B1:E8")
    yield "tyokirja-arviointi", _spreadsheets.table_page(one, "Arviointi", "C1:F8")
    yield "tyokirja-tyhja-arviointi", _spreadsheets.table_page(one, "Arviointi 2", "C1:F7")
    yield "tyokirja-tehtavat", _spreadsheets.table_page(one, "Tehtävät", "A1:G3")
    yield "tyokirja-mittari", _spreadsheets.chart_page(one, "Mittarikaaviot")
    yield "kooste-yhteenveto", _spreadsheets.table_page(many, "Yhteenveto", "A1:E9")
    yield "kooste-luokitus", _spreadsheets.table_page(many, "Luokitus", "B1:H6")
    yield "kooste-vaittamat", _spreadsheets.chart_page(many, "Väittämät")


def page_of(data: bytes, chapter: str) -> int:
    """Return the number of the page on which a chapter begins."""
    reader = PdfReader(BytesIO(data))
    numbers = [reader.get_destination_page_number(mark) for mark in marks(reader.outline)]
    titles = [mark.title for mark in marks(reader.outline)]
    return numbers[titles.index(chapter)] + 1


def marks(outline: list[Any]) -> Iterator[Any]:
    """Yield the bookmarks of every level."""
    for one in outline:
        if isinstance(one, list):
            yield from marks(one)
        else:
            yield one


def draw_pages(name: str, data: bytes, folder: Path) -> None:
    """Draw the first pages of a document as pictures in few greys."""
    for number, page in enumerate(pages(data, _DOTS_AN_INCH, "-gray")[:_MOST_PAGES], 1):
        page.quantize(_GREYS).save(folder / f"{name}-{number}.png", optimize=True)


def draw_beginning(name: str, data: bytes, number: int, folder: Path) -> None:
    """Draw the upper part of one page."""
    page = pages(data, _SHARP_DOTS_AN_INCH)[number - 1]
    part = page.crop((0, 0, page.width, min(page.height, round(page.width * _PART_SHOWN))))
    part.quantize(_COLOURS).save(folder / f"{name}.png", optimize=True)


def draw_sheet(name: str, data: bytes, folder: Path) -> None:
    """Draw a printed sheet without the empty paper around it."""
    page = pages(data, _SHARP_DOTS_AN_INCH)[0].convert("RGB")
    page = page.crop((0, 0, page.width, round(page.height * _ABOVE_THE_FOOTER)))
    paper = Image.new("RGB", page.size, "white")
    left, top, right, bottom = ImageChops.difference(page, paper).getbbox() or (0, 0, *page.size)
    part = page.crop((left - _FRAME, top - _FRAME, right + _FRAME, bottom + _FRAME))
    part.quantize(_COLOURS).save(folder / f"{name}.png", optimize=True)


def pages(data: bytes, dots: int, *options: str) -> list[Image.Image]:
    """Return the pages of a document as pictures."""
    with TemporaryDirectory() as made:
        command = ["pdftoppm", *options, "-png", "-r", str(dots), "-", f"{made}/page"]
        subprocess.run(command, input=data, check=True)
        return [Image.open(BytesIO(page.read_bytes())) for page in sorted(Path(made).iterdir())]


def draw_terminals(folder: Path) -> None:
    """Draw what a terminal and a text editor show."""
    with TemporaryDirectory() as made:
        for name in ("sivu.txt", "malli.yaml"):
            shutil.copy(DEMONSTRATION / name, made)
        for name, picture in _terminals.pictures(Path(made)):
            (folder / f"{name}.svg").write_text(picture, "utf-8")


def main() -> None:
    """Draw all pictures anew."""
    PICTURES.mkdir(exist_ok=True)
    for old in (*PICTURES.glob("*.png"), *PICTURES.glob("*.svg")):
        old.unlink()
    for name, data in documents():
        draw_pages(name, data, PICTURES)
    for name, data, number in beginnings():
        draw_beginning(name, data, number, PICTURES)
    for name, data in sheets():
        draw_sheet(name, data, PICTURES)
    draw_terminals(PICTURES)


if __name__ == "__main__":
    main()
