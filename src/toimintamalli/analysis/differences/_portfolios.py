"""Finds out which model of an old portfolio is which model of a new one."""

from __future__ import annotations

from collections.abc import Hashable

from attrs import frozen

from toimintamalli.analysis.differences._matching import Key, match_by
from toimintamalli.model import Portfolio

__all__ = ["ModelPairs", "pair_models"]


@frozen(kw_only=True)
class ModelPairs:
    """Which model of two portfolios is which, by their places.

    Every model of the old portfolio is in one of ``pairs``, ``removed`` and ``waiting_old``, every
    one of the new in one of ``pairs``, ``added`` and ``waiting_new``.

    Attributes:
        pairs: Old and new place of each model that is in both, in the order of the new ones.
        removed: Old places of models that are gone.
        added: New places of models that are new.
        waiting_old: Old places of models whose new file could not be read.
        waiting_new: New places of models whose old file could not be read.
    """

    pairs: tuple[tuple[int, int], ...]
    removed: tuple[int, ...]
    added: tuple[int, ...]
    waiting_old: tuple[int, ...]
    waiting_new: tuple[int, ...]


def pair_models(old: Portfolio, new: Portfolio) -> ModelPairs:
    """Return which model is which: by identifier, else by the file, else by the title.

    A model whose file is there on the other side, but could not be read, is neither gone nor new.

    Args:
        old: The earlier portfolio.
        new: The later portfolio.

    Example:
        >>> from toimintamalli.model import PracticeModel
        >>> first, second = PracticeModel(id="a"), PracticeModel(id="b")
        >>> pair_models(Portfolio(models=(first, second)), Portfolio(models=(second,))).pairs
        ((1, 0),)
    """
    keys: tuple[Key, ...] = (_id_and_file, _id, _file, _title)
    found = match_by(_models(old), _models(new), keys)
    unread_old, unread_new = (
        {finding.source for finding in portfolio.problems} for portfolio in (old, new)
    )
    waiting_old = tuple(at for at in found.removed if old.source_of(at) in unread_new)
    waiting_new = tuple(at for at in found.added if new.source_of(at) in unread_old)
    return ModelPairs(
        pairs=found.pairs,
        removed=tuple(at for at in found.removed if at not in waiting_old),
        added=tuple(at for at in found.added if at not in waiting_new),
        waiting_old=waiting_old,
        waiting_new=waiting_new,
    )


@frozen
class _Model:
    """What a model of a portfolio is known by."""

    id: str
    file: str
    title: str


def _models(portfolio: Portfolio) -> tuple[_Model, ...]:
    files = (*portfolio.sources, *[""] * len(portfolio.models))
    return tuple(
        _Model(model.id or "", file, model.basics.title.strip())
        for model, file in zip(portfolio.models, files, strict=False)
    )


def _id_and_file(model: _Model) -> Hashable:
    return (model.id, model.file) if model.id and model.file else None


def _id(model: _Model) -> Hashable:
    return model.id or None


def _file(model: _Model) -> Hashable:
    return model.file or None


def _title(model: _Model) -> Hashable:
    return model.title or None
