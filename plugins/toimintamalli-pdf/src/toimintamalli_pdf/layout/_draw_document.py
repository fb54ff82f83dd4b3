"""Draws a document as an accessible, fillable PDF."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from toimintamalli_pdf.layout._lay_out import lay_out
from toimintamalli_pdf.layout._measuring import runs_from_right_to_left
from toimintamalli_pdf.layout._painting import paint
from toimintamalli_pdf.layout._styles import PORTRAIT, styles
from toimintamalli_pdf.layout._values import Document, DrawnDocument, TextBox
from toimintamalli_pdf.tagging import TaggedCanvas
from toimintamalli_pdf.tagging._text import unify_line_breaks

__all__ = ["draw_document"]


def draw_document(document: Document) -> DrawnDocument:
    """Draw a document.

    The same document gives the same bytes, in every process and on every machine with the same
    reportlab and zlib.

    Args:
        document: What stands on its pages.

    Returns:
        The file and what the reader of the file should be told.

    Raises:
        ValueError: The columns of a table are too many for a page, their headers too long, or a
            picture has something that cannot be drawn.

    Example:
        >>> from toimintamalli_pdf.layout import *
        >>> from toimintamalli_pdf.tagging import DocumentInfo
        >>> words = LayoutWords(
        ...     continued_marker="(jatkuu)",
        ...     continuation_heading="Jatkosivu",
        ...     page_label="Sivu {page} / {pages}",
        ...     contents="Sisällys",
        ... )
        >>> section = Section(parts=(Heading(text="Arviointi", level=1), Paragraph(text="Hyvin.")))
        >>> info = DocumentInfo(title="Arviointi")
        >>> drawn = draw_document(Document(info=info, sections=(section,), words=words))
        >>> drawn.pages
        (1,)
    """
    layout = lay_out(document)
    target = BytesIO()
    canvas = TaggedCanvas(
        target,
        info=document.info,
        font=styles().body.font,
        page_size=(PORTRAIT.width, PORTRAIT.height),
    )
    paint(canvas, layout, document.words)
    canvas.save()
    from_right = tuple(_right_to_left(document))
    in_fields = {text for box in from_right for text in unify_line_breaks(box.value).split("\n")}
    return DrawnDocument(
        data=target.getvalue(),
        pages=tuple(len(section.pages) for section in layout.sections),
        missing_glyphs=layout.missing_glyphs,
        continued=layout.continued,
        right_to_left=tuple(box.name for box in from_right),
        right_to_left_texts=tuple(sorted(layout.right_to_left.difference(in_fields))),
    )


def _right_to_left(document: Document) -> Iterator[TextBox]:
    """Yield the fields with text that runs from right to left."""
    for section in document.sections:
        for box in section.fields():
            if isinstance(box, TextBox) and runs_from_right_to_left(box.value):
                yield box
