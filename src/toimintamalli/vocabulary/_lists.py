"""Counties, programmes and customer groups: the official lists."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from attrs import frozen

from toimintamalli._data import read_toml
from toimintamalli.text import LocalizedText
from toimintamalli.vocabulary._stems import WordStems, read_stems

__all__ = [
    "CollaborativeArea",
    "County",
    "CustomerGroup",
    "Investment",
    "Pillar",
    "Programme",
    "ProgrammeEvaluation",
    "ProgrammeFunder",
    "collaborative_areas",
    "counties",
    "customer_groups",
    "programmes",
]

_PACKAGE = "toimintamalli.vocabulary"


@frozen(kw_only=True)
class County:
    """A wellbeing services county (hyvinvointialue), Helsinki or HUS.

    Attributes:
        id: Stable identifier.
        name: Official name.
        area: Identifier of its collaborative area (yhteistyöalue).
        written: Other ways in which titles name it.
    """

    id: str
    name: LocalizedText
    area: str
    written: tuple[str, ...] = ()


@frozen(kw_only=True)
class CollaborativeArea:
    """A collaborative area (yhteistyöalue, YTA).

    Attributes:
        id: Stable identifier.
        name: Official name.
        counties: Its counties.
    """

    id: str
    name: LocalizedText
    counties: tuple[County, ...]


@frozen(kw_only=True)
class Pillar:
    """A pillar of a programme.

    Attributes:
        id: Code as written in titles, such as ``P4``.
        name: Name.
    """

    id: str
    name: LocalizedText


@frozen(kw_only=True)
class Investment:
    """An investment of a programme.

    Attributes:
        id: Code as written in titles, such as ``I1B``.
        pillar: Code of its pillar.
        name: Name.
    """

    id: str
    pillar: str
    name: LocalizedText


@frozen(kw_only=True)
class ProgrammeFunder:
    """A funder (rahoittaja) that the descriptions of a programme carry.

    Attributes:
        name: What is chosen on Innokylä, letter for letter.
        spellings: Other ways in which it is written.
    """

    name: str
    spellings: tuple[str, ...] = ()


@frozen(kw_only=True)
class ProgrammeEvaluation:
    """An evaluation that a programme asks for.

    Attributes:
        instrument: Identifier of the criteria set.
        stems: Parts of words that a text or an attachment on it may have.
    """

    instrument: str
    stems: WordStems


@frozen(kw_only=True)
class Programme:
    """A programme that pays for development.

    Attributes:
        id: Stable identifier.
        code: Code as written in titles, such as ``RRP``.
        name: Name.
        pillars: Its pillars.
        investments: Its investments.
        spellings: Parts of texts, in any language, that name the programme.
        funders: The funders that its descriptions carry.
        evaluations: The evaluations that it asks for.
    """

    id: str
    code: str
    name: LocalizedText
    pillars: tuple[Pillar, ...]
    investments: tuple[Investment, ...]
    spellings: tuple[str, ...] = ()
    funders: tuple[ProgrammeFunder, ...] = ()
    evaluations: tuple[ProgrammeEvaluation, ...] = ()


@frozen(kw_only=True)
class CustomerGroup:
    """A customer group (asiakasryhmä).

    Attributes:
        id: Stable identifier.
        name: Name.
    """

    id: str
    name: LocalizedText


@cache
def collaborative_areas() -> tuple[CollaborativeArea, ...]:
    """Return the five collaborative areas with their counties, in official order.

    Example:
        >>> [area.name.fi for area in collaborative_areas()][:2]
        ['Etelä-Suomi', 'Itä-Suomi']
    """
    return tuple(map(_area, read_toml(_PACKAGE, "regions.toml")["areas"]))


@cache
def counties() -> tuple[County, ...]:
    """Return the 21 counties, Helsinki and HUS, area by area.

    Example:
        >>> len(counties())
        23
    """
    return tuple(county for area in collaborative_areas() for county in area.counties)


@cache
def programmes() -> tuple[Programme, ...]:
    """Return the known programmes.

    Example:
        >>> [investment.id for investment in programmes()[0].investments]
        ['I1', 'I1B', 'I2', 'I3', 'I4']
    """
    return tuple(map(_programme, read_toml(_PACKAGE, "programmes.toml")["programmes"]))


@cache
def customer_groups() -> tuple[CustomerGroup, ...]:
    """Return the customer groups.

    Example:
        >>> customer_groups()[-1].name.fi
        'Koko väestö'
    """
    groups = read_toml(_PACKAGE, "customer_groups.toml")["groups"]
    return tuple(CustomerGroup(id=g["id"], name=LocalizedText(**g["name"])) for g in groups)


def _area(table: Mapping[str, Any]) -> CollaborativeArea:
    members = tuple(
        County(
            id=county["id"],
            name=LocalizedText(fi=county["fi"], sv=county["sv"], en=county["en"]),
            area=table["id"],
            written=tuple(county.get("written", ())),
        )
        for county in table["counties"]
    )
    return CollaborativeArea(id=table["id"], name=LocalizedText(**table["name"]), counties=members)


def _programme(table: Mapping[str, Any]) -> Programme:
    return Programme(
        id=table["id"],
        code=table["code"],
        name=LocalizedText(**table["name"]),
        pillars=tuple(
            Pillar(id=pillar["id"], name=LocalizedText(**pillar["name"]))
            for pillar in table["pillars"]
        ),
        investments=tuple(
            Investment(
                id=investment["id"],
                pillar=investment["pillar"],
                name=LocalizedText(**investment["name"]),
            )
            for investment in table["investments"]
        ),
        spellings=tuple(table["spellings"]),
        funders=tuple(
            ProgrammeFunder(name=funder["name"], spellings=tuple(funder["spellings"]))
            for funder in table["funders"]
        ),
        evaluations=tuple(
            ProgrammeEvaluation(instrument=asked["instrument"], stems=read_stems(asked["stems"]))
            for asked in table["evaluations"]
        ),
    )
