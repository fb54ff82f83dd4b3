"""What stands in the place of personal data: of a name, the role and organisation of the person."""

from __future__ import annotations

from functools import cached_property

from attrs import frozen

from toimintamalli.model import Contributor
from toimintamalli.personal_data import PersonalDataKind, PersonNames
from toimintamalli.privacy._search import PersonSearch
from toimintamalli.text import Language
from toimintamalli.vocabulary import Labels, labels

__all__ = ["KnownPeople", "Replacing"]


@frozen
class _Known:
    """A person whose role is known, and what is said instead of the name."""

    names: PersonNames
    instead: str


@frozen(slots=False)
class KnownPeople:
    """People whose names are replaced by what they are.

    Attributes:
        people: The people, as models tell of them.
        search: Tells which organisations hold personal data and are not named.
        language: Language of the words.
        are_of_the_model: Whether they are of the model whose texts are read, so that their roles
            may be told.
    """

    people: tuple[Contributor, ...]
    search: PersonSearch
    language: Language
    are_of_the_model: bool

    def called(self, written: str) -> frozenset[str]:
        """Return what the people who may be meant by a written name are called instead."""
        whole = (0, len(written))
        return frozenset(one.instead for one in self._known if whole in one.names.spans(written))

    @cached_property
    def _known(self) -> tuple[_Known, ...]:
        return tuple(
            _Known(PersonNames((person.name,)), self._instead(person))
            for person in self.people
            if person.name
        )

    @cached_property
    def _organisations(self) -> frozenset[str]:
        """The organisations that may be named."""
        written = {person.organisation for person in self.people}
        return frozenset(one for one in written if one.strip() and not self.search.finds(one))

    def _instead(self, person: Contributor) -> str:
        words = labels(__package__, self.language)
        role = words[f"role.{person.role if self.are_of_the_model else 'elsewhere'}"]
        if person.organisation in self._organisations:
            organisation = person.organisation.strip()
            return words.fill("person.of", role=role, organisation=organisation)
        return words.fill("person.alone", role=role)


@frozen
class Replacing:
    """Says what stands in the place of a find in the texts of one model.

    Attributes:
        words: The words, in the language of the model.
        people: The people of the model, and then those of the other models.
    """

    words: Labels
    people: tuple[KnownPeople, ...] = ()

    def __call__(self, kind: PersonalDataKind, written: str) -> str:
        """Return what stands in the place of what was written."""
        if kind is PersonalDataKind.NAME:
            for people in self.people:
                if called := people.called(written):
                    # Where the name may mean several people, it is not told which.
                    return self.words["instead.name"] if len(called) > 1 else min(called)
        return self.words[f"instead.{kind}"]
