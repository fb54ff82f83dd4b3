"""Metrics: how each is defined, its values, and a chart of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, count
from typing import Any, Final

from attrs import evolve, frozen

from toimintamalli.analysis.metric_history import metric_history
from toimintamalli.charts import metric_chart, metric_sentences
from toimintamalli.diagnostics import Wording
from toimintamalli.filling import form_of, with_values
from toimintamalli.model import Metric, PracticeModel
from toimintamalli.vocabulary import record_title
from toimintamalli.worksheets import WorksheetPart
from toimintamalli_pdf.layout import Figure, Heading, PageBreak, Part
from toimintamalli_pdf.sheets._fields import asked_field, drawn_fields
from toimintamalli_pdf.sheets._keys import field_keys
from toimintamalli_pdf.sheets._places import Named, Place, SheetContext, said_or
from toimintamalli_pdf.sheets._reading import Reading
from toimintamalli_pdf.sheets._rows import ID, is_bare
from toimintamalli_pdf.sheets._said import choices_said, introduction
from toimintamalli_pdf.sheets._series import MetricSeries
from toimintamalli_pdf.sheets._shown import unknown_option

__all__ = ["MetricsPart", "shown_metrics"]

_NEW: Final = ("new",)


def shown_metrics(model: PracticeModel, metric: str | None, is_empty: bool) -> tuple[str, ...]:
    """Return the identifiers of the metrics that a sheet shows: all, or the one asked for.

    Args:
        model: The model.
        metric: Identifier of the metric that is asked for; None where none is.
        is_empty: Whether the fields are made empty; such a sheet shows none.

    Raises:
        OptionError: The model has no such metric.
    """
    held = tuple(one.id for one in model.metrics)
    if metric is not None and metric not in held:
        raise unknown_option("metric", metric, held)
    if is_empty:
        return ()
    return held if metric is None else (metric,)


@frozen(kw_only=True)
class _Asked:
    """A metric as a sheet asks it.

    Attributes:
        part: The part of the worksheet.
        context: What the sheet is made of.
        key: What tells the metric apart in the names of its fields.
        identifier: Identifier of the metric; empty for a new one.
        place: Where in the model it is; None for a new one, and for one that is gone.
    """

    part: WorksheetPart
    context: SheetContext
    key: tuple[str, ...]
    identifier: str = ""
    place: int | None = None

    @property
    def metric(self) -> Metric | None:
        """The metric; None where the model does not have it."""
        return None if self.place is None else self.context.model.metrics[self.place]

    @property
    def title(self) -> Wording:
        """What it is called."""
        otherwise = Named((record_title(Metric), self.identifier))
        return said_or(self.metric.name, otherwise) if self.metric else otherwise

    @property
    def series(self) -> MetricSeries:
        """Its values."""
        return MetricSeries(
            names=(self.part.id, *self.key),
            title=self.title,
            metric=self.metric,
            context=self.context,
            blank=self.part.blank,
        )

    def parts(self) -> Iterator[Part]:
        """Yield what is drawn."""
        fields = [place for _, place in self.fields()]
        is_named = self.metric is not None
        tag = self.context.answer_language if is_named else None
        yield Heading(text=self.title.get(self.context.language), language=tag)
        yield from drawn_fields(iter(fields), self.context)
        for asked, place in zip(self.part.fields, fields, strict=True):
            yield from choices_said(asked_field(Metric, asked)[0], place, self.context)
        yield Heading(text=self.context.words["metrics.values"], level=3)
        if self.metric and metric_history(self.metric).observations:
            yield self._chart(self.metric)
        yield from self.series.key()
        yield self.series.table()

    def fields(self) -> Iterator[tuple[str, Place]]:
        """Yield the fields about the metric, each with what it is of it."""
        for asked in self.part.fields:
            name, hint = asked_field(Metric, asked)
            place = Place(
                name=self.context.name(self.part.id, *self.key, asked.field),
                label=Named((self.title, name)),
                form=form_of(Metric, asked.field),
                value=self.metric and getattr(self.metric, asked.field),
                hint=hint,
                lines=asked.lines,
                caption=name,
            )
            yield asked.field, place

    def filled(self, metric: Metric, reading: Reading) -> Metric:
        """Return a metric with what was filled in.

        Args:
            metric: The metric; an empty one where the model does not have it.
            reading: The document that came back.
        """
        changed: Any = with_values(metric, reading.values(self.fields()), {})
        return self.series.proposed(changed, reading)

    def take_as_new(self, reading: Reading) -> None:
        """Take a metric that is gone from the model as a new one, if it was changed.

        Args:
            reading: The document that came back.
        """
        places = [place for _, place in self.fields()]
        names = [place.name for place in (*places, *self.series.returned_places(reading))]
        if any(map(reading.mark, names)) and not all(map(reading.is_untouched, names)):
            reading.tell("PDF136", place=self.title)
            reading.forget_marks(names)

    def _chart(self, metric: Metric) -> Figure:
        language = self.context.language
        sentences = " ".join(metric_sentences(metric, language))
        told = {"name": self.title.get(language), "sentences": sentences}
        return Figure(
            svg=metric_chart(metric, language),
            alternative_text=self.context.words.fill("metrics.chart", **told),
        )


@frozen
class MetricsPart:
    """The metrics of a model, or one to define.

    Attributes:
        part: The part of the worksheet.
        context: What the sheet is made of.
    """

    part: WorksheetPart
    context: SheetContext

    def parts(self) -> Iterator[Part]:
        """Yield what is drawn: each metric begins a page."""
        yield from introduction(self.part, self.context)
        for number, asked in enumerate(self._asked()):
            if number:
                yield PageBreak()
            yield from asked.parts()

    def places(self) -> Iterator[Place]:
        """Yield the fields."""
        for asked in self._asked():
            for _, place in asked.fields():
                yield place
            yield from asked.series.places()

    def proposed(self, model: PracticeModel, reading: Reading) -> PracticeModel:
        """Return the model with what was filled in."""
        metrics: list[Metric | None] = list(model.metrics)
        for asked in self._asked():
            if asked.place is None:
                metrics += self._made(asked, [one for one in metrics if one], reading)
            else:
                before = model.metrics[asked.place]
                after = asked.filled(before, reading)
                is_gone = after != before and is_bare(after, (ID,))
                metrics[asked.place] = None if is_gone else after
        kept = tuple(metric for metric in metrics if metric is not None)
        return model if kept == model.metrics else evolve(model, metrics=kept)

    def _asked(self) -> Iterator[_Asked]:
        """Yield the metrics that the sheet shows; one to define where it shows none."""
        shown = self.context.shown
        identifiers = () if shown.is_empty else shown.metrics
        if not identifiers:
            yield _Asked(part=self.part, context=self.context, key=_NEW)
        waiting = [(place, one.id) for place, one in enumerate(self.context.model.metrics)]
        for identifier, key in zip(identifiers, field_keys(identifiers), strict=True):
            found = next((one for one in waiting if one[1] == identifier), None)
            if found:
                waiting.remove(found)
            yield _Asked(
                part=self.part,
                context=self.context,
                key=key,
                identifier=identifier,
                place=found[0] if found else None,
            )

    def _made(self, asked: _Asked, held: Sequence[Metric], reading: Reading) -> list[Metric]:
        """Return the metric that was filled in where the model has none; none of blank fields."""
        asked.take_as_new(reading)
        new = asked.filled(Metric(id="", name=""), reading)
        if is_bare(new, (ID,)):
            return []
        same = next((one for one in held if evolve(one, id="") == new), None)
        if same:
            reading.tell("PDF130", found=said_or(same.name, Named((same.id,))))
            return []
        return [evolve(new, id=self._free(asked.identifier, {one.id for one in held}))]

    def _free(self, wanted: str, taken: set[str]) -> str:
        """Return an identifier that no metric has: the one it had, or a number."""
        prefix = self.context.worksheet.prefix
        numbered = (f"{prefix}-{number}" for number in count(1))
        names = chain((wanted,) if wanted else (), numbered)
        return next(name for name in names if name not in taken)
