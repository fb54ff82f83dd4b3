"""Choice lists: the values of the model's enumerations, for the columns that hold them."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from toimintamalli.model import (
    AnswerState,
    AttachmentKind,
    ContributorRole,
    DevelopmentStage,
    Direction,
    EstablishmentPhase,
    EvaluatorRole,
    MetricKind,
    NoteKind,
    OrganisationLevel,
    PreconditionState,
    RelationKind,
    ResourceKind,
    SuggestionState,
    TaskKind,
    TaskState,
)
from toimintamalli_excel._words import Words
from toimintamalli_excel.workbook import ChoiceList, TableSheet

YES_OR_NO: Final = "YesOrNo"
"""The name of the list of truth values; lists of enumerations have the names of their classes."""

_ENUMERATIONS: Final[tuple[type[StrEnum], ...]] = (
    AnswerState,
    AttachmentKind,
    ContributorRole,
    DevelopmentStage,
    Direction,
    EstablishmentPhase,
    EvaluatorRole,
    MetricKind,
    NoteKind,
    OrganisationLevel,
    PreconditionState,
    RelationKind,
    ResourceKind,
    SuggestionState,
    TaskKind,
    TaskState,
)
_ENUMERATION_NAMED: Final = {kind.__name__: kind for kind in _ENUMERATIONS}


def choice_lists(
    sheets: Iterable[TableSheet], words: Words, own: Iterable[ChoiceList] = ()
) -> tuple[ChoiceList, ...]:
    """Return the lists that the columns of some sheets name, in the order of those columns.

    Args:
        sheets: The sheets.
        words: The words of the workbook.
        own: Lists that are no enumerations of the model.
    """
    known = {choices.name: choices for choices in own}
    headers: dict[str, str] = {}
    for sheet in sheets:
        for column in sheet.columns:
            for name in column.lists:
                headers.setdefault(name, column.header)
    return tuple(
        known.get(name) or _choice_list(name, header, words) for name, header in headers.items()
    )


def _choice_list(name: str, header: str, words: Words) -> ChoiceList:
    if name == YES_OR_NO:
        header = words["lists.yes_or_no"]
    return ChoiceList(
        name=name, header=header, values=_values(name, words), error=words["lists.error"]
    )


def _values(name: str, words: Words) -> tuple[str, ...]:
    if name == YES_OR_NO:
        return (words.yes_or_no(True), words.yes_or_no(False))
    return tuple(words.value(member) for member in _ENUMERATION_NAMED[name])
