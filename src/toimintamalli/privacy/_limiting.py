"""Leaves out what an audience is not given, before texts are looked at."""

from __future__ import annotations

from collections import Counter
from typing import Any, TypeVar, cast

import attrs

from toimintamalli.analysis.hiding import DEFAULT_LIMIT
from toimintamalli.audience import Audience
from toimintamalli.model import Answer, Evaluation, Observation, PracticeModel, Record
from toimintamalli.privacy._audiences import Given, field_decisions

__all__ = ["Limiter"]

_Value = TypeVar("_Value")


@attrs.define(kw_only=True)
class Limiter:
    """Leaves out what an audience is not given of one model.

    Attributes:
        audience: Partners or the public.
        in_portfolio: Whether the model is one of many.
        limit: Size of the smallest group that is shown.
        left_out: How much was left out, by path.
        hidden: How much was hidden of small groups, by path.
    """

    audience: Audience
    in_portfolio: bool
    limit: int = DEFAULT_LIMIT
    left_out: Counter[str] = attrs.field(factory=Counter, init=False)
    hidden: Counter[str] = attrs.field(factory=Counter, init=False)

    def limited(self, model: PracticeModel) -> PracticeModel:
        """Return what the audience is given of a model."""
        return self._limited(model, "")

    def _limited(self, value: _Value, path: str) -> _Value:
        if isinstance(value, Record):
            return cast("_Value", self._record(value, path))
        if isinstance(value, tuple):
            parts = tuple(self._limited(part, f"{path}[{n}]") for n, part in enumerate(value))
            return cast("_Value", parts)
        return value

    def _record(self, record: Record, path: str) -> Record:
        decided = field_decisions()[type(record).__name__]
        shared = field_decisions()[Record.__name__]
        changes: dict[str, Any] = {}
        for field in attrs.fields(type(record)):
            held = getattr(record, field.name)
            given = (decided.get(field.name) or shared[field.name]).given_to(self.audience)
            inner_path = f"{path}.{field.name}" if path else field.name
            new = self._given(record, field, given, inner_path)
            if new is not held and new != held:
                changes[field.name] = new
        return attrs.evolve(record, **changes) if changes else record

    def _given(
        self, record: Record, field: attrs.Attribute[Any], given: Given, path: str
    ) -> object:
        held = getattr(record, field.name)
        match given:
            case Given.LEFT_OUT:
                if held != field.default:
                    self.left_out[path] += len(held) if isinstance(held, tuple) else 1
                return field.default
            case Given.TOGETHER if isinstance(record, Evaluation):
                held = self._together(record, path)
            case Given.ONE_MODEL if self.in_portfolio and isinstance(record, Evaluation):
                held = self._together(record, path)
            case Given.LARGE_GROUPS:
                held = self._large_groups(held, path)
        return self._limited(held, path)

    def _together(self, evaluation: Evaluation, path: str) -> tuple[Answer, ...]:
        """Return the answers that the evaluators gave as one, where they are enough."""
        together = tuple(answer for answer in evaluation.answers if answer.evaluator is None)
        self._count(self.left_out, path, len(evaluation.answers) - len(together))
        size = max(evaluation.participants or 0, len(evaluation.evaluators))
        if size >= self.limit:
            return together
        self._count(self.hidden, path, len(together))
        return ()

    def _large_groups(self, held: object, path: str) -> object:
        """Return numbers of groups that are large enough: people, or observations of cases."""
        match held:
            case int() if 0 < held < self.limit:
                self._count(self.hidden, path, 1)
                return None
            case Observation(n=int(n)) if 0 < n < self.limit:
                self._count(self.hidden, path, 1)
                return None
            case tuple():
                kept = tuple(one for one in held if not 0 < (one.n or self.limit) < self.limit)
                self._count(self.hidden, path, len(held) - len(kept))
                return kept
        return held

    def _count(self, counter: Counter[str], path: str, count: int) -> None:
        if count:
            counter[path] += count
