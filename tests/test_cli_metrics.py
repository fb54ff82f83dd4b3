"""``metrics`` as its users meet it: the table, new observations, pictures."""

from __future__ import annotations

import json
import shutil
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

import toimintamalli as tm
from toimintamalli.charts import metric_chart
from toimintamalli.cli import main
from toimintamalli.cli._metrics_show import sparkline

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "models" / "hoitoon-viikossa.yaml"
CSV = ROOT / "examples" / "mittarit" / "havainnot.csv"
HEAD = "mittari;päivä;arvo;n;lukumäärä\n"


@pytest.fixture(autouse=True)
def in_a_folder_with_a_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("TOIMINTAMALLI_LANG", raising=False)
    shutil.copy(EXAMPLE, "malli.yaml")
    shutil.copy(CSV, "havainnot.csv")


def shown(capsys: pytest.CaptureFixture[str]) -> str:
    """Return what was printed, with no-break spaces as people see them."""
    return capsys.readouterr().out.replace("\N{NO-BREAK SPACE}", " ")


def data_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    main(["metrics", "malli.yaml", *arguments, "--json"])
    data: dict[str, Any] = json.loads(capsys.readouterr().out)
    return data


def with_only(*places: int, **changes: Any) -> None:
    """Leave only some metrics in the model, changed."""
    model = tm.load("malli.yaml")
    kept = tuple(evolve(model.metrics[place], **changes) for place in places)
    tm.dump(evolve(model, metrics=kept), "malli.yaml", overwrite=True)


# -- the table --------------------------------------------------------------------------------


def test_each_metric_stands_in_the_table_with_its_way_and_state(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["metrics", "malli.yaml"]) == 1
    text = shown(capsys)
    table = text.partition("\n\n")[2].partition("\n\n")[0].splitlines()
    assert [line.split() for line in table] == [
        ["Lähtö", "Nyt", "n", "Tavoite", "Matkasta", "Tilanne"],
        ["─" * 52],
        ["Viikossa", "hoitoon", "päässeet"],
        ["51", "%", "81,9", "%", "409", "80", "%", "107", "%", "saavutettu"],
        ["Saman", "asian", "vuoksi", "uudelleen", "yhteyttä", "ottaneet"],
        ["11,8", "%", "11,2", "%", "409", "9", "%", "21", "%", "myöhässä"],
        ["Odotusaika", "ensimmäiselle", "hoitokäynnille,", "mediaani"],
        ["12", "vrk", "6,5", "vrk", "–", "5", "vrk", "79", "%", "jäi", "tavoitteesta"],
    ]


def test_the_course_is_drawn_with_its_ends_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    main(["metrics", "malli.yaml"])
    text = shown(capsys)
    assert "▁▂▁▂▁▂▁▂▁▂▂▃▄▄▅▅▆▇▆▇▇▆▇█ 51 % (31.10.2023) → 81,9 % (30.9.2025)" in text
    assert "Seurantakaavio: merkki muutoksesta." in text
    assert "Seurantakaavio: liian vähän pisteitä." in text


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_lines_fit_the_terminal_in_every_language(
    language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments in (
        [],
        ["--metric", "viikossa-hoitoon"],
        ["--csv", "havainnot.csv", "--dry-run"],
    ):
        main(["metrics", "malli.yaml", *arguments, "--lang", language])
        printed = capsys.readouterr()
        assert max(map(len, (printed.out + printed.err).splitlines())) <= 80


def test_metrics_that_keep_to_their_time_are_fine() -> None:
    with_only(0)
    assert main(["metrics", "malli.yaml"]) == 0


def test_a_missed_target_without_a_reason_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with_only(2, shortfall_reason="")
    assert main(["metrics", "malli.yaml"]) == 1
    assert "[TM465]" in shown(capsys)
    (finding,) = data_of(capsys)["findings"]
    assert (finding["source"], finding["path"]) == ("malli.yaml", "metrics[0].shortfall_reason")


def test_a_model_without_metrics_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    with_only()
    assert main(["metrics", "malli.yaml"]) == 0
    assert "Toimintamallilla ei ole mittareita." in shown(capsys)
    assert main(["metrics", "malli.yaml", "--svg", "kuvat"]) == 0


def test_it_can_be_seen_from_an_earlier_day(capsys: pytest.CaptureFixture[str]) -> None:
    for day in ("30.9.2024", "2024-09-30"):
        main(["metrics", "malli.yaml", "--metric", "viikossa-hoitoon", "--as-of", day])
        text = shown(capsys)
        assert "57,1 % (30.9.2024)" in text
        assert "31.10.2024" not in text


def test_one_metric_is_shown_with_its_observations(capsys: pytest.CaptureFixture[str]) -> None:
    main(["metrics", "malli.yaml", "--metric", "odotusaika"])
    text = shown(capsys)
    assert "Viikossa hoitoon päässeet" not in text
    assert "31.12.2024  8,5 vrk mediaanilla" in text
    assert "Lukumäärä" not in text  # a column that says nothing is left out


def test_a_metric_that_is_not_there_is_told_with_those_that_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for more in ([], ["--svg", "kuvat"], ["--csv", "havainnot.csv"]):
        assert main(["metrics", "malli.yaml", "--metric", "oma", *more]) == 2
        assert "odotusaika" in capsys.readouterr().err


def test_only_the_last_points_of_a_long_course_are_drawn(
    capsys: pytest.CaptureFixture[str],
) -> None:
    days = (f"{day}.{month}.2025" for month in (1, 2) for day in range(1, 29))
    rows = "".join(f"viikossa-hoitoon;{day};60;;\n" for day in days)
    Path("havainnot.csv").write_text(HEAD + rows, encoding="utf-8")
    with_only(0, observations=())
    assert main(["metrics", "malli.yaml", "--csv", "havainnot.csv"]) == 0
    main(["metrics", "malli.yaml"])
    assert "(havainnoista 56 viimeiset 40)" in shown(capsys)


def test_a_sparkline_shows_the_lowest_and_the_highest_value() -> None:
    assert sparkline([Fraction(number) for number in range(8)]) == "▁▂▃▄▅▆▇█"
    assert sparkline([Fraction(-3), Fraction(4)]) == "▁█"
    assert sparkline([Fraction(5)] * 3) == "▄▄▄"


def test_programs_get_every_number(capsys: pytest.CaptureFixture[str]) -> None:
    data = data_of(capsys)
    assert (data["file"], data["as_of"], data["findings"]) == ("malli.yaml", None, [])
    week, again, wait = data["metrics"]
    assert week["latest_share"] | {"low": 0, "high": 0} == {
        "count": 335, "n": 409, "approximated": False, "low": 0, "high": 0,
    }  # fmt: skip
    assert week["way"] == pytest.approx(30.9 / 29)
    assert (week["pace"], week["first_reached"]) == ("reached", "2025-09-30")
    assert week["run_chart"]["signals"] == ["shift", "few_crossings"]
    assert week["practice_changes"][0]["before"] == {"n": 12, "median": 53.05, "reason": None}
    assert (again["pace"], again["run_chart"]["signals"]) == ("late", [])
    assert again["xmr_chart"]["outside"] == []
    assert wait["run_chart"]["reason"] == "too_few_points"
    assert (wait["shortfall"], wait["latest"]["value"]) == (1.5, 6.5)
    assert data_of(capsys, "--as-of", "30.9.2024")["as_of"] == "2024-09-30"


# -- new observations -------------------------------------------------------------------------


def test_observations_of_a_file_go_into_the_model_and_bad_rows_are_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["metrics", "malli.yaml", "--csv", "havainnot.csv"]) == 1
    printed = capsys.readouterr()
    assert "viikossa-hoitoon: lisättiin 1, oli jo 1, korvattiin 0, eroaa 0" in printed.out
    assert '"joulukuu 2025"' in printed.err
    assert "(rivi 5) [TM466]" in printed.err
    before, after = tm.load(EXAMPLE), tm.load("malli.yaml")
    assert after.metrics[0].observations[:-1] == before.metrics[0].observations
    assert after.metrics[0].observations[-1].count == 336
    assert after.metrics[1].observations[-1].practice_changed
    assert evolve(after, metrics=before.metrics) == before
    assert tm.check(after).codes == ()


def test_a_dry_run_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    before = Path("malli.yaml").read_bytes()
    assert main(["metrics", "malli.yaml", "--csv", "havainnot.csv", "--dry-run"]) == 1
    assert "lisättäisiin 1" in capsys.readouterr().out
    assert Path("malli.yaml").read_bytes() == before
    data = data_of(capsys, "--csv", "havainnot.csv", "--dry-run")
    assert data["written"] is False
    assert [row["outcome"] for row in data["rows"]] == ["same", "added", "added"]


def test_a_file_that_brings_nothing_new_leaves_the_model_untouched(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = HEAD + "viikossa-hoitoon;30.9.2025;81,9;409;335\n"
    Path("havainnot.csv").write_text(text, encoding="utf-8")
    before = Path("malli.yaml").read_bytes()
    assert main(["metrics", "malli.yaml", "--csv", "havainnot.csv"]) == 0
    assert Path("malli.yaml").read_bytes() == before
    assert "oli jo 1" in capsys.readouterr().out


def test_another_value_is_replaced_only_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    text = HEAD + "viikossa-hoitoon;30.9.2025;82,2;409;336\n"
    Path("havainnot.csv").write_text(text, encoding="utf-8")
    before = Path("malli.yaml").read_bytes()
    assert main(["metrics", "malli.yaml", "--csv", "havainnot.csv"]) == 1
    printed = capsys.readouterr()
    assert "[TM468]" in printed.err
    assert "Yhtään havaintoa ei lisätty." in printed.out
    assert Path("malli.yaml").read_bytes() == before
    assert main(["metrics", "malli.yaml", "--csv", "havainnot.csv", "--replace"]) == 0
    assert "30.9.2025: 81,9 % → 82,2 %" in shown(capsys)
    assert tm.load("malli.yaml").metrics[0].observations[-1].value == 82.2


def test_rows_without_a_metric_belong_to_the_one_that_is_named() -> None:
    Path("havainnot.csv").write_text("päivä;arvo\n31.12.2025;5\n", encoding="utf-8")
    assert main(["metrics", "malli.yaml", "--csv", "havainnot.csv"]) == 2
    named = ["--csv", "havainnot.csv", "--metric", "odotusaika"]
    assert main(["metrics", "malli.yaml", *named]) == 0
    assert tm.load("malli.yaml").metrics[2].observations[-1].value == 5


def test_a_model_that_cannot_be_written_is_left_as_it_was(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise tm.UnreadableFileError(tm.LoadError(tm.Report()).report)

    before = Path("malli.yaml").read_bytes()
    monkeypatch.setattr("toimintamalli.cli._metrics_csv.dump", fail)
    assert main(["metrics", "malli.yaml", "--csv", "havainnot.csv"]) == 2
    assert "lisättiin" not in capsys.readouterr().out
    assert Path("malli.yaml").read_bytes() == before


# -- pictures ---------------------------------------------------------------------------------


def test_each_metric_gets_a_picture_in_the_language_of_the_user() -> None:
    assert main(["metrics", "malli.yaml", "--svg", "uusi/kuvat", "--lang", "sv"]) == 0
    model = tm.load("malli.yaml")
    files = {file.name for file in Path("uusi/kuvat").iterdir()}
    assert files == {"viikossa-hoitoon.svg", "uudelleen-yhteytta.svg", "odotusaika.svg"}
    drawn = Path("uusi/kuvat/odotusaika.svg").read_text(encoding="utf-8")
    assert drawn == metric_chart(model.metrics[2], "sv")


def test_pictures_that_are_there_stay_until_they_may_be_replaced(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("kuvat").mkdir()
    Path("kuvat/odotusaika.svg").write_text("oma", encoding="utf-8")
    assert main(["metrics", "malli.yaml", "--svg", "kuvat"]) == 2
    assert "--overwrite" in capsys.readouterr().err
    assert [file.name for file in Path("kuvat").iterdir()] == ["odotusaika.svg"]
    assert main(["metrics", "malli.yaml", "--svg", "kuvat", "--overwrite"]) == 0
    assert len(list(Path("kuvat").iterdir())) == 3


def test_only_the_picture_asked_for_is_drawn(capsys: pytest.CaptureFixture[str]) -> None:
    chosen = ["--svg", "kuvat", "--metric", "odotusaika"]
    assert data_of(capsys, *chosen)["written"] == [
        {"metric": "odotusaika", "file": str(Path("kuvat/odotusaika.svg"))}
    ]


@pytest.mark.parametrize(
    ("ids", "names"),
    [
        (("../../etc", "a/b", "A/B"), {"etc.svg", "a-b.svg", "A-B-2.svg"}),
        (("", "..", "/"), {"mittari.svg", "mittari-2.svg", "mittari-3.svg"}),
        (("hoitoon pääsy", "x" * 200), {"hoitoon-pääsy.svg", "x" * 60 + ".svg"}),
    ],
)
def test_no_identifier_leads_a_picture_out_of_its_folder(
    ids: tuple[str, ...], names: set[str]
) -> None:
    model = tm.load("malli.yaml")
    metrics = tuple(evolve(model.metrics[0], id=name) for name in ids)
    tm.dump(evolve(model, metrics=metrics), "malli.yaml", overwrite=True)
    before = {path.name for path in Path().iterdir()}
    assert main(["metrics", "malli.yaml", "--svg", "kuvat"]) == 0
    assert {file.name for file in Path("kuvat").iterdir()} == names
    assert {path.name for path in Path().iterdir()} == before | {"kuvat"}


def test_a_folder_that_cannot_be_made_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    Path("kuvat").write_text("tiedosto", encoding="utf-8")
    assert main(["metrics", "malli.yaml", "--svg", "kuvat"]) == 2
    assert "ei voi kirjoittaa" in capsys.readouterr().err


def test_the_picture_of_the_guide_is_what_the_command_draws() -> None:
    drawn = ROOT / "docs" / "how-to" / "viikossa-hoitoon.svg"
    assert drawn.read_text("utf-8") == metric_chart(tm.load(EXAMPLE).metrics[0], "en")


# -- wrong use --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--as-of", "syksy"], '"syksy" ei ole päivä'),
        (["--csv", "havainnot.csv", "--svg", "kuvat"], "joko --csv tai --svg"),
        (["--csv", "havainnot.csv", "--as-of", "1.1.2025"], "joko --csv tai --as-of"),
        (["--dry-run"], "Valinta --dry-run kuuluu valintaan --csv"),
        (["--replace"], "Valinta --replace kuuluu valintaan --csv"),
        (["--overwrite"], "Valinta --overwrite kuuluu valintaan --svg"),
        (["--csv", "puuttuu.csv"], "Tiedostoa puuttuu.csv ei ole"),
        (["--csv", "malli.yaml"], "Otsikkorivillä pitää olla"),
    ],
)
def test_wrong_use_is_told_and_nothing_is_written(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = Path("malli.yaml").read_bytes()
    assert main(["metrics", "malli.yaml", *arguments]) == 2
    assert told in capsys.readouterr().err
    assert Path("malli.yaml").read_bytes() == before
    assert not Path("kuvat").exists()
