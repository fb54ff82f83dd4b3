"""Options of a format: a frozen attrs class whose fields say what they mean.

``make_options`` turns keyword arguments into such an instance; an unknown name or a value that
is not allowed gives an error that names what is.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from enum import Enum
from typing import Any, TypeVar

import attrs
from attrs import frozen

from toimintamalli.audience import Audience
from toimintamalli.diagnostics import Wording, failure
from toimintamalli.errors import OptionError, ToimintamalliError
from toimintamalli.text import Language
from toimintamalli.vocabulary import Term

__all__ = [
    "ExportOptions",
    "ImportOptions",
    "OptionInfo",
    "describe_options",
    "make_options",
    "option",
]

_Value = TypeVar("_Value")
_Options = TypeVar("_Options", bound=attrs.AttrsInstance)
_HELP = "toimintamalli_help"


def option(default: _Value, *, help: Wording) -> _Value:  # noqa: A002 - reads as in click
    """Return a field of an options class.

    Args:
        default: Value when the option is not given; its type is the type of the option: text,
            whole number, truth value, enumeration, or None for an optional text.
        help: What the option does, for people.

    Example:
        >>> from toimintamalli.text import LocalizedText
        >>> @frozen(kw_only=True)
        ... class ReportOptions(ExportOptions):
        ...     charts: bool = option(
        ...         True, help=LocalizedText(fi="Kaaviot", sv="Diagram", en="Charts")
        ...     )
        >>> [info.name for info in describe_options(ReportOptions)]
        ['language', 'audience', 'charts']
    """
    made: _Value = attrs.field(default=default, metadata={_HELP: help})
    return made


@frozen(kw_only=True)
class ExportOptions:
    """What every export format takes; base of a format's own options.

    Attributes:
        language: Language of headings and other words around the content.
        audience: For whom the export is made. The subject has been redacted for it before the
            exporter sees it; what the exporter adds of its own must suit it too.
    """

    language: Language = option(
        Language.FINNISH,
        help=Term("toimintamalli", "option.language"),
    )
    audience: Audience = option(
        Audience.INTERNAL,
        help=Term("toimintamalli", "option.audience"),
    )


@frozen(kw_only=True)
class ImportOptions:
    """What every import format takes; base of a format's own options."""


@frozen(kw_only=True)
class OptionInfo:
    """What an option is, for help and documentation.

    Attributes:
        name: Name of the keyword.
        default: Value when it is not given.
        help: What it does.
        allowed: The allowed values as text; empty where they cannot be listed.
    """

    name: str
    default: object
    help: Wording
    allowed: tuple[str, ...]


def describe_options(options_type: type[attrs.AttrsInstance]) -> tuple[OptionInfo, ...]:
    """Return the options of a class, in the order of its fields."""
    return tuple(
        OptionInfo(
            name=attribute.name,
            default=attribute.default,
            help=attribute.metadata[_HELP],
            allowed=_allowed(attribute.default),
        )
        for attribute in attrs.fields(options_type)
    )


def make_options(
    options_type: type[_Options], values: Mapping[str, object], *, format_name: str
) -> _Options:
    """Return an instance of an options class.

    Args:
        options_type: The frozen attrs class.
        values: Names and values; enumeration members may be given by their text, and an optional
            text as a day, which is written as 2025-06-30.
        format_name: Name of the format, for the error.

    Raises:
        OptionError: A name is unknown, or a value is not allowed.
    """
    defaults: dict[str, Any] = {a.name: a.default for a in attrs.fields(options_type)}
    for name in values:
        if name not in defaults:
            report = failure("TM908", format=format_name, found=name, allowed=tuple(defaults))
            raise OptionError(report)
    checked = {name: _checked(name, value, defaults[name]) for name, value in values.items()}
    try:
        return options_type(**checked)
    except ToimintamalliError:
        raise
    except (TypeError, ValueError) as error:
        names = ", ".join(checked)
        report = failure("TM909", option=names, found=str(error), allowed=tuple(defaults))
        raise OptionError(report) from error


def _checked(name: str, value: object, default: object) -> object:
    if isinstance(default, Enum):
        try:
            return type(default)(value)
        except ValueError:
            raise _not_allowed(name, value, _allowed(default)) from None
    if default is None and type(value) is datetime.date:
        return value.isoformat()
    wanted = str if default is None else type(default)
    if type(value) is wanted or (default is None and value is None):
        return value
    raise _not_allowed(name, value, _allowed(default))


def _not_allowed(name: str, value: object, allowed: tuple[str, ...]) -> OptionError:
    told = allowed or (Term("toimintamalli", "option.text"),)
    return OptionError(failure("TM909", option=name, found=str(value), allowed=told))


def _allowed(default: object) -> tuple[str, ...]:
    match default:
        case Enum():
            return tuple(str(member.value) for member in type(default))
        case bool():
            return ("true", "false")
        case int():
            return ("0, 1, 2 …",)
        case _:
            return ()
