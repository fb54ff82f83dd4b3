"""Small values the other modules of the package speak in."""

from __future__ import annotations

import datetime
import re

from attrs import Attribute, field, frozen
from attrs.validators import deep_iterable, instance_of, matches_re, min_len

from toimintamalli_pdf.tagging._text import has_words

LANGUAGE_TAG = r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"
"""Pattern of a BCP 47 language tag."""

_PROPERTY_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*")


def require_words(_instance: object, attribute: Attribute[str], value: str) -> None:
    """Refuse a text without a visible character (an attrs validator)."""
    if not has_words(value):
        raise ValueError(f"{attribute.name} must not be empty")


@frozen(kw_only=True)
class Rect:
    """A rectangle on a page, in points from the lower left corner of the page.

    Attributes:
        left: Left edge.
        bottom: Lower edge.
        right: Right edge.
        top: Upper edge.
    """

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """Width in points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Height in points."""
        return self.top - self.bottom


@frozen(kw_only=True)
class DocumentInfo:
    """What a document says about itself.

    There is deliberately no author: a document made from a form must not carry personal data
    that nobody sees on the page.

    Attributes:
        title: Title, shown by readers instead of the file name.
        subject: One sentence on what the document is for.
        language: Language of the document as a BCP 47 tag.
        created: Date of the content, or ``None`` to write no date; the clock is never read.
        creator: Program that made the content.
        properties: Further (name, value) pairs; names are ASCII letters and digits.

    Raises:
        ValueError: The title or the language is empty, or a property name is not allowed.
    """

    title: str = field(validator=require_words)
    subject: str = ""
    language: str = field(default="fi-FI", validator=matches_re(LANGUAGE_TAG))
    created: datetime.date | None = None
    creator: str = ""
    properties: tuple[tuple[str, str], ...] = field(default=())

    @properties.validator
    def _names_are_plain(self, _attribute: object, value: tuple[tuple[str, str], ...]) -> None:
        for name, _ in value:
            if not _PROPERTY_NAME.fullmatch(name):
                raise ValueError(f"property name {name!r} is not ASCII letters and digits")


@frozen(kw_only=True)
class TextField:
    """A text field to be filled in.

    Attributes:
        name: Name of the field, stable and ASCII, without the separator ``.``.
        tooltip: What a screen reader says at the field: everything needed to answer it.
        rect: Place of the field on the page.
        value: Complete content of the field, with line feeds as line breaks.
        lines: The content as it is drawn, one string per line.
        font_size: Size of the text in points.
        leading: Distance between baselines in points.
        padding: Space between the edge of the field and its text in points.
        multiline: Whether line breaks may be typed.
    """

    name: str = field(validator=matches_re(r"[A-Za-z0-9_-]+"))
    tooltip: str = field(validator=require_words)
    rect: Rect = field(validator=instance_of(Rect))
    value: str = ""
    lines: tuple[str, ...] = ()
    font_size: float = 10
    leading: float = 13.5
    padding: float = 3
    multiline: bool = True


@frozen(kw_only=True)
class ChoiceOption:
    """One alternative of a choice field.

    Attributes:
        value: What is stored when the alternative is chosen.
        label: What the person reads.
    """

    value: str = field(validator=require_words)
    label: str = field(validator=require_words)


@frozen(kw_only=True)
class ChoiceField:
    """A drop-down list of alternatives.

    Attributes:
        name: Name of the field, stable and ASCII, without the separator ``.``.
        tooltip: What a screen reader says at the field.
        rect: Place of the field on the page.
        options: The alternatives, in order.
        value: Value of the chosen alternative, or empty when nothing is chosen.
        font_size: Size of the text in points.
        padding: Space between the left edge of the field and its text in points.

    Raises:
        ValueError: There are no options, or ``value`` is not one of them.
    """

    name: str = field(validator=matches_re(r"[A-Za-z0-9_-]+"))
    tooltip: str = field(validator=require_words)
    rect: Rect = field(validator=instance_of(Rect))
    options: tuple[ChoiceOption, ...] = field(
        validator=[min_len(1), deep_iterable(instance_of(ChoiceOption))]
    )
    value: str = ""
    font_size: float = 10
    padding: float = 3

    def __attrs_post_init__(self) -> None:
        if self.value and self.value not in {option.value for option in self.options}:
            raise ValueError(f"{self.value!r} is not an option of the field {self.name}")

    @property
    def label(self) -> str:
        """Label of the chosen alternative, or an empty text."""
        return next((o.label for o in self.options if o.value == self.value), "")


@frozen(kw_only=True)
class Checkbox:
    """A box to be ticked.

    Attributes:
        name: Name of the field, stable and ASCII, without the separator ``.``.
        tooltip: What a screen reader says at the field.
        rect: Place of the box on the page.
        checked: Whether the box is ticked.
    """

    name: str = field(validator=matches_re(r"[A-Za-z0-9_-]+"))
    tooltip: str = field(validator=require_words)
    rect: Rect = field(validator=instance_of(Rect))
    checked: bool = False
