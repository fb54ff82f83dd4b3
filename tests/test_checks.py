"""Checks: each code has a model that earns it and a model that does not."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import toimintamalli as tm
from toimintamalli.model import CustomField, RichText, Section, UnplacedReason, UnplacedText
from toimintamalli.testing import strategies
from toimintamalli.vocabulary import form_profile

DEMO = tm.load(Path(tm.__file__).parent / "cli" / "demo" / "malli.yaml")
WORDS = RichText.parse("Kolme hyvää sanaa")
models = strategies.practice_models()


def with_sections(*sections: Section) -> tm.PracticeModel:
    return evolve(DEMO, form=evolve(DEMO.form, sections=DEMO.form.sections + sections))


def without(field: str) -> tm.PracticeModel:
    kept = tuple(section for section in DEMO.form.sections if section.field != field)
    return evolve(DEMO, form=evolve(DEMO.form, sections=kept))


def with_basics(**changes: Any) -> tm.PracticeModel:
    return evolve(DEMO, basics=evolve(DEMO.basics, **changes))


def with_programme(**changes: Any) -> tm.PracticeModel:
    return evolve(DEMO, programme=evolve(DEMO.programme, **changes))


def with_unplaced(reason: UnplacedReason) -> tm.PracticeModel:
    kept = UnplacedText(text=WORDS, reason=reason)
    return evolve(DEMO, form=evolve(DEMO.form, unplaced=(kept,)))


def in_profile(profile: str) -> tm.PracticeModel:
    return evolve(DEMO, form=evolve(DEMO.form, profile=profile))


def test_a_model_that_lacks_nothing_earns_no_finding() -> None:
    assert tm.check(DEMO).codes == ()


@pytest.mark.parametrize(
    ("given_model", "code", "path", "words"),
    [
        (without("solution_idea"), "TM201", "form", "Ratkaisun perusidea **"),
        (without("tips_for_adopters"), "TM201", "form", "Vinkit toimintamallin soveltajille **"),
        (with_basics(title=""), "TM202", "basics.title", "Toimintamallin nimi"),
        (with_basics(summary=""), "TM202", "basics.summary", "Toimintamallin lyhyt kuvaus"),
        (with_basics(locations=()), "TM202", "basics.locations", "Paikkakunta, maakunta tai"),
        (with_basics(funders=()), "TM202", "basics.funders", "Toimintamallin rahoittaja"),
        (with_basics(contributors=()), "TM202", "basics.contributors", "Tekijä"),
        (with_sections(Section(field="oma")), "TM203", "form.sections[7].field", '"oma"'),
        (with_sections(Section(field="", heading="a")), "TM203", "form.sections[7].field", '""'),
        (with_programme(programme="esr"), "TM204", "programme.programme", '"esr"'),
        (with_programme(pillar="P9"), "TM204", "programme.pillar", '"P9"'),
        (with_programme(investments=("I1", "I9")), "TM204", "programme.investments", '"I9"'),
        (with_programme(counties=("Kainuu",)), "TM204", "programme.counties", '"Kainuu"'),
        (with_programme(customer_groups=("x",)), "TM204", "programme.customer_groups", '"x"'),
        (in_profile("oma-1"), "TM204", "form.profile", '"oma-1"'),
        (with_sections(Section(field="starting_point")), "TM205", "form", "Lähtötilanne"),
        (with_unplaced(UnplacedReason.CONFLICT), "TM206", "form.unplaced[0]", "3 sanaa"),
        (with_sections(Section(text=WORDS)), "TM207", "form.sections[7]", "otsikkoa"),
        (with_sections(Section(heading="")), "TM207", "form.sections[7]", "otsikkoa"),
    ],
)
def test_what_is_missing_or_doubtful_is_told(
    given_model: tm.PracticeModel, code: str, path: str, words: str
) -> None:
    (found,) = tm.check(given_model)
    assert (found.code, found.path) == (code, path)
    assert words in found.message()


@pytest.mark.parametrize(
    "given_model",
    [
        with_basics(place="", attachments=(), created=None, modified=None),
        with_sections(Section(heading="Oma otsikko", text=WORDS)),
        with_sections(Section(field="needs", text=WORDS)),
        with_sections(Section(heading="Sama"), Section(heading="Sama")),
        with_programme(programme=None, pillar=None, investments=(), counties=(), sectors=()),
        evolve(
            with_basics(title="Etävastaanotto, HUS ja Helsinki (RRP, P4, I1B&I2)"),
            programme=evolve(
                DEMO.programme, investments=("I1B", "I2"), counties=("hus", "helsinki", "kainuu")
            ),
        ),
        evolve(DEMO, custom=(CustomField("x-oma", 1),)),
    ],
)
def test_what_is_as_it_should_be_earns_no_finding(given_model: tm.PracticeModel) -> None:
    assert tm.check(given_model).codes == ()


@pytest.mark.parametrize("field", [field.id for field in form_profile().required_fields])
def test_attachments_alone_do_not_fill_a_required_field(field: str) -> None:
    emptied = tuple(
        evolve(section, text=RichText()) if section.field == field else section
        for section in DEMO.form.sections
    )
    assert tm.check(evolve(DEMO, form=evolve(DEMO.form, sections=emptied))).codes == ("TM201",)


def test_a_field_that_is_filled_the_second_time_is_not_called_empty() -> None:
    twice = evolve(without("solution_idea"))
    sections = (Section(field="solution_idea"), Section(field="solution_idea", text=WORDS))
    doubled = evolve(twice, form=evolve(twice.form, sections=twice.form.sections + sections))
    assert tm.check(doubled).codes == ("TM205",)


def test_an_empty_model_is_told_all_that_it_lacks_in_the_order_of_the_form() -> None:
    report = tm.check(tm.PracticeModel())
    assert report.codes == ("TM202",) * 5 + ("TM201",) * 6
    labels = [found.parameter("label") for found in report]
    assert labels[5:] == [field.label for field in form_profile().required_fields]
    assert not report.has_errors


def test_the_hint_of_an_empty_field_says_what_to_write() -> None:
    (found,) = tm.check(without("operating_environment"))
    assert found.hint("fi").startswith("Missä toimintamalli toimii")
    assert found.hint("en").startswith("Where the model works")


@settings(max_examples=80)
@given(models, st.none() | st.dates())
def test_checking_never_fails_and_changes_nothing(
    given_model: tm.PracticeModel, today: datetime.date | None
) -> None:
    report = tm.check(given_model, today=today)
    assert tm.check(given_model, today=today) == report
    assert not report.has_errors
    for language in ("fi", "sv", "en"):
        assert isinstance(report.text(language), str)
