"""``import-answers``: the answers of a survey become evaluations in practice models."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from attrs import frozen

from toimintamalli.cli._into import models_into
from toimintamalli.cli._show import as_data, echo, echo_json, needs_attention, show_report
from toimintamalli.cli._words import Command, NeededOption, Words, json_option
from toimintamalli.diagnostics import Diagnostic, Report
from toimintamalli.documents import dump
from toimintamalli.errors import ToimintamalliError
from toimintamalli.model import AnswerState, Evaluation, PracticeModel
from toimintamalli.surveys import (
    UNMAPPED_ANSWER,
    PlacedAnswers,
    SurveyRound,
    place_answers,
    read_survey,
)

__all__ = ["command"]

_FINDINGS = 1
_UNREADABLE = 2
_UNKNOWN_ANSWER = "TM364"


@frozen
class _Outcome:
    """A model that got answers, with its file."""

    file: Path
    model: PracticeModel
    evaluation: Evaluation

    @property
    def counts(self) -> dict[str, int]:
        """How many evaluators, answers, and texts that nobody knows."""
        answers = self.evaluation.answers
        unmapped = sum(
            field.name == UNMAPPED_ANSWER for answer in answers for field in answer.custom
        )
        given = sum(answer.state is not AnswerState.NO_ANSWER for answer in answers)
        return {
            "evaluators": len(self.evaluation.evaluators),
            "answers": given,
            "unmapped": unmapped,
        }


def command(words: Words) -> click.Command:
    """Return the command."""

    @click.command("import-answers", cls=Command, words=words, help=words["import_answers.help"])
    @click.argument("survey", metavar=words["metavar.csv"])
    @click.option(
        "--mapping",
        cls=NeededOption,
        required=True,
        metavar=words["metavar.mapping"],
        help=words["import_answers.mapping"],
    )
    @click.option(
        "--into",
        cls=NeededOption,
        required=True,
        metavar=words["metavar.into"],
        help=words["import_answers.into"],
    )
    @click.option("--dry-run", is_flag=True, help=words["import.dry_run"])
    @json_option(words)
    def import_answers_command(
        survey: str, mapping: str, into: str, dry_run: bool, as_json: bool
    ) -> int:
        read = read_survey(survey, mapping)
        models, unreadable = models_into(into)
        placed = place_answers(read, tuple(models.values()))
        outcomes = tuple(_outcomes(models, placed))
        unwritten = () if dry_run else tuple(_write(outcomes))
        report = read.diagnostics + unreadable + placed.diagnostics + unwritten
        if as_json:
            failed = {finding.source for finding in unwritten}
            echo_json(_data(outcomes, placed.unplaced, report, words, failed, dry_run=dry_run))
        else:
            show_report(report, words, err=True)
            _show(outcomes, placed.unplaced, words, dry_run=dry_run)
        return _UNREADABLE if len(unreadable) or unwritten else _exit_code(report)

    return import_answers_command


def _outcomes(models: dict[Path, PracticeModel], placed: PlacedAnswers) -> Iterator[_Outcome]:
    for (file, before), after in zip(models.items(), placed.models, strict=True):
        for evaluation in after.evaluations[len(before.evaluations) :]:
            yield _Outcome(file, after, evaluation)


def _write(outcomes: Iterable[_Outcome]) -> Iterator[Diagnostic]:
    """Write the models; one that cannot be written is told and does not stop the rest."""
    for outcome in outcomes:
        try:
            dump(outcome.model, outcome.file, overwrite=True)
        except ToimintamalliError as error:
            yield from error.report.at(str(outcome.file))


def _show(
    outcomes: tuple[_Outcome, ...],
    unplaced: tuple[SurveyRound, ...],
    words: Words,
    *,
    dry_run: bool,
) -> None:
    key = "import_answers.would" if dry_run else "import_answers.done"
    for outcome in outcomes:
        evaluation = outcome.evaluation.id
        echo(words.fill(key, path=outcome.file, evaluation=evaluation, **outcome.counts))
    for one in unplaced:
        model = one.model or "–"
        echo(words.fill("import_answers.unplaced", model=model, rows=len(one.lines)))
    if not outcomes:
        echo(words["import_answers.nothing"])


def _exit_code(report: Report) -> int:
    return _FINDINGS if needs_attention(report) else 0


def _data(
    outcomes: tuple[_Outcome, ...],
    unplaced: tuple[SurveyRound, ...],
    report: Report,
    words: Words,
    failed: set[str | None],
    *,
    dry_run: bool,
) -> dict[str, object]:
    return {
        "models": [
            {
                "file": str(outcome.file),
                "title": outcome.model.basics.title,
                "evaluation": outcome.evaluation.id,
                **outcome.counts,
                "written": not dry_run and str(outcome.file) not in failed,
            }
            for outcome in outcomes
        ],
        "unplaced": [{"model": one.model, "lines": list(one.lines)} for one in unplaced],
        "unmapped": [
            dict(finding.parameters) for finding in report if finding.code == _UNKNOWN_ANSWER
        ],
        "findings": as_data(report, words),
    }
