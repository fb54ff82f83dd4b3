"""Numbers that stand in for identifiers, the same one for the same identifier everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrs import define, field

from toimintamalli.model import PracticeModel
from toimintamalli.model.traversal import texts_of
from toimintamalli.privacy._audiences import FieldKind, field_kind
from toimintamalli.privacy._search import PersonSearch
from toimintamalli.vocabulary import Labels

__all__ = ["Pseudonyms", "identifiers_of", "without_indices"]

_INDEX = re.compile(r"\[\d+\]")


@define
class Pseudonyms:
    """Gives numbered names instead of identifiers.

    Attributes:
        words: The words before the number.
        identifiers: The identifiers of all models; no new one may equal one of them.
        search: What no new one may hold: somebody may be called like the words.
    """

    words: Labels
    identifiers: frozenset[str]
    search: PersonSearch
    _given: dict[tuple[str, str], str] = field(factory=dict, init=False)
    _last: dict[str, int] = field(factory=dict, init=False)

    def of(self, kind: str, identifier: str) -> str:
        """Return what stands in for an identifier.

        Args:
            kind: ``identifier``, ``evaluator`` or ``custom``.
            identifier: The identifier.
        """
        known = self._given.get((kind, identifier))
        return known if known is not None else self._new(kind, identifier)

    def _new(self, kind: str, identifier: str) -> str:
        made = ""
        while not made or made in self.identifiers:
            self._last[kind] = self._last.get(kind, 0) + 1
            made = self._numbered(kind, self._last[kind])
        self._given[kind, identifier] = made
        return made

    def _numbered(self, kind: str, number: int) -> str:
        worded = self.words.fill(f"number.{kind}", number=number)
        if not self.search.finds(worded):
            return worded
        return f"x-{number}" if kind == "custom" else str(number)


def identifiers_of(models: Iterable[PracticeModel]) -> frozenset[str]:
    """Return the identifiers of the models and of the things in them."""
    return frozenset(
        text
        for model in models
        for path, text in texts_of(model)
        if field_kind(without_indices(path)) is FieldKind.IDENTIFIER
    )


def without_indices(path: str) -> str:
    """Return a path without the numbers of the things in lists.

    Example:
        >>> without_indices("rooting_plan.tasks[2].what")
        'rooting_plan.tasks.what'
    """
    return _INDEX.sub("", path)
