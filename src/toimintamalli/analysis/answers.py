"""From the answers of an evaluation to replies: one of each evaluator to each criterion asked.

A reply never merges what an answer keeps apart: a level, *ei voida vielä arvioida*, *ei koske*, no
answer. Beside these stand two states that no answer has: the evaluators did not agree, and the
criterion was not asked of this model or in this version of the set.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from attrs import frozen

from toimintamalli.diagnostics import Diagnostic, Report, diagnostic
from toimintamalli.model import (
    Answer,
    AnswerState,
    Evaluation,
    EvaluatorRole,
    PracticeModel,
)
from toimintamalli.model.instrument import Condition, Criterion, Instrument, ModelTrait

__all__ = ["Reply", "ReplyState", "Sheet", "Sheets", "applies", "read_sheets"]


class ReplyState(StrEnum):
    """What is known of a criterion: the four states of an answer, and two more."""

    LEVEL = "level"
    CANNOT_YET = "cannot_yet"
    NOT_APPLICABLE = "not_applicable"
    NO_ANSWER = "no_answer"
    UNSETTLED = "unsettled"
    NOT_ASKED = "not_asked"


@frozen
class Reply:
    """What was replied to one criterion.

    Attributes:
        state: What kind of reply.
        rank: Place of the level on the scale, from 0, when the state is a level.
    """

    state: ReplyState
    rank: int | None = None


_NO_ANSWER = Reply(ReplyState.NO_ANSWER)
_NOT_ASKED = Reply(ReplyState.NOT_ASKED)


@frozen(kw_only=True)
class Sheet:
    """The replies of one evaluator, or those agreed together.

    Attributes:
        evaluator: Pseudonym; None on the consensus sheet.
        role: From which seat; None on the consensus sheet and where the seat is not known.
        replies: One for each criterion of the set, in its order.
        answers: The answers behind the replies; None where there is none.
    """

    evaluator: str | None
    role: EvaluatorRole | None
    replies: tuple[Reply, ...]
    answers: tuple[Answer | None, ...]


@frozen(kw_only=True)
class Sheets:
    """All sheets of an evaluation.

    Attributes:
        individual: Those of the evaluators, in the order of the evaluation.
        consensus: The one agreed together, where there is one.
        problems: Answers that could not be used, and why; the others count.
    """

    individual: tuple[Sheet, ...]
    consensus: Sheet | None
    problems: Report


def read_sheets(
    evaluation: Evaluation,
    instrument: Instrument,
    model: PracticeModel | None = None,
    *,
    path: str = "",
) -> Sheets:
    """Return the sheets of an evaluation.

    Args:
        evaluation: The evaluation.
        instrument: Its criteria set; an older version of the answers is mapped to this one.
        model: The model evaluated; without it, every criterion is taken to apply.
        path: Where the evaluation stands in its document, for the findings.

    Example:
        >>> from toimintamalli.instruments import get_instrument
        >>> round_one = Evaluation(id="a", instrument="juurtumisvalmius", answers=(
        ...     Answer(criterion="decision-made", level="met"),))
        >>> sheets = read_sheets(round_one, get_instrument("juurtumisvalmius"))
        >>> sheets.consensus.replies[2].state.value, sheets.individual
        ('level', ())
    """
    names = _names(evaluation.instrument_version, instrument)
    reader = _Reader(evaluation, instrument, f"{path}." if path else "", names or {})
    kept, problems = reader.usable() if names is not None else ({}, [reader.unknown_version()])
    today = set(reader.names.values())
    asked = tuple(
        criterion.id in today and (model is None or applies(criterion, model))
        for criterion in instrument.criteria
    )
    sheets = [_sheet(name, kept[name], evaluation, instrument, asked) for name in kept]
    answered_alone = [sheet for sheet in sheets if sheet.evaluator is not None]
    return Sheets(
        individual=tuple(answered_alone + _silent(answered_alone, evaluation, instrument, asked)),
        consensus=next((sheet for sheet in sheets if sheet.evaluator is None), None),
        problems=Report(problems),
    )


def applies(criterion: Criterion, model: PracticeModel) -> bool:
    """Return whether a criterion applies to a model.

    Example:
        >>> from toimintamalli.instruments import get_instrument
        >>> readiness = get_instrument("juurtumisvalmius")
        >>> applies(readiness.criteria[0], PracticeModel())
        True
    """
    condition = criterion.applies_when
    return condition is None or bool(_traits(condition, model) & set(condition.any_of))


def _traits(condition: Condition, model: PracticeModel) -> set[str]:
    programme = model.programme
    match condition.trait:
        case ModelTrait.PROGRAMME:
            return {programme.programme or ""}
        case ModelTrait.PILLAR:
            return {programme.pillar or ""}
        case ModelTrait.INVESTMENTS:
            return set(programme.investments)
        case ModelTrait.SECTORS:
            return set(programme.sectors)
        case ModelTrait.CUSTOMER_GROUPS:
            return set(programme.customer_groups)
        case ModelTrait.STAGE:
            return {model.stage or ""}
        case ModelTrait.INNOKYLA_STAGE:
            return {model.innokyla_stage or ""}


def _versions(instrument: Instrument) -> tuple[str, ...]:
    return (instrument.version, *(earlier.version for earlier in instrument.earlier))


def _names(version: str, instrument: Instrument) -> dict[str, str] | None:
    """Map the criteria of a version to those of today; None where the version is not known."""
    if version in ("", instrument.version):
        return {criterion.id: criterion.id for criterion in instrument.criteria}
    if version not in _versions(instrument):
        return None
    earlier = (known for known in instrument.earlier if known.version == version)
    return {change.old: change.new for known in earlier for change in known.criteria}


_Given = dict[str, list[tuple[Answer, Reply, str]]]
"""By criterion: what was answered, what it means, and where it stands."""


@frozen
class _Reader:
    """Reads the answers of one evaluation with one set."""

    evaluation: Evaluation
    instrument: Instrument
    prefix: str
    names: Mapping[str, str]

    def usable(self) -> tuple[Mapping[str | None, _Given], list[Diagnostic]]:
        """Return the answers that can be used, by evaluator and criterion, and the problems."""
        kept: dict[str | None, _Given] = {}
        problems: list[Diagnostic] = []
        listed = {evaluator.id for evaluator in self.evaluation.evaluators}
        for place, answer in enumerate(self.evaluation.answers):
            path = f"{self.prefix}answers[{place}]"
            reply, found = self._reply(answer, path)
            problems += found
            if reply is not None:
                given = kept.setdefault(answer.evaluator, {})
                given.setdefault(self.names[answer.criterion], []).append((answer, reply, path))
            if answer.evaluator is not None and answer.evaluator not in listed:
                listed.add(answer.evaluator)
                problems.append(diagnostic("TM305", path, found=answer.evaluator))
        problems += self._contradictions(kept)
        return kept, problems

    def unknown_version(self) -> Diagnostic:
        """Return the finding that the set does not know the version that was answered."""
        return diagnostic(
            "TM308",
            f"{self.prefix}instrument_version",
            found=self.evaluation.instrument_version,
            title=self.instrument.title,
            allowed=_versions(self.instrument),
            answers=len(self.evaluation.answers),
        )

    def _reply(self, answer: Answer, path: str) -> tuple[Reply | None, list[Diagnostic]]:
        name = self.names.get(answer.criterion)
        criterion = self.instrument.criterion(name) if name else None
        if criterion is None:
            return None, [self._unknown(answer, path)]
        state = ReplyState(answer.state.value)
        if answer.state is not AnswerState.LEVEL:
            superfluous = answer.level is not None
            doubt = [self._half_said(answer, criterion, path)] if superfluous else []
            return Reply(state), doubt
        if answer.level is None:
            return _NO_ANSWER, [self._half_said(answer, criterion, path)]
        scale = self.instrument.scale_of(criterion)
        rank = scale.rank(answer.level)
        if rank is None:
            allowed = tuple(level.id for level in scale.levels)
            question = criterion.question
            finding = diagnostic(
                "TM303", f"{path}.level", found=answer.level, question=question, allowed=allowed
            )
            return _NO_ANSWER, [finding]
        return Reply(state, rank), []

    def _unknown(self, answer: Answer, path: str) -> Diagnostic:
        version = self.evaluation.instrument_version
        if version not in ("", self.instrument.version):
            return diagnostic("TM309", f"{path}.criterion", found=answer.criterion, version=version)
        allowed = tuple(criterion.id for criterion in self.instrument.criteria)
        title = self.instrument.title
        return diagnostic(
            "TM302", f"{path}.criterion", found=answer.criterion, title=title, allowed=allowed
        )

    def _half_said(self, answer: Answer, criterion: Criterion, path: str) -> Diagnostic:
        return diagnostic("TM306", path, question=criterion.question, level=answer.level or "–")

    def _contradictions(self, kept: Mapping[str | None, _Given]) -> Iterator[Diagnostic]:
        """Take out what one evaluator answered in two ways; saying the same twice is harmless."""
        for evaluator, given in kept.items():
            for name, replies in given.items():
                if len({reply for _, reply, _ in replies}) > 1:
                    criterion = self.instrument.criterion(name)
                    yield diagnostic(
                        "TM304",
                        replies[-1][2],
                        evaluator=evaluator or "–",
                        question=criterion.question if criterion else name,
                    )
                    given[name] = [(replies[0][0], _NO_ANSWER, replies[0][2])]


def _sheet(
    evaluator: str | None,
    given: _Given,
    evaluation: Evaluation,
    instrument: Instrument,
    asked: tuple[bool, ...],
) -> Sheet:
    roles = {known.id: known.role for known in evaluation.evaluators}
    first = [given[c.id][0] if c.id in given else None for c in instrument.criteria]
    return Sheet(
        evaluator=evaluator,
        role=roles.get(evaluator) if evaluator is not None else None,
        # A criterion that does not apply counts all the same once somebody answered it.
        replies=tuple(
            one[1] if one else (_NO_ANSWER if was_asked else _NOT_ASKED)
            for one, was_asked in zip(first, asked, strict=True)
        ),
        answers=tuple(one[0] if one else None for one in first),
    )


def _silent(
    answered: list[Sheet], evaluation: Evaluation, instrument: Instrument, asked: tuple[bool, ...]
) -> list[Sheet]:
    """Return empty sheets of evaluators who are listed and said nothing while others did."""
    if not answered:
        return []
    spoke = {sheet.evaluator for sheet in answered}
    return [
        _sheet(known.id, {}, evaluation, instrument, asked)
        for known in evaluation.evaluators
        if known.id not in spoke
    ]
