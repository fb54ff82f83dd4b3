"""``triage`` as a coordinator meets it: real folders and files, in three languages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

import toimintamalli as tm
from toimintamalli.cli import main
from toimintamalli.model import BasicData, Form, PracticeModel, ProgrammeData, RichText, Section
from toimintamalli.testing import _described
from toimintamalli.vocabulary import counties

HERE = Path(__file__).parent
GOLDEN = HERE / "golden" / "triage.fi.txt"
LANGUAGES = pytest.mark.parametrize("language", ["fi", "sv", "en"])
HOSTILE = "Lappi\x1b[2J\x07\r\n\u2028Kai\u202enuu\x85 " + "x" * 300
BROKEN = "format_version: 2\nbasics: ["


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("mallit") / "kuvaukset"
    root.mkdir()
    for model in _described.described_portfolio().models:
        tm.dump(model, root / f"{model.id}.json")
    return root


@pytest.fixture(autouse=True)
def at_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("TOIMINTAMALLI_LANG", raising=False)


class Shown:
    """Runs the command and keeps what it prints."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys
        self.errors = ""

    def __call__(self, *arguments: str | Path) -> tuple[int, str]:
        code = main(["triage", *map(str, arguments)])
        printed = self.capsys.readouterr()
        assert "Traceback" not in printed.out + printed.err
        self.errors = printed.err
        return code, printed.out

    def data(self, *arguments: str | Path) -> dict[str, Any]:
        loaded: dict[str, Any] = json.loads(self(*arguments, "--json")[1])
        return loaded


@pytest.fixture
def shown(capsys: pytest.CaptureFixture[str]) -> Shown:
    return Shown(capsys)


def unwrapped(text: str) -> str:
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def widest_line(text: str) -> int:
    return max(map(len, text.splitlines()))


def model_at(path: Path, *ids: str, title: str = "Perhetupa", **fields: str) -> Path:
    sections = tuple(Section(field=k, text=RichText.parse(v)) for k, v in fields.items())
    model = PracticeModel(
        basics=BasicData(title=title),
        programme=ProgrammeData(counties=ids),
        form=Form(sections=sections),
    )
    path.parent.mkdir(exist_ok=True)
    tm.dump(model, path)
    return path


# -- for people --------------------------------------------------------------------------------


def test_the_published_counts_read_as_they_should(folder: Path, shown: Shown) -> None:
    code, printed = shown(folder, "--top", "2")
    assert (code, shown.errors) == (0, "")
    assert printed == GOLDEN.read_text(encoding="utf-8")


@LANGUAGES
@pytest.mark.parametrize(
    "options",
    [(), ("--area", "lansi-suomi", "--top", "99"), ("--county", "lappi"), ("--class", "basics")],
)
def test_every_line_fits_a_terminal(
    language: str, options: tuple[str, ...], folder: Path, shown: Shown
) -> None:
    code, printed = shown(folder, *options, "--lang", language)
    assert code == 0
    assert widest_line(printed) <= 80


@LANGUAGES
def test_one_file_is_told_with_its_reasons_and_what_to_do_next(
    language: str, tmp_path: Path, shown: Shown
) -> None:
    file = model_at(tmp_path / "a.yaml", solution_idea="Tulossa", tips_for_adopters="Aloittakaa.")
    code, printed = shown(file, "--lang", language)
    assert code == 0
    assert widest_line(printed) <= 80
    told = unwrapped(printed)
    assert '"Tulossa"' in told
    assert "(form.sections[0])" in told
    assert "(form.sections[1])" in told
    assert told.count("→") == 2
    assert "5" in told.partition("**")[2]


def test_a_complete_description_has_nothing_open(tmp_path: Path, shown: Shown) -> None:
    file = tmp_path / "a.yaml"
    tm.dump(_described.whole(), file)
    code, printed = shown(file)
    assert code == 0
    assert printed.splitlines()[-1] == "Kaikissa **-kentissä (6) on tekstiä."
    assert "→" not in printed


def test_hostile_texts_do_not_break_lines(tmp_path: Path, shown: Shown) -> None:
    file = model_at(
        tmp_path / "a" / "a.json", HOSTILE, title=HOSTILE, solution_idea=f"Tulossa {HOSTILE}"
    )
    for path in (file, file.parent):
        code, printed = shown(path)
        assert code == 0
        assert printed.count("\n") == len(printed.splitlines())
        assert widest_line(printed) <= 80
        assert not {"\x1b", "\x07", "\u202e", "\r"} & set(printed)


# -- files and folders -------------------------------------------------------------------------


def test_files_and_folders_are_read_together_and_none_twice(tmp_path: Path, shown: Shown) -> None:
    one = model_at(tmp_path / "m" / "a.yaml", "lappi")
    two = model_at(tmp_path / "b.json", "kainuu")
    data = shown.data(one.parent, one, two)
    assert [row["file"] for row in data["descriptions"]] == [str(one), str(two)]


def test_an_unreadable_file_is_told_beside_and_stops_nothing(tmp_path: Path, shown: Shown) -> None:
    good = model_at(tmp_path / "m" / "a.yaml", "lappi")
    (good.parent / "rikki.yaml").write_text(BROKEN, encoding="utf-8")
    code, printed = shown(good.parent)
    assert code == 1
    assert "rikki.yaml:" in shown.errors
    assert "rikki.yaml" not in printed
    assert "Tiedostoja, joita ei voitu lukea: 1. Ne eivät ole luvuissa." in unwrapped(printed)
    data = shown.data(good.parent)
    assert (data["models"], data["unreadable"]) == (1, 1)
    assert {finding["source"] for finding in data["findings"]} == {"rikki.yaml"}
    assert shown(good, tmp_path / "puuttuu.yaml")[0] == 1
    assert "puuttuu.yaml" in shown.errors


def test_where_nothing_can_be_read_the_code_is_two(tmp_path: Path, shown: Shown) -> None:
    empty = tmp_path / "tyhja"
    empty.mkdir()
    broken = tmp_path / "rikki.yaml"
    broken.write_text(BROKEN, encoding="utf-8")
    for paths in ([empty], [broken], [empty, broken], [tmp_path / "puuttuu.yaml"]):
        assert shown(*paths) == (2, "")
        assert shown.errors


# -- choosing ----------------------------------------------------------------------------------


def test_an_area_is_shown_without_the_others(tmp_path: Path, shown: Shown) -> None:
    root = tmp_path / "m"
    model_at(root / "a.yaml", "lappi", "etela-savo", title="Molemmat")
    model_at(root / "b.yaml", "kainuu", "lappi", title="Pohjoinen")
    model_at(root / "c.yaml", "satakunta", title="Läntinen")
    data = shown.data(root, "--area", "pohjois-suomi")
    assert data["models"] == 2
    assert [one["key"] for one in data["areas"]["groups"]] == ["pohjois-suomi"]
    assert [(one["key"], one["models"]) for one in data["counties"]["groups"]] == [
        ("kainuu", 1),
        ("lappi", 2),
    ]
    assert (data["areas"]["repeated"], data["counties"]["repeated"]) == (0, 1)
    printed = shown(root, "--county", "kainuu")[1]
    assert "Pohjoinen" in printed
    assert "Molemmat" not in printed
    assert "Lapin" not in printed


def test_an_area_without_descriptions_says_so(tmp_path: Path, shown: Shown) -> None:
    file = model_at(tmp_path / "m" / "a.yaml", "lappi")
    for path in (file, file.parent):
        code, printed = shown(path, "--area", "ita-suomi")
        assert code == 0
        assert "Ei yhtään kuvausta." in printed


def test_one_class_is_listed_and_the_counts_stay(folder: Path, shown: Shown) -> None:
    whole, listed = shown.data(folder), shown.data(folder, "--class", "described", "--top", "1")
    assert listed["classes"] == whole["classes"]
    assert len(listed["descriptions"]) == 82
    assert {row["class"] for row in listed["descriptions"]} == {"described"}
    assert {len(one["in_order"]) for one in listed["areas"]["groups"]} == {1}
    printed = unwrapped(shown(folder, "--class", "described", "--top", "1")[1])
    assert "Kuvattu ja arvioitu: Itä-Suomi (1/16)" in printed
    assert "Autetaan ensin" not in printed


@pytest.mark.parametrize(
    ("option", "value", "allowed"),
    [
        ("--area", "lappi", "ita-suomi"),
        ("--county", "ita-suomi", "lappi"),
        ("--class", "ready", "described"),
        ("--top", "0", "1"),
        ("--top", "-3", "1"),
        ("--top", "viisi", "1"),
    ],
)
def test_a_wrong_choice_is_refused_with_what_is_allowed(
    option: str, value: str, allowed: str, folder: Path, shown: Shown
) -> None:
    assert shown(folder, option, value) == (2, "")
    assert option in shown.errors
    assert value in shown.errors
    assert allowed in shown.errors


# -- for programs ------------------------------------------------------------------------------


def test_json_has_every_key(folder: Path, shown: Shown) -> None:
    data = shown.data(folder, "--lang", "en")
    assert set(data) == {
        "models", "unreadable", "classes", "reasons", "provenance", "rule_provenance", "areas",
        "counties", "descriptions", "findings",
    }  # fmt: skip
    assert [(one["class"], one["count"], one["n"], one["percent"]) for one in data["classes"]] == [
        ("described", 82, 418, 19.6),
        ("unfinished", 190, 418, 45.5),
        ("basics", 146, 418, 34.9),
    ]
    assert (data["provenance"]["status"], data["rule_provenance"]["status"]) == (
        "reconstructed",
        "own",
    )
    for division in (data["areas"], data["counties"]):
        rows = sum(one["models"] for one in division["groups"])
        assert rows == 418 + division["repeated"]
        for one in division["groups"]:
            assert set(one) == {"key", "name", "models", "classes", "in_order"}
            assert sum(one["classes"].values()) == one["models"]
            assert len(one["in_order"]) == one["models"] - one["classes"]["described"]
    assert len(data["descriptions"]) == 418
    for row in data["descriptions"]:
        assert set(row) == {
            "file", "id", "title", "counties", "class", "reasons", "missing", "lacking",
            "open_fields", "required_fields",
        }  # fmt: skip
        assert {key for one in row["reasons"] for key in one} == {
            "reason", "path", "quote", "sentence",
        }  # fmt: skip
        assert bool(row["missing"]) == (row["class"] != "described")


def test_the_portfolio_shows_the_same_counts_whatever_is_hidden(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["portfolio", str(folder), "--json", "--hide-below", "50"]) == 0
    found = json.loads(capsys.readouterr().out)["triage"]
    assert [one["count"] for one in found["classes"]] == [82, 190, 146]
    assert min(one["count"] for one in found["reasons"]) == 3
    main(["portfolio", str(folder), "--as-of", "30.6.2025"])
    printed = unwrapped(capsys.readouterr().out)
    assert "Kuvausten luokat (n = 418)" in printed
    assert "Kuvaukset sellaisina kuin ne ovat tiedostoissa nyt" in printed


def test_a_thousand_descriptions_fit_a_terminal(tmp_path: Path, shown: Shown) -> None:
    root = tmp_path / "m"
    root.mkdir()
    model = evolve(PracticeModel(), basics=BasicData(title="Perhetupa"))
    ids = tuple(county.id for county in counties())
    for number in range(1100):
        placed = evolve(model, programme=ProgrammeData(counties=(ids[number % 2],)))
        tm.dump(placed, root / f"{number}.json")
    for language in ("fi", "sv", "en"):
        code, printed = shown(root, "--lang", language)
        assert code == 0
        assert widest_line(printed) <= 80
