"""An evaluation with any set of criteria: what one evaluator answers, or a group agrees on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any, Final

from attrs import evolve, field, frozen

from toimintamalli.errors import UnknownNameError
from toimintamalli.filling import form_of, with_values
from toimintamalli.instruments import DEFAULT_INSTRUMENT, get_instrument, instrument_ids
from toimintamalli.model import Answer, AnswerState, Evaluation, PracticeModel
from toimintamalli.model.instrument import Instrument, RoundDetail
from toimintamalli.vocabulary import FieldTitle, field_description, record_title
from toimintamalli.worksheets import WorksheetPart
from toimintamalli.written import shown
from toimintamalli_pdf.layout import Heading, PageBreak, Paragraph, Part
from toimintamalli_pdf.sheets._answers import AskedCriteria, changed_answer
from toimintamalli_pdf.sheets._evaluators import AskedEvaluator, Filler
from toimintamalli_pdf.sheets._fields import drawn_fields
from toimintamalli_pdf.sheets._marks import plain_text
from toimintamalli_pdf.sheets._places import Named, Place, SheetContext
from toimintamalli_pdf.sheets._reading import Reading
from toimintamalli_pdf.sheets._said import introduction
from toimintamalli_pdf.sheets._shown import unknown_option

__all__ = ["EvaluationPart", "shown_evaluation"]

_OF_ROUND: Final = (
    RoundDetail.DATE,
    RoundDetail.PARTICIPANTS,
    RoundDetail.COUNTY_REPRESENTED,
    RoundDetail.UNIT,
)
_MADE_UP: Final = "v-"
_DIGEST: Final = 6


def shown_evaluation(
    model: PracticeModel,
    instrument: str | None,
    evaluation: str | None,
    evaluator: str | None,
    is_empty: bool,
) -> tuple[str, str, str]:
    """Return criteria set, evaluation and evaluator that a sheet shows; empty ones are new.

    The set is that of the evaluation. The only evaluation with the set is shown, and the answers of
    the only one who answered in it. An empty sheet is for an evaluation to come.

    Args:
        model: The model.
        instrument: Identifier of the set that is asked for; None where none is.
        evaluation: Identifier of the evaluation that is asked for.
        evaluator: Identifier of the evaluator that is asked for.
        is_empty: Whether the fields are made empty.

    Raises:
        OptionError: There is no such set, evaluation or evaluator.
        ToimintamalliError: The set cannot be read.
    """
    asked = next((one for one in model.evaluations if one.id == evaluation), None)
    name = instrument or (asked.instrument if asked else DEFAULT_INSTRUMENT)
    known = _known_instrument(name).id
    held = [one for one in model.evaluations if one.uses(known)]
    if evaluation is None:
        chosen = held[0] if len(held) == 1 and not is_empty else None
    else:
        chosen = next((one for one in held if one.id == evaluation), None)
        if chosen is None:
            raise unknown_option("evaluation", evaluation, [one.id for one in held])
    who = dict.fromkeys(answer.evaluator for answer in chosen.answers) if chosen else {}
    if evaluator is None:
        only = next(iter(who)) if len(who) == 1 and not is_empty else None
        return name, chosen.id if chosen else "", only or ""
    listed = [one.id for one in chosen.evaluators] if chosen else []
    pseudonyms = [*listed, *(one for one in who if one is not None)]
    if evaluator not in pseudonyms:
        raise unknown_option("evaluator", evaluator, pseudonyms)
    return name, chosen.id if chosen else "", evaluator


def _known_instrument(name: str) -> Instrument:
    try:
        return get_instrument(name)
    except UnknownNameError:
        raise unknown_option("instrument", name, instrument_ids()) from None


@frozen
class EvaluationPart:
    """The answers of one evaluator, or those agreed together.

    What comes back belongs to the evaluation and the evaluator whose answers the sheet showed. The
    sheet of somebody new tells who that is; where it does not, a pseudonym is made up from what was
    filled in, so that sheets of different people stay apart and one read twice stays the same.

    Attributes:
        part: The part of the worksheet.
        context: What the sheet is made of.
        instrument: The criteria set.
        evaluation: The evaluation; None where the model does not have it.

    Raises:
        ToimintamalliError: No such criteria set is installed, or it cannot be read.
    """

    part: WorksheetPart
    context: SheetContext
    instrument: Instrument = field(init=False)
    evaluation: Evaluation | None = field(init=False)

    @instrument.default
    def _instrument(self) -> Instrument:
        return get_instrument(self.context.shown.instrument or DEFAULT_INSTRUMENT)

    @evaluation.default
    def _evaluation(self) -> Evaluation | None:
        held = self.context.model.evaluations
        place = self._place_in(held)
        return None if place is None else held[place]

    # -- showing ------------------------------------------------------------------------------

    def parts(self) -> Iterator[Part]:
        """Yield what is drawn."""
        language = self.context.language
        yield from introduction(self.part, self.context)
        if self.instrument.description:
            yield Paragraph(text=self.instrument.description.get(language))
        yield from self._evaluator.parts()
        yield from drawn_fields(self._about_filling(), self.context)
        yield from self._evaluator.key()
        yield Heading(text=self.context.words["evaluation.key"])
        yield from self._criteria.key()
        yield from self._themes()

    def places(self) -> Iterator[Place]:
        """Yield the fields."""
        yield from self._about_filling()
        yield from self._answer_places()

    def _answer_places(self) -> Iterator[Place]:
        answers = self._shown_answers()
        for theme in self.instrument.themes:
            for criterion in self.instrument.criteria_of(theme):
                for _, place in self._criteria.places(criterion, answers.get(criterion.id)):
                    yield place

    def _themes(self) -> Iterator[Part]:
        language = self.context.language
        answers = self._shown_answers()
        for theme in self.instrument.themes:
            table = self._criteria.table(theme, answers)
            if table is None:
                continue
            yield PageBreak()
            yield Heading(text=theme.title.get(language))
            if theme.introduction:
                yield Paragraph(text=theme.introduction.get(language))
            yield table

    @property
    def _criteria(self) -> AskedCriteria:
        return AskedCriteria(self.instrument, self.part.id, self.context)

    @property
    def _evaluator(self) -> AskedEvaluator:
        return AskedEvaluator(self.part.id, self.context, self.evaluation)

    def _about_filling(self) -> Iterator[Place]:
        for _, place in self._about(None if self.context.shown.is_empty else self.evaluation):
            yield place
        yield from self._evaluator.places()

    def _about(self, held: Evaluation | None) -> Iterator[tuple[str, Place]]:
        """Yield the fields about the round, as the set asks them."""
        for detail in (detail for detail in self.instrument.asks if detail in _OF_ROUND):
            name = detail.value
            place = Place(
                name=self.context.name(self.part.id, name),
                label=FieldTitle(Evaluation, name),
                form=form_of(Evaluation, name),
                value=held and getattr(held, name),
                hint=field_description(Evaluation, name),
            )
            yield name, place

    def _shown_answers(self) -> dict[str, Answer]:
        """Return the answers that the fields show, by criterion."""
        whose = self._evaluator.shown
        is_blank = self.context.shown.is_empty or whose == ""
        return {} if is_blank else _answers_of(self.evaluation, whose)

    # -- reading ------------------------------------------------------------------------------

    def proposed(self, model: PracticeModel, reading: Reading) -> PracticeModel:
        """Return the model with what was filled in."""
        held = model.evaluations
        place = self._place_in(held)
        self._take_as_new(reading)
        before = self._new(held) if place is None else held[place]
        filler = self._named(self._evaluator.filler(reading), reading)
        about = self._values(self._about(before), reading, is_shown=not self.context.shown.is_empty)
        answers = self._answered(before, filler.evaluator, reading)
        after = _with_filling(before, filler, about, answers)
        if after == before:
            return model
        if place is None and (same := self._same(held, about, answers)):
            reading.tell("PDF130", found=shown(same.id))
            return model
        self._tell_of(before, after, filler, reading)
        at = len(held) if place is None else place
        return evolve(model, evaluations=(*held[:at], after, *held[at + 1 :]))

    def _place_in(self, evaluations: Sequence[Evaluation]) -> int | None:
        wanted = self.context.shown.evaluation
        places = (
            place
            for place, one in enumerate(evaluations)
            if wanted and one.id == wanted and one.uses(self.instrument.id)
        )
        return next(places, None)

    def _new(self, evaluations: Sequence[Evaluation]) -> Evaluation:
        taken = {one.id for one in evaluations}
        names = (f"{self.instrument.id}-{number}" for number in count(1))
        return Evaluation(
            id=next(name for name in names if name not in taken),
            instrument=self.context.shown.instrument or self.instrument.id,
            instrument_version=self.instrument.version,
        )

    def _named(self, filler: Filler, reading: Reading) -> Filler:
        """Return who filled the sheet; somebody of whom nothing is told gets a pseudonym."""
        if filler.evaluator != "":
            return filler
        content = json.dumps(sorted(self._texts(reading)))
        digest = hashlib.sha256(content.encode("ascii")).hexdigest()[:_DIGEST]
        return evolve(filler, evaluator=f"{_MADE_UP}{digest}", is_made_up=True)

    def _texts(self, reading: Reading) -> Iterator[tuple[str, str]]:
        """Yield names and texts of the filled fields of this part."""
        start = self.context.name(self.part.id, "")
        for name, text in reading.texts.items():
            if name.startswith(start) and (plain := plain_text(text)):
                yield name, plain

    def _take_as_new(self, reading: Reading) -> None:
        """Take answers that are gone from the model as new ones, if any of them was changed."""
        if _answers_of(self.evaluation, self._evaluator.shown or None):
            return
        places = self.places() if self.evaluation is None else self._answer_places()
        names = [place.name for place in places]
        if any(map(reading.mark, names)) and not all(map(reading.is_untouched, names)):
            title = Named((record_title(Evaluation), self.context.shown.evaluation))
            reading.tell("PDF136", place=title)
            reading.forget_marks(names)

    def _answered(
        self, before: Evaluation, whose: str | None, reading: Reading
    ) -> tuple[Answer, ...]:
        """Return all answers of the evaluation, with what the sheet says of those of one."""
        is_shown = whose == self._evaluator.shown and not self.context.shown.is_empty
        held = _answers_of(before, whose)
        answers: list[Answer | None] = list(before.answers)
        for criterion in self.instrument.criteria:
            places = self._criteria.places(criterion, held.get(criterion.id))
            values = self._values(places, reading, is_shown=is_shown)
            if not values:
                continue
            new = Answer(criterion=criterion.id, evaluator=whose, state=AnswerState.NO_ANSWER)
            answer = held.get(criterion.id)
            changed = changed_answer(answer or new, values)
            if answer is None:
                answers.append(changed)
            else:
                answers[before.answers.index(answer)] = changed
        return tuple(answer for answer in answers if answer is not None)

    def _values(
        self, places: Iterable[tuple[str, Place]], reading: Reading, *, is_shown: bool
    ) -> dict[str, Any]:
        """Return what was filled in; blank fields that showed nothing take nothing away."""
        values = reading.values(places)
        return {name: one for name, one in values.items() if is_shown or one is not None}

    def _same(
        self,
        evaluations: Sequence[Evaluation],
        about: Mapping[str, Any],
        answers: Sequence[Answer],
    ) -> Evaluation | None:
        """Return the evaluation that holds all of a sheet already, where there is one."""
        alike = (
            one
            for one in evaluations
            if one.uses(self.instrument.id)
            and all(answer in one.answers for answer in answers)
            and with_values(one, about, {}) == one
        )
        return next(alike, None)

    def _tell_of(
        self, before: Evaluation, after: Evaluation, filler: Filler, reading: Reading
    ) -> None:
        if filler.is_made_up and _answers_of(after, filler.evaluator):
            reading.tell("PDF138", found=filler.evaluator or "")
        version, known = before.instrument_version, self.instrument.version
        if version not in ("", known):
            found = shown(version)
            reading.tell("PDF139", evaluation=shown(before.id), found=found, known=known)


def _answers_of(evaluation: Evaluation | None, whose: str | None) -> dict[str, Answer]:
    """Return the first answer of somebody to each criterion."""
    answers = evaluation.answers if evaluation else ()
    return {one.criterion: one for one in reversed(answers) if one.evaluator == whose}


def _with_filling(
    before: Evaluation, filler: Filler, about: Mapping[str, Any], answers: tuple[Answer, ...]
) -> Evaluation:
    had, has = (
        any(answer.evaluator == filler.evaluator for answer in given)
        for given in (before.answers, answers)
    )
    is_new = has and (not had or filler.role is not None)
    evaluators = filler.listed(before.evaluators, is_new=is_new)
    changed: Any = with_values(before, about, {})
    filled: Evaluation = evolve(changed, evaluators=evaluators, answers=answers)
    return filled
