"""Suggestions: what the rules say of one model."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from toimintamalli.model import OrganisationLevel, PracticeModel, Risk, RootingPlan, Task
from toimintamalli.suggestions._rules import Becomes, Effort, SuggestionRule, suggestion_rules
from toimintamalli.suggestions._triggers import Found, SuggestionSource, find
from toimintamalli.vocabulary import Provenance

__all__ = ["Suggestion", "every_suggestion", "suggest"]

_IDENTIFIER = re.compile(r"[A-Za-z0-9_-]{1,40}")
_LONGEST_SLUG = 24
_DIGEST = 6


@frozen(kw_only=True)
class Suggestion:
    """A task that a rule suggests; nothing happens before people accept it.

    Attributes:
        id: Stable ASCII identifier: the rule, and what it found. It does not change with the order
            or place of things in the model.
        rule: Identifier of the rule.
        sources: What it follows from; several where several things call for the same task.
        task: The task, in the language of the model; it gets its identifier when it is accepted.
        risk: The risk that comes into the plan instead of the task, where the rule says so.
        owner: On which level of the organisation it should be looked after.
        effort: How much work it is.
        priority: How urgent it is, from 1, the most urgent.
        provenance: Where the rule comes from.
    """

    id: str
    rule: str
    sources: tuple[SuggestionSource, ...]
    task: Task
    risk: Risk | None = None
    owner: OrganisationLevel
    effort: Effort
    priority: int
    provenance: Provenance

    @property
    def source(self) -> SuggestionSource:
        """The first of the sources."""
        return self.sources[0]


def suggest(model: PracticeModel) -> tuple[Suggestion, ...]:
    """Return the suggestions that nobody has decided about yet.

    They follow from low replies in the latest evaluation with a set, from open preconditions, from
    what the plan lacks, from doubts that nothing eases, from notes of group boards with many votes,
    and from metrics without baseline or target.

    Args:
        model: The model; it is not changed.

    Returns:
        The most urgent first, then in the order of the rules.

    Example:
        >>> import toimintamalli as tm
        >>> suggestions = suggest(tm.load("malli.yaml"))
        >>> suggestions[0].id, suggestions[0].owner.value
        ('decision', 'service_director')
        >>> suggestions[0].source.level
        'cannot_yet'
    """
    decided = {record.id for record in (model.rooting_plan or RootingPlan()).suggestions}
    return tuple(one for one in every_suggestion(model) if one.id not in decided)


def every_suggestion(model: PracticeModel) -> tuple[Suggestion, ...]:
    """Return all that the rules suggest, also what is decided already.

    Args:
        model: The model; it is not changed.
    """
    made = [one for rule in suggestion_rules() for one in _suggestions(rule, model)]
    return tuple(sorted(made, key=lambda one: one.priority))


def _suggestions(rule: SuggestionRule, model: PracticeModel) -> Iterator[Suggestion]:
    found: dict[str, list[Found]] = {}
    for trigger in rule.triggers:
        for one in find(trigger, model):
            found.setdefault(_identifier(rule.id, one.key), []).append(one)
    for name, same in found.items():
        yield _suggestion(name, rule, same, model)


def _suggestion(
    name: str, rule: SuggestionRule, same: Sequence[Found], model: PracticeModel
) -> Suggestion:
    first = same[0]
    what = rule.task.get(model.language).replace("{text}", first.text)
    is_risk = rule.becomes is Becomes.RISK
    return Suggestion(
        id=name,
        rule=rule.id,
        sources=tuple(dict.fromkeys(one.source for one in same)),
        task=Task(
            id="", what=what, worklist_row=rule.worklist_row, phase=rule.phase, kind=rule.kind
        ),
        risk=Risk(what=first.source.text) if is_risk else None,
        owner=rule.owner_of(first.level),
        effort=rule.effort,
        priority=rule.priority,
        provenance=rule.provenance,
    )


def _identifier(rule: str, key: Iterable[str]) -> str:
    return ".".join((rule, *map(_slug, key)))


def _slug(part: str) -> str:
    """Return a part of an identifier in ASCII; what does not fit is told apart by its digest."""
    if _IDENTIFIER.fullmatch(part):
        return part
    folded = unicodedata.normalize("NFKD", part).encode("ascii", "ignore").decode("ascii")
    words = re.sub(r"[^a-z0-9]+", "-", folded.lower())[:_LONGEST_SLUG].strip("-")
    digest = hashlib.sha256(part.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST]
    return f"{words}-{digest}".lstrip("-")
