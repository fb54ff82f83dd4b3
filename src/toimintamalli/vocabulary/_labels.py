"""Labels: the words of an interface, by key, from the ``labels.toml`` of a package."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from attrs import frozen

from toimintamalli._data import read_toml
from toimintamalli._sentences import filled
from toimintamalli.diagnostics import Wording, as_language
from toimintamalli.text import Language, LocalizedText

__all__ = ["Labels", "Term", "labels", "localized"]


@frozen
class Labels:
    """The words of one package in one language.

    Attributes:
        package: Import name of the package.
        language: Language of the words.

    Example:
        >>> labels("toimintamalli", "sv")["word.yes"]
        'ja'
    """

    package: str
    language: Language

    def __getitem__(self, key: str) -> str:
        """Return a text.

        Raises:
            KeyError: The package has no such text; a fault of the program, not of its user.
        """
        return _texts(self.package)[key].get(self.language)

    def __contains__(self, key: str) -> bool:
        """Return whether the package has a text."""
        return key in _texts(self.package)

    def fill(self, key: str, **values: object) -> str:
        """Return a text with its places filled.

        Args:
            key: Key of the text.
            **values: What stands at ``{name}``. A number also chooses the form of words at
                ``{name:one|several}``.
        """
        return filled(self[key], {name: self._shown(value) for name, value in values.items()})

    def _shown(self, value: object) -> str:
        return value.get(self.language) if isinstance(value, Wording) else str(value)


def labels(package: str, language: Language | str = Language.FINNISH) -> Labels:
    """Return the words of a package.

    Args:
        package: Import name of a package that carries a ``labels.toml``.
        language: Language of the words.
    """
    return Labels(package, as_language(language))


@frozen
class Term:
    """One text of a package, looked up only when it is shown.

    Attributes:
        package: Import name of a package that carries a ``labels.toml``.
        key: Key of the text.

    Example:
        >>> Term("toimintamalli", "word.yes").get(Language.SWEDISH)
        'ja'
    """

    package: str
    key: str

    def get(self, language: Language) -> str:
        """Return the text in one language."""
        return localized(self.package, self.key).get(language)


def localized(package: str, key: str) -> LocalizedText:
    """Return one text of a package in all languages.

    Args:
        package: Import name of a package that carries a ``labels.toml``.
        key: Key of the text.

    Raises:
        KeyError: The package has no such text; a fault of the program, not of its user.
    """
    return _texts(package)[key]


@cache
def _texts(package: str) -> Mapping[str, LocalizedText]:
    return dict(_flattened(read_toml(package, "labels.toml")))


def _flattened(table: Mapping[str, Any], prefix: str = "") -> list[tuple[str, LocalizedText]]:
    found: list[tuple[str, LocalizedText]] = []
    for key, value in table.items():
        if set(value) == {"fi", "sv", "en"}:
            found.append((prefix + key, LocalizedText(**value)))
        else:
            found += _flattened(value, f"{prefix}{key}.")
    return found
