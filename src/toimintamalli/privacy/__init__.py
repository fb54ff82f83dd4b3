"""Audiences, and how many people an export holds; applied before any exporter sees the model."""

from __future__ import annotations

from enum import StrEnum

from toimintamalli.diagnostics import Report, diagnostic, failure
from toimintamalli.errors import OptionError
from toimintamalli.model import Portfolio, PracticeModel

__all__ = ["Audience", "as_audience", "people_report"]


class Audience(StrEnum):
    """For whom an export is made.

    Only ``internal`` is offered so far: it holds what the model holds, and says that people are
    in it. An audience that promises less must also keep that promise inside free text.
    """

    INTERNAL = "internal"


def as_audience(audience: Audience | str) -> Audience:
    """Return the audience of a name.

    Raises:
        OptionError: There is no such audience.
    """
    try:
        return Audience(audience)
    except ValueError:
        allowed = tuple(known.value for known in Audience)
        report = failure("TM909", option="audience", found=str(audience), allowed=allowed)
        raise OptionError(report) from None


def people_report(subject: PracticeModel | Portfolio) -> Report:
    """Return a finding that counts the people named in the subject; none when there are none."""
    models = subject.models if isinstance(subject, Portfolio) else (subject,)
    count = sum(len(model.basics.contributors) for model in models)
    return Report((diagnostic("TM501", "basics.contributors", count=count),) if count else ())
