"""Makes what partners and the public are given of a model or portfolio, without personal data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar, cast

import attrs
from attrs import evolve

from toimintamalli.analysis.titles import county_named
from toimintamalli.audience import Audience
from toimintamalli.diagnostics import Diagnostic, Report, diagnostic
from toimintamalli.errors import RedactionError
from toimintamalli.model import Contributor, Portfolio, PracticeModel
from toimintamalli.personal_data import PersonNames
from toimintamalli.privacy._limiting import Limiter
from toimintamalli.privacy._pseudonyms import Pseudonyms, identifiers_of
from toimintamalli.privacy._redactor import Redactor, places_of_personal_data
from toimintamalli.privacy._replacing import KnownPeople, Replacing
from toimintamalli.privacy._search import PersonSearch
from toimintamalli.text import Language
from toimintamalli.vocabulary import Term, labels

__all__ = ["redacted"]

SubjectT = TypeVar("SubjectT", bound="PracticeModel | Portfolio")


def redacted(
    subject: SubjectT, audience: Audience, names: Iterable[str]
) -> tuple[SubjectT, Report]:
    """Return a subject as partners or the public are given it, and what that took.

    Raises:
        RedactionError: Personal data is still found after redaction.
    """
    redaction = _Redaction(_models(subject), audience, tuple(names), isinstance(subject, Portfolio))
    made = redaction.portfolio(subject) if isinstance(subject, Portfolio) else redaction.models()[0]
    report = Report(redaction.findings)
    if redaction.remaining:
        raise RedactionError(Report(redaction.remaining))
    return cast("SubjectT", made), report


@attrs.define
class _Redaction:
    """One redaction of the models of one subject."""

    originals: tuple[PracticeModel, ...]
    audience: Audience
    names: tuple[str, ...]
    in_portfolio: bool
    findings: list[Diagnostic] = attrs.field(factory=list, init=False)
    remaining: list[Diagnostic] = attrs.field(factory=list, init=False)
    _everybody: PersonNames = attrs.field(init=False)
    _pseudonyms: Pseudonyms = attrs.field(init=False)
    _searches: dict[frozenset[str], PersonSearch] = attrs.field(factory=dict, init=False)
    _known: dict[Language, KnownPeople] = attrs.field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        people = [person.name for model in self.originals for person in _people(model)]
        self._everybody = PersonNames((*filter(_is_person, people), *self.names))
        words = labels(__package__, self._language)
        everybody = self._search(frozenset())
        self._pseudonyms = Pseudonyms(words, identifiers_of(self.originals), everybody)

    @property
    def _language(self) -> Language:
        return self.originals[0].language if self.originals else Language.FINNISH

    @property
    def _audience_name(self) -> Term:
        return Term(__package__, f"audience.{self.audience}")

    def portfolio(self, portfolio: Portfolio) -> Portfolio:
        """Return the portfolio with its models redacted, and without files and their problems."""
        for name in ("problems", "sources"):
            if held := len(getattr(portfolio, name)):
                self._tell(diagnostic("TM511", name, count=held, audience=self._audience_name))
        search = self._search(frozenset())
        redactor = self._redactor(PracticeModel(language=self._language), search, {})
        title = redactor.text(portfolio.title, "title")
        self._tell_replaced(redactor, "")
        self._tell_remaining({("title", one.kind.value): 1 for one in search.finds(title)}, "")
        return evolve(portfolio, title=title, models=self.models(), problems=Report(), sources=())

    def models(self) -> tuple[PracticeModel, ...]:
        """Return the models redacted, each checked again after it."""
        titles = self._changed_titles()
        return tuple(
            self._model(model, f"models[{place}]." if self.in_portfolio else "", titles)
            for place, model in enumerate(self.originals)
        )

    def _model(self, model: PracticeModel, place: str, titles: dict[str, str]) -> PracticeModel:
        limiter = Limiter(audience=self.audience, in_portfolio=self.in_portfolio)
        limited = limiter.limited(model)
        search = self._search(self._published(model))
        redactor = self._redactor(model, search, titles)
        redacted = redactor.redacted(limited)
        self._tell_replaced(redactor, place)
        self._tell_limited(limiter, place)
        if kept := sum(bool(person.name) for person in _people(redacted)):
            self._tell(diagnostic("TM513", f"{place}basics.contributors", count=kept))
        self._tell_remaining(places_of_personal_data(redacted, search), place)
        return redacted

    def _changed_titles(self) -> dict[str, str]:
        """Return the titles that change, by which models without identifiers are told of."""
        changed = {}
        for model in self.originals:
            redactor = self._redactor(model, self._search(self._published(model)), {})
            title = redactor.text(model.basics.title)
            if title != model.basics.title:
                changed[model.basics.title] = title
        return changed

    def _published(self, model: PracticeModel) -> frozenset[str]:
        """Return the names that a model may publish; one refusal is enough against it."""
        people = _people(model)
        refused = {person.name.strip() for person in people if person.name_public is False}
        allowed = {person.name.strip() for person in people if person.name_public} - refused
        search = self._search(frozenset(allowed))
        return frozenset(name for name in allowed if not search.in_published_name(name))

    def _search(self, published: frozenset[str]) -> PersonSearch:
        """Return the search for everybody but those whose names a model may publish."""
        if published not in self._searches:
            sought = (name for name in self._everybody.names if name not in published)
            self._searches[published] = PersonSearch(PersonNames(sought), PersonNames(published))
        return self._searches[published]

    def _everybody_in(self, language: Language) -> KnownPeople:
        if language not in self._known:
            people = tuple(person for model in self.originals for person in _people(model))
            search = self._search(frozenset())
            self._known[language] = KnownPeople(people, search, language, are_of_the_model=False)
        return self._known[language]

    def _redactor(
        self, model: PracticeModel, search: PersonSearch, titles: dict[str, str]
    ) -> Redactor:
        published = self._published(model)
        words = labels(__package__, model.language)
        own = KnownPeople(_people(model), search, model.language, are_of_the_model=True)
        return Redactor(
            search=search,
            identifier_search=self._search(frozenset()),
            instead=Replacing(words, (own, self._everybody_in(model.language))),
            keeps_name=lambda name: name.strip() in published or not _is_person(name),
            replaces_evaluator=lambda _: True,
            pseudonyms=self._pseudonyms,
            other_models=titles,
        )

    # -- what is told ---------------------------------------------------------------------

    def _tell(self, finding: Diagnostic) -> None:
        self.findings.append(finding)

    def _tell_replaced(self, redactor: Redactor, place: str) -> None:
        for (path, kind), count in redactor.counts.items():
            named = Term(__package__, f"kind.{kind}")
            self._tell(diagnostic("TM510", place + path, kind=named, count=count))

    def _tell_limited(self, limiter: Limiter, place: str) -> None:
        for path, count in limiter.left_out.items():
            self._tell(diagnostic("TM511", place + path, count=count, audience=self._audience_name))
        for path, count in limiter.hidden.items():
            finding = diagnostic("TM512", place + path, count=count, limit=limiter.limit)
            self._tell(finding)

    def _tell_remaining(self, places: Mapping[tuple[str, str], int], place: str) -> None:
        for (path, kind), count in places.items():
            named = Term(__package__, f"kind.{kind}")
            self.remaining.append(diagnostic("TM515", place + path, kind=named, count=count))


def _models(subject: PracticeModel | Portfolio) -> tuple[PracticeModel, ...]:
    return subject.models if isinstance(subject, Portfolio) else (subject,)


def _people(model: PracticeModel) -> tuple[Contributor, ...]:
    return model.basics.contributors


def _is_person(name: str) -> bool:
    """Return whether a name behind a description may be a person's: it is no county's."""
    return bool(name.strip()) and county_named(name) is None
