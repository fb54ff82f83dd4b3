"""Innokylä, both ways: a page becomes a practice model, and a model becomes form text.

Plugin of `toimintamalli`; use it through ``toimintamalli.read`` and ``toimintamalli.export`` with
``format="innokyla"``.
"""

from __future__ import annotations

from attrs import frozen

from toimintamalli.model import Portfolio, PracticeModel
from toimintamalli.plugins import Imported, ImportOptions, Rendered
from toimintamalli.text import LocalizedText
from toimintamalli.vocabulary import localized
from toimintamalli_innokyla._options import InnokylaOptions, TextForm, Version

__all__ = [
    "InnokylaExporter",
    "InnokylaImporter",
    "InnokylaOptions",
    "TextForm",
    "Version",
    "exporter",
    "importer",
]


@frozen
class InnokylaExporter:
    """Writes the form text of a practice model, to paste into Innokylä."""

    name: str = "innokyla"
    suffix: str = ".txt"
    media_type: str = "text/plain; charset=utf-8"
    api_version: int = 1
    subjects: frozenset[type] = frozenset({PracticeModel})
    options_type: type[InnokylaOptions] = InnokylaOptions

    @property
    def title(self) -> LocalizedText:
        """What the format is, for people."""
        return localized(__name__, "exporter.title")

    def render(self, subject: PracticeModel | Portfolio, options: InnokylaOptions, /) -> Rendered:
        """Return the form text.

        Args:
            subject: A practice model.
            options: Which form and version of the text.

        Raises:
            OptionError: The field asked for is not on the form.
        """
        from toimintamalli_innokyla._exporter import form_text

        assert isinstance(subject, PracticeModel)  # the delivery gives no other subject
        return form_text(subject, options)


@frozen
class InnokylaImporter:
    """Reads page text as copied from Innokylä, or a saved page."""

    name: str = "innokyla"
    suffixes: tuple[str, ...] = (".txt", ".html", ".htm")
    api_version: int = 1
    options_type: type[ImportOptions] = ImportOptions

    @property
    def title(self) -> LocalizedText:
        """What the format is, for people."""
        return localized(__name__, "importer.title")

    def read(
        self, data: bytes, options: ImportOptions, /, *, into: PracticeModel | None
    ) -> Imported:
        """Return the model that a page describes, or a proposal.

        Args:
            data: Page text or HTML.
            options: None yet.
            into: A model to complete with what the page says.

        Raises:
            ReadError: The data are no text, or hold no text.
        """
        from toimintamalli_innokyla._importer import read_page

        return read_page(data, into=into)


exporter = InnokylaExporter()
importer = InnokylaImporter()
