"""Places in a model by name: a record inside another, or a list of records."""

from __future__ import annotations

import types
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from attrs import evolve, frozen

from toimintamalli.model import PracticeModel, Record

__all__ = ["ModelPath", "model_path"]


@frozen
class ModelPath:
    """Where in a model a record or a list of records stands.

    Attributes:
        names: Names of the fields on the way, from the model.
        records: Class of the record that each field leads to.
        is_list: Whether the last field holds a list.
    """

    names: tuple[str, ...]
    records: tuple[type[Record], ...]
    is_list: bool

    @property
    def record(self) -> type[Record]:
        """Class of the record, or of the records of the list."""
        return self.records[-1]

    def value(self, model: PracticeModel) -> Any:
        """Return what the model holds there: a list as a tuple, a record that is not there as None.

        Args:
            model: The model.
        """
        held: Any = model
        for name in self.names:
            if held is None:
                return () if self.is_list else None
            held = getattr(held, name)
        return held

    def with_value(self, model: PracticeModel, value: Any) -> PracticeModel:
        """Return the model with something else there; records on the way are made where needed.

        Args:
            model: The model.
            value: The record, or the records of the list as a tuple.
        """
        if value == self.value(model):
            return model
        put: PracticeModel = self._put(model, self.names, self.records, value)
        return put

    def _put(
        self, owner: Any, names: tuple[str, ...], records: tuple[type[Record], ...], value: Any
    ) -> Any:
        name, *rest = names
        if rest:
            inner = getattr(owner, name)
            inner = records[0]() if inner is None else inner
            value = self._put(inner, tuple(rest), records[1:], value)
        return evolve(owner, **{name: value})


@cache
def model_path(text: str) -> ModelPath:
    """Return a place in a model.

    Args:
        text: Names of fields with dots between them.

    Raises:
        ValueError: No such record or list of records is in a model.

    Example:
        >>> model_path("rooting_plan.risks").record.__name__
        'Risk'
        >>> model_path("rooting_plan.decision").is_list
        False
    """
    names = tuple(text.split("."))
    records: list[type[Record]] = []
    owner: type[Record] = PracticeModel
    is_list = False
    for name in names:
        found = None if is_list else _led_to(owner, name)
        if found is None:
            raise ValueError(f"a model has no record {text!r}")
        owner, is_list = found
        records.append(owner)
    return ModelPath(names, tuple(records), is_list)


def _led_to(owner: type[Record], name: str) -> tuple[type[Record], bool] | None:
    """Return the class of the record that a field leads to, and whether it holds a list of them."""
    hint = get_type_hints(owner).get(name)
    if get_origin(hint) is tuple:
        record, is_list = get_args(hint)[0], True
    elif get_origin(hint) in (Union, types.UnionType):
        record, is_list = next(one for one in get_args(hint) if one is not type(None)), False
    else:
        record, is_list = hint, False
    if isinstance(record, type) and issubclass(record, Record):
        return record, is_list
    return None
