"""``plan compose``: the rooting plan and the results become text in the form."""

from __future__ import annotations

import click
from attrs import frozen

from toimintamalli.cli._composed import (
    composed_data,
    show_coverage,
    show_left_out,
    show_text,
)
from toimintamalli.cli._evaluate import results_of
from toimintamalli.cli._show import (
    as_data,
    echo,
    echo_json,
    needs_attention,
    show_report,
    wrapped,
)
from toimintamalli.cli._words import Command, Words, json_option
from toimintamalli.composition import (
    Composed,
    SectionState,
    compose_conditions,
    compose_results,
    write_section,
)
from toimintamalli.diagnostics import Report
from toimintamalli.documents import dump, load
from toimintamalli.model import PracticeModel
from toimintamalli.vocabulary import form_profile

__all__ = ["command"]

_CONDITIONS, _RESULTS = "conditions_of_use", "evaluation_results"
_FIELDS = (_CONDITIONS, _RESULTS)
_KEPT = (SectionState.KEPT_EDITED, SectionState.KEPT_OWN)


@frozen
class _Outcome:
    """What became of one field."""

    field: str
    composed: Composed
    state: SectionState

    @property
    def label(self) -> str:
        """The label of the field, as on the form."""
        profile = form_profile()
        field = profile.field(self.field)
        return f"{field.label} {profile.required_marker}" if field else self.field


def command(words: Words) -> click.Command:
    """Return the command."""

    @click.command("compose", cls=Command, words=words, help=words["compose.help"])
    @click.argument("model", metavar=words["metavar.yaml"])
    @click.option("--field", metavar="|".join(_FIELDS), help=words["compose.field"])
    @click.option("--dry-run", is_flag=True, help=words["compose.dry_run"])
    @click.option("--force", is_flag=True, help=words["compose.force"])
    @json_option(words)
    def compose_command(
        model: str, field: str | None, dry_run: bool, force: bool, as_json: bool
    ) -> int:
        fields = _chosen(field, words)
        before = load(model)
        after, outcomes, problems = _composed(before, fields, force=force)
        report = problems.at(model)
        written = after != before and not dry_run
        if written:
            dump(after, model, overwrite=True)
        if as_json:
            echo_json(_data(model, outcomes, report, words, written=written))
        else:
            show_report(report, words, err=True)
            _show(outcomes, words, with_text=dry_run)
            path = {"path": model}
            echo(words.fill("compose.written" if written else "compose.unwritten", **path))
        return _exit_code(outcomes, report)

    return compose_command


def _chosen(field: str | None, words: Words) -> tuple[str, ...]:
    if field is None:
        return _FIELDS
    if field in _FIELDS:
        return (field,)
    allowed = ", ".join(_FIELDS)
    message = words.fill("error.choice", option="--field", found=field, allowed=allowed)
    raise click.UsageError(message, click.get_current_context())


def _composed(
    model: PracticeModel, fields: tuple[str, ...], *, force: bool
) -> tuple[PracticeModel, tuple[_Outcome, ...], Report]:
    """Return the model with its fields written, what became of each, and what could not be read."""
    results, problems = results_of(model, model.evaluations if _RESULTS in fields else ())
    texts = {_CONDITIONS: compose_conditions(model), _RESULTS: compose_results(model, results)}
    outcomes = []
    for field in fields:
        written = write_section(model, field, texts[field], force=force)
        model = written.model
        outcomes.append(_Outcome(field, texts[field], written.state))
    return model, tuple(outcomes), Report(problems)


def _exit_code(outcomes: tuple[_Outcome, ...], report: Report) -> int:
    kept = any(outcome.state in _KEPT for outcome in outcomes)
    missing = any(outcome.composed.missing() for outcome in outcomes)
    return 1 if kept or missing or needs_attention(report) else 0


def _show(outcomes: tuple[_Outcome, ...], words: Words, *, with_text: bool) -> None:
    for outcome in outcomes:
        state = words[f"compose.state.{outcome.state}"]
        stated = words.fill("compose.field_state", label=outcome.label, state=state)
        echo("\n".join(wrapped(stated, "")))
        if with_text and outcome.composed.text:
            echo()
            show_text(outcome.composed.text)
            echo()
        show_coverage(outcome.composed.coverage, words)
        echo()
        show_left_out(outcome.composed.left_out, words)


def _data(
    path: str, outcomes: tuple[_Outcome, ...], report: Report, words: Words, *, written: bool
) -> dict[str, object]:
    return {
        "file": path,
        "written": written,
        "fields": [
            {
                "field": outcome.field,
                "label": outcome.label,
                "state": outcome.state.value,
                **composed_data(outcome.composed, words),
            }
            for outcome in outcomes
        ],
        "findings": as_data(report, words),
    }
