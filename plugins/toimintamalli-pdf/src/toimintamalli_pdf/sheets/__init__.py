"""Worksheets as sheets to fill: bound to a model, drawn by the layout, and read back.

What a worksheet asks is data; see `toimintamalli.worksheets`. Each of its parts is shown and read
through the same places, so that a field always comes back to where it came from.
"""

from toimintamalli_pdf.sheets._binding import BoundSheet, bound_sheet
from toimintamalli_pdf.sheets._choosing import chosen_worksheets, shown_of
from toimintamalli_pdf.sheets._marks import MARKS_PROPERTY, marks_from, written_marks
from toimintamalli_pdf.sheets._placement import misplaced_answers
from toimintamalli_pdf.sheets._places import Place
from toimintamalli_pdf.sheets._reading import Reading
from toimintamalli_pdf.sheets._shown import Shown

__all__ = [
    "MARKS_PROPERTY",
    "BoundSheet",
    "Place",
    "Reading",
    "Shown",
    "bound_sheet",
    "chosen_worksheets",
    "marks_from",
    "misplaced_answers",
    "shown_of",
    "written_marks",
]
