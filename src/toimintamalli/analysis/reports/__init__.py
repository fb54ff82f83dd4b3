"""The numbers of a portfolio that every report tells, each as its reader may know it.

A report in any format begins with `portfolio_facts`, which settles once what the reader may know:
which answers are counted, below what counts are hidden, and whether a single model may be told of.
From the facts follow the figures that a leader asks for, how the models divide, the counties and
areas, and the ends of the criteria. They carry no words and no layout, and a count that is hidden
is not in them. A report shows numbers from here, and none that it counted by itself.

The words that reports share stand in the ``labels.toml`` of this package, see `report_labels`.
"""

from __future__ import annotations

from toimintamalli.analysis.reports._facts import PortfolioFacts, portfolio_facts, shown_limit
from toimintamalli.analysis.reports._figures import Figure, FigureKey, figures
from toimintamalli.analysis.reports._groups import (
    AreaCounts,
    CountyCounts,
    Division,
    GroupCounts,
    area_counts,
    county_counts,
    division,
    investment_division,
)
from toimintamalli.analysis.reports._statements import (
    OTHER_REPLIES,
    ShownStatement,
    StatementEnd,
    charted_places,
    given_places,
    least_agreed,
    most_agreed,
    most_not_yet,
    reply_counts,
)
from toimintamalli.analysis.reports._words import named_criteria, report_labels

__all__ = [
    "OTHER_REPLIES",
    "AreaCounts",
    "CountyCounts",
    "Division",
    "Figure",
    "FigureKey",
    "GroupCounts",
    "PortfolioFacts",
    "ShownStatement",
    "StatementEnd",
    "area_counts",
    "charted_places",
    "county_counts",
    "division",
    "figures",
    "given_places",
    "investment_division",
    "least_agreed",
    "most_agreed",
    "most_not_yet",
    "named_criteria",
    "portfolio_facts",
    "reply_counts",
    "report_labels",
    "shown_limit",
]
