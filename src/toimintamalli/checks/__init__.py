"""Checks: what a practice model still lacks, and what is doubtful.

Each check is one function that yields findings; none prevents loading or exporting.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from functools import partial

from toimintamalli._entry_points import Offer
from toimintamalli.checks import (
    _abbreviations,
    _attachments,
    _basics,
    _composition,
    _dates,
    _evaluation,
    _evaluation_trust,
    _finishing,
    _form,
    _language,
    _links,
    _metrics,
    _personal_data,
    _placeholders,
    _programme,
    _readiness,
    _recording,
    _results,
    _rooting,
    _rooting_lasting,
    _rooting_open,
    _scope,
    _summary,
    _title,
    _wording,
)
from toimintamalli.checks._offered import offered_checks, run_offered
from toimintamalli.checks._running import findings_of
from toimintamalli.checks._selection import Selection
from toimintamalli.checks._suppressions import reasons_for, set_aside
from toimintamalli.diagnostics import Diagnostic, Report
from toimintamalli.model import PracticeModel

__all__ = ["Selection", "check", "check_selected", "reasons_for"]

_CHECKS: tuple[Callable[[PracticeModel], Iterable[Diagnostic]], ...] = (
    _basics.missing_basic_data,
    _form.empty_required_fields,
    _form.unknown_fields,
    _form.doubled_fields,
    _form.sections_without_heading,
    _form.unplaced_text,
    _placeholders.placeholder_texts,
    _results.evaluated_without_results,
    _wording.model_without_content,
    _wording.project_as_solution,
    _wording.project_as_name,
    _attachments.content_behind_links,
    _attachments.fields_of_attachments_only,
    _attachments.unopened_attachments,
    _attachments.images_without_alt_text,
    _scope.other_than_models,
    _scope.parts_of_models,
    _summary.length_of_summary,
    _results.future_instead_of_results,
    _results.results_behind_links,
    _language.other_language,
    _abbreviations.unopened_abbreviations,
    _programme.unknown_identifiers,
    _readiness.ready_without_evaluation,
    _readiness.ready_without_fate,
    _readiness.missing_metrics,
    _readiness.ready_without_publication,
    _title.programme_code_of_the_title,
    _title.county_of_the_title,
    _title.title_against_data,
    _finishing.missing_funders,
    _finishing.co_maintainers_of_the_county,
    _finishing.publication_in_doubt,
    _finishing.missing_collection,
    _finishing.missing_programme_evaluation,
    _recording.points_not_spoken_of,
    _dates.days_out_of_order,
    _dates.doubtful_days,
    _links.addresses_in_doubt,
    _evaluation.doubled_evaluations,
    _evaluation.impossible_participants,
    _evaluation.answers_that_cannot_count,
    _evaluation.reasons_wanted,
    _evaluation.missing_details,
    _evaluation_trust.evaluations_before_the_edits,
    _evaluation_trust.much_left_outside,
    _evaluation_trust.levels_without_evidence,
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
    _rooting_lasting.nobody_after_the_project,
    _rooting_lasting.nothing_given_up,
    _rooting_lasting.nothing_set_aside_for_it,
    _rooting_lasting.doubts_without_easing,
    _rooting_lasting.rooted_without_decision,
    _rooting_lasting.given_up_before_the_decision,
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


_CHECKS_ON_A_DAY: tuple[Callable[[PracticeModel, datetime.date], Iterable[Diagnostic]], ...] = (
    _dates.days_to_come,
    _dates.passed_reviews,
    _evaluation_trust.stale_evaluations,
)
"""Checks that only a day can decide, such as whether an evaluation has grown old."""


def check(
    model: PracticeModel,
    *,
    today: datetime.date | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    preview: bool = False,
) -> Report:
    """Return what the model lacks or leaves in doubt.

    A check that fails is told as a fault of that check (TM920), and the others go on.

    Args:
        model: The model; it is not changed.
        today: The day from which the model is seen. Without it, what depends on the day is not
            checked, and no suppression has come to its end.
        select: Codes, or beginnings of codes, that are told; all by default.
        ignore: Codes, or beginnings of codes, that are not told; they win over `select`.
        preview: Whether codes on trial are told; those selected by their whole name always are.

    Returns:
        Findings in the order of the form. Those that the model sets aside stand apart, under
        `suppressed`. A code selected that is on its way out is told with what replaces it
        (TM921).

    Raises:
        OptionError: `select` or `ignore` has a word that begins no code, or selects one that has
            been removed.

    Example:
        >>> from toimintamalli.model import PracticeModel
        >>> check(PracticeModel()).codes[:2]
        ('TM202', 'TM202')
        >>> check(PracticeModel(), select=["TM2"], ignore=["TM202"]).codes[:1]
        ('TM201',)
    """
    selection = Selection.of(select, ignore, preview=preview)
    return check_selected(model, selection, today) + selection.notes


def check_selected(
    model: PracticeModel, selection: Selection, today: datetime.date | None = None
) -> Report:
    """Return the findings of a selection that was made before; see `check`.

    Example:
        >>> from toimintamalli.model import PracticeModel
        >>> set(check_selected(PracticeModel(), Selection.of(["TM202"])).codes)
        {'TM202'}
    """
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
    return Report(filter(selection.takes, told), filter(selection.takes, suppressed))


def _name(rule: Callable[..., object]) -> str:
    return f"{rule.__module__}.{rule.__qualname__}"


def _owner(offer: Offer) -> str:
    return f"{offer.distribution}:{offer.name}"
