"""Marks: a few letters for each filled field, by which untouched fields are known again.

A model may change between the making of a sheet and its reading. Without marks a field that nobody
touched would then look like a change back to what it was. The marks tell that a field is as it was
made, and too little to tell what stood in it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Final

from toimintamalli_pdf.tagging import writable_text

__all__ = ["EMPTY", "MARKS_PROPERTY", "mark_of", "marks_from", "plain_text", "written_marks"]

MARKS_PROPERTY: Final = "FieldMarks"
"""Document property that holds the marks."""

EMPTY: Final = ""
"""Mark of an empty field."""

_LENGTH: Final = 5


def plain_text(text: str) -> str:
    """Return a text without what programs add or lose: spaces at the ends of lines, blank ends."""
    lines = writable_text(text).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def mark_of(text: str) -> str:
    """Return the mark of a text; that of a blank one is empty."""
    plain = plain_text(text)
    return hashlib.sha256(plain.encode()).hexdigest()[:_LENGTH] if plain else EMPTY


def written_marks(texts: Mapping[str, str]) -> str:
    """Return the marks of fields as a property holds them.

    Args:
        texts: What stands in each field, by its name.
    """
    marks = {name: mark for name, text in texts.items() if (mark := mark_of(text))}
    return json.dumps(marks, separators=(",", ":"))


def marks_from(written: str) -> Mapping[str, str] | None:
    """Return the marks that a property holds; None where it holds none that can be read.

    Args:
        written: Text of the property.
    """
    try:
        found = json.loads(written)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    return {name: mark for name, mark in found.items() if isinstance(mark, str)}
