"""What a document is made of, before it is a Word document: headings, texts, lists, tables."""

from __future__ import annotations

from typing import TypeAlias

from attrs import frozen

from toimintamalli.model import RichText
from toimintamalli.text import Language

__all__ = ["Cell", "Column", "Heading", "Part", "Prose", "Table", "Text", "Title", "Words"]


@frozen
class Words:
    """A text in a language, so that a screen reader speaks it as it should.

    Attributes:
        text: The text; a line end in it is a line break.
        language: Its language.
    """

    text: str
    language: Language


@frozen
class Title:
    """The title of the document."""

    words: Words


@frozen
class Heading:
    """A heading.

    Attributes:
        level: Its level, from 1.
        words: What it says.
    """

    level: int
    words: Words


@frozen
class Text:
    """A paragraph.

    Attributes:
        words: What it says.
        is_guidance: Whether it tells what to write, and is no text of the model.
    """

    words: Words
    is_guidance: bool = False


@frozen
class Prose:
    """A text of the form, with its sub-headings, lists and links.

    Attributes:
        text: The text.
        language: Its language.
        heading_level: Level of its sub-headings.
    """

    text: RichText
    language: Language
    heading_level: int = 3


Cell: TypeAlias = tuple[Words, ...]
"""The lines of a cell."""


@frozen
class Column:
    """A column of a table.

    Attributes:
        heading: What stands in the header row.
        share: Its share of the width, beside the shares of the others.
    """

    heading: Words
    share: int = 1


@frozen
class Table:
    """A table with one header row and no merged cells.

    Attributes:
        name: What it is about, for those who do not see it.
        columns: Its columns; the first names the row.
        rows: As many cells in each as there are columns.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


Part: TypeAlias = Title | Heading | Text | Prose | Table
