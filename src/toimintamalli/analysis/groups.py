"""Groups: how models divide by county, area, investment, stage or customer group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache

from attrs import frozen

from toimintamalli.model import DevelopmentStage, PracticeModel, ServiceSector
from toimintamalli.text import LocalizedText
from toimintamalli.vocabulary import (
    Investment,
    collaborative_areas,
    counties,
    customer_groups,
    enum_title,
    localized,
    programmes,
    sort_key,
)

__all__ = ["Breakdown", "Group", "Grouping", "breakdown", "groups_of", "investment_combinations"]

_AND = " + "


class Grouping(StrEnum):
    """By what models are divided."""

    COUNTY = "county"
    YTA = "yta"
    INVESTMENT = "investment"
    STAGE = "stage"
    CUSTOMER_GROUP = "customer-group"
    SECTOR = "sector"


@frozen(kw_only=True)
class Group:
    """One group and how many models are in it.

    Attributes:
        key: Identifier in the official list, or as written where no list knows it; empty for
            models of which it is not known.
        name: Name of the group.
        count: How many models.
    """

    key: str
    name: LocalizedText
    count: int


@frozen(kw_only=True)
class Breakdown:
    """How models divide.

    Attributes:
        groups: The groups: those of the official list in its order with zeros, then others.
        base: How many models were divided.
        several: Whether a model may be in several groups, so that the counts need not add up.
    """

    groups: tuple[Group, ...]
    base: int
    several: bool


def groups_of(model: PracticeModel, grouping: Grouping) -> tuple[str, ...]:
    """Return the groups of a model; the empty one where it is not known.

    Example:
        >>> from toimintamalli.model import ProgrammeData
        >>> lapland = PracticeModel(programme=ProgrammeData(counties=("lappi",)))
        >>> groups_of(lapland, Grouping.YTA)
        ('pohjois-suomi',)
    """
    return tuple(dict.fromkeys(_values(model, grouping))) or ("",)


def breakdown(models: Iterable[PracticeModel], grouping: Grouping) -> Breakdown:
    """Return how models divide by one thing.

    Args:
        models: The models.
        grouping: By what.
    """
    members = [groups_of(model, grouping) for model in models]
    return _breakdown(members, _official(grouping), several=grouping is not Grouping.STAGE)


def investment_combinations(models: Iterable[PracticeModel]) -> Breakdown:
    """Return how models divide by the combination of their investments, each model once.

    A model of a pillar without investments counts under its pillar, as in ``RRP, P3``.
    """
    members = [(_combination(model),) for model in models]
    met = {member for (member,) in members if member}
    order = sorted(met, key=lambda key: (key.count(_AND), sort_key(key)))
    names = {key: _same(key) for key in order}
    return _breakdown(members, names, several=False)


def _combination(model: PracticeModel) -> str:
    order = [item.id for item in _investments()]
    written = sorted(set(model.programme.investments), key=lambda one: (one not in order, one))
    return _AND.join(written) or model.programme.pillar or ""


def _values(model: PracticeModel, grouping: Grouping) -> Sequence[str]:
    programme = model.programme
    match grouping:
        case Grouping.COUNTY:
            return programme.counties
        case Grouping.YTA:
            return [_areas().get(county, "") for county in programme.counties]
        case Grouping.INVESTMENT:
            return programme.investments
        case Grouping.STAGE:
            return (model.stage.value,) if model.stage else ()
        case Grouping.CUSTOMER_GROUP:
            return programme.customer_groups
        case Grouping.SECTOR:
            return [sector.value for sector in programme.sectors]


@cache
def _areas() -> Mapping[str, str]:
    return {county.id: county.area for county in counties()}


@cache
def _official(grouping: Grouping) -> Mapping[str, LocalizedText]:
    match grouping:
        case Grouping.COUNTY:
            return {county.id: county.name for county in counties()}
        case Grouping.YTA:
            return {area.id: area.name for area in collaborative_areas()}
        case Grouping.INVESTMENT:
            return {item.id: _named(item.id, item.name) for item in _investments()}
        case Grouping.STAGE:
            return {stage.value: enum_title(stage) for stage in DevelopmentStage}
        case Grouping.CUSTOMER_GROUP:
            return {group.id: group.name for group in customer_groups()}
        case Grouping.SECTOR:
            return {sector.value: enum_title(sector) for sector in ServiceSector}


def _investments() -> Iterator[Investment]:
    return (item for programme in programmes() for item in programme.investments)


def _named(code: str, name: LocalizedText) -> LocalizedText:
    return LocalizedText(fi=f"{code}: {name.fi}", sv=f"{code}: {name.sv}", en=f"{code}: {name.en}")


def _same(text: str) -> LocalizedText:
    return LocalizedText(fi=text, sv=text, en=text)


def _breakdown(
    members: Sequence[Sequence[str]], official: Mapping[str, LocalizedText], *, several: bool
) -> Breakdown:
    met = Counter(key for keys in members for key in keys)
    unknown = localized("toimintamalli", "group.unknown")
    others = {key: _same(key) for key in sorted(met, key=sort_key) if key not in official}
    names = dict(official) | others
    names.pop("", None)
    rows = [Group(key=key, name=name, count=met[key]) for key, name in names.items()]
    if "" in met:
        rows.append(Group(key="", name=unknown, count=met[""]))
    return Breakdown(groups=tuple(rows), base=len(members), several=several)
