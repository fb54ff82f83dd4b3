"""Which form a model names."""

from __future__ import annotations

from toimintamalli.model import PracticeModel
from toimintamalli.vocabulary import FormProfile, form_profile, form_profiles

__all__ = ["profile_of"]


def profile_of(model: PracticeModel) -> FormProfile:
    """Return the profile that the form names, or today's where it names an unknown one."""
    known = {profile.id: profile for profile in form_profiles()}
    return known.get(model.form.profile, form_profile())
