"""What stands on Innokylä pages around the form; the facts are in ``page.toml``."""

from __future__ import annotations

import re
from functools import cache

from attrs import frozen

from toimintamalli.vocabulary import read_toml

__all__ = ["Furniture", "furniture"]


@frozen(kw_only=True)
class Furniture:
    """What stands around the form.

    Attributes:
        icon: What an icon's title leaves before a text.
        part_headings: Headings of page parts, which are no fields.
        collection_title: Label above the title of a collection.
        collection_labels: Labels that only a collection page has, that one too.
    """

    icon: re.Pattern[str]
    part_headings: tuple[str, ...]
    collection_title: str
    collection_labels: tuple[str, ...]

    def without_icon(self, text: str) -> str:
        """Return a text without the title of an icon before it."""
        return self.icon.sub("", text)


@cache
def furniture() -> Furniture:
    """Return what is known of the pages."""
    table = read_toml("toimintamalli_innokyla", "page.toml")
    return Furniture(
        icon=re.compile(rf"\A(?:icon/[\w-]+ {re.escape(table['icon_prefix'])} *)+"),
        part_headings=tuple(table["part_headings"]),
        collection_title=table["collection_title"],
        collection_labels=tuple(table["collection_labels"]),
    )
