"""Numbers as pictures and words: run charts of metrics, bars of shares and of counts, in SVG.

A picture is built with the XML writer of the standard library, which escapes what people wrote.
Each says in words what it shows, and needs no colours to be read.
"""

from __future__ import annotations

from toimintamalli.charts._bar_values import BarChart, CountBar, Segment, ShareBar, ShareChart
from toimintamalli.charts._bars import bar_chart, bar_chart_text, share_chart, share_chart_text
from toimintamalli.charts._metric import metric_chart
from toimintamalli.charts._words import MetricTable, metric_sentences, metric_table, pace_name

__all__ = [
    "BarChart",
    "CountBar",
    "MetricTable",
    "Segment",
    "ShareBar",
    "ShareChart",
    "bar_chart",
    "bar_chart_text",
    "metric_chart",
    "metric_sentences",
    "metric_table",
    "pace_name",
    "share_chart",
    "share_chart_text",
]
