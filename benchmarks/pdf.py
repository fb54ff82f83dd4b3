"""How long worksheets take to draw, beside reportlab drawing the same pages without tags.

The peer is given the finished layout of the library, page by page: it need not read a model, break
lines or name what it cannot draw. It uses the same font files, and reportlab's own form fields.
Those know Helvetica and the letters of Latin-1 only, so all texts are limited to these.
"""

import io
import sys
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any
from unittest import mock

from _rounds import (
    Compared,
    compared_times,
    in_turns,
    peak_of_fresh_process,
    peak_while,
    python,
    show,
    show_table,
)
from attrs import evolve
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

import toimintamalli as tm
import toimintamalli_pdf
from toimintamalli.model import PlacementCell, PlacementWorksheet, PracticeModel
from toimintamalli.vocabulary import worksheet
from toimintamalli_pdf.layout import _draw_document
from toimintamalli_pdf.layout._lay_out import lay_out
from toimintamalli_pdf.layout._placed import (
    CellLines,
    Layout,
    PlacedBox,
    PlacedCellText,
    PlacedEntry,
    PlacedHeader,
    PlacedRow,
    PlacedSection,
    PlacedText,
)
from toimintamalli_pdf.layout._styles import styles
from toimintamalli_pdf.tagging import Rect, TextStyle

ROUNDS, ROUNDS_OF_MANY = 31, 3
MANY = 700
FILLED = "filled"
DEMO = Path(tm.__file__).parent / "cli" / "demo" / "malli.yaml"
PEER, OURS = "reportlab, untagged", "toimintamalli-pdf"
PADDING, GREY = 4, 0.27
REGULAR, BOLD = "bench-DejaVuSans", "bench-DejaVuSans-Bold"
STRONG = styles().strong
FONTS = {styles().body.font.fontName: REGULAR, STRONG.font.fontName: BOLD}
SENTENCES = (
    "Asiakkaan asia hoituu yhdellä yhteydenotolla.",
    "Hoitaja soittaa asiakkaalle saman päivän aikana ja sopii jatkosta.",
    "Esihenkilö varaa tiimille aikaa kokeiluun kerran viikossa.",
    "Epäilyttää, riittääkö aika, kun puhelut ruuhkautuvat maanantaisin.",
    "Seurataan hoitoon pääsyä ja palautetta, ja kerrotaan luvut koko yksikölle.",
)

Ways = dict[str, Callable[[], bytes]]


GOAL = 1.0


def main() -> None:
    """Measure every way and print two tables in Markdown."""
    if len(sys.argv) > 1:
        case, name = sys.argv[1:]
        print(peak_while(_cases()[case]()[name]))
        return
    show(compared())
    print(f"\nWorksheets, medians of {ROUNDS} interleaved rounds, {python()}\n")
    headers = ("worksheet", "way", "ms", "fastest–slowest", "ratio", "peak MiB", "kB")
    show_table(headers, [row for case in _cases() for row in _rows(case)], left=2)


def compared() -> list[Compared]:
    """Return the row of the worksheet that has a goal."""
    times = in_turns(_cases()[FILLED](), ROUNDS)
    both = (times[PEER], times[OURS])
    return [compared_times("worksheet in PDF, fillable and tagged", PEER, both, goal=GOAL)]


def _cases() -> dict[str, Callable[[], Ways]]:
    return {
        "empty": lambda: _ways([_model(0)], prefill=False),
        FILLED: lambda: _ways([_model(0)]),
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


def _layout(model: PracticeModel, options: dict[str, Any]) -> PlacedSection:
    """Return what the library puts where on the pages of a worksheet."""
    found: list[Layout] = []

    def noted(*arguments: Any) -> Layout:
        found.append(lay_out(*arguments))
        return found[-1]

    with mock.patch.object(_draw_document, "lay_out", noted):
        tm.render(model, format="pdf", **options)
    return found[0].sections[0]


def _drawn(section: PlacedSection) -> bytes:
    target = io.BytesIO()
    size = (section.shape.width, section.shape.height)
    canvas = Canvas(target, pagesize=size, initialFontName=REGULAR, pageCompression=1)
    for number, page in enumerate(section.pages, 1):
        for placed in page:
            _draw(canvas, placed)
        canvas.setFont(REGULAR, 8)
        canvas.drawString(36, 26, section.footer)
        canvas.drawRightString(size[0] - 36, 26, f"Sivu {number} / {len(section.pages)}")
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _draw(canvas: Canvas, placed: object) -> None:
    match placed:
        case PlacedText():
            _text(canvas, placed.lines, placed.style, placed.left, placed.top)
        case PlacedEntry(box=box, label=PlacedText() as label):
            _draw(canvas, label)
            _box(canvas, box.rect)
            _field(canvas, box)
        case PlacedHeader():
            cells = [PlacedCellText((CellLines(STRONG, one, False),)) for one in placed.cells]
            _draw_cells(canvas, cells, placed)
        case PlacedRow():
            _draw_cells(canvas, placed.cells, placed)


def _draw_cells(
    canvas: Canvas, cells: Sequence[PlacedCellText | PlacedBox], row: PlacedHeader | PlacedRow
) -> None:
    for cell, (left, right) in zip(cells, pairwise(row.edges), strict=True):
        _box(canvas, Rect(left=left, bottom=row.bottom, right=right, top=row.top))
        if isinstance(cell, PlacedBox):
            _field(canvas, cell)
            continue
        top = row.top - PADDING
        for piece in cell.paragraphs:
            _text(canvas, piece.lines, piece.style, left + PADDING, top)
            top -= piece.style.leading * len(piece.lines)


def _box(canvas: Canvas, rect: Rect) -> None:
    canvas.setStrokeGray(GREY)
    canvas.rect(rect.left, rect.bottom, rect.width, rect.height)


def _text(canvas: Canvas, lines: Sequence[str], style: TextStyle, left: float, top: float) -> None:
    text = canvas.beginText(left, top - style.size)
    text.setFont(FONTS[style.font.fontName], style.size, style.leading)
    for line in lines:
        text.textLine(line.rstrip("\n"))
    canvas.drawText(text)


def _field(canvas: Canvas, placed: PlacedBox) -> None:
    box, rect = placed.box, placed.rect
    shown = "\n".join(line.strip() for line in placed.lines)
    canvas.acroForm.textfield(
        name=box.name,
        tooltip=box.tooltip,
        value=shown.encode("latin-1", "replace").decode("latin-1"),
        x=rect.left + 2,
        y=rect.bottom + 2,
        width=rect.width - 4,
        height=rect.height - 4,
        fontName="Helvetica",
        fontSize=10,
        borderWidth=0,
        fieldFlags="multiline" if box.is_multiline else "",
        maxlen=None,
    )


# -- measuring ------------------------------------------------------------------------------------


def _rows(case: str) -> list[tuple[str, ...]]:
    ways = _cases()[case]()
    many = str(MANY) in case
    sizes = {name: len(way()) for name, way in ways.items()}
    rounds, documents = (ROUNDS_OF_MANY, MANY) if many else (ROUNDS, 1)
    times = {
        name: sorted(seconds * 1000 / documents for seconds in found)
        for name, found in in_turns(ways, rounds).items()
    }
    return [
        (
            case,
            name,
            f"{median(found):.1f}",
            f"{found[0]:.1f}–{found[-1]:.1f}",
            f"{median(found) / median(times[PEER]):.2f}",
            f"{peak_of_fresh_process(__file__, case, name):.1f}",
            f"{sizes[name] / 1024:.0f}",
        )
        for name, found in times.items()
    ]


if __name__ == "__main__":
    main()
