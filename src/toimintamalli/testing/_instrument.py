"""The whole check of a criteria set, for one line."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any, ClassVar

import attrs
from attrs import evolve

from toimintamalli.analysis.evaluation import EvaluationResult, evaluate
from toimintamalli.analysis.portfolio import summarise
from toimintamalli.checks import check
from toimintamalli.delivery.export import render
from toimintamalli.errors import ToimintamalliError
from toimintamalli.instruments import get_instrument
from toimintamalli.model import Answer, AnswerState, Evaluation, Evaluator, Portfolio, PracticeModel
from toimintamalli.model.instrument import Instrument
from toimintamalli.plugins import Kind, formats, get_exporter
from toimintamalli.testing._definition import DefinitionKit
from toimintamalli.testing._exporter_base import Subject
from toimintamalli.testing._samples import example_model
from toimintamalli.testing._told import complain_of, complaint
from toimintamalli.text import Language

__all__ = ["InstrumentContract"]

_DAY = datetime.date(2025, 6, 30)


class InstrumentContract(DefinitionKit):
    """The check of a criteria set: subclass it in a test file, name the set, and run pytest.

    Attributes:
        instrument: Identifier of the set, as in the entry point.

    Example:
        >>> class TestReadiness(InstrumentContract):
        ...     instrument = "juurtumisvalmius"
        >>> TestReadiness().test_it_is_found_and_loads()
    """

    instrument: ClassVar[str]
    _kind = "criteria set"

    @property
    def _name(self) -> str:
        return self.instrument

    def _get(self) -> Callable[[str], Instrument]:
        return get_instrument

    # -- what it asks -------------------------------------------------------------------------

    def test_every_scale_and_theme_is_used(self) -> None:
        """What no criterion uses is a slip, or left over."""
        found: Instrument = self._definition
        scales = {one.scale for one in found.criteria}
        themes = {one.theme for one in found.criteria}
        complain_of(
            [f"scale {one.id!r} is not used" for one in found.scales if one.id not in scales]
            + [
                f"theme {one.id!r} has no criterion" for one in found.themes if one.id not in themes
            ],
            expected="a criterion for each scale and theme",
            do="remove it, or name it in a criterion",
        )

    def test_levels_of_a_scale_can_be_told_apart(self) -> None:
        """Levels have labels of their own in every language, and points rise with them."""
        faults: list[str] = []
        for scale in self._definition.scales:
            for language in Language:
                labels = [level.label.get(language) for level in scale.levels]
                if len(set(labels)) < len(labels):
                    faults.append(
                        f"two levels of {scale.id!r} have one label in {language.value!r}"
                    )
            points = [level.points for level in scale.levels if level.points is not None]
            if scale.numeric and len({b - a for a, b in pairwise(points)}) > 1:
                faults.append(f"scale {scale.id!r} is numeric, but its points are {points}")
        complain_of(
            faults,
            expected="other labels for other levels; equal distances on a numeric scale",
            do="change the labels or the points, or set `numeric = false`",
        )

    def test_questions_differ(self) -> None:
        """The same question twice is answered twice, and counted twice."""
        asked: dict[str, str] = {}
        faults = []
        for one in self._definition.criteria:
            before = asked.setdefault(one.question.fi.casefold().strip(), one.id)
            if before != one.id:
                faults.append(f"{before!r} and {one.id!r} ask the same")
        complain_of(faults, expected="a question for each criterion", do="remove one of the two")

    # -- what it gives ------------------------------------------------------------------------

    def test_evaluations_are_worked_out(self) -> None:
        """Every kind of answer is counted, and more never gives a lower score."""
        results = {name: self._evaluated(answers) for name, answers in self._sheets().items()}
        faults = [
            f"answers {name!r}: {result.problems.text('en')}"
            for name, result in results.items()
            if result.problems.has_errors
        ]
        faults += [
            f"answers {name!r}: {len(result.criteria)} criteria"
            for name, result in results.items()
            if len(result.criteria) != len(self._definition.criteria)
        ]
        complain_of(
            faults,
            expected="a result for every criterion, without problems",
            do="look at scales, levels and conditions of the criteria that are told",
        )

    def _evaluated(self, answers: tuple[Answer, ...]) -> EvaluationResult:
        __tracebackhide__ = True
        model = self._model(answers)
        try:
            return evaluate(model.evaluations[-1], self._definition, model)
        except Exception as error:
            raise complaint(
                found=f"{type(error).__name__}: {error}",
                expected="the result of an evaluation",
                do="look at scales, levels and points; report it if the set is right",
            ) from error

    def test_models_with_evaluations_can_be_checked_and_summed_up(self) -> None:
        """Checks and the summary of a portfolio speak of the set in every language."""
        models = tuple(map(self._model, self._sheets().values()))
        summarise(Portfolio(models=models), self._definition)
        for model in models:
            for language in Language:
                check(model).text(language)

    def test_every_installed_format_exports_the_evaluations(self) -> None:
        """Workbooks, worksheets and reports show the set, whoever made it."""
        faults: list[str] = []
        models = tuple(map(self._model, self._sheets().values()))
        for row in formats(load=True):
            if row.kind is Kind.EXPORTER and not row.problem:
                faults += self._unexported(f"{row.distribution}:{row.name}", models)
        complain_of(
            faults,
            expected="a file in every language",
            do="look at what the set has and other sets have not: lengths, characters, levels",
        )

    def _unexported(self, name: str, models: tuple[PracticeModel, ...]) -> Iterator[str]:
        exporter = get_exporter(name)
        takes = {field.name for field in attrs.fields(exporter.options_type)}
        options: Mapping[str, Any] = (
            {"instrument": self.instrument} if "instrument" in takes else {}
        )
        subjects: tuple[Subject, ...] = (*models, Portfolio(title=self.instrument, models=models))
        for subject in (one for one in subjects if isinstance(one, tuple(exporter.subjects))):
            for language in Language:
                try:
                    render(subject, format=name, language=language, **options)
                except ToimintamalliError as error:
                    yield f"{name}, {language.value}: {error.message('en')}"

    # -- samples ------------------------------------------------------------------------------

    def _sheets(self) -> dict[str, tuple[Answer, ...]]:
        """Return answers to all criteria: lowest, highest, of two evaluators, and none."""
        return {
            "lowest": tuple(self._answers(0)),
            "highest": tuple(self._answers(-1)),
            "of two evaluators": (*self._answers(0, "a"), *self._answers(-1, "b")),
            "cannot be told yet": tuple(self._states(AnswerState.CANNOT_YET)),
            "not applicable": tuple(self._states(AnswerState.NOT_APPLICABLE)),
            "none": (),
        }

    def _answers(self, place: int, evaluator: str | None = None) -> Iterator[Answer]:
        found: Instrument = self._definition
        for one in found.criteria:
            level = found.scale_of(one).levels[place].id
            yield Answer(
                criterion=one.id, level=level, evaluator=evaluator, reason="Näin sovittiin."
            )

    def _states(self, state: AnswerState) -> Iterator[Answer]:
        for one in self._definition.criteria:
            yield Answer(criterion=one.id, state=state, reason="Ei koske meitä.")

    def _model(self, answers: tuple[Answer, ...]) -> PracticeModel:
        names = dict.fromkeys(answer.evaluator for answer in answers if answer.evaluator)
        made = Evaluation(
            id="sarja",
            instrument=self.instrument,
            instrument_version=self._definition.version,
            date=_DAY,
            participants=3,
            evaluators=tuple(Evaluator(id=name) for name in names),
            answers=answers,
        )
        model = example_model()
        return evolve(model, evaluations=(*model.evaluations, made))
