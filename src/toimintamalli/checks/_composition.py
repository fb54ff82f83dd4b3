"""Checks of composed texts: whether they still say what the plan says, and what the plan lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from toimintamalli.analysis.evaluation import EvaluationResult, evaluate
from toimintamalli.composition import (
    CoverageState,
    compose_conditions,
    compose_results,
    is_untouched,
)
from toimintamalli.diagnostics import Diagnostic, diagnostic
from toimintamalli.errors import ToimintamalliError
from toimintamalli.instruments import get_instrument
from toimintamalli.model import InnokylaStage, PracticeModel, RichText
from toimintamalli.text import Language
from toimintamalli.vocabulary import form_profile

__all__ = ["outdated_texts", "uncovered_points"]


def outdated_texts(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM470: a composed text that nobody edited no longer says what the plan says."""
    for place, section in enumerate(model.form.sections):
        compose = _COMPOSERS.get(section.field or "")
        if compose is None or not is_untouched(section):
            continue
        # The text may have been composed in another language than the model's.
        if all(compose(model, language) != section.text for language in Language):
            field = form_profile().field(section.field or "")
            label = field.label if field else section.field or ""
            yield diagnostic("TM470", f"form.sections[{place}]", label=label)


def uncovered_points(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM471: the model is marked ready, but its plan does not tell all that must be recorded."""
    if model.innokyla_stage is not InnokylaStage.READY or model.rooting_plan is None:
        return
    for point in compose_conditions(model).coverage:
        if point.state is not CoverageState.COVERED:
            first = point.to_add[0]
            yield diagnostic("TM471", first.path, point=point.title, to_add=first.text)


def _conditions(model: PracticeModel, language: Language) -> RichText:
    return compose_conditions(model, language).text


def _results(model: PracticeModel, language: Language) -> RichText:
    return compose_results(model, tuple(_evaluated(model)), language=language).text


def _evaluated(model: PracticeModel) -> Iterator[EvaluationResult]:
    """Yield the results of the evaluations whose sets are known."""
    for evaluation in model.evaluations:
        try:
            yield evaluate(evaluation, get_instrument(evaluation.instrument), model)
        except ToimintamalliError:
            continue


_COMPOSERS: dict[str, Callable[[PracticeModel, Language], RichText]] = {
    "conditions_of_use": _conditions,
    "evaluation_results": _results,
}
