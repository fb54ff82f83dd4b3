"""Checks of metrics: what follow-up needs, numbers that cannot be, references that lead nowhere."""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from attrs import frozen

from toimintamalli.analysis.metrics import PERCENT
from toimintamalli.analysis.run_charts import exact_value
from toimintamalli.analysis.shares import percent
from toimintamalli.diagnostics import Diagnostic, diagnostic
from toimintamalli.errors import ToimintamalliError
from toimintamalli.instruments import get_instrument, instrument_ids
from toimintamalli.model import Metric, Observation, PracticeModel
from toimintamalli.vocabulary import FieldTitle, ShownDate, ShownQuantity

__all__ = [
    "broken_references",
    "impossible_numbers",
    "missing_follow_up",
    "missing_goals",
    "order_of_observations",
]

_MOST_ALLOWED = 12
_NOTHING = "–"
_LONGEST_SHOWN_DECIMALS = 2


@frozen
class _Found:
    """A value of a metric, and where it stands."""

    path: str
    value: float


@frozen
class _Placed:
    """A metric, and where it stands."""

    metric: Metric
    path: str

    @property
    def name(self) -> str:
        return self.metric.name or self.metric.id

    def observations(self) -> Iterator[tuple[str, Observation]]:
        """Yield what was observed, the baseline first."""
        if self.metric.baseline is not None:
            yield f"{self.path}.baseline", self.metric.baseline
        for place, observation in enumerate(self.metric.observations):
            yield f"{self.path}.observations[{place}]", observation

    def values(self) -> Iterator[_Found]:
        """Yield every value in the unit of the metric."""
        for path, observation in self.observations():
            yield _Found(f"{path}.value", observation.value)
        if self.metric.target is not None:
            yield _Found(f"{self.path}.target.value", self.metric.target.value)


def missing_goals(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM450, TM451, TM455 to TM457: no baseline, target, day of the target, or direction."""
    for one in _metrics(model):
        target, baseline = one.metric.target, one.metric.baseline
        at_start, at_end = f"{one.path}.baseline", f"{one.path}.target"
        if baseline is None and target is None:
            yield diagnostic("TM450", at_start, name=one.name, path=at_start)
        if target is None:
            yield diagnostic("TM451", at_end, name=one.name, path=at_end)
        elif baseline is None:
            yield diagnostic("TM455", at_start, name=one.name, path=at_start)
        if target is not None and target.date is None:
            day = f"{at_end}.date"
            yield diagnostic("TM456", day, name=one.name, path=day)
        if one.metric.direction is None:
            way = f"{one.path}.direction"
            yield diagnostic("TM457", way, name=one.name, path=way)


def missing_follow_up(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM452 to TM454: it is not told where values come from, how often, or who answers."""
    for one in _metrics(model):
        if not one.metric.source.strip():
            path = f"{one.path}.source"
            yield diagnostic("TM452", path, name=one.name, path=path)
        if not one.metric.interval.strip():
            path = f"{one.path}.interval"
            yield diagnostic("TM453", path, name=one.name, path=path)
        if not one.metric.owner_role.strip():
            path = f"{one.path}.owner_role"
            yield diagnostic("TM454", path, name=one.name, path=path)


def order_of_observations(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM458, TM459: observations are not in the order of time, or share a day."""
    for one in _metrics(model):
        days = [observation.date for observation in one.metric.observations]
        for place, (first, second) in enumerate(pairwise(days), 1):
            if second < first:
                path = f"{one.path}.observations[{place}].date"
                shown = {"later": ShownDate(first), "earlier": ShownDate(second)}
                yield diagnostic("TM458", path, name=one.name, **shown)
                break
        seen = set()
        for place, day in enumerate(days):
            if day in seen:
                path = f"{one.path}.observations[{place}].date"
                yield diagnostic("TM459", path, name=one.name, day=ShownDate(day))
            seen.add(day)


def impossible_numbers(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM460 to TM463: percentages, counts and numbers of cases that cannot be, or disagree."""
    for one in _metrics(model):
        if one.metric.unit.strip() == PERCENT:
            for found in one.values():
                if not 0 <= found.value <= 100:
                    shown = ShownQuantity(found.value, PERCENT)
                    yield diagnostic("TM460", found.path, name=one.name, found=shown)
        for path, observation in one.observations():
            yield from _impossible_counts(one, path, observation)


def broken_references(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM464: a metric refers to a criterion, a task or a strategic goal that is not there."""
    plan = model.rooting_plan
    tasks = tuple(task.id for task in plan.tasks) if plan else ()
    goals = plan.strategy_goals if plan else ()
    for one in _metrics(model):
        metric = one.metric
        if metric.criterion is not None and metric.criterion not in _known_criteria():
            yield _broken(one, "criterion", metric.criterion, _criteria_used(model))
        if metric.task is not None and metric.task not in tasks:
            yield _broken(one, "task", metric.task, tasks)
        # A goal is free text; it can be compared only with goals that the plan lists.
        if metric.strategy_goal.strip() and goals and metric.strategy_goal not in goals:
            yield _broken(one, "strategy_goal", metric.strategy_goal, goals)


def _metrics(model: PracticeModel) -> Iterator[_Placed]:
    for place, metric in enumerate(model.metrics):
        yield _Placed(metric, f"metrics[{place}]")


# -- counts -----------------------------------------------------------------------------------


def _impossible_counts(one: _Placed, path: str, observation: Observation) -> Iterator[Diagnostic]:
    count, n = observation.count, observation.n
    if n is not None and n < 1:
        yield diagnostic("TM462", f"{path}.n", name=one.name, found=n)
    elif n is None and count is not None:
        yield diagnostic("TM462", f"{path}.n", name=one.name, found=_NOTHING)
    elif n is not None and count is not None and not 0 <= count <= n:
        yield diagnostic("TM461", f"{path}.count", name=one.name, count=count, n=n)
    elif n is not None and count is not None and one.metric.unit.strip() == PERCENT:
        exact = Fraction(count, n)
        if math.isfinite(observation.value) and not _is_rounded(observation.value, 100 * exact):
            yield diagnostic(
                "TM463",
                f"{path}.value",
                name=one.name,
                found=ShownQuantity(observation.value, PERCENT),
                count=count,
                n=n,
                expected=ShownQuantity(percent(exact, _LONGEST_SHOWN_DECIMALS), PERCENT),
            )


def _is_rounded(value: float, exact: Fraction) -> bool:
    """Whether a value is a number rounded, up or down from a half, to the decimals it shows."""
    exponent = Decimal(repr(float(value))).normalize().as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return abs(exact_value(value) - exact) <= Fraction(1, 2 * 10**decimals)


# -- references -------------------------------------------------------------------------------


def _broken(one: _Placed, field: str, found: str, known: tuple[str, ...]) -> Diagnostic:
    path = f"{one.path}.{field}"
    more = ("…",) if len(known) > _MOST_ALLOWED else ()
    allowed = (*known[:_MOST_ALLOWED], *more) or (_NOTHING,)
    title = FieldTitle(Metric, field)
    return diagnostic(
        "TM464", path, name=one.name, found=found, field=title, path=path, allowed=allowed
    )


def _known_criteria() -> frozenset[str]:
    """Return the criteria of all sets that are known and can be read."""
    return frozenset(name for set_id in instrument_ids() for name in _criteria_of(set_id))


def _criteria_used(model: PracticeModel) -> tuple[str, ...]:
    """Return the criteria of the sets with which the model has been evaluated."""
    used = dict.fromkeys(evaluation.instrument for evaluation in model.evaluations)
    return tuple(dict.fromkeys(name for set_id in used for name in _criteria_of(set_id)))


def _criteria_of(set_id: str) -> tuple[str, ...]:
    try:
        return tuple(criterion.id for criterion in get_instrument(set_id).criteria)
    except ToimintamalliError:
        return ()
