"""Practice models (toimintamallit) of Finnish health and social services.

Describe a model, check what is missing, and export it; see the documentation for the way through:
read, check, analyse, deliver. Public names are imported at their first use, so that importing the
library stays cheap.

Example:
    >>> import toimintamalli as tm
    >>> model = tm.PracticeModel(basics=tm.BasicData(title="Etävastaanotto"))
    >>> len(tm.check(model)) > 0
    True
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toimintamalli.analysis.audit import audit_table
    from toimintamalli.analysis.baseline import freeze_plan
    from toimintamalli.analysis.differences import (
        Conflict,
        Difference,
        Merged,
        differences,
        merge_proposals,
    )
    from toimintamalli.analysis.evaluation import EvaluationResult, evaluate
    from toimintamalli.analysis.groups import Grouping
    from toimintamalli.analysis.metrics import MetricProgress, metric_progress
    from toimintamalli.analysis.overlaps import (
        Overlap,
        Overlaps,
        decide_overlap,
        find_overlaps,
    )
    from toimintamalli.analysis.plans import PlanState, plan_state
    from toimintamalli.analysis.portfolio import PortfolioSummary, compare, summarise, summarise_by
    from toimintamalli.analysis.run_charts import RunChart, run_chart
    from toimintamalli.analysis.shares import Share
    from toimintamalli.analysis.titles import TitleCode, read_title
    from toimintamalli.analysis.triage import Triage, TriageClass, triage
    from toimintamalli.analysis.triage_portfolio import TriageSummary, triage_portfolio
    from toimintamalli.board_files import read_board
    from toimintamalli.calendars import plan_calendar
    from toimintamalli.charts import metric_chart
    from toimintamalli.checks import check
    from toimintamalli.column_maps import (
        ColumnMap,
        PlacedTasks,
        place_tasks,
        read_models,
        read_tasks,
    )
    from toimintamalli.composition import (
        Composed,
        Written,
        compose_conditions,
        compose_results,
        final_report,
        write_section,
    )
    from toimintamalli.delivery.batch import Outcome, export_many, render_many
    from toimintamalli.delivery.checking import (
        CheckedFile,
        CheckedFiles,
        check_file,
        check_files,
    )
    from toimintamalli.delivery.export import Exported, export, render
    from toimintamalli.delivery.fixing import FixedFile, fix_file
    from toimintamalli.delivery.reading import MergedImport, read, read_data, read_many
    from toimintamalli.diagnostics import Diagnostic, Report, Severity
    from toimintamalli.documents import dump, dumps, load, load_portfolio, loads
    from toimintamalli.errors import (
        AmbiguousFormatError,
        AnalysisError,
        DumpError,
        LoadError,
        MissingFileError,
        NotDoneError,
        OptionError,
        PluginError,
        ReadError,
        RedactionError,
        SubjectError,
        TargetExistsError,
        ToimintamalliError,
        UnknownFormatError,
        UnknownNameError,
        UnreadableFileError,
    )
    from toimintamalli.fixing import Fixed, fix
    from toimintamalli.instruments import (
        InstrumentInfo,
        get_instrument,
        list_instruments,
        load_instrument,
    )
    from toimintamalli.model import (
        BasicData,
        Contributor,
        Form,
        Portfolio,
        PracticeModel,
        ProgrammeData,
        RichText,
        Section,
    )
    from toimintamalli.model.instrument import Instrument
    from toimintamalli.observations import (
        AddedObservations,
        ObservationReading,
        add_observations,
        read_observations,
    )
    from toimintamalli.plugins import (
        Exporter,
        FormatInfo,
        Imported,
        Importer,
        Rendered,
        formats,
        get_exporter,
        get_importer,
    )
    from toimintamalli.privacy import Audience, Forgotten, Redacted, forget, redact
    from toimintamalli.schema import json_schema
    from toimintamalli.suggestions import Suggestion, accept, reject, suggest
    from toimintamalli.surveys import (
        PlacedAnswers,
        Survey,
        SurveyMapping,
        SurveyRound,
        place_answers,
        read_survey,
    )
    from toimintamalli.tables import read_figures
    from toimintamalli.text import Language, LocalizedText
    from toimintamalli.worksheets import (
        Worksheet,
        WorksheetInfo,
        get_worksheet,
        list_worksheets,
        load_worksheet,
    )

__version__ = "0.1.0"

_HOME_OF = {
    "AddedObservations": "observations",
    "AmbiguousFormatError": "errors",
    "AnalysisError": "errors",
    "Audience": "privacy",
    "BasicData": "model",
    "CheckedFile": "delivery.checking",
    "CheckedFiles": "delivery.checking",
    "ColumnMap": "column_maps",
    "Composed": "composition",
    "Conflict": "analysis.differences",
    "Contributor": "model",
    "Diagnostic": "diagnostics",
    "Difference": "analysis.differences",
    "DumpError": "errors",
    "EvaluationResult": "analysis.evaluation",
    "Exported": "delivery.export",
    "Exporter": "plugins",
    "Fixed": "fixing",
    "FixedFile": "delivery.fixing",
    "Forgotten": "privacy",
    "Form": "model",
    "FormatInfo": "plugins",
    "Grouping": "analysis.groups",
    "Imported": "plugins",
    "Importer": "plugins",
    "Instrument": "model.instrument",
    "InstrumentInfo": "instruments",
    "Language": "text",
    "LoadError": "errors",
    "LocalizedText": "text",
    "Merged": "analysis.differences",
    "MergedImport": "delivery.reading",
    "MetricProgress": "analysis.metrics",
    "MissingFileError": "errors",
    "NotDoneError": "errors",
    "ObservationReading": "observations",
    "OptionError": "errors",
    "Outcome": "delivery.batch",
    "Overlap": "analysis.overlaps",
    "Overlaps": "analysis.overlaps",
    "PlacedAnswers": "surveys",
    "PlacedTasks": "column_maps",
    "PlanState": "analysis.plans",
    "PluginError": "errors",
    "Portfolio": "model",
    "PortfolioSummary": "analysis.portfolio",
    "PracticeModel": "model",
    "ProgrammeData": "model",
    "ReadError": "errors",
    "Redacted": "privacy",
    "RedactionError": "errors",
    "Rendered": "plugins",
    "Report": "diagnostics",
    "RichText": "model",
    "RunChart": "analysis.run_charts",
    "Section": "model",
    "Severity": "diagnostics",
    "Share": "analysis.shares",
    "SubjectError": "errors",
    "Suggestion": "suggestions",
    "Survey": "surveys",
    "SurveyMapping": "surveys",
    "SurveyRound": "surveys",
    "TargetExistsError": "errors",
    "TitleCode": "analysis.titles",
    "ToimintamalliError": "errors",
    "Triage": "analysis.triage",
    "TriageClass": "analysis.triage",
    "TriageSummary": "analysis.triage_portfolio",
    "UnknownFormatError": "errors",
    "UnknownNameError": "errors",
    "UnreadableFileError": "errors",
    "Worksheet": "worksheets",
    "WorksheetInfo": "worksheets",
    "Written": "composition",
    "accept": "suggestions",
    "add_observations": "observations",
    "audit_table": "analysis.audit",
    "check": "checks",
    "check_file": "delivery.checking",
    "check_files": "delivery.checking",
    "compare": "analysis.portfolio",
    "compose_conditions": "composition",
    "compose_results": "composition",
    "decide_overlap": "analysis.overlaps",
    "differences": "analysis.differences",
    "dump": "documents",
    "dumps": "documents",
    "evaluate": "analysis.evaluation",
    "export": "delivery.export",
    "export_many": "delivery.batch",
    "final_report": "composition",
    "find_overlaps": "analysis.overlaps",
    "fix": "fixing",
    "fix_file": "delivery.fixing",
    "forget": "privacy",
    "formats": "plugins",
    "freeze_plan": "analysis.baseline",
    "get_exporter": "plugins",
    "get_importer": "plugins",
    "get_instrument": "instruments",
    "get_worksheet": "worksheets",
    "json_schema": "schema",
    "list_instruments": "instruments",
    "list_worksheets": "worksheets",
    "load": "documents",
    "load_instrument": "instruments",
    "load_portfolio": "documents",
    "load_worksheet": "worksheets",
    "loads": "documents",
    "merge_proposals": "analysis.differences",
    "metric_chart": "charts",
    "metric_progress": "analysis.metrics",
    "place_answers": "surveys",
    "place_tasks": "column_maps",
    "plan_calendar": "calendars",
    "plan_state": "analysis.plans",
    "read": "delivery.reading",
    "read_board": "board_files",
    "read_data": "delivery.reading",
    "read_figures": "tables",
    "read_many": "delivery.reading",
    "read_models": "column_maps",
    "read_observations": "observations",
    "read_survey": "surveys",
    "read_tasks": "column_maps",
    "read_title": "analysis.titles",
    "redact": "privacy",
    "reject": "suggestions",
    "render": "delivery.export",
    "render_many": "delivery.batch",
    "run_chart": "analysis.run_charts",
    "suggest": "suggestions",
    "summarise": "analysis.portfolio",
    "summarise_by": "analysis.portfolio",
    "triage": "analysis.triage",
    "triage_portfolio": "analysis.triage_portfolio",
    "write_section": "composition",
}

__all__ = [
    "AddedObservations",
    "AmbiguousFormatError",
    "AnalysisError",
    "Audience",
    "BasicData",
    "CheckedFile",
    "CheckedFiles",
    "ColumnMap",
    "Composed",
    "Conflict",
    "Contributor",
    "Diagnostic",
    "Difference",
    "DumpError",
    "EvaluationResult",
    "Exported",
    "Exporter",
    "Fixed",
    "FixedFile",
    "Forgotten",
    "Form",
    "FormatInfo",
    "Grouping",
    "Imported",
    "Importer",
    "Instrument",
    "InstrumentInfo",
    "Language",
    "LoadError",
    "LocalizedText",
    "Merged",
    "MergedImport",
    "MetricProgress",
    "MissingFileError",
    "NotDoneError",
    "ObservationReading",
    "OptionError",
    "Outcome",
    "Overlap",
    "Overlaps",
    "PlacedAnswers",
    "PlacedTasks",
    "PlanState",
    "PluginError",
    "Portfolio",
    "PortfolioSummary",
    "PracticeModel",
    "ProgrammeData",
    "ReadError",
    "Redacted",
    "RedactionError",
    "Rendered",
    "Report",
    "RichText",
    "RunChart",
    "Section",
    "Severity",
    "Share",
    "SubjectError",
    "Suggestion",
    "Survey",
    "SurveyMapping",
    "SurveyRound",
    "TargetExistsError",
    "TitleCode",
    "ToimintamalliError",
    "Triage",
    "TriageClass",
    "TriageSummary",
    "UnknownFormatError",
    "UnknownNameError",
    "UnreadableFileError",
    "Worksheet",
    "WorksheetInfo",
    "Written",
    "accept",
    "add_observations",
    "audit_table",
    "check",
    "check_file",
    "check_files",
    "compare",
    "compose_conditions",
    "compose_results",
    "decide_overlap",
    "differences",
    "dump",
    "dumps",
    "evaluate",
    "export",
    "export_many",
    "final_report",
    "find_overlaps",
    "fix",
    "fix_file",
    "forget",
    "formats",
    "freeze_plan",
    "get_exporter",
    "get_importer",
    "get_instrument",
    "get_worksheet",
    "json_schema",
    "list_instruments",
    "list_worksheets",
    "load",
    "load_instrument",
    "load_portfolio",
    "load_worksheet",
    "loads",
    "merge_proposals",
    "metric_chart",
    "metric_progress",
    "place_answers",
    "place_tasks",
    "plan_calendar",
    "plan_state",
    "read",
    "read_board",
    "read_data",
    "read_figures",
    "read_many",
    "read_models",
    "read_observations",
    "read_survey",
    "read_tasks",
    "read_title",
    "redact",
    "reject",
    "render",
    "render_many",
    "run_chart",
    "suggest",
    "summarise",
    "summarise_by",
    "triage",
    "triage_portfolio",
    "write_section",
]


def __getattr__(name: str) -> object:
    """Import a public name from its module at first use (PEP 562)."""
    try:
        home = _HOME_OF[name]
    except KeyError:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}") from None
    from importlib import import_module

    value = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
