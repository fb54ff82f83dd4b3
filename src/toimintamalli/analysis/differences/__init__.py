"""What changed from one version of a practice model to another, and several versions joined."""

from __future__ import annotations

from toimintamalli.analysis.differences._comparing import differences
from toimintamalli.analysis.differences._conflicts import Conflict, Merged, RenamedId
from toimintamalli.analysis.differences._difference import (
    Difference,
    DifferenceArea,
    DifferenceKind,
)
from toimintamalli.analysis.differences._merging import merge_proposals
from toimintamalli.analysis.differences._merging_told import tell_merged
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
    "Conflict",
    "Difference",
    "DifferenceArea",
    "DifferenceKind",
    "Merged",
    "ModelPairs",
    "RenamedId",
    "TextDifference",
    "ToldDifference",
    "WordRun",
    "WordRunKind",
    "differences",
    "merge_proposals",
    "pair_models",
    "passage_text",
    "tell_difference",
    "tell_differences",
    "tell_merged",
    "text_difference",
]
