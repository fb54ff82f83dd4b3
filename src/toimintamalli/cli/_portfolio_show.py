"""Summaries of portfolios for people, at the width of their terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from toimintamalli.analysis.groups import Breakdown, Grouping
from toimintamalli.analysis.hiding import ShownTally
from toimintamalli.analysis.portfolio import (
    Comparison,
    GroupSummary,
    PortfolioSummary,
    StatementChange,
    StatementSummary,
)
from toimintamalli.analysis.shares import Share, percent, rounded
from toimintamalli.analysis.shown import (
    ShownCoverage,
    ShownParticipants,
    shown_comparison,
    shown_groups,
    shown_summary,
)
from toimintamalli.cli._console import bar, show_table
from toimintamalli.cli._replies import OTHERS, SIGNS, Shower
from toimintamalli.cli._show import echo, note, show_report, wrapped
from toimintamalli.cli._words import Words
from toimintamalli.diagnostics import Diagnostic, Report
from toimintamalli.model.instrument import Level, Recommendation, Scale, Side
from toimintamalli.vocabulary import shown_date, shown_number

__all__ = ["show_comparison", "show_groups", "show_problems", "show_summary"]

_BAR = 8
_HIDDEN = "•"
_MOST_FILES = 10


def show_summary(
    summary: PortfolioSummary,
    words: Words,
    hide_below: int,
    *,
    title: str,
    by: Grouping | None,
    interval: bool,
) -> None:
    """Show what the evaluations of a portfolio add up to.

    Args:
        summary: The summary.
        words: Words of the command line.
        hide_below: Smallest count that is shown; 0 shows all.
        title: Name of the portfolio.
        by: The grouping that is shown beside it.
        interval: Whether shares get an interval; not where the whole population was evaluated.
    """
    shower = Shower(words)
    shown = shown_summary(summary, hide_below, by)
    _head(summary, shown.participants, shower, title, hide_below)
    if summary.evaluated:
        _statements(summary, shown.statements, shower, interval=interval)
        pairs = zip(summary.breakdowns, shown.breakdowns, strict=True)
        for (grouping, divided), (_, counts) in pairs:
            if grouping not in (Grouping.COUNTY, Grouping.YTA, Grouping.INVESTMENT):
                _breakdown(words[f"grouping.{grouping}"], divided, counts, shower)
        _breakdown(
            words["grouping.combinations"],
            summary.investment_combinations,
            shown.investment_combinations,
            shower,
        )
    _coverage(summary, shown.coverage, shower)


def show_groups(
    groups: Sequence[GroupSummary],
    whole: PortfolioSummary,
    grouping: Grouping,
    words: Words,
    hide_below: int,
    *,
    interval: bool,
) -> None:
    """Show the statements group by group, and which groups are hidden whole."""
    shower, language = Shower(words), words.language
    shown = shown_groups(groups, whole, grouping, hide_below)
    for one in shown:
        if one.evaluated is None:
            continue
        echo()
        _say(
            words.fill(
                "portfolio.group",
                grouping=words[f"grouping.{grouping}"],
                name=one.name.get(language),
                count=shown_number(one.evaluated, language),
            )
        )
        pairs = list(zip(whole.statements, one.statements, strict=True))
        for scale in whole.instrument.scales:
            rows = [pair for pair in pairs if pair[0].scale is scale]
            if rows:
                _table("", scale, rows, shower, interval)
    hidden = ", ".join(one.name.get(language) for one in shown if one.evaluated is None)
    if hidden:
        echo()
        grouped = words[f"grouping.{grouping}"]
        _say(words.fill("portfolio.hidden", grouping=grouped, groups=hidden, limit=hide_below))


def show_comparison(comparison: Comparison, words: Words, hide_below: int) -> None:
    """Show what changed between two days, the same models apart from new ones."""
    shower = Shower(words)
    first, second = (
        shown_date(one.as_of, words.language) if one.as_of else ""
        for one in (comparison.first, comparison.second)
    )
    echo()
    _say(words.fill("portfolio.compared", first=first, second=second))
    shown = shown_comparison(comparison, hide_below)
    about = words.fill(
        "portfolio.same_and_new",
        before=_count(shown.evaluated_first),
        after=comparison.second.evaluated,
        same=_count(shown.same),
        again=_count(shown.evaluated_again),
        new=_count(shown.new),
    )
    _say(about, "  ")
    if hide_below:
        _say(words.fill("portfolio.changes_hidden", limit=hide_below), "  ")
        return
    if not comparison.same:
        return
    echo()
    heads = ["pairs", "assessed", "gained", "lost", "p"]
    show_table(
        [words[f"table.{head}"] for head in heads],
        [_change(one, shower) for one in comparison.changes],
        titles=[one.criterion.question.get(words.language) for one in comparison.changes],
    )


def show_problems(problems: Report, words: Words, *, err: bool = False) -> None:
    """Show what stayed outside or is in doubt, file by file; of many files the first.

    Args:
        problems: The findings.
        words: Words of the command line.
        err: Whether they go to standard error.
    """
    if not len(problems):
        return
    say = note if err else echo
    by_file: dict[str, list[Diagnostic]] = {}
    for finding in problems.worst_first():
        by_file.setdefault(finding.source or "", []).append(finding)
    counted = words.fill("portfolio.problems", count=len(problems), files=len(by_file))
    say("\n".join(["", *wrapped(counted, "")]))
    for file, findings in list(by_file.items())[:_MOST_FILES]:
        say("\n".join(wrapped(f"{file}:", "")))
        show_report(Report(findings), words, err=err)
    if len(by_file) > _MOST_FILES:
        more = words.fill("portfolio.more_files", count=len(by_file) - _MOST_FILES)
        say("\n".join(wrapped(more, "")))


def _say(text: str, indent: str = "") -> None:
    echo("\n".join(wrapped(text, indent)))


def _count(count: int | None) -> str:
    return _HIDDEN if count is None else str(count)


def _share(count: int | None, n: int | None, shower: Shower) -> str:
    if count is None or n is None:
        return _HIDDEN
    return shower.percent(Share(count, n))


# -- the head ---------------------------------------------------------------------------------


def _head(
    summary: PortfolioSummary,
    people: ShownParticipants,
    shower: Shower,
    title: str,
    hide_below: int,
) -> None:
    words, instrument = shower.words, summary.instrument
    _say(title)
    _say(f"{instrument.title.get(words.language)} ({instrument.version})")
    _say(shower.provenance(instrument), "  ")
    if summary.as_of:
        day = shown_date(summary.as_of, words.language)
        _say(words.fill("portfolio.seen_from", day=day), "  ")
        if summary.undated:
            _say(words.fill("portfolio.undated", count=summary.undated), "  ")
    _say(
        words.fill("portfolio.evaluated", models=summary.models, evaluated=summary.evaluated), "  "
    )
    if summary.evaluated:
        _say(_participants(people, shower), "  ")
    if hide_below:
        _say(words.fill("portfolio.hiding", limit=hide_below, sign=_HIDDEN), "  ")


def _participants(people: ShownParticipants, shower: Shower) -> str:
    words, represented = shower.words, people.county_represented
    stated = words.fill(
        "portfolio.participants",
        people=_HIDDEN if people.people is None else shown_number(people.people, words.language),
        told=_count(people.told),
        county=_HIDDEN if represented is None else shower.share(represented),
    )
    if people.county_not_told:
        stated += " " + words.fill("portfolio.county_not_told", count=people.county_not_told)
    return stated


# -- the statements ---------------------------------------------------------------------------


def _statements(
    summary: PortfolioSummary, shown: Sequence[ShownTally], shower: Shower, *, interval: bool
) -> None:
    """Show a table for each theme; the key stands above the first table of each scale."""
    explained: list[str] = []
    pairs = list(zip(summary.statements, shown, strict=True))
    for theme in summary.instrument.themes:
        for scale in summary.instrument.scales:
            rows = [
                (one, seen)
                for one, seen in pairs
                if one.criterion.theme == theme.id and one.scale is scale
            ]
            if not rows:
                continue
            echo()
            if scale.id not in explained:
                _key(scale, shower, interval)
                explained.append(scale.id)
            _table(theme.title.get(shower.words.language), scale, rows, shower, interval)


_Rows = Sequence[tuple[StatementSummary, ShownTally]]


def _key(scale: Scale, shower: Shower, interval: bool) -> None:
    words = shower.words
    _say(shower.key(scale))
    agreeing = [level.label.get(words.language) for level in _agreeing(scale)]
    if agreeing:
        bases = words.fill("portfolio.bases", levels=", ".join(agreeing))
        _say(f"{bases} {words['portfolio.interval']}" if interval else bases)
    echo()


def _agreeing(scale: Scale) -> list[Level]:
    return [level for level in scale.levels if level.side is Side.AGREE]


def _table(title: str, scale: Scale, rows: _Rows, shower: Shower, interval: bool) -> None:
    levels = [str(rank) for rank in range(1, len(scale.levels) + 1)]
    others = [SIGNS[state] for state in OTHERS]
    heads = ["", *levels, *others, *(head for head, _ in _figures(None, scale, shower, interval))]
    if title:
        _say(title)
    show_table(
        heads,
        [_row(*row, shower, interval) for row in rows],
        titles=[one.criterion.question.get(shower.words.language) for one, _ in rows],
    )


def _row(one: StatementSummary, seen: ShownTally, shower: Shower, interval: bool) -> list[str]:
    others = [seen.cannot_yet, seen.not_applicable, seen.no_answer, seen.unsettled]
    figures = _figures(seen, one.scale, shower, interval)
    return [
        _bar(seen, others),
        *map(_count, seen.levels),
        *map(_count, others),
        *(figure for _, figure in figures),
    ]


def _figures(
    seen: ShownTally | None, scale: Scale, shower: Shower, interval: bool
) -> list[tuple[str, str]]:
    """Return the columns behind the counts, each with its head; without a tally only the heads."""
    words = shower.words
    columns: dict[str, Callable[[ShownTally], str]] = {"n": lambda seen: _count(seen.n)}
    if _agreeing(scale):
        columns["agree"] = lambda seen: _count(seen.agree)
        columns["of_all"] = lambda seen: _share(seen.agree, seen.n, shower)
        if interval:
            columns["interval"] = lambda seen: _interval(seen, shower)
        columns["of_assessed"] = lambda seen: _share(seen.agree, seen.assessed, shower)
    columns["cannot_yet"] = lambda seen: _share(seen.cannot_yet, seen.n, shower)
    return [(words[f"table.{head}"], show(seen) if seen else "") for head, show in columns.items()]


def _bar(seen: ShownTally, others: Sequence[int | None]) -> str:
    """Return the bar of a distribution; none where something of it is hidden."""
    levels = [count for count in seen.levels if count is not None]
    rest = [count for count in others if count is not None]
    if len(levels) < len(seen.levels) or len(rest) < len(others):
        return ""
    return bar(levels, list(zip((SIGNS[state] for state in OTHERS), rest, strict=True)), _BAR)


def _interval(seen: ShownTally, shower: Shower) -> str:
    if seen.agree is None or not seen.n:
        return _HIDDEN if seen.agree is None else "–"
    ends = Share(seen.agree, seen.n).interval()
    low, high = (percent(Fraction(end)) for end in (ends.low, ends.high))
    return f"{low}–{high}"


# -- how models divide ------------------------------------------------------------------------


def _breakdown(
    title: str, divided: Breakdown, counts: Sequence[int | None], shower: Shower
) -> None:
    words = shower.words
    key = "portfolio.base_several" if divided.several else "portfolio.base"
    echo()
    _say(f"{title} ({words.fill(key, base=divided.base)})")
    for group, count in zip(divided.groups, counts, strict=True):
        figures = f"{_count(count):>4} {_share(count, divided.base, shower):>6}  "
        first, *rest = wrapped(group.name.get(words.language), " " * len(figures)) or [""]
        echo("\n".join([figures + first[len(figures) :], *rest]))


def _coverage(summary: PortfolioSummary, shown: Sequence[ShownCoverage], shower: Shower) -> None:
    words, wanted = shower.words, summary.instrument.recommendation
    met = [
        (one.county, seen) for one, seen in zip(summary.coverage, shown, strict=True) if one.models
    ]
    if not met:
        return
    echo()
    _say(words["portfolio.coverage"])
    if wanted:
        _say(_recommended(wanted, words), "  ")
    echo()
    rows = [
        [
            county.name.get(words.language),
            words[f"coverage.{seen.state}"] if seen.state else "",
            _count(seen.models),
            _count(seen.evaluated),
        ]
        for county, seen in met
    ]
    heads = ["county", "recommendation", "models", "evaluated"]
    show_table([words[f"table.{head}"] for head in heads], rows, left=(0, 1))
    without = [one.county.name.get(words.language) for one in summary.coverage if not one.models]
    if without:
        _say(words.fill("portfolio.without", counties=", ".join(without)))


def _recommended(wanted: Recommendation, words: Words) -> str:
    days = ", ".join(shown_date(day, words.language) for day in wanted.snapshots)
    return words.fill(
        "portfolio.recommended",
        least=wanted.least_per_county,
        most=wanted.most_per_county,
        source=wanted.provenance.source,
        days=days,
    )


def _change(one: StatementChange, shower: Shower) -> list[str]:
    change, language = one.change, shower.words.language
    p = "–" if change.p_value is None else shown_number(rounded(change.p_value, 3), language)
    numbers = (change.pairs, change.both_assessed, change.gained, change.lost)
    return [*map(str, numbers), p]
