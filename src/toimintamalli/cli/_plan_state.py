"""``plan show``: where the rooting plan of one practice model stands."""

from __future__ import annotations

import click

from toimintamalli.analysis.plans import PlanState, plan_state
from toimintamalli.cli._days import day_of, days_of
from toimintamalli.cli._plan_data import state_data
from toimintamalli.cli._plan_show import show_state
from toimintamalli.cli._show import echo, echo_json
from toimintamalli.cli._words import Command, Words, json_option
from toimintamalli.composition import compose_conditions
from toimintamalli.documents import load
from toimintamalli.instruments import get_instrument
from toimintamalli.model.rooting import READINESS_SET

__all__ = ["command"]

_WITHIN = "30"


def command(words: Words) -> click.Command:
    """Return the command."""

    @click.command("show", cls=Command, words=words, help=words["plan_show.help"])
    @click.argument("model", metavar=words["metavar.yaml"])
    @click.option("--as-of", metavar=words["metavar.day"], help=words["plan_show.as_of"])
    @click.option(
        "--within",
        default=_WITHIN,
        metavar=words["metavar.days"],
        help=words["plan_show.within"],
    )
    @json_option(words)
    def show_command(model: str, as_of: str | None, within: str, as_json: bool) -> int:
        day = day_of("--as-of", as_of, words)
        ahead = days_of("--within", within, words)
        subject = load(model)
        state = plan_state(subject, get_instrument(READINESS_SET), day, within=ahead)
        coverage = compose_conditions(subject).coverage
        if as_json:
            data = {"file": model, "title": subject.basics.title, **state_data(state, words)}
            echo_json(data | {"points": {one.point: one.state.value for one in coverage}})
        else:
            echo(subject.basics.title or model)
            show_state(state, coverage, words)
        return _exit_code(state)

    return show_command


def _exit_code(state: PlanState) -> int:
    """Return 1 where something should have been there already: the plan itself, or a part of it."""
    return 1 if state.overdue or not state.is_planned else 0
