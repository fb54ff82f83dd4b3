"""What the rooting plan of a model means for leaders: decision, owners, resources and risks."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from toimintamalli.analysis.means import ResourceSum, resource_sums
from toimintamalli.analysis.ownership import LevelOwners, ownership_ladder
from toimintamalli.model import (
    Decision,
    DecisionState,
    PracticeModel,
    Risk,
    RootingPlan,
)
from toimintamalli.vocabulary import shown_quantity
from toimintamalli_pdf.reports._unknown import Unknown
from toimintamalli_pdf.reports._words import ReportWords

__all__ = ["decision_text", "plan_rows"]


def decision_text(plan: RootingPlan | None, words: ReportWords) -> str:
    """Return where the decision to establish the practice stands, and whether it is needed.

    Args:
        plan: The plan; None where the model has none.
        words: The words of the report.
    """
    decision = (plan.decision if plan else None) or Decision()
    told = [words[f"decision.{decision.state}"]]
    if decision.state is not DecisionState.NONE or decision.level.strip():
        told.append(words.fill("decision.level", who=_or_unknown(decision.level, words)))
    if decision.state is not DecisionState.NONE or decision.date:
        day = words.day(decision.date) if decision.date else words["unknown.held"]
        told.append(words.fill("decision.day", day=day))
    return " ".join(told)


def plan_rows(
    model: PracticeModel, words: ReportWords, unknown: Unknown
) -> Iterator[tuple[str, str]]:
    """Yield the rows of the plan: the key of each, and its text.

    Args:
        model: The model.
        words: The words of the report.
        unknown: What is said of what is not there.
    """
    plan = model.rooting_plan or RootingPlan()
    nothing = unknown.held()
    ladder = ownership_ladder(plan.ownership)
    yield "owner_now", "; ".join(_owners(ladder, words, after=False)) or nothing
    yield "owner_after", "; ".join(_owners(ladder, words, after=True)) or nothing
    yield "resources", "\n".join(_resources(plan, words)) or nothing
    yield "risks", "\n".join(_risks(plan.risks, words)) or unknown.of(RootingPlan, "risks")
    yield "next_review", "; ".join(_reviews(model, plan, words)) or nothing


def _or_unknown(text: str, words: ReportWords) -> str:
    return " ".join(text.split()) or words["unknown.held"]


# -- owners -----------------------------------------------------------------------------------


def _owners(ladder: tuple[LevelOwners, ...], words: ReportWords, *, after: bool) -> Iterator[str]:
    """Yield who owns the practice on each level that has an owner; of those who may leave, that."""
    for level in ladder:
        names = level.after if after else level.now
        if names:
            title = words.value(level.level)
            owners = ", ".join(" ".join(name.split()) for name in names)
            is_same = owners.casefold() == title.casefold()
            yield owners if is_same else words.fill("owner.line", level=title, owners=owners)
    if after:
        leaving = [" ".join(one.owner.split()) for level in ladder for one in level.leaving]
        if leaving:
            yield words.fill("owner.leaving", owners=", ".join(dict.fromkeys(leaving)))


# -- resources --------------------------------------------------------------------------------


def _resources(plan: RootingPlan, words: ReportWords) -> Iterator[str]:
    """Yield what is needed, secured and missing of each kind, and what is not known of it."""
    yield from (_resource(one, words) for one in resource_sums(plan.resources))
    unpaid = sum(not resource.payer.strip() for resource in plan.resources)
    if unpaid:
        all_of_them = len(plan.resources)
        yield words.fill("resource.unpaid", count=unpaid, all=all_of_them)


def _resource(one: ResourceSum, words: ReportWords) -> str:
    amounts = (
        words.fill(f"resource.{key}", amount=_amount(amount, one.unit, words))
        for key, amount in (
            ("needed", one.needed),
            ("secured", one.secured),
            ("missing", one.missing),
        )
    )
    line = f"{_resource_name(one, words)}: {', '.join(amounts)}."
    if one.unknown and len(one.resources) > 1:
        unknown = words.fill("resource.unknown", count=one.unknown, all=len(one.resources))
        line = f"{line} {unknown}"
    return line


def _resource_name(one: ResourceSum, words: ReportWords) -> str:
    """Return the kind, year and time of a sum, and in brackets what was added."""
    told = [words.value(one.kind)]
    told += [str(one.year)] if one.year is not None else []
    if one.after_project is not None:
        told.append(words["resource.after" if one.after_project else "resource.during"])
    what = "; ".join(filter(None, (" ".join(each.what.split()) for each in one.resources)))
    return f"{', '.join(told)} ({what})" if what else ", ".join(told)


def _amount(amount: Decimal | None, unit: str, words: ReportWords) -> str:
    if amount is None:
        return words["unknown.held"]
    return shown_quantity(amount, unit, words.language)


# -- risks and reviews ------------------------------------------------------------------------


def _risks(risks: tuple[Risk, ...], words: ReportWords) -> Iterator[str]:
    for risk in risks:
        what, response = (" ".join(text.split()) for text in (risk.what, risk.response))
        if what:
            answer = response or words["risk.no_response"]
            yield words.fill("risk.line", what=what.rstrip("."), response=answer)


def _reviews(model: PracticeModel, plan: RootingPlan, words: ReportWords) -> Iterator[str]:
    if plan.next_review:
        yield words.fill("review.plan", day=words.day(plan.next_review))
    if model.next_review:
        yield words.fill("review.model", day=words.day(model.next_review))
