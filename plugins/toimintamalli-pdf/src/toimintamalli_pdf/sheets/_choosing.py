"""Which worksheets are asked for, and which parts of a model they show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from toimintamalli.errors import OptionError, UnknownNameError
from toimintamalli.model import PracticeModel
from toimintamalli.worksheets import PartKind, Worksheet, get_worksheet, worksheet_ids
from toimintamalli_pdf._options import PdfOptions
from toimintamalli_pdf.sheets._board import shown_board
from toimintamalli_pdf.sheets._evaluation import shown_evaluation
from toimintamalli_pdf.sheets._metrics import shown_metrics
from toimintamalli_pdf.sheets._shown import Shown, unknown_option

__all__ = ["chosen_worksheets", "shown_of"]

_ALL: Final = "all"


def chosen_worksheets(options: PdfOptions) -> tuple[Worksheet, ...]:
    """Return the worksheets that are asked for, each once.

    Args:
        options: The options.

    Raises:
        OptionError: There is no worksheet of a name, or none is named.
    """
    asked = [name.strip() for name in options.worksheet.split(",") if name.strip()]
    names = worksheet_ids() if asked == [_ALL] else tuple(dict.fromkeys(asked))
    if not names:
        raise _refused(options.worksheet)
    return tuple(map(_worksheet, names))


def _worksheet(name: str) -> Worksheet:
    try:
        return get_worksheet(name)
    except UnknownNameError:
        raise _refused(name) from None


def _refused(found: str) -> OptionError:
    return unknown_option("worksheet", found, (*worksheet_ids(), _ALL))


def shown_of(model: PracticeModel, options: PdfOptions, worksheets: Sequence[Worksheet]) -> Shown:
    """Return which parts of a model the fields of worksheets show.

    Args:
        model: The model.
        options: What is asked for.
        worksheets: The worksheets.

    Raises:
        OptionError: The model has nothing of an identifier that is asked for.
    """
    kinds = {part.kind for worksheet in worksheets for part in worksheet.parts}
    is_empty = not options.prefill
    instrument, evaluation, evaluator = "", "", ""
    if PartKind.EVALUATION in kinds:
        instrument, evaluation, evaluator = shown_evaluation(
            model, options.instrument, options.evaluation, options.evaluator, is_empty
        )
    return Shown(
        is_empty=is_empty,
        placements=_placements(model, options) if PartKind.PLACEMENT in kinds else (),
        instrument=instrument,
        evaluation=evaluation,
        evaluator=evaluator,
        metrics=shown_metrics(model, options.metric, is_empty) if PartKind.METRICS in kinds else (),
        board=shown_board(model, options.board, is_empty) if PartKind.BOARD in kinds else "",
    )


def _placements(model: PracticeModel, options: PdfOptions) -> tuple[str, ...]:
    held = tuple(sheet.id for sheet in model.placement_worksheets)
    if not options.prefill:
        return ()
    if options.filled is not None and options.filled not in held:
        raise unknown_option("filled", options.filled, held)
    return held if options.filled is None else (options.filled,)
