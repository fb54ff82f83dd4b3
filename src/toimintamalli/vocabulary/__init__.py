"""Official lists and every word shown to a reader, read from TOML with their provenance.

Code never repeats an official word: it asks here. Each list is read at its first use and shared.
"""

from __future__ import annotations

from toimintamalli._data import read_toml
from toimintamalli.vocabulary._boards import (
    AgendaPart,
    BoardColumn,
    BoardDefinition,
    BoardKind,
    board_definition,
)
from toimintamalli.vocabulary._empty_words import EmptyWords, empty_words
from toimintamalli.vocabulary._forms import (
    BasicField,
    FormField,
    FormProfile,
    StageValue,
    form_profile,
    form_profile_or_newest,
    form_profiles,
)
from toimintamalli.vocabulary._labels import Labels, Term, labels, localized
from toimintamalli.vocabulary._lists import (
    CollaborativeArea,
    County,
    CustomerGroup,
    Investment,
    Pillar,
    Programme,
    ProgrammeEvaluation,
    ProgrammeFunder,
    collaborative_areas,
    counties,
    customer_groups,
    programmes,
)
from toimintamalli.vocabulary._model_words import (
    FieldTitle,
    enum_description,
    enum_title,
    field_description,
    field_title,
    record_description,
    record_title,
)
from toimintamalli.vocabulary._numbers import (
    ShownQuantity,
    shown_date,
    shown_number,
    shown_percent,
    shown_quantity,
)
from toimintamalli.vocabulary._provenance import Provenance, ProvenanceStatus, read_provenance
from toimintamalli.vocabulary._recording import (
    RecordingPoint,
    ReportingRule,
    recording_points,
    reporting_rules,
)
from toimintamalli.vocabulary._shown import ShownDate, ShownNumber
from toimintamalli.vocabulary._stems import WordStems
from toimintamalli.vocabulary._triage import (
    TriageClassWords,
    TriagePartRule,
    TriageReasonWords,
    TriageRule,
    triage_rule,
)
from toimintamalli.vocabulary._worklist import (
    Worklist,
    WorklistRow,
    worklist,
    worklist_rows,
)
from toimintamalli.vocabulary._worksheets import (
    WorksheetColumn,
    WorksheetDefinition,
    WorksheetRow,
    worksheet,
)

__all__ = [
    "AgendaPart",
    "BasicField",
    "BoardColumn",
    "BoardDefinition",
    "BoardKind",
    "CollaborativeArea",
    "County",
    "CustomerGroup",
    "EmptyWords",
    "FieldTitle",
    "FormField",
    "FormProfile",
    "Investment",
    "Labels",
    "Pillar",
    "Programme",
    "ProgrammeEvaluation",
    "ProgrammeFunder",
    "Provenance",
    "ProvenanceStatus",
    "RecordingPoint",
    "ReportingRule",
    "ShownDate",
    "ShownNumber",
    "ShownQuantity",
    "StageValue",
    "Term",
    "TriageClassWords",
    "TriagePartRule",
    "TriageReasonWords",
    "TriageRule",
    "WordStems",
    "Worklist",
    "WorklistRow",
    "WorksheetColumn",
    "WorksheetDefinition",
    "WorksheetRow",
    "board_definition",
    "collaborative_areas",
    "counties",
    "customer_groups",
    "empty_words",
    "enum_description",
    "enum_title",
    "field_description",
    "field_title",
    "form_profile",
    "form_profile_or_newest",
    "form_profiles",
    "labels",
    "localized",
    "programmes",
    "read_provenance",
    "read_toml",
    "record_description",
    "record_title",
    "recording_points",
    "reporting_rules",
    "shown_date",
    "shown_number",
    "shown_percent",
    "shown_quantity",
    "triage_rule",
    "worklist",
    "worklist_rows",
    "worksheet",
]
