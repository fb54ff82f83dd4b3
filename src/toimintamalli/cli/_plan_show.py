"""Where a rooting plan stands, for people, at the width of their terminal."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TypeAlias

from toimintamalli.analysis.means import ResourceSum
from toimintamalli.analysis.ownership import LevelOwners
from toimintamalli.analysis.plans import PlanState, PreconditionStanding
from toimintamalli.analysis.timetable import Due, PhaseStanding
from toimintamalli.cli._console import show_table
from toimintamalli.cli._plan_deviations import deviation_lines
from toimintamalli.cli._show import echo, wrapped
from toimintamalli.cli._words import Words
from toimintamalli.composition import PointCoverage
from toimintamalli.diagnostics import CORE_CATALOGUE
from toimintamalli.model import (
    Decision,
    GivingUp,
    PlanReview,
    PreconditionState,
    RootingPlan,
)
from toimintamalli.vocabulary import (
    enum_title,
    field_title,
    labels,
    shown_date,
    shown_number,
    worklist,
)

__all__ = ["show_state"]

_SIGNS = {
    PreconditionState.OPEN: "○",
    PreconditionState.IN_PROGRESS: "◐",
    PreconditionState.MET: "●",
}
_WIDEST_UNIT = 12


def show_state(state: PlanState, coverage: Iterable[PointCoverage], words: Words) -> None:
    """Show where a plan stands: what is late first, what was promised last.

    Args:
        state: Where the plan stands.
        coverage: Which of the points to record the plan covers.
        words: Words of the command line.
    """
    if not state.is_planned:
        _say(words["plan_show.nothing"])
        return
    _product(state, words)
    for title, lines in _ahead(state, words):
        _section(title, lines)
    _section(_title("resources", words), _unpaid(state, words))
    _resources(state, words)
    for title, lines in (*_settled(state, words), *_followed(state, words)):
        _section(title, lines)
    _section(words["plan_show.points"], (_point(one, words) for one in coverage))


def _say(text: str, indent: str = "") -> None:
    echo("\n".join(wrapped(text, indent)))


def _section(title: str, lines: Iterable[str]) -> None:
    """Show a heading and its lines; each line says itself how far it is drawn in."""
    shown = list(lines)
    if shown:
        echo()
        _say(title)
        for line in shown:
            _say(line, "  • ")


def _title(field: str, words: Words) -> str:
    return field_title(RootingPlan, field).get(words.language)


_Sections: TypeAlias = Iterator[tuple[str, Iterable[str]]]


def _ahead(state: PlanState, words: Words) -> _Sections:
    """Yield what waits: days, and preconditions that are not met."""
    yield from _days(state, words)
    met = len(state.preconditions) - len(state.open_preconditions)
    of = words.fill("plan_show.of", count=met, total=len(state.preconditions))
    title = f"{_title('preconditions', words)}: {of}"
    yield title, (_precondition(one, words) for one in state.preconditions)


def _settled(state: PlanState, words: Words) -> _Sections:
    """Yield what has been agreed, and with whom."""
    plan = state.plan
    yield (
        _title("ownership", words),
        (_level(one, words) for one in state.ownership if _speaks(one)),
    )
    yield _title("decision", words), [_decision(plan.decision or Decision(), words)]
    yield _title("strategy_goals", words), plan.strategy_goals
    yield _title("giving_up", words), (_giving_up(one, words) for one in plan.giving_up)
    yield _title("communication", words), _audiences(state, words)
    yield words["plan_show.risks"], (risk.what for risk in state.unanswered_risks)


def _followed(state: PlanState, words: Words) -> _Sections:
    """Yield how far it has come, and how that departs from what was promised."""
    plan = state.plan
    yield worklist().title.get(words.language), _rows(state, words)
    yield words["plan_show.phases"], (_phase(one, words) for one in _planned(state))
    yield _title("tasks", words), _tasks(state, words)
    yield words["plan_show.evidence"], _evidence(state, words)
    if plan.baseline:
        day = shown_date(plan.baseline.date, words.language)
        none = [words["plan_show.no_deviations"]]
        lines = list(deviation_lines(state.deviations, words)) or none
        yield words.fill("plan_show.deviations", day=day), lines
    yield _title("reviews", words), (_review(one, words) for one in plan.reviews)
    yield _title("lessons", words), plan.lessons
    yield _title("next_review", words), [_day(plan.next_review, words)]


def _product(state: PlanState, words: Words) -> None:
    seen = state.as_of
    key = "plan_show.seen_from" if seen else "plan_show.seen"
    echo(words.fill(key, day=_day(seen, words)))
    echo()
    _say(state.plan.what.strip() or words["plan_show.no_product"])
    if state.plan.why.strip():
        _say(state.plan.why, "  ")


def _day(day: datetime.date | None, words: Words) -> str:
    return shown_date(day, words.language) if day else words["plan_show.no_day"]


# -- days -------------------------------------------------------------------------------------


def _days(state: PlanState, words: Words) -> Iterator[tuple[str, Iterable[str]]]:
    if state.as_of is None:
        yield words["plan_show.waiting"], (_due(item, words) for item in state.due)
        return
    none = [words["plan_show.none"]]
    late = [_due(item, words) for item in state.overdue]
    yield words.fill("plan_show.overdue", count=len(late)), late or none
    soon = [_due(item, words) for item in state.soon]
    title = words.fill("plan_show.soon", days=state.within, count=len(soon))
    yield title, soon or none


def _due(item: Due, words: Words) -> str:
    return f"{shown_date(item.date, words.language)}{_away(item, words)}: {_what(item, words)}"


def _away(item: Due, words: Words) -> str:
    if item.days is None:
        return ""
    key = "late" if item.days < 0 else "ahead" if item.days else "today"
    return f" ({words.fill(f'plan_show.{key}', days=abs(item.days))})"


def _what(item: Due, words: Words) -> str:
    if item.task:
        owner = item.task.owner_role or item.task.owner_organisation
        return f"{item.task.what} ({owner})" if owner else item.task.what
    given = item.giving_up.what if item.giving_up else ""
    return labels(CORE_CATALOGUE, words.language).fill(f"calendar.{item.kind}", what=given)


# -- preconditions, worklist and phases -------------------------------------------------------


def _precondition(standing: PreconditionStanding, words: Words) -> str:
    language = words.language
    state = f"{_SIGNS[standing.state]} {enum_title(standing.state).get(language).lower()}"
    state = state if standing.is_told else f"{state} ({words['plan_show.untold']})"
    question = standing.criterion.question.get(language)
    shown = [*standing.notes]
    if standing.evidence:
        titles = (e.title or enum_title(e.kind).get(language) for e in standing.evidence)
        shown.append(words.fill("plan_show.shown_by", evidence=", ".join(titles)))
    return f"{state}: {question}{''.join(f' – {text}' for text in shown)}"


def _rows(state: PlanState, words: Words) -> Iterator[str]:
    unanswered = [row for row in state.worklist if not row.is_answered]
    total = len(state.worklist)
    yield words.fill("plan_show.answered", count=total - len(unanswered), total=total)
    for standing in unanswered:
        yield words.fill("plan_show.unanswered", name=standing.row.name.get(words.language))


def _tasks(state: PlanState, words: Words) -> list[str]:
    counted = [
        f"{enum_title(group.state).get(words.language).lower()} {len(group.tasks)}"
        for group in state.tasks
    ]
    return [" · ".join(counted)]


def _planned(state: PlanState) -> list[PhaseStanding]:
    return [phase for phase in state.phases if phase.is_planned]


def _phase(standing: PhaseStanding, words: Words) -> str:
    language = words.language
    ends = [shown_date(day, language) if day else "" for day in (standing.start, standing.end)]
    times = f" {ends[0]}–{ends[1]}" if any(ends) else ""
    counted = words.fill("plan_show.tasks", count=len(standing.tasks))
    ahead = ", ".join(enum_title(phase).get(language) for phase in standing.ahead_of)
    note = f" – {words.fill('plan_show.ahead_of', phases=ahead)}" if ahead else ""
    return f"{enum_title(standing.phase).get(language)}{times} ({counted}){note}"


def _review(review: PlanReview, words: Words) -> str:
    told = " → ".join(filter(None, (review.finding.strip(), review.decision.strip())))
    return f"{shown_date(review.date, words.language)}: {told or '–'}"


def _point(point: PointCoverage, words: Words) -> str:
    state = words[f"compose.coverage.{point.state}"]
    return f"{state}: {point.title.get(words.language)}"


# -- means, owners and decision ---------------------------------------------------------------


def _unpaid(state: PlanState, words: Words) -> list[str]:
    if not state.resources:
        return [words["plan_show.none"]]
    names = [one.what or enum_title(one.kind).get(words.language) for one in state.unpaid]
    key = "unpaid" if names else "all_paid"
    return [words.fill(f"plan_show.{key}", resources=", ".join(names))]


def _resources(state: PlanState, words: Words) -> None:
    if not state.resources:
        return
    heads = ("year", "time", "kind", "needed", "secured", "missing", "unit", "unknown")
    echo()
    show_table(
        [words[f"table.{head}"] for head in heads],
        [_sum(one, words) for one in state.resources],
        left=(1, 2, 6),
    )
    surplus = [one for one in state.resources if one.surplus]
    for one in surplus:
        kind = enum_title(one.kind).get(words.language)
        amount = f"{_amount(one.surplus, words)} {one.unit}".strip()
        _say(words.fill("plan_show.surplus", kind=kind, amount=amount), "  ")


def _sum(one: ResourceSum, words: Words) -> list[str]:
    time = {True: "after", False: "during", None: "not_known"}[one.after_project]
    unit = one.unit if len(one.unit) <= _WIDEST_UNIT else f"{one.unit[: _WIDEST_UNIT - 1]}…"
    return [
        "–" if one.year is None else str(one.year),
        words[f"time.{time}"],
        enum_title(one.kind).get(words.language),
        _amount(one.needed, words),
        _amount(one.secured, words),
        _amount(one.missing, words),
        unit,
        str(one.unknown),
    ]


def _amount(amount: Decimal | None, words: Words) -> str:
    return "?" if amount is None else shown_number(amount, words.language)


def _speaks(owners: LevelOwners) -> bool:
    """Whether a level is worth a line: of the project itself only where it owns something."""
    return bool(owners.now or owners.after or owners.is_left_alone)


def _level(owners: LevelOwners, words: Words) -> str:
    level = enum_title(owners.level).get(words.language)
    now = ", ".join(owners.now) or "–"
    nobody = words["plan_show.nobody"] if owners.is_left_alone else "–"
    after = ", ".join(owners.after) or nobody
    leaving = ", ".join(word for one in owners.leaving for word in one.words)
    note = f" – {words.fill('plan_show.leaving', words=leaving)}" if leaving else ""
    return f"{level}: {now} → {after}{note}"


def _decision(decision: Decision, words: Words) -> str:
    day = shown_date(decision.date, words.language) if decision.date else ""
    parts = [enum_title(decision.state).get(words.language), decision.level, day, decision.address]
    return ", ".join(filter(None, parts))


def _giving_up(given: GivingUp, words: Words) -> str:
    confirmed = given.confirmed_by.strip()
    key = "confirmed" if confirmed else "unconfirmed"
    told = words.fill(f"plan_show.{key}", by=confirmed)
    return f"{given.what}: {_day(given.when, words)}, {told}"


# -- people and evidence ----------------------------------------------------------------------


def _audiences(state: PlanState, words: Words) -> Iterator[str]:
    for one in state.audiences:
        yield words.fill("plan_show.audience", audience=one.audience, count=len(one.items))
    if not state.names_management:
        yield words["plan_show.no_management"]


def _evidence(state: PlanState, words: Words) -> Iterator[str]:
    for group in state.evidence:
        if group.evidence:
            titles = ", ".join(filter(None, (one.title for one in group.evidence)))
            kind = enum_title(group.kind).get(words.language)
            yield f"{kind} ({len(group.evidence)}){f': {titles}' if titles else ''}"
