"""The zip file of a workbook, opened with care: sizes are checked before anything is unpacked."""

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import Final, TypeAlias
from xml.parsers import expat

from attrs import define, field

from toimintamalli.errors import ReadError
from toimintamalli_excel.workbook._findings import unreadable
from toimintamalli_excel.workbook._recognise import name_of_package, refuse_other_files

MEGABYTE: Final = 1_000_000
MOST_PARTS: Final = 5_000
MOST_UNPACKED: Final = 300 * MEGABYTE
"""Together; a workbook with a million full cells is about a fifth of it."""

MOST_RATIO: Final = 250
"""How many times larger than packed a part may be, when it is larger than a megabyte. Sheets whose
rows are all alike reach about 40."""

_CHUNK: Final = 1 << 16
_LONGEST_TAG: Final = MEGABYTE
"""Old parsers look at an unfinished tag or comment from its start again with every chunk."""

_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""What the zip and XML libraries raise for damaged files."""

Attributes: TypeAlias = Mapping[str, str]
OnStart: TypeAlias = Callable[[str, Attributes], None]
OnEnd: TypeAlias = Callable[[str], None]
OnText: TypeAlias = Callable[[str], None]


@define
class OpenedPackage:
    """The parts of a workbook file.

    Attributes:
        names: The names of the parts.
    """

    names: frozenset[str]
    _zip: zipfile.ZipFile = field(repr=False)

    def parse(self, part: str, start: OnStart, end: OnEnd | None, text: OnText | None) -> None:
        """Parse an XML part from beginning to end; names come without their namespaces.

        Args:
            part: The name of the part.
            start: Called with the name and the attributes of every element.
            end: Called with the name of every element that ends.
            text: Called with pieces of text.

        Raises:
            ReadError: The part is missing or damaged, or declares a document type.
        """
        if part not in self.names:
            raise unreadable("EXCEL109", part=part)
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.buffer_size = _CHUNK
        parser.StartDoctypeDeclHandler = _refuse_document_type(part)
        parser.StartElementHandler = lambda name, attributes: start(_local(name), attributes)
        if end:
            parser.EndElementHandler = lambda name: end(_local(name))
        if text:
            parser.CharacterDataHandler = text
        try:
            fed = 0
            for chunk in self._chunks(part):
                parser.Parse(chunk)
                fed += len(chunk)
                if fed - parser.CurrentByteIndex > _LONGEST_TAG:
                    raise unreadable("EXCEL108", part=part)
            parser.Parse(b"", True)
        except ReadError:
            raise
        except (expat.ExpatError, *_BROKEN):
            raise unreadable("EXCEL108", part=part) from None

    def elements(self, part: str) -> list[tuple[str, Attributes]]:
        """Return the elements of a small part in their order, without their texts."""
        found: list[tuple[str, Attributes]] = []
        self.parse(part, lambda name, attributes: found.append((name, attributes)), None, None)
        return found

    def text_of(self, part: str, name: str) -> str:
        """Return the text of the elements of one name in a small part."""
        pieces: list[str] = []
        inside: list[str] = []

        def collect(piece: str) -> None:
            if inside[-1] == name:
                pieces.append(piece)

        self.parse(part, lambda found, _: inside.append(found), lambda _: _drop(inside), collect)
        return "".join(pieces)

    def _chunks(self, part: str) -> Iterator[bytes]:
        """No more is unpacked than the directory says; the checksum then finds out its lies."""
        with self._zip.open(part) as file:
            while chunk := file.read(_CHUNK):
                yield chunk

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return the parts that a part speaks of; links out of the file are passed over.

        Args:
            part: The name of the part; empty for the whole package.

        Returns:
            The last word of its kind, such as ``worksheet``, and its name, by identifier.
        """
        folder, name = dirname(part), part.rpartition("/")[2]
        listed = join(folder, "_rels", f"{name}.rels")
        if listed not in self.names:
            return {}
        return {
            attributes.get("Id", ""): (
                attributes.get("Type", "").rpartition("/")[2],
                _resolved(folder, attributes.get("Target", "")),
            )
            for element, attributes in self.elements(listed)
            if element == "Relationship" and attributes.get("TargetMode") != "External"
        }


def open_package(data: bytes) -> OpenedPackage:
    """Open the zip file of a workbook after checking what it would unpack to.

    Args:
        data: The bytes of the file.

    Returns:
        The parts, none of them read yet.

    Raises:
        ReadError: The file is no workbook, is damaged, holds macros or would grow too large.
    """
    refuse_other_files(data)
    try:
        opened = zipfile.ZipFile(BytesIO(data))
    except _BROKEN:
        raise unreadable("EXCEL127") from None
    entries = opened.infolist()
    _refuse_bombs(entries)
    names = frozenset(entry.filename for entry in entries)
    if len(names) != len(entries):
        raise unreadable("EXCEL127")
    if "[Content_Types].xml" not in names or name_of_package(names):
        found = name_of_package(names) or "ZIP"
        raise unreadable("EXCEL103", found=found)
    package = OpenedPackage(names=names, zip=opened)
    _refuse_macros(package)
    return package


def _refuse_bombs(entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    swollen = any(
        entry.file_size > max(MEGABYTE, entry.compress_size * MOST_RATIO) for entry in entries
    )
    if unpacked > MOST_UNPACKED or swollen or len(entries) > MOST_PARTS:
        raise unreadable(
            "EXCEL107",
            found=unpacked // MEGABYTE,
            limit=MOST_UNPACKED // MEGABYTE,
            parts=len(entries),
        )


def _refuse_macros(package: OpenedPackage) -> None:
    types = [
        attributes.get("ContentType", "").casefold()
        for _, attributes in package.elements("[Content_Types].xml")
    ]
    if any("macro" in kind or "vbaproject" in kind for kind in types) or any(
        name.casefold().endswith("vbaproject.bin") for name in package.names
    ):
        raise unreadable("EXCEL106")


def _refuse_document_type(part: str) -> Callable[..., None]:
    def refuse(*_: object) -> None:
        raise unreadable("EXCEL110", part=part)

    return refuse


def _drop(names: list[str]) -> None:
    names.pop()


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _resolved(folder: str, target: str) -> str:
    """Return the name of a part as the zip file has it."""
    return normpath(join("/", folder, target)).lstrip("/")
