"""Fills pages from top to bottom with blocks: parts that are measured, but not yet in place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from attrs import define, field, frozen

from toimintamalli_pdf.layout._placed import Page, Placed
from toimintamalli_pdf.layout._styles import PageShape

_HAIR = 0.01  # sums of heights are not exact
_FEWEST_LINES = 2  # of a text before and after the end of a page


@frozen(kw_only=True)
class Continuation:
    """The rest of a text that did not fit into its field."""

    name: str
    heading: str
    text: str
    language: str | None


@define(kw_only=True)
class Flow:
    """The pages of a section while they are filled.

    Attributes:
        shape: Shape of the pages.
        finished: Pages that are full.
        page: What stands on the current page.
        top: Where the next part begins on it.
        below: Room that the last part asks for below it.
        continuations: Texts to go on with after the section.
    """

    shape: PageShape
    finished: list[Page] = field(factory=list)
    page: list[Placed] = field(factory=list)
    top: float = field()
    below: float = 0
    continuations: list[Continuation] = field(factory=list)

    @top.default
    def _top_of_page(self) -> float:
        return self.shape.top

    @property
    def room(self) -> float:
        """Height that is left on the page."""
        return self.top - self.shape.bottom + _HAIR

    def new_page(self) -> None:
        """Go on to a new page unless the current one is empty."""
        if self.page:
            self.finished.append(tuple(self.page))
            self.page = []
        self.top = self.shape.top
        self.below = 0

    def place(self, placed: Placed, height: float) -> None:
        """Put a part onto the page; it takes some height."""
        self.page.append(placed)
        self.top -= height

    def pages(self) -> tuple[Page, ...]:
        """Return the pages; a flow has at least one."""
        if self.page or not self.finished:
            return (*self.finished, tuple(self.page))
        return tuple(self.finished)


class Block(Protocol):
    """A part that is measured, but not yet in place."""

    @property
    def above(self) -> float:
        """Room above it; the greater of two neighbours counts."""

    @property
    def below(self) -> float:
        """Room below it."""

    @property
    def height(self) -> float:
        """Height that it takes where no page ends in it."""

    @property
    def start(self) -> float:
        """Height that must be left on the page where it begins."""

    @property
    def keeps_next(self) -> bool:
        """Whether it never stands apart from the beginning of the next block."""

    def place(self, flow: Flow, following: float) -> None:
        """Put it onto the pages.

        Args:
            flow: The pages.
            following: Height of what comes after it on the same page, if the room suffices.
        """


@frozen
class Break:
    """The end of a page."""

    above: float = 0
    below: float = 0
    height: float = 0
    start: float = 0
    keeps_next: bool = False

    def place(self, flow: Flow, following: float) -> None:
        """Go on to a new page."""
        flow.new_page()


def pour(blocks: Sequence[Block], flow: Flow) -> None:
    """Put blocks onto pages, one after the other."""
    starts, followings = _needs(blocks, flow.shape.content_height)
    for block, start, following in zip(blocks, starts, followings, strict=True):
        if flow.page:
            above = max(block.above, flow.below)
            if above + start > flow.room:
                flow.new_page()
            else:
                flow.top -= above
        block.place(flow, following)
        flow.below = block.below


def _needs(blocks: Sequence[Block], page_height: float) -> tuple[list[float], list[float]]:
    """Height that each block must find where it begins, and height of what follows it."""
    starts, followings = [0.0] * len(blocks), [0.0] * len(blocks)
    after: Block = Break()
    start = following = 0.0
    for index in range(len(blocks) - 1, -1, -1):
        block = blocks[index]
        gap = 0 if isinstance(after, Break) else max(block.below, after.above)
        followings[index] = 0 if isinstance(after, Break) else gap + following
        together = block.height + gap + start
        stays = block.keeps_next and together <= page_height
        start = together if stays else block.start
        starts[index], following, after = start, block.height + followings[index], block
    return starts, followings


def lines_that_fit(room: float, leading: float, total: int) -> int:
    """Return how many of the lines of a text go onto a page; 0 when it must begin on the next.

    No single line of a longer text is left before or after the end of a page.
    """
    fitting = int(room // leading)
    if total <= fitting:
        return total
    if total - fitting < _FEWEST_LINES:
        fitting = total - _FEWEST_LINES
    return fitting if fitting >= _FEWEST_LINES else 0
