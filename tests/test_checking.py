"""Files are checked one by one, each finding has its line, and codes have a life."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from attrs import evolve

import toimintamalli as tm
from toimintamalli import checks
from toimintamalli._files import MAX_BYTES
from toimintamalli.checks import _selection
from toimintamalli.diagnostics import (
    CatalogueEntry,
    Diagnostic,
    LifeCycle,
    Report,
    Severity,
    catalogue,
    diagnostic,
)
from toimintamalli.documents import with_lines
from toimintamalli.model import PracticeModel

DEMO = Path(tm.__file__).parent / "cli" / "demo" / "malli.yaml"
EMPTY = PracticeModel()
DAY = datetime.date(2026, 1, 31)

MODEL = """\
format_version: 2
basics:
  title: Kotikuntoutus
  summary: |
    Kuntouttaja tulee kotiin.

  locations: [Lappi]
form:
  sections:
    - field: solution_idea
      text: >-
        Fysioterapeutti käy kotona
        kolmesti viikossa.
    - heading: Oma otsikko
      text: Omaa tekstiä.
suppressions:
  - code: TM202
    path: basics.funders
    reason: Rahoittaja päätetään syksyllä.
x-oma.nimi:
  x-sisä: {a.b: 1, lista: [1, 2]}
"""


def lines_of(text: str, *paths: str) -> list[int | None]:
    """Return the lines on which findings at some paths are told."""
    report = Report(diagnostic("TM202", path, label="", path=path) for path in paths)
    return [finding.line for finding in with_lines(report, text)]


# -- lines ------------------------------------------------------------------------------------


def test_a_finding_is_told_on_the_line_of_its_value() -> None:
    assert lines_of(
        MODEL,
        "basics.title",
        "basics.summary",
        "basics.locations[0]",
        "form.sections[0].text",
        "form.sections[1]",
        "suppressions[0].reason",
    ) == [3, 4, 7, 11, 14, 19]


def test_what_is_missing_is_told_on_the_nearest_line_above() -> None:
    assert lines_of(MODEL, "basics.funders", "form", "form.sections[7].text") == [2, 8, 9]
    assert lines_of(MODEL, "rooting_plan.tasks[0].owner", "") == [None, None]


def test_names_of_ones_own_may_have_dots_and_brackets() -> None:
    assert lines_of(MODEL, "x-oma.nimi", "x-oma.nimi.x-sisä.a.b", "x-oma.nimi.x-sisä.lista[1]") == [
        20,
        21,
        21,
    ]
    assert lines_of("x-a: 1\nx-[0].b: 2\n", "x-[0].b", "x-[0].b.puuttuu") == [2, 2]


def test_json_has_lines_too() -> None:
    text = '{\n  "format_version": 2,\n  "basics": {\n    "title": "A"\n  }\n}'
    assert lines_of(text, "basics.title", "basics.summary") == [4, 3]


@pytest.mark.parametrize("text", ["", "[", "\t- a", "a: &b 1", "{" * 500])
def test_a_text_that_cannot_be_followed_has_no_lines(text: str) -> None:
    assert lines_of(text, "basics.title") == [None]


@pytest.mark.parametrize("name", ["." * 200_000, "[" * 200_000, "x-" + "a.b[" * 50_000])
def test_a_long_name_costs_no_time(name: str) -> None:
    assert lines_of("basics: {}\n", name, f"basics.{name}") in ([None, None], [None, 1])


def test_findings_set_aside_have_lines_as_well(tmp_path: Path) -> None:
    file = tmp_path / "malli.yaml"
    file.write_text(MODEL, "utf-8")
    checked = tm.check_file(file)
    assert [found.line for found in checked.report.suppressed] == [2]
    assert checked.reasons == ("Rahoittaja päätetään syksyllä.",)


# -- files ------------------------------------------------------------------------------------


def test_a_file_is_checked_with_its_name_and_lines(tmp_path: Path) -> None:
    file = tmp_path / "malli.yaml"
    file.write_text(MODEL, "utf-8")
    checked = tm.check_file(file, select=["TM202"])
    assert checked.readable
    assert [(found.path, found.line) for found in checked.report] == [("basics.contributors", 2)]
    assert {found.source for found in checked.report} == {file.as_posix()}


@pytest.fixture
def rubbish(tmp_path: Path) -> Path:
    """A folder in which one file is a model, and the others are what one finds in folders."""
    folder = tmp_path / "sekalaista"
    (folder / "alla").mkdir(parents=True)
    (folder / "hyvä.yaml").write_bytes(DEMO.read_bytes())
    (folder / "alla" / "toinen.json").write_text('{"format_version": 2}', "utf-8")
    (folder / "rikki.yaml").write_text("format_version: 2\nbasics:\n  titel: A\n", "utf-8")
    (folder / "tyhjä.yaml").write_bytes(b"")
    (folder / "latin.yaml").write_bytes("title: Äiti".encode("cp1252"))
    (folder / "nollia.json").write_bytes(b"\x00\x01\x02")
    (folder / "asetukset.yml").write_text("- repo: local\n", "utf-8")
    (folder / "kuva.png").write_bytes(b"\x89PNG")
    return folder


def test_a_folder_of_mixed_rubbish_is_checked_file_by_file(rubbish: Path) -> None:
    checked = tm.check_files([rubbish])
    told = {
        Path(file.source).name: (file.readable, file.report.codes[:1]) for file in checked.files
    }
    assert told == {
        "toinen.json": (True, ("TM202",)),
        "asetukset.yml": (False, ("TM112",)),
        "hyvä.yaml": (True, ()),
        "latin.yaml": (False, ("TM131",)),
        "nollia.json": (False, ("TM131",)),
        "rikki.yaml": (False, ("TM120",)),
        "tyhjä.yaml": (False, ("TM111",)),
    }
    assert (len(checked.files), checked.unreadable, checked.with_findings) == (7, 5, 1)
    (broken,) = (file for file in checked.files if file.source.endswith("rikki.yaml"))
    assert [found.place for found in broken.report] == [f"{broken.source}:3 basics.titel"]


def test_every_file_is_checked_once_and_progress_is_told(rubbish: Path) -> None:
    told: list[tuple[int, int]] = []
    again = rubbish / "hyvä.yaml"
    checked = tm.check_files([again, rubbish], progress=lambda done, of: told.append((done, of)))
    assert checked.files[0].source == again.as_posix()
    assert told == [(number, 7) for number in range(1, 8)]


def test_a_path_that_is_nothing_is_a_finding_of_that_path(tmp_path: Path) -> None:
    empty = tmp_path / "tyhjä"
    empty.mkdir()
    big = tmp_path / "suuri.yaml"
    big.write_bytes(b"#" * (MAX_BYTES + 1))
    other = tmp_path / "kuva.png"
    other.write_bytes(b"")
    paths = [empty, tmp_path / "puuttuu.yaml", big, other, "a\0b.yaml"]
    checked = tm.check_files(paths)
    assert [file.report.codes for file in checked.files] == [
        ("TM136",),
        ("TM133",),
        ("TM132",),
        ("TM137",),
        ("TM135",),
    ]
    assert checked.unreadable == 5


def test_a_file_that_may_not_be_read_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    checked = tm.check_file("salassa.yaml")
    assert (checked.readable, checked.report.codes) == (False, ("TM135",))


def test_no_paths_are_no_files() -> None:
    assert tm.check_files([]).files == ()


def test_what_files_come_to_is_counted(rubbish: Path) -> None:
    checked = tm.check_files([rubbish])
    first, second = checked.codes[:2]
    assert (first.code, first.findings, first.files) == ("TM201", 6, 1)
    assert (second.code, second.findings, second.files) == ("TM202", 5, 1)
    assert checked.count_of(Severity.WARNING) == 11
    assert checked.count_of(Severity.ERROR) == len(list(checked.findings)) - 11


def test_what_a_selection_leaves_out_is_not_told_but_unreadable_files_are(rubbish: Path) -> None:
    checked = tm.check_files([rubbish], select=["TM202"])
    told = {code for file in checked.files if file.readable for code in file.report.codes}
    assert told == {"TM202"}
    assert checked.unreadable == 5


def test_a_wrong_selection_is_told_at_once() -> None:
    with pytest.raises(tm.OptionError, match="TM2…"):
        tm.check_files(["puuttuu.yaml"], select=["TM999"])


def test_a_check_that_fails_makes_no_file_unreadable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(model: PracticeModel) -> Iterator[Diagnostic]:
        raise ValueError("rikki")

    monkeypatch.setattr(checks, "_CHECKS", (failing,))
    file = tmp_path / "malli.yaml"
    file.write_bytes(DEMO.read_bytes())
    checked = tm.check_file(file)
    assert checked.readable
    assert checked.report.codes == ("TM920",)


def test_a_reason_comes_from_what_is_in_force_on_the_day(tmp_path: Path) -> None:
    file = tmp_path / "malli.yaml"
    text = "suppressions:\n  - code: TM2\n    reason: Vanha.\n    expires: 2025-01-01\n"
    file.write_text(f"{text}  - code: TM20\n    reason: Uusi.\nformat_version: 2\n", "utf-8")
    assert set(tm.check_file(file, today=DAY).reasons) == {"Uusi."}
    assert set(tm.check_file(file).reasons) == {"Vanha."}


# -- the life of a code -----------------------------------------------------------------------


def with_status(
    monkeypatch: pytest.MonkeyPatch, code: str, status: LifeCycle, replaced_by: str = ""
) -> None:
    """Let a code of the catalogue have another status."""
    entry = evolve(catalogue()[code], status=status, replaced_by=replaced_by)
    changed: Mapping[str, CatalogueEntry] = {**catalogue(), code: entry}
    monkeypatch.setattr(_selection, "catalogue", lambda *package: changed)
    monkeypatch.setattr("toimintamalli.diagnostics.catalogue", lambda *package: changed)


def test_a_code_on_trial_is_told_only_to_those_who_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    with_status(monkeypatch, "TM202", LifeCycle.PREVIEW)
    assert "TM202" not in tm.check(EMPTY).codes
    assert "TM202" in tm.check(EMPTY, preview=True).codes
    assert set(tm.check(EMPTY, select=["TM202"]).codes) == {"TM202"}
    assert "TM202" not in tm.check(EMPTY, select=["TM2"]).codes
    assert "TM202" not in tm.check(EMPTY, preview=True, ignore=["TM202"]).codes


def test_a_code_on_its_way_out_is_told_and_selecting_it_says_what_replaces_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with_status(monkeypatch, "TM202", LifeCycle.DEPRECATED, "TM201")
    assert "TM202" in tm.check(EMPTY).codes
    assert "TM921" not in tm.check(EMPTY).codes
    told = tm.check(EMPTY, select=["TM202"])
    assert told.codes == ("TM202",) * 5 + ("TM921",)
    assert "Sen sijaan: TM201" in told.diagnostics[-1].message()


def test_files_are_told_once_that_a_code_is_on_its_way_out(
    rubbish: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_status(monkeypatch, "TM202", LifeCycle.DEPRECATED, "TM201")
    checked = tm.check_files([rubbish], select=["TM202"])
    assert checked.notes.codes == ("TM921",)
    assert "TM921" not in {found.code for found in checked.findings}


def test_a_removed_code_is_never_told_and_cannot_be_selected(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with_status(monkeypatch, "TM202", LifeCycle.REMOVED, "TM201")
    assert "TM202" not in tm.check(EMPTY, preview=True).codes
    with pytest.raises(tm.OptionError, match=r"TM202 on poistettu\. Sen sijaan: TM201"):
        tm.check(EMPTY, select=["tm202"])
    assert "TM202" not in tm.check(EMPTY, ignore=["TM202"]).codes
    assert set(tm.check(EMPTY, select=["TM2"]).codes) == {"TM201"}


def test_a_finding_that_no_catalogue_knows_is_a_fault_of_its_check(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def inventing(model: PracticeModel) -> Iterator[Diagnostic]:
        yield Diagnostic(code="OMA001", severity=Severity.INFO)

    monkeypatch.setattr(checks, "_CHECKS", (inventing,))
    assert tm.check(EMPTY).codes == ("TM920",)
