"""Pictures, measured and put onto pages."""

from __future__ import annotations

from attrs import evolve, frozen

from toimintamalli_pdf.layout._flow import Block, Flow
from toimintamalli_pdf.layout._placed import PlacedFigure
from toimintamalli_pdf.layout._styles import MARGIN, PageShape
from toimintamalli_pdf.layout._values import Figure
from toimintamalli_pdf.tagging import Rect, svg_size

_AROUND_FIGURES = 10
_SMALLEST = 0.5  # of its height: with headings above it, a picture may shrink so far


@frozen(kw_only=True)
class FigureBlock(Block):
    """A picture, which stays on one page."""

    figure: Figure
    width: float
    ratio: float
    above: float = _AROUND_FIGURES
    below: float = _AROUND_FIGURES

    @property
    def height(self) -> float:
        """Height of the picture."""
        return self.width * self.ratio

    def fitted(self, room: float) -> FigureBlock:
        """Return the picture made smaller, unless it would be too small."""
        if not _SMALLEST * self.height <= room < self.height:
            return self
        return evolve(self, width=room / self.ratio)

    def place(self, flow: Flow, following: float) -> None:
        """Put the picture onto the page."""
        rect = Rect(
            left=MARGIN,
            bottom=flow.top - self.height,
            right=MARGIN + self.width,
            top=flow.top,
        )
        flow.place(PlacedFigure(figure=self.figure, rect=rect), self.height)


def figure_block(figure: Figure, shape: PageShape) -> FigureBlock:
    """Measure a picture; one too great for a page is made smaller."""
    width, height = svg_size(figure.svg)
    scale = min(1, shape.content_width / width, shape.content_height / height)
    return FigureBlock(figure=figure, width=scale * width, ratio=height / width)
