"""What the workbook of one model offers to be filled, though the model does not have it."""

from __future__ import annotations

from toimintamalli.instruments import get_instrument
from toimintamalli.model import Evaluation, Evaluator, PracticeModel
from toimintamalli_excel._options import ExcelOptions


def offers_evaluation(model: PracticeModel, options: ExcelOptions) -> bool:
    """Return whether the workbook of a model offers an evaluation to be filled.

    Args:
        model: The model.
        options: The options.
    """
    return options.instrument is not None or not model.evaluations


def offered_evaluations(model: PracticeModel, options: ExcelOptions) -> tuple[Evaluation, ...]:
    """Return the evaluations that the workbook of a model offers to be filled.

    Args:
        model: The model.
        options: The options.
    """
    if not offers_evaluation(model, options):
        return ()
    instrument = get_instrument(options.instrument_id)
    taken = {one.id for one in model.evaluations}
    names = (f"{instrument.id}-{number}" for number in range(1, len(taken) + 2))
    evaluators = (Evaluator(id=f"v{number}") for number in range(1, options.evaluators + 1))
    offered = Evaluation(
        id=next(name for name in names if name not in taken),
        instrument=options.instrument_id,
        instrument_version=instrument.version,
        evaluators=tuple(evaluators),
    )
    return (offered,)
