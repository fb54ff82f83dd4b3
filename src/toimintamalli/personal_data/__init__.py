"""Personal data inside free text: where it stands and of what kind, never what it says."""

from __future__ import annotations

from toimintamalli.personal_data._finding import find_personal_data
from toimintamalli.personal_data._kinds import FoundData, PersonalDataKind
from toimintamalli.personal_data._names import PersonNames

__all__ = ["FoundData", "PersonNames", "PersonalDataKind", "find_personal_data"]
