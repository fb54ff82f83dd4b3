"""Ways through a document: the outline beside the pages, and places that links lead to."""

from __future__ import annotations

from attrs import define, field, frozen
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject

from toimintamalli_pdf.tagging._objects import (
    TaggingError,
    TextObject,
    add_object,
    number,
    page_reference,
    set_catalog_entry,
    text_string,
)
from toimintamalli_pdf.tagging._text import has_words, writable_line

_ROOT_LEVEL = 0


@frozen
class Place:
    """A place on a page.

    Attributes:
        page_name: Name of the page in the document.
        top: Upper edge of the place, in points.
    """

    page_name: str
    top: float

    def destination(self, document: PDFDocument) -> str:
        """Write the place as what a reader is to show, without a change of its zoom."""
        page = page_reference(document, self.page_name)
        return f"[{page} /XYZ 0 {number(self.top)} null]"


@define
class Destinations:
    """Places of a document that have a name."""

    _places: dict[str, Place] = field(factory=dict)

    def add(self, name: str, place: Place) -> None:
        """Name a place.

        Raises:
            TaggingError: The name is taken.
        """
        if name in self._places:
            raise TaggingError(f"two places are named {name!r}")
        self._places[name] = place

    def find(self, name: str) -> Place:
        """Return the place of a name.

        Raises:
            TaggingError: There is none.
        """
        if name not in self._places:
            raise TaggingError(f"a link leads to {name!r}, and no place has that name")
        return self._places[name]


@define(eq=False)
class _Bookmark:
    """An entry of the outline, or the outline itself, with what stands below it."""

    level: int
    title: str = ""
    place: Place | None = None
    below: list[_Bookmark] = field(factory=list)
    written: TextObject = field(factory=TextObject)
    reference: str = ""

    def count(self) -> int:
        """Number of all entries below this one."""
        return sum(1 + bookmark.count() for bookmark in self.below)


class Outline(PDFObject):
    """The bookmarks of a document; it takes the place of reportlab's own outline.

    Args:
        shown: Whether readers show it from the start, or ``None`` to show it when it has several
            entries on the highest level.
    """

    __RefOnly__ = 1

    def __init__(self, shown: bool | None) -> None:
        self._shown = shown
        self._root = _Bookmark(_ROOT_LEVEL)
        self._branch = [self._root]  # the last entry of each level that is still open
        self.ready = -1  # what reportlab's outline says as long as it is empty

    def add(self, title: str, level: int, place: Place) -> None:
        """Add an entry below the last one of a higher level.

        Raises:
            ValueError: The title has no visible character, or the level is below 1.
        """
        words = " ".join(writable_line(title).split())
        if not has_words(words):
            raise ValueError("a bookmark needs a title")
        if level <= _ROOT_LEVEL:
            raise ValueError(f"the highest level of bookmarks is 1, not {level}")
        while self._branch[-1].level >= level:
            self._branch.pop()
        bookmark = _Bookmark(level, words, place)
        self._branch[-1].below.append(bookmark)
        self._branch.append(bookmark)
        self.ready = 1

    def prepare(self, document: PDFDocument, canvas: object) -> None:
        """Write the entries into the document; reportlab calls this when saving."""
        if not self._root.below:
            return
        self._root.reference = add_object(document, self)
        self._write_below(self._root, document)
        shown = len(self._root.below) > 1 if self._shown is None else self._shown
        if shown:
            set_catalog_entry(document, "PageMode", "/UseOutlines")

    def format(self, document: PDFDocument) -> bytes:
        """Write the outline; reportlab calls this when saving."""
        return f"<</Type /Outlines{_ends(self._root)}>>".encode("latin-1")

    def _write_below(self, parent: _Bookmark, document: PDFDocument) -> None:
        for bookmark in parent.below:
            bookmark.reference = add_object(document, bookmark.written)
        references = ["", *(bookmark.reference for bookmark in parent.below), ""]
        for place, bookmark in enumerate(parent.below):
            assert bookmark.place is not None
            self._write_below(bookmark, document)
            before, after = references[place], references[place + 2]
            bookmark.written.text = (
                f"<</Title {text_string(bookmark.title)} /Parent {parent.reference}"
                f"{_entry('Prev', before)}{_entry('Next', after)}{_ends(bookmark)}"
                f" /Dest {bookmark.place.destination(document)}>>"
            )


def _ends(parent: _Bookmark) -> str:
    if not parent.below:
        return ""
    first, last = parent.below[0].reference, parent.below[-1].reference
    return f" /First {first} /Last {last} /Count {parent.count()}"


def _entry(name: str, reference: str) -> str:
    return f" /{name} {reference}" if reference else ""
