"""How long workbooks take to write, and how much memory, beside XlsxWriter writing the same ones.

XlsxWriter is given the sheets, cells, styles, widths, heights, tables, lists and charts that are
found in the workbook of the library: it need not find names, clean texts or measure rows.
"""

import io
import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any
from unittest import mock

import openpyxl
import portfolio
import xlsxwriter
from _rounds import (
    Compared,
    compared_peaks,
    compared_times,
    in_turns,
    peak_of_fresh_process,
    peak_while,
    python,
    show,
    show_table,
)
from attrs import evolve, frozen

import toimintamalli as tm
from toimintamalli.model import Evaluation, Evaluator, Portfolio, PracticeModel
from toimintamalli_excel.workbook import (
    Chart,
    ChartKind,
    ChartSeries,
    ChoiceList,
    Column,
    ColumnKind,
    ContinuationSheet,
    GuideRow,
    GuideSection,
    GuideSheet,
    ListsSheet,
    TableSheet,
    WorkbookSpec,
    WrittenWorkbook,
    write_workbook,
)

ROUNDS = 7
MODELS, ANSWERS = 700, 21_000
GROWTH = (70, 700, 7000)
EXPORTED, ROUNDS_OF_EXPORTS = (70, 700, 5000), 3
EXPORT = "export"
DEMO = Path(tm.__file__).parent / "cli" / "demo" / "malli.yaml"
PEER, OURS = "XlsxWriter", "toimintamalli-excel"
LEVELS = ("Ei lainkaan", "Vähän", "Jonkin verran", "Paljon", "Erittäin paljon")
PROSE = "Hoitaja soittaa asiakkaalle saman päivän aikana ja sopii jatkosta. Ohje on intranetissä."

Ways = dict[str, Callable[[], object]]


GOALS = {  # of time and of memory
    "portfolio": (0.5, 0.3),
    "one model": (1.5, None),
}


def main() -> None:
    """Measure every way and print three tables in Markdown."""
    if len(sys.argv) > 1:
        print(peak_while(_way(*sys.argv[1:])))
        return
    show(compared())
    print(f"\nWorkbooks, medians of {ROUNDS} interleaved rounds, {python()}\n")
    headers = ("workbook", "way", "ms", "fastest–slowest", "ratio", "peak MiB", "ratio", "kB")
    show_table(headers, [row for case in _cases() for row in _rows(case)], left=2)
    print()
    headers = ("models", "answers", "analysis, s", "writing, s", "ms a model", "peak MiB", "kB")
    show_table(headers, map(_row_of_export, EXPORTED), left=0)


def compared() -> list[Compared]:
    """Return the rows of workbooks that have a goal."""
    rows = []
    for case, (of_time, of_memory) in GOALS.items():
        times = in_turns(_cases()[case](), ROUNDS)
        both = (times[PEER], times[OURS])
        what = f"workbook, {case}"
        rows.append(compared_times(f"{what}: time", PEER, both, goal=of_time))
        if of_memory:
            peaks = (_peak_of(case, PEER), _peak_of(case, OURS))
            rows.append(compared_peaks(f"{what}: memory", PEER, peaks, goal=of_memory))
    return rows


def _cases() -> dict[str, Callable[[], Ways]]:
    cases: dict[str, Callable[[], Ways]] = {
        "portfolio": lambda: _ways_of_spec(_spec(MODELS, ANSWERS)),
        "one model": _ways_of_model,
    }
    cases |= {f"{size} rows": lambda size=size: _ways_of_spec(_spec(size, 0)) for size in GROWTH}
    return cases


def _way(case: str, name: str) -> Callable[[], object]:
    if case == EXPORT:
        made = _portfolio(int(name))
        return lambda: tm.render(made, format="excel")
    return _cases()[case]()[name]


def _ways_of_spec(spec: WorkbookSpec) -> Ways:
    copy = _copy(write_workbook(spec).data)
    return {PEER: lambda: _written(copy), OURS: lambda: write_workbook(spec).data}


def _ways_of_model() -> Ways:
    model = tm.load(DEMO)
    copy = _copy(tm.render(model, format="excel").data)
    return {
        PEER: lambda: _written(copy),
        OURS: lambda: tm.render(model, format="excel").data,
    }


# -- models ---------------------------------------------------------------------------------------


def _portfolio(size: int) -> Portfolio:
    """Return models with long descriptions, each evaluated by three people."""
    made: Portfolio = portfolio.made(size)
    return evolve(made, models=tuple(map(_evaluated_by_three, made.models)))


def _evaluated_by_three(model: PracticeModel) -> PracticeModel:
    return evolve(model, evaluations=tuple(map(_by_three, model.evaluations)))


def _by_three(evaluation: Evaluation) -> Evaluation:
    evaluators = tuple(Evaluator(id=f"arvioija-{number}") for number in range(3))
    answers = tuple(
        evolve(answer, evaluator=evaluator.id)
        for evaluator in evaluators
        for answer in evaluation.answers
    )
    return evolve(evaluation, evaluators=evaluators, answers=answers)


# -- sheets ---------------------------------------------------------------------------------------


def _spec(models: int, answers: int) -> WorkbookSpec:
    """Return a workbook of as many models and answers, with a guide, a list and a chart."""
    guide = GuideSection(heading="Näin luet", rows=(GuideRow(label="Mallit", text=PROSE),))
    tables = [_table("Mallit", 40, models)]
    if answers:
        tables.append(_table("Vastaukset", 8, answers))
    return WorkbookSpec(
        title="Kooste",
        product="toimintamalli",
        sheets=(GuideSheet(name="Ohje", heading="Ohje", sections=(guide,)), *tables),
        lists=(ChoiceList(name="Tasot", header="Tasot", values=LEVELS),),
        lists_sheet=ListsSheet(
            name="Luettelot", table_name="Luettelot", list_header="Luettelo", value_header="Arvo"
        ),
        continuation=ContinuationSheet(
            name="Jatko",
            table_name="Jatko",
            sheet_header="Taulukko",
            row_header="Rivi",
            column_header="Sarake",
            part_header="Osa",
            text_header="Teksti",
        ),
    )


_KINDS = (
    ColumnKind.CODE,
    ColumnKind.TEXT,
    ColumnKind.CHOICE,
    ColumnKind.INTEGER,
    ColumnKind.DATE,
    ColumnKind.TEXT,
    ColumnKind.CODE,
    ColumnKind.DECIMAL,
)


def _table(name: str, width: int, rows: int) -> TableSheet:
    kinds = [_KINDS[place % len(_KINDS)] for place in range(width)]
    columns = tuple(
        Column(
            header=f"Sarake {place}",
            kind=kind,
            choices="Tasot" if kind is ColumnKind.CHOICE else None,
            prompt="Kirjoita tähän." if place < len(_KINDS) else "",
        )
        for place, kind in enumerate(kinds)
    )
    chart = Chart(
        kind=ChartKind.BARS,
        title="Luvut",
        alt_text="Kahdenkymmenen ensimmäisen rivin luvut.",
        category="Sarake 0",
        series=(ChartSeries(column="Sarake 3"),),
        last_row=min(20, rows),
        category_title="Malli",
        value_title="Luku",
    )
    cells = tuple(
        tuple(_cell(kind, row, place) for place, kind in enumerate(kinds)) for row in range(rows)
    )
    return TableSheet(name=name, table_name=name, columns=columns, rows=cells, charts=(chart,))


def _cell(kind: ColumnKind, row: int, place: int) -> Any:
    """Return a value that is the same in every run; every seventh text is longer."""
    number = row * 31 + place * 7
    match kind:
        case ColumnKind.CODE:
            return f"malli-{row}-{place}"
        case ColumnKind.CHOICE:
            return LEVELS[number % len(LEVELS)]
        case ColumnKind.INTEGER:
            return number % 1000
        case ColumnKind.DECIMAL:
            return number % 997 / 8
        case ColumnKind.DATE:
            return date(2024, 1, 1) + timedelta(days=number % 900)
        case _:
            return f"{PROSE} {row}" if number % 7 == 0 else f"{PROSE[: number % 60 + 9]} {row}"


# -- the peer -----------------------------------------------------------------------------------


@frozen(kw_only=True)
class SheetCopy:
    """All of a sheet that XlsxWriter is to write; columns and rows count from 0."""

    name: str
    cells: list[tuple[int, int, Any, int]]
    heights: dict[int, float]
    widths: dict[int, float]
    frozen: bool
    table: tuple[str, int, list[str]] | None
    validations: list[tuple[str, dict[str, Any]]]
    charts: list[list[tuple[str, str]]]


@frozen(kw_only=True)
class WorkbookCopy:
    """All of a workbook that XlsxWriter is to write."""

    formats: dict[int, dict[str, Any]]
    names: dict[str, str]
    sheets: list[SheetCopy]


def _copy(data: bytes) -> WorkbookCopy:
    workbook = openpyxl.load_workbook(io.BytesIO(data))
    formats: dict[int, dict[str, Any]] = {}
    sheets = [_sheet_copy(worksheet, formats) for worksheet in workbook.worksheets]
    names = {name: found.attr_text or "" for name, found in workbook.defined_names.items()}
    return WorkbookCopy(formats=formats, names=names, sheets=sheets)


def _sheet_copy(worksheet: Any, formats: dict[int, dict[str, Any]]) -> SheetCopy:
    cells = []
    for row in worksheet.iter_rows():
        for cell in row:
            if cell.has_style:
                formats.setdefault(cell.style_id, _format(cell))
                cells.append((cell.row - 1, cell.column - 1, cell.value, cell.style_id))
    table = next(iter(worksheet.tables.values()), None)
    rows = worksheet.row_dimensions
    return SheetCopy(
        name=worksheet.title,
        cells=cells,
        heights={number - 1: rows[number].height for number in rows if rows[number].height},
        widths={
            openpyxl.utils.column_index_from_string(letters) - 1: column.width
            for letters, column in worksheet.column_dimensions.items()
        },
        frozen=worksheet.freeze_panes is not None,
        table=table and (table.name, worksheet.max_row - 1, table.column_names),
        validations=[_validation(one) for one in worksheet.data_validations.dataValidation],
        charts=[
            [(one.cat.strRef.f if one.cat.strRef else one.cat.numRef.f, one.val.numRef.f)
             for one in chart.series]
            for chart in worksheet._charts
        ],
    )  # fmt: skip


def _format(cell: Any) -> dict[str, Any]:
    """Return the looks of a cell in the words of XlsxWriter."""
    looks = {
        "font_name": cell.font.name,
        "font_size": cell.font.size,
        "bold": cell.font.bold,
        "num_format": cell.number_format,
        "text_wrap": cell.alignment.wrap_text,
        "valign": cell.alignment.vertical,
        "align": cell.alignment.horizontal,
        "locked": cell.protection.locked,
        "border": 1 if cell.border.left and cell.border.left.style else None,
        "bg_color": "#DCE6F1" if cell.fill.fill_type else None,
    }
    return {name: value for name, value in looks.items() if value is not None}


def _validation(found: Any) -> tuple[str, dict[str, Any]]:
    options: dict[str, Any] = {"validate": "any"}
    if found.type == "list":
        options |= {"validate": "list", "source": f"={found.formula1}"}
    if found.prompt:
        options |= {"input_title": found.promptTitle, "input_message": found.prompt}
    return str(found.sqref), options


def _written(copy: WorkbookCopy) -> bytes:
    data = io.BytesIO()
    workbook = xlsxwriter.Workbook(data)
    formats = {number: workbook.add_format(looks) for number, looks in copy.formats.items()}
    for sheet in copy.sheets:
        _write_sheet(workbook, sheet, formats)
    for name, place in copy.names.items():
        workbook.define_name(name, f"={place}")
    workbook.close()
    return data.getvalue()


def _write_sheet(workbook: Any, sheet: SheetCopy, formats: dict[int, Any]) -> None:
    worksheet = workbook.add_worksheet(sheet.name)
    worksheet.set_landscape()
    worksheet.set_paper(9)
    worksheet.fit_to_pages(1, 0)
    for column, width in sheet.widths.items():
        worksheet.set_column(column, column, width)
    for row, height in sheet.heights.items():
        worksheet.set_row(row, height)
    _write_cells(worksheet, sheet, formats)
    if sheet.frozen:
        worksheet.freeze_panes(1, 1)
        worksheet.repeat_rows(0)
    if sheet.table:
        name, last_row, headers = sheet.table
        columns = [{"header": header} for header in headers]
        worksheet.add_table(0, 0, last_row, len(headers) - 1, {"name": name, "columns": columns})
    for cells, options in sheet.validations:
        worksheet.data_validation(cells, options)
    for series in sheet.charts:
        chart = workbook.add_chart({"type": "bar"})
        for categories, values in series:
            chart.add_series({"categories": f"={categories}", "values": f"={values}"})
        worksheet.insert_chart("L2", chart)


def _write_cells(worksheet: Any, sheet: SheetCopy, formats: dict[int, Any]) -> None:
    for row, column, value, style in sheet.cells:
        if isinstance(value, str):
            worksheet.write_string(row, column, value, formats[style])
        elif value is None:
            worksheet.write_blank(row, column, None, formats[style])
        elif isinstance(value, datetime):
            worksheet.write_datetime(row, column, value, formats[style])
        else:
            worksheet.write_number(row, column, value, formats[style])


# -- measuring ----------------------------------------------------------------------------------


def _rows(case: str) -> list[tuple[str, ...]]:
    ways = _cases()[case]()
    sizes = {name: len(_bytes(way())) for name, way in ways.items()}
    times = {name: sorted(found) for name, found in in_turns(ways, ROUNDS).items()}
    peaks = {name: _peak_of(case, name) for name in ways}
    return [
        (
            case,
            name,
            f"{median(found) * 1000:.1f}",
            f"{found[0] * 1000:.1f}–{found[-1] * 1000:.1f}",
            f"{median(found) / median(times[PEER]):.2f}",
            f"{peaks[name]:.1f}",
            f"{peaks[name] / peaks[PEER]:.2f}",
            f"{sizes[name] / 1024:.0f}",
        )
        for name, found in times.items()
    ]


def _row_of_export(size: int) -> tuple[str, ...]:
    made = _portfolio(size)
    answers = sum(len(one.answers) for model in made.models for one in model.evaluations)
    rounds = [_exported(made) for _ in range(ROUNDS_OF_EXPORTS)]
    analysis, writing = (median(times) for times in zip(*rounds, strict=True))
    return (
        str(size),
        str(answers),
        f"{analysis:.2f}",
        f"{writing:.2f}",
        f"{(analysis + writing) / size * 1000:.2f}",
        f"{_peak_of(EXPORT, str(size)):.1f}",
        f"{len(tm.render(made, format='excel').data) / 1024:.0f}",
    )


def _exported(made: Portfolio) -> tuple[float, float]:
    """Return the seconds of an export before and while its workbook is written."""
    writing = 0.0

    def timed(spec: WorkbookSpec) -> WrittenWorkbook:
        nonlocal writing
        start = process_time()
        written = write_workbook(spec)
        writing += process_time() - start
        return written

    with mock.patch("toimintamalli_excel._exporter.write_workbook", timed):
        whole = timed(lambda: tm.render(made, format="excel"))
    return whole - writing, writing


def _bytes(written: object) -> bytes:
    assert isinstance(written, bytes)
    return written


def _peak_of(case: str, name: str) -> float:
    return peak_of_fresh_process(__file__, case, name)


if __name__ == "__main__":
    main()
