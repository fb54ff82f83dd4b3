"""Columns: which column of a table answers which criterion, and which speak of the round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs
from attrs import frozen

from toimintamalli.diagnostics import Diagnostic, Report, diagnostic, failure
from toimintamalli.errors import ReadError
from toimintamalli.model.instrument import Criterion
from toimintamalli.surveys._mapping import SheetKind, SurveyColumns
from toimintamalli.surveys._mapping_file import Asked
from toimintamalli.text import Language, LocalizedText
from toimintamalli.vocabulary import localized
from toimintamalli.written import NOTHING_NEAR, ends_with, nearest, shown, spelling, spellings

__all__ = ["Columns", "CriterionPlace", "find_columns"]

_MOST_HEADINGS_SHOWN = 20
_OF_ROUND = tuple(field.name for field in attrs.fields(SurveyColumns) if field.name != "custom")


@frozen
class CriterionPlace:
    """Where a criterion is answered.

    Attributes:
        name: Identifier of the criterion in the version that was asked.
        criterion: The criterion.
        column: Place of the column from 0.
        reason: Place of the column that tells why, or None.
    """

    name: str
    criterion: Criterion
    column: int
    reason: int | None = None


@frozen(kw_only=True)
class Columns:
    """Where everything stands that is read.

    Attributes:
        headings: Headings of the table.
        of_round: Places of the columns that speak of the round, by their key in the mapping.
        criteria: Criteria that have a column.
        problems: Columns that were not found, stand twice, were guessed, or are not used.
    """

    headings: tuple[str, ...]
    of_round: Mapping[str, int]
    criteria: tuple[CriterionPlace, ...]
    problems: Report


def find_columns(headings: tuple[str, ...], asked: Asked) -> Columns:
    """Return where everything stands.

    Args:
        headings: Headings of the table.
        asked: What the survey asked.

    Raises:
        ReadError: No criterion has a column, or the column of the model is not there.
    """
    return _Finder(headings, asked).columns()


class _Finder:
    """Finds columns one after another; what is found is not looked at again."""

    def __init__(self, headings: tuple[str, ...], asked: Asked) -> None:
        self.headings = headings
        self.asked = asked
        self.problems: list[Diagnostic] = []
        self.told: set[int] = set()
        self.used: set[int] = set()

    def columns(self) -> Columns:
        of_round = dict(self._of_round())
        criteria = [*self._mapped_criteria(), *self._other_criteria()]
        if not criteria:
            raise self._nothing(localized("toimintamalli.surveys", "column.criteria"))
        order = list(self.asked.criteria)
        criteria.sort(key=lambda place: order.index(place.name))
        self._tell_unused()
        return Columns(
            headings=self.headings,
            of_round=of_round,
            criteria=tuple(criteria),
            problems=Report(self.problems),
        )

    def _of_round(self) -> Iterator[tuple[str, int]]:
        mapping = self.asked.mapping
        for name in _OF_ROUND:
            wanted = getattr(mapping.columns, name)
            if not wanted or (name == "participants" and mapping.sheet is SheetKind.INDIVIDUAL):
                continue
            found = self._find(wanted)
            if found is not None:
                yield name, found
            elif name == "model":
                # Without it the answers of different models would become one evaluation.
                raise self._nothing(wanted)

    def _mapped_criteria(self) -> Iterator[CriterionPlace]:
        for known in self.asked.mapping.criteria:
            reason = self._find(known.reason) if known.reason else None
            column = self._find(known.column) if known.column else None
            if column is not None:
                criterion = self.asked.criteria[known.criterion]
                yield CriterionPlace(known.criterion, criterion, column, reason)

    def _find(self, wanted: str) -> int | None:
        """Return the column of a heading that the mapping names."""
        key = spelling(wanted)
        found = [at for at, heading in enumerate(self.headings) if spelling(heading) == key]
        if not found:
            near = nearest(wanted, self.headings)
            self.problems.append(diagnostic("TM354", column=shown(wanted), nearest=near))
        return self._only(found)

    def _other_criteria(self) -> Iterator[CriterionPlace]:
        """Find the criteria that the mapping does not name by their questions."""
        named = {known.criterion for known in self.asked.mapping.criteria}
        left_alone = {spelling(heading) for heading in self.asked.mapping.ignored}
        free = [
            at
            for at, heading in enumerate(self.headings)
            if at not in self.used and heading and spelling(heading) not in left_alone
        ]
        wanted = {
            name: criterion for name, criterion in self.asked.criteria.items() if name not in named
        }
        candidates = {name: self._candidates(known, free) for name, known in wanted.items()}
        claims = [at for places in candidates.values() for at in places]
        for name, places in candidates.items():
            criterion = wanted[name]
            if not places:
                near = _nearest_heading(criterion, [self.headings[at] for at in free])
                self.problems.append(diagnostic("TM355", question=criterion.question, nearest=near))
            found = self._only(places, claimed_once=all(claims.count(at) == 1 for at in places))
            if found is not None:
                self._tell_guess(found, criterion)
                yield CriterionPlace(name, criterion, found)

    def _candidates(self, criterion: Criterion, free: list[int]) -> list[int]:
        """Return the columns that ask a criterion: in its words, or else at their end."""
        known = _questions(criterion)
        same = [at for at in free if known & set(spellings(self.headings[at]))]
        return same or [
            at for at in free if any(ends_with(self.headings[at], one) for one in known)
        ]

    def _only(self, found: list[int], *, claimed_once: bool = True) -> int | None:
        """Return the one column found; where it is not clear, that is told and none is read."""
        if len(found) == 1 and claimed_once:
            self.used.add(found[0])
            return found[0]
        for at in found:
            if at not in self.told:
                self.told |= set(found)
                self.problems.append(diagnostic("TM356", column=shown(self.headings[at])))
        return None

    def _tell_guess(self, at: int, criterion: Criterion) -> None:
        heading = self.headings[at]
        if not _questions(criterion) & set(spellings(heading)):
            self.problems.append(
                diagnostic("TM357", column=shown(heading), question=criterion.question)
            )

    def _tell_unused(self) -> None:
        left_alone = {spelling(heading) for heading in self.asked.mapping.ignored}
        unused = [
            shown(heading)
            for at, heading in enumerate(self.headings)
            if at not in self.used | self.told and heading and spelling(heading) not in left_alone
        ]
        if unused:
            more = ("…",) if len(unused) > _MOST_HEADINGS_SHOWN else ()
            listed = (*unused[:_MOST_HEADINGS_SHOWN], *more)
            self.problems.append(diagnostic("TM358", count=len(unused), columns=listed))

    def _nothing(self, column: str | LocalizedText) -> ReadError:
        headings = tuple(shown(heading) for heading in self.headings[:_MOST_HEADINGS_SHOWN])
        report = failure("TM353", column=column, headings=headings)
        return ReadError(Report((*report, *self.problems)))


def _questions(criterion: Criterion) -> set[str]:
    """Return how a criterion may be asked."""
    in_languages = (criterion.question.get(language) for language in Language)
    return {spelling(text) for text in (*in_languages, *criterion.spellings)}


def _nearest_heading(criterion: Criterion, headings: list[str]) -> str:
    """Return the heading that is most like the question in any language; a dash if none is."""
    in_languages = (criterion.question.get(language) for language in Language)
    near = (nearest(question, headings) for question in in_languages)
    return next((heading for heading in near if heading != NOTHING_NEAR), NOTHING_NEAR)
