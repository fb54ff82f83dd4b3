"""Redaction: people become roles, and what is not for an audience is left out."""

from __future__ import annotations

import datetime
import json
import pickle
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings

import toimintamalli as tm
from toimintamalli.diagnostics import Diagnostic
from toimintamalli.model import (
    Answer,
    Attachment,
    BasicData,
    Board,
    Contributor,
    ContributorRole,
    CustomField,
    CustomMapping,
    Evaluation,
    Evaluator,
    Evidence,
    EvidenceKind,
    Link,
    Metric,
    Note,
    NoteKind,
    Observation,
    Paragraph,
    PlanReview,
    PracticeModel,
    Relation,
    RelationKind,
    RichText,
    Risk,
    RootingPlan,
    Section,
    Suppression,
    Task,
    UnplacedReason,
    UnplacedText,
)
from toimintamalli.model.traversal import texts_of
from toimintamalli.personal_data import PersonalDataKind, PersonNames, find_personal_data
from toimintamalli.privacy import redact
from toimintamalli.testing import strategies
from toimintamalli.testing._planted import EMAIL, NAME, PLANTED, Planter, planted_model
from toimintamalli.text import Language

HERE = Path(__file__)
models = strategies.practice_models()
DEMO = tm.load(Path(tm.__file__).parent / "cli" / "demo" / "malli.yaml")
FULL = planted_model()
OTHERS = ("partners", "public")
DAY = datetime.date(2025, 3, 1)

each_audience = pytest.mark.parametrize("audience", OTHERS)


def person(name: str = NAME, **settings: Any) -> Contributor:
    return Contributor(name=name, **{"organisation": "Lapin hyvinvointialue", **settings})


def model_of(*people: Contributor, summary: str = "", **parts: Any) -> PracticeModel:
    return PracticeModel(basics=BasicData(summary=summary, contributors=people), **parts)


def summary_of(text: str, *people: Contributor, **settings: Any) -> str:
    made = redact(evolve(model_of(*people, summary=text), **settings), "public")
    return made.subject.basics.summary


def everything(subject: Any) -> str:
    """All that a redacted subject says, in documents and to a programmer."""
    parts = subject.models if isinstance(subject, tm.Portfolio) else (subject,)
    dumped = [tm.dumps(part, format=form) for part in parts for form in ("yaml", "json")]
    return "\n".join([*dumped, repr(subject)])


def told(report: tm.Report, code: str) -> list[tuple[str, object]]:
    return [(one.path, one.parameter("count")) for one in report if one.code == code]


# -- nothing of a person is left -------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Virtasen ja Virtaselle", "[kuvauksen tekijä, Lapin hyvinvointialue] ja [kuvauksen"),
        ("Soita 040 123 4567 heti.", "Soita [puhelinnumero poistettu] heti."),
        ("Koodi 131052-308T.", "Koodi [henkilötunnus poistettu]."),
        ("Salasana: Keksitty-1", "Salasana: [salasana poistettu]"),
    ],
)
def test_every_kind_of_personal_data_becomes_what_it_was(text: str, left: str) -> None:
    assert summary_of(text, person("Aino Virtanen")).startswith(left)


@pytest.mark.parametrize(
    "word", ["avirtanen", "ainovirtanen", "virtanena", "ainov", "aino.virtanen"]
)
def test_an_address_with_a_name_written_together_is_left_out(word: str) -> None:
    link = Attachment(title="Liite", address=f"https://esimerkki.fi/~{word}/malli.pdf")
    model = model_of(person("Aino Virtanen"))
    model = evolve(model, basics=evolve(model.basics, attachments=(link,)))
    assert redact(model, "public").subject.basics.attachments[0].address == ""


def test_the_sign_that_may_end_a_password_goes_with_it() -> None:
    assert summary_of("Salasana: Keksitty-1!") == "Salasana: [salasana poistettu]"


def test_a_password_on_the_line_after_its_label_is_taken_out() -> None:
    text = RichText.parse("## Salasana:\n\nkeksitty\n\nSalasana:\n\n- toinenkin")
    model = PracticeModel(form=tm.Form(sections=(Section(heading="Ohje", text=text),)))
    plain = redact(model, "public").subject.form.sections[0].text.plain
    assert "keksitty" not in plain
    assert "toinenkin" not in plain


def test_the_planted_model_has_the_values_in_every_record() -> None:
    planter = Planter()
    planter.record(PracticeModel)
    names = [getattr(tm.model, name) for name in tm.model.__all__]
    records = {one for one in names if isinstance(one, type) and issubclass(one, tm.model.Record)}
    assert planter.records == records - {tm.model.Record}


@each_audience
def test_nothing_planted_in_any_text_of_any_record_is_left(audience: str) -> None:
    redacted = redact(FULL, audience)
    said = everything(redacted.subject).casefold()
    for _, planted in PLANTED:
        assert planted.casefold() not in said
    assert "mallikas" not in said
    assert tm.loads(tm.dumps(redacted.subject)) == redacted.subject


@each_audience
def test_looking_again_finds_nothing(audience: str) -> None:
    names = PersonNames(one.name for one in FULL.basics.contributors)
    redacted = redact(FULL, audience).subject
    assert [path for path, text in texts_of(redacted) if find_personal_data(text, names)] == []


@each_audience
def test_the_report_tells_kinds_places_and_counts_but_never_what_stood_there(
    audience: str,
) -> None:
    report = redact(FULL, audience).report
    forms = [str(report.text(language)) for language in Language]
    forms += [repr(report), json.dumps([repr(one) for one in report])]
    forms += [f"{one.hint(lang)}{one.why(lang)}{one.place}" for one in report for lang in Language]
    said = "\n".join(forms)
    for _, planted in PLANTED:
        assert planted not in said
    assert "Mallikas" not in said
    assert NAME.encode() not in pickle.dumps(report)
    places = {one.path for one in report if one.code == "TM510"}
    assert {"basics.title", "form.sections[0].text", "metrics[1].definition"} <= places


@each_audience
@settings(max_examples=60)
@given(models)
def test_any_model_can_be_redacted_and_no_contributor_is_left(
    audience: str, given_model: Any
) -> None:
    redacted = redact(given_model, audience).subject
    sought = PersonNames(
        one.name for one in given_model.basics.contributors if one.name_public is not True
    )
    allowed = {one.name.strip() for one in redacted.basics.contributors}
    for path, text in texts_of(redacted):
        if not path.endswith(".name") or not path.startswith("basics.contributors"):
            found = find_personal_data(text, PersonNames(set(sought.names) - allowed))
            assert found == (), path
    assert redact(given_model, "internal").subject is given_model


@each_audience
@settings(max_examples=30)
@given(models)
def test_redacting_again_changes_nothing(audience: str, given_model: Any) -> None:
    once = redact(given_model, audience).subject
    assert redact(once, audience).subject == once


def test_the_model_that_was_given_stays_as_it_was() -> None:
    before = tm.dumps(FULL)
    redact(FULL, "public")
    assert tm.dumps(FULL) == before


# -- what stands in the place of a name ------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "instead"),
    [
        (ContributorRole.AUTHOR, "[kuvauksen tekijä, Lapin hyvinvointialue]"),
        (ContributorRole.CO_MAINTAINER, "[kuvauksen ylläpitäjä, Lapin hyvinvointialue]"),
        (ContributorRole.DEVELOPER, "[kehittäjä, Lapin hyvinvointialue]"),
        (ContributorRole.CONTACT, "[yhteyshenkilö, Lapin hyvinvointialue]"),
    ],
)
def test_a_name_becomes_the_role_and_the_organisation(role: ContributorRole, instead: str) -> None:
    assert summary_of(f"Kysy: {NAME}.", person(role=role)) == f"Kysy: {instead}."


def test_the_words_are_in_the_language_of_the_model() -> None:
    swedish = {"language": Language.SWEDISH}
    text = summary_of(f"Fråga {NAME}. Skriv: {EMAIL}", person(organisation=""), **swedish)
    assert text == "Fråga [beskrivningens upphovsperson]. Skriv: [e-postadress borttagen]"


def test_an_organisation_that_holds_personal_data_is_not_named() -> None:
    assert summary_of(NAME, person(organisation=f"Tmi {NAME}")) == "[kuvauksen tekijä]"


def test_a_name_that_may_mean_two_people_is_not_told_apart() -> None:
    people = (person(), person(role=ContributorRole.CONTACT))
    assert summary_of(NAME, *people) == "[nimi poistettu]"


def test_a_name_that_is_given_beside_the_contributors_is_removed_too() -> None:
    model = model_of(summary="Potilas Väinö Keksitty kiitti.")
    redacted = redact(model, "public", names=["Väinö Keksitty"]).subject
    assert redacted.basics.summary == "Potilas [nimi poistettu] kiitti."


@pytest.mark.parametrize(
    "name", ["Nimi Poistettu", "Kehittäjä", "Kuvauksen Tekijä", "Tunniste", "x"]
)
def test_a_person_who_is_called_like_the_words_hinders_nothing(name: str) -> None:
    evaluation = Evaluation(id=name, instrument="a", evaluators=(Evaluator(id="mm"),))
    summary = f"Kysy: {name} Tekijä Nimi Arvioija."
    for role in ContributorRole:
        model = model_of(person(name, role=role), summary=summary, evaluations=(evaluation,))
        made = redact(model, "partners").subject
        assert find_personal_data(made.basics.summary, PersonNames([name])) == ()


def test_official_names_and_codes_stay() -> None:
    title = "Etävastaanotto, Kainuun HVA (RRP, P4, I1)"
    people = (person("Matti Esimerkki"), person("Kainuun hyvinvointialue"))
    basics = BasicData(
        title=title,
        locations=("Kainuun hyvinvointialue", "Lahti"),
        funders=("Sosiaali- ja terveysministeriö (STM)",),
        contributors=people,
    )
    model = evolve(DEMO, basics=basics)
    redacted = redact(model, "public").subject
    assert (redacted.basics.title, redacted.basics.locations) == (title, basics.locations)
    assert redacted.basics.funders == basics.funders
    assert redacted.programme == DEMO.programme
    assert [one.name for one in redacted.basics.contributors] == ["", "Kainuun hyvinvointialue"]


def test_somebody_with_the_surname_of_a_contributor_is_not_taken_for_them() -> None:
    model = model_of(person(), summary="Kysy: Aaro Mallikas.")
    redacted = redact(model, "public", names=["Aaro Mallikas"]).subject
    assert redacted.basics.summary == "Kysy: [nimi poistettu]."


# -- names that may be published -------------------------------------------------------------


@each_audience
def test_a_name_whose_publication_is_recorded_stays_and_is_told(audience: str) -> None:
    model = model_of(person(name_public=True), summary=f"Kysy: {NAME}, {EMAIL}.")
    redacted = redact(model, audience)
    assert redacted.subject.basics.contributors[0].name == NAME
    assert redacted.subject.basics.summary == f"Kysy: {NAME}, [sähköposti poistettu]."
    assert told(redacted.report, "TM513") == [("basics.contributors", 1)]


@pytest.mark.parametrize("permission", [None, False])
def test_a_name_of_which_nothing_is_recorded_is_not_published(permission: bool | None) -> None:
    model = model_of(person(name_public=permission), summary=NAME)
    redacted = redact(model, "public")
    assert redacted.subject.basics.contributors == (person("", name_public=permission),)
    assert told(redacted.report, "TM513") == []


def test_a_published_name_holds_nothing_but_the_name() -> None:
    people = (
        person("Väinö Keksitty"),
        person(f"{NAME}, {EMAIL}", name_public=True),
        person(f"{NAME} ja Väinö Keksitty", name_public=True),
    )
    redacted = redact(model_of(*people), "public").subject
    assert [one.name for one in redacted.basics.contributors] == ["", "", ""]


def test_one_refusal_is_enough() -> None:
    people = (person(name_public=True), person(name_public=False, role=ContributorRole.CONTACT))
    redacted = redact(model_of(*people, summary=NAME), "public").subject
    assert NAME not in everything(redacted)


# -- rich text, addresses, fields of one's own -----------------------------------------------


def section_of(*content: str | Link, **settings: Any) -> RichText:
    text = RichText((Paragraph(content),))
    form = tm.Form(sections=(Section(field="needs", text=text),))
    redacted = redact(model_of(person(**settings), form=form), "public").subject
    return redacted.form.sections[0].text


def test_a_name_that_stretches_over_a_link_is_seen_as_one() -> None:
    text = section_of("Kysy: Maija ", Link("Mallikas", "https://a.fi"), " pian.", organisation="")
    assert text.markup == "Kysy: [kuvauksen tekijä] pian."


def test_other_links_stay() -> None:
    text = section_of("Katso ", Link("ohje", "https://a.fi"), f" tai {NAME}.", organisation="")
    assert text.markup == "Katso [ohje](https://a.fi) tai [kuvauksen tekijä]."


@pytest.mark.parametrize(
    "address",
    [
        f"mailto:{EMAIL}",
        "https://a.fi/maija-mallikas",
        "https://a.fi/Mallikas_Maija.pdf",
        "https://a.fi/Maija%20Mallikas",
        "https://a.fi/maijamallikas/1",
    ],
)
def test_an_address_that_names_a_person_is_no_link_any_more(address: str) -> None:
    assert section_of("Katso ", Link("tästä", address)).markup == "Katso tästä"
    assert section_of("Katso ", Link(address, address)).markup == "Katso"
    model = model_of(person(), form=tm.Form())
    basics = evolve(model.basics, attachments=(Attachment(title="Ohje", address=address),))
    redacted = redact(evolve(model, basics=basics), "public")
    assert redacted.subject.basics.attachments == (Attachment(title="Ohje"),)
    assert ("basics.attachments[0].address", 1) in told(redacted.report, "TM510")


def test_the_name_of_a_file_that_names_a_person_goes_too() -> None:
    text = summary_of("Liite Maija_Mallikas_CV.pdf", person())
    assert text.startswith("Liite [")
    assert "Mallikas" not in text


def test_fields_of_ones_own_are_for_partners_only_and_without_people() -> None:
    own = CustomField(f"x-{NAME}", CustomMapping(((EMAIL, (NAME, 3)), ("muu", "Terve"))))
    model = evolve(model_of(person(organisation="")), custom=(own,))
    assert redact(model, "public").subject.custom == ()
    (kept,) = redact(model, "partners").subject.custom
    assert kept.name == "x-tunniste-1"
    inner = (("tunniste-1", ("[kuvauksen tekijä]", 3)), ("muu", "Terve"))
    assert kept.value == CustomMapping(inner)


# -- identifiers -----------------------------------------------------------------------------


def test_an_identifier_that_names_a_person_becomes_the_same_number_everywhere() -> None:
    plan = RootingPlan(
        tasks=(Task(id="Mallikas-1", what="Kouluta"), Task(id="koulutus", what="Kerro")),
        reviews=(PlanReview(date=DAY, metric="jono-maija", task="Mallikas-1"),),
    )
    evidence = Evidence(kind=EvidenceKind.METRIC, address="jono-maija")
    metric = Metric(id="jono-maija", name="Jono", task="Mallikas-1")
    evaluation = Evaluation(
        id="1",
        instrument="a",
        evaluators=(Evaluator(id="mm"),),
        answers=(Answer(criterion="b", evaluator="mm", evidence=(evidence,)),),
    )
    model = model_of(person(), rooting_plan=plan, metrics=(metric,), evaluations=(evaluation,))
    redacted = redact(model, "partners").subject
    new_plan = redacted.rooting_plan
    assert new_plan is not None
    task, other = new_plan.tasks
    assert (task.id.partition("-")[0], other.id) == ("tunniste", "koulutus")
    assert redacted.metrics[0].task == new_plan.reviews[0].task == task.id
    (answer,) = redacted.evaluations[0].answers
    assert answer.evidence[0].address == new_plan.reviews[0].metric == redacted.metrics[0].id
    assert answer.evaluator == redacted.evaluations[0].evaluators[0].id == "arvioija-1"
    assert redacted.metrics[0].id != task.id


def test_a_new_identifier_never_equals_one_that_is_there() -> None:
    plan = RootingPlan(tasks=tuple(Task(id=one, what="a") for one in ("tunniste-1", "maija")))
    new_plan = redact(model_of(person(), rooting_plan=plan), "public").subject.rooting_plan
    assert new_plan is not None
    assert [task.id for task in new_plan.tasks] == ["tunniste-1", "tunniste-2"]


def test_codes_of_evaluators_are_numbers_whatever_they_were() -> None:
    evaluators = (Evaluator(id="MM"), Evaluator(id="KK"))
    answers = tuple(Answer(criterion="a", evaluator=one.id) for one in reversed(evaluators))
    evaluation = Evaluation(id="1", instrument="a", evaluators=evaluators, answers=answers)
    (made,) = redact(PracticeModel(evaluations=(evaluation,)), "partners").subject.evaluations
    assert [one.id for one in made.evaluators] == ["arvioija-1", "arvioija-2"]
    assert [one.evaluator for one in made.answers] == ["arvioija-2", "arvioija-1"]


# -- what is left out ------------------------------------------------------------------------

WORKING = PracticeModel(
    basics=BasicData(title="Perhetupa"),
    form=tm.Form(
        unplaced=(UnplacedText(text=RichText.parse("Irti"), reason=UnplacedReason.OUTSIDE_FORM),)
    ),
    rooting_plan=RootingPlan(what="Tupa", risks=(Risk(what="Rahat loppuvat"),)),
    boards=(Board(id="1", notes=(Note(id="a", kind=NoteKind.RISK, text="Kiire"),)),),
    relations=(Relation(other="toinen", kind=RelationKind.DISTINCT, reason="Eri asia"),),
    suppressions=(Suppression(code="TM202", reason="Kesken"),),
    custom=(CustomField("x-muistio", "Sisäinen"),),
)


def test_partners_are_given_what_is_unfinished_doubtful_or_internal() -> None:
    redacted = redact(WORKING, "partners")
    assert redacted.subject == WORKING
    assert len(redacted.report) == 0


def test_the_public_is_given_what_is_meant_to_be_read_and_told_what_is_left_out() -> None:
    redacted = redact(WORKING, "public")
    plan = RootingPlan(what="Tupa")
    assert redacted.subject == PracticeModel(basics=WORKING.basics, rooting_plan=plan)
    assert told(redacted.report, "TM511") == [
        ("custom", 1),
        ("form.unplaced", 1),
        ("rooting_plan.risks", 1),
        ("boards", 1),
        ("relations", 1),
        ("suppressions", 1),
    ]


def evaluation_of(size: int, **settings: Any) -> Evaluation:
    answers = (
        Answer(criterion="a", evaluator="1", level="x", reason="Minusta"),
        Answer(criterion="a", level="y", reason="Yhdessä"),
    )
    evaluators = (Evaluator(id="1"),)
    given = {"participants": size, "evaluators": evaluators, "answers": answers, **settings}
    return Evaluation(id="1", instrument="a", date=DAY, **given)


def test_the_public_is_given_only_what_a_large_group_answered_as_one() -> None:
    model = PracticeModel(evaluations=(evaluation_of(5),))
    redacted = redact(model, "public")
    (made,) = redacted.subject.evaluations
    assert (made.participants, made.evaluators) == (5, ())
    assert [(one.level, one.evaluator) for one in made.answers] == [("y", None)]
    assert told(redacted.report, "TM511") == [
        ("evaluations[0].evaluators", 1),
        ("evaluations[0].answers", 1),
    ]


@pytest.mark.parametrize("size", [None, 0, 1, 4])
def test_a_group_that_is_small_or_of_unknown_size_is_hidden(size: int | None) -> None:
    model = PracticeModel(evaluations=(evaluation_of(0, participants=size),))
    redacted = redact(model, "public")
    (made,) = redacted.subject.evaluations
    assert (made.participants or 0, made.answers, made.date) == (0, (), DAY)
    assert ("evaluations[0].answers", 1) in told(redacted.report, "TM512")


def test_numbers_of_small_groups_are_hidden_from_the_public() -> None:
    small, large, unknown = (Observation(date=DAY, value=50.0, n=n) for n in (4, 5, None))
    metric = Metric(id="a", name="a", baseline=small, observations=(small, large, unknown))
    redacted = redact(PracticeModel(metrics=(metric,)), "public")
    (made,) = redacted.subject.metrics
    assert (made.baseline, made.observations) == (None, (large, unknown))
    assert told(redacted.report, "TM512") == [
        ("metrics[0].baseline", 1),
        ("metrics[0].observations", 1),
    ]


# -- portfolios ------------------------------------------------------------------------------


@each_audience
def test_a_person_of_one_model_is_left_in_no_other_and_in_no_file_name(audience: str) -> None:
    other = "Väinö Keksitty"
    portfolio = tm.Portfolio(
        title=f"Mallit, {NAME}",
        models=(
            model_of(person(), summary=f"{other} auttoi."),
            model_of(person(other, organisation="Kunta"), summary=f"{NAME} auttoi."),
        ),
        problems=tm.Report([Diagnostic(code="TM111", severity=tm.Severity.ERROR, source=NAME)]),
        sources=(f"{NAME}.yaml", "b.yaml"),
    )
    redacted = redact(portfolio, audience)
    said = everything(redacted.subject) + repr(redacted.report)
    assert NAME not in said
    assert other not in said
    first, second = redacted.subject.models
    assert first.basics.summary == "[toisen kuvauksen henkilö, Kunta] auttoi."
    assert "Lapin hyvinvointialue" in second.basics.summary
    assert (redacted.subject.sources, len(redacted.subject.problems)) == ((), 0)
    assert told(redacted.report, "TM511")[:2] == [("problems", 1), ("sources", 2)]
    assert ("models[1].basics.summary", 1) in told(redacted.report, "TM510")


def test_models_still_tell_of_each_other() -> None:
    by_id = evolve(model_of(person()), id="tupa-mallikas")
    by_title = evolve(model_of(), basics=BasicData(title=f"Tupa, {NAME}"))
    relations = tuple(
        Relation(other=other, kind=RelationKind.DISTINCT)
        for other in ("tupa-mallikas", f"Tupa, {NAME}", "muualla")
    )
    third = PracticeModel(relations=relations)
    one, two, three = redact(
        tm.Portfolio(models=(by_id, by_title, third)), "partners"
    ).subject.models
    assert [relation.other for relation in three.relations] == [one.id, two.basics.title, "muualla"]
    assert NAME not in everything(two)


@each_audience
def test_single_answers_are_never_in_a_portfolio(audience: str) -> None:
    model = PracticeModel(evaluations=(evaluation_of(5),))
    (made,) = redact(tm.Portfolio(models=(model,)), audience).subject.models
    assert [one.evaluator for one in made.evaluations[0].answers] == [None]


def test_a_name_that_one_model_may_publish_is_not_published_by_another() -> None:
    models_ = (
        model_of(person(name_public=True), summary=NAME),
        model_of(summary=f"{NAME} auttoi."),
    )
    first, second = redact(tm.Portfolio(models=models_), "public").subject.models
    assert first.basics.summary == NAME
    assert second.basics.summary == "[toisen kuvauksen henkilö, Lapin hyvinvointialue] auttoi."


def test_long_and_hostile_texts_take_no_longer_than_their_length() -> None:
    summary = f"Kysy {NAME}. Posti: {EMAIL}. Tiedosto: maija_mallikas.pdf. [x] " * 5_000
    text = redact(model_of(person(), summary=summary), "public").subject.basics.summary
    assert text.count("[kuvauksen tekijä, Lapin hyvinvointialue]. Posti: [sähkö") == 5_000
    assert "mallikas" not in text.casefold()


# -- safe by default -------------------------------------------------------------------------


def test_what_is_still_found_after_redaction_stops_everything(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        "toimintamalli.privacy._redactor.Redactor.text", lambda self, text, path="": text
    )
    with pytest.raises(tm.RedactionError) as caught:
        redact(model_of(person(), summary=f"Kysy: {NAME}"), "public")
    assert [(one.code, one.path) for one in caught.value.report] == [("TM515", "basics.summary")]
    assert NAME not in str(caught.value) + repr(caught.value.report)


def test_an_audience_that_is_not_there_is_refused() -> None:
    with pytest.raises(tm.OptionError, match="public"):
        redact(DEMO, "kaikki")


def test_what_is_told_first_is_what_kind_it_was() -> None:
    (found,) = redact(model_of(summary=EMAIL), "public").report
    assert found.message("en") == "E-mail address was replaced or removed (1)."
    assert found.message("sv") == "E-postadress ersattes eller togs bort (1)."
    assert PersonalDataKind.EMAIL in {kind for kind, _ in PLANTED}
