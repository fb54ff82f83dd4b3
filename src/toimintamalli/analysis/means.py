"""Resources of a rooting plan: what is needed, what is secured, and what is missing.

Amounts are subtracted and added as they are written: 0.3 less 0.1 leaves 0.2. Amounts of different
units are never added, and an amount that nobody gave is counted, not guessed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import Context, Decimal
from functools import reduce
from typing import TypeAlias

from attrs import frozen

from toimintamalli.model import Resource, ResourceKind

__all__ = ["ResourceSum", "exact_amount", "resource_gap", "resource_sums"]

# Enough digits for whatever two numbers of a document add up to.
_EXACT = Context(prec=1_000)

_Group: TypeAlias = tuple[ResourceKind, str, int | None, bool | None]


@frozen(kw_only=True)
class ResourceSum:
    """What the resources of one kind and unit, for one year and time, add up to.

    A surplus of one resource does not fill the lack of another: a nurse's time is no doctor's.

    Attributes:
        kind: Money, working time, competence or tools.
        unit: Unit of the amounts.
        year: Year; None where it was not given.
        after_project: Whether they are needed after the project; None if not known.
        resources: The resources that were added.
        needed: Amounts needed that are known; None where none is.
        secured: Amounts secured that are known; None where none is.
        missing: What is missing where both amounts are known; None where they nowhere are.
        surplus: What is secured beyond the need, where both amounts are known.
        unknown: How many resources lack an amount.
    """

    kind: ResourceKind
    unit: str
    year: int | None
    after_project: bool | None
    resources: tuple[Resource, ...]
    needed: Decimal | None
    secured: Decimal | None
    missing: Decimal | None
    surplus: Decimal
    unknown: int


def exact_amount(amount: float | None) -> Decimal | None:
    """Return an amount as it is written; one that is not finite is not known.

    Args:
        amount: An amount of a resource.

    Example:
        >>> exact_amount(6000.50)
        Decimal('6000.5')
    """
    if amount is None or not math.isfinite(amount):
        return None
    return _plain(Decimal(str(amount)))


def resource_gap(resource: Resource) -> Decimal | None:
    """Return what is missing of a resource, less than nothing where more is secured than needed.

    Args:
        resource: The resource.

    Returns:
        The exact difference; None unless both amounts are known.

    Example:
        >>> resource_gap(Resource(kind=ResourceKind.WORKING_TIME, needed=0.3, secured=0.1))
        Decimal('0.2')
    """
    needed, secured = exact_amount(resource.needed), exact_amount(resource.secured)
    return None if needed is None or secured is None else _plain(_EXACT.subtract(needed, secured))


def resource_sums(resources: Iterable[Resource]) -> tuple[ResourceSum, ...]:
    """Return sums by year, time, kind and unit, in that order; what is not known comes last.

    Args:
        resources: The resources of a plan.
    """
    groups: dict[_Group, list[Resource]] = {}
    for resource in resources:
        groups.setdefault(_group(resource), []).append(resource)
    ordered = sorted(groups, key=_place)
    return tuple(_summed(group, tuple(groups[group])) for group in ordered)


def _group(resource: Resource) -> _Group:
    return resource.kind, resource.unit.strip(), resource.year, resource.after_project


def _place(group: _Group) -> tuple[float, int, int, str]:
    kind, unit, year, after_project = group
    time = (False, True, None).index(after_project)
    return math.inf if year is None else year, time, list(ResourceKind).index(kind), unit


def _summed(group: _Group, resources: tuple[Resource, ...]) -> ResourceSum:
    kind, unit, year, after_project = group
    gaps = [gap for resource in resources if (gap := resource_gap(resource)) is not None]
    return ResourceSum(
        kind=kind,
        unit=unit,
        year=year,
        after_project=after_project,
        resources=resources,
        needed=_total(exact_amount(resource.needed) for resource in resources),
        secured=_total(exact_amount(resource.secured) for resource in resources),
        missing=_total(max(gap, Decimal(0)) for gap in gaps),
        surplus=_total(max(gap.copy_negate(), Decimal(0)) for gap in gaps) or Decimal(0),
        unknown=len(resources) - len(gaps),
    )


def _total(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return _plain(reduce(_EXACT.add, known)) if known else None


def _plain(amount: Decimal) -> Decimal:
    """Drop the zeros behind the decimals: 6000.0 and 6000 are one amount."""
    return (
        amount.to_integral_value()
        if amount == amount.to_integral_value()
        else _EXACT.normalize(amount)
    )
