"""Checks of a finished description: the mark "ready", the title, and what a programme expects."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

import toimintamalli as tm
from toimintamalli.model import (
    Attachment,
    Contributor,
    ContributorRole,
    Decision,
    DecisionState,
    DevelopmentStage,
    Evaluation,
    Form,
    InnokylaStage,
    Metric,
    ProgrammeData,
    Publication,
    PublicationState,
    RichText,
    RootingPlan,
    Section,
    StageRecord,
)
from toimintamalli.vocabulary import recording_points

READY, IN_DEVELOPMENT = InnokylaStage.READY, InnokylaStage.IN_DEVELOPMENT
DRAFT, PUBLISHED, WITHDRAWN = (
    Publication(state=PublicationState(state)) for state in ("draft", "published", "withdrawn")
)
PILOTED, IN_USE, ROOTED = (StageRecord(stage=stage) for stage in DevelopmentStage)
RESULTS = Section(field="evaluation_results", text=RichText.parse("78 prosenttia (n = 395)"))
METRIC = Metric(id="m", name="Viikossa hoitoon päässeet")
DEMO = tm.load(Path(tm.__file__).parent / "cli" / "demo" / "malli.yaml")


def found(model: tm.PracticeModel, *codes: str) -> list[tuple[str, str]]:
    """Return the findings of some codes, with their paths."""
    return [(one.code, one.path) for one in tm.check(model, select=codes)]


def ready(**changes: Any) -> tm.PracticeModel:
    return tm.PracticeModel(innokyla_stage=READY, **changes)


# -- marked ready -----------------------------------------------------------------------------


def test_ready_without_an_evaluation_and_its_results_is_told() -> None:
    assert found(ready(), "TM250") == [("TM250", "evaluations")]
    (one,) = tm.check(ready(), select=["TM250"])
    assert "Arvioinnin tulokset tiivistettynä" in one.message()


@pytest.mark.parametrize(
    "model",
    [
        tm.PracticeModel(),
        tm.PracticeModel(innokyla_stage=IN_DEVELOPMENT),
        ready(evaluations=(Evaluation(id="e", instrument="juurtumisvalmius"),)),
        ready(form=Form(sections=(RESULTS,))),
    ],
)
def test_an_evaluation_or_its_results_are_enough_for_the_mark(model: tm.PracticeModel) -> None:
    assert found(model, "TM250") == []


def test_an_empty_field_holds_no_results() -> None:
    empty = ready(form=Form(sections=(evolve(RESULTS, text=RichText()),)))
    assert found(empty, "TM250") == [("TM250", "evaluations")]


def test_ready_without_its_fate_is_told() -> None:
    undecided = RootingPlan(decision=Decision(state=DecisionState.NONE))
    assert found(ready(), "TM251") == [("TM251", "stages")]
    assert found(ready(rooting_plan=undecided), "TM251") == [("TM251", "stages")]


@pytest.mark.parametrize("state", [DecisionState.DECIDED, DecisionState.REJECTED])
def test_a_stage_or_any_decision_tells_the_fate(state: DecisionState) -> None:
    assert found(ready(rooting_plan=RootingPlan(decision=Decision(state=state))), "TM251") == []
    assert found(ready(stages=(PILOTED,)), "TM251") == []
    assert found(tm.PracticeModel(), "TM251") == []


@pytest.mark.parametrize(
    ("model", "codes"),
    [
        (ready(), ["TM252"]),
        (ready(stages=(PILOTED,)), ["TM252"]),
        (ready(stages=(IN_USE,)), ["TM472"]),
        (tm.PracticeModel(stages=(PILOTED, IN_USE)), ["TM472"]),
        (tm.PracticeModel(stages=(ROOTED,)), ["TM472"]),
        (tm.PracticeModel(stages=(PILOTED,)), []),
        (tm.PracticeModel(), []),
        (ready(stages=(ROOTED,), metrics=(METRIC,)), []),
        (ready(metrics=(METRIC,)), []),
    ],
)
def test_a_model_ready_or_in_use_needs_a_metric_and_is_told_once(
    model: tm.PracticeModel, codes: list[str]
) -> None:
    assert found(model, "TM252", "TM472") == [(code, "metrics") for code in codes]


def test_ready_though_not_published_is_told() -> None:
    (draft,) = tm.check(ready(publication=DRAFT), select=["TM253"])
    assert (draft.path, "Luonnos" in draft.message()) == ("publication.state", True)
    assert found(ready(publication=WITHDRAWN), "TM253") == [("TM253", "publication.state")]


@pytest.mark.parametrize(
    "model",
    [
        ready(),
        ready(publication=PUBLISHED),
        tm.PracticeModel(publication=DRAFT),
        tm.PracticeModel(publication=DRAFT, innokyla_stage=IN_DEVELOPMENT),
    ],
)
def test_a_publication_that_is_not_known_is_not_called_missing(model: tm.PracticeModel) -> None:
    assert found(model, "TM253") == []


# -- the title --------------------------------------------------------------------------------


def titled(title: str, **changes: Any) -> tm.PracticeModel:
    return tm.PracticeModel(basics=tm.BasicData(title=title), **changes)


RRP = ProgrammeData(programme="rrp", pillar="P4", investments=("I1",), counties=("kainuu",))
STATE_AND_EU = ("Muu EU-rahoitus", "Sosiaali- ja terveysministeriö (STM)")


def test_a_model_of_the_programme_without_its_code_in_the_title_is_told_what_to_add() -> None:
    (one,) = tm.check(titled("Perhetupa, Kainuun HVA", programme=RRP), select=["TM254"])
    assert (one.path, one.parameter("code")) == ("basics.title", "RRP")
    assert one.hint().endswith("(RRP, P4, I1).")


@pytest.mark.parametrize(
    "basics",
    [
        tm.BasicData(title="Perhetupa", collections=("Kainuun RRP-mallit",)),
        tm.BasicData(title="Perhetupa", collections=("Suomen kestävän kasvun ohjelman mallit",)),
        tm.BasicData(title="Perhetupa – Suomen kestävän kasvun ohjelma"),
    ],
)
def test_a_collection_or_the_title_may_tell_the_programme(basics: tm.BasicData) -> None:
    assert found(tm.PracticeModel(basics=basics), "TM254") == [("TM254", "basics.title")]


def test_the_funders_alone_only_make_it_likely() -> None:
    basics = tm.BasicData(title="Perhetupa", funders=STATE_AND_EU)
    (one,) = tm.check(tm.PracticeModel(basics=basics), select=["TM254", "TM258"])
    assert (one.code, one.severity) == ("TM258", tm.Severity.INFO)
    assert "saattaa kuulua" in one.message()
    assert all(funder in one.message() for funder in STATE_AND_EU)
    assert ("kan höra" in one.message("sv"), "may belong" in one.message("en")) == (True, True)


@pytest.mark.parametrize(
    "model",
    [
        titled("Perhetupa, Kainuun HVA (RRP, P4, I1)", programme=RRP),
        titled("Perhetupa (RRP2, P4, I1)"),
        titled("", programme=RRP),
        titled("  ", programme=RRP),
        titled("Perhetupa"),
        titled("Perhetupa", programme=ProgrammeData(programme="esr")),
        tm.PracticeModel(basics=tm.BasicData(title="Perhetupa", funders=STATE_AND_EU[:1])),
        tm.PracticeModel(
            basics=tm.BasicData(title="Perhetupa", funders=STATE_AND_EU),
            programme=ProgrammeData(programme="esr"),
        ),
    ],
)
def test_a_title_with_the_code_or_a_model_of_no_known_programme_is_fine(
    model: tm.PracticeModel,
) -> None:
    assert found(model, "TM254", "TM258") == []


def test_a_title_without_the_county_is_told_as_a_guess_that_quotes_it() -> None:
    (one,) = tm.check(titled("Pohteen perhetupa (RRP, P4, I1)"), select=["TM255"])
    assert one.message() == (
        'Nimestä saattaa puuttua hyvinvointialue: "Pohteen perhetupa (RRP, P4, I1)".'
    )


@pytest.mark.parametrize(
    "title", ["Perhetupa, Lapin HVA (RRP, P4, I1)", "Perhetupa, Helsinki (RRP)", "Perhetupa", ""]
)
def test_a_county_is_looked_for_only_in_the_titles_of_a_programme(title: str) -> None:
    assert found(titled(title), "TM255") == []


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"pillar": "P3", "investments": ()}, "pillar", "Pilari: nimessä P4, tiedoissa P3."),
        ({"investments": ("I2",)}, "investments", "nimessä I1, tiedoissa I2."),
        ({"investments": ("I1", "I4")}, "investments", "nimessä I1, tiedoissa I1, I4."),
        (
            {"counties": ("lappi",)},
            "counties",
            "nimessä Kainuun hyvinvointialue, tiedoissa Lapin hyvinvointialue.",
        ),
    ],
)
def test_a_title_that_contradicts_the_data_is_told_with_both(
    changes: dict[str, Any], field: str, words: str
) -> None:
    model = titled("Perhetupa, Kainuun HVA (RRP, P4, I1)", programme=evolve(RRP, **changes))
    (one,) = tm.check(model, select=["TM256"])
    assert (one.path, one.message().endswith(words)) == (f"programme.{field}", True)


@pytest.mark.parametrize(
    ("title", "programme"),
    [
        ("Perhetupa, Kainuun HVA (RRP, P4, I1)", RRP),
        ("Perhetupa, Kainuun HVA (RRP, P4, I1)", ProgrammeData()),
        ("Perhetupa, Kainuun HVA (RRP, P4, I1)", evolve(RRP, counties=("kainuu", "lappi"))),
        ("Perhetupa, Kainuun HVA (RRP, P4, I1)", evolve(RRP, pillar="P9", investments=("I9",))),
        ("Perhetupa, Kainuun HVA (RRP, P4, I1)", evolve(RRP, counties=("Lappi",))),
        ("Perhetupa (RRP)", RRP),
        ("Perhetupa", RRP),
        ("Perhetupa (RRP, P4, I4 ja I1)", evolve(RRP, investments=("I1", "I4"))),
    ],
)
def test_what_only_one_of_the_two_says_is_no_contradiction(
    title: str, programme: ProgrammeData
) -> None:
    assert found(titled(title, programme=programme), "TM256") == []


# -- what a programme expects -----------------------------------------------------------------

AUTHOR = Contributor(name="Maija Mallikas", organisation="Kainuun hyvinvointialue")
HELPER = Contributor(
    name="Kalle Keksitty",
    role=ContributorRole.CO_MAINTAINER,
    organisation="Kainuun hyvinvointialue",
)
FINISHED = tm.PracticeModel(
    basics=tm.BasicData(
        title="Perhetupa, Kainuun HVA (RRP, P4, I1)",
        funders=STATE_AND_EU,
        contributors=(AUTHOR, HELPER),
        collections=("Sujuvat palvelut, Kainuu",),
    ),
    programme=RRP,
    publication=PUBLISHED,
    evaluations=(Evaluation(id="e", instrument="vaikutusten-itsearviointi"),),
)
FINISHING = ("TM257", "TM259", "TM26")


def finished(**basics: Any) -> tm.PracticeModel:
    return evolve(FINISHED, basics=evolve(FINISHED.basics, **basics))


def helped_by(*organisations: str) -> tm.PracticeModel:
    helpers = (evolve(HELPER, organisation=organisation) for organisation in organisations)
    return finished(contributors=(AUTHOR, *helpers))


def test_a_finished_model_earns_no_finding() -> None:
    assert found(FINISHED, *FINISHING) == []


@pytest.mark.parametrize(
    ("funders", "missing"),
    [
        (STATE_AND_EU[:1], [STATE_AND_EU[1]]),
        (STATE_AND_EU[1:], [STATE_AND_EU[0]]),
        (("Ei erillisrahoitusta",), list(STATE_AND_EU)),
        (("NextGenerationEU", "Asutuksen STMX"), [STATE_AND_EU[1]]),
    ],
)
def test_a_funder_of_the_programme_that_is_not_named_is_told(
    funders: tuple[str, ...], missing: list[str]
) -> None:
    (one,) = tm.check(finished(funders=funders), select=["TM257"])
    assert one.path == "basics.funders"
    assert list(one.parameter("missing")) == missing  # type: ignore[arg-type]
    assert all(funder in one.message() for funder in funders)


@pytest.mark.parametrize(
    "model",
    [
        finished(funders=("EU: NextGenerationEU", "stm")),
        finished(funders=("Muu  EU-rahoitus", "Social- och hälsovårdsministeriet")),
        finished(funders=()),
        tm.PracticeModel(basics=tm.BasicData(title="Perhetupa", funders=("STEA",))),
    ],
)
def test_other_spellings_of_a_funder_count_and_other_models_have_their_own(
    model: tm.PracticeModel,
) -> None:
    assert found(model, "TM257") == []


def test_a_model_without_a_co_maintainer_is_told() -> None:
    assert found(helped_by(), *FINISHING) == [("TM259", "basics.contributors")]


def test_co_maintainers_of_another_county_are_told_as_a_guess_that_quotes_them() -> None:
    (one,) = tm.check(helped_by("Lapin hyvinvointialue", "Konsultti Oy"), select=FINISHING)
    assert one.code == "TM260"
    assert "saattaa" in one.message()
    assert "Lapin hyvinvointialue, Konsultti Oy" in one.message()


@pytest.mark.parametrize(
    "model",
    [
        helped_by("Kainuun hva"),
        helped_by("Konsultti Oy", "Kajanalands välfärdsområde"),
        helped_by(""),
        helped_by("Lapin hyvinvointialue", " "),
        evolve(helped_by("Konsultti Oy"), programme=evolve(RRP, counties=()), basics=evolve(
            helped_by("Konsultti Oy").basics, title="Perhetupa (RRP, P4, I1)"),
        ),
        finished(contributors=()),
    ],
)  # fmt: skip
def test_an_organisation_that_is_not_known_is_not_wrong(model: tm.PracticeModel) -> None:
    assert found(model, "TM259", "TM260") == []


@pytest.mark.parametrize(
    ("publication", "code", "path"),
    [
        (None, "TM261", "publication"),
        (DRAFT, "TM262", "publication.state"),
        (WITHDRAWN, "TM262", "publication.state"),
    ],
)
def test_a_publication_not_recorded_or_not_there_informs(
    publication: Publication | None, code: str, path: str
) -> None:
    (one,) = tm.check(evolve(FINISHED, publication=publication), select=FINISHING)
    assert (one.code, one.path, one.severity) == (code, path, tm.Severity.INFO)


def test_a_draft_that_is_marked_ready_is_told_of_once() -> None:
    model = evolve(FINISHED, publication=DRAFT, innokyla_stage=READY)
    assert found(model, "TM253", "TM261", "TM262") == [("TM253", "publication.state")]


def test_a_model_in_no_collection_is_told() -> None:
    assert found(finished(collections=()), *FINISHING) == [("TM263", "basics.collections")]


def test_a_missing_self_evaluation_is_told_as_a_guess_that_quotes_what_was_looked_for() -> None:
    (one,) = tm.check(evolve(FINISHED, evaluations=()), select=FINISHING)
    assert (one.code, one.path) == ("TM264", "evaluations")
    assert "Toimintamallin vaikutusten itsearviointi" in one.message()
    assert "saattaa puuttua" in one.message()
    assert "itsearvio…" in one.message()
    assert "självutvärder…" in one.message("sv")
    assert "self-evaluat…" in one.message("en")


@pytest.mark.parametrize(
    "changes",
    [
        {"evaluations": (Evaluation(id="e", instrument="oma:vaikutusten-itsearviointi"),)},
        {"form": Form(sections=(Section(text=RichText.parse("Itsearviointi on liitteenä.")),))},
        {
            "form": Form(
                sections=(Section(attachments=(Attachment(title="Vaikutusten ITSEARVIOINTI"),)),)
            )
        },
        {"basics": evolve(FINISHED.basics, attachments=(Attachment(summary="Itsearviointi."),))},
    ],
)
def test_a_self_evaluation_that_is_attached_or_spoken_of_is_not_called_missing(
    changes: dict[str, Any],
) -> None:
    assert found(evolve(FINISHED, **{"evaluations": (), **changes}), "TM264") == []


BARE = evolve(
    FINISHED,
    basics=evolve(FINISHED.basics, collections=(), contributors=(AUTHOR,)),
    publication=None,
    evaluations=(),
)


@pytest.mark.parametrize(
    "model",
    [
        evolve(BARE, innokyla_stage=IN_DEVELOPMENT),
        evolve(BARE, innokyla_stage=IN_DEVELOPMENT, stages=(PILOTED,)),
        evolve(BARE, basics=tm.BasicData(title=BARE.basics.title)),
        evolve(BARE, programme=ProgrammeData(), basics=evolve(BARE.basics, title="Perhetupa")),
    ],
    ids=["in development", "piloted only", "a page of the path", "of no programme"],
)
def test_the_finish_is_not_asked_of_a_model_that_has_time_or_of_another(
    model: tm.PracticeModel,
) -> None:
    assert found(model, *FINISHING) == []


@pytest.mark.parametrize(
    "model",
    [
        BARE,
        evolve(BARE, innokyla_stage=READY),
        evolve(BARE, innokyla_stage=IN_DEVELOPMENT, stages=(IN_USE,)),
    ],
)
def test_the_finish_is_asked_of_a_model_that_is_ready_or_in_use_or_does_not_tell(
    model: tm.PracticeModel,
) -> None:
    codes = [code for code, _ in found(model, *FINISHING)]
    assert codes == ["TM259", "TM261", "TM263", "TM264"]


# -- what must be recorded --------------------------------------------------------------------

ALL_POINTS = (
    "Palvelujohtaja vastaa mallista, ja sen rahoitus on varattu. "
    "Malli otettiin käyttöön vaiheittain."
)


def conditions(text: str, **changes: Any) -> tm.PracticeModel:
    section = Section(field="conditions_of_use", text=RichText.parse(text))
    return tm.PracticeModel(form=Form(sections=(section,)), **changes)


def points_of(model: tm.PracticeModel) -> list[object]:
    return [one.parameter("point") for one in tm.check(model, select=["TM265"])]


def test_each_point_that_the_text_may_not_tell_of_is_a_guess_that_quotes_the_words() -> None:
    model = conditions("Palvelujohtaja vastaa mallista.")
    named = {point.id: point.name for point in recording_points()}
    assert points_of(model) == [named[one] for one in ("resources", "taken-into-use", "process")]
    first = next(iter(tm.check(model, select=["TM265"])))
    assert (first.path, first.severity) == ("form.sections[0].text", tm.Severity.INFO)
    assert "saattaa puuttua" in first.message()
    assert "resurs…, osaami…" in first.message()
    assert "kompetens…" in first.message("sv")


def test_a_text_that_tells_of_all_five_points_earns_no_finding() -> None:
    assert points_of(conditions(ALL_POINTS)) == []
    assert points_of(conditions(ALL_POINTS.upper())) == []


@pytest.mark.parametrize(
    "text",
    [
        "Direktören ansvarar. Resurserna är säkrade. Modellen är i bruk. Processen har tre steg.",
        "Management leads it. Staff and tools are there. It is in use. The steps are planned.",
    ],
)
def test_the_text_may_be_in_swedish_or_english(text: str) -> None:
    assert points_of(conditions(text)) == []


@pytest.mark.parametrize(
    "model",
    [
        tm.PracticeModel(),
        conditions(""),
        conditions("Ei mitään.", rooting_plan=RootingPlan()),
        tm.PracticeModel(form=Form(sections=(Section(field="needs", text=RESULTS.text),))),
    ],
    ids=["no form", "no text", "a plan that tells", "another field"],
)
def test_where_there_is_no_text_or_a_plan_nothing_is_guessed(model: tm.PracticeModel) -> None:
    assert points_of(model) == []


def test_hostile_texts_break_nothing() -> None:
    for text in ("\ud800", "a" * 200_000, "RRP " * 20_000, "\x00", "(" * 5_000):
        basics = tm.BasicData(title=text, funders=(text,), collections=(text,), contributors=(
            evolve(HELPER, organisation=text),
        ))  # fmt: skip
        report = tm.check(evolve(conditions(text), basics=basics, programme=RRP))
        assert "TM920" not in report.codes
        assert isinstance(report.text(), str)
