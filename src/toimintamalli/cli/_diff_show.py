"""Shows what changed: part by part for each model, then what came and went, then the totals."""

from __future__ import annotations

from collections.abc import Iterable

from toimintamalli.analysis.differences import (
    DifferenceArea,
    TextDifference,
    ToldDifference,
    passage_text,
)
from toimintamalli.cli._diff_told import Comparison, FolderTotals, ModelComparison, NamedModel
from toimintamalli.cli._portfolio_show import show_problems
from toimintamalli.cli._show import echo, wrapped
from toimintamalli.cli._words import Words

__all__ = ["show_comparison", "show_differences"]

# Of one text at most so many changed places are shown.
_MOST_PASSAGES = 5


def show_comparison(comparison: Comparison, words: Words) -> None:
    """Show all that was compared.

    Args:
        comparison: What was compared.
        words: Words of the command line.
    """
    for place, model in enumerate(comparison.changed):
        if place:
            echo()
        _show_model(model, words)
    if comparison.totals is None:
        if not comparison.changed:
            echo(words["diff.same"])
        return
    if comparison.changed:
        echo()
    _show_others(comparison.totals, words)
    show_problems(comparison.problems, words)
    _show_totals(comparison, comparison.totals, words)


def _show_model(model: ModelComparison, words: Words) -> None:
    _echo_lines(wrapped(model.title, "") or [words["diff.untitled"]])
    _echo_lines(wrapped(words.fill("diff.from_to", old=model.old, new=model.new), "  "))
    show_differences(model.differences, words)


def show_differences(differences: Iterable[ToldDifference], words: Words) -> None:
    """Show the differences of one model part by part, and how many there are.

    Args:
        differences: What changed, in sentences.
        words: Words of the command line.
    """
    once = [told for told in differences if not told.is_repeated]
    for area in DifferenceArea:
        told = [one for one in once if one.difference.area is area]
        if told:
            echo(words.fill("diff.area", area=words[f"area.{area}"], count=len(told)))
            for one in told:
                _show_difference(one, words)
    echo(words.fill("diff.count", count=len(once)))


def _show_difference(told: ToldDifference, words: Words) -> None:
    _echo_lines(wrapped(told.sentence, "  • "))
    if told.words:
        _show_passages(told.words, words)


def _show_passages(text: TextDifference, words: Words) -> None:
    passages = text.passages
    for runs in passages[:_MOST_PASSAGES]:
        _echo_lines(wrapped(passage_text(runs, words.language), "      "))
    left = len(passages) - _MOST_PASSAGES
    if left > 0:
        _echo_lines(wrapped(words.fill("diff.more", count=left), "      "))


def _show_others(totals: FolderTotals, words: Words) -> None:
    _show_named("diff.added", totals.added, words)
    _show_named("diff.removed", totals.removed, words)
    _show_named("diff.waiting", (*totals.waiting_old, *totals.waiting_new), words)


def _show_named(key: str, models: Iterable[NamedModel], words: Words) -> None:
    for model in models:
        title = model.title or words["diff.untitled"]
        _echo_lines(wrapped(words.fill(key, file=model.file, title=title), ""))


def _show_totals(comparison: Comparison, totals: FolderTotals, words: Words) -> None:
    compared, changed = len(comparison.models), len(comparison.changed)
    removed, added = len(totals.removed), len(totals.added)
    waiting_old = len(totals.waiting_old) + totals.unread_old
    waiting_new = len(totals.waiting_new) + totals.unread_new
    lines = (
        words.fill(
            "diff.total_old",
            total=compared + removed + waiting_old,
            compared=compared,
            removed=removed,
            waiting=waiting_old,
        ),
        words.fill(
            "diff.total_new",
            total=compared + added + waiting_new,
            compared=compared,
            added=added,
            waiting=waiting_new,
        ),
        words.fill("diff.total", compared=compared, changed=changed, unchanged=compared - changed),
    )
    for line in lines:
        _echo_lines(wrapped(line, ""))


def _echo_lines(lines: Iterable[str]) -> None:
    for line in lines:
        echo(line)
