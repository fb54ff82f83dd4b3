"""How the library is used, for the type checker only: this file is never run.

It holds what a project that imports the library may count on: the types of the public functions,
and that frozen attrs instances fit the protocols of plugins.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import assert_type

from attrs import frozen

import toimintamalli as tm
from toimintamalli.analysis.audit import Figure, TableAudit, Verdict
from toimintamalli.analysis.timetable import Due
from toimintamalli.analysis.triage import TriagePart
from toimintamalli.board_files import BoardReading
from toimintamalli.column_maps import MapColumns, RowKind
from toimintamalli.model import Board, Portfolio, PracticeModel, Task
from toimintamalli.plugins import Change, ExportOptions, ImportOptions, option
from toimintamalli.tables import FigureTable
from toimintamalli.text import Language, LocalizedText

TITLE = LocalizedText(fi="Kortti", sv="Kort", en="Card")


def documents(path: Path) -> PracticeModel:
    """Documents come and go as text, files and models."""
    model = tm.load(path)
    assert_type(model, PracticeModel)
    assert_type(tm.loads("format_version: 1", format="yaml"), PracticeModel)
    assert_type(tm.dumps(model, format="json"), str)
    assert_type(tm.load_portfolio("mallit"), Portfolio)
    assert_type(tm.load_portfolio(path).models, tuple[PracticeModel, ...])
    tm.dump(model, path, overwrite=True)
    return model


def findings(model: PracticeModel) -> list[str]:
    """A report is an iterable of findings that speak three languages."""
    report = tm.check(model)
    assert_type(report, tm.Report)
    assert_type(report.has_errors, bool)
    assert_type(report.codes, tuple[str, ...])
    for finding in report:
        assert_type(finding, tm.Diagnostic)
        assert_type(finding.severity, tm.Severity)
        assert_type(finding.line, int | None)
    return [finding.message("sv") + finding.hint(Language.ENGLISH) for finding in report]


def exports(model: PracticeModel, portfolio: Portfolio) -> bytes:
    """Models and portfolios are exported to files, or rendered to bytes."""
    exported = tm.export(model, "malli.xlsx", language="sv", audience="internal", overwrite=True)
    assert_type(exported, tm.Exported)
    assert_type(exported.path, Path)
    assert_type(exported.diagnostics, tm.Report)
    with ThreadPoolExecutor() as threads:
        for outcome in tm.export_many(
            [model, "malli.yaml"], "ulos", format="pdf", executor=threads
        ):
            assert_type(outcome, tm.Outcome)
            assert_type(outcome.path, Path | None)
            assert_type(outcome.error, tm.ToimintamalliError | None)
    rendered = tm.render(portfolio, format="excel", language=Language.FINNISH)
    assert_type(rendered, tm.Rendered)
    return rendered.data


def privacy(model: PracticeModel, portfolio: Portfolio) -> tuple[str, ...]:
    """What is redacted stays what it was; forgetting tells what it did."""
    redacted = tm.redact(model, "public", names=["Maija Mallikas"])
    assert_type(redacted.subject, PracticeModel)
    assert_type(redacted.report, tm.Report)
    assert_type(tm.redact(portfolio).subject, Portfolio)
    forgotten = tm.forget("Maija Mallikas", Path("mallit"), dry_run=True)
    assert_type(forgotten, tm.Forgotten)
    return forgotten.changed


def imports(model: PracticeModel) -> tuple[Change, ...]:
    """What is read is a model, or a proposal with its changes."""
    imported = tm.read("sivu.txt", format="innokyla", into=model)
    assert_type(imported, tm.Imported)
    assert_type(imported.model, PracticeModel)
    assert_type(tm.read_data(b"...", format="innokyla").diagnostics, tm.Report)
    return imported.changes


def composed_texts(model: PracticeModel, results: list[tm.EvaluationResult]) -> str:
    """Texts are composed from the plan and the results, and written into sections."""
    composed = tm.compose_conditions(model, "sv")
    assert_type(composed, tm.Composed)
    assert_type(tm.compose_results(model, results, language=Language.ENGLISH), tm.Composed)
    assert_type(tm.final_report(model, results).text, tm.RichText)
    written = tm.write_section(model, "conditions_of_use", composed, force=True)
    assert_type(written, tm.Written)
    assert_type(written.model, PracticeModel)
    return composed.coverage[0].state.value


def formats() -> Sequence[tm.FormatInfo]:
    """Formats are listed without their plugins, and had by name."""
    assert_type(tm.formats(), tuple[tm.FormatInfo, ...])
    assert_type(tm.get_exporter("excel").suffix, str)
    assert_type(tm.get_importer("innokyla").suffixes, tuple[str, ...])
    return tm.formats(load=True)


def published_tables(path: Path) -> list[str]:
    """A published table is read and audited, figure by figure."""
    table = tm.read_figures(path)
    assert_type(table, FigureTable)
    assert_type(table.problems, tm.Report)
    audit = tm.audit_table(table.figures)
    assert_type(audit, TableAudit)
    assert_type(audit.rows[0].exact_percent, Fraction)
    assert_type(audit.rows[0].explanations[0].splits, tuple[tuple[int, int], ...])
    own = Figure(statement="Johto", count=60, n=67, printed=Decimal("89.6"))
    assert_type(tm.audit_table([own]).problems, tm.Report)
    return [row.figure.statement for row in audit.rows if row.verdict is not Verdict.EXACT]


def spreadsheets(model: PracticeModel, path: Path) -> tuple[PracticeModel, ...]:
    """Rows of a spreadsheet become models, or tasks of models."""
    columns = MapColumns(title="Nimi")
    column_map = tm.ColumnMap(kind=RowKind.MODELS, columns=columns)
    assert_type(tm.read_models(path, column_map), Portfolio)
    assert_type(tm.read_tasks("t.xlsx", "t.toml", into=model), tm.Imported)
    placed = tm.place_tasks("t.xlsx", "t.toml", [model])
    assert_type(placed, tm.PlacedTasks)
    return placed.models


def surveys(model: PracticeModel, path: Path) -> tuple[PracticeModel, ...]:
    """Answers of a survey become evaluations, and go into the models that they speak of."""
    mapping = tm.SurveyMapping(instrument="juurtumisvalmius", evaluation="kysely-2025")
    survey = tm.read_survey(path, mapping)
    assert_type(survey, tm.Survey)
    assert_type(tm.read_survey("kysely.csv", "kysely.toml").diagnostics, tm.Report)
    assert_type(survey.rounds, tuple[tm.SurveyRound, ...])
    placed = tm.place_answers(survey, [model])
    assert_type(placed, tm.PlacedAnswers)
    assert_type(placed.unplaced, tuple[tm.SurveyRound, ...])
    return placed.models


def suggestions(model: PracticeModel, path: Path) -> PracticeModel:
    """Suggestions are decided one by one; boards are read from tables."""
    assert_type(tm.suggest(model), tuple[tm.Suggestion, ...])
    first = tm.suggest(model)[0]
    assert_type(first.id, str)
    assert_type(first.task, Task)
    assert_type(tm.reject(model, first.id, reason="Ei nyt"), PracticeModel)
    reading = tm.read_board(path, theme="Digitaaliset palvelut", date=date(2025, 3, 3))
    assert_type(reading, BoardReading)
    assert_type(reading.board, Board)
    assert_type(reading.problems, tm.Report)
    return tm.accept(model, first.id, owner_role="Palvelujohtaja", due=date(2025, 12, 1))


def rooting(model: PracticeModel, day: datetime.date) -> bytes:
    """A plan is seen from a day, frozen into a new model, and written as a calendar."""
    state = tm.plan_state(model, tm.get_instrument("juurtumisvalmius"), day, within=14)
    assert_type(state, tm.PlanState)
    assert_type(state.overdue, tuple[Due, ...])
    assert_type(state.resources[0].missing, Decimal | None)
    assert_type(tm.freeze_plan(model, day, "Ohjausryhmä", replace=True), PracticeModel)
    return tm.plan_calendar(model, names=True, language="sv", stamp=day)


def metrics(model: PracticeModel, path: Path) -> PracticeModel:
    """Metrics tell how far they have come, are drawn, and get observations of a file."""
    progress = tm.metric_progress(model.metrics[0])
    assert_type(progress, tm.MetricProgress)
    assert_type(progress.way, Fraction | None)
    assert_type(tm.run_chart([52, 61.5, Fraction(78)]), tm.RunChart)
    assert_type(tm.metric_chart(model.metrics[0], "sv"), str)
    reading = tm.read_observations(path, metric="hoitoon")
    assert_type(reading, tm.ObservationReading)
    added = tm.add_observations(model, reading.rows, replace=True)
    assert_type(added, tm.AddedObservations)
    assert_type(added.problems, tm.Report)
    return added.model


def descriptions(model: PracticeModel, portfolio: Portfolio) -> list[str]:
    """Descriptions are triaged one by one, or summed up by class, reason and area."""
    found = tm.triage(model)
    assert_type(found, tm.Triage)
    assert_type(found.triage_class, tm.TriageClass)
    assert_type(found.missing, tuple[TriagePart, ...])
    assert_type(found.steps("sv"), tuple[str, ...])
    summary = tm.triage_portfolio(portfolio)
    assert_type(summary, tm.TriageSummary)
    assert_type(summary.classes[0].share, tm.Share)
    first = [group.help_first[0].model for group in summary.areas.groups]
    assert_type(first, list[PracticeModel])
    return [reason.sentence("en") + reason.path for reason in found.reasons]


def failures(path: Path) -> str:
    """Every error has one root, and is also the builtin that fits."""
    try:
        tm.load(path)
    except tm.LoadError as error:
        wrong_value: ValueError = error
        return f"{wrong_value} {error.report.text()}"
    except tm.MissingFileError as error:
        missing: FileNotFoundError = error
        return str(missing)
    except tm.ToimintamalliError as error:
        return error.message("en")
    return ""


@frozen(kw_only=True)
class CardOptions(ExportOptions):
    """Options of a plugin keep the types of their defaults."""

    width: int = option(80, help=TITLE)


@frozen
class CardExporter:
    """A frozen instance is an exporter."""

    name: str = "card"
    title: LocalizedText = TITLE
    suffix: str = ".card"
    media_type: str = "text/plain"
    api_version: int = 1
    subjects: frozenset[type] = frozenset({PracticeModel})
    options_type: type[CardOptions] = CardOptions

    def render(self, subject: PracticeModel | Portfolio, options: CardOptions, /) -> tm.Rendered:
        """Return the card."""
        assert_type(options.width, int)
        assert_type(options.language, Language)
        return tm.Rendered(data=b"", suffix=self.suffix, media_type=self.media_type)


@frozen
class CardImporter:
    """A frozen instance is an importer."""

    name: str = "card"
    title: LocalizedText = TITLE
    suffixes: tuple[str, ...] = (".card",)
    api_version: int = 1
    options_type: type[ImportOptions] = ImportOptions

    def read(
        self, data: bytes, options: ImportOptions, /, *, into: PracticeModel | None
    ) -> tm.Imported:
        """Return the model."""
        return tm.Imported(model=into or PracticeModel())


exporter: tm.Exporter[CardOptions] = CardExporter()
importer: tm.Importer[ImportOptions] = CardImporter()
