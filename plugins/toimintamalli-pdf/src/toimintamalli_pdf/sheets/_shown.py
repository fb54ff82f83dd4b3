"""Which parts of a model the fields of a sheet show: written into the document, and read back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Final

from attrs import frozen

from toimintamalli.diagnostics import failure
from toimintamalli.errors import OptionError
from toimintamalli.written import shown

__all__ = ["Shown", "unknown_option"]

_PLACEMENTS: Final = "FilledWorksheets"
_INSTRUMENT: Final = "Instrument"
_EVALUATION: Final = "Evaluation"
_EVALUATOR: Final = "Evaluator"
_METRICS: Final = "Metrics"
_BOARD: Final = "Board"
_EMPTY: Final = "Empty"


@frozen(kw_only=True)
class Shown:
    """What of a model the fields of a sheet show.

    Attributes:
        is_empty: Whether the fields were made empty whatever the model holds.
        placements: Identifiers of the filled sheets of Työpohja 4.
        instrument: Identifier of the criteria set that is asked.
        evaluation: Identifier of the evaluation; empty for one that does not exist yet.
        evaluator: Whose answers; empty for those of somebody new, or agreed together.
        metrics: Identifiers of the metrics.
        board: Identifier of the group board; empty for one that does not exist yet.
    """

    is_empty: bool = False
    placements: tuple[str, ...] = ()
    instrument: str = ""
    evaluation: str = ""
    evaluator: str = ""
    metrics: tuple[str, ...] = ()
    board: str = ""

    def properties(self) -> tuple[tuple[str, str], ...]:
        """Return the properties of the document that tell it; empty ones are left out."""
        told = (
            (_EMPTY, "true" if self.is_empty else ""),
            (_PLACEMENTS, _listed(self.placements)),
            (_INSTRUMENT, self.instrument),
            (_EVALUATION, self.evaluation),
            (_EVALUATOR, self.evaluator),
            (_METRICS, _listed(self.metrics)),
            (_BOARD, self.board),
        )
        return tuple((name, text) for name, text in told if text)

    @classmethod
    def told_by(cls, properties: Mapping[str, str]) -> Shown:
        """Return what the properties of a document tell; what they do not is empty.

        Args:
            properties: Names and texts of the properties.
        """
        return cls(
            is_empty=properties.get(_EMPTY, "") == "true",
            placements=_identifiers(properties.get(_PLACEMENTS, "")),
            instrument=properties.get(_INSTRUMENT, ""),
            evaluation=properties.get(_EVALUATION, ""),
            evaluator=properties.get(_EVALUATOR, ""),
            metrics=_identifiers(properties.get(_METRICS, "")),
            board=properties.get(_BOARD, ""),
        )


def unknown_option(option: str, found: str, known: Iterable[str]) -> OptionError:
    """Return the error of an option that names something which is not there.

    Args:
        option: Name of the option.
        found: What it names.
        known: Identifiers that it may name.
    """
    allowed = tuple(dict.fromkeys(known)) or ("–",)
    told = shown(found) or "–"
    return OptionError(failure("TM909", option=option, found=told, allowed=allowed))


def _listed(identifiers: tuple[str, ...]) -> str:
    return json.dumps(identifiers) if identifiers else ""


def _identifiers(written: str) -> tuple[str, ...]:
    try:
        found = json.loads(written)
    except (ValueError, RecursionError):
        return ()
    listed = found if isinstance(found, list) else []
    return tuple(one for one in listed if isinstance(one, str))
