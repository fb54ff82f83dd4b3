"""Lists as Word knows them: every list counts by itself, each level is drawn in further."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from attrs import define
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph

from toimintamalli.model import ItemList, ListKind

__all__ = ["Lists"]

_STYLES: Final = {ListKind.BULLET: "ListBullet", ListKind.NUMBERED: "ListNumber"}
_PATTERNS: Final = {ListKind.BULLET: 90, ListKind.NUMBERED: 91}
_FORMATS: Final = {ListKind.BULLET: "bullet", ListKind.NUMBERED: "decimal"}
_DEEPEST: Final = 8
_STEP: Final = 360
_BULLET: Final = "•"


@define
class Lists:
    """The lists of one document.

    Attributes:
        document: The document.
    """

    document: WordDocument

    def __attrs_post_init__(self) -> None:
        numbering = self._numbering()
        first = numbering.find(qn("w:num"))
        for kind in ListKind:
            first.addprevious(_pattern(kind))

    def new(self, items: ItemList, depth: int) -> int:
        """Begin a list and return its number.

        Args:
            items: The list.
            depth: How many lists it stands in.
        """
        number = self._numbering().add_num(_PATTERNS[items.kind])
        override = number.add_lvlOverride(ilvl=_level(depth))
        override.add_startOverride(items.start)
        return int(number.numId)

    def paragraph(self, kind: ListKind, number: int, depth: int) -> WordParagraph:
        """Return a new paragraph that is an item of a list.

        Args:
            kind: Bullets or numbers.
            number: Number of the list.
            depth: How many lists it stands in.
        """
        paragraph = self.document.add_paragraph()
        paragraph._p.style = _STYLES[kind]
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_numId().val = number
        properties.get_or_add_ilvl().val = _level(depth)
        return paragraph

    def _numbering(self) -> Any:  # python-docx has no types for this part of a document
        return self.document.part.numbering_part.element


def _level(depth: int) -> int:
    return min(depth, _DEEPEST)


def _pattern(kind: ListKind) -> Any:
    pattern = OxmlElement("w:abstractNum", {qn("w:abstractNumId"): str(_PATTERNS[kind])})
    pattern.append(_valued("w:multiLevelType", "hybridMultilevel"))
    for level in range(_DEEPEST + 1):
        pattern.append(_pattern_of_level(kind, level))
    return pattern


def _pattern_of_level(kind: ListKind, level: int) -> Any:
    made = OxmlElement("w:lvl", {qn("w:ilvl"): str(level)})
    for child in _children(kind, level):
        made.append(child)
    return made


def _children(kind: ListKind, level: int) -> Iterator[Any]:
    yield _valued("w:start", "1")
    yield _valued("w:numFmt", _FORMATS[kind])
    yield _valued("w:lvlText", _BULLET if kind is ListKind.BULLET else f"%{level + 1}.")
    yield _valued("w:lvlJc", "left")
    properties = OxmlElement("w:pPr")
    indents = {qn("w:left"): str(_STEP * (level + 1)), qn("w:hanging"): str(_STEP)}
    properties.append(OxmlElement("w:ind", indents))
    yield properties


def _valued(name: str, value: str) -> Any:
    return OxmlElement(name, {qn("w:val"): value})
