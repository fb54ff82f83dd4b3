"""The report of a portfolio: the numbers of the analysis, each in its place with its n."""

from __future__ import annotations

import hashlib
import re
import runpy
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from pypdf import PdfReader

import toimintamalli as tm
from toimintamalli.analysis.groups import Grouping, breakdown
from toimintamalli.analysis.portfolio import summarise
from toimintamalli.analysis.shares import Share
from toimintamalli.analysis.shown import shown_summary
from toimintamalli.analysis.triage_portfolio import triage_portfolio
from toimintamalli.errors import LoadError, OptionError
from toimintamalli.instruments import get_instrument, instrument_ids
from toimintamalli.model import (
    Answer,
    BasicData,
    Contributor,
    Evaluation,
    Evaluator,
    Portfolio,
    PracticeModel,
)
from toimintamalli.vocabulary import collaborative_areas, counties, triage_rule
from toimintamalli_pdf import PdfOptions, exporter

Findings = Callable[[bytes], list[str]]
Row = dict[str, str]

HELPERS = runpy.run_path(str(Path(__file__).with_name("reports.py")))
SURVEY, FIRST, MODELS, EVALUATED = map(
    HELPERS.__getitem__, ("SURVEY", "FIRST", "MODELS", "EVALUATED")
)
LANGUAGES = ("fi", "sv", "en")
OTHERS = pytest.mark.parametrize("audience", ["partners", "public"])
# Each two of a number of models, a language and an audience, in as few reports as there can be.
EVERY_PAIR = [
    (count, language, ("internal", "public")[(place + other) % 2])
    for place, count in enumerate((0, 1, MODELS))
    for other, language in enumerate(LANGUAGES)
]
REPLIES = ("Ei voida vielä arvioida", "Ei koske", "Ei vastausta", "Arvioijat eri mieltä")
WHOLE: Portfolio = HELPERS["portfolio"]()


def unreadable() -> Any:
    """What loading tells of a file whose title is a list."""
    with pytest.raises(LoadError) as caught:
        tm.loads("format_version: 2\nbasics:\n  title: [1]\n")
    return caught.value.report.at("alue/rikki.yaml")


UNREADABLE = unreadable()
BROKEN = evolve(WHOLE, problems=UNREADABLE)


@cache
def render(subject: Any = WHOLE, **options: Any) -> Any:
    return tm.render(subject, format="pdf", **options)


@cache
def report(subject: Portfolio = WHOLE, **options: Any) -> tuple[Any, ...]:
    """The parts of a report in the order in which they are read."""
    return HELPERS["read"](render(subject, **options).data)


def table(first: str, subject: Portfolio = WHOLE, **options: Any) -> list[Row]:
    """The rows of the tables whose first column has a header."""
    return [
        dict(zip(part.rows[0], row, strict=True))
        for part in report(subject, **options)
        if part.rows and part.rows[0][0] == first
        for row in part.rows[1:]
    ]


def name(row: Row) -> str:
    """What a row is of, without what is said of it below."""
    return next(iter(row.values())).partition("\n")[0]


def figures(subject: Portfolio = WHOLE, **options: Any) -> dict[str, Row]:
    return {name(row): row for row in table("Luku", subject, **options)}


def texts(subject: Portfolio = WHOLE, **options: Any) -> list[str]:
    return [part.text for part in report(subject, **options) if part.text]


def headings(subject: Portfolio = WHOLE, **options: Any) -> list[str]:
    return [part.text for part in report(subject, **options) if part.tag == "H1"][1:]


def charts(subject: Portfolio = WHOLE, **options: Any) -> list[str]:
    return [part.text for part in report(subject, **options) if part.tag == "Figure"]


def share(count: int, n: int) -> str:
    """A share rounded once, to a tenth of a per cent."""
    return f"{Share(count, n).percent(1)}".replace(".", ",") + " %" if n else "–"


def of(count: int, n: int) -> str:
    """A share with the counts that it is made of."""
    return f"{share(count, n)}\n{count}/{n}"


def levels(row: Row) -> list[str]:
    return [cell for header, cell in row.items() if header[:2] in {"1.", "2.", "3.", "4."}]


def hidden_as(count: int | None) -> str:
    return "peitetty" if count is None else str(count)


def answered_alike(level: str) -> Portfolio:
    given = tuple(Answer(criterion=one.id, level=level) for one in SURVEY.criteria)
    evaluation = Evaluation(id="eka", instrument=SURVEY.id, date=FIRST, answers=given)
    return Portfolio(models=(PracticeModel(id="malli", evaluations=(evaluation,)),))


LEAST, MOST = (SURVEY.scales[0].levels[place].id for place in (0, -1))


# -- the numbers ------------------------------------------------------------------------------


def test_every_statement_has_the_counts_and_both_shares_of_the_analysis() -> None:
    summary = summarise(WHOLE, SURVEY)
    rows = table("Väittämä")

    assert len(rows) == len(summary.statements) == 12
    for row, one in zip(rows, summary.statements, strict=True):
        tally = one.tally
        assert row["Väittämä"] == one.criterion.question.fi
        assert levels(row) == [str(count) for count in tally.levels]
        assert row.get("Ei voida vielä arvioida", "0") == str(tally.cannot_yet)
        assert row.get("Ei vastausta", "0") == str(tally.no_answer)
        assert row["n"] == str(tally.n)
        assert row["Puoltaa, kaikista"] == of(one.agree, tally.n)
        assert row["Puoltaa, tason saaneista"] == of(one.agree, tally.assessed)
    assert any(row["Puoltaa, kaikista"] != row["Puoltaa, tason saaneista"] for row in rows)


def test_the_counts_of_a_statement_add_up_to_its_n() -> None:
    for row in table("Väittämä"):
        others = [row[reply] for reply in REPLIES if reply in row]
        assert sum(map(int, (*levels(row), *others))) == int(row["n"]) == EVALUATED


def test_every_figure_has_its_n_and_its_share_follows_from_them() -> None:
    rows = table("Luku", BROKEN)

    assert len(rows) > 12
    for row in rows:
        assert row["Luku"].endswith(".")
        assert row["Määrä"].isdigit()
        assert row["Kuinka monesta (n)"].isdigit()
    shared = [row for row in rows if name(row) != "Osallistujia arvioinneissa"]
    assert len(shared) == len(rows) - 1
    assert [row["Osuus"] for row in shared] == [
        share(int(row["Määrä"]), int(row["Kuinka monesta (n)"])) for row in shared
    ]


def test_the_first_pages_give_the_numbers_a_leader_asks_for() -> None:
    found = figures(BROKEN)
    summary = summarise(WHOLE, SURVEY)

    def pair(label: str) -> tuple[int, int]:
        return int(found[label]["Määrä"]), int(found[label]["Kuinka monesta (n)"])

    assert pair("Toimintamalleja") == (24, 25)
    assert pair("Tiedostoja, joita ei voitu lukea") == (1, 25)
    assert pair("Arvioituja malleja (n)") == (21, 24)
    assert pair("Osallistujia arvioinneissa") == (21 * 6, 21)
    assert pair("Hyvinvointialueen edustaja mukana") == (14, 21)
    assert pair("Edustajasta ei kerrota") == (0, 21)
    reached = [one.county.count for one in summary.coverage if one.county.count]
    assert pair("Alueita, joilla on arvioituja malleja") == (len(reached), 23)
    below = [one for one in summary.coverage if one.county.count < 3]
    assert pair("Alueita alle suosituksen") == (len(below), 23)
    assert pair("Malleja, joilla on juurruttamissuunnitelma") == (5, 24)
    assert pair("Malleja, joilla on mittareita") == (4, 24)
    best = max(one.agree for one in summary.statements)
    assert pair("Eniten puollettu väittämä") == (best, 21)


def test_up_to_three_statements_at_an_end_are_named_and_of_more_the_number_is_told() -> None:
    (whole,) = answered_alike(LEAST).models
    (evaluation,) = whole.evaluations
    agreed = tuple(evolve(one, level=MOST) for one in evaluation.answers[:3])
    changed = evolve(evaluation, answers=(*agreed, *evaluation.answers[3:]))
    found = figures(Portfolio(models=(evolve(whole, evaluations=(changed,)),)))

    named = "; ".join(one.question.fi for one in SURVEY.criteria[:3])
    assert f"\n{named}. Osuus" in found["Eniten puollettu väittämä"]["Luku"]
    least = found["Vähiten puollettu väittämä"]["Luku"]
    assert "\nVäittämiä, joilla on tämä sama osuus: 9. Osuus" in least
    assert "\nEi yhtään." in found["Väittämä, jota useimmin ei voida vielä arvioida"]["Luku"]


def test_stages_and_customer_groups_are_those_of_the_analysis_with_their_n() -> None:
    summary = summarise(WHOLE, SURVEY)
    for header, grouping in (
        ("Kehitysvaihe", Grouping.STAGE),
        ("Asiakasryhmä", Grouping.CUSTOMER_GROUP),
    ):
        every = breakdown(WHOLE.models, grouping).groups
        evaluated = {one.key: one.count for one in dict(summary.breakdowns)[grouping].groups}
        rows = table(header)

        assert [row[header] for row in rows] == [group.name.fi for group in every]
        for row, group in zip(rows, every, strict=True):
            count = evaluated.get(group.key, 0)
            assert (row["Malleja"], row["Arvioituja"]) == (str(group.count), str(count))
            assert (row["n"], row["Osuus"]) == (str(EVALUATED), share(count, EVALUATED))
        assert int(rows[-1]["Malleja"]) > 0
    assert "oma ryhmä" in {row["Asiakasryhmä"] for row in table("Asiakasryhmä")}
    assert f"Malleja on yhteensä {MODELS}, arvioituja {EVALUATED}." in texts()


def test_every_county_is_there_also_without_models_and_so_are_models_without_a_county() -> None:
    rows = table("Hyvinvointialue")
    coverage = summarise(WHOLE, SURVEY).coverage

    states = {"below": "alle suosituksen", "within": "täyttyy", "above": "yli suosituksen"}
    for row, one in zip(rows, coverage, strict=False):
        assert row["Hyvinvointialue"] == one.county.name.fi
        assert (row["Malleja"], row["Arvioituja"]) == (str(one.models), str(one.county.count))
        assert row["Suositus"] == states[one.state]
    (without,) = rows[len(coverage) :]
    assert (without["Malleja"], without["Arvioituja"], without["Suositus"]) == ("1", "0", "–")
    assert "0" in {row["Malleja"] for row in rows}


def test_an_area_tells_in_how_many_of_its_counties_models_are_evaluated() -> None:
    reached = {one.county.key for one in summarise(WHOLE, SURVEY).coverage if one.county.count}
    rows = table("Yhteistyöalue (YTA)")

    for row, area in zip(rows, collaborative_areas(), strict=False):
        here = [county.id for county in area.counties]
        assert row["Alueita, joilla arvioituja"] == str(len(reached.intersection(here)))
        assert row["Alueita"] == str(len(here))
    assert rows[0]["Arvioituja"] == str(EVALUATED)


def test_classes_and_reasons_are_those_of_the_triage() -> None:
    found = triage_portfolio(WHOLE)

    classes = [(row["Kuvauksia"], row["n"], row["Osuus"]) for row in table("Luokka")]
    assert classes == [
        (str(one.share.count), str(MODELS), share(one.share.count, MODELS)) for one in found.classes
    ]
    reasons = [(row["Syy"], row["Kuvauksia"], row["n"]) for row in table("Syy")]
    assert reasons == [
        (triage_rule().reason_words(one.kind).title.fi, str(one.share.count), str(MODELS))
        for one in found.reasons
    ]


def test_each_model_has_a_row_with_what_is_known_of_it() -> None:
    rows = table("Toimintamallin nimi")

    assert len(rows) == MODELS
    assert list(rows[0].values()) == [
        "Malli 0\nalue/malli-00.yaml",
        counties()[0].name.fi,
        "Pilotoitu",
        "Kesken",
        "2",
        "20.10.2025",
    ]
    assert list(rows[-1].values()) == [
        "malli-23\nalue/malli-23.yaml",
        *("–", "–", "Perustiedot", "0", "–"),
    ]


# -- charts -----------------------------------------------------------------------------------


def test_each_chart_is_told_in_words_with_its_n_and_its_counts_or_where_they_are() -> None:
    stages, statements, classes = charts()

    for row in table("Kehitysvaihe"):
        assert f"{row['Kehitysvaihe']}: {row['Arvioituja']}" in stages
    for row in table("Luokka"):
        assert f"{name(row)}: {row['Kuvauksia']}" in classes
    levels_named = [header for header in table("Väittämä")[0] if header[:1].isdigit()]
    assert f"Vaakapylväitä 12. Kukin on jaettu osiin: {', '.join(levels_named)}" in statements
    assert [told.partition(". ")[0].rpartition(" (")[2] for told in charts()] == [
        *(f"n = {EVALUATED})", f"n = {EVALUATED})", f"n = {MODELS})")
    ]
    assert statements.endswith("Luvut ovat seuraavissa taulukoissa.")


def test_a_table_with_the_same_numbers_follows_each_chart() -> None:
    parts = report()
    following = {
        part.text.partition(" (")[0]: next(one.rows[0][0] for one in parts[place:] if one.rows)
        for place, part in enumerate(parts)
        if part.tag == "Figure"
    }
    assert following == {
        "Arvioidut mallit kehitysvaiheittain": "Kehitysvaihe",
        "Väittämien vastaukset": "Väittämä",
        "Kuvaukset luokittain": "Luokka",
    }


def test_a_set_with_many_criteria_has_charts_that_fit_on_a_page() -> None:
    many = max(map(get_instrument, instrument_ids()), key=lambda one: len(one.criteria))
    answers = tuple(
        Answer(criterion=one.id, level=many.scale_of(one).levels[-1].id) for one in many.criteria
    )
    evaluation = Evaluation(id="eka", instrument=many.id, date=FIRST, answers=answers)
    subject = Portfolio(models=(evolve(WHOLE.models[0], evaluations=(evaluation,)),))
    told = charts(subject, instrument=many.id)
    bars = [int(found[1]) for one in told if (found := re.search(r"Vaakapylväitä (\d+)\.", one))]

    assert sum(bars) == len(many.criteria) > 12
    assert all(count <= 12 for count in bars)


# -- days -------------------------------------------------------------------------------------


def test_it_can_be_seen_from_a_day() -> None:
    summary = summarise(WHOLE, SURVEY, FIRST)
    options = {"as_of": "30.6.2025"}

    rows = table("Väittämä", **options)
    assert [row["Puoltaa, kaikista"] for row in rows] == [
        of(one.agree, one.tally.n) for one in summary.statements
    ]
    assert rows != table("Väittämä")
    assert figures(**options)["Arviointeja ilman päivää"]["Määrä"] == "0"
    first = table("Toimintamallin nimi", **options)[0]
    assert (first["Kehitysvaihe"], first["Arviointeja"]) == ("–", "1")
    assert first["Viimeisin arviointi"] == "30.6.2025"
    assert any(text.startswith("Tilanne 30.6.2025.") for text in texts(**options))


# -- what stayed outside ----------------------------------------------------------------------


def test_files_that_could_not_be_read_are_listed_with_what_to_do() -> None:
    (row,) = table("Tiedosto", BROKEN)
    (finding,) = UNREADABLE

    assert row == {
        "Tiedosto": "alue/rikki.yaml",
        "Paikka": "rivi 3\nbasics.title",
        "Koodi": finding.code,
        "Vakavuus": "virhe",
        "Mitä löytyi ja mitä tehdä": f"{finding.message('fi')}\n{finding.hint('fi')}",
    }


def test_answers_that_could_not_be_used_are_listed() -> None:
    first = WHOLE.models[0]
    *others, latest = first.evaluations
    odd = (*latest.answers, Answer(criterion="ei-ole", level="agree"))
    spoilt = evolve(first, evaluations=(*others, evolve(latest, answers=odd)))
    (row,) = table("Tiedosto", evolve(WHOLE, models=(spoilt, *WHOLE.models[1:])))

    assert row["Tiedosto"] == "alue/malli-00.yaml"
    assert "ei-ole" in row["Mitä löytyi ja mitä tehdä"]


def test_without_problems_the_last_part_says_that_there_were_none() -> None:
    assert not table("Tiedosto")
    assert texts()[-1] == "Kaikki tiedostot ja vastaukset voitiin lukea."


# -- hiding -----------------------------------------------------------------------------------


def test_small_counts_are_hidden_as_the_analysis_hides_them() -> None:
    shown = shown_summary(summarise(WHOLE, SURVEY), 5)

    for row, one in zip(table("Väittämä", hide_below=5), shown.statements, strict=True):
        assert levels(row) == [hidden_as(count) for count in one.levels]
        assert row["n"] == hidden_as(one.n)
        assert (row["Puoltaa, kaikista"] == "peitetty") is (None in (one.agree, one.n))
    rows = table("Hyvinvointialue", hide_below=5)
    for row, seen in zip(rows, shown.coverage, strict=False):
        assert row["Arvioituja"] == hidden_as(seen.evaluated)
        assert row["Malleja"] == hidden_as(seen.models)
    assert "peitetty" in {row["Arvioituja"] for row in rows}
    assert any("ovat alle 5, on peitetty" in text for text in texts(hide_below=5))


def test_a_hidden_count_does_not_follow_from_another_number() -> None:
    found = figures(hide_below=5)
    for label in ("Alueita, joilla on arvioituja malleja", "Alueita, joilla suositus täyttyy"):
        assert (found[label]["Määrä"], found[label]["Osuus"]) == ("peitetty", "peitetty")
    areas = table("Yhteistyöalue (YTA)", hide_below=5)
    assert {row["Malleja"] for row in areas} == {"peitetty"}
    without = [row for row in areas if row["Alueita, joilla arvioituja"] == "0"]
    assert {row["Arvioituja"] for row in without} == {"0"}
    assert {row["Arvioituja"] for row in areas if row["Alueita"] != "–" and row not in without} == {
        "peitetty"
    }


def test_a_chart_with_hidden_counts_is_not_drawn() -> None:
    (classes,) = charts(hide_below=20)
    assert classes.startswith("Kuvaukset luokittain")
    assert "Väittämät kaaviona" not in headings(hide_below=20)


def test_while_small_counts_are_hidden_no_evaluation_of_one_model_is_told() -> None:
    row = table("Toimintamallin nimi", hide_below=5)[0]
    assert list(row) == ["Toimintamallin nimi", "Hyvinvointialue", "Kehitysvaihe", "Luokka"]
    assert any(text.startswith("Mallien omia arviointeja") for text in texts(hide_below=5))


def test_which_statement_is_at_an_end_is_not_told_where_a_hidden_one_could_be() -> None:
    row = figures(hide_below=5)["Vähiten puollettu väittämä"]
    assert {row["Määrä"], row["Kuinka monesta (n)"], row["Osuus"]} == {"peitetty"}
    assert "\nEi kerrota" in row["Luku"]


# -- for others -------------------------------------------------------------------------------


@OTHERS
def test_others_are_given_no_files_no_classes_and_no_evaluations_of_single_models(
    audience: str,
) -> None:
    parts = headings(BROKEN, audience=audience)
    assert parts[1:] == ["Väittämät lukuina", "Alueet ja asiakasryhmät", "Toimintamallit"]
    row = table("Toimintamallin nimi", BROKEN, audience=audience)[0]
    assert list(row) == ["Toimintamallin nimi", "Hyvinvointialue", "Kehitysvaihe"]
    told = all_said(render(BROKEN, audience=audience).data)
    assert "rikki" not in told
    assert ".yaml" not in told
    notes = texts(BROKEN, audience=audience)
    assert any(text.startswith("Kuvausten luokitus ei ole mukana.") for text in notes)


@OTHERS
def test_small_counts_are_hidden_for_others_without_asking(audience: str) -> None:
    asked = table("Hyvinvointialue", hide_below=5)
    assert table("Hyvinvointialue", audience=audience) == asked
    assert any("ovat alle 5, on peitetty" in text for text in texts(audience=audience))


@OTHERS
def test_statements_for_others_count_the_joint_answers_of_large_groups_only(audience: str) -> None:
    small = HELPERS["portfolio"](participants=4).models[:8]
    mixed = evolve(WHOLE, models=(*small, *WHOLE.models[8:]), sources=())
    shown = shown_summary(summarise(evolve(WHOLE, models=WHOLE.models[8:]), SURVEY), 5)

    rows = table("Väittämä", mixed, audience=audience)
    assert [row["n"] for row in rows] == [hidden_as(one.n) for one in shown.statements]
    assert [levels(row) for row in rows] == [
        [hidden_as(count) for count in one.levels] for one in shown.statements
    ]
    row = figures(mixed, audience=audience)["Arvioituja malleja, joiden vastaukset ovat mukana"]
    assert (row["Määrä"], row["Kuinka monesta (n)"]) == ("13", "21")


def test_an_answer_that_is_not_given_is_never_counted_as_a_missing_one() -> None:
    def alone(evaluation: Evaluation) -> Evaluation:
        answers = tuple(evolve(one, evaluator="A") for one in evaluation.answers)
        return evolve(evaluation, evaluators=(Evaluator(id="A"),), answers=answers)

    models = tuple(
        evolve(one, evaluations=tuple(map(alone, one.evaluations))) for one in WHOLE.models
    )
    subject = evolve(WHOLE, models=models)

    assert not table("Väittämä", subject, audience="public")
    assert "Laskettavia vastauksia ei ole (n = 0)." in texts(subject, audience="public")
    assert len(table("Väittämä", subject)) == 12


@OTHERS
def test_nobody_is_named_to_others_whatever_their_names_were_written_into(audience: str) -> None:
    data = render(with_a_person("Maija Mallikas"), audience=audience).data
    assert "mallikas" not in all_said(data)
    assert "maija" not in all_said(data)


def test_the_search_for_a_person_finds_one_in_a_report_for_own_people() -> None:
    assert "maija mallikas" in all_said(render(with_a_person("Maija Mallikas")).data)


def with_a_person(person: str) -> Portfolio:
    """A portfolio whose every text has the name of a person."""

    def told(evaluation: Evaluation) -> Evaluation:
        answers = tuple(evolve(one, reason=person) for one in evaluation.answers)
        return evolve(evaluation, unit=person, answers=answers)

    contributor = Contributor(name=person, organisation="Kunta")
    named = tuple(
        evolve(
            one,
            id=f"maija-mallikas-{place}",
            basics=BasicData(title=f"{person}: malli {place}", contributors=(contributor,)),
            programme=evolve(one.programme, customer_groups=(person,), counties=(person,)),
            evaluations=tuple(map(told, one.evaluations)),
        )
        for place, one in enumerate(WHOLE.models)
        if one.programme
    )
    return Portfolio(title=f"Kooste: {person}", models=named)


def all_said(data: bytes) -> str:
    """All that a file says: its pages, the words of its structure, and what it says of itself."""
    reader = PdfReader(BytesIO(data))
    pages = "\n".join(HELPERS["pages_of_texts"](data))
    xmp = reader.xmp_metadata
    about = f"{dict(reader.metadata or {})} {xmp.stream.get_data().decode() if xmp else ''}"
    told = "\n".join(" ".join((part.text, str(part.rows))) for part in HELPERS["read"](data))
    return f"{pages}\n{told}\n{about}\n{data.decode('latin-1')}".casefold()


# -- options ----------------------------------------------------------------------------------


@pytest.mark.parametrize("instrument", instrument_ids())
def test_any_criteria_set_can_be_summed_up(instrument: str) -> None:
    known = get_instrument(instrument)
    answers = tuple(
        Answer(criterion=one.id, level=known.scale_of(one).levels[-1].id) for one in known.criteria
    )
    evaluation = Evaluation(id="eka", instrument=instrument, date=FIRST, answers=answers)
    subject = Portfolio(models=(evolve(WHOLE.models[0], evaluations=(evaluation,)),))
    rows = table("Väittämä", subject, instrument=instrument)

    assert [row["Väittämä"] for row in rows] == [one.question.fi for one in known.criteria]
    assert {row["n"] for row in rows} == {"1"}
    version = f"{known.title.fi}, versio {known.version}."
    assert f"Kriteeristö: {version}" in texts(subject, instrument=instrument)
    advises = known.recommendation is not None
    assert ("Suositus" in table("Hyvinvointialue", subject, instrument=instrument)[0]) is advises


def test_two_shares_are_spoken_of_only_where_a_set_has_agreement() -> None:
    growth = get_instrument("kasvun-tuki")
    answers = tuple(
        Answer(criterion=one.id, level=growth.scale_of(one).levels[0].id) for one in growth.criteria
    )
    evaluation = Evaluation(id="eka", instrument=growth.id, date=FIRST, answers=answers)
    subject = Portfolio(models=(PracticeModel(evaluations=(evaluation,)),))

    assert not any("Kaksi osuutta" in text for text in texts(subject, instrument=growth.id))
    assert any("Kaksi osuutta" in text for text in texts())
    for row in table("Väittämä", subject, instrument=growth.id):
        assert "Puoltaa, kaikista" not in row


@pytest.mark.parametrize(
    ("options", "allowed"),
    [
        ({"instrument": "ei-ole"}, "vaikutusten-itsearviointi"),
        ({"as_of": "eilen"}, "30.6.2025"),
        ({"hide_below": 1}, "0, 2, 3"),
    ],
)
def test_an_option_that_is_not_allowed_is_told_with_what_is(
    options: dict[str, Any], allowed: str
) -> None:
    with pytest.raises(OptionError, match=allowed) as caught:
        render(**options)
    assert caught.value.report.codes == ("TM909",)


@pytest.mark.parametrize(
    ("subject", "options", "named"),
    [
        (WHOLE, {"worksheet": "arviointi", "prefill": False}, ("worksheet", "prefill")),
        (
            WHOLE,
            dict.fromkeys(("filled", "evaluation", "evaluator", "metric", "board"), "A"),
            ("filled", "evaluation", "evaluator", "metric", "board"),
        ),
        (WHOLE.models[0], {"as_of": "30.6.2025", "hide_below": 5}, ("as_of", "hide_below")),
    ],
)
def test_options_for_another_document_are_told_to_have_had_no_effect(
    subject: Any, options: dict[str, Any], named: tuple[str, ...]
) -> None:
    (finding,) = [one for one in render(subject, **options).diagnostics if one.code == "PDF007"]
    assert finding.parameter("options") == named
    assert render(subject, **options).data == render(subject).data


def test_options_that_have_an_effect_are_not_told_of() -> None:
    options = {"as_of": "20.10.2025", "hide_below": 5, "instrument": "kasvun-tuki"}
    assert "PDF007" not in render(**options).diagnostics.codes
    assert "PDF007" not in render(worksheet="tyopohja-4").diagnostics.codes
    model = render(WHOLE.models[0], worksheet="arviointi", prefill=False)
    assert "PDF007" not in model.diagnostics.codes


# -- the document -----------------------------------------------------------------------------


def test_no_cell_is_empty_so_that_none_is_passed_over_when_read_aloud() -> None:
    for subject in (BROKEN, Portfolio()):
        rows = [row for part in report(subject) for row in part.rows]
        assert all(cell.strip() for row in rows for cell in row)


def test_the_first_pages_tell_the_set_its_source_and_for_whom_the_report_is() -> None:
    told = texts()
    assert any("versio 2025-03-12" in text for text in told)
    assert any(text.startswith("Omalle väelle.") for text in told)
    assert any(text.startswith(SURVEY.title.fi) and "THL" in text for text in told)
    assert "RRP-mallit" in headings()


@pytest.mark.parametrize(("count", "language", "audience"), EVERY_PAIR)
def test_any_portfolio_has_an_accessible_report_in_each_language(
    count: int, language: str, audience: str, findings: Findings
) -> None:
    subject = HELPERS["portfolio"](count)
    rendered = render(subject, language=language, audience=audience)

    assert not [one for one in rendered.diagnostics.codes if one.startswith("PDF")]
    assert findings(rendered.data) == []
    assert len(PdfReader(BytesIO(rendered.data)).pages) >= 5


def test_the_same_numbers_stand_in_every_language() -> None:
    def counts(language: str) -> list[list[str]]:
        rows = [row for part in report(language=language) for row in part.rows]
        return [[cell for cell in row if cell.isdigit()] for row in rows]

    assert counts("fi") == counts("sv") == counts("en")


def test_an_empty_portfolio_has_no_empty_parts() -> None:
    empty = Portfolio()
    parts = report(empty)

    assert headings(empty)[0] == "Kooste toimintamalleista"
    assert not charts(empty)
    assert all(len(part.rows) > 1 for part in parts if part.tag == "Table")
    below = {after.tag for part, after in pairwise(parts) if part.tag == "H2"}
    assert below <= {"P", "Table", "LBody", "Link"}
    assert "Malleja ei ole." in texts(empty)
    assert figures(empty)["Toimintamalleja"]["Osuus"] == "–"


@pytest.mark.parametrize(
    "text",
    [
        "<b>&amp;</b>",
        "pitkä" * 60,
        "😀" * 40,
        "نموذج العمل",
        "rivi\nvaihtuu",
        "%s {0} {name} (\\)",
        "sana " * 200,
    ],
)
def test_hostile_texts_make_an_accessible_report(text: str, findings: Findings) -> None:
    hostile = tuple(
        evolve(
            one,
            basics=evolve(one.basics, title=text),
            programme=evolve(one.programme, customer_groups=(text,), counties=(text,)),
        )
        for one in WHOLE.models[:4]
    )
    subject = Portfolio(title=text, models=hostile, sources=(text,) * len(hostile))
    rendered = render(subject)

    assert findings(rendered.data) == []
    is_arabic = any("\u0600" <= sign <= "\u06ff" for sign in text)
    assert set(rendered.diagnostics.codes) <= {"PDF001", "PDF008", "TM501"}
    assert ("PDF008" in rendered.diagnostics.codes) is is_arabic
    rows = [row for part in HELPERS["read"](rendered.data) for row in part.rows]
    shown = ["".join(row[0].split()) for row in rows]
    if "PDF001" not in rendered.diagnostics.codes:
        assert any("".join(text.split()) in cell for cell in shown)


def test_equal_portfolios_give_equal_bytes_also_in_another_process() -> None:
    script = (
        "import hashlib, sys, toimintamalli as tm;"
        "model = tm.loads(sys.stdin.read());"
        "p = tm.Portfolio(title='K', models=(model,) * 3);"
        "print(hashlib.sha256(tm.render(p, format='pdf').data).hexdigest())"
    )
    model = tm.dumps(WHOLE.models[0])
    finished = subprocess.run(
        [sys.executable, "-c", script],
        input=model,
        env={"PYTHONHASHSEED": "1", "PYTHONPATH": ":".join(sys.path), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    here = render(Portfolio(title="K", models=(tm.loads(model),) * 3))
    assert finished.stdout.strip() == hashlib.sha256(here.data).hexdigest()


def test_the_exporter_renders_a_portfolio_by_itself() -> None:
    assert exporter.render(WHOLE, PdfOptions()).data == render().data
