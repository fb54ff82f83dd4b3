"""Työpohja 4: one text for each level of the organisation and theme, of one group or of several."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from attrs import evolve, field, frozen

from toimintamalli.diagnostics import Wording
from toimintamalli.filling import TEXT, form_of
from toimintamalli.model import PlacementCell, PlacementWorksheet, PracticeModel
from toimintamalli.vocabulary import (
    Term,
    WorksheetDefinition,
    WorksheetRow,
    shown_date,
    worksheet,
)
from toimintamalli.worksheets import WorksheetPart
from toimintamalli.written import shown
from toimintamalli_pdf.layout import CellText, Column, Entries, Entry, Paragraph, Part, Table
from toimintamalli_pdf.sheets._keys import new_identifier
from toimintamalli_pdf.sheets._marks import plain_text
from toimintamalli_pdf.sheets._places import PACKAGE, Named, Place, SheetContext, fillable
from toimintamalli_pdf.sheets._reading import Reading

__all__ = ["DEFINITION", "PlacementPart", "misplaced_answers"]

DEFINITION: Final = "tyopohja-4"
"""Name of the worksheet in the vocabulary."""

_SOURCE: Final = "source"
_DATE: Final = "date"
_WIDTHS: Final = {_SOURCE: 330, _DATE: 90}
_LINES: Final = 3

Position = tuple[str, str]
"""Identifiers of a row and a column."""


def misplaced_answers(
    sheets: Iterable[tuple[int, PlacementWorksheet]],
) -> Iterator[tuple[str, PlacementCell]]:
    """Yield path and answer where the worksheet has no such row or column.

    Args:
        sheets: Filled sheets, each with its place in the model.
    """
    known = _positions(worksheet(DEFINITION))
    for place, sheet in sheets:
        for number, cell in enumerate(sheet.cells):
            if (cell.row, cell.column) not in known:
                yield f"placement_worksheets[{place}].cells[{number}]", cell


@frozen
class PlacementPart:
    """The answers of Työpohja 4.

    A sheet that shows one filled worksheet changes that one. Any other, empty or with the answers
    of several, becomes a worksheet of its own, so that the answers of each group stay its own.

    Attributes:
        part: The part of the worksheet.
        context: What the sheet is made of.
        definition: Rows and columns of the worksheet.
        sheets: The filled sheets whose answers are shown.
    """

    part: WorksheetPart
    context: SheetContext
    definition: WorksheetDefinition = field(init=False)
    sheets: tuple[PlacementWorksheet, ...] = field(init=False)

    @definition.default
    def _definition(self) -> WorksheetDefinition:
        return worksheet(DEFINITION)

    @sheets.default
    def _sheets(self) -> tuple[PlacementWorksheet, ...]:
        wanted = self.context.shown.placements
        return tuple(one for one in self.context.model.placement_worksheets if one.id in wanted)

    # -- showing ------------------------------------------------------------------------------

    def parts(self) -> Iterator[Part]:
        """Yield what is drawn."""
        if self.sheets:
            key = "context.joined" if len(self.sheets) > 1 else "context.filled_by"
            sources = "; ".join(map(self._label, self.sheets))
            yield Paragraph(text=self.context.words.fill(key, sources=sources))
        yield Paragraph(text=self.definition.instruction.get(self.context.language))
        yield Entries(entries=tuple(map(self._entry, self._about())))
        yield Table(
            columns=tuple(self._columns()),
            rows=tuple(
                (
                    self._row_header(row),
                    *(fillable(place, self.context) for place in self._cells_of(row)),
                )
                for row in self.definition.rows
            ),
            stretches=True,
        )

    def places(self) -> Iterator[Place]:
        """Yield the fields."""
        yield from self._about()
        for row in self.definition.rows:
            yield from self._cells_of(row)

    def _entry(self, place: Place) -> Entry:
        label = self.context.words[f"entry.{self._last(place)}.label"]
        box = fillable(place, self.context)
        return Entry(label=label, box=box, width=_WIDTHS[self._last(place)])

    def _last(self, place: Place) -> str:
        return place.name.rpartition("_")[2]

    def _about(self) -> tuple[Place, ...]:
        """Return the places for who filled the sheet and when: those of a single filled sheet."""
        only = self.sheets[0] if len(self.sheets) == 1 else PlacementWorksheet(id="")
        return tuple(
            Place(
                name=self.context.name(name),
                label=Term(PACKAGE, f"entry.{name}.name"),
                form=form_of(PlacementWorksheet, name),
                value=getattr(only, name) or None,
                hint=Term(PACKAGE, f"entry.{name}.tooltip"),
            )
            for name in (_SOURCE, _DATE)
        )

    def _columns(self) -> Iterator[Column]:
        language = self.context.language
        yield Column(header=self.definition.corner.get(language), weight=3, is_row_header=True)
        for column in self.definition.columns:
            yield Column(header=column.name.get(language), weight=4)

    def _row_header(self, row: WorksheetRow) -> CellText:
        language = self.context.language
        return CellText(strong=row.name.get(language), text=row.question.get(language))

    def _cells_of(self, row: WorksheetRow) -> Iterator[Place]:
        texts = self._joined()
        for column in self.definition.columns:
            yield Place(
                name=self.context.name(row.id, column.id),
                label=Named((row.name, column.name)),
                form=TEXT,
                value=texts.get((row.id, column.id)),
                hint=row.question,
                lines=_LINES,
            )

    def _joined(self) -> dict[Position, str]:
        """Return the text of every cell; with several sheets each stands under its group."""
        joined: dict[Position, list[str]] = defaultdict(list)
        for sheet in self.sheets:
            for position, text in _texts(sheet).items():
                said = f"{self._label(sheet)}:\n{text}" if len(self.sheets) > 1 else text
                joined[position].append(said)
        return {position: "\n\n".join(texts) for position, texts in joined.items()}

    def _label(self, sheet: PlacementWorksheet) -> str:
        words = self.context.words
        source = " ".join(sheet.source.split())
        date = "" if sheet.date is None else shown_date(sheet.date, self.context.language)
        named = source or words.fill("sheet.unnamed", id=sheet.id)
        return f"{named}, {date}" if date else named

    # -- reading ------------------------------------------------------------------------------

    def proposed(self, model: PracticeModel, reading: Reading) -> PracticeModel:
        """Return the model with what was filled in."""
        shown_ids = self.context.shown.placements
        if len(shown_ids) == 1:
            return self._with_changes(model, shown_ids[0], reading)
        return self._with_addition(model, reading)

    def _with_changes(
        self, model: PracticeModel, identifier: str, reading: Reading
    ) -> PracticeModel:
        held = model.placement_worksheets
        place = next((at for at, one in enumerate(held) if one.id == identifier), len(held))
        if place == len(held):
            self._take_as_new(identifier, reading)
        before = held[place] if place < len(held) else PlacementWorksheet(id=identifier)
        about = reading.values(zip((_SOURCE, _DATE), self._about(), strict=True))
        changes = {
            (row.id, column.id): written
            for row in self.definition.rows
            for column, cell in zip(self.definition.columns, self._cells_of(row), strict=True)
            if (written := reading.change(cell)) is not None
        }
        cells = before.cells
        for position, text in changes.items():
            cells = _with_answer(cells, position, text)
        after = evolve(
            before,
            source=about.get(_SOURCE, before.source) or "",
            date=about.get(_DATE, before.date),
            cells=cells,
        )
        if after == before:
            return model
        return evolve(model, placement_worksheets=(*held[:place], after, *held[place + 1 :]))

    def _take_as_new(self, identifier: str, reading: Reading) -> None:
        """Take a sheet whose worksheet is gone from the model: all of it is new if any is."""
        names = [place.name for place in self.places()]
        if reading.marks and not all(map(reading.is_untouched, names)):
            reading.tell("PDF136", place=identifier)
            reading.forget_marks(names)

    def _with_addition(self, model: PracticeModel, reading: Reading) -> PracticeModel:
        cells = tuple(self._added_cells(reading))
        if not cells:
            return model
        about = reading.values(zip((_SOURCE, _DATE), self._about(), strict=True))
        source, date = about.get(_SOURCE) or "", about.get(_DATE)
        if not source:
            reading.tell("PDF132")
        new = PlacementWorksheet(id="", source=source, date=date, cells=cells)
        held = model.placement_worksheets
        same = next((one for one in held if _says_the_same(one, new)), None)
        if same is not None:
            reading.tell("PDF130", found=shown(same.source or same.id))
            return model
        new = evolve(new, id=_new_identifier(new, {one.id for one in held}))
        return evolve(model, placement_worksheets=(*held, new))

    def _added_cells(self, reading: Reading) -> Iterator[PlacementCell]:
        """Yield the answers in fields that were empty; tell of changes to joined answers."""
        changed: list[Wording] = []
        for row in self.definition.rows:
            for column, place in zip(self.definition.columns, self._cells_of(row), strict=True):
                written, now = reading.written(place), place.text(self.context.language)
                if written is None or reading.is_untouched(place.name):
                    continue
                was_filled = reading.mark(place.name) if reading.marks is not None else place.value
                if not was_filled and written:
                    yield PlacementCell(row=row.id, column=column.id, text=written)
                elif was_filled and plain_text(written) != plain_text(now):
                    changed.append(place.label)
        if changed:
            reading.tell("PDF124", "placement_worksheets", places=tuple(changed))


def _positions(definition: WorksheetDefinition) -> set[Position]:
    return {(row.id, column.id) for row in definition.rows for column in definition.columns}


def _texts(sheet: PlacementWorksheet) -> dict[Position, str]:
    """Text of every answered cell; a cell that is there twice keeps both texts."""
    texts: dict[Position, list[str]] = defaultdict(list)
    for cell in sheet.cells:
        if cell.text.strip():
            texts[cell.row, cell.column].append(cell.text)
    return {position: "\n\n".join(parts) for position, parts in texts.items()}


def _with_answer(
    cells: tuple[PlacementCell, ...], position: Position, text: str
) -> tuple[PlacementCell, ...]:
    """Return the cells with one answer in a place; an empty text takes the answer away."""
    row, column = position
    places = [at for at, cell in enumerate(cells) if (cell.row, cell.column) == position]
    answer = (PlacementCell(row=row, column=column, text=text),) if text else ()
    at = places[0] if places else len(cells)
    others = tuple(cell for cell in cells[at:] if (cell.row, cell.column) != position)
    return (*cells[:at], *answer, *others)


def _says_the_same(one: PlacementWorksheet, other: PlacementWorksheet) -> bool:
    return (one.source, one.date, set(one.cells)) == (other.source, other.date, set(other.cells))


def _new_identifier(new: PlacementWorksheet, taken: set[str]) -> str:
    """Return an identifier made from who filled a worksheet; else from what it holds."""
    content = [str(new.date), *map(repr, new.cells)]
    return new_identifier(new.source, content, record=DEFINITION, taken=taken)
