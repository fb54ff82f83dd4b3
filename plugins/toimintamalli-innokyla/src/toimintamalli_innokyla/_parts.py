"""The parts of a form text, whatever markup they are written in."""

from __future__ import annotations

from typing import TypeAlias

from attrs import frozen

from toimintamalli.model import Attachment, RichText
from toimintamalli.text import Language

__all__ = [
    "AttachmentsPart",
    "LabelPart",
    "Part",
    "PlaceholderPart",
    "RichPart",
    "TextPart",
    "TitlePart",
    "ValuesPart",
]


@frozen
class TitlePart:
    """The title above everything."""

    text: str

    def __bool__(self) -> bool:
        return bool(self.text)


@frozen
class LabelPart:
    """The label of a field.

    Attributes:
        text: The label, without the marker.
        required: Whether the marker stands behind it.
        basic: Whether it belongs to the basic data.
        inner: Whether it stands inside a field.
        language: Its language, where it is another than that of the content.
    """

    text: str
    required: bool = False
    basic: bool = False
    inner: bool = False
    language: Language | None = None


@frozen
class TextPart:
    """Text as it stands, with its line ends."""

    text: str

    def __bool__(self) -> bool:
        return bool(self.text)


@frozen
class ValuesPart:
    """Values, one a line."""

    values: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.values)


@frozen
class RichPart:
    """Text of paragraphs, lists and links."""

    text: RichText

    def __bool__(self) -> bool:
        return bool(self.text)


@frozen
class AttachmentsPart:
    """Attachments under their label."""

    attachments: tuple[Attachment, ...]

    def __bool__(self) -> bool:
        return bool(self.attachments)


@frozen
class PlaceholderPart:
    """What stands in an empty required field of the working version.

    Attributes:
        text: What to write there.
        language: Its language, where it is another than that of the content.
    """

    text: str
    language: Language | None


Part: TypeAlias = (
    TitlePart | LabelPart | TextPart | ValuesPart | RichPart | AttachmentsPart | PlaceholderPart
)
