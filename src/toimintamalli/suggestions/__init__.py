"""Suggestions: tasks that follow from what is weak, open, missing or doubted; never carried out.

Rules stand in ``rules.toml``. People accept or reject what a rule suggests; the plan keeps their
decision, and what is decided is not offered again.
"""

from __future__ import annotations

from toimintamalli.suggestions._decide import accept, reject
from toimintamalli.suggestions._rules import (
    Becomes,
    Effort,
    SourceKind,
    SuggestionRule,
    Trigger,
    suggestion_rules,
)
from toimintamalli.suggestions._suggest import Suggestion, every_suggestion, suggest
from toimintamalli.suggestions._triggers import SuggestionSource

__all__ = [
    "Becomes",
    "Effort",
    "SourceKind",
    "Suggestion",
    "SuggestionRule",
    "SuggestionSource",
    "Trigger",
    "accept",
    "every_suggestion",
    "reject",
    "suggest",
    "suggestion_rules",
]
