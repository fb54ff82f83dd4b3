"""Tagged, fillable PDF (PDF/UA-1) on plain reportlab.

A small family of modules without any knowledge of worksheets:

* `CidFont` embeds a TrueType font so that one font serves page and form fields;
* `TaggedCanvas` is reportlab's canvas with `~TaggedCanvas.content` and `~TaggedCanvas.artifact`;
* its `~TaggedCanvas.structure`, a `StructureTree`, makes the structure elements;
* its `~TaggedCanvas.add_bookmark`, `~TaggedCanvas.add_link` and
  `~TaggedCanvas.add_internal_link` are the ways through a document;
* `FormFields` adds `TextField`, `ChoiceField` and `Checkbox` to its pages;
* `draw_svg` draws plain charts as vectors;
* `wrap_text` breaks lines so that readers find the words again.

Machine checks cover only a part of accessibility. Meaningful order, plain language, contrast and
helpful tooltips are the duty of whoever draws.

Example:
    >>> with open("letter.pdf", "wb") as target:  # doctest: +SKIP
    ...     canvas = TaggedCanvas(
    ...         target, info=DocumentInfo(title="Kirje"), font=font, page_size=(595, 842)
    ...     )
    ...     with canvas.content(canvas.structure.element("H1")):
    ...         canvas.drawString(72, 770, "Kirje")
    ...     canvas.save()
"""

from toimintamalli_pdf.tagging._canvas import TaggedCanvas
from toimintamalli_pdf.tagging._fields import FormFields
from toimintamalli_pdf.tagging._fonts import FIELD_REPERTOIRE, CidFont, MissingGlyphError, TextStyle
from toimintamalli_pdf.tagging._objects import TaggingError
from toimintamalli_pdf.tagging._structure import StructureElement, StructureTree
from toimintamalli_pdf.tagging._svg import draw_svg, svg_size
from toimintamalli_pdf.tagging._text import code_point_label, has_words, wrap_text, writable_text
from toimintamalli_pdf.tagging._values import (
    Checkbox,
    ChoiceField,
    ChoiceOption,
    DocumentInfo,
    Rect,
    TextField,
)

__all__ = [
    "FIELD_REPERTOIRE",
    "Checkbox",
    "ChoiceField",
    "ChoiceOption",
    "CidFont",
    "DocumentInfo",
    "FormFields",
    "MissingGlyphError",
    "Rect",
    "StructureElement",
    "StructureTree",
    "TaggedCanvas",
    "TaggingError",
    "TextField",
    "TextStyle",
    "code_point_label",
    "draw_svg",
    "has_words",
    "svg_size",
    "wrap_text",
    "writable_text",
]
