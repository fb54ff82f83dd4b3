"""From worksheets that came back to the model that they propose: only what differs is a change."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Final

from attrs import define, field, frozen

from toimintamalli.diagnostics import Diagnostic, Wording
from toimintamalli.documents import state_of
from toimintamalli.filling import written_day
from toimintamalli.model import BasicData, PracticeModel
from toimintamalli.vocabulary import labels
from toimintamalli.written import shown
from toimintamalli_pdf._findings import finding
from toimintamalli_pdf._returned import ReturnedSheets
from toimintamalli_pdf.sheets import Place, Reading, bound_sheet
from toimintamalli_pdf.tagging import writable_text

__all__ = ["Told", "proposed_model"]

_PACKAGE: Final = "toimintamalli_pdf"
_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
_LONGEST_VALUE: Final = 100_000
_SOURCE: Final = "tp4_source"
_DATE: Final = "tp4_date"


@frozen(kw_only=True)
class Told:
    """What is told of a sheet beside what stands on it.

    Attributes:
        source: Who filled it; empty where that is not told.
        date: Day of filling; None where that is not told.
    """

    source: str = ""
    date: datetime.date | None = None


def proposed_model(
    returned: ReturnedSheets, into: PracticeModel | None, told: Told
) -> tuple[PracticeModel, tuple[Diagnostic, ...]]:
    """Return the model that a document proposes, and what is to be told of it.

    Args:
        returned: The worksheets that came back.
        into: The model that they were made from, if any.
        told: What is told of them beside what stands on them.
    """
    base = into or _new_model(returned)
    is_same_state = into is None or returned.identity.state == state_of(into)
    words = labels(_PACKAGE, returned.language)
    sheets = [bound_sheet(one, base, returned.shown, words) for one in returned.worksheets]
    texts = _Texts({place.name: place for sheet in sheets for place in sheet.places()})
    read = texts.read(returned.values)
    reading = Reading(
        texts=_completed(read, told),
        marks={} if into is None else returned.marks,
        language=returned.language,
        clears=is_same_state,
        findings=texts.findings,
        unread=returned.values.keys() - read.keys(),
        made_empty=returned.shown.is_empty,
    )
    if reading.marks is None and not is_same_state and returned.shown.placements:
        reading.tell("PDF126")
    model = base
    for sheet in sheets:
        for part in sheet.parts:
            model = part.proposed(model, reading)
    if model == base and not any(text.strip() for text in reading.texts.values()):
        reading.tell("PDF127")
    return model, reading.finish()


def _new_model(returned: ReturnedSheets) -> PracticeModel:
    """Return the model of a document that is not read into one."""
    identity = returned.identity
    return PracticeModel(id=identity.model or None, basics=BasicData(title=identity.title))


def _completed(texts: Mapping[str, str], told: Told) -> dict[str, str]:
    """Return the texts with what is told of the sheet where it does not tell it itself."""
    date = written_day(told.date) if told.date else ""
    beside = {name: text for name, text in ((_SOURCE, told.source), (_DATE, date)) if text}
    known = {name: text for name, text in beside.items() if name in texts}
    return {**texts, **{name: texts[name].strip() or text for name, text in known.items()}}


@define
class _Texts:
    """The texts of fields while they are read.

    Attributes:
        places: The fields that are known, by their names.
        findings: What is to be told of those that cannot be read.
    """

    places: Mapping[str, Place]
    findings: list[Diagnostic] = field(factory=list)

    def read(self, values: Mapping[str, tuple[str | None, ...]]) -> dict[str, str]:
        """Return the texts that can be read."""
        read = ((name, self._text(name, found)) for name, found in values.items())
        return {name: text for name, text in read if text is not None}

    def _text(self, name: str, values: tuple[str | None, ...]) -> str | None:
        known = self.places.get(name)
        place: str | Wording = known.label if known else shown(name) or "–"
        value = values[0]
        if len(values) > 1:
            self.findings.append(finding("PDF121", place=place, count=len(values)))
            return None
        if value is None:
            self.findings.append(finding("PDF133", place=place))
            return None
        if len(value) > _LONGEST_VALUE:
            count, limit = len(value), _LONGEST_VALUE
            self.findings.append(finding("PDF123", place=place, count=count, limit=limit))
            return None
        text = writable_text(value)
        replaced = text.count(_REPLACEMENT) - value.count(_REPLACEMENT)
        if replaced:
            self.findings.append(finding("PDF131", place=place, count=replaced))
        return "" if known and known.is_nothing_chosen(text) else text
