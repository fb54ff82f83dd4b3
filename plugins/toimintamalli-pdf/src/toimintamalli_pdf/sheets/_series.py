"""The values of a metric as a table: its baseline, its target, and what was observed since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Final

from attrs import evolve, frozen

from toimintamalli.diagnostics import Wording
from toimintamalli.filling import form_of
from toimintamalli.model import Metric, Observation, Record, Target
from toimintamalli.vocabulary import FieldTitle, field_description, record_title
from toimintamalli_pdf.layout import Cell, CellText, Column, Part, Table
from toimintamalli_pdf.sheets._places import Named, Place, SheetContext, fillable
from toimintamalli_pdf.sheets._reading import Reading
from toimintamalli_pdf.sheets._rows import RecordRow, RecordRows
from toimintamalli_pdf.sheets._said import choices_said

__all__ = ["MetricSeries"]

_BASELINE: Final = "baseline"
_TARGET: Final = "target"
_OBSERVATIONS: Final = "observations"
_SINGLE: Final[Mapping[str, type[Record]]] = MappingProxyType(
    {_BASELINE: Observation, _TARGET: Target}
)
_WEIGHTS: Final[Mapping[str, float]] = MappingProxyType(
    {"date": 3.2, "value": 2.3, "count": 2.7, "n": 2.4, "practice_changed": 3.2, "note": 4}
)
_OF_TARGET: Final = ("date", "value")
_HEADER_WEIGHT: Final = 3.9
_NOTHING: Final = "–"
_LINES_OF_NOTE: Final = 2


@frozen(kw_only=True)
class MetricSeries:
    """The values of one metric as rows.

    Attributes:
        names: What the names of the fields begin with.
        title: What the metric is called.
        metric: The metric whose values the fields show; None for a new one.
        context: What the sheet is made of.
        blank: How many empty rows there are for values to come.
    """

    names: tuple[str, ...]
    title: Wording
    metric: Metric | None
    context: SheetContext
    blank: int

    # -- showing ------------------------------------------------------------------------------

    def table(self) -> Table:
        """Return the values as a table."""
        rows = [self._cells(group, row) for group, row in self._shown_rows()]
        return Table(columns=tuple(self._columns()), rows=tuple(rows))

    def places(self) -> Iterator[Place]:
        """Yield the fields."""
        for group, row in self._shown_rows():
            for _, place in self._places(group, row):
                yield place

    def key(self) -> Iterator[Part]:
        """Yield what can be chosen in the columns, for those who fill the sheet on paper."""
        for name, place in self._places(_OBSERVATIONS, RecordRow(key="1")):
            yield from choices_said(FieldTitle(Observation, name), place, self.context)

    def returned_places(self, reading: Reading) -> Iterator[Place]:
        """Yield the fields of a sheet that came back.

        Args:
            reading: The document that came back.
        """
        for group in _SINGLE:
            for _, place in self._places(group, self._single(group)):
                yield place
        for row in self._rows(_OBSERVATIONS).returned(self._observations, reading):
            for _, place in self._places(_OBSERVATIONS, row):
                yield place

    # -- reading ------------------------------------------------------------------------------

    def proposed(self, metric: Metric, reading: Reading) -> Metric:
        """Return a metric with the values that were filled in.

        Args:
            metric: The metric, as the fields before these propose it.
            reading: The document that came back.
        """
        rows = self._rows(_OBSERVATIONS)
        returned = rows.returned(self._observations, reading)
        singles = {group: self._proposed_single(group, reading) for group in _SINGLE}
        found = rows.proposed(self._observations, returned, reading)
        observations: Any = _in_order(found.kept, found.added)
        return evolve(metric, **singles, observations=observations)

    def _proposed_single(self, group: str, reading: Reading) -> Any:
        row = self._single(group)
        held = () if row.record is None else (row.record,)
        found = self._rows(group).proposed(held, (row,), reading)
        return next(iter((*found.kept, *found.added)), None)

    # -- rows ---------------------------------------------------------------------------------

    @property
    def _observations(self) -> tuple[Observation, ...]:
        return self.metric.observations if self.metric else ()

    def _shown_rows(self) -> Iterator[tuple[str, RecordRow]]:
        for group in _SINGLE:
            yield group, self._single(group)
        for row in self._rows(_OBSERVATIONS).numbered(self._observations, self.blank):
            yield _OBSERVATIONS, row

    def _single(self, group: str) -> RecordRow:
        return RecordRow(key=group, record=self.metric and getattr(self.metric, group))

    def _rows(self, group: str) -> RecordRows:
        return RecordRows(
            record=_SINGLE.get(group, Observation),
            start=self.context.name(*self.names, group, ""),
            places_of=lambda row: self._places(group, row),
            label_of=lambda row: self._label(group, row),
            language=self.context.language,
        )

    def _columns(self) -> Iterator[Column]:
        language = self.context.language
        corner = self.context.words["metrics.row"]
        yield Column(header=corner, weight=_HEADER_WEIGHT, is_row_header=True)
        for name, weight in _WEIGHTS.items():
            yield Column(header=FieldTitle(Observation, name).get(language), weight=weight)

    def _cells(self, group: str, row: RecordRow) -> tuple[Cell, ...]:
        language = self.context.language
        name = row.key if group == _OBSERVATIONS else FieldTitle(Metric, group).get(language)
        places = dict(self._places(group, row))
        return (CellText(strong=name), *(self._cell(places.get(field)) for field in _WEIGHTS))

    def _cell(self, place: Place | None) -> Cell:
        return CellText(text=_NOTHING) if place is None else fillable(place, self.context)

    def _places(self, group: str, row: RecordRow) -> Iterator[tuple[str, Place]]:
        record = _SINGLE.get(group, Observation)
        own = (row.key,) if group == _OBSERVATIONS else ()
        for name in _OF_TARGET if record is Target else _WEIGHTS:
            place = Place(
                name=self.context.name(*self.names, group, *own, name),
                label=Named((self._label(group, row), FieldTitle(record, name))),
                form=form_of(record, name),
                value=None if row.record is None else getattr(row.record, name),
                hint=field_description(record, name),
                lines=_LINES_OF_NOTE if name == "note" else 1,
            )
            yield name, place

    def _label(self, group: str, row: RecordRow) -> Wording:
        if group == _OBSERVATIONS:
            return Named((self.title, record_title(Observation), row.key))
        return Named((self.title, FieldTitle(Metric, group)))


def _in_order(kept: Sequence[Any], added: Sequence[Any]) -> tuple[Any, ...]:
    """Put new observations in the order of time, unless the others are in another."""
    if any(later.date < earlier.date for earlier, later in pairwise(kept)):
        return (*kept, *added)
    return tuple(sorted((*kept, *added), key=lambda one: one.date))
