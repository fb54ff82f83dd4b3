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

__all__ = [
    "Reply",
    "ReplyState",
    "Sheet",
    "Sheets",
    "applies",
    "criterion_answered",
    "read_sheets",
]


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
        answers: The answers behind the replies; None where there is none, or where two say
            different things.
    """

    evaluator: str | None
    role: EvaluatorRole | None
    replies: tuple[Reply, ...]
    answers: tuple[Answer | None, ...]


@frozen(kw_only=True)
class Sheets:
    """All sheets of an evaluation.

    Attributes:
        individual: Those of the evaluators, in the order of their list, then those not listed.
        consensus: The one agreed together, where there is one.
        asked: For each criterion whether it was asked: whether it applies to the model, and the
            version that was answered has it.
        problems: Answers that could not be used, and why; the others count.
    """

    individual: tuple[Sheet, ...]
    consensus: Sheet | None
    asked: tuple[bool, ...]
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
    roles = _roles(evaluation)
    # Whoever is listed has a sheet, though an empty one, as soon as anybody answered alone.
    alone = dict.fromkeys((*roles, *kept)) if kept.keys() - {None} else {}
    return Sheets(
        individual=tuple(
            _sheet(name, roles.get(name), kept.get(name, {}), instrument, asked)
            for name in alone
            if name is not None
        ),
        consensus=_sheet(None, None, kept[None], instrument, asked) if None in kept else None,
        asked=asked,
        problems=Report(problems),
    )


def criterion_answered(
    answer: Answer, evaluation: Evaluation, instrument: Instrument
) -> Criterion | None:
    """Return the criterion of today that an answer speaks of.

    Args:
        answer: The answer.
        evaluation: Its evaluation, which tells the version that was answered.
        instrument: The criteria set.

    Returns:
        The criterion; None where the set does not know it or the version, or no longer asks it.
    """
    name = (_names(evaluation.instrument_version, instrument) or {}).get(answer.criterion)
    return instrument.criterion(name) if name is not None else None


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


_Given = dict[str, list[tuple[Answer | None, Reply, str]]]
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
        problems = list(self._guessed_version())
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
                problems.append(diagnostic("TM305", f"{path}.evaluator", found=answer.evaluator))
        problems += self._contradictions(kept)
        problems += self._double_seats()
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

    def _guessed_version(self) -> Iterator[Diagnostic]:
        """Tell that answers without a version are taken for today's, where there are others."""
        if self.instrument.earlier and not self.evaluation.instrument_version:
            yield diagnostic(
                "TM314",
                f"{self.prefix}instrument_version",
                title=self.instrument.title,
                version=self.instrument.version,
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
                others = [path for _, reply, path in replies if reply != replies[0][1]]
                if others:
                    criterion = self.instrument.criterion(name)
                    yield diagnostic(
                        "TM304",
                        others[0],
                        evaluator=evaluator or "–",
                        question=criterion.question if criterion else name,
                    )
                    given[name] = [(None, _NO_ANSWER, others[0])]

    def _double_seats(self) -> Iterator[Diagnostic]:
        """Tell of evaluators who are listed in two seats."""
        seats: dict[str, EvaluatorRole] = {}
        for place, known in enumerate(self.evaluation.evaluators):
            if seats.setdefault(known.id, known.role) is not known.role:
                yield diagnostic("TM313", f"{self.prefix}evaluators[{place}]", found=known.id)


def _roles(evaluation: Evaluation) -> dict[str | None, EvaluatorRole | None]:
    """Return the seats of those listed; the library does not choose between two of one."""
    roles: dict[str | None, EvaluatorRole | None] = {}
    for known in evaluation.evaluators:
        same = roles.get(known.id, known.role) is known.role
        roles[known.id] = known.role if same else None
    return roles


def _sheet(
    evaluator: str | None,
    role: EvaluatorRole | None,
    given: _Given,
    instrument: Instrument,
    asked: tuple[bool, ...],
) -> Sheet:
    first = [given[c.id][0] if c.id in given else None for c in instrument.criteria]
    replies = (one[1] if one else _NO_ANSWER for one in first)
    return Sheet(
        evaluator=evaluator,
        role=role,
        # A criterion that does not apply counts all the same once somebody answered it.
        replies=tuple(
            _NOT_ASKED if reply == _NO_ANSWER and not was_asked else reply
            for reply, was_asked in zip(replies, asked, strict=True)
        ),
        answers=tuple(one[0] if one else None for one in first),
    )
