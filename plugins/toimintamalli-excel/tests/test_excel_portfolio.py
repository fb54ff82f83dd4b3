"""The workbook of a portfolio: the numbers of the analysis, each in its place with its n."""

from __future__ import annotations

import datetime
import re
import subprocess
import sys
import tomllib
from decimal import Decimal
from functools import cache
from importlib import resources
from io import BytesIO
from string import Formatter

import openpyxl
import pytest
from attrs import evolve
from python_calamine import CalamineWorkbook

import toimintamalli as tm
from toimintamalli.analysis.groups import Grouping
from toimintamalli.analysis.hiding import ShownTally
from toimintamalli.analysis.portfolio import compare, summarise
from toimintamalli.analysis.shares import Share, rounded
from toimintamalli.analysis.shown import shown_summary
from toimintamalli.analysis.triage_portfolio import triage_portfolio
from toimintamalli.errors import LoadError, OptionError
from toimintamalli.instruments import get_instrument, instrument_ids
from toimintamalli.model import (
    Answer,
    AnswerState,
    BasicData,
    Contributor,
    DevelopmentStage,
    Evaluation,
    Evaluator,
    Metric,
    Portfolio,
    PracticeModel,
    ProgrammeData,
    RootingPlan,
    ServiceSector,
    StageRecord,
    Task,
    TaskState,
)
from toimintamalli.vocabulary import collaborative_areas, counties, field_title, triage_rule
from toimintamalli_excel import ExcelOptions, exporter
from toimintamalli_excel.workbook import unescape_text

LANGUAGES = ("fi", "sv", "en")
SURVEY = get_instrument("vaikutusten-itsearviointi")
FIRST, SECOND = datetime.date(2025, 6, 30), datetime.date(2025, 10, 20)
MODELS, EVALUATED = 24, 21
LABELS = resources.files("toimintamalli_excel._portfolio") / "labels.toml"
EVERY_SHEET = [
    *("Ohje", "Yhteenveto", "Mallit", "Väittämät", "Alueet", "YTA-alueet", "Vaiheet"),
    *("Asiakasryhmät", "Palvelut", "Investoinnit", "Investointiyhdistelmät"),
    *("Luokat", "Luokitus", "Ongelmat"),
]


def answers(number, later=False):
    """Later, what could not be assessed is agreed with in every other model."""
    for place, criterion in enumerate(SURVEY.criteria):
        rank = (number + place) % 6
        if rank == 4 and later and number % 2:
            rank = 3
        if rank < 4:
            yield Answer(criterion=criterion.id, level=SURVEY.scales[0].levels[rank].id)
        elif rank == 4:
            yield Answer(criterion=criterion.id, state=AnswerState.CANNOT_YET)


def evaluations(number, participants):
    first = Evaluation(
        id="eka",
        instrument=SURVEY.id,
        date=FIRST,
        participants=participants,
        county_represented=number % 3 > 0,
        answers=tuple(answers(number)),
    )
    if number % 4:
        return (first,)
    return (first, evolve(first, id="toka", date=SECOND, answers=tuple(answers(number, True))))


def model(number, participants=6):
    """Models without an evaluation come last; the very last one tells nothing of itself."""
    plan = RootingPlan(
        tasks=(
            Task(id="T1", what="Koulutus", state=TaskState.DONE),
            Task(id="T2", what="Päätös", state=TaskState.IN_PROGRESS),
        )
    )
    if number == MODELS - 1:
        return PracticeModel(id=f"malli-{number:02}")
    return PracticeModel(
        id=f"malli-{number:02}",
        basics=BasicData(title=f"Malli {number}", modified=datetime.date(2025, 9, 1 + number)),
        programme=ProgrammeData(
            programme="rrp",
            pillar="P4",
            investments=("I1", "I4")[: 1 + number % 2],
            counties=(counties()[number % 7].id,),
            sectors=tuple(ServiceSector)[: 1 + number % 2],
            customer_groups=("older-people",),
        ),
        stages=(StageRecord(stage=tuple(DevelopmentStage)[number % 3], date=FIRST),),
        evaluations=evaluations(number, participants) if number < EVALUATED else (),
        rooting_plan=plan if number % 5 == 0 else None,
        metrics=(Metric(id="M1", name="Odotusaika"),) if number % 6 == 0 else (),
    )


def portfolio(count=MODELS, participants=6, **changes):
    models = tuple(model(number, participants) for number in range(count))
    sources = tuple(f"alue/{one.id}.yaml" for one in models)
    return Portfolio(title="RRP-mallit", models=models, sources=sources, **changes)


WHOLE = portfolio()


def unreadable():
    """What loading tells of a file whose title is a list."""
    with pytest.raises(LoadError) as caught:
        tm.loads("format_version: 2\nbasics:\n  title: [1]\n")
    return caught.value.report.at("alue/rikki.yaml")


UNREADABLE = unreadable()


def render(subject=WHOLE, **options):
    return tm.render(subject, format="excel", **options)


def opened(subject=WHOLE, **options):
    if subject is WHOLE:
        return opened_whole(**options)
    return openpyxl.load_workbook(BytesIO(render(subject, **options).data))


@cache
def opened_whole(**options):
    return openpyxl.load_workbook(BytesIO(render(**options).data))


def seen(value):
    if isinstance(value, datetime.datetime):
        return value.date()
    return unescape_text(value) if isinstance(value, str) else value


def table(name, subject=WHOLE, **options):
    """The rows of a sheet by their headers."""
    header, *rows = [
        [seen(cell) for cell in row]
        for row in opened(subject, **options)[name].iter_rows(values_only=True)
    ]
    return [dict(zip(header, row, strict=True)) for row in rows]


def figures(subject=WHOLE, **options):
    return {row["Luku"]: row for row in table("Yhteenveto", subject, **options)}


def share(count, n):
    """A share as a cell holds it: rounded once, to a tenth of a per cent."""
    return float(Share(count, n).percent(1) / 100) if n else None


def guide(subject=WHOLE, **options):
    rows = opened(subject, **options)["Ohje"].iter_rows(values_only=True)
    return {label: text for label, text in rows if text}


# -- the numbers ------------------------------------------------------------------------------


def test_every_statement_has_the_counts_and_both_shares_of_the_analysis():
    summary = summarise(WHOLE, SURVEY)
    rows = table("Väittämät")

    assert len(rows) == len(summary.statements) == 12
    labels = [f"{n}. {level.label.fi}" for n, level in enumerate(SURVEY.scales[0].levels, 1)]
    for row, one in zip(rows, summary.statements, strict=True):
        assert row["Väittämä"] == one.criterion.question.fi
        assert tuple(row[label] for label in labels) == one.tally.levels
        assert row["Ei voida vielä arvioida"] == one.tally.cannot_yet
        assert row["Ei vastausta"] == one.tally.no_answer
        assert (row["n"], row["Puoltaa"], row["Sai tason"]) == (
            one.tally.n,
            one.agree,
            one.tally.assessed,
        )
        assert row["Puoltaa, kaikista"] == share(one.agree, one.tally.n)
        assert row["Puoltaa, tason saaneista"] == share(one.agree, one.tally.assessed)
        assert row["Ei voida vielä, osuus"] == share(one.tally.cannot_yet, one.tally.n)
    assert any(row["Puoltaa, kaikista"] != row["Puoltaa, tason saaneista"] for row in rows)


def test_the_counts_of_a_statement_add_up_to_its_n_and_to_the_evaluated_models():
    for row in table("Väittämät"):
        levels = [value for header, value in row.items() if header[:2] in {"1.", "2.", "3.", "4."}]
        others = [
            row[header]
            for header in (
                *("Ei voida vielä arvioida", "Ei koske"),
                *("Ei vastausta", "Arvioijat eri mieltä"),
            )
        ]
        assert sum(levels) == row["Sai tason"]
        assert sum(levels) + sum(others) == row["n"]
        assert row["n"] + row["Ei kysytty"] == EVALUATED


def test_every_figure_has_its_n_and_its_share_follows_from_them():
    rows = table("Yhteenveto", evolve(WHOLE, problems=UNREADABLE), compare="2025-06-30")

    assert len(rows) > 20
    for row in rows:
        assert isinstance(row["Määrä"], int)
        assert isinstance(row["Kuinka monesta (n)"], int)
        assert row["Mitä luku kertoo"].endswith((".", "?"))
        if row["Osuus"] is not None:
            assert row["Osuus"] == share(row["Määrä"], row["Kuinka monesta (n)"])


def test_the_summary_gives_the_numbers_a_leader_asks_for():
    found = figures(evolve(WHOLE, problems=UNREADABLE))
    summary = summarise(WHOLE, SURVEY)

    def pair(label):
        return found[label]["Määrä"], found[label]["Kuinka monesta (n)"]

    assert pair("Toimintamalleja") == (24, 25)
    assert pair("Tiedostoja, joita ei voitu lukea") == (1, 25)
    assert pair("Arvioituja malleja (n)") == (21, 24)
    assert pair("Osallistujia arvioinneissa") == (21 * 6, 21)
    assert found["Osallistujia arvioinneissa"]["Osuus"] is None
    assert pair("Hyvinvointialueen edustaja mukana") == (14, 21)
    assert pair("Kehitysvaihe: Pilotoitu") == (7, 21)
    assert pair("Kuvaus: Perustiedot") == (3, 24)
    assert pair("Alueita, joilla on arvioituja malleja") == (7, len(summary.coverage))
    assert pair("Alueita, joilla suositus täyttyy") == (7, len(summary.coverage))
    assert pair("Malleja, joilla on juurruttamissuunnitelma") == (5, 24)
    assert pair("Malleja, joilla on mittareita") == (4, 24)
    best = max(one.agree for one in summary.statements)
    assert pair("Eniten puollettu väittämä") == (best, 21)
    ends = [one for one in summary.statements if one.agree == best]
    told = found["Eniten puollettu väittämä"]["Mitä luku kertoo"]
    assert told.startswith(f"Väittämiä, joilla on tämä sama osuus: {len(ends)}.")


def test_up_to_three_statements_at_an_end_are_named():
    least, most = (SURVEY.scales[0].levels[place].id for place in (0, -1))
    (whole,) = answered_alike(least).models
    (evaluation,) = whole.evaluations
    agreed = tuple(evolve(one, level=most) for one in evaluation.answers[:3])
    changed = evolve(evaluation, answers=(*agreed, *evaluation.answers[3:]))
    found = figures(Portfolio(models=(evolve(whole, evaluations=(changed,)),)))

    named = "; ".join(one.question.fi for one in SURVEY.criteria[:3])
    assert found["Eniten puollettu väittämä"]["Mitä luku kertoo"].startswith(f"{named}. Osuus")


def test_each_model_has_a_row_with_what_is_known_of_it():
    rows = table("Mallit")

    assert len(rows) == MODELS
    assert [row["Tiedosto"] for row in rows] == list(WHOLE.sources)
    first = rows[0]
    assert first["Toimintamallin nimi"] == "Malli 0"
    assert first["Hyvinvointialue"] == counties()[0].name.fi
    assert first["Ohjelma"] == "RRP"
    assert first["Kehitysvaihe"] == "Pilotoitu"
    assert (first["Arviointeja"], first["Viimeisin arviointi"]) == (2, SECOND)
    assert (first["Juurruttamissuunnitelma"], first["Tehtäviä valmiina"], first["Tehtäviä"]) == (
        "kyllä",
        1,
        2,
    )
    assert first[field_title(BasicData, "modified").fi] == datetime.date(2025, 9, 1)
    bare = rows[-1]
    assert (bare["Arviointeja"], bare["Viimeisin arviointi"], bare["Mittareita"]) == (0, None, 0)
    assert bare["Juurruttamissuunnitelma"] == "ei"
    assert bare["Kehitysvaihe"] is None


def test_of_more_than_three_statements_at_an_end_the_number_is_told_and_of_none_that():
    agreed = answered_alike(SURVEY.scales[0].levels[-1].id)
    found = figures(agreed)
    for label in ("Eniten puollettu väittämä", "Vähiten puollettu väittämä"):
        told = found[label]["Mitä luku kertoo"]
        assert told.startswith("Väittämiä, joilla on tämä sama osuus: 12.")
    never = found["Väittämä, jota useimmin ei voida vielä arvioida"]
    assert (never["Määrä"], never["Osuus"]) == (0, 0)
    assert never["Mitä luku kertoo"].startswith("Ei yhtään.")

    opposed = figures(answered_alike(SURVEY.scales[0].levels[0].id))
    assert opposed["Eniten puollettu väittämä"]["Mitä luku kertoo"].startswith("Ei yhtään.")
    told = opposed["Vähiten puollettu väittämä"]["Mitä luku kertoo"]
    assert told.startswith("Väittämiä, joilla on tämä sama osuus: 12.")


def answered_alike(level):
    given = tuple(Answer(criterion=one.id, level=level) for one in SURVEY.criteria)
    evaluation = Evaluation(id="eka", instrument=SURVEY.id, date=FIRST, answers=given)
    return Portfolio(models=(PracticeModel(id="malli", evaluations=(evaluation,)),))


def test_a_model_tells_on_how_many_statements_it_agrees_of_those_that_got_a_level():
    row = table("Mallit")[1]

    given = [answer.level for answer in answers(1) if answer.level]
    agree = sum(level in ("agree", "partly_agree") for level in given)
    assert row["Puollettuja väittämiä"] == agree
    assert row["Väittämiä, jotka saivat tason (n)"] == len(given)
    assert row["Puoltaa, tason saaneista"] == share(agree, len(given))


def test_every_county_is_there_also_without_models_and_so_are_models_without_a_county():
    rows = table("Alueet")
    summary = summarise(WHOLE, SURVEY)

    names = [row["Hyvinvointialue"] for row in rows]
    assert names[: len(counties())] == [county.name.fi for county in counties()]
    assert sum(row["Malleja"] for row in rows) == MODELS
    assert sum(row["Arvioituja"] for row in rows) == EVALUATED
    assert [row["Arvioituja"] for row in rows[:-1]] == [o.county.count for o in summary.coverage]
    assert (rows[-1]["Hyvinvointialue"], rows[-1]["Malleja"]) == ("ei tiedossa", 1)
    states = {row["Suositus"] for row in rows[: len(counties())]}
    assert states == {"täyttyy", "alle suosituksen"}


def test_every_collaborative_area_tells_how_many_of_its_counties_have_evaluated_models():
    rows = table("YTA-alueet")

    reached = {county.id for county in counties()[:7]}
    for row, area in zip(rows, collaborative_areas(), strict=False):
        assert row["Yhteistyöalue (YTA)"] == area.name.fi
        assert row["Alueita"] == len(area.counties)
        told = sum(county.id in reached for county in area.counties)
        assert row["Alueita, joilla arvioituja"] == told
    assert sum(row["Malleja"] for row in rows) == MODELS


@pytest.mark.parametrize(
    ("sheet", "grouping"),
    [
        ("Vaiheet", Grouping.STAGE),
        ("Asiakasryhmät", Grouping.CUSTOMER_GROUP),
        ("Palvelut", Grouping.SECTOR),
        ("Investoinnit", Grouping.INVESTMENT),
    ],
)
def test_groups_have_the_counts_of_the_analysis(sheet, grouping):
    divided = dict(summarise(WHOLE, SURVEY).breakdowns)[grouping]
    counts = {group.name.fi: group.count for group in divided.groups}

    for row in table(sheet):
        name, evaluated = next(iter(row.values())), row["Arvioituja"]
        assert evaluated == counts.get(name, 0)
        assert (row["n"], row["Osuus"]) == (EVALUATED, share(evaluated, EVALUATED))
        assert row["Malleja"] >= evaluated


def test_each_model_is_in_one_combination_of_investments():
    rows = table("Investointiyhdistelmät")

    assert [row["Yhdistelmä"] for row in rows] == ["I1", "I1 + I4", "ei tiedossa"]
    assert sum(row["Malleja"] for row in rows) == MODELS
    assert sum(row["Arvioituja"] for row in rows) == EVALUATED


def test_classes_and_reasons_are_those_of_the_triage():
    found = triage_portfolio(WHOLE)
    rows = table("Luokat")

    classes = [row for row in rows if row["Laji"] == "luokka"]
    assert [row["Kuvauksia"] for row in classes] == [one.share.count for one in found.classes]
    assert sum(row["Kuvauksia"] for row in classes) == MODELS
    reasons = [row for row in rows if row["Laji"] == "syy"]
    assert [row["Kuvauksia"] for row in reasons] == [one.share.count for one in found.reasons]
    assert {row["n"] for row in rows} == {MODELS}


def test_each_description_has_its_class_with_the_reasons_and_what_comes_next():
    found = triage_portfolio(WHOLE)
    rows = table("Luokitus")

    for row, one in zip(rows, found.models, strict=True):
        assert row["Tiedosto"] == one.source
        assert row["Luokka"] == triage_rule().class_words(one.triage.triage_class).name.fi
        reasons = [f"{reason.sentence('fi')} ({reason.path})" for reason in one.triage.reasons]
        assert row["Syyt (paikka kuvauksessa)"] == "\n".join(reasons)
        assert row["Avoimia **-kenttiä"] == one.triage.distance
    waiting = [row["Autetaan ensin"] for row in rows if row["Autetaan ensin"] is not None]
    assert sorted(waiting) == list(range(1, len(waiting) + 1))


def test_numbers_are_numbers_days_are_days_and_shares_are_shown_in_per_cent():
    workbook = opened()

    headers = [cell.value for cell in workbook["Väittämät"][1]]
    row = workbook["Väittämät"][2]
    agree = row[headers.index("Puoltaa, kaikista")]
    assert agree.data_type == "n"
    assert agree.number_format == "0.0\\ %"
    assert {cell.data_type for cell in row[3:]} == {"n"}
    latest = [cell.value for cell in workbook["Mallit"][1]].index("Viimeisin arviointi")
    assert workbook["Mallit"][2][latest].number_format == "d.m.yyyy"


# -- days -------------------------------------------------------------------------------------


def test_changes_are_those_of_the_comparison():
    comparison = compare(WHOLE, SURVEY, FIRST, SECOND)
    rows = table("Muutokset", compare="30.6.2025")

    for row, one, before, after in zip(
        rows,
        comparison.changes,
        comparison.first.statements,
        comparison.second.statements,
        strict=True,
    ):
        change = one.change
        assert (row["Puoltaa 30.6.2025"], row["n 30.6.2025"]) == (before.agree, before.tally.n)
        assert row["Osuus 20.10.2025"] == share(after.agree, after.tally.n)
        assert (row["Samoja malleja"], row["Taso molempina päivinä"]) == (
            change.pairs,
            change.both_assessed,
        )
        assert (row["Nousi puoltavaksi"], row["Laski puoltavasta"]) == (change.gained, change.lost)
        assert row["p (McNemar)"] == float(rounded(change.p_value, 3))
        points = after.tally.of_all(after.agree).exact - before.tally.of_all(before.agree).exact
        assert row["Muutos, prosenttiyksikköä"] == float(rounded(100 * points, 1))
    found = figures(compare="30.6.2025")
    assert found["Samoja malleja 30.6.2025 ja 20.10.2025"]["Määrä"] == comparison.same
    again = found["Uudelleen arvioituja 30.6.2025 – 20.10.2025"]
    assert (again["Määrä"], again["Kuinka monesta (n)"]) == (comparison.evaluated_again, 21)


def test_without_a_day_to_compare_with_there_are_no_changes_and_the_guide_says_so():
    assert opened().sheetnames == EVERY_SHEET
    assert guide()["Muutokset"] == "Ei mukana, koska vertailupäivää ei annettu."
    assert "Muutokset" in opened(compare="30.6.2025").sheetnames


def test_a_day_compared_with_itself_has_columns_of_its_own():
    (row, *_) = table("Muutokset", compare="2025-11-30")

    assert row["Puoltaa 30.11.2025"] == row["Puoltaa 30.11.2025 (2)"]
    assert row["Nousi puoltavaksi"] == 0


def test_it_can_be_seen_from_a_day():
    summary = summarise(WHOLE, SURVEY, FIRST)
    options = {"as_of": "30.6.2025"}

    assert figures(**options)["Arviointeja ilman päivää"]["Määrä"] == 0
    (row, *_) = table("Mallit", **options)
    assert (row["Arviointeja"], row["Viimeisin arviointi"]) == (1, FIRST)
    agree = [row["Puoltaa"] for row in table("Väittämät", **options)]
    assert agree == [one.agree for one in summary.statements]
    assert guide(**options)["Tilanne"].startswith("30.6.2025.")
    assert opened(**options).properties.modified.date() == FIRST


# -- what stayed outside ----------------------------------------------------------------------


def test_files_that_could_not_be_read_are_listed_with_what_to_do():
    broken = evolve(WHOLE, problems=UNREADABLE)
    rendered = render(broken)

    (row,) = table("Ongelmat", broken)
    (finding,) = UNREADABLE
    assert (row["Tiedosto"], row["Rivi"], row["Koodi"], row["Paikka"]) == (
        "alue/rikki.yaml",
        3,
        finding.code,
        "basics.title",
    )
    assert (row["Mitä löytyi"], row["Mitä tehdä"]) == (finding.message("fi"), finding.hint("fi"))
    assert row["Vakavuus"] == "virhe"
    (told,) = [found for found in rendered.diagnostics if found.code == "EXCEL010"]
    assert told.plain_parameters() == {"sheet": "Ongelmat", "count": 1}


def test_answers_that_could_not_be_used_are_listed():
    odd = Answer(criterion="ei-ole", level="agree")
    first = WHOLE.models[0]
    latest = first.evaluations[-1]
    spoilt = evolve(
        first,
        evaluations=(
            *first.evaluations[:-1],
            evolve(latest, answers=(*latest.answers, odd)),
        ),
    )
    changed = evolve(WHOLE, models=(spoilt, *WHOLE.models[1:]))

    rows = table("Ongelmat", changed)
    assert [row["Tiedosto"] for row in rows] == ["alue/malli-00.yaml"]
    assert "ei-ole" in rows[0]["Mitä löytyi"]


def test_without_problems_the_sheet_says_that_there_were_none():
    assert [list(row.values()) for row in table("Ongelmat")] == [[None] * 8]
    assert "Tyhjä taulukko tarkoittaa" in guide()["Ongelmat"]
    assert "EXCEL010" not in render().diagnostics.codes


# -- hiding -----------------------------------------------------------------------------------


def hidden_as(count):
    return "peitetty" if count is None else count


def test_small_counts_are_hidden_as_the_analysis_hides_them():
    shown = shown_summary(summarise(WHOLE, SURVEY), 5)

    rows = table("Väittämät", hide_below=5)
    for row, one in zip(rows, shown.statements, strict=True):
        assert isinstance(one, ShownTally)
        levels = [value for header, value in row.items() if header[:2] in {"1.", "2.", "3.", "4."}]
        assert levels == [hidden_as(count) for count in one.levels]
        assert (row["Puoltaa"], row["n"]) == (hidden_as(one.agree), hidden_as(one.n))
        assert (row["Puoltaa, kaikista"] == "peitetty") is (None in (one.agree, one.n))
    found = table("Alueet", hide_below=5)
    assert [row["Arvioituja"] for row in found[: len(shown.coverage)]] == [
        hidden_as(one.evaluated) for one in shown.coverage
    ]
    assert "alle 5" in guide(hide_below=5)["Peitetyt luvut"]


def test_while_small_counts_are_hidden_no_evaluation_of_one_model_and_no_moves_are_told():
    workbook = opened(hide_below=5, compare="30.6.2025")

    headers = {cell.value for cell in workbook["Mallit"][1]}
    assert "Toimintamallin nimi" in headers
    assert not headers & {"Arviointeja", "Viimeisin arviointi", "Puollettuja väittämiä"}
    assert "Muutokset" not in workbook.sheetnames
    assert "pienet luvut peitetään" in guide(hide_below=5, compare="30.6.2025")["Muutokset"]


def test_a_chart_with_hidden_counts_is_not_drawn():
    assert len(opened()["Väittämät"]._charts) == 1
    assert not opened(hide_below=20)["Väittämät"]._charts
    assert not opened(hide_below=20)["Vaiheet"]._charts


def test_which_statement_is_at_an_end_is_not_told_where_a_hidden_one_could_be():
    row = figures(hide_below=5)["Vähiten puollettu väittämä"]

    assert {row["Määrä"], row["Kuinka monesta (n)"], row["Osuus"]} == {"peitetty"}
    assert row["Mitä luku kertoo"].startswith("Ei kerrota")
    one = figures(Portfolio(models=(PracticeModel(),)))
    assert "Vähiten puollettu väittämä" not in one


def test_a_count_that_is_hidden_does_not_follow_from_another_sheet():
    counties_hidden = table("Alueet", hide_below=5)
    areas = table("YTA-alueet", hide_below=5)

    assert "peitetty" in {row["Malleja"] for row in counties_hidden}
    assert {row["Malleja"] for row in areas} == {"peitetty"}
    found = figures(hide_below=5)
    assert found["Alueita, joilla on arvioituja malleja"]["Määrä"] == "peitetty"


def test_numbers_of_models_are_hidden_in_groups_and_the_guide_says_where_models_are_told_of():
    shown = shown_summary(summarise(WHOLE, SURVEY), 5)

    rows = table("Alueet", hide_below=5)[: len(shown.coverage)]
    assert [row["Malleja"] for row in rows] == [hidden_as(one.models) for one in shown.coverage]
    assert "peitetty" not in {row["Hyvinvointialue"] for row in table("Mallit", hide_below=5)}
    told = guide(hide_below=5)["Peitetyt luvut"]
    assert "Mallien määrät alueissa ja ryhmissä peitetään" in told
    assert "Välilehti Mallit kertoo silti" in told


def test_an_area_whose_counties_have_no_evaluated_models_has_none_also_where_counts_are_hidden():
    rows = [row for row in table("YTA-alueet", hide_below=5) if row["Alueita"]]

    without = [row for row in rows if row["Alueita, joilla arvioituja"] == 0]
    assert without
    assert {row["Arvioituja"] for row in without} == {0}
    assert {row["Arvioituja"] for row in rows if row not in without} == {"peitetty"}


# -- for others -------------------------------------------------------------------------------


@pytest.mark.parametrize("audience", ["partners", "public"])
def test_others_are_given_no_files_no_classes_and_no_evaluations_of_single_models(audience):
    broken = evolve(WHOLE, problems=UNREADABLE)
    workbook = opened(broken, audience=audience)

    assert workbook.sheetnames == EVERY_SHEET[:11]
    headers = [cell.value for cell in workbook["Mallit"][1]]
    assert headers[:2] == ["Tunniste", "Toimintamallin nimi"]
    assert not {"Tiedosto", "Luokka", "Arviointeja"} & set(headers)
    every_cell = [cell for sheet in workbook for row in sheet.values for cell in row if cell]
    assert not [cell for cell in every_cell if "rikki" in str(cell) or ".yaml" in str(cell)]
    told = guide(broken, audience=audience)
    assert "vastauksista" in told["Luokitus"]
    assert "yksittäisistä vastauksista" in told["Ongelmat"]


@pytest.mark.parametrize("audience", ["partners", "public"])
def test_statements_for_others_count_the_joint_answers_of_large_groups_only(audience):
    small = portfolio(participants=4)
    mixed = evolve(WHOLE, models=(*small.models[:8], *WHOLE.models[8:]), sources=())
    rendered = render(mixed, audience=audience)

    rows = table("Väittämät", mixed, audience=audience)
    given = evolve(WHOLE, models=WHOLE.models[8:])
    shown = shown_summary(summarise(given, SURVEY), 5).statements
    assert [row["Puoltaa"] for row in rows] == [hidden_as(one.agree) for one in shown]
    found = figures(mixed, audience=audience)
    included = found["Arvioituja malleja, joiden vastaukset ovat mukana"]
    assert (included["Määrä"], included["Kuinka monesta (n)"]) == (13, 21)
    (told,) = [one for one in rendered.diagnostics if one.code == "EXCEL011"]
    assert told.plain_parameters() == {"count": 8, "all": 21}


def test_an_answer_that_is_not_given_is_never_counted_as_a_missing_one():
    alone = tuple(
        evolve(
            one,
            evaluations=tuple(
                evolve(
                    evaluation,
                    evaluators=(Evaluator(id="A"),),
                    answers=tuple(evolve(a, evaluator="A") for a in evaluation.answers),
                )
                for evaluation in one.evaluations
            ),
        )
        for one in WHOLE.models
    )
    rows = table("Väittämät", evolve(WHOLE, models=alone), audience="public")

    assert {row["n"] for row in rows} == {0}
    assert {row["Ei vastausta"] for row in rows} == {0}


@pytest.mark.parametrize("audience", ["partners", "public"])
def test_nobody_is_named_to_others_whatever_their_names_were_written_into(audience):
    name = "Maija Mallikas"
    named = tuple(
        evolve(
            one,
            id=f"maija-mallikas-{place}",
            basics=BasicData(
                title=f"{name}: malli {place}",
                contributors=(Contributor(name=name, organisation="Kunta"),),
            ),
            programme=evolve(one.programme, customer_groups=(name,), counties=(name,)),
            evaluations=tuple(
                evolve(
                    evaluation,
                    unit=name,
                    answers=tuple(evolve(a, reason=name) for a in evaluation.answers),
                )
                for evaluation in one.evaluations
            ),
        )
        for place, one in enumerate(WHOLE.models)
    )
    subject = Portfolio(title=f"Kooste: {name}", models=named)
    data = render(subject, audience=audience, compare="30.6.2025").data

    said = repr([list(sheet.values) for sheet in openpyxl.load_workbook(BytesIO(data))]).casefold()
    assert "mallikas" not in said
    assert "maija" not in said


# -- options ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", instrument_ids())
def test_any_criteria_set_can_be_summed_up(name):
    rows = table("Väittämät", instrument=name)

    assert len(rows) == len(get_instrument(name).criteria)
    assert guide(instrument=name)["Kriteeristö"].startswith(get_instrument(name).title.fi)


def test_levels_of_several_scales_have_columns_of_their_own():
    growth = get_instrument("kasvun-tuki")
    levels = {
        criterion.id: growth.scale_of(criterion).levels[-1].id for criterion in growth.criteria
    }
    evaluated = evolve(
        WHOLE.models[0],
        evaluations=(
            Evaluation(
                id="kasvu",
                instrument=growth.id,
                date=FIRST,
                answers=tuple(Answer(criterion=key, level=level) for key, level in levels.items()),
            ),
        ),
    )
    subject = Portfolio(models=(evaluated,))
    rows = table("Väittämät", subject, instrument=growth.id)

    for row, criterion in zip(rows, growth.criteria, strict=True):
        scale = growth.scale_of(criterion)
        own = {f"{n}. {level.label.fi}" for n, level in enumerate(scale.levels, 1)}
        given = {
            header for header, value in row.items() if header[0].isdigit() and value is not None
        }
        assert given == own
        assert row[f"{len(scale.levels)}. {scale.levels[-1].label.fi}"] == 1
    assert {row["Puoltaa"] for row in rows} == {None}


@pytest.mark.parametrize(
    ("options", "allowed"),
    [
        ({"instrument": "ei-ole"}, "vaikutusten-itsearviointi"),
        ({"as_of": "eilen"}, "2025-06-30"),
        ({"compare": "31.2.2025"}, "30.6.2025"),
        ({"compare": "6/10/2025"}, "30.6.2025"),
        ({"hide_below": 1}, "0, 2, 3"),
        ({"hide_below": -1}, "0, 2, 3"),
        ({"hide_below": "5"}, "0, 1, 2"),
    ],
)
def test_an_option_that_is_not_allowed_is_told_with_what_is(options, allowed):
    with pytest.raises(OptionError, match=allowed) as caught:
        render(**options)
    assert caught.value.report.codes == ("TM909",)


@pytest.mark.parametrize("compare", ["2025-10-20", "31.10.2025"])
def test_a_day_to_compare_with_must_be_before_the_day_it_is_seen_from(compare):
    with pytest.raises(OptionError) as caught:
        render(as_of="20.10.2025", compare=compare)
    (finding,) = caught.value.report
    assert finding.code == "EXCEL013"
    assert finding.parameter("as_of") == "20.10.2025"
    assert finding.parameter("compare") in {"20.10.2025", "31.10.2025"}


def test_an_option_for_the_workbook_of_one_model_is_told_to_have_no_effect():
    (finding,) = [one for one in render(evaluators=2).diagnostics if one.code == "EXCEL012"]
    assert finding.parameter("options") == ("evaluators",)
    assert "EXCEL012" not in render(as_of="20.10.2025", hide_below=5).diagnostics.codes


def test_a_day_may_be_given_as_a_day():
    given = render(as_of=SECOND, compare=FIRST).data
    assert given == render(as_of="20.10.2025", compare="2025-06-30").data


def test_others_are_never_shown_more_by_an_option():
    assert ExcelOptions(audience=tm.Audience.PUBLIC).limit == 5
    assert ExcelOptions(audience=tm.Audience.PUBLIC, hide_below=10).limit == 10
    assert ExcelOptions().limit == 0


# -- the workbook -----------------------------------------------------------------------------


def test_the_guide_tells_the_set_its_source_and_the_days_of_the_summaries():
    told = guide()

    assert "versio 2025-03-12" in told["Kriteeristö"]
    assert "30.6.2025, 31.10.2025, 31.12.2025" in told["Suositus"]
    assert "THL" in told[SURVEY.title.fi]
    assert "ei ole" in told["Yksittäiset vastaukset"]
    assert told["Kokoelma"] == "RRP-mallit"


def test_the_guide_tells_of_every_sheet_and_of_its_chart():
    told, workbook = guide(compare="30.6.2025"), opened(compare="30.6.2025")

    for sheet in workbook.worksheets[1:]:
        assert sheet.title in told
        assert ("kaavio" in told[sheet.title]) is bool(sheet._charts)


def test_every_sheet_is_one_table_and_both_readers_agree():
    data = render(compare="30.6.2025").data
    workbook = openpyxl.load_workbook(BytesIO(data))
    other = CalamineWorkbook.from_filelike(BytesIO(data))

    assert other.sheet_names == workbook.sheetnames
    for sheet in workbook.worksheets[1:]:
        (table_of_sheet,) = sheet.tables.values()
        assert table_of_sheet.ref == sheet.dimensions
        assert table_of_sheet.autoFilter.ref == sheet.dimensions
        rows = other.get_sheet_by_name(sheet.title).to_python(skip_empty_area=False)
        has_rows = any(cell.value is not None for cell in sheet[2])
        assert len(rows) == (sheet.max_row if has_rows else 1)
        assert [cell.value for cell in sheet[1]] == rows[0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("audience", ["internal", "public"])
@pytest.mark.parametrize("count", [0, 1, MODELS])
def test_any_portfolio_has_a_workbook_in_each_language(count, audience, language):
    subject = portfolio(count)
    rendered = render(subject, language=language, audience=audience, compare="30.6.2025")
    workbook = openpyxl.load_workbook(BytesIO(rendered.data))

    assert len(workbook.worksheets) >= 11
    assert not {"EXCEL001", "EXCEL002", "EXCEL003"} & set(rendered.diagnostics.codes)
    assert workbook.worksheets[2].max_row == max(count, 1) + 1


def test_the_same_numbers_stand_in_every_language():
    def numbers(language):
        return [
            [[cell for cell in row if isinstance(cell, int | float)] for row in sheet.values]
            for sheet in opened(language=language, compare="30.6.2025").worksheets[1:]
        ]

    assert numbers("fi") == numbers("sv") == numbers("en")


@pytest.mark.parametrize(
    "text", ["=1+1", "#N/A", "_x000D_", "<a>&amp;", "rivi\nvaihtuu", "😀" * 300]
)
def test_hostile_texts_stay_texts(text):
    hostile = tuple(
        evolve(
            one,
            id=f"{text}{place}",
            basics=evolve(one.basics, title=text),
            programme=evolve(one.programme, customer_groups=(text,), counties=(text,)),
        )
        for place, one in enumerate(WHOLE.models)
    )
    subject = Portfolio(title=text, models=hostile, sources=(text,) * len(hostile))
    rows = table("Mallit", subject)

    assert {row["Toimintamallin nimi"] for row in rows} == {text}
    assert {row["Asiakasryhmä" if "Asiakasryhmä" in row else "Asiakasryhmät"] for row in rows} == {
        text
    }
    assert [row["Nro"] for row in rows] == list(range(1, MODELS + 1))
    assert text in {row["Hyvinvointialue"] for row in table("Alueet", subject)}
    assert opened(subject).properties.title


def test_equal_portfolios_give_equal_bytes_also_in_another_process():
    script = (
        "import hashlib, sys, toimintamalli as tm;"
        "model = tm.loads(sys.stdin.read());"
        "p = tm.Portfolio(title='K', models=(model,) * 3);"
        "print(hashlib.sha256(tm.render(p, format='excel', compare='30.6.2025').data).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", script],
            input=tm.dumps(WHOLE.models[0]),
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path), "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


# -- words ------------------------------------------------------------------------------------


def label_tables():
    found, pending = [], [("labels", tomllib.loads(LABELS.read_text("utf-8")))]
    while pending:
        place, words = pending.pop()
        if set(LANGUAGES) & set(words):
            found.append((place, words))
        inner = {key: value for key, value in words.items() if isinstance(value, dict)}
        pending += [(f"{place}.{key}", value) for key, value in inner.items()]
    return found


@pytest.mark.parametrize(("place", "words"), label_tables())
def test_every_word_is_there_in_three_languages_with_the_same_places_to_fill(place, words):
    assert set(words) == set(LANGUAGES)
    assert all(text and text == text.strip() for text in words.values())
    places = [{name for _, name, _, _ in Formatter().parse(text)} for text in words.values()]
    assert places[0] == places[1] == places[2]


def test_one_word_stands_for_a_chart_and_one_for_a_portfolio():
    told = resources.files("toimintamalli_excel") / "labels.toml"
    for words in (LABELS.read_text("utf-8"), told.read_text("utf-8")):
        finnish = " ".join(re.findall(r'fi = "([^"]*)"', words)).casefold()
        assert not re.findall(r"kuvio\w*|kuvaaja\w*|portfolio(?:n|ssa|sta|lle)\b", finnish)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheets_have_short_names_that_differ_and_need_no_change(language):
    sheets = tomllib.loads(LABELS.read_text("utf-8"))["sheet"]
    names = [sheet["name"][language] for sheet in sheets.values()]
    assert len({name.casefold() for name in names}) == len(names)
    assert all(len(name) <= 31 for name in names)


def test_a_share_is_rounded_once_and_halves_upwards():
    assert share(1, 8) == 0.125
    assert Share(1, 16).percent(1) / 100 == Decimal("0.063")


def test_the_exporter_renders_a_portfolio_by_itself():
    assert exporter.render(WHOLE, ExcelOptions()).data == render().data
