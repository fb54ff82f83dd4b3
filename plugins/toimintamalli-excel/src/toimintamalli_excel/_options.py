"""Options of the Excel format, and what they offer to be filled."""

from __future__ import annotations

from attrs import frozen

from toimintamalli.instruments import DEFAULT_INSTRUMENT, get_instrument
from toimintamalli.model import Evaluation, Evaluator, PracticeModel
from toimintamalli.plugins import ExportOptions, option
from toimintamalli.vocabulary import Term
from toimintamalli_excel._words import PACKAGE


@frozen(kw_only=True)
class ExcelOptions(ExportOptions):
    """Options of the Excel format.

    Attributes:
        instrument: Criteria set of an evaluation to be filled; without it one is offered only
            where the model has no evaluation at all.
        evaluators: How many evaluators get columns of their own in it; 0 for answers that are
            agreed together.
    """

    instrument: str | None = option(None, help=Term(PACKAGE, "option.instrument"))
    evaluators: int = option(0, help=Term(PACKAGE, "option.evaluators"))


def offered_evaluations(model: PracticeModel, options: ExcelOptions) -> tuple[Evaluation, ...]:
    """Return the evaluations that the workbook of a model offers to be filled.

    Args:
        model: The model.
        options: The options.

    Raises:
        UnknownNameError: There is no such criteria set.
    """
    if options.instrument is None and model.evaluations:
        return ()
    instrument = get_instrument(options.instrument or DEFAULT_INSTRUMENT)
    taken = {one.id for one in model.evaluations}
    names = (f"{instrument.id}-{number}" for number in range(1, len(taken) + 2))
    evaluators = (Evaluator(id=f"v{number}") for number in range(1, options.evaluators + 1))
    offered = Evaluation(
        id=next(name for name in names if name not in taken),
        instrument=options.instrument or instrument.id,
        instrument_version=instrument.version,
        evaluators=tuple(evaluators),
    )
    return (offered,)
