"""Pictures, measured and put onto pages."""

from __future__ import annotations

from attrs import frozen

from toimintamalli_pdf.layout._extras import svg_size
from toimintamalli_pdf.layout._flow import Flow
from toimintamalli_pdf.layout._placed import PlacedFigure
from toimintamalli_pdf.layout._styles import MARGIN, PageShape
from toimintamalli_pdf.layout._values import Figure
from toimintamalli_pdf.tagging import Rect

_AROUND_FIGURES = 10
_HIGHEST = 0.9  # of the page: its heading stands above it


@frozen(kw_only=True)
class FigureBlock:
    """A picture, which stays on one page; see `Block`."""

    figure: Figure
    width: float
    height: float
    above: float = _AROUND_FIGURES
    below: float = _AROUND_FIGURES
    keeps_next: bool = False

    @property
    def start(self) -> float:
        """Height of the picture."""
        return self.height

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
    highest = _HIGHEST * shape.content_height
    scale = min(1, shape.content_width / width, highest / height)
    return FigureBlock(figure=figure, width=scale * width, height=scale * height)
