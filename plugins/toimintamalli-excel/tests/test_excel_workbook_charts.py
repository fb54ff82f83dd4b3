"""Charts: what they draw, how they are told apart, and what is said of them in words."""

import hashlib
import io
import itertools
import os
import subprocess
import sys
import zipfile
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import range_boundaries

from toimintamalli_excel.workbook import (
    MOST_SERIES,
    Chart,
    ChartKind,
    ChartSeries,
    Column,
    ColumnKind,
    ContinuationSheet,
    NoteKind,
    TableSheet,
    WorkbookSpec,
    unescape_text,
    write_workbook,
)

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"

CONTINUATION = ContinuationSheet(
    name="Jatko",
    table_name="Jatko",
    sheet_header="Välilehti",
    row_header="Tunnus",
    column_header="Sarake",
    part_header="Osa",
    text_header="Teksti",
)
LEVELS = ("Eri mieltä", "Samaa mieltä", "_x000D_ & <muu>")
STATEMENTS = (
    ("=1+1", 1, 2, 3),
    ("'Toinen' _x000D_ & <väittämä>", 0, None, Decimal("4.50")),
    (None, 5, 6, 7),
)
DAYS = (
    (date(2025, 1, 7), 10, 20),
    (None, 11, 20),
    (date(2025, 3, 4), None, 20),
    (date(1899, 1, 1), 13, 10**20 + 1),
    (date(2025, 12, 31), 14.5, 20),
)


def chart(**changes):
    values = {
        "kind": ChartKind.STACKED_SHARES,
        "title": "Vastausten jakauma",
        "alt_text": "Väittämien vastaukset tasoittain; luvut ovat taulukossa vieressä.",
        "category": "Väittämä",
        "series": tuple(ChartSeries(column=level) for level in LEVELS),
        "category_title": "Väittämä",
        "value_title": "Osuus vastauksista",
    }
    return Chart(**values | changes)


def line_chart(**changes):
    values = {
        "kind": ChartKind.LINES,
        "title": "Yhteydenotot",
        "category": "Päivä",
        "series": (
            ChartSeries(column="Havainto"),
            ChartSeries(column="Tavoite", dashed=True, markers=False),
        ),
        "category_title": "Päivä",
        "value_title": "Arvo",
        "number_format": "0.0",
    }
    return chart(**values | changes)


def statements(*charts, rows=STATEMENTS, name="It's väittämät & muu"):
    columns = (
        Column(header="Väittämä", width=40),
        *(Column(header=level, kind=ColumnKind.INTEGER) for level in LEVELS),
    )
    return TableSheet(name=name, table_name="V", columns=columns, rows=rows, charts=charts)


def observations(*charts):
    columns = (
        Column(header="Päivä", kind=ColumnKind.DATE),
        Column(header="Havainto", kind=ColumnKind.DECIMAL),
        Column(header="Tavoite", kind=ColumnKind.DECIMAL),
    )
    return TableSheet(name="Mittarit", table_name="M", columns=columns, rows=DAYS, charts=charts)


def written(*sheets):
    return write_workbook(
        WorkbookSpec(title="Kooste", product="Koeohjelma", sheets=sheets, continuation=CONTINUATION)
    )


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {
            name: ElementTree.fromstring(package.read(name))
            for name in package.namelist()
            if name.endswith(".xml")
        }


def drawn(*sheets):
    """The chart parts in order."""
    found = parts(written(*sheets).data)
    names = [f"xl/charts/chart{n}.xml" for n in range(1, len(found))]
    return [found[name] for name in names if name in found]


def text(element, path):
    """All letters under a path."""
    return ["".join(found.itertext()) for found in element.iterfind(path)]


def titles(space):
    return text(space, f".//{C}title")


def cells(data, reference):
    """What a reader of the file finds where a chart refers to."""
    sheet, _, place = reference.rpartition("!")
    sheet = sheet.removeprefix("'").removesuffix("'").replace("''", "'")
    first_column, first, last_column, last = range_boundaries(place)
    assert first_column == last_column
    rows = openpyxl.load_workbook(io.BytesIO(data))[sheet]
    return [rows.cell(row, first_column) for row in range(first, last + 1)]


def cache(reference):
    """The stored values by their place, and how many places there are."""
    stored = reference.find(f"{C}strCache") or reference.find(f"{C}numCache")
    points = {int(p.get("idx")): p.findtext(f"{C}v") for p in stored.iterfind(f"{C}pt")}
    return points, int(stored.find(f"{C}ptCount").get("val"))


@pytest.mark.parametrize("sheet", [statements(chart()), observations(line_chart())])
def test_a_chart_stores_the_very_values_of_the_cells_it_refers_to(sheet):
    data = written(sheet).data
    space = parts(data)["xl/charts/chart1.xml"]

    references = [*space.iter(f"{C}strRef"), *space.iter(f"{C}numRef")]
    assert len(references) == 3 * len(sheet.charts[0].series)
    for reference in references:
        found = cells(data, reference.findtext(f"{C}f"))
        points, count = cache(reference)
        assert count == len(found)
        for place, cell in enumerate(found):
            if reference.tag == f"{C}strRef":
                assert points.get(place) == (None if cell.value is None else str(cell.value))
            elif cell.data_type == "n" and cell.value is not None:
                assert float(points[place]) == cell.value
            elif cell.data_type == "d":
                assert float(points[place]) == (cell.value.date() - date(1899, 12, 30)).days
            else:
                assert place not in points


def test_a_chart_names_its_series_and_categories_after_the_table():
    (space,) = drawn(statements(chart()))

    first, *_ = space.iter(f"{C}ser")
    assert text(first, f"{C}tx//{C}f") == ["'It''s väittämät & muu'!$B$1"]
    assert text(first, f"{C}cat//{C}f") == ["'It''s väittämät & muu'!$A$2:$A$4"]
    assert text(first, f"{C}val//{C}f") == ["'It''s väittämät & muu'!$B$2:$B$4"]
    names = [series.findtext(f"{C}tx//{C}v") for series in space.iter(f"{C}ser")]
    assert [unescape_text(name) for name in names] == list(LEVELS)
    categories = text(first, f"{C}cat//{C}v")
    assert [unescape_text(name) for name in categories] == [row[0] for row in STATEMENTS[:2]]


def test_a_chart_can_draw_some_of_the_rows():
    data = written(statements(chart(first_row=2, last_row=2)))
    space = parts(data.data)["xl/charts/chart1.xml"]

    assert {place.rpartition("!")[2] for place in text(space, f".//{C}val//{C}f")} == {
        "$B$3:$B$3",
        "$C$3:$C$3",
        "$D$3:$D$3",
    }


def test_a_chart_of_a_table_without_rows_waits_for_the_first_one():
    (space,) = drawn(statements(chart(), rows=()))

    series = next(space.iter(f"{C}ser"))
    assert text(series, f"{C}val//{C}f") == ["'It''s väittämät & muu'!$B$2:$B$2"]
    assert cache(series.find(f"{C}val/{C}numRef")) == ({}, 1)


def test_charts_and_axes_have_titles_and_no_axis_is_left_out():
    (space,) = drawn(statements(chart()))

    assert titles(space) == ["Vastausten jakauma", "Väittämä", "Osuus vastauksista"]
    axes = [*space.iter(f"{C}catAx"), *space.iter(f"{C}valAx")]
    assert [axis.find(f"{C}delete").get("val") for axis in axes] == ["0", "0"]
    assert {title.find(f"{C}overlay").get("val") for title in space.iter(f"{C}title")} <= {"0"}


def test_every_chart_has_its_alternative_text_and_a_name_in_the_words_of_the_caller():
    first = chart(alt_text='Jakauma: "samaa mieltä" 60 % & muut <40 %>')
    second = chart(kind=ChartKind.BARS, title="Pylväät", alt_text="Samaa\nmieltä\x00 olevat")
    data = written(statements(first, second), observations(line_chart(alt_text="Sarja")))
    found = parts(data.data)

    frames = [
        (frame.get("name"), frame.get("descr"))
        for number in (1, 2)
        for frame in found[f"xl/drawings/drawing{number}.xml"].iter(f"{XDR}cNvPr")
    ]
    assert frames == [
        ("Vastausten jakauma", 'Jakauma: "samaa mieltä" 60 % & muut <40 %>'),
        ("Pylväät", "Samaa mieltä olevat"),
        ("Yhteydenotot", "Sarja"),
    ]
    (note,) = (n for n in data.notes if n.kind is NoteKind.CHARACTERS_REMOVED)
    assert note.count == 1


@pytest.mark.parametrize(
    "hostile", ["=1+1", "_x000D_", "]]>", "<t>&amp;", "a\x00\ud800b", "a\r\nb\tc", "😀" * 500]
)
def test_hostile_texts_in_charts_stay_text_on_one_line(hostile):
    sheet = statements(
        chart(title=hostile, alt_text=hostile, category_title=hostile, value_title=hostile)
    )
    data = written(sheet).data
    space = parts(data)["xl/charts/chart1.xml"]

    clean = " ".join(hostile.replace("\x00", "").replace("\ud800", "").split())
    shown = set(titles(space))
    assert len(shown) == 1
    assert clean.startswith(shown.pop())
    frame = next(parts(data)["xl/drawings/drawing1.xml"].iter(f"{XDR}cNvPr"))
    assert frame.get("descr") == clean
    openpyxl.load_workbook(io.BytesIO(data))


@settings(max_examples=25, deadline=None)
@given(
    header=st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=40),
    name=st.text(st.characters(exclude_categories=()), max_size=40),
)
def test_charts_find_their_cells_whatever_the_names_of_sheets_and_columns(header, name):
    columns = (Column(header="Tunnus"), Column(header=header + "·", kind=ColumnKind.INTEGER))
    drawing = chart(category="Tunnus", series=(ChartSeries(column=header + "·"),))
    sheet = TableSheet(
        name=name, table_name=name, columns=columns, rows=(("A", 1), ("B", 2)), charts=(drawing,)
    )

    data = written(sheet).data

    (values,) = text(parts(data)["xl/charts/chart1.xml"], f".//{C}val//{C}f")
    assert [cell.value for cell in cells(data, values)] == [1, 2]


def test_shares_are_bars_of_equal_length_and_told_in_per_cent():
    (space,) = drawn(statements(chart()))

    bars = next(space.iter(f"{C}barChart"))
    assert bars.find(f"{C}grouping").get("val") == "percentStacked"
    assert (bars.find(f"{C}barDir").get("val"), bars.find(f"{C}overlap").get("val")) == (
        "bar",
        "100",
    )
    axis = next(space.iter(f"{C}valAx"))
    assert axis.find(f"{C}numFmt").get("formatCode") == "0\\ %"
    order = next(space.iter(f"{C}catAx")).find(f"{C}scaling/{C}orientation")
    assert order.get("val") == "maxMin"


def test_bars_begin_at_zero_and_show_their_values():
    one = (ChartSeries(column=LEVELS[1]),)
    (space,) = drawn(statements(chart(kind=ChartKind.BARS, series=one, number_format="0")))

    axis = next(space.iter(f"{C}valAx"))
    assert float(axis.find(f"{C}scaling/{C}min").get("val")) == 0
    assert next(space.iter(f"{C}showVal")).get("val") == "1"
    assert space.find(f".//{C}legend") is None


def test_lines_stand_over_days_and_missing_values_are_gaps():
    (space,) = drawn(observations(line_chart()))

    axis = next(space.iter(f"{C}dateAx"))
    assert axis.find(f"{C}numFmt").get("formatCode") == "d.m.yyyy"
    assert axis.find(f"{C}delete").get("val") == "0"
    assert next(space.iter(f"{C}dispBlanksAs")).get("val") == "gap"
    values, _ = cache(next(space.iter(f"{C}val")).find(f"{C}numRef"))
    assert sorted(values) == [0, 1, 3, 4]


def test_lines_can_stand_over_categories_that_are_no_days():
    (space,) = drawn(statements(chart(kind=ChartKind.LINES)))

    assert next(space.iter(f"{C}catAx")) is not None
    assert space.find(f".//{C}dateAx") is None


def test_bars_can_be_told_apart_without_colours():
    names = [f"Taso {number}" for number in range(MOST_SERIES)]
    columns = (Column(header="A"), *(Column(header=n, kind=ColumnKind.INTEGER) for n in names))
    series = tuple(ChartSeries(column=name) for name in names)
    rows = (("a", *range(MOST_SERIES)),)
    drawing = chart(category="A", series=series)
    (space,) = drawn(
        TableSheet(name="T", table_name="T", columns=columns, rows=rows, charts=(drawing,))
    )

    looks = [fill(found.find(f"{C}spPr")) for found in space.iter(f"{C}ser")]
    assert len(looks) == MOST_SERIES
    for pattern in {pattern for pattern, _ in looks}:
        greys = sorted(grey for other, grey in looks if other == pattern)
        assert all(b - a > 0.12 for a, b in itertools.pairwise(greys))
    outlines = [found.find(f"{C}spPr/{A}ln/{A}solidFill") for found in space.iter(f"{C}ser")]
    assert None not in outlines


def fill(looks):
    """The pattern and the lightness of what lies under it."""
    pattern = looks.find(f"{A}pattFill")
    path = f"{A}solidFill/{A}srgbClr" if pattern is None else f"{A}pattFill/{A}bgClr/{A}srgbClr"
    colour = looks.find(path).get("val")
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    lightness = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return (None if pattern is None else pattern.get("prst")), lightness


def test_lines_can_be_told_apart_without_colours():
    names = [f"Sarja {number}" for number in range(MOST_SERIES)]
    columns = (Column(header="A"), *(Column(header=n, kind=ColumnKind.DECIMAL) for n in names))
    series = tuple(
        ChartSeries(column=name, dashed=number >= 4, markers=number < 4)
        for number, name in enumerate(names)
    )
    drawing = chart(kind=ChartKind.LINES, category="A", series=series)
    (space,) = drawn(TableSheet(name="T", table_name="T", columns=columns, charts=(drawing,)))

    looks = {
        (
            found.find(f"{C}spPr/{A}ln/{A}prstDash").get("val"),
            found.find(f"{C}marker/{C}symbol").get("val"),
        )
        for found in space.iter(f"{C}ser")
    }
    assert len(looks) == MOST_SERIES


def test_the_children_of_charts_follow_the_order_of_the_schema():
    sheets = (
        statements(chart(), chart(kind=ChartKind.BARS, series=(ChartSeries(column=LEVELS[0]),))),
        observations(line_chart()),
    )
    for space in drawn(*sheets):
        for name, order in SCHEMA.items():
            for found in space.iter(C + name):
                children = [child.tag.removeprefix(C) for child in found]
                assert children == sorted(children, key=order.split().index), name


_AXIS = (
    "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark"
    " minorTickMark tickLblPos spPr txPr crossAx crosses crossesAt"
)
SCHEMA = {
    "chartSpace": "date1904 lang roundedCorners style clrMapOvr chart spPr txPr",
    "chart": "title autoTitleDeleted plotArea legend plotVisOnly dispBlanksAs",
    "barChart": "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId",
    "lineChart": "grouping varyColors ser dLbls dropLines hiLowLines upDownBars marker axId",
    "ser": "idx order tx spPr invertIfNegative marker dPt dLbls trendline errBars cat val smooth",
    "catAx": f"{_AXIS} auto lblAlgn lblOffset noMultiLvlLbl",
    "dateAx": f"{_AXIS} auto lblOffset baseTimeUnit majorUnit majorTimeUnit",
    "valAx": f"{_AXIS} crossBetween majorUnit minorUnit dispUnits",
    "legend": "legendPos legendEntry layout overlay spPr txPr",
}


def test_charts_stand_right_of_their_table_side_by_side_where_no_filter_moves_them_together():
    data = written(statements(chart(), chart(title="Toinen"), chart(title="Kolmas"))).data
    drawing = parts(data)["xl/drawings/drawing1.xml"]

    columns = [int(place.text) for place in drawing.iter(f"{XDR}col")]
    assert columns[0] > len(LEVELS)
    assert all(b - a > 13 for a, b in itertools.pairwise(columns))
    assert {place.text for place in drawing.iter(f"{XDR}row")} == {"1"}


def test_in_print_the_table_keeps_its_size_and_each_chart_has_a_page_of_its_own():
    tall = ("a\nb\nc\nd\ne\nf", 1, 2, 3)
    workbook = openpyxl.load_workbook(
        io.BytesIO(written(statements(chart(), chart(), rows=(tall,) * 40)).data)
    )
    sheet = workbook.worksheets[0]

    table, first, second = (area.split("!")[-1] for area in sheet.print_area.split(","))
    assert table == "$A$1:$D$1048576"
    assert first.startswith("$F$2:")
    assert second.startswith("$U$2:")
    points = sum(sheet.row_dimensions[row].height for row in range(2, range_boundaries(first)[3]))
    assert 16 / 2.54 * 72 <= points < 16 / 2.54 * 72 + 4 * 90


def test_a_table_without_charts_has_no_drawing_and_no_print_area():
    data = written(statements()).data

    assert not [name for name in parts(data) if "drawing" in name or "chart" in name]
    assert not openpyxl.load_workbook(io.BytesIO(data)).worksheets[0].print_area


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"category": "Muu"}, "does not have: 'Muu'"),
        ({"series": (ChartSeries(column="Muu"),)}, "does not have: 'Muu'"),
        ({"series": (ChartSeries(column="Väittämä"),)}, "holds no numbers: 'Väittämä'"),
        ({"last_row": 4}, "a row below the last"),
        ({"first_row": 4}, "a row below the last"),
    ],
)
def test_a_chart_must_fit_its_table(changes, told):
    with pytest.raises(ValueError, match=told):
        statements(chart(**changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"title": " "},
        {"alt_text": "\x00"},
        {"category_title": ""},
        {"value_title": "\n"},
        {"series": ()},
        {"series": tuple(ChartSeries(column=str(n)) for n in range(MOST_SERIES + 1))},
        {"first_row": 0},
        {"first_row": 3, "last_row": 2},
    ],
)
def test_a_chart_must_say_what_it_draws(changes):
    with pytest.raises(ValueError, match=r"."):
        chart(**changes)


@pytest.mark.parametrize("changes", [{"kind": "pie"}, {"title": None}])
def test_a_chart_of_the_wrong_type_is_refused(changes):
    with pytest.raises(TypeError):
        chart(**changes)


HASH_SCRIPT = """
import datetime, hashlib
from toimintamalli_excel.workbook import *

words = dict(sheet_header="S", row_header="R", column_header="C", part_header="P", text_header="T")
columns = (
    Column(header="Päivä", kind=ColumnKind.DATE),
    Column(header="Ääni", kind=ColumnKind.INTEGER),
)
series = (ChartSeries(column="Ääni", dashed=True),)
said = dict(title="Ä & <b>", alt_text="Ä\\n& <b>", category_title="Ä", value_title="B")
charts = tuple(Chart(kind=kind, category="Päivä", series=series, **said) for kind in ChartKind)
rows = ((datetime.date(2025, 2, 10), 1), (datetime.date(2025, 2, 11), None))
sheet = TableSheet(name="Ä", table_name="A", columns=columns, rows=rows, charts=charts)
continuation = ContinuationSheet(name="J", table_name="J", **words)
spec = WorkbookSpec(title="T", product="p", sheets=(sheet,), continuation=continuation)
print(hashlib.sha256(write_workbook(spec).data).hexdigest())
"""


def test_no_file_is_made_on_the_way(monkeypatch):
    def refuse(*arguments, **settings):
        raise AssertionError("a file was opened")

    for name in ("NamedTemporaryFile", "TemporaryFile", "mkstemp", "mkdtemp"):
        monkeypatch.setattr(f"tempfile.{name}", refuse)
    monkeypatch.setattr("openpyxl.worksheet._writer.create_temporary_file", refuse)
    assert written(statements(chart()), observations(line_chart())).data


def test_bytes_of_charts_do_not_depend_on_hash_seed_locale_or_lxml():
    def run(**environment):
        return subprocess.run(
            [sys.executable, "-W", "error", "-c", HASH_SCRIPT],
            env=os.environ | {"PYTHONUTF8": "1"} | environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    hashes = {
        run(PYTHONHASHSEED="1", LC_ALL="C"),
        run(PYTHONHASHSEED="2", LC_ALL="C.UTF-8"),
        run(OPENPYXL_LXML="False"),
    }

    assert len(hashes) == 1


def test_the_same_charts_give_the_same_bytes_again():
    def digest():
        return hashlib.sha256(written(statements(chart()), observations(line_chart())).data)

    assert digest().hexdigest() == digest().hexdigest()
