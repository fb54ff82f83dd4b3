"""Finds the parts of a page: what stands before the form, its fields, and what follows.

Labels are matched as whole lines, never inside a sentence, and only where they can stand: basic
data come before the fields. A label that comes again inside its own field is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from attrs import define, field, frozen

from toimintamalli.vocabulary import FormField, FormProfile
from toimintamalli_innokyla._furniture import Furniture
from toimintamalli_innokyla._lines import Line, is_blank

__all__ = ["FieldPart", "Page", "find_parts"]

_MARKER = re.compile(r" +\*\*$")
_LONGEST_HEADING = 120


@define
class FieldPart:
    """The lines under one label.

    Attributes:
        id: Identifier of the field; None for a heading that the form does not have.
        heading: The label or heading as written, without the marker.
        lines: The lines under it.
    """

    id: str | None
    heading: str
    lines: list[Line] = field(factory=list)


@frozen(kw_only=True)
class Page:
    """The parts of a page.

    Attributes:
        before: Lines before the first label.
        basics: Basic data, by label.
        fields: Fields and own headings in page order.
        stage: Lines under the label of the stage; None where it is not there.
        labels: Every label recognised, in page order, without the marker.
        repeated: Labels met again inside the form and kept as text.
    """

    before: tuple[Line, ...]
    basics: tuple[FieldPart, ...]
    fields: tuple[FieldPart, ...]
    stage: tuple[Line, ...] | None
    labels: tuple[str, ...]
    repeated: tuple[str, ...]

    def basic(self, field_id: str) -> tuple[Line, ...]:
        """Return the lines under a label of the basic data; none where it is not there."""
        return next((tuple(part.lines) for part in self.basics if part.id == field_id), ())


def find_parts(lines: Sequence[Line], profile: FormProfile, furniture: Furniture) -> Page:
    """Return the parts of a page.

    Args:
        lines: All lines of the page.
        profile: The form profile, which has the labels.
        furniture: What stands around the form: icons and headings of page parts.
    """
    finder = _Finder(profile=profile, label_level=_label_level(lines, profile))
    for line in _without_furniture(lines, furniture):
        finder.read(line)
    return finder.page()


def _without_furniture(lines: Iterable[Line], furniture: Furniture) -> Iterator[Line]:
    """Drop the titles of icons, and the headings of page parts beside them."""
    icon = re.compile(rf"icon/[\w-]+ {re.escape(furniture.icon_prefix)} ?")
    for line in lines:
        text = icon.sub("", line.text, count=1) if line.text.startswith("icon/") else line.text
        if text.strip() in furniture.part_headings:
            yield Line(text="")
        elif text == line.text:
            yield line
        else:
            yield Line(text=text)


def _label_level(lines: Iterable[Line], profile: FormProfile) -> int:
    """Return the level of HTML headings that carry labels; 0 where labels are no headings."""
    names = {name for known in profile.fields for name in known.names}
    for line in lines:
        if line.heading and _without_marker(line.text) in names:
            return line.heading
    return 0


def _without_marker(text: str) -> str:
    return _MARKER.sub("", text.strip()).strip()


@define(kw_only=True)
class _Finder:
    """Reads line after line; knows which labels may come next."""

    profile: FormProfile
    label_level: int
    before: list[Line] = field(factory=list)
    basics: list[FieldPart] = field(factory=list)
    fields: list[FieldPart] = field(factory=list)
    stage: list[Line] | None = None
    labels: list[str] = field(factory=list)
    repeated: list[str] = field(factory=list)
    current: list[Line] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.current = self.before

    def page(self) -> Page:
        return Page(
            before=tuple(self.before),
            basics=tuple(self.basics),
            fields=tuple(self.fields),
            stage=None if self.stage is None else tuple(self.stage),
            labels=tuple(self.labels),
            repeated=tuple(self.repeated),
        )

    def read(self, line: Line) -> None:
        if is_blank(line) or not (
            self._opens_basic(line)
            or self._opens_stage(line)
            or self._opens_field(line)
            or self._opens_own_heading(line)
        ):
            self.current.append(line)

    def _opens_basic(self, line: Line) -> bool:
        if self.fields or self.stage is not None:
            return False
        text = line.text.strip()
        basic = next((known for known in self.profile.basics if text in known.names), None)
        if basic is None:
            return False
        part = next((part for part in self.basics if part.id == basic.id), None)
        if part is None:
            part = FieldPart(basic.id, text)
            self.basics.append(part)
        elif part.lines is not self.current or not all(map(is_blank, part.lines)):
            return False  # newer pages print a label twice in a row; elsewhere it is text
        self.labels.append(text)
        self.current = part.lines
        return True

    def _opens_stage(self, line: Line) -> bool:
        if self.stage is not None or line.text.strip() != self.profile.stage_label:
            return False
        self.labels.append(self.profile.stage_label)
        self.stage = self.current = []
        return True

    def _opens_field(self, line: Line) -> bool:
        known = self._field_labelled(line)
        if known is None:
            return False
        label = _without_marker(line.text)
        if any(part.id == known.id for part in self.fields):
            if label in known.names:
                self.repeated.append(label)
            return False
        self._open(FieldPart(known.id, label), label)
        return True

    def _opens_own_heading(self, line: Line) -> bool:
        """Take for a heading what is marked like one but is no label of the form."""
        if not self.basics and not self.fields:
            return False
        marked = _MARKER.search(line.text.strip()) is not None
        level_says = bool(self.label_level) and line.heading == self.label_level
        heading = _without_marker(line.text)
        if not (marked or level_says) or "**" in heading or len(heading) > _LONGEST_HEADING:
            return False
        if self._field_labelled(line) is not None and not level_says:
            return False
        self._open(FieldPart(None, heading), None)
        return True

    def _open(self, part: FieldPart, label: str | None) -> None:
        if label is not None:
            self.labels.append(label)
        self.fields.append(part)
        self.current = part.lines

    def _field_labelled(self, line: Line) -> FormField | None:
        """Return the field whose label a line is; capitals count only with the marker."""
        if self.label_level and line.heading != self.label_level:
            return None
        text = line.text.strip()
        label = _without_marker(text)
        shouted = label != text and label == label.upper()
        for known in self.profile.fields:
            if label in known.names:
                return known
            if shouted and label in (name.upper() for name in known.names):
                return known
        return None
