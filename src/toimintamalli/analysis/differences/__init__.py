"""What changed from one version of a practice model to another, as values and in sentences."""

from __future__ import annotations

from toimintamalli.analysis.differences._comparing import differences
from toimintamalli.analysis.differences._difference import (
    Difference,
    DifferenceArea,
    DifferenceKind,
)
from toimintamalli.analysis.differences._portfolios import ModelPairs, pair_models
from toimintamalli.analysis.differences._sentences import (
    ToldDifference,
    passage_text,
    tell_difference,
    tell_differences,
)
from toimintamalli.analysis.differences._texts import (
    TextDifference,
    WordRun,
    WordRunKind,
    text_difference,
)

__all__ = [
    "Difference",
    "DifferenceArea",
    "DifferenceKind",
    "ModelPairs",
    "TextDifference",
    "ToldDifference",
    "WordRun",
    "WordRunKind",
    "differences",
    "pair_models",
    "passage_text",
    "tell_difference",
    "tell_differences",
    "text_difference",
]
