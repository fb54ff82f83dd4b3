"""The structure tree: what the marks on the pages mean, in reading order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject

from toimintamalli_pdf.tagging._objects import (
    TextObject,
    add_object,
    page_reference,
    rectangle,
    set_catalog_entry,
    syntax,
    text_string,
)
from toimintamalli_pdf.tagging._text import has_words
from toimintamalli_pdf.tagging._values import Rect


class StructureElement(PDFObject):
    """A heading, paragraph, table cell, form field …: one node of the structure tree.

    Elements are made by `StructureTree.element`. Their children are read in the order in which
    they were added.

    Attributes:
        tag: Structure type, for instance ``"P"``.
        reference: Reference to the element in the document.
    """

    def __init__(self, document: PDFDocument, tag: str, parent: str) -> None:
        self.tag = tag
        self._document = document
        self._parent = parent
        self._entries: dict[str, str] = {}
        self._children: list[tuple[str, str]] = []
        self.reference = add_object(document, self)

    def set_entry(self, name: str, value: object) -> None:
        """Set an entry of the element, for instance its language.

        Args:
            name: Name of the entry.
            value: The value: a text in PDF syntax, or one of reportlab's objects.
        """
        self._entries[name] = syntax(value, self._document)

    def add_child(self, child: StructureElement) -> None:
        """Add an element below this one."""
        self._children.append(("", child.reference))

    def add_marked_content(self, page_name: str, identifier: int) -> None:
        """Add a piece of page content by its identifier on the page."""
        self._children.append((page_name, f"/Type /MCR /MCID {identifier}"))

    def add_object(self, page_name: str, target: str) -> None:
        """Add an annotation, such as a form field or a link."""
        self._children.append((page_name, f"/Type /OBJR /Obj {target}"))

    def format(self, document: PDFDocument) -> bytes:
        """Write the element; reportlab calls this when saving."""
        children = " ".join(
            [
                f"<<{child} /Pg {page_reference(document, page_name)}>>" if page_name else child
                for page_name, child in self._children
            ]
        )
        entries = "".join([f" /{name} {value}" for name, value in self._entries.items()])
        head = f"<</Type /StructElem /S /{self.tag} /P {self._parent}"
        return f"{head}{entries} /K [{children}]>>".encode("latin-1")


class StructureTree:
    """The structure tree of one document, with the way back from page content to elements.

    Creating the tree declares the document tagged.

    Attributes:
        document_element: The element ``Document``, ancestor of all others.
    """

    def __init__(self, document: PDFDocument) -> None:
        self._document = document
        self._owners = _ParentTree()
        root = TextObject()
        root_reference = add_object(document, root)
        self.document_element = StructureElement(document, "Document", root_reference)
        parent_tree = add_object(document, self._owners)
        root.text = (
            f"<</Type /StructTreeRoot /K [{self.document_element.reference}]"
            f" /ParentTree {parent_tree}>>"
        )
        set_catalog_entry(document, "StructTreeRoot", root_reference)
        set_catalog_entry(document, "MarkInfo", "<</Marked true>>")

    def element(
        self,
        tag: str,
        parent: StructureElement | None = None,
        *,
        language: str | None = None,
        alternative_text: str | None = None,
        attributes: Mapping[str, object] | None = None,
    ) -> StructureElement:
        """Add an element after the other children of its parent.

        Args:
            tag: Structure type, for instance ``"H1"``, ``"P"``, ``"TD"``.
            parent: Parent of the element; without it the element ``Document``.
            language: Language of the content when it differs from the document's.
            alternative_text: What is read in place of a figure.
            attributes: Attribute object of the element: numbers, texts in PDF syntax such as
                ``"/Layout"``, or reportlab's objects.

        Returns:
            The new element, still without content.
        """
        above = self.document_element if parent is None else parent
        element = StructureElement(self._document, tag, above.reference)
        above.add_child(element)
        if language is not None:
            element.set_entry("Lang", text_string(language))
        if alternative_text is not None:
            element.set_entry("Alt", text_string(alternative_text))
        if attributes is not None:
            written = [f"/{name} {syntax(v, self._document)}" for name, v in attributes.items()]
            element.set_entry("A", f"<<{' '.join(written)}>>")
        return element

    def header_cell(self, row: StructureElement, scope: str) -> StructureElement:
        """Add a header cell to a table row.

        Args:
            row: The row, an element ``TR``.
            scope: ``"Column"`` or ``"Row"``: which cells the header is for.

        Returns:
            The new element ``TH``.
        """
        return self.element("TH", row, attributes={"O": "/Table", "Scope": f"/{scope}"})

    def figure(
        self, parent: StructureElement | None = None, *, alternative_text: str, box: Rect
    ) -> StructureElement:
        """Add a picture.

        Args:
            parent: Parent of the element; without it the element ``Document``.
            alternative_text: What is read in place of the picture.
            box: Place of the picture on the page.

        Returns:
            The new element ``Figure``.

        Raises:
            ValueError: The alternative text has no visible character.
        """
        if not has_words(alternative_text):
            raise ValueError("a picture needs an alternative text")
        return self.element(
            "Figure",
            parent,
            alternative_text=alternative_text,
            attributes={"O": "/Layout", "BBox": rectangle(box), "Placement": "/Block"},
        )

    def add_owner(self, owner: str | Sequence[str]) -> int:
        """Say to which element an annotation belongs, or to which elements the marks of a page.

        Args:
            owner: Reference to an element, or references in the order of the marks; there may
                still come more of them.

        Returns:
            The key to be written as ``/StructParent`` or ``/StructParents``.
        """
        return self._owners.add(owner)


class _ParentTree(PDFObject):
    """The way back from annotations and marks to their elements."""

    def __init__(self) -> None:
        self._owners: list[str | Sequence[str]] = []

    def add(self, owner: str | Sequence[str]) -> int:
        self._owners.append(owner)
        return len(self._owners) - 1

    def format(self, document: PDFDocument) -> bytes:
        written = [
            f"{key} {owner if isinstance(owner, str) else '[' + ' '.join(owner) + ']'}"
            for key, owner in enumerate(self._owners)
        ]
        return f"<</Nums [{' '.join(written)}]>>".encode("latin-1")
