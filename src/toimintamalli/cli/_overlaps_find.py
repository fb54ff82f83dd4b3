"""``overlaps find``: the pairs of a folder that may describe the same thing."""

from __future__ import annotations

import click
from attrs import evolve

from toimintamalli.analysis.overlaps import (
    DEFAULT_LEAST,
    Overlap,
    OverlapGround,
    Overlaps,
    find_overlaps,
)
from toimintamalli.analysis.titles import county_named
from toimintamalli.cli._console import progress
from toimintamalli.cli._overlaps_show import overlaps_data, show_overlaps
from toimintamalli.cli._portfolio_show import show_problems
from toimintamalli.cli._show import as_data, echo_json, needs_attention
from toimintamalli.cli._words import Command, Words, json_option
from toimintamalli.documents import load_portfolio
from toimintamalli.vocabulary import counties

__all__ = ["command"]

_HIGHEST_SCORE = 100
_MOST_PAIRS = 99_999


def command(words: Words) -> click.Command:
    """Return the command."""
    about_least = words.fill("overlaps.least", default=DEFAULT_LEAST)

    @click.command("find", cls=Command, words=words, help=words["overlaps.find"])
    @click.argument("folder", metavar=words["metavar.models"])
    @click.option("--county", metavar=words["metavar.county"], help=words["overlaps.county"])
    @click.option("--across", is_flag=True, help=words["overlaps.across"])
    @click.option("--least", metavar=words["metavar.number"], help=about_least)
    @click.option("--top", metavar=words["metavar.number"], help=words["overlaps.top"])
    @click.option("--decided", is_flag=True, help=words["overlaps.decided"])
    @json_option(words)
    def find_command(
        folder: str,
        county: str | None,
        across: bool,
        least: str | None,
        top: str | None,
        decided: bool,
        as_json: bool,
    ) -> int:
        only = _county("--county", county, words)
        score = _whole("--least", least, _HIGHEST_SCORE, words) or DEFAULT_LEAST
        most = _whole("--top", top, _MOST_PAIRS, words)
        with progress(words["portfolio.reading"]) as told:
            portfolio = load_portfolio(folder, progress=told)
        with progress(words["overlaps.comparing"]) as told:
            found = find_overlaps(portfolio, county=only, across=across, least=score, progress=told)
        if as_json:
            data = overlaps_data(_first(found, most), portfolio, score)
            echo_json(data | {"findings": as_data(portfolio.problems, words)})
        else:
            show_overlaps(
                _first(found, most), found, portfolio, words, least=score, decided=decided
            )
            show_problems(portfolio.problems, words)
        return _exit_code(found) or int(needs_attention(portfolio.problems))

    return find_command


def _first(found: Overlaps, most: int | None) -> Overlaps:
    """Return the overlaps with so many pairs of each ground at most."""
    if most is None:
        return found
    kept: list[Overlap] = []
    for ground in OverlapGround:
        kept += [pair for pair in found.pairs if pair.ground is ground][:most]
    return evolve(found, pairs=tuple(kept))


def _exit_code(found: Overlaps) -> int:
    waiting = any(pair.ground is not OverlapGround.ACROSS for pair in found.pairs)
    return int(waiting or bool(found.split_scopes))


def _county(option: str, written: str | None, words: Words) -> str | None:
    known = [county.id for county in counties()]
    if written is None or written in known:
        return written
    if county := county_named(written):
        return county
    allowed = ", ".join(known)
    message = words.fill("error.choice", option=option, found=written, allowed=allowed)
    raise click.UsageError(message, click.get_current_context())


def _whole(option: str, written: str | None, most: int, words: Words) -> int | None:
    if written is None:
        return None
    is_number = written.isascii() and written.isdigit() and len(written) <= len(str(most))
    if is_number and 1 <= int(written) <= most:
        return int(written)
    message = words.fill("error.between", option=option, found=written, least=1, most=most)
    raise click.UsageError(message, click.get_current_context())
