"""Shows composed texts, what they cover, and what was left out of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from toimintamalli.cli._show import echo, note, wrapped
from toimintamalli.cli._words import Words
from toimintamalli.composition import Composed, PointCoverage, Remark
from toimintamalli.model import RichText

__all__ = ["composed_data", "show_coverage", "show_left_out", "show_text"]

_MARKED = re.compile(r"(?P<mark>\s*(?:•|\d+\.)\s)?(?P<text>.*)")


def show_text(text: RichText) -> None:
    """Show a text at the width of the terminal, its lists drawn in."""
    for line in text.plain.split("\n"):
        found = _MARKED.fullmatch(line)
        mark, content = (found["mark"] or "", found["text"]) if found else ("", line)
        echo("\n".join(wrapped(content, mark)))


def show_coverage(coverage: Iterable[PointCoverage], words: Words) -> None:
    """Show what each point covers, and what to add where."""
    for point in coverage:
        state = words[f"compose.coverage.{point.state}"]
        title = point.title.get(words.language)
        _say(words.fill("compose.point", state=state, title=title), "  ")
        for one in point.to_add:
            text = one.text.get(words.language)
            _say(words.fill("compose.to_add", text=text, path=one.path), "    → ")


def show_left_out(left_out: tuple[Remark, ...], words: Words) -> None:
    """Tell on standard error what the text does not hold."""
    if left_out:
        note(f"{words['compose.left_out']} ({len(left_out)})")
    for one in left_out:
        text = one.text.get(words.language)
        stated = words.fill("compose.to_add", text=text, path=one.path)
        note("\n".join(wrapped(stated, "  • ")))


def composed_data(composed: Composed, words: Words) -> dict[str, Any]:
    """Return a composed text as plain data."""
    return {
        "text": composed.text.markup,
        "coverage": [
            {
                "point": point.point,
                "title": point.title.get(words.language),
                "state": point.state.value,
                "to_add": [_remark(one, words) for one in point.to_add],
            }
            for point in composed.coverage
        ],
        "left_out": [_remark(one, words) for one in composed.left_out],
    }


def _remark(one: Remark, words: Words) -> dict[str, str]:
    return {"path": one.path, "text": one.text.get(words.language)}


def _say(text: str, indent: str) -> None:
    echo("\n".join(wrapped(text, indent)))
