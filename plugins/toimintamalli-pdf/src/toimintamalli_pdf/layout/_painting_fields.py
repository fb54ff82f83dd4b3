"""Draws fields; a document without fields has no form."""

from __future__ import annotations

from attrs import define

from toimintamalli_pdf.layout._placed import PlacedBox
from toimintamalli_pdf.layout._styles import FIELD_INSET, FIELD_PADDING, styles
from toimintamalli_pdf.layout._values import Choice, TextBox, Tick
from toimintamalli_pdf.tagging import (
    Checkbox,
    ChoiceField,
    FormFields,
    Rect,
    StructureElement,
    TaggedCanvas,
    TextField,
)
from toimintamalli_pdf.tagging._objects import text_string


@define(kw_only=True)
class FieldPainter:
    """Draws the fields of one document.

    Attributes:
        canvas: Canvas of the document.
    """

    canvas: TaggedCanvas
    _form: FormFields | None = None

    def paint(self, placed: PlacedBox, parent: StructureElement) -> None:
        """Add a field to the page.

        Args:
            placed: The field and its place.
            parent: Element it is a part of.
        """
        if self._form is None:
            self._form = FormFields(self.canvas, styles().body.font)
        match placed.box:
            case TextBox():
                element = self._form.add_text(parent, _text_field(placed, placed.box))
                if placed.box.language:
                    element.set_entry("Lang", text_string(placed.box.language))
            case Choice():
                self._form.add_choice(parent, _choice_field(placed.rect, placed.box))
            case Tick():
                self._form.add_checkbox(parent, _checkbox(placed.rect, placed.box))


def _text_field(placed: PlacedBox, box: TextBox) -> TextField:
    body = styles().body
    return TextField(
        name=box.name,
        tooltip=box.tooltip,
        rect=_inset(placed.rect),
        value=box.value,
        lines=placed.lines,
        font_size=body.size,
        leading=body.leading,
        padding=FIELD_PADDING,
        multiline=box.is_multiline,
    )


def _choice_field(rect: Rect, box: Choice) -> ChoiceField:
    return ChoiceField(
        name=box.name,
        tooltip=box.tooltip,
        rect=_inset(rect),
        options=box.options,
        value=box.value,
        font_size=styles().body.size,
        padding=FIELD_PADDING,
    )


def _checkbox(rect: Rect, box: Tick) -> Checkbox:
    return Checkbox(name=box.name, tooltip=box.tooltip, rect=rect, checked=box.checked)


def _inset(rect: Rect) -> Rect:
    """Place of a field inside the lines around it."""
    return Rect(
        left=rect.left + FIELD_INSET,
        bottom=rect.bottom + FIELD_INSET,
        right=rect.right - FIELD_INSET,
        top=rect.top - FIELD_INSET,
    )
