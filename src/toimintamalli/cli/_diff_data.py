"""What changed, as plain data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from toimintamalli._convert import unstructure_value
from toimintamalli.analysis.differences import ToldDifference, passage_text
from toimintamalli.cli._diff_told import Comparison, FolderTotals, ModelComparison, NamedModel
from toimintamalli.cli._show import as_data
from toimintamalli.cli._words import Words

__all__ = ["comparison_data"]

_NOTHING_ELSE = FolderTotals(
    removed=(), added=(), waiting_old=(), waiting_new=(), unread_old=0, unread_new=0
)


def comparison_data(comparison: Comparison, words: Words) -> dict[str, Any]:
    """Return all that was compared, in one form for files and folders.

    Args:
        comparison: What was compared.
        words: Words of the command line.
    """
    totals = comparison.totals or _NOTHING_ELSE
    compared, changed = len(comparison.models), len(comparison.changed)
    return {
        "compared": compared,
        "changed": changed,
        "unchanged": compared - changed,
        "models": [_model_data(model, words) for model in comparison.models],
        "added": _named_data(totals.added),
        "removed": _named_data(totals.removed),
        "not_compared": {
            "old": _named_data(totals.waiting_old),
            "new": _named_data(totals.waiting_new),
            "unreadable_old": totals.unread_old,
            "unreadable_new": totals.unread_new,
        },
        "findings": as_data(comparison.problems, words),
    }


def _model_data(model: ModelComparison, words: Words) -> dict[str, Any]:
    return {
        "old": model.old,
        "new": model.new,
        "id": model.id,
        "title": model.title,
        "differences": [_difference_data(told, words) for told in model.differences],
    }


def _difference_data(told: ToldDifference, words: Words) -> dict[str, Any]:
    one, text = told.difference, told.words
    return {
        "kind": one.kind.value,
        "area": one.area.value,
        "path": one.path,
        "record": one.record.__name__,
        "field": one.field,
        "name": told.name,
        "before": unstructure_value(one.before),
        "after": unstructure_value(one.after),
        "sentence": told.sentence,
        "repeated": told.is_repeated,
        "words": {
            "added": text.added,
            "removed": text.removed,
            "rough": text.is_rough,
            "passages": [passage_text(runs, words.language) for runs in text.passages],
        }
        if text
        else None,
    }


def _named_data(models: Iterable[NamedModel]) -> list[dict[str, str]]:
    return [{"file": model.file, "title": model.title} for model in models]
