"""What a plugin tells: codes of its own, with texts in three languages, that can be filled in."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from typing import ClassVar

from toimintamalli.diagnostics import (
    CORE_CATALOGUE,
    CatalogueEntry,
    Diagnostic,
    catalogue,
)
from toimintamalli.testing._plugin import PluginKit
from toimintamalli.testing._told import complain_of, complaint, lacking_languages
from toimintamalli.text import Language, LocalizedText

__all__ = ["FindingsKit"]

_FILE = "diagnostics.toml"


class FindingsKit(PluginKit):
    """Checks of the findings of a plugin.

    Attributes:
        catalogues: Import names of the packages whose ``diagnostics.toml`` the plugin speaks with;
            where none is named, the package that its entry point leads to.
    """

    catalogues: ClassVar[tuple[str, ...]] = ()

    def _told(self) -> Iterable[Diagnostic]:
        """Findings that the plugin gives with samples."""
        raise NotImplementedError

    def test_codes_begin_with_the_name_of_the_format(self) -> None:
        """A code is looked up in one place; nobody else's begins like this one."""
        prefix = re.sub("[^A-Z0-9]", "", self.format.rpartition(":")[2].upper())
        form = re.compile(rf"{prefix}\d{{3,}}")
        complain_of(
            [f"code {code}" for code in self._catalogue() if not form.fullmatch(code)],
            expected=f"codes such as {prefix}001",
            do="name the codes of your diagnostics.toml after the format, in capitals, and number "
            "them; a code is never used again",
        )

    def test_the_texts_of_the_codes_stand_in_three_languages(self) -> None:
        """Every finding says in three languages what, why and what to do."""
        complain_of(
            [fault for entry in self._catalogue().values() for fault in _lacking(entry)],
            expected="message, why and hint in fi, sv and en, with the same {places} in each",
            do="complete diagnostics.toml",
        )

    def test_findings_can_be_told_in_three_languages(self) -> None:
        """A place in a text that no parameter fills breaks when a person reads it."""
        known = self._catalogue()
        faults: list[str] = []
        for finding in self._told():
            if finding.package != CORE_CATALOGUE and finding.code not in known:
                faults.append(f"finding {finding.code} of {finding.package}, in no catalogue")
                continue
            faults += _untellable(finding)
        complain_of(
            dict.fromkeys(faults),
            expected="findings of the catalogue, with a parameter for each place in their texts",
            do="make findings with toimintamalli.diagnostics.Reporter(<your package>), and give "
            "it what the texts speak of",
        )

    def _catalogue(self) -> Mapping[str, CatalogueEntry]:
        __tracebackhide__ = True
        entries: dict[str, CatalogueEntry] = {}
        for package in self.catalogues or (self._package,):
            if package == CORE_CATALOGUE or not _has_catalogue(package):
                continue
            try:
                entries |= catalogue(package)
            except (KeyError, TypeError, ValueError) as error:
                raise complaint(
                    found=f"{package}/{_FILE}: {type(error).__name__}: {error}",
                    expected="for each code severity, status, and message, why and hint, each of "
                    "them in fi, sv and en",
                    do="complete the file",
                ) from None
        return entries


def _has_catalogue(package: str) -> bool:
    try:
        return resources.files(package).joinpath(_FILE).is_file()
    except (ModuleNotFoundError, TypeError):  # a single module holds no files
        return False


def _lacking(entry: CatalogueEntry) -> Iterator[str]:
    for part in ("message", "why", "hint"):
        text: LocalizedText = getattr(entry, part)
        yield from (f"{entry.code}: {part} lacks {one!r}" for one in lacking_languages(text))
        places = {language: _places(text.get(language)) for language in Language}
        if len(set(places.values())) > 1:
            told = ", ".join(f"{one}: {', '.join(sorted(held))}" for one, held in places.items())
            yield f"{entry.code}: {part} has other places in other languages ({told})"


def _places(template: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in string.Formatter().parse(template) if name)


def _untellable(finding: Diagnostic) -> Iterator[str]:
    for language in Language:
        for part in (finding.message, finding.why, finding.hint):
            try:
                part(language)
            except (KeyError, LookupError, AttributeError, ValueError) as error:
                reason = f"{type(error).__name__}: {error}"
                yield f"finding {finding.code} cannot be told in {language.value!r}: {reason}"
