"""Texts and number formats that the cells of all sheets refer to by number."""

import re
from enum import Enum, auto
from typing import Final

from attrs import define, field

from toimintamalli_excel.workbook._opened import Attributes, OpenedPackage
from toimintamalli_excel.workbook._text import CleanText, clean_text, unescape_text

# What a number format says beside its codes: quoted words, escaped characters, colours, locales.
_BESIDE_CODES: Final = re.compile(r'"[^"]*"|\\.|[_*].|\[(?![hms]+\])[^\[\]]*\]', re.IGNORECASE)
_FORMATS_OF_DAYS: Final = frozenset((*range(14, 18), 22, *range(27, 32), 36, *range(50, 59)))
_FORMATS_OF_PERCENT: Final = frozenset((9, 10))
_FORMATS_OF_TIMES: Final = frozenset((*range(18, 22), *range(32, 36), 45, 47))


class NumberKind(Enum):
    """What a number format makes of a number."""

    NUMBER = auto()
    DAY = auto()
    TIME = auto()
    PERCENT = auto()


def plain_text(raw: str) -> CleanText:
    """Return a text as Excel shows it, from how the file spells it."""
    return clean_text(unescape_text(raw) if "_x" in raw else raw)


@define
class TextCollector:
    """Joins the pieces of a rich text and passes its reading aids by.

    Attributes:
        pieces: What was collected.
    """

    pieces: list[str] = field(factory=list)
    _in_text: bool = False
    _in_phonetic: bool = False

    def start(self, name: str) -> None:
        """Tell it that an element starts."""
        if name == "rPh":
            self._in_phonetic = True
        elif name == "t":
            self._in_text = not self._in_phonetic

    def end(self, name: str) -> None:
        """Tell it that an element ends."""
        if name == "rPh":
            self._in_phonetic = False
        elif name == "t":
            self._in_text = False

    def text(self, piece: str) -> None:
        """Tell it a piece of text."""
        if self._in_text:
            self.pieces.append(piece)

    def taken(self) -> str:
        """Return what was collected, and begin anew."""
        joined = "".join(self.pieces)
        self.pieces.clear()
        return joined


def shared_texts(package: OpenedPackage, part: str) -> list[CleanText]:
    """Read the texts that cells share.

    Args:
        package: The workbook file.
        part: The name of the part.

    Returns:
        The texts in their order.
    """
    texts: list[CleanText] = []
    collector = TextCollector()

    def start(name: str, _: Attributes) -> None:
        collector.start(name)

    def end(name: str) -> None:
        collector.end(name)
        if name == "si":
            texts.append(plain_text(collector.taken()))

    package.parse(part, start, end, collector.text)
    return texts


def number_kinds(package: OpenedPackage, part: str) -> list[NumberKind]:
    """Read what the cell styles make of numbers.

    Args:
        package: The workbook file.
        part: The name of the part with the styles.

    Returns:
        The kinds in the order of the styles.
    """
    formats: dict[str, str] = {}
    kinds: list[NumberKind] = []
    inside = False
    for name, attributes in package.elements(part):
        if name == "numFmt":
            formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            inside = True
        elif name in {"cellStyles", "dxfs"}:
            inside = False
        elif name == "xf" and inside:
            kinds.append(_kind_of(attributes.get("numFmtId", "0"), formats))
    return kinds


def _kind_of(number: str, formats: dict[str, str]) -> NumberKind:
    if number in formats:
        return _kind_of_code(formats[number])
    known = int(number) if number.isdecimal() else 0
    if known in _FORMATS_OF_DAYS:
        return NumberKind.DAY
    if known in _FORMATS_OF_PERCENT:
        return NumberKind.PERCENT
    return NumberKind.TIME if known in _FORMATS_OF_TIMES else NumberKind.NUMBER


def _kind_of_code(code: str) -> NumberKind:
    letters = set(_BESIDE_CODES.sub("", code).partition(";")[0].casefold())
    if "general" in code.casefold() or "[" in letters:
        return NumberKind.NUMBER  # a duration is a number of days
    if "%" in letters:
        return NumberKind.PERCENT
    if letters & {"d", "y"} or ("m" in letters and not letters & {"h", "s"}):
        return NumberKind.DAY
    return NumberKind.TIME if letters & {"h", "s"} else NumberKind.NUMBER
