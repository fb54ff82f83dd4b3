"""What keeps a description in order among others: publication, relations, findings set aside."""

from __future__ import annotations

import datetime
from enum import StrEnum

from attrs import frozen

from toimintamalli.model._record import Record

__all__ = ["Publication", "PublicationState", "Relation", "RelationKind", "Suppression"]


class PublicationState(StrEnum):
    """Whether the description can be read by others on Innokylä."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


@frozen(kw_only=True)
class Publication(Record):
    """Where the description stands on Innokylä (julkaisu).

    Attributes:
        state: Draft, published or withdrawn.
        address: Web address of the page.
        date: Day on which the state was reached.
    """

    state: PublicationState
    address: str = ""
    date: datetime.date | None = None


class RelationKind(StrEnum):
    """How two descriptions belong together, as people have decided."""

    DISTINCT = "distinct"
    OVERLAPPING = "overlapping"
    PART_OF = "part_of"
    BASED_ON = "based_on"


@frozen(kw_only=True)
class Relation(Record):
    """How this description belongs together with another; a decision that is not asked again.

    Attributes:
        other: Identifier of the other model; its title, where it has no identifier.
        kind: What was decided: another matter, the same matter described twice, a part of the
            other, or the other one fitted to a new place.
        reason: Why.
        date: Day of the decision.
    """

    other: str
    kind: RelationKind
    reason: str = ""
    date: datetime.date | None = None


@frozen(kw_only=True)
class Suppression(Record):
    """A finding that whoever answers for the description has set aside (ohitus).

    Attributes:
        code: Code of the finding, such as ``TM404``; the beginning of several, such as ``TM4``.
        path: Where, such as ``rooting_plan.tasks[2]``; empty for the whole model.
        reason: Why it is set aside.
        expires: Last day on which it is; None where it has no end.
    """

    code: str
    path: str = ""
    reason: str = ""
    expires: datetime.date | None = None
