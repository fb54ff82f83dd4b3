"""``triage``: how far descriptions have come, why, and which to help first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from attrs import evolve, frozen

from toimintamalli.analysis.groups import Grouping, groups_of
from toimintamalli.analysis.triage import TriageClass
from toimintamalli.analysis.triage_portfolio import TriageSummary, triage_portfolio
from toimintamalli.cli._console import progress
from toimintamalli.cli._portfolio_show import show_problems
from toimintamalli.cli._show import echo_json
from toimintamalli.cli._triage_data import triage_data
from toimintamalli.cli._triage_show import show_descriptions, show_triage
from toimintamalli.cli._words import Command, Words, json_option
from toimintamalli.diagnostics import Diagnostic, Report
from toimintamalli.documents import document_files, load, load_portfolio
from toimintamalli.errors import ToimintamalliError
from toimintamalli.model import Portfolio, PracticeModel
from toimintamalli.vocabulary import collaborative_areas, counties

__all__ = ["command"]

_DEFAULT_TOP = 5
_NUMBER = re.compile(r"0*[1-9][0-9]{0,5}")

FINE = 0
SOME_UNREAD = 1
NOTHING_READ = 2


@frozen(kw_only=True)
class _Wanted:
    """What a user wants to see."""

    area: str | None
    county: str | None
    triage_class: TriageClass | None
    top: int | None


def command(words: Words) -> click.Command:
    """Return the command."""

    @click.command("triage", cls=Command, words=words, help=words["triage.help"])
    @click.argument("paths", nargs=-1, required=True, metavar=words["metavar.paths"])
    @click.option("--area", metavar=words["metavar.area"], help=words["triage.area"])
    @click.option("--county", metavar=words["metavar.area"], help=words["triage.county"])
    @click.option("--class", "of_class", metavar="|".join(TriageClass), help=words["triage.class"])
    @click.option("--top", metavar=words["metavar.number"], help=words["triage.top"])
    @json_option(words)
    def triage_command(
        paths: tuple[str, ...],
        area: str | None,
        county: str | None,
        of_class: str | None,
        top: str | None,
        as_json: bool,
    ) -> int:
        chosen = _choice("--class", of_class, tuple(TriageClass), words)
        wanted = _Wanted(
            area=_choice("--area", area, tuple(one.id for one in collaborative_areas()), words),
            county=_choice("--county", county, tuple(one.id for one in counties()), words),
            triage_class=TriageClass(chosen) if chosen else None,
            top=_number(top, words),
        )
        portfolio = _read(paths, words)
        show_problems(portfolio.problems, words, err=True)
        if not portfolio.models:
            return NOTHING_READ
        summary = _within(triage_portfolio(_of_area(portfolio, wanted)), wanted)
        if as_json:
            echo_json(triage_data(summary, words, wanted.triage_class, wanted.top))
        elif len(paths) == 1 and Path(paths[0]).is_file():
            show_descriptions(summary, words)
        else:
            top_shown = wanted.top or _DEFAULT_TOP
            show_triage(summary, words, portfolio.title, wanted.triage_class, top_shown)
        return SOME_UNREAD if len(portfolio.problems) else FINE

    return triage_command


# -- reading ----------------------------------------------------------------------------------


def _read(paths: tuple[str, ...], words: Words) -> Portfolio:
    """Return the models of files and folders; one bad file does not stop the rest."""
    with progress(words["portfolio.reading"]) as told:
        if len(paths) == 1 and Path(paths[0]).is_dir():
            return load_portfolio(paths[0], progress=told)
        problems: list[Diagnostic] = []
        files = tuple(dict.fromkeys(_files(paths, problems)))
        models: dict[str, PracticeModel] = {}
        for number, file in enumerate(files, 1):
            try:
                models[str(file)] = load(file)
            except ToimintamalliError as error:
                problems += error.report.at(str(file))
            told(number, len(files))
    return Portfolio(
        title=", ".join(paths),
        models=tuple(models.values()),
        problems=Report(problems),
        sources=tuple(models),
    )


def _files(paths: Iterable[str], problems: list[Diagnostic]) -> Iterator[Path]:
    """Yield the files that paths mean; a folder without any is a problem beside the others."""
    for path in paths:
        try:
            yield from document_files(path) if Path(path).is_dir() else (Path(path),)
        except ToimintamalliError as error:
            problems += error.report.at(path)


# -- what is asked for ------------------------------------------------------------------------


def _of_area(portfolio: Portfolio, wanted: _Wanted) -> Portfolio:
    """Return the models of the area and the county asked for."""
    kept = [
        place
        for place, model in enumerate(portfolio.models)
        if wanted.area in (None, *groups_of(model, Grouping.YTA))
        and wanted.county in (None, *groups_of(model, Grouping.COUNTY))
    ]
    return evolve(
        portfolio,
        models=tuple(portfolio.models[place] for place in kept),
        sources=tuple(portfolio.source_of(place) for place in kept),
    )


def _within(summary: TriageSummary, wanted: _Wanted) -> TriageSummary:
    """Return the summary without the other areas of descriptions that have several."""
    area_of = {county.id: county.area for county in counties()}
    area = wanted.area or area_of.get(wanted.county or "")
    if area is None:
        return summary
    areas = [one for one in summary.areas.groups if one.group.key == area]
    inside = [
        one
        for one in summary.counties.groups
        if area_of.get(one.group.key) == area and wanted.county in (None, one.group.key)
    ]
    repeated = sum(one.group.count for one in inside) - len(summary.models)
    return evolve(
        summary,
        areas=evolve(summary.areas, groups=tuple(areas), repeated=0),
        counties=evolve(summary.counties, groups=tuple(inside), repeated=repeated),
    )


def _choice(option: str, written: str | None, allowed: tuple[str, ...], words: Words) -> str | None:
    if written is None or written in allowed:
        return written
    message = words.fill("error.choice", option=option, found=written, allowed=", ".join(allowed))
    raise click.UsageError(message, click.get_current_context())


def _number(written: str | None, words: Words) -> int | None:
    if written is None:
        return None
    if _NUMBER.fullmatch(written):
        return int(written)
    message = words.fill("error.count", option="--top", found=written)
    raise click.UsageError(message, click.get_current_context())
