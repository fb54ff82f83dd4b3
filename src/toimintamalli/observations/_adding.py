"""Adds observations to a model: what is new, what is there already, and what differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import pairwise

from attrs import evolve, field, frozen

from toimintamalli.diagnostics import Diagnostic, Report, diagnostic
from toimintamalli.model import Metric, Observation, PracticeModel
from toimintamalli.observations._reading import PACKAGE, ReadObservation
from toimintamalli.text import Language, LocalizedText
from toimintamalli.vocabulary import (
    FieldTitle,
    ShownDate,
    labels,
    shown_number,
    shown_quantity,
)
from toimintamalli.written import shown, spelling

__all__ = [
    "AddedObservations",
    "ObservationChange",
    "ObservationChangeKind",
    "add_observations",
]

_COMPARED = ("value", "n", "count", "note", "practice_changed")
_NO_METRICS = ("–",)


class ObservationChangeKind(StrEnum):
    """What became of a row."""

    ADDED = "added"
    SAME = "same"
    """The model has it already; it was passed over."""
    KEPT = "kept"
    """The model has another one of that day, which stays."""
    REPLACED = "replaced"
    """What the row says replaced what the model had of that day."""


@frozen(kw_only=True)
class ObservationChange:
    """What became of one row.

    Attributes:
        kind: What became of it.
        metric: Identifier of the metric.
        observation: The observation that the model has now.
        before: The observation that it had of that day; None where it had none.
        line: Line of the file.
    """

    kind: ObservationChangeKind
    metric: str
    observation: Observation
    before: Observation | None = None
    line: int | None = None


@frozen(kw_only=True)
class AddedObservations:
    """A model with observations added.

    Attributes:
        model: The model; the one given where nothing was added.
        changes: What became of each row whose metric is known, in the order of the rows.
        problems: Rows without a metric, and observations that differ from those of the model.
    """

    model: PracticeModel
    changes: tuple[ObservationChange, ...] = ()
    problems: Report = field(factory=Report)

    def count(self, kind: ObservationChangeKind) -> int:
        """Return how many rows something became of."""
        return sum(change.kind is kind for change in self.changes)


def add_observations(
    model: PracticeModel, rows: Iterable[ReadObservation], *, replace: bool = False
) -> AddedObservations:
    """Return a model with observations added.

    A row says only what its cells hold: an empty cell differs from nothing, and replaces nothing.
    Observations that stand in the order of time stay so.

    Args:
        model: The model; it is not changed.
        rows: The rows of a file.
        replace: Whether a row may replace what the model has of its day.

    Example:
        >>> import datetime
        >>> model = PracticeModel(metrics=(Metric(id="hoitoon", name="Hoitoon", unit="%"),))
        >>> seen = Observation(date=datetime.date(2025, 1, 31), value=61.5)
        >>> row = ReadObservation(metric="hoitoon", observation=seen, given=("value",))
        >>> added = add_observations(model, [row, row])
        >>> [change.kind.value for change in added.changes]
        ['added', 'same']
        >>> len(added.model.metrics[0].observations), len(model.metrics[0].observations)
        (1, 0)
    """
    metrics = list(model.metrics)
    changes: list[ObservationChange] = []
    problems: list[Diagnostic] = []
    for row in rows:
        place = _place(row.metric, model.metrics)
        unfit = _unfit(row, place, model)
        if place is None or unfit:
            problems += unfit
            continue
        metrics[place], change = _with_row(metrics[place], row, replace=replace)
        changes.append(change)
        if change.kind is ObservationChangeKind.KEPT:
            problems.append(_differing(metrics[place], row, change))
    changed = evolve(model, metrics=tuple(metrics)) if tuple(metrics) != model.metrics else model
    return AddedObservations(model=changed, changes=tuple(changes), problems=Report(problems))


# -- metrics ----------------------------------------------------------------------------------


def _place(written: str, metrics: Iterable[Metric]) -> int | None:
    """Return the place of the one metric with that identifier, or else that name."""
    known = tuple(metrics)
    by_id = [place for place, metric in enumerate(known) if metric.id == written]
    wanted = spelling(written)
    by_name = [
        place
        for place, metric in enumerate(known)
        if wanted in (spelling(metric.name), spelling(metric.id))
    ]
    found = by_id or by_name
    return found[0] if len(found) == 1 else None


def _unfit(row: ReadObservation, place: int | None, model: PracticeModel) -> list[Diagnostic]:
    """Return why a row belongs to no metric of the model."""
    if place is None:
        names = tuple(metric.id for metric in model.metrics) or _NO_METRICS
        finding = diagnostic("TM467", found=shown(row.metric), allowed=names)
        return [evolve(finding, line=row.line)]
    unit = model.metrics[place].unit
    if not row.unit or spelling(row.unit) == spelling(unit):
        return []
    finding = diagnostic(
        "TM466",
        column=FieldTitle(Observation, "value"),
        found=shown(f"{row.observation.value:g} {row.unit}"),
        expected=_in_unit(unit),
    )
    return [evolve(finding, line=row.line)]


def _in_unit(unit: str) -> LocalizedText:
    key = "expected.in_unit" if unit.strip() else "expected.without_unit"
    texts = {
        language.value: labels(PACKAGE, language).fill(key, unit=shown(unit))
        for language in Language
    }
    return LocalizedText(**texts)


# -- observations -----------------------------------------------------------------------------


def _with_row(
    metric: Metric, row: ReadObservation, *, replace: bool
) -> tuple[Metric, ObservationChange]:
    of_day = [one for one in metric.observations if one.date == row.observation.date]
    same = next((one for one in of_day if not _differences(one, row)), None)
    if same is not None:
        return metric, _change(ObservationChangeKind.SAME, metric, row, same, same)
    if not of_day:
        added = _in_order(metric.observations, row.observation)
        change = _change(ObservationChangeKind.ADDED, metric, row, row.observation, None)
        return evolve(metric, observations=added), change
    before = of_day[-1]
    if not replace:
        return metric, _change(ObservationChangeKind.KEPT, metric, row, before, before)
    now = evolve(before, **{name: getattr(row.observation, name) for name in _said(row)})
    observations = tuple(now if one is before else one for one in metric.observations)
    change = _change(ObservationChangeKind.REPLACED, metric, row, now, before)
    return evolve(metric, observations=observations), change


def _said(row: ReadObservation) -> tuple[str, ...]:
    return tuple(name for name in _COMPARED if name == "value" or name in row.given)


def _differences(known: Observation, row: ReadObservation) -> tuple[str, ...]:
    said = row.observation
    return tuple(name for name in _said(row) if getattr(known, name) != getattr(said, name))


def _in_order(known: tuple[Observation, ...], new: Observation) -> tuple[Observation, ...]:
    if any(later.date < earlier.date for earlier, later in pairwise(known)):
        return (*known, new)
    before = tuple(one for one in known if one.date <= new.date)
    return (*before, new, *known[len(before) :])


def _change(
    kind: ObservationChangeKind,
    metric: Metric,
    row: ReadObservation,
    now: Observation,
    before: Observation | None,
) -> ObservationChange:
    return ObservationChange(
        kind=kind, metric=metric.id, observation=now, before=before, line=row.line
    )


def _differing(metric: Metric, row: ReadObservation, change: ObservationChange) -> Diagnostic:
    finding = diagnostic(
        "TM468",
        name=metric.name or metric.id,
        day=ShownDate(row.observation.date),
        known=_Told(change.observation, metric.unit),
        found=_Told(row.observation, metric.unit),
    )
    return evolve(finding, line=row.line)


@frozen
class _Told:
    """An observation in words: its value, counts and note."""

    observation: Observation
    unit: str

    def get(self, language: Language) -> str:
        """Return the words in one language."""
        return ", ".join(self._parts(language))

    def _parts(self, language: Language) -> Iterator[str]:
        one = self.observation
        yield shown_quantity(one.value, self.unit, language)
        if one.count is not None and one.n is not None:
            counts = (shown_number(number, language) for number in (one.count, one.n))
            yield "/".join(counts)
        elif one.n is not None:
            yield f"n = {shown_number(one.n, language)}"
        if one.note:
            yield shown(one.note)
        if one.practice_changed:
            yield FieldTitle(Observation, "practice_changed").get(language)
