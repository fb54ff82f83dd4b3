"""Cells: the answers of a row, and what else it says; what nobody knows is gathered and told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from attrs import evolve, field, frozen

from toimintamalli._csv import Row, shown_lines
from toimintamalli.diagnostics import Diagnostic, diagnostic
from toimintamalli.model import Answer, AnswerState, CustomField, Evaluator
from toimintamalli.surveys._columns import Columns, CriterionPlace
from toimintamalli.surveys._known import Meaning, answer_book, role_named
from toimintamalli.surveys._mapping_file import Asked
from toimintamalli.vocabulary import localized
from toimintamalli.written import shown, spelling

__all__ = ["UNMAPPED_ANSWER", "UNMAPPED_ROLE", "CellReader"]

ValueT = TypeVar("ValueT")

UNMAPPED_ANSWER = "x-unmapped-answer"
"""Custom field of an answer that holds a text which nobody has mapped yet."""

UNMAPPED_ROLE = "x-unmapped-role"
"""Custom field of an evaluator that holds the name of a seat which nobody has mapped yet."""

_KIND_EXPECTED = {"county_represented": "truth"}


@frozen
class _Strange:
    """A text that was not understood, once for each column.

    Attributes:
        text: The text as it was first written.
        lines: Where it stands.
        hint: What is known: the nearest answer, or the kind of value expected.
    """

    text: str
    hint: str
    lines: list[int] = field(factory=list)


class CellReader:
    """Reads cells of a table.

    Args:
        columns: Where everything stands.
        asked: What the survey asked.
    """

    def __init__(self, columns: Columns, asked: Asked) -> None:
        self._columns = columns
        self._mapping = asked.mapping
        self._books = {
            scale.id: answer_book(scale, asked.mapping.answers) for scale in asked.instrument.scales
        }
        self._answers_told: dict[tuple[int, str], _Strange] = {}
        self._values_told: dict[tuple[int, str], _Strange] = {}

    def has(self, name: str) -> bool:
        """Return whether the survey has a column of the round."""
        return name in self._columns.of_round

    def text(self, row: Row, name: str) -> str:
        """Return what a row says of the round, on one line; empty where it says nothing."""
        at = self._columns.of_round.get(name)
        return "" if at is None else " ".join(row.cells[at].split())

    def values(
        self, rows: list[Row], name: str, understood: Callable[[str], ValueT | None]
    ) -> list[ValueT]:
        """Return what rows say of the round, as far as it is understood.

        Args:
            rows: The rows.
            name: Key of the column in the mapping.
            understood: What a text means; None where it means nothing.
        """
        found = []
        for row in rows:
            written = self.text(row, name)
            value = understood(written) if written else None
            if value is not None:
                found.append(value)
            elif written:
                self._strange_value(name, written, row)
        return found

    def evaluator(self, row: Row, pseudonym: str) -> Evaluator:
        """Return the evaluator of a row; of a seat that is not known, the text is kept."""
        written = self.text(row, "role")
        role = role_named(written, self._mapping.roles) if written else self._mapping.role
        if role is not None:
            return Evaluator(id=pseudonym, role=role)
        self._strange_value("role", written, row)
        custom = (CustomField(UNMAPPED_ROLE, written),)
        return Evaluator(id=pseudonym, role=self._mapping.role, custom=custom)

    def says_nothing(self, row: Row) -> bool:
        """Return whether a row answers no criterion."""
        places = self._columns.criteria
        return not any(
            row.cells[place.column] or (place.reason is not None and row.cells[place.reason])
            for place in places
        )

    def answers(self, row: Row, pseudonym: str | None) -> Iterator[Answer]:
        """Yield the answers of a row; an empty cell is none."""
        for place in self._columns.criteria:
            written = row.cells[place.column]
            reason = "" if place.reason is None else row.cells[place.reason]
            if not written and not reason:
                continue
            meaning, custom = self._meaning(place, written, row)
            yield Answer(
                criterion=place.name,
                state=meaning.state,
                level=meaning.level,
                evaluator=pseudonym,
                reason=reason,
                custom=custom,
            )

    def findings(self) -> Iterator[Diagnostic]:
        """Yield what was not understood: one finding for each text and column."""
        for (at, _), strange in self._answers_told.items():
            finding = diagnostic(
                "TM364",
                found=shown(strange.text),
                column=shown(self._columns.headings[at]),
                count=len(strange.lines),
                nearest=strange.hint,
            )
            yield evolve(finding, line=strange.lines[0])
        for (at, _), strange in self._values_told.items():
            finding = diagnostic(
                "TM365",
                found=shown(strange.text),
                column=shown(self._columns.headings[at]),
                lines=shown_lines(strange.lines),
                expected=localized("toimintamalli.surveys", f"expected.{strange.hint}"),
            )
            yield evolve(finding, line=strange.lines[0])

    def _meaning(
        self, place: CriterionPlace, written: str, row: Row
    ) -> tuple[Meaning, tuple[CustomField, ...]]:
        if not written:
            return Meaning(AnswerState.NO_ANSWER), ()
        book = self._books[place.criterion.scale]
        meaning = book.meaning(written)
        if meaning is not None:
            return meaning, ()
        key = (place.column, spelling(written))
        if key not in self._answers_told:
            self._answers_told[key] = _Strange(written, book.nearest(written))
        self._answers_told[key].lines.append(row.line)
        return Meaning(AnswerState.NO_ANSWER), (CustomField(UNMAPPED_ANSWER, written),)

    def _strange_value(self, name: str, written: str, row: Row) -> None:
        key = (self._columns.of_round[name], spelling(written))
        kind = _KIND_EXPECTED.get(name, name)
        self._values_told.setdefault(key, _Strange(written, kind)).lines.append(row.line)
