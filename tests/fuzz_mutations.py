"""Changes that turn a good file into a bad one: random, but the same for the same seed."""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence

__all__ = ["mutated"]

LARGEST = 1_000_000
_USUALLY_LARGEST = 120_000
_LARGE_ONES = 0.02
_MOST_CHANGES = 6
_MOST_COPIES = (2, 3, 10, 100, 3_000, 40_000)
_VALUE = re.compile(rb'(?<=>)[^<>]+(?=<)|(?<==")[^"<>]*(?=")')
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)

_PIECES = tuple(
    piece.encode("utf-8", "surrogatepass")
    for piece in (
        *"\0\t\n\r \"'#%&*+,-./:;<=>?@[\\]^_`{|}~",
        "\r\n",
        "\u2028\u200b\u202e\ufeff\ud800\U0001f600é\u0301",
        "[[[[[[[[[[[[[[[[",
        "{a: {a: {a: ",
        '{"a":',
        "- - - - - ",
        "? ",
        "!!python/object/apply:os.system",
        "&a *a",
        "<<: *a",
        "|2\n",
        "---\n",
        "99999999999999999999999999",
        "-1",
        "1e999",
        "NaN",
        "0x10",
        "2025-02-30",
        "0000-00-00",
        "31.12.99999",
        "true",
        "null",
        '"""',
        "'''",
        "[[a]]",
        "a.b.c = 1\n",
        "<a>",
        "</p></div>",
        "<!-- ",
        "<![CDATA[",
        "&#xD800;",
        "&lt;" * 8,
        "<!DOCTYPE a [<!ENTITY b 'c'>]>",
        "=1+1",
        "sep=;\n",
        "/Kids [1 0 R]",
        "/Parent 1 0 R",
        " obj\n",
        "endobj",
        "xref",
        "trailer",
        "(((((((",
        "<<<<<<",
        "R",
    )
)


def mutated(seeds: Sequence[bytes], chance: random.Random, kind: str) -> bytes:
    """Return one of the seeds with some changes.

    Args:
        seeds: Good files.
        chance: Where chance comes from.
        kind: ``xlsx`` and ``pdf`` are opened, so that the changes are met behind the packing too.
    """
    data = chance.choice(seeds)
    others = chance.choice(seeds)
    if kind == "xlsx" and chance.random() < 0.9:
        return _mutated_package(data, chance)
    if kind == "pdf" and chance.random() < 0.9:
        return _mutated_stream(data, chance) if chance.random() < 0.3 else _around(data, chance)
    return _mutated_bytes(data, others, chance)


def _mutated_bytes(data: bytes, other: bytes, chance: random.Random) -> bytes:
    largest = LARGEST if chance.random() < _LARGE_ONES else _USUALLY_LARGEST
    for _ in range(chance.randint(1, _MOST_CHANGES)):
        change = chance.choice(_CHANGES)
        data = change(data, other, chance)[: max(largest, len(data))]
    return data


def _mutated_package(data: bytes, chance: random.Random) -> bytes:
    """Change parts of a zip file, and close it as if nothing were wrong."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, RuntimeError):
        return _mutated_bytes(data, data, chance)
    read = [name for name in sorted(parts) if "sheets/" in name or "sharedStrings" in name]
    for _ in range(chance.randint(1, 2)):
        of_content = read and chance.random() < 0.7
        name = chance.choice(read if of_content else sorted(parts))
        if chance.random() < 0.05:
            del parts[name]
            break
        if chance.random() < 0.7:
            parts[name] = _mutated_values(parts[name], chance)
        else:
            parts[name] = _mutated_bytes(parts[name], parts[chance.choice(sorted(parts))], chance)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, part in parts.items():
            package.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _mutated_values(data: bytes, chance: random.Random) -> bytes:
    """Change texts and attributes of an XML part, which stays XML."""
    values = [(found.span(), found[0]) for found in _VALUE.finditer(data)]
    if not values:
        return data
    for _ in range(chance.randint(1, _MOST_CHANGES)):
        (start, end), value = chance.choice(values)
        new = chance.choice((chance.choice(values)[1], _as_value(chance), value * 3, b"", b"-1"))
        if chance.random() < 0.03:
            new *= 10_000
        data = (data[:start] + new[:LARGEST] + data[end:])[: max(LARGEST, len(data))]
        values = [(found.span(), found[0]) for found in _VALUE.finditer(data)] or values
    return data


def _as_value(chance: random.Random) -> bytes:
    piece = chance.choice(_PIECES) * chance.choice((1, 1, 9, 1_000))
    text = _NOT_IN_XML.sub("", piece.decode("utf-8", "replace"))
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;").encode()


def _around(data: bytes, chance: random.Random) -> bytes:
    """Change what stands between the streams of a PDF file: its objects and tables."""
    ends = [0, *(end for found in _STREAM.finditer(data) for end in found.span(1)), len(data)]
    place = 2 * chance.randrange(len(ends) // 2)
    start, end = ends[place : place + 2]
    return data[:start] + _mutated_bytes(data[start:end], data[:start], chance) + data[end:]


def _mutated_stream(data: bytes, chance: random.Random) -> bytes:
    """Change what is packed in a PDF file."""
    found = list(_STREAM.finditer(data))
    if not found:
        return data
    stream = chance.choice(found)
    try:
        unpacked = zlib.decompress(stream[1])
    except zlib.error:
        unpacked = stream[1]
    changed = zlib.compress(_mutated_bytes(unpacked, unpacked, chance))
    return data[: stream.start(1)] + changed + data[stream.end(1) :]


# -- changes ----------------------------------------------------------------------------------


def _span(data: bytes, chance: random.Random, longest: int = 200) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + int(longest ** chance.random()))


def _flip(data: bytes, _: bytes, chance: random.Random) -> bytes:
    start, _end = _span(data, chance)
    return data[:start] + bytes((chance.randrange(256),)) + data[start + 1 :]


def _drop(data: bytes, _: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance, 5_000)
    return data[:start] + data[end:]


def _cut(data: bytes, _: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _insert(data: bytes, _: bytes, chance: random.Random) -> bytes:
    start, _end = _span(data, chance)
    return data[:start] + chance.choice(_PIECES) + data[start:]


def _replace(data: bytes, _: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance, 40)
    return data[:start] + chance.choice(_PIECES) + data[end:]


def _repeat(data: bytes, _: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance)
    return data[:start] + data[start:end] * chance.choice(_MOST_COPIES) + data[end:]


def _repeat_piece(data: bytes, _: bytes, chance: random.Random) -> bytes:
    start, _end = _span(data, chance)
    return data[:start] + chance.choice(_PIECES) * chance.choice(_MOST_COPIES) + data[start:]


def _borrow(data: bytes, other: bytes, chance: random.Random) -> bytes:
    start, end = _span(other, chance, 2_000)
    place, after = _span(data, chance)
    return data[:place] + other[start:end] + data[after:]


def _number(data: bytes, _: bytes, chance: random.Random) -> bytes:
    """Change a number: sizes, counts and references are where files lie."""
    numbers = list(re.finditer(rb"[0-9]+", data[:200_000]))
    if not numbers:
        return data
    number = chance.choice(numbers)
    new = chance.choice((b"0", b"1", b"-1", b"65536", b"4294967296", b"9" * 30, b"9" * 5_000))
    return data[: number.start()] + new + data[number.end() :]


def _lines(data: bytes, _: bytes, chance: random.Random) -> bytes:
    """Let two lines change places."""
    lines = data.split(b"\n")
    first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[first], lines[second] = lines[second], lines[first]
    return b"\n".join(lines)


_CHANGES: tuple[Callable[[bytes, bytes, random.Random], bytes], ...] = (
    _flip,
    _drop,
    _cut,
    _insert,
    _insert,
    _replace,
    _repeat,
    _repeat_piece,
    _borrow,
    _number,
    _lines,
)
