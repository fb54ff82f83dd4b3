"""``portfolio``: what the evaluations of a folder of practice models add up to."""

from __future__ import annotations

import datetime
import re

import click
from attrs import evolve, frozen

from toimintamalli.analysis.groups import Grouping
from toimintamalli.analysis.portfolio import (
    Comparison,
    GroupSummary,
    PortfolioSummary,
    compare,
    summarise,
    summarise_by,
)
from toimintamalli.analysis.triage_portfolio import TriageSummary, triage_portfolio
from toimintamalli.cli._console import progress
from toimintamalli.cli._days import day_of
from toimintamalli.cli._evaluate import instrument_of
from toimintamalli.cli._portfolio_data import comparison_data, groups_data, summary_data
from toimintamalli.cli._portfolio_show import (
    show_comparison,
    show_groups,
    show_problems,
    show_summary,
)
from toimintamalli.cli._show import echo, echo_json, needs_attention, wrapped
from toimintamalli.cli._triage_data import triage_counts_data
from toimintamalli.cli._triage_show import show_triage_counts
from toimintamalli.cli._words import Command, Words, json_option
from toimintamalli.documents import load_portfolio
from toimintamalli.model import Portfolio
from toimintamalli.model.instrument import Instrument

__all__ = ["command"]

_DEFAULT_INSTRUMENT = "vaikutusten-itsearviointi"
_NUMBER = re.compile(r"0*[1-9][0-9]{0,5}")


@frozen(kw_only=True)
class _Wanted:
    """What a user wants to see of a portfolio."""

    portfolio: Portfolio
    instrument: Instrument
    as_of: datetime.date | None
    earlier: datetime.date | None
    grouping: Grouping | None
    hide_below: int
    whole_population: bool


@frozen(kw_only=True)
class _Parts:
    """What there is to tell of a portfolio."""

    summary: PortfolioSummary
    groups: tuple[GroupSummary, ...]
    comparison: Comparison | None
    triage: TriageSummary


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
        wanted = _Wanted(
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


def _as_json(wanted: _Wanted, words: Words) -> int:
    parts = _parts(wanted)
    limit, interval = wanted.hide_below, not wanted.whole_population
    data = summary_data(parts.summary, words, limit, by=wanted.grouping, interval=interval)
    data["triage"] = triage_counts_data(parts.triage, words)
    if wanted.grouping:
        data["by"] = wanted.grouping.value
        data["groups"] = groups_data(
            parts.groups, parts.summary, wanted.grouping, words, limit, interval=interval
        )
    if parts.comparison:
        data["comparison"] = comparison_data(parts.comparison, words, limit)
    echo_json(data)
    return 1 if needs_attention(parts.summary.problems) else 0


def _shown(wanted: _Wanted, words: Words) -> int:
    parts = _parts(wanted)
    limit, interval = wanted.hide_below, not wanted.whole_population
    show_summary(
        parts.summary,
        words,
        limit,
        title=wanted.portfolio.title,
        by=wanted.grouping,
        interval=interval,
    )
    _show_triage(parts.triage, wanted, words)
    if wanted.grouping:
        show_groups(parts.groups, parts.summary, wanted.grouping, words, limit, interval=interval)
    if parts.comparison:
        show_comparison(parts.comparison, words, limit)
    show_problems(parts.summary.problems, words)
    return 1 if needs_attention(parts.summary.problems) else 0


def _show_triage(summary: TriageSummary, wanted: _Wanted, words: Words) -> None:
    """Show how far the descriptions have come; they have no earlier state to be seen from."""
    if not summary.models:
        return
    echo()
    show_triage_counts(summary, words)
    if wanted.as_of or wanted.earlier:
        echo("\n".join(wrapped(words["triage.today"], "  ")))


def _parts(wanted: _Wanted) -> _Parts:
    about = (wanted.portfolio, wanted.instrument)
    summary = summarise(*about, wanted.as_of)
    grouping, earlier = wanted.grouping, wanted.earlier
    groups = summarise_by(*about, grouping, wanted.as_of) if grouping else ()
    triage = triage_portfolio(wanted.portfolio)
    if earlier is None:
        return _Parts(summary=summary, groups=groups, comparison=None, triage=triage)
    comparison = compare(*about, earlier, _later(wanted, earlier))
    # An answer that was given again since is in doubt on the earlier day only.
    told = set(summary.problems)
    older = [finding for finding in comparison.first.problems if finding not in told]
    summary = evolve(summary, problems=summary.problems + older)
    return _Parts(summary=summary, groups=groups, comparison=comparison, triage=triage)


def _later(wanted: _Wanted, earlier: datetime.date) -> datetime.date:
    """Return the day to compare with: the one asked for, or that of the latest evaluation."""
    days = (
        evaluation.date
        for model in wanted.portfolio.models
        for evaluation in model.evaluations
        if evaluation.uses(wanted.instrument.id) and evaluation.date
    )
    return wanted.as_of or max(days, default=earlier)


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
    if _NUMBER.fullmatch(written) and int(written) > 1:
        return int(written)
    message = words.fill("error.limit", option="--hide-below", found=written)
    raise click.UsageError(message, click.get_current_context())
