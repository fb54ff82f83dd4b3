"""``evaluate``: what the evaluations of one practice model add up to."""

from __future__ import annotations

from collections.abc import Iterable

import click

from toimintamalli.analysis.evaluation import EvaluationResult, evaluate
from toimintamalli.cli._evaluate_data import changes_data, result_data
from toimintamalli.cli._evaluate_show import show_changes, show_result
from toimintamalli.cli._show import as_data, echo, echo_json, needs_attention, show_report
from toimintamalli.cli._words import Command, Words, json_option
from toimintamalli.diagnostics import Diagnostic, Report, diagnostic, failure
from toimintamalli.documents import load
from toimintamalli.errors import ToimintamalliError, UnknownNameError
from toimintamalli.instruments import get_instrument, instrument_ids, load_instrument
from toimintamalli.model import Evaluation, PracticeModel
from toimintamalli.model.instrument import Instrument

__all__ = ["command", "instrument_of", "results_of"]


def command(words: Words) -> click.Command:
    """Return the command."""

    @click.command("evaluate", cls=Command, words=words, help=words["evaluate.help"])
    @click.argument("model", metavar=words["metavar.yaml"])
    @click.option("--evaluation", metavar=words["metavar.name"], help=words["evaluate.evaluation"])
    @click.option("--instrument", metavar=words["metavar.toml"], help=words["evaluate.instrument"])
    @click.option("--explain", is_flag=True, help=words["evaluate.explain"])
    @json_option(words)
    def evaluate_command(
        model: str, evaluation: str | None, instrument: str | None, explain: bool, as_json: bool
    ) -> int:
        subject = load(model)
        own = load_instrument(instrument) if instrument else None
        results, problems = results_of(subject, _chosen(subject, evaluation), own)
        report = Report(problems).at(model)
        if as_json:
            evaluations = [result_data(result, words) for result in results]
            echo_json(
                {
                    "file": model,
                    "title": subject.basics.title,
                    "evaluations": evaluations,
                    "changes": changes_data(results, words),
                    "findings": as_data(report, words),
                }
            )
        else:
            echo(subject.basics.title or model)
            if not subject.evaluations:
                echo(words["evaluate.nothing"])
            for result in results:
                show_result(result, words, explain=explain)
            show_changes(results, words)
            show_report(report, words)
        told = [*report, *(finding for result in results for finding in result.problems)]
        return 1 if needs_attention(told) else 0

    return evaluate_command


def instrument_of(name: str) -> Instrument:
    """Return the set that an option names: a file, or the identifier of a known set."""
    return load_instrument(name) if name.lower().endswith(".toml") else get_instrument(name)


def _chosen(model: PracticeModel, wanted: str | None) -> list[Evaluation]:
    if wanted is None:
        return list(model.evaluations)
    chosen = [evaluation for evaluation in model.evaluations if evaluation.id == wanted]
    if not chosen:
        known = tuple(evaluation.id for evaluation in model.evaluations) or ("–",)
        raise UnknownNameError(failure("TM902", found=wanted, allowed=known))
    return chosen


def results_of(
    model: PracticeModel, evaluations: Iterable[Evaluation], own: Instrument | None = None
) -> tuple[list[EvaluationResult], list[Diagnostic]]:
    """Return the results, and why some evaluations have none.

    Args:
        model: The model.
        evaluations: Which of its evaluations.
        own: A criteria set from a file, for the evaluations that use it.
    """
    results: list[EvaluationResult] = []
    problems: list[Diagnostic] = []
    for evaluation in evaluations:
        try:
            is_own = own is not None and evaluation.uses(own.id)
            instrument = own if own and is_own else get_instrument(evaluation.instrument)
        except UnknownNameError:
            place = model.evaluations.index(evaluation)
            problems.append(
                diagnostic(
                    "TM301",
                    f"evaluations[{place}].instrument",
                    found=evaluation.instrument,
                    allowed=instrument_ids(),
                )
            )
        except ToimintamalliError as error:
            problems += error.report
        else:
            results.append(evaluate(evaluation, instrument, model))
    return results, problems
