"""Checks of metrics: each code has a metric that earns it and one that does not."""

from __future__ import annotations

import datetime
import math
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings

import toimintamalli as tm
from toimintamalli.model import Direction, Metric, Observation, Target
from toimintamalli.testing import strategies

ROOT = Path(__file__).parents[1]
DEMO = tm.load(Path(tm.__file__).parent / "cli" / "demo" / "malli.yaml")
EXAMPLE = ROOT / "examples" / "models" / "hoitoon-viikossa.yaml"
models = strategies.practice_models()


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def seen(value: float, text: str = "2025-01-31", **about: Any) -> Observation:
    return Observation(date=day(text), value=value, **about)


GOOD = Metric(
    id="hoitoon",
    name="Hoitoon viikossa",
    unit="%",
    direction=Direction.UP,
    source="Ajanvaraus",
    interval="kuukausittain",
    owner_role="Palvelupäällikkö",
    baseline=seen(52, "2024-09-30", n=410),
    target=Target(value=80, date=day("2025-12-31")),
    observations=(seen(61.4, count=247, n=402), seen(78, "2025-05-31", n=395)),
)


def with_metric(**changes: Any) -> tm.PracticeModel:
    return evolve(DEMO, metrics=(evolve(GOOD, **changes),))


def observed(*observations: Observation, **changes: Any) -> tm.PracticeModel:
    return with_metric(observations=observations, **changes)


def codes(model: tm.PracticeModel) -> tuple[str, ...]:
    return tm.check(model).codes


def test_a_good_metric_earns_no_finding() -> None:
    assert codes(with_metric()) == ()


def test_the_demonstration_and_the_example_earn_none() -> None:
    assert codes(DEMO) == ()
    assert codes(tm.load(EXAMPLE)) == ()


def test_a_model_need_not_have_metrics_before_it_is_in_use() -> None:
    assert codes(evolve(DEMO, metrics=(), stages=DEMO.stages[:1])) == ()
    assert codes(evolve(DEMO, metrics=())) == ("TM472",)


@pytest.mark.parametrize(
    ("model", "code", "path", "words"),
    [
        (with_metric(target=None), "TM451", "target", "ei ole tavoitetta"),
        (with_metric(source=" "), "TM452", "source", "tietolähdettä ei kerrota"),
        (with_metric(interval=""), "TM453", "interval", "seurantaväliä ei kerrota"),
        (with_metric(owner_role=""), "TM454", "owner_role", "ei ole vastuuroolia"),
        (with_metric(baseline=None), "TM455", "baseline", "tavoite mutta ei lähtöarvoa"),
        (with_metric(target=Target(value=80)), "TM456", "target.date", "ei ole päivää"),
        (with_metric(direction=None), "TM457", "direction", "suuntaa ei kerrota"),
        (observed(seen(60, "2025-03-31"), seen(59, "2025-02-28")), "TM458", "observations[1].date",
         "31.3.2025 on ennen päivää 28.2.2025"),
        (observed(seen(60), seen(61)), "TM459", "observations[1].date", "päivältä: 31.1.2025"),
        (observed(seen(100.5)), "TM460", "observations[0].value", "100,5"),
        (observed(seen(-1)), "TM460", "observations[0].value", "−1"),
        (with_metric(baseline=seen(520, "2024-09-30")), "TM460", "baseline.value", "520"),
        (with_metric(target=Target(value=800, date=day("2025-12-31"))), "TM460", "target.value",
         "800"),
        (observed(seen(90, count=11, n=10)), "TM461", "observations[0].count", "tapauksia on 11"),
        (observed(seen(90, count=-1, n=10)), "TM461", "observations[0].count", "tapauksia on -1"),
        (observed(seen(90, n=0)), "TM462", "observations[0].n", "mahdollinen: 0"),
        (observed(seen(90, n=-5)), "TM462", "observations[0].n", "mahdollinen: -5"),
        (observed(seen(90, count=9)), "TM462", "observations[0].n", "mahdollinen: –"),
        (with_metric(baseline=seen(52, "2024-09-30", n=0)), "TM462", "baseline.n", ": 0"),
        (observed(seen(61.5, count=247, n=402)), "TM463", "observations[0].value",
         "seuraa lukumääristä 247/402"),
        (observed(seen(0.614, count=247, n=402)), "TM463", "observations[0].value", "0,614"),
        (with_metric(criterion="oma"), "TM464", "criterion", '"oma" (Arviointikriteeri)'),
        (with_metric(task="T9"), "TM464", "task", '"T9" (Seurattava tehtävä)'),
        (with_metric(strategy_goal="Muu"), "TM464", "strategy_goal", '"Muu" (Strateginen'),
    ],
)  # fmt: skip
def test_what_is_missing_or_impossible_is_told(
    model: tm.PracticeModel, code: str, path: str, words: str
) -> None:
    (found,) = tm.check(model)
    assert (found.code, found.path) == (code, f"metrics[0].{path}")
    assert '"Hoitoon viikossa"' in found.message()
    assert words in found.message().replace("\N{NO-BREAK SPACE}", " ")
    for language in ("fi", "sv", "en"):
        assert "{" not in found.message(language) + found.why(language) + found.hint(language)


@pytest.mark.parametrize(
    "model",
    [
        observed(),
        observed(seen(0), seen(100, "2025-02-28")),
        observed(seen(120), unit="vrk", baseline=seen(200, "2024-09-30"), target=GOOD.target),
        observed(seen(61.4, count=247, n=402)),
        observed(seen(61, count=247, n=402)),
        observed(seen(61.44, count=247, n=402)),
        observed(seen(12.5, count=1, n=8)),
        observed(seen(13, count=1, n=8), seen(12, "2025-02-28", count=1, n=8)),
        observed(seen(0.614, count=247, n=402), unit="osuus"),
        with_metric(task="T1", strategy_goal="Nopea hoitoon pääsy", criterion="decision-made"),
        with_metric(criterion="core-elements"),
        with_metric(name=""),
    ],
)
def test_what_is_as_it_should_be_earns_no_finding(model: tm.PracticeModel) -> None:
    assert codes(model) == ()


def test_a_metric_with_neither_baseline_nor_target_lacks_both() -> None:
    found = tm.check(with_metric(baseline=None, target=None))
    assert found.codes == ("TM450", "TM451")
    assert "metrics[0].baseline" in found.diagnostics[0].hint()


def test_the_first_day_out_of_order_is_told_once_and_only_for_information() -> None:
    days = ("2025-04-30", "2025-03-31", "2025-02-28")
    (found,) = tm.check(observed(*(seen(60, text) for text in days)))
    assert (found.code, found.path) == ("TM458", "metrics[0].observations[1].date")
    assert found.severity is tm.Severity.INFO


def test_each_doubled_day_is_told_where_it_is_there_again() -> None:
    found = tm.check(observed(seen(60), seen(61), seen(62)))
    assert found.codes == ("TM459", "TM459")


def test_a_value_and_its_counts_are_compared_at_the_decimals_of_the_value() -> None:
    """247/402 is 61.4428 %: 61.4, 61.44 and 61 are roundings of it, 61.5 and 62 are not."""
    for value in (61, 61.4, 61.44, 61.443):
        assert codes(observed(seen(value, count=247, n=402))) == ()
    for value in (62, 61.5, 61.3, 61.45):
        (found,) = tm.check(observed(seen(value, count=247, n=402)))
        assert "jotka antavat 61,44" in found.message()


def test_goals_are_compared_only_with_those_that_the_plan_lists() -> None:
    without = evolve(with_metric(strategy_goal="Muu"), rooting_plan=None)
    assert codes(without) == ()
    (found,) = tm.check(evolve(with_metric(task="T1"), rooting_plan=None))
    assert "Tunnettuja: –" in found.hint()


def test_the_hint_names_the_tasks_and_criteria_that_are_known() -> None:
    (task,) = tm.check(with_metric(task="T9"))
    assert "Tunnettuja: T1, T2." in task.hint()
    (criterion,) = tm.check(with_metric(criterion="oma"))
    assert "core-elements" in criterion.hint()
    unevaluated = evolve(with_metric(criterion="oma"), evaluations=())
    (criterion,) = tm.check(unevaluated, select=["TM464"])
    assert criterion.hint().endswith("Tunnettuja: –.")


def test_a_metric_without_a_name_is_called_by_its_identifier() -> None:
    (found,) = tm.check(with_metric(name="", source=""))
    assert '"hoitoon"' in found.message()


def test_numbers_that_are_no_numbers_do_not_stop_a_check() -> None:
    found = codes(observed(seen(math.nan, count=1, n=2), seen(math.inf, "2025-02-28")))
    assert found == ("TM460", "TM460")


def test_a_missed_target_is_no_finding_of_a_check_that_knows_no_day() -> None:
    past = with_metric(target=Target(value=80, date=day("2025-02-01")))
    assert codes(past) == ()


@settings(max_examples=60)
@given(models)
def test_any_metric_is_checked_and_every_finding_can_be_read(model: tm.PracticeModel) -> None:
    report = tm.check(model)
    for language in ("fi", "sv", "en"):
        assert isinstance(report.text(language), str)
