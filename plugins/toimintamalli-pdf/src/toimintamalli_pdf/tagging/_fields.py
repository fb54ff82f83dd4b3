"""Form fields that show their content themselves and say what they ask.

Every field has an appearance stream, so that its content is seen in print and in readers without
form support, and belongs to an element ``Form`` of the structure tree.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject

from toimintamalli_pdf.tagging._canvas import TaggedCanvas
from toimintamalli_pdf.tagging._fonts import CidFont
from toimintamalli_pdf.tagging._objects import (
    add_object,
    number,
    set_catalog_entry,
    stream_object,
    text_string,
)
from toimintamalli_pdf.tagging._structure import StructureElement
from toimintamalli_pdf.tagging._text import writable_line
from toimintamalli_pdf.tagging._values import Checkbox, ChoiceField, Rect, TextField

_FONT = "FieldFont"
_MULTILINE = 1 << 12  # field flag
_COMBO_BOX = 1 << 17  # field flag
_DEFAULT_SIZE = 10
_CAPITAL_HEIGHT = 0.73  # of the font size; puts a single line in the middle of its field
_CHECKED, _UNCHECKED = "Yes", "Off"


class FormFields:
    """The interactive form of one document.

    Args:
        canvas: Canvas of the document; fields go onto its current page.
        font: Font of all fields; its preloaded characters are those a reader can show.
    """

    def __init__(self, canvas: TaggedCanvas, font: CidFont) -> None:
        self._canvas = canvas
        self._font = font
        self._fields: list[str] = []
        self._resources = f"<</Font <</{_FONT} {font.reference(canvas.document)}>>>>"
        set_catalog_entry(canvas.document, "AcroForm", _Form(self._fields, self._resources))

    def add_text(self, parent: StructureElement, text_field: TextField) -> StructureElement:
        """Add a text field.

        Args:
            parent: Element the field is a part of, for instance a table cell.
            text_field: The field.

        Returns:
            The element ``Form`` of the field.

        Raises:
            MissingGlyphError: A line to be drawn has a character without a glyph.
        """
        drawing = self._text_drawing(
            text_field.lines,
            left=text_field.padding,
            baseline=_first_baseline(text_field),
            size=text_field.font_size,
            leading=text_field.leading,
        )
        entries = (
            f"/FT /Tx /Ff {_MULTILINE if text_field.multiline else 0}"
            f"{_value_entry(text_field.value)} /DA {_default_appearance(text_field.font_size)}"
            f" /AP <</N {self._text_appearance(text_field.rect, drawing)}>>"
        )
        return self._add(parent, text_field, entries, text_field.value)

    def add_choice(self, parent: StructureElement, choice: ChoiceField) -> StructureElement:
        """Add a drop-down list.

        What was chosen stands in the middle of a low field, and in a tall one where the first line
        of a text field would stand.

        Args:
            parent: Element the field is a part of.
            choice: The field.

        Returns:
            The element ``Form`` of the field.
        """
        label = self._font.printable(writable_line(choice.label))
        middle = (choice.rect.height - _CAPITAL_HEIGHT * choice.font_size) / 2
        drawing = self._text_drawing(
            [label] if label else [],
            left=choice.padding,
            baseline=max(middle, _first_baseline(choice)),
            size=choice.font_size,
            leading=choice.font_size,
        )
        options = [
            f"[{text_string(option.value)} {text_string(option.label)}]"
            for option in choice.options
        ]
        entries = (
            f"/FT /Ch /Ff {_COMBO_BOX} /Opt [{' '.join(options)}]{_value_entry(choice.value)}"
            f" /DA {_default_appearance(choice.font_size)}"
            f" /AP <</N {self._text_appearance(choice.rect, drawing)}>>"
        )
        return self._add(parent, choice, entries, choice.value)

    def add_checkbox(self, parent: StructureElement, checkbox: Checkbox) -> StructureElement:
        """Add a box to be ticked; the box itself is drawn with the field.

        Args:
            parent: Element the field is a part of.
            checkbox: The field.

        Returns:
            The element ``Form`` of the field.
        """
        state = _CHECKED if checkbox.checked else _UNCHECKED
        box, tick = _box_drawing(checkbox.rect), _tick_drawing(checkbox.rect)
        checked = self._appearance(checkbox.rect, f"{box}\n{tick}", "<<>>")
        unchecked = self._appearance(checkbox.rect, box, "<<>>")
        entries = (
            f"/FT /Btn /V /{state} /AS /{state}"
            f" /AP <</N <</{_CHECKED} {checked} /{_UNCHECKED} {unchecked}>>>>"
        )
        return self._add(parent, checkbox, entries, state)

    def _add(
        self,
        parent: StructureElement,
        form_field: TextField | ChoiceField | Checkbox,
        entries: str,
        value: str,
    ) -> StructureElement:
        element = self._canvas.structure.element("Form", parent)
        names = f"/T ({form_field.name}) /TU {text_string(form_field.tooltip)}"
        widget = f"/Subtype /Widget {names} {entries}"
        self._fields.append(self._canvas.add_annotation(element, widget, form_field.rect))
        # The file identifier must differ between documents that differ only in their fields.
        identity = ascii((form_field.name, form_field.tooltip, value))
        self._canvas.document.updateSignature(identity)
        return element

    def _text_drawing(
        self, lines: Sequence[str], *, left: float, baseline: float, size: float, leading: float
    ) -> str:
        operators = [f"BT /{_FONT} {number(size)} Tf 0 g"]
        for index, line in enumerate(lines):
            glyphs = self._font.encode(line.replace("\n", " "), self._canvas.document).hex()
            place = f"{number(left)} {number(baseline - index * leading)}"
            operators.append(f"1 0 0 1 {place} Tm <{glyphs}> Tj")
        return "\n".join([*operators, "ET"])

    def _text_appearance(self, rect: Rect, drawing: str) -> str:
        clip = f"1 1 {number(rect.width - 2)} {number(rect.height - 2)} re W n"
        return self._appearance(rect, f"/Tx BMC\nq {clip}\n{drawing}\nQ\nEMC", self._resources)

    def _appearance(self, rect: Rect, drawing: str, resources: str) -> str:
        document = self._canvas.document
        entries = (
            f"/Type /XObject /Subtype /Form /BBox [0 0 {number(rect.width)} {number(rect.height)}]"
            f" /Resources {resources} "
        )
        return add_object(document, stream_object(document, drawing.encode("ascii"), entries))


class _Form(PDFObject):
    """The interactive form as the catalog knows it."""

    def __init__(self, fields: Sequence[str], resources: str) -> None:
        self._fields = fields
        self._resources = resources

    def format(self, document: PDFDocument) -> bytes:
        appearance = _default_appearance(_DEFAULT_SIZE)
        form = f"<</Fields [{' '.join(self._fields)}] /DA {appearance} /DR {self._resources}>>"
        return form.encode("ascii")


def _first_baseline(form_field: TextField | ChoiceField) -> float:
    """Height of the first line of a text over the lower edge of its field."""
    return form_field.rect.height - form_field.padding - form_field.font_size


def _value_entry(value: str) -> str:
    return f" /V {text_string(value)}" if value else ""


def _default_appearance(size: float) -> str:
    """Font, size and colour a reader uses when the content of a field changes."""
    return f"(/{_FONT} {number(size)} Tf 0 g)"


def _box_drawing(rect: Rect) -> str:
    return f"0.2 G 1 w 0.5 0.5 {number(rect.width - 1)} {number(rect.height - 1)} re S"


def _tick_drawing(rect: Rect) -> str:
    def point(across: float, up: float) -> str:
        return f"{number(across * rect.width)} {number(up * rect.height)}"

    line_width = number(0.12 * rect.width)
    return f"0 G {line_width} w {point(0.2, 0.5)} m {point(0.42, 0.25)} l {point(0.8, 0.78)} l S"
