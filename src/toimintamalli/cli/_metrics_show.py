"""Shows metrics: a table of where each stands, then each with its course and what it shows."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from toimintamalli.analysis.metric_history import metric_history
from toimintamalli.analysis.metrics import MetricProgress
from toimintamalli.analysis.run_charts import exact_value
from toimintamalli.analysis.shares import percent
from toimintamalli.charts import metric_sentences, metric_table, pace_name
from toimintamalli.cli._console import show_table
from toimintamalli.cli._show import echo, wrapped
from toimintamalli.cli._words import Words
from toimintamalli.model import Metric
from toimintamalli.vocabulary import shown_date, shown_number, shown_percent, shown_quantity

__all__ = ["show_metrics", "sparkline"]

_BLOCKS = "▁▂▃▄▅▆▇█"
_MOST_POINTS = 40
_NOTHING = "–"
_TEXT_OF_OBSERVATIONS = (0, 5, 6, 7)


def show_metrics(known: Sequence[MetricProgress], words: Words, *, whole: bool) -> None:
    """Show metrics.

    Args:
        known: The metrics with their progress.
        words: Words of the command line.
        whole: Whether their observations are shown as well.
    """
    if not known:
        echo(words["metrics.none"])
        return
    echo()
    heads = [words[f"metrics.{name}"] for name in ("baseline", "now", "n", "target", "way")]
    show_table(
        [*heads, words["metrics.state"]],
        [_row(one, words) for one in known],
        titles=[_name(one.metric) for one in known],
        left=[len(heads)],
    )
    for one in known:
        echo()
        for line in wrapped(_name(one.metric), ""):
            echo(line)
        _show_course(one, words)
        for sentence in metric_sentences(one.metric, words.language, as_of=one.as_of):
            for line in wrapped(sentence, "  "):
                echo(line)
        if whole:
            _show_observations(one, words)


def sparkline(values: Sequence[Fraction]) -> str:
    """Return values as blocks, the lowest value lowest; equal values stand in the middle.

    Example:
        >>> sparkline([Fraction(1), Fraction(5), Fraction(9)])
        '▁▅█'
    """
    low, high = min(values), max(values)
    if low == high:
        return _BLOCKS[3] * len(values)
    last = len(_BLOCKS) - 1
    return "".join(
        _BLOCKS[int((value - low) / (high - low) * last + Fraction(1, 2))] for value in values
    )


def _name(metric: Metric) -> str:
    return metric.name or metric.id or _NOTHING


def _row(known: MetricProgress, words: Words) -> list[str]:
    unit = known.metric.unit
    values = [
        shown_quantity(one.value, unit, words.language) if one else _NOTHING
        for one in (known.baseline, known.latest, known.target)
    ]
    n = known.latest.n if known.latest else None
    way = _NOTHING if known.way is None else shown_percent(percent(known.way), words.language)
    shown_n = _NOTHING if n is None else shown_number(n, words.language)
    return [*values[:2], shown_n, values[2], way, pace_name(known.pace, words.language)]


def _show_course(known: MetricProgress, words: Words) -> None:
    """Show the latest values as blocks, with the first and the last in words."""
    seen = metric_history(known.metric, known.as_of).observations
    shown = seen[-_MOST_POINTS:]
    if not shown:
        return
    course = sparkline([exact_value(one.value) for one in shown])
    ends = [
        words.fill(
            "metrics.end",
            value=shown_quantity(one.value, known.metric.unit, words.language),
            day=shown_date(one.date, words.language),
        )
        for one in (shown[0], shown[-1])
    ]
    told = ends[0] if len(shown) == 1 else words.fill("metrics.ends", first=ends[0], last=ends[1])
    for line in wrapped(f"{course} {told}", "  "):
        echo(line)
    if len(shown) < len(seen):
        echo("  " + words.fill("metrics.last_of", shown=len(shown), all=len(seen)))


def _show_observations(known: MetricProgress, words: Words) -> None:
    table = metric_table(known.metric, words.language, as_of=known.as_of)
    told = [place for place in range(len(table.headings)) if any(row[place] for row in table.rows)]
    if told:
        echo()
        show_table(
            [table.headings[place] for place in told],
            [[row[place] for place in told] for row in table.rows],
            left=[at for at, place in enumerate(told) if place in _TEXT_OF_OBSERVATIONS],
        )
