"""What a line of a page can be besides text: a label, an own heading, furniture, a placeholder.

Reading and writing ask here, so that what is written as text is never read as something else.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from attrs import frozen

from toimintamalli.vocabulary import FormProfile
from toimintamalli_innokyla._furniture import furniture
from toimintamalli_innokyla._lines import Line, line_of_text
from toimintamalli_innokyla._placeholder import is_placeholder

__all__ = ["Marks", "marks_of"]

_LONGEST_HEADING = 120
# How icons and placeholders begin; few other texts do.
_OTHER_MARKS = ("icon/", "[")


@frozen(kw_only=True)
class Marks:
    """The labels of a form.

    Attributes:
        marker: What stands behind the label of a required field.
        basics: Identifiers of the basic data by label, older labels too.
        fields: Identifiers of the fields by label, older labels too.
        shouted: The same in capitals.
        others: Labels of the stage, the attachments, images and captions.
        labels: Everything that is a label without a marker, of the form and of what surrounds it.
    """

    marker: str
    basics: Mapping[str, str]
    fields: Mapping[str, str]
    shouted: Mapping[str, str]
    others: frozenset[str]
    labels: frozenset[str]

    def without_marker(self, text: str) -> str:
        """Return a label without the marker behind it."""
        return text.strip().removesuffix(self.marker).rstrip()

    def field_labelled(self, text: str) -> str | None:
        """Return the field whose label a text is; capitals count only with the marker."""
        label = self.without_marker(text)
        if label in self.fields:
            return self.fields[label]
        return self.shouted.get(label) if label != text else None

    def own_heading(self, text: str) -> str | None:
        """Return the heading in a text that is marked like one but is no label of the form."""
        heading = self.without_marker(text)
        marked = text.endswith(f" {self.marker}")
        return heading if marked and self.may_be_heading(heading) else None

    def may_be_heading(self, heading: str) -> bool:
        """Whether a text is short and plain enough for a heading of the author's own."""
        return (
            0 < len(heading) <= _LONGEST_HEADING
            and "\n" not in heading
            and self.marker not in heading
            and heading not in self.fields
            and heading not in self.shouted
        )

    def means_more(self, text: str) -> bool:
        """Whether a text, alone on its line, would be read as something else than text."""
        return (
            text in self.labels
            or (text.startswith(_OTHER_MARKS) and self._is_icon_or_placeholder(text))
            or (text.endswith(self.marker) and self._is_marked(text))
        )

    def _is_icon_or_placeholder(self, text: str) -> bool:
        return is_placeholder(text) or furniture().without_icon(text) != text

    def _is_marked(self, text: str) -> bool:
        return self.field_labelled(text) is not None or self.own_heading(text) is not None

    def needs_drawing_in(self, line: Line) -> bool:
        """Whether a line is read as text only when it is drawn in."""
        return bool(line.label) and self.means_more(line.label)

    def drawn_in(self, text: str) -> str:
        """Return plain text with those lines drawn in that need it."""
        return "\n".join(
            f" {line}" if self._is_misread(line) else line for line in text.split("\n")
        )

    def _is_misread(self, line: str) -> bool:
        return self.means_more(line.strip()) and self.needs_drawing_in(line_of_text(line))


@cache
def marks_of(profile: FormProfile) -> Marks:
    """Return the labels of a form profile."""
    basics = {name: known.id for known in profile.basics for name in known.names}
    fields = {name: known.id for known in profile.fields for name in known.names}
    others = frozenset(
        (
            profile.stage_label,
            profile.attachments_label,
            profile.image_label,
            profile.caption_label,
        )
    )
    around = furniture()
    return Marks(
        marker=profile.required_marker,
        basics=basics,
        fields=fields,
        shouted={name.upper(): field_id for name, field_id in fields.items()},
        others=others,
        labels=others.union(basics, fields, around.part_headings, around.collection_labels),
    )
