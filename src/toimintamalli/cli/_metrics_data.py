"""Metrics for programs: every number of the table and of the run chart."""

from __future__ import annotations

import datetime
import sys
from fractions import Fraction
from typing import Any

from toimintamalli.analysis.metric_history import Period, PracticeChange, metric_history
from toimintamalli.analysis.metrics import MetricProgress, ObservedShare
from toimintamalli.analysis.run_charts import RunChart, XmrChart
from toimintamalli.charts import metric_sentences
from toimintamalli.cli._words import Words
from toimintamalli.model import Observation, Target

__all__ = ["progress_data"]


def progress_data(known: MetricProgress, words: Words) -> dict[str, Any]:
    """Return what is known of a metric."""
    metric = known.metric
    history = metric_history(metric, known.as_of)
    sentences = metric_sentences(metric, words.language, as_of=known.as_of)
    return {
        "id": metric.id,
        "name": metric.name,
        "unit": metric.unit,
        "direction": metric.direction.value if metric.direction else None,
        "baseline": _observation(known.baseline),
        "latest": _observation(known.latest),
        "target": _target(known.target),
        "latest_share": _share(known.latest_share),
        "change": _number(known.change),
        "way": _number(known.way),
        "no_way": known.no_way.value if known.no_way else None,
        "expected_way": _number(known.expected_way),
        "reached": known.reached,
        "first_reached": _day(known.first_reached),
        "pace": known.pace.value,
        "no_pace": known.no_pace.value if known.no_pace else None,
        "shortfall": _number(known.shortfall),
        "shortfall_reason": known.shortfall_reason,
        "doubled_days": [day.isoformat() for day in history.doubled],
        "unusable": history.unusable,
        "observations": [_observation(one) for one in history.observations],
        "run_chart": _run_chart(history.run_chart),
        "xmr_chart": _xmr_chart(history.xmr_chart),
        "practice_changes": [_change(change) for change in history.changes],
        "sentences": list(sentences),
    }


def _observation(one: Observation | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "date": one.date.isoformat(),
        "value": one.value,
        "count": one.count,
        "n": one.n,
        "note": one.note,
        "practice_changed": one.practice_changed,
    }


def _target(target: Target | None) -> dict[str, Any] | None:
    if target is None:
        return None
    return {"value": target.value, "date": _day(target.date)}


def _share(found: ObservedShare | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "count": found.share.count,
        "n": found.share.n,
        "approximated": found.approximated,
        "low": found.interval.low,
        "high": found.interval.high,
    }


def _run_chart(chart: RunChart | None) -> dict[str, Any] | None:
    if chart is None:
        return None
    return {
        "n": chart.n,
        "median": _number(chart.median),
        "useful": chart.useful,
        "longest_run": chart.longest_run,
        "longest_run_limit": chart.longest_run_limit,
        "crossings": chart.crossings,
        "crossings_limit": chart.crossings_limit,
        "signals": [signal.value for signal in chart.signals],
        "reason": chart.reason.value if chart.reason else None,
    }


def _xmr_chart(chart: XmrChart | None) -> dict[str, Any] | None:
    if chart is None:
        return None
    return {
        "n": chart.n,
        "mean": _number(chart.mean),
        "moving_range": _number(chart.moving_range),
        "lower": _number(chart.lower),
        "upper": _number(chart.upper),
        "outside": list(chart.outside),
        "reason": chart.reason.value if chart.reason else None,
    }


def _change(change: PracticeChange) -> dict[str, Any]:
    return {
        "date": change.date.isoformat(),
        "note": change.note,
        "before": _period(change.before),
        "after": _period(change.after),
    }


def _period(period: Period) -> dict[str, Any]:
    reason = period.reason.value if period.reason else None
    return {"n": period.n, "median": _number(period.median), "reason": reason}


def _number(exact: Fraction | None) -> float | None:
    """Return a number for programs; none where it is beyond what a number in JSON can hold."""
    if exact is None or abs(exact) > sys.float_info.max:
        return None
    return float(exact)


def _day(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None
