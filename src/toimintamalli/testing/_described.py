"""418 descriptions made so that they give the published counts of May 2023: 82, 190 and 146.

THL told the totals of its three classes and the faults that it met. How many descriptions have
which fault is invented, and so are the texts.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from attrs import evolve

from toimintamalli.model import (
    Answer,
    Attachment,
    AttachmentKind,
    BasicData,
    Evaluation,
    Form,
    InnokylaStage,
    Metric,
    Observation,
    Portfolio,
    PracticeModel,
    ProgrammeData,
    RichText,
    RootingPlan,
    Section,
    UnplacedReason,
    UnplacedText,
)
from toimintamalli.vocabulary import counties

IDEA = (
    "Hoitaja soittaa asiakkaalle samana päivänä, arvioi hoidon tarpeen ja sopii jatkosta. "
    "Lääkäri tulee samaan puheluun, kun asia sitä vaatii."
)
RESULTS = "Viikossa hoitoon pääsi ennen 52 % ja nyt 78 % asiakkaista (n = 395)."
ENVIRONMENT = "Malli toimii maaseudun terveysasemilla, joiden välimatkat ovat pitkiä."
GROUP = "Aikuiset, joiden asia ei vaadi käyntiä samana päivänä."
TIPS = "Aloittakaa yhdestä asemasta ja yhdestä lääkäristä."
PDF = Attachment(kind=AttachmentKind.FILE, title="Mallin kuvaus (pdf)")
IMAGE = Attachment(kind=AttachmentKind.IMAGE, alt_text="Kartta alueen asemista")

Shape = Callable[[], PracticeModel]


def section(field: str, text: str = "", *attachments: Attachment) -> Section:
    """Return a section of the form."""
    return Section(field=field, text=RichText.parse(text), attachments=attachments)


def described(*sections: Section, **parts: Any) -> PracticeModel:
    """Return a model with sections of the form and with other parts."""
    return evolve(PracticeModel(form=Form(sections=sections)), **parts)


def whole(idea: str = IDEA, results: str = RESULTS, **parts: Any) -> PracticeModel:
    """Return a model with every field that must be filled."""
    return described(
        section("solution_idea", idea),
        section("operating_environment", ENVIRONMENT),
        section("target_group", GROUP),
        section("conditions_of_use", "Jokaisella asemalla on nimetty vastuuhoitaja."),
        section("evaluation_results", results),
        section("tips_for_adopters", TIPS),
        **parts,
    )


def answered(instrument: str = "vaikutusten-itsearviointi") -> tuple[Evaluation, ...]:
    """Return one evaluation with one answer."""
    answer = Answer(criterion="core-elements", level="agree")
    return (Evaluation(id="a", instrument=instrument, answers=(answer,)),)


def observed() -> tuple[Metric, ...]:
    """Return one metric with one observation."""
    seen = Observation(date=datetime.date(2025, 5, 31), value=78)
    return (Metric(id="viikossa", name="Hoitoon viikossa", observations=(seen,)),)


# The published class of each shape, how many descriptions have it, and the shape.
SHAPES: tuple[tuple[str, int, Shape], ...] = (
    ("described", 30, whole),
    ("described", 12, lambda: whole(innokyla_stage=InnokylaStage.READY)),
    ("described", 4, lambda: described(section("solution_idea", IDEA[:40]),
                                       section("solution_idea", IDEA[40:]),
                                       section("evaluation_results", RESULTS))),
    ("described", 14, lambda: described(section("solution_idea", IDEA), evaluations=answered())),
    ("described", 8, lambda: described(section("solution_idea", IDEA), metrics=observed())),
    ("described", 6, lambda: described(core_elements=tuple(IDEA.split(", ")),
                                       evaluations=answered("oma-paketti:laatu"))),
    ("described", 8, lambda: described(section("solution_idea", "", evolve(PDF, summary=IDEA)),
                                       section("evaluation_results", RESULTS))),
    ("unfinished", 30, lambda: whole(results="")),
    ("unfinished", 16, lambda: whole(results="", innokyla_stage=InnokylaStage.READY)),
    ("unfinished", 22, lambda: whole(results="Toimintaa on arvioitu hankkeen aikana.")),
    ("unfinished", 18, lambda: described(section("solution_idea", IDEA),
                                         section("measuring_change", "Kysely asiakkaille."))),
    ("unfinished", 12, lambda: described(section("solution_idea", IDEA),
                                         section("evaluation_results", "", PDF))),
    ("unfinished", 10, lambda: whole(results="Tulokset täydentyvät myöhemmin.")),
    ("unfinished", 14, lambda: whole(idea="")),
    ("unfinished", 12, lambda: described(
        section("solution_idea", "Katso [mallin sivut](https://example.org/malli)."))),
    ("unfinished", 8, lambda: described(section("solution_idea", "https://example.org/malli"))),
    ("unfinished", 14, lambda: described(section("solution_idea", "", PDF),
                                         section("target_group", GROUP))),
    ("unfinished", 8, lambda: described(basics=BasicData(attachments=(PDF,)))),
    ("unfinished", 10, lambda: described(section("solution_idea", "Etävastaanotto asemalla."))),
    ("unfinished", 6, lambda: described(section("tips_for_adopters", TIPS))),
    ("unfinished", 4, lambda: PracticeModel(form=Form(unplaced=(
        UnplacedText(text=RichText.parse(IDEA), reason=UnplacedReason.LABELS_LOST),)))),
    ("unfinished", 3, lambda: described(rooting_plan=RootingPlan(what="Etävastaanotto"))),
    ("unfinished", 3, lambda: described(Section(heading="Polku", text=RichText.parse(IDEA)))),
    ("basics", 24, PracticeModel),
    ("basics", 30, lambda: described(basics=BasicData(summary="Etävastaanotto asemalla.",
                                                      place="Kolme asemaa"))),
    ("basics", 22, lambda: described(section("operating_environment", ENVIRONMENT))),
    ("basics", 18, lambda: described(section("target_group", GROUP))),
    ("basics", 24, lambda: described(section("operating_environment", ENVIRONMENT),
                                     section("target_group", GROUP))),
    ("basics", 8, lambda: described(section("solution_idea", "## Vaiheet\n\n## Osapuolet"),
                                    section("operating_environment", ENVIRONMENT))),
    ("basics", 8, lambda: whole("Täydentyy myöhemmin", "Tulossa", form=Form(sections=tuple(
        section(name, "Täydentyy myöhemmin.") for name in ("solution_idea", "target_group"))))),
    ("basics", 8, lambda: described(innokyla_stage=InnokylaStage.READY)),
    ("basics", 4, lambda: described(section("operating_environment", ENVIRONMENT, IMAGE))),
)  # fmt: skip
COUNTS = {"described": 82, "unfinished": 190, "basics": 146}


def described_portfolio() -> Portfolio:
    """Return 418 descriptions, shapes and counties mixed, of which triage makes 82, 190 and 146.

    Example:
        >>> len(described_portfolio().models)
        418
    """
    models = [shape() for _, times, shape in SHAPES for _ in range(times)]
    return Portfolio(
        title="kuvaukset", models=tuple(map(placed, range(len(models)), models[::7] + [
            model for place, model in enumerate(models) if place % 7
        ]))
    )  # fmt: skip


def placed(number: int, model: PracticeModel) -> PracticeModel:
    """Give a description its name and counties: some have two, some none."""
    ids = [county.id for county in counties()]
    given: tuple[str, ...] = (ids[number % len(ids)],)
    if number % 29 == 0:
        given += (ids[(number + 9) % len(ids)],)
    return evolve(
        model,
        id=f"kuvaus-{number + 1:03}",
        basics=evolve(model.basics, title=f"Esimerkkikuvaus {number + 1}"),
        programme=ProgrammeData(counties=() if number % 19 == 0 else given),
    )
