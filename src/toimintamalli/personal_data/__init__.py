"""Personal data inside free text: where it stands and of what kind, never what it says."""

from __future__ import annotations

from toimintamalli.personal_data._finding import find_personal_data
from toimintamalli.personal_data._kinds import FoundData, PersonalDataKind
from toimintamalli.personal_data._models import (
    DataCount,
    FoundInModel,
    PersonalEvaluator,
    count_by_kind,
    names_in,
    personal_data_in,
    personal_evaluators,
)
from toimintamalli.personal_data._names import PersonNames

__all__ = [
    "DataCount",
    "FoundData",
    "FoundInModel",
    "PersonNames",
    "PersonalDataKind",
    "PersonalEvaluator",
    "count_by_kind",
    "find_personal_data",
    "names_in",
    "personal_data_in",
    "personal_evaluators",
]
