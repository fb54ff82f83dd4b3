"""The words that reports of a portfolio share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from toimintamalli.model.instrument import Criterion
from toimintamalli.text import Language
from toimintamalli.vocabulary import Labels, labels

_PACKAGE: Final = "toimintamalli.analysis.reports"
_MOST_NAMED: Final = 3
"""Of how many criteria with the same share each is named."""


def report_labels(language: Language) -> Labels:
    """Return the words that reports of a portfolio share.

    Args:
        language: Language of the words.

    Example:
        >>> report_labels(Language.FINNISH)["figure.models.label"]
        'Toimintamalleja'
    """
    return labels(_PACKAGE, language)


def named_criteria(criteria: Sequence[Criterion], language: Language) -> str:
    """Return the names of criteria that share a place, or how many they are.

    Args:
        criteria: The criteria.
        language: Language of the names.

    Example:
        >>> from toimintamalli.instruments import get_instrument
        >>> readiness = get_instrument("juurtumisvalmius")
        >>> named_criteria(readiness.criteria, Language.ENGLISH)
        'Statements with this same share: 6'
    """
    words = report_labels(language)
    if len(criteria) > _MOST_NAMED:
        return words.fill("figure.many", count=len(criteria))
    names = [one.question.get(language) for one in criteria]
    return "; ".join(names) or words["figure.none"]
