"""Evidence as lines of one cell."""

from __future__ import annotations

from collections.abc import Iterable

from toimintamalli.model import Evidence
from toimintamalli_excel._words import Words, written_day


def evidence_text(evidence: Iterable[Evidence], words: Words) -> str:
    """Return one line for each piece of evidence: what it is, its name, address and day."""
    return "\n".join(_line(piece, words) for piece in evidence)


def _line(piece: Evidence, words: Words) -> str:
    day = written_day(piece.date) if piece.date else ""
    told = ", ".join(part for part in (piece.title, piece.address, day) if part)
    kind = words.value(piece.kind)
    return f"{kind}: {told}" if told else kind
