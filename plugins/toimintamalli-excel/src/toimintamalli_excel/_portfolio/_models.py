"""One row for each model: where it belongs, how far it has come, and what is recorded of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from toimintamalli.analysis.cases import Case
from toimintamalli.analysis.groups import Grouping, breakdown, groups_of
from toimintamalli.analysis.plans import plan_state
from toimintamalli.analysis.reports import PortfolioFacts
from toimintamalli.instruments import get_instrument
from toimintamalli.model import (
    BasicData,
    Evaluation,
    PracticeModel,
    ProgrammeData,
    Record,
    TaskState,
)
from toimintamalli.model.instrument import Instrument, Side
from toimintamalli.vocabulary import programmes, triage_rule
from toimintamalli_excel._portfolio._numbers import (
    count_column,
    day_column,
    share_column,
    shown_share,
)
from toimintamalli_excel._portfolio._words import PortfolioWords
from toimintamalli_excel._tables import Row, identified_table, key_column, told_column
from toimintamalli_excel.workbook import CellValue, Column, TableSheet

_READINESS = "juurtumisvalmius"


def models_table(facts: PortfolioFacts, words: PortfolioWords) -> TableSheet:
    """Return the table of the models; what tells of one evaluation only where it may be told.

    Args:
        facts: What is known of the portfolio.
        words: The words of the workbook.
    """
    names = {grouping: group_names(grouping, words) for grouping in Grouping}
    codes = {one.id: one.code for one in programmes()}
    evaluated = facts.evaluated_models()
    teller = _Teller(facts, words, get_instrument(_READINESS), names, codes, evaluated)
    columns = (
        *teller.name_columns(),
        *teller.place_columns(),
        *(teller.triage_columns() if facts.is_internal else ()),
        *(teller.evaluation_columns() if facts.tells_of_each else ()),
        *teller.rooting_columns(),
    )
    rows = [teller.row(place) for place in range(len(facts.models))]
    return identified_table("Models", columns, rows, words)


def agreement_of(case: Case, instrument: Instrument) -> tuple[int, int]:
    """Return how many criteria of a model stand on the agreeing side, and of how many with a level.

    Args:
        case: The evaluated model.
        instrument: The criteria set.
    """
    agree = assessed = 0
    for criterion, settled in zip(instrument.criteria, case.settled, strict=True):
        if settled.reply.rank is not None:
            levels = instrument.scale_of(criterion).levels
            agree += levels[settled.reply.rank].side is Side.AGREE
            assessed += 1
    return agree, assessed


@frozen
class _Teller:
    """Tells of one model after another.

    Each group of columns has its cells in the method below it.
    """

    facts: PortfolioFacts
    words: PortfolioWords
    readiness: Instrument
    names: Mapping[Grouping, Mapping[str, str]]
    codes: Mapping[str, str]
    evaluated: Mapping[int, Case]

    def row(self, place: int) -> Row:
        """Return the row of a model."""
        model = self.facts.models[place]
        return (
            *self._name(place, model),
            *self._place(model),
            *(self._triage(place) if self.facts.is_internal else ()),
            *(self._evaluation(place) if self.facts.tells_of_each else ()),
            *self._rooting(model),
        )

    def _field(self, record: type[Record], name: str) -> str:
        return self.words.field(record, name)

    # -- name -----------------------------------------------------------------------------

    def name_columns(self) -> tuple[Column, ...]:
        source = (key_column(self.words["column.source"], 20),) if self.facts.is_internal else ()
        return (
            *source,
            key_column(self._field(PracticeModel, "id"), 14),
            told_column(self._field(BasicData, "title"), 34),
        )

    def _name(self, place: int, model: PracticeModel) -> Sequence[CellValue]:
        name = (model.id or "", model.basics.title)
        return (self.facts.portfolio.source_of(place), *name) if self.facts.is_internal else name

    # -- where it belongs -----------------------------------------------------------------

    def place_columns(self) -> tuple[Column, ...]:
        words = self.words
        return (
            told_column(words["column.county"], 20),
            told_column(words["column.area"], 15),
            told_column(self._field(ProgrammeData, "programme"), 10),
            told_column(self._field(ProgrammeData, "pillar"), 9),
            told_column(self._field(ProgrammeData, "investments"), 14),
            told_column(self._field(ProgrammeData, "customer_groups"), 22),
            told_column(self._field(ProgrammeData, "sectors"), 16),
            told_column(self._field(PracticeModel, "innokyla_stage"), 14),
            told_column(words["column.Stages"], 16),
        )

    def _place(self, model: PracticeModel) -> Sequence[CellValue]:
        programme = model.programme
        return (
            self._groups(model, Grouping.COUNTY),
            self._groups(model, Grouping.YTA),
            self.codes.get(programme.programme or "", programme.programme or ""),
            programme.pillar or "",
            ", ".join(programme.investments),
            self._groups(model, Grouping.CUSTOMER_GROUP),
            self._groups(model, Grouping.SECTOR),
            self.words.value(model.innokyla_stage),
            self.words.value(model.stage),
        )

    def _groups(self, model: PracticeModel, grouping: Grouping) -> str:
        """Return the names of the groups of a model; nothing where they are not known."""
        keys = [key for key in groups_of(model, grouping) if key]
        return ", ".join(self.names[grouping].get(key, key) for key in keys)

    # -- how far the description has come -------------------------------------------------

    def triage_columns(self) -> tuple[Column, ...]:
        return (
            told_column(self.words["column.class"], 16),
            count_column(self.words["column.filled"]),
            count_column(self.words["column.required"]),
        )

    def _triage(self, place: int) -> Sequence[CellValue]:
        if self.facts.triage is None:
            return (None, None, None)
        found = self.facts.triage.models[place].triage
        name = triage_rule().class_words(found.triage_class).short_name
        filled = found.required_fields - found.distance
        return self.words.say(name), filled, found.required_fields

    # -- evaluation -----------------------------------------------------------------------

    def evaluation_columns(self) -> tuple[Column, ...]:
        words = self.words
        return (
            count_column(words["column.evaluations"]),
            day_column(words["column.latest"]),
            count_column(self._field(Evaluation, "participants")),
            count_column(words["column.agree_criteria"], 13),
            count_column(words["column.assessed_criteria"], 13),
            share_column(words["column.of_assessed"], 13),
        )

    def _evaluation(self, place: int) -> Sequence[CellValue]:
        case = self.evaluated.get(place)
        count = len(self.facts.evaluations_of(place))
        if case is None:
            return (count, None, None, None, None, None)
        agree, assessed = agreement_of(case, self.facts.instrument)
        share = shown_share(agree, assessed, self.words)
        evaluation = case.evaluation
        return count, evaluation.date, evaluation.participants, agree, assessed, share

    # -- rooting --------------------------------------------------------------------------

    def rooting_columns(self) -> tuple[Column, ...]:
        words = self.words
        return (
            told_column(words["column.plan"], 16),
            count_column(words["column.tasks_done"]),
            count_column(words["column.tasks"]),
            count_column(words["column.metrics"]),
            day_column(self._field(PracticeModel, "next_review")),
            day_column(self._field(BasicData, "modified")),
        )

    def _rooting(self, model: PracticeModel) -> Sequence[CellValue]:
        done = tasks = None
        if model.rooting_plan is not None:
            groups = plan_state(model, self.readiness, self.facts.summary.as_of).tasks
            done = sum(len(one.tasks) for one in groups if one.state is TaskState.DONE)
            tasks = sum(len(one.tasks) for one in groups)
        return (
            self.words.yes_or_no(model.rooting_plan is not None),
            done,
            tasks,
            len(model.metrics),
            model.next_review,
            model.basics.modified,
        )


def group_names(grouping: Grouping, words: PortfolioWords) -> dict[str, str]:
    """Return the names of the official groups by their keys.

    Args:
        grouping: The grouping.
        words: The words of the workbook.
    """
    return {group.key: words.say(group.name) for group in breakdown((), grouping).groups}
