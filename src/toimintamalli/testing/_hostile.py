"""Texts that break careless programs, and models that hold them everywhere."""

from __future__ import annotations

from typing import Final

from toimintamalli.model import CustomField, PracticeModel, RichText
from toimintamalli.testing._filled import Filler

__all__ = ["hostile_model", "hostile_texts"]

hostile_texts: Final = (
    # what document formats give a meaning
    "", " ", "no", "on", "yes", "true", "null", "~", "1.10", "0123", "+358401234567", "1e3",
    "2025-02-30", "1.2.2025", "NaN", "- kohta", "avain: arvo", "# huom", "<<", "&a", "*a", "!a",
    "{}", "[]", "|", "'", '"', "rivi\nrivi\n", "\n\n alku", "sarkain\t", "loppu ", "\ufeff",
    "\x00", "\r\n", "\x85\u2028", "👩\u200d👧", "Äiti ja Öljy ”näin”", "pitkä teksti " * 20,
    # what spreadsheets, markup and templates give a meaning
    "=1+1", "@SUM(A1)", "-2", "'heittomerkki", "_x000D_", "#N/A", "<a href='x'>&amp;</a>",
    "]]>", "<script>alert(1)</script>", "{{ 7*7 }}", "%s %(a)s {0}", "\\", "../../etc", "CON",
    # what scripts and fonts find hard
    "\x1b[31m", "\ufffe", "e\u0301 o\u0308", "שלום", "\u202eoiram", "😀 šžŋđŧčǩʒ", "漢字",
    "pitkäyhdyssanajossaeiolevälejä" * 20,
)  # fmt: skip
"""Texts that a careless reader or writer takes for something else.

Example:
    >>> "=1+1" in hostile_texts
    True
"""


class _Hostile(Filler):
    """Makes records whose every text is the same."""

    times = 1

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def text(self) -> str:
        return self._text

    def rich_text(self) -> RichText:
        return RichText.parse(self._text)

    def custom(self) -> CustomField:
        return CustomField(f"x-{self._text}", self._text)


def hostile_model(text: str) -> PracticeModel:
    """Return a practice model with a text in every text field that a model has.

    Args:
        text: The text; identifiers hold it as well.

    Example:
        >>> model = hostile_model("=1+1")
        >>> model.basics.title, model.rooting_plan.tasks[0].what
        ('=1+1', '=1+1')
    """
    model: PracticeModel = _Hostile(text).record(PracticeModel)
    return model
