"""Forgetting: one person is removed from a model, wherever the model tells of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from attrs import evolve, frozen

from toimintamalli.diagnostics import failure
from toimintamalli.errors import OptionError
from toimintamalli.model import Contributor, ContributorRole, PracticeModel
from toimintamalli.model.traversal import texts_of
from toimintamalli.personal_data import PersonNames
from toimintamalli.privacy._pseudonyms import Pseudonyms
from toimintamalli.privacy._redactor import Redactor
from toimintamalli.privacy._search import PersonSearch
from toimintamalli.vocabulary import labels

__all__ = ["PersonForgotten", "person_search", "without_person"]

_Counts = Counter[tuple[str, str]]


@frozen(kw_only=True)
class PersonForgotten:
    """A model without a person.

    Attributes:
        model: The model.
        counts: How much told of the person, by path and kind.
    """

    model: PracticeModel
    counts: _Counts


def person_search(person: str | Iterable[str]) -> PersonSearch:
    """Return the search for one person.

    Args:
        person: The name, or an e-mail address, or several of them of the same person.

    Raises:
        OptionError: Nothing is given.
    """
    given = [person] if isinstance(person, str) else list(person)
    known = [one.strip() for one in given if one.strip()]
    if not known:
        raise OptionError(
            failure("TM909", option="person", found="", allowed=("Etunimi Sukunimi",))
        )
    emails = frozenset(one.casefold() for one in known if "@" in one)
    names = PersonNames(one for one in known if "@" not in one)
    return PersonSearch(names, emails=emails, only_people=True)


def without_person(
    model: PracticeModel, search: PersonSearch, pseudonyms: Pseudonyms
) -> PersonForgotten:
    """Return a model without a person.

    Contributors who are the person are removed; the only author stays as a role and an
    organisation. In texts the name becomes a word in square brackets, in identifiers a number.

    Args:
        model: The model.
        search: The search for the person.
        pseudonyms: What stands in for identifiers, the same for all models of a folder.
    """
    counts: _Counts = Counter()
    stripped = _without_contributor(model, search, counts)
    words = labels(__package__, model.language)
    redactor = Redactor(
        search=search,
        identifier_search=search,
        instead=lambda kind, _: words[f"instead.{kind}"],
        keeps_name=lambda _: True,
        replaces_evaluator=search.in_identifier,
        pseudonyms=pseudonyms,
    )
    return PersonForgotten(model=redactor.redacted(stripped), counts=counts + redactor.counts)


def _without_contributor(
    model: PracticeModel, search: PersonSearch, counts: _Counts
) -> PracticeModel:
    people = model.basics.contributors
    others = [person for person in people if not _is(person, search)]
    if len(others) == len(people):
        return model
    counts["basics.contributors", "contributor"] = len(people) - len(others)
    needs_author = not any(person.role is ContributorRole.AUTHOR for person in others)
    left: list[Contributor] = []
    for person in people:
        if not _is(person, search):
            left.append(person)
        elif needs_author and person.role is ContributorRole.AUTHOR and person.organisation:
            left.append(Contributor(name="", role=person.role, organisation=person.organisation))
    return evolve(model, basics=evolve(model.basics, contributors=tuple(left)))


def _is(person: Contributor, search: PersonSearch) -> bool:
    """Return whether a contributor is the person: by name, or by an address beside it."""
    if not person.name:
        return False
    own = evolve(person, organisation="")
    addresses = {text.strip().casefold() for _, text in texts_of(own)}
    return search.in_address(person.name) or not addresses.isdisjoint(search.emails)
