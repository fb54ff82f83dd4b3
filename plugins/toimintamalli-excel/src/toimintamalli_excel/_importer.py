"""The importer: a filled workbook becomes a proposal of changes to the model it was made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Any, Final

from attrs import evolve, field, frozen

from toimintamalli.analysis.differences import Difference, differences
from toimintamalli.diagnostics import Diagnostic, Report, Reporter
from toimintamalli.documents import state_of
from toimintamalli.errors import ReadError
from toimintamalli.model import Evaluation, PracticeModel, Record, RichText
from toimintamalli.model.traversal import texts_of
from toimintamalli.plugins import Change, Imported, ImportOptions, option
from toimintamalli.text import LocalizedText
from toimintamalli.vocabulary import Term, localized
from toimintamalli.written import shown, spelling
from toimintamalli_excel._binding import Proposal, SheetPlan
from toimintamalli_excel._comparing import FoundSheets, cells_under, changes_of
from toimintamalli_excel._facts import WorkbookFacts, facts_of
from toimintamalli_excel._marks import KEY as MARKS
from toimintamalli_excel._marks import Marks
from toimintamalli_excel._offered import offered_evaluations
from toimintamalli_excel._options import ExcelOptions
from toimintamalli_excel._sheets import answer_plans, sheet_plans
from toimintamalli_excel._sheets.answers import AnswersSheet
from toimintamalli_excel._spec import continuation_sheet
from toimintamalli_excel._title import shown_title
from toimintamalli_excel._words import PACKAGE, Words
from toimintamalli_excel.workbook import ReadWorkbook, clean_text, join_continued, read_workbook

_report: Final = Reporter(PACKAGE)
_MOST_SHOWN: Final = 10


@frozen(kw_only=True)
class ExcelImportOptions(ImportOptions):
    """Options of reading a workbook.

    Attributes:
        remove_missing: Whether what has no row left in the workbook is proposed to be removed.
        other_model: Whether the workbook is read although it was made from another model.
    """

    remove_missing: bool = option(False, help=Term(PACKAGE, "option.remove_missing"))
    other_model: bool = option(False, help=Term(PACKAGE, "option.other_model"))


@frozen
class ExcelImporter:
    """Reads a workbook that the format made and people filled.

    Attributes:
        name: Name of the format.
        suffixes: Suffixes of its files.
        api_version: Version of the importer protocol.
        options_type: The class of its options.
    """

    name: str = field(default="excel", init=False)
    suffixes: tuple[str, ...] = field(default=(".xlsx",), init=False)
    api_version: int = field(default=1, init=False)
    options_type: type[ExcelImportOptions] = field(default=ExcelImportOptions, init=False)

    @property
    def title(self) -> LocalizedText:
        """What the format is, for people."""
        return localized(PACKAGE, "workbook.format")

    def read(
        self, data: bytes, options: ExcelImportOptions, /, *, into: PracticeModel | None
    ) -> Imported:
        """Return the proposal that a filled workbook makes.

        Args:
            data: The bytes of the workbook.
            options: What is read of it.
            into: The model that the workbook was made from; without it a model is made of what
                the workbook holds.

        Raises:
            ReadError: The file is no workbook that can be read back, or was made from another
                model.
        """
        read = read_workbook(data)
        facts = facts_of(read)
        if into is not None and not options.other_model:
            _require_same_model(facts, into)
        words = Words(facts.language)
        workbook = join_continued(read, continuation_sheet(words))
        base = PracticeModel(id=facts.model or None) if into is None else into
        is_stale = into is not None and facts.state != state_of(into)
        proposal = Proposal(
            words=words,
            findings=list(workbook.problems),
            is_stale=is_stale,
            is_new=into is None,
        )
        reading = _Reading(
            workbook=workbook,
            proposal=proposal,
            clears=not is_stale,
            removes=options.remove_missing,
        )
        if is_stale:
            code = "EXCEL177" if reading.has_marks else "EXCEL174"
            proposal.findings.append(_report(code))
        proposed = _without_empty_evaluations(reading.read_into(base), base)
        proposal.findings += _told_last(proposal)
        changes = () if into is None else tuple(map(_change, differences(into, proposed)))
        return Imported(model=proposed, diagnostics=Report(proposal.findings), changes=changes)


def _require_same_model(facts: WorkbookFacts, model: PracticeModel) -> None:
    """Refuse a workbook of another model: by identifier, else by title."""
    title = shown_title(model, Words(facts.language))
    identifier = clean_text(model.id or "").text
    is_identified = bool(facts.model and identifier)
    found, expected = (facts.model, identifier) if is_identified else (facts.title, title)
    if found != expected:
        finding = _report("EXCEL175", found=shown(found) or "–", expected=shown(expected) or "–")
        raise ReadError(Report((finding,)))


def _told_last(proposal: Proposal) -> Iterator[Diagnostic]:
    """Yield what was changed and is never read, once for each sheet."""
    if proposal.is_new:  # there is nothing that it was changed from
        return
    for sheet, places in proposal.not_read.items():
        listed = (*places[:_MOST_SHOWN], "…") if len(places) > _MOST_SHOWN else tuple(places)
        yield _report("EXCEL162", sheet=sheet, count=len(places), places=listed)


class _Reading:
    """Reads a workbook sheet by sheet, each into the model that those before it proposed."""

    def __init__(
        self, *, workbook: ReadWorkbook, proposal: Proposal, clears: bool, removes: bool
    ) -> None:
        words = proposal.words
        plans = sheet_plans((), (), tuple, words, is_internal=True)
        self._found = FoundSheets(
            tables={spelling(table.sheet): table for table in workbook.tables},
            own=frozenset(spelling(words.sheet(plan.key)) for plan in plans),
        )
        marks = self._found.tables.get(spelling(words.sheet(MARKS)))
        self._marks = None if proposal.is_new else Marks.read(marks, words)
        self._proposal = proposal
        self._clears = clears
        self._removes = removes
        self._read: list[str] = []

    @property
    def has_marks(self) -> bool:
        """Whether cells that nobody touched can be known."""
        return self._marks is not None

    def read_into(self, base: PracticeModel) -> PracticeModel:
        """Return the model that the workbook proposes.

        Every sheet is compared with what the given model would show, whatever the sheets before it
        changed: a new name of an evaluator does not make the answers of others unknown.
        """
        words = self._proposal.words
        offered = offered_evaluations(base, ExcelOptions(language=words.language))
        known = self._named(answer_plans(base, offered, words))
        model = base

        def answers() -> list[AnswersSheet]:
            """Return the sheets of answers, also of evaluations that were just filled in."""
            held = {one.id for one in base.evaluations}
            added = tuple(one for one in model.evaluations if one.id not in held)
            waiting = (one for one in offered if one.id not in {new.id for new in added})
            plans = answer_plans(PracticeModel(), (*added, *waiting), words)
            filled = map(self._as_filled, self._named(plans))
            return list(filter(_is_named, (*known[: len(base.evaluations)], *filled)))

        names = tuple(one.name for one in known)
        for plan in sheet_plans(offered, names, answers, words, is_internal=True):
            model = self._read_sheet(plan, base, model)
        self._tell_unknown_sheets()
        return model

    def _read_sheet(
        self, plan: SheetPlan, base: PracticeModel, model: PracticeModel
    ) -> PracticeModel:
        bound = plan.bound(base, self._proposal.words)
        found = self._found.of(bound)
        if found is None:
            is_offered = len(bound.offered) == len(bound.table.rows)
            if plan.is_wanted(base) and bound.binding is not None and not is_offered:
                self._proposal.tell("EXCEL166", bound.table.name)
            return model
        self._read.append(found.sheet)
        if bound.is_momentary:
            return model
        if bound.binding is None and self._proposal.is_new:
            self._proposal.tell("EXCEL165", found.sheet)
            return model
        changes = changes_of(
            bound,
            found,
            self._proposal,
            marks=self._marks.of(bound) if self._marks and bound.binding else None,
            clears=self._clears,
            removes=self._removes,
        )
        if not changes or bound.binding is None:
            return model
        return bound.binding.proposed(model, changes, self._proposal)

    def _named(self, plans: Iterable[AnswersSheet]) -> list[AnswersSheet]:
        """Return the sheets of answers under the names that the sheet of the evaluations tells."""
        words = self._proposal.words
        table = self._found.tables.get(spelling(words.sheet("Evaluations")))
        if table is None:
            return list(plans)
        sheets = dict(cells_under(table, words["evaluation.sheet"]))
        names: dict[str, list[str]] = {}
        for row, identifier in cells_under(table, words.field(Evaluation, "id")):
            names.setdefault(identifier, []).append(sheets.get(row, ""))
        return [
            evolve(one, name=told.pop(0) if (told := names.get(one.evaluation.id)) else "")
            for one in plans
        ]

    def _as_filled(self, plan: AnswersSheet) -> AnswersSheet:
        """Return a sheet of answers with the columns that it has, whoever evaluates by now."""
        table = self._found.tables.get(spelling(plan.name))
        return plan if table is None else evolve(plan, headings=table.headings)

    def _tell_unknown_sheets(self) -> None:
        words = self._proposal.words
        own = {*self._read, *map(words.sheet, ("Guide", "Lists", MARKS))}
        for table in self._found.tables.values():
            if table.sheet not in own and table.rows:
                self._proposal.tell("EXCEL165", table.sheet)


def _is_named(plan: AnswersSheet) -> bool:
    return bool(plan.name)


def _without_empty_evaluations(model: PracticeModel, base: PracticeModel) -> PracticeModel:
    """Return the model without evaluations that were offered and in which nothing was filled."""
    held = {one.id for one in base.evaluations}
    filled = tuple(
        one for one in model.evaluations if one.id in held or not _is_offered_and_empty(one)
    )
    return evolve(model, evaluations=filled)


def _is_offered_and_empty(evaluation: Evaluation) -> bool:
    """Tell whether an evaluation is as an export offers it, but for who would answer."""
    _, _, number = evaluation.id.rpartition(f"{evaluation.instrument}-")
    about = (evaluation.date, evaluation.participants, evaluation.county_represented)
    filled = evaluation.answers or evaluation.unit or about != (None, None, None)
    return number.isdigit() and not filled


def _change(difference: Difference) -> Change:
    before, after = _shown(difference.before), _shown(difference.after)
    return Change(path=difference.path, before=before, after=after)


def _shown(value: Any) -> str:
    match value:
        case None:
            return ""
        case RichText():
            return value.markup
        case Enum():
            return str(value.value)
        case Record():
            return ", ".join(text for _, text in texts_of(value))
        case tuple():
            return ", ".join(map(_shown, value))
        case _:
            return str(value)
