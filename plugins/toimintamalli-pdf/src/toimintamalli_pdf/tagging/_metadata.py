"""What a document says about itself: title, language, date, claim of conformance."""

from __future__ import annotations

import hashlib
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import XMP, PDFDocument, PDFInfo

from toimintamalli_pdf.tagging._objects import set_catalog_entry, text_string
from toimintamalli_pdf.tagging._text import writable_line
from toimintamalli_pdf.tagging._values import DocumentInfo

_PRODUCER = "ReportLab"
_PACKET = """\
<?xpacket begin="\N{ZERO WIDTH NO-BREAK SPACE}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:xmp="http://ns.adobe.com/xap/1.0/"
  xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
  xmlns:pdfx="http://ns.adobe.com/pdfx/1.3/"
  xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
{properties}
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


class _InfoDictionary(PDFInfo):
    """The information dictionary, without the author and the clock that reportlab adds."""

    def __init__(self, info: DocumentInfo) -> None:
        super().__init__()
        self._info = info

    def digest(self, md5object: object) -> None:
        """Leave the file identifier alone: `describe` has already fed it."""

    def format(self, document: PDFDocument) -> bytes:
        """Write the dictionary."""
        entries = [
            f"/{name} {text_string(writable_line(text))}" for name, text in _information(self._info)
        ]
        if self._info.created is not None:
            date = f"(D:{self._info.created:%Y%m%d})"
            entries += [f"/CreationDate {date}", f"/ModDate {date}"]
        return f"<<{' '.join(entries)}>>".encode("latin-1")


def describe(document: PDFDocument, info: DocumentInfo) -> None:
    """Write title, language, dates and the claim of PDF/UA-1 conformance into a document."""
    document.info = _InfoDictionary(info)
    # reportlab starts the file identifier with a date from the environment: start afresh.
    document.signature = hashlib.md5(  # type: ignore[attr-defined]  # missing from the stubs
        usedforsecurity=False
    )
    document.updateSignature(ascii((_information(info), info.language, str(info.created))))
    set_catalog_entry(document, "Lang", text_string(info.language))
    set_catalog_entry(document, "ViewerPreferences", "<</DisplayDocTitle true>>")
    set_catalog_entry(document, "Metadata", XMP(creator=lambda _document: xmp_packet(info)))


def xmp_packet(info: DocumentInfo) -> bytes:
    """Write the XMP packet of a document."""
    properties = [
        f"<dc:title>{_in_any_language(info.title)}</dc:title>",
        f"<dc:language><rdf:Bag><rdf:li>{info.language}</rdf:li></rdf:Bag></dc:language>",
        f"<pdf:Producer>{_PRODUCER}</pdf:Producer>",
    ]
    if info.subject:
        properties.append(f"<dc:description>{_in_any_language(info.subject)}</dc:description>")
    if info.creator:
        properties.append(f"<xmp:CreatorTool>{_xml(info.creator)}</xmp:CreatorTool>")
    if info.created is not None:
        date = f"{info.created:%Y-%m-%d}"
        properties.append(f"<xmp:CreateDate>{date}</xmp:CreateDate>")
        properties.append(f"<xmp:ModifyDate>{date}</xmp:ModifyDate>")
    properties += [f"<pdfx:{name}>{_xml(text)}</pdfx:{name}>" for name, text in info.properties]
    return _PACKET.format(properties="\n".join(properties)).encode("utf-8")


def _information(info: DocumentInfo) -> list[tuple[str, str]]:
    standard = (
        ("Title", info.title),
        ("Subject", info.subject),
        ("Creator", info.creator),
        ("Producer", _PRODUCER),
    )
    return [(name, text) for name, text in (*standard, *info.properties) if text]


def _in_any_language(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{_xml(text)}</rdf:li></rdf:Alt>'


def _xml(text: str) -> str:
    return escape(writable_line(text))
