"""Työpohja 4 filled by several groups: their answers side by side, and doubts with their easing.

Nothing is summed up in other words: whoever reads the merged sheet sees what was written, and by
which group.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from toimintamalli.model import PlacementCell, PlacementWorksheet
from toimintamalli.vocabulary import worksheet

__all__ = [
    "AnswerSource",
    "Doubt",
    "MergedAnswer",
    "MergedCell",
    "MergedPlacement",
    "doubts",
    "merge_worksheets",
]

_WORKSHEET = "tyopohja-4"
_DOUBT = "doubt"
_EASING = "easing"


@frozen(kw_only=True)
class AnswerSource:
    """Where an answer stands.

    Attributes:
        worksheet: Identifier of the worksheet.
        group: Who filled it; empty where that is not told.
    """

    worksheet: str
    group: str = ""


@frozen(kw_only=True)
class MergedAnswer:
    """An answer, once for all who gave it.

    Attributes:
        text: The answer, as it was first written.
        sources: Where it stands, in the order of the worksheets.
    """

    text: str
    sources: tuple[AnswerSource, ...]


@frozen(kw_only=True)
class MergedCell:
    """One cell of the merged sheet.

    Attributes:
        row: Identifier of the row.
        column: Identifier of the column.
        answers: The answers, in the order of the worksheets; empty where nobody wrote any.
    """

    row: str
    column: str
    answers: tuple[MergedAnswer, ...] = ()


@frozen(kw_only=True)
class MergedPlacement:
    """Several filled sheets of Työpohja 4 as one.

    Attributes:
        cells: The fifteen cells, row by row.
        others: Cells whose row or column the worksheet does not have; nothing is lost.
    """

    cells: tuple[MergedCell, ...]
    others: tuple[MergedCell, ...] = ()

    def cell(self, row: str, column: str) -> MergedCell:
        """Return a cell; one that nobody filled is empty."""
        found = (
            one for one in (*self.cells, *self.others) if (one.row, one.column) == (row, column)
        )
        return next(found, MergedCell(row=row, column=column))


@frozen(kw_only=True)
class Doubt:
    """A doubt (epäilys) of one group on one level, with what it wrote to ease it.

    Attributes:
        text: The doubt.
        column: Identifier of the column: on which level it is felt.
        source: Where it stands.
        easing: How it can be eased (epäilyn hälvennys), from the same column of the same sheet.
        path: Where it stands in a model that holds these worksheets.
    """

    text: str
    column: str
    source: AnswerSource
    easing: tuple[str, ...] = ()
    path: str = ""

    @property
    def is_eased(self) -> bool:
        """Whether the group wrote how the doubt can be eased."""
        return bool(self.easing)


def merge_worksheets(worksheets: Iterable[PlacementWorksheet]) -> MergedPlacement:
    """Return what several groups wrote, cell by cell.

    Answers are equal where they differ in nothing but spaces and line ends.

    Args:
        worksheets: Filled sheets of Työpohja 4.

    Example:
        >>> sheets = [
        ...     PlacementWorksheet(id=name, source=group, cells=(
        ...         PlacementCell(row="doubt", column="team", text="Riittääkö aika?"),))
        ...     for name, group in (("a", "Pohjoinen asema"), ("b", "Eteläinen asema"))]
        >>> merged = merge_worksheets(sheets)
        >>> (answer,) = merged.cell("doubt", "team").answers
        >>> answer.text, [source.group for source in answer.sources]
        ('Riittääkö aika?', ['Pohjoinen asema', 'Eteläinen asema'])
    """
    written: dict[tuple[str, str], dict[str, MergedAnswer]] = {}
    for sheet in worksheets:
        source = _source(sheet)
        for cell in filter(_is_filled, sheet.cells):
            answers = written.setdefault((cell.row, cell.column), {})
            key = " ".join(cell.text.split())
            before = answers.get(key, MergedAnswer(text=cell.text, sources=()))
            sources = tuple(dict.fromkeys((*before.sources, source)))
            answers[key] = MergedAnswer(text=before.text, sources=sources)
    cells = tuple(_merged(place, written.pop(place, {})) for place in _places())
    others = tuple(_merged(place, answers) for place, answers in written.items())
    return MergedPlacement(cells=cells, others=others)


def doubts(worksheets: Sequence[PlacementWorksheet]) -> tuple[Doubt, ...]:
    """Return the doubts of all worksheets, each with its easing.

    Args:
        worksheets: Filled sheets of Työpohja 4, as in `toimintamalli.model.PracticeModel`.

    Returns:
        Sheet by sheet, from the leftmost column to the rightmost.

    Example:
        >>> import toimintamalli as tm
        >>> (doubt,) = doubts(tm.load("malli.yaml").placement_worksheets)
        >>> doubt.column, doubt.is_eased
        ('specialist', True)
    """
    return tuple(doubt for place, sheet in enumerate(worksheets) for doubt in _doubts(sheet, place))


def _doubts(sheet: PlacementWorksheet, place: int) -> Iterator[Doubt]:
    columns = dict.fromkeys(
        (*(column.id for column in worksheet(_WORKSHEET).columns), *(c.column for c in sheet.cells))
    )
    for column in columns:
        here = [
            (at, cell)
            for at, cell in enumerate(sheet.cells)
            if cell.column == column and _is_filled(cell)
        ]
        easing = tuple(cell.text for _, cell in here if cell.row == _EASING)
        for at, cell in here:
            if cell.row == _DOUBT:
                yield Doubt(
                    text=cell.text,
                    column=column,
                    source=_source(sheet),
                    easing=easing,
                    path=f"placement_worksheets[{place}].cells[{at}]",
                )


def _places() -> Iterator[tuple[str, str]]:
    definition = worksheet(_WORKSHEET)
    return ((row.id, column.id) for row in definition.rows for column in definition.columns)


def _merged(place: tuple[str, str], answers: dict[str, MergedAnswer]) -> MergedCell:
    row, column = place
    return MergedCell(row=row, column=column, answers=tuple(answers.values()))


def _source(sheet: PlacementWorksheet) -> AnswerSource:
    return AnswerSource(worksheet=sheet.id, group=sheet.source)


def _is_filled(cell: PlacementCell) -> bool:
    return bool(cell.text.strip())
