"""Tells what a file is that somebody took for a workbook."""

from typing import Final

from toimintamalli.errors import ReadError
from toimintamalli_excel.workbook._findings import unreadable

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_STARTS: Final = (
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"<!doctype html", "HTML"),
    (b"<html", "HTML"),
    (b"<?xml", "XML"),
)
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_LOOKED_AT: Final = 4096


def refuse_other_files(data: bytes) -> None:
    """Pass a file that begins as a workbook does.

    Args:
        data: The bytes of the file.

    Raises:
        ReadError: The file is something else; the finding says what, as far as it shows.
    """
    if data.startswith(_ZIP):
        return
    if data.startswith(_OLE):
        raise _kind_of_old_file(data)
    if not data.strip():
        raise unreadable("EXCEL101")
    found = _name_of(data)
    raise unreadable("EXCEL103", found=found) if found else unreadable("EXCEL102")


def _kind_of_old_file(data: bytes) -> ReadError:
    """Old files of Office and encrypted new ones are folders of streams with UTF-16 names."""
    if _stream("EncryptedPackage") in data:
        return unreadable("EXCEL105")
    if _stream("Workbook") in data or _stream("Book") in data:
        return unreadable("EXCEL104")
    if _stream("WordDocument") in data:
        return unreadable("EXCEL103", found="Word")
    return unreadable("EXCEL102")


def _stream(name: str) -> bytes:
    return f"{name}\0".encode("utf-16-le")


def _name_of(data: bytes) -> str:
    start = data[:_LOOKED_AT].removeprefix(_BYTE_ORDER_MARK).lstrip()
    for mark, name in _STARTS:
        if start[: len(mark)].lower() == mark.lower():
            return name
    return "CSV" if _is_text(data) else ""


def _is_text(data: bytes) -> bool:
    return b"\0" not in data and all(
        byte >= 0x20 or byte in b"\t\n\r\f" for byte in data[:_LOOKED_AT]
    )


def name_of_package(parts: frozenset[str]) -> str:
    """Return what a zip file without a workbook is.

    Args:
        parts: The names of the files in it.

    Returns:
        A name such as ``Word``; empty if it does not show.
    """
    if "xl/workbook.bin" in parts:
        return "XLSB"
    if "word/document.xml" in parts:
        return "Word"
    if "ppt/presentation.xml" in parts:
        return "PowerPoint"
    return "OpenDocument" if "META-INF/manifest.xml" in parts and "content.xml" in parts else ""
