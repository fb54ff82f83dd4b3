"""What composing gives: the text, what it covers, and what was left out of it."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from toimintamalli.model import RichText
from toimintamalli.text import LocalizedText

__all__ = ["Composed", "CoverageState", "PointCoverage", "Remark"]


class CoverageState(StrEnum):
    """How far the model tells what a point asks for."""

    COVERED = "covered"
    PARTLY = "partly"
    MISSING = "missing"


@frozen(kw_only=True)
class Remark:
    """Something to look at, and where it stands.

    Attributes:
        path: Where in the model, such as ``rooting_plan.resources[0].payer``.
        text: What to add there, or why it was left out.
    """

    path: str
    text: LocalizedText


@frozen(kw_only=True)
class PointCoverage:
    """What the model tells of one point.

    Attributes:
        point: Identifier of the point, such as ``resources``.
        title: What the point asks for.
        state: Covered, partly, or missing.
        to_add: What to add, and where; nothing where the point is covered.
    """

    point: str
    title: LocalizedText
    state: CoverageState
    to_add: tuple[Remark, ...] = ()


@frozen(kw_only=True)
class Composed:
    """A text composed from a model.

    Attributes:
        text: The text; empty where the model tells nothing of it.
        coverage: What the text covers, point by point.
        left_out: What the model holds but the text does not: names of people, and in a final
            report what is not done yet.
    """

    text: RichText
    coverage: tuple[PointCoverage, ...] = ()
    left_out: tuple[Remark, ...] = ()

    def missing(self) -> tuple[PointCoverage, ...]:
        """Return the points of which the model tells nothing."""
        return tuple(point for point in self.coverage if point.state is CoverageState.MISSING)
