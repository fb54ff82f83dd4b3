"""How long worksheets take to draw, beside reportlab drawing the same pages without tags.

The peer is given the finished layout of the library, page by page: it need not read a model, break
lines or name what it cannot draw. It uses the same font files, and reportlab's own form fields.
Those know Helvetica and the letters of Latin-1 only, so all texts are limited to these.
"""

import io
import subprocess
import sys
import tracemalloc
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any
from unittest import mock

from attrs import evolve
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

import toimintamalli as tm
import toimintamalli_pdf
from toimintamalli.model import PlacementCell, PlacementWorksheet, PracticeModel
from toimintamalli.vocabulary import worksheet
from toimintamalli_pdf import _grid
from toimintamalli_pdf._grid_layout import lay_out
from toimintamalli_pdf._grid_placed import (
    Layout,
    Page,
    PlacedEntry,
    PlacedHeader,
    PlacedRow,
    PlacedText,
)
from toimintamalli_pdf.tagging import Rect

ROUNDS, ROUNDS_OF_MANY = 31, 3
MANY = 700
DEMO = Path(tm.__file__).parent / "cli" / "demo" / "malli.yaml"
PEER, OURS = "reportlab, untagged", "toimintamalli-pdf"
PAGE_SIZE, LEADING, PADDING, GREY = (841.89, 595.28), 13, 4, 0.27
REGULAR, BOLD = "bench-DejaVuSans", "bench-DejaVuSans-Bold"
SENTENCES = (
    "Asiakkaan asia hoituu yhdellä yhteydenotolla.",
    "Hoitaja soittaa asiakkaalle saman päivän aikana ja sopii jatkosta.",
    "Esihenkilö varaa tiimille aikaa kokeiluun kerran viikossa.",
    "Epäilyttää, riittääkö aika, kun puhelut ruuhkautuvat maanantaisin.",
    "Seurataan hoitoon pääsyä ja palautetta, ja kerrotaan luvut koko yksikölle.",
)

Ways = dict[str, Callable[[], bytes]]


def main() -> None:
    """Measure every way and print a table in Markdown."""
    if len(sys.argv) > 1:
        case, name = sys.argv[1:]
        print(_peak(_cases()[case]()[name]))
        return
    python = sys.version.split()[0]
    print(f"Worksheets, medians of {ROUNDS} interleaved rounds, Python {python}\n")
    print("| worksheet | way | ms | fastest–slowest | ratio | peak MiB | kB |")
    print("|---|---|---:|---|---:|---:|---:|")
    for case, ways in _cases().items():
        _show(case, ways())


def _cases() -> dict[str, Callable[[], Ways]]:
    return {
        "empty": lambda: _ways([_model(0)], prefill=False),
        "filled": lambda: _ways([_model(0)]),
        f"each of {MANY} filled": lambda: _ways([_model(number) for number in range(MANY)]),
    }


def _ways(models: Sequence[PracticeModel], **options: Any) -> Ways:
    _register_fonts()
    layouts = [_layout(model, options) for model in models]
    return {
        PEER: lambda: _last(map(_drawn, layouts)),
        OURS: lambda: _last(tm.render(model, format="pdf", **options).data for model in models),
    }


def _last(documents: Iterable[bytes]) -> bytes:
    """Return the last of documents that are drawn one by one and not kept."""
    return deque(documents, maxlen=1)[0]


# -- models ---------------------------------------------------------------------------------------


def _model(number: int) -> PracticeModel:
    """Return the model of the demonstration with a worksheet of its own, every cell answered."""
    definition = worksheet("tyopohja-4")
    places = [(row.id, column.id) for row in definition.rows for column in definition.columns]
    cells = tuple(
        PlacementCell(row=row, column=column, text=_answer(number, place))
        for place, (row, column) in enumerate(places)
    )
    filled = PlacementWorksheet(id="tiimi", source=f"Tiimi {number}", cells=cells)
    described = _described()
    basics = evolve(described.basics, title=f"Malli {number}: hoitoon viikossa")
    return evolve(described, id=f"malli-{number}", basics=basics, placement_worksheets=(filled,))


@cache
def _described() -> PracticeModel:
    return tm.load(DEMO)


def _answer(number: int, place: int) -> str:
    first = SENTENCES[(number + place) % len(SENTENCES)]
    return first if place % 3 else f"{first}\n{SENTENCES[number % len(SENTENCES)]} ({number})"


# -- the peer -------------------------------------------------------------------------------------


def _register_fonts() -> None:
    for name, file in {REGULAR: "DejaVuSans.ttf", BOLD: "DejaVuSans-Bold.ttf"}.items():
        data = files(toimintamalli_pdf).joinpath("fonts", file).read_bytes()
        pdfmetrics.registerFont(TTFont(name, io.BytesIO(data)))


def _layout(model: PracticeModel, options: dict[str, Any]) -> tuple[Page, ...]:
    """Return what the library puts where on the pages of a worksheet."""
    found: list[tuple[Page, ...]] = []

    def noted(*arguments: Any) -> Layout:
        layout = lay_out(*arguments)
        found.append(layout.pages)
        return layout

    with mock.patch.object(_grid, "lay_out", noted):
        tm.render(model, format="pdf", **options)
    return found[0]


def _drawn(pages: Sequence[Page]) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=PAGE_SIZE, initialFontName=REGULAR, pageCompression=1)
    for number, page in enumerate(pages, 1):
        for placed in page:
            _draw(canvas, placed)
        canvas.setFont(REGULAR, 8)
        canvas.drawString(36, 26, f"Sivu {number} / {len(pages)}")
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _draw(canvas: Canvas, placed: object) -> None:
    match placed:
        case PlacedText():
            font = BOLD if placed.tag.startswith("H") else REGULAR
            _text(canvas, placed.lines, font, placed.left, placed.top, placed.style.size)
        case PlacedEntry():
            _text(canvas, placed.label.lines, REGULAR, placed.label.left, placed.label.top)
            _box(canvas, placed.rect)
            _field(canvas, placed.entry.id, placed.entry.tooltip, placed.rect, placed.value, "")
        case PlacedHeader():
            for lines, rect in zip(placed.cells, placed.rects, strict=True):
                _box(canvas, rect)
                _text(canvas, lines, BOLD, rect.left + PADDING, rect.top - PADDING)
        case PlacedRow():
            _draw_row(canvas, placed)


def _draw_row(canvas: Canvas, placed: PlacedRow) -> None:
    header, *rects = placed.rects
    for rect in placed.rects:
        _box(canvas, rect)
    left, top = header.left + PADDING, header.top - PADDING
    _text(canvas, placed.name_lines, BOLD, left, top)
    _text(canvas, placed.question_lines, REGULAR, left, top - LEADING * len(placed.name_lines))
    for cell, rect in zip(placed.cells, rects, strict=True):
        tooltip = f"{cell.column.label}, {placed.row.name}: {placed.row.question}"
        shown = "\n".join(line.strip() for line in cell.lines)
        name = f"{placed.row.id}_{cell.column.id}"
        _field(canvas, name, tooltip, rect, shown, "multiline")


def _box(canvas: Canvas, rect: Rect) -> None:
    canvas.setStrokeGray(GREY)
    canvas.rect(rect.left, rect.bottom, rect.width, rect.height)


def _text(
    canvas: Canvas, lines: Sequence[str], font: str, left: float, top: float, size: float = 10
) -> None:
    text = canvas.beginText(left, top - size)
    text.setFont(font, size, LEADING)
    for line in lines:
        text.textLine(line.rstrip("\n"))
    canvas.drawText(text)


def _field(canvas: Canvas, name: str, tooltip: str, rect: Rect, value: str, flags: str) -> None:
    canvas.acroForm.textfield(
        name=name,
        tooltip=tooltip,
        value=value.encode("latin-1", "replace").decode("latin-1"),
        x=rect.left + 2,
        y=rect.bottom + 2,
        width=rect.width - 4,
        height=rect.height - 4,
        fontName="Helvetica",
        fontSize=10,
        borderWidth=0,
        fieldFlags=flags,
        maxlen=None,
    )


# -- measuring ------------------------------------------------------------------------------------


def _show(case: str, ways: Ways) -> None:
    many = str(MANY) in case
    sizes = {name: len(way()) for name, way in ways.items()}
    rounds = [
        {name: _timed(way) for name, way in ways.items()}
        for _ in range(ROUNDS_OF_MANY if many else ROUNDS)
    ]
    documents = MANY if many else 1
    times = {name: sorted(one[name] * 1000 / documents for one in rounds) for name in ways}
    for name, found in times.items():
        ratio = median(found) / median(times[PEER])
        print(
            f"| {case} | {name} | {median(found):.1f} | {found[0]:.1f}–{found[-1]:.1f} |"
            f" {ratio:.2f} | {_peak_of(case, name):.1f} | {sizes[name] / 1024:.0f} |"
        )


def _timed(way: Callable[[], object]) -> float:
    start = process_time()
    way()
    return process_time() - start


def _peak_of(case: str, name: str) -> float:
    """Return the peak of a fresh process, which nothing else has used before."""
    command = [sys.executable, __file__, case, name]
    return float(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


def _peak(way: Callable[[], object]) -> float:
    """Return the most MiB in use while drawing, beyond what there was before."""
    tracemalloc.start()
    way()
    return tracemalloc.get_traced_memory()[1] / 2**20


if __name__ == "__main__":
    main()
