"""Names of new plugins: safe as part of a package, a file, an entry point and a code."""

from __future__ import annotations

import re
import unicodedata

from attrs import frozen

__all__ = ["PluginName", "plugin_name"]

_WRITTEN = re.compile(r"[\w .-]{1,60}")
_SAFE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_MOST_SIGNS = 40
_PREFIX = "toimintamalli-"
# Names that no file may have on Windows, whatever its suffix.
_RESERVED = {"con", "prn", "aux", "nul"} | {
    f"{one}{n}" for one in ("com", "lpt") for n in range(10)
}


@frozen
class PluginName:
    """The name of a plugin in the forms in which it is written.

    Attributes:
        name: Name of the format or set, such as ``oma-muoto``.
        title: What people read, such as ``Oma muoto``.
    """

    name: str
    title: str

    @property
    def distribution(self) -> str:
        """Name of the distribution, which is that of its folder as well."""
        return f"{_PREFIX}{self.name}"

    @property
    def part(self) -> str:
        """The name as a part of the name of a package, such as ``oma_muoto``."""
        return self.name.replace("-", "_")

    @property
    def of_class(self) -> str:
        """The name as the beginning of the name of a class, such as ``OmaMuoto``."""
        return "".join(word.capitalize() for word in self.name.split("-"))

    @property
    def together(self) -> str:
        """The name without hyphens, such as ``omamuoto``, for suffixes and codes."""
        return self.name.replace("-", "")


def plugin_name(written: str) -> PluginName | None:
    """Return the name that somebody meant, or None where it cannot be made safe.

    Args:
        written: The name as written: ``Oma muoto``, ``oma_muoto``, ``toimintamalli-oma-muoto``.
    """
    given = " ".join(written.split())
    if not _WRITTEN.fullmatch(given):
        return None
    letters = unicodedata.normalize("NFKD", given.casefold())
    plain = "".join(sign for sign in letters if not unicodedata.combining(sign))
    name = re.sub(r"[ ._-]+", "-", plain).strip("-").removeprefix(_PREFIX)
    if not _SAFE.fullmatch(name) or len(name) > _MOST_SIGNS or name in _RESERVED:
        return None
    title = re.sub(r"[._-]+", " ", given).strip()
    if title.casefold().startswith(_PREFIX.replace("-", " ")):
        title = title[len(_PREFIX) :]
    return PluginName(name, title[0].upper() + title[1:])
