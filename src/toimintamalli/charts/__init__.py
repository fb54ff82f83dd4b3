"""Metrics as pictures and words: a run chart in SVG, its sentences, and its values as a table.

The picture is built with the XML writer of the standard library, which escapes what people wrote.
"""

from __future__ import annotations

from toimintamalli.charts._metric import metric_chart
from toimintamalli.charts._words import MetricTable, metric_sentences, metric_table, pace_name

__all__ = ["MetricTable", "metric_chart", "metric_sentences", "metric_table", "pace_name"]
