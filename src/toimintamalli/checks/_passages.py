"""The passages of a description that say something, each with its place and its label."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from attrs import frozen

from toimintamalli.analysis.wording.placeholders import only_holds_the_place
from toimintamalli.model import PracticeModel, Section
from toimintamalli.vocabulary import FormField, form_profile_or_newest

__all__ = ["RESULTS", "SOLUTION", "Passage", "label_of", "passages"]

SOLUTION = "solution_idea"
"""The field in which the solution stands (Ratkaisun perusidea)."""

RESULTS = "evaluation_results"
"""The field in which the results stand (Arvioinnin tulokset tiivistettynä)."""


@frozen(kw_only=True)
class Passage:
    """A section that says something.

    Attributes:
        path: Where the section stands.
        label: Label of its field, or else its heading.
        section: The section.
        text: Its text as people read it.
    """

    path: str
    label: str
    section: Section
    text: str

    @property
    def text_path(self) -> str:
        """Where its text stands."""
        return f"{self.path}.text"


def passages(model: PracticeModel, *fields: str) -> Iterator[Passage]:
    """Yield the sections with a text, but for those that only hold their place.

    Args:
        model: The model.
        *fields: Fields whose sections are wanted; all without any.
    """
    for passage in _all_passages(_Seen(model)):
        if not fields or passage.section.field in fields:
            yield passage


@frozen(eq=False)
class _Seen:
    """A model that is itself alone: two that are equal are not told apart by comparing them."""

    model: PracticeModel

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Seen) and self.model is other.model

    def __hash__(self) -> int:
        return id(self.model)


@lru_cache(maxsize=1)  # every check of a model asks for the same
def _all_passages(seen: _Seen) -> tuple[Passage, ...]:
    return tuple(_found(seen.model))


def _found(model: PracticeModel) -> Iterator[Passage]:
    profile = form_profile_or_newest(model.form.profile)
    for place, section in enumerate(model.form.sections):
        field, text = profile.field(section.field or ""), section.text.plain
        if text and not only_holds_the_place(text, field):
            yield Passage(
                path=f"form.sections[{place}]",
                label=label_of(section, field),
                section=section,
                text=text,
            )


def label_of(section: Section, field: FormField | None) -> str:
    """Return the label of the field of a section, or else its own heading or field name."""
    return field.label if field else section.heading or section.field or "–"
