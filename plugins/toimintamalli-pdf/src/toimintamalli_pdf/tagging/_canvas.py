"""A reportlab canvas whose pages are tagged for assistive technology."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Literal

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObjectReference,
    PDFPage,
    PDFString,
)
from reportlab.pdfgen.canvas import Canvas

from toimintamalli_pdf.tagging._fonts import CidFont, TextStyle
from toimintamalli_pdf.tagging._metadata import describe
from toimintamalli_pdf.tagging._objects import add_object, rectangle, text_string
from toimintamalli_pdf.tagging._structure import StructureElement, StructureTree
from toimintamalli_pdf.tagging._values import DocumentInfo, Rect

_PDF_VERSION = (1, 7)  # PDF/UA-1 builds on it
_PRINTED = 4  # annotation flag
_LINK_SCHEMES = ("https://", "http://", "mailto:")


class TaggingError(RuntimeError):
    """The calls to a tagged canvas came in an order that makes no valid document."""


class TaggedCanvas(Canvas):
    """A canvas that knows what its marks mean.

    Everything drawn must stand inside `content`, which gives it to a structure element, or inside
    `artifact`, which hides it from assistive technology. All other methods are reportlab's own.

    Args:
        target: Binary file that `save` writes the document into.
        info: What the document says about itself.
        font: Font of the document; it is registered with reportlab.
        page_size: Width and height of the pages in points.
        compress: Whether streams are compressed.

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
        self._page_owners: PDFArray | None = None
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
        identifier = len(owners.sequence)
        owners.sequence.append(element.reference)
        element.add_marked_content(self.document.thisPageRef(), identifier)
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
        text = self.beginText(left, baseline)
        text.setFont(style.font.fontName, style.size, style.leading)
        for line in lines:
            text.textLine(line.replace("\n", " "))
        self.drawText(text)

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
        action = PDFDictionary({"S": PDFName("URI"), "URI": PDFString(url)})
        annotation = PDFDictionary(
            {
                "Subtype": PDFName("Link"),
                "Border": PDFArray([0, 0, 0]),
                "Contents": text_string(description),
                "A": action,
            }
        )
        self.add_annotation(element, annotation, rect)

    def add_annotation(
        self, element: StructureElement, annotation: PDFDictionary, rect: Rect
    ) -> PDFObjectReference:
        """Put an annotation on the page and into the structure tree.

        Args:
            element: Element the annotation belongs to.
            annotation: Entries of the annotation; place, page and structure are added here.
            rect: Place of the annotation on the page.

        Returns:
            Reference to the annotation.
        """
        page = self.document.thisPageRef()
        annotation["Type"] = PDFName("Annot")
        annotation["Rect"] = rectangle(rect)
        annotation["P"] = page
        annotation["F"] = _PRINTED
        annotation["StructParent"] = self.structure.add_owner(element.reference)
        self._addAnnotation(annotation)  # type: ignore[attr-defined]  # missing from the stubs
        reference = add_object(self.document, annotation)
        element.add_object(page, reference)
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
        entries: dict[str, object] = {"Tabs": PDFName("S")}
        if self._page_owners is not None:
            entries["StructParents"] = self._page_key
        for name, value in entries.items():
            setattr(page, name, value)
        page.__NoDefault__ = [*page.__NoDefault__, *entries]  # what reportlab writes of a page
        self._page_owners = None

    def _owners_on_page(self) -> PDFArray:
        if self._page_owners is None:
            self._page_owners = PDFArray([])
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
