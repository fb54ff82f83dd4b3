"""Where parts stand, whatever they are: nothing overlaps, hangs over an edge or is left alone."""

import runpy
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from pathlib import Path

from attrs import evolve
from hypothesis import example, given, settings
from hypothesis import strategies as st

from toimintamalli_pdf.layout import (
    Area,
    Bullets,
    CellText,
    Choice,
    Column,
    Entries,
    Entry,
    Figure,
    Heading,
    Paragraph,
    Part,
    Section,
    Table,
    TextBox,
    Tick,
)
from toimintamalli_pdf.layout._lay_out import lay_out
from toimintamalli_pdf.layout._placed import (
    Page,
    Placed,
    PlacedEntry,
    PlacedFigure,
    PlacedHeader,
    PlacedPoint,
    PlacedReference,
    PlacedRow,
    PlacedSection,
    PlacedText,
)

HELPERS = runpy.run_path(str(Path(__file__).with_name("layouts.py")))
CHOICES, document, section = map(HELPERS.__getitem__, ("CHOICES", "document", "section"))

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"></svg>'
HAIR = 0.05


def texts(longest: int) -> st.SearchStrategy[str]:
    return st.integers(1, longest).map(lambda count: " ".join(["sanoja"] * count))


boxes = st.builds(TextBox, name=st.just("x"), tooltip=st.just("X"), value=texts(120))
areas = st.builds(
    TextBox,
    name=st.just("x"),
    tooltip=texts(30),
    lines=st.integers(1, 12),
    value=texts(2000),
)
choices = st.builds(Choice, name=st.just("x"), tooltip=st.just("X"), options=st.just(CHOICES))
ticks = st.builds(Tick, name=st.just("x"), tooltip=texts(30))
short_cells = st.builds(CellText, strong=texts(5), text=texts(20))
long_cells = st.builds(CellText, text=texts(1500))
cells_to_read = st.one_of(short_cells, long_cells, st.builds(CellText))
cells_to_fill = st.one_of(short_cells, areas, choices, ticks)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 5))
    columns = tuple(
        Column(header=draw(texts(4)), weight=draw(st.integers(1, 4))) for _ in range(width)
    )
    row = st.one_of(st.tuples(*[one] * width) for one in (cells_to_read, cells_to_fill))
    rows = draw(st.lists(row, min_size=1, max_size=6))
    return Table(columns=columns, rows=tuple(rows), stretches=draw(st.booleans()))


entries = st.builds(
    Entry, label=texts(40), box=st.one_of(boxes, choices, ticks), width=st.integers(20, 900)
)
parts = st.one_of(
    st.builds(Heading, text=texts(12), level=st.sampled_from((2, 3))),
    st.builds(Paragraph, text=texts(900)),
    st.builds(Bullets, items=st.lists(texts(200), min_size=1, max_size=5).map(tuple)),
    st.builds(Entries, entries=st.lists(entries, min_size=1, max_size=5).map(tuple)),
    st.builds(Area, label=texts(20), hint=texts(60), box=areas),
    st.builds(
        Figure,
        svg=st.builds(SVG.format, width=st.integers(10, 2000), height=st.integers(10, 2000)),
        alternative_text=st.just("Kuvio"),
    ),
    tables(),
)


def named(drawn: Sequence[Part]) -> tuple[Part, ...]:
    """Parts whose fields have names of their own."""
    numbers = iter(range(10_000))

    def name(box: object) -> object:
        if isinstance(box, TextBox | Choice | Tick):
            return evolve(box, name=f"x{next(numbers)}")
        return box

    def name_all(part: Part) -> Part:
        match part:
            case Entries():
                inside = tuple(evolve(e, box=name(e.box)) for e in part.entries)
                return Entries(entries=inside)
            case Area():
                return evolve(part, box=name(part.box))
            case Table():
                rows = tuple(tuple(map(name, row)) for row in part.rows)
                return evolve(part, rows=rows)
        return part

    return tuple(map(name_all, drawn))


def extent(placed: Placed) -> tuple[float, float]:
    """Upper and lower edge of something on a page."""
    match placed:
        case PlacedText():
            return placed.top, placed.top - len(placed.lines) * placed.style.leading
        case PlacedPoint() | PlacedReference():
            return extent(placed.text)
        case PlacedEntry(label=None):
            return placed.box.rect.top, placed.box.rect.bottom
        case PlacedEntry():
            top, bottom = extent(placed.label)
            return max(top, placed.box.rect.top), min(bottom, placed.box.rect.bottom)
        case PlacedHeader() | PlacedRow():
            return placed.top, placed.bottom
        case PlacedFigure():
            return placed.rect.top, placed.rect.bottom


def edges(placed: Placed) -> Iterator[float]:
    """Left and right edges of something on a page."""
    match placed:
        case PlacedText():
            yield placed.left
            yield placed.left + max(placed.style.width(line.rstrip()) for line in placed.lines)
        case PlacedPoint() | PlacedReference():
            yield from edges(placed.text)
        case PlacedEntry():
            if placed.label:
                yield from edges(placed.label)
            yield from (placed.box.rect.left, placed.box.rect.right)
        case PlacedHeader() | PlacedRow():
            yield from (placed.edges[0], placed.edges[-1])
        case PlacedFigure():
            yield from (placed.rect.left, placed.rect.right)


def problems(laid: PlacedSection) -> Iterator[str]:
    for number, page in enumerate(laid.pages, 1):
        yield from (f"page {number}: {problem}" for problem in problems_of_page(page, laid))
        if number < len(laid.pages) and is_left_alone(page):
            yield f"page {number}: {page[-1]} is left alone"


def is_left_alone(page: Page) -> bool:
    """Tell whether a page ends with headings, of which there may be too many for one page."""
    headings = takewhile(is_heading, reversed(page))
    return isinstance(page[-1], PlacedHeader) or 0 < len(list(headings)) <= 3


def is_heading(placed: Placed) -> bool:
    return isinstance(placed, PlacedText) and placed.tag.startswith("H")


def problems_of_page(page: Page, laid: PlacedSection) -> Iterator[str]:
    if not page:
        yield "nothing stands on it"
    for placed in page:
        top, bottom = extent(placed)
        if top > laid.shape.top + HAIR or bottom < laid.shape.bottom - HAIR:
            yield f"{placed} hangs over the upper or lower margin"
        if not all(36 - HAIR <= edge <= laid.shape.right + HAIR for edge in edges(placed)):
            yield f"{placed} hangs over a side margin"
    for one, other in pairwise(page):
        beside = isinstance(one, PlacedEntry) and isinstance(other, PlacedEntry)
        if extent(other)[0] > extent(one)[1] + HAIR and not (beside and stand_apart(one, other)):
            yield f"{one} overlaps {other}"


def stand_apart(one: PlacedEntry, other: PlacedEntry) -> bool:
    return max(edges(one)) < min(edges(other))


# What leads to a picture is higher than a page: its heading still keeps what it is about.
HIGHER_THAN_A_PAGE = [
    Heading(text="sanoja", level=2),
    Area(label="sanoja", hint="sanoja", box=TextBox(name="x", tooltip="sanoja", lines=4)),
    Paragraph(text="sanoja"),
    Paragraph(text=" ".join(["sanoja"] * 400)),
    Heading(text="sanoja", level=2),
    Paragraph(text="sanoja"),
    Paragraph(text=" ".join(["sanoja"] * 568)),
    Figure(svg=SVG.format(width=10, height=88), alternative_text="Kuvio"),
]

# The row without a word comes where a page is full.
EMPTY_ROW_AT_THE_END_OF_A_PAGE = [
    Table(
        columns=(Column(header="sanoja", weight=1),),
        rows=(
            (TextBox(name="x", tooltip="sanoja", lines=2, value=" ".join(["sanoja"] * 701)),),
            (CellText(),),
        ),
    )
]


@example(drawn=EMPTY_ROW_AT_THE_END_OF_A_PAGE, landscape=False)
@example(drawn=HIGHER_THAN_A_PAGE, landscape=True)
@settings(max_examples=150, deadline=None)
@given(drawn=st.lists(parts, max_size=12), landscape=st.booleans())
def test_nothing_overlaps_or_hangs_over_an_edge(drawn: list[Part], landscape: bool) -> None:
    end = Paragraph(text="Loppu.")
    laid = lay_out(document(section(*named(drawn), end, landscape=landscape)))
    assert list(problems(laid.sections[0])) == []


@settings(max_examples=50, deadline=None)
@given(titles=st.lists(texts(40), min_size=1, max_size=60))
def test_the_table_of_contents_overlaps_nowhere(titles: list[str]) -> None:
    sections = [Section(parts=(Heading(text=title, level=1),)) for title in titles]
    laid = lay_out(evolve(document(*sections), title="Nimi"))
    assert laid.contents is not None
    assert list(problems(laid.contents)) == []
