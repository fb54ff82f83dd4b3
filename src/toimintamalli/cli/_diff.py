"""``diff``: what changed between two models, or between two folders of them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from pathlib import Path

import click
from attrs import evolve

from toimintamalli.analysis.differences import (
    DifferenceArea,
    differences,
    pair_models,
    tell_differences,
)
from toimintamalli.cli._console import progress
from toimintamalli.cli._diff_data import comparison_data
from toimintamalli.cli._diff_show import show_comparison
from toimintamalli.cli._diff_told import Comparison, FolderTotals, ModelComparison, NamedModel
from toimintamalli.cli._show import echo_json, note
from toimintamalli.cli._words import Command, Words, json_option
from toimintamalli.delivery.reading import read
from toimintamalli.diagnostics import Diagnostic, Report
from toimintamalli.documents import load, load_portfolio
from toimintamalli.instruments import used_instruments
from toimintamalli.model import Portfolio, PracticeModel

__all__ = ["command"]

SAME, DIFFERENT, UNREADABLE = 0, 1, 2
_DOCUMENTS = (".yaml", ".yml", ".json")
_ANYWHERE: tuple[str, ...] = ("",)
# What an Innokylä page tells of a model.
_ON_A_PAGE: tuple[str, ...] = ("basics", "innokyla_stage", "form")


def command(words: Words) -> click.Command:
    """Return the command."""

    @click.command("diff", cls=Command, words=words, help=words["diff.help"])
    @click.argument("old", metavar=words["metavar.old"])
    @click.argument("new", metavar=words["metavar.new"])
    @click.option(
        "--only",
        metavar=words["metavar.areas"],
        help=words.fill("diff.only", areas=", ".join(DifferenceArea)),
    )
    @json_option(words)
    def diff_command(old: str, new: str, only: str | None, as_json: bool) -> int:
        areas = _areas(only, words)
        folders = [Path(path).is_dir() for path in (old, new)]
        if any(folders) and not all(folders):
            raise click.UsageError(words["diff.mixed"], click.get_current_context())
        compare = _folders if all(folders) else _files
        comparison = compare(old, new, areas, words)
        if as_json:
            echo_json(comparison_data(comparison, words))
        else:
            show_comparison(comparison, words)
        if len(comparison.problems):
            return UNREADABLE
        return DIFFERENT if comparison.is_different else SAME

    return diff_command


def _areas(written: str | None, words: Words) -> frozenset[DifferenceArea]:
    if written is None:
        return frozenset(DifferenceArea)
    names = [name.strip() for name in written.split(",")]
    try:
        return frozenset(map(DifferenceArea, names))
    except ValueError:
        allowed = ", ".join(DifferenceArea)
        message = words.fill("error.choice", option="--only", found=written, allowed=allowed)
        raise click.UsageError(message, click.get_current_context()) from None


# -- two files ----------------------------------------------------------------------------------


def _files(old: str, new: str, areas: Container[DifferenceArea], words: Words) -> Comparison:
    models = (_model(old), _model(new))
    only_below = _ANYWHERE
    if _is_page(old) or _is_page(new):
        note(words["diff.page"])
        only_below = _ON_A_PAGE
    return Comparison(models=(_compared((old, new), models, areas, words, only_below),))


def _is_page(path: str) -> bool:
    return Path(path).suffix.lower() not in _DOCUMENTS


def _model(path: str) -> PracticeModel:
    return read(path).model if _is_page(path) else load(path)


# -- two folders --------------------------------------------------------------------------------


def _portfolio(folder: str, words: Words) -> Portfolio:
    with progress(words["portfolio.reading"]) as told:
        return load_portfolio(folder, progress=told)


def _folders(old: str, new: str, areas: Container[DifferenceArea], words: Words) -> Comparison:
    before, after = (_portfolio(folder, words) for folder in (old, new))
    pairs = pair_models(before, after)
    return Comparison(
        models=tuple(
            _compared(
                (before.source_of(first), after.source_of(second)),
                (before.models[first], after.models[second]),
                areas,
                words,
            )
            for first, second in pairs.pairs
        ),
        totals=FolderTotals(
            removed=_named(before, pairs.removed),
            added=_named(after, pairs.added),
            waiting_old=_named(before, pairs.waiting_old),
            waiting_new=_named(after, pairs.waiting_new),
            unread_old=len({finding.source for finding in before.problems}),
            unread_new=len({finding.source for finding in after.problems}),
        ),
        problems=Report((*_problems(old, before), *_problems(new, after))),
    )


def _named(portfolio: Portfolio, places: Iterable[int]) -> tuple[NamedModel, ...]:
    return tuple(
        NamedModel(portfolio.source_of(place), portfolio.models[place].basics.title)
        for place in places
    )


def _problems(folder: str, portfolio: Portfolio) -> Iterator[Diagnostic]:
    """Yield what could not be read, with the folder before the name of the file."""
    for problem in portfolio.problems:
        yield evolve(problem, source=str(Path(folder, problem.source or "")))


# -- what was compared --------------------------------------------------------------------------


def _compared(
    names: tuple[str, str],
    models: tuple[PracticeModel, PracticeModel],
    areas: Container[DifferenceArea],
    words: Words,
    only_below: tuple[str, ...] = _ANYWHERE,
) -> ModelComparison:
    """Return the differences of two models, of some areas and below some fields only."""
    found = (
        one for one in differences(*models) if one.area in areas and one.path.startswith(only_below)
    )
    old, new = models
    return ModelComparison(
        old=names[0],
        new=names[1],
        id=new.id or old.id,
        title=new.basics.title or old.basics.title,
        differences=tell_differences(found, words.language, instruments=used_instruments(models)),
    )
