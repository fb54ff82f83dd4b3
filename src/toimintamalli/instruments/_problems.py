"""What can be wrong with a criteria set whose file has the right shape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from toimintamalli._definitions import Problem, problem
from toimintamalli.model import DevelopmentStage, InnokylaStage, ServiceSector
from toimintamalli.model.instrument import (
    Condition,
    Criterion,
    Instrument,
    LevelDescription,
    ModelTrait,
    Scale,
)

__all__ = ["problems_of"]

_Path = tuple[str | int, ...]

_FEWEST_LEVELS = 2
_LOWEST_MAJORITY, _HIGHEST_PERCENT = 51, 100
_NONE_KNOWN = ("–",)
# Traits whose values are known for good; programmes and customer groups may be anybody's own.
_VALUES: dict[ModelTrait, type[StrEnum]] = {
    ModelTrait.SECTORS: ServiceSector,
    ModelTrait.STAGE: DevelopmentStage,
    ModelTrait.INNOKYLA_STAGE: InnokylaStage,
}


def problems_of(instrument: Instrument) -> Iterator[Problem]:
    """Yield what is wrong with a set: names twice, names of nothing, numbers out of bounds."""
    yield from _doubled(("scales",), "id", (scale.id for scale in instrument.scales))
    yield from _doubled(("themes",), "id", (theme.id for theme in instrument.themes))
    yield from _doubled(("criteria",), "id", (one.id for one in instrument.criteria))
    for place, scale in enumerate(instrument.scales):
        yield from _of_scale(scale, ("scales", place))
    for place, criterion in enumerate(instrument.criteria):
        yield from _of_criterion(criterion, ("criteria", place), instrument)
    if not instrument.criteria:
        yield problem("TM325", ("criteria",))
    yield from _of_consensus(instrument)
    yield from _of_recommendation(instrument)
    yield from _of_earlier_versions(instrument)


def _doubled(
    where: _Path, key: str, names: Iterable[str], *, taken: Iterable[str] = ()
) -> Iterator[Problem]:
    """Yield every name of a list that is there before it, or is taken already."""
    seen = set(taken)
    for place, name in enumerate(names):
        if name in seen:
            yield problem("TM323", (*where, place, key), found=name)
        seen.add(name)


def _of_nothing(path: _Path, name: str, known: tuple[str, ...]) -> Iterator[Problem]:
    """Yield a name that is not among those known."""
    if name not in known:
        yield problem("TM324", path, found=name, allowed=known or _NONE_KNOWN)


def _of_scale(scale: Scale, at: _Path) -> Iterator[Problem]:
    if len(scale.levels) < _FEWEST_LEVELS:
        yield problem("TM326", (*at, "levels"), found=len(scale.levels))
    yield from _doubled((*at, "levels"), "id", (level.id for level in scale.levels))
    points = [level.points for level in scale.levels if level.points is not None]
    if points and (len(points) < len(scale.levels) or points != sorted(points)):
        yield problem("TM327", (*at, "levels"), scale=scale.id)


def _of_criterion(criterion: Criterion, at: _Path, instrument: Instrument) -> Iterator[Problem]:
    themes = tuple(theme.id for theme in instrument.themes)
    scales = tuple(scale.id for scale in instrument.scales)
    yield from _of_nothing((*at, "theme"), criterion.theme, themes)
    yield from _of_nothing((*at, "scale"), criterion.scale, scales)
    if criterion.scale in scales:
        scale = instrument.scale_of(criterion)
        yield from _of_descriptions(criterion.levels, (*at, "levels"), scale)
    if criterion.weight < 1:
        yield problem("TM328", (*at, "weight"), found=criterion.weight, allowed="1, 2, 3 …")
    if criterion.applies_when:
        yield from _of_condition(criterion.applies_when, (*at, "applies_when"))


def _of_descriptions(
    descriptions: tuple[LevelDescription, ...], at: _Path, scale: Scale
) -> Iterator[Problem]:
    levels = tuple(level.id for level in scale.levels)
    for place, described in enumerate(descriptions):
        yield from _of_nothing((*at, place, "level"), described.level, levels)
    yield from _doubled(at, "level", (described.level for described in descriptions))


def _of_condition(condition: Condition, at: _Path) -> Iterator[Problem]:
    if not condition.any_of:
        yield problem("TM329", at)
    if condition.trait in _VALUES:
        allowed = tuple(member.value for member in _VALUES[condition.trait])
        for place, value in enumerate(condition.any_of):
            if value not in allowed:
                yield problem("TM123", (*at, "any_of", place), found=value, allowed=allowed)


def _of_consensus(instrument: Instrument) -> Iterator[Problem]:
    rule = instrument.consensus
    if rule and not _LOWEST_MAJORITY <= rule.percent <= _HIGHEST_PERCENT:
        bounds = f"{_LOWEST_MAJORITY}–{_HIGHEST_PERCENT}"
        yield problem("TM328", ("consensus", "percent"), found=rule.percent, allowed=bounds)
    if rule and rule.spread < 0:
        yield problem("TM328", ("consensus", "spread"), found=rule.spread, allowed="0, 1, 2 …")


def _of_recommendation(instrument: Instrument) -> Iterator[Problem]:
    wanted = instrument.recommendation
    if wanted is None:
        return
    least, most = wanted.least_per_county, wanted.most_per_county
    if least < 1:
        path = ("recommendation", "least_per_county")
        yield problem("TM328", path, found=least, allowed="1, 2, 3 …")
    elif most < least:
        path = ("recommendation", "most_per_county")
        yield problem("TM328", path, found=most, allowed=f"{least}, {least + 1} …")


def _of_earlier_versions(instrument: Instrument) -> Iterator[Problem]:
    today = tuple(criterion.id for criterion in instrument.criteria)
    versions = (earlier.version for earlier in instrument.earlier)
    yield from _doubled(("earlier",), "version", versions, taken=[instrument.version])
    for place, earlier in enumerate(instrument.earlier):
        at = ("earlier", place, "criteria")
        for number, change in enumerate(earlier.criteria):
            yield from _of_nothing((*at, number, "new"), change.new, today)
        yield from _doubled(at, "old", (change.old for change in earlier.criteria))
        yield from _doubled(at, "new", (change.new for change in earlier.criteria))
