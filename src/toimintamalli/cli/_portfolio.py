"""``portfolio``: what the evaluations of a folder of practice models add up to."""

from __future__ import annotations

import datetime

import click
from attrs import frozen

from toimintamalli.analysis.groups import Grouping
from toimintamalli.analysis.portfolio import compare, summarise, summarise_by
from toimintamalli.cli._console import progress
from toimintamalli.cli._days import day_of
from toimintamalli.cli._evaluate import instrument_of
from toimintamalli.cli._portfolio_data import comparison_data, groups_data, summary_data
from toimintamalli.cli._portfolio_show import show_comparison, show_groups, show_summary
from toimintamalli.cli._show import echo_json, needs_attention
from toimintamalli.cli._words import Command, Words, json_option
from toimintamalli.documents import load_portfolio
from toimintamalli.model import Portfolio
from toimintamalli.model.instrument import Instrument

__all__ = ["command"]

_DEFAULT_INSTRUMENT = "vaikutusten-itsearviointi"


@frozen(kw_only=True)
class Wanted:
    """What a user wants to see of a portfolio."""

    portfolio: Portfolio
    instrument: Instrument
    as_of: datetime.date | None
    earlier: datetime.date | None
    grouping: Grouping | None
    hide_below: int
    whole_population: bool


def command(words: Words) -> click.Command:
    """Return the command."""

    @click.command("portfolio", cls=Command, words=words, help=words["portfolio.help"])
    @click.argument("folder", metavar=words["metavar.models"])
    @click.option(
        "--instrument",
        default=_DEFAULT_INSTRUMENT,
        metavar=words["metavar.set"],
        help=words["portfolio.instrument"],
    )
    @click.option("--as-of", metavar=words["metavar.day"], help=words["portfolio.as_of"])
    @click.option("--compare", metavar=words["metavar.day"], help=words["portfolio.compare"])
    @click.option("--by", metavar="|".join(Grouping), help=words["portfolio.by"])
    @click.option(
        "--hide-below", metavar=words["metavar.number"], help=words["portfolio.hide_below"]
    )
    @click.option("--whole-population", is_flag=True, help=words["portfolio.whole_population"])
    @json_option(words)
    def portfolio_command(
        folder: str,
        instrument: str,
        as_of: str | None,
        compare: str | None,
        by: str | None,
        hide_below: str | None,
        whole_population: bool,
        as_json: bool,
    ) -> int:
        days = (day_of("--as-of", as_of, words), day_of("--compare", compare, words))
        grouping = _grouping(by, words)
        limit = _limit(hide_below, words)
        chosen = instrument_of(instrument)
        with progress(words["portfolio.reading"]) as told:
            portfolio = load_portfolio(folder, progress=told)
        wanted = Wanted(
            portfolio=portfolio,
            instrument=chosen,
            as_of=days[0],
            earlier=days[1],
            grouping=grouping,
            hide_below=limit,
            whole_population=whole_population,
        )
        return _as_json(wanted, words) if as_json else _shown(wanted, words)

    return portfolio_command


def _as_json(wanted: Wanted, words: Words) -> int:
    summary = summarise(wanted.portfolio, wanted.instrument, wanted.as_of)
    interval = not wanted.whole_population
    data = summary_data(summary, words, wanted.hide_below, interval=interval)
    if wanted.grouping:
        groups = summarise_by(wanted.portfolio, wanted.instrument, wanted.grouping, wanted.as_of)
        data["by"] = wanted.grouping.value
        data["groups"] = groups_data(groups, summary, words, wanted.hide_below, interval=interval)
    if wanted.earlier:
        comparison = compare(wanted.portfolio, wanted.instrument, wanted.earlier, _later(wanted))
        data["comparison"] = comparison_data(comparison, words, wanted.hide_below)
    echo_json(data)
    return 1 if needs_attention(summary.problems) else 0


def _shown(wanted: Wanted, words: Words) -> int:
    summary = summarise(wanted.portfolio, wanted.instrument, wanted.as_of)
    interval = not wanted.whole_population
    show_summary(summary, words, wanted.hide_below, title=wanted.portfolio.title, interval=interval)
    if wanted.grouping:
        groups = summarise_by(wanted.portfolio, wanted.instrument, wanted.grouping, wanted.as_of)
        show_groups(groups, summary, wanted.grouping, words, wanted.hide_below, interval=interval)
    if wanted.earlier:
        comparison = compare(wanted.portfolio, wanted.instrument, wanted.earlier, _later(wanted))
        show_comparison(comparison, words, wanted.hide_below)
    return 1 if needs_attention(summary.problems) else 0


def _later(wanted: Wanted) -> datetime.date:
    """Return the day to compare with: the one asked for, or that of the latest evaluation."""
    days = (
        evaluation.date
        for model in wanted.portfolio.models
        for evaluation in model.evaluations
        if evaluation.uses(wanted.instrument.id) and evaluation.date
    )
    return wanted.as_of or max(days, default=wanted.earlier or datetime.date.max)


# -- options ----------------------------------------------------------------------------------


def _grouping(written: str | None, words: Words) -> Grouping | None:
    if written is None:
        return None
    try:
        return Grouping(written)
    except ValueError:
        allowed = ", ".join(Grouping)
        message = words.fill("error.choice", option="--by", found=written, allowed=allowed)
        raise click.UsageError(message, click.get_current_context()) from None


def _limit(written: str | None, words: Words) -> int:
    if written is None:
        return 0
    if written.isascii() and written.isdigit() and int(written[:9]) > 1:
        return int(written[:9])
    message = words.fill("error.limit", option="--hide-below", found=written)
    raise click.UsageError(message, click.get_current_context())
