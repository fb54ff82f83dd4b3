"""Sections in form order; a section under its own heading stays behind the field it followed."""

from __future__ import annotations

from collections.abc import Iterable

from toimintamalli.model import Section
from toimintamalli.vocabulary import FormProfile

__all__ = ["in_form_order", "in_groups", "places_on_form"]


def in_groups(sections: Iterable[Section]) -> list[list[Section]]:
    """Return sections in groups: a field with the own headings that follow it.

    Own headings before the first field form the first group.

    Args:
        sections: The sections, as they stand.
    """
    groups: list[list[Section]] = [[]]
    for section in sections:
        if section.field is not None:
            groups.append([])
        groups[-1].append(section)
    return [group for group in groups if group]


def in_form_order(sections: Iterable[Section], profile: FormProfile) -> tuple[Section, ...]:
    """Return sections in the order of the development path.

    Args:
        sections: The sections, in any order.
        profile: The form that tells the order.

    Example:
        >>> from toimintamalli.vocabulary import form_profile
        >>> sections = Section(field="summary_of_results"), Section(heading="Muuta")
        >>> [section.heading for section in in_form_order(sections, form_profile())]
        [None, 'Muuta']
    """
    listed = list(sections)
    places = places_on_form(listed, profile)
    order = sorted(range(len(listed)), key=places.__getitem__)
    return tuple(listed[at] for at in order)


def places_on_form(sections: Iterable[Section], profile: FormProfile) -> list[int]:
    """Return the place of each section on the development path.

    A section under its own heading has the place of the field before it, 0 where there is none.

    Args:
        sections: The sections, as they stand.
        profile: The form that tells the order.
    """
    places = []
    place = 0
    for section in sections:
        if section.field is not None:
            place = profile.order(section.field)
        places.append(place)
    return places
