"""The name of a practice model where a short, printable one is needed."""

from __future__ import annotations

from typing import Final

from toimintamalli.model import PracticeModel
from toimintamalli_excel._words import Words
from toimintamalli_excel.workbook import clean_text

_LONGEST: Final = 200


def shown_title(model: PracticeModel, words: Words) -> str:
    """Return the title on one line for the guide, the footers and the properties of the file.

    The whole title stands on the sheet of basic data.
    """
    title = " ".join(clean_text(model.basics.title).text.split())
    if not title:
        return words["workbook.untitled"]
    return title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…"
