"""Redaction: what an audience is given of a model or portfolio, without personal data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from attrs import frozen

from toimintamalli.audience import Audience
from toimintamalli.diagnostics import Report, diagnostic
from toimintamalli.model import Portfolio, PracticeModel
from toimintamalli.privacy._audiences import as_audience

__all__ = ["Redacted", "people_report", "redact"]

SubjectT = TypeVar("SubjectT", bound="PracticeModel | Portfolio")


@frozen(kw_only=True)
class Redacted(Generic[SubjectT]):
    """What an audience is given.

    Attributes:
        subject: The model or portfolio.
        report: What was replaced, left out and hidden, and where; never what it said.
    """

    subject: SubjectT
    report: Report


def people_report(subject: PracticeModel | Portfolio) -> Report:
    """Return a finding that counts the people named in the subject; none when there are none."""
    models = subject.models if isinstance(subject, Portfolio) else (subject,)
    count = sum(bool(person.name) for model in models for person in model.basics.contributors)
    path = "models" if isinstance(subject, Portfolio) else "basics.contributors"
    return Report((diagnostic("TM501", path, count=count),) if count else ())


def redact(
    subject: SubjectT,
    audience: Audience | str = Audience.PUBLIC,
    *,
    names: Iterable[str] = (),
) -> Redacted[SubjectT]:
    """Return what an audience is given of a model or portfolio; the subject itself stays.

    People are known by the names of contributors, of all models of a portfolio together, and by
    the names given. In texts a name becomes the role and the organisation of the person; e-mail
    addresses and other personal data become a word in square brackets. An identifier that holds a
    name becomes a number, the same wherever it stands.

    Args:
        subject: A practice model or a portfolio.
        audience: For whom; ``"internal"`` is given the subject as it is.
        names: Names of people to look for beside the contributors.

    Returns:
        The redacted model or portfolio, and a report of kinds, places and counts.

    Raises:
        OptionError: There is no such audience.
        RedactionError: Personal data is still found after redaction.

    Example:
        >>> from toimintamalli.model import BasicData, Contributor
        >>> model = PracticeModel(
        ...     basics=BasicData(
        ...         summary="Kysy: Maija Mallikas, maija@esimerkki.fi",
        ...         contributors=(Contributor(name="Maija Mallikas", organisation="Kunta"),),
        ...     )
        ... )
        >>> redact(model).subject.basics.summary
        'Kysy: [kuvauksen tekijä, Kunta], [sähköposti poistettu]'
    """
    wanted = as_audience(audience)
    if wanted is Audience.INTERNAL:
        return Redacted(subject=subject, report=people_report(subject))
    # The search for names and numbers is much code, and most exports stay in the house.
    from toimintamalli.privacy._redaction import redacted

    made, report = redacted(subject, wanted, names)
    return Redacted(subject=made, report=report)
