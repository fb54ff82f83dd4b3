import hashlib
import io
import os
import subprocess
import sys
import tracemalloc
import zipfile
from datetime import date, datetime
from decimal import Decimal
from xml.etree import ElementTree

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from toimintamalli_excel.workbook import (
    ChoiceList,
    Column,
    ColumnKind,
    ContinuationSheet,
    GuideRow,
    GuideSection,
    GuideSheet,
    ListsSheet,
    Note,
    NoteKind,
    PageFooter,
    TableSheet,
    WorkbookSpec,
    clean_text,
    unescape_text,
    utf16_length,
    write_workbook,
)

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CONTINUATION = ContinuationSheet(
    name="Jatko",
    table_name="Jatko",
    sheet_header="Välilehti",
    row_header="Tunnus",
    column_header="Sarake",
    part_header="Osa",
    text_header="Teksti",
)
LISTS_SHEET = ListsSheet(
    name="Luettelot", table_name="Luettelot", list_header="Luettelo", value_header="Arvo"
)
LISTS = (
    ChoiceList(
        name="Tila",
        header="Tehtävän tila",
        values=("Aloittamatta", "Kesken", "Valmis"),
        error="Valitse tila luettelosta.",
    ),
    ChoiceList(name="A1", header="Taho", values=("Sosiaalihuolto", "Järjestö & muu <taho>")),
)
GUIDE = GuideSheet(
    name="Ohje",
    heading="Juurruttamissuunnitelma",
    sections=(
        GuideSection(
            heading="Tiedosto",
            rows=(
                GuideRow(label="Rakenteen versio", text="1"),
                GuideRow(label="Lomakkeen tunnus", text="=malli-0012"),
            ),
        ),
    ),
)
COLUMNS = (
    Column(header="Tunnus", width=12, kind=ColumnKind.CODE, editable=False),
    Column(header="Tehtävä _x000D_", width=60, prompt="Mitä tehdään?\nKirjoita lyhyesti."),
    Column(header="Tila", kind=ColumnKind.CHOICE, choices="Tila", prompt="Valitse tila."),
    Column(header="Taho", kind=ColumnKind.CHOICE, choices="A1"),
    Column(header="Määräaika", kind=ColumnKind.DATE),
    Column(header="Vuosi", kind=ColumnKind.INTEGER),
    Column(header="Kustannus (€)", kind=ColumnKind.DECIMAL, number_format='#,##0.00\\ "€"'),
)
ROWS = (
    ("T1", "Koulutus", "Kesken", "Sosiaalihuolto", date(2025, 2, 10), 2025, Decimal("1234.50")),
    ("T2", "Kokeilu", "Valmis", None, None, None, 0.5),
)
PLAN = TableSheet(name="Tehtävät", table_name="Tehtavat", columns=COLUMNS, rows=ROWS)
EMPTY = TableSheet(name="It's / tyhjä", table_name="", columns=(Column(header="Tunnus"),))

HOSTILE_TEXTS = (
    *("=1+1", "+358 40 123", "@x", "-a", "'a", "\t=1", "#N/A", "#DIV/0!", "TRUE", "1.1.2025"),
    *("_x000D_", "_x005F_x000D_", "__x000D_x000D_", "a\x00b", "a\x0bb", "\r\n=1", " reunat "),
    *("\ud800yksin", "a\ufffe", "\u00a0kova", "\u202eoikealta", "<t>&amp;]]></t>", "   ", "\n"),
    *("😀" * 20_000, "ä" * 100_000, "_x000D_" * 10_000),
)


def spec(*sheets, **changes):
    values = {
        "title": "Suunnitelma & <muu>",
        "subject": "Toimintamalli",
        "product": "Koeohjelma",
        "created": date(2025, 2, 10),
        "sheets": sheets or (GUIDE, PLAN, EMPTY),
        "lists": LISTS,
        "lists_sheet": LISTS_SHEET,
        "continuation": CONTINUATION,
        "footer": PageFooter(left="Malli & muu", page_number="Sivu {page} / {pages}"),
    }
    return WorkbookSpec(**values | changes)


def text_table(*texts, name="Tekstit"):
    return TableSheet(
        name=name,
        table_name=name,
        columns=(Column(header="Tunnus", kind=ColumnKind.CODE), Column(header="Teksti")),
        rows=tuple((f"R{number}", text) for number, text in enumerate(texts)),
    )


def opened(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def read_by_openpyxl(data):
    return {
        sheet.title: [
            tuple(unescape_text(v) if isinstance(v, str) else v for v in row)
            for row in sheet.iter_rows(values_only=True)
        ]
        for sheet in opened(data)
    }


def read_by_calamine(data):
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {
        name: [
            tuple(None if value == "" else value for value in row)
            for row in workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
        ]
        for name in workbook.sheet_names
    }


READERS = pytest.mark.parametrize("read", [read_by_openpyxl, read_by_calamine])


def joined_texts(sheets, name="Tekstit"):
    """The texts of a table by identifier, with their continuation."""
    texts = {row[0]: row[1] or "" for row in sheets[name][1:]}
    continued = sheets.get("Jatko", [])[1:]
    for sheet, identifier, column, part, text in sorted(continued, key=lambda row: row[3]):
        assert (sheet, column) == (name, "Teksti")
        assert part >= 2
        texts[identifier] += text
    return list(texts.values())


def parts_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def xml_parts(data):
    return {
        name: ElementTree.fromstring(content)
        for name, content in parts_of(data).items()
        if name.endswith((".xml", ".rels"))
    }


@READERS
def test_values_come_back_as_text_numbers_and_days(read):
    sheets = read(write_workbook(spec()).data)

    header, first, second = sheets["Tehtävät"]
    assert header == tuple(column.header for column in COLUMNS)
    day = first[4].date() if isinstance(first[4], datetime) else first[4]
    assert (*first[:4], day, *first[5:]) == (*ROWS[0][:-1], 1234.5)
    assert second == ("T2", "Kokeilu", "Valmis", None, None, None, 0.5)


@READERS
def test_the_guide_shows_its_texts_beside_their_labels(read):
    rows = read(write_workbook(spec()).data)["Ohje"]

    assert rows == [
        ("Juurruttamissuunnitelma", None),
        ("Tiedosto", None),
        ("Rakenteen versio", "1"),
        ("Lomakkeen tunnus", "=malli-0012"),
    ]


def test_a_guide_text_too_long_for_a_cell_continues_under_its_label():
    rows = (GuideRow(label="Kuvaus", text="a" * 40_000 + "\x00"),)
    guide = GuideSheet(
        name="Ohje", heading="Ohje", sections=(GuideSection(heading="Malli", rows=rows),)
    )

    written = write_workbook(spec(guide))

    texts = [text for label, text in read_by_openpyxl(written.data)["Ohje"] if label == "Kuvaus"]
    assert "".join(texts) == "a" * 40_000
    assert {note.kind for note in written.notes if note.sheet == "Ohje"} == {
        NoteKind.CHARACTERS_REMOVED,
        NoteKind.TEXT_CONTINUED,
    }


@READERS
@pytest.mark.parametrize("text", HOSTILE_TEXTS, ids=lambda text: ascii(text[:12]))
def test_hostile_texts_come_back_as_text(read, text):
    data = write_workbook(spec(text_table(text))).data

    assert joined_texts(read(data)) == [clean_text(text).text]


def test_no_cell_holds_a_formula_an_error_or_more_than_excel_allows():
    data = write_workbook(spec(text_table(*HOSTILE_TEXTS))).data

    for name, root in xml_parts(data).items():
        if not name.startswith("xl/worksheets/sheet"):
            continue
        assert not list(root.iter(f"{MAIN}f"))
        for cell in root.iter(f"{MAIN}c"):
            assert cell.get("t", "n") in {"inlineStr", "n"}
            assert utf16_length("".join(cell.itertext())) <= 32_767


def test_texts_that_look_like_formulas_are_marked_to_stay_text():
    sheet = opened(write_workbook(spec(text_table("=1+1", "+358", "tavallinen"))).data)["Tekstit"]

    assert [sheet.cell(row, 2).quotePrefix for row in (2, 3, 4)] == [True, True, False]


@READERS
@settings(max_examples=25, deadline=None)
@given(texts=st.lists(st.text(st.characters(exclude_categories=())), min_size=1, max_size=5))
def test_any_text_comes_back_equal_after_cleaning(read, texts):
    data = write_workbook(spec(text_table(*texts))).data

    assert joined_texts(read(data)) == [clean_text(text).text for text in texts]


@READERS
@settings(max_examples=10, deadline=None)
@given(
    pattern=st.text(st.sampled_from("a_x0D5F😀\n "), min_size=1, max_size=9),
    length=st.integers(min_value=32_700, max_value=70_000),
)
def test_any_long_text_comes_back_equal_when_its_parts_are_joined(read, pattern, length):
    text = (pattern * length)[:length]

    assert joined_texts(read(write_workbook(spec(text_table(text))).data)) == [text]


def test_a_long_text_needs_a_row_with_an_identifier_of_its_own():
    long = "a" * 40_000
    columns = (Column(header="Tunnus"), Column(header="Teksti"))
    for rows in (((None, long),), (("T1", long), ("T1\x00", "b")), ((long, "b"),)):
        table = TableSheet(name="Tekstit", table_name="Tekstit", columns=columns, rows=rows)
        with pytest.raises(ValueError, match="identify"):
            write_workbook(spec(table))


def test_changes_are_reported_by_kind_and_sheet():
    table = text_table("a\x00b\x01", "\ud800", "a" * 40_000, 10**15 + 1, name="Teksti/t")

    notes = write_workbook(spec(table, lists=(), title="otsikko\x00")).notes

    assert set(notes) == {
        Note(kind=NoteKind.NAME_ADJUSTED, sheet="Teksti t", detail="Teksti/t", count=2),
        Note(kind=NoteKind.CHARACTERS_REMOVED, sheet="Teksti t", count=3),
        Note(kind=NoteKind.TEXT_CONTINUED, sheet="Teksti t"),
        Note(kind=NoteKind.WRITTEN_AS_TEXT, sheet="Teksti t"),
        Note(kind=NoteKind.CHARACTERS_REMOVED, sheet=None),
    }


def test_a_workbook_that_needed_no_change_has_no_notes():
    assert write_workbook(spec(GUIDE, text_table("Koulutus"), lists=LISTS[:1])).notes == ()


@READERS
@pytest.mark.parametrize(
    ("value", "read_back"),
    [
        (float("nan"), "nan"),
        (float("-inf"), "-inf"),
        (Decimal("NaN"), "NaN"),
        (10**16 + 1, "10000000000000001"),
        (Decimal("0.1234567890123456"), "0.1234567890123456"),
        (Decimal("1E+400"), "1E+400"),
        (Decimal("sNaN"), "sNaN"),
        (10**400, str(10**400)),
        (5e-324, "5e-324"),
        (date(1900, 2, 28), "1900-02-28"),
    ],
)
def test_what_excel_cannot_hold_exactly_is_written_as_text(read, value, read_back):
    written = write_workbook(spec(text_table(value)))

    assert read(written.data)["Tekstit"][1][1] == read_back
    assert Note(kind=NoteKind.WRITTEN_AS_TEXT, sheet="Tekstit") in written.notes


@READERS
@pytest.mark.parametrize("value", [0, -1, 10**20, 1.5, 1e300, Decimal("0.10"), Decimal("-0")])
def test_numbers_stay_numbers(read, value):
    assert read(write_workbook(spec(text_table(value))).data)["Tekstit"][1][1] == float(value)


@pytest.mark.parametrize("day", [date(1900, 3, 1), date(2024, 2, 29), date(9999, 12, 31)])
@pytest.mark.parametrize("kind", [ColumnKind.DATE, ColumnKind.TEXT])
def test_days_stay_days_and_show_in_the_finnish_way_in_any_column(kind, day):
    columns = (Column(header="Päivä", kind=kind),)
    table = TableSheet(name="Päivät", table_name="Paivat", columns=columns, rows=((day,),))

    cell = opened(write_workbook(spec(table)).data)["Päivät"]["A2"]

    assert cell.value.date() == day
    assert cell.number_format == "d.m.yyyy"
    assert cell.alignment.horizontal == "left"


@pytest.mark.parametrize("value", [True, datetime(2025, 1, 1), b"a", ["a"]])  # noqa: DTZ001  refused
def test_other_values_are_refused(value):
    with pytest.raises(TypeError, match="a cell cannot hold"):
        write_workbook(spec(text_table(value)))


def test_every_table_matches_its_header_row_and_has_a_data_row():
    workbook = opened(write_workbook(spec(GUIDE, PLAN, EMPTY, text_table("a" * 40_000))).data)

    tables = {sheet.title: list(sheet.tables.values()) for sheet in workbook if sheet.tables}
    assert list(tables) == ["Tehtävät", "It's tyhjä", "Tekstit", "Jatko", "Luettelot"]
    for title, (table,) in tables.items():
        first, *others = workbook[title][table.ref]
        assert [unescape_text(cell.value) for cell in first] == table.column_names
        assert first[0].coordinate == "A1"
        assert others
        assert table.autoFilter.ref == table.ref == workbook[title].dimensions
        assert not workbook[title].merged_cells.ranges


def test_hostile_names_of_sheets_and_tables_stay_apart():
    columns = (Column(header="Tunnus"),)
    names = ("Luettelot", "jatko", "R1C1", "///", "Tila")
    tables = [TableSheet(name=name, table_name=name, columns=columns) for name in names]

    workbook = opened(write_workbook(spec(*tables)).data)

    identifiers = [name for sheet in workbook for name in sheet.tables] + list(
        workbook.defined_names
    )
    assert len({name.lower() for name in identifiers}) == len(identifiers)
    assert workbook.sheetnames == ["Luettelot", "jatko", "R1C1", "1", "Tila", "Luettelot (2)"]


@pytest.mark.parametrize("names", [("sheet", "Sheet1"), ("Ohje", "Sheet"), ("i", "ı", "İ", "ß")])
def test_sheets_keep_their_names_in_the_file(names):
    tables = [text_table("a", name=name) for name in names]

    assert opened(write_workbook(spec(*tables, lists=())).data).sheetnames == list(names)


def test_choice_columns_are_validated_against_lists_on_their_own_sheet():
    workbook = opened(write_workbook(spec()).data)

    lists = [
        validation
        for validation in workbook["Tehtävät"].data_validations.dataValidation
        if validation.type == "list"
    ]
    found = {}
    for validation in lists:
        name = workbook.defined_names[validation.formula1]
        ((sheet, cells),) = name.destinations
        found[str(validation.sqref)] = tuple(
            cell.value for row in workbook[sheet][cells] for cell in row
        )
    assert found == {"C2:C1003": LISTS[0].values, "D2:D1003": LISTS[1].values}
    assert workbook.sheetnames[-1] == "Luettelot"


def test_prompts_and_errors_are_shown():
    sheet = opened(write_workbook(spec()).data)["Tehtävät"]
    task, state, agent = sheet.data_validations.dataValidation

    assert (task.type, task.showInputMessage) == (None, True)
    assert task.prompt == "Mitä tehdään?\nKirjoita lyhyesti."
    assert (state.promptTitle, state.prompt) == ("Tila", "Valitse tila.")
    assert (state.errorTitle, state.error) == ("Tehtävän tila", "Valitse tila luettelosta.")
    assert (state.showErrorMessage, state.errorStyle, state.allowBlank) == (True, "stop", True)
    assert not agent.showInputMessage


def test_a_long_title_ends_in_the_footer_before_the_name_of_the_sheet():
    title = "Etävastaanotto saaristossa ja syrjäkylissä asuville ikäihmisille ja heidän omaisilleen"
    described = spec(footer=PageFooter(left=title, page_number="Sivu {page} / {pages}"))
    left = opened(write_workbook(described).data)["Ohje"].oddFooter.left.text

    assert len(left) <= 48
    assert title.startswith(left.removesuffix("…"))
    assert left.endswith("…")


def test_sheets_print_on_a4_with_repeated_headers_and_page_numbers():
    workbook = opened(write_workbook(spec()).data)

    for sheet in workbook:
        assert sheet.page_setup.orientation == "landscape"
        assert int(sheet.page_setup.paperSize) == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.oddFooter.left.text == "Malli && muu"
        assert sheet.oddFooter.right.text == "Sivu &P / &N"
        if sheet.title != "Ohje":
            assert sheet.freeze_panes == "B2"
            assert sheet.print_title_rows == "$1:$1"


def test_cells_wrap_at_the_top_and_rows_are_tall_enough():
    sheet = opened(write_workbook(spec(text_table("lyhyt", "a\nb\nc"))).data)["Tekstit"]

    assert all(c.alignment.wrap_text and c.alignment.vertical == "top" for r in sheet for c in r)
    assert [sheet.row_dimensions[row].height for row in (2, 3)] == [None, 45]


def test_only_cells_users_fill_are_unlocked_and_nothing_is_hidden_or_protected():
    workbook = opened(write_workbook(spec()).data)
    sheet = workbook["Tehtävät"]

    assert [cell.protection.locked for cell in sheet[2]] == [True] + [False] * 6
    assert all(s.sheet_state == "visible" and not s.protection.sheet for s in workbook)


def test_properties_name_the_product_and_no_person():
    data = write_workbook(spec()).data
    properties = opened(data).properties

    assert properties.title == "Suunnitelma & <muu>"
    assert properties.subject == "Toimintamalli"
    assert properties.language == "fi-FI"
    assert properties.creator == properties.lastModifiedBy == "Koeohjelma"
    assert properties.created == properties.modified == datetime(2025, 2, 10)  # noqa: DTZ001  as read
    assert b"openpyxl" not in b"".join(parts_of(data).values()).lower()


def test_without_a_day_the_properties_name_a_fixed_one():
    properties = opened(write_workbook(spec(created=None)).data).properties

    assert properties.created == properties.modified == datetime(1980, 1, 1)  # noqa: DTZ001  as read


def test_the_zip_has_fixed_times_order_and_permissions():
    with zipfile.ZipFile(io.BytesIO(write_workbook(spec()).data)) as package:
        entries = package.infolist()

    names = [entry.filename for entry in entries]
    assert names[:2] == ["[Content_Types].xml", "_rels/.rels"]
    sheets = [name for name in names if name.startswith("xl/worksheets/sheet")]
    assert sheets == [f"xl/worksheets/sheet{number}.xml" for number in range(1, len(sheets) + 1)]
    # The styles are written when all cells are: they tell which there are.
    assert names[-1] == "xl/styles.xml"
    assert len(set(names)) == len(names)
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {(entry.create_system, entry.external_attr) for entry in entries} == {(3, 0o644 << 16)}


def test_fonts_follow_the_order_of_the_schema():
    styles = xml_parts(write_workbook(spec()).data)["xl/styles.xml"]

    order = ["b", "i", "sz", "color", "name", "family", "scheme"]
    for font in styles.iter(f"{MAIN}font"):
        children = [child.tag.removeprefix(MAIN) for child in font]
        assert children == sorted(children, key=order.index)


def test_a_workbook_without_lists_or_long_texts_has_no_sheets_for_them():
    data = write_workbook(spec(GUIDE, lists=(), lists_sheet=None)).data

    assert opened(data).sheetnames == ["Ohje"]


HASH_SCRIPT = """
import datetime, hashlib, sys
from toimintamalli_excel.workbook import *

words = dict(sheet_header="S", row_header="R", column_header="C", part_header="P", text_header="T")
columns = (
    Column(header="Tunnus", kind=ColumnKind.CODE),
    Column(header="Tila", kind=ColumnKind.CHOICE, choices="Tila", prompt="Valitse\\nyksi."),
    Column(header="Päivä", kind=ColumnKind.DATE),
)
rows = (("T1", " =1\\n", datetime.date(2025, 2, 10)), ("T2", "ä" * 40_000, None))
written = write_workbook(
    WorkbookSpec(
        title="Suunnitelma",
        product="ohjelma",
        sheets=(TableSheet(name="Tehtävät", table_name="Tehtavat", columns=columns, rows=rows),),
        lists=(ChoiceList(name="Tila", header="Tila", values=("Kesken", "Valmis")),),
        lists_sheet=ListsSheet(name="L", table_name="L", list_header="L", value_header="A"),
        continuation=ContinuationSheet(name="Jatko", table_name="Jatko", **words),
    )
)
print(hashlib.sha256(written.data).hexdigest())
"""


def hash_in_another_process(**environment):
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", HASH_SCRIPT],
        env=os.environ | {"PYTHONUTF8": "1"} | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return result.stdout.strip()


def test_bytes_do_not_depend_on_hash_seed_time_zone_locale_or_lxml():
    hashes = {
        hash_in_another_process(PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C"),
        hash_in_another_process(PYTHONHASHSEED="2", TZ="Pacific/Kiritimati", LC_ALL="C.UTF-8"),
        hash_in_another_process(OPENPYXL_LXML="False"),
    }

    assert len(hashes) == 1


def test_bytes_do_not_depend_on_the_moment(monkeypatch):
    before = hashlib.sha256(write_workbook(spec()).data).hexdigest()
    monkeypatch.setattr("time.time", lambda: 4_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: (2096, 10, 2, 7, 6, 40, 1, 276, 0))

    assert hashlib.sha256(write_workbook(spec()).data).hexdigest() == before


def test_rows_go_into_the_file_without_standing_in_memory_as_text():
    described = spec(text_table(*(f"Teksti {number} " * 8 for number in range(4_000))))
    write_workbook(described)  # what is made only once is made now
    tracemalloc.start()
    data = write_workbook(described).data
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < len(parts_of(data)["xl/worksheets/sheet1.xml"])


def test_openpyxl_is_imported_only_for_charts():
    script = (
        "import sys, toimintamalli as tm, toimintamalli_excel\n"
        "tm.render(tm.PracticeModel(), format='excel')\n"
        "print('openpyxl' in sys.modules)"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert result.stdout.strip() == "False"


def test_importing_the_package_does_not_import_openpyxl():
    script = "import sys, toimintamalli_excel.workbook; print('openpyxl' in sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert result.stdout.strip() == "False"
