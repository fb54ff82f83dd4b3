"""Keeps the names of people out of a composed text.

A composed text is published, and names roles and organisations only. The people whom the model
itself names are looked for in its texts, also where Finnish bends the end of a surname.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeVar

import attrs

from toimintamalli.composition._composed import Remark
from toimintamalli.composition._prose import Prose, remark
from toimintamalli.model import PracticeModel, Record, RichText
from toimintamalli.text import Language

__all__ = ["NameFilter"]

_Value = TypeVar("_Value")

_LEAST_OF_SURNAME = 2
_LEAST_OF_ONE_NAME = 3


@attrs.frozen
class NameFilter:
    """Takes the names of a model's people out of its values, and remembers where they stood.

    Attributes:
        names: What a name looks like; None where the model names nobody.
        instead: What stands in for a name.
    """

    names: re.Pattern[str] | None
    instead: str
    _found: dict[str, None] = attrs.field(factory=dict, init=False)

    @classmethod
    def of(cls, model: PracticeModel, language: Language) -> NameFilter:
        """Return the filter of a model.

        Args:
            model: The model, whose basic data name the people.
            language: Language of the words that stand in for a name.
        """
        patterns = [
            pattern for person in model.basics.contributors for pattern in _patterns(person.name)
        ]
        names = re.compile("|".join(patterns)) if patterns else None
        return cls(names, Prose.of(language)["name.left_out"])

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """Where names stood, in the order in which they were met."""
        return tuple(remark(path, "left_out.name") for path in self._found)

    def without(self, value: _Value, path: str) -> _Value:
        """Return a value without names.

        Args:
            value: A text, a record, or a tuple of them.
            path: Where it stands in the model.
        """
        cleaned: _Value = self._cleaned(value, path) if self.names else value
        return cleaned

    def _cleaned(self, value: Any, path: str) -> Any:
        if type(value) is str:
            return self._text(value, path)
        if isinstance(value, RichText):
            return RichText.parse(self._text(value.markup, path))
        if isinstance(value, tuple):
            numbered = enumerate(value)
            return tuple(self._cleaned(part, f"{path}[{place}]") for place, part in numbered)
        if isinstance(value, Record):
            return self._record(value, path)
        return value

    def _text(self, text: str, path: str) -> str:
        assert self.names is not None
        replaced = self.names.sub(lambda _: self.instead, text)
        if replaced == text:
            return text
        self._found[path] = None
        # Where a name was all, such as a role, there is nothing left to say.
        return "" if replaced.strip() == self.instead else replaced

    def _record(self, record: Record, path: str) -> Record:
        values = {
            field.name: self._cleaned(getattr(record, field.name), f"{path}.{field.name}")
            for field in attrs.fields(type(record))
        }
        return attrs.evolve(record, **values)


def _patterns(name: str) -> Iterator[str]:
    """Yield the ways in which a text may write a name."""
    words = name.split()
    if len(words) == 1 and len(name.strip()) >= _LEAST_OF_ONE_NAME:
        yield rf"(?<!\w){re.escape(words[0])}(?!\w)"
    elif len(words) > 1:
        first, last = words[0], words[-1]
        stem = re.escape(last[: max(_LEAST_OF_SURNAME, (len(last) + 1) // 2)])
        between = "".join(rf"(?:\s+{re.escape(word)})?" for word in words[1:-1])
        yield rf"(?i:(?<!\w){re.escape(first)}{between}\s+{stem}[\w-]*)"
        yield rf"(?i:(?<!\w){re.escape(last)},?\s+{re.escape(first)}\w*)"
