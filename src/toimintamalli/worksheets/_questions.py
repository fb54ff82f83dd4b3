"""The questions whose words stand elsewhere: in the vocabulary, in criteria sets, in the model."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, get_args, get_type_hints

from attrs import frozen

from toimintamalli.instruments import get_instrument
from toimintamalli.model import Record
from toimintamalli.model.rooting import READINESS_SET
from toimintamalli.text import LocalizedText
from toimintamalli.vocabulary import (
    enum_description,
    enum_title,
    record_title,
    worklist,
    worksheet,
)
from toimintamalli.worksheets._definition import PartKind, QuestionSource, Worksheet
from toimintamalli.worksheets._paths import model_path

__all__ = ["Question", "Questions", "questions_of", "title_of", "values_of"]


_PLACEMENT = "tyopohja-4"


@frozen(kw_only=True)
class Question:
    """A row whose name and question are given.

    Attributes:
        key: What tells the row apart in the model.
        name: Name of the row.
        text: What the row asks; None where its name says it.
    """

    key: Any
    name: LocalizedText
    text: LocalizedText | None = None


@frozen(kw_only=True)
class Questions:
    """The rows of a part of a worksheet.

    Attributes:
        title: What they are called together.
        rows: The rows, in order.
    """

    title: LocalizedText
    rows: tuple[Question, ...]


def questions_of(source: QuestionSource, record: type[Record], key: str) -> Questions:
    """Return the rows that a part of a worksheet takes from elsewhere.

    Args:
        source: Where they stand.
        record: Class of the records that the rows are about.
        key: Field of these records that tells them apart.

    Raises:
        ValueError: The values of the field are not known.

    Example:
        >>> from toimintamalli.model import WorklistAnswer
        >>> len(questions_of(QuestionSource.WORKLIST, WorklistAnswer, "row").rows)
        6
    """
    if source is QuestionSource.VALUES:
        return _values(record, key)
    return _SOURCES[source]()


def title_of(sheet: Worksheet) -> LocalizedText:
    """Return the title of a worksheet: its own, or that of what its first part asks.

    Args:
        sheet: The worksheet.

    Example:
        >>> from toimintamalli.worksheets import get_worksheet
        >>> title_of(get_worksheet("juuruttajan-tyolista")).fi
        'Juuruttajan työlista'
    """
    first = sheet.parts[0]
    if sheet.title:
        return sheet.title
    if first.kind is PartKind.PLACEMENT:
        return worksheet(_PLACEMENT).title
    if first.questions:
        return questions_of(first.questions, model_path(first.record).record, first.key).title
    return LocalizedText(fi=sheet.id, sv=sheet.id, en=sheet.id)


def _worklist() -> Questions:
    known = worklist()
    rows = (Question(key=row.id, name=row.name, text=row.question) for row in known.rows)
    return Questions(title=known.title, rows=tuple(rows))


def _preconditions() -> Questions:
    known = get_instrument(READINESS_SET)
    rows = (Question(key=one.id, name=one.question, text=one.why) for one in known.criteria)
    return Questions(title=known.title, rows=tuple(rows))


def _values(record: type[Record], key: str) -> Questions:
    rows = (
        Question(key=value, name=enum_title(value), text=enum_description(value))
        for value in values_of(record, key)
    )
    return Questions(title=record_title(record), rows=tuple(rows))


_SOURCES: dict[QuestionSource, Callable[[], Questions]] = {
    QuestionSource.WORKLIST: _worklist,
    QuestionSource.PRECONDITIONS: _preconditions,
}


def values_of(record: type[Record], field: str) -> tuple[StrEnum, ...]:
    """Return the values that a field may have, where they are listed.

    Args:
        record: Class of the record.
        field: Name of the field.

    Raises:
        ValueError: The values of the field are not listed.
    """
    hint = get_type_hints(record).get(field)
    for kind in (hint, *get_args(hint)):
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return tuple(kind)
    raise ValueError(f"the values of {record.__name__}.{field} are not listed")
