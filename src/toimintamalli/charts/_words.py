"""What a metric shows, in sentences; and its observations as a table."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from attrs import frozen

from toimintamalli.analysis.metric_history import MetricHistory, PracticeChange, metric_history
from toimintamalli.analysis.metrics import MetricProgress, Pace, metric_progress, observed_share
from toimintamalli.analysis.run_charts import LEAST_POINTS, RunChart, RunSignal, exact_value
from toimintamalli.charts._numbers import Numbers
from toimintamalli.diagnostics import as_language
from toimintamalli.model import Metric, Observation
from toimintamalli.text import Language
from toimintamalli.vocabulary import labels, shown_date, shown_number

__all__ = ["PACKAGE", "MetricTable", "Teller", "metric_sentences", "metric_table", "pace_name"]

PACKAGE = "toimintamalli.charts"


@frozen(kw_only=True)
class MetricTable:
    """The observations of a metric as text: what a chart shows, for those who do not see it.

    Attributes:
        headings: Headings of the columns.
        rows: One row for each observation, in the order of time.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def metric_sentences(
    metric: Metric,
    language: Language | str = Language.FINNISH,
    *,
    as_of: datetime.date | None = None,
) -> tuple[str, ...]:
    r"""Return what a metric shows: where it stands, how far it has come, what its run chart says.

    Args:
        metric: The metric.
        language: Language of the reader.
        as_of: The day from which it is seen; later observations are left out.

    Raises:
        OptionError: The library does not speak the language.

    Example:
        >>> metric = Metric(id="m", name="Odotus", unit="vrk", observations=(
        ...     Observation(date=datetime.date(2025, 1, 31), value=12),))
        >>> metric_sentences(metric, "en")[0].replace("\N{NO-BREAK SPACE}", " ")
        'Latest 12 vrk (31 January 2025).'
    """
    return tuple(Teller.of(metric, language, as_of).sentences())


def metric_table(
    metric: Metric,
    language: Language | str = Language.FINNISH,
    *,
    as_of: datetime.date | None = None,
) -> MetricTable:
    """Return the observations of a metric as a table of text.

    Args:
        metric: The metric.
        language: Language of the reader.
        as_of: Later observations are left out; None for all.

    Raises:
        OptionError: The library does not speak the language.

    Example:
        >>> metric = Metric(id="m", name="Hoitoon", unit="%", observations=(
        ...     Observation(date=datetime.date(2025, 1, 31), value=75, count=30, n=40),))
        >>> metric_table(metric, "en").rows
        (('31 January 2025', '75%', '30', '40', '60–86%', 'on the median', '', ''),)
    """
    return Teller.of(metric, language, as_of).table()


def pace_name(pace: Pace, language: Language | str = Language.FINNISH) -> str:
    """Return what a pace is called.

    Args:
        pace: How a metric keeps to its time.
        language: Language of the reader.

    Raises:
        OptionError: The library does not speak the language.

    Example:
        >>> pace_name(Pace.ON_THE_WAY, "sv")
        'på väg'
    """
    return labels(PACKAGE, as_language(language))[f"pace.{pace}"]


@frozen(kw_only=True)
class Teller:
    """Tells of one metric in one language.

    Attributes:
        metric: The metric.
        progress: How far it has come.
        history: Its observations.
        numbers: Shows its numbers.
    """

    metric: Metric
    progress: MetricProgress
    history: MetricHistory
    numbers: Numbers

    @classmethod
    def of(cls, metric: Metric, language: Language | str, as_of: datetime.date | None) -> Teller:
        """Return one who tells of a metric as it is seen from a day."""
        return cls(
            metric=metric,
            progress=metric_progress(metric, as_of),
            history=metric_history(metric, as_of),
            numbers=Numbers(metric, labels(PACKAGE, as_language(language))),
        )

    def day(self, day: datetime.date) -> str:
        """Return a day as the reader writes it."""
        return shown_date(day, self.numbers.language)

    def say(self, key: str, **values: object) -> str:
        """Return a sentence."""
        return self.numbers.words.fill(key, **values)

    def sentences(self) -> Iterator[str]:
        """Yield what the metric shows."""
        yield " ".join(self.values())
        yield " ".join(self.way())
        yield from self._share()
        yield from self.verdict()
        yield from self._usual_variation()
        for change in self.history.changes:
            yield f"{self._changed(change)} {self._medians(change)}"
        yield from self._doubts()

    def values(self) -> Iterator[str]:
        """Yield baseline, latest value and target."""
        known, numbers = self.progress, self.numbers
        if known.baseline:
            value, day = numbers.written(known.baseline.value), self.day(known.baseline.date)
            yield self.say("sentence.baseline", value=value, day=day)
        if known.latest:
            value, day = numbers.written(known.latest.value), self.day(known.latest.date)
            yield self.say("sentence.latest", value=value, day=day)
        else:
            yield self.say("sentence.none")
        if known.target:
            value = numbers.written(known.target.value)
            if known.target.date:
                yield self.say("sentence.target_by", value=value, day=self.day(known.target.date))
            else:
                yield self.say("sentence.target", value=value)

    def way(self) -> Iterator[str]:
        """Yield how far the metric has come, and how it keeps to its time."""
        known = self.progress
        if known.way is not None:
            yield self.say("sentence.way", way=self.numbers.share(known.way))
        elif known.no_way and known.pace is not Pace.REACHED:
            yield self.say("sentence.no_way", reason=self.say(f"no_progress.{known.no_way}"))
        yield from self._pace()

    def verdict(self) -> Iterator[str]:
        """Yield what the run chart says."""
        chart = self.history.run_chart
        if chart is None:
            return
        if chart.reason:
            key = f"sentence.{chart.reason}"
            yield self.say(key, useful=chart.useful, least=LEAST_POINTS)
        elif not chart.signals:
            yield self.say(
                "sentence.no_signal",
                useful=chart.useful,
                run=chart.longest_run,
                crossings=chart.crossings,
            )
        else:
            signals = (self._signal(signal, chart) for signal in chart.signals)
            yield " ".join((self.say("sentence.signal"), *signals))

    def table(self) -> MetricTable:
        """Return the observations as text."""
        names = ("date", "value", "count", "n", "interval", "side", "changed", "note")
        rows = tuple(tuple(self._cells(one)) for one in self.history.observations)
        return MetricTable(headings=tuple(self.say(f"table.{name}") for name in names), rows=rows)

    # -- sentences ----------------------------------------------------------------------------

    def _pace(self) -> Iterator[str]:
        known = self.progress
        first = known.first_reached
        match known.pace:
            case Pace.REACHED if first:
                yield self.say("sentence.reached_since", day=self.day(first))
            case Pace.REACHED:
                yield self.say("sentence.reached")
            case Pace.ON_THE_WAY | Pace.LATE if known.expected_way is not None:
                expected = self.numbers.share(known.expected_way)
                yield self.say(f"sentence.{known.pace}", expected=expected)
            case Pace.MISSED if known.target and known.target.date and known.shortfall is not None:
                shortfall = self.numbers.difference(known.shortfall)
                day = self.day(known.target.date)
                yield self.say("sentence.missed", day=day, shortfall=shortfall)
                if first:
                    yield self.say("sentence.once_reached", day=self.day(first))
                if known.shortfall_reason.strip():
                    reason = " ".join(known.shortfall_reason.split())
                    yield self.say("sentence.shortfall_reason", reason=reason)
            case _ if known.no_pace and known.no_pace is not known.no_way:
                yield self.say("sentence.no_pace", reason=self.say(f"no_progress.{known.no_pace}"))

    def _share(self) -> Iterator[str]:
        found = self.progress.latest_share
        if found is not None:
            yield self.say(
                "sentence.about" if found.approximated else "sentence.share",
                count=self._count(found.share.count),
                n=self._count(found.share.n),
                ends=self.numbers.interval(found.interval),
            )

    def _signal(self, signal: RunSignal, chart: RunChart) -> str:
        if signal is RunSignal.SHIFT:
            limit = chart.longest_run_limit
            return self.say("sentence.shift", run=chart.longest_run, limit=limit)
        limit = chart.crossings_limit
        return self.say("sentence.few_crossings", crossings=chart.crossings, limit=limit)

    def _usual_variation(self) -> Iterator[str]:
        """Yield the natural limits; where the values shifted, they mean nothing."""
        chart, runs = self.history.xmr_chart, self.history.run_chart
        if chart is None or chart.lower is None or chart.upper is None:
            return
        if runs and not (runs.reason or runs.signals):
            low, high = (self.numbers.computed(end) for end in (chart.lower, chart.upper))
            yield self.say("sentence.xmr", low=low, high=high, outside=len(chart.outside))

    def _changed(self, change: PracticeChange) -> str:
        note = " ".join(change.note.split())
        if not note:
            return self.say("sentence.changed", day=self.day(change.date))
        stop = "" if note.endswith((".", "!", "?")) else "."
        return self.say("sentence.changed_note", day=self.day(change.date), note=note + stop)

    def _medians(self, change: PracticeChange) -> str:
        before, after = change.before, change.after
        counts = {"n_before": before.n, "n_after": after.n}
        if before.median is None or after.median is None:
            return self.say("sentence.no_medians", least=LEAST_POINTS, **counts)
        return self.say(
            "sentence.medians",
            before=self.numbers.computed(before.median),
            after=self.numbers.computed(after.median),
            **counts,
        )

    def _doubts(self) -> Iterator[str]:
        if self.history.doubled:
            days = ", ".join(map(self.day, self.history.doubled))
            yield self.say("sentence.doubled", days=days)
        if self.history.unusable:
            yield self.say("sentence.unusable", count=self.history.unusable)

    # -- the table ----------------------------------------------------------------------------

    def _cells(self, one: Observation) -> Iterator[str]:
        found = observed_share(one, self.metric.unit)
        yield self.day(one.date)
        yield self.numbers.written(one.value)
        yield self._count_cell(one)
        yield "" if one.n is None else self._count(one.n)
        yield self.numbers.interval(found.interval) if found else ""
        yield self._side(one)
        yield labels("toimintamalli", self.numbers.language)["word.yes"] * one.practice_changed
        yield one.note

    def _count_cell(self, one: Observation) -> str:
        if one.count is not None:
            return self._count(one.count)
        found = observed_share(one, self.metric.unit)
        return self.say("table.about", count=self._count(found.share.count)) if found else ""

    def _side(self, one: Observation) -> str:
        chart = self.history.run_chart
        if chart is None:
            return ""
        value = exact_value(one.value)
        side = "on" if value == chart.median else "above" if value > chart.median else "below"
        return self.say(f"table.{side}")

    def _count(self, number: int) -> str:
        return shown_number(number, self.numbers.language)
