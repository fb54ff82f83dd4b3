"""``portfolio`` as a coordinator meets it: a real folder, in three languages, with one bad file."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

import toimintamalli as tm
from toimintamalli.analysis.groups import Grouping
from toimintamalli.cli import main
from toimintamalli.instruments import get_instrument
from toimintamalli.model import Answer, Evaluation, Portfolio, PracticeModel, ProgrammeData
from toimintamalli.testing import evaluated_portfolio

HERE = Path(__file__).parent
GOLDEN = HERE / "golden" / "portfolio.fi.txt"
SURVEY = get_instrument("vaikutusten-itsearviointi")
BROKEN = "zz-rikki.yaml"
NO_BREAK = "\N{NO-BREAK SPACE}"
LANGUAGES = pytest.mark.parametrize("language", ["fi", "sv", "en"])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The constructed models as YAML and JSON, in sub-folders too."""
    root = tmp_path_factory.mktemp("mallit") / "kooste"
    portfolio: Portfolio = evaluated_portfolio()
    for place, model in enumerate(portfolio.models):
        home = root / ("alue" if place % 2 else "")
        home.mkdir(parents=True, exist_ok=True)
        tm.dump(model, home / f"{model.id}.{('yaml', 'json', 'yml')[place % 3]}")
    return root


@pytest.fixture(scope="module")
def folder_with_a_bad_file(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("vajaa")
    for file in sorted(folder.rglob("*.json"))[:3]:
        (root / file.name).write_bytes(file.read_bytes())
    (root / BROKEN).write_text("format_version: 2\nbasics: [", encoding="utf-8")
    return root


@pytest.fixture(autouse=True)
def at_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("TOIMINTAMALLI_LANG", raising=False)


class Shown:
    """Runs the command on a folder and keeps what it prints."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, folder: Path, *options: str) -> tuple[int, str]:
        code = main(["portfolio", str(folder), *options])
        printed = self.capsys.readouterr()
        assert "Traceback" not in printed.out + printed.err
        return code, printed.out or printed.err

    def told(self, folder: Path, *options: str) -> str:
        return unwrapped(self(folder, *options)[1])

    def data(self, folder: Path, *options: str) -> dict[str, Any]:
        loaded: dict[str, Any] = json.loads(self(folder, "--json", *options)[1])
        return loaded


@pytest.fixture
def shown(capsys: pytest.CaptureFixture[str]) -> Shown:
    return Shown(capsys)


def unwrapped(text: str) -> str:
    return " ".join(text.replace(NO_BREAK, " ").split())


def widest_line(text: str) -> int:
    return max(map(len, text.splitlines()))


def models_in(root: Path, *models: PracticeModel) -> Path:
    root.mkdir(exist_ok=True)
    for place, model in enumerate(models):
        tm.dump(model, root / f"{place:03}.json")
    return root


def one_model(*answers: Answer, day: str = "2025-06-30", **programme: object) -> PracticeModel:
    text = f"format_version: 2\nevaluations:\n  - id: a\n    instrument: {SURVEY.id}\n"
    dated = tm.loads(text + (f"    date: {day}\n" if day else ""))
    (evaluation,) = dated.evaluations
    return PracticeModel(
        programme=evolve(ProgrammeData(), **programme),
        evaluations=(evolve(evaluation, answers=answers),),
    )


# -- for people --------------------------------------------------------------------------------


def test_the_published_round_reads_as_it_should(folder: Path, shown: Shown) -> None:
    code, printed = shown(folder)
    assert code == 0
    assert printed == GOLDEN.read_text(encoding="utf-8")


@LANGUAGES
@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--hide-below", "5", "--by", "investment"),
        ("--as-of", "30.6.2025", "--compare", "1.6.2025", "--by", "county"),
        ("--whole-population", "--instrument", "kuvauksen-arviointi"),
    ],
)
def test_every_line_fits_a_terminal(
    language: str, options: tuple[str, ...], folder: Path, shown: Shown
) -> None:
    code, printed = shown(folder, *options, "--lang", language)
    assert code == 0
    assert widest_line(printed) <= 80


@LANGUAGES
def test_every_line_fits_a_terminal_with_a_thousand_models(
    language: str, tmp_path: Path, shown: Shown
) -> None:
    models = [one_model(Answer(criterion="adaptable", level="agree")) for _ in range(1000)]
    code, printed = shown(models_in(tmp_path / "iso", *models), "--lang", language)
    assert code == 0
    assert widest_line(printed) <= 80


@LANGUAGES
def test_the_provenance_of_the_set_stands_beside_the_numbers(
    language: str, folder: Path, shown: Shown
) -> None:
    told = shown.told(folder, "--lang", language)
    source = SURVEY.provenance
    assert unwrapped(source.source.rstrip(".")) in told
    assert source.note is not None
    assert unwrapped(source.note.get(tm.Language(language))) in told


@pytest.mark.parametrize(
    ("language", "head", "row"),
    [
        ("fi", "mukana: 78 % (52/67)", "67 50 75 % 63–84 91 % 18 %"),
        ("sv", "representerat: 78 % (52/67)", "67 50 75 % 63–84 91 % 18 %"),
        ("en", "represented: 78% (52/67)", "67 50 75% 63–84 91% 18%"),
    ],
)
def test_numbers_are_written_as_the_language_does(
    language: str, head: str, row: str, folder: Path, shown: Shown
) -> None:
    told = shown.told(folder, "--lang", language)
    assert head in told
    assert row in told


@pytest.mark.parametrize("day", ["30.6.2025", "2025-06-30"])
def test_a_day_may_be_written_in_two_ways(day: str, folder: Path, shown: Shown) -> None:
    told = shown.told(folder, "--as-of", day)
    assert "Tilanne 30.6.2025" in told
    assert "arvioituja (n) 67" in told
    assert shown.data(folder, "--as-of", day)["as_of"] == "2025-06-30"


def test_seen_from_before_the_round_nothing_has_been_evaluated(folder: Path, shown: Shown) -> None:
    code, printed = shown(folder, "--as-of", "29.6.2025")
    assert code == 0
    assert "Toimintamalleja 67, arvioituja (n) 0" in printed
    assert "Puoltaa" not in printed
    assert "alle suosituksen" in printed


def test_undated_evaluations_are_told_where_a_day_leaves_them_out(
    tmp_path: Path, shown: Shown
) -> None:
    folder = models_in(tmp_path / "m", one_model(day=""), one_model())
    assert "ilman päivää, jäävät pois: 1" in shown.told(folder, "--as-of", "31.12.2025")
    assert "ilman päivää" not in shown.told(folder)


def test_the_whole_population_has_no_intervals(folder: Path, shown: Shown) -> None:
    assert "95 % väli" in shown.told(folder)
    told = shown.told(folder, "--whole-population")
    assert "väli" not in told.partition("Toimintamalleja 67")[2]
    assert "67 50 75 % 91 % 18 %" in told


def moved_models(count: int = 7) -> list[PracticeModel]:
    """Return models that moved from disagree to agree between June and October."""
    moved = []
    for _ in range(count):
        first = one_model(Answer(criterion="adaptable", level="disagree")).evaluations
        second = one_model(
            Answer(criterion="adaptable", level="agree"), day="2025-10-31"
        ).evaluations
        moved.append(PracticeModel(evaluations=(*first, evolve(second[0], id="b"))))
    return moved


def test_a_comparison_keeps_the_same_models_apart_from_new_ones(
    tmp_path: Path, shown: Shown
) -> None:
    new = one_model(Answer(criterion="adaptable", level="agree"), day="2025-12-31")
    folder = models_in(tmp_path / "m", *moved_models(), new)
    told = shown.told(folder, "--compare", "30.6.2025")
    assert "Muutos 30.6.2025 → 31.12.2025" in told
    assert "Arvioituja 7 → 8: samoja malleja 7 (uudelleen arvioituja 7), uusia 1." in told
    # Seven of seven moved up: 2 / 2**7 = 0,016.
    assert "muille asiakasryhmille 7 7 7 0 0,016" in told
    assert "Change 30 June 2025 → 31 October 2025" in shown.told(
        folder, "--compare", "2025-06-30", "--as-of", "2025-10-31", "--lang", "en"
    )


def test_an_answer_in_doubt_on_the_earlier_day_only_is_told_too(
    tmp_path: Path, shown: Shown
) -> None:
    (model,) = moved_models(1)
    first, second = model.evaluations
    bad = evolve(first, answers=(Answer(criterion="adaptable", level="kyllä"),))
    folder = models_in(tmp_path / "m", evolve(model, evaluations=(bad, second)))
    assert shown(folder)[0] == 0
    code, printed = shown(folder, "--compare", "30.6.2025")
    assert code == 1
    assert "000.json:" in printed
    assert "TM303" in printed


@pytest.mark.parametrize("grouping", [grouping.value for grouping in Grouping])
@LANGUAGES
def test_statements_are_shown_by_every_grouping(
    grouping: str, language: str, folder: Path, shown: Shown
) -> None:
    code, printed = shown(folder, "--by", grouping, "--lang", language)
    groups = shown.data(folder, "--by", grouping, "--lang", language)["groups"]
    assert (code, len(groups) > 0) == (0, True)
    for group in groups:
        assert unwrapped(f"{group['name']} (n = {group['evaluated']})") in unwrapped(printed)


def test_the_set_may_be_one_of_ones_own(tmp_path: Path, folder: Path, shown: Shown) -> None:
    bundled = Path(tm.__file__).parent / "instruments" / f"{SURVEY.id}.toml"
    own = tmp_path / "oma.toml"
    own.write_text(
        bundled.read_text("utf-8").replace('version = "2025-03-12"', 'version = "oma-2"', 1),
        encoding="utf-8",
    )
    assert "(oma-2)" in shown.told(folder, "--instrument", str(own))
    assert "arvioituja (n) 0" in shown.told(folder, "--instrument", "juurtumisvalmius")


# -- exit codes and what went wrong --------------------------------------------------------------


@LANGUAGES
def test_a_bad_file_stops_nothing_and_is_told_by_its_name(
    language: str, folder_with_a_bad_file: Path, shown: Shown
) -> None:
    code, printed = shown(folder_with_a_bad_file, "--lang", language)
    assert code == 1
    assert f"{BROKEN}:" in printed
    assert widest_line(printed) <= 80
    data = shown.data(folder_with_a_bad_file, "--lang", language)
    assert (data["models"], data["evaluated"]) == (3, 3)
    assert {finding["source"] for finding in data["findings"]} == {BROKEN}


def test_what_stayed_outside_stands_last(folder_with_a_bad_file: Path, shown: Shown) -> None:
    told = shown.told(folder_with_a_bad_file, "--by", "stage", "--compare", "29.6.2025")
    head, _, tail = told.partition("Jäi ulkopuolelle tai epäselväksi: löydöksiä 1, tiedostoja 1.")
    assert "Kehitysvaihe: Käyttöönotettu" in head
    assert "Muutos 29.6.2025" in head
    assert tail.lstrip().startswith(BROKEN)


def test_without_the_same_models_there_is_no_table_of_moves(folder: Path, shown: Shown) -> None:
    told = shown.told(folder, "--compare", "29.6.2025")
    assert "Arvioituja 0 → 67: samoja malleja 0" in told
    assert "McNemar" not in told


def test_many_bad_files_are_told_in_part_on_the_terminal_and_all_in_json(
    tmp_path: Path, shown: Shown
) -> None:
    for number in range(13):
        (tmp_path / f"{number:02}.yaml").write_text("[", encoding="utf-8")
    code, printed = shown(tmp_path)
    assert code == 1
    assert "ja 3 muuta tiedostoa" in printed
    data = shown.data(tmp_path)
    assert len({finding["source"] for finding in data["findings"]}) == 13
    assert (data["models"], data["evaluated"]) == (0, 0)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("fi", "ei ole yhtään toimintamallia"),
        ("sv", "innehåller ingen verksamhetsmodell"),
        ("en", "There is no practice model in the folder"),
    ],
)
def test_a_folder_with_nothing_in_it_exits_with_2(
    language: str, told: str, tmp_path: Path, shown: Shown
) -> None:
    for folder in (tmp_path, tmp_path / "puuttuu"):
        code, printed = shown(folder, "--lang", language)
        assert (code, told in printed) == (2, True)
    with pytest.raises(tm.LoadError) as raised:
        tm.load_portfolio(tmp_path)
    assert raised.value.report.codes == ("TM136",)


@pytest.mark.parametrize(
    ("options", "fi", "sv", "en"),
    [
        (("--as-of", "31.2.2025"), "ei ole päivä", "är ingen dag", "is not a day"),
        (("--as-of", "kesäkuu"), "ei ole päivä", "är ingen dag", "is not a day"),
        (("--as-of", "2025-6-30x"), "ei ole päivä", "är ingen dag", "is not a day"),
        (("--compare", ""), "--compare", "--compare", "--compare"),
        (("--by", "kunta"), "Käyvät: county, yta", "Tillåtna: county", "Allowed: county"),
        (("--hide-below", "1"), "vähintään 2", "minst 2", "2 at least"),
        (("--hide-below", "-5"), "vähintään 2", "minst 2", "2 at least"),
        (("--hide-below", "viisi"), "vähintään 2", "minst 2", "2 at least"),
        (("--hide-below", "9" * 5000), "vähintään 2", "minst 2", "2 at least"),
        (("--instrument", "tuntematon"), "tuntematon", "tuntematon", "tuntematon"),
        (("--instrument", "puuttuu.toml"), "puuttuu.toml", "puuttuu.toml", "puuttuu.toml"),
        (("--instrument",), "tarvitsee arvon", "behöver ett värde", "needs a value"),
        (("--nopea",), "Valintaa --nopea", "Valet --nopea", "no option --nopea"),
        (("toinen",), "Ylimääräistä: toinen", "toinen", "toinen"),
    ],
)
def test_wrong_use_is_told_in_the_language_of_the_user(
    options: tuple[str, ...], fi: str, sv: str, en: str, folder: Path, shown: Shown
) -> None:
    for language, told in (("fi", fi), ("sv", sv), ("en", en)):
        code, printed = shown(folder, *options, "--lang", language)
        assert (code, told in printed) == (2, True), printed


HOSTILE = "Lappi\x1b[2J\x07\r\n\u2028Kai\u202enuu\x85 " + "x" * 300


def test_hostile_texts_do_not_break_lines(tmp_path: Path, shown: Shown) -> None:
    answers = (
        Answer(criterion=HOSTILE, level="agree"),
        Answer(criterion="adaptable", level=HOSTILE),
        Answer(criterion="transferable", level="agree", evaluator=HOSTILE),
    )
    model = one_model(*answers, counties=(HOSTILE,), investments=(HOSTILE, "\u2029"))
    named = evolve(model, id=HOSTILE, basics=evolve(model.basics, title=HOSTILE))
    folder = models_in(tmp_path / "kansio \x1b[31m\n\u2028loppu", named)
    for options in ((), ("--by", "county"), ("--by", "investment", "--hide-below", "2")):
        code, printed = shown(folder, *options)
        assert code == 1
        assert printed.count("\n") == len(printed.splitlines())
        assert widest_line(printed) <= 80
        assert not {"\x1b", "\x07", "\u202e", "\r"} & set(printed)
    assert shown.data(folder)["coverage"][-1]["county"] == HOSTILE


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_file_whose_name_is_no_text_is_told_all_the_same(tmp_path: Path, shown: Shown) -> None:
    models_in(tmp_path, one_model())
    Path(os.fsdecode(bytes(tmp_path) + b"/\xff.yaml")).write_text("[", encoding="utf-8")
    assert shown(tmp_path)[0] == 1
    assert shown(tmp_path, "--json")[0] == 1


def test_a_folder_of_models_that_nobody_evaluated_is_shown(tmp_path: Path, shown: Shown) -> None:
    lapland = PracticeModel(programme=ProgrammeData(counties=("lappi",)))
    code, printed = shown(models_in(tmp_path / "m", lapland, PracticeModel()))
    assert code == 0
    assert "Toimintamalleja 2, arvioituja (n) 0" in printed
    assert "Lapin hyvinvointialue" in printed


# -- for programs ------------------------------------------------------------------------------

SHARE = {"count", "n", "percent"}
STATEMENT = {
    "id", "theme", "question", "levels", "agree", "agree_of_assessed", "cannot_yet",
    "not_applicable", "no_answer", "unsettled", "not_asked", "assessed", "n",
}  # fmt: skip


def test_json_has_every_key(folder: Path, shown: Shown) -> None:
    data = shown.data(folder, "--by", "stage", "--compare", "29.6.2025")
    assert set(data) == {
        "instrument", "as_of", "models", "evaluated", "undated_evaluations", "hidden_below",
        "participants", "statements", "breakdowns", "investment_combinations", "coverage",
        "triage", "findings", "by", "groups", "comparison",
    }  # fmt: skip
    assert set(data["instrument"]) == {"id", "version", "title", "provenance"}
    assert set(data["instrument"]["provenance"]) == {"status", "source", "read", "note"}
    assert data["participants"] == {
        "people": 189,
        "evaluations_that_tell": 67,
        "county_represented": {"count": 52, "n": 67, "percent": 77.6},
        "county_not_told": 0,
    }
    assert set(data["breakdowns"]) == {grouping.value for grouping in Grouping}
    for divided in (*data["breakdowns"].values(), data["investment_combinations"]):
        assert set(divided) == {"base", "several", "groups"}
        assert {key for group in divided["groups"] for key in group} == {"key", "name", "count"}
    assert {key for one in data["coverage"] for key in one} == {
        "county", "name", "models", "evaluated", "state",
    }  # fmt: skip
    for group in data["groups"]:
        assert set(group) == {"key", "name", "evaluated", "statements"}
    for one in (*data["statements"], *data["groups"][0]["statements"]):
        assert set(one) == STATEMENT
        assert set(one["levels"][0]) == {"id", "label", "count"}
        assert set(one["agree"]) == SHARE | {"interval"}
    assert (data["by"], data["findings"]) == ("stage", [])
    assert set(data["triage"]) == {"models", "unreadable", "classes", "reasons"}
    for one in data["triage"]["classes"]:
        assert set(one) == {"class", "name", "explanation"} | SHARE
    for one in data["triage"]["reasons"]:
        assert set(one) == {"reason", "name"} | SHARE
    comparison = data["comparison"]
    assert set(comparison) == {
        "first", "second", "evaluated_first", "evaluated_second", "same_models",
        "evaluated_again", "new_models", "statements",
    }  # fmt: skip
    assert (comparison["new_models"], comparison["second"]) == (67, "2025-06-30")
    assert set(comparison["statements"][0]) == {
        "id", "question", "agree_first", "agree_second", "pairs", "both_assessed", "gained",
        "lost", "p_value", "moves",
    }  # fmt: skip


def test_json_has_the_published_counts(folder: Path, shown: Shown) -> None:
    data = shown.data(folder, "--whole-population")
    decision = next(one for one in data["statements"] if one["id"] == "permanent-decision")
    assert decision["agree"] == {"count": 50, "n": 67, "percent": 74.6}
    assert decision["agree_of_assessed"] == {"count": 50, "n": 55, "percent": 90.9}
    assert decision["cannot_yet"] == {"count": 12, "n": 67, "percent": 17.9}
    assert [level["count"] for level in decision["levels"]] == [5, 0, 25, 25]
    assert (data["hidden_below"], data["as_of"]) == (None, None)
    assert "by" not in data
    assert "comparison" not in data


def test_json_tells_the_moves_of_the_same_models(tmp_path: Path, shown: Shown) -> None:
    folder = models_in(tmp_path / "m", *moved_models())
    data = shown.data(folder, "--compare", "30.6.2025")["comparison"]
    (moved,) = [one for one in data["statements"] if one["id"] == "adaptable"]
    assert moved["agree_first"] == {"count": 0, "n": 7, "percent": 0.0}
    assert moved["agree_second"] == {"count": 7, "n": 7, "percent": 100.0}
    assert (moved["gained"], moved["lost"], moved["p_value"]) == (7, 0, 0.015625)
    assert moved["moves"] == [
        {
            "before": {"state": "level", "level": "disagree"},
            "after": {"state": "level", "level": "agree"},
            "count": 7,
        }
    ]


# -- hiding ------------------------------------------------------------------------------------

# Counts that tell of no model and of nobody's answer.
OF_THE_WHOLE = {"hidden_below", "undated_evaluations", "models", "evaluated", "base", "n"}


def numbers_in(data: object, name: str = "") -> Iterator[tuple[str, float]]:
    """Yield every number of a document with the names that lead to it."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from numbers_in(value, f"{name}.{key}")
    elif isinstance(data, list):
        for value in data:
            yield from numbers_in(value, name)
    elif isinstance(data, int | float) and not isinstance(data, bool):
        yield name, data


@pytest.mark.parametrize("limit", [2, 5, 9])
@pytest.mark.parametrize("grouping", [grouping.value for grouping in Grouping])
def test_no_small_count_stands_anywhere_in_the_json(
    limit: int, grouping: str, folder: Path, shown: Shown
) -> None:
    options = ("--hide-below", str(limit), "--by", grouping, "--compare", "29.6.2025")
    data = shown.data(folder, *options)
    small = [
        name
        for name, number in numbers_in(data)
        if 0 < number < limit and not name.endswith((".percent", ".interval"))
    ]
    assert small == []
    assert data["hidden_below"] == limit


def test_what_is_hidden_is_null_with_every_share_of_it(folder: Path, shown: Shown) -> None:
    data = shown.data(folder, "--hide-below", "5")
    one = next(one for one in data["statements"] if one["id"] == "resources-defined")
    # 64 agree, 1 does not, of 2 it cannot be told: 1 and 2 hide each other.
    assert [level["count"] for level in one["levels"]] == [None, None, 32, 32]
    assert (one["cannot_yet"], one["assessed"], one["agree_of_assessed"]) == (None, None, None)
    assert (one["agree"]["count"], one["n"]) == (64, 67)
    combined = data["investment_combinations"]["groups"]
    assert {group["key"]: group["count"] for group in combined if group["count"]} == {
        "I1": 43,
        "I2": 10,
        "P3": 5,
    }
    assert {one["state"] for one in data["coverage"]} == {None}


def test_of_two_tables_of_which_one_is_the_sum_of_the_other_one_is_shown(
    folder: Path, shown: Shown
) -> None:
    def shown_of(divided: dict[str, Any]) -> list[int]:
        return [group["count"] for group in divided["groups"] if group["count"]]

    alone = shown.data(folder, "--hide-below", "5")
    assert shown_of(alone["breakdowns"]["investment"]) == []
    assert shown_of(alone["breakdowns"]["yta"]) == []
    by_investment = shown.data(folder, "--hide-below", "5", "--by", "investment")
    assert shown_of(by_investment["breakdowns"]["investment"]) == [46, 12, 5, 5]
    assert shown_of(by_investment["investment_combinations"]) == []
    by_area = shown.data(folder, "--hide-below", "5", "--by", "yta")
    assert shown_of(by_area["breakdowns"]["yta"]) == [27, 12, 9, 9, 10]
    assert {one["evaluated"] for one in by_area["coverage"]} == {None}


@LANGUAGES
def test_the_terminal_tells_that_counts_are_hidden_and_shows_none(
    language: str, folder: Path, shown: Shown
) -> None:
    code, printed = shown(folder, "--hide-below", "5", "--by", "county", "--lang", language)
    assert code == 0
    assert "•" in printed
    hidden = {"fi": "piilotettu", "sv": "dolt", "en": "hidden"}[language]
    assert f": {hidden} " in unwrapped(printed)
    assert "n = •" not in printed
    coverage = shown.told(folder, "--hide-below", "5").partition("Alueiden kattavuus")[2]
    assert "Lapin hyvinvointialue • •" in coverage


def test_a_comparison_shows_no_moves_while_counts_are_hidden(tmp_path: Path, shown: Shown) -> None:
    new = one_model(Answer(criterion="adaptable", level="agree"), day="2025-12-31")
    folder = models_in(tmp_path / "m", *moved_models(), new)
    options = ("--compare", "30.6.2025", "--hide-below", "5")
    told = shown.told(folder, *options)
    assert "Arvioituja • → 8: samoja malleja • (uudelleen arvioituja •), uusia •." in told
    assert "Siirtymiä ei näytetä" in told
    comparison = shown.data(folder, *options)["comparison"]
    assert [name for name, _ in numbers_in(comparison)] == [".evaluated_second"]


def test_few_people_are_hidden(tmp_path: Path, shown: Shown) -> None:
    evaluation = Evaluation(id="a", instrument=SURVEY.id, participants=2, county_represented=True)
    models = [PracticeModel(evaluations=(evaluation,))] + [one_model() for _ in range(9)]
    folder = models_in(tmp_path / "m", *models)
    people = shown.data(folder, "--hide-below", "5")["participants"]
    assert set(people.values()) == {None}
    assert "Osallistujia • (• arviointia" in shown.told(folder, "--hide-below", "5")


# -- the workbook of a folder ------------------------------------------------------------------


def test_a_folder_becomes_the_workbook_of_its_summary(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(folder), "kooste.xlsx", "--option", "compare=30.6.2025"]) == 0
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("Kirjoitettiin kooste.xlsx\n", "")
    portfolio = tm.load_portfolio(folder)
    rendered = tm.render(portfolio, format="excel", compare="2025-06-30")
    assert (tmp_path / "kooste.xlsx").read_bytes() == rendered.data


@LANGUAGES
def test_a_bad_file_is_told_beside_the_workbook_of_the_others(
    language: str,
    folder_with_a_bad_file: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments = ["export", str(folder_with_a_bad_file), "kooste.xlsx", "--lang", language]
    assert main(arguments) == 1
    printed = capsys.readouterr()
    assert BROKEN in printed.err
    assert "EXCEL010" in printed.err
    assert "kooste.xlsx" in printed.out
    assert (tmp_path / "kooste.xlsx").exists()


def test_a_program_is_told_of_the_bad_file_as_well(
    folder_with_a_bad_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(folder_with_a_bad_file), "kooste.xlsx", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["written"] == "kooste.xlsx"
    assert BROKEN in {found.get("source") for found in told["findings"]}


def test_others_are_told_neither_files_nor_answers_by_the_workbook(
    folder_with_a_bad_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["export", str(folder_with_a_bad_file), "kooste.xlsx", "--audience", "public"]
    assert main(arguments) == 1
    printed = capsys.readouterr()
    assert BROKEN not in printed.out + printed.err
    assert "Löydöksiä jätettiin pois" in unwrapped(printed.err)
    assert "EXCEL011" in printed.err


def test_a_folder_is_refused_by_a_format_of_single_models(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(folder), "kooste.txt"]) == 2
    assert 'Muoto "innokyla" ei vie' in capsys.readouterr().err
    assert not list(tmp_path.glob("kooste*"))


def test_a_folder_without_models_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "tyhja").mkdir()
    assert main(["export", "tyhja", "kooste.xlsx"]) == 2
    assert "tyhja" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "allowed"),
    [("compare=eilen", "30.6.2025"), ("instrument=muu", SURVEY.id), ("hide_below=1", "0, 2, 3")],
)
def test_a_wrong_option_of_the_workbook_is_told_with_what_is_allowed(
    given: str, allowed: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(folder), "kooste.xlsx", "--option", given]) == 2
    assert allowed in unwrapped(capsys.readouterr().err)
