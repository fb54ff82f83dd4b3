"""The criteria sets that the library carries."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import toimintamalli as tm
from _generate._texts import each_language, plain, source, spoken, three
from toimintamalli.instruments import get_instrument, list_instruments
from toimintamalli.model.instrument import Criterion, Instrument, LevelDescription, Scale, Theme

__all__ = ["criteria_sets", "criterion_labels"]


def criteria_sets() -> Iterator[str]:
    """Yield the page of the criteria sets."""
    yield "# Criteria sets\n"
    yield "The sets that this library carries. Each says where it comes from and what of it is not"
    yield "certain. Wording is official only where its source says so.\n"
    for row in list_instruments():
        if row.distribution == "toimintamalli":
            yield from _criteria_set(get_instrument(row.id))


def criterion_labels() -> Iterator[tuple[str, str]]:
    """Yield the name of every criterion, with its set, and the label of its heading."""
    for row in list_instruments():
        if row.distribution == "toimintamalli":
            instrument = get_instrument(row.id)
            for criterion in instrument.criteria:
                yield f"{row.id}:{criterion.id}", _label(instrument, criterion)


def _label(instrument: Instrument, criterion: Criterion) -> str:
    return f"criterion-{instrument.id}-{criterion.id}"


def _criteria_set(instrument: Instrument) -> Iterator[str]:
    yield f"## {instrument.id}\n"
    yield f"{three(instrument.title)}\n"
    if instrument.description:
        yield f"{three(instrument.description)}\n"
    yield f"Version {instrument.version}. Source {source(instrument.provenance)}\n"
    yield from each_language(instrument.provenance.note)
    yield from _rules(instrument)
    yield from chain.from_iterable(map(_scale, instrument.scales))
    for theme in instrument.themes:
        yield from _theme(theme)
        for criterion in instrument.criteria_of(theme):
            yield f"({_label(instrument, criterion)})="
            yield from _criterion(criterion)


def _rules(instrument: Instrument) -> Iterator[str]:
    if instrument.asks:
        yield f"Asks also: {', '.join(f'`{detail}`' for detail in instrument.asks)}.\n"
    if instrument.not_applicable_needs_reason:
        yield "*Not applicable* must be given a reason.\n"
    if rule := instrument.consensus:
        yield f"Consensus: at least {rule.percent} % on one side, and at most {rule.spread}"
        yield "level between the quartiles.\n"
    if wanted := instrument.recommendation:
        days = ", ".join(map(str, wanted.snapshots))
        yield f"Recommended: {wanted.least_per_county}–{wanted.most_per_county} models a county;"
        yield f"summed up on {days}. Source {source(wanted.provenance)}\n"
        yield from each_language(wanted.provenance.note)


def _scale(scale: Scale) -> Iterator[str]:
    yield f"### Scale `{scale.id}`\n"
    for level in scale.levels:
        points = f" ({level.points} p)" if level.points is not None else ""
        yield f"- `{level.id}`{points}: **{three(level.label)}**"
        if level.meaning:
            yield f"  {three(level.meaning)}"
    yield ""
    if origin := scale.points_provenance:
        yield f"Source of the points {source(origin)}\n"
        yield from each_language(origin.note)


def _theme(theme: Theme) -> Iterator[str]:
    yield f"### {three(theme.title)}\n"
    if theme.introduction:
        yield f"{three(theme.introduction)}\n"


def _criterion(criterion: Criterion) -> Iterator[str]:
    yield f"#### `{criterion.id}`\n"
    for language in tm.Language:
        question = plain(criterion.question.get(language))
        yield f"{language}\n: {spoken(f'**{question}**', language)}"
        if criterion.why:
            yield f"  {spoken(plain(criterion.why.get(language)), language)}"
        yield ""
    yield f"{'; '.join(_traits(criterion))}.\n"
    yield from chain.from_iterable(map(_described_level, criterion.levels))
    yield ""


def _traits(criterion: Criterion) -> Iterator[str]:
    yield f"*{criterion.necessity}*, weight {criterion.weight}, scale `{criterion.scale}`"
    if condition := criterion.applies_when:
        values = " or ".join(f"`{value}`" for value in condition.any_of)
        yield f"only where `{condition.trait}` is {values}"
    if origin := criterion.provenance:
        yield f"wording {source(origin)}"
    if criterion.uncertain:
        yield f"translation to be looked at: {', '.join(criterion.uncertain)}"


def _described_level(described: LevelDescription) -> Iterator[str]:
    yield f"- `{described.level}`: {three(described.meaning)}"
    if described.evidence:
        kinds = ", ".join(f"`{kind}`" for kind in described.evidence_kinds)
        yield f"  - Evidence{f' ({kinds})' if kinds else ''}: {three(described.evidence)}"
