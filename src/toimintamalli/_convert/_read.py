"""From plain data to frozen classes, complete in its complaints.

A fast converter without paths does the ordinary work; only when it refuses does a second, detailed
one tell everything that is wrong and where.
"""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

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

# The attribute `custom` gathers many keys of a document and has none of its own.
_CUSTOM_KEY = "(custom)"
# A custom field stands inside at most this many lists and mappings of the document's own.


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
    return getattr(wanted, "__origin__", None) is tuple


def _strict_record(
    wanted: type[Any], converter: cattrs.Converter, *, detailed: bool
) -> Callable[[Any, Any], Any]:
    keeps_custom = issubclass(wanted, Record)
    overrides: dict[str, Any] = {"custom": override(rename=_CUSTOM_KEY)} if keeps_custom else {}
    build = make_dict_structure_fn(
        wanted, converter, _cattrs_detailed_validation=detailed, **overrides
    )
    known = frozenset(a.name for a in attrs.fields(wanted)) - {"custom"}
    take = _custom_field if keeps_custom else _no_field

    def structure_record(value: Any, _: Any) -> Any:
        if type(value) is not dict:
            raise scalars.unexpected(value, "mapping")
        given = {n: held for n, held in value.items() if held is not None or n not in known}
        if not given.keys() <= known:
            names = [name for name in given if name not in known]
            given[_CUSTOM_KEY] = tuple(take(name, given.pop(name), known) for name in names)
        return build(given, wanted)

    def structure_record_in_detail(value: Any, target: Any) -> Any:
        refused = {} if type(value) is not dict else _refused_keys(value, known, take)
        if not refused:
            return structure_record(value, target)
        errors: list[Exception] = [_at_key(error, name) for name, error in refused.items()]
        try:
            structure_record({n: held for n, held in value.items() if n not in refused}, target)
        except Exception as error:
            errors.append(error)
        raise ExceptionGroup(wanted.__name__, errors)

    return structure_record_in_detail if detailed else structure_record


_Taker = Callable[[str, Any, frozenset[str]], CustomField]


def _custom_field(name: str, held: Any, known: frozenset[str]) -> CustomField:
    if not name.startswith(CUSTOM_PREFIX):
        raise _unknown_key(name, known)
    return CustomField(scalars.text(name), scalars.custom_value(held))


def _no_field(name: str, held: Any, known: frozenset[str]) -> CustomField:
    raise ShapeError("TM128", found=scalars.shown(name), allowed=tuple(sorted(known)))


def _refused_keys(
    value: dict[str, Any], known: frozenset[str], take: _Taker
) -> dict[str, ShapeError]:
    """Return the keys that are no fields and cannot be kept either, each with the reason."""
    refused = {}
    for name in value.keys() - known:
        try:
            take(name, value[name], known)
        except ShapeError as error:
            refused[name] = error
    return {name: refused[name] for name in value if name in refused}


def _unknown_key(name: str, known: frozenset[str]) -> ShapeError:
    allowed = sorted(known)
    near = difflib.get_close_matches(name[: scalars.LONGEST_SHOWN], allowed, n=1)
    if near:
        return ShapeError("TM120", found=scalars.shown(name), nearest=near[0])
    return ShapeError("TM121", found=scalars.shown(name), allowed=tuple(allowed))


def _strict_sequence(
    wanted: Any, converter: cattrs.Converter, *, detailed: bool
) -> Callable[[Any, Any], Any]:
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


def _localized(structure_languages: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
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
