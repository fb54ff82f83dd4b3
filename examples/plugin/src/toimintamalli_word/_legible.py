"""Characters that no Word document can hold: removed from a model before it is written, and told.

A document is XML 1.0, in which neither control characters nor halves of characters can stand, not
even escaped.
"""

from __future__ import annotations

import re
from typing import Final

from toimintamalli.diagnostics import Diagnostic
from toimintamalli.model import PracticeModel
from toimintamalli.model.traversal import map_texts
from toimintamalli_word._findings import finding

__all__ = ["legible"]

_UNWRITABLE: Final = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def legible(model: PracticeModel) -> tuple[PracticeModel, tuple[Diagnostic, ...]]:
    """Return the model without what cannot be written, and a finding for every text changed.

    Args:
        model: The model.
    """
    found: list[Diagnostic] = []

    def written(path: str, text: str) -> str:
        kept, count = _UNWRITABLE.subn("", text)
        if count:
            found.append(finding("WORD001", path, count=count))
        return kept

    return map_texts(model, written), tuple(found)
