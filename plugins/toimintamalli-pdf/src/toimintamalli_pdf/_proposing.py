"""From a sheet that came back to the model that it proposes: only what differs is a change."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import Final

from attrs import define, evolve, field, frozen

from toimintamalli.diagnostics import Diagnostic
from toimintamalli.documents import state_of
from toimintamalli.model import BasicData, PlacementCell, PlacementWorksheet, PracticeModel
from toimintamalli.vocabulary import Labels, WorksheetDefinition
from toimintamalli.written import day, shown
from toimintamalli_pdf._answers import FilledSheet, entry_texts, filled_sheet, join_answers
from toimintamalli_pdf._findings import finding
from toimintamalli_pdf._identity import ENTRY_DATE, ENTRY_SOURCE
from toimintamalli_pdf._returned import Place, ReturnedSheet, place_name
from toimintamalli_pdf.tagging import writable_text

__all__ = ["Told", "proposed_model"]

_SOURCE: Final = (ENTRY_SOURCE,)
_DATE: Final = (ENTRY_DATE,)
_WORKSHEETS: Final = "placement_worksheets"
_IDENTIFIER: Final = "tyopohja-4"
_LONGEST_IDENTIFIER: Final = 40
_DIGEST: Final = 8


@frozen(kw_only=True)
class Told:
    """What is told of a sheet beside what stands on it.

    Attributes:
        source: Who filled it; empty where that is not told.
        date: Day of filling; None where that is not told.
    """

    source: str = ""
    date: datetime.date | None = None


def proposed_model(
    sheet: ReturnedSheet,
    definition: WorksheetDefinition,
    words: Labels,
    into: PracticeModel | None,
    told: Told,
) -> tuple[PracticeModel, tuple[Diagnostic, ...]]:
    """Return the model that a sheet proposes, and what is to be told of it.

    A sheet that showed one filled worksheet changes that one. Any other, empty or with the answers
    of several, becomes a worksheet of its own, so that the answers of each group stay its own.

    Args:
        sheet: The sheet that came back.
        definition: Rows and columns of the worksheet.
        words: Words of this plugin in the language of the sheet.
        into: The model that the sheet was made from, if any.
        told: What is told of the sheet beside what stands on it.
    """
    identity = sheet.identity
    base = into
    if base is None:
        base = PracticeModel(id=identity.model or None, basics=BasicData(title=identity.title))
    is_same_state = into is None or not identity.shown or identity.state == state_of(into)
    texts = _completed(sheet.texts, told, words)
    proposal = _Proposal(definition, words, texts, clears=is_same_state)
    if not is_same_state:
        proposal.findings.append(finding("PDF126"))
    if len(identity.shown) == 1:
        model = proposal.with_changes(base, identity.shown[0])
    else:
        model = proposal.with_addition(base, identity.shown)
    return model, tuple(proposal.findings)


def _completed(texts: Mapping[Place, str], told: Told, words: Labels) -> dict[Place, str]:
    """Return the texts with what is told of the sheet where it does not tell it itself."""
    date = words.fill("sheet.date", date=told.date) if told.date else ""
    beside = {place: text for place, text in ((_SOURCE, told.source), (_DATE, date)) if text}
    return {**texts, **{place: texts.get(place) or text for place, text in beside.items()}}


@define
class _Proposal:
    """One sheet while it becomes a part of the model.

    Attributes:
        definition: Rows and columns of the worksheet.
        words: Words of this plugin in the language of the sheet.
        texts: What stands in the fields.
        clears: Whether an emptied field empties the answer.
        findings: What is to be told.
    """

    definition: WorksheetDefinition
    words: Labels
    texts: Mapping[Place, str]
    clears: bool
    findings: list[Diagnostic] = field(factory=list)

    def with_changes(self, base: PracticeModel, identifier: str) -> PracticeModel:
        """Return the model with a filled worksheet as it came back.

        Args:
            base: The model.
            identifier: Identifier of the filled worksheet that the fields showed.
        """
        held = base.placement_worksheets
        at = next((at for at, one in enumerate(held) if one.id == identifier), len(held))
        before = held[at] if at < len(held) else PlacementWorksheet(id=identifier)
        after = self._changed(before)
        if after == before:
            return base
        return evolve(base, placement_worksheets=(*held[:at], after, *held[at + 1 :]))

    def with_addition(self, base: PracticeModel, shown_before: Iterable[str]) -> PracticeModel:
        """Return the model with a worksheet of what was filled into empty fields.

        Args:
            base: The model.
            shown_before: Identifiers of the filled worksheets that the fields showed.
        """
        identifiers = set(shown_before)
        held = base.placement_worksheets
        seen = [self._seen(one) for one in held if one.id in identifiers]
        added = tuple(self._added_cells(self._expected(seen)))
        if not added:
            if not seen:
                self.findings.append(finding("PDF127"))
            return base
        new = PlacementWorksheet(
            id="",
            source=self.texts.get(_SOURCE, ""),
            date=self._date(self.texts.get(_DATE, ""), None),
            cells=added,
        )
        if not new.source:
            self.findings.append(finding("PDF132"))
        same = next((one for one in held if _says_the_same(one, new)), None)
        if same is not None:
            self.findings.append(finding("PDF130", found=shown(same.source or same.id)))
            return base
        new = evolve(new, id=_new_identifier(new, {one.id for one in held}))
        return evolve(base, placement_worksheets=(*held, new))

    def _seen(self, worksheet: PlacementWorksheet) -> FilledSheet:
        return filled_sheet(worksheet, _WORKSHEETS, self.words)

    def _expected(self, seen: list[FilledSheet]) -> dict[Place, str]:
        """Return what the fields would show of filled worksheets now, as a file can hold it."""
        entries: dict[Place, str] = {(one,): text for one, text in entry_texts(seen).items()}
        answers: Iterable[tuple[Place, str]] = join_answers(seen, self.definition).items()
        return {place: writable_text(text) for place, text in (*entries.items(), *answers)}

    def _changed(self, before: PlacementWorksheet) -> PlacementWorksheet:
        expected = self._expected([self._seen(before)])
        changes = {
            place: text for place, text in self.texts.items() if text != expected.get(place, "")
        }
        emptied = [place for place, text in changes.items() if not text]
        if emptied and not self.clears:
            self._tell_places("PDF125", emptied)
            changes = {place: text for place, text in changes.items() if text}
        cells = before.cells
        for place, text in changes.items():
            if len(place) > 1:
                cells = _with_answer(cells, place, text)
        date = self._date(changes[_DATE], before.date) if _DATE in changes else before.date
        return evolve(before, source=changes.get(_SOURCE, before.source), date=date, cells=cells)

    def _added_cells(self, expected: Mapping[Place, str]) -> Iterator[PlacementCell]:
        """Yield the answers in fields that were empty; tell of changes to joined answers."""
        changed = []
        for place, text in self.texts.items():
            if len(place) == 1 or text == expected.get(place, ""):
                continue
            if expected.get(place):
                changed.append(place)
            else:
                yield PlacementCell(row=place[0], column=place[1], text=text)
        if changed:
            self._tell_places("PDF124", changed)

    def _date(self, text: str, held: datetime.date | None) -> datetime.date | None:
        found = day(text)
        if found is None and text:
            self.findings.append(finding("PDF128", found=shown(text)))
            return held
        return found

    def _tell_places(self, code: str, places: list[Place]) -> None:
        names = tuple(place_name(self.definition, place) for place in places)
        self.findings.append(finding(code, _WORKSHEETS, places=names))


def _with_answer(
    cells: tuple[PlacementCell, ...], place: Place, text: str
) -> tuple[PlacementCell, ...]:
    """Return the cells with one answer in a place; an empty text takes the answer away."""
    row, column = place
    places = [at for at, cell in enumerate(cells) if (cell.row, cell.column) == place]
    answer = (PlacementCell(row=row, column=column, text=text),) if text else ()
    at = places[0] if places else len(cells)
    others = tuple(cell for cell in cells[at:] if (cell.row, cell.column) != place)
    return (*cells[:at], *answer, *others)


def _says_the_same(one: PlacementWorksheet, other: PlacementWorksheet) -> bool:
    return (one.source, one.date, set(one.cells)) == (other.source, other.date, set(other.cells))


def _new_identifier(new: PlacementWorksheet, taken: set[str]) -> str:
    """Return an identifier made from who filled a worksheet; else from what it holds.

    The same sheet read twice gets the same one, and sheets of groups that did not tell their names
    get different ones.
    """
    folded = unicodedata.normalize("NFKD", new.source).encode("ascii", "ignore").decode("ascii")
    start = re.sub(r"[^a-z0-9]+", "-", folded.lower())[:_LONGEST_IDENTIFIER].strip("-")
    if not start:
        content = json.dumps([new.source, str(new.date), *map(repr, new.cells)])
        start = f"{_IDENTIFIER}-{hashlib.sha256(content.encode('ascii')).hexdigest()[:_DIGEST]}"
    numbered = (f"{start}-{number}" for number in count(2))
    return start if start not in taken else next(one for one in numbered if one not in taken)
