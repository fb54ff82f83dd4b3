"""What can be wrong with a worksheet whose file has the right shape."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

from toimintamalli._definitions import Problem, problem
from toimintamalli.diagnostics import Wording
from toimintamalli.filling import form_of
from toimintamalli.model import Metric, Record
from toimintamalli.vocabulary import Term
from toimintamalli.worksheets._definition import (
    PartKind,
    QuestionSource,
    Worksheet,
    WorksheetField,
    WorksheetPart,
)
from toimintamalli.worksheets._paths import ModelPath, model_path
from toimintamalli.worksheets._questions import values_of

__all__ = ["problems_of"]

_Path = tuple[str | int, ...]

_NAME: Final = re.compile(r"[A-Za-z0-9-]{1,40}")
_NAME_SHAPE: Final = "a–z, A–Z, 0–9, -"
_NOTHING: Final = "–"
_SOMETHING: Final = Term("toimintamalli", "option.text")
_MOST_BLANK: Final = 100
_MOST_LINES: Final = 40
_ONLY_SAID: Final = {PartKind.TEXT, PartKind.LIST, PartKind.PAGE_BREAK}
_OF_RECORDS: Final = {PartKind.FIELDS, PartKind.TABLE, PartKind.METRICS}


def problems_of(worksheet: Worksheet) -> Iterator[Problem]:
    """Yield what is wrong with a worksheet: names, places that a model does not have, numbers."""
    yield from _of_name(("prefix",), worksheet.prefix)
    yield from _of_name(("version",), worksheet.version)
    if not worksheet.parts:
        yield _not_allowed(("parts",))
    names = Counter(part.id for part in worksheet.parts if part.kind not in _ONLY_SAID)
    for place, part in enumerate(worksheet.parts):
        at: _Path = ("parts", place)
        if part.kind not in _ONLY_SAID:
            yield from _of_name((*at, "id"), part.id)
            if names[part.id] > 1:
                yield problem("TM323", (*at, "id"), found=part.id)
        yield from _of_part(part, at)


def _of_name(at: _Path, name: str) -> Iterator[Problem]:
    if not _NAME.fullmatch(name):
        yield _not_allowed(at, found=name or _NOTHING, allowed=_NAME_SHAPE)


def _of_part(part: WorksheetPart, at: _Path) -> Iterator[Problem]:
    needed = {PartKind.TEXT: "text", PartKind.LIST: "items"}.get(part.kind)
    if needed and not getattr(part, needed):
        yield _not_allowed((*at, needed))
    if not 0 <= part.blank <= _MOST_BLANK:
        yield _not_allowed((*at, "blank"), found=str(part.blank), allowed=f"0–{_MOST_BLANK}")
    if part.kind not in _OF_RECORDS:
        return
    path = _path(part)
    if path is None:
        yield problem("TM338", (*at, "record"), found=part.record or _NOTHING)
        return
    if not part.fields:
        yield _not_allowed((*at, "fields"))
    for number, field in enumerate(part.fields):
        yield from _of_field(field, path.record, (*at, "fields", number))
    yield from _of_rows(part, path.record, at)


def _not_allowed(
    at: _Path, *, found: str = _NOTHING, allowed: str | Wording = _SOMETHING
) -> Problem:
    return problem("TM339", at, key=str(at[-1]), found=found, allowed=allowed)


def _path(part: WorksheetPart) -> ModelPath | None:
    """Return the place of a part in a model; None where it has none or the wrong one."""
    try:
        path = model_path(part.record)
    except ValueError:
        return None
    is_fit = path.is_list is (part.kind is not PartKind.FIELDS)
    if part.kind is PartKind.METRICS:
        is_fit = path.record is Metric
    return path if is_fit else None


def _of_field(field: WorksheetField, record: type[Record], at: _Path) -> Iterator[Problem]:
    if not _holds(lambda: form_of(record, field.field)):
        yield problem("TM338", (*at, "field"), found=field.field)
    if not 1 <= field.lines <= _MOST_LINES:
        yield _not_allowed((*at, "lines"), found=str(field.lines), allowed=f"1–{_MOST_LINES}")
    if field.weight < 1:
        yield _not_allowed((*at, "weight"), found=str(field.weight), allowed="1, 2, 3 …")


def _of_rows(part: WorksheetPart, record: type[Record], at: _Path) -> Iterator[Problem]:
    if part.questions is None:
        return
    if not part.key:
        yield _not_allowed((*at, "key"))
    elif not _holds(lambda: _look_for_key(part, record)):
        yield problem("TM338", (*at, "key"), found=part.key)
    if part.corner is None:
        yield _not_allowed((*at, "corner"))


def _look_for_key(part: WorksheetPart, record: type[Record]) -> None:
    form_of(record, part.key)
    if part.questions is QuestionSource.VALUES:
        values_of(record, part.key)


def _holds(look: Callable[[], object]) -> bool:
    """Tell whether a model has what is looked for."""
    try:
        look()
    except (LookupError, TypeError, ValueError):
        return False
    return True
