"""Parts of a composed text: what is told, and what is still to be added."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from toimintamalli.composition._composed import CoverageState, PointCoverage, Remark
from toimintamalli.composition._prose import remark
from toimintamalli.model import Block
from toimintamalli.text import LocalizedText

__all__ = ["Part", "joined", "told"]


@frozen
class Part:
    """A part of a text.

    Attributes:
        blocks: What is told.
        to_add: What is still to be added, and where.
    """

    blocks: tuple[Block, ...] = ()
    to_add: tuple[Remark, ...] = ()

    def coverage(self, point: str, title: LocalizedText) -> PointCoverage:
        """Return what the part covers of a point."""
        if not self.blocks:
            state = CoverageState.MISSING
        else:
            state = CoverageState.PARTLY if self.to_add else CoverageState.COVERED
        return PointCoverage(point=point, title=title, state=state, to_add=self.to_add)


def told(blocks: Iterable[Block], path: str, key: str) -> Part:
    """Return a part; where nothing is told, it says what to add.

    Args:
        blocks: What is told.
        path: Where to add.
        key: Key of the text that says what.
    """
    found = tuple(blocks)
    return Part(found) if found else Part((), (remark(path, f"add.{key}"),))


def joined(parts: Iterable[Part]) -> Part:
    """Return several parts as one."""
    gathered = tuple(parts)
    return Part(
        tuple(block for part in gathered for block in part.blocks),
        tuple(one for part in gathered for one in part.to_add),
    )
