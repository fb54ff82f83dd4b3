"""Which form a field of the model has: that of the type of its values."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Any, Final, get_args, get_type_hints

from toimintamalli.filling._content import FieldForm
from toimintamalli.filling._forms import (
    TEXT,
    DayForm,
    LinesForm,
    NumberForm,
    RichTextForm,
    TextForm,
    TruthForm,
    WholeNumberForm,
)
from toimintamalli.filling._listed import EvaluatorsForm, EvidenceForm
from toimintamalli.filling._named import ChoiceForm
from toimintamalli.model import Evaluator, Evidence, Record, RichText

__all__ = ["form_of"]

_FORMS: Final[Mapping[Any, FieldForm]] = {
    str: TEXT,
    str | None: TextForm(empty=None),
    tuple[str, ...]: LinesForm(),
    RichText: RichTextForm(),
    float: NumberForm(),
    float | None: NumberForm(),
    int: WholeNumberForm(),
    int | None: WholeNumberForm(),
    bool: TruthForm(),
    bool | None: TruthForm(),
    datetime.date: DayForm(),
    datetime.date | None: DayForm(),
    tuple[Evidence, ...]: EvidenceForm(),
    tuple[Evaluator, ...]: EvaluatorsForm(),
}


def form_of(record: type[Record], field: str) -> FieldForm:
    """Return the form of a field.

    Args:
        record: Class of the record.
        field: Name of the field.

    Raises:
        KeyError: The record has no such field; a fault of the program, not of its user.
        TypeError: Values of the field are not filled in at one place, such as records with fields
            of their own.

    Example:
        >>> from toimintamalli.model import Task
        >>> form_of(Task, "due")
        DayForm()
        >>> form_of(Task, "phase")
        ChoiceForm(values=<enum 'EstablishmentPhase'>)
    """
    # A type checker takes the hash of a record for that of its class.
    owner: Any = record
    kind = _kinds(owner)[field]
    form = _FORMS.get(kind) or _choice(kind)
    if form is None:
        raise TypeError(f"{record.__name__}.{field} has no form: {kind}")
    return form


@cache
def _kinds(record: type[Any]) -> Mapping[str, Any]:
    return get_type_hints(record)


def _choice(kind: Any) -> FieldForm | None:
    """Return the form of an enumeration, also of one that may be without a value."""
    kinds = [one for one in get_args(kind) or (kind,) if one is not NoneType]
    only = kinds[0]
    is_choice = len(kinds) == 1 and isinstance(only, type) and issubclass(only, StrEnum)
    return ChoiceForm(only) if is_choice else None
