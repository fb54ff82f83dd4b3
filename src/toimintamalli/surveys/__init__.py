"""Surveys: answers gathered with Webropol or Microsoft Forms become evaluations of models.

A survey is a CSV file with one row for each response. A mapping, a TOML file whose keys are the
attributes of `SurveyMapping`, tells which column is what. What cannot be understood is told and
never guessed in silence; who answered is not read into a model, only a pseudonym.
"""

from __future__ import annotations

from toimintamalli.surveys._cells import UNMAPPED_ANSWER, UNMAPPED_ROLE
from toimintamalli.surveys._filling import AnswerForm
from toimintamalli.surveys._known import AnswerBook, Meaning, answer_book
from toimintamalli.surveys._mapping import (
    AnswerSpelling,
    CriterionColumn,
    RoleSpelling,
    SheetKind,
    SurveyColumns,
    SurveyMapping,
)
from toimintamalli.surveys._placing import PlacedAnswers, add_answers, place_answers
from toimintamalli.surveys._reading import read_survey
from toimintamalli.surveys._rounds import Survey, SurveyRound

__all__ = [
    "UNMAPPED_ANSWER",
    "UNMAPPED_ROLE",
    "AnswerBook",
    "AnswerForm",
    "AnswerSpelling",
    "CriterionColumn",
    "Meaning",
    "PlacedAnswers",
    "RoleSpelling",
    "SheetKind",
    "Survey",
    "SurveyColumns",
    "SurveyMapping",
    "SurveyRound",
    "add_answers",
    "answer_book",
    "place_answers",
    "read_survey",
]
