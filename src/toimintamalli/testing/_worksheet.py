"""The whole check of a worksheet, for one line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar, Final

from toimintamalli.analysis.differences import differences
from toimintamalli.delivery.export import render
from toimintamalli.delivery.reading import read_data
from toimintamalli.errors import ToimintamalliError
from toimintamalli.model import PracticeModel
from toimintamalli.plugins import Kind, formats
from toimintamalli.testing._definition import DefinitionKit
from toimintamalli.testing._exporter_base import named
from toimintamalli.testing._samples import sample_models
from toimintamalli.testing._told import complain_of
from toimintamalli.text import Language
from toimintamalli.worksheets import Worksheet, get_worksheet, list_worksheets, title_of

__all__ = ["WorksheetContract"]

_FORMAT: Final = "pdf"


class WorksheetContract(DefinitionKit):
    """The check of a worksheet: subclass it in a test file, name the worksheet, and run pytest.

    Drawing and reading back are tried where `toimintamalli-pdf` is installed.

    Attributes:
        worksheet: Identifier of the worksheet, as in the entry point.
        is_filled: Whether people fill it; false for one that only shows.

    Example:
        >>> class TestRoles(WorksheetContract):
        ...     worksheet = "omistajuus"
        >>> TestRoles().test_it_is_found_and_loads()
    """

    worksheet: ClassVar[str]
    is_filled: ClassVar[bool] = True
    _kind = "worksheet"

    @property
    def _name(self) -> str:
        return self.worksheet

    def _get(self) -> Callable[[str], Worksheet]:
        return get_worksheet

    def test_it_has_a_title(self) -> None:
        """Lists and pages call it by a title, not by an identifier."""
        title = title_of(self._definition)
        complain_of(
            ["its title is its identifier"] * (title.fi == self._definition.id),
            expected="a title in words",
            do="set `title`",
        )

    def test_its_prefix_is_its_own(self) -> None:
        """Filled sheets are known again by the names of their fields."""
        own: Worksheet = self._definition
        complain_of(
            [
                f"prefix {own.prefix!r} is that of {row.id!r} as well"
                for row in list_worksheets()
                if row.worksheet and row.id != own.id and row.worksheet.prefix == own.prefix
            ],
            expected="a prefix that no other installed worksheet has",
            do="choose another prefix, and never change it afterwards",
        )

    def test_it_is_drawn_empty_and_filled_in_every_language(self) -> None:
        """Whatever a model holds, there is a sheet."""
        faults: list[str] = []
        for model in sample_models():
            for language in Language:
                for prefill in (True, False):
                    options = {"language": language.value, "prefill": prefill}
                    faults += self._undrawn(model, options)
        complain_of(
            faults,
            expected="a PDF",
            do="look at lengths and numbers of rows, lines and columns",
        )

    def test_a_sheet_read_back_changes_nothing(self) -> None:
        """Whoever returns a sheet as it was has said nothing."""
        faults: list[str] = []
        for model in sample_models():
            for language in Language:
                faults += self._changed(model, language)
        complain_of(
            faults,
            expected="no changes for a sheet that nobody filled",
            do="look at the fields that are told: may the worksheet ask them? Set "
            "`is_filled = False` for a worksheet that asks nothing",
        )

    def _undrawn(self, model: PracticeModel, options: Mapping[str, Any]) -> Iterator[str]:
        try:
            self._drawn(model, options)
        except ToimintamalliError as error:
            yield f"{named(model)}: {error.message('en')}"

    def _changed(self, model: PracticeModel, language: Language) -> Iterator[str]:
        if not self.is_filled or not _is_installed():
            return
        data = self._drawn(model, {"language": language.value})
        try:
            read = read_data(data, format=_FORMAT, into=model)
        except ToimintamalliError as error:
            yield f"{named(model)}: {error.message('en')}"
            return
        for one in differences(model, read.model):
            yield f"{one.path} of {named(model)}, in {language.value!r}"

    def _drawn(self, model: PracticeModel, options: Mapping[str, Any]) -> bytes:
        if not _is_installed():
            return b""
        return render(model, format=_FORMAT, worksheet=self.worksheet, **options).data


def _is_installed() -> bool:
    kinds = {row.kind for row in formats() if row.name == _FORMAT}
    return kinds >= {Kind.EXPORTER, Kind.IMPORTER}
