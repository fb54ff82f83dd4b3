"""Resources, competence and tools that the new way of working needs."""

from __future__ import annotations

from collections.abc import Iterator

from toimintamalli.composition._composed import Remark
from toimintamalli.composition._parts import Part, joined, told
from toimintamalli.composition._prose import Prose, number_of, remark, said
from toimintamalli.model import PracticeModel, Resource, ResourceKind, RootingPlan
from toimintamalli.vocabulary import enum_title

__all__ = ["resources"]

_PATH = "rooting_plan.resources"
_COUNTED = (ResourceKind.MONEY, ResourceKind.WORKING_TIME)


def resources(model: PracticeModel, plan: RootingPlan, prose: Prose) -> Part:
    """Return the resources with amounts, year, payer and gap; then competence and tools."""
    counted = [one for one in plan.resources if one.kind in _COUNTED]
    lines = [_line(one, prose) for one in counted]
    return joined(
        (
            told(prose.listed("resources.needed", lines), _PATH, "resources"),
            Part((), tuple(_open(plan))),
            _of_kind(ResourceKind.COMPETENCE, plan, prose),
            _of_kind(ResourceKind.TOOLS, plan, prose),
        )
    )


def _of_kind(kind: ResourceKind, plan: RootingPlan, prose: Prose) -> Part:
    lines = [_line(one, prose) for one in plan.resources if one.kind is kind and one.what.strip()]
    return told(prose.listed(f"resources.{kind}", lines), _PATH, f"resources_{kind}")


def _open(plan: RootingPlan) -> Iterator[Remark]:
    """Say of which amounts and payers the plan is silent."""
    for place, one in enumerate(plan.resources):
        if one.kind not in _COUNTED:
            continue
        path, what = f"{_PATH}[{place}]", said(one.what) or enum_title(one.kind)
        for field in ("needed", "secured"):
            if number_of(getattr(one, field)) is None:
                yield remark(f"{path}.{field}", f"add.{field}", what=what)
        if not one.payer.strip():
            yield remark(f"{path}.payer", "add.payer", what=what)


def _line(resource: Resource, prose: Prose) -> str:
    what = said(resource.what) or prose.of_language(enum_title(resource.kind))
    if resource.year is not None:
        what = prose.fill("resource.year", what=what, year=resource.year)
    amounts = ", ".join(_amounts(resource, prose))
    parts = [f"{what}: {amounts}." if amounts else f"{what}."]
    if resource.payer.strip():
        parts.append(prose.fill("resource.payer", who=said(resource.payer)))
    if resource.after_project is not None:
        key = "after" if resource.after_project else "during"
        parts.append(prose[f"resource.{key}"])
    return " ".join(parts)


def _amounts(resource: Resource, prose: Prose) -> Iterator[str]:
    needed, secured = number_of(resource.needed), number_of(resource.secured)
    gap = needed - secured if needed is not None and secured is not None else None
    for key, value in (("needed", needed), ("secured", secured), ("gap", gap)):
        if value is not None and (key != "gap" or value > 0):
            yield prose.fill(f"resource.{key}", amount=prose.amount(value, resource.unit))
