"""Rules of suggestions, as ``rules.toml`` holds them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Any

from attrs import frozen

from toimintamalli._data import read_toml
from toimintamalli.model import EstablishmentPhase, NoteKind, OrganisationLevel, TaskKind
from toimintamalli.text import LocalizedText
from toimintamalli.vocabulary import Provenance, read_provenance

__all__ = ["Becomes", "Effort", "SourceKind", "SuggestionRule", "Trigger", "suggestion_rules"]


class SourceKind(StrEnum):
    """What of a model a suggestion follows from."""

    EVALUATION = "evaluation"
    """A criterion whose reply is low, or which cannot be assessed yet."""
    PRECONDITION = "precondition"
    """A precondition that is open in the plan."""
    WORKLIST = "worklist"
    """A row of Juuruttajan työlista without an answer."""
    RESOURCE_GAP = "resource_gap"
    """A resource of which less is secured than needed."""
    RESOURCE_PAYER = "resource_payer"
    """A resource without a payer."""
    OWNERSHIP = "ownership"
    """No level of the organisation has an owner."""
    OWNERSHIP_LEVEL = "ownership_level"
    """A level without an owner after the project."""
    DECISION = "decision"
    """There is no decision to establish the practice."""
    GIVING_UP = "giving_up"
    """Nothing is given up."""
    COMMUNICATION = "communication"
    """Nothing is told to management."""
    DOUBT = "doubt"
    """A doubt on Työpohja 4 that nothing eases."""
    NOTE = "note"
    """A note of a group board with many votes."""
    METRIC_BASELINE = "metric_baseline"
    """A metric without a baseline."""
    METRIC_TARGET = "metric_target"
    """A metric without a target."""


class Effort(StrEnum):
    """How much work a task is."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class Becomes(StrEnum):
    """What an accepted suggestion becomes in the plan."""

    TASK = "task"
    RISK = "risk"


@frozen(kw_only=True)
class Trigger:
    """What a rule looks for.

    Attributes:
        kind: Where it looks.
        instrument: Identifier of the criteria set, for an evaluation.
        criterion: Identifier of the criterion, for an evaluation or a precondition.
        at_most: Highest level that calls for a task, for an evaluation.
        row: Identifier of the row of the worklist.
        answered_by: Field of the plan that answers that row as well.
        note: Kind of note, for a group board.
        most: How many notes of each board, at most; notes level with the last are taken too.
        stems: Parts of words by which an audience of the communication plan is recognised.
    """

    kind: SourceKind
    instrument: str = ""
    criterion: str = ""
    at_most: str = ""
    row: str = ""
    answered_by: str = ""
    note: NoteKind | None = None
    most: int = 1
    stems: tuple[str, ...] = ()


@frozen(kw_only=True)
class SuggestionRule:
    """A rule: what calls for a task, and for which.

    Attributes:
        id: Stable identifier; those of its suggestions begin with it.
        priority: How urgent the task is, from 1, the most urgent.
        triggers: What it looks for; one that finds something is enough.
        task: What is to be done; ``{text}`` stands for what was found.
        becomes: What an accepted suggestion becomes.
        worklist_row: Row of Juuruttajan työlista that the task serves.
        phase: Which of the 4V it belongs to.
        kind: What the task is about, where the rule says so.
        owner: On which level of the organisation the task is looked after.
        owners: The same where it depends on the level that was found: pairs of both.
        effort: How much work it is.
        provenance: Where the rule comes from.
    """

    id: str
    priority: int
    triggers: tuple[Trigger, ...]
    task: LocalizedText
    becomes: Becomes
    worklist_row: str
    phase: EstablishmentPhase
    kind: TaskKind | None
    owner: OrganisationLevel
    owners: tuple[tuple[str, OrganisationLevel], ...]
    effort: Effort
    provenance: Provenance

    def owner_of(self, level: str) -> OrganisationLevel:
        """Return on which level the task is looked after, for a level that was found."""
        return dict(self.owners).get(level, self.owner)


@cache
def suggestion_rules() -> tuple[SuggestionRule, ...]:
    """Return the rules, in the order of their file.

    Example:
        >>> suggestion_rules()[0].id
        'decision'
    """
    table = read_toml("toimintamalli.suggestions", "rules.toml")
    provenance = read_provenance(table["provenance"])
    return tuple(_rule(rule, provenance) for rule in table["rules"])


def _rule(table: Mapping[str, Any], provenance: Provenance) -> SuggestionRule:
    kind = table.get("kind")
    return SuggestionRule(
        id=table["id"],
        priority=table["priority"],
        triggers=tuple(map(_trigger, table["triggers"])),
        task=LocalizedText(**table["task"]),
        becomes=Becomes(table.get("becomes", Becomes.TASK)),
        worklist_row=table["worklist_row"],
        phase=EstablishmentPhase(table["phase"]),
        kind=TaskKind(kind) if kind else None,
        owner=OrganisationLevel(table["owner"]),
        owners=tuple(
            (found, OrganisationLevel(owner)) for found, owner in table.get("owners", {}).items()
        ),
        effort=Effort(table["effort"]),
        provenance=provenance,
    )


def _trigger(table: Mapping[str, Any]) -> Trigger:
    note = table.get("note")
    return Trigger(
        kind=SourceKind(table["kind"]),
        instrument=table.get("instrument", ""),
        criterion=table.get("criterion", ""),
        at_most=table.get("at_most", ""),
        row=table.get("row", ""),
        answered_by=table.get("answered_by", ""),
        note=NoteKind(note) if note else None,
        most=table.get("most", 1),
        stems=tuple(table.get("stems", ())),
    )
