"""Options of a format on the command line: ``--option name=value``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs
import click

from toimintamalli.cli._words import Decorator, Words
from toimintamalli.diagnostics import failure
from toimintamalli.errors import OptionError
from toimintamalli.plugins import describe_options

__all__ = ["given_options", "option_option"]

_TRUTH = {"true": True, "false": False}


def option_option(words: Words) -> Decorator:
    """Return the option that hands options to a format."""
    return click.option(
        "--option",
        "options",
        multiple=True,
        metavar=words["metavar.option"],
        help=words["option.option"],
    )


def given_options(given: Iterable[str], options_type: type[attrs.AttrsInstance]) -> dict[str, Any]:
    """Return options as keyword arguments; truth values and numbers get their type.

    Args:
        given: Words of the form ``name=value``.
        options_type: Options class of the format.

    Raises:
        OptionError: A word has not that form.
    """
    defaults = {info.name: info.default for info in describe_options(options_type)}
    values: dict[str, Any] = {}
    for word in given:
        name, equals, value = word.partition("=")
        if not equals:
            report = failure("TM909", option="--option", found=word, allowed=tuple(defaults))
            raise OptionError(report)
        values[name] = _typed(value, defaults.get(name))
    return values


def _typed(value: str, default: object) -> object:
    if isinstance(default, bool):
        return _TRUTH.get(value, value)
    if isinstance(default, int) and value.isascii() and value.isdigit():
        return int(value)
    return value
