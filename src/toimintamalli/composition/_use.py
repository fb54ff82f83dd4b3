"""How management is committed, and how the model has been taken into use and rooted."""

from __future__ import annotations

from collections.abc import Iterable

from toimintamalli.composition._parts import Part, joined, told
from toimintamalli.composition._prose import Prose, said, sentence
from toimintamalli.model import (
    Block,
    Decision,
    DecisionState,
    Evidence,
    EvidenceKind,
    GivingUp,
    Inline,
    OrganisationLevel,
    Ownership,
    Paragraph,
    PracticeModel,
    RootingPlan,
    StageRecord,
)
from toimintamalli.vocabulary import enum_title

__all__ = [
    "decision_paragraph",
    "evidence_line",
    "giving_up_line",
    "management",
    "stage_lines",
    "taken_into_use",
]


def management(model: PracticeModel, plan: RootingPlan, prose: Prose) -> Part:
    """Return the decision, the goals that the model serves, and who owns it afterwards."""
    goals = [said(goal) for goal in plan.strategy_goals if said(goal)]
    return joined(
        (
            told(decision_paragraph(plan.decision, prose), "rooting_plan.decision", "decision"),
            told(
                prose.listed("strategy.lead", goals),
                "rooting_plan.strategy_goals",
                "strategy_goals",
            ),
            _ownership(plan.ownership, prose),
        )
    )


def decision_paragraph(decision: Decision | None, prose: Prose) -> tuple[Block, ...]:
    """Return where the decision to establish the model stands; nothing where there is none."""
    if decision is None or decision.state is DecisionState.NONE:
        return ()
    key = f"decision.{decision.state}"
    parts: list[Inline] = [
        prose.fill(f"{key}_on", day=prose.day(decision.date)) if decision.date else prose[key]
    ]
    if decision.level.strip():
        parts.append(" " + prose.fill("decision.level", who=said(decision.level)))
    if decision.address.strip():
        parts += (" ", *prose.reference(prose["decision.read"], decision.address), ".")
    return (Paragraph(tuple(parts)),)


def _ownership(ownership: tuple[Ownership, ...], prose: Prose) -> Part:
    """Return who owns the model on the ladder, from the project to the professional."""
    ladder = list(OrganisationLevel)
    rungs = sorted(ownership, key=lambda rung: ladder.index(rung.level))
    lines = [line for rung in rungs if (line := _rung(rung, prose))]
    part = told(prose.listed("ownership.lead", lines), "rooting_plan.ownership", "ownership")
    if lines and not any(rung.after_project.strip() for rung in ownership):
        return joined((part, told((), "rooting_plan.ownership", "owner_after")))
    return part


def _rung(rung: Ownership, prose: Prose) -> str:
    level = prose.of_language(enum_title(rung.level))
    now, after = said(rung.now), said(rung.after_project)
    if now and after:
        key = "same" if now == after else "both"
    elif now or after:
        key = "now" if now else "after"
    else:
        return ""
    return prose.fill(f"owner.{key}", level=level, now=now, after=after)


def taken_into_use(model: PracticeModel, plan: RootingPlan, prose: Prose) -> Part:
    """Return the stages by unit, what shows rooting, and which old practices end."""
    shown = [one for task in plan.tasks for one in task.evidence]
    shown += (one for precondition in plan.preconditions for one in precondition.evidence)
    shown += plan.decision.evidence if plan.decision else ()
    evidence = [line for one in shown if (line := evidence_line(one, model, prose))]
    ended = [text for one in plan.giving_up if (text := giving_up_line(one, prose))]
    stages = prose.listed("stages.lead", stage_lines(model.stages, prose))
    return joined(
        (
            told(stages, "stages", "stages"),
            told(
                prose.listed("evidence.lead", tuple(dict.fromkeys(evidence))),
                "rooting_plan.tasks",
                "evidence",
            ),
            # A model that replaces nothing has nothing to give up.
            Part(prose.listed("giving_up.lead", ended)),
        )
    )


def stage_lines(stages: Iterable[StageRecord], prose: Prose) -> tuple[str, ...]:
    """Return the stages that each unit has reached, unit by unit."""
    by_unit: dict[str, list[str]] = {}
    for record in stages:
        by_unit.setdefault(said(record.unit), []).append(_stage(record, prose))
    return tuple(
        f"{unit}: {', '.join(reached)}" if unit else _capital(", ".join(reached))
        for unit, reached in by_unit.items()
    )


def _stage(record: StageRecord, prose: Prose) -> str:
    stage = prose.of_language(enum_title(record.stage)).lower()
    dated = f"{stage} {prose.day(record.date)}" if record.date else stage
    return f"{dated} ({said(record.note)})" if said(record.note) else dated


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def evidence_line(
    evidence: Evidence, model: PracticeModel, prose: Prose
) -> tuple[Inline, ...] | None:
    """Return what shows something; None where the evidence says nothing."""
    title, address = evidence.title, evidence.address
    if evidence.kind is EvidenceKind.METRIC:
        names = {metric.id: metric.name for metric in model.metrics}
        title, address = title.strip() or names.get(address.strip(), address), ""
    shown = prose.reference(title, address)
    if not any(shown):
        return None
    kind = prose.of_language(enum_title(evidence.kind))
    day = f", {prose.day(evidence.date)}" if evidence.date else ""
    return (f"{kind}: ", *shown, day)


def giving_up_line(one: GivingUp, prose: Prose) -> str:
    """Return an old practice that ends, when, and who confirmed it."""
    what = said(one.what)
    if not what:
        return ""
    if one.when:
        what = prose.fill("ended.when", what=what, day=prose.day(one.when))
    confirmed = said(one.confirmed_by)
    by = prose.fill("ended.confirmed", who=confirmed) if confirmed else ""
    return f"{sentence(what)} {by}".strip()
