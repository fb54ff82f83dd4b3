"""How replies are named and signed on the terminal, the same in every table."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from attrs import frozen

from toimintamalli.analysis.answers import Reply, ReplyState
from toimintamalli.analysis.shares import Share
from toimintamalli.cli._console import shades
from toimintamalli.cli._words import Words
from toimintamalli.model.instrument import Instrument, Scale
from toimintamalli.vocabulary import shown_date, shown_percent

__all__ = ["OTHERS", "SIGNS", "Shower"]

SIGNS = {
    ReplyState.CANNOT_YET: "?",
    ReplyState.NOT_APPLICABLE: "–",
    ReplyState.NO_ANSWER: "∅",
    ReplyState.UNSETTLED: "≠",
    ReplyState.NOT_ASKED: " ",
}
"""The sign of each reply that is no level."""

OTHERS = (
    ReplyState.CANNOT_YET,
    ReplyState.NOT_APPLICABLE,
    ReplyState.NO_ANSWER,
    ReplyState.UNSETTLED,
)
"""Replies that are no level, in the order of the tables."""


@frozen
class Shower:
    """Shows numbers, days and replies in the language of the user."""

    words: Words

    def percent(self, share: Share, decimals: int = 0) -> str:
        """Return a percentage, or a dash for a share of nothing."""
        return self.number(share.percent(decimals)) if share.n else "–"

    def number(self, percent: Decimal) -> str:
        """Return a percentage with its sign."""
        return shown_percent(percent, self.words.language)

    def share(self, share: Share, decimals: int = 0) -> str:
        """Return a share as a percentage with its counts."""
        return f"{self.percent(share, decimals)} ({share.count}/{share.n})"

    def reply(self, reply: Reply, scale: Scale) -> str:
        """Return the name of a reply."""
        if reply.rank is not None:
            return scale.levels[reply.rank].label.get(self.words.language)
        return self.words[f"reply.{reply.state}"]

    def sign(self, reply: Reply) -> str:
        """Return the sign of a reply: the number of its level, from 1, or that of its state."""
        return str(reply.rank + 1) if reply.rank is not None else SIGNS[reply.state]

    def key(self, scale: Scale, others: Iterable[ReplyState] = OTHERS) -> str:
        """Return what the heads of the columns and the shades of the bars mean.

        A line breaks only between its parts.
        """
        language = self.words.language
        levels = [
            f"{rank} {shade} {level.label.get(language)}"
            for rank, (shade, level) in enumerate(
                zip(shades(len(scale.levels)), scale.levels, strict=True), 1
            )
        ]
        rest = [f"{SIGNS[state]} {self.words[f'reply.{state}']}" for state in others]
        return " · ".join(part.replace(" ", "\N{NO-BREAK SPACE}") for part in [*levels, *rest])

    def provenance(self, instrument: Instrument) -> str:
        """Return where a set comes from, and what of it is not certain."""
        source = instrument.provenance
        language = self.words.language
        stated = self.words.fill(
            "evaluate.source",
            status=self.words[f"provenance.{source.status}"],
            source=source.source.rstrip("."),
            read=shown_date(source.read, language),
        )
        return f"{stated} {source.note.get(language)}" if source.note else stated
