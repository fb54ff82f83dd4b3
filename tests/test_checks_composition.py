"""Checks of composed texts: each code has a model that earns it and a model that does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

import toimintamalli as tm
from toimintamalli.composition import fingerprint
from toimintamalli.model import InnokylaStage, PracticeModel, RichText, RootingPlan

HERE = Path(__file__).parent
DEMO = tm.load(HERE.parent / "src" / "toimintamalli" / "cli" / "demo" / "malli.yaml")
FULL = tm.load(HERE / "golden" / "composition" / "taysi.yaml")
COMPOSED = ("TM470", "TM471")


def composed(model: PracticeModel, language: str = "fi") -> PracticeModel:
    """Return the model with both texts written into its form."""
    results = [
        tm.evaluate(one, tm.get_instrument(one.instrument), model) for one in model.evaluations
    ]
    texts = {
        "conditions_of_use": tm.compose_conditions(model, language),
        "evaluation_results": tm.compose_results(model, results, language=language),
    }
    for field, text in texts.items():
        model = tm.write_section(model, field, text, force=True).model
    return model


def codes(model: PracticeModel) -> list[tuple[str, str]]:
    return [(one.code, one.path) for one in tm.check(model) if one.code in COMPOSED]


def test_the_demo_earns_none() -> None:
    assert codes(DEMO) == codes(composed(DEMO)) == []


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_text_that_says_what_the_plan_says_earns_none(language: str) -> None:
    assert codes(composed(DEMO, language)) == []


def test_a_changed_plan_makes_its_text_old() -> None:
    changed = evolve(composed(DEMO), rooting_plan=RootingPlan(what="Uusi ajatus"))
    assert codes(changed) == [("TM470", "form.sections[4]")]
    (found,) = (one for one in tm.check(changed) if one.code == "TM470")
    assert "suunnitelma on muuttunut: kirjoita uudelleen" in found.message()
    assert "Toimivuuden ja käyttöönoton ehdot" in found.message()


def test_a_changed_evaluation_makes_the_results_old() -> None:
    fewer = evolve(DEMO.evaluations[0], participants=3)
    assert codes(evolve(composed(DEMO), evaluations=(fewer,))) == [("TM470", "form.sections[5]")]


def test_a_text_that_a_person_edited_is_left_in_peace() -> None:
    changed = evolve(composed(DEMO), rooting_plan=RootingPlan(what="Uusi ajatus"))
    sections = tuple(
        evolve(one, text=RichText.parse("Oma teksti.")) if one.generated else one
        for one in changed.form.sections
    )
    assert codes(evolve(changed, form=evolve(changed.form, sections=sections))) == []


def test_a_mark_on_another_field_says_nothing() -> None:
    sections = tuple(
        evolve(one, generated=fingerprint(one.text)) if one.field == "solution_idea" else one
        for one in DEMO.form.sections
    )
    assert codes(evolve(DEMO, form=evolve(DEMO.form, sections=sections))) == []


def test_an_evaluation_with_a_set_that_nobody_knows_does_not_stop_the_check() -> None:
    strange = evolve(DEMO.evaluations[0], id="outo", instrument="outo")
    assert codes(evolve(composed(DEMO), evaluations=(*DEMO.evaluations, strange))) == []


def test_a_model_marked_ready_must_cover_the_five_points_in_its_plan() -> None:
    ready = evolve(DEMO, innokyla_stage=InnokylaStage.READY)
    assert codes(ready) == [
        ("TM471", "rooting_plan.tasks"),
        ("TM471", "rooting_plan.resources"),
    ]
    found = next(one for one in tm.check(ready) if one.code == "TM471")
    assert "Kuvaa juurruttamiseen vaadittavat tehtävät" in found.message()
    assert found.hint().startswith("Lisää ylläpidon tehtävät")


def test_a_whole_plan_or_none_earns_no_warning() -> None:
    assert codes(evolve(FULL, innokyla_stage=InnokylaStage.READY)) == []
    assert codes(evolve(DEMO, innokyla_stage=InnokylaStage.READY, rooting_plan=None)) == []
