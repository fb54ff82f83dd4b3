"""The days of a rooting plan as a calendar file (iCalendar, RFC 5545); the only user of icalendar.

The same model gives the same bytes, and an item keeps its identifier when its day changes, so that
a calendar that imports the file again moves the event and does not double it.
"""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from attrs import frozen

from toimintamalli.analysis.timetable import Due, DueKind, due_days
from toimintamalli.diagnostics import CORE_CATALOGUE, failure
from toimintamalli.errors import SubjectError, UnknownFormatError
from toimintamalli.model import DecisionState, PhasePlan, PracticeModel, RootingPlan
from toimintamalli.text import Language
from toimintamalli.vocabulary import Labels, enum_title, labels

if TYPE_CHECKING:
    from icalendar import Event

__all__ = ["plan_calendar"]

_ONE_DAY = datetime.timedelta(days=1)
_DECISION = "decision"


@frozen(kw_only=True)
class _Entry:
    """One event.

    Attributes:
        item: What of the model it is, whatever its day.
        title: What is shown in the calendar.
        start: First day.
        end: Last day.
        people: Who answers for it.
    """

    item: tuple[str, ...]
    title: str
    start: datetime.date
    end: datetime.date
    people: tuple[str, ...] = ()


def plan_calendar(
    model: PracticeModel,
    *,
    names: bool = False,
    language: Language | str = Language.FINNISH,
    stamp: datetime.date | None = None,
) -> bytes:
    """Return the days of the rooting plan and its model as a calendar file.

    In it are due days of tasks that are still to be done, times of the 4V phases, days on which
    old practices end, the day of the decision, and the reviews of the plan and of the model; all
    of them events that last whole days and leave nobody busy.

    Args:
        model: The model.
        names: Whether roles and organisations that answer for something are told; without it they
            are left out.
        language: Language of the words around the content.
        stamp: Day on which the calendar is made; each event's own first day by default.

    Returns:
        The content of an ``.ics`` file.

    Raises:
        SubjectError: The model has no day to put into a calendar (TM425).
        UnknownFormatError: The package icalendar is not installed (TM424).
        OptionError: The library does not speak the language.

    Example:
        >>> import toimintamalli as tm
        >>> lines = plan_calendar(tm.load("malli.yaml")).decode("utf-8").splitlines()
        >>> [line for line in lines if line.startswith("SUMMARY")][-1]
        'SUMMARY:Toimintamallin tarkistus'
    """
    words = labels(CORE_CATALOGUE, language)
    entries = sorted(_entries(model, words), key=lambda entry: (entry.start, entry.item))
    if not entries:
        raise SubjectError(failure("TM425"))
    try:
        from icalendar import Calendar
    except ModuleNotFoundError:
        raise UnknownFormatError(failure("TM424")) from None
    calendar = Calendar()
    calendar.add("prodid", f"-//toimintamalli//{_safe(words['calendar.name'])}//{words.language}")
    calendar.add("version", "2.0")
    title = _safe(model.basics.title)
    if title:
        calendar.add("x-wr-calname", title)
    met: Counter[tuple[str, ...]] = Counter()
    for entry in entries:
        met[entry.item] += 1
        event = _event(entry, title, words, names=names)
        event.add("uid", _identifier(model, entry.item, met[entry.item]))
        event.add("dtstamp", _midnight(stamp or entry.start))
        calendar.add_component(event)
    data: bytes = calendar.to_ical()
    return data


# -- what is in it ----------------------------------------------------------------------------


def _entries(model: PracticeModel, words: Labels) -> Iterator[_Entry]:
    plan = model.rooting_plan or RootingPlan()
    for item in due_days(model, None):
        if item.kind is not DueKind.DECISION:
            yield _of_due(item, words)
    for phase in plan.phases:
        yield from _of_phase(phase, words)
    decision = plan.decision
    if decision and decision.date and decision.state is not DecisionState.REJECTED:
        yield _Entry(
            item=(_DECISION,),
            title=words["calendar.decision"],
            start=decision.date,
            end=decision.date,
            people=(decision.level,),
        )


def _of_due(due: Due, words: Labels) -> _Entry:
    item, what, people = _told(due)
    title = words.fill(f"calendar.{due.kind}", what=_safe(what))
    return _Entry(item=item, title=title, start=due.date, end=due.date, people=people)


def _told(due: Due) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """Return what an item is, in which words, and who answers for it."""
    if due.task:
        owner = (due.task.owner_role, due.task.owner_organisation)
        return (due.kind, due.task.id), due.task.what, owner
    if due.giving_up:
        given = due.giving_up
        return (due.kind, given.what), given.what, (given.confirmed_by,)
    return (due.kind,), "", ()


def _of_phase(planned: PhasePlan, words: Labels) -> Iterator[_Entry]:
    """Yield a phase as one event; its ends as two where they do not make a time."""
    start, end = planned.start, planned.end
    if start and end and start <= end:
        yield _phase_entry("phase", planned, start, end, words)
        return
    if start:
        yield _phase_entry("phase_begins", planned, start, start, words)
    if end:
        yield _phase_entry("phase_ends", planned, end, end, words)


def _phase_entry(
    key: str, planned: PhasePlan, start: datetime.date, end: datetime.date, words: Labels
) -> _Entry:
    phase = enum_title(planned.phase).get(words.language)
    title = words.fill(f"calendar.{key}", phase=phase)
    item = ("phase_ends" if key == "phase_ends" else "phase", planned.phase)
    return _Entry(item=item, title=title, start=start, end=end)


# -- how it is written ------------------------------------------------------------------------


def _event(entry: _Entry, title: str, words: Labels, *, names: bool) -> Event:
    from icalendar import Event

    event = Event()
    event.add("summary", entry.title)
    event.add("dtstart", entry.start)
    if entry.end < datetime.date.max:  # the end of an event is the day after its last
        event.add("dtend", entry.end + _ONE_DAY)
    event.add("transp", "TRANSPARENT")
    description = "\n".join(_description(entry, title, words, names=names))
    if description:
        event.add("description", description)
    return event


def _description(entry: _Entry, title: str, words: Labels, *, names: bool) -> Iterable[str]:
    people = ", ".join(filter(None, map(_safe, entry.people)))
    if title:
        yield words.fill("calendar.model", title=title)
    if names and people:
        yield words.fill("calendar.people", people=people)


def _identifier(model: PracticeModel, item: tuple[str, ...], number: int) -> str:
    """Return an identifier from the model and the item: no chance, no day, no person in it."""
    named = (model.id or model.basics.title, *item, str(number))
    digest = hashlib.sha256("\0".join(named).encode("utf-8", "backslashreplace")).hexdigest()
    return f"{digest[:32]}@toimintamalli"


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC)


def _safe(text: str) -> str:
    """Return a text on one line, without signs that a calendar file cannot hold."""
    shown = (sign if sign.isprintable() else " " for sign in text)
    return " ".join("".join(shown).split())
