import runpy
import sys
from collections.abc import Callable
from functools import partial
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from types import FrameType

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from toimintamalli_pdf.layout import (
    Cell,
    CellText,
    Choice,
    Column,
    Entries,
    Entry,
    Heading,
    Paragraph,
    Table,
    TextBox,
    Tick,
)
from toimintamalli_pdf.layout._lay_out import lay_out
from toimintamalli_pdf.layout._placed import PlacedHeader
from toimintamalli_pdf.tagging import writable_text

HELPERS = runpy.run_path(str(Path(__file__).with_name("layouts.py")))
FILES = runpy.run_path(str(Path(__file__).with_name("files.py")))
CHOICES, WORDS, LONG = map(HELPERS.__getitem__, ("CHOICES", "WORDS", "LONG_ANSWER"))
document, section, text_table = map(HELPERS.__getitem__, ("document", "section", "text_table"))
draw = partial(HELPERS["draw"], landscape=True)
elements_of, pages_of_texts = HELPERS["elements_of"], HELPERS["pages_of_texts"]
field_places, fields_by_name = HELPERS["field_places"], HELPERS["fields_by_name"]
field_values = FILES["field_values"]

Findings = Callable[[bytes], list[str]]
ReadingOrder = Callable[[bytes], list[tuple[str, str]]]

NAMES = ("PÄÄMÄÄRÄ", "MUUTOS", "MOTIVAATIO", "EPÄILYS", "EPÄILYN HÄLVENNYS")
LEVELS = ("Asiantuntija", "Lähitiimi", "Johto")
WORKSHEET_COLUMNS = (
    Column(header="Teema ja kysymys", is_row_header=True),
    *(Column(header=level, weight=1.5) for level in LEVELS),
)


def worksheet(answer: str = "", *, stretches: bool = True) -> Table:
    rows = tuple(
        (
            CellText(strong=name, text="Mitä siitä ajatellaan?"),
            *(
                TextBox(name=f"r{row}c{column}", tooltip=f"{level}, {name}", lines=3, value=answer)
                for column, level in enumerate(LEVELS)
            ),
        )
        for row, name in enumerate(NAMES)
    )
    return Table(columns=WORKSHEET_COLUMNS, rows=rows, stretches=stretches)


# Structure ------------------------------------------------------------------------------------


def test_a_table_has_header_cells_for_columns_and_rows() -> None:
    tree = elements_of(draw(worksheet()).data)
    tags = [tag for tag, _ in tree if tag in {"Table", "TR", "TH", "TD"}]
    assert tags == ["Table", "TR", *["TH"] * 4, *["TR", "TH", "TD", "TD", "TD"] * 5]
    scopes = [entries["/A"]["/Scope"] for tag, entries in tree if tag == "TH"]
    assert scopes == ["/Column"] * 4 + ["/Row"] * 5


def test_an_empty_cell_is_a_cell(findings: Findings) -> None:
    drawn = draw(text_table((CellText(text="a"), CellText()), (CellText(text=" \n "), CellText())))
    tags = [tag for tag, _ in elements_of(drawn.data)]
    assert tags.count("TD") == 4
    assert findings(drawn.data) == []


def test_the_paragraphs_of_a_cell_are_elements_of_their_own(reading_order: ReadingOrder) -> None:
    cell = CellText(strong="Nimi", text="Ensin.\n\nSitten.")
    read = reading_order(draw(text_table((cell, CellText(text="b")))).data)
    assert read[3:] == [("P", "Nimi"), ("P", "Ensin."), ("P", "Sitten."), ("P", "b")]


def test_two_tables_are_two_elements() -> None:
    table = text_table((CellText(text="a"), CellText(text="b")))
    tags = [tag for tag, _ in elements_of(draw(table, table).data)]
    assert tags.count("Table") == 2


def test_fields_are_parts_of_their_cells() -> None:
    row: tuple[Cell, ...] = (
        TextBox(name="a", tooltip="A", lines=3),
        Choice(name="b", tooltip="B", options=CHOICES),
        Tick(name="c", tooltip="C"),
    )
    drawn = draw(text_table(row, headers=("A", "B", "C")))
    with pikepdf.open(BytesIO(drawn.data)) as pdf:
        [*_, table] = pdf.Root.StructTreeRoot.K[0].K
        assert [str(cell.K[0].S) for cell in table.K[1].K] == ["/Form"] * 3


def test_repeated_headers_are_read_once_and_seen_on_every_page(
    findings: Findings, reading_order: ReadingOrder
) -> None:
    drawn = draw(worksheet(LONG * 12))
    assert drawn.pages[0] > 2
    assert reading_order(drawn.data).count(("TH", "Johto")) == 1
    assert all("Lähitiimi" in page for page in pages_of_texts(drawn.data))
    assert findings(drawn.data) == []


# Widths and heights ---------------------------------------------------------------------------


def test_columns_share_the_width_by_their_weights() -> None:
    boxes = tuple(TextBox(name=f"c{n}", tooltip="C", lines=2) for n in range(3))
    columns = (Column(header="A", weight=1), Column(header="B", weight=2), Column(header="C"))
    places = field_places(draw(Table(columns=columns, rows=(boxes,))).data)
    widths = [places[f"c{n}"].right - places[f"c{n}"].left + 4 for n in range(3)]
    assert widths == pytest.approx([769.89 / 4, 769.89 / 2, 769.89 / 4], abs=0.02)


def test_no_header_is_broken_within_a_word_where_there_is_room() -> None:
    columns = (Column(header="Väittämä", weight=20), Column(header="Tarkistettu", weight=1))
    table = Table(columns=columns, rows=((CellText(text="a"), CellText(text="b")),))
    assert "Tarkistettu" in pages_of_texts(draw(table, landscape=False).data)[0]


@settings(deadline=None)
@given(
    headers=st.lists(st.text("abcåäö", min_size=5, max_size=17), min_size=2, max_size=6),
    weights=st.lists(st.integers(1, 9), min_size=6, max_size=6),
)
def test_headers_of_one_word_stay_on_one_line(headers: list[str], weights: list[int]) -> None:
    columns = tuple(
        Column(header=header, weight=weight)
        for header, weight in zip(headers, weights, strict=False)
    )
    table = Table(columns=columns, rows=((CellText(),) * len(columns),))
    [header, _] = lay_out(document(section(table, landscape=True))).sections[0].pages[0][1:]
    assert isinstance(header, PlacedHeader)
    assert header.cells == tuple((one,) for one in headers)


def test_numbers_end_at_the_right_edge() -> None:
    def left_edges(*amounts: str) -> list[float]:
        rows = [(CellText(text="x"), CellText(text=one, is_number=True)) for one in amounts]
        found: list[float] = []

        def visit(text: str, _cm: object, matrix: list[float], *_rest: object) -> None:
            if text.strip() in amounts:
                found.append(matrix[4])

        page = PdfReader(BytesIO(draw(text_table(*rows)).data)).pages[0]
        page.extract_text(visitor_text=visit)
        return found

    short, long = left_edges("7", "7 777 777")
    assert short > long > 600


def test_the_header_of_numbers_ends_with_them() -> None:
    def left_edge(*, is_number: bool) -> float:
        row = (CellText(text="a"), CellText(text="7", is_number=is_number))
        found: list[float] = []

        def visit(text: str, _cm: object, matrix: list[float], *_rest: object) -> None:
            if "Kaksi" in text:
                found.append(matrix[4])

        PdfReader(BytesIO(draw(text_table(row)).data)).pages[0].extract_text(visitor_text=visit)
        return found[0]

    assert left_edge(is_number=True) > left_edge(is_number=False) + 300


def test_rows_grow_with_their_answers() -> None:
    def height(answer: str) -> float:
        return field_places(draw(worksheet(answer, stretches=False)).data)["r0c0"].height

    assert height(LONG * 9) > height(LONG * 5) > height("") > 40


def test_a_field_fills_its_cell() -> None:
    row = (CellText(text=LONG * 10), TextBox(name="a", tooltip="A", lines=2))
    place = field_places(draw(text_table(row)).data)["a"]
    assert place.height > 100


def test_a_list_to_choose_from_fills_its_cell_and_a_box_to_tick_keeps_its_size() -> None:
    row: tuple[Cell, ...] = (
        CellText(text=LONG * 10),
        Choice(name="b", tooltip="B", options=CHOICES, value="on"),
        Tick(name="c", tooltip="C"),
    )
    places = field_places(draw(text_table(row, headers=("A", "B", "C"))).data)
    assert (places["b"].height, places["c"].height) == pytest.approx((166, 12), abs=0.02)


def test_a_list_to_choose_from_fills_a_low_row() -> None:
    row = (CellText(text="a"), Choice(name="b", tooltip="B", options=CHOICES))
    assert field_places(draw(text_table(row)).data)["b"].height == pytest.approx(17.5, abs=0.02)


def test_the_rows_of_a_short_worksheet_fill_the_page() -> None:
    lowest = min(place.bottom for place in field_places(draw(worksheet()).data).values())
    assert 46 < lowest < 60


def test_stretched_rows_leave_room_for_what_follows(findings: Findings) -> None:
    closing = (
        Heading(text="Käsittely"),
        Entries(entries=(Entry(label="Liitetty", box=Tick(name="tick", tooltip="Liitetty")),)),
    )
    drawn = draw(worksheet(), *closing)
    places = field_places(drawn.data)
    assert drawn.pages == (1,)
    assert 46 < places["tick"].bottom < 60
    assert places["r4c0"].height == places["r0c0"].height > 55
    assert findings(drawn.data) == []


def test_rows_that_do_not_fit_are_not_stretched() -> None:
    def heights(*, stretches: bool) -> list[float]:
        table = worksheet(LONG * 12, stretches=stretches)
        return [place.height for place in field_places(draw(table).data).values()]

    assert heights(stretches=True) == heights(stretches=False)


# Ends of pages --------------------------------------------------------------------------------


@pytest.mark.parametrize("before", range(16, 32))
def test_a_short_end_has_the_last_row_with_it(before: int) -> None:
    rows = [(CellText(text=f"rivi {n}"), TextBox(name=f"k{n}", tooltip="K")) for n in range(4)]
    fillers = (Paragraph(text="Täyte.") for _ in range(before))
    end = Paragraph(text="Lähde: tiedossa.")
    *_, last = pages_of_texts(draw(*fillers, text_table(*rows), end).data)
    assert "Lähde: tiedossa." in last
    assert "rivi 3" in last


def test_a_row_with_fields_stays_on_one_page() -> None:
    drawn = draw(worksheet(LONG * 8))
    places = field_places(drawn.data)
    texts = pages_of_texts(drawn.data)
    for row, name in enumerate(NAMES):
        assert name in texts[places[f"r{row}c0"].page]
    for one, other in pairwise(sorted(places.values(), key=lambda place: (place.page, -place.top))):
        assert one.page < other.page or one.top == other.top or one.bottom > other.top


def test_a_row_to_read_goes_on_over_page_ends(
    findings: Findings, reading_order: ReadingOrder
) -> None:
    long, longer = (" ".join(f"{w}{n}" for n in range(c)) for w, c in (("a", 900), ("b", 3000)))
    table = text_table(
        (CellText(strong="Nimi", text=long), CellText(text=f"{longer}\nLoppu.")),
        (CellText(text="c"), CellText(text="d")),
    )
    drawn = draw(table)
    assert drawn.pages[0] > 3
    assert reading_order(drawn.data)[1:] == [
        ("TH", "Yksi"),
        ("TH", "Kaksi"),
        ("P", "Nimi"),
        ("P", long),
        ("P", longer),
        ("P", "Loppu."),
        ("P", "c"),
        ("P", "d"),
    ]
    tags = [tag for tag, _ in elements_of(drawn.data)]
    assert (tags.count("TR"), tags.count("TD"), tags.count("Table")) == (3, 4, 1)
    assert all("Kaksi" in page for page in pages_of_texts(drawn.data))
    assert findings(drawn.data) == []


@pytest.mark.parametrize("before", range(10, 30))
def test_a_short_row_to_read_stays_on_one_page(before: int) -> None:
    fillers = [(CellText(text=f"rivi {n}"), CellText()) for n in range(before)]
    row = (CellText(text="alku " + "väli " * 60 + "loppu"), CellText())
    pages = pages_of_texts(draw(text_table(*fillers, row)).data)
    assert [page for page in pages if "alku" in page] == [page for page in pages if "loppu" in page]


def test_an_answer_higher_than_a_page_goes_on_after_the_section(
    findings: Findings, reading_order: ReadingOrder
) -> None:
    answer = " ".join(f"sana{number}" for number in range(2000))
    row = (CellText(text="Kysymys"), TextBox(name="k", tooltip="Kysymys, Kaksi", value=answer))
    long_row = (row[0], TextBox(name="k", tooltip="Kysymys, Kaksi", lines=3, value=answer))
    for table in (text_table(row), text_table(long_row)):
        drawn = draw(table)
        read = reading_order(drawn.data)
        start = read.index(("H2", WORDS.continuation_heading))
        assert read[start + 1] == ("H3", "Kysymys, Kaksi")
        shown = fields_by_name(drawn.data)["k"]["drawn"].removesuffix(WORDS.continued_marker)
        assert f"{shown.rstrip()} {read[start + 2][1]}" == answer
        assert field_values(drawn.data)["k"] == answer
        assert drawn.continued == ("k",)
        assert findings(drawn.data) == []


@pytest.mark.parametrize("fillers", [0, 5])
def test_a_question_higher_than_a_page_goes_on_beside_its_field(
    findings: Findings, reading_order: ReadingOrder, fillers: int
) -> None:
    question = " ".join(f"sana{number}" for number in range(2000))
    rows = [
        *((CellText(text="a"), CellText(text="b")) for _ in range(fillers)),
        (CellText(text=question), TextBox(name="k", tooltip="K", lines=3)),
        (CellText(text="c"), CellText(text="d")),
    ]
    drawn = draw(text_table(*rows))
    assert ("P", question) in reading_order(drawn.data)
    assert field_places(drawn.data)["k"].height > 300
    assert findings(drawn.data) == []


def test_many_rows_take_work_in_proportion() -> None:
    def calls(count: int) -> int:
        """Number of functions that are called to draw so many rows."""
        rows = [(CellText(text=f"rivi {n}"), CellText(text=LONG)) for n in range(count)]
        table = text_table(*rows)
        called = 0

        def note(_frame: FrameType, event: str, _argument: object) -> None:
            nonlocal called
            called += event == "call"

        sys.setprofile(note)
        try:
            draw(table)
        finally:
            sys.setprofile(None)
        return called

    calls(10)
    assert calls(2000) < 4.4 * calls(500)


# Any text -------------------------------------------------------------------------------------

TEXTS = st.text(alphabet=st.characters(codec=None), max_size=200)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(texts=st.lists(TEXTS, min_size=3, max_size=3), landscape=st.booleans())
def test_any_text_makes_an_accessible_table(
    findings: Findings, texts: list[str], landscape: bool
) -> None:
    first, second, third = texts
    table = Table(
        columns=(Column(header="A", is_row_header=True), Column(header="B"), Column(header="C")),
        rows=(
            (CellText(strong=first, text=second), CellText(text=third, is_number=True), CellText()),
            (
                CellText(text=third),
                TextBox(name="a", tooltip=f"x{first}", value=second),
                TextBox(name="b", tooltip="B", lines=4, value=third),
            ),
        ),
    )
    drawn = draw(table, landscape=landscape)
    values = field_values(drawn.data)
    assert (values["a"], values["b"]) == (writable_text(second), writable_text(third))
    assert findings(drawn.data) == []


WORD_LISTS = st.lists(
    st.lists(st.text("abcåäö", min_size=1, max_size=40), max_size=300), min_size=2, max_size=8
)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(cells=WORD_LISTS)
def test_every_word_of_every_cell_is_read(
    findings: Findings, reading_order: ReadingOrder, cells: list[list[str]]
) -> None:
    pairs = list(zip(cells[::2], cells[1::2], strict=False))
    rows = [tuple(CellText(text=" ".join(words)) for words in pair) for pair in pairs]
    drawn = draw(text_table(*rows))
    read = [text for tag, text in reading_order(drawn.data) if tag == "P"]
    assert read == [" ".join(words) for pair in pairs for words in pair if words]
    assert findings(drawn.data) == []


# Refused --------------------------------------------------------------------------------------


def test_more_columns_than_fit_are_refused() -> None:
    columns = tuple(Column(header=f"C{n}") for n in range(60))
    with pytest.raises(ValueError, match="the column 'C0' does not fit"):
        draw(Table(columns=columns, rows=((CellText(),) * 60,)))


def test_headers_that_crowd_out_the_rows_are_refused() -> None:
    table = Table(columns=(Column(header="sarake " * 300),), rows=((CellText(),),))
    with pytest.raises(ValueError, match="column headers"):
        draw(table)
