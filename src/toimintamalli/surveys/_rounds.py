"""Rounds: the rows of a survey that belong to one model become one evaluation."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve, field, frozen

from toimintamalli._csv import Row, Table, shown_lines
from toimintamalli.diagnostics import Diagnostic, Report, diagnostic
from toimintamalli.model import Evaluation, Evaluator
from toimintamalli.surveys._cells import CellReader
from toimintamalli.surveys._columns import Columns
from toimintamalli.surveys._mapping import SheetKind
from toimintamalli.surveys._mapping_file import Asked
from toimintamalli.vocabulary import localized
from toimintamalli.written import day, shown, spelling, truth, whole_number

__all__ = ["Survey", "SurveyRound", "rounds_of"]


@frozen(kw_only=True)
class SurveyRound:
    """The answers of a survey to one model.

    Attributes:
        model: The model as the survey names it; empty where it names none.
        evaluation: The evaluation.
        lines: Lines of the file from which it comes.
    """

    model: str
    evaluation: Evaluation
    lines: tuple[int, ...]


@frozen(kw_only=True)
class Survey:
    """What was read of a survey.

    Attributes:
        rounds: One round for each model, in the order of the file.
        diagnostics: What could not be understood, was left out or guessed, with its line.
    """

    rounds: tuple[SurveyRound, ...]
    diagnostics: Report = field(factory=Report)


def rounds_of(table: Table, columns: Columns, asked: Asked) -> Survey:
    """Return the rounds of a table.

    Args:
        table: The table.
        columns: Where everything stands in it.
        asked: What the survey asked.
    """
    cells = CellReader(columns, asked)
    groups, left_out = _groups(table.rows, cells)
    reader = _RoundReader(cells, asked)
    rounds = tuple(map(reader.round, groups))
    return Survey(rounds=rounds, diagnostics=Report((*left_out, *reader.told, *cells.findings())))


def _groups(rows: Iterable[Row], cells: CellReader) -> tuple[list[list[Row]], list[Diagnostic]]:
    """Return the rows that hold answers, by model; and what is told of the others."""
    groups: dict[str, list[Row]] = {}
    silent: list[int] = []
    told: list[Diagnostic] = []
    for row in rows:
        model = cells.text(row, "model")
        if cells.says_nothing(row):
            silent.append(row.line)
        elif cells.has("model") and not model:
            told.append(evolve(diagnostic("TM363"), line=row.line))
        else:
            groups.setdefault(spelling(model), []).append(row)
    if silent:
        told.append(diagnostic("TM362", count=len(silent), lines=shown_lines(silent)))
    return list(groups.values()), told


class _RoundReader:
    """Makes evaluations of rows, and tells of rows that say the same thing twice."""

    def __init__(self, cells: CellReader, asked: Asked) -> None:
        self.cells = cells
        self.asked = asked
        self.told: list[Diagnostic] = []

    def round(self, rows: list[Row]) -> SurveyRound:
        """Return the round of the rows of one model."""
        alone = self.asked.mapping.sheet is SheetKind.INDIVIDUAL
        names = self._pseudonyms(rows) if alone else self._no_names(rows)
        answers = [
            answer
            for row, name in zip(rows, names, strict=True)
            for answer in self.cells.answers(row, name)
        ]
        evaluators = self._evaluators(rows, names)
        days = self.cells.values(rows, "date", day)
        evaluation = Evaluation(
            id=self.asked.mapping.evaluation,
            instrument=self.asked.instrument.id,
            instrument_version=self.asked.version,
            date=max(days, default=self.asked.mapping.date),
            participants=len(evaluators) if alone else self._participants(rows),
            county_represented=self._county_represented(rows),
            unit=", ".join(dict.fromkeys(self.cells.values(rows, "unit", str))),
            evaluators=evaluators,
            # Saying the same twice is harmless; a contradiction stays, and counts as no answer.
            answers=tuple(dict.fromkeys(answers)),
        )
        return SurveyRound(
            model=self.cells.text(rows[0], "model"),
            evaluation=evaluation,
            lines=tuple(row.line for row in rows),
        )

    def _pseudonyms(self, rows: list[Row]) -> list[str | None]:
        """Return a pseudonym for each row: the same one for rows of one evaluator."""
        by_evaluator: dict[str, list[Row]] = {}
        for row in rows:
            by_evaluator.setdefault(self._evaluator_key(row), []).append(row)
        for same in by_evaluator.values():
            self._tell_same(same, "same.evaluator")
        numbers = {key: number for number, key in enumerate(by_evaluator, 1)}
        return [f"v{numbers[self._evaluator_key(row)]}" for row in rows]

    def _evaluator_key(self, row: Row) -> str:
        """Return what tells evaluators apart; who gives no name is always another."""
        return spelling(self.cells.text(row, "evaluator")) or f"\n{row.line}"

    def _no_names(self, rows: list[Row]) -> list[str | None]:
        self._tell_same(rows, "same.consensus")
        return [None] * len(rows)

    def _tell_same(self, rows: list[Row], key: str) -> None:
        if len(rows) > 1:
            finding = diagnostic(
                "TM366",
                what=localized("toimintamalli.surveys", key),
                model=shown(self.cells.text(rows[0], "model")) or "–",
                lines=shown_lines(row.line for row in rows),
            )
            self.told.append(evolve(finding, line=rows[1].line))

    def _evaluators(self, rows: list[Row], names: list[str | None]) -> tuple[Evaluator, ...]:
        first: dict[str, Row] = {}
        for row, name in zip(rows, names, strict=True):
            if name is not None:
                first.setdefault(name, row)
        return tuple(self.cells.evaluator(row, name) for name, row in first.items())

    def _participants(self, rows: list[Row]) -> int | None:
        """Return the number that a shared sheet gives; None where two give different ones."""
        found = set(self.cells.values(rows, "participants", whole_number))
        return found.pop() if len(found) == 1 else None

    def _county_represented(self, rows: list[Row]) -> bool | None:
        said = self.cells.values(rows, "county_represented", truth)
        return any(said) if said else None
