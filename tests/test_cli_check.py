"""``check`` on the command line: for people, for programs, for fixing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import toimintamalli as tm
from toimintamalli import checks
from toimintamalli.cli import main
from toimintamalli.diagnostics import Diagnostic, diagnostic
from toimintamalli.model import PracticeModel

DEMO = Path(tm.__file__).parent / "cli" / "demo" / "malli.yaml"
BARE = "format_version: 2\nbasics:\n  title: Kotikuntoutus\n"
SET_ASIDE = f"{BARE}suppressions:\n  - code: TM20\n    reason: Kesken.\n"
UNTIDY = "# oma\nformat_version: 2\nbasics:\n  title: Koti\xadkuntoutus (RRP, P4,I1) # nimi\n"
TIDY = "# oma\nformat_version: 2\nbasics:\n  title: Kotikuntoutus (RRP, P4, I1) # nimi\n"


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("TOIMINTAMALLI_LANG", raising=False)
    return tmp_path


# A day on which no review of the demonstration has passed.
DAY = ("--as-of", "15.11.2025")


@pytest.fixture
def folder() -> Path:
    """A folder with a model that is fine, two that lack something, and a broken file."""
    folder = Path("mallit")
    folder.mkdir()
    (folder / "kunnossa.yaml").write_bytes(DEMO.read_bytes())
    (folder / "vajaa.yaml").write_text(BARE, "utf-8")
    (folder / "ohittava.yaml").write_text(SET_ASIDE, "utf-8")
    (folder / "rikki.yaml").write_text("format_version: 2\nbasics: [\n", "utf-8")
    return folder


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """Run ``check`` and return its exit code and what it showed."""
    code = main(["check", *DAY, *arguments])
    shown = capsys.readouterr()
    assert "Traceback" not in shown.err
    assert max(map(len, shown.out.splitlines()), default=0) <= 80 or "{" in shown.out
    return code, shown.out


def data_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    main(["check", *DAY, *arguments, "--json"])
    data: dict[str, Any] = json.loads(capsys.readouterr().out)
    return data


def on_one_line(text: str) -> str:
    return " ".join(text.split())


# -- for people -------------------------------------------------------------------------------


def test_the_worst_comes_first_and_what_is_alike_stands_together(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def mixed(model: PracticeModel) -> Iterator[Diagnostic]:
        yield diagnostic("TM501", "a", count=2)
        yield diagnostic("TM202", "b", label="B", path="b")
        yield diagnostic("TM920", "c", rule="x", reason="y")
        yield diagnostic("TM201", "d", label="D", guidance="Kerro.")
        yield diagnostic("TM202", "e", label="E", path="e")

    monkeypatch.setattr(checks, "_CHECKS", (mixed,))
    Path("m.yaml").write_text(BARE, "utf-8")
    code, shown = run(capsys, "m.yaml")
    order = [shown.index(f"[{name}]") for name in ("TM920", "TM201", "TM202", "TM501")]
    assert order == sorted(order)
    assert code == 1


def test_many_of_one_code_are_counted_and_all_are_shown_when_asked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("m.yaml").write_text(BARE, "utf-8")
    _, shown = run(capsys, "m.yaml", "--select", "TM201")
    assert shown.count("on tyhjä.") == 3
    assert "… ja 3 muuta samanlaista (--all näyttää kaikki) [TM201]" in shown
    assert "Täydennettävää tai tarkistettavaa (6)" in shown
    _, everything = run(capsys, "m.yaml", "--select", "TM201", "--all")
    assert everything.count("on tyhjä.") == 6
    assert "samanlaista" not in everything


def test_a_single_one_more_is_shown_rather_than_counted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("m.yaml").write_text(BARE, "utf-8")
    _, shown = run(capsys, "m.yaml", "--select", "TM202")
    assert shown.count("puuttuu.") == 4
    assert "samanlaista" not in shown


def test_every_finding_has_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    Path("m.yaml").write_text(BARE, "utf-8")
    _, shown = run(capsys, "m.yaml", "--select", "TM202")
    assert 'Perustieto "Tekijä" puuttuu. (rivi 2) [TM202]' in shown


def test_why_it_matters_is_told_once_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    Path("m.yaml").write_text(BARE, "utf-8")
    _, shown = run(capsys, "m.yaml", "--select", "TM202")
    assert "Miksi:" not in shown
    _, with_reasons = run(capsys, "m.yaml", "--select", "TM202", "--why")
    assert with_reasons.count("Miksi: Perustiedoilla toimintamalli löytyy") == 1


def test_several_files_end_in_what_they_come_to(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, shown = run(capsys, "mallit")
    summary = on_one_line(shown.partition("Yhteenveto\n")[2])
    assert code == 2
    assert summary.startswith(
        "Tiedostoja 4: kunnossa 2, löydöksiä 1, ei voi lukea 1 "
        "Virheet 1, Täydennettävää tai tarkistettavaa 10 "
        "Yleisimmät: TM201 × 6 (tiedostoja 1), TM202 × 4 (tiedostoja 1), TM101 × 1"
    )
    assert summary.endswith("Ohitettu: 10")


def test_of_several_files_those_that_are_fine_are_listed_when_asked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "mallit/kunnossa.yaml: kunnossa" not in run(capsys, "mallit")[1]
    assert "mallit/kunnossa.yaml: kunnossa" in run(capsys, "mallit", "--all")[1]


def test_what_a_model_sets_aside_is_counted(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, shown = run(capsys, "mallit/ohittava.yaml")
    assert code == 0
    assert shown == "mallit/ohittava.yaml: kunnossa\nOhitettu: 10\n"


def test_the_mildest_that_is_told_can_be_chosen(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, shown = run(capsys, "mallit/vajaa.yaml", "--severity", "error")
    assert (code, shown) == (0, "mallit/vajaa.yaml: kunnossa\n")
    assert run(capsys, "mallit/rikki.yaml", "--severity", "error")[0] == 2


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_language_tells_it_within_the_terminal(
    folder: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, shown = run(capsys, "mallit", "--why", "--lang", language)
    assert code == 2
    assert "{" not in shown


def test_a_file_name_cannot_move_the_cursor(capsys: pytest.CaptureFixture[str]) -> None:
    assert "\x1b" not in run(capsys, "a\x1b[2J.yaml")[1]


# -- choosing ---------------------------------------------------------------------------------


def test_codes_are_chosen_with_commas_or_again(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments in (["--select", "TM201,tm202"], ["--select", "TM201", "--select", "TM202"]):
        (file,) = data_of(capsys, "mallit/vajaa.yaml", *arguments)["files"]
        assert {found["code"] for found in file["findings"]} == {"TM201", "TM202"}
    (file,) = data_of(capsys, "mallit/vajaa.yaml", "--ignore", "TM201")["files"]
    assert {found["code"] for found in file["findings"]} == {"TM202"}


def test_the_day_can_be_chosen_and_is_today_otherwise(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("m.yaml").write_text(f"{SET_ASIDE}    expires: 2025-12-31\n", "utf-8")
    assert run(capsys, "m.yaml", "--as-of", "31.12.2025")[0] == 0
    later, shown = run(capsys, "m.yaml", "--as-of", "2026-01-01")
    assert later == 1
    assert "[TM209]" in shown
    assert main(["check", "m.yaml"]) == 1
    assert "[TM209]" in capsys.readouterr().out


def test_a_code_is_explained_without_checking_anything(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, shown = run(capsys, "--explain", "tm202")
    assert code == 0
    assert shown.startswith("TM202\n  Löydös: Perustieto")
    assert "Miksi:" in shown
    assert "Mitä tehdä:" in shown
    assert "Elinkaari: vakiintunut" in shown


def test_the_code_of_a_plugin_is_explained_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "--explain", "INNOKYLA001")[0] == 0


@pytest.mark.parametrize("found", ["TM99", "", "x" * 5000])
def test_a_code_that_is_none_is_told(found: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--explain", found]) == 2
    assert "ei ole" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "Puuttuu: TIEDOSTO"),
        (["m.yaml", "--format", "xml"], "Käyvät: text, json, sarif"),
        (["m.yaml", "--severity", "vaara"], "Käyvät: error, warning, info"),
        (["m.yaml", "--json", "--format", "sarif"], "joko --json tai --format"),
        (["m.yaml", "--dry-run"], "--dry-run kuuluu valintaan --fix"),
        (["m.yaml", "--output", "t.json"], "--output kuuluu valintaan --format"),
        (["m.yaml", "--overwrite"], "--overwrite kuuluu valintaan --output"),
        (["m.yaml", "--select", "TM999"], "TM2…"),
        (["m.yaml", "--select", ""], "TM2…"),
        (["m.yaml", "--as-of", "eilen"], "ei ole päivä"),
    ],
)
def test_wrong_use_is_told_plainly(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", *arguments]) == 2
    assert told in capsys.readouterr().err


# -- exit codes -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "content", "code", "exit_code"),
    [
        ("tyhjä kansio", None, "TM136", 2),
        ("puuttuu.yaml", None, "TM133", 2),
        ("suuri.yaml", b"#" * 20_000_001, "TM132", 2),
        ("latin.yaml", "ä".encode("cp1252"), "TM131", 2),
        ("kuva.png", b"\x89PNG", "TM137", 2),
        ("vajaa.yaml", BARE.encode(), "TM201", 1),
    ],
)
def test_bad_input_has_its_code_and_exit_code(
    path: str,
    content: bytes | None,
    code: str,
    exit_code: int,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if content is not None:
        Path(path).write_bytes(content)
    elif path == "tyhjä kansio":
        Path(path).mkdir()
    exited, shown = run(capsys, path)
    assert exited == exit_code
    assert f"[{code}]" in shown


def test_a_check_that_fails_is_a_finding_and_no_unreadable_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def failing(model: PracticeModel) -> Iterator[Diagnostic]:
        raise ValueError("rikki")

    monkeypatch.setattr(checks, "_CHECKS", (failing,))
    code, shown = run(capsys, "mallit/kunnossa.yaml")
    assert code == 1
    assert "ValueError: rikki" in shown


def test_what_only_informs_is_no_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def informing(model: PracticeModel) -> Iterator[Diagnostic]:
        yield diagnostic("TM501", count=1)

    monkeypatch.setattr(checks, "_CHECKS", (informing,))
    Path("m.yaml").write_text(BARE, "utf-8")
    assert run(capsys, "m.yaml")[0] == 0


# -- for programs -----------------------------------------------------------------------------


def test_json_has_findings_with_lines_and_parameters_and_what_they_come_to(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = data_of(capsys, "mallit", "--lang", "en")
    files = {file["file"]: file for file in data["files"]}
    assert list(files) == [
        f"mallit/{name}.yaml" for name in ("kunnossa", "ohittava", "rikki", "vajaa")
    ]
    assert [file["readable"] for file in files.values()] == [True, True, False, True]
    first = files["mallit/vajaa.yaml"]["findings"][0]
    assert first == {
        "code": "TM202",
        "severity": "warning",
        "source": "mallit/vajaa.yaml",
        "line": 2,
        "path": "basics.summary",
        "message": first["message"],
        "why": first["why"],
        "hint": first["hint"],
        "parameters": {"label": "Toimintamallin lyhyt kuvaus", "path": "basics.summary"},
    }
    (*_, aside) = files["mallit/ohittava.yaml"]["suppressed"]
    assert (aside["code"], aside["reason"]) == ("TM201", "Kesken.")
    assert data["summary"] == {
        "files": 4,
        "with_findings": 1,
        "unreadable": 1,
        "severities": {"error": 1, "warning": 10, "info": 0},
        "codes": [
            {"code": "TM201", "findings": 6, "files": 1},
            {"code": "TM202", "findings": 4, "files": 1},
            {"code": "TM101", "findings": 1, "files": 1},
        ],
        "suppressed": 10,
    }


def test_json_can_be_asked_for_in_two_ways(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "mallit", "--json") == run(capsys, "mallit", "--format", "json")


def test_sarif_goes_into_a_file_with_addresses_from_here(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, shown = run(capsys, "mallit", "--format", "sarif", "-o", "tulos.sarif")
    assert (code, shown) == (2, "Kirjoitettiin tulos.sarif\n")
    log = json.loads(Path("tulos.sarif").read_text("utf-8"))
    (found,) = log["runs"]
    assert found["tool"]["driver"]["version"] == tm.__version__
    places = [
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for result in found["results"]
    ]
    assert set(places) == {f"mallit/{name}.yaml" for name in ("ohittava", "rikki", "vajaa")}


def test_an_existing_result_is_replaced_only_when_asked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("tulos.json").write_text("vanha", "utf-8")
    given = ["check", "mallit", "--json", "--output", "tulos.json"]
    assert main(given) == 2
    assert "--overwrite" in capsys.readouterr().err
    assert Path("tulos.json").read_text("utf-8") == "vanha"
    main([*given, "--overwrite"])
    assert json.loads(Path("tulos.json").read_text("utf-8"))["summary"]["files"] == 4


# -- fixing -----------------------------------------------------------------------------------


def test_fix_mends_the_file_and_tells_what_changed(capsys: pytest.CaptureFixture[str]) -> None:
    Path("m.yaml").write_text(UNTIDY, "utf-8")
    code, shown = run(capsys, "m.yaml", "--fix", "--severity", "error")
    assert code == 0
    assert "Korjattu (2)\n  • basics.title: Teksti siistittiin" in shown
    assert "(rivi 4) [TM295]" in on_one_line(shown)
    assert Path("m.yaml").read_text("utf-8") == TIDY
    assert "Korjattu" not in run(capsys, "m.yaml", "--fix")[1]


def test_a_trial_tells_what_would_change_and_writes_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("m.yaml").write_text(UNTIDY, "utf-8")
    code, shown = run(capsys, "m.yaml", "--fix", "--dry-run", "--severity", "error")
    assert code == 1
    assert "Korjattaisiin (2)" in shown
    assert Path("m.yaml").read_text("utf-8") == UNTIDY


def test_a_file_that_is_left_alone_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    Path("m.yaml").write_bytes(UNTIDY.encode("utf-16"))
    code, shown = run(capsys, "m.yaml", "--fix", "--severity", "error")
    assert code == 1
    assert "Tiedostoa ei korjattu: tiedosto ei ole UTF-8-muodossa. [TM297]" in shown
    assert "Korjattu" not in shown


def test_a_file_that_cannot_be_written_says_so_and_the_others_are_mended(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.yaml", "b.yaml"):
        Path(name).write_text(UNTIDY, "utf-8")
    whole = Path.replace

    def replace(source: Path, target: Path) -> Path:
        if target.name == "a.yaml":
            raise PermissionError(13, "Permission denied")
        return whole(source, target)

    monkeypatch.setattr(Path, "replace", replace)
    code, shown = run(capsys, "a.yaml", "b.yaml", "--fix", "--severity", "error")
    assert code == 1
    assert "[TM913]" in shown
    assert [Path(name).read_text("utf-8") for name in ("a.yaml", "b.yaml")] == [UNTIDY, TIDY]


def test_files_that_cannot_be_read_are_told_by_the_check(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {file: file.read_bytes() for file in folder.iterdir()}
    code, shown = run(capsys, "mallit", "puuttuu.yaml", "kuva.png", "--fix")
    assert code == 2
    assert "[TM101]" in shown
    assert {file: file.read_bytes() for file in folder.iterdir()} == before


def test_json_tells_what_was_mended(capsys: pytest.CaptureFixture[str]) -> None:
    Path("m.yaml").write_text(UNTIDY, "utf-8")
    (file,) = data_of(capsys, "m.yaml", "--fix")["files"]
    assert [found["code"] for found in file["fixes"]] == ["TM295", "TM296"]
    assert file["fixes"][0]["line"] == 4
