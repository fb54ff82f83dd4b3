"""What a worksheet is made of."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from toimintamalli.model import Record
from toimintamalli.text import LocalizedText
from toimintamalli.vocabulary import Provenance

__all__ = [
    "EarlierWorksheet",
    "PartKind",
    "QuestionSource",
    "RenamedField",
    "Worksheet",
    "WorksheetField",
    "WorksheetPart",
]


class PartKind(StrEnum):
    """What a part of a worksheet is."""

    TEXT = "text"
    LIST = "list"
    PAGE_BREAK = "page_break"
    FIELDS = "fields"
    TABLE = "table"
    PLACEMENT = "placement"
    EVALUATION = "evaluation"
    METRICS = "metrics"
    BOARD = "board"
    DESCRIPTION = "description"
    SUMMARY = "summary"


class QuestionSource(StrEnum):
    """Official questions that stand elsewhere in the vocabulary, and that a part asks."""

    WORKLIST = "worklist"
    PRECONDITIONS = "preconditions"
    VALUES = "values"


@frozen(kw_only=True)
class WorksheetField(Record):
    """A field of a record that people fill.

    Attributes:
        field: Name of the field, such as ``owner_role``.
        name: What it is called on the sheet; without it as in the model.
        hint: How to fill it; without it as the model describes it.
        lines: How many lines the field shows at least.
        weight: Share of the width of the table, beside the other columns.
    """

    field: str
    name: LocalizedText | None = None
    hint: LocalizedText | None = None
    lines: int = 1
    weight: int = 1


@frozen(kw_only=True)
class WorksheetPart(Record):
    """A part of a worksheet.

    Attributes:
        kind: What it is. ``text``, ``list`` and ``page_break`` only say something; ``fields`` asks
            fields of one record of the model; ``table`` asks a list of records, one a row; the
            others are parts of the model with a look of their own.
        id: Identifier in the worksheet, a part of the names of its fields; for the parts that are
            filled.
        heading: Heading above it.
        text: Text of the part, or text above what is filled.
        items: The points of a list.
        record: Where in the model: ``rooting_plan`` or ``rooting_plan.risks``, for ``fields`` and
            ``table``; ``metrics`` for ``metrics``.
        fields: What is asked of each record.
        key: Field of the records that tells the rows apart, where the rows are given.
        questions: Where the rows come from: the six rows of Juuruttajan työlista, the preconditions
            of rooting, or the values of the field that tells the rows apart.
        corner: What stands above the names of such rows.
        blank: How many empty rows stand below the others, where rows are not given.
    """

    kind: PartKind
    id: str = ""
    heading: LocalizedText | None = None
    text: LocalizedText | None = None
    items: tuple[LocalizedText, ...] = ()
    record: str = ""
    fields: tuple[WorksheetField, ...] = ()
    key: str = ""
    questions: QuestionSource | None = None
    corner: LocalizedText | None = None
    blank: int = 0


@frozen(kw_only=True)
class RenamedField(Record):
    """A field that had another name in an earlier version.

    Attributes:
        old: Its name then, without the prefix of the worksheet.
        new: Its name today; empty where today's worksheet lacks it.
    """

    old: str
    new: str = ""


@frozen(kw_only=True)
class EarlierWorksheet(Record):
    """An earlier version of a worksheet, which can still be read.

    Attributes:
        version: The earlier version.
        fields: Fields that have another name today.
    """

    version: str
    fields: tuple[RenamedField, ...] = ()


@frozen(kw_only=True)
class Worksheet(Record):
    """A worksheet (työpohja).

    Attributes:
        id: Identifier, as it is asked for.
        prefix: Beginning of the names of its fields, short and never changed.
        version: Version of the worksheet; another one where the names of its fields change.
        parts: Its parts, in reading order.
        provenance: Where it comes from, and whose words it uses.
        title: Title; without it that of what its first part asks.
        instruction: How to fill it, in our own words.
        landscape: Whether its pages lie on their side.
        earlier: Earlier versions that can still be read.

    Example:
        >>> from toimintamalli.worksheets import get_worksheet
        >>> [part.kind.value for part in get_worksheet("tyopohja-4").parts]
        ['placement']
    """

    id: str
    prefix: str
    version: str
    parts: tuple[WorksheetPart, ...]
    provenance: Provenance
    title: LocalizedText | None = None
    instruction: LocalizedText | None = None
    landscape: bool = False
    earlier: tuple[EarlierWorksheet, ...] = ()
