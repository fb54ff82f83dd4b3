"""Which form a model names, and what its fields are called there."""

from __future__ import annotations

from toimintamalli.model import PracticeModel, Section
from toimintamalli.vocabulary import FormProfile, form_profile, form_profiles

__all__ = ["RESULTS", "SOLUTION", "profile_of", "section_label"]

SOLUTION = "solution_idea"
"""The field in which the solution stands (Ratkaisun perusidea)."""

RESULTS = "evaluation_results"
"""The field in which the results stand (Arvioinnin tulokset tiivistettynä)."""


def profile_of(model: PracticeModel) -> FormProfile:
    """Return the profile that the form names, or today's where it names an unknown one."""
    known = {profile.id: profile for profile in form_profiles()}
    return known.get(model.form.profile, form_profile())


def section_label(profile: FormProfile, section: Section) -> str:
    """Return the label of the field of a section, or else its own heading or field name."""
    field = profile.field(section.field) if section.field else None
    return field.label if field else section.heading or section.field or "–"
