"""The structure tree: what the marks on the pages mean, in reading order."""

from __future__ import annotations

from collections.abc import Mapping

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObjectReference,
)

from toimintamalli_pdf.tagging._objects import add_object, set_catalog_entry, text_string


class StructureElement:
    """A heading, paragraph, table cell, form field …: one node of the structure tree.

    Elements are made by `StructureTree.element`. Their children are read in the order in which
    they were added.

    Attributes:
        tag: Structure type, for instance ``"P"``.
        reference: Reference to the element in the document.
    """

    def __init__(self, document: PDFDocument, tag: str, parent: PDFObjectReference) -> None:
        self.tag = tag
        self._children = PDFArray([])
        self._entries = PDFDictionary(
            {
                "Type": PDFName("StructElem"),
                "S": PDFName(tag),
                "P": parent,
                "K": self._children,
            }
        )
        self.reference = add_object(document, self._entries)

    def set_entry(self, name: str, value: object) -> None:
        """Set an entry of the element, for instance its language."""
        self._entries[name] = value

    def add_child(self, child: StructureElement) -> None:
        """Add an element below this one."""
        self._children.sequence.append(child.reference)

    def add_marked_content(self, page: PDFObjectReference, identifier: int) -> None:
        """Add a piece of page content by its identifier on the page."""
        self._children.sequence.append(
            PDFDictionary({"Type": PDFName("MCR"), "Pg": page, "MCID": identifier})
        )

    def add_object(self, page: PDFObjectReference, target: PDFObjectReference) -> None:
        """Add an annotation, such as a form field or a link."""
        self._children.sequence.append(
            PDFDictionary({"Type": PDFName("OBJR"), "Pg": page, "Obj": target})
        )


class StructureTree:
    """The structure tree of one document, with the way back from page content to elements.

    Creating the tree declares the document tagged.

    Attributes:
        document_element: The element ``Document``, ancestor of all others.
    """

    def __init__(self, document: PDFDocument) -> None:
        self._document = document
        self._owners = PDFArray([])
        root = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        root_reference = add_object(document, root)
        self.document_element = StructureElement(document, "Document", root_reference)
        root["K"] = PDFArray([self.document_element.reference])
        root["ParentTree"] = add_object(document, PDFDictionary({"Nums": self._owners}))
        set_catalog_entry(document, "StructTreeRoot", root_reference)
        set_catalog_entry(document, "MarkInfo", PDFDictionary({"Marked": "true"}))

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
            attributes: Attribute object of the element, in reportlab's object classes.

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
            element.set_entry("A", PDFDictionary(dict(attributes)))
        return element

    def header_cell(self, row: StructureElement, scope: str) -> StructureElement:
        """Add a header cell to a table row.

        Args:
            row: The row, an element ``TR``.
            scope: ``"Column"`` or ``"Row"``: which cells the header is for.

        Returns:
            The new element ``TH``.
        """
        return self.element("TH", row, attributes={"O": PDFName("Table"), "Scope": PDFName(scope)})

    def add_owner(self, owner: object) -> int:
        """Say to which element an annotation belongs, or to which elements the marks of a page.

        Args:
            owner: Reference to an element, or an array of references in the order of the marks;
                the array may still grow.

        Returns:
            The key to be written as ``/StructParent`` or ``/StructParents``.
        """
        key = len(self._owners.sequence) // 2
        self._owners.sequence.extend((key, owner))
        return key
