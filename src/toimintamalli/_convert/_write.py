"""From the model's classes to plain data; what is not given is left out."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from enum import StrEnum
from functools import cache
from typing import Any

import cattrs
from cattrs.gen import make_dict_unstructure_fn, override

from toimintamalli._convert._read import CUSTOM_PREFIX
from toimintamalli._convert._scalars import DEEPEST_CUSTOM
from toimintamalli.model import CustomMapping, CustomValue, PracticeModel, Record, RichText

__all__ = ["unstructure", "unstructure_value"]


def unstructure(model: PracticeModel, *, dates_as_text: bool) -> dict[str, Any]:
    """Return plain data for a model; what is not given is left out.

    Args:
        model: The model.
        dates_as_text: Whether dates become ISO texts (JSON) or stay dates (YAML).
    """
    data: dict[str, Any] = _writer(dates_as_text).unstructure(model)
    return data


def unstructure_value(value: object) -> Any:
    """Return plain data for any value that a model holds, its days as texts.

    Args:
        value: A record, a text, a number, a day, a value of a custom field, or a tuple of them.
    """
    if isinstance(value, tuple):
        return [unstructure_value(part) for part in value]
    if isinstance(value, CustomMapping):
        return _thawed(value)
    return _writer(dates_as_text=True).unstructure(value)


@cache
def _writer(dates_as_text: bool) -> cattrs.Converter:
    converter = cattrs.Converter(unstruct_collection_overrides={tuple: list})
    converter.register_unstructure_hook(RichText, lambda text: text.markup)
    converter.register_unstructure_hook(StrEnum, lambda member: member.value)
    converter.register_unstructure_hook(
        datetime.date, lambda day: _plain_day(day).isoformat() if dates_as_text else _plain_day(day)
    )
    converter.register_unstructure_hook_factory(
        lambda kind: isinstance(kind, type) and issubclass(kind, Record), _record_writer
    )
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
    if isinstance(value, CustomMapping | tuple) and depth == DEEPEST_CUSTOM:
        raise ValueError(f"a custom field has more than {DEEPEST_CUSTOM} levels")
    if isinstance(value, CustomMapping):
        thawed = {name: _thawed(held, depth + 1) for name, held in value.items}
        if len(thawed) < len(value.items):
            raise ValueError(f"a name is twice in {tuple(thawed)}")
        return thawed
    if isinstance(value, tuple):
        return [_thawed(held, depth + 1) for held in value]
    return value
