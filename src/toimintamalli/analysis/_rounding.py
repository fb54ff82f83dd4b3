"""Rounding of shares in whole numbers: exact at any size, and quick at any size.

A share is ``count * scale / n``, where the scale is 100 times a power of ten. All ways of rounding
in question go down or up by the remainder alone: up from a threshold on.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from attrs import frozen

__all__ = ["Splits", "rounded"]


def rounded(count: int, n: int, scale: int, threshold: int) -> int:
    """Return a share as a whole number; remainders go up from the threshold on."""
    whole, remainder = divmod(count * scale, n)
    return whole + (remainder >= threshold)


@frozen
class Splits:
    """The pairs of parts of a count that give a wanted sum when each part is rounded by itself.

    What the sum is depends on the remainder of the first part only, so the wanted remainders are
    a few ranges, and what falls into a range can be counted without trying every part.

    Attributes:
        count: The count that is split.
        n: The denominator.
        scale: 100 times a power of ten.
        threshold: Remainder from which on a part goes up.
        wanted: The sum of the rounded parts.

    Example:
        >>> splits = Splits(count=64, n=67, scale=100, threshold=34, wanted=95)
        >>> splits.first(2), splits.total
        (((1, 63), (3, 61)), 16)
    """

    count: int
    n: int
    scale: int
    threshold: int
    wanted: int

    @property
    def total(self) -> int:
        """The number of pairs."""
        return self._among(self.count // 2 + 1)

    def first(self, most: int) -> tuple[tuple[int, int], ...]:
        """Return the pairs with the smallest first parts, the smaller part first."""
        firsts = range(1, self.count // 2 + 2)
        ordinals = range(1, min(most, self.total) + 1)
        found = (bisect_left(firsts, ordinal, key=self._among) for ordinal in ordinals)
        return tuple((part, self.count - part) for part in found)

    def _among(self, parts: int) -> int:
        """Count the pairs among the first parts below a number."""
        return sum(
            _floor_sum(parts, self.n, self.scale, self.n - low)
            - _floor_sum(parts, self.n, self.scale, self.n - high)
            for low, high in self._remainders()
        )

    def _remainders(self) -> list[tuple[int, int]]:
        """Return the ranges of remainders of the first part that give the sum."""
        whole, rest = divmod(self.count * self.scale, self.n)
        # The sum changes where either part begins to go up, and where the remainders carry over.
        ends = (rest + 1, self.threshold, rest - self.threshold + 1)
        changes = {0, *ends, rest + self.n - self.threshold + 1, self.n}
        return [
            (low, high)
            for low, high in pairwise(sorted(place for place in changes if 0 <= place <= self.n))
            if whole + self._gain(low, rest) == self.wanted
        ]

    def _gain(self, remainder: int, rest: int) -> int:
        """Return by how much the sum of the rounded parts exceeds the whole of the count."""
        carried = remainder > rest
        other = rest - remainder + carried * self.n
        return (remainder >= self.threshold) + (other >= self.threshold) - carried


def _floor_sum(terms: int, divisor: int, factor: int, offset: int) -> int:
    """Return the sum of ``(factor * i + offset) // divisor`` for the first ``terms`` i.

    As Euclid's algorithm does, each round swaps divisor and factor and makes them smaller.
    """
    total = 0
    while True:
        total += (terms - 1) * terms // 2 * (factor // divisor) + terms * (offset // divisor)
        factor, offset = factor % divisor, offset % divisor
        highest = factor * terms + offset
        if highest < divisor:
            return total
        terms, offset = divmod(highest, divisor)
        divisor, factor = factor, divisor
