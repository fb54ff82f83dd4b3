"""Observations of metrics from files: a CSV of values becomes part of a practice model.

A row is one observation. What cannot be read is told with its line, the rows beside it are read,
and an observation that the model already has is never replaced unasked.
"""

from __future__ import annotations

from toimintamalli.observations._adding import (
    AddedObservations,
    ObservationChange,
    ObservationChangeKind,
    add_observations,
)
from toimintamalli.observations._reading import (
    COLUMNS,
    ObservationReading,
    ReadObservation,
    read_observations,
)

__all__ = [
    "COLUMNS",
    "AddedObservations",
    "ObservationChange",
    "ObservationChangeKind",
    "ObservationReading",
    "ReadObservation",
    "add_observations",
    "read_observations",
]
