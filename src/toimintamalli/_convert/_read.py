"""From plain data to frozen classes, complete in its complaints.

Ordinary data is read once, without paths. Only what is refused is gone through a second time, part
by part and by the same hooks, to tell everything that is wrong and where.
"""

from __future__ import annotations

import datetime
import difflib
import typing
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Any, TypeAlias, TypeVar

import attrs
import cattrs

from toimintamalli._convert import _scalars as scalars
from toimintamalli._convert._scalars import ShapeError
from toimintamalli.diagnostics import Diagnostic, diagnostic
from toimintamalli.model import CustomField, Record, RichText
from toimintamalli.text import LocalizedText

__all__ = ["CUSTOM_PREFIX", "Path", "path_text", "structure"]

CUSTOM_PREFIX = "x-"
"""How the names of fields begin that the library keeps without knowing them."""

Path = tuple[str | int, ...]

WantedT = TypeVar("WantedT")

_Hook: TypeAlias = Callable[[Any, Any], Any]
_Fault: TypeAlias = tuple[Path, ShapeError]


def structure(
    data: object, wanted: type[WantedT]
) -> tuple[WantedT | None, list[tuple[Path, Diagnostic]]]:
    """Return the object that plain data describe, or all that is wrong with the data.

    Args:
        data: Mappings, lists and scalars as a parser gives them.
        wanted: A frozen attrs class, such as `toimintamalli.model.PracticeModel`.

    Returns:
        The object and no findings, or no object and every finding with its path.
    """
    try:
        return _converter().structure(data, wanted), []
    except ShapeError as error:
        faults = list(_faults_inside(data, wanted, ())) or [((), error)]
    return None, [(path, _explained(path, fault)) for path, fault in faults]


# -- reading ----------------------------------------------------------------------------------


@cache
def _converter() -> cattrs.Converter:
    converter = cattrs.Converter()
    converter.register_structure_hook(str, scalars.text)
    converter.register_structure_hook(int, scalars.integer)
    converter.register_structure_hook(float, scalars.number)
    converter.register_structure_hook(bool, scalars.truth)
    converter.register_structure_hook(datetime.date, scalars.date)
    converter.register_structure_hook(RichText, scalars.rich_text)
    converter.register_structure_hook(StrEnum, scalars.enum_value)
    converter.register_structure_hook_factory(_is_sequence, _sequence_hook)
    converter.register_structure_hook_factory(_is_record, _record_hook)
    # Registered last, so that it comes before the hook for records.
    converter.register_structure_hook_factory(_is_localized, _localized_hook)
    return converter


def _is_record(wanted: Any) -> bool:
    return isinstance(wanted, type) and attrs.has(wanted)


def _is_localized(wanted: Any) -> bool:
    return wanted is LocalizedText


def _is_sequence(wanted: Any) -> bool:
    return typing.get_origin(wanted) is tuple


def _record_hook(wanted: Any, converter: cattrs.Converter) -> _Hook:
    types = _types_of_fields(wanted)
    hooks = {name: (converter.get_structure_hook(kind), kind) for name, kind in types.items()}
    required = _required(wanted)

    def structure_record(value: Any, _: Any) -> Any:
        if type(value) is not dict:
            raise scalars.unexpected(value, "mapping")
        given = {}
        custom = []
        for name, held in value.items():
            if name not in hooks:
                custom.append(_custom_field(name, held, wanted))
            elif held is not None:
                hook, kind = hooks[name]
                given[name] = hook(held, kind)
        for name in required:
            if name not in given:
                raise _missing(name)
        return wanted(**given, custom=tuple(custom)) if custom else wanted(**given)

    return structure_record


def _sequence_hook(wanted: Any, converter: cattrs.Converter) -> _Hook:
    item = _type_of_items(wanted)
    structure_item = converter.get_structure_hook(item)

    def structure_sequence(value: Any, _: Any) -> tuple[Any, ...]:
        if type(value) is not list:
            raise scalars.unexpected(value, "list")
        return tuple([structure_item(held, item) for held in value])

    return structure_sequence


def _localized_hook(wanted: Any, converter: cattrs.Converter) -> _Hook:
    """Let one text serve every language, so that nobody must translate a set of their own."""
    structure_languages = _record_hook(wanted, converter)

    def structure_localized(value: Any, _: Any) -> LocalizedText:
        if isinstance(value, str):
            text = scalars.text(value)
            return LocalizedText(fi=text, sv=text, en=text)
        if type(value) is not dict:
            raise scalars.unexpected(value, "text")
        languages: LocalizedText = structure_languages(value, wanted)
        return languages

    return structure_localized


@cache
def _types_of_fields(wanted: Any) -> Mapping[str, Any]:
    """Return what the fields of a class hold where they hold something."""
    hints = typing.get_type_hints(wanted)
    names = [field.name for field in attrs.fields(wanted) if field.name != "custom"]
    return {name: _given(hints[name]) for name in names}


def _given(wanted: Any) -> Any:
    """Return the type of a value that is there, where it may also be missing."""
    if NoneType not in typing.get_args(wanted):
        return wanted
    (given,) = (one for one in typing.get_args(wanted) if one is not NoneType)
    return given


def _type_of_items(wanted: Any) -> Any:
    item, *_ = typing.get_args(wanted)
    return item


@cache
def _required(wanted: Any) -> tuple[str, ...]:
    fields = attrs.fields(wanted)
    return tuple(field.name for field in fields if field.default is attrs.NOTHING)


def _custom_field(name: str, held: Any, wanted: Any) -> CustomField:
    """Return what is kept under a key that is no field, or raise why it cannot be kept."""
    known = sorted(_types_of_fields(wanted))
    if not issubclass(wanted, Record):
        raise ShapeError("TM128", found=scalars.shown(name), allowed=tuple(known))
    if not name.startswith(CUSTOM_PREFIX):
        raise _unknown_key(name, known)
    return CustomField(scalars.text(name), scalars.custom_value(held))


def _unknown_key(name: str, known: list[str]) -> ShapeError:
    near = difflib.get_close_matches(name[: scalars.LONGEST_SHOWN], known, n=1)
    if near:
        return ShapeError("TM120", found=scalars.shown(name), nearest=near[0])
    return ShapeError("TM121", found=scalars.shown(name), allowed=tuple(known))


def _missing(name: str) -> ShapeError:
    return ShapeError("TM126", name=name)


# -- explaining -------------------------------------------------------------------------------


def _faults(value: Any, wanted: Any, path: Path) -> Iterator[_Fault]:
    """Yield everything that is wrong with a value, each fault with its path."""
    try:
        _converter().get_structure_hook(wanted)(value, wanted)
    except ShapeError as error:
        yield from list(_faults_inside(value, wanted, path)) or [(path, error)]


def _faults_inside(value: Any, wanted: Any, path: Path) -> Iterator[_Fault]:
    """Yield what is wrong with the parts of a value; nothing where it is wrong as a whole."""
    if _is_record(wanted) and wanted is not RichText and type(value) is dict:
        yield from _faults_of_record(value, wanted, path)
    elif _is_sequence(wanted) and type(value) is list:
        for place, held in enumerate(value):
            yield from _faults(held, _type_of_items(wanted), (*path, place))


def _faults_of_record(value: dict[str, Any], wanted: Any, path: Path) -> Iterator[_Fault]:
    types = _types_of_fields(wanted)
    for name, held in value.items():
        if name not in types:
            try:
                _custom_field(name, held, wanted)
            except ShapeError as error:
                yield (*path, name), error
    for name, kind in types.items():
        held = value.get(name)
        if held is not None:
            yield from _faults(held, kind, (*path, name))
        elif name in _required(wanted):
            yield (*path, name), _missing(name)


def _explained(path: Path, fault: ShapeError) -> Diagnostic:
    return diagnostic(fault.code, path_text(path), **fault.parameters)


def path_text(path: Path) -> str:
    """Return a document path as people write it.

    Example:
        >>> path_text(("form", "sections", 2, "text"))
        'form.sections[2].text'
    """
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".")
