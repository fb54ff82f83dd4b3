"""From parts to a Word document: built-in styles, marked header rows, and languages.

The only user of python-docx, with `_lists`. What a screen reader needs of Word is here: headings
are headings, lists are lists, header rows are told as such, and every text says its language.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from io import BytesIO
from typing import Final

from attrs import frozen
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, RGBColor
from docx.table import Table as WordTable
from docx.table import _Row as WordRow
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from toimintamalli.model import Heading as SubHeading
from toimintamalli.model import Inline, ItemList, Link, Paragraph, PracticeModel
from toimintamalli.text import Language
from toimintamalli_word._archive import steady
from toimintamalli_word._lists import Lists
from toimintamalli_word._parts import Cell, Heading, Part, Prose, Table, Text, Title, Words

__all__ = ["LANGUAGE_TAGS", "document_bytes"]

LANGUAGE_TAGS: Final = {
    Language.FINNISH: "fi-FI",
    Language.SWEDISH: "sv-FI",
    Language.ENGLISH: "en-GB",
}
"""The languages of texts, as Word tells them."""

_NO_DAY: Final = datetime.date(2000, 1, 1)
_LONGEST_PROPERTY: Final = 255
_DARK: Final = RGBColor(0x1F, 0x38, 0x64)
_HEADINGS: Final = ("Title", "Heading 1", "Heading 2", "Heading 3")
_LINK: Final = RGBColor(0x05, 0x63, 0xC1)
_LINK_STYLE: Final = "Hyperlink"
_OPENED_BY_READERS: Final = ("http://", "https://", "mailto:")


def document_bytes(parts: Iterable[Part], model: PracticeModel, language: Language) -> bytes:
    """Return a document.

    Args:
        parts: What it is made of, in order.
        model: The model, whose title and days are told in the properties.
        language: Language of the document.
    """
    document = Document()
    _set_page(document)
    _set_styles(document, language)
    _set_properties(document, model, language)
    writer = _Writer(document, Lists(document), language, document.styles[_LINK_STYLE].style_id)
    for part in parts:
        writer.write(part)
    stream = BytesIO()
    document.save(stream)
    return steady(stream.getvalue())


# -- the document as a whole ------------------------------------------------------------------


def _set_page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(20)
    page_number = OxmlElement("w:fldSimple", {qn("w:instr"): "PAGE"})
    section.footer.paragraphs[0]._p.append(page_number)


def _set_styles(document: WordDocument, language: Language) -> None:
    """Darken the headings, whose colours are too pale to be read by all, and set the language."""
    styles = document.styles
    for name in _HEADINGS:
        styles[name].font.color.rgb = _DARK
    link = styles.add_style(_LINK_STYLE, WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.color.rgb, link.font.underline = _LINK, True
    for tag in styles.element.iter(qn("w:lang")):
        tag.set(qn("w:val"), LANGUAGE_TAGS[language])


def _set_properties(document: WordDocument, model: PracticeModel, language: Language) -> None:
    """Tell title, language and days; of whoever made the file the document says nothing."""
    properties, basics = document.core_properties, model.basics
    properties.title = " ".join(basics.title.split())[:_LONGEST_PROPERTY]
    properties.language = LANGUAGE_TAGS[language]
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = _midnight(basics.created or _NO_DAY)
    properties.modified = _midnight(basics.modified or basics.created or _NO_DAY)


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC)


# -- its parts --------------------------------------------------------------------------------


@frozen
class _Writer:
    """Writes part after part at the end of a document."""

    document: WordDocument
    lists: Lists
    language: Language
    link_style: str

    def write(self, part: Part) -> None:
        """Write one part."""
        match part:
            case Title(words):
                self._say(self._paragraph("Title"), words)
            case Heading(level, words):
                self._say(self._paragraph(f"Heading{level}"), words)
            case Text(words, is_guidance):
                self._say(self._paragraph("Quote" if is_guidance else None), words)
            case Prose():
                self._prose(part)
            case Table():
                self._table(part)

    def _paragraph(self, style: str | None = None) -> WordParagraph:
        """Add a paragraph, with a style by its identifier: names are slow to find."""
        paragraph = self.document.add_paragraph()
        paragraph._p.style = style
        return paragraph

    def _prose(self, prose: Prose) -> None:
        for block in prose.text.blocks:
            match block:
                case Paragraph(content):
                    self._content(self._paragraph(), content, prose.language)
                case SubHeading(text):
                    self.write(Heading(prose.heading_level, Words(text, prose.language)))
                case ItemList():
                    self._list(block, 0, prose.language)

    def _list(self, items: ItemList, depth: int, language: Language) -> None:
        number = self.lists.new(items, depth)
        for item in items.items:
            paragraph = self.lists.paragraph(items.kind, number, depth)
            self._content(paragraph, item.content, language)
            for sublist in item.sublists:
                self._list(sublist, depth + 1, language)

    def _content(
        self, paragraph: WordParagraph, content: Iterable[Inline], language: Language
    ) -> None:
        for piece in content:
            if isinstance(piece, str):
                self._say(paragraph, Words(piece, language))
            elif piece.address.lower().startswith(_OPENED_BY_READERS):
                self._link(paragraph, piece, language)
            else:
                self._say(paragraph, Words(f"{piece.text} ({piece.address})", language))

    def _link(self, paragraph: WordParagraph, link: Link, language: Language) -> None:
        identifier = self.document.part.relate_to(
            link.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )
        element = OxmlElement("w:hyperlink", {qn("r:id"): identifier})
        run = self._say(paragraph, Words(link.text, language))
        run._r.style = self.link_style
        paragraph._p.append(element)
        element.append(run._r)

    def _say(self, paragraph: WordParagraph, words: Words) -> Run:
        """Add a text, with its language where that is not the document's."""
        run = paragraph.add_run(words.text)
        if words.language is not self.language:
            tag = OxmlElement("w:lang", {qn("w:val"): LANGUAGE_TAGS[words.language]})
            run._r.get_or_add_rPr().append(tag)
        return run

    # -- tables -------------------------------------------------------------------------------

    def _table(self, part: Table) -> None:
        table = self.document.add_table(rows=1, cols=len(part.columns), style="Table Grid")
        table.autofit = False
        _name(table, part.name)
        header = table.rows[0]
        _mark(header, "w:tblHeader")
        headings = tuple((column.heading,) for column in part.columns)
        # Rows are added with the widths of the columns.
        _set_widths(table, [column.share for column in part.columns], self._width())
        self._row(header, headings, is_header=True)
        for cells in part.rows:
            self._row(table.add_row(), cells)

    def _row(self, row: WordRow, cells: Iterable[Cell], *, is_header: bool = False) -> None:
        _mark(row, "w:cantSplit")
        for cell, lines in zip(row.cells, cells, strict=True):
            paragraph = cell.paragraphs[0]
            for place, words in enumerate(lines):
                line = cell.add_paragraph() if place else paragraph
                self._say(line, words).bold = is_header or None

    def _width(self) -> int:
        section = self.document.sections[0]
        sides = (section.page_width, section.left_margin, section.right_margin)
        page, left, right = (int(side or 0) for side in sides)
        return page - left - right


def _mark(row: WordRow, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _name(table: WordTable, name: str) -> None:
    """Name a table for those who do not see it."""
    table._tbl.tblPr.append(OxmlElement("w:tblCaption", {qn("w:val"): name}))


def _set_widths(table: WordTable, shares: list[int], width: int) -> None:
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Mm(0) + width * share // sum(shares)
        for cell in column.cells:
            cell.width = column.width
