"""A portfolio made so that it gives the published results of the first round of self-evaluation.

The counts are those of the table of 8.9.2025 (67 models, 189 people). Which model answered what is
invented: the table tells only totals.
"""

from __future__ import annotations

import datetime

from toimintamalli.model import (
    Answer,
    AnswerState,
    BasicData,
    DevelopmentStage,
    Evaluation,
    Portfolio,
    PracticeModel,
    ProgrammeData,
    ServiceSector,
    StageRecord,
)
from toimintamalli.vocabulary import counties

INSTRUMENT = "vaikutusten-itsearviointi"
DAY = datetime.date(2025, 6, 30)
MODELS = 67
PEOPLE = 189
WITH_COUNTY = 52
BOTH_SECTORS = 21

# Statement: how many agree (partly or fully), and of how many it cannot be told yet. The others
# are put on the lower of the two disagreeing levels.
PUBLISHED = {
    "resources-defined": (64, 2),
    "management-leads": (60, 3),
    "permanent-decision": (50, 12),
    "digital-integrated": (30, 37),
    "digital-leadership": (21, 43),
    "digital-training": (32, 35),
    "digital-support": (27, 37),
    "digital-customers": (16, 47),
}
WHOLLY_AGREED = ("core-elements", "fits-environment", "transferable")
# Investments of the models, as the table counts them; RRP3 has no investment.
INVESTMENTS: tuple[tuple[tuple[str, ...], int], ...] = (
    (("I1",), 43),
    (("I1B",), 1),
    (("I2",), 10),
    (("I3",), 2),
    (("I4",), 3),
    (("I1", "I2"), 1),
    (("I1", "I4"), 1),
    (("I2", "I1", "I4"), 1),
    ((), 5),
)


def evaluated_portfolio() -> Portfolio:
    """Return 67 evaluated models, with the published results of the first round.

    Example:
        >>> len(evaluated_portfolio().models)
        67
    """
    investments = [wanted for wanted, times in INVESTMENTS for _ in range(times)]
    return Portfolio(
        title="kooste",
        models=tuple(model(number, investments[number]) for number in range(MODELS)),
    )


def model(number: int, investments: tuple[str, ...]) -> PracticeModel:
    """Return one of the evaluated models, with its county, stage and investments."""
    county = counties()[number % len(counties())]
    stage = tuple(DevelopmentStage)[number % 3]
    sectors = tuple(ServiceSector) if number < BOTH_SECTORS else (ServiceSector.HEALTH,)
    return PracticeModel(
        id=f"malli-{number + 1:02}",
        basics=BasicData(title=f"Esimerkkimalli {number + 1}, {county.name.fi}"),
        programme=ProgrammeData(
            programme="rrp",
            pillar="P4" if investments else "P3",
            investments=investments,
            counties=(county.id,),
            sectors=sectors,
            customer_groups=("older-people", "digital-services")[: 1 + number % 2],
        ),
        stages=(StageRecord(stage=stage, date=DAY),),
        evaluations=(evaluation(number),),
    )


def evaluation(number: int) -> Evaluation:
    """Return the self-evaluation of a model."""
    people = PEOPLE // MODELS + (number < PEOPLE % MODELS)
    return Evaluation(
        id="itsearviointi",
        instrument=INSTRUMENT,
        date=DAY,
        participants=people,
        county_represented=number < WITH_COUNTY,
        answers=tuple(answers(number)),
    )


def answers(number: int) -> list[Answer]:
    """Return the answers of a model; those of all models add up to the published counts."""
    given = [Answer(criterion=name, level="agree") for name in WHOLLY_AGREED]
    given.append(Answer(criterion="adaptable", level="agree" if number < 60 else "disagree"))
    for name, (agree, cannot_yet) in PUBLISHED.items():
        if number < agree:
            level = "agree" if number % 2 else "partly_agree"
            given.append(Answer(criterion=name, level=level))
        elif number < agree + cannot_yet:
            given.append(Answer(criterion=name, state=AnswerState.CANNOT_YET))
        else:
            given.append(Answer(criterion=name, level="disagree"))
    return given
