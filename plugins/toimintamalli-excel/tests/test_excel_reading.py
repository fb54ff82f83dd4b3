"""What a reader of a workbook is given, and what is told of a file that is none."""

from __future__ import annotations

import datetime
import io
import random
import zipfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

import toimintamalli as tm
from toimintamalli_excel.workbook import (
    CELL_TEXT_LIMIT,
    Column,
    ColumnKind,
    ContinuationSheet,
    GuideRow,
    GuideSection,
    GuideSheet,
    ReadTable,
    ReadWorkbook,
    TableSheet,
    WorkbookSpec,
    clean_text,
    join_continued,
    read_workbook,
    write_workbook,
)

DATA = Path(__file__).parent / "data"
CONTINUATION = ContinuationSheet(
    name="Jatko",
    table_name="Jatko",
    sheet_header="Välilehti",
    row_header="Tunnus",
    column_header="Sarake",
    part_header="Osa",
    text_header="Teksti",
)
HOSTILE_TEXTS = (
    *("=1+1", "+358 40 123", "@x", "-a", "'a", "\t=1", "#N/A", "#DIV/0!", "TRUE", "1.1.2025"),
    *("_x000D_", "_x005F_x000D_", "__x000D_x000D_", "a\x00b", "a\x0bb", "\r\n=1", " reunat "),
    *("\ud800yksin", "a\ufffe", "\u00a0kova", "\u202eoikealta", "<t>&amp;]]></t>", "   ", "\n"),
    *("😀" * 20_000, "ä" * 100_000, "_x000D_" * 10_000),
)
# LibreOffice 7.4 writes an underscore that was itself escaped as it is.
LOST_BY_LIBREOFFICE = {"_x005F_x000D_", "__x000D_x000D_"}
KEPT_BY_LIBREOFFICE = tuple(
    text
    for text in HOSTILE_TEXTS
    if len(text) < 1000 and clean_text(text).text == text and text not in LOST_BY_LIBREOFFICE
)
TASKS = TableSheet(
    name="Tehtävät",
    table_name="Tehtavat",
    columns=(
        Column(header="Tunnus", kind=ColumnKind.CODE),
        Column(header="Tehtävä _x000D_"),
        Column(header="Määräaika", kind=ColumnKind.DATE),
        Column(header="Vuosi", kind=ColumnKind.INTEGER),
        Column(header="Kustannus (€)", kind=ColumnKind.DECIMAL),
    ),
    rows=(
        ("T1", "Koulutus", datetime.date(2025, 2, 10), 2025, 1234.5),
        ("T2", "Kokeilu", None, None, 12.0),
    ),
)
GUIDE = GuideSheet(
    name="Ohje",
    heading="Juurruttamissuunnitelma",
    sections=(GuideSection(heading="Tiedosto", rows=(GuideRow(label="Versio", text="1"),)),),
)


def texts_sheet(*texts: str, name: str = "Tekstit") -> TableSheet:
    columns = (Column(header="Tunnus", kind=ColumnKind.CODE), Column(header="Teksti"))
    rows = tuple((f"R{number}", text) for number, text in enumerate(texts))
    return TableSheet(name=name, table_name=name, columns=columns, rows=rows)


def written(*sheets: TableSheet | GuideSheet) -> bytes:
    spec = WorkbookSpec(
        title="Suunnitelma", product="Koeohjelma", sheets=sheets, continuation=CONTINUATION
    )
    return write_workbook(spec).data


SAVED = (GUIDE, TASKS, texts_sheet(*KEPT_BY_LIBREOFFICE, "ä" * 40_000))
WORKBOOK = written(*SAVED)


def read(data: bytes) -> ReadWorkbook:
    return join_continued(read_workbook(data), CONTINUATION)


def values(table: ReadTable) -> list[tuple[object, ...]]:
    return [tuple(cell.value for cell in row.cells) for row in table.rows]


def column(workbook: ReadWorkbook, sheet: str, heading: str) -> list[object]:
    (table,) = [table for table in workbook.tables if table.sheet == sheet]
    index = table.headings.index(heading)
    return [row.cells[index].value for row in table.rows]


def saved(workbook: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def sheet_of(*rows: list[Any], title: str = "Taulu") -> bytes:
    workbook = openpyxl.Workbook()
    workbook.active.title = title
    for row in rows:
        workbook.active.append(row)
    return saved(workbook)


def changed(data: bytes, **parts: bytes | None) -> bytes:
    """Return a workbook with parts replaced, added, or left out where None."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", 8) as new:
        contents = {name: old.read(name) for name in old.namelist()}
        for name, content in (contents | parts).items():
            if content is not None:
                new.writestr(name, content)
    return file.getvalue()


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def with_rows(rows: str, *, shared: str = "") -> bytes:
    """Return a workbook whose only sheet has the rows written in the given way."""
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    parts: dict[str, bytes | None] = {"xl/worksheets/sheet1.xml": sheet.encode()}
    if shared:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{shared}</sst>'.encode()
    return changed(sheet_of(["Otsikko"]), **parts)


def refused(data: bytes) -> tm.errors.ReadError:
    with pytest.raises(tm.ReadError) as caught:
        read_workbook(data)
    return caught.value


def code_of(data: bytes) -> str:
    (code,) = refused(data).report.codes
    return code


# -- what is read -------------------------------------------------------------------------------


def test_values_come_with_their_places_headings_and_rows() -> None:
    workbook = read_workbook(WORKBOOK)

    table = workbook.tables[1]
    assert (table.sheet, table.heading_row) == ("Tehtävät", 1)
    assert table.headings == ("Tunnus", "Tehtävä _x000D_", "Määräaika", "Vuosi", "Kustannus (€)")
    assert values(table) == [
        ("T1", "Koulutus", datetime.date(2025, 2, 10), 2025, 1234.5),
        ("T2", "Kokeilu", None, None, 12),
    ]
    assert [row.number for row in table.rows] == [2, 3]
    assert [cell.place for cell in table.rows[1].cells] == ["A3", "B3", "C3", "D3", "E3"]
    assert (workbook.language, workbook.problems) == ("fi-FI", ())


def test_whole_numbers_are_whole_however_they_are_stored() -> None:
    twelve = column(read_workbook(WORKBOOK), "Tehtävät", "Kustannus (€)")[1]

    assert (twelve, type(twelve)) == (12, int)


def test_a_guide_is_a_table_of_labels_and_texts() -> None:
    guide = read_workbook(WORKBOOK).tables[0]

    assert guide.headings == ("Juurruttamissuunnitelma", "")
    assert values(guide) == [("Tiedosto", None), ("Versio", "1")]


@pytest.mark.parametrize("text", HOSTILE_TEXTS, ids=lambda text: ascii(text[:12]))
def test_hostile_texts_come_back_equal_after_cleaning(text: str) -> None:
    workbook = read(written(texts_sheet(text)))

    assert [table.sheet for table in workbook.tables] == ["Tekstit"]
    assert column(workbook, "Tekstit", "Teksti") == [clean_text(text).text]
    assert workbook.problems == ()


@settings(max_examples=25, deadline=None)
@given(texts=st.lists(st.text(st.characters(exclude_categories=())), min_size=1, max_size=5))
def test_any_text_comes_back_equal_after_cleaning(texts: list[str]) -> None:
    workbook = read(written(texts_sheet(*texts)))

    expected = [clean_text(text).text or None for text in texts]
    assert column(workbook, "Tekstit", "Teksti") == expected


@settings(max_examples=10, deadline=None)
@given(
    pattern=st.text(st.sampled_from("a_x0D5F😀\n "), min_size=1, max_size=9),
    length=st.integers(min_value=32_700, max_value=70_000),
)
def test_any_long_text_comes_back_joined(pattern: str, length: int) -> None:
    text = (pattern * length)[:length]

    assert column(read(written(texts_sheet(text))), "Tekstit", "Teksti") == [text]


@pytest.mark.parametrize("name", ["It's", "Tehtävät & muut", "a" * 31])
def test_names_of_sheets_come_back(name: str) -> None:
    workbook = read(written(texts_sheet("ä" * 40_000, name=name)))

    assert [table.sheet for table in workbook.tables] == [name]
    assert workbook.problems == ()


def test_what_libreoffice_saved_again_is_the_same() -> None:
    workbook = read((DATA / "saved-by-libreoffice.xlsx").read_bytes())

    assert workbook == read(WORKBOOK)
    assert column(workbook, "Tekstit", "Teksti") == [*KEPT_BY_LIBREOFFICE, "ä" * 40_000]


def test_columns_may_be_reordered_and_added_and_rows_left_blank() -> None:
    data = sheet_of(
        [],
        [None, "Oma", "Teksti", None, "Tunnus"],
        [],
        [None, 1, "a", "ilman otsikkoa", "T1"],
        [" "],
    )

    (table,) = read_workbook(data).tables
    assert table.headings == ("", "Oma", "Teksti", "", "Tunnus")
    assert table.heading_row == 2
    assert values(table) == [(None, 1, "a", "ilman otsikkoa", "T1")]
    assert table.rows[0].number == 4


def test_headings_are_as_many_as_the_widest_row_has_cells_and_may_repeat() -> None:
    (table,) = read_workbook(sheet_of(["A", "A", 2024], [1, 2, 3, 4])).tables

    assert table.headings == ("A", "A", "2024", "")
    assert values(table) == [(1, 2, 3, 4)]


def test_blank_sheets_are_left_out_and_hidden_ones_read() -> None:
    workbook = openpyxl.Workbook()
    workbook.create_sheet("Piilossa").append(["Otsikko"])
    workbook["Piilossa"].sheet_state = "hidden"

    assert [table.sheet for table in read_workbook(saved(workbook)).tables] == ["Piilossa"]


def test_formulas_and_errors_have_no_value_and_stored_results_are_not_used() -> None:
    (table,) = read_workbook(
        with_rows(
            '<row r="1"><c r="A1" t="inlineStr"><is><t>Otsikko</t></is></c></row>'
            '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2" t="str"><f>"a"</f><v>a</v></c>'
            '<c r="C2" t="e"><v>#N/A</v></c><c r="D2"><f t="shared" si="0"/><v>4</v></c></row>'
        )
    ).tables

    cells = table.rows[0].cells
    assert [cell.value for cell in cells] == [None] * 4
    assert [cell.is_formula for cell in cells] == [True, True, False, True]
    assert [cell.is_error for cell in cells] == [False, False, True, False]


def test_a_heading_that_is_a_formula_is_told() -> None:
    workbook = read_workbook(sheet_of(["A", "=1+1"], [1, 2]))

    assert workbook.tables[0].headings == ("A", "")
    assert [(found.code, found.path) for found in workbook.problems] == [("EXCEL122", "Taulu!B1")]


def test_truth_values_are_the_words_that_users_type() -> None:
    (table,) = read_workbook(sheet_of(["A"], [True], [False], ["TRUE"])).tables

    assert values(table) == [("TRUE",), ("FALSE",), ("TRUE",)]


@pytest.mark.parametrize(
    "spelled",
    [
        '<c t="inlineStr"><is><t>Sote ja pela</t></is></c>',
        '<c t="inlineStr"><is><r><rPr><b/></rPr><t>Sote </t></r><r><t>ja pela</t></r></is></c>',
        '<c t="str"><v>Sote ja pela</v></c>',
        '<c t="s"><v>0</v></c>',
        '<c t="s"><v>1</v></c>',
    ],
)
def test_a_text_is_the_same_however_it_is_stored(spelled: str) -> None:
    shared = (
        "<si><t>Sote ja pela</t></si>"
        "<si><r><t>Sote</t></r><r><rPr><i/></rPr><t> ja pela</t></r>"
        '<rPh sb="0" eb="1"><t>lukuapu</t></rPh><phoneticPr fontId="1"/></si>'
    )
    data = with_rows(f"<row>{spelled}</row><row>{spelled}</row>", shared=shared)
    relation = (
        '<Relationship Id="rIdS" Target="sharedStrings.xml" Type="http://schemas.openxmlformats.org'
        '/officeDocument/2006/relationships/sharedStrings"/></Relationships>'
    )
    rels = zipfile.ZipFile(io.BytesIO(data)).read("xl/_rels/workbook.xml.rels").decode()
    rels = rels.replace("</Relationships>", relation)
    data = changed(data, **{"xl/_rels/workbook.xml.rels": rels.encode()})

    (table,) = read_workbook(data).tables
    assert (table.headings, values(table)) == (("Sote ja pela",), [("Sote ja pela",)])


def test_rich_text_written_by_another_program_is_its_text() -> None:
    rich = CellRichText("Sote ", TextBlock(InlineFont(b=True), "ja"), " pela")

    assert values(read_workbook(sheet_of(["A"], [rich])).tables[0]) == [("Sote ja pela",)]


def test_line_ends_are_plain_and_escapes_are_undone() -> None:
    rows = '<row><c t="inlineStr"><is><t>A</t></is></c></row>'
    rows += '<row><c t="inlineStr"><is><t>a_x000D_\nb&#13;c_x0009_d_x0041_</t></is></c></row>'

    assert values(read_workbook(with_rows(rows)).tables[0]) == [("a\nb\nc\tdA",)]


def test_characters_that_cannot_be_shown_are_left_out_and_told_once_a_column() -> None:
    text = '<c t="inlineStr"><is><t>a_x0000_b_xD800_</t></is></c>'
    workbook = read_workbook(with_rows(f"<row>{text}</row><row>{text}</row><row>{text}</row>"))

    assert values(workbook.tables[0]) == [("ab",), ("ab",)]
    (told,) = workbook.problems
    assert (told.code, told.path, told.parameter("count")) == ("EXCEL121", "Taulu!A1", 6)


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (45_698, "d.m.yyyy", datetime.date(2025, 2, 10)),
        (45_698, '[$-40B]d. mmmm"ta" yyyy', datetime.date(2025, 2, 10)),
        (45_698, "mmm", datetime.date(2025, 2, 10)),
        (45_698, "mm-dd-yy", datetime.date(2025, 2, 10)),
        (59, "d.m.yyyy", datetime.date(1900, 2, 28)),
        (61, "d.m.yyyy", datetime.date(1900, 3, 1)),
        (60, "d.m.yyyy", 60),
        (-1, "d.m.yyyy", -1),
        (2_958_465.9999999, "d.m.yyyy", 2_958_465.9999999),
        (3_000_000, "d.m.yyyy", 3_000_000),
        (0.5, "d.m.yyyy", 0.5),
        (0.5625, "h:mm", "13:30"),
        (0.0001157407, "h:mm:ss", "0:00:10"),
        (1.5, "[h]:mm", 1.5),
        (45_698, "0.00", 45_698),
        (45_698, '#,##0.00\\ "päivää"', 45_698),
        (45_698, "0.0E+00", 45_698),
        (0.25, "0%", "25 %"),
        (1e300, "General", 1e300),
        (1e300, "d.m.yyyy", 1e300),
    ],
)
def test_a_number_format_tells_days_from_numbers(
    value: float, number_format: str, expected: object
) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append(["A"])
    cell = workbook.active.cell(2, 1, value)
    cell.number_format = number_format

    found = read_workbook(saved(workbook))

    assert values(found.tables[0]) == [(expected,)]
    assert found.problems == ()


def test_of_a_moment_the_day_is_kept_and_that_is_told_once_a_column() -> None:
    moment = datetime.datetime(2025, 2, 10, 13, 30)  # noqa: DTZ001  as Excel stores it
    workbook = read_workbook(sheet_of(["A"], [moment], [moment]))

    assert values(workbook.tables[0]) == [(datetime.date(2025, 2, 10),)] * 2
    (told,) = workbook.problems
    assert (told.code, told.path, told.parameter("count")) == ("EXCEL120", "Taulu!A2", 2)


def test_days_of_old_macs_and_of_strict_files_are_days() -> None:
    workbook = openpyxl.Workbook()
    workbook.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    workbook.iso_dates = False
    workbook.active.append(["A"])
    workbook.active.append([datetime.date(2025, 2, 10)])
    strict = with_rows(
        '<row><c t="inlineStr"><is><t>A</t></is></c></row>'
        '<row><c t="d"><v>2025-02-10T12:00:00</v></c></row><row><c t="d"><v>eilen</v></c></row>'
    )

    assert values(read_workbook(saved(workbook)).tables[0]) == [(datetime.date(2025, 2, 10),)]
    found = read_workbook(strict)
    assert values(found.tables[0]) == [(datetime.date(2025, 2, 10),), ("eilen",)]
    assert [told.code for told in found.problems] == ["EXCEL120"]


def test_a_number_too_large_to_hold_stays_the_text_it_is() -> None:
    rows = '<row><c t="str"><v>A</v></c></row><row><c><v>1e999</v></c></row>'

    assert values(read_workbook(with_rows(rows)).tables[0]) == [("1e999",)]


def test_a_date_that_was_typed_as_text_is_text() -> None:
    (table,) = read_workbook(sheet_of(["A"], ["10.2.2025"], ["2025-02-10"])).tables

    assert values(table) == [("10.2.2025",), ("2025-02-10",)]


def test_what_is_drawn_linked_and_merged_does_not_disturb() -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(["A", "B"])
    sheet.append(["yhdistetty", None])
    sheet.merge_cells("A2:B2")
    sheet["A2"].hyperlink = "https://example.org/"
    sheet.row_dimensions[2].hidden = True
    data = saved(workbook)

    assert values(read_workbook(data).tables[0]) == [("yhdistetty", None)]


# -- merged cells -------------------------------------------------------------------------------


def merged_sheet(*ranges: str, rows: tuple[list[Any], ...]) -> ReadWorkbook:
    data = sheet_of(*rows)
    sheet = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    cells = "".join(f'<mergeCell ref="{one}"/>' for one in ranges)
    merged = sheet.replace("</sheetData>", f"</sheetData><mergeCells>{cells}</mergeCells>")
    return read_workbook(changed(data, **{"xl/worksheets/sheet1.xml": merged.encode()}))


def covered(table: ReadTable) -> list[str]:
    return [cell.place for row in table.rows for cell in row.cells if cell.is_covered]


def test_a_covered_cell_says_that_it_is_covered_and_its_range_is_told() -> None:
    workbook = merged_sheet(
        "A2:B3", "C3", rows=(["A", "B", "C"], ["a", "", 1], ["", "peitossa", 2])
    )

    (table,) = workbook.tables
    assert covered(table) == ["B2", "A3", "B3"]
    assert values(table) == [("a", None, 1), (None, None, 2)]
    assert table.joins_rows
    (told,) = workbook.problems
    assert (told.code, told.path, told.parameter("places")) == ("EXCEL125", "Taulu!A2", ("A2:B3",))
    assert "Poista solujen yhdistäminen" in told.hint()


def test_merged_ranges_of_a_sheet_are_told_once_from_the_top() -> None:
    rows = [[number, "b"] for number in range(2, 32)]
    ranges = [f"A{number}:B{number}" for number in range(31, 1, -1)]

    workbook = merged_sheet(*ranges, rows=(["A", "B"], *rows))

    (told,) = workbook.problems
    places = told.parameter("places")
    assert isinstance(places, tuple)
    assert (told.path, places[0], places[-1], len(places)) == ("Taulu!A2", "A2:B2", "…", 11)
    assert not workbook.tables[0].joins_rows


@pytest.mark.parametrize("place", ["A1:C1", "E1:F9", "A5:B9", "B2", "B2:B2"])
def test_a_range_that_covers_nothing_below_the_headings_is_not_told(place: str) -> None:
    workbook = merged_sheet(place, rows=(["A", "B", "C"], ["a", "b", "c"], ["d", "e", "f"]))

    assert (workbook.problems, covered(workbook.tables[0])) == ((), [])


def test_a_range_that_swallows_blank_rows_is_told() -> None:
    workbook = merged_sheet("A2:B3", "A4:B4", rows=(["A", "B"], ["a"], [], ["b"]))

    assert [row.number for row in workbook.tables[0].rows] == [2, 4]
    assert workbook.tables[0].joins_rows
    assert workbook.problems[0].parameter("places") == ("A2:B3", "A4:B4")


@pytest.mark.parametrize("ranges", [("A2:B3", "B3:C4"), ("A2:B2", "A2:B2"), ("x",), ("",)])
def test_merged_ranges_that_no_program_writes_are_damage(ranges: tuple[str, ...]) -> None:
    with pytest.raises(tm.ReadError) as caught:
        merged_sheet(*ranges, rows=(["A", "B"], ["a", "b"], ["c", "d"]))

    assert caught.value.report.codes == ("EXCEL108",)


def test_more_merged_ranges_than_rows_are_possible_are_refused() -> None:
    with pytest.raises(tm.ReadError) as caught:
        merged_sheet(
            *(f"Z{n}:A{n * 7 % 999_983 + 1}" for n in range(1, 100_002)), rows=(["A"], ["a"])
        )

    assert caught.value.report.codes == ("EXCEL112",)


# -- continued texts ----------------------------------------------------------------------------


FULL = "a" * CELL_TEXT_LIMIT


def continued(*parts: list[Any], rows: tuple[list[Any], ...] = (["R0", FULL],)) -> ReadWorkbook:
    workbook = openpyxl.Workbook()
    workbook.active.title = "Tekstit"
    for row in (["Tunnus", "Teksti"], *rows):
        workbook.active.append(row)
    sheet = workbook.create_sheet("Mikä tahansa nimi")
    for row in (["Osa", "Oma", "Teksti", "Sarake", "Tunnus", "Välilehti"], *parts):
        sheet.append(row)
    return read(saved(workbook))


def part(number: object, text: str, row: str = "R0", heading: str = "Teksti") -> list[Any]:
    return [number, None, text, heading, row, "Tekstit"]


def told(workbook: ReadWorkbook) -> list[tuple[str, str]]:
    return [(found.code, found.path) for found in workbook.problems]


def test_parts_are_joined_in_the_order_of_their_numbers_and_their_table_is_left_out() -> None:
    parts = [part(number, f"{number} ") for number in (10, 9, 8, 7, 6, 5, 4, 3, "2")]

    workbook = continued(*parts)

    assert [table.sheet for table in workbook.tables] == ["Tekstit"]
    assert column(workbook, "Tekstit", "Teksti") == [FULL + "2 3 4 5 6 7 8 9 10 "]
    assert workbook.problems == ()


@pytest.mark.parametrize(
    ("stray", "rows"),
    [
        (part(2, "loppu", row="R9"), (["R0", FULL],)),
        (part(2, "loppu", heading="Muu"), (["R0", FULL],)),
        (part(2, "loppu"), (["R0", FULL], ["R0", "toinen"])),
        (part(2, "loppu"), (["R0", None],)),
        ([2, None, "loppu", "Teksti", "R0", "Poistettu"], (["R0", FULL],)),
    ],
)
def test_a_part_that_belongs_nowhere_is_told_with_its_text(
    stray: list[Any], rows: tuple[list[Any], ...]
) -> None:
    workbook = continued(stray, rows=rows)

    assert values(workbook.tables[0]) == [tuple(row) for row in rows]
    assert told(workbook) == [("EXCEL123", "Mikä tahansa nimi!C2")]
    assert workbook.problems[0].parameter("text") == "loppu"


def test_a_part_that_is_missing_from_the_sequence_is_told_and_the_rest_joined() -> None:
    workbook = continued(part(2, "b "), part(4, "d "))

    assert column(workbook, "Tekstit", "Teksti") == [FULL + "b d "]
    assert told(workbook) == [("EXCEL124", "Mikä tahansa nimi!C3")]


@pytest.mark.parametrize("start", ["Uusi teksti", FULL[:-1], "😀" + FULL[3:]])
def test_a_text_that_was_changed_does_not_get_its_old_end_back(start: str) -> None:
    workbook = continued(part(2, "vanha "), part(3, "loppu"), rows=(["R0", start],))

    assert column(workbook, "Tekstit", "Teksti") == [start]
    assert told(workbook) == [("EXCEL126", "Tekstit!B2")]
    assert workbook.problems[0].parameter("text") == "vanha loppu"


def test_a_text_that_was_mended_without_a_change_of_length_keeps_its_end() -> None:
    workbook = continued(part(2, "loppu"), rows=(["R0", "b" + FULL[1:]],))

    assert column(workbook, "Tekstit", "Teksti") == ["b" + FULL[1:] + "loppu"]
    assert workbook.problems == ()


@given(text=st.text(alphabet=["a", "_", "x", "0", "D", "😀", "\n"], min_size=1, max_size=20))
@settings(max_examples=10, deadline=None)
def test_a_text_of_any_characters_that_nobody_changed_gets_its_end_back(text: str) -> None:
    whole = (text + "_x000D_") * (40_000 // len(text))

    workbook = read(written(texts_sheet(whole)))

    assert (column(workbook, "Tekstit", "Teksti"), workbook.problems) == ([whole], ())


# -- files that are no workbooks ----------------------------------------------------------------

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "EXCEL101", "tyhjä"),
        (b" \n", "EXCEL101", "tyhjä"),
        (b"\x00\x01\x02", "EXCEL102", "ei ole Excel"),
        (b"%PDF-1.7\n...", "EXCEL103", "PDF"),
        (b"{\\rtf1", "EXCEL103", "RTF"),
        (b"\xef\xbb\xbf<!DOCTYPE HTML><table>", "EXCEL103", "HTML"),
        (b"<?xml version='1.0'?><a/>", "EXCEL103", "XML"),
        ("Nimi;Päivä\nPaja;1.1.2025\n".encode(), "EXCEL103", "CSV"),
        (OLE + "WordDocument\0".encode("utf-16-le"), "EXCEL103", "Word"),
        (OLE + "Workbook\0".encode("utf-16-le"), "EXCEL104", "vanhanmuotoinen"),
        (OLE + "Book\0".encode("utf-16-le"), "EXCEL104", "vanhanmuotoinen"),
        (OLE + "EncryptedPackage\0".encode("utf-16-le"), "EXCEL105", "salasana"),
        (OLE, "EXCEL102", "ei ole Excel"),
        (zipped(**{"a.txt": b"a"}), "EXCEL103", "ZIP"),
        (zipped(**{"[Content_Types].xml": TYPES, "word/document.xml": b""}), "EXCEL103", "Word"),
        (zipped(**{"[Content_Types].xml": TYPES, "xl/workbook.bin": b""}), "EXCEL103", "XLSB"),
        (
            zipped(**{"[Content_Types].xml": TYPES, "ppt/presentation.xml": b""}),
            "EXCEL103",
            "PowerPoint",
        ),
        (
            zipped(**{"content.xml": b"", "META-INF/manifest.xml": b""}),
            "EXCEL103",
            "OpenDocument",
        ),
        (zipped(**{"[Content_Types].xml": TYPES}), "EXCEL109", "xl/workbook.xml"),
    ],
)
def test_another_file_is_told_by_what_it_is(data: bytes, code: str, words: str) -> None:
    error = refused(data)

    assert error.report.codes == (code,)
    assert words in error.message()
    assert all(error.message(language) for language in ("sv", "en"))


def test_a_workbook_with_macros_is_refused() -> None:
    types = zipfile.ZipFile(io.BytesIO(WORKBOOK)).read("[Content_Types].xml")
    enabled = types.replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    assert enabled != types

    assert code_of(changed(WORKBOOK, **{"[Content_Types].xml": enabled})) == "EXCEL106"
    assert code_of(changed(WORKBOOK, **{"xl/vbaProject.bin": b"x"})) == "EXCEL106"


def test_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = changed(WORKBOOK, **{"xl/worksheets/sheet1.xml": bytes(50_000_000)})
    many = changed(WORKBOOK, **{f"xl/media/{number}": b"" for number in range(5_001)})
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("unpacked"))

    assert code_of(bomb) == "EXCEL107"
    assert code_of(many) == "EXCEL107"


def test_a_directory_that_lies_about_sizes_is_found_out() -> None:
    data = changed(WORKBOOK, **{"xl/worksheets/sheet1.xml": b" " * 50_000_000})
    size = (50_000_000).to_bytes(4, "little")
    assert data.count(size) == 2

    assert code_of(data.replace(size, (5_000).to_bytes(4, "little"))) == "EXCEL108"


def test_a_damaged_file_tells_which_part_cannot_be_read() -> None:
    for broken in (b"<worksheet>", b"\xff\xfe", b"", b'<?xml version="1.0" encoding="koe"?><a/>'):
        error = refused(changed(WORKBOOK, **{"xl/worksheets/sheet2.xml": broken}))
        assert error.report.codes == ("EXCEL108",)
        assert "xl/worksheets/sheet2.xml" in error.message()


def test_a_part_of_a_file_is_told_without_words_of_its_inside() -> None:
    error = refused(WORKBOOK[: len(WORKBOOK) // 2])

    assert error.report.codes == ("EXCEL127",)
    assert "vioittunut" in error.message()
    assert "zip" not in error.message()


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2"/><row r="1"/>',
        '<row r="x"/>',
        '<row><c r="a1"/></row>',
        '<row><c t="s"><v>7</v></c></row>',
        '<row><c s="x"><v>7</v></c></row>',
    ],
)
def test_a_sheet_that_no_program_writes_is_damaged(rows: str) -> None:
    assert code_of(with_rows(rows)) == "EXCEL108"


def test_a_sheet_without_its_part_is_told() -> None:
    error = refused(changed(WORKBOOK, **{"xl/worksheets/sheet2.xml": None}))
    assert error.report.codes == ("EXCEL109",)
    assert "xl/worksheets/sheet2.xml" in error.message()

    error = refused(changed(WORKBOOK, **{"xl/_rels/workbook.xml.rels": None}))
    assert error.report.codes == ("EXCEL109",)


@pytest.mark.parametrize(
    "name", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "docProps/core.xml"]
)
def test_entities_are_refused_wherever_they_are_declared(name: str) -> None:
    laughs = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'

    assert code_of(changed(WORKBOOK, **{name: laughs.encode()})) == "EXCEL110"
    assert code_of(changed(WORKBOOK, **{name: laughs.encode("utf-16")})) == "EXCEL110"


def test_two_sheets_of_one_name_are_refused() -> None:
    workbook = zipfile.ZipFile(io.BytesIO(WORKBOOK)).read("xl/workbook.xml").decode()
    doubled = workbook.replace('name="Tekstit"', f'name="{escape("TEHTÄVÄT")}"')

    error = refused(changed(WORKBOOK, **{"xl/workbook.xml": doubled.encode()}))
    assert error.report.codes == ("EXCEL111",)
    assert "TEHTÄVÄT" in error.message()


# -- size ---------------------------------------------------------------------------------------


def test_a_million_rows_end_the_reading_early() -> None:
    error = refused(
        with_rows(
            "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 1_000_001))
        )
    )

    assert error.report.codes == ("EXCEL112",)
    assert "100000" in error.message()


def test_rows_that_are_only_formatted_are_not_counted() -> None:
    filled = '<row r="1"><c r="A1" t="inlineStr"><is><t>A</t></is></c></row>'
    blank = "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(2, 150_000))
    last = '<row r="1048576"><c r="A1048576"><v>1</v></c></row>'

    (table,) = read_workbook(with_rows(filled + blank + last)).tables
    assert [(row.number, row.cells[0].value) for row in table.rows] == [(1_048_576, 1)]


def test_more_columns_or_cells_than_any_table_has_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert code_of(with_rows('<row r="1"><c r="ALM1"><v>1</v></c></row>')) == "EXCEL113"
    wide = '<row><c r="ALL1"><v>1</v></c></row>' + "<row><c><v>1</v></c></row>" * 1_000
    assert code_of(with_rows(wide)) == "EXCEL114"
    monkeypatch.setattr("toimintamalli_excel.workbook._read.MOST_CELLS", 10_000)
    full = "<row>" + "".join(f"<c><v>{n * n}</v></c>" for n in range(1_000)) + "</row>"
    assert code_of(with_rows(full * 11)) == "EXCEL114"


VARIED = "".join(random.Random(1).choices("abcdefghijklmnop", k=3_000))


@pytest.mark.parametrize("hull", ['<row r="1" x="{}"/>', "<!--{}-->"])
def test_a_tag_or_comment_that_never_ends_does_not_take_long(hull: str) -> None:
    assert code_of(with_rows(hull.format(VARIED * 30_000))) == "EXCEL108"


def test_a_text_may_be_as_long_as_it_likes() -> None:
    text = VARIED * 700
    heading = '<row><c t="inlineStr"><is><t>A</t></is></c></row>'
    rows = f'{heading}<row><c t="inlineStr"><is><t>{text}</t></is></c></row>'

    assert values(read_workbook(with_rows(rows)).tables[0]) == [(text,)]


# -- nothing but ReadError escapes --------------------------------------------------------------


@settings(max_examples=150, deadline=None)
@given(
    changes=st.lists(
        st.tuples(st.integers(0, len(WORKBOOK) - 1), st.integers(0, 255)), min_size=1, max_size=20
    )
)
def test_a_file_with_changed_bytes_is_read_or_refused(changes: list[tuple[int, int]]) -> None:
    data = bytearray(WORKBOOK)
    for place, byte in changes:
        data[place] = byte

    assert is_read_or_refused(bytes(data))


SMALL = sheet_of(["A", "B"], ["=1", datetime.date(2025, 2, 10)], [True, 1.5])
PARTS = sorted(zipfile.ZipFile(io.BytesIO(SMALL)).namelist())


@settings(max_examples=150, deadline=None)
@given(data=st.data(), part=st.sampled_from(PARTS))
def test_a_part_with_changed_bytes_is_read_or_refused(data: st.DataObject, part: str) -> None:
    content = bytearray(zipfile.ZipFile(io.BytesIO(SMALL)).read(part))
    places = st.integers(0, len(content) - 1)
    for place in data.draw(st.lists(places, min_size=1, max_size=5)):
        content[place] = data.draw(st.sampled_from(b"<>/\"'= 019Aa\x00\xff&;"))

    assert is_read_or_refused(changed(SMALL, **{part: bytes(content)}))


@settings(max_examples=50, deadline=None)
@given(
    parts=st.dictionaries(
        st.sampled_from([*PARTS, "xl/worksheets/sheet2.xml", "a", "../b"]),
        st.none() | st.binary(max_size=100),
        max_size=4,
    )
)
def test_a_file_with_other_parts_is_read_or_refused(parts: dict[str, bytes | None]) -> None:
    assert is_read_or_refused(changed(SMALL, **parts))


def is_read_or_refused(data: bytes) -> bool:
    """Whether a file gives a workbook, or an error that says why in every language."""
    try:
        return isinstance(read(data), ReadWorkbook)
    except tm.ReadError as error:
        told = [error.message(language) for language in ("fi", "sv", "en")]
        return all(told) and all(code.startswith("EXCEL") for code in error.report.codes)
