"""Criteria sets (kriteeristöt): what an evaluation asks, on which scale, and how it is weighed.

A set is data: it stands in a TOML file whose keys are the attributes of these classes. What was
answered belongs to ``toimintamalli.model.evaluation``, reading the files to
`toimintamalli.instruments`.
"""

from __future__ import annotations

import datetime
from enum import StrEnum

from attrs import frozen

from toimintamalli.model._record import Record
from toimintamalli.model.evaluation import EvidenceKind
from toimintamalli.text import Language, LocalizedText
from toimintamalli.vocabulary import Provenance

__all__ = [
    "Condition",
    "ConsensusRule",
    "Criterion",
    "CriterionChange",
    "EarlierVersion",
    "Instrument",
    "Level",
    "LevelDescription",
    "ModelTrait",
    "Necessity",
    "Recommendation",
    "RoundDetail",
    "Scale",
    "Side",
    "Theme",
]


class Side(StrEnum):
    """On which side of a statement a level stands."""

    AGREE = "agree"
    DISAGREE = "disagree"


@frozen(kw_only=True)
class Level(Record):
    """A level of a scale (asteikon taso).

    Attributes:
        id: Stable identifier, as in `toimintamalli.model.Answer`.
        label: What is chosen.
        meaning: What the level means on any criterion.
        side: Agreeing or disagreeing; None for a level between the two.
        points: Points of the level; None on a scale that gives none.
        spellings: Other ways in which survey tools write the label, in any language.
    """

    id: str
    label: LocalizedText
    meaning: LocalizedText | None = None
    side: Side | None = None
    points: int | None = None
    spellings: tuple[str, ...] = ()


@frozen(kw_only=True)
class Scale(Record):
    """A scale (asteikko) on which criteria are answered.

    Attributes:
        id: Identifier in the set.
        levels: Levels from the lowest to the highest, two at least.
        numeric: Whether the distances between the levels are equal, so that a mean has meaning.
        points_provenance: Where the points come from, when not from the source of the set.
    """

    id: str
    levels: tuple[Level, ...]
    numeric: bool = False
    points_provenance: Provenance | None = None

    @property
    def has_points(self) -> bool:
        """Whether every level gives points, and not all of them the same."""
        points = {level.points for level in self.levels}
        return None not in points and len(points) > 1

    @property
    def has_agreement(self) -> bool:
        """Whether a level stands on the agreeing side."""
        return any(level.side is Side.AGREE for level in self.levels)

    def rank(self, level_id: str | None) -> int | None:
        """Return the place of a level from 0, or None where the scale has no such level."""
        return next((r for r, level in enumerate(self.levels) if level.id == level_id), None)


@frozen(kw_only=True)
class Theme(Record):
    """A theme under which criteria stand.

    Attributes:
        id: Identifier in the set.
        title: Heading.
        introduction: What the theme is about.
    """

    id: str
    title: LocalizedText
    introduction: LocalizedText | None = None


class Necessity(StrEnum):
    """How necessary a criterion is."""

    MUST = "must"
    SHOULD = "should"


class ModelTrait(StrEnum):
    """What of a practice model can decide whether a criterion applies to it."""

    PROGRAMME = "programme"
    PILLAR = "pillar"
    INVESTMENTS = "investments"
    SECTORS = "sectors"
    CUSTOMER_GROUPS = "customer_groups"
    STAGE = "stage"
    INNOKYLA_STAGE = "innokyla_stage"


@frozen(kw_only=True)
class Condition(Record):
    """When a criterion applies: a trait of the model has one of some values.

    Attributes:
        trait: The trait.
        any_of: Identifiers, one of which the model must have.
    """

    trait: ModelTrait
    any_of: tuple[str, ...]


@frozen(kw_only=True)
class LevelDescription(Record):
    """What a level means on one criterion, and what earns it.

    Attributes:
        level: Identifier of the level.
        meaning: What is true when the level is right.
        evidence: What shows it.
        evidence_kinds: Kinds of evidence, one of which the level asks for.
    """

    level: str
    meaning: LocalizedText
    evidence: LocalizedText | None = None
    evidence_kinds: tuple[EvidenceKind, ...] = ()


@frozen(kw_only=True)
class Criterion(Record):
    """A criterion (arviointikriteeri, väittämä).

    Attributes:
        id: Stable identifier, as in `toimintamalli.model.Answer`.
        theme: Identifier of its theme.
        scale: Identifier of its scale.
        question: The statement or question.
        why: Why it matters.
        levels: What the levels mean here, where the set says so.
        weight: Weight in the score, 1 or more.
        necessity: Must or should.
        applies_when: When it applies; always where no condition stands.
        provenance: Where it comes from, when not from the source of the set.
        spellings: Other ways in which survey tools write the question, in any language.
        uncertain: Languages whose wording somebody should look at.
    """

    id: str
    theme: str
    scale: str
    question: LocalizedText
    why: LocalizedText | None = None
    levels: tuple[LevelDescription, ...] = ()
    weight: int = 1
    necessity: Necessity = Necessity.SHOULD
    applies_when: Condition | None = None
    provenance: Provenance | None = None
    spellings: tuple[str, ...] = ()
    uncertain: tuple[Language, ...] = ()


@frozen(kw_only=True)
class ConsensusRule(Record):
    """When evaluators are taken to agree; declared before anyone answers.

    Attributes:
        percent: How many per cent must stand on one side at least.
        spread: How many levels may lie between the quartiles at most.
    """

    percent: int = 75
    spread: int = 1


class RoundDetail(StrEnum):
    """What a set asks about the round and the model beside its criteria."""

    DATE = "date"
    PARTICIPANTS = "participants"
    COUNTY_REPRESENTED = "county_represented"
    UNIT = "unit"
    INVESTMENTS = "investments"
    SECTORS = "sectors"
    CUSTOMER_GROUPS = "customer_groups"
    STAGE = "stage"


@frozen(kw_only=True)
class CriterionChange(Record):
    """A criterion of an earlier version and the one that asks the same today.

    Attributes:
        old: Identifier in the earlier version.
        new: Identifier in this version.
    """

    old: str
    new: str


@frozen(kw_only=True)
class EarlierVersion(Record):
    """An earlier version of the set; criteria that are not mapped are not compared.

    Attributes:
        version: The earlier version.
        criteria: Which of its criteria ask the same as today's.
    """

    version: str
    criteria: tuple[CriterionChange, ...] = ()


@frozen(kw_only=True)
class Recommendation(Record):
    """How much a programme recommends to evaluate, and when it sums up.

    Attributes:
        least_per_county: Evaluated models in each county, at least.
        most_per_county: The upper end of the recommendation.
        snapshots: Days on which evaluations are summed up.
        provenance: Who recommends it.
    """

    least_per_county: int
    most_per_county: int
    snapshots: tuple[datetime.date, ...] = ()
    provenance: Provenance


@frozen(kw_only=True)
class Instrument(Record):
    """A criteria set (kriteeristö, arviointiväline).

    Attributes:
        id: Stable identifier, as in `toimintamalli.model.Evaluation`.
        version: Version of the set.
        title: Name of the set.
        description: What it is for.
        provenance: Official, reconstructed or own wording; source; day of reading.
        scales: Its scales.
        themes: Its themes, in order.
        criteria: Its criteria, in order.
        asks: What it asks of the round and the model beside the criteria.
        not_applicable_needs_reason: Whether *ei koske* must be given a reason.
        consensus: The rule of consensus; None where the set declares none.
        recommendation: What a programme recommends of its use.
        earlier: Earlier versions of the set.

    Example:
        >>> from toimintamalli.instruments import get_instrument
        >>> readiness = get_instrument("juurtumisvalmius")
        >>> len(readiness.criteria)
        6
    """

    id: str
    version: str
    title: LocalizedText
    provenance: Provenance
    scales: tuple[Scale, ...]
    themes: tuple[Theme, ...]
    criteria: tuple[Criterion, ...]
    description: LocalizedText | None = None
    asks: tuple[RoundDetail, ...] = ()
    not_applicable_needs_reason: bool = False
    consensus: ConsensusRule | None = None
    recommendation: Recommendation | None = None
    earlier: tuple[EarlierVersion, ...] = ()

    def criterion(self, criterion_id: str) -> Criterion | None:
        """Return a criterion, or None where the set has none of that identifier."""
        return next((known for known in self.criteria if known.id == criterion_id), None)

    def scale_of(self, criterion: Criterion) -> Scale:
        """Return the scale on which a criterion of the set is answered."""
        return next(scale for scale in self.scales if scale.id == criterion.scale)

    def criteria_of(self, theme: Theme) -> tuple[Criterion, ...]:
        """Return the criteria of a theme, in order."""
        return tuple(criterion for criterion in self.criteria if criterion.theme == theme.id)
