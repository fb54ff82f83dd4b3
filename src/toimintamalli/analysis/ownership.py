"""The ownership ladder (omistajuus): who owns the practice on each level, now and afterwards."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from toimintamalli.analysis.roles import project_words
from toimintamalli.model import OrganisationLevel, Ownership

__all__ = ["LeavingOwner", "LevelOwners", "leaving_owner", "ownership_ladder"]


@frozen(kw_only=True)
class LeavingOwner:
    """An owner after the project who may leave with the project; a guess from the words.

    Attributes:
        owner: The owner, as written.
        words: The words from which it is guessed.
    """

    owner: str
    words: tuple[str, ...]


@frozen(kw_only=True)
class LevelOwners:
    """Who owns the practice on one level of the ladder.

    Attributes:
        level: The level.
        now: Owners now.
        after: Owners after the project.
        leaving: Those of the owners after the project who may leave with it.
    """

    level: OrganisationLevel
    now: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    leaving: tuple[LeavingOwner, ...] = ()

    @property
    def is_left_alone(self) -> bool:
        """Whether nobody owns it after the project; the project itself needs no owner then."""
        return self.level is not OrganisationLevel.PROJECT and not self.after


def ownership_ladder(ownership: Iterable[Ownership]) -> tuple[LevelOwners, ...]:
    """Return every level of the ladder with its owners, from the project to the professional.

    Args:
        ownership: The owners that a plan names.

    Example:
        >>> owned = Ownership(level=OrganisationLevel.SERVICE_LEAD, now="Hanke")
        >>> [level.level.value for level in ownership_ladder([owned]) if level.now]
        ['service_lead']
    """
    named = tuple(ownership)
    return tuple(_level(level, named) for level in OrganisationLevel)


def leaving_owner(owned: Ownership, ownership: Iterable[Ownership]) -> LeavingOwner | None:
    """Return why an owner after the project may leave with it, or None where nothing tells so.

    Args:
        owned: The level in question.
        ownership: All owners of the plan: whoever owns it now as the project is the project.
    """
    after = owned.after_project.strip()
    projects = {
        other.now.strip().casefold()
        for other in ownership
        if other.level is OrganisationLevel.PROJECT
    }
    words = (after,) if after.casefold() in projects else project_words(after)
    return LeavingOwner(owner=after, words=words) if after and words else None


def _level(level: OrganisationLevel, ownership: tuple[Ownership, ...]) -> LevelOwners:
    here = [owned for owned in ownership if owned.level is level]
    leaving = [found for owned in here if (found := leaving_owner(owned, ownership))]
    return LevelOwners(
        level=level,
        now=_named(owned.now for owned in here),
        after=_named(owned.after_project for owned in here),
        leaving=tuple(leaving),
    )


def _named(owners: Iterable[str]) -> tuple[str, ...]:
    return tuple(owner.strip() for owner in owners if owner.strip())
