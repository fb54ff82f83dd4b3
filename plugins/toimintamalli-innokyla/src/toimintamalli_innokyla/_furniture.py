"""What stands on Innokylä pages around the form; the facts are in ``page.toml``."""

from __future__ import annotations

from functools import cache

from attrs import frozen

from toimintamalli.vocabulary import read_toml

__all__ = ["Furniture", "furniture"]


@frozen(kw_only=True)
class Furniture:
    """What stands around the form.

    Attributes:
        icon_prefix: What an icon's title leaves before a text.
        part_headings: Headings of page parts, which are no fields.
        collection_labels: Labels that only a collection page has.
    """

    icon_prefix: str
    part_headings: tuple[str, ...]
    collection_labels: tuple[str, ...]


@cache
def furniture() -> Furniture:
    """Return what is known of the pages."""
    table = read_toml("toimintamalli_innokyla", "page.toml")
    return Furniture(
        icon_prefix=table["icon_prefix"],
        part_headings=tuple(table["part_headings"]),
        collection_labels=tuple(table["collection_labels"]),
    )
