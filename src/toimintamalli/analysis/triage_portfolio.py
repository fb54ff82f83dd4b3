"""Triage of many descriptions: the classes and reasons by count, and whom to help first."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence

from attrs import frozen

from toimintamalli.analysis.groups import Group, Grouping, breakdown, groups_of
from toimintamalli.analysis.shares import Share
from toimintamalli.analysis.triage import ReasonKind, Triage, TriageClass, triage
from toimintamalli.diagnostics import Report
from toimintamalli.model import Portfolio, PracticeModel
from toimintamalli.vocabulary import sort_key

__all__ = [
    "ClassCount",
    "ReasonCount",
    "TriageDivision",
    "TriageGroup",
    "TriageSummary",
    "TriagedModel",
    "help_order",
    "triage_portfolio",
]


@frozen(kw_only=True)
class TriagedModel:
    """A model of a portfolio with its class.

    Attributes:
        place: Place of the model in its portfolio, from 0.
        source: Its file, or what else names it.
        model: The model.
        triage: How far its description has come.
    """

    place: int
    source: str
    model: PracticeModel
    triage: Triage


@frozen(kw_only=True)
class ClassCount:
    """How many descriptions are in a class.

    Attributes:
        triage_class: The class.
        share: How many, and of how many.
    """

    triage_class: TriageClass
    share: Share


@frozen(kw_only=True)
class ReasonCount:
    """How many descriptions have a reason.

    Attributes:
        kind: The reason.
        share: How many, and of how many.
    """

    kind: ReasonKind
    share: Share


@frozen(kw_only=True)
class TriageGroup:
    """The descriptions of one collaborative area or county.

    Attributes:
        group: The group with the number of its descriptions; its key is empty where the models do
            not tell their county.
        classes: The classes, the furthest first.
        models: Its descriptions, the nearest to the furthest class first; see `help_order`.
    """

    group: Group
    classes: tuple[ClassCount, ...]
    models: tuple[TriagedModel, ...]

    @property
    def help_first(self) -> tuple[TriagedModel, ...]:
        """Its descriptions below the furthest class, with those to help first at the top."""
        return tuple(
            one for one in self.models if one.triage.triage_class is not TriageClass.DESCRIBED
        )


@frozen(kw_only=True)
class TriageDivision:
    """How the descriptions divide by area or county.

    Attributes:
        grouping: By what.
        groups: The groups that have a description, in the order of the official list.
        repeated: How many times a description is counted again, being in several groups: the
            counts of the groups add up to the number of descriptions and this.
    """

    grouping: Grouping
    groups: tuple[TriageGroup, ...]
    repeated: int


@frozen(kw_only=True)
class TriageSummary:
    """How far the descriptions of a portfolio have come.

    Attributes:
        models: The descriptions with their classes, in the order of the portfolio.
        classes: The classes, the furthest first; they add up to all descriptions.
        reasons: The reasons, the most frequent first; a description may have several.
        areas: By collaborative area (yhteistyöalue).
        counties: By wellbeing services county (hyvinvointialue).
        unreadable: Files that could not be read; they are in no other number.
        problems: Why they could not be read.
    """

    models: tuple[TriagedModel, ...]
    classes: tuple[ClassCount, ...]
    reasons: tuple[ReasonCount, ...]
    areas: TriageDivision
    counties: TriageDivision
    unreadable: int
    problems: Report


def triage_portfolio(portfolio: Portfolio) -> TriageSummary:
    """Return the classes of the descriptions of a portfolio, and whom to help first.

    Args:
        portfolio: The models.

    Example:
        >>> import toimintamalli as tm
        >>> found = triage_portfolio(tm.Portfolio(models=(tm.load("malli.yaml"), PracticeModel())))
        >>> [(one.triage_class.value, one.share.count) for one in found.classes]
        [('described', 1), ('unfinished', 0), ('basics', 1)]
        >>> [one.group.key for one in found.areas.groups]
        ['pohjois-suomi', '']
    """
    models = tuple(
        TriagedModel(
            place=place, source=portfolio.source_of(place), model=model, triage=triage(model)
        )
        for place, model in enumerate(portfolio.models)
    )
    return TriageSummary(
        models=models,
        classes=_classes(models),
        reasons=_reasons(models),
        areas=_division(models, Grouping.YTA),
        counties=_division(models, Grouping.COUNTY),
        unreadable=len({finding.source for finding in portfolio.problems}),
        problems=portfolio.problems,
    )


def help_order(one: TriagedModel) -> tuple[object, ...]:
    """Return what orders descriptions: those nearest to the furthest class come first.

    In this order: the class, how many parts are lacking, how many of them must be written from
    nothing, how many ``**`` fields are open, which project ends first, then title, identifier and
    file.

    Args:
        one: The description.
    """
    found, model = one.triage, one.model
    return (
        tuple(TriageClass).index(found.triage_class),
        len(found.lacking),
        found.from_nothing,
        found.distance,
        model.programme.project_end or datetime.date.max,
        sort_key(model.basics.title),
        model.id or "",
        one.source,
    )


def _classes(models: Sequence[TriagedModel]) -> tuple[ClassCount, ...]:
    counts = Counter(one.triage.triage_class for one in models)
    return tuple(
        ClassCount(triage_class=found, share=Share(counts[found], len(models)))
        for found in TriageClass
    )


def _reasons(models: Sequence[TriagedModel]) -> tuple[ReasonCount, ...]:
    counts = Counter(kind for one in models for kind in {r.kind for r in one.triage.reasons})
    order = sorted(counts, key=lambda kind: (-counts[kind], tuple(ReasonKind).index(kind)))
    return tuple(ReasonCount(kind=kind, share=Share(counts[kind], len(models))) for kind in order)


def _division(models: Sequence[TriagedModel], grouping: Grouping) -> TriageDivision:
    members: dict[str, list[TriagedModel]] = {}
    for one in models:
        for key in groups_of(one.model, grouping):
            members.setdefault(key, []).append(one)
    found = breakdown((one.model for one in models), grouping)
    return TriageDivision(
        grouping=grouping,
        groups=tuple(_group(group, members[group.key]) for group in found.groups if group.count),
        repeated=sum(map(len, members.values())) - len(models),
    )


def _group(group: Group, models: Sequence[TriagedModel]) -> TriageGroup:
    ordered = tuple(sorted(models, key=help_order))
    return TriageGroup(group=group, classes=_classes(models), models=ordered)
