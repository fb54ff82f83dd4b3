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
        sources: Names of the files of the models, in their order; empty where there are none.

    Example:
        >>> len(Portfolio(models=(PracticeModel(),)).models)
        1
    """

    title: str = ""
    models: tuple[PracticeModel, ...] = ()
    problems: Report = Report()
    sources: tuple[str, ...] = ()

    def source_of(self, place: int) -> str:
        """Return the file of a model, or what else names it: identifier, title, or number.

        Args:
            place: Place of the model, from 0.
        """
        if place < len(self.sources):
            return self.sources[place]
        model = self.models[place]
        return model.id or model.basics.title or f"#{place + 1}"
