"""Evidence and evaluators: several records as lines of one cell, and such lines read back."""

from __future__ import annotations

import re
from typing import Any, Final

from attrs import frozen

from toimintamalli.model import Evaluator, EvaluatorRole, Evidence, EvidenceKind
from toimintamalli.written import day
from toimintamalli_excel._forms import Content, UnreadableContentError, lines_of, value_named
from toimintamalli_excel._words import Saying, ValueNames, Words, written_day
from toimintamalli_excel.workbook import CellValue, clean_text

_ADDRESS: Final = re.compile(r"(?:https?://|mailto:)[^\s,]+")
_AT_END: Final = re.compile(r"(?:^|[\s,]+)(?P<day>\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{2}-\d{2})$")


@frozen
class EvidenceForm:
    """What a claim rests on: one line for each piece, its kind before a colon."""

    def shown(self, value: tuple[Evidence, ...], words: Words) -> CellValue:
        """Return one line for each piece: what it is, its name, address and day."""
        return evidence_text(value, words)

    def read(self, content: Content, words: Words, held: Any) -> tuple[Evidence, ...]:
        """Return the pieces; a line that stands as it was shown is the piece that it was."""
        known = {_as_read(_line(piece, words)): piece for piece in held or ()}
        return tuple(known.get(line) or _piece(line, words) for line in lines_of(content))


@frozen
class EvaluatorsForm:
    """Who evaluated: one line for each, the role behind a colon."""

    def shown(self, value: tuple[Evaluator, ...], words: Words) -> CellValue:
        """Return one line for each evaluator."""
        return "\n".join(f"{one.id}: {words.value(one.role)}" for one in value)

    def read(self, content: Content, words: Words, held: Any) -> tuple[Evaluator, ...]:
        """Return the evaluators; those who stand as they were are the same records."""
        known = {one.id: one for one in held or ()}
        return tuple(self._evaluator(line, words, known) for line in lines_of(content))

    def _evaluator(self, line: str, words: Words, known: dict[str, Evaluator]) -> Evaluator:
        name, colon, written = (part.strip() for part in line.rpartition(":"))
        role = value_named(EvaluatorRole, written, words)
        if not colon or not name or role is None:
            roles = ValueNames(EvaluatorRole)
            raise UnreadableContentError(Saying("expected.evaluators", (("values", roles),)))
        same = known.get(name)
        return same if same and same.role is role else Evaluator(id=name, role=role)


def evidence_text(evidence: tuple[Evidence, ...], words: Words) -> str:
    """Return one line for each piece of evidence: what it is, its name, address and day."""
    return "\n".join(_line(piece, words) for piece in evidence)


def _line(piece: Evidence, words: Words) -> str:
    written = written_day(piece.date) if piece.date else ""
    title = " ".join(clean_text(piece.title).text.split("\n"))
    told = ", ".join(part for part in (title, piece.address, written) if part)
    kind = words.value(piece.kind)
    return f"{kind}: {told}" if told else kind


def _as_read(line: str) -> str:
    """Return a line as it is read back; one with line ends inside is not known again."""
    return clean_text(line).text.strip()


def _piece(line: str, words: Words) -> Evidence:
    before, colon, behind = line.partition(":")
    kind = value_named(EvidenceKind, before if colon else line, words)
    told = (behind if colon else "") if kind else line
    return _described(kind, told.strip())


def _described(kind: EvidenceKind | None, told: str) -> Evidence:
    """Part the words of a line; without a kind an address is a link, and the rest a document."""
    found = _AT_END.search(told)
    date = day(found["day"]) if found else None
    if found and date:
        told = told[: found.start()]
    address = _ADDRESS.search(told)
    title = told if address is None else told[: address.start()] + told[address.end() :]
    return Evidence(
        kind=kind or (EvidenceKind.LINK if address else EvidenceKind.DOCUMENT),
        title=title.strip(" ,"),
        address=address[0] if address else "",
        date=date,
    )
