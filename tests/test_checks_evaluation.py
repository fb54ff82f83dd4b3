"""Checks of evaluations: each code has an evaluation that earns it and one that does not."""

from __future__ import annotations

import datetime
import runpy
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import toimintamalli as tm
from toimintamalli.analysis.evaluation import evaluate
from toimintamalli.instruments import get_instrument, list_instruments
from toimintamalli.model import (
    Answer,
    AnswerState,
    Attachment,
    Evaluation,
    Evaluator,
    EvaluatorRole,
    ProgrammeData,
)
from toimintamalli.model.instrument import Instrument
from toimintamalli.testing import strategies

WORLD = runpy.run_path(str(Path(__file__).with_name("evaluations.py")))
SMALL: Instrument = WORLD["SMALL"]
models = strategies.practice_models()
SETS = [get_instrument(row.id) for row in list_instruments()]

MODEL = tm.load(Path(tm.__file__).parent / "cli" / "demo" / "malli.yaml")
# The self-evaluation that its programme asks for is attached, whatever is recorded.
ATTACHED = Attachment(
    title="Toimintamallin vaikutusten itsearviointi",
    summary="Seitsemän väittämää yhdeksästä toteutuu.",
)
DEMO = evolve(MODEL, basics=evolve(MODEL.basics, attachments=(ATTACHED,)))
A_DAY = datetime.date(2025, 6, 10)

# The set asks who took part, the stage and the day, and a reason for every "ei koske"; two of its
# criteria here are asked of models of the RRP programme only.
GOOD = Evaluation(
    id="vertaisarviointi-2025",
    instrument="kuvauksen-arviointi",
    instrument_version="2024-12-09",
    date=A_DAY,
    participants=2,
    evaluators=(Evaluator(id="a"), Evaluator(id="b", role=EvaluatorRole.PEER)),
    answers=(
        Answer(criterion="scope", evaluator="a", level="clear"),
        Answer(criterion="scope", evaluator="b", level="begun"),
        Answer(criterion="title-code", evaluator="a", level="clear"),
        Answer(
            criterion="metrics",
            evaluator="a",
            state=AnswerState.NOT_APPLICABLE,
            reason="Mittareita seurataan toisessa mallissa.",
        ),
    ),
)


def with_evaluation(*evaluations: Evaluation, **changes: Any) -> tm.PracticeModel:
    return evolve(DEMO, evaluations=evaluations, **changes)


def answered(criterion: str, level: str | None = None, **about: Any) -> Evaluation:
    """Return the good evaluation with one answer more."""
    about = {"evaluator": "b", **about}
    more = Answer(criterion=criterion, level=level, **about)
    return evolve(GOOD, answers=(*GOOD.answers, more))


def left_out(criterion: str, reason: str = "", **about: Any) -> Evaluation:
    return answered(criterion, state=AnswerState.NOT_APPLICABLE, reason=reason, **about)


@pytest.fixture(name="small_is_installed")
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toimintamalli.checks._instruments.get_instrument", lambda name: SMALL)


def test_a_good_evaluation_earns_no_finding() -> None:
    assert tm.check(with_evaluation(GOOD)).codes == ()


@pytest.mark.parametrize(
    ("evaluation", "code", "path", "words"),
    [
        (evolve(GOOD, instrument="oma"), "TM301", "instrument", ['"oma" ei tunneta']),
        (answered("oma", "clear"), "TM302", "answers[4].criterion", ['kriteeriä "oma"']),
        (answered("scope-x", "clear"), "TM302", "answers[4].criterion", ["jää tulosten ulkop"]),
        (answered("core-elements", "met"), "TM303", "answers[4].level", ['Tasoa "met" ei ole']),
        (answered("scope", "clear"), "TM304", "answers[4]", ["Arvioija b", "kahdella tavalla"]),
        (answered("co-maintainers", "clear", evaluator="c"), "TM305", "answers[4].evaluator",
         ['Arvioijaa "c"', "rooliaan ei tiedetä"]),
        (answered("co-maintainers"), "TM306", "answers[4]", ["(–) eivät sovi yhteen"]),
        (left_out("funders"), "TM307", "answers[4]", ['"Ei koske" ilman perustelua']),
        (left_out("funders", reason=" \n"), "TM307", "answers[4]", ["ilman perustelua"]),
        (evolve(GOOD, instrument_version="1"), "TM308", "instrument_version",
         ['ei ole versiota "1"', "(4)"]),
        (evolve(GOOD, date=None), "TM310", "date", ["kysyy tietoa", "puuttuu"]),
        (evolve(GOOD, participants=None), "TM310", "participants", ["kysyy tietoa", "puuttuu"]),
        (evolve(GOOD, evaluators=(*GOOD.evaluators, Evaluator(id="b"))), "TM313", "evaluators[2]",
         ['Arvioija "b"', "kahdessa roolissa"]),
        (evolve(GOOD, participants=1), "TM315", "participants", ["merkitty 1", "luettelossa 2"]),
        (evolve(GOOD, participants=-3), "TM315", "participants", ["merkitty -3"]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_evaluation_is_told(
    evaluation: Evaluation, code: str, path: str, words: list[str]
) -> None:
    (found,) = tm.check(with_evaluation(GOOD, evolve(evaluation, id="toinen")))
    assert (found.code, found.path) == (code, f"evaluations[1].{path}")
    assert all(word in found.message() for word in words), found.message()
    assert found.hint()
    assert "{" not in found.message() + found.why() + found.hint()


@pytest.mark.parametrize(
    "evaluation",
    [
        evolve(GOOD, instrument="toimintamalli:kuvauksen-arviointi"),
        evolve(GOOD, instrument_version=""),
        answered("funders", "missing"),
        answered("scope", "begun"),
        answered("scope", "clear", evaluator=None),
        answered("funders", state=AnswerState.CANNOT_YET),
        answered("funders", state=AnswerState.NO_ANSWER),
        left_out("funders", reason="Rahoittajaa ei ole."),
        evolve(GOOD, participants=0, evaluators=(), answers=()),
        evolve(GOOD, participants=9),
        evolve(GOOD, evaluators=(*GOOD.evaluators, Evaluator(id="a"))),
        evolve(GOOD, answers=()),
    ],
)
def test_what_is_as_it_should_be_earns_no_finding(evaluation: Evaluation) -> None:
    assert tm.check(with_evaluation(evaluation)).codes == ()


def test_the_sets_that_are_known_are_listed_in_the_hint() -> None:
    (found,) = tm.check(with_evaluation(evolve(GOOD, instrument="oma")))
    assert "vaikutusten-itsearviointi, kuvauksen-arviointi, juurtumisvalmius" in found.hint()


def test_the_answers_beside_a_wrong_one_count() -> None:
    wrong = answered("oma", "clear")
    instrument = get_instrument("kuvauksen-arviointi")
    result = evaluate(wrong, instrument, with_evaluation(wrong))
    good = evaluate(GOOD, instrument, with_evaluation(GOOD))
    assert result.criteria == good.criteria
    assert (result.problems.codes, good.problems.codes) == (("TM302",), ())


# -- reasons and what applies -----------------------------------------------------------------

NO_PROGRAMME = ProgrammeData()


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        (answered("title-code", "begun"), ("TM312", "TM312")),
        (answered("title-code", state=AnswerState.CANNOT_YET), ("TM312", "TM312")),
        (answered("title-code", state=AnswerState.NO_ANSWER), ("TM312",)),
        (left_out("title-code"), ("TM312",)),
    ],
)
def test_an_answer_to_what_does_not_apply_is_told(more: Evaluation, codes: tuple[str, ...]) -> None:
    found = tm.check(with_evaluation(more, programme=NO_PROGRAMME))
    assert found.codes == codes
    assert found.diagnostics[0].path == "evaluations[0].answers[2]"
    assert "on vastattu, vaikka se ei koske tätä toimintamallia" in found.diagnostics[0].message()
    assert tm.check(with_evaluation(GOOD)).codes == ()


def test_a_level_that_does_not_count_is_not_said_to_count() -> None:
    found = tm.check(with_evaluation(answered("funders", "met"), programme=NO_PROGRAMME))
    assert found.codes == ("TM303", "TM312")
    assert found.diagnostics[1].path == "evaluations[0].answers[2]"


def test_a_set_that_asks_for_no_reason_gets_none() -> None:
    alone = left_out("need")
    evaluation = evolve(
        alone, instrument="innokyla-arviointimittari", instrument_version="1",
        answers=alone.answers[-1:],
    )  # fmt: skip
    assert tm.check(with_evaluation(evaluation)).codes == ()


@pytest.mark.usefixtures("small_is_installed")
def test_reasons_are_wanted_also_for_answers_of_an_earlier_version() -> None:
    old = evolve(
        GOOD, instrument="pieni", instrument_version="1", unit="Asema",
        answers=(Answer(criterion="toimii", evaluator="a", state=AnswerState.NOT_APPLICABLE),
                 Answer(criterion="works", evaluator="a", state=AnswerState.NOT_APPLICABLE)),
    )  # fmt: skip
    found = tm.check(with_evaluation(old))
    assert [(one.code, one.path) for one in found] == [
        ("TM309", "evaluations[0].answers[1].criterion"),
        ("TM307", "evaluations[0].answers[0]"),
    ]
    assert '"Malli toimii"' in found.diagnostics[1].message()
    assert '"works"' in found.diagnostics[0].message()


@pytest.mark.usefixtures("small_is_installed")
def test_of_an_unknown_version_only_the_version_is_told() -> None:
    unknown = evolve(
        GOOD, instrument="pieni", instrument_version="9", unit="Asema",
        answers=(Answer(criterion="online", state=AnswerState.NOT_APPLICABLE),
                 Answer(criterion="online", level="yes")),
    )  # fmt: skip
    of_nobody = with_evaluation(unknown, programme=NO_PROGRAMME)
    assert tm.check(of_nobody).codes == ("TM308",)


# -- details of the round ---------------------------------------------------------------------


def test_what_the_set_asks_of_the_model_is_told_once_however_many_rounds_there_are() -> None:
    rounds = (GOOD, evolve(GOOD, id="toinen"))
    (found,) = tm.check(with_evaluation(*rounds, stages=()))
    assert (found.code, found.path) == ("TM310", "stages")
    assert "stages" in found.hint()


@pytest.mark.parametrize("unit", ["", " "])
def test_a_unit_of_blanks_is_missing(unit: str) -> None:
    evaluation = Evaluation(
        id="a", instrument="juurtumisvalmius", date=A_DAY, participants=1,
        county_represented=False, unit=unit,
    )  # fmt: skip
    (found,) = tm.check(with_evaluation(evaluation))
    assert (found.code, found.path) == ("TM310", "evaluations[0].unit")
    assert tm.check(with_evaluation(evolve(evaluation, unit="Asema"))).codes == ()


def test_no_representative_is_an_answer_and_silence_is_none() -> None:
    effects = Evaluation(
        id="a", instrument="vaikutusten-itsearviointi", date=A_DAY, participants=1,
        county_represented=False,
    )  # fmt: skip
    assert tm.check(with_evaluation(effects)).codes == ()
    (found,) = tm.check(with_evaluation(evolve(effects, county_represented=None)))
    assert (found.code, found.path) == ("TM310", "evaluations[0].county_represented")


@pytest.mark.parametrize(
    ("programme", "paths"),
    [
        (DEMO.programme, []),
        (evolve(DEMO.programme, investments=()), ["programme.investments"]),
        (evolve(DEMO.programme, investments=(), pillar="P3"), []),
        (evolve(DEMO.programme, investments=(), pillar=None), ["programme.investments"]),
        (evolve(DEMO.programme, sectors=()), ["programme.sectors"]),
        (evolve(DEMO.programme, customer_groups=()), ["programme.customer_groups"]),
        (NO_PROGRAMME, []),
    ],
)
def test_what_a_programme_counts_by_is_asked_of_its_models(
    programme: ProgrammeData, paths: list[str]
) -> None:
    # The title agrees with whatever the data say.
    basics = evolve(DEMO.basics, title="Etävastaanotto, Kainuun HVA (RRP)")
    found = tm.check(evolve(DEMO, basics=basics, programme=programme))
    assert [(one.code, one.path) for one in found] == [("TM310", path) for path in paths]


# -- identifiers ------------------------------------------------------------------------------


def test_an_identifier_that_is_there_again_is_told_once_where_it_is_there_again() -> None:
    thrice = [evolve(GOOD, id=name) for name in ("a", "b", "a", "a")]
    (found,) = tm.check(with_evaluation(*thrice))
    assert (found.code, found.path) == ("TM311", "evaluations[2].id")
    assert 'tunniste "a" on kahdesti' in found.message()
    assert tm.check(with_evaluation(*thrice[:2])).codes == ()


# -- any model --------------------------------------------------------------------------------


@given(models, st.data())
@settings(max_examples=60)
def test_any_evaluation_is_checked_and_every_finding_can_be_read(
    model: tm.PracticeModel, data: st.DataObject
) -> None:
    instrument = data.draw(st.sampled_from(SETS))
    drawn = data.draw(st.lists(WORLD["any_evaluations"](instrument), max_size=3))
    theirs = [
        evolve(one, instrument=data.draw(st.sampled_from([one.instrument, instrument.id])))
        for one in model.evaluations
    ]
    report = tm.check(evolve(model, evaluations=(*theirs, *drawn)))
    for language in ("fi", "sv", "en"):
        assert report.text(language)
    for found in report:
        assert found.place
