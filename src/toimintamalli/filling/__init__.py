"""What people fill in for fields of the model: how values are shown, and what was typed is read.

It knows nothing of the file in which the places to fill stand. Workbooks and forms are filled and
read back with it: a field has one form, whatever it is filled in.
"""

from __future__ import annotations

from toimintamalli.filling._choosing import form_of
from toimintamalli.filling._content import (
    Content,
    FieldForm,
    UnreadableContentError,
    as_text,
    shown_text,
    written_day,
)
from toimintamalli.filling._forms import (
    TEXT,
    DayForm,
    LinesForm,
    NumberForm,
    RichTextForm,
    TextForm,
    TruthForm,
    WholeNumberForm,
)
from toimintamalli.filling._listed import EvaluatorsForm, EvidenceForm
from toimintamalli.filling._named import ChoiceForm, KnownForm, NameForm, value_named
from toimintamalli.filling._records import MissingValueError, made_of, value_at, with_values
from toimintamalli.filling._words import Saying, ValueNames, yes_or_no

__all__ = [
    "TEXT",
    "ChoiceForm",
    "Content",
    "DayForm",
    "EvaluatorsForm",
    "EvidenceForm",
    "FieldForm",
    "KnownForm",
    "LinesForm",
    "MissingValueError",
    "NameForm",
    "NumberForm",
    "RichTextForm",
    "Saying",
    "TextForm",
    "TruthForm",
    "UnreadableContentError",
    "ValueNames",
    "WholeNumberForm",
    "as_text",
    "form_of",
    "made_of",
    "shown_text",
    "value_at",
    "value_named",
    "with_values",
    "written_day",
    "yes_or_no",
]
