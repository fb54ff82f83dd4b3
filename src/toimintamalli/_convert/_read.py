"""From plain data to frozen classes, complete in its complaints.

A fast converter without paths does the ordinary work; only when it refuses does a second, detailed
one tell everything that is wrong and where.
"""

from __future__ import annotations

import datetime
import difflib
import typing
from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Any, TypeAlias, TypeVar

import attrs
import cattrs
from cattrs.gen import make_dict_structure_fn, override

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
_Taker: TypeAlias = Callable[[str, Any, frozenset[str]], CustomField]


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
        return _converter(detailed=False).structure(data, wanted), []
    except Exception:
        pass
    try:
        _converter(detailed=True).structure(data, wanted)
    except Exception as error:
        return None, [(path, _explained(path, leaf)) for path, leaf in _leaves(error, ())]
    raise AssertionError("the fast converter refused what the detailed one accepts")


@cache
def _converter(*, detailed: bool) -> cattrs.Converter:
    converter = cattrs.Converter(detailed_validation=detailed)
    converter.register_structure_hook(str, scalars.text)
    converter.register_structure_hook(int, scalars.integer)
    converter.register_structure_hook(float, scalars.number)
    converter.register_structure_hook(bool, scalars.truth)
    converter.register_structure_hook(datetime.date, scalars.date)
    converter.register_structure_hook(RichText, scalars.rich_text)
    converter.register_structure_hook(StrEnum, scalars.enum_value)
    converter.register_structure_hook_factory(
        _is_sequence, lambda wanted, conv: _strict_sequence(wanted, conv, detailed=detailed)
    )
    converter.register_structure_hook_factory(
        _is_record, lambda wanted, conv: _strict_record(wanted, conv, detailed=detailed)
    )
    # Registered last, so that they come before the hooks for records and sequences.
    converter.register_structure_hook_factory(
        lambda wanted: wanted is LocalizedText,
        lambda wanted, conv: _localized(_strict_record(wanted, conv, detailed=detailed)),
    )
    converter.register_structure_hook_func(
        lambda wanted: wanted == tuple[CustomField, ...], lambda value, _: value
    )
    return converter


def _is_record(wanted: Any) -> bool:
    return isinstance(wanted, type) and attrs.has(wanted)


def _is_sequence(wanted: Any) -> bool:
    return typing.get_origin(wanted) is tuple


def _given(wanted: Any) -> Any:
    """Return the type of a value that is there, where it may also be missing."""
    if NoneType not in typing.get_args(wanted):
        return wanted
    (given,) = (one for one in typing.get_args(wanted) if one is not NoneType)
    return given


def _strict_record(wanted: type[Any], converter: cattrs.Converter, *, detailed: bool) -> _Hook:
    take = _custom_field if issubclass(wanted, Record) else _no_field
    make = _record_in_detail if detailed else _record
    return make(wanted, converter, take)


def _record(wanted: type[Any], converter: cattrs.Converter, take: _Taker) -> _Hook:
    """Return the hook that goes through what is given, and stops at the first fault."""
    hints = typing.get_type_hints(wanted)
    known = _known_keys(wanted)
    types = {name: _given(hints[name]) for name in known}
    hooks = {name: (converter.get_structure_hook(kind), kind) for name, kind in types.items()}

    def structure_record(value: Any, _: Any) -> Any:
        if type(value) is not dict:
            raise scalars.unexpected(value, "mapping")
        given = {}
        custom = []
        for name, held in value.items():
            if name not in hooks:
                custom.append(take(name, held, known))
            elif held is not None:
                hook, kind = hooks[name]
                given[name] = hook(held, kind)
        return wanted(**given, custom=tuple(custom)) if custom else wanted(**given)

    return structure_record


def _record_in_detail(wanted: type[Any], converter: cattrs.Converter, take: _Taker) -> _Hook:
    """Return the hook that raises everything that is wrong, each fault with its path."""
    known = _known_keys(wanted)
    overrides: dict[str, Any] = {"custom": override(omit=True)}
    own = overrides if issubclass(wanted, Record) else {}
    build = make_dict_structure_fn(wanted, converter, **own)

    def structure_record(value: Any, target: Any) -> Any:
        if type(value) is not dict:
            raise scalars.unexpected(value, "mapping")
        errors: list[Exception] = _refused_keys(value, known, take)
        given = {n: held for n, held in value.items() if n in known and held is not None}
        try:
            built = build(given, target)
        except Exception as error:
            errors.append(error)
        if errors:
            raise ExceptionGroup(wanted.__name__, errors)
        return built

    return structure_record


def _known_keys(wanted: type[Any]) -> frozenset[str]:
    return frozenset(a.name for a in attrs.fields(wanted)) - {"custom"}


def _custom_field(name: str, held: Any, known: frozenset[str]) -> CustomField:
    if not name.startswith(CUSTOM_PREFIX):
        raise _unknown_key(name, known)
    return CustomField(scalars.text(name), scalars.custom_value(held))


def _no_field(name: str, held: Any, known: frozenset[str]) -> CustomField:
    raise ShapeError("TM128", found=scalars.shown(name), allowed=tuple(sorted(known)))


def _refused_keys(value: dict[str, Any], known: frozenset[str], take: _Taker) -> list[Exception]:
    """Return why each key is refused that is no field and cannot be kept either."""
    refused: list[Exception] = []
    for name, held in value.items():
        if name not in known:
            try:
                take(name, held, known)
            except ShapeError as error:
                refused.append(_at_key(error, name))
    return refused


def _unknown_key(name: str, known: frozenset[str]) -> ShapeError:
    allowed = sorted(known)
    near = difflib.get_close_matches(name[: scalars.LONGEST_SHOWN], allowed, n=1)
    if near:
        return ShapeError("TM120", found=scalars.shown(name), nearest=near[0])
    return ShapeError("TM121", found=scalars.shown(name), allowed=tuple(allowed))


def _strict_sequence(wanted: Any, converter: cattrs.Converter, *, detailed: bool) -> _Hook:
    (item, *_) = wanted.__args__
    structure_item = converter.get_structure_hook(item)

    def structure_sequence(value: Any, _: Any) -> tuple[Any, ...]:
        if type(value) is not list:
            raise scalars.unexpected(value, "list")
        return tuple([structure_item(held, item) for held in value])

    def structure_sequence_in_detail(value: Any, _: Any) -> tuple[Any, ...]:
        if type(value) is not list:
            raise scalars.unexpected(value, "list")
        good, errors = [], []
        for place, held in enumerate(value):
            try:
                good.append(structure_item(held, item))
            except Exception as error:
                errors.append(_at_position(error, place))
        if errors:
            raise ExceptionGroup("list", errors)
        return tuple(good)

    return structure_sequence_in_detail if detailed else structure_sequence


def _localized(structure_languages: _Hook) -> _Hook:
    """Let one text serve every language, so that nobody must translate a set of their own."""

    def structure_localized(value: Any, wanted: Any) -> Any:
        if isinstance(value, str):
            text = scalars.text(value)
            return LocalizedText(fi=text, sv=text, en=text)
        if type(value) is not dict:
            raise scalars.unexpected(value, "text")
        return structure_languages(value, wanted)

    return structure_localized


# -- explaining -------------------------------------------------------------------------------


def _at_key(error: Exception, name: str) -> Exception:
    error.add_note(cattrs.AttributeValidationNote(name, name, None))
    return error


def _at_position(error: Exception, position: int) -> Exception:
    error.add_note(cattrs.IterableValidationNote(str(position), position, None))
    return error


def _leaves(error: BaseException, path: Path) -> Iterator[tuple[Path, BaseException]]:
    here = path + _step(error)
    if isinstance(error, BaseExceptionGroup):
        for inner in error.exceptions:
            yield from _leaves(inner, here)
    else:
        yield here, error


def _step(error: BaseException) -> Path:
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, cattrs.AttributeValidationNote):
            return (note.name,)
        if isinstance(note, cattrs.IterableValidationNote):
            return (note.index,)
    return ()


def _explained(path: Path, error: BaseException) -> Diagnostic:
    shown = path_text(path)
    if isinstance(error, ShapeError):
        return diagnostic(error.code, shown, **error.parameters)
    if isinstance(error, KeyError):
        return diagnostic("TM126", shown, name=str(path[-1]))
    raise error


def path_text(path: Path) -> str:
    """Return a document path as people write it.

    Example:
        >>> path_text(("form", "sections", 2, "text"))
        'form.sections[2].text'
    """
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".")
