"""What title and places say of programme and county; the form has no fields for them."""

from __future__ import annotations

from toimintamalli.analysis.titles import county_named, read_title
from toimintamalli.model import BasicData, ProgrammeData

__all__ = ["programme_said"]


def programme_said(basics: BasicData) -> ProgrammeData:
    """Return the programme data that can be read from the basic data."""
    code = read_title(basics.title)
    located = filter(None, map(county_named, basics.locations))
    return ProgrammeData(
        programme=code.programme,
        pillar=code.pillar,
        investments=code.investments,
        counties=tuple(dict.fromkeys((*code.counties, *located))),
    )
