"""Files of observations: read as people write them, added without losing or guessing anything."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import toimintamalli as tm
from toimintamalli.model import Metric, Observation, PracticeModel
from toimintamalli.observations import (
    COLUMNS,
    ObservationChangeKind,
    ReadObservation,
    add_observations,
    read_observations,
)

FIRST = Observation(date=datetime.date(2025, 1, 31), value=61.5, n=402, note="Ensimmäinen")
SECOND = Observation(date=datetime.date(2025, 3, 31), value=70, n=388)
MODEL = PracticeModel(
    metrics=(
        Metric(id="hoitoon", name="Viikossa hoitoon päässeet", unit="%",
               observations=(FIRST, SECOND)),
        Metric(id="odotus", name="Odotusaika", unit="vrk"),
    )
)  # fmt: skip


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def reading(text: str | bytes, metric: str | None = None) -> tm.ObservationReading:
    data = text if isinstance(text, bytes) else text.encode("utf-8")
    Path("havainnot.csv").write_bytes(data)
    return read_observations("havainnot.csv", metric=metric)


def only_row(text: str) -> ReadObservation:
    (row,) = reading(text).rows
    return row


def added(text: str, *, replace: bool = False) -> tm.AddedObservations:
    return add_observations(MODEL, reading(text).rows, replace=replace)


def kinds(result: tm.AddedObservations) -> list[str]:
    return [change.kind.value for change in result.changes]


# -- reading ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "headings",
    [
        "mittari;päivä;arvo;n;lukumäärä;lisätieto;toimintatapa muuttui",
        "metric;date;value;n;count;note;practice_changed",
        "mått;dag;värde;n;antal;tilläggsuppgift;arbetssättet ändrades",
        "Mittari;PVM;Arvo;Tapausten määrä (n);Osoittajan lukumäärä;Lisätieto;Toimintatapa muuttui",
        "Metric;Date;Value;Number of cases (n);Count of the numerator;Note;Practice changed",
    ],
)
def test_headings_may_be_finnish_swedish_or_english(headings: str) -> None:
    row = only_row(f"{headings}\nhoitoon;31.1.2025;61,4;402;247;Uusi tapa;x\n")
    assert row.metric == "hoitoon"
    assert row.observation == Observation(
        date=datetime.date(2025, 1, 31), value=61.4, n=402, count=247, note="Uusi tapa",
        practice_changed=True,
    )  # fmt: skip
    assert (row.given, row.line) == (COLUMNS, 2)


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("61,5", 61.5, ""),
        ("61.5", 61.5, ""),
        ("61,5 %", 61.5, "%"),
        ("61,5\N{NO-BREAK SPACE}%", 61.5, "%"),
        ("1 234,5", 1234.5, ""),
        ("−3", -3.0, ""),
        ("-3", -3.0, ""),
        ("12 vrk", 12.0, "vrk"),
        ("0", 0.0, ""),
    ],
)
def test_numbers_are_read_as_finns_write_them(written: str, value: float, unit: str) -> None:
    row = only_row(f"metric;date;value\na;2025-01-31;{written}\n")
    assert (row.observation.value, row.unit) == (value, unit)


@pytest.mark.parametrize("written", ["31.1.2025", "31.01.2025", "2025-01-31", "2025-01-31 00:00"])
def test_days_are_read_as_people_and_spreadsheets_write_them(written: str) -> None:
    row = only_row(f"metric;date;value\na;{written};1\n")
    assert row.observation.date == datetime.date(2025, 1, 31)


@pytest.mark.parametrize(
    ("written", "changed"),
    [("x", True), ("X", True), ("kyllä", True), ("ja", True), ("yes", True), ("1", True),
     ("", False), ("ei", False), ("nej", False), ("no", False), ("0", False), ("–", False)],
)  # fmt: skip
def test_a_changed_practice_is_marked_in_many_ways(written: str, changed: bool) -> None:
    row = only_row(f"metric;date;value;practice_changed\na;31.1.2025;1;{written}\n")
    assert row.observation.practice_changed is changed
    assert ("practice_changed" in row.given) is bool(written)


@pytest.mark.parametrize(
    ("row", "column", "found"),
    [
        ("hoitoon;tammikuu;60;;;;", "päivä", "tammikuu"),
        ("hoitoon;30.2.2025;60;;;;", "päivä", "30.2.2025"),
        ("hoitoon;6/10/2025;60;;;;", "päivä", "6/10/2025"),
        ("hoitoon;;60;;;;", "päivä", ""),
        ("hoitoon;31.1.2025;;;;;", "arvo", ""),
        ("hoitoon;31.1.2025;noin 60;;;;", "arvo", "noin 60"),
        ("hoitoon;31.1.2025;1e3;;;;", "arvo", None),
        ("hoitoon;31.1.2025;60;paljon;;;", "n", "paljon"),
        ("hoitoon;31.1.2025;60;3,5;;;", "n", "3,5"),
        ("hoitoon;31.1.2025;60;-3;;;", "n", "-3"),
        ("hoitoon;31.1.2025;60;400;x;;", "lukumäärä", "x"),
        ("hoitoon;31.1.2025;60;;;;ehkä", "toimintatapa muuttui", "ehkä"),
        (";31.1.2025;60;;;;", "mittari", ""),
    ],
)
def test_a_bad_row_is_told_with_its_line_and_the_others_are_read(
    row: str, column: str, found: str | None
) -> None:
    head = "mittari;päivä;arvo;n;lukumäärä;lisätieto;toimintatapa muuttui"
    read = reading(f"{head}\nhoitoon;28.2.2025;66;;;;\n{row}\nhoitoon;31.3.2025;70;;;;\n")
    if found is None:  # what stands behind a number is its unit; the model tells whether it fits
        assert [one.unit for one in read.rows] == ["", "e3", ""]
        return
    assert [one.line for one in read.rows] == [2, 4]
    (problem,) = read.problems
    assert (problem.code, problem.line, problem.source) == ("TM466", 3, "havainnot.csv")
    assert problem.parameter("column") == column
    assert problem.parameter("found") == found


def test_blank_rows_are_passed_over() -> None:
    read = reading("metric;date;value\n\na;31.1.2025;1\n;;\n\na;28.2.2025;2\n")
    assert [one.line for one in read.rows] == [3, 6]
    assert read.problems.codes == ()


def test_a_metric_may_be_given_for_all_rows() -> None:
    read = reading("päivä;arvo\n31.1.2025;1\n", metric="hoitoon")
    assert [one.metric for one in read.rows] == ["hoitoon"]
    mixed = reading("mittari;päivä;arvo\nodotus;31.1.2025;1\n;28.2.2025;2\n", metric="hoitoon")
    assert [one.metric for one in mixed.rows] == ["odotus", "hoitoon"]


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("päivä;arvo\n31.1.2025;1\n", None),
        ("mittari;arvo\na;1\n", None),
        ("mittari;päivä\na;31.1.2025\n", None),
        ("mittari;päivä;arvo;arvo\na;31.1.2025;1;2\n", None),
        ("mittari;päivä;arvo;n;tapauksia\na;31.1.2025;1;2;3\n", "a"),
        ("1;2;3\na;31.1.2025;1\n", "a"),
    ],
)
def test_columns_that_are_missing_or_doubled_are_told(text: str, metric: str | None) -> None:
    with pytest.raises(tm.ReadError) as caught:
        reading(text, metric)
    assert caught.value.report.codes == ("TM469",)
    assert str(caught.value).startswith("havainnot.csv: Otsikkorivillä pitää olla")


def test_every_column_beside_the_known_ones_is_left_alone() -> None:
    row = only_row("asema;metric;date;value;kommentti\nKeskusta;a;31.1.2025;1;x\n")
    assert row.given == ("metric", "date", "value")


def test_a_byte_order_mark_and_other_delimiters_are_no_hindrance() -> None:
    texts = (
        "\ufeffmetric;date;value\na;31.1.2025;1,5\n",
        "metric\tdate\tvalue\na\t2025-01-31\t1.5\n",
        'metric,date,value\na,2025-01-31,"1,5"\n',
        "sep=;\nmetric;date;value\na;31.1.2025;1,5\n",
    )
    for text in texts:
        assert only_row(text).observation.value == 1.5


def test_a_guessed_encoding_is_told() -> None:
    read = reading("mittari;päivä;arvo\nhäätö;31.1.2025;1\n".encode("cp1252"))
    assert [one.metric for one in read.rows] == ["häätö"]
    assert read.problems.codes == ("TM348",)
    assert "Windows-1252" in read.problems.text()


def test_a_row_with_too_many_cells_is_not_read() -> None:
    read = reading("metric;date;value\na;31.1.2025;1;5\na;28.2.2025;2\n")
    assert [one.line for one in read.rows] == [3]
    assert read.problems.codes == ("TM359",)


def test_a_file_that_is_no_table_or_not_there_is_told() -> None:
    with pytest.raises(tm.ReadError, match="ei ole otsikkoriviä"):
        reading("")
    with pytest.raises(tm.MissingFileError):
        read_observations("puuttuu.csv")


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=200) | st.text(st.sampled_from('a;,\n"1.2 %päivämittarivo\x00'), max_size=80)
)
def test_whatever_a_file_holds_it_is_read_or_refused(content: bytes | str) -> None:
    data = content if isinstance(content, bytes) else content.encode("utf-8")
    try:
        problems = reading(b"metric;date;value;n\n" + data).problems
    except tm.ToimintamalliError as error:
        problems = error.report
    for language in ("fi", "sv", "en"):
        assert isinstance(problems.text(language), str)


# -- adding -----------------------------------------------------------------------------------

HEAD = "mittari;päivä;arvo;n;lukumäärä;lisätieto;toimintatapa muuttui\n"


def test_new_observations_find_their_place_in_time_and_the_model_given_stays() -> None:
    result = added(HEAD + "hoitoon;28.2.2025;66;;;;\nodotus;31.1.2025;12;;;;\n")
    assert kinds(result) == ["added", "added"]
    first, second = result.model.metrics
    assert [one.value for one in first.observations] == [61.5, 66, 70]
    assert [one.value for one in second.observations] == [12]
    assert MODEL.metrics[0].observations == (FIRST, SECOND)
    assert result.problems.codes == ()


def test_an_observation_that_is_there_already_is_passed_over() -> None:
    result = added(HEAD + "hoitoon;31.1.2025;61,5 %;402;;;\nhoitoon;31.3.2025;70;;;;\n")
    assert kinds(result) == ["same", "same"]
    assert result.model is MODEL
    assert result.count(ObservationChangeKind.SAME) == 2


def test_reading_a_file_twice_adds_nothing_the_second_time() -> None:
    rows = reading(HEAD + "hoitoon;28.2.2025;66;390;257;Huomio;x\n").rows
    once = add_observations(MODEL, rows)
    again = add_observations(once.model, rows)
    assert kinds(again) == ["same"]
    assert again.model == once.model


def test_another_value_of_the_same_day_is_told_and_not_replaced() -> None:
    result = added(HEAD + "hoitoon;31.1.2025;62;402;249;;\n")
    assert kinds(result) == ["kept"]
    assert result.model is MODEL
    (problem,) = result.problems
    assert (problem.code, problem.line) == ("TM468", 2)
    text = problem.message().replace("\N{NO-BREAK SPACE}", " ")
    assert "31.1.2025 jo havainto: 61,5 %, n = 402, Ensimmäinen" in text
    assert "Tiedostossa on: 62 %, 249/402" in text


def test_asked_to_replace_it_replaces_what_the_row_says_and_keeps_the_rest() -> None:
    result = added(HEAD + "hoitoon;31.1.2025;62;;;;x\n", replace=True)
    assert kinds(result) == ["replaced"]
    (change,) = result.changes
    assert change.before == FIRST
    assert change.observation == evolve(FIRST, value=62, practice_changed=True)
    assert result.model.metrics[0].observations == (change.observation, SECOND)
    assert result.problems.codes == ()


def test_what_a_row_adds_to_a_known_value_is_a_difference_too() -> None:
    result = added(HEAD + "hoitoon;31.3.2025;70;388;272;;\n")
    assert kinds(result) == ["kept"]
    assert kinds(added(HEAD + "hoitoon;31.3.2025;70;388;272;;\n", replace=True)) == ["replaced"]


def test_two_rows_of_one_day_that_differ_are_told_as_well() -> None:
    result = added(HEAD + "odotus;31.1.2025;12;;;;\nodotus;31.1.2025;13;;;;\n")
    assert kinds(result) == ["added", "kept"]
    assert result.problems.diagnostics[0].line == 3


def test_observations_out_of_order_stay_as_they_are_and_the_new_one_comes_last() -> None:
    metric = evolve(MODEL.metrics[0], observations=(SECOND, FIRST))
    model = evolve(MODEL, metrics=(metric,))
    result = add_observations(model, reading(HEAD + "hoitoon;28.2.2025;66;;;;\n").rows)
    assert [one.value for one in result.model.metrics[0].observations] == [70, 61.5, 66]


@pytest.mark.parametrize(
    "name", ["hoitoon", "Viikossa hoitoon päässeet", "VIIKOSSA HOITOON PÄÄSSEET"]
)
def test_a_metric_is_known_by_its_identifier_or_its_name(name: str) -> None:
    assert kinds(added(HEAD + f"{name};28.2.2025;66;;;;\n")) == ["added"]


def test_an_unknown_metric_is_told_and_none_is_made() -> None:
    result = added(HEAD + "tuntematon;28.2.2025;66;;;;\nhoitoon;28.2.2025;66;;;;\n")
    assert kinds(result) == ["added"]
    (problem,) = result.problems
    assert (problem.code, problem.line) == ("TM467", 2)
    assert "hoitoon, odotus" in problem.hint()
    nothing = add_observations(PracticeModel(), reading(HEAD + "a;28.2.2025;66;;;;\n").rows)
    assert nothing.problems.codes == ("TM467",)


def test_a_name_that_two_metrics_share_is_not_guessed() -> None:
    twin = evolve(MODEL.metrics[1], id="toinen")
    model = evolve(MODEL, metrics=(*MODEL.metrics, twin))
    rows = reading(HEAD + "Odotusaika;28.2.2025;6;;;;\ntoinen;28.2.2025;6;;;;\n").rows
    result = add_observations(model, rows)
    assert result.problems.codes == ("TM467",)
    assert [change.metric for change in result.changes] == ["toinen"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("hoitoon;28.2.2025;66 %;;;;", None),
        ("odotus;28.2.2025;12 vrk;;;;", None),
        ("odotus;28.2.2025;12 VRK;;;;", None),
        ("odotus;28.2.2025;12 %;;;;", "TM466"),
        ("hoitoon;28.2.2025;66 vrk;;;;", "TM466"),
    ],
)
def test_a_value_in_another_unit_is_not_added(row: str, code: str | None) -> None:
    result = added(HEAD + row + "\n")
    assert result.problems.codes == ((code,) if code else ())
    assert bool(result.changes) is (code is None)


def test_the_observations_of_the_example_come_back_from_a_file() -> None:
    path = Path(__file__).parents[1] / "examples" / "models" / "hoitoon-viikossa.yaml"
    whole = tm.load(path)
    empty = evolve(whole, metrics=tuple(evolve(one, observations=()) for one in whole.metrics))
    lines = [
        f"{metric.id};{one.date};{one.value};{'' if one.n is None else one.n};"
        f"{'' if one.count is None else one.count};{one.note};{'x' if one.practice_changed else ''}"
        for metric in whole.metrics
        for one in reversed(metric.observations)
    ]
    result = add_observations(empty, reading(HEAD + "\n".join(lines)).rows)
    assert result.model == whole


rows_of_file = st.lists(
    st.builds(
        ReadObservation,
        metric=st.sampled_from(["hoitoon", "odotus", "muu"]),
        observation=st.builds(
            Observation,
            date=st.dates(datetime.date(2025, 1, 29), datetime.date(2025, 2, 3)),
            value=st.integers(0, 3).map(float),
            n=st.none() | st.integers(1, 3),
        ),
        given=st.sampled_from([("value",), ("value", "n")]),
    ),
    max_size=8,
)


@given(rows_of_file, st.booleans())
def test_nothing_is_lost_and_every_row_is_accounted_for(
    rows: list[ReadObservation], replace: bool
) -> None:
    result = add_observations(MODEL, rows, replace=replace)
    unknown = sum(row.metric == "muu" for row in rows)
    assert len(result.changes) + unknown == len(rows)
    assert result.problems.codes.count("TM467") == unknown
    kept = result.count(ObservationChangeKind.KEPT)
    assert result.problems.codes.count("TM468") == kept
    assert not (replace and kept)
    for before, after in zip(MODEL.metrics, result.model.metrics, strict=True):
        days = [one.date for one in after.observations]
        assert days == sorted(set(days))
        assert {one.date for one in before.observations} <= set(days)
