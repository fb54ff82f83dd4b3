"""Groups of small models with titles much alike: their scope may be split too fine."""

from __future__ import annotations

from attrs import frozen

__all__ = ["SplitScope"]


@frozen(kw_only=True)
class SplitScope:
    """Small models of one county and collection whose titles share most of their words.

    Attributes:
        places: Their places in the portfolio.
        county: Identifier of the county.
        collection: Name of the collection.
        words: The words that all of their titles have.
    """

    places: tuple[int, ...]
    county: str
    collection: str
    words: tuple[str, ...]
