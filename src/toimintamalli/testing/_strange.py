"""Files that are nothing an importer hopes for: empty, cut, random, of other formats, bombs."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
from collections.abc import Iterator
from functools import cache
from typing import Final

__all__ = ["cut_files", "strange_files"]

_BOMB: Final = 64 * 1024 * 1024
_DEEP: Final = 20_000
_CUTS: Final = 12
_FLIPS: Final = 12
_PARTS: Final = ("[Content_Types].xml", "xl/workbook.xml", "word/document.xml", "content.xml")
_XML: Final = b'<?xml version="1.0"?>'


@cache
def strange_files() -> tuple[tuple[str, bytes], ...]:
    """Return files that are hard to read, each with what it is called.

    Bombs unpack into 64 MB, or into a depth of 20 000.

    Example:
        >>> dict(strange_files())["empty"]
        b''
    """
    return tuple(_strange_files())


def _strange_files() -> Iterator[tuple[str, bytes]]:
    yield "empty", b""
    yield "blank", b" \n\t\r\n"
    yield "zeros", bytes(4096)
    for seed in range(3):
        yield f"random bytes {seed}", random.Random(seed).randbytes(2048)
    yield "text", "Etävastaanotto\n\nMikä muuttuu?\n".encode()
    yield "text in UTF-16", "\ufeffEtävastaanotto".encode("utf-16")
    yield "text in Latin-1", "Etävastaanotto, öljy".encode("latin-1")
    yield "half a character", "Etä".encode()[:-1]
    yield "one long line", b"a" * 1_000_000
    yield "JSON", b'{"format_version": 2, "basics": {"title": 1}}'
    yield "deep JSON", b"[" * _DEEP
    yield "YAML", b"format_version: 2\nbasics: {title: a}\n"
    yield "YAML with anchors", b"a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
    yield "CSV", b'a;b;c\n1;2\n"3;4\n'
    yield "HTML", b"<!doctype html><title>x</title><h1>Ei mit&auml;&auml;n"
    yield "deep HTML", b"<div>" * _DEEP
    yield "XML with entities", _entities()
    yield "PDF without pages", b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>"
    yield "PDF, first line only", b"%PDF-1.7\n"
    yield "picture", b"\x89PNG\r\n\x1a\n" + bytes(64)
    yield "gzip bomb", gzip.compress(bytes(_BOMB), mtime=0)
    yield "empty archive", _archive({})
    yield "archive of something else", _archive({"lue.txt": b"ei"})
    yield "archive of empty parts", _archive(dict.fromkeys(_PARTS, b""))
    yield "archive of XML with entities", _archive(dict.fromkeys(_PARTS, _entities()))
    yield "archive of deep XML", _archive(dict.fromkeys(_PARTS, _XML + b"<a>" * _DEEP))
    yield "archive bomb", _archive(dict.fromkeys(_PARTS, _XML + b" " * (_BOMB // len(_PARTS))))
    yield "archive in an archive", _archive({"xl/workbook.xml": _archive({"a": b""})})
    yield "archive with a path outside", _archive({"../../a.xml": _XML})


def cut_files(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield a good file cut off at several places, and with bytes changed.

    Args:
        name: What the file is called.
        data: Its content.

    Example:
        >>> [len(cut) for _, cut in cut_files("a", bytes(120))][:3]
        [0, 10, 20]
    """
    for number in range(_CUTS):
        end = len(data) * number // _CUTS
        yield f"{name}, cut after {end} bytes", data[:end]
    for number in range(_FLIPS if data else 0):
        at = random.Random(number).randrange(len(data))
        changed = bytes([data[at] ^ 0xFF])
        yield f"{name}, byte {at} changed", data[:at] + changed + data[at + 1 :]


def _entities() -> bytes:
    """Return XML whose entities would grow to 10**9 letters."""
    named = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return f'{_XML.decode()}<!DOCTYPE a [<!ENTITY a0 "a">{named}]><a>&a9;</a>'.encode()


def _archive(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()
