"""The answers of an evaluation: a row for each criterion, a block of columns for each evaluator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Final

from attrs import evolve, frozen

from toimintamalli.errors import ToimintamalliError
from toimintamalli.filling import TEXT, DayForm, EvidenceForm, FieldForm, as_text
from toimintamalli.instruments import get_instrument
from toimintamalli.model import Answer, AnswerState, Evaluation, PracticeModel
from toimintamalli.model.instrument import Criterion, Instrument, Scale
from toimintamalli.surveys import AnswerForm, Meaning
from toimintamalli.written import spelling
from toimintamalli_excel._binding import BoundTable, Proposal, SheetChanges
from toimintamalli_excel._tables import (
    Row,
    choice_column,
    column,
    distinct_names,
    identified_table,
    key_column,
    told_column,
)
from toimintamalli_excel._words import Words
from toimintamalli_excel.workbook import (
    CellValue,
    ChoiceList,
    Column,
    ColumnKind,
    ReadCell,
)

KEY: Final = "Answers"

_ANSWER: Final = "answer"
_EMPTIED: Final[Mapping[str, Mapping[str, Any]]] = {
    _ANSWER: {"state": AnswerState.NO_ANSWER, "level": None},
    "reason": {"reason": ""},
    "evidence": {"evidence": ()},
    "assessable_from": {"assessable_from": None},
}


def answer_sheet_name(number: int, words: Words) -> str:
    """Return the name of the sheet of an evaluation.

    Args:
        number: Place of the evaluation among all of the workbook, from 0.
        words: The words of the workbook.
    """
    name = words.sheet(KEY)
    return name if number == 0 else f"{name} {number + 1}"


@frozen(kw_only=True)
class AnswersSheet:
    """The answers of one evaluation.

    Attributes:
        evaluation: The evaluation; where the model does not have it, as it is offered.
        place: Which of the evaluations of its identifier in the model it is; None where the model
            does not have it.
        name: Name of the sheet.
        table_name: Name of its table.
        headings: Headings of a sheet that was filled, which tell who has columns in it; empty
            where everybody who answers has.
    """

    evaluation: Evaluation
    place: int | None
    name: str
    table_name: str
    headings: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The key of the sheet's words."""
        return KEY

    def is_wanted(self, model: PracticeModel) -> bool:
        """Return that every evaluation has its sheet."""
        return True

    def bound(self, model: PracticeModel, words: Words) -> BoundTable:
        """Return the sheet of a model, bound to the answers of the evaluation."""
        layout = _Layout(self.evaluation, words, self.headings)
        rows = [layout.row(line) for line in layout.lines]
        table = identified_table(KEY, layout.columns(), rows, words)
        return BoundTable(
            key=KEY,
            table=evolve(table, name=self.name, table_name=self.table_name),
            binding=self,
            headers=frozenset(layout.places),
            offered=frozenset(range(len(rows)) if self.place is None else ()),
            lists=layout.choice_lists(),
        )

    def proposed(
        self, model: PracticeModel, changes: SheetChanges, proposal: Proposal
    ) -> PracticeModel:
        """Return the model with the changes of the sheet."""
        layout = _Layout(self.evaluation, proposal.words, self.headings)
        answers = _Answers(self.evaluation, layout, self.name, proposal)
        for row, cells in changes.by_row():
            for header, cell in cells.items():
                evaluator, field = layout.places[header]
                answers.take(layout.lines[row], evaluator, field, cell)
        for row in changes.removed:
            answers.remove(layout.lines[row])
        for added in changes.added:
            first = added.cells.get(proposal.words["evaluation.criterion"])
            found = "–" if first is None else as_text(first.value)
            proposal.tell("EXCEL155", self.name, row=added.number, found=found)
        evaluations = list(model.evaluations)
        same = [at for at, one in enumerate(evaluations) if one.id == self.evaluation.id]
        if same[self.place or 0 :]:
            at = same[self.place or 0]
            evaluations[at] = evolve(evaluations[at], answers=answers.all())
        elif self.place is None:
            evaluations.append(evolve(self.evaluation, answers=answers.all()))
        return evolve(model, evaluations=tuple(evaluations))


# -- showing ----------------------------------------------------------------------------------


@frozen
class _Line:
    """A row of the sheet: a criterion, and which of several answers of one evaluator."""

    criterion: str
    number: int = 0

    @property
    def key(self) -> str:
        return self.criterion if self.number == 0 else f"{self.criterion}/{self.number + 1}"


_FORMS: Final[Mapping[str, FieldForm]] = {
    "reason": TEXT,
    "evidence": EvidenceForm(),
    "assessable_from": DayForm(),
}


class _Layout:
    """Where things stand in the sheet."""

    def __init__(self, evaluation: Evaluation, words: Words, headings: tuple[str, ...]) -> None:
        self.evaluation = evaluation
        self.words = words
        self.instrument = _known_instrument(evaluation)
        self.criteria = {one.id: one for one in self.instrument.criteria} if self.instrument else {}
        self.blocks = self._blocks({spelling(heading) for heading in headings})
        self.lines = tuple(self._lines())

    @cached_property
    def places(self) -> dict[str, tuple[str | None, str]]:
        """Evaluator and field of each header that is read."""
        return {
            self._header(label, field): (evaluator, field)
            for evaluator, label in self.blocks.items()
            for field in (_ANSWER, *_FORMS)
        }

    @cached_property
    def given(self) -> dict[tuple[str, str | None], list[int]]:
        """Places of the answers by criterion and evaluator."""
        places: dict[tuple[str, str | None], list[int]] = {}
        for place, answer in enumerate(self.evaluation.answers):
            places.setdefault((answer.criterion, answer.evaluator), []).append(place)
        return places

    def place_of(self, line: _Line, evaluator: str | None) -> int | None:
        """Return the place of an answer, or None where there is none."""
        places = self.given.get((line.criterion, evaluator), [])
        return places[line.number] if line.number < len(places) else None

    def form(self, field: str, criterion: str) -> FieldForm:
        """Return how a field of an answer stands in its cell."""
        return AnswerForm(self._scale(criterion)) if field == _ANSWER else _FORMS[field]

    def columns(self) -> tuple[Column, ...]:
        words = self.words
        return (
            key_column(words["evaluation.criterion"], 20),
            told_column(words["evaluation.theme"], 20),
            told_column(words["evaluation.question"], 50),
            *(column for label in self.blocks.values() for column in self._block(label)),
        )

    def row(self, line: _Line) -> Row:
        criterion = self.criteria.get(line.criterion)
        return (
            line.key,
            self._theme(criterion),
            criterion.question.get(self.words.language) if criterion else None,
            *(
                cell
                for evaluator in self.blocks
                for cell in self._cells(line, self.place_of(line, evaluator))
            ),
        )

    def choice_lists(self) -> tuple[ChoiceList, ...]:
        """Return the answers to choose from, a list for each scale."""
        scales = self.instrument.scales if self.instrument else ()
        return tuple(self._choices(scale) for scale in scales)

    def _choices(self, scale: Scale) -> ChoiceList:
        return ChoiceList(
            name=self._list_name(scale.id),
            header=self.words["evaluation.answer"],
            values=AnswerForm(scale).answers(self.words.language),
            error=self.words["lists.error"],
        )

    def _list_name(self, scale: str) -> str:
        return f"Scale {self.evaluation.instrument} {scale}"

    def _blocks(self, headings: set[str]) -> dict[str | None, str]:
        """Return who has a block of columns, with what stands before its headers."""
        named: list[str | None] = [one.id for one in self.evaluation.evaluators]
        named += (answer.evaluator for answer in self.evaluation.answers)
        if headings or not named:
            named.append(None)
        evaluators = tuple(dict.fromkeys(named))
        together = self.words["evaluation.together"]
        labels = distinct_names(together if one is None else one for one in evaluators)
        blocks = dict(zip(evaluators, labels, strict=True))
        return {
            evaluator: label
            for evaluator, label in blocks.items()
            if not headings or spelling(self._header(label, _ANSWER)) in headings
        }

    def _lines(self) -> Iterator[_Line]:
        most: Counter[str] = Counter()
        for (criterion, _), places in self.given.items():
            most[criterion] = max(most[criterion], len(places))
        for criterion in dict.fromkeys((*self.criteria, *most)):
            yield from (_Line(criterion, number) for number in range(max(most[criterion], 1)))

    def _block(self, label: str) -> Iterator[Column]:
        yield self._answer_column(self._header(label, _ANSWER))
        yield column(self._header(label, "reason"), 30)
        yield column(self._header(label, "evidence"), 30)
        yield column(self._header(label, "assessable_from"), 13, ColumnKind.DATE)

    def _answer_column(self, header: str) -> Column:
        names = [
            self._list_name(scale.id)
            for line in self.lines
            if (scale := self._scale(line.criterion)) is not None
        ]
        if not names or len(names) < len(self.lines):
            return column(header, 22)
        made = choice_column(header, names[0], 22, self.words)
        return evolve(made, choices_of_rows=tuple(names) if len(set(names)) > 1 else ())

    def _header(self, label: str, field: str) -> str:
        name = self.words["evaluation.answer"] if field == _ANSWER else self._field(field)
        return f"{label}: {name}"

    def _field(self, field: str) -> str:
        return self.words.field(Answer, field)

    def _cells(self, line: _Line, place: int | None) -> Iterator[CellValue]:
        for field in (_ANSWER, *_FORMS):
            if place is None:
                yield None
                continue
            value = _value(self.evaluation.answers[place], field)
            yield self.form(field, line.criterion).shown(value, self.words.language)

    def _theme(self, criterion: Criterion | None) -> str | None:
        themes = self.instrument.themes if self.instrument and criterion else ()
        return next(
            (
                theme.title.get(self.words.language)
                for theme in themes
                if criterion and theme.id == criterion.theme
            ),
            None,
        )

    def _scale(self, criterion: str) -> Scale | None:
        known = self.criteria.get(criterion)
        return self.instrument.scale_of(known) if self.instrument and known else None


def _value(answer: Answer, field: str) -> Any:
    """Return the value of a field of an answer, as its form shows it."""
    return Meaning(answer.state, answer.level) if field == _ANSWER else getattr(answer, field)


def _known_instrument(evaluation: Evaluation) -> Instrument | None:
    """Return the set of an evaluation, or None where it is not installed or cannot be read."""
    try:
        return get_instrument(evaluation.instrument)
    except ToimintamalliError:
        return None


# -- reading ----------------------------------------------------------------------------------


class _Answers:
    """The answers of an evaluation while a filled sheet is read."""

    def __init__(
        self, evaluation: Evaluation, layout: _Layout, sheet: str, proposal: Proposal
    ) -> None:
        self._held: list[Answer | None] = list(evaluation.answers)
        self._new: dict[tuple[_Line, str | None], Answer] = {}
        self._layout = layout
        self._sheet = sheet
        self._proposal = proposal

    def all(self) -> tuple[Answer, ...]:
        """Return the answers: those that were there in their places, new ones behind them."""
        answers = (*self._held, *self._new.values())
        return tuple(answer for answer in answers if answer is not None)

    def take(self, line: _Line, evaluator: str | None, field: str, cell: ReadCell) -> None:
        """Take what stands in one cell."""
        place = self._layout.place_of(line, evaluator)
        answer = self._new.get((line, evaluator)) if place is None else self._held[place]
        if answer is None:
            state = AnswerState.NO_ANSWER
            answer = Answer(criterion=line.criterion, evaluator=evaluator, state=state)
        values = self._values(line, field, cell, answer)
        if values is None:
            return
        changed = evolve(answer, **values)
        if place is None:
            self._new[line, evaluator] = changed
        else:
            self._held[place] = None if cell.value is None and _is_blank(changed) else changed

    def remove(self, line: _Line) -> None:
        """Take the answers of a row away."""
        for evaluator in self._layout.blocks:
            place = self._layout.place_of(line, evaluator)
            if place is not None:
                self._held[place] = None

    def _values(
        self, line: _Line, field: str, cell: ReadCell, answer: Answer
    ) -> dict[str, Any] | None:
        """Return the values of a cell by field; None where it cannot be read."""
        if cell.value is None:
            return dict(_EMPTIED[field])
        form = self._layout.form(field, line.criterion)
        held = None if field == _ANSWER else getattr(answer, field)
        value = self._proposal.value(form, cell.value, self._sheet, cell.place, held)
        if value is None:
            return None
        if field == _ANSWER:
            return {"state": value.state, "level": value.level}
        return {field: value}


def _is_blank(answer: Answer) -> bool:
    return answer == Answer(
        criterion=answer.criterion, evaluator=answer.evaluator, state=AnswerState.NO_ANSWER
    )
