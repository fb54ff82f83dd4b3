"""For whom an export is made; what each audience is given belongs to `toimintamalli.privacy`."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Audience"]


class Audience(StrEnum):
    """For whom an export is made.

    ``internal`` is given what the model holds, and told how many people it names. ``partners``
    and ``public`` are given no personal data, except names whose publication is recorded:
    partners what the work needs, unfinished parts, doubts and risks included; the public what is
    meant to be read.
    """

    INTERNAL = "internal"
    PARTNERS = "partners"
    PUBLIC = "public"
