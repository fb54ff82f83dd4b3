"""The three classes of descriptions as data: what is looked at, and the reasons in words."""

from __future__ import annotations

from functools import cache

from attrs import frozen

from toimintamalli._data import read_toml
from toimintamalli.text import LocalizedText
from toimintamalli.vocabulary._provenance import Provenance, read_provenance

__all__ = [
    "TriageClassWords",
    "TriagePartRule",
    "TriageReasonWords",
    "TriageRule",
    "triage_rule",
]


@frozen(kw_only=True)
class TriageClassWords:
    """A class of descriptions, in words.

    Attributes:
        id: Value of `toimintamalli.analysis.triage.TriageClass`.
        name: What it is called.
        short_name: The same at the head of a column.
        explanation: Which descriptions are in it.
    """

    id: str
    name: LocalizedText
    short_name: LocalizedText
    explanation: LocalizedText


@frozen(kw_only=True)
class TriageReasonWords:
    """A reason, in words.

    Attributes:
        id: Value of `toimintamalli.analysis.triage.ReasonKind`.
        title: What it is called where descriptions are counted.
        sentence: What it says of one description, with places for ``{label}`` and ``{quote}``.
    """

    id: str
    title: LocalizedText
    sentence: LocalizedText


@frozen(kw_only=True)
class TriagePartRule:
    """A part that a description needs for the next class.

    Attributes:
        id: Value of `toimintamalli.analysis.triage.TriagePart`.
        name: What it is called.
        step: What to do, with a place for the ``{label}`` of its first field.
        fields: Fields of the form that tell it.
        least_words: How many words with content tell it.
    """

    id: str
    name: LocalizedText
    step: LocalizedText
    fields: tuple[str, ...]
    least_words: int


@frozen(kw_only=True)
class TriageRule:
    """The classes, and the rule that sorts descriptions into them.

    Attributes:
        classes: The classes, the furthest first.
        parts: The parts that lead to the next class.
        reasons: The reasons.
        setting_fields: Fields that do not lift a description out of the last class.
        planned_fields: Fields that tell how a change will be seen.
        other_instruments: Criteria sets that do not judge what the practice did.
        provenance: Where the classes come from.
        rule_provenance: Where the rule comes from.

    Example:
        >>> [one.id for one in triage_rule().classes]
        ['described', 'unfinished', 'basics']
    """

    classes: tuple[TriageClassWords, ...]
    parts: tuple[TriagePartRule, ...]
    reasons: tuple[TriageReasonWords, ...]
    setting_fields: tuple[str, ...]
    planned_fields: tuple[str, ...]
    other_instruments: tuple[str, ...]
    provenance: Provenance
    rule_provenance: Provenance

    def class_words(self, class_id: str) -> TriageClassWords:
        """Return a class in words."""
        return next(one for one in self.classes if one.id == class_id)

    def part(self, part_id: str) -> TriagePartRule:
        """Return a part."""
        return next(one for one in self.parts if one.id == part_id)

    def reason_words(self, reason_id: str) -> TriageReasonWords:
        """Return a reason in words."""
        return next(one for one in self.reasons if one.id == reason_id)


@cache
def triage_rule() -> TriageRule:
    """Return the three classes with the rule that sorts descriptions into them.

    Example:
        >>> triage_rule().rule_provenance.status
        <ProvenanceStatus.OWN: 'own'>
    """
    table = read_toml("toimintamalli.vocabulary", "triage.toml")
    rule = table["rule"]
    return TriageRule(
        classes=tuple(
            TriageClassWords(
                id=one["id"],
                name=LocalizedText(**one["name"]),
                short_name=LocalizedText(**one["short_name"]),
                explanation=LocalizedText(**one["explanation"]),
            )
            for one in table["classes"]
        ),
        parts=tuple(
            TriagePartRule(
                id=one["id"],
                name=LocalizedText(**one["name"]),
                step=LocalizedText(**one["step"]),
                fields=tuple(one["fields"]),
                least_words=one["least_words"],
            )
            for one in table["parts"]
        ),
        reasons=tuple(
            TriageReasonWords(
                id=one["id"],
                title=LocalizedText(**one["title"]),
                sentence=LocalizedText(**one["sentence"]),
            )
            for one in table["reasons"]
        ),
        setting_fields=tuple(rule["setting_fields"]),
        planned_fields=tuple(rule["planned_fields"]),
        other_instruments=tuple(rule["other_instruments"]),
        provenance=read_provenance(table["provenance"]),
        rule_provenance=read_provenance(rule["provenance"]),
    )
