"""A sheet that came back, compared with the model: what people changed, and what they wrote."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from attrs import define, field

from toimintamalli.diagnostics import Diagnostic, ParameterValue, Wording
from toimintamalli.filling import UnreadableContentError
from toimintamalli.model import Record
from toimintamalli.text import Language
from toimintamalli.vocabulary import FieldTitle
from toimintamalli.written import shown
from toimintamalli_pdf._findings import finding
from toimintamalli_pdf.sheets._marks import EMPTY, mark_of, plain_text
from toimintamalli_pdf.sheets._places import Place

__all__ = ["Reading"]

_MOST_SHOWN: Final = 10


@define(kw_only=True)
class Reading:
    """One document while its sheets are read.

    Attributes:
        texts: What stands in each field that could be read, by its name; empty for a blank one.
        marks: Marks of the fields as they were made; None where the document has none.
        language: Language of the words of the document.
        clears: Whether a blank field without a mark empties what the model holds.
        findings: What is to be told.
        unread: Names of the fields that are there, but could not be read.
        made_empty: Whether the fields were made empty whatever the model held.
    """

    texts: Mapping[str, str]
    marks: Mapping[str, str] | None
    language: Language
    clears: bool = True
    findings: list[Diagnostic] = field(factory=list)
    unread: Collection[str] = ()
    made_empty: bool = False
    _kept: list[Wording] = field(factory=list, init=False)
    _missing: dict[str, Wording] = field(factory=dict, init=False)
    _asked: set[str] = field(factory=set, init=False)

    def tell(self, code: str, path: str = "", **parameters: ParameterValue) -> None:
        """Tell something of the sheet."""
        self.findings.append(finding(code, path, **parameters))

    def tell_missing(self, label: Wording, record: type[Record], name: str) -> None:
        """Tell that something cannot be without a value that is not there.

        Args:
            label: What it is called.
            record: Class of its record.
            name: The field without a value.
        """
        self.tell("PDF137", place=label, field=FieldTitle(record, name))

    def mark(self, name: str) -> str:
        """Return the mark of a field as it was made; that of an empty one is empty."""
        return (self.marks or {}).get(name, EMPTY)

    def written(self, place: Place) -> str | None:
        """Return what stands in a field, empty for a blank one; None where there is no such field.

        Args:
            place: The field.
        """
        self._asked.add(place.name)
        written = self.texts.get(place.name)
        if written is None:
            if place.name not in self.unread:
                self._missing[place.name] = place.label
            return None
        if place.lines == 1:
            return " ".join(written.split())
        return written if written.strip() else ""

    def kept(self, name: str) -> str:
        """Return what stands in a field whose place the model does not have any more.

        Args:
            name: Name of the field.
        """
        self._asked.add(name)
        return self.texts[name]

    def was_made(self, name: str) -> bool:
        """Tell whether a sheet is known to have a field: it came back, or was made with a text."""
        return name in self.texts or self.mark(name) != EMPTY

    def is_untouched(self, name: str) -> bool:
        """Tell whether a field is not there, or is as it was made where that is known."""
        if name not in self.texts:
            return True
        return self.marks is not None and mark_of(self.texts[name]) == self.mark(name)

    def change(self, place: Place) -> str | None:
        """Return what was written into a field; None where nobody changed it.

        A blank text is one that was emptied. Where the model has another text by now than when the
        sheet was made, and the field was changed as well, the model stays and both are told. What
        was written on a sheet that was made empty takes the place of what the model holds, and that
        is told.

        Args:
            place: The field, with what the model holds now.
        """
        written = self.written(place)
        if written is None or self.is_untouched(place.name):
            return None
        if self.made_empty and not written:
            return None
        held = plain_text(place.text(self.language))
        if plain_text(written) == held:
            return None
        if self.marks is None and not written and not self.clears:
            self._kept.append(place.label)
            return None
        if self.marks is not None and mark_of(held) != self.mark(place.name):
            found, now = shown(written) or "–", shown(held) or "–"
            code = "PDF143" if self.made_empty else "PDF134"
            self.tell(code, place=place.label, found=found, held=now)
            return written if self.made_empty else None
        return written

    def forget_marks(self, names: Iterable[str]) -> None:
        """Take fields as if they had been made empty: what stands in them is new.

        Args:
            names: Names of the fields.
        """
        fresh = set(names)
        self.marks = {name: mark for name, mark in (self.marks or {}).items() if name not in fresh}

    def value(self, place: Place, written: str) -> Any:
        """Return the value of what was written; None, with a finding, where it says none.

        Args:
            place: The field.
            written: What stands in it; not blank.
        """
        try:
            return place.form.read(written, self.language, place.value)
        except UnreadableContentError as error:
            found, expected = shown(written), error.expected
            self.tell("PDF135", place=place.label, found=found, expected=expected)
            return None

    def values(self, places: Iterable[tuple[str, Place]]) -> dict[str, Any]:
        """Return the changed values of a record by field; None for emptied ones.

        Args:
            places: Fields of the record, each with its place.
        """
        values: dict[str, Any] = {}
        for name, place in places:
            written = self.change(place)
            if written is None:
                continue
            value = self.value(place, written) if written else None
            if value is not None or not written:
                values[name] = value
        return values

    def new_values(self, places: Iterable[tuple[str, Place]]) -> dict[str, Any]:
        """Return the values of a record that the model does not have; none where nobody touched it.

        Args:
            places: Fields of the record, each with its place.
        """
        written = {name: (place, self.written(place)) for name, place in places}
        if all(self.is_untouched(place.name) for place, _ in written.values()):
            return {}
        read = {name: self.value(place, text) for name, (place, text) in written.items() if text}
        return {name: value for name, value in read.items() if value is not None}

    def finish(self) -> tuple[Diagnostic, ...]:
        """Return all that is to be told, also of fields that are missing or nobody asked for."""
        strangers = [
            shown(name) or "–"
            for name, text in self.texts.items()
            if name not in self._asked and text.strip() and not self.is_untouched(name)
        ]
        listed: tuple[tuple[str, Sequence[str | Wording]], ...] = (
            ("PDF120", tuple(self._missing.values())),
            ("PDF122", strangers),
            ("PDF125", self._kept),
        )
        for code, places in listed:
            if places:
                more = ("…",) if len(places) > _MOST_SHOWN else ()
                self.tell(code, places=(*places[:_MOST_SHOWN], *more))
        return tuple(self.findings)
