"""What can be wrong with a criteria set whose file has the right shape."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from toimintamalli._definitions import Problem, problem
from toimintamalli.model.instrument import Criterion, Instrument, Scale

__all__ = ["problems_of"]

_FEWEST_LEVELS = 2
_HIGHEST_PERCENT = 100


def problems_of(instrument: Instrument) -> Iterator[Problem]:
    """Yield what is wrong with a set: names twice, names of nothing, numbers out of bounds."""
    yield from _doubled("scales", (scale.id for scale in instrument.scales))
    yield from _doubled("themes", (theme.id for theme in instrument.themes))
    yield from _doubled("criteria", (criterion.id for criterion in instrument.criteria))
    for place, scale in enumerate(instrument.scales):
        yield from _of_scale(scale, place)
    for place, criterion in enumerate(instrument.criteria):
        yield from _of_criterion(criterion, place, instrument)
    if not instrument.criteria:
        yield problem("TM325", ("criteria",))
    yield from _of_rules(instrument)
    yield from _of_earlier_versions(instrument)


def _doubled(where: str, names: Iterable[str]) -> Iterator[Problem]:
    counted = Counter[str]()
    for place, name in enumerate(names):
        counted[name] += 1
        if counted[name] == 2:
            yield problem("TM323", (where, place, "id"), found=name)


def _of_scale(scale: Scale, place: int) -> Iterator[Problem]:
    if len(scale.levels) < _FEWEST_LEVELS:
        yield problem("TM326", ("scales", place, "levels"), found=len(scale.levels))
    counted = Counter(level.id for level in scale.levels)
    for at, level in enumerate(scale.levels):
        if counted[level.id] > 1:
            yield problem("TM323", ("scales", place, "levels", at, "id"), found=level.id)
    points = [level.points for level in scale.levels if level.points is not None]
    if points and (len(points) < len(scale.levels) or points != sorted(points)):
        yield problem("TM327", ("scales", place, "levels"), scale=scale.id)


def _of_criterion(criterion: Criterion, place: int, instrument: Instrument) -> Iterator[Problem]:
    at = ("criteria", place)
    scales = {scale.id: scale for scale in instrument.scales}
    themes = tuple(theme.id for theme in instrument.themes)
    if criterion.theme not in themes:
        yield problem("TM324", (*at, "theme"), found=criterion.theme, allowed=themes)
    if criterion.scale not in scales:
        yield problem("TM324", (*at, "scale"), found=criterion.scale, allowed=tuple(scales))
    else:
        levels = tuple(level.id for level in scales[criterion.scale].levels)
        for number, described in enumerate(criterion.levels):
            if described.level not in levels:
                path = (*at, "levels", number, "level")
                yield problem("TM324", path, found=described.level, allowed=levels)
    if criterion.weight < 1:
        yield problem("TM328", (*at, "weight"), found=criterion.weight, lowest=1)
    if criterion.applies_when and not criterion.applies_when.any_of:
        yield problem("TM329", (*at, "applies_when"))


def _of_rules(instrument: Instrument) -> Iterator[Problem]:
    rule, wanted = instrument.consensus, instrument.recommendation
    if rule and not _HIGHEST_PERCENT // 2 < rule.percent <= _HIGHEST_PERCENT:
        yield problem(
            "TM328", ("consensus", "percent"), found=rule.percent, lowest=_HIGHEST_PERCENT // 2 + 1
        )
    if rule and rule.spread < 0:
        yield problem("TM328", ("consensus", "spread"), found=rule.spread, lowest=0)
    if wanted and not 0 < wanted.least_per_county <= wanted.most_per_county:
        yield problem(
            "TM328",
            ("recommendation", "most_per_county"),
            found=wanted.most_per_county,
            lowest=max(1, wanted.least_per_county),
        )


def _of_earlier_versions(instrument: Instrument) -> Iterator[Problem]:
    today = tuple(criterion.id for criterion in instrument.criteria)
    versions = [*(earlier.version for earlier in instrument.earlier), instrument.version]
    for place, earlier in enumerate(instrument.earlier):
        if versions.count(earlier.version) > 1:
            yield problem("TM323", ("earlier", place, "version"), found=earlier.version)
        olds = Counter(change.old for change in earlier.criteria)
        news = Counter(change.new for change in earlier.criteria)
        for number, change in enumerate(earlier.criteria):
            at = ("earlier", place, "criteria", number)
            if change.new not in today:
                yield problem("TM324", (*at, "new"), found=change.new, allowed=today)
            if olds[change.old] > 1:
                yield problem("TM323", (*at, "old"), found=change.old)
            if news[change.new] > 1:
                yield problem("TM323", (*at, "new"), found=change.new)
