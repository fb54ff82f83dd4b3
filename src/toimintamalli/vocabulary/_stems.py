"""Parts of words by which a text may be seen to speak of something; what is found so is a guess."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from toimintamalli.text import Language

__all__ = ["WordStems", "read_stems"]


@frozen(kw_only=True)
class WordStems:
    """Parts of words in each language, to be looked for anywhere in a text.

    Attributes:
        fi: In Finnish.
        sv: In Swedish.
        en: In English.

    Example:
        >>> stems = WordStems(fi=("resurs",), sv=("resurs",), en=("resourc",))
        >>> stems.are_in("Henkilöstöresurssit"), stems.get(Language.FINNISH)
        (True, 'resurs…')
    """

    fi: tuple[str, ...]
    sv: tuple[str, ...]
    en: tuple[str, ...]

    def are_in(self, text: str) -> bool:
        """Return whether a text has any of them, in whatever language it is."""
        folded = text.casefold()
        return any(stem in folded for stem in (*self.fi, *self.sv, *self.en))

    def get(self, language: Language) -> str:
        """Return those of one language, as a sentence quotes them."""
        stems: tuple[str, ...] = getattr(self, language.value)
        return ", ".join(f"{stem}…" for stem in stems)


def read_stems(table: Mapping[str, Sequence[str]]) -> WordStems:
    """Return the stems that a data file states."""
    return WordStems(fi=tuple(table["fi"]), sv=tuple(table["sv"]), en=tuple(table["en"]))
