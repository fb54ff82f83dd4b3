"""Tells what several proposals did not agree about, as findings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import evolve, frozen

from toimintamalli.analysis.differences._conflicts import Conflict, Merged, RenamedId
from toimintamalli.analysis.differences._shown import Shown
from toimintamalli.diagnostics import Diagnostic, Report, diagnostic
from toimintamalli.model import Record
from toimintamalli.model.instrument import Instrument
from toimintamalli.text import Language, LocalizedText
from toimintamalli.vocabulary import labels

__all__ = ["tell_merged"]

_PACKAGE = "toimintamalli.analysis.differences"


def tell_merged(merged: Merged, *, instruments: Iterable[Instrument] = ()) -> Report:
    """Return a finding for every conflict, and for every identifier that was given twice.

    The parameter ``values`` of a conflict holds what each proposal has, at full length.

    Args:
        merged: What the proposals gave together.
        instruments: Criteria sets that the model uses; criteria and levels of other sets are
            called by their identifiers.

    Example:
        >>> from attrs import evolve
        >>> import toimintamalli as tm
        >>> base = tm.load("malli.yaml")
        >>> plans = [evolve(base, id="a"), evolve(base, id="b")]
        >>> merged = tm.merge_proposals(base, list(zip(("a.xlsx", "b.xlsx"), plans)))
        >>> tell_merged(merged).codes
        ('TM930',)
    """
    sets = tuple(instruments)
    return Report(
        (
            *(_conflict(one, sets) for one in merged.conflicts),
            *(_renamed(one, sets) for one in merged.renamed),
        )
    )


def _conflict(conflict: Conflict, instruments: tuple[Instrument, ...]) -> Diagnostic:
    told = {language: _Teller(_shown(language, instruments), conflict) for language in Language}
    values = tuple(
        LocalizedText(**{key: teller.full(place) for key, teller in told.items()})
        for place in range(len(conflict.found))
    )
    if conflict.is_about_staying:
        return diagnostic(
            "TM931",
            conflict.path,
            place=LocalizedText(**{key: teller.thing for key, teller in told.items()}),
            removed_by=tuple(source for source, value in conflict.found if value is None),
            changed_by=tuple(source for source, value in conflict.found if value is not None),
            values=values,
        )
    return diagnostic(
        "TM930",
        conflict.path,
        place=LocalizedText(**{key: teller.place for key, teller in told.items()}),
        kept=LocalizedText(**{key: teller.found[0] for key, teller in told.items()}),
        others=LocalizedText(**{key: "; ".join(teller.found[1:]) for key, teller in told.items()}),
        before=LocalizedText(**{key: teller.before for key, teller in told.items()}),
        values=values,
    )


def _renamed(renamed: RenamedId, instruments: tuple[Instrument, ...]) -> Diagnostic:
    places = {
        language: shown.joined(
            *shown.around(renamed.within), shown.thing(renamed.record, renamed.within)
        )
        for language in Language
        for shown in (_shown(language, instruments),)
    }
    found = diagnostic(
        "TM932",
        renamed.path,
        place=LocalizedText(**places),
        found=renamed.before,
        instead=renamed.after,
    )
    return evolve(found, source=renamed.source)


def _shown(language: Language, instruments: tuple[Instrument, ...]) -> Shown:
    return Shown(labels(_PACKAGE, language), instruments)


@frozen
class _Teller:
    """Puts a conflict into the words of one language."""

    shown: Shown
    conflict: Conflict

    @property
    def place(self) -> str:
        """The thing and the field."""
        one = self.conflict
        title = self.shown.field(one.record, one.field)
        return self.shown.joined(*self.shown.around(one.within), title)

    @property
    def thing(self) -> str:
        """The thing that one took away: a member, or a part."""
        one = self.conflict
        if not one.path.endswith("]"):
            return self.place
        if not isinstance(one.before, Record):
            return self.shown.joined(self.place, self._value(one.before))
        thing = self.shown.thing(one.before, one.within)
        return self.shown.joined(*self.shown.around(one.within), thing)

    @property
    def before(self) -> str:
        """What there was before."""
        return self._value(self.conflict.before)

    @property
    def found(self) -> list[str]:
        """What each proposal has."""
        return [
            self.shown.words.fill("form.from", value=self._value(value), source=source)
            for source, value in self.conflict.found
        ]

    def full(self, place: int) -> str:
        """Return what one proposal has, at full length."""
        source, value = self.conflict.found[place]
        whole = evolve(self, shown=evolve(self.shown, in_sentence=False))
        return self.shown.words.fill("form.from", value=whole._value(value), source=source)

    def _value(self, value: Any) -> str:
        one = self.conflict
        return self.shown.value(value, one.record, one.field, one.within)
