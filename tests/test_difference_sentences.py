"""Differences are told in plain sentences, and changed texts word by word."""

from __future__ import annotations

import datetime
import time
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import toimintamalli as tm
from toimintamalli.analysis.differences import (
    WordRunKind,
    differences,
    passage_text,
    tell_difference,
    tell_differences,
    text_difference,
)
from toimintamalli.model import (
    Answer,
    AnswerState,
    Baseline,
    CustomField,
    CustomMapping,
    DevelopmentStage,
    Evaluation,
    Form,
    InnokylaStage,
    Metric,
    Observation,
    PlacementCell,
    PlacementWorksheet,
    PracticeModel,
    ProgrammeData,
    Resource,
    ResourceKind,
    RichText,
    RootingPlan,
    Section,
    StageRecord,
    Target,
    Task,
    TaskState,
)
from toimintamalli.testing import hostile_texts, strategies

models, TREACHEROUS = strategies.practice_models(), hostile_texts
READINESS = tm.get_instrument("juurtumisvalmius")


def day(month: int, of: int = 1) -> datetime.date:
    return datetime.date(2026, month, of)


def sentences(old: PracticeModel, new: PracticeModel, language: str = "fi") -> list[str]:
    told = tell_differences(differences(old, new), language, instruments=(READINESS,))
    return [one.sentence.replace("\N{NO-BREAK SPACE}", " ") for one in told if not one.is_repeated]


def of_plan(old: dict[str, Any], new: dict[str, Any], language: str = "fi") -> list[str]:
    plans = (PracticeModel(rooting_plan=RootingPlan(**values)) for values in (old, new))
    return sentences(*plans, language)


def of_metric(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    metrics = (Metric(id="m", name="Viikossa hoitoon", unit="%", **values) for values in (old, new))
    return sentences(*(PracticeModel(metrics=(metric,)) for metric in metrics))


def of_text(old: str, new: str, language: str = "fi") -> list[str]:
    sections = (
        Section(field="solution_idea", text=RichText.parse(markup)) for markup in (old, new)
    )
    return sentences(
        *(PracticeModel(form=Form(sections=(section,))) for section in sections), language
    )


# -- sentences of their own ---------------------------------------------------------------------


TRAINING = Task(id="T1", what="Kouluta hoitajat", due=day(3))


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fi", "Tehtävän ”Kouluta hoitajat” määräpäivä siirtyi 1.3.2026 → 1.6.2026."),
        ("sv", "Sista dagen för uppgiften ”Kouluta hoitajat” har flyttats 1.3.2026 → 1.6.2026."),
        ("en", "The due date of the task “Kouluta hoitajat” moved 1 March 2026 → 1 June 2026."),
    ],
)
def test_a_day_that_moves_is_told_in_the_way_of_the_language(language: str, expected: str) -> None:
    later = evolve(TRAINING, due=day(6))
    assert of_plan({"tasks": (TRAINING,)}, {"tasks": (later,)}, language) == [expected]


def test_a_task_that_proceeds_comes_or_goes_is_named() -> None:
    done, vacant = evolve(TRAINING, state=TaskState.DONE), Task(id="T2", what="Sovi vuokrasta")
    assert of_plan({"tasks": (TRAINING,)}, {"tasks": (done, vacant)}) == [
        "Tehtävän ”Kouluta hoitajat” tila: Aloittamatta → Tehty.",
        "Tehtävä ”Sovi vuokrasta” lisättiin.",
    ]
    assert of_plan({"tasks": (vacant,)}, {}) == ["Tehtävä ”Sovi vuokrasta” poistettiin."]


def test_a_field_without_a_sentence_of_its_own_is_named_by_its_title() -> None:
    tasks = {"tasks": (evolve(TRAINING, owner_role="Esihenkilö"),)}
    assert of_plan({"tasks": (TRAINING,)}, tasks) == [
        "Tehtävä ”Kouluta hoitajat” – Vastuurooli kirjattiin: ”Esihenkilö”."
    ]
    assert of_plan(tasks, {"tasks": (TRAINING,)}) == [
        "Tehtävä ”Kouluta hoitajat” – Vastuurooli poistettiin: ”Esihenkilö”."
    ]


def test_a_new_observation_tells_its_value_and_its_day() -> None:
    observations = (Observation(date=day(1, 12), value=64.0),)
    assert of_metric({}, {"observations": observations}) == [
        "Mittarin ”Viikossa hoitoon” uusi havainto 64 % (12.1.2026)."
    ]


def test_a_value_carries_the_unit_of_its_metric_and_the_name_of_its_place() -> None:
    old = {"baseline": Observation(date=day(1), value=52.0), "target": Target(value=80.0)}
    new = {"baseline": Observation(date=day(1), value=51.5), "target": Target(value=75.0)}
    assert of_metric(old, new) == [
        "Mittari ”Viikossa hoitoon” – Lähtöarvo – Arvo: 52 % → 51,5 %.",
        "Mittari ”Viikossa hoitoon” – Tavoite – Tavoitearvo: 80 % → 75 %.",
    ]


def test_amounts_of_a_resource_have_its_unit_and_a_year_is_no_amount() -> None:
    old = Resource(kind=ResourceKind.MONEY, what="Tilat", year=2026, needed=12000.0, unit="€")
    new = evolve(old, needed=9000.5, year=2027)
    assert of_plan({"resources": (old,)}, {"resources": (new,)}) == [
        "Resurssi ”Tilat”, 2027 – Vuosi: 2026 → 2027.",
        "Resurssi ”Tilat”, 2027 – Tarve: 12 000 € → 9 000,5 €.",
    ]


def test_a_stage_is_told_by_its_name() -> None:
    piloted = StageRecord(stage=DevelopmentStage.PILOTED, unit="Pohjoinen asema")
    used = StageRecord(stage=DevelopmentStage.IN_USE, unit="Pohjoinen asema", date=day(3))
    old = PracticeModel(innokyla_stage=InnokylaStage.IN_DEVELOPMENT, stages=(piloted,))
    new = PracticeModel(innokyla_stage=InnokylaStage.READY, stages=(piloted, used))
    assert sentences(old, new) == [
        "Kehittämisen vaihe: Kehitteillä → Valmis.",
        "Uusi vaihe: Käyttöönotettu, ”Pohjoinen asema” (1.3.2026).",
    ]


# -- answers --------------------------------------------------------------------------------------


def evaluated(*answers: Answer, instrument: str = "juurtumisvalmius") -> PracticeModel:
    return PracticeModel(
        evaluations=(Evaluation(id="kevät", instrument=instrument, answers=answers),)
    )


def test_an_answer_is_told_once_by_the_words_of_its_criterion() -> None:
    criterion = READINESS.criteria[0]
    level = READINESS.scale_of(criterion).levels[0]
    question, label = criterion.question.fi, level.label.fi
    answered = Answer(criterion=criterion.id, level=level.id, evaluator="e1")
    waiting = evolve(answered, state=AnswerState.CANNOT_YET, level=None)
    told = differences(evaluated(answered), evaluated(waiting))
    assert [one.field for one in told] == ["state", "level"]
    (sentence,) = sentences(evaluated(answered), evaluated(waiting))
    assert sentence.startswith(f"Vastaus muuttui: ”{question[:40]}")
    assert sentence.endswith(f", e1: {label} → Ei voida vielä arvioida.")
    (back,) = sentences(evaluated(waiting), evaluated(answered))
    assert back.endswith(f", e1: Ei voida vielä arvioida → {label}.")


def test_an_answer_to_a_set_that_is_not_known_is_told_by_its_identifiers() -> None:
    old = Answer(criterion="oma-1", level="hyva", evaluator="e1")
    new = evolve(old, level="huono")
    models = (evaluated(one, instrument="muu") for one in (old, new))
    assert sentences(*models) == ["Vastaus muuttui: ”oma-1”, e1: ”hyva” → ”huono”."]


def test_two_answers_that_change_alike_are_two() -> None:
    old = [Answer(criterion=name, level="a") for name in ("x", "y")]
    new = [evolve(one, level="b") for one in old]
    assert len(sentences(evaluated(*old), evaluated(*new))) == 2


# -- names ------------------------------------------------------------------------------------


def test_codes_of_official_lists_are_told_by_their_names() -> None:
    old, new = (
        PracticeModel(programme=ProgrammeData(counties=codes)) for codes in ((), ("lappi",))
    )
    assert sentences(old, new) == ["Hyvinvointialueet: lisättiin Lapin hyvinvointialue."]


def test_a_cell_of_a_worksheet_is_told_by_its_row_and_column() -> None:
    cell = PlacementCell(row="doubt", column="management", text="Riittääkö raha?")
    sheet = PlacementWorksheet(id="paja", source="Työpaja", cells=(cell,))
    edited = evolve(sheet, cells=(evolve(cell, text="Riittääkö raha kesällä?"),))
    models = (PracticeModel(placement_worksheets=(one,)) for one in (sheet, edited))
    (sentence,) = sentences(*models)
    assert "EPÄILYS, Johto" in sentence
    assert sentence.endswith("”Riittääkö raha?” → ”Riittääkö raha kesällä?”.")


def test_the_frozen_plan_is_not_taken_for_the_plan() -> None:
    frozen = Baseline(date=day(1), tasks=(TRAINING,))
    moved = evolve(frozen, tasks=(evolve(TRAINING, owner_role="Esihenkilö"),))
    (sentence,) = of_plan({"baseline": frozen}, {"baseline": moved})
    assert sentence.startswith("Jäädytetty suunnitelma – Tehtävä ”Kouluta hoitajat” – Vastuurooli")


def test_a_whole_plan_that_comes_is_told_by_what_it_holds() -> None:
    plan = RootingPlan(why="Jonot lyhenevät.", tasks=(TRAINING,))
    assert sentences(PracticeModel(), PracticeModel(rooting_plan=plan)) == [
        "Juurruttamissuunnitelma kirjattiin: Miksi juurrutetaan, Tehtävät (1)."
    ]


def test_another_order_is_told_by_the_name_of_the_list() -> None:
    old, new = (PracticeModel(core_elements=parts) for parts in (("a", "b"), ("b", "a")))
    assert sentences(old, new) == ["Ydinelementit: järjestys muuttui."]


def test_a_field_of_ones_own_is_told_by_its_own_name() -> None:
    value = CustomMapping((("numero", 1), ("osat", ("a", True))))
    new = PracticeModel(custom=(CustomField("x-hanke", value),))
    assert sentences(PracticeModel(), new) == ["x-hanke kirjattiin: ”numero: 1, osat: a, True”."]


def test_the_bare_name_of_the_thing_stands_beside_the_sentence() -> None:
    later = PracticeModel(rooting_plan=RootingPlan(tasks=(evolve(TRAINING, due=day(6)),)))
    old = PracticeModel(rooting_plan=RootingPlan(tasks=(TRAINING,)))
    (found,) = differences(old, later)
    assert tell_difference(found).name == "Kouluta hoitajat"


# -- texts ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fi", "Kentän Ratkaisun perusidea teksti muuttui: 2 sanaa lisätty, 1 sana poistettu."),
        ("sv", "Texten i fältet Ratkaisun perusidea har ändrats: "
               "2 ord tillagda, 1 ord borttaget."),
        ("en", "The text of the field Ratkaisun perusidea changed: "
               "2 words added, 1 word removed."),
    ],
)  # fmt: skip
def test_the_words_of_a_text_are_counted_in_the_right_number(language: str, expected: str) -> None:
    told = of_text("Hoitaja avaa yhteyden.", "Hoitaja käynnistää heti yhteyden.", language)
    assert told == [expected]


def test_only_what_happened_to_words_is_told() -> None:
    assert of_text("Yksi numero.", "Yksi uusi numero.") == [
        "Kentän Ratkaisun perusidea teksti muuttui: 1 sana lisätty."
    ]
    assert of_text("- hoitaja\n- lääkäri", "1. hoitaja\n2. lääkäri") == [
        "Kentän Ratkaisun perusidea teksti muuttui: sanat ovat samat, vain muotoilu on toinen."
    ]
    assert of_text("", "Yksi numero.") == [
        "Kenttään Ratkaisun perusidea kirjoitettiin teksti: 2 sanaa."
    ]


def test_another_address_behind_a_link_is_a_change_of_words() -> None:
    (sentence,) = of_text("[ohje](https://a.fi)", "[ohje](https://b.fi)")
    assert sentence.endswith("1 sana lisätty, 1 sana poistettu.")


def test_a_passage_shows_what_is_gone_and_new_without_colour() -> None:
    before = "Asukas soittaa. Hoitaja avaa yhteyden lääkäriin samana päivänä ilman ajanvarausta."
    after = "Asukas soittaa. Hoitaja avaa heti yhteyden samana päivänä ilman ajanvarausta."
    found = text_difference(before, after)
    assert [passage_text(runs) for runs in found.passages] == [
        "Asukas soittaa. Hoitaja avaa {+heti+} yhteyden [-lääkäriin-] samana päivänä ilman "
        "ajanvarausta."
    ]


def test_changes_far_apart_are_passages_of_their_own() -> None:
    middle = " ".join(f"sana{n}" for n in range(20))
    found = text_difference(f"alku {middle} loppu", f"Alku {middle} lopuksi")
    assert [passage_text(runs) for runs in found.passages] == [
        "[-alku-] {+Alku+} sana0 sana1 sana2 sana3 sana4 …",
        "… sana15 sana16 sana17 sana18 sana19 [-loppu-] {+lopuksi+}",
    ]


@pytest.mark.parametrize(
    ("language", "left_out"), [("fi", "70 sanaa"), ("sv", "70 ord"), ("en", "70 words")]
)
def test_a_long_run_says_how_many_words_are_not_shown(language: str, left_out: str) -> None:
    found = text_difference("", " ".join(f"sana{n}" for n in range(100)))
    (passage,) = found.passages
    shown = passage_text(passage, language)
    assert f"sana14 … ({left_out}) … sana85" in shown
    assert (found.added, found.removed) == (100, 0)


def test_a_text_that_repeats_itself_is_told_as_replaced_and_said_to_be() -> None:
    before, after = "b " + "a " * 5_000, "c " + "a " * 4_999 + "b"
    assert of_text(before, after) == [
        "Kentän Ratkaisun perusidea teksti muuttui: 5 000 sanaa lisätty, 5 000 sanaa poistettu "
        "(toistuva teksti on kerrottu kokonaan vaihtuneena)."
    ]


HOSTILE = {
    "one word": ("a " * 50_000, "b " + "a " * 49_999),
    "two words in turn": ("x " + "a b " * 25_000, "y " + "b a " * 25_000 + "x"),
    "one sentence": ("a. " * 33_000 + "b", "c " + "a. " * 33_000),
    "no spaces": ("a" * 100_000, "b" * 100_000),
    "another order": (
        " ".join(f"s{n}" for n in range(17_000)),
        " ".join(f"s{n * 7919 % 17_000}" for n in range(17_000)),
    ),
    "few words": (
        " ".join(f"s{n * n % 211}" for n in range(30_000)),
        " ".join(f"s{n * n * n % 211}" for n in range(30_000)),
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hundred_kilobytes_take_no_long_time(name: str) -> None:
    start = time.process_time()
    text_difference(*HOSTILE[name])
    assert time.process_time() - start < 5


texts = st.text(st.sampled_from("ab. \n"), max_size=60) | st.sampled_from(TREACHEROUS)


@settings(max_examples=300)
@given(texts, texts)
def test_both_texts_can_be_read_from_their_difference(before: str, after: str) -> None:
    found = text_difference(before, after)
    for left_out, text in ((WordRunKind.ADDED, before), (WordRunKind.REMOVED, after)):
        words = [word for run in found.runs if run.kind is not left_out for word in run.words]
        assert words == text.split()


@settings(max_examples=100)
@given(texts, texts)
def test_every_changed_word_is_in_a_passage(before: str, after: str) -> None:
    found = text_difference(before, after)
    changed = [run for runs in found.passages for run in runs if run.kind is not WordRunKind.SAME]
    assert changed == [run for run in found.runs if run.kind is not WordRunKind.SAME]


# -- whatever a model holds ---------------------------------------------------------------------


@settings(max_examples=100)
@given(models, models, st.sampled_from(["fi", "sv", "en"]))
def test_every_difference_has_a_sentence(
    old: PracticeModel, new: PracticeModel, language: str
) -> None:
    found = differences(old, new)
    told = tell_differences(found, language, instruments=(READINESS,))
    assert [one.difference for one in told] == list(found)
    assert all(one.sentence.endswith(".") for one in told)


def test_a_text_is_shown_shortened_and_on_one_line() -> None:
    old, new = (PracticeModel(core_elements=parts) for parts in ((), ("sana\n" * 100,)))
    (sentence,) = sentences(old, new)
    assert "\n" not in sentence
    assert sentence.endswith(" …”.")
    assert len(sentence) < 110
