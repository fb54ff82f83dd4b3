"""The bytes of a document, the same for the same content: no clock in the archive around it."""

from __future__ import annotations

from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

__all__ = ["steady"]

_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
_MADE_ON_UNIX: Final = 3


def steady(data: bytes) -> bytes:
    """Return an archive with the same members in the same order, none of which tells a time.

    Args:
        data: A zip archive.
    """
    stream = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(stream, "w") as target:
        for name in source.namelist():
            member = ZipInfo(name, _EARLIEST)
            member.compress_type = ZIP_DEFLATED
            member.create_system = _MADE_ON_UNIX
            target.writestr(member, source.read(name))
    return stream.getvalue()
