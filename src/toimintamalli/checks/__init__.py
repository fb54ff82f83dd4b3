"""Checks: what a practice model still lacks, and what is doubtful.

Each check is one function that yields findings; none prevents loading or exporting.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from functools import partial

from toimintamalli._entry_points import Offer
from toimintamalli.checks import (
    _basics,
    _composition,
    _evaluation,
    _form,
    _metrics,
    _personal_data,
    _programme,
    _rooting,
    _rooting_open,
)
from toimintamalli.checks._offered import offered_checks, run_offered
from toimintamalli.checks._running import findings_of
from toimintamalli.checks._selection import Selection
from toimintamalli.checks._suppressions import set_aside
from toimintamalli.diagnostics import Diagnostic, Report
from toimintamalli.model import PracticeModel

__all__ = ["check"]

_CHECKS: tuple[Callable[[PracticeModel], Iterable[Diagnostic]], ...] = (
    _basics.missing_basic_data,
    _form.empty_required_fields,
    _form.unknown_fields,
    _form.doubled_fields,
    _form.sections_without_heading,
    _form.unplaced_text,
    _programme.unknown_identifiers,
    _evaluation.doubled_evaluations,
    _evaluation.impossible_participants,
    _evaluation.answers_that_cannot_count,
    _evaluation.reasons_wanted,
    _evaluation.missing_details,
    _rooting.impossible_times,
    _rooting.unlikely_days,
    _rooting.doubled_names,
    _rooting.tasks_without_owner,
    _rooting.leaving_owners,
    _rooting_open.means_in_doubt,
    _rooting_open.decision_in_doubt,
    _rooting.phases_out_of_order,
    _rooting_open.giving_up_in_doubt,
    _rooting.unknown_names,
    _rooting_open.claims_without_evidence,
    _rooting_open.management_not_told,
    _rooting_open.risks_without_response,
    _rooting_open.missing_review,
    _composition.outdated_texts,
    _composition.uncovered_points,
    _metrics.missing_goals,
    _metrics.missing_follow_up,
    _metrics.order_of_observations,
    _metrics.impossible_numbers,
    _metrics.broken_references,
    _personal_data.personal_data_in_texts,
    _personal_data.evaluators_in_sight,
)


_CHECKS_ON_A_DAY: tuple[Callable[[PracticeModel, datetime.date], Iterable[Diagnostic]], ...] = ()
"""Checks that only a day can decide, such as whether an evaluation has grown old."""


def check(
    model: PracticeModel,
    *,
    today: datetime.date | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
) -> Report:
    """Return what the model lacks or leaves in doubt.

    A check that fails is told as a fault of that check (TM920), and the others go on.

    Args:
        model: The model; it is not changed.
        today: The day from which the model is seen. Without it, what depends on the day is not
            checked, and no suppression has come to its end.
        select: Codes, or beginnings of codes, that are told; all by default.
        ignore: Codes, or beginnings of codes, that are not told; they win over `select`.

    Returns:
        Findings in the order of the form. Those that the model sets aside stand apart, under
        `suppressed`.

    Raises:
        OptionError: `select` or `ignore` has a word that begins no code.

    Example:
        >>> from toimintamalli.model import PracticeModel
        >>> check(PracticeModel()).codes[:2]
        ('TM202', 'TM202')
        >>> check(PracticeModel(), select=["TM2"], ignore=["TM202"]).codes[:1]
        ('TM201',)
    """
    wanted = Selection.of(select, ignore)
    findings = [
        *(found for rule in _CHECKS for found in findings_of(_name(rule), partial(rule, model))),
        *(
            found
            for offer in offered_checks()
            for found in findings_of(_owner(offer), partial(run_offered, offer, model))
        ),
    ]
    if today is not None:
        findings += (
            found
            for rule in _CHECKS_ON_A_DAY
            for found in findings_of(_name(rule), partial(rule, model, today))
        )
    told, suppressed = set_aside(findings, model.suppressions, today)
    return Report(filter(wanted.takes, told), filter(wanted.takes, suppressed))


def _name(rule: Callable[..., object]) -> str:
    return f"{rule.__module__}.{rule.__qualname__}"


def _owner(offer: Offer) -> str:
    return f"{offer.distribution}:{offer.name}"
