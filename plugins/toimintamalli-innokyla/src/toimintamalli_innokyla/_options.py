"""Options of the form text."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from toimintamalli.plugins import ExportOptions, option
from toimintamalli.text import LocalizedText

__all__ = ["InnokylaOptions", "TextForm", "Version"]


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

    form: TextForm = option(
        TextForm.PLAIN,
        help=LocalizedText(
            fi="Merkintätapa: plain tekstikenttään, html muokkaimeen, markdown muihin ohjelmiin",
            sv="Format: plain för textfält, html för redigeraren, markdown för andra program",
            en="Markup: plain for text fields, html for the editor, markdown for other tools",
        ),
    )
    version: Version = option(
        Version.READING,
        help=LocalizedText(
            fi="reading: vain täytetty; working: tyhjissä **-kohdissa täyttöohje",
            sv="reading: bara det ifyllda; working: anvisning i tomma **-fält",
            en="reading: only what is filled; working: guidance in empty ** fields",
        ),
    )
    markers: bool = option(
        True,
        help=LocalizedText(
            fi="**-merkit pakollisten kenttien otsikoissa",
            sv="**-märken i obligatoriska fälts rubriker",
            en="** marks behind the labels of required fields",
        ),
    )
    field: str | None = option(
        None,
        help=LocalizedText(
            fi="Vain yhden kentän teksti: kentän tunnus tai otsikko",
            sv="Bara ett fälts text: fältets beteckning eller rubrik",
            en="The text of one field only: its identifier or label",
        ),
    )
