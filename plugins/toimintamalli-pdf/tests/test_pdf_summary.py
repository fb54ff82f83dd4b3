"""The summary of a model for leaders: what is known, what must be decided, and nothing invented."""

import datetime
import re
import runpy
import tomllib
from collections.abc import Callable
from importlib import resources
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

import toimintamalli as tm
from toimintamalli.analysis.answers import ReplyState
from toimintamalli.analysis.evaluation import evaluate
from toimintamalli.analysis.means import resource_sums
from toimintamalli.analysis.metrics import metric_progress
from toimintamalli.audience import Audience
from toimintamalli.charts import pace_name
from toimintamalli.instruments import get_instrument
from toimintamalli.model import (
    Answer,
    AnswerState,
    BasicData,
    Decision,
    DecisionState,
    DevelopmentStage,
    Direction,
    Evaluation,
    Form,
    InnokylaStage,
    Metric,
    Observation,
    OrganisationLevel,
    Ownership,
    PracticeModel,
    ProgrammeData,
    Resource,
    ResourceKind,
    RichText,
    Risk,
    RootingPlan,
    Section,
    StageRecord,
    Target,
)
from toimintamalli.model.instrument import Side
from toimintamalli.text import Language
from toimintamalli_pdf.layout import (
    CellText,
    Document,
    DrawnDocument,
    Heading,
    Paragraph,
    Table,
    draw_document,
)
from toimintamalli_pdf.layout import Section as Pages
from toimintamalli_pdf.reports import summary_findings, summary_section
from toimintamalli_pdf.reports._excerpts import excerpt

Findings = Callable[[bytes], list[str]]

LANGUAGES = ("fi", "sv", "en")
HELPERS = runpy.run_path(str(Path(__file__).with_name("layouts.py")))
INFO, WORDS = HELPERS["INFO"], HELPERS["WORDS"]
LABELS = resources.files("toimintamalli_pdf.reports") / "labels.toml"
ROOT = Path(__file__).parents[3]
EXAMPLES = ROOT / "examples" / "models"
DEMO = ROOT / "src" / "toimintamalli" / "cli" / "demo" / "malli.yaml"
ORDINARY = (*sorted(EXAMPLES.glob("*.yaml")), DEMO)
SURVEY = get_instrument("vaikutusten-itsearviointi")
DAY = datetime.date(2025, 6, 30)
UNKNOWN = "ei kirjattu"
LONG = "Hoitaja soittaa asiakkaalle samana päivänä ja sopii, miten asia hoidetaan. "

METRIC = Metric(
    id="odotus",
    name="Odotusaika",
    unit="vrk",
    direction=Direction.DOWN,
    baseline=Observation(date=datetime.date(2024, 1, 31), value=12, n=40),
    target=Target(value=7, date=datetime.date(2025, 12, 31)),
    observations=(
        Observation(date=datetime.date(2024, 6, 30), value=10, n=41),
        Observation(date=datetime.date(2025, 6, 30), value=8, n=38),
    ),
)
PLAN = RootingPlan(
    resources=(
        Resource(kind=ResourceKind.WORKING_TIME, what="Hoitaja", year=2026, needed=1.5,
                 secured=1, unit="htv", payer="Alue", after_project=True),
        Resource(kind=ResourceKind.WORKING_TIME, what="Lääkäri", year=2026, needed=0.3,
                 secured=0.1, unit="htv", after_project=True),
        Resource(kind=ResourceKind.MONEY, needed=6000, unit="€", payer="Alue"),
    ),
    ownership=(
        Ownership(level=OrganisationLevel.PROJECT, now="Projektipäällikkö"),
        Ownership(level=OrganisationLevel.SERVICE_MANAGER, now="Palvelupäällikkö",
                  after_project="Avopalvelujen päällikkö"),
        Ownership(level=OrganisationLevel.SERVICE_LEAD, after_project="Projektipäällikkö"),
    ),
    decision=Decision(state=DecisionState.PREPARED, level="Aluehallitus", date=DAY),
    risks=(
        Risk(what="Hoitajia ei saada.", response="Sijaisrekisteri"),
        Risk(what="Rahoitus loppuu"),
    ),
    next_review=datetime.date(2025, 9, 1),
)  # fmt: skip


def answers():
    """Four agree, two of them partly; two disagree; one cannot be told yet; others are silent."""
    levels = ("agree", "agree", "partly_agree", "partly_agree", "disagree", "disagree")
    for criterion, level in zip(SURVEY.criteria, levels, strict=False):
        yield Answer(criterion=criterion.id, level=level)
    yield Answer(criterion=SURVEY.criteria[6].id, state=AnswerState.CANNOT_YET)


EVALUATION = Evaluation(
    id="eka", instrument=SURVEY.id, date=DAY, participants=6, answers=tuple(answers())
)


def form(**texts):
    return Form(
        sections=tuple(
            Section(field=name, text=RichText.parse(text)) for name, text in texts.items()
        )
    )


MODEL = PracticeModel(
    id="etavastaanotto",
    basics=BasicData(title="Etävastaanotto, Lapin HVA", summary="Vastaanotto kotoa käsin."),
    programme=ProgrammeData(counties=("lappi",), customer_groups=("older-people", "oma-ryhma")),
    innokyla_stage=InnokylaStage.IN_DEVELOPMENT,
    stages=(
        StageRecord(stage=DevelopmentStage.PILOTED, date=datetime.date(2024, 1, 1), unit="Asema A"),
        StageRecord(stage=DevelopmentStage.IN_USE, date=datetime.date(2024, 9, 1), unit="Asema A"),
        StageRecord(stage=DevelopmentStage.PILOTED, unit="Asema B"),
    ),
    form=form(
        solution_idea="Lääkäri vastaa etänä.",
        target_group="Yli 75-vuotiaat.",
        evaluation_results="Odotus lyheni.",
    ),
    metrics=(METRIC,),
    rooting_plan=PLAN,
    evaluations=(EVALUATION,),
    next_review=datetime.date(2026, 1, 15),
)


def summary(model=MODEL, language="fi", audience="internal", **about):
    return summary_section(model, Language(language), Audience(audience), **about)


def said(pages: Pages) -> str:
    """Return every word of the pages, with spaces that can be typed."""
    words = []
    for part in pages.parts:
        match part:
            case Heading(text=text) | Paragraph(text=text):
                words.append(text)
            case Table(columns=columns, rows=rows):
                words += [column.header for column in columns]
                words += [f"{cell.strong} {cell.text}".strip() for row in rows for cell in row]
    return "\n".join(words).replace("\N{NO-BREAK SPACE}", " ")


def rows_of(pages: Pages) -> list[tuple[CellText, ...]]:
    return [cells for part in pages.parts if isinstance(part, Table) for cells in part.rows]


def row(name: str, pages: Pages | None = None) -> str:
    """Return what a row says behind its name."""
    (found,) = [cells for cells in rows_of(pages or summary()) if cells[0].strong == name]
    told = ["\n".join(filter(None, (cell.strong, cell.text))) for cell in found[1:]]
    return " | ".join(told).replace("\N{NO-BREAK SPACE}", " ")


def evaluations(pages: Pages | None = None) -> str:
    """Return what stands between the metrics and the results of the description."""
    lines = said(pages or summary()).split("\n")
    end = next(place for place, line in enumerate(lines) if line.startswith("Tulokset kuvau"))
    start = max(
        place
        for place, line in enumerate(lines[:end])
        if line.startswith(("Mittarit:", pace_name(metric_progress(METRIC).pace)))
    )
    return "\n".join(lines[start + 1 : end])


def planned(**changes):
    return evolve(MODEL, rooting_plan=evolve(PLAN, **changes))


# -- what and for whom ------------------------------------------------------------------------


def test_the_page_begins_with_the_title_and_says_what_it_is_of_where_and_when() -> None:
    first, about, description = summary().parts[:3]
    assert (first.level, first.text) == (1, "Etävastaanotto, Lapin HVA")
    assert about.text == (
        "Johdon tiivistelmä toimintamallista. Alueet: Lapin hyvinvointialue. Tilanne 30.6.2025."
    )
    assert description.text == "Vastaanotto kotoa käsin."
    assert summary().footer == "Johdon tiivistelmä: Etävastaanotto, Lapin HVA"
    assert not summary().landscape


def test_it_tells_what_and_for_whom() -> None:
    assert row("Ratkaisu") == "Lääkäri vastaa etänä."
    assert row("Asiakasryhmät") == "Ikääntyneet, omaishoitajat; oma-ryhma"
    assert row("Kohderyhmä") == "Yli 75-vuotiaat."


def test_each_unit_stands_at_its_furthest_stage_the_furthest_first() -> None:
    assert row("Kehitysvaihe") == (
        "Käyttöönotettu: Asema A, 1.9.2024. Pilotoitu: Asema B. Innokylässä: Kehitteillä."
    )


def test_a_stage_reached_later_is_not_told() -> None:
    early = summary(as_of=datetime.date(2024, 6, 30))
    assert row("Kehitysvaihe", early).startswith("Pilotoitu: Asema A, 1.1.2024; Asema B.")
    assert "Tilanne 30.6.2024." in said(early)


def test_long_texts_are_told_by_their_first_sentences_and_the_page_says_so() -> None:
    long = evolve(MODEL, form=form(solution_idea=LONG * 20))
    told = row("Ratkaisu", summary(long))
    assert told == LONG * 3 + "…"
    assert said(summary(long)).endswith(
        "Merkki … tarkoittaa, että teksti jatkuu toimintamallin kuvauksessa."
    )
    assert "…" not in said(summary())


# -- the decision -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("decision", "told"),
    [
        (None, "Päätettävää: vakiinnuttamispäätöstä ei ole kirjattu. Päätös tarvitaan."),
        (
            Decision(level="Aluehallitus"),
            "Päätettävää: vakiinnuttamispäätöstä ei ole kirjattu. Päätös tarvitaan. "
            "Päättäjä: Aluehallitus.",
        ),
        (
            PLAN.decision,
            "Päätettävää: vakiinnuttamispäätös on valmisteltu. Päätös tarvitaan. "
            "Päättäjä: Aluehallitus. Päätöspäivä: 30.6.2025.",
        ),
        (
            Decision(state=DecisionState.DECIDED),
            "Vakiinnuttamisesta on päätetty. Päättäjä: ei kirjattu. Päätöspäivä: ei kirjattu.",
        ),
        (
            Decision(state=DecisionState.REJECTED, level="Lautakunta", date=DAY),
            "Toimintamallia on päätetty olla vakiinnuttamatta. Päättäjä: Lautakunta. "
            "Päätöspäivä: 30.6.2025.",
        ),
    ],
)
def test_the_decision_stands_near_the_top_in_bold(decision: Decision | None, told: str) -> None:
    part = summary(planned(decision=decision)).parts[3]
    assert part == Paragraph(text=told, strong=True)


def test_a_model_without_a_plan_needs_its_decision() -> None:
    part = summary(evolve(MODEL, rooting_plan=None)).parts[3]
    assert "Päätös tarvitaan." in part.text


# -- results ----------------------------------------------------------------------------------


def test_a_metric_tells_start_latest_target_and_verdict() -> None:
    pace = pace_name(metric_progress(METRIC).pace)
    assert row("Odotusaika") == (
        f"12 vrk (31.1.2024, n = 40)\n8 vrk (30.6.2025, n = 38) | 7 vrk\n31.12.2025 | {pace}"
    )
    assert pace == "matkalla"


def test_a_metric_is_seen_from_the_day_asked_for() -> None:
    early = row("Odotusaika", summary(as_of=datetime.date(2024, 12, 31)))
    assert "10 vrk (30.6.2024, n = 41)" in early
    assert "8 vrk" not in early
    before = row("Odotusaika", summary(as_of=datetime.date(2023, 12, 31)))
    assert before.startswith(f"{UNKNOWN}\n{UNKNOWN} | 7 vrk")


def test_why_a_target_was_missed_stands_beside_the_verdict() -> None:
    (week, again, wait) = tm.load(EXAMPLES / "hoitoon-viikossa.yaml").metrics
    told = summary(evolve(MODEL, metrics=(week, again, wait)))
    assert row(wait.name, told).endswith(
        "jäi tavoitteesta\nSyy: Kesän 2025 sijaisvaje pidensi odotusta molemmilla asemilla."
    )
    assert row(week.name, told).endswith("saavutettu")


def test_an_evaluation_is_told_in_two_figures_with_what_they_are_of() -> None:
    result = evaluate(EVALUATION, SURVEY, MODEL)
    replies = [(one, one.settled.reply) for one in result.criteria]
    asked = [one for one, reply in replies if reply.state is not ReplyState.NOT_ASKED]
    levels = [one.scale.levels[reply.rank] for one, reply in replies if reply.rank is not None]
    agree = [level for level in levels if level.side is Side.AGREE]
    assert (len(agree), len(asked), result.score.coverage.answered) == (4, 12, 6)
    assert evaluations() == (
        "Toimintamallin vaikutusten itsearviointi. Päivä: 30.6.2025. Osallistujia: 6. Puoltavia "
        "vastauksia 4/12 (33,3 %) kaikista kysytyistä väittämistä ja 4/6 (66,7 %) niistä, jotka "
        "voitiin arvioida."
    )


def test_the_latest_evaluation_of_each_set_is_told() -> None:
    later = evolve(EVALUATION, id="toka", date=datetime.date(2025, 10, 1), participants=9)
    ready = Evaluation(id="kolmas", instrument="juurtumisvalmius")
    told = evaluations(summary(evolve(MODEL, evaluations=(later, EVALUATION, ready))))
    first, second = told.split("\n")
    assert "Päivä: 1.10.2025. Osallistujia: 9." in first
    assert second == (
        "Juurtumisvalmius. Päivä: ei kirjattu. Osallistujia: ei kirjattu. Vastaukset: ei kirjattu."
    )
    early = summary(evolve(MODEL, evaluations=(later, EVALUATION, ready)), as_of=DAY)
    assert "Päivä: 30.6.2025. Osallistujia: 6." in evaluations(early)
    assert "Juurtumisvalmius" not in said(early)


def test_a_set_without_agreement_tells_how_much_got_a_level() -> None:
    growth = get_instrument("kasvun-tuki")
    level = growth.scale_of(growth.criteria[0]).levels[0].id
    one = Evaluation(
        id="a",
        instrument=growth.id,
        answers=(Answer(criterion=growth.criteria[0].id, level=level),),
    )
    asked = evaluate(one, growth).score.coverage.applicable
    told = evaluations(summary(evolve(MODEL, evaluations=(one,))))
    assert told.endswith(f"Kysytyistä kriteereistä tason sai 1/{asked}.")


def test_an_evaluation_with_a_set_that_is_not_installed_is_no_reason_to_fail() -> None:
    other = evolve(EVALUATION, instrument="toisen-alueen-oma")
    assert evaluations(summary(evolve(MODEL, evaluations=(other,)))) == "Arviointi: ei kirjattu."


# -- owners, resources, risks -----------------------------------------------------------------


def test_owners_are_told_now_and_after_and_who_may_leave() -> None:
    assert row("Omistaja nyt") == "Hanke: Projektipäällikkö; Palvelupäällikkö"
    assert row("Omistaja hankkeen jälkeen") == (
        "Palvelupäällikkö: Avopalvelujen päällikkö; Palveluvastaava: Projektipäällikkö; "
        "saattaa lähteä hankkeen mukana: Projektipäällikkö"
    )


def test_resources_are_summed_by_kind_unit_and_year_as_the_analysis_sums_them() -> None:
    time, money = resource_sums(PLAN.resources)
    assert (str(time.needed), str(time.secured), str(time.missing)) == ("1.8", "1.1", "0.7")
    assert row("Kustannukset ja resurssit") == (
        "Työaika, 2026, hankkeen jälkeen (Hoitaja; Lääkäri): tarve 1,8 htv, varmistettu 1,1 htv, "
        "puuttuu 0,7 htv.\n"
        "Raha: tarve 6 000 €, varmistettu ei kirjattu, puuttuu ei kirjattu.\n"
        "Maksajaa ei ole kirjattu 1/3 resurssille."
    )
    assert (money.secured, money.missing) == (None, None)


def test_how_many_resources_of_a_sum_lack_an_amount_is_told() -> None:
    first, second, _ = PLAN.resources
    told = summary(planned(resources=(first, evolve(second, needed=None))))
    assert "Määrä puuttuu 1/2 resurssilta." in row("Kustannukset ja resurssit", told)


def test_risks_stand_with_what_is_done_about_them() -> None:
    assert row("Riskit") == (
        "Hoitajia ei saada. Vastatoimi: Sijaisrekisteri\nRahoitus loppuu. Vastatoimi: ei kirjattu."
    )


def test_both_reviews_are_told() -> None:
    assert row("Seuraava tarkastelu") == (
        "juurruttamissuunnitelma 1.9.2025; toimintamalli 15.1.2026"
    )


# -- what is not known ------------------------------------------------------------------------


def test_what_is_not_recorded_is_said_to_be_so() -> None:
    pages = summary(PracticeModel())
    told = [cells[1].text for cells in rows_of(pages)]
    assert told == [*[UNKNOWN] * 3, "Ei kirjattu. Innokylässä: ei kirjattu.", *[UNKNOWN] * 5]
    assert pages.parts[0].text == "Nimetön toimintamalli"
    assert pages.parts[2].text == UNKNOWN
    for what in ("Mittarit", "Arviointi", "Tulokset kuvauksessa"):
        assert f"{what}: ei kirjattu." in said(pages)


def test_what_was_taken_from_the_model_is_not_told_as_missing() -> None:
    small = evolve(MODEL, evaluations=(evolve(EVALUATION, participants=3),))
    public = tm.redact(small, "public").subject
    pages = summary(public, audience="public")
    assert row("Riskit", pages) == "ei kerrota tässä"
    assert evaluations(pages) == (
        "Toimintamallin vaikutusten itsearviointi. Päivä: 30.6.2025. Osallistujia: ei kirjattu tai "
        "ei kerrota tässä. Vastaukset: ei kirjattu tai ei kerrota tässä."
    )


def test_others_are_told_of_the_answers_that_they_are_given() -> None:
    pages = summary(tm.redact(MODEL, "public").subject, audience="public")
    assert (
        "Puoltavia vastauksia 4/7 (57,1 %) niistä väittämistä, joiden vastaus kerrotaan, ja 4/6"
        in evaluations(pages)
    )
    assert "4/12 (33,3 %)" in evaluations(summary(MODEL, audience="partners"))


def test_what_the_description_says_of_the_results_is_told_in_its_own_words() -> None:
    texts = [part.text for part in summary().parts if isinstance(part, Paragraph)]
    assert texts[-2:] == ["Tulokset kuvauksen mukaan:", "Odotus lyheni."]


# -- one page ---------------------------------------------------------------------------------


def drawn(model: PracticeModel) -> DrawnDocument:
    pages = summary(model)
    return draw_document(Document(info=INFO, sections=(pages,), words=WORDS))


def crowded() -> PracticeModel:
    """A model with long texts everywhere, three metrics, and a whole plan."""
    title = "Etävastaanotto ja digitaalinen hoitopolku ikääntyneille, Lapin HVA (RRP, P4, I1)"
    names = ("Viikossa hoitoon päässeet asiakkaat", "Odotusaika, mediaani", "Tyytyväisyys")
    return evolve(
        MODEL,
        basics=BasicData(title=title, summary=LONG * 9),
        form=form(solution_idea=LONG * 9, target_group=LONG * 9, evaluation_results=LONG * 9),
        metrics=tuple(evolve(METRIC, id=name, name=name) for name in names),
    )


def test_an_ordinary_model_fits_on_one_accessible_page(findings: Findings) -> None:
    done = drawn(crowded())
    assert done.pages == (1,)
    assert findings(done.data) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ORDINARY, ids=[path.stem for path in ORDINARY])
def test_every_example_fits_on_one_page(path: Path, language: str) -> None:
    rendered = exported(tm.load(path), language=language)
    assert len(PdfReader(BytesIO(rendered.data)).pages) == 1
    assert "PDF006" not in rendered.diagnostics.codes


def exported(model: PracticeModel, **options: Any) -> tm.Rendered:
    return tm.render(model, format="pdf", worksheet="johdon-tiivistelma", **options)


def test_a_file_of_more_than_a_page_tells_how_many_it_takes() -> None:
    many = tuple(evolve(METRIC, id=f"m{number}", name=f"Mittari {number}") for number in range(40))
    rendered = exported(evolve(MODEL, metrics=many))
    pages = PdfReader(BytesIO(rendered.data)).pages

    (finding,) = [one for one in rendered.diagnostics if one.code == "PDF006"]
    assert finding.parameter("pages") == len(pages) > 1
    text = "\n".join(page.extract_text() for page in pages)
    assert set(map(int, re.findall(r"Mittari (\d+)\b", text))) == set(range(40))


def test_nothing_is_left_out_of_a_model_with_many_metrics() -> None:
    many = tuple(evolve(METRIC, id=f"m{number}", name=f"Mittari {number}") for number in range(40))
    told = said(summary(evolve(MODEL, metrics=many)))
    assert all(f"Mittari {number}\n" in told for number in range(40))
    (pages,) = drawn(evolve(MODEL, metrics=many)).pages
    assert summary_findings(pages).codes == ("PDF006",)


@pytest.mark.parametrize(("pages", "codes"), [(1, ()), (2, ("PDF006",)), (7, ("PDF006",))])
def test_a_summary_of_more_than_a_page_is_told(pages: int, codes: tuple[str, ...]) -> None:
    report = summary_findings(pages)
    assert report.codes == codes
    assert all(f"{pages}" in found.message("en") for found in report)


# -- words ------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_page_speaks_its_language_and_marks_the_words_of_the_model(language: str) -> None:
    pages = summary(language=language)
    own = [part for part in pages.parts if getattr(part, "language", None)]
    assert [part.text for part in own] == [
        MODEL.basics.title,
        MODEL.basics.summary,
        "Odotus lyheni.",
    ]
    cells = [cell for cells in rows_of(pages) for cell in cells]
    marked = {cell.strong or cell.text for cell in cells if cell.language == "fi"}
    assert marked == {"Odotusaika", "Lääkäri vastaa etänä.", "Yli 75-vuotiaat."}
    assert {part.text for part in pages.parts if isinstance(part, Heading)}.isdisjoint(
        part.text for part in summary().parts if isinstance(part, Heading) and part.level > 1
    )


def test_words_of_the_model_in_the_language_of_the_page_are_not_marked() -> None:
    parts = summary().parts
    assert not any(getattr(part, "language", None) for part in parts)
    assert not any(cell.language for cells in rows_of(summary()) for cell in cells)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("name", ["hoitoon-viikossa", "kotikuntoutus", "perhekeskuksen-chat"])
def test_every_example_has_its_summary(language: str, audience: str, name: str) -> None:
    pages = summary(tm.load(EXAMPLES / f"{name}.yaml"), language, audience)
    assert [part.level for part in pages.parts if isinstance(part, Heading)] == [1, 2]
    assert all(isinstance(cell, CellText) for cells in rows_of(pages) for cell in cells)


def label_tables():
    found, pending = [], [("labels", tomllib.loads(LABELS.read_text("utf-8")))]
    while pending:
        place, words = pending.pop()
        if set(LANGUAGES) & set(words):
            found.append(pytest.param(words, id=place))
        inner = {key: value for key, value in words.items() if isinstance(value, dict)}
        pending += [(f"{place}.{key}", value) for key, value in inner.items()]
    return found


@pytest.mark.parametrize("words", label_tables())
def test_every_word_is_there_in_three_languages_with_the_same_places(words) -> None:
    assert set(words) == set(LANGUAGES)
    assert all(text and text == text.strip() for text in words.values())
    places = [{name for _, name, _, _ in Formatter().parse(text)} for text in words.values()]
    assert places[0] == places[1] == places[2]


# -- the beginning of a text ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "limit", "told"),
    [
        ("Lyhyt.", 20, "Lyhyt."),
        ("Ilman pistettä", 20, "Ilman pistettä."),
        ("Yksi. Kaksi. Kolme.", 15, "Yksi. Kaksi. …"),
        ("Noin n. 400 uutta. Kuukaudessa.", 20, "Noin n. 400 uutta. …"),
        ("Yksi pitkä virke joka ei mahdu.", 20, "Yksi pitkä virke …"),
        ("Epäjärjestelmällistyttämättömyys", 12, "Epäjärjest …"),
        ("Alku:\n\n• hoitaja\n• lääkäri\n\n1. aika", 60, "Alku: hoitaja. lääkäri. aika."),
        ("  \n ", 10, ""),
    ],
)
def test_a_text_is_told_by_its_first_sentences(text: str, limit: int, told: str) -> None:
    found = excerpt(text, limit)
    assert found.text == told
    assert found.is_cut == told.endswith("…")


@given(st.text(), st.integers(10, 200))
def test_the_beginning_of_a_text_has_room_and_is_its_beginning(text: str, limit: int) -> None:
    found, whole = excerpt(text, limit), excerpt(text, 10_000)
    assert len(found.text) <= limit
    assert not whole.is_cut
    assert whole.text.startswith(found.text.removesuffix(" …") if found.is_cut else found.text)
    assert bool(found.text) == bool(whole.text)
