"""Fills pages from top to bottom with blocks: parts that are measured, but not yet in place."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from itertools import pairwise

from attrs import define, evolve, field, frozen

from toimintamalli_pdf.layout._placed import Page, Placed
from toimintamalli_pdf.layout._styles import PageShape

_HAIR = 0.01  # sums of heights are not exact
_FEWEST_LINES = 2  # of a text before and after the end of a page
_HAIR = 1e-6  # heights that were added up may differ by so much
SHORT_END = 60  # what is not higher is not left alone on the last page


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


@frozen(kw_only=True)
class Block(ABC):
    """A part that is measured, but not yet in place.

    Attributes:
        above: Room above it; the greater of two neighbours counts.
        below: Room below it.
        keeps_next: Whether it stands on one page with the beginning of the next block.
    """

    above: float = 0
    below: float = 0
    keeps_next: bool = False

    @property
    @abstractmethod
    def height(self) -> float:
        """Height that it takes where no page ends in it."""

    @property
    def start(self) -> float:
        """Height that must be left on the page where it begins."""
        return self.height

    def fitted(self, _room: float) -> Block:
        """Return the block made lower so that it begins within a height, if it can be."""
        return self

    @abstractmethod
    def place(self, flow: Flow, following: float) -> None:
        """Put it onto the pages.

        Args:
            flow: The pages.
            following: Height of what comes after it on the same page, if the room suffices.
        """


@frozen(kw_only=True)
class Break(Block):
    """The end of a page."""

    @property
    def height(self) -> float:
        """None: nothing is seen of it."""
        return 0

    def place(self, flow: Flow, following: float) -> None:
        """Go on to a new page."""
        flow.new_page()


def pour(blocks: Iterable[Block], flow: Flow) -> None:
    """Put blocks onto pages, one after the other."""
    height = flow.shape.content_height
    fitted, starts = _kept_together(_with_company(list(blocks), height), height)
    for block, start, following in zip(fitted, starts, _followings(fitted), strict=True):
        if flow.page:
            above = max(block.above, flow.below)
            if above + start > flow.room:
                flow.new_page()
            else:
                flow.top -= above
        block.place(flow, following)
        flow.below = block.below


def _with_company(blocks: list[Block], page_height: float) -> list[Block]:
    """Let a short end stand on one page with what is before it, unless that is high or splits."""
    *others, before, last = [Break(), Break(), *blocks]
    is_whole = before.start == before.height <= page_height / 2
    if isinstance(before, Break) or not is_whole or last.height > SHORT_END:
        return blocks
    return [*others[2:], evolve(before, keeps_next=True), last]


def _kept_together(blocks: list[Block], page_height: float) -> tuple[list[Block], list[float]]:
    """Return the blocks, some made lower, and the height that each must find where it begins."""
    fitted: list[Block] = []
    starts: list[float] = []
    head: list[Block] = []  # what stands on one page with the next block
    for block in blocks:
        if block.keeps_next:
            head.append(block)
            continue
        last = block.fitted(page_height - _height_before(head, block))
        fitted += [*head, last]
        starts += [*_starts(head, last, page_height), last.start]
        head = []
    return [*fitted, *head], [*starts, *_starts(head, Break(), page_height)]


def _starts(head: list[Block], last: Block, page_height: float) -> list[float]:
    """Height that each block of a head must find; all it can share the page with counts."""
    with_last = _height_before(head, last) + last.start
    alone = _height_before(head, Break())
    if alone > page_height:
        return _starts_one_by_one(head, last, page_height)
    needed = with_last if with_last <= page_height + _HAIR else alone
    starts = []
    for block, after in pairwise((*head, last)):
        starts.append(needed)
        needed -= block.height + _gap(block, after)
    return starts


def _starts_one_by_one(head: list[Block], last: Block, page_height: float) -> list[float]:
    """The same where no page holds the whole head: each keeps the beginning of what comes next."""
    starts: list[float] = []
    after, needed = last, last.start
    for block in reversed(head):
        with_next = block.height + _gap(block, after) + needed
        is_whole = block.start == block.height and with_next <= page_height
        after, needed = block, with_next if is_whole else block.start
        starts.append(needed)
    return starts[::-1]


def _height_before(head: list[Block], block: Block) -> float:
    """Height of a head up to the block that follows it."""
    return sum(one.height + _gap(one, other) for one, other in pairwise((*head, block)))


def _followings(blocks: list[Block]) -> list[float]:
    """Height of what follows each block up to the end of its page."""
    followings = [0.0] * len(blocks)
    for index in range(len(blocks) - 2, -1, -1):
        after = blocks[index + 1]
        if not isinstance(after, Break):
            gap = _gap(blocks[index], after)
            followings[index] = gap + after.height + followings[index + 1]
    return followings


def _gap(block: Block, after: Block) -> float:
    return 0 if isinstance(after, Break) else max(block.below, after.above)


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
