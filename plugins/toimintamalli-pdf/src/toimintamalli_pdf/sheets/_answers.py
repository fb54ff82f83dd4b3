"""The answers to the criteria of a set: what is asked of each, and what becomes of an answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import evolve, frozen

from toimintamalli.diagnostics import Wording
from toimintamalli.filling import form_of
from toimintamalli.model import Answer, AnswerState
from toimintamalli.model.instrument import Criterion, Instrument, Scale, Theme
from toimintamalli.surveys import AnswerForm, Meaning
from toimintamalli.vocabulary import FieldTitle, Term, enum_title, field_description
from toimintamalli_pdf.layout import Bullets, Cell, CellText, Column, Paragraph, Part, Table
from toimintamalli_pdf.sheets._keys import field_key
from toimintamalli_pdf.sheets._places import PACKAGE, Named, Place, SheetContext, fillable

__all__ = ["AskedCriteria", "changed_answer"]

_ANSWER: Final = "answer"
_ANSWER_TITLE: Final = Term(PACKAGE, "evaluation.answer")
_TEXTS: Final = ("reason", "evidence")
_LINES: Final = 3
_STATES: Final = (AnswerState.CANNOT_YET, AnswerState.NOT_APPLICABLE)
_QUESTION_WEIGHT: Final = 5
_ANSWER_WEIGHT: Final = 2
_TEXT_WEIGHT: Final = 2


@frozen
class AskedCriteria:
    """The criteria of a set as a sheet asks them.

    Attributes:
        instrument: The set.
        part: Identifier of the part of the worksheet.
        context: What the sheet is made of.
    """

    instrument: Instrument
    part: str
    context: SheetContext

    def key(self) -> Iterator[Part]:
        """Yield what each level means, scale by scale, and then the other states."""
        language = self.context.language
        is_one_scale = len(self.instrument.scales) == 1
        for scale in self.instrument.scales:
            if not is_one_scale:
                ends = (scale.levels[0].label, scale.levels[-1].label)
                yield Paragraph(text=" – ".join(end.get(language) for end in ends), strong=True)
            yield Bullets(items=tuple(self._levels(scale)))
        if not is_one_scale:
            yield Paragraph(text=self.context.words["evaluation.states"], strong=True)
        yield Bullets(items=tuple(map(self._state, _STATES)))

    def table(self, theme: Theme, answers: Mapping[str, Answer]) -> Table | None:
        """Return the criteria of a theme with their answers; None where it has none.

        Args:
            theme: The theme.
            answers: What stands in the fields, by criterion.
        """
        criteria = self.instrument.criteria_of(theme)
        if not criteria:
            return None
        rows = (self._row(criterion, answers.get(criterion.id)) for criterion in criteria)
        return Table(columns=tuple(self._columns()), rows=tuple(rows))

    def places(self, criterion: Criterion, answer: Answer | None) -> Iterator[tuple[str, Place]]:
        """Yield the fields of a criterion, each with what it is of an answer.

        Args:
            criterion: The criterion.
            answer: What stands in the fields; None for empty ones.
        """
        form = AnswerForm(self.instrument.scale_of(criterion))
        answers = form.answers(self.context.language, _STATES)
        yield (
            _ANSWER,
            Place(
                name=self._name(criterion, _ANSWER),
                label=Named((criterion.question, _ANSWER_TITLE)),
                form=form,
                value=answer and Meaning(answer.state, answer.level),
                choices=tuple(Named((text,)) for text in answers),
            ),
        )
        for name in _TEXTS:
            place = Place(
                name=self._name(criterion, name),
                label=Named((criterion.question, FieldTitle(Answer, name))),
                form=form_of(Answer, name),
                value=answer and getattr(answer, name),
                hint=field_description(Answer, name),
                lines=_LINES,
            )
            yield name, place

    def _name(self, criterion: Criterion, field: str) -> str:
        return self.context.name(self.part, field_key(criterion.id), field)

    def _levels(self, scale: Scale) -> Iterator[str]:
        for level in scale.levels:
            yield self._explained(level.label, level.meaning)

    def _state(self, state: AnswerState) -> str:
        return self._explained(enum_title(state), Term(PACKAGE, f"state.{state.value}"))

    def _explained(self, name: Wording, meaning: Wording | None) -> str:
        language = self.context.language
        said = name.get(language)
        return f"{said}: {meaning.get(language)}" if meaning else said

    def _columns(self) -> Iterator[Column]:
        language = self.context.language
        question = self.context.words["evaluation.question"]
        yield Column(header=question, weight=_QUESTION_WEIGHT, is_row_header=True)
        yield Column(header=_ANSWER_TITLE.get(language), weight=_ANSWER_WEIGHT)
        for name in _TEXTS:
            yield Column(header=FieldTitle(Answer, name).get(language), weight=_TEXT_WEIGHT)

    def _row(self, criterion: Criterion, answer: Answer | None) -> tuple[Cell, ...]:
        places = self.places(criterion, answer)
        return (self._asked(criterion), *(fillable(place, self.context) for _, place in places))

    def _asked(self, criterion: Criterion) -> CellText:
        """Return the question, why it matters, and what the levels mean here."""
        language = self.context.language
        labels = {level.id: level.label for level in self.instrument.scale_of(criterion).levels}
        told = [criterion.why.get(language)] if criterion.why else []
        told += (
            self._explained(labels[one.level], one.meaning)
            for one in criterion.levels
            if one.level in labels
        )
        return CellText(strong=criterion.question.get(language), text="\n".join(told))


def changed_answer(answer: Answer, values: Mapping[str, Any]) -> Answer | None:
    """Return an answer with what was filled in; None where nothing is left of it.

    Args:
        answer: The answer.
        values: The changed values, as `AskedCriteria.places` names them; None for emptied ones.
    """
    if not values:
        return answer
    changed = _with_meaning(answer, values[_ANSWER]) if _ANSWER in values else answer
    if "reason" in values:
        changed = evolve(changed, reason=values["reason"] or "")
    if "evidence" in values:
        changed = evolve(changed, evidence=values["evidence"] or ())
    return None if _is_blank(changed) else changed


def _with_meaning(answer: Answer, meaning: Meaning | None) -> Answer:
    """Return an answer that says something else; only one that waits tells when it can be given."""
    state = meaning.state if meaning else AnswerState.NO_ANSWER
    day = answer.assessable_from if state is AnswerState.CANNOT_YET else None
    level = meaning.level if meaning else None
    return evolve(answer, state=state, level=level, assessable_from=day)


def _is_blank(answer: Answer) -> bool:
    return answer == Answer(
        criterion=answer.criterion, evaluator=answer.evaluator, state=AnswerState.NO_ANSWER
    )
