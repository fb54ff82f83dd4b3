"""Places the rounds of a survey in the models that they speak of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve, frozen

from toimintamalli._csv import shown_lines
from toimintamalli.analysis.titles import TitleCode, counties_in, read_title
from toimintamalli.diagnostics import Diagnostic, Report, diagnostic, failure
from toimintamalli.errors import OptionError
from toimintamalli.model import Evaluation, PracticeModel
from toimintamalli.surveys._rounds import Survey, SurveyRound
from toimintamalli.written import nearest, shown, spelling

__all__ = ["PlacedAnswers", "add_answers", "place_answers"]

_MOST_TITLES_SHOWN = 5
_LAST_BRACKETS = re.compile(r"(?<!\s)\s*+\((?P<inside>[^()]*)\)\s*$")


@frozen(kw_only=True)
class PlacedAnswers:
    """Models with the answers that belong to them.

    Attributes:
        models: The models in the order in which they were given; those that got no answers are
            the same objects.
        unplaced: Rounds whose model is not there, is not clear, or holds the evaluation already.
        diagnostics: Why they are unplaced, and which rounds were placed by a guess.
    """

    models: tuple[PracticeModel, ...]
    unplaced: tuple[SurveyRound, ...]
    diagnostics: Report


def add_answers(model: PracticeModel, evaluation: Evaluation) -> PracticeModel:
    """Return a model with one more evaluation.

    Args:
        model: The model; it stays as it is.
        evaluation: The evaluation.

    Raises:
        OptionError: The model has an evaluation of that identifier.

    Example:
        >>> evaluation = Evaluation(id="kysely-2025", instrument="juurtumisvalmius")
        >>> len(add_answers(PracticeModel(), evaluation).evaluations)
        1
    """
    if evaluation.id in (known.id for known in model.evaluations):
        raise OptionError(failure("TM369", found=evaluation.id, title=_name(model)))
    return evolve(model, evaluations=(*model.evaluations, evaluation))


def place_answers(survey: Survey, models: Sequence[PracticeModel]) -> PlacedAnswers:
    """Return models with the answers that belong to them.

    A round belongs to the model whose identifier or title it names; case and white space do not
    matter. A title without its county and code will do where only one model fits, and is told as
    a guess. A survey that names no model belongs to the only model given.

    Args:
        survey: The survey.
        models: The models; they stay as they are.

    Example:
        >>> place_answers(Survey(rounds=()), [PracticeModel()]).unplaced
        ()
    """
    placed = list(models)
    unplaced: list[SurveyRound] = []
    told: list[Diagnostic] = []
    for one in survey.rounds:
        at, findings = _place(one, models)
        told += findings
        try:
            if at is None:
                unplaced.append(one)
            else:
                placed[at] = add_answers(placed[at], one.evaluation)
        except OptionError as error:
            unplaced.append(one)
            told += error.report
    return PlacedAnswers(models=tuple(placed), unplaced=tuple(unplaced), diagnostics=Report(told))


def _place(
    one: SurveyRound, models: Sequence[PracticeModel]
) -> tuple[int | None, list[Diagnostic]]:
    """Return the place of the model of a round, and what is to be told of it."""
    if not one.model and len(models) == 1:
        return 0, []
    same = [at for at, model in enumerate(models) if _is_named(model, one.model)]
    if len(same) == 1:
        return same[0], []
    alike = [at for at, model in enumerate(models) if _is_alike(model, one.model)]
    if not same and len(alike) == 1:
        title = _name(models[alike[0]])
        return alike[0], [diagnostic("TM368", found=shown(one.model), title=title)]
    candidates = [_name(models[at]) for at in (same or alike)]
    if not candidates:
        candidates = [shown(nearest(one.model, [model.basics.title for model in models]))]
    finding = diagnostic(
        "TM367",
        found=shown(one.model) or "–",
        lines=shown_lines(one.lines),
        allowed=tuple(candidates[:_MOST_TITLES_SHOWN]),
    )
    return None, [finding]


def _name(model: PracticeModel) -> str:
    return shown(model.basics.title or model.id or "–")


def _is_named(model: PracticeModel, text: str) -> bool:
    wanted = spelling(text)
    return bool(wanted) and wanted in (spelling(model.id or ""), spelling(model.basics.title))


def _is_alike(model: PracticeModel, text: str) -> bool:
    """Return whether a title says the same but for its county and code, and no other ones."""
    here, there = read_title(model.basics.title), read_title(text)
    bare = _bare(text)
    return bool(bare) and bare == _bare(model.basics.title) and _may_be_one(here, there)


def _may_be_one(here: TitleCode, there: TitleCode) -> bool:
    counties_fit = not (here.counties and there.counties) or here.counties == there.counties
    codes = [(title.pillar, title.investments) for title in (here, there) if title.programme]
    return counties_fit and len(set(codes)) < 2


def _bare(title: str) -> str:
    """Return a title without the county and the code of a programme at its end."""
    text = title.strip()
    found = _LAST_BRACKETS.search(text)
    if found and (read_title(found["inside"]).programme or counties_in(found["inside"])):
        text = text[: found.start()]
    head, _, tail = text.rpartition(",")
    return spelling(head if counties_in(tail) else text)
