"""The sheet of an evaluation: what it asks, and whose answers come back into which evaluation."""

from __future__ import annotations

import datetime
import runpy
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from pypdf import PdfReader

import toimintamalli as tm
from toimintamalli.errors import OptionError
from toimintamalli.instruments import DEFAULT_INSTRUMENT, get_instrument
from toimintamalli.model import (
    Answer,
    AnswerState,
    Evaluation,
    Evaluator,
    EvaluatorRole,
    Evidence,
    EvidenceKind,
    PracticeModel,
)
from toimintamalli.testing import strategies
from toimintamalli.text import Language
from toimintamalli_pdf.layout import Bullets, Heading, PageBreak, Paragraph, Table
from toimintamalli_pdf.sheets._evaluation import EvaluationPart, shown_evaluation
from toimintamalli_pdf.sheets._shown import Shown
from toimintamalli_pdf.tagging import writable_text

ROOT = Path(__file__).parents[3]
MODELS = sorted((ROOT / "examples" / "models").glob("*.yaml"))
SITE = runpy.run_path(str(ROOT / "tests" / "plugin_site.py"))["plugin_site"]
SHEETS = runpy.run_path(str(Path(__file__).with_name("sheets.py")))
texts_of, returned, HOSTILE = SHEETS["texts_of"], SHEETS["returned"], SHEETS["HOSTILE"]
FILES = runpy.run_path(str(Path(__file__).with_name("files.py")))
file_of, filled, read = partial(SHEETS["file_of"], "arviointi"), FILES["filled"], SHEETS["read"]

READINESS = "juurtumisvalmius"
SETS = [DEFAULT_INSTRUMENT, READINESS, "kuvauksen-arviointi"]
START = "arviointi_answers_"
UNDERSTANDING, DECISION = "shared-understanding", "decision-made"
RESOURCES = "responsibilities-and-resources"

# A set that another package brings: two scales, and names of every kind.
TINY = """
id = "laatu"
version = "2"
title = { fi = "Pieni laatumittari", sv = "Liten kvalitetsmätare", en = "Small quality set" }
asks = ["date"]

[provenance]
status = "own"
source = "Testi"
read = 2026-11-30

[[scales]]
id = "yes-no"
points_provenance = { status = "own", source = "Testi", read = 2026-11-30 }
levels = [
  { id = "no", label = { fi = "ei", sv = "nej", en = "no" }, points = 0, side = "disagree" },
  { id = "yes", label = { fi = "kyllä", sv = "ja", en = "yes" }, points = 1, side = "agree" },
]

[[scales]]
id = "three"
points_provenance = { status = "own", source = "Testi", read = 2026-11-30 }
levels = [
  { id = "low", label = { fi = "vähän", sv = "lite", en = "a little" }, points = 0, side = "disagree" },
  { id = "some", label = { fi = "jonkin verran", sv = "något", en = "somewhat" }, points = 1 },
  { id = "high", label = { fi = "paljon", sv = "mycket", en = "a lot" }, points = 2, side = "agree" },
]

[[themes]]
id = "first"
title = { fi = "Alku", sv = "Början", en = "Beginning" }

[[themes]]
id = "second"
title = { fi = "Loppu", sv = "Slut", en = "End" }

[[criteria]]
id = "is-used"
theme = "first"
scale = "yes-no"
question = { fi = "Malli on käytössä", sv = "Modellen används", en = "The model is in use" }

[[criteria]]
id = "helps"
theme = "second"
scale = "three"
question = { fi = "Malli auttaa", sv = "Modellen hjälper", en = "The model helps" }
"""  # noqa: E501 - tables of TOML stand on one line

BLANK = SHEETS["BLANK"]


def evaluation(*answers: Answer, **about: Any) -> Evaluation:
    told = {"id": "kevat", "instrument": READINESS, "instrument_version": "2025-02-10", **about}
    return Evaluation(answers=answers, **told)


def model_of(*evaluations: Evaluation) -> PracticeModel:
    return evolve(BLANK, evaluations=evaluations)


MEETING = Evidence(kind=EvidenceKind.DOCUMENT, title="Johtoryhmän muistio")
FIRST = Answer(criterion=UNDERSTANDING, level="met", evaluator="A1", evidence=(MEETING,))
LATER = Answer(
    criterion=DECISION,
    state=AnswerState.CANNOT_YET,
    evaluator="A1",
    reason="Lautakunta kokoontuu kesäkuussa.",
    assessable_from=datetime.date(2025, 6, 1),
)
ONE = model_of(
    evaluation(
        FIRST,
        LATER,
        date=datetime.date(2025, 2, 20),
        evaluators=(Evaluator(id="A1", role=EvaluatorRole.PEER),),
    )
)
OF_ONE = Shown(instrument=READINESS, evaluation="kevat", evaluator="A1")


@pytest.fixture
def tiny(tmp_path: Path) -> Iterator[str]:
    """A set of another package, while it is installed."""
    with SITE(tmp_path) as site:
        site.install_sets("oma-paketti", {"laatu": TINY})
        yield "laatu"


def field(criterion: str, name: str = "answer") -> str:
    return f"{START}{criterion}_{name}"


def filled_by(who: str, blank: bytes, level: str = "kesken") -> bytes:
    """A file with the answer of somebody."""
    return filled(blank, {f"{START}evaluator": who, field(UNDERSTANDING): level})


def sheet(model: PracticeModel, shown: Shown = OF_ONE, **options: Any) -> EvaluationPart:
    made = SHEETS["sheet_of"](
        EvaluationPart, "arviointi", model, part="answers", shown=shown, **options
    )
    assert isinstance(made, EvaluationPart)
    return made


def only(model: PracticeModel) -> Evaluation:
    (one,) = model.evaluations
    return one


# -- what is asked ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("language", Language)
def test_every_theme_begins_a_page_and_asks_its_criteria_in_order(
    name: str, language: Language
) -> None:
    parts = list(sheet(BLANK, Shown(instrument=name), language=language).parts())
    known = get_instrument(name)
    asked = []
    for theme in known.themes:
        at = parts.index(Heading(text=theme.title.get(language)))
        assert parts[at - 1] == PageBreak()
        table = next(part for part in parts[at:] if isinstance(part, Table))
        asked += [row[0].strong for row in table.rows]
        names = [cell.name for row in table.rows for cell in row[1:]]
        assert names == [
            field(criterion.id, name)
            for criterion in known.criteria_of(theme)
            for name in ("answer", "reason", "evidence")
        ]
    assert asked == [
        criterion.question.get(language)
        for theme in known.themes
        for criterion in known.criteria_of(theme)
    ]


@pytest.mark.parametrize("language", Language)
def test_the_key_tells_every_level_and_the_two_other_answers(language: Language) -> None:
    parts = list(sheet(BLANK, Shown(instrument=READINESS), language=language).parts())
    (scale,) = get_instrument(READINESS).scales
    levels, states = (part.items for part in parts if isinstance(part, Bullets))
    assert levels == tuple(
        f"{level.label.get(language)}: {level.meaning.get(language)}"
        for level in scale.levels
        if level.meaning
    )
    names = {"fi": "Ei voida vielä arvioida", "sv": "Kan inte ännu bedömas"}
    assert states[0].startswith(f"{names.get(language, 'Cannot be assessed yet')}: ")
    assert len(states) == 2


def test_each_of_several_scales_has_a_key_of_its_own(tiny: str) -> None:
    parts = list(sheet(BLANK, Shown(instrument=tiny)).parts())
    keys = [part.items for part in parts if isinstance(part, Bullets)]
    assert keys[:2] == [("ei", "kyllä"), ("vähän", "jonkin verran", "paljon")]
    titles = [part.text for part in parts if isinstance(part, Paragraph) and part.strong]
    assert titles == ["ei – kyllä", "vähän – paljon", "Muut vastaukset"]


def test_a_criterion_offers_the_levels_of_its_own_scale_and_the_two_other_answers(
    tiny: str,
) -> None:
    places = {place.name: place for place in sheet(BLANK, Shown(instrument=tiny)).places()}
    offered = {
        name: [one.get(Language.FINNISH) for one in place.choices]
        for name, place in places.items()
        if name.endswith("_answer")
    }
    assert offered == {
        field("is-used"): ["ei", "kyllä", "Ei voida vielä arvioida", "Ei koske"],
        field("helps"): [
            "vähän", "jonkin verran", "paljon", "Ei voida vielä arvioida", "Ei koske",
        ],
    }  # fmt: skip


def test_the_round_is_asked_as_the_set_asks_it(tiny: str) -> None:
    def asked(name: str) -> list[str]:
        names = [place.name for place in sheet(BLANK, Shown(instrument=name)).places()]
        return [one.removeprefix(START) for one in names if one.count("_") == 2]

    assert asked(tiny) == ["date", "evaluator", "role"]
    assert asked(READINESS) == [
        "participants", "county-represented", "unit", "date", "evaluator", "role",
    ]  # fmt: skip


def test_a_sheet_with_the_answers_of_somebody_says_whose_and_asks_only_the_role() -> None:
    made = sheet(ONE)
    assert Paragraph(text="Arvioija: A1") in list(made.parts())
    texts = texts_of(made)
    assert f"{START}evaluator" not in texts
    assert texts[f"{START}role"] == "Vertaisarvioija"
    assert texts[field(UNDERSTANDING)] == "täyttyy"
    assert texts[field(DECISION)] == "Ei voida vielä arvioida"
    assert texts[field(DECISION, "reason")] == "Lautakunta kokoontuu kesäkuussa."
    assert texts[f"{START}date"] == "20.2.2025"


def test_the_sheet_of_somebody_new_shows_none_of_the_answers_of_others() -> None:
    texts = texts_of(sheet(ONE, evolve(OF_ONE, evaluator="")))
    answers = [text for name, text in texts.items() if name.count("_") > 2]
    assert answers
    assert not any(answers)


def test_the_title_of_the_sheet_is_that_of_the_set(tiny: str) -> None:
    text = PdfReader(BytesIO(file_of(BLANK, instrument=tiny))).pages[0].extract_text()
    assert "Pieni laatumittari" in text


# -- what a sheet shows -----------------------------------------------------------------------


def test_the_only_evaluation_and_its_only_evaluator_are_shown() -> None:
    assert shown_evaluation(ONE, READINESS, None, None, False) == (READINESS, "kevat", "A1")


def test_without_a_set_the_common_one_is_asked() -> None:
    assert shown_evaluation(ONE, None, None, None, False) == (DEFAULT_INSTRUMENT, "", "")


def test_the_set_is_that_of_the_evaluation_that_is_asked_for() -> None:
    assert shown_evaluation(ONE, None, "kevat", None, False) == (READINESS, "kevat", "A1")


def test_an_empty_sheet_is_for_an_evaluation_to_come() -> None:
    assert shown_evaluation(ONE, READINESS, None, None, True) == (READINESS, "", "")


def test_of_several_evaluators_none_is_shown_unless_asked_for() -> None:
    both = model_of(evaluation(FIRST, evolve(FIRST, evaluator="A2")))
    assert shown_evaluation(both, READINESS, None, None, False) == (READINESS, "kevat", "")
    assert shown_evaluation(both, READINESS, None, "A2", False) == (READINESS, "kevat", "A2")


@pytest.mark.parametrize(
    ("asked", "option"),
    [
        (("poissa", None, None), "instrument"),
        ((READINESS, "poissa", None), "evaluation"),
        ((READINESS, "kevat", "poissa"), "evaluator"),
        ((DEFAULT_INSTRUMENT, "kevat", None), "evaluation"),
        ((DEFAULT_INSTRUMENT, None, "A1"), "evaluator"),
    ],
)
def test_what_is_not_there_is_refused(
    asked: tuple[str | None, str | None, str | None], option: str
) -> None:
    with pytest.raises(OptionError) as caught:
        shown_evaluation(ONE, *asked, is_empty=False)
    (told,) = caught.value.report
    assert (told.code, dict(told.parameters)["option"]) == ("TM909", option)


# -- files ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*SETS, "laatu"])
@pytest.mark.parametrize("language", Language)
def test_an_empty_sheet_that_comes_back_empty_changes_nothing(
    name: str, language: Language, tiny: str
) -> None:
    back = read(file_of(BLANK, instrument=name, language=language, prefill=False), BLANK)
    assert back.model == BLANK
    assert back.diagnostics.codes == ("PDF127",)


@pytest.mark.parametrize("name", [*SETS, "laatu"])
@pytest.mark.parametrize("language", Language)
def test_exactly_the_filled_answers_come_back(name: str, language: Language, tiny: str) -> None:
    known = get_instrument(name)
    first, *_, last = known.criteria
    level = known.scale_of(first).levels[-1]
    answers = {
        field(first.id): level.label.get(language),
        field(first.id, "reason"): "Sovittu\nyhdessä.",
        field(last.id): {"fi": "Ei koske", "sv": "Gäller inte", "en": "Not applicable"}[language],
        f"{START}evaluator": "A1",
        f"{START}date": {"en": "2025-03-04"}.get(language, "4.3.2025"),
    }
    back = read(filled(file_of(BLANK, instrument=name, language=language), answers), BLANK)
    assert back.diagnostics.codes == ()
    assert back.model == model_of(
        Evaluation(
            id=f"{name}-1",
            instrument=name,
            instrument_version=known.version,
            date=datetime.date(2025, 3, 4),
            evaluators=(Evaluator(id="A1"),),
            answers=(
                Answer(
                    criterion=first.id, level=level.id, evaluator="A1", reason="Sovittu\nyhdessä."
                ),
                Answer(criterion=last.id, state=AnswerState.NOT_APPLICABLE, evaluator="A1"),
            ),
        )
    )


@pytest.mark.parametrize("file", MODELS, ids=lambda file: file.stem)
@pytest.mark.parametrize("language", Language)
def test_the_sheet_of_an_example_that_nobody_changed_changes_nothing(
    file: Path, language: Language
) -> None:
    model = tm.load(file)
    for one in model.evaluations:
        for who in dict.fromkeys(answer.evaluator for answer in one.answers):
            data = file_of(model, evaluation=one.id, evaluator=who, language=language)
            back = read(data, model)
            assert back.model == model
            assert set(back.diagnostics.codes) <= {"PDF127"}


@pytest.mark.parametrize("name", [*SETS, "laatu"])
def test_the_files_are_accessible(
    name: str, findings: Callable[[bytes], list[str]], tiny: str
) -> None:
    assert findings(file_of(BLANK, instrument=name)) == []


def test_a_file_with_answers_is_accessible(findings: Callable[[bytes], list[str]]) -> None:
    assert findings(file_of(ONE, evaluation="kevat", language=Language.SWEDISH)) == []


def test_sheets_of_two_evaluators_are_joined_and_neither_is_lost(
    together: Callable[..., tm.MergedImport],
) -> None:
    model = model_of(evaluation())
    blank = file_of(model, evaluation="kevat")
    merged = together(
        {"A1": filled_by("A1", blank, "täyttyy"), "A2": filled_by("A2", blank)}, model
    )
    assert merged.conflicts == ()
    joined = only(merged.model)
    assert [(one.evaluator, one.level) for one in joined.answers] == [
        ("A1", "met"), ("A2", "in_progress"),
    ]  # fmt: skip
    assert [one.id for one in joined.evaluators] == ["A1", "A2"]
    answered = [one.path for one in merged.changes if ".answers" in one.path]
    assert len(answered) == 2


def test_of_joined_sheets_it_is_told_which_one_does_not_say_whose_it_is(
    together: Callable[..., tm.MergedImport],
) -> None:
    blank = file_of(BLANK, instrument=READINESS)
    merged = together({"tuttu": filled_by("A1", blank), "outo": filled_by("", blank)}, BLANK)
    assert [(one.code, one.source) for one in merged.diagnostics] == [("PDF138", "outo.pdf")]
    assert len(only(merged.model).answers) == 2


def test_sheets_of_two_evaluators_found_one_evaluation_where_there_was_none(
    together: Callable[..., tm.MergedImport],
) -> None:
    blank = file_of(BLANK, instrument=READINESS)
    merged = together({who: filled_by(who, blank) for who in ("A1", "A2")}, BLANK)
    assert [one.evaluator for one in only(merged.model).answers] == ["A1", "A2"]


def test_a_sheet_read_twice_is_told_and_added_once() -> None:
    data = filled_by("A1", file_of(BLANK, instrument=READINESS))
    once = read(data, BLANK).model
    again = read(data, once, other_model=True)
    assert again.model == once
    assert again.diagnostics.codes == ("PDF130",)


# -- whose answers ----------------------------------------------------------------------------

NEW = Shown(instrument=READINESS)


def test_the_sheet_of_nobody_gets_a_made_up_pseudonym_that_is_always_the_same() -> None:
    made = sheet(BLANK, NEW)
    names = []
    for answer in ("kesken", "kesken", "täyttyy"):
        reading = returned(made, {field(UNDERSTANDING): answer})
        found = only(made.proposed(BLANK, reading))
        assert [one.code for one in reading.finish()] == ["PDF138"]
        (who,) = found.evaluators
        assert [one.evaluator for one in found.answers] == [who.id]
        names.append(who.id)
    first, again, other = names
    assert first == again != other
    assert first.startswith("v-")


def test_answers_agreed_together_belong_to_nobody() -> None:
    made = sheet(BLANK, NEW)
    changes = {f"{START}role": "Yhdessä sovittu vastaus", field(UNDERSTANDING): "kesken"}
    reading = returned(made, changes)
    found = only(made.proposed(BLANK, reading))
    assert found.answers == (Answer(criterion=UNDERSTANDING, level="in_progress"),)
    assert found.evaluators == ()
    assert reading.finish() == ()


def test_agreed_answers_are_shown_and_changed_as_such() -> None:
    model = model_of(evaluation(Answer(criterion=UNDERSTANDING, level="open")))
    made = sheet(model, evolve(OF_ONE, evaluator=""))
    assert texts_of(made)[f"{START}role"] == "Yhdessä sovittu vastaus"
    proposed = made.proposed(model, returned(made, {field(UNDERSTANDING): "kesken"}))
    assert only(proposed).answers == (Answer(criterion=UNDERSTANDING, level="in_progress"),)


def test_agreed_answers_stay_agreed_though_somebody_answered_meanwhile() -> None:
    agreed = Answer(criterion=UNDERSTANDING, level="open", reason="Alussa.")
    before = model_of(evaluation(agreed))
    shown = evolve(OF_ONE, evaluator="")
    reading = returned(sheet(before, shown), {field(UNDERSTANDING): "kesken"})
    now = model_of(evaluation(agreed, FIRST))
    proposed = sheet(now, shown).proposed(now, reading)
    assert only(proposed).answers == (evolve(agreed, level="in_progress"), FIRST)
    assert reading.finish() == ()


def test_the_role_of_a_new_evaluator_is_read() -> None:
    made = sheet(BLANK, NEW)
    changes = {
        f"{START}evaluator": " A1 ",
        f"{START}role": "Vertaisarvioija",
        field(UNDERSTANDING): "kesken",
    }
    found = only(made.proposed(BLANK, returned(made, changes)))
    assert found.evaluators == (Evaluator(id="A1", role=EvaluatorRole.PEER),)


def test_a_second_evaluator_is_added_beside_the_first() -> None:
    made = sheet(ONE, evolve(OF_ONE, evaluator=""))
    changes = {f"{START}evaluator": "A2", field(UNDERSTANDING): "avoin"}
    found = only(made.proposed(ONE, returned(made, changes)))
    added = Answer(criterion=UNDERSTANDING, level="open", evaluator="A2")
    assert found.answers == (FIRST, LATER, added)
    assert found.evaluators == (*only(ONE).evaluators, Evaluator(id="A2"))


@pytest.mark.parametrize("has_marks", [True, False])
def test_somebody_who_writes_their_pseudonym_on_a_new_sheet_loses_no_answer(
    has_marks: bool,
) -> None:
    made = sheet(ONE, evolve(OF_ONE, evaluator=""))
    changes = {f"{START}evaluator": "A1", field(RESOURCES): "kesken"}
    reading = returned(made, changes, has_marks=has_marks)
    found = only(made.proposed(ONE, reading))
    assert found.answers[:2] == (FIRST, LATER)
    assert found.answers[2].criterion == RESOURCES


def test_a_pseudonym_is_known_again_whatever_spaces_it_has() -> None:
    model = model_of(evaluation(evolve(FIRST, evaluator="A  1")))
    made = sheet(model, evolve(OF_ONE, evaluator=""))
    changes = {f"{START}evaluator": "A 1", field(DECISION): "avoin"}
    found = only(made.proposed(model, returned(made, changes)))
    assert [one.evaluator for one in found.answers] == ["A  1", "A  1"]


def test_only_a_sheet_of_nobody_known_can_say_that_its_answers_were_agreed_together() -> None:
    def seats(shown: Shown) -> list[str]:
        place = next(one for one in sheet(ONE, shown).places() if one.name == f"{START}role")
        return [seat.get(Language.FINNISH) for seat in place.choices]

    assert seats(NEW) == [*seats(OF_ONE), "Yhdessä sovittu vastaus"]


# -- changed answers --------------------------------------------------------------------------


@pytest.mark.parametrize("has_marks", [True, False])
def test_a_changed_answer_changes_and_nothing_else(has_marks: bool) -> None:
    made = sheet(ONE)
    reading = returned(made, {field(UNDERSTANDING): "kesken"}, has_marks=has_marks)
    proposed = made.proposed(ONE, reading)
    answers = (evolve(FIRST, level="in_progress"), LATER)
    assert proposed == model_of(evolve(only(ONE), answers=answers))
    assert reading.finish() == ()


@pytest.mark.parametrize(
    ("written", "state"),
    [
        ("Ei voida vielä arvioida", AnswerState.CANNOT_YET),
        ("ei koske", AnswerState.NOT_APPLICABLE),
        ("Gäller inte", AnswerState.NOT_APPLICABLE),
    ],
)
def test_the_two_other_answers_are_read(written: str, state: AnswerState) -> None:
    made = sheet(ONE)
    proposed = made.proposed(ONE, returned(made, {field(UNDERSTANDING): written}))
    assert only(proposed).answers[0] == evolve(FIRST, state=state, level=None)


def test_an_answer_that_can_be_given_by_now_waits_for_no_day() -> None:
    made = sheet(ONE)
    proposed = made.proposed(ONE, returned(made, {field(DECISION): "täyttyy"}))
    changed = evolve(LATER, state=AnswerState.LEVEL, level="met", assessable_from=None)
    assert only(proposed).answers == (FIRST, changed)


def test_a_changed_reason_keeps_the_day_from_which_the_answer_can_be_given() -> None:
    made = sheet(ONE)
    proposed = made.proposed(ONE, returned(made, {field(DECISION, "reason"): "Syksyllä."}))
    assert only(proposed).answers == (FIRST, evolve(LATER, reason="Syksyllä."))


def test_an_emptied_answer_keeps_its_reason() -> None:
    made = sheet(ONE)
    proposed = made.proposed(ONE, returned(made, {field(DECISION): ""}))
    left = evolve(LATER, state=AnswerState.NO_ANSWER, assessable_from=None)
    assert only(proposed).answers == (FIRST, left)


def test_an_answer_emptied_altogether_is_taken_away() -> None:
    made = sheet(ONE)
    changes = {field(DECISION, name): "" for name in ("answer", "reason")}
    assert only(made.proposed(ONE, returned(made, changes))).answers == (FIRST,)


def test_a_reason_without_an_answer_is_kept_as_no_answer() -> None:
    made = sheet(ONE)
    proposed = made.proposed(ONE, returned(made, {field(RESOURCES, "reason"): "Auki."}))
    added = Answer(criterion=RESOURCES, state=AnswerState.NO_ANSWER, evaluator="A1", reason="Auki.")
    assert only(proposed).answers == (FIRST, LATER, added)


def test_evidence_is_read_line_by_line_and_what_stood_there_stays() -> None:
    made = sheet(ONE)
    name = field(UNDERSTANDING, "evidence")
    more = f"{texts_of(made)[name]}\nhttps://esimerkki.fi/paatos"
    found = only(made.proposed(ONE, returned(made, {name: more})))
    link = Evidence(kind=EvidenceKind.LINK, address="https://esimerkki.fi/paatos")
    assert found.answers[0] == evolve(FIRST, evidence=(MEETING, link))


def test_the_round_is_read() -> None:
    made = sheet(ONE)
    changes = {f"{START}participants": "7", f"{START}county-represented": "kyllä"}
    proposed = made.proposed(ONE, returned(made, changes))
    assert only(proposed) == evolve(only(ONE), participants=7, county_represented=True)


def test_a_changed_role_is_read() -> None:
    made = sheet(ONE)
    proposed = made.proposed(ONE, returned(made, {f"{START}role": "Asiakas"}))
    assert only(proposed).evaluators == (Evaluator(id="A1", role=EvaluatorRole.CUSTOMER),)


def test_an_answer_that_the_scale_does_not_have_is_told_and_not_read() -> None:
    made = sheet(ONE)
    reading = returned(made, {field(UNDERSTANDING): "ehkä"})
    assert made.proposed(ONE, reading) == ONE
    assert [one.code for one in reading.finish()] == ["PDF135"]


# -- a model, or a set, that changed meanwhile ------------------------------------------------


def test_answers_into_another_version_of_the_set_are_told() -> None:
    model = model_of(evolve(only(ONE), instrument_version="2020"))
    made = sheet(model)
    reading = returned(made, {field(UNDERSTANDING): "kesken"})
    assert only(made.proposed(model, reading)).answers[0].level == "in_progress"
    (told,) = reading.finish()
    assert told.code == "PDF139"
    assert all(word in told.message() for word in ("kevat", "2020", "2025-02-10"))


def test_an_evaluation_that_does_not_tell_its_version_is_read_without_a_word() -> None:
    model = model_of(evolve(only(ONE), instrument_version=""))
    made = sheet(model)
    reading = returned(made, {field(UNDERSTANDING): "kesken"})
    assert only(made.proposed(model, reading)).instrument_version == ""
    assert reading.finish() == ()


def test_another_version_is_not_told_where_nothing_changed() -> None:
    model = model_of(evolve(only(ONE), instrument_version="2020"))
    made = sheet(model)
    reading = returned(made)
    assert made.proposed(model, reading) == model
    assert reading.finish() == ()


def test_what_nobody_touched_on_the_sheet_stays_as_the_model_has_it_now() -> None:
    now = model_of(evolve(only(ONE), answers=(evolve(FIRST, level="open"),), unit="Etelä"))
    reading = returned(sheet(ONE))
    assert sheet(now).proposed(now, reading) == now
    assert reading.finish() == ()


def test_an_answer_that_changed_in_both_places_stays_and_is_told() -> None:
    now = model_of(evolve(only(ONE), answers=(evolve(FIRST, level="open"), LATER)))
    reading = returned(sheet(ONE), {field(UNDERSTANDING): "kesken"})
    assert sheet(now).proposed(now, reading) == now
    assert [one.code for one in reading.finish()] == ["PDF134"]


def test_the_answers_of_an_evaluation_that_is_gone_are_added_anew_and_told() -> None:
    reading = returned(sheet(ONE), {field(UNDERSTANDING): "kesken"})
    found = only(sheet(BLANK).proposed(BLANK, reading))
    assert [one.code for one in reading.finish()] == ["PDF136"]
    assert found.evaluators == only(ONE).evaluators
    assert [(one.criterion, one.state, one.level) for one in found.answers] == [
        (UNDERSTANDING, AnswerState.LEVEL, "in_progress"),
        (DECISION, AnswerState.CANNOT_YET, None),
    ]
    assert found.date == only(ONE).date


def test_the_untouched_sheet_of_an_evaluation_that_is_gone_adds_nothing() -> None:
    reading = returned(sheet(ONE))
    assert sheet(BLANK).proposed(BLANK, reading) == BLANK
    assert reading.finish() == ()


def test_the_answers_of_an_evaluator_who_is_gone_are_added_anew_and_told() -> None:
    now = model_of(evaluation(evolve(FIRST, evaluator="A2")))
    reading = returned(sheet(ONE), {field(UNDERSTANDING): "kesken"})
    found = only(sheet(now).proposed(now, reading))
    assert [one.code for one in reading.finish()] == ["PDF136"]
    assert [one.criterion for one in found.answers if one.evaluator == "A1"] == [
        UNDERSTANDING, DECISION,
    ]  # fmt: skip


def test_a_blank_sheet_takes_nothing_away_and_tells_what_it_replaces() -> None:
    made = sheet(ONE, evolve(OF_ONE, is_empty=True))
    assert not any(texts_of(made).values())
    changes = {field(UNDERSTANDING): "kesken", f"{START}date": "1.3.2025"}
    reading = returned(made, changes)
    found = only(made.proposed(ONE, reading))
    assert found.answers == (evolve(FIRST, level="in_progress"), LATER)
    assert found.date == datetime.date(2025, 3, 1)
    assert [one.code for one in reading.finish()] == ["PDF143", "PDF143"]


def test_a_blank_sheet_that_lost_its_marks_takes_nothing_away() -> None:
    made = sheet(ONE, evolve(OF_ONE, is_empty=True))
    assert made.proposed(ONE, returned(made, has_marks=False)) == ONE


# -- anything at all --------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
def test_answers_of_any_kind_can_be_shown_and_read(text: str) -> None:
    odd = Answer(
        criterion=UNDERSTANDING,
        level=text,
        evaluator=text,
        reason=text,
        evidence=(Evidence(kind=EvidenceKind.LINK, title=text, address=text),),
    )
    model = model_of(evaluation(odd, id=text, unit=text, evaluators=(Evaluator(id=text),)))
    made = sheet(model, Shown(instrument=READINESS, evaluation=text, evaluator=text))
    assert list(made.parts())
    assert made.proposed(model, returned(made)) == model


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_written_becomes_text(text: str) -> None:
    made = sheet(BLANK, NEW)
    changes = {
        field(UNDERSTANDING, "reason"): text,
        field(UNDERSTANDING, "evidence"): text,
        f"{START}evaluator": text,
        f"{START}unit": text,
    }
    changes = {name: writable_text(text) for name, text in changes.items()}
    proposed = made.proposed(BLANK, returned(made, changes))
    assert tm.loads(tm.dumps(proposed)) == proposed


@given(strategies.practice_models())
@settings(max_examples=40, deadline=None)
def test_a_sheet_that_nobody_changed_changes_nothing(model: PracticeModel) -> None:
    for one in model.evaluations or (None,):
        name = one.id if one else ""
        for who in dict.fromkeys(answer.evaluator for answer in one.answers) if one else ("",):
            made = sheet(model, Shown(instrument=READINESS, evaluation=name, evaluator=who or ""))
            assert made.proposed(model, returned(made)) == model
