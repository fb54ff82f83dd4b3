"""Checks: what a practice model still lacks, and what is doubtful.

Each check is one function that yields findings; none prevents loading or exporting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from toimintamalli.checks import (
    _basics,
    _composition,
    _evaluation,
    _form,
    _metrics,
    _programme,
    _rooting,
    _rooting_open,
)
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
)


def check(model: PracticeModel) -> Report:
    """Return what the model lacks or leaves in doubt.

    Args:
        model: The model; it is not changed.

    Returns:
        Findings in the order of the form.

    Example:
        >>> from toimintamalli.model import PracticeModel
        >>> check(PracticeModel()).codes[:2]
        ('TM202', 'TM202')
    """
    return Report(finding for rule in _CHECKS for finding in rule(model))
