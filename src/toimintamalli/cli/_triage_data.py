"""How far descriptions have come as plain data, for programs."""

from __future__ import annotations

from typing import Any

from toimintamalli.analysis.triage import TriageClass, TriageReason
from toimintamalli.analysis.triage_portfolio import (
    TriageDivision,
    TriagedModel,
    TriageGroup,
    TriageSummary,
)
from toimintamalli.cli._evaluate_data import share_data
from toimintamalli.cli._show import as_data
from toimintamalli.cli._words import Words
from toimintamalli.vocabulary import Provenance, triage_rule

__all__ = ["triage_counts_data", "triage_data"]


def triage_data(
    summary: TriageSummary, words: Words, of_class: TriageClass | None, top: int | None
) -> dict[str, Any]:
    """Return the classes of many descriptions, each with its reasons, and whom to help first.

    Args:
        summary: The descriptions with their classes.
        words: Words of the command line.
        of_class: The class that is listed; None for all, and for those to help in each area.
        top: How many are listed of each area; None for all.
    """
    rule = triage_rule()
    return {
        **triage_counts_data(summary, words),
        "provenance": _provenance(rule.provenance, words),
        "rule_provenance": _provenance(rule.rule_provenance, words),
        "areas": _division(summary.areas, words, of_class, top),
        "counties": _division(summary.counties, words, of_class, top),
        "descriptions": [
            _description(one, words)
            for one in summary.models
            if of_class in (None, one.triage.triage_class)
        ],
        "findings": as_data(summary.problems, words),
    }


def triage_counts_data(summary: TriageSummary, words: Words) -> dict[str, Any]:
    """Return how many descriptions are in each class, and for which reasons."""
    rule, language = triage_rule(), words.language
    return {
        "models": len(summary.models),
        "unreadable": summary.unreadable,
        "classes": [
            {
                "class": one.triage_class.value,
                "name": rule.class_words(one.triage_class).name.get(language),
                "explanation": rule.class_words(one.triage_class).explanation.get(language),
                **share_data(one.share),
            }
            for one in summary.classes
        ],
        "reasons": [
            {
                "reason": one.kind.value,
                "name": rule.reason_words(one.kind).title.get(language),
                **share_data(one.share),
            }
            for one in summary.reasons
        ],
    }


def _provenance(provenance: Provenance, words: Words) -> dict[str, Any]:
    note = provenance.note
    return {
        "status": provenance.status.value,
        "source": provenance.source,
        "read": provenance.read.isoformat(),
        "note": note.get(words.language) if note else None,
    }


def _division(
    division: TriageDivision, words: Words, of_class: TriageClass | None, top: int | None
) -> dict[str, Any]:
    return {
        "repeated": division.repeated,
        "groups": [
            {
                "key": one.group.key,
                "name": one.group.name.get(words.language),
                "models": one.group.count,
                "classes": {found.triage_class.value: found.share.count for found in one.classes},
                "in_order": [listed.source for listed in _listed(one, of_class)[:top]],
            }
            for one in division.groups
        ],
    }


def _listed(group: TriageGroup, of_class: TriageClass | None) -> tuple[TriagedModel, ...]:
    if of_class is None:
        return group.help_first
    return tuple(one for one in group.models if one.triage.triage_class is of_class)


def _description(one: TriagedModel, words: Words) -> dict[str, Any]:
    found, model = one.triage, one.model
    return {
        "file": one.source,
        "id": model.id,
        "title": model.basics.title,
        "counties": list(model.programme.counties),
        "class": found.triage_class.value,
        "reasons": [_reason(reason, words) for reason in found.reasons],
        "missing": [
            {"part": part.value, "step": step}
            for part, step in zip(found.missing, found.steps(words.language), strict=True)
        ],
        "lacking": [part.value for part in found.lacking],
        "open_fields": list(found.open_fields),
        "required_fields": found.required_fields,
    }


def _reason(reason: TriageReason, words: Words) -> dict[str, Any]:
    return {
        "reason": reason.kind.value,
        "path": reason.path,
        "quote": reason.quote or None,
        "sentence": reason.sentence(words.language),
    }
