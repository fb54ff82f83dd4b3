"""Spreadsheets that people already have become models and tasks, and nothing in them is lost."""

from __future__ import annotations

import datetime
import io
import runpy
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import toimintamalli as tm
from toimintamalli._identifiers import Identifiers
from toimintamalli.column_maps import (
    ColumnMap,
    FormColumn,
    MapColumns,
    RowKind,
    ValueSpelling,
    model_files,
)
from toimintamalli.column_maps._meanings import CODED, COLUMNS, DAYS, codes_of, readings
from toimintamalli.model import (
    ContributorRole,
    CustomField,
    DevelopmentStage,
    EvidenceKind,
    InnokylaStage,
    RootingPlan,
    ServiceSector,
    Task,
    TaskState,
)

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "taulukot"
HELPERS = runpy.run_path(str(Path(__file__).with_name("plugin_site.py")))
DAY = datetime.date(2025, 2, 10)


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def model_map(values: tuple[ValueSpelling, ...] = (), **columns: str) -> ColumnMap:
    named = MapColumns(**{"title": "Nimi"} | columns)
    return ColumnMap(kind=RowKind.MODELS, columns=named, values=values)


def task_map(values: tuple[ValueSpelling, ...] = (), **columns: str) -> ColumnMap:
    named = MapColumns(**{"what": "Tehtävä"} | columns)
    return ColumnMap(kind=RowKind.TASKS, columns=named, values=values)


def csv(*rows: str) -> str:
    Path("taulukko.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return "taulukko.csv"


def workbook(**sheets: list[list[Any]]) -> str:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save("taulukko.xlsx")
    return "taulukko.xlsx"


def told(report: tm.Report) -> list[tuple[str, object]]:
    """The codes of findings, with the cell or the line of each."""
    return [(found.code, found.line or found.path) for found in report]


def one_model(path: str, column_map: ColumnMap) -> tm.PracticeModel:
    read = tm.read_models(path, column_map)
    assert told(read.problems) == []
    (model,) = read.models
    return model


# -- models -------------------------------------------------------------------------------------


def test_a_row_of_a_workbook_is_a_model() -> None:
    headings = {
        "id": "Tunnus",
        "title": "Nimi",
        "summary": "Kuvaus",
        "place": "Paikka",
        "locations": "Paikkakunnat",
        "funders": "Rahoitus",
        "collections": "Kokonaisuus",
        "authors": "Tekijät",
        "contacts": "Yhteyshenkilö",
        "created": "Luotu",
        "modified": "Muokattu",
        "programme": "Ohjelma",
        "pillar": "Pilari",
        "investments": "Investoinnit",
        "counties": "Alueet",
        "sectors": "Palvelut",
        "customer_groups": "Ryhmät",
        "project_start": "Alkoi",
        "project_end": "Päättyi",
        "innokyla_stage": "Vaihe",
        "stage": "Käyttö",
        "stage_date": "Käytössä alkaen",
        "stage_unit": "Yksikkö",
        "core_elements": "Ydin",
        "adaptable_parts": "Muu",
        "next_review": "Tarkistus",
    }
    cells: dict[str, Any] = {
        "id": 12,
        "title": "Perhetupa",
        "summary": "Perhe saa neuvon.\nIlman aikaa.",
        "place": "Kajaani",
        "locations": "Kajaani; Kuhmo",
        "funders": "EU",
        "collections": "RRP",
        "authors": "Testi Tekijä\nToinen Tekijä",
        "contacts": "Kolmas Henkilö",
        "created": DAY,
        "modified": "2025-02-10",
        "programme": "RRP",
        "pillar": "P4",
        "investments": "I1, I4",
        "counties": "Kainuun HVA ja Etelä-Savo; Vantaan ja Keravan hyvinvointialue",
        "sectors": "Sosiaalipalvelut; Hälsovård; health",
        "customer_groups": "Ikääntyneet, omaishoitajat",
        "project_start": "1.1.2024",
        "project_end": datetime.date(2025, 12, 31),
        "innokyla_stage": "Valmis",
        "stage": "juurrutettu",
        "stage_date": "10.2.2025",
        "stage_unit": "Kajaanin perhekeskus",
        "core_elements": "avoin ovi",
        "adaptable_parts": "aukioloajat",
        "next_review": datetime.date(2026, 1, 31),
    }
    sheet = [list(headings.values()), [cells[name] for name in headings]]

    model = one_model(workbook(Taul1=sheet), model_map(**headings))

    assert set(headings) == set(COLUMNS[RowKind.MODELS]) - {"co_maintainers", "developers"}
    assert (model.id, model.language) == ("12", tm.Language.FINNISH)
    basics, programme = model.basics, model.programme
    assert (basics.title, basics.place) == ("Perhetupa", "Kajaani")
    assert basics.summary == "Perhe saa neuvon.\nIlman aikaa."
    assert (basics.locations, basics.funders) == (("Kajaani", "Kuhmo"), ("EU",))
    assert (basics.collections, basics.created, basics.modified) == (("RRP",), DAY, DAY)
    assert [(one.name, one.role) for one in basics.contributors] == [
        ("Testi Tekijä", ContributorRole.AUTHOR),
        ("Toinen Tekijä", ContributorRole.AUTHOR),
        ("Kolmas Henkilö", ContributorRole.CONTACT),
    ]
    assert (programme.programme, programme.pillar) == ("rrp", "P4")
    assert programme.investments == ("I1", "I4")
    assert programme.counties == ("kainuu", "etela-savo", "vantaa-kerava")
    assert programme.sectors == (ServiceSector.SOCIAL, ServiceSector.HEALTH)
    assert programme.customer_groups == ("older-people",)
    assert programme.project_start == datetime.date(2024, 1, 1)
    assert programme.project_end == datetime.date(2025, 12, 31)
    assert model.innokyla_stage is InnokylaStage.READY
    (stage,) = model.stages
    assert (stage.stage, stage.date) == (DevelopmentStage.ROOTED, DAY)
    assert stage.unit == "Kajaanin perhekeskus"
    assert (model.core_elements, model.adaptable_parts) == (("avoin ovi",), ("aukioloajat",))
    assert model.next_review == datetime.date(2026, 1, 31)
    assert model.custom == ()


def test_a_row_of_a_csv_file_is_a_model_with_the_texts_of_its_form() -> None:
    column_map = ColumnMap(
        kind=RowKind.MODELS,
        language=tm.Language.SWEDISH,
        columns=MapColumns(title="Namn"),
        fields=(
            FormColumn(field="needs", column="Behov"),
            FormColumn(field="solution_idea", column="Idé"),
        ),
    )
    path = csv("Namn;Behov;Idé", 'Familjestuga;Köer;"En väg:\n\n- drop-in"')

    model = one_model(path, column_map)

    assert model.language is tm.Language.SWEDISH
    needs, idea = model.form.sections
    assert (idea.field, idea.text.plain) == ("solution_idea", "En väg:\n\n• drop-in")
    assert (needs.field, needs.text.plain) == ("needs", "Köer")


def test_models_survive_being_written_and_read() -> None:
    path = csv("Nimi;Alue;Alkoi", "Perhetupa;Kainuu, Ruotsi;eilen")
    (model,) = tm.read_models(path, model_map(counties="Alue", created="Alkoi")).models

    assert tm.loads(tm.dumps(model)) == model


def test_a_row_without_an_identifier_gets_one_of_its_title() -> None:
    read = tm.read_models(csv("Nimi;X", "Äitiyspolku;1", "äitiyspolku!;2", "商;3"), model_map())

    assert [model.id for model in read.models] == ["aitiyspolku", "aitiyspolku-2", "malli"]
    assert [name for name, _ in model_files(read.models)] == [
        "aitiyspolku.yaml",
        "aitiyspolku-2.yaml",
        "malli.yaml",
    ]


def test_a_row_that_doubles_an_identifier_is_told_and_kept_under_another() -> None:
    path = csv("Tunnus;Nimi", "a;Yksi", "a;Kaksi", "a-2;Kolme")

    read = tm.read_models(path, model_map(id="Tunnus"))

    assert [(model.id, model.basics.title) for model in read.models] == [
        ("a", "Yksi"),
        ("a-2", "Kaksi"),
        ("a-2-2", "Kolme"),
    ]
    assert told(read.problems) == [("TM385", 3), ("TM385", 4)]
    assert read.problems.diagnostics[0].parameter("first") == 2


@given(wanted=st.lists(st.sampled_from(["a", "a-2", "a-3", "t1"]), max_size=12))
def test_identifiers_are_given_out_once(wanted: list[str]) -> None:
    identifiers = Identifiers(["a"])
    given_out = [identifiers.free(name) for name in wanted] + [identifiers.numbered("t")]

    assert len({"a", *given_out}) == len(given_out) + 1


def test_many_rows_of_one_title_do_not_take_long() -> None:
    identifiers = Identifiers()

    assert [identifiers.free("malli") for _ in range(50_000)][-1] == "malli-50000"


# -- what is not understood ---------------------------------------------------------------------


def test_a_cell_that_is_not_understood_is_told_with_its_place_and_its_text_is_kept() -> None:
    sheet = [
        ["Nimi", "Alue", "Alkoi", "Vaihe"],
        ["Perhetupa", "Kainuu, Atlantis", "syksyllä", "ehkä"],
        ["Chat", "Lappi", DAY, "Pilotoitu"],
    ]
    column_map = model_map(counties="Alue", created="Alkoi", stage="Vaihe")

    read = tm.read_models(workbook(Taul1=sheet), column_map)

    assert told(read.problems) == [
        ("TM383", "Taul1!C2"),
        ("TM383", "Taul1!B2"),
        ("TM383", "Taul1!D2"),
    ]
    assert {found.source for found in read.problems} == {"taulukko.xlsx"}
    shed, chat = read.models
    assert shed.programme.counties == ()
    assert shed.custom == (
        CustomField("x-unmapped-created", "syksyllä"),
        CustomField("x-unmapped-counties", "Kainuu, Atlantis"),
        CustomField("x-unmapped-stage", "ehkä"),
    )
    assert chat.programme.counties == ("lappi",)
    assert (chat.basics.created, chat.custom) == (DAY, ())


def test_a_text_that_many_cells_of_a_column_hold_is_told_once_with_their_number() -> None:
    rows = [[f"Malli {number}", "ehkä" if number % 2 else "Pilotoitu"] for number in range(7)]
    sheet = [["Nimi", "Vaihe"], *rows, ["Viimeinen", "tuskin"]]

    read = tm.read_models(workbook(Taul1=sheet), model_map(stage="Vaihe"))

    assert told(read.problems) == [("TM383", "Taul1!B3"), ("TM383", "Taul1!B9")]
    assert [found.parameter("count") for found in read.problems] == [3, 1]
    assert [len(model.custom) for model in read.models] == [0, 1, 0, 1, 0, 1, 0, 1]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_what_was_expected_is_told_in_every_language(language: str) -> None:
    path = csv("Nimi;Alue;Alkoi;Vaihe", "Perhetupa;Kaunuun hyvinvointialue;eilen;ehkä")
    column_map = model_map(counties="Alue", created="Alkoi", stage="Vaihe")

    day, county, stage = tm.read_models(path, column_map).problems

    assert "10.6.2025" in day.hint(language)
    assert "Kainuun hyvinvointialue, …" in county.hint(language)
    assert "Pilotoitu" in stage.hint(language)
    assert all("x-unmapped" in found.why(language) for found in (day, county, stage))


def test_a_list_of_which_a_part_is_known_keeps_that_part() -> None:
    (model,) = tm.read_models(
        csv("Nimi;Alue", '"Tupa";"Kainuu; Lapin hva (pohjoinen); Lappi"'),
        model_map(counties="Alue"),
    ).models

    assert model.programme.counties == ("kainuu", "lappi")
    assert model.custom == (CustomField("x-unmapped-counties", "Lapin hva (pohjoinen)"),)


def test_the_day_and_the_unit_of_a_stage_that_is_not_known_are_kept() -> None:
    column_map = model_map(stage="Vaihe", stage_date="Pvm", stage_unit="Yksikkö")
    (model,) = tm.read_models(
        csv("Nimi;Vaihe;Pvm;Yksikkö", "Tupa;;10.2.2025;Vaala"), column_map
    ).models

    assert model.stages == ()
    assert model.custom == (
        CustomField("x-unmapped-stage-date", "2025-02-10"),
        CustomField("x-unmapped-stage-unit", "Vaala"),
    )


def test_formulas_and_errors_are_told_and_not_read() -> None:
    sheet = [["Nimi", "Kuvaus", "Paikka"], ["Tupa", "=A2", "#N/A"]]

    read = tm.read_models(workbook(Taul1=sheet), model_map(summary="Kuvaus", place="Paikka"))

    assert told(read.problems) == [("TM384", "Taul1!B2"), ("TM384", "Taul1!C2")]
    assert ["kaava" in read.problems.text(), "virhearvo" in read.problems.text()] == [True, True]
    assert (read.models[0].basics.summary, read.models[0].basics.title) == ("", "Tupa")


def test_merged_cells_are_told_and_the_covered_ones_are_blank() -> None:
    path = workbook(Taul1=[["Nimi", "Paikka"], ["Tupa", "Oulu"], ["Chat", None]])
    made = openpyxl.load_workbook(path)
    made["Taul1"].merge_cells("B2:B3")
    made.save(path)

    read = tm.read_models(path, model_map(place="Paikka"))

    assert [model.basics.place for model in read.models] == ["Oulu", ""]
    assert told(read.problems) == [("EXCEL125", "Taul1!B2")]


def test_rows_without_content_or_without_a_title_are_left_out_and_told() -> None:
    path = csv("Nro;Nimi;Paikka;Muu", "1;Tupa;;", "Väliotsikko;;;", ";;;vain tämä", ";;Oulu;")

    read = tm.read_models(path, model_map(id="Nro", place="Paikka"))

    assert [model.id for model in read.models] == ["1"]
    assert told(read.problems) == [("TM382", ""), ("TM386", 5), ("TM387", "")]
    assert read.problems.diagnostics[1].parameter("found") == ("Oulu",)
    assert read.problems.diagnostics[-1].parameter("rows") == "3, 4"


def test_a_row_of_sums_is_no_model_and_is_told_with_what_it_holds() -> None:
    sheet = [["Nro", "Nimi", "Vaihe", "Muu"], [1, "Tupa", None, None], ["Yhteensä", None, 24, "x"]]

    read = tm.read_models(workbook(Taul1=sheet), model_map(id="Nro", stage="Vaihe"))

    assert [model.id for model in read.models] == ["1"]
    assert told(read.problems) == [("TM382", "Taul1"), ("TM386", "Taul1!3")]
    assert read.problems.diagnostics[-1].parameter("found") == ("Yhteensä", "24")


def test_the_map_tells_what_texts_mean_and_which_mean_nothing() -> None:
    values = (
        ValueSpelling(column="sectors", text=("sote",), means=("social", "health")),
        ValueSpelling(column="stage", text=("käytössä", "vakiintunut"), means=("in_use",)),
        ValueSpelling(column="created", text=("ei tiedossa",), means=()),
        ValueSpelling(column="modified", text=("hankkeen alku",), means=("2025-02-10",)),
    )
    column_map = model_map(
        values, sectors="Ala", stage="Vaihe", created="Luotu", modified="Muokattu"
    )
    path = csv("Nimi;Ala;Vaihe;Luotu;Muokattu", "Tupa;SOTE;Käytössä;Ei tiedossa;hankkeen alku")

    model = one_model(path, column_map)

    assert model.programme.sectors == (ServiceSector.SOCIAL, ServiceSector.HEALTH)
    assert model.stage is DevelopmentStage.IN_USE
    assert (model.basics.created, model.basics.modified) == (None, DAY)


@given(text=st.text(max_size=30), kind=st.sampled_from(list(RowKind)))
def test_any_text_in_any_column_is_understood_or_left(text: str, kind: RowKind) -> None:
    for name, reading in readings(kind, ()).items():
        meant = reading.meaning(text)
        coded = name in (*CODED[kind], *DAYS[kind])
        assert not (coded and text.strip() and meant.value is None and not meant.left)


def test_every_column_of_codes_knows_its_values_by_name() -> None:
    for kind in RowKind:
        for name in CODED[kind]:
            known = readings(kind, ())[name]
            meant = [known.meaning(code).value for code in codes_of(name)]
            assert [value[0] if isinstance(value, tuple) else value for value in meant] == list(
                codes_of(name)
            )
            assert all(not known.meaning(text).left for text in known.known)


# -- headings and sheets ------------------------------------------------------------------------


def test_headings_are_found_in_any_order_and_spelling() -> None:
    read = tm.read_models(csv("muu;  KUVAUS: ;nimi", "x;Teksti;Tupa"), model_map(summary="Kuvaus"))

    assert read.models[0].basics.summary == "Teksti"
    (unread,) = read.problems
    assert (unread.code, unread.parameter("columns")) == ("TM382", ("muu",))


def test_a_heading_that_is_not_there_or_stands_twice_is_told() -> None:
    column_map = model_map(summary="Kuvaukset", place="Paikka")

    read = tm.read_models(csv("Nimi;Kuvaus;Paikka;Paikka", "Tupa;a;b;c"), column_map)

    assert [found.code for found in read.problems] == ["TM380", "TM381", "TM382"]
    assert read.problems.diagnostics[0].parameter("nearest") == "Kuvaus"
    assert read.models[0].basics.place == ""


def test_ignored_headings_are_not_told() -> None:
    column_map = ColumnMap(
        kind=RowKind.MODELS, columns=MapColumns(title="Nimi"), ignored=("budjetti",)
    )

    assert told(tm.read_models(csv("Nimi;Budjetti", "Tupa;1"), column_map).problems) == []


@pytest.mark.parametrize("header_row", [3, None])
def test_the_headings_may_stand_below_a_title(header_row: int | None) -> None:
    rows = [["Mallit 2025"], [], ["Nimi", "Kuvaus"], ["Tupa", "a"]]
    column_map = ColumnMap(
        kind=RowKind.MODELS,
        header_row=header_row,
        columns=MapColumns(title="Nimi", summary="Kuvaus"),
    )
    if header_row is None:
        with pytest.raises(tm.ReadError) as caught:
            tm.read_models(workbook(Taul1=rows), column_map)
        assert caught.value.report.codes[0] == "TM395"
    else:
        assert one_model(workbook(Taul1=rows), column_map).basics.summary == "a"
    assert csv("Mallit 2025;", ";", "Nimi;Kuvaus", "Tupa;a")
    if header_row is not None:
        assert one_model("taulukko.csv", column_map).basics.summary == "a"


def test_the_sheet_is_the_one_named_or_else_the_one_that_fits_best() -> None:
    path = workbook(Ohje=[["Lue tämä"]], Mallit=[["Nimi"], ["Tupa"]], Muu=[["Nimi "], ["Chat"]])

    guessed = tm.read_models(path, model_map())
    assert [model.basics.title for model in guessed.models] == ["Tupa"]
    assert told(guessed.problems) == [("TM389", "Mallit")]

    named = ColumnMap(kind=RowKind.MODELS, sheet="muu", columns=MapColumns(title="Nimi"))
    assert one_model(path, named).basics.title == "Chat"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"sheet": "Puuttuu"}, "TM388"),
        ({"header_row": 9}, "TM390"),
        ({"columns": MapColumns(title="Otsikko")}, "TM395"),
    ],
)
def test_a_table_that_is_not_there_is_told(changes: dict[str, Any], code: str) -> None:
    given_map = {"kind": RowKind.MODELS, "columns": MapColumns(title="Nimi")} | changes
    path = workbook(Mallit=[["Nimi"], ["Tupa"]])

    with pytest.raises(tm.ReadError) as caught:
        tm.read_models(path, ColumnMap(**given_map))

    assert caught.value.report.codes[0] == code
    assert caught.value.report.diagnostics[0].source == "taulukko.xlsx"


def test_a_workbook_without_content_is_told() -> None:
    with pytest.raises(tm.ReadError) as caught:
        tm.read_models(workbook(Tyhjä=[]), model_map())
    assert caught.value.report.codes == ("TM399",)


def test_bad_files_are_told() -> None:
    Path("taulukko.xlsx").write_bytes(b"%PDF-1.7")
    with pytest.raises(tm.ReadError) as caught:
        tm.read_models("taulukko.xlsx", model_map())
    assert caught.value.report.codes == ("EXCEL103",)
    assert str(caught.value).startswith("taulukko.xlsx: ")
    with pytest.raises(tm.ReadError):
        tm.read_models(csv("Nimi"), model_map())
    with pytest.raises(tm.MissingFileError):
        tm.read_models("poissa.csv", model_map())
    with pytest.raises(tm.UnknownFormatError):
        tm.read_models("taulukko.odt", model_map())


def test_a_workbook_bomb_is_refused() -> None:
    path = workbook(Mallit=[["Nimi"], ["Tupa"]])
    with zipfile.ZipFile(path, "a", 8) as package:
        package.writestr("xl/media/kuva.png", bytes(50_000_000))

    with pytest.raises(tm.ReadError) as caught:
        tm.read_models(path, model_map())
    assert caught.value.report.codes == ("EXCEL107",)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Any]:
    with HELPERS["plugin_site"](tmp_path) as installed:
        yield installed


def test_tables_of_other_formats_come_from_the_plugins_that_read_them(site: Any) -> None:
    site.install(formats=HELPERS["TABLE_READERS"] + "otsikko = {module}:table_reader\n")
    Path("mallit.taulu").write_text("Tupa\nChat\n", encoding="utf-8")

    read = tm.read_models("mallit.taulu", model_map())

    assert [model.basics.title for model in read.models] == ["Tupa", "Chat"]


def test_a_table_reader_that_fails_is_told(site: Any) -> None:
    broken = HELPERS["WORKING"].replace("return (SheetTable", "return 1 / 0, (SheetTable")
    site.install(
        formats=HELPERS["TABLE_READERS"] + "otsikko = {module}:table_reader\n", source=broken
    )
    Path("mallit.taulu").write_text("Tupa\n", encoding="utf-8")

    with pytest.raises(tm.PluginError, match="ZeroDivisionError"):
        tm.read_models("mallit.taulu", model_map())


# -- maps ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ('kind = "models"', "TM392", None),
        ('kind = "tasks"\n[columns]\ntitle = "Nimi"', "TM392", 2),
        ('kind = "models"\n[columns]\ntitle = "Nimi"\nwhat = "Mitä"', "TM391", 4),
        (
            'kind = "tasks"\n[columns]\nwhat = "Mitä"\n[[fields]]\nfield = "needs"\ncolumn = "A"',
            "TM391",
            4,
        ),
        ('kind = "models"\n[columns]\ntitle = "Nimi"\nsummary = "nimi "', "TM398", 4),
        (
            'kind = "models"\n[columns]\ntitle = "A"\n[[fields]]\nfield = "b"\ncolumn = "C"',
            "TM397",
            5,
        ),
        (
            'kind = "models"\n[columns]\ntitle = "A"\n[[values]]\ncolumn = "title"\n'
            'text = ["a"]\nmeans = ["b"]',
            "TM393",
            5,
        ),
        (
            'kind = "models"\n[columns]\ntitle = "A"\n[[values]]\ncolumn = "stage"\n'
            'text = ["a"]\nmeans = ["b"]',
            "TM397",
            7,
        ),
        (
            'kind = "models"\n[columns]\ntitle = "A"\n[[values]]\ncolumn = "stage"\n'
            'text = ["a"]\nmeans = ["in_use", "rooted"]',
            "TM397",
            7,
        ),
        (
            'kind = "models"\n[columns]\ntitle = "A"\n[[values]]\ncolumn = "created"\n'
            'text = ["a"]\nmeans = ["eilen"]',
            "TM397",
            7,
        ),
        (
            'kind = "models"\n[columns]\ntitle = "A"\n[[values]]\ncolumn = "stage"\n'
            'text = ["a"]\nmeans = ["in_use"]\n[[values]]\ncolumn = "stage"\ntext = ["A "]\n'
            'means = ["rooted"]',
            "TM351",
            10,
        ),
        ('kind = "models"\nlaji = 1\n[columns]\ntitle = "A"', "TM121", 2),
        ("kind = ", "TM320", 1),
    ],
)
def test_problems_of_a_map_are_told_with_their_line(text: str, code: str, line: int | None) -> None:
    Path("kartta.toml").write_text(text + "\n", encoding="utf-8")
    with pytest.raises(tm.LoadError) as caught:
        tm.read_models(csv("Nimi;X", "Tupa;1"), "kartta.toml")
    assert (code, line) in [(found.code, found.line) for found in caught.value.report]
    assert {found.source for found in caught.value.report} == {"kartta.toml"}


def test_a_map_for_something_else_is_told() -> None:
    with pytest.raises(tm.OptionError) as caught:
        tm.read_models(csv("Tehtävä;X", "a;b"), task_map())
    assert caught.value.report.codes == ("TM396",)


# -- tasks --------------------------------------------------------------------------------------

MODEL = tm.PracticeModel(
    id="tupa",
    basics=tm.BasicData(title="Perhetupa"),
    rooting_plan=RootingPlan(
        why="Jotta tupa pysyy.",
        tasks=(
            Task(id="t1", what="Sopimus tilasta", support="Lakimies", due=DAY),
            Task(id="t3", what="Ohje"),
        ),
    ),
)


def test_new_tasks_are_added_and_known_ones_completed() -> None:
    path = csv(
        "Tunnus;Tehtävä;Kuka;Valmis;Tila;Näyttö",
        "t1;Sopimus tilasta vuodelle 2026;Päällikkö;;Kesken;Luonnos\n".strip(),
        ";ohje ;Ohjaaja;;;",
        ";Esite;;1.3.2025;Tehty;https://example.org/esite",
    )
    column_map = task_map(
        id="Tunnus", owner_role="Kuka", due="Valmis", state="Tila", evidence="Näyttö"
    )

    read = tm.read_tasks(path, column_map, into=MODEL)

    assert told(read.diagnostics) == []
    plan = read.model.rooting_plan
    assert plan is not None
    assert plan.why == "Jotta tupa pysyy."
    first, second, third = plan.tasks
    assert (first.id, first.what) == ("t1", "Sopimus tilasta vuodelle 2026")
    assert (first.support, first.due, first.state) == ("Lakimies", DAY, TaskState.IN_PROGRESS)
    assert [(one.kind, one.title) for one in first.evidence] == [(EvidenceKind.DOCUMENT, "Luonnos")]
    assert (second.id, second.what, second.owner_role) == ("t3", "ohje", "Ohjaaja")
    assert (third.id, third.state) == ("t2", TaskState.DONE)
    assert [(one.kind, one.address) for one in third.evidence] == [
        (EvidenceKind.LINK, "https://example.org/esite")
    ]
    assert tm.loads(tm.dumps(read.model)) == read.model


def test_reading_the_same_tasks_again_changes_nothing() -> None:
    path = csv("Tehtävä;Tila;Näyttö", "Esite;ehkä;Linkki", "Sopimus tilasta;Kesken;")
    column_map = task_map(state="Tila", evidence="Näyttö")
    once = tm.place_tasks(path, column_map, [MODEL])

    again = tm.place_tasks(path, column_map, once.models)

    assert (once.added, once.updated) == (1, 1)
    assert (again.added, again.updated) == (0, 0)
    assert again.models[0] is once.models[0]


def test_a_task_that_doubles_an_identifier_is_told_and_kept_under_another() -> None:
    path = csv("Tunnus;Tehtävä", "t1;Yksi", "t1;Kaksi")

    read = tm.read_tasks(path, task_map(id="Tunnus"), into=MODEL)

    assert told(read.diagnostics) == [("TM385", 3)]
    tasks = read.model.rooting_plan.tasks if read.model.rooting_plan else ()
    assert [(task.id, task.what) for task in tasks] == [
        ("t1", "Yksi"),
        ("t3", "Ohje"),
        ("t1-2", "Kaksi"),
    ]


def test_a_row_without_a_text_completes_a_known_task_and_makes_no_new_one() -> None:
    path = csv("Nro;Tehtävä;Tila", "t1;;Tehty", "t9;;Kesken", ";;Kesken", "t1;;Kesken")

    read = tm.read_tasks(path, task_map(id="Nro", state="Tila"), into=MODEL)

    assert MODEL.rooting_plan is not None
    assert read.model.rooting_plan is not None
    before, after = MODEL.rooting_plan.tasks, read.model.rooting_plan.tasks
    assert [(task.id, task.what) for task in after] == [(task.id, task.what) for task in before]
    assert after[0].state is TaskState.DONE
    assert sorted(told(read.diagnostics), key=str) == [("TM386", 3), ("TM386", 4), ("TM386", 5)]
    assert "t9, Kesken" in read.diagnostics.text()


def test_tasks_go_to_the_models_that_they_name() -> None:
    other = tm.PracticeModel(id="chat", basics=tm.BasicData(title="Nuorten chat"))
    path = csv(
        "Malli;Tehtävä", "TUPA;Esite", "nuorten  chat;Budjetti", "Nuoret chat;Ohje", ";Yksin"
    )

    placed = tm.place_tasks(path, task_map(model="Malli"), [MODEL, other])

    assert (placed.added, placed.updated) == (2, 0)
    assert placed.models[1].rooting_plan is not None
    assert [task.what for task in placed.models[1].rooting_plan.tasks] == ["Budjetti"]
    assert [(one.model, one.task.what, one.row) for one in placed.unplaced] == [
        ("Nuoret chat", "Ohje", 4),
        ("", "Yksin", 5),
    ]
    near, nameless = placed.diagnostics
    assert (near.code, near.line, near.parameter("nearest")) == ("TM394", 4, "Nuorten chat")
    assert (nameless.code, nameless.line) == ("TM394", 5)


def test_texts_of_tasks_that_are_not_understood_are_kept() -> None:
    read = tm.read_tasks(
        csv("Tehtävä;Tila", "Esite;puolivalmis"), task_map(state="Tila"), into=MODEL
    )

    assert told(read.diagnostics) == [("TM383", 2)]
    assert read.model.rooting_plan is not None
    assert read.model.rooting_plan.tasks[-1].custom == (
        CustomField("x-unmapped-state", "puolivalmis"),
    )


# -- the example --------------------------------------------------------------------------------


def test_the_example_is_read() -> None:
    read = tm.read_models(EXAMPLE / "mallit.xlsx", EXAMPLE / "mallit.toml")
    placed = tm.place_tasks(EXAMPLE / "tehtavat.csv", EXAMPLE / "tehtavat.toml", read.models)

    assert len(read.models) == 6
    assert told(read.problems) == [
        ("TM383", "Mallit!I8"),
        ("TM383", "Mallit!H8"),
        ("TM384", "Mallit!J9"),
        ("TM387", "Mallit"),
        ("TM385", "Mallit!10"),
    ]
    assert (placed.added, len(placed.unplaced)) == (7, 1)
    assert told(placed.diagnostics) == [("TM383", 5), ("TM383", 8), ("TM394", 9)]


def test_any_small_workbook_is_read_or_refused() -> None:
    for value in (True, 1.5, datetime.time(13, 30), datetime.datetime(2025, 1, 1, 12), "=1"):  # noqa: DTZ001  as Excel stores it
        made = openpyxl.Workbook()
        made.active.append(["Nimi", "Luotu"])
        made.active.append([value, value])
        file = io.BytesIO()
        made.save(file)
        Path("taulukko.xlsx").write_bytes(file.getvalue())
        assert tm.read_models("taulukko.xlsx", model_map(created="Luotu")).problems is not None
