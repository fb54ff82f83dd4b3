"""The command line as its users meet it."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

import toimintamalli as tm
from toimintamalli.cli import main

PAGE = """Kotikuntoutus, Lapin HVA (RRP, P4, I2)

Kuntouttaja tulee kotiin.

Toimintamallin nimi
Kotikuntoutus, Lapin HVA (RRP, P4, I2)
Toimintamallin lyhyt kuvaus

Kuntouttaja tulee kotiin.

Tekijä

Testi Henkilö

Ratkaisun perusidea **

Fysioterapeutti käy kotona kolmesti viikossa.
"""

COMMANDS = (
    "demo",
    "new",
    "import",
    "import-answers",
    "import-table",
    "check",
    "diff",
    "export",
    "redact",
    "forget",
    "evaluate",
    "portfolio",
    "triage",
    "overlaps",
    "plan",
    "board",
    "metrics",
    "audit-table",
    "plugins",
    "schema",
)


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("TOIMINTAMALLI_LANG", raising=False)
    return tmp_path


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "sivu.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture
def model(tmp_path: Path) -> Path:
    path = tmp_path / "malli.yaml"
    assert main(["new", str(path), "--title", "Kotikuntoutus"]) == 0
    return path


def widest_line(text: str) -> int:
    return max(map(len, text.splitlines()))


# -- the way through ---------------------------------------------------------------------------


def test_demo_makes_a_model_from_a_page_and_three_exports(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["demo", "kansio"]) == 0
    shown = capsys.readouterr()
    made = {file.name for file in Path("kansio").iterdir()}
    assert made == {
        "sivu.txt",
        "sivusta.yaml",
        "malli.yaml",
        "malli.txt",
        "malli.xlsx",
        "malli.pdf",
    }
    assert "Arvioinnin tulokset tiivistettynä **" in shown.out
    assert "Kokeile seuraavaksi" in shown.out
    assert widest_line(shown.out) <= 80


def test_demo_does_not_touch_files_that_are_there_already(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["demo", "kansio"]) == 0
    Path("kansio/sivu.txt").write_text("oma teksti", encoding="utf-8")
    assert main(["demo", "kansio"]) == 2
    assert Path("kansio/sivu.txt").read_text(encoding="utf-8") == "oma teksti"
    assert "--overwrite" in capsys.readouterr().err
    assert main(["demo", "kansio", "--overwrite"]) == 0


def test_a_page_becomes_a_model_that_can_be_checked_and_exported(page: Path) -> None:
    assert main(["import", str(page)]) == 0
    assert tm.load("sivu.yaml").basics.title == "Kotikuntoutus, Lapin HVA (RRP, P4, I2)"
    assert main(["check", "sivu.yaml"]) == 1
    assert main(["export", "sivu.yaml", "teksti.txt"]) == 0
    assert "Fysioterapeutti käy kotona" in Path("teksti.txt").read_text(encoding="utf-8")


def test_every_format_of_the_project_can_be_exported(model: Path) -> None:
    for target in ("m.txt", "m.xlsx", "m.pdf"):
        assert main(["export", str(model), target]) == 0
        assert Path(target).stat().st_size > 0


# -- import --------------------------------------------------------------------------------------


def test_import_says_what_it_recognised_on_standard_error(
    page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(page)]) == 0
    shown = capsys.readouterr()
    assert "Toimintamallin nimi" in shown.err
    assert "sivu.yaml" in shown.out


def test_import_dry_run_writes_nothing(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(page), "--dry-run"]) == 0
    assert not Path("sivu.yaml").exists()
    assert "kirjoitettaisiin" in capsys.readouterr().out


def test_import_reads_a_pasted_page_from_standard_input(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode())))
    assert main(["import", "-"]) == 0
    assert tm.load("malli.yaml").programme.counties == ("lappi",)


def test_import_joins_the_front_page_and_the_development_path(page: Path) -> None:
    path_page = Path("polku.txt")
    path_page.write_text(
        "Kotikuntoutus, Lapin HVA (RRP, P4, I2)\n\nKuntouttaja tulee kotiin.\n\n"
        "Tavoiteltu muutos\n\nKotona pärjää pidempään.\n",
        encoding="utf-8",
    )
    assert main(["import", str(page), str(path_page), "-o", "malli.yaml"]) == 0
    sections = {section.field for section in tm.load("malli.yaml").form.sections}
    assert sections == {"solution_idea", "intended_change"}


def test_import_into_a_model_completes_it_and_tells_the_changes(
    page: Path, model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(page), "--into", str(model)]) == 0
    told = capsys.readouterr().out
    assert "lyhyt kuvaus kirjattiin: ”Kuntouttaja tulee kotiin.”" in told
    assert "9 muutosta." in told
    assert tm.load(model).basics.summary == "Kuntouttaja tulee kotiin."


def with_summary(text: str) -> str:
    return PAGE.replace("Kuntouttaja tulee kotiin.", text)


def test_pages_read_into_a_model_are_joined_and_their_texts_stand_in_form_order(
    page: Path, model: Path
) -> None:
    path_page = Path("polku.txt")
    path_page.write_text(
        "Kotikuntoutus, Lapin HVA (RRP, P4, I2)\n\nKuntouttaja tulee kotiin.\n\n"
        "Tavoiteltu muutos\n\nKotona pärjää pidempään.\n",
        encoding="utf-8",
    )
    assert main(["import", str(page), str(path_page), "-o", "yksi.yaml"]) == 0
    for files in ((page, path_page), (path_page, page)):
        assert main(["new", "toinen.yaml", "--overwrite"]) == 0
        arguments = ["import", *map(str, files), "--into", "toinen.yaml"]
        assert main(arguments) == 0
        joined = tm.load("toinen.yaml").form.sections
        filled = [section for section in joined if section.text]
        assert filled == list(tm.load("yksi.yaml").form.sections)


def test_import_tells_where_files_made_from_one_model_disagree(
    page: Path, model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("toinen.txt").write_text(with_summary("Kuntouttaja soittaa."), encoding="utf-8")
    before = model.read_bytes()
    arguments = ["import", str(page), "toinen.txt", "--into", str(model)]
    assert main([*arguments, "--dry-run"]) == 1
    shown = capsys.readouterr()
    assert model.read_bytes() == before
    told = " ".join(shown.err.split())
    assert "”Kuntouttaja tulee kotiin.” (sivu.txt); muut: ”Kuntouttaja soittaa.” (toinen.txt)" in (
        told
    )
    assert "lyhyt kuvaus kirjattiin: ”Kuntouttaja tulee kotiin.”" in shown.out
    assert main([*arguments, "--json"]) == 1
    data = json.loads(capsys.readouterr().out)
    (conflict,) = data["conflicts"]
    assert conflict["path"] == "basics.summary"
    assert conflict["found"][1] == {"source": "toinen.txt", "value": "Kuntouttaja soittaa."}
    assert tm.load(model).basics.summary == "Kuntouttaja tulee kotiin."


def test_a_file_that_cannot_be_read_stops_no_other(
    page: Path, model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "poissa.txt", str(page), "--into", str(model), "--json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert data["unread"] == ["poissa.txt"]
    assert [one["code"] for one in data["findings"] if one["source"] == "poissa.txt"] == ["TM133"]
    assert tm.load(model).basics.summary == "Kuntouttaja tulee kotiin."


def test_where_no_file_can_be_read_nothing_is_written(
    model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = model.read_bytes()
    assert main(["import", "poissa.txt", "tämäkin.txt", "--into", str(model)]) == 2
    assert "tämäkin.txt" in capsys.readouterr().err
    assert model.read_bytes() == before


def test_import_tells_programs_in_json(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(page), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["title"] == "Kotikuntoutus, Lapin HVA (RRP, P4, I2)"
    assert told["findings"][0]["code"] == "INNOKYLA001"


# -- check ---------------------------------------------------------------------------------------


def test_check_tells_what_is_missing_in_plain_finnish(
    model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", model.name]) == 1
    shown = capsys.readouterr().out
    assert 'Kenttä "Ratkaisun perusidea **" on tyhjä. (rivi ' in shown
    assert "[TM201]" in shown
    assert widest_line(shown) <= 80


def test_check_reads_a_folder_and_one_bad_file_does_not_stop_the_rest(
    model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("rikki.yaml").write_text("format_version: 1\nbasics: [", encoding="utf-8")
    assert main(["check", "."]) == 2
    shown = capsys.readouterr().out
    assert "malli.yaml" in shown
    assert "rikki.yaml" in shown


def test_check_gives_json_with_codes_places_and_sentences(
    model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(model), "--json", "--lang", "en"]) == 1
    (file,) = json.loads(capsys.readouterr().out)["files"]
    first = file["findings"][0]
    assert first["code"] == "TM202"
    assert first["path"] == "basics.summary"
    assert first["severity"] == "warning"
    assert first["message"].startswith("The basic data lack")


def test_check_tells_the_line_of_a_fault(capsys: pytest.CaptureFixture[str]) -> None:
    Path("m.yaml").write_text("format_version: 1\nbasics:\n  titel: A\n", encoding="utf-8")
    assert main(["check", "m.yaml"]) == 2
    shown = capsys.readouterr().out
    assert "(rivi 3)" in shown
    assert '"title"' in shown


def test_check_is_content_with_a_complete_model(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "kansio"]) == 0
    capsys.readouterr()
    # Later on its days of review have passed.
    assert main(["check", "kansio/malli.yaml", "--as-of", "15.11.2025"]) == 0
    assert "kunnossa" in capsys.readouterr().out


# -- export --------------------------------------------------------------------------------------


def test_export_refuses_to_replace_a_file_unless_asked(
    model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("m.txt").write_text("vanha", encoding="utf-8")
    assert main(["export", str(model), "m.txt"]) == 2
    assert Path("m.txt").read_text(encoding="utf-8") == "vanha"
    assert main(["export", str(model), "m.txt", "--overwrite"]) == 0


def test_export_hands_options_to_the_format(model: Path) -> None:
    assert main(["export", str(model), "m.txt", "--option", "version=working"]) == 0
    assert "[TÄYDENNÄ: " in Path("m.txt").read_text(encoding="utf-8")


def test_export_understands_truth_values_of_options(model: Path) -> None:
    arguments = ["--option", "version=working", "--option", "markers=false"]
    assert main(["export", str(model), "m.txt", *arguments]) == 0
    assert " **" not in Path("m.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("option", ["wrong=1", "form=word", "markers=perhaps", "no-equals-sign"])
def test_export_names_the_options_when_one_is_wrong(
    model: Path, option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(model), "m.txt", "--option", option]) == 2
    assert "Traceback" not in capsys.readouterr().err
    assert not Path("m.txt").exists()


def test_export_prints_to_standard_output_when_asked(model: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "toimintamalli.cli", "export", model, "-", "--format", "innokyla"],
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode("utf-8").startswith("Kotikuntoutus\n")


# -- other commands ------------------------------------------------------------------------------


def test_new_makes_a_scaffold_that_loads_and_says_what_to_write(model: Path) -> None:
    text = model.read_text(encoding="utf-8")
    assert tm.loads(text).basics.title == "Kotikuntoutus"
    assert "# Ratkaisun perusidea ** " in text


def test_plugins_lists_the_formats_and_their_options(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plugins", "--options"]) == 0
    shown = capsys.readouterr().out
    for word in ("innokyla", "excel", "pdf", "version (reading, working)"):
        assert word in shown


def test_plugins_lists_the_criteria_sets(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plugins"]) == 0
    shown = capsys.readouterr().out
    assert "juurtumisvalmius           2025-02-10  Juurtumisvalmius\n" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_plugins_gives_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plugins", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["formats"]
    assert ("innokyla", "importer") in {(row["name"], row["kind"]) for row in rows}


def test_plugins_gives_the_criteria_sets_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plugins", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["instruments"]
    assert [row["id"] for row in rows][:2] == ["vaikutusten-itsearviointi", "kuvauksen-arviointi"]
    assert all(row["problems"] == [] for row in rows)


def test_schema_prints_a_schema_and_writes_it_to_a_file(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["schema"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["title"] == "Toimintamalli"
    assert main(["schema", "-o", "skeema.json"]) == 0
    assert json.loads(Path("skeema.json").read_text(encoding="utf-8")) == printed


# -- words and errors ----------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_in_every_language(
    language: str, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "--help", "--lang", language]) == 0
    shown = capsys.readouterr().out
    usage = {"fi": "Käyttö:", "sv": "Användning:", "en": "Usage:"}[language]
    assert shown.startswith(f"{usage} toimintamalli {command}")
    assert language == "en" or "Show this message" not in shown
    assert widest_line(shown) <= 80


def test_help_lists_the_commands_in_the_order_in_which_one_meets_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    places = [shown.index(f"\n  {command} ") for command in COMMANDS]
    assert places == sorted(places)


def test_the_language_may_come_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TOIMINTAMALLI_LANG", "sv")
    assert main(["check", "finns-inte.yaml"]) == 2
    assert "finns inte" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "Käyttö:"),
        (["chek"], "Komennot: demo, new"),
        (["check"], "Puuttuu: TIEDOSTO"),
        (["check", "a.yaml", "--nopea"], "Valintaa --nopea ei ole"),
        (["import", "a.txt", "--into"], "Valinta --into tarvitsee arvon"),
        (["schema", "ylimaarainen"], "Ylimääräistä: ylimaarainen"),
        (["--lang", "no", "check", "a.yaml"], 'Kieltä "no" ei ole'),
        (["import", "puuttuu.txt"], "Tiedostoa puuttuu.txt ei ole"),
        (["import", "."], "tunnettua päätettä ei ole"),
        (["export", "puuttuu.yaml", "m.txt"], "Tiedostoa puuttuu.yaml ei ole"),
        (["new", "ei/tallaista/kansiota.yaml"], "ei voi kirjoittaa"),
    ],
)
def test_wrong_use_is_told_plainly_and_exits_with_2(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    shown = capsys.readouterr().err
    assert told in shown
    assert "Traceback" not in shown


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x01\x02", b"\xff\xfe", b"%PDF-1.7", b"[" * 5000, b"- \t- x", "ä".encode("cp1252")],
)
def test_bad_input_never_gives_a_traceback(
    content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("outo.yaml").write_bytes(content)
    Path("outo.txt").write_bytes(content)
    assert main(["check", "outo.yaml"]) == 2
    assert main(["import", "outo.txt", "-o", "malli.yaml"]) in (0, 2)
    shown = capsys.readouterr()
    assert "Traceback" not in shown.out + shown.err
    assert "vika" not in shown.err


def test_a_fault_of_the_program_is_told_as_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("nolla")

    monkeypatch.setattr("toimintamalli.cli._schema.json_schema", fail)
    assert main(["schema"]) == 2
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_without_click_the_command_says_what_to_install() -> None:
    program = "import sys; sys.modules['click'] = None; from toimintamalli.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert "pip install 'toimintamalli[cli]'" in done.stderr.decode("utf-8")


def test_the_suffix_of_the_target_chooses_the_form_of_the_text(model: Path) -> None:
    assert main(["export", str(model), "m.html"]) == 0
    assert main(["export", str(model), "m.md"]) == 0
    assert Path("m.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert Path("m.md").read_text(encoding="utf-8").startswith("# Kotikuntoutus")
