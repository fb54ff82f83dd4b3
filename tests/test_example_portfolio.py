"""The small portfolio: three counties on two days, of very different quality, and one bad file."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

import toimintamalli as tm

PORTFOLIO = Path(__file__).parents[1] / "examples" / "salkku"
JUNE, DECEMBER = PORTFOLIO / "2025-06", PORTFOLIO / "2025-12"
READABLE = [
    path for path in sorted(PORTFOLIO.rglob("*.yaml")) if path.name != "kanta-hame-etaryhmat.yaml"
]


def classes(folder: Path) -> list[int]:
    summary = tm.triage_portfolio(tm.load_portfolio(folder))
    return [one.share.count for one in summary.classes]


@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.relative_to(PORTFOLIO).as_posix())
def test_a_model_of_the_portfolio_is_sound(path: Path) -> None:
    model = tm.load(path)
    document = json.loads(tm.dumps(model, format="json"))
    faults = jsonschema.Draft202012Validator(tm.json_schema()).iter_errors(document)
    assert [fault.message for fault in faults] == []
    assert [one.code for one in tm.check(model) if one.severity is tm.Severity.ERROR] == []
    code = tm.read_title(model.basics.title)
    assert (code.programme, code.pillar) == (model.programme.programme, model.programme.pillar)
    assert code.investments == model.programme.investments


def test_nothing_is_lost_because_one_file_is_bad() -> None:
    june, december = tm.load_portfolio(JUNE), tm.load_portfolio(DECEMBER)
    assert (len(june.models), june.problems.codes) == (20, ())
    assert (len(december.models), december.problems.codes) == (20, ("TM103",))
    assert [one.source for one in december.problems] == ["kanta-hame-etaryhmat.yaml"]


def test_the_descriptions_are_of_every_class_and_get_further_in_half_a_year() -> None:
    assert classes(JUNE) == [7, 9, 4]
    assert classes(DECEMBER) == [11, 7, 2]


def test_two_descriptions_of_one_county_tell_of_the_same_matter() -> None:
    portfolio = tm.load_portfolio(DECEMBER)
    (pair,) = tm.find_overlaps(portfolio).pairs
    assert {portfolio.models[place].id for place in (pair.first, pair.second)} == {
        "muistikoordinaattori",
        "muistisairaan-tuki",
    }


def test_one_description_was_withdrawn_and_one_is_new() -> None:
    june, december = (
        {model.id for model in tm.load_portfolio(folder).models} for folder in (JUNE, DECEMBER)
    )
    assert june - december == {"viestintasuunnitelma"}
    assert december - june == {"laakkeet-kotona"}


def test_descriptions_are_in_the_languages_of_their_counties() -> None:
    models = tm.load_portfolio(DECEMBER).models
    swedish = [model for model in models if model.language is tm.Language.SWEDISH]
    assert [model.programme.counties for model in swedish] == [("pohjanmaa",)] * 2


def test_ten_of_the_models_of_december_were_evaluated() -> None:
    summary = tm.summarise(
        tm.load_portfolio(DECEMBER), tm.get_instrument("vaikutusten-itsearviointi")
    )
    assert {statement.tally.n for statement in summary.statements} == {10}
