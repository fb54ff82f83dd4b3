"""Programme codes and counties named in titles: ``X HVA (RRP, P4, I1)`` and its variants.

The title itself is never changed; what it says is read beside it.
"""

from __future__ import annotations

import re
from functools import cache

from attrs import frozen

from toimintamalli.vocabulary import County, Programme, counties, programmes

__all__ = ["TitleCode", "counties_in", "county_named", "read_title"]

_COUNTY_WORD = " hyvinvointialue"


@frozen(kw_only=True)
class TitleCode:
    """What a title says of programme and place.

    Attributes:
        written: The code as written, such as ``RRP, P4,I1``; empty where there is none.
        programme: Identifier of the programme.
        suffix: What follows the code of the programme, such as the 2 of ``RRP2``; its meaning
            is not known.
        pillar: Code of the pillar.
        investments: Codes of the investments, in the order of the title.
        unknown: Codes of that form that no list knows.
        counties: Identifiers of the counties named.
    """

    written: str = ""
    programme: str | None = None
    suffix: str = ""
    pillar: str | None = None
    investments: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    counties: tuple[str, ...] = ()


def read_title(title: str) -> TitleCode:
    """Return what a title says of programme and place.

    Args:
        title: Title of a practice model.

    Example:
        >>> code = read_title("Etäpalvelut, Kymenlaakson HVA (RRP, P4, I1 ja I4)")
        >>> code.pillar, code.investments, code.counties
        ('P4', ('I1', 'I4'), ('kymenlaakso',))
    """
    named = counties_in(title)
    for programme in programmes():
        # A title may speak of the programme before its code: the longest mention is the code.
        mentions = _code_pattern(programme.code).finditer(title)
        if found := max(mentions, key=lambda mention: len(mention[0]), default=None):
            return _code(programme, found, named)
    return TitleCode(counties=named)


def counties_in(text: str) -> tuple[str, ...]:
    """Return the counties that a text names, in official order.

    Args:
        text: A title, or any short text.

    Example:
        >>> counties_in("Vantaan ja Keravan hva")
        ('vantaa-kerava',)
    """
    named = {found.lastgroup for found in _county_pattern().finditer(text)}
    return tuple(county.id for county in counties() if _group(county) in named)


def county_named(name: str) -> str | None:
    """Return the county whose official name this is, or None.

    Example:
        >>> county_named("Lapin hyvinvointialue")
        'lappi'
    """
    wanted = name.strip().casefold()
    for county in counties():
        official = (county.name.fi, county.name.sv, county.name.en)
        if wanted in (spelling.casefold() for spelling in official):
            return county.id
    return None


@cache
def _code_pattern(code: str) -> re.Pattern[str]:
    """Match ``RRP`` with what follows it: a number, a pillar, investments."""
    between = r"[\s,&+/]*+(?:\b(?:ja|och|and)\b)?[\s,&+/]*+"
    investment = r"I\d[A-Z]?"
    return re.compile(
        rf"\b{code}(?P<suffix>\d*)\b"
        rf"(?:{between}(?P<pillar>P\d))?"
        rf"(?P<investments>(?:{between}\b{investment}\b)*)",
        re.IGNORECASE,
    )


def _code(programme: Programme, found: re.Match[str], named: tuple[str, ...]) -> TitleCode:
    pillars = {pillar.id for pillar in programme.pillars}
    known = {investment.id for investment in programme.investments}
    pillar = (found["pillar"] or "").upper()
    written = re.findall(r"I\d[A-Z]?", found["investments"].upper())
    investments = tuple(dict.fromkeys(code for code in written if code in known))
    unknown = [code for code in written if code not in known]
    if pillar and pillar not in pillars:
        unknown.insert(0, pillar)
    return TitleCode(
        written=found[0].strip(" ,"),
        programme=programme.id,
        suffix=found["suffix"],
        pillar=pillar if pillar in pillars else None,
        investments=investments,
        unknown=tuple(unknown),
        counties=named,
    )


@cache
def _county_pattern() -> re.Pattern[str]:
    """Match the name of any county, each in a group of its own.

    No letter or hyphen may stand before a name: Keski-Pohjanmaa is not Pohjanmaa. The search goes
    from left to right, so that Södra Österbotten is not Österbotten either.
    """
    names = "|".join(f"(?P<{_group(county)}>{_county_names(county)})" for county in counties())
    return re.compile(rf"(?<![\w-])(?:{names})")


def _county_names(county: County) -> str:
    """Match the official names, the Finnish abbreviation, and other ways of writing a county."""
    stem, of_county, _ = county.name.fi.partition(_COUNTY_WORD)
    finnish = rf"{re.escape(stem)}(?:{_COUNTY_WORD}\w*| hva\b)" if of_county else re.escape(stem)
    swedish, english = rf"{re.escape(county.name.sv)}\w*", rf"{re.escape(county.name.en)}\b"
    others = "".join(rf"|{re.escape(other)}(?![\w-])" for other in county.written)
    return rf"(?i:{finnish}|{swedish}|{english}){others}"


def _group(county: County) -> str:
    return county.id.replace("-", "_")
