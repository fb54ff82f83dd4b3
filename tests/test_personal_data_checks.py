"""Checks tell where a model holds personal or secret data, and never what it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

import toimintamalli as tm
from toimintamalli.cli import main
from toimintamalli.model import Contributor, Evaluation, Evaluator, RichText, Section
from toimintamalli.personal_data import (
    PersonalDataKind,
    count_by_kind,
    names_in,
    personal_data_in,
    personal_evaluators,
)

DEMO = tm.load(Path(tm.__file__).parent / "cli" / "demo" / "malli.yaml")
PERSONAL_CODES = [f"TM50{number}" for number in range(2, 9)]
MAIJA = Contributor(name="Maija Mallikas")


def with_summary(summary: str) -> tm.PracticeModel:
    return evolve(DEMO, basics=evolve(DEMO.basics, summary=summary, contributors=(MAIJA,)))


def with_text(markup: str) -> tm.PracticeModel:
    section = Section(field="needs", text=RichText.parse(markup))
    return evolve(DEMO, form=evolve(DEMO.form, sections=(*DEMO.form.sections, section)))


def with_evaluator(identifier: str) -> tm.PracticeModel:
    evaluation = Evaluation(
        id="v", instrument="juurtumisvalmius", evaluators=(Evaluator(id=identifier),)
    )
    return evolve(DEMO, evaluations=(evaluation,))


def personal(model: tm.PracticeModel) -> list[tuple[str, str]]:
    return [(one.code, one.path) for one in tm.check(model) if one.code in PERSONAL_CODES]


CASES = [
    ("TM502", "Asiakas {}", "010203-9987"),
    ("TM503", "Salasana: {}", "keksittysana"),
    ("TM504", "https://kokous.esimerkki.fi/j/1?pwd={}", "keksittyavain"),
    ("TM505", "Kysy: {}", "pekka@esimerkki.fi"),
    ("TM506", "Soita {}", "040 123 4567"),
    ("TM507", "Kysy {}", "Mallikkaalta"),
]
PASSING = [
    "Päätös 010203-9988 tehtiin 1.2.2024.",
    "Salasana on henkilökohtainen.",
    "https://kokous.esimerkki.fi/j/1?kieli=suomi",
    "Seuraa meitä: @esimerkki",
    "Vuosina 2024–2025 käyntejä oli 12 345 (HEL 2024-001234).",
    "Tämä on mallikas tapa.",
]


@pytest.mark.parametrize(("code", "sentence", "value"), CASES)
def test_what_a_text_holds_is_told_with_its_place_and_its_count(
    code: str, sentence: str, value: str
) -> None:
    model = with_summary(f"{sentence.format(value)}. {sentence.format(value)}")
    assert personal(model) == [(code, "basics.summary")]
    told = next(one for one in tm.check(model) if one.code == code)
    assert "basics.summary" in told.message()
    assert told.parameter("count") == 2


@pytest.mark.parametrize("sentence", PASSING)
def test_what_only_resembles_it_is_not_told(sentence: str) -> None:
    assert personal(with_summary(sentence)) == []


@pytest.mark.parametrize(("code", "sentence", "value"), CASES)
def test_no_finding_repeats_what_it_found(code: str, sentence: str, value: str) -> None:
    for told in tm.check(with_summary(sentence.format(value))):
        words = [
            part(language)
            for language in ("fi", "sv", "en")
            for part in (told.message, told.why, told.hint)
        ]
        assert value not in " ".join((*words, repr(told), told.place))


@pytest.mark.parametrize("arguments", [[], ["--json"], ["--lang", "sv"]])
def test_the_command_does_not_print_what_it_found(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "malli.yaml"
    tm.dump(with_summary(" ".join(words.format(value) for _, words, value in CASES)), file)
    assert main(["check", str(file), *arguments]) != 0
    shown = capsys.readouterr()
    assert [value for _, _, value in CASES if value in shown.out + shown.err] == []
    assert all(code in shown.out for code, _, _ in CASES if arguments == ["--json"])


@pytest.mark.parametrize(
    "identifier",
    ["Maija Virtanen", "maija.virtanen", "pekka_maki", "Virtanen", "maija@esimerkki.fi",
     "Mallikas, Maija", "0401234567"],
)  # fmt: skip
def test_an_evaluator_whose_identifier_may_be_a_person_is_told_once(identifier: str) -> None:
    model = with_evaluator(identifier)
    assert personal(model) == [("TM508", "evaluations[0].evaluators[0].id")]
    assert identifier not in tm.check(model, select=["TM508"]).text("fi")


@pytest.mark.parametrize(
    "identifier", ["e1", "E2", "arvioija-1", "Arvioija A", "vertainen", "hankeryhmä", "THL", ""]
)
def test_a_pseudonym_of_an_evaluator_passes(identifier: str) -> None:
    assert personal(with_evaluator(identifier)) == []


def test_the_name_of_an_evaluator_is_looked_for_in_the_texts() -> None:
    model = with_evaluator("Ilona Virtanen")
    assert names_in(model).names[-1] == "Ilona Virtanen"
    spoken = evolve(model, basics=evolve(model.basics, summary="Kysy Virtaselta."))
    assert ("TM507", "basics.summary") in personal(spoken)


def test_names_are_not_told_where_they_are_recorded_on_purpose() -> None:
    people = (Contributor(name="Ilona Lahti"),)
    model = evolve(
        DEMO, basics=evolve(DEMO.basics, contributors=people, locations=("Lahti", "Kainuu"))
    )
    assert personal(model) == []


def test_a_password_is_found_in_the_piece_after_its_label() -> None:
    model = with_text("Taulun tiedot\n\n- Salasana:\n\nKeksittysana25")
    [found] = [one for one in personal_data_in(model) if one.kind is PersonalDataKind.PASSWORD]
    assert (found.path.endswith(".text"), found.found.start, found.found.end) == (True, 0, 14)
    assert [personal_code for personal_code, _ in personal(model)] == ["TM503"]


def test_finds_are_counted_by_kind_with_their_places() -> None:
    model = with_summary("a@esimerkki.fi, b@esimerkki.fi, Maija Mallikas")
    counts = count_by_kind(personal_data_in(model))
    assert [(one.kind.value, one.count, one.paths) for one in counts] == [
        ("email", 2, ("basics.summary",)),
        ("name", 1, ("basics.summary",)),
    ]


def test_an_evaluator_in_sight_is_known_by_its_place() -> None:
    [one] = personal_evaluators(with_evaluator("Maija Virtanen"))
    assert one.path == "evaluations[0].evaluators[0].id"
