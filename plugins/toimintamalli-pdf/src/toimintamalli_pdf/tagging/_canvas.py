"""A reportlab canvas whose pages are tagged for assistive technology."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Literal

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject, PDFPage
from reportlab.pdfgen.canvas import Canvas

from toimintamalli_pdf.tagging._fonts import CidFont, TextStyle
from toimintamalli_pdf.tagging._metadata import describe
from toimintamalli_pdf.tagging._navigation import Destinations, Outline, Place
from toimintamalli_pdf.tagging._objects import (
    TaggingError,
    add_object,
    number,
    page_reference,
    rectangle,
    set_catalog_entry,
    stream_object,
    text_string,
)
from toimintamalli_pdf.tagging._structure import StructureElement, StructureTree
from toimintamalli_pdf.tagging._values import DocumentInfo, Rect

_PDF_VERSION = (1, 7)  # PDF/UA-1 builds on it
_PRINTED = 4  # annotation flag
_LINK_SCHEMES = ("https://", "http://", "mailto:")


class TaggedCanvas(Canvas):
    """A canvas that knows what its marks mean.

    Everything drawn must stand inside `content`, which gives it to a structure element, or inside
    `artifact`, which hides it from assistive technology. Bookmarks, links and form fields have
    methods of their own here; reportlab's methods of the same purpose make untagged ones. All
    other methods are reportlab's own.

    Args:
        target: Binary file that `save` writes the document into.
        info: What the document says about itself.
        font: Font of the document; it is registered with reportlab.
        page_size: Width and height of the pages in points.
        compress: Whether streams are compressed.
        show_bookmarks: Whether readers show the bookmarks when they open the document; without
            an answer when several of them stand on the highest level.

    Attributes:
        structure: Structure tree of the document.
        document: reportlab's document object.
    """

    def __init__(
        self,
        target: IO[bytes],
        *,
        info: DocumentInfo,
        font: CidFont,
        page_size: tuple[float, float],
        compress: bool = True,
        show_bookmarks: bool | None = None,
    ) -> None:
        font.register()
        super().__init__(
            target,
            pagesize=page_size,
            pageCompression=int(compress),
            invariant=1,
            pdfVersion=_PDF_VERSION,
            initialFontName=font.fontName,  # type: ignore[arg-type]  # a number, say the stubs
        )
        self.document: PDFDocument = self._doc  # type: ignore[attr-defined]  # missing from the stubs
        self.structure = StructureTree(self.document)
        self._places = Destinations()  # reportlab has destinations of its own
        self._outline = Outline(show_bookmarks)
        self._page_owners: list[str] | None = None
        self._page_key = 0
        self._inside_mark = False
        describe(self.document, info)

    @contextmanager
    def content(self, element: StructureElement) -> Iterator[None]:
        """Give everything drawn inside the block to an element.

        Raises:
            TaggingError: The block stands inside another one.
        """
        owners = self._owners_on_page()
        identifier = len(owners)
        owners.append(element.reference)
        element.add_marked_content(self.document.thisPageName(), identifier)
        with self._mark(f"/{element.tag} <</MCID {identifier}>> BDC"):
            yield

    @contextmanager
    def artifact(self, kind: Literal["Pagination", "Layout", "Page"]) -> Iterator[None]:
        """Hide everything drawn inside the block from assistive technology.

        Args:
            kind: ``"Pagination"`` for page numbers and repeated headers, ``"Layout"`` for lines
                and backgrounds, ``"Page"`` for marks of the printing trade.

        Raises:
            TaggingError: The block stands inside another one.
        """
        with self._mark(f"/Artifact <</Type /{kind}>> BDC"):
            yield

    def draw_lines(
        self, lines: Sequence[str], style: TextStyle, *, left: float, baseline: float
    ) -> None:
        """Draw lines made by `wrap_text` below each other.

        Lines keep the space they were broken at, so that readers do not glue words together.

        Args:
            lines: The lines; a line feed at the end of a line is drawn as a space.
            style: How they are set; the font must be registered.
            left: Where the lines begin, in points.
            baseline: Baseline of the first line, in points.
        """
        font, document = style.font, self.document
        place = f"1 0 0 1 {number(left)} {number(baseline)} Tm"
        looks = (
            f"/{font.resource_name(document)} {number(style.size)} Tf {number(style.leading)} TL"
        )
        drawn = " T* ".join(
            [f"<{font.encode(line.replace(chr(10), ' '), document).hex()}> Tj" for line in lines]
        )
        self.addLiteral(f"BT {place} {looks} {drawn} ET")

    def add_bookmark(self, title: str, *, top: float, level: int = 1) -> None:
        """Add an entry to the outline that readers show beside the pages.

        Args:
            title: Words of the entry; line breaks and runs of spaces become single spaces.
            top: Upper edge of the place on the current page it leads to, in points.
            level: 1 for the highest. An entry stands below the last one of a higher level.

        Raises:
            ValueError: The title has no visible character, or the level is below 1.
        """
        self._outline.add(title, level, Place(self.document.thisPageName(), top))
        self.document.Outlines = self._outline  # type: ignore[assignment]  # in reportlab's place
        set_catalog_entry(self.document, "Outlines", self._outline)

    def add_destination(self, name: str, *, top: float) -> None:
        """Name a place on the current page, for `add_internal_link`.

        Args:
            name: Any name; readers do not see it.
            top: Upper edge of the place, in points.

        Raises:
            TaggingError: The name is taken.
        """
        self._places.add(name, Place(self.document.thisPageName(), top))

    def add_internal_link(
        self, element: StructureElement, destination: str, rect: Rect, description: str
    ) -> None:
        """Make an area of the page a link to a place in the document.

        The place may be named later; `save` raises a `TaggingError` when none has the name.

        Args:
            element: Element ``Link`` that also has the visible text of the link.
            destination: Name of the place, as given to `add_destination`.
            rect: The area.
            description: Where the link leads, in words.
        """
        entries = f"/Subtype /Link /Border [0 0 0] /Contents {text_string(description)}"
        self.add_annotation(element, entries, rect, destination)

    def add_link(self, element: StructureElement, url: str, rect: Rect, description: str) -> None:
        """Make an area of the page a link.

        Args:
            element: Element ``Link`` that also has the visible text of the link.
            url: ASCII address that begins with ``https:``, ``http:`` or ``mailto:``.
            rect: The area.
            description: Where the link leads, in words.

        Raises:
            ValueError: The address is not of the kind allowed.
        """
        if not (url.isascii() and url.isprintable() and url.startswith(_LINK_SCHEMES)):
            raise ValueError(f"not a web or mail address in ASCII: {url!r}")
        entries = (
            f"/Subtype /Link /Border [0 0 0] /Contents {text_string(description)}"
            f" /A <</S /URI /URI {text_string(url)}>>"
        )
        self.add_annotation(element, entries, rect)

    def add_annotation(
        self, element: StructureElement, entries: str, rect: Rect, destination: str | None = None
    ) -> str:
        """Put an annotation on the page and into the structure tree.

        Args:
            element: Element the annotation belongs to.
            entries: Entries of the annotation in PDF syntax; place, page and structure are added
                here.
            rect: Place of the annotation on the page.
            destination: Name of the place that the annotation leads to, if any.

        Returns:
            Reference to the annotation.
        """
        page_name = self.document.thisPageName()
        key = self.structure.add_owner(element.reference)
        head = f"/Rect {rectangle(rect)} /F {_PRINTED} /StructParent {key} {entries}"
        annotation = _Annotation(head, page_name, self._places, destination)
        reference = add_object(self.document, annotation)
        self._annotationrefs.append(reference)  # type: ignore[attr-defined]  # missing from the stubs
        element.add_object(page_name, reference)
        return reference

    def showPage(self) -> None:  # noqa: N802  (reportlab's name)
        """End the page.

        Raises:
            TaggingError: A block of content or artifact is still open.
        """
        if self._inside_mark:
            raise TaggingError("a page ends inside content or an artifact")
        super().showPage()
        page: PDFPage = self.document.Pages.pages[-1]  # type: ignore[attr-defined]  # missing from the stubs
        drawn = page.stream.encode("utf-8")
        entries: dict[str, object] = {"Tabs": "/S", "Contents": stream_object(self.document, drawn)}
        if self._page_owners is not None:
            entries["StructParents"] = self._page_key
        for name, value in entries.items():
            setattr(page, name, value)
        page.__NoDefault__ = [*page.__NoDefault__, "Tabs", "StructParents"]  # what is written of it
        self._page_owners = None

    def setEncrypt(self, encrypt: object) -> None:  # noqa: N802  (reportlab's name)
        """Refuse encryption: it would keep assistive technology out of the document.

        Raises:
            TaggingError: There is a password or an encryption.
        """
        if encrypt:
            raise TaggingError("a tagged document is not encrypted")

    def _owners_on_page(self) -> list[str]:
        if self._page_owners is None:
            self._page_owners = []
            self._page_key = self.structure.add_owner(self._page_owners)
        return self._page_owners

    @contextmanager
    def _mark(self, operator: str) -> Iterator[None]:
        if self._inside_mark:
            raise TaggingError("content and artifacts must not stand inside each other")
        self._inside_mark = True
        self.addLiteral(operator)
        try:
            yield
        finally:
            self.addLiteral("EMC")
            self._inside_mark = False


class _Annotation(PDFObject):
    """An annotation, written when all pages and named places are known."""

    def __init__(
        self, entries: str, page_name: str, places: Destinations, destination: str | None
    ) -> None:
        self._entries = entries
        self._page_name = page_name
        self._places = places
        self._destination = destination

    def format(self, document: PDFDocument) -> bytes:
        leads_to = ""
        if self._destination is not None:
            leads_to = f" /Dest {self._places.find(self._destination).destination(document)}"
        page = page_reference(document, self._page_name)
        return f"<</Type /Annot {self._entries} /P {page}{leads_to}>>".encode("latin-1")
