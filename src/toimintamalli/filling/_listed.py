"""Evidence and evaluators: several records as lines of one place, and such lines read back."""

from __future__ import annotations

import re
from typing import Any, Final

from attrs import frozen

from toimintamalli.filling._content import (
    Content,
    UnreadableContentError,
    lines_of,
    written_day,
)
from toimintamalli.filling._named import value_named
from toimintamalli.filling._words import Saying, ValueNames
from toimintamalli.model import Evaluator, EvaluatorRole, Evidence, EvidenceKind
from toimintamalli.text import Language, clean_text
from toimintamalli.vocabulary import enum_title
from toimintamalli.written import day

__all__ = ["EvaluatorsForm", "EvidenceForm"]

_ADDRESS: Final = re.compile(r"(?:https?://|mailto:)[^\s,]+")
_AT_END: Final = re.compile(
    r"(?:^|(?<![\s,])[\s,]++)(?P<day>\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{2}-\d{2})$"
)


@frozen
class EvidenceForm:
    """What a claim rests on: one line for each piece, its kind before a colon."""

    def shown(self, value: tuple[Evidence, ...], language: Language) -> str:
        """Return one line for each piece: what it is, its name, address and day."""
        return "\n".join(_line(piece, language) for piece in value)

    def read(self, content: Content, language: Language, held: Any) -> tuple[Evidence, ...]:
        """Return the pieces; a line that stands as it was shown is the piece that it was."""
        known = {_line(piece, language): piece for piece in held or ()}
        return tuple(
            known.get(_clean(line)) or _piece(line, language) for line in lines_of(content)
        )


@frozen
class EvaluatorsForm:
    """Who evaluated: one line for each, the role behind a colon."""

    def shown(self, value: tuple[Evaluator, ...], language: Language) -> str:
        """Return one line for each evaluator."""
        return "\n".join(f"{one.id}: {enum_title(one.role).get(language)}" for one in value)

    def read(self, content: Content, language: Language, held: Any) -> tuple[Evaluator, ...]:
        """Return the evaluators; those who stand as they were are the same records."""
        known = {one.id: one for one in held or ()}
        return tuple(self._evaluator(line, language, known) for line in lines_of(content))

    def _evaluator(self, line: str, language: Language, known: dict[str, Evaluator]) -> Evaluator:
        name, colon, written = (part.strip() for part in line.rpartition(":"))
        role = value_named(EvaluatorRole, written, language)
        if not colon or not name or role is None:
            roles = ValueNames(EvaluatorRole)
            raise UnreadableContentError(Saying("expected.evaluators", (("values", roles),)))
        same = known.get(name)
        return same if same and same.role is role else Evaluator(id=name, role=role)


def _line(piece: Evidence, language: Language) -> str:
    written = written_day(piece.date) if piece.date else ""
    parts = (_clean(piece.title), _clean(piece.address), written)
    told = ", ".join(part for part in parts if part)
    kind = enum_title(piece.kind).get(language)
    return f"{kind}: {told}" if told else kind


def _clean(line: str) -> str:
    """Return a line with nothing in it that some file could not hold."""
    return clean_text(line, multiline=False).text


def _piece(line: str, language: Language) -> Evidence:
    before, colon, behind = line.partition(":")
    kind = value_named(EvidenceKind, before if colon else line, language)
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
