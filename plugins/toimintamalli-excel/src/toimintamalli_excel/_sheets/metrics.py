"""Metrics: what is followed, and the values over time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve, frozen

from toimintamalli.filling import MissingValueError, Saying, as_text, made_of, with_values
from toimintamalli.model import (
    Direction,
    Metric,
    MetricKind,
    Observation,
    PracticeModel,
    Target,
)
from toimintamalli.written import shown, spelling
from toimintamalli_excel._binding import BoundTable, NewRow, Proposal, SheetChanges, SheetPlan
from toimintamalli_excel._records import RecordTable, held_in_model, put_into_model
from toimintamalli_excel._tables import (
    FieldColumn,
    Fields,
    Row,
    identified_table,
    key_column,
    told_column,
)
from toimintamalli_excel._words import Words
from toimintamalli_excel.workbook import ColumnKind, ReadCell


def metrics_sheet(words: Words) -> SheetPlan:
    """Return the definitions of the metrics."""
    of, of_target = Fields(Metric, words), Fields(Target, words, within="target")
    return RecordTable(
        key="Metrics",
        record=Metric,
        columns=(
            of.key("id", 16),
            of.text("name", 20),
            of.text("definition", 30),
            of.code("unit", 9),
            of.choice("kind", MetricKind, 13),
            of.choice("direction", Direction, 12),
            of.text("numerator", 20),
            of.text("denominator", 20),
            of_target.decimal("value", 10),
            of_target.day("date", 12),
            of.text("source", 22),
            of.text("interval", 13),
            of.text("owner_role", 15),
            of.text("strategy_goal", 18),
            of.code("criterion", 14),
            of.text("shortfall_reason", 20),
            of.code("task", 14),
        ),
        held=held_in_model("metrics"),
        put=put_into_model("metrics"),
        is_identified=True,
        new_id="mittari-",
        nested={"target": Target},
        is_always=True,
    )


@frozen
class _Place:
    """A row of the sheet of values.

    Attributes:
        metric: Place of its metric in the model.
        number: Place of the observation in the metric; None for the baseline.
    """

    metric: int
    number: int | None


@frozen
class ObservationsSheet:
    """The values of all metrics, each beginning with its baseline.

    Attributes:
        key: The key of the sheet's words, and the name of its table.
    """

    key: str = "Observations"

    def is_wanted(self, model: PracticeModel) -> bool:
        """Return that every workbook has the sheet."""
        return True

    def bound(self, model: PracticeModel, words: Words) -> BoundTable:
        """Return the sheet of a model, bound to the values of its metrics."""
        columns = (
            key_column(words["observations.key"], 20),
            key_column(words.record(Metric), 18),
            told_column(words.field(Metric, "name"), 34),
            told_column(words["observations.kind"], 14),
            *(one.column for one in _before_unit(words)),
            told_column(words.field(Metric, "unit"), 12, ColumnKind.CODE),
            *(one.column for one in _after_unit(words)),
        )
        rows = [_row(value, model, words) for value in _values(model)]
        headers = {one.column.header for one in _columns(words)}
        return BoundTable(
            key=self.key,
            table=identified_table(self.key, columns, rows, words),
            binding=_ShownObservations(model, self.key),
            headers=frozenset(headers),
        )


@frozen
class _ShownObservations:
    """Reads the values of metrics that the sheet was made for.

    Attributes:
        shown: The model that the sheet shows.
        key: The key of the sheet's words.
    """

    shown: PracticeModel
    key: str

    def proposed(
        self, model: PracticeModel, changes: SheetChanges, proposal: Proposal
    ) -> PracticeModel:
        """Return the model with the changes of the sheet."""
        sheet = proposal.words.sheet(self.key)
        places = list(_values(self.shown))
        values: dict[_Place, Observation | None] = {
            place: _observation(place, self.shown) for place in places
        }
        for row, cells in changes.by_row():
            place = places[row]
            values[place] = _changed(values[place], cells, sheet, proposal)
        for row in changes.removed:
            values[places[row]] = None
        new = [
            found
            for added in changes.added
            if (found := _new(added, model, sheet, proposal)) is not None
        ]
        return evolve(model, metrics=tuple(self._metrics(model, values, new, sheet, proposal)))

    def _metrics(
        self,
        model: PracticeModel,
        values: Mapping[_Place, Observation | None],
        new: Sequence[_New],
        sheet: str,
        proposal: Proposal,
    ) -> Iterator[Metric]:
        """Yield the metrics with the values that were read; a baseline keeps its place."""
        shown = [metric.id for metric in self.shown.metrics]
        for at, metric in enumerate(model.metrics):
            place = shown.index(metric.id) if metric.id in shown else None
            kept = [
                value
                for known, value in values.items()
                if known.metric == place and known.number is not None and value is not None
            ]
            added = [one for one in new if one.metric == at]
            kept += (one.value for one in added if not one.is_baseline)
            baseline = values.get(_Place(place, None)) if place is not None else metric.baseline
            for one in added:
                if one.is_baseline and baseline is not None:
                    proposal.tell("EXCEL167", sheet, row=one.row, metric=metric.id)
                elif one.is_baseline:
                    baseline = one.value
            yield evolve(metric, baseline=baseline, observations=tuple(kept))


def _before_unit(words: Words) -> tuple[FieldColumn, ...]:
    of = Fields(Observation, words)
    return (of.day("date", 14), of.decimal("value", 12))


def _after_unit(words: Words) -> tuple[FieldColumn, ...]:
    of = Fields(Observation, words)
    return (
        of.integer("n", 14),
        of.integer("count", 14),
        of.yes_or_no("practice_changed", 18),
        of.text("note", 50),
    )


def _columns(words: Words) -> tuple[FieldColumn, ...]:
    return (*_before_unit(words), *_after_unit(words))


def _values(model: PracticeModel) -> Iterator[_Place]:
    for at, metric in enumerate(model.metrics):
        if metric.baseline:
            yield _Place(at, None)
        yield from (_Place(at, number) for number in range(len(metric.observations)))


def _observation(place: _Place, model: PracticeModel) -> Observation | None:
    metric = model.metrics[place.metric]
    return metric.baseline if place.number is None else metric.observations[place.number]


def _row(place: _Place, model: PracticeModel, words: Words) -> Row:
    metric, observation = model.metrics[place.metric], _observation(place, model)
    is_baseline = place.number is None
    kind = words.field(Metric, "baseline") if is_baseline else words.record(Observation)
    return (
        f"{metric.id}/{0 if place.number is None else place.number + 1}",
        metric.id,
        metric.name,
        kind,
        *(one.show(observation) for one in _before_unit(words)),
        metric.unit,
        *(one.show(observation) for one in _after_unit(words)),
    )


# -- reading ----------------------------------------------------------------------------------


def _read(cells: Mapping[str, ReadCell], sheet: str, proposal: Proposal) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for one in _columns(proposal.words):
        cell = cells.get(one.column.header)
        if cell is None:
            continue
        value = (
            None if cell.value is None else proposal.value(one.form, cell.value, sheet, cell.place)
        )
        if value is not None or cell.value is None:
            values[one.field] = value
    return values


def _changed(
    observation: Observation | None, cells: Mapping[str, ReadCell], sheet: str, proposal: Proposal
) -> Observation | None:
    """Return the observation with other values; none where the day and the value were emptied."""
    if observation is None:
        return None
    values = _read(cells, sheet, proposal)
    if values.get("date", "") is None and values.get("value", "") is None:
        return None
    try:
        changed: Any = with_values(observation, values, {})
    except MissingValueError as missing:
        places = ", ".join(cell.place for cell in cells.values())
        name = proposal.words.field(missing.record, missing.field)
        proposal.tell("EXCEL163", sheet, place=places, field=name)
        return observation
    return changed  # type: ignore[no-any-return]


@frozen(kw_only=True)
class _New:
    """A value of a new row.

    Attributes:
        row: Number of the row.
        metric: Place of its metric in the model.
        value: The value.
        is_baseline: Whether it is where the metric started.
    """

    row: int
    metric: int
    value: Any
    is_baseline: bool


def _new(added: NewRow, model: PracticeModel, sheet: str, proposal: Proposal) -> _New | None:
    """Return the value of a new row."""
    words = proposal.words
    values = _read(added.cells, sheet, proposal)
    is_baseline = _is_baseline(added, sheet, proposal)
    if not values or is_baseline is None:
        return None
    headers = (words.record(Metric), words.field(Metric, "name"))
    named = next((as_text(added.cells[one].value) for one in headers if one in added.cells), None)
    wanted = spelling(named or "")
    places = [
        at
        for at, metric in enumerate(model.metrics)
        if wanted in (spelling(metric.id), spelling(metric.name))
        or (named is None and len(model.metrics) == 1)
    ]
    if not places:
        proposal.tell("EXCEL155", sheet, row=added.number, found=named or "–")
        return None
    try:
        value = made_of(Observation, values, {})
    except MissingValueError as missing:
        field = words.field(missing.record, missing.field)
        proposal.tell("EXCEL164", sheet, row=added.number, field=field)
        return None
    return _New(row=added.number, metric=places[0], value=value, is_baseline=is_baseline)


def _is_baseline(added: NewRow, sheet: str, proposal: Proposal) -> bool | None:
    """Return whether a new row tells where a metric started; None where its kind is unknown."""
    words = proposal.words
    cell = added.cells.get(words["observations.kind"])
    if cell is None:
        return False
    baseline, observation = words.field(Metric, "baseline"), words.record(Observation)
    kind = spelling(as_text(cell.value))
    if kind in (spelling(baseline), spelling(observation)):
        return kind == spelling(baseline)
    expected = Saying("expected.choice", (("values", f"{baseline}, {observation}"),))
    found = shown(as_text(cell.value))
    proposal.tell("EXCEL150", sheet, place=cell.place, found=found, expected=expected)
    return None
