"""Which findings somebody wants to hear of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from toimintamalli.diagnostics import (
    CatalogueEntry,
    Diagnostic,
    LifeCycle,
    Report,
    catalogue,
    diagnostic,
    failure,
)
from toimintamalli.errors import OptionError

__all__ = ["Selection"]

_OWN_PREFIX = "TM"


@frozen
class Selection:
    """Codes, or beginnings of codes, that are told and that are not.

    Attributes:
        select: What is told; empty for everything.
        ignore: What is not told; wins over `select`.
        preview: Whether codes on trial are told that are not selected by their whole name.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    preview: bool = False

    @classmethod
    def of(
        cls, select: Iterable[str] = (), ignore: Iterable[str] = (), *, preview: bool = False
    ) -> Selection:
        """Return the selection of some words.

        Raises:
            OptionError: A word begins no code of this library, nor can it be that of a plugin; or
                what it selects has been removed.

        Example:
            >>> Selection.of(["tm2"], ["TM202"]).select
            ('TM2',)
        """
        selected = _checked("select", select)
        for word in selected:
            _refuse_removed(word)
        return cls(selected, _checked("ignore", ignore), preview)

    def takes(self, finding: Diagnostic) -> bool:
        """Return whether a finding is told."""
        if self.ignore and finding.code.startswith(self.ignore):
            return False
        if self.select and not finding.code.startswith(self.select):
            return False
        match finding.status:
            case LifeCycle.REMOVED:
                return False
            case LifeCycle.PREVIEW:
                return self.preview or finding.code in self.select
            case _:
                return True

    @property
    def notes(self) -> Report:
        """What is to be known of the codes selected: TM921 for each that is on its way out."""
        entries = (catalogue().get(word) for word in self.select)
        return Report(
            diagnostic("TM921", found=entry.code, instead=entry.replaced_by or "–")
            for entry in entries
            if entry and entry.status is LifeCycle.DEPRECATED
        )


def _checked(option: str, words: Iterable[str]) -> tuple[str, ...]:
    given = tuple(word.strip().upper() for word in words)
    for word in given:
        own = word.startswith(_OWN_PREFIX) or _OWN_PREFIX.startswith(word)
        if not word or (own and not _beginning_with(word)):
            hundreds = tuple(dict.fromkeys(f"{code[:3]}…" for code in catalogue()))
            raise OptionError(failure("TM909", option=option, found=word, allowed=hundreds))
    return given


def _refuse_removed(word: str) -> None:
    meant = _beginning_with(word)
    if meant and all(entry.status is LifeCycle.REMOVED for entry in meant.values()):
        instead = tuple(entry.replaced_by for entry in meant.values() if entry.replaced_by)
        raise OptionError(failure("TM922", found=tuple(meant), instead=instead or "–"))


def _beginning_with(word: str) -> Mapping[str, CatalogueEntry]:
    return {code: entry for code, entry in catalogue().items() if code.startswith(word)}
