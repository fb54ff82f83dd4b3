"""The mapping of a survey: which column is what, and which text is which answer.

It is data: it stands in a TOML file whose keys are the attributes of these classes. Reading and
judging the file belongs to `toimintamalli.surveys._mapping_file`.
"""

from __future__ import annotations

import datetime
from enum import StrEnum

from attrs import frozen

from toimintamalli.model import AnswerState, EvaluatorRole, Record

__all__ = [
    "AnswerSpelling",
    "CriterionColumn",
    "RoleSpelling",
    "SheetKind",
    "SurveyColumns",
    "SurveyMapping",
]


class SheetKind(StrEnum):
    """What one row of a survey is: the answers of one evaluator, or those agreed together."""

    INDIVIDUAL = "individual"
    CONSENSUS = "consensus"


@frozen(kw_only=True)
class SurveyColumns(Record):
    """Headings of the columns that speak of the round; empty where the survey has none.

    Attributes:
        model: The practice model, by its title or identifier.
        evaluator: Who answered; only a pseudonym of it comes into the model.
        role: From which seat.
        date: Day of the answer.
        participants: How many took part; read from sheets agreed together.
        county_represented: Whether a representative of the county took part.
        unit: Which unit was evaluated.
    """

    model: str = ""
    evaluator: str = ""
    role: str = ""
    date: str = ""
    participants: str = ""
    county_represented: str = ""
    unit: str = ""


@frozen(kw_only=True)
class CriterionColumn(Record):
    """Which column answers a criterion.

    Attributes:
        criterion: Identifier of the criterion.
        column: Heading of the column; empty where the survey did not ask the criterion.
        reason: Heading of the column that tells why, where there is one.
    """

    criterion: str
    column: str = ""
    reason: str = ""


@frozen(kw_only=True)
class AnswerSpelling(Record):
    """How the survey writes an answer: a level, or one of the other states.

    Attributes:
        text: Spellings.
        level: Identifier of the level that they mean.
        state: The state that they mean, when it is not a level.
    """

    text: tuple[str, ...]
    level: str | None = None
    state: AnswerState | None = None


@frozen(kw_only=True)
class RoleSpelling(Record):
    """How the survey writes the seat of an evaluator.

    Attributes:
        text: Spellings.
        role: The seat.
    """

    text: tuple[str, ...]
    role: EvaluatorRole


@frozen(kw_only=True)
class SurveyMapping(Record):
    """How a survey answers a criteria set.

    Attributes:
        instrument: Identifier of the criteria set.
        version: Version of the set that was asked; today's where it is empty.
        evaluation: Identifier that the evaluations get.
        date: Day of the evaluation, where no column tells it.
        role: Seat of the evaluators, where no column tells it.
        sheet: Whether a row is one evaluator or a sheet agreed together.
        columns: Columns that speak of the round.
        criteria: Columns of criteria whose heading is not their question.
        answers: Spellings of answers that the set does not know.
        roles: Spellings of seats.
        ignored: Headings of columns that are left alone and not told.

    Example:
        >>> mapping = SurveyMapping(instrument="juurtumisvalmius", evaluation="kysely-2025")
        >>> mapping.sheet.value
        'individual'
    """

    instrument: str
    version: str = ""
    evaluation: str
    date: datetime.date | None = None
    role: EvaluatorRole = EvaluatorRole.SELF
    sheet: SheetKind = SheetKind.INDIVIDUAL
    columns: SurveyColumns = SurveyColumns()
    criteria: tuple[CriterionColumn, ...] = ()
    answers: tuple[AnswerSpelling, ...] = ()
    roles: tuple[RoleSpelling, ...] = ()
    ignored: tuple[str, ...] = ()
