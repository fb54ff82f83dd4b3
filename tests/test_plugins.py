"""Plugins: found by their metadata, imported when asked for, and harmless when broken."""

from __future__ import annotations

import datetime
import pickle
import runpy
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import toimintamalli as tm
from toimintamalli.plugins import (
    API_VERSION,
    ExportOptions,
    ImportOptions,
    Kind,
    _registry,
    describe_options,
    exporter_for_suffix,
    get_table_reader,
    importer_for_suffix,
    make_options,
    refresh,
    table_reader_for_suffix,
)

HELPERS = runpy.run_path(str(Path(__file__).with_name("plugin_site.py")))
WORKING, EXPORTERS, IMPORTERS = (HELPERS[name] for name in ("WORKING", "EXPORTERS", "IMPORTERS"))
TABLES = HELPERS["TABLE_READERS"] + "otsikko = {module}:table_reader\n"
BOTH = EXPORTERS + "otsikko = {module}:exporter\n" + IMPORTERS + "otsikko = {module}:importer\n"
TUPA = tm.PracticeModel(basics=tm.BasicData(title="Perhetupa"))


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Any]:
    with HELPERS["plugin_site"](tmp_path) as installed:
        yield installed


def error_of(name: str = "otsikko") -> tm.ToimintamalliError:
    with pytest.raises(tm.ToimintamalliError) as caught:
        tm.get_exporter(name)
    return caught.value


def listed() -> list[tuple[str, str, str]]:
    return [(info.kind, info.name, info.distribution) for info in tm.formats()]


# -- listing ----------------------------------------------------------------------------------


def test_listing_tells_what_the_metadata_say_and_imports_nothing(site: Any) -> None:
    module = site.install("Toinen.Lisaosa", formats=BOTH)
    rows = tm.formats()
    assert [(row.kind, row.name, row.distribution, row.version) for row in rows] == [
        (Kind.EXPORTER, "otsikko", "Toinen.Lisaosa", "1.2"),
        (Kind.IMPORTER, "otsikko", "Toinen.Lisaosa", "1.2"),
    ]
    assert {(row.title, row.suffixes, len(row.problem)) for row in rows} == {(None, (), 0)}
    assert module not in sys.modules


def test_the_doctor_imports_everything_and_tells_titles_and_suffixes(site: Any) -> None:
    module = site.install(formats=BOTH)
    exporter, importer = tm.formats(load=True)
    assert exporter.title is not None
    assert (exporter.title.fi, exporter.suffixes) == ("Otsikko", (".otsikko",))
    assert importer.suffixes == (".otsikko", ".nimi")
    assert module in sys.modules


def test_rows_come_by_kind_name_and_distribution(site: Any) -> None:
    site.install("b-lisaosa", formats=BOTH)
    site.install("a-lisaosa", formats=EXPORTERS + "otsikko = x:x\naaa = x:x\n")
    assert listed() == [
        ("exporter", "aaa", "a-lisaosa"),
        ("exporter", "otsikko", "a-lisaosa"),
        ("exporter", "otsikko", "b-lisaosa"),
        ("importer", "otsikko", "b-lisaosa"),
    ]


def test_what_is_installed_is_seen_after_a_refresh(site: Any, tmp_path: Path) -> None:
    site.install("a-lisaosa")
    assert len(tm.formats()) == 1
    entry_points = tmp_path / "a_lisaosa" / "a_lisaosa-1.2.dist-info" / "entry_points.txt"
    entry_points.write_text(EXPORTERS + "otsikko = x:x\nuusi = x:x\n")
    assert len(tm.formats()) == 1
    refresh()
    assert len(tm.formats()) == 2


def test_many_threads_make_one_scan(site: Any) -> None:
    site.install(formats=BOTH)
    with ThreadPoolExecutor(16) as pool:
        scans = list(pool.map(lambda _: _registry._SCAN.all(), range(64)))
    assert all(scan is scans[0] for scan in scans)


def test_a_distribution_met_twice_on_the_path_is_one(site: Any, tmp_path: Path) -> None:
    site.install("lisaosa")
    shadowed = tmp_path / "vanha" / "lisaosa-1.0.dist-info"
    shadowed.mkdir(parents=True)
    (shadowed / "METADATA").write_text("Metadata-Version: 2.1\nName: Lisaosa\nVersion: 1.0\n")
    (shadowed / "entry_points.txt").write_text(EXPORTERS + "otsikko = poissa:exporter\n")
    sys.path.append(str(shadowed.parent))
    refresh()
    assert [(info.distribution, info.version) for info in tm.formats()] == [("lisaosa", "1.2")]


# -- plugins that work ------------------------------------------------------------------------


def test_a_plugin_is_imported_once_and_given_every_time(site: Any) -> None:
    site.install()
    assert tm.get_exporter("otsikko") is tm.get_exporter("otsikko")
    assert tm.get_exporter("lisaosa:otsikko") is tm.get_exporter("otsikko")
    assert tm.render(TUPA, format="otsikko").data == b"Perhetupa"


@pytest.mark.parametrize("suffix", [".otsikko", ".OTSIKKO"])
def test_a_suffix_leads_to_the_plugin_of_somebody_else(suffix: str, site: Any) -> None:
    site.install(formats=BOTH)
    assert exporter_for_suffix(suffix, "a") is tm.get_exporter("otsikko")
    assert importer_for_suffix(suffix, "a") is tm.get_importer("otsikko")


def test_a_table_reader_is_found_by_its_name_and_by_its_suffixes(site: Any) -> None:
    site.install(formats=BOTH + TABLES)
    assert listed()[-1] == ("table_reader", "otsikko", "lisaosa")
    assert tm.formats(load=True)[-1].suffixes == (".otsikko", ".taulu")
    reader = get_table_reader("otsikko")
    assert table_reader_for_suffix(".TAULU", "mallit.taulu") is reader
    (table,) = reader.read_tables(b"Perhetupa")
    assert (table.headings, table.rows[0].cells[0].value) == (("Nimi",), "Perhetupa")


def test_a_table_reader_that_breaks_its_protocol_is_told(site: Any) -> None:
    site.install(formats=TABLES, source="table_reader = None\n")
    with pytest.raises(tm.PluginError, match="api_version, name, title, suffixes, read_tables"):
        get_table_reader("otsikko")


@pytest.mark.usefixtures("site")
def test_a_missing_table_reader_is_told_with_the_line_that_installs_it() -> None:
    with pytest.raises(tm.UnknownFormatError, match=r"toimintamalli\[excel\]"):
        table_reader_for_suffix(".xlsx", "mallit.xlsx")


def test_a_known_suffix_imports_no_other_plugin(site: Any) -> None:
    module = site.install()
    with pytest.raises(tm.UnknownFormatError, match=r"toimintamalli\[excel\]"):
        exporter_for_suffix(".xlsx", "malli.xlsx")
    assert module not in sys.modules


def test_a_suffix_of_two_plugins_is_ambiguous(site: Any) -> None:
    site.install("a-lisaosa", formats=EXPORTERS + "yksi = {module}:exporter\n")
    site.install("b-lisaosa", formats=EXPORTERS + "kaksi = {module}:exporter\n")
    with pytest.raises(tm.AmbiguousFormatError, match='"b-lisaosa:kaksi", "a-lisaosa:yksi"'):
        exporter_for_suffix(".otsikko", "malli.otsikko")


def test_a_broken_plugin_does_not_hinder_the_search_by_suffix(site: Any) -> None:
    site.install("rikki", formats=EXPORTERS + "aaa = {module}:exporter\n", source="1 / 0\n")
    site.install("lisaosa")
    assert exporter_for_suffix(".otsikko", "malli.otsikko") is tm.get_exporter("otsikko")
    with pytest.raises(tm.UnknownFormatError, match="Asennettuna ovat: aaa, otsikko"):
        exporter_for_suffix(".poissa", "malli.poissa")


# -- plugins that are not there ---------------------------------------------------------------


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("name", ["excel", "pdf", "innokyla"])
def test_a_missing_plugin_of_ours_is_told_with_the_line_that_installs_it(name: str) -> None:
    error = error_of(name)
    assert isinstance(error, tm.UnknownFormatError)
    assert f"pip install 'toimintamalli[{name}]'" in str(error)


def test_a_missing_plugin_is_told_with_those_that_are_there(site: Any) -> None:
    site.install(formats=BOTH)
    assert "Asennettuna ovat: otsikko" in str(error_of("word"))
    with pytest.raises(tm.UnknownFormatError, match="Asennettuna ovat: otsikko"):
        tm.get_importer("word")
    assert isinstance(error_of("toinen:otsikko"), tm.UnknownFormatError)


def test_an_exporter_is_no_importer(site: Any) -> None:
    site.install()
    with pytest.raises(tm.UnknownFormatError):
        tm.get_importer("otsikko")


# -- two claims on one name -------------------------------------------------------------------


def test_two_distributions_that_claim_a_name_are_both_named(site: Any) -> None:
    site.install("a-lisaosa", formats=EXPORTERS + "otsikko = {module}:exporter\n")
    site.install("B_Lisaosa", formats=EXPORTERS + "otsikko = {module}:exporter\n")
    site.install("kolmas", formats=EXPORTERS + "muu = {module}:exporter\n")
    error = error_of()
    assert isinstance(error, tm.AmbiguousFormatError)
    assert '"a-lisaosa:otsikko", "B_Lisaosa:otsikko"' in str(error)
    assert tm.get_exporter("muu")


@pytest.mark.parametrize("chosen", ["B_Lisaosa:otsikko", "b-lisaosa:otsikko"])
def test_the_name_of_the_distribution_chooses(chosen: str, site: Any) -> None:
    site.install("a-lisaosa", formats=EXPORTERS + "otsikko = {module}:exporter\n")
    module = site.install("B_Lisaosa", formats=EXPORTERS + "otsikko = {module}:exporter\n")
    assert tm.get_exporter(chosen) is sys.modules[module].exporter  # type: ignore[attr-defined]


# -- plugins that are broken ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "code", "words"),
    [
        ("import poissa_oleva\n", "TM905", "ModuleNotFoundError: No module named 'poissa_oleva'"),
        ("1 / 0\n", "TM905", "ZeroDivisionError: division by zero"),
        ("raise SystemExit(3)\n", "TM905", "SystemExit: 3"),
        ("(\n", "TM905", "SyntaxError"),
        ("", "TM905", "AttributeError"),
        ("exporter = None\n", "TM907", "api_version, name, title"),
        ("exporter = 'otsikko'\n", "TM907", "api_version, name"),
        (WORKING + "exporter = TitleExporter\n", "TM907", "api_version (int)"),
        (WORKING + "exporter = TitleImporter()\n", "TM907", "suffix, media_type, subjects, render"),
        (WORKING + "exporter = TitleExporter(api_version=2)\n", "TM906", "versiolle 2"),
        (WORKING + "exporter = TitleExporter(api_version=0)\n", "TM906", "versiolle 0"),
        (WORKING + "exporter = TitleExporter(api_version='1')\n", "TM907", "api_version (int)"),
        (WORKING + "exporter = TitleExporter(title='a')\n", "TM907", "title (LocalizedText)"),
        (WORKING + "exporter = TitleExporter(suffix=('.a',))\n", "TM907", "suffix (str)"),
        (WORKING + "exporter = TitleExporter(subjects=[])\n", "TM907", "subjects (frozenset)"),
        (WORKING + "exporter = TitleExporter(options_type=1)\n", "TM907", "options_type (type)"),
        (WORKING + "exporter = TitleExporter(options_type=int)\n", "TM907", "(ExportOptions)"),
    ],
)
def test_a_broken_plugin_is_told_in_the_same_words_every_time(
    source: str, code: str, words: str, site: Any
) -> None:
    site.install("rikki", source=source)
    site.install("ehja", formats=EXPORTERS + "ehja = {module}:exporter\n")
    first, second = error_of(), error_of()
    assert isinstance(first, tm.PluginError)
    assert first.report.codes == (code,)
    assert words in str(first)
    assert "rikki" in str(first)
    assert (type(second), str(second)) == (type(first), str(first))
    assert tm.get_exporter("ehja")


def test_the_reason_of_a_failed_import_stands_behind_the_error(site: Any) -> None:
    site.install(source="1 / 0\n")
    assert isinstance(error_of().__cause__, ZeroDivisionError)
    assert isinstance(error_of().__cause__, ZeroDivisionError)


def test_both_versions_of_the_protocol_are_told(site: Any) -> None:
    site.install(source=WORKING + "exporter = TitleExporter(api_version=7)\n")
    assert "versiolle 7" in str(error_of())
    assert f"on versio {API_VERSION}" in str(error_of())


def test_the_doctor_tells_what_is_wrong_beside_what_works(site: Any) -> None:
    site.install("rikki", source="1 / 0\n")
    site.install("ehja", formats=EXPORTERS + "ehja = {module}:exporter\n")
    problems = {info.name: info.problem.codes for info in tm.formats(load=True)}
    assert problems == {"ehja": (), "otsikko": ("TM905",)}
    assert all(not info.problem for info in tm.formats())


def test_a_mended_plugin_works_after_a_refresh(site: Any) -> None:
    module = site.install(source="1 / 0\n")
    assert isinstance(error_of(), tm.PluginError)
    site.install(source=WORKING)
    assert tm.get_exporter("otsikko") is sys.modules[module].exporter  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "broken",
    [
        {"metadata": None},
        {"metadata": ""},
        {"metadata": "Metadata-Version: 2.1\nName: rikki\n"},
        {"formats": "[toimintamalli.exporters]\nei-arvoa\n"},
        {"formats": "[console_scripts]\nei-arvoa\n"},
        {"formats": "[toimintamalli.exporters]\nrikki =\n"},
        {"formats": "[toimintamalli.exporters]\nrikki = a b:!\n"},
        {"formats": "ei = osaa\n"},
    ],
    ids=str,
)
def test_broken_metadata_of_any_distribution_harm_no_other(broken: Any, site: Any) -> None:
    site.install("lisaosa")
    site.install("rikki", **({"formats": EXPORTERS + "rikki = {module}:exporter\n"} | broken))
    assert ("exporter", "otsikko", "lisaosa") in listed()
    assert tm.get_exporter("otsikko")
    assert len(tm.formats(load=True)) == len(tm.formats())


def test_errors_of_plugins_survive_pickling(site: Any) -> None:
    site.install(source="1 / 0\n")
    for error in (error_of(), error_of("word")):
        copied = pickle.loads(pickle.dumps(error))
        assert (type(copied), str(copied)) == (type(error), str(error))


# -- options ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "data"),
    [
        ({}, "Perhetupa"),
        ({"capitals": True}, "PERHETUPA"),
        ({"times": 2, "prefix": "> "}, "> PerhetupaPerhetupa"),
        ({"prefix": None, "language": "sv"}, "Perhetupa"),
        ({"prefix": datetime.date(2025, 6, 30)}, "2025-06-30Perhetupa"),
    ],
)
def test_options_reach_the_plugin(options: dict[str, Any], data: str, site: Any) -> None:
    site.install()
    assert tm.render(TUPA, format="otsikko", **options).data.decode() == data


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"kuviot": True}, "Valinnat: language, audience, capitals, times, prefix."),
        ({"capitals": 1}, "Käyvät arvot: true, false."),
        ({"capitals": "true"}, "Käyvät arvot: true, false."),
        ({"times": True}, '"times"'),
        ({"times": "2"}, '"times"'),
        ({"prefix": 1}, '"prefix"'),
        ({"prefix": 1}, "Käyvät arvot: teksti."),
    ],
)
def test_an_option_that_does_not_fit_is_told(
    options: dict[str, Any], words: str, site: Any
) -> None:
    site.install()
    with pytest.raises(tm.OptionError) as caught:
        tm.render(TUPA, format="otsikko", **options)
    assert words in str(caught.value)


def test_options_describe_themselves(site: Any) -> None:
    site.install()
    described = describe_options(tm.get_exporter("otsikko").options_type)
    assert [(info.name, info.default, info.allowed) for info in described] == [
        ("language", tm.Language.FINNISH, ("fi", "sv", "en")),
        ("audience", tm.Audience.INTERNAL, ("internal", "partners", "public")),
        ("capitals", False, ("true", "false")),
        ("times", 1, ("0, 1, 2 …",)),
        ("prefix", None, ()),
    ]
    assert describe_options(ImportOptions) == ()


@pytest.mark.parametrize("value", ["en", tm.Language.ENGLISH])
def test_members_of_enumerations_may_be_given_by_their_text(value: str) -> None:
    made = make_options(ExportOptions, {"language": value}, format_name="a")
    assert made.language is tm.Language.ENGLISH


@pytest.mark.parametrize("value", ["de", "EN", None, []])
def test_another_member_is_refused(value: object) -> None:
    with pytest.raises(tm.OptionError, match="fi, sv, en"):
        make_options(ExportOptions, {"language": value}, format_name="a")
