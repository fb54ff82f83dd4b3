"""What stands above the form: the title, the short description, and what else is met there."""

from __future__ import annotations

from collections.abc import Sequence

from toimintamalli_innokyla._lines import BULLET, NUMBER, Line

__all__ = ["after_title_and_summary", "title_in", "without_leading"]


def title_in(lines: Sequence[Line]) -> str:
    """Return the first line that has text."""
    return next((_as_title(line) for line in lines if line.text.strip()), "")


def without_leading(lines: Sequence[Line], text: str) -> Sequence[Line]:
    """Return lines without those at the beginning that only repeat a text."""
    images: list[Line] = []
    repeated = _with_usual_mark(text)
    for at, line in enumerate(lines):
        if line.attachment is not None:
            images.append(line)
        elif line.text.strip() and _repeatable(line) != repeated:
            return (*images, *lines[at:])
    return images


def after_title_and_summary(lines: Sequence[Line], title: str, summary: str) -> Sequence[Line]:
    """Return what stands above the form besides the title and the short description.

    Pages repeat both above the form, newer ones the title twice. A short description may itself
    begin with the title, so that is tried first.
    """
    words = summary.split()
    with_title_once = lines[1:] if title_in(lines) == title else lines
    without_title = without_leading(lines, title)
    for rest in (with_title_once, without_title):
        behind = _behind(rest, words)
        if behind is not None:
            return behind
    return without_title


def _behind(lines: Sequence[Line], words: Sequence[str]) -> Sequence[Line] | None:
    """Return the lines behind those that spell the words; None where they do not begin so."""
    spelled: list[str] = []
    for at, line in enumerate(lines):
        if len(spelled) >= len(words):
            return lines[at:] if spelled == words else None
        spelled += line.marked.split()
    return () if spelled == words else None


def _as_title(line: Line) -> str:
    return " ".join(part.strip() for part in line.text.strip().split("\n"))


def _repeatable(line: Line) -> str:
    """Return a line as it would repeat a title; only a heading may be broken into two."""
    return _with_usual_mark(_as_title(line) if line.heading else line.marked)


def _with_usual_mark(text: str) -> str:
    """Return a text with its list mark as it is written again."""
    return NUMBER.sub(r"\g<number>. ", BULLET.sub("• ", text.strip(), count=1), count=1)
