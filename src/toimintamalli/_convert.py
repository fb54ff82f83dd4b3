"""Between plain data and the model's classes: strict, complete in its complaints.

The only user of cattrs. Nothing is coerced: a number is not a text, a text is not a truth value.
Only unquoted YAML scalars (`PlainScalar`) take the meaning of the field that they fill. A fast
converter without paths does the ordinary work; only when it refuses does a second, detailed one
tell everything that is wrong and where.
"""

from __future__ import annotations

import datetime
import difflib
import math
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from enum import StrEnum
from functools import cache
from typing import Any

import attrs
import cattrs
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from toimintamalli._yaml import MAX_DEPTH, PlainScalar
from toimintamalli.diagnostics import Diagnostic, ParameterValue, diagnostic
from toimintamalli.model import (
    CustomField,
    CustomMapping,
    CustomValue,
    PracticeModel,
    Record,
    RichText,
)
from toimintamalli.vocabulary import localized

__all__ = ["CUSTOM_PREFIX", "Path", "ShapeError", "path_text", "structure", "unstructure"]

CUSTOM_PREFIX = "x-"
"""How the names of fields begin that the library keeps without knowing them."""

Path = tuple[str | int, ...]

# The attribute `custom` gathers many keys of a document and has none of its own.
_CUSTOM_KEY = "(custom)"
# A custom field stands inside at most this many lists and mappings of the document's own.
_DEEPEST_CUSTOM = MAX_DEPTH - 8
_INTEGER = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
# Numbers as JSON writes them: 0123 and +358 in a custom field are codes, and stay text.
_CUSTOM_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?P<rest>(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FINNISH_DATE = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_LONGEST_SHOWN = 60
_SURROGATE = re.compile("[\ud800-\udfff]")


class ShapeError(ValueError):
    """A value that does not fit its place; the path is added on the way out.

    Attributes:
        code: Code of the diagnostic.
        parameters: What its sentence speaks of.
    """

    def __init__(self, code: str, **parameters: ParameterValue) -> None:
        super().__init__(code, parameters)
        self.code = code
        self.parameters = parameters


def structure(data: object) -> tuple[PracticeModel | None, list[tuple[Path, Diagnostic]]]:
    """Return the model that plain data describe, or all that is wrong with the data.

    Args:
        data: Mappings, lists and scalars as a parser gives them.

    Returns:
        The model and no findings, or no model and every finding with its path.
    """
    try:
        return _converter(detailed=False).structure(data, PracticeModel), []
    except Exception:
        pass
    try:
        _converter(detailed=True).structure(data, PracticeModel)
    except Exception as error:
        return None, [(path, _explained(path, leaf)) for path, leaf in _leaves(error, ())]
    raise AssertionError("the fast converter refused what the detailed one accepts")


def unstructure(model: PracticeModel, *, dates_as_text: bool) -> dict[str, Any]:
    """Return plain data for a model; what is not given is left out.

    Args:
        model: The model.
        dates_as_text: Whether dates become ISO texts (JSON) or stay dates (YAML).
    """
    data: dict[str, Any] = _writer(dates_as_text).unstructure(model)
    return data


# -- reading ----------------------------------------------------------------------------------


@cache
def _converter(*, detailed: bool) -> cattrs.Converter:
    converter = cattrs.Converter(detailed_validation=detailed)
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook(int, _integer)
    converter.register_structure_hook(float, _number)
    converter.register_structure_hook(bool, _truth)
    converter.register_structure_hook(datetime.date, _date)
    converter.register_structure_hook(RichText, _rich_text)
    converter.register_structure_hook(StrEnum, _enum_value)
    converter.register_structure_hook_factory(
        _is_sequence, lambda wanted, conv: _strict_sequence(wanted, conv, detailed=detailed)
    )
    converter.register_structure_hook_factory(
        _is_record, lambda wanted, conv: _strict_record(wanted, conv, detailed=detailed)
    )
    # Registered last, so that it comes before the hook for sequences.
    converter.register_structure_hook_func(
        lambda wanted: wanted == tuple[CustomField, ...], lambda value, _: value
    )
    return converter


def _is_record(wanted: Any) -> bool:
    return isinstance(wanted, type) and issubclass(wanted, Record)


def _is_sequence(wanted: Any) -> bool:
    return getattr(wanted, "__origin__", None) is tuple


def _strict_record(
    wanted: type[Record], converter: cattrs.Converter, *, detailed: bool
) -> Callable[[Any, Any], Any]:
    build = make_dict_structure_fn(
        wanted,
        converter,
        _cattrs_detailed_validation=detailed,
        custom=override(rename=_CUSTOM_KEY),
    )
    known = frozenset(a.name for a in attrs.fields(wanted)) - {"custom"}

    def structure_record(value: Any, _: Any) -> Any:
        if type(value) is not dict:
            raise _unexpected(value, "mapping")
        given = {n: held for n, held in value.items() if held is not None or n not in known}
        if not given.keys() <= known:
            _take_custom(given, known)
        return build(given, wanted)

    def structure_record_in_detail(value: Any, target: Any) -> Any:
        refused = {} if type(value) is not dict else _refused_keys(value, known)
        if not refused:
            return structure_record(value, target)
        errors: list[Exception] = [_at_key(error, name) for name, error in refused.items()]
        try:
            structure_record({n: held for n, held in value.items() if n not in refused}, target)
        except Exception as error:
            errors.append(error)
        raise ExceptionGroup(wanted.__name__, errors)

    return structure_record_in_detail if detailed else structure_record


def _take_custom(given: dict[str, Any], known: frozenset[str]) -> None:
    """Move the ``x-`` keys into the attribute that gathers them."""
    names = [name for name in given if name not in known]
    given[_CUSTOM_KEY] = tuple(_custom_field(name, given.pop(name), known) for name in names)


def _custom_field(name: str, held: Any, known: frozenset[str]) -> CustomField:
    if not name.startswith(CUSTOM_PREFIX):
        raise _unknown_key(name, known)
    return CustomField(_text(name), _frozen(held))


def _refused_keys(value: dict[str, Any], known: frozenset[str]) -> dict[str, ShapeError]:
    """Return the keys that are no fields and cannot be kept either, each with the reason."""
    refused = {}
    for name in value.keys() - known:
        try:
            _custom_field(name, value[name], known)
        except ShapeError as error:
            refused[name] = error
    return {name: refused[name] for name in value if name in refused}


def _unknown_key(name: str, known: frozenset[str]) -> ShapeError:
    allowed = sorted(known)
    near = difflib.get_close_matches(name[:_LONGEST_SHOWN], allowed, n=1)
    if near:
        return ShapeError("TM120", found=_shown(name), nearest=near[0])
    return ShapeError("TM121", found=_shown(name), allowed=tuple(allowed))


def _strict_sequence(
    wanted: Any, converter: cattrs.Converter, *, detailed: bool
) -> Callable[[Any, Any], Any]:
    (item, *_) = wanted.__args__
    structure_item = converter.get_structure_hook(item)

    def structure_sequence(value: Any, _: Any) -> tuple[Any, ...]:
        if type(value) is not list:
            raise _unexpected(value, "list")
        return tuple([structure_item(held, item) for held in value])

    def structure_sequence_in_detail(value: Any, _: Any) -> tuple[Any, ...]:
        if type(value) is not list:
            raise _unexpected(value, "list")
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


def _text(value: Any, _: Any = None) -> str:
    if isinstance(value, str):
        if _SURROGATE.search(value):
            raise ShapeError("TM127")
        return str(value)
    raise _unexpected(value, "text")


def _rich_text(value: Any, _: Any) -> RichText:
    return RichText.parse(_text(value))


def _integer(value: Any, _: Any) -> int:
    if type(value) is int:
        return value
    if type(value) is PlainScalar and _INTEGER.fullmatch(value):
        with suppress(ValueError):  # more digits than Python is willing to read
            return int(value)
    raise _unexpected(value, "integer")


def _number(value: Any, _: Any) -> float:
    if type(value) in (int, float) or (type(value) is PlainScalar and _FLOAT.fullmatch(value)):
        with suppress(OverflowError):
            number = float(value)
            if math.isfinite(number):
                return number
        raise ShapeError("TM139", found=_shown(value))
    raise _unexpected(value, "number")


def _truth(value: Any, _: Any) -> bool:
    if type(value) is bool:
        return value
    if type(value) is PlainScalar and value in ("true", "false"):
        return value == "true"
    raise _unexpected(value, "truth")


def _date(value: Any, _: Any) -> datetime.date:
    if isinstance(value, str):
        if _DATE.fullmatch(value):
            try:
                return datetime.date.fromisoformat(value)
            except ValueError:
                raise ShapeError("TM124", found=str(value)) from None
        if found := _FINNISH_DATE.fullmatch(value):
            day, month, year = found.groups()
            raise ShapeError("TM125", found=str(value), iso=f"{year}-{month:0>2}-{day:0>2}")
    raise _unexpected(value, "date")


def _enum_value(value: Any, wanted: Any) -> Any:
    if isinstance(value, str):
        try:
            return wanted(str(value))
        except ValueError:
            allowed = tuple(member.value for member in wanted)
            raise ShapeError("TM123", found=_shown(value), allowed=allowed) from None
    raise _unexpected(value, "text")


def _frozen(value: Any, depth: int = 0) -> CustomValue:
    """Return a custom value made hashable; unquoted YAML scalars get the meaning JSON has."""
    if isinstance(value, dict | list) and depth == _DEEPEST_CUSTOM:
        raise ShapeError("TM108", depth=_DEEPEST_CUSTOM)
    if isinstance(value, dict):
        return CustomMapping(
            tuple((_text(name), _frozen(held, depth + 1)) for name, held in value.items())
        )
    if isinstance(value, list):
        return tuple(_frozen(held, depth + 1) for held in value)
    if type(value) is PlainScalar:
        return _resolved(value)
    if type(value) is float and not math.isfinite(value):
        raise ShapeError("TM139", found=_shown(value))
    return _text(value) if isinstance(value, str) else value


def _resolved(scalar: PlainScalar) -> str | int | float | bool:
    if scalar in ("true", "false"):
        return scalar == "true"
    if found := _CUSTOM_NUMBER.fullmatch(scalar):
        with suppress(ValueError):  # more digits than Python is willing to read
            number = float(scalar) if found["rest"] else int(scalar)
            if math.isfinite(number):
                return number
    return _text(scalar)


# -- explaining -------------------------------------------------------------------------------


def _shown(value: str | float) -> str:
    return str(value)[:_LONGEST_SHOWN]


def _unexpected(value: Any, expected: str) -> ShapeError:
    shown = _shown(value) if isinstance(value, str | int | float) else ""
    return ShapeError(
        "TM122",
        expected=localized("toimintamalli", f"kind.{expected}"),
        found=localized("toimintamalli", f"kind.{_kind_of(value)}"),
        value=f" ({shown})" if shown else "",
    )


def _kind_of(value: Any) -> str:
    match value:
        case None:
            return "nothing"
        case bool():
            return "truth"
        case int() | float():
            return "number"
        case str():
            return "text"
        case list():
            return "list"
        case _:
            return "mapping"


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


# -- writing ----------------------------------------------------------------------------------


@cache
def _writer(dates_as_text: bool) -> cattrs.Converter:
    converter = cattrs.Converter(unstruct_collection_overrides={tuple: list})
    converter.register_unstructure_hook(RichText, lambda text: text.markup)
    converter.register_unstructure_hook(StrEnum, lambda member: member.value)
    converter.register_unstructure_hook(
        datetime.date, lambda day: _plain_day(day).isoformat() if dates_as_text else _plain_day(day)
    )
    converter.register_unstructure_hook_factory(_is_record, _record_writer)
    return converter


def _record_writer(
    record: type[Record], converter: cattrs.Converter
) -> Callable[[Record], dict[str, Any]]:
    write = make_dict_unstructure_fn(
        record, converter, _cattrs_omit_if_default=True, custom=override(omit=True)
    )

    def write_record(value: Record) -> dict[str, Any]:
        data = write(value)
        for own in value.custom:
            if own.name in data or not own.name.startswith(CUSTOM_PREFIX):
                raise ValueError(f"{own.name!r} is there twice or does not begin with x-")
            data[own.name] = _thawed(own.value)
        return data

    return write_record


def _plain_day(day: datetime.date) -> datetime.date:
    """Return the day; a date with a time of day would lose the time."""
    if type(day) is not datetime.date:
        raise ValueError(f"{day!r} is not a day")
    return day


def _thawed(value: CustomValue, depth: int = 0) -> Any:
    if isinstance(value, CustomMapping | tuple) and depth == _DEEPEST_CUSTOM:
        raise ValueError(f"a custom field has more than {_DEEPEST_CUSTOM} levels")
    if isinstance(value, CustomMapping):
        thawed = {name: _thawed(held, depth + 1) for name, held in value.items}
        if len(thawed) < len(value.items):
            raise ValueError(f"a name is twice in {tuple(thawed)}")
        return thawed
    if isinstance(value, tuple):
        return [_thawed(held, depth + 1) for held in value]
    return value
