"""Options of the form text."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from toimintamalli.plugins import ExportOptions, option
from toimintamalli.vocabulary import Term

__all__ = ["InnokylaOptions", "TextForm", "Version"]


def _help(name: str) -> Term:
    return Term("toimintamalli_innokyla", f"option.{name}")


class TextForm(StrEnum):
    """How the text is marked up."""

    PLAIN = "plain"
    MARKDOWN = "markdown"
    HTML = "html"


class Version(StrEnum):
    """For whom the text is: to be read, or to be worked on."""

    READING = "reading"
    WORKING = "working"


@frozen(kw_only=True)
class InnokylaOptions(ExportOptions):
    """Options of the form text.

    Attributes:
        form: ``plain`` for a text field, ``html`` for an editor, ``markdown`` for other tools.
        version: ``reading`` has only what is filled; ``working`` has a placeholder with guidance
            in every empty ``**`` field, and the text that waits for its place.
        markers: Whether ``**`` stands behind the labels of required fields.
        field: Identifier or label of one field; only its text is written.
    """

    form: TextForm = option(TextForm.PLAIN, help=_help("form"))
    version: Version = option(Version.READING, help=_help("version"))
    markers: bool = option(True, help=_help("markers"))
    field: str | None = option(None, help=_help("field"))
