"""Charts of reports: drawn by the core, and told with their title, which says what they are of."""

from __future__ import annotations

from toimintamalli.charts import (
    BarChart,
    ShareChart,
    bar_chart,
    bar_chart_text,
    share_chart,
    share_chart_text,
)
from toimintamalli_pdf.layout import Figure
from toimintamalli_pdf.reports._words import ReportWords

__all__ = ["bar_figure", "share_figure"]


def bar_figure(chart: BarChart, words: ReportWords) -> Figure:
    """Return a chart of counts."""
    told = bar_chart_text(chart, words.language)
    return Figure(svg=bar_chart(chart, words.language), alternative_text=f"{chart.title}. {told}")


def share_figure(chart: ShareChart, words: ReportWords) -> Figure:
    """Return a chart of shares; the tables with its numbers stand on pages of their own."""
    told = f"{share_chart_text(chart, words.language)} {words['chart.in_table']}"
    return Figure(svg=share_chart(chart, words.language), alternative_text=f"{chart.title}. {told}")
