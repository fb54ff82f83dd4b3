"""Many practice models together, and what could not be read of them."""

from __future__ import annotations

from attrs import frozen

from toimintamalli.diagnostics import Report
from toimintamalli.model.practice import PracticeModel

__all__ = ["Portfolio"]


@frozen(kw_only=True)
class Portfolio:
    """Models of a programme, a county or a folder.

    Attributes:
        title: What the collection is called.
        models: The models, in a stable order.
        problems: Findings about files that could not be read; they stop nothing else.

    Example:
        >>> len(Portfolio(models=(PracticeModel(),)).models)
        1
    """

    title: str = ""
    models: tuple[PracticeModel, ...] = ()
    problems: Report = Report()
