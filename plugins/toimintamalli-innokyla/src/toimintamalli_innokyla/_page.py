"""Finds the parts of a page: what stands before the form, its fields, and what follows.

Labels are matched as whole lines, never inside a sentence, and only where they can stand: basic
data come before the fields. A label that comes again inside its own field is text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from attrs import define, evolve, field, frozen

from toimintamalli.vocabulary import FormProfile
from toimintamalli_innokyla._furniture import furniture
from toimintamalli_innokyla._lines import BLANK, Line, is_blank
from toimintamalli_innokyla._marks import Marks, marks_of

__all__ = ["FieldPart", "Page", "find_parts"]


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
        is_collection: Whether the page is that of a collection, not of a practice model.
    """

    before: tuple[Line, ...]
    basics: tuple[FieldPart, ...]
    fields: tuple[FieldPart, ...]
    stage: tuple[Line, ...] | None
    labels: tuple[str, ...]
    repeated: tuple[str, ...]
    is_collection: bool

    def basic(self, field_id: str) -> tuple[Line, ...]:
        """Return the lines under a label of the basic data; none where it is not there."""
        return next((tuple(part.lines) for part in self.basics if part.id == field_id), ())


def find_parts(lines: Sequence[Line], profile: FormProfile) -> Page:
    """Return the parts of a page.

    Args:
        lines: All lines of the page.
        profile: The form profile, which has the labels.
    """
    marks = marks_of(profile)
    finder = _Finder(
        profile=profile,
        marks=marks,
        field_level=_heading_level(lines, marks, marks.fields),
        basic_level=_heading_level(lines, marks, marks.basics),
    )
    for line in lines:
        finder.read(line)
    return finder.page()


def _heading_level(lines: Iterable[Line], marks: Marks, labels: Collection[str]) -> int:
    """Return the level of HTML headings that carries most labels; 0 if labels are no headings."""
    counts = Counter(
        line.heading
        for line in lines
        if line.heading and marks.without_marker(line.label) in labels
    )
    return max(sorted(counts), key=counts.__getitem__, default=0)


@define(kw_only=True)
class _Finder:
    """Reads line after line; knows which labels may come next."""

    profile: FormProfile
    marks: Marks
    field_level: int
    basic_level: int
    before: list[Line] = field(factory=list)
    basics: dict[str, FieldPart] = field(factory=dict)
    fields: list[FieldPart] = field(factory=list)
    met: set[str] = field(factory=set)
    stage: list[Line] | None = None
    labels: list[str] = field(factory=list)
    repeated: list[str] = field(factory=list)
    is_collection: bool = False
    current: list[Line] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.current = self.before

    def page(self) -> Page:
        return Page(
            before=tuple(self.before),
            basics=tuple(self.basics.values()),
            fields=tuple(self.fields),
            stage=None if self.stage is None else tuple(self.stage),
            labels=tuple(self.labels),
            repeated=tuple(self.repeated),
            is_collection=self.is_collection,
        )

    def read(self, given: Line) -> None:
        line = self._without_furniture(given)
        if line.text != given.text and self._is_stage_without_label(line):
            self.stage = [line]
        elif not line.label or not (
            self._opens_collection(line)
            or self._opens_basic(line)
            or self._opens_stage(line)
            or self._opens_field(line)
            or self._opens_own_heading(line)
        ):
            self.current.append(line)

    def _without_furniture(self, line: Line) -> Line:
        """Drop the title of an icon, and headings of page parts: beside it, or above the fields."""
        text = furniture().without_icon(line.label)
        beside_icon = text != line.label
        if (beside_icon or not self.fields) and text in furniture().part_headings:
            return BLANK
        return evolve(line, text=text) if beside_icon else line

    def _is_stage_without_label(self, line: Line) -> bool:
        """On some pages an icon alone tells that this is the stage."""
        values = {value.label for value in self.profile.stages}
        return self.stage is None and not self.is_collection and line.label in values

    def _opens_collection(self, line: Line) -> bool:
        """Open the title of a collection page; all other labels of such a page are text."""
        if self.current is not self.before or line.label not in furniture().collection_labels:
            return False
        self.is_collection = True
        self.before += self.stage or ()
        self.stage = None
        if line.label != furniture().collection_title:
            return False
        title = self.basics["title"] = FieldPart("title", line.label)
        self.current = title.lines
        return True

    def _opens_basic(self, line: Line) -> bool:
        if self.is_collection or self.fields or self.current is self.stage:
            return False
        basic = self.marks.basics.get(line.label)
        if basic is None or (self.basic_level and line.heading != self.basic_level):
            return False
        part = self.basics.setdefault(basic, FieldPart(basic, line.label))
        if not all(map(is_blank, part.lines)):
            return False  # newer pages print a label twice in a row; elsewhere it is text
        part.lines.clear()
        self.labels.append(line.label)
        self.current = part.lines
        return True

    def _opens_stage(self, line: Line) -> bool:
        if self.is_collection or self.stage is not None or line.label != self.profile.stage_label:
            return False
        self.labels.append(line.label)
        self.stage = self.current = []
        return True

    def _opens_field(self, line: Line) -> bool:
        known = self._field_labelled(line)
        if known is None:
            return False
        label = self.marks.without_marker(line.label)
        if known in self.met:
            if label in self.marks.fields:
                self.repeated.append(label)
            return False
        self._open(FieldPart(known, label))
        self.met.add(known)
        self.labels.append(label)
        return True

    def _opens_own_heading(self, line: Line) -> bool:
        """Take for a heading what is marked like one but is no label of the form."""
        if self.is_collection:
            return False
        heading = self.marks.own_heading(line.label)
        in_form = bool(self.basics or self.fields)
        if heading is None and in_form and self.field_level and line.heading == self.field_level:
            written = self.marks.without_marker(line.label)
            heading = written if self.marks.may_be_heading(written) else None
        if heading is None:
            return False
        self._open(FieldPart(None, heading))
        return True

    def _open(self, part: FieldPart) -> None:
        self.fields.append(part)
        self.current = part.lines

    def _field_labelled(self, line: Line) -> str | None:
        if self.is_collection or (self.field_level and line.heading != self.field_level):
            return None
        return self.marks.field_labelled(line.label)
