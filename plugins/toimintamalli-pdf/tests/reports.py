"""A portfolio to report on, and what stands in the report drawn of it.

Test files run this file (`runpy`) rather than import it: the folder of tests is no package.
"""

from __future__ import annotations

import datetime
import runpy
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
from attrs import evolve, frozen

from toimintamalli.instruments import get_instrument
from toimintamalli.model import (
    Answer,
    AnswerState,
    BasicData,
    DevelopmentStage,
    Evaluation,
    Metric,
    Portfolio,
    PracticeModel,
    ProgrammeData,
    RootingPlan,
    StageRecord,
)
from toimintamalli.vocabulary import counties

STRUCTURE = runpy.run_path(str(Path(__file__).with_name("structure.py")))
pages_of_texts = STRUCTURE["pages_of_texts"]
SURVEY = get_instrument("vaikutusten-itsearviointi")
FIRST, SECOND = datetime.date(2025, 6, 30), datetime.date(2025, 10, 20)
MODELS, EVALUATED = 24, 21
TEXTS = {"P", "H1", "H2", "H3", "LBody", "Link"}


# -- a portfolio ------------------------------------------------------------------------------


def answers(number: int, *, later: bool = False) -> Iterator[Answer]:
    """Later, what could not be assessed is agreed with in every other model."""
    for place, criterion in enumerate(SURVEY.criteria):
        rank = (number + place) % 6
        if rank == 4 and later and number % 2:
            rank = 3
        if rank < 4:
            yield Answer(criterion=criterion.id, level=SURVEY.scales[0].levels[rank].id)
        elif rank == 4:
            yield Answer(criterion=criterion.id, state=AnswerState.CANNOT_YET)


def evaluations(number: int, participants: int) -> tuple[Evaluation, ...]:
    first = Evaluation(
        id="eka",
        instrument=SURVEY.id,
        date=FIRST,
        participants=participants,
        county_represented=number % 3 > 0,
        answers=tuple(answers(number)),
    )
    if number % 3:
        return (first,)
    later = tuple(answers(number, later=True))
    return (first, evolve(first, id="toka", date=SECOND, answers=later))


def model(number: int, participants: int = 6) -> PracticeModel:
    """Models without an evaluation come last; the very last one tells nothing of itself."""
    if number == MODELS - 1:
        return PracticeModel(id=f"malli-{number:02}")
    day = FIRST if number % 2 else SECOND
    return PracticeModel(
        id=f"malli-{number:02}",
        basics=BasicData(title=f"Malli {number}"),
        programme=ProgrammeData(
            counties=tuple(county.id for county in counties()[number % 7 :][: 1 + number % 2]),
            customer_groups=("older-people",) if number % 4 else ("oma ryhmä",),
        ),
        stages=(StageRecord(stage=tuple(DevelopmentStage)[number % 3], date=day),),
        evaluations=evaluations(number, participants) if number < EVALUATED else (),
        rooting_plan=RootingPlan() if number % 5 == 0 else None,
        metrics=(Metric(id="M1", name="Odotusaika"),) if number % 6 == 0 else (),
    )


def portfolio(count: int = MODELS, participants: int = 6) -> Portfolio:
    models = tuple(model(number, participants) for number in range(count))
    sources = tuple(f"alue/{one.id}.yaml" for one in models)
    return Portfolio(title="RRP-mallit", models=models, sources=sources)


# -- what stands in a report ------------------------------------------------------------------


@frozen(kw_only=True)
class Read:
    """A part of a document as it is read aloud.

    A heading or a paragraph has a text, a picture its alternative text, and a table rows of cells;
    what stands on several paragraphs of a cell is on lines of its own.
    """

    tag: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def read(data: bytes) -> tuple[Read, ...]:
    """Return the parts of a document in reading order."""
    with pikepdf.open(BytesIO(data)) as pdf:
        reader = _Reader(
            texts=[STRUCTURE["texts_of_page"](page) for page in pdf.pages],
            numbers={page.objgen: number for number, page in enumerate(pdf.pages)},
        )
        return tuple(part for top in pdf.Root.StructTreeRoot.K for part in reader.parts(top))


@frozen(kw_only=True)
class _Reader:
    """Reads elements: knows the texts of each page by their marks, and which page is which."""

    texts: list[dict[int, str]]
    numbers: dict[tuple[int, int], int]

    def parts(self, element: pikepdf.Object) -> Iterator[Read]:
        tag = str(element.S)[1:]
        if tag == "Table":
            rows = (tuple(map(self._said, _children(row))) for row in _children(element))
            yield Read(tag=tag, rows=tuple(rows))
        elif tag == "Figure":
            yield Read(tag=tag, text=str(element.Alt))
        elif tag in TEXTS:
            yield Read(tag=tag, text=self._said(element))
        else:
            for child in _children(element):
                yield from self.parts(child) if "/S" in child else ()

    def _said(self, element: pikepdf.Object) -> str:
        own, lines = "", []
        for child in _children(element):
            if child.get("/Type") == pikepdf.Name.MCR:
                own += self.texts[self.numbers[child.Pg.objgen]].get(int(child.MCID), "")
            elif "/S" in child:
                lines.append(self._said(child))
        return "\n".join(filter(None, (own, *lines)))


def _children(element: pikepdf.Object) -> list[pikepdf.Object]:
    children = STRUCTURE["children_of"](element)
    return [child for child in children if isinstance(child, pikepdf.Dictionary)]
