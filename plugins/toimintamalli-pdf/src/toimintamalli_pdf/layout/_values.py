"""What pages are made of: the standard parts of worksheets and reports.

A document is a sequence of sections, each on pages of its own; a section is a sequence of parts.
Every word on a page comes from here: the layout knows how things look and read, and nothing of
what they are about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TypeAlias

from attrs import Attribute, evolve, field, frozen
from attrs.validators import ge, gt, in_, matches_re, min_len, optional

from toimintamalli_pdf.tagging import ChoiceOption, DocumentInfo
from toimintamalli_pdf.tagging._text import has_words
from toimintamalli_pdf.tagging._values import LANGUAGE_TAG, require_words

_NAME = r"[A-Za-z0-9_-]+"


def _require_pages(_instance: object, attribute: Attribute[str], value: str) -> None:
    """Refuse a page number that does not tell page and pages, or asks for more."""
    try:
        told = {value.format(page=page, pages=pages) for page, pages in ((1, 2), (1, 3), (2, 3))}
    except (LookupError, ValueError) as error:
        raise ValueError(f"{attribute.name} has an unknown placeholder: {value!r}") from error
    if len(told) < 3:
        raise ValueError(f"{attribute.name} lacks {{page}} or {{pages}}: {value!r}")


@frozen(kw_only=True)
class TextBox:
    """A text field to fill.

    Attributes:
        name: Name of the field: ASCII letters, digits, hyphens and low lines, unique in the
            document.
        tooltip: What a screen reader says at the field: everything needed to answer it.
        label: Heading above the rest of a text that does not fit; without it the tooltip is.
        value: What stands in it, with line feeds as line breaks.
        lines: How many lines it shows at least; a field of one line takes no line breaks.
        language: Language of the value as a BCP 47 tag; None when it is the document's.
    """

    name: str = field(validator=matches_re(_NAME))
    tooltip: str = field(validator=require_words)
    label: str = ""
    value: str = ""
    lines: int = field(default=1, validator=ge(1))
    language: str | None = field(default=None, validator=optional(matches_re(LANGUAGE_TAG)))

    @property
    def is_multiline(self) -> bool:
        """Whether line breaks may be typed."""
        return self.lines > 1

    @property
    def title(self) -> str:
        """Heading above the rest of a text that does not fit."""
        return self.label if has_words(self.label) else self.tooltip


@frozen(kw_only=True)
class Choice:
    """A drop-down list to choose from.

    Attributes:
        name: Name of the field; see `TextBox`.
        tooltip: What a screen reader says at the list.
        options: What can be chosen; a first one without a choice is added by the layout's user.
        value: Value of the chosen option; empty where nothing is chosen.

    Raises:
        ValueError: No option has the value.
    """

    name: str = field(validator=matches_re(_NAME))
    tooltip: str = field(validator=require_words)
    options: tuple[ChoiceOption, ...] = field(validator=min_len(1))
    value: str = ""

    def __attrs_post_init__(self) -> None:
        if self.value and self.value not in {option.value for option in self.options}:
            raise ValueError(f"{self.value!r} is not an option of the field {self.name}")

    @property
    def label(self) -> str:
        """Label of the chosen option; empty where nothing is chosen."""
        return next((one.label for one in self.options if one.value == self.value), "")


@frozen(kw_only=True)
class Tick:
    """A box to tick.

    Attributes:
        name: Name of the field; see `TextBox`.
        tooltip: What a screen reader says at the box.
        checked: Whether it is ticked.
    """

    name: str = field(validator=matches_re(_NAME))
    tooltip: str = field(validator=require_words)
    checked: bool = False


FillableField: TypeAlias = TextBox | Choice | Tick
"""Something that people fill."""


@frozen(kw_only=True)
class Heading:
    """A heading.

    Attributes:
        text: The heading.
        level: 1 for the title of a section, 2 and 3 below it.
        language: Language of the text as a BCP 47 tag; None when it is the document's.
    """

    text: str = field(validator=require_words)
    level: int = field(default=2, validator=in_((1, 2, 3)))
    language: str | None = field(default=None, validator=optional(matches_re(LANGUAGE_TAG)))


@frozen(kw_only=True)
class Paragraph:
    """A paragraph of running text; line feeds begin new paragraphs, blank ones are left out.

    Attributes:
        text: The text.
        strong: Whether it is set in the bold font.
        language: Language of the text as a BCP 47 tag; None when it is the document's.
    """

    text: str
    strong: bool = False
    language: str | None = field(default=None, validator=optional(matches_re(LANGUAGE_TAG)))


@frozen(kw_only=True)
class Bullets:
    """A list of points.

    Attributes:
        items: The points, each a paragraph.
        labels: What stands before each point, such as numbers; empty for bullets.
        language: Language of the points as a BCP 47 tag; None when it is the document's.

    Raises:
        ValueError: There are labels, but not as many as points.
    """

    items: tuple[str, ...] = field(validator=min_len(1))
    labels: tuple[str, ...] = ()
    language: str | None = field(default=None, validator=optional(matches_re(LANGUAGE_TAG)))

    def __attrs_post_init__(self) -> None:
        if self.labels and len(self.labels) != len(self.items):
            raise ValueError(f"there are {len(self.labels)} labels for {len(self.items)} points")


@frozen(kw_only=True)
class Entry:
    """A field of one line with its label before it.

    Attributes:
        label: What stands before the field; for a box to tick, behind it.
        box: The field.
        width: Width of the field in points; a box to tick has its own size.
    """

    label: str = field(validator=require_words)
    box: FillableField
    width: float = field(default=200, validator=gt(0))


@frozen(kw_only=True)
class Entries:
    """Entries beside each other, in as many lines as they take."""

    entries: tuple[Entry, ...] = field(validator=min_len(1))


@frozen(kw_only=True)
class Area:
    """A text field over the whole width, with its label and a hint above it.

    Attributes:
        label: What is asked.
        box: The field.
        hint: How to answer; line feeds begin new paragraphs.
    """

    label: str = field(validator=require_words)
    box: TextBox
    hint: str = ""


@frozen(kw_only=True)
class CellText:
    """What can be read in a cell of a table.

    Attributes:
        text: The text; line feeds begin new paragraphs.
        strong: Its first paragraph in the bold font, such as the name of a row.
        is_number: Whether it stands at the right edge, such as an amount.
        language: Language of the text as a BCP 47 tag; None when it is the document's.
    """

    text: str = ""
    strong: str = ""
    is_number: bool = False
    language: str | None = field(default=None, validator=optional(matches_re(LANGUAGE_TAG)))


Cell: TypeAlias = CellText | TextBox | Choice | Tick
"""What stands in a cell of a table."""


@frozen(kw_only=True)
class Column:
    """A column of a table.

    Attributes:
        header: Its header.
        weight: Its share of the width, beside the other columns.
        is_row_header: Whether its cells say what their rows are about.
    """

    header: str = field(validator=require_words)
    weight: float = field(default=1, validator=gt(0))
    is_row_header: bool = False


@frozen(kw_only=True)
class Table:
    """A table to read or to fill.

    Rows grow with what stands in them. A row with fields stays on one page; a row that is only
    read may go on over page ends, and headers are repeated.

    Attributes:
        columns: The columns from left to right.
        rows: The cells of each row, as many as there are columns.
        stretches: Whether the rows take the room that is left on the page.

    Raises:
        ValueError: A row has not as many cells as there are columns.
    """

    columns: tuple[Column, ...] = field(validator=min_len(1))
    rows: tuple[tuple[Cell, ...], ...] = field(validator=min_len(1))
    stretches: bool = False

    def __attrs_post_init__(self) -> None:
        for number, row in enumerate(self.rows, 1):
            if len(row) != len(self.columns):
                raise ValueError(f"row {number} has {len(row)} cells for {len(self.columns)}")


@frozen(kw_only=True)
class Figure:
    """A picture in SVG, as `toimintamalli.charts` draws them.

    Attributes:
        svg: The picture.
        alternative_text: What is read in its place.
    """

    svg: str = field(validator=require_words)
    alternative_text: str = field(validator=require_words)


@frozen(kw_only=True)
class PageBreak:
    """The next part begins on a new page."""


Part: TypeAlias = Heading | Paragraph | Bullets | Entries | Area | Table | Figure | PageBreak
"""A standard part."""


@frozen(kw_only=True)
class Section:
    """A worksheet or a part of a report, on pages of its own.

    Attributes:
        parts: Its parts in reading order; the first is a heading of level 1.
        footer: What stands at the left foot of its pages; line breaks become spaces.
        landscape: Whether its pages lie on their side.
        listed_as: What the table of contents calls it; its heading where nothing is given.

    Raises:
        ValueError: It does not begin with a heading of level 1.
    """

    parts: tuple[Part, ...] = field(validator=min_len(1))
    footer: str = ""
    landscape: bool = False
    listed_as: str = ""

    def __attrs_post_init__(self) -> None:
        if self.title.level != 1:
            raise ValueError(f"the section begins with a heading of level {self.title.level}")

    @property
    def title(self) -> Heading:
        """The heading that it begins with."""
        first = self.parts[0]
        if not isinstance(first, Heading):
            raise ValueError(f"the section begins with {type(first).__name__}, not with a heading")
        return first

    @property
    def listed(self) -> Heading:
        """The heading as the table of contents has it."""
        title = self.title
        return evolve(title, text=self.listed_as, language=None) if self.listed_as else title

    def fields(self) -> Iterator[FillableField]:
        """Yield its fields in reading order."""
        for part in self.parts:
            match part:
                case Entries():
                    yield from (entry.box for entry in part.entries)
                case Area():
                    yield part.box
                case Table():
                    for row in part.rows:
                        yield from (cell for cell in row if not isinstance(cell, CellText))


@frozen(kw_only=True)
class LayoutWords:
    """The words that the layout itself puts onto pages, in the language of the document.

    Attributes:
        continued_marker: End of an answer that goes on elsewhere.
        continuation_heading: Heading above the rest of long answers, after a section.
        page_label: Page number, with ``{page}`` and ``{pages}``.
        contents: Heading of the table of contents.
    """

    continued_marker: str = field(validator=require_words)
    continuation_heading: str = field(validator=require_words)
    page_label: str = field(validator=_require_pages)
    contents: str = field(validator=require_words)


@frozen(kw_only=True)
class Document:
    """A whole document.

    Attributes:
        info: What it says about itself.
        sections: Its sections, in order.
        words: The words of the layout.
        title: Title of the page with the table of contents; empty for a document without one.

    Raises:
        ValueError: Two fields have the same name.
    """

    info: DocumentInfo
    sections: tuple[Section, ...] = field(validator=min_len(1))
    words: LayoutWords
    title: str = ""

    def __attrs_post_init__(self) -> None:
        names = Counter(box.name for section in self.sections for box in section.fields())
        doubled = [name for name, count in names.items() if count > 1]
        if doubled:
            raise ValueError(f"two fields have the name {doubled[0]!r}")


@frozen(kw_only=True)
class DrawnDocument:
    """A finished document.

    Attributes:
        data: The PDF file.
        pages: Number of pages of each section, without the page of contents.
        missing_glyphs: Characters that pages show only by their code point, as ``U+1F9EA``, in
            code point order; fields keep them, but for control characters and lone surrogates,
            which become U+FFFD.
        continued: Names of the fields whose text goes on after their section.
        right_to_left: Names of the fields with text from right to left, which pages cannot set.
        right_to_left_texts: Such texts beside the fields, in order.
    """

    data: bytes
    pages: tuple[int, ...]
    missing_glyphs: tuple[str, ...] = ()
    continued: tuple[str, ...] = ()
    right_to_left: tuple[str, ...] = ()
    right_to_left_texts: tuple[str, ...] = ()
