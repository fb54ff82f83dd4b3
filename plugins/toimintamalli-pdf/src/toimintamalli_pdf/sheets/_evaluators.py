"""Who filled a sheet of an evaluation: somebody under a pseudonym, or a group that agreed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from attrs import evolve, field, frozen

from toimintamalli.diagnostics import Wording
from toimintamalli.filling import (
    TEXT,
    Content,
    Saying,
    UnreadableContentError,
    as_text,
    value_named,
)
from toimintamalli.model import Evaluation, Evaluator, EvaluatorRole
from toimintamalli.text import Language
from toimintamalli.vocabulary import FieldTitle, Term, enum_title, field_description
from toimintamalli.written import spelling
from toimintamalli_pdf.layout import Paragraph, Part
from toimintamalli_pdf.sheets._marks import plain_text
from toimintamalli_pdf.sheets._places import PACKAGE, Named, Place, SheetContext
from toimintamalli_pdf.sheets._reading import Reading
from toimintamalli_pdf.sheets._said import choices_said
from toimintamalli_pdf.tagging import writable_text

__all__ = ["AskedEvaluator", "Filler", "is_agreed"]

_TOGETHER: Final = "together"
_TOGETHER_TITLE: Final = Term(PACKAGE, "evaluation.together")
_PSEUDONYM: Final = "evaluator"
_ROLE: Final = "role"
_SEATS: Final[tuple[Wording, ...]] = (*map(enum_title, EvaluatorRole), _TOGETHER_TITLE)


@frozen(kw_only=True)
class Filler:
    """Whose answers a sheet holds.

    Attributes:
        evaluator: The pseudonym; None for answers agreed together; empty where nothing tells.
        role: From which seat, where the sheet tells it.
        is_made_up: Whether the pseudonym was made up for want of one.
    """

    evaluator: str | None
    role: EvaluatorRole | None = None
    is_made_up: bool = False

    def listed(self, evaluators: tuple[Evaluator, ...], *, is_new: bool) -> tuple[Evaluator, ...]:
        """Return the evaluators of an evaluation with what the sheet tells of this one.

        Args:
            evaluators: Those that the evaluation lists.
            is_new: Whether to add somebody who is not among them.
        """
        if self.evaluator is None:
            return evaluators
        for place, one in enumerate(evaluators):
            if one.id == self.evaluator:
                changed = evolve(one, role=self.role or one.role)
                return (*evaluators[:place], changed, *evaluators[place + 1 :])
        if not is_new:
            return evaluators
        return (*evaluators, Evaluator(id=self.evaluator, role=self.role or EvaluatorRole.SELF))


def is_agreed(evaluation: Evaluation | None) -> bool:
    """Tell whether all answers of an evaluation were agreed together.

    Args:
        evaluation: The evaluation; None for one that does not exist yet.
    """
    answers = evaluation.answers if evaluation else ()
    return bool(answers) and all(answer.evaluator is None for answer in answers)


@frozen
class _SeatForm:
    """A role, or answers agreed together."""

    def shown(self, value: str, language: Language) -> str:
        if value == _TOGETHER:
            return _TOGETHER_TITLE.get(language)
        return enum_title(EvaluatorRole(value)).get(language)

    def read(self, content: Content, language: Language, held: Any) -> str:
        written = as_text(content)
        if spelling(written) in {spelling(_TOGETHER_TITLE.get(known)) for known in Language}:
            return _TOGETHER
        role = value_named(EvaluatorRole, written, language)
        if role is None:
            raise UnreadableContentError(Saying("expected.choice", (("values", Named(_SEATS)),)))
        return role


@frozen
class AskedEvaluator:
    """Who fills a sheet, as the sheet asks it.

    A sheet that shows the answers of somebody says whose they are, and asks nothing but the role.

    Attributes:
        part: Identifier of the part of the worksheet.
        context: What the sheet is made of.
        evaluation: The evaluation; None for one that does not exist yet.
        shown: Whose answers the fields show; see `Filler.evaluator`.
    """

    part: str
    context: SheetContext
    evaluation: Evaluation | None
    shown: str | None = field(init=False)

    @shown.default
    def _shown(self) -> str | None:
        wanted = self.context.shown
        is_together = not wanted.evaluator and not wanted.is_empty and is_agreed(self.evaluation)
        return None if is_together else wanted.evaluator

    def parts(self) -> Iterator[Part]:
        """Yield what is said of somebody whose answers the sheet shows."""
        if self.shown:
            name = " ".join(writable_text(self.shown).split())
            text = self.context.words.fill("evaluation.evaluator", evaluator=name)
            yield Paragraph(text=text)

    def places(self) -> Iterator[Place]:
        """Yield the fields."""
        if not self.shown:
            yield self._pseudonym()
        yield self._role()

    def key(self) -> Iterator[Part]:
        """Yield what can be chosen as the role, for those who fill the sheet on paper."""
        place = self._role()
        yield from choices_said(place.label, place, self.context)

    def filler(self, reading: Reading) -> Filler:
        """Return whose answers a sheet that came back holds.

        Args:
            reading: The document that came back.
        """
        if self.shown:
            changed = reading.values([(_ROLE, self._role())])
            return Filler(evaluator=self.shown, role=changed.get(_ROLE))
        seat = self._seat(reading)
        pseudonym = reading.written(self._pseudonym())
        role = None if seat in (None, _TOGETHER) else EvaluatorRole(seat)
        if pseudonym:
            return Filler(evaluator=self._known().get(pseudonym, pseudonym), role=role)
        if seat == _TOGETHER or (seat is None and self.shown is None):
            return Filler(evaluator=None)
        return Filler(evaluator="", role=role)

    def _seat(self, reading: Reading) -> str | None:
        place = self._role()
        written = reading.written(place)
        seat: str | None = reading.value(place, written) if written else None
        return seat

    def _known(self) -> dict[str, str]:
        """Return the pseudonyms of the evaluation by what is seen of them."""
        if self.evaluation is None:
            return {}
        named = [one.id for one in self.evaluation.evaluators]
        named += [one.evaluator for one in self.evaluation.answers if one.evaluator is not None]
        return {" ".join(plain_text(name).split()): name for name in reversed(named)}

    def _pseudonym(self) -> Place:
        return Place(
            name=self.context.name(self.part, _PSEUDONYM),
            label=FieldTitle(Evaluator, "id"),
            form=TEXT,
            hint=field_description(Evaluator, "id"),
        )

    def _role(self) -> Place:
        return Place(
            name=self.context.name(self.part, _ROLE),
            label=FieldTitle(Evaluator, "role"),
            form=_SeatForm(),
            value=None if self.context.shown.is_empty else self._held_seat(),
            hint=field_description(Evaluator, "role"),
            choices=_SEATS[:-1] if self.shown else _SEATS,
        )

    def _held_seat(self) -> str | None:
        if self.shown is None:
            return _TOGETHER
        evaluators = self.evaluation.evaluators if self.evaluation and self.shown else ()
        return next((one.role for one in evaluators if one.id == self.shown), None)
