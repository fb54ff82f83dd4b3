"""``portfolio``: what the evaluations of a folder of practice models add up to."""

from __future__ import annotations

import datetime
import re

import click
from attrs import evolve, frozen

from toimintamalli.analysis.groups import Grouping
from toimintamalli.analysis.hiding import DEFAULT_LIMIT
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
from toimintamalli.cli._show import echo, echo_json, needs_attention, note, wrapped
from toimintamalli.cli._triage_data import triage_counts_data
from toimintamalli.cli._triage_show import show_triage_counts
from toimintamalli.cli._words import Command, Words, json_option
from toimintamalli.diagnostics import Report
from toimintamalli.documents import load_portfolio
from toimintamalli.instruments import DEFAULT_INSTRUMENT
from toimintamalli.model import BasicData, Portfolio, PracticeModel
from toimintamalli.model.instrument import Instrument
from toimintamalli.privacy import Audience, as_audience, redact

__all__ = ["command"]

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
    audience: Audience


@frozen(kw_only=True)
class _Parts:
    """What there is to tell of a portfolio."""

    summary: PortfolioSummary
    groups: tuple[GroupSummary, ...]
    comparison: Comparison | None
    triage: TriageSummary

    @property
    def exit_code(self) -> int:
        return 1 if needs_attention(self.summary.problems) else 0


def command(words: Words) -> click.Command:
    """Return the command."""

    @click.command("portfolio", cls=Command, words=words, help=words["portfolio.help"])
    @click.argument("folder", metavar=words["metavar.models"])
    @click.option(
        "--instrument",
        default=DEFAULT_INSTRUMENT,
        metavar=words["metavar.set"],
        help=words["portfolio.instrument"],
    )
    @click.option("--as-of", metavar=words["metavar.day"], help=words["portfolio.as_of"])
    @click.option("--compare", metavar=words["metavar.day"], help=words["portfolio.compare"])
    @click.option("--by", metavar="|".join(Grouping), help=words["portfolio.by"])
    @click.option(
        "--hide-below", metavar=words["metavar.number"], help=words["portfolio.hide_below"]
    )
    @click.option(
        "--audience",
        default=Audience.INTERNAL.value,
        metavar="|".join(Audience),
        help=words["portfolio.audience"],
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
        audience: str,
        **flags: bool,
    ) -> int:
        days = (day_of("--as-of", as_of, words), day_of("--compare", compare, words))
        grouping = _grouping(by, words)
        given_to = as_audience(audience)
        limit = _limit(hide_below, given_to, words)
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
            whole_population=flags["whole_population"],
            audience=given_to,
        )
        return _as_json(wanted, words) if flags["as_json"] else _shown(wanted, words)

    return portfolio_command


def _as_json(wanted: _Wanted, words: Words) -> int:
    parts = _parts(wanted)
    limit, interval = wanted.hide_below, not wanted.whole_population
    summary = evolve(parts.summary, problems=_told_problems(wanted, parts, words))
    data = summary_data(summary, words, limit, by=wanted.grouping, interval=interval)
    data["triage"] = triage_counts_data(parts.triage, words)
    if wanted.grouping:
        data["by"] = wanted.grouping.value
        data["groups"] = groups_data(
            parts.groups, parts.summary, wanted.grouping, words, limit, interval=interval
        )
    if parts.comparison:
        data["comparison"] = comparison_data(parts.comparison, words, limit)
    echo_json(data)
    return parts.exit_code


def _shown(wanted: _Wanted, words: Words) -> int:
    parts = _parts(wanted)
    limit, interval = wanted.hide_below, not wanted.whole_population
    show_summary(
        parts.summary,
        words,
        limit,
        title=_title(wanted),
        by=wanted.grouping,
        interval=interval,
    )
    _show_triage(parts.triage, wanted, words)
    if wanted.grouping:
        show_groups(parts.groups, parts.summary, wanted.grouping, words, limit, interval=interval)
    if parts.comparison:
        show_comparison(parts.comparison, words, limit)
    show_problems(_told_problems(wanted, parts, words), words)
    return parts.exit_code


def _title(wanted: _Wanted) -> str:
    """Return the title of the portfolio, without the people whom its models name."""
    people = (
        PracticeModel(basics=BasicData(contributors=model.basics.contributors))
        for model in wanted.portfolio.models
    )
    named = Portfolio(title=wanted.portfolio.title, models=tuple(people))
    return redact(named, wanted.audience).subject.title


def _told_problems(wanted: _Wanted, parts: _Parts, words: Words) -> Report:
    """Return the problems; for others none, since they tell of files and of single answers."""
    problems = parts.summary.problems
    if wanted.audience is Audience.INTERNAL or not len(problems):
        return problems
    note(words.fill("portfolio.problems_left_out", count=len(problems)))
    return Report()


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


def _limit(written: str | None, audience: Audience, words: Words) -> int:
    if written is None:
        return 0 if audience is Audience.INTERNAL else DEFAULT_LIMIT
    if _NUMBER.fullmatch(written) and int(written) > 1:
        return int(written)
    message = words.fill("error.limit", option="--hide-below", found=written)
    raise click.UsageError(message, click.get_current_context())
