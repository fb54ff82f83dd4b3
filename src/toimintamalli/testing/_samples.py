"""Practice models and portfolios to try a format with: from empty to every field filled."""

from __future__ import annotations

import pkgutil
from functools import cache

from attrs import evolve

from toimintamalli.documents import loads
from toimintamalli.model import BasicData, Portfolio, PracticeModel
from toimintamalli.testing._described import described_portfolio
from toimintamalli.testing._evaluated import evaluated_portfolio
from toimintamalli.testing._filled import filled_model

__all__ = ["example_model", "sample_models", "sample_portfolios"]

_SEVERAL = 6


@cache
def example_model() -> PracticeModel:
    """Return the model of ``toimintamalli demo``: plan, metrics, evaluations, boards, worksheets.

    Example:
        >>> example_model().id
        'etavastaanotto-esimerkki'
    """
    data = pkgutil.get_data("toimintamalli.cli", "demo/malli.yaml")
    if data is None:
        raise FileNotFoundError("toimintamalli.cli/demo/malli.yaml")
    return loads(data.decode("utf-8"), format="yaml")


@cache
def sample_models() -> tuple[PracticeModel, ...]:
    """Return practice models to try a format with: an empty one first, a full one last.

    Example:
        >>> len(sample_models()) > 5
        True
    """
    titled = PracticeModel(id="vain-nimi", basics=BasicData(title="Etävastaanotto"))
    described = described_portfolio().models
    return (
        PracticeModel(),
        titled,
        *described[:: len(described) // 3][:3],
        evaluated_portfolio().models[0],
        example_model(),
        filled_model(),
    )


@cache
def sample_portfolios() -> tuple[Portfolio, ...]:
    """Return portfolios to try a format with: empty, of all samples, and of evaluated models.

    Example:
        >>> [len(portfolio.models) > 1 for portfolio in sample_portfolios()]
        [False, False, True, True]
    """
    evaluated = evaluated_portfolio()
    return (
        Portfolio(),
        Portfolio(title="Yksi", models=(example_model(),), sources=("malli.yaml",)),
        Portfolio(title="Kaikki esimerkit", models=sample_models()),
        evolve(evaluated, models=evaluated.models[:_SEVERAL]),
    )
