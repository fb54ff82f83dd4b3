"""What must be recorded of rooting on the form, and the rules of final reporting."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from attrs import frozen

from toimintamalli._data import read_toml
from toimintamalli.text import LocalizedText
from toimintamalli.vocabulary._provenance import Provenance, read_provenance
from toimintamalli.vocabulary._stems import WordStems, read_stems

__all__ = [
    "RecordingPoint",
    "ReportingRule",
    "recording_points",
    "reporting_rules",
]

_PACKAGE = "toimintamalli.vocabulary"
_FILE = "recording_points.toml"


@frozen(kw_only=True)
class RecordingPoint:
    """One of the points to be recorded under *Toimivuuden ja käyttöönoton ehdot*.

    Attributes:
        id: Stable identifier.
        name: What the source asks for, letter for letter in Finnish.
        heading: Sub-heading in the text of the field, in our own words.
        stems: Parts of words that a text on the point may have.
        provenance: Where it comes from.
    """

    id: str
    name: LocalizedText
    heading: LocalizedText
    stems: WordStems
    provenance: Provenance


@frozen(kw_only=True)
class ReportingRule:
    """A rule of final reporting (loppuraportointi).

    Attributes:
        id: Stable identifier.
        text: The rule, letter for letter in Finnish.
        provenance: Where it comes from.
    """

    id: str
    text: LocalizedText
    provenance: Provenance


@cache
def recording_points() -> tuple[RecordingPoint, ...]:
    """Return the five points that a form must tell of rooting.

    Example:
        >>> [point.id for point in recording_points()]
        ['tasks', 'resources', 'management', 'taken-into-use', 'process']
    """
    table = read_toml(_PACKAGE, _FILE)
    provenance = read_provenance(table["provenance"])
    return tuple(_point(point, provenance) for point in table["points"])


@cache
def reporting_rules() -> tuple[ReportingRule, ...]:
    """Return the three rules of final reporting.

    Example:
        >>> [rule.id for rule in reporting_rules()]
        ['start-done-reached', 'opened-in-text', 'reached-only']
    """
    table = read_toml(_PACKAGE, _FILE)["final_reporting"]
    provenance = read_provenance(table["provenance"])
    return tuple(
        ReportingRule(id=rule["id"], text=LocalizedText(**rule["text"]), provenance=provenance)
        for rule in table["rules"]
    )


def _point(table: Mapping[str, Any], provenance: Provenance) -> RecordingPoint:
    return RecordingPoint(
        id=table["id"],
        name=LocalizedText(**table["name"]),
        heading=LocalizedText(**table["heading"]),
        stems=read_stems(table["stems"]),
        provenance=provenance,
    )
