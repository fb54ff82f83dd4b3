"""One difference between two versions of a practice model, as a value."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import attrs
from attrs import frozen

from toimintamalli.model import Record

__all__ = ["Difference", "DifferenceArea", "DifferenceKind"]


class DifferenceKind(StrEnum):
    """What became of a value."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


class DifferenceArea(StrEnum):
    """Which part of the model a difference is about."""

    BASICS = "basics"
    TEXT = "text"
    STAGE = "stage"
    ANSWERS = "answers"
    PLAN = "plan"
    METRICS = "metrics"
    BOARDS = "boards"
    UPKEEP = "upkeep"


@frozen(kw_only=True)
class Difference:
    """One difference between an old and a new version of a model.

    Attributes:
        kind: Added, removed or changed; moved where only the order of a list is another.
        area: Part of the model.
        path: Where, as in findings, such as ``rooting_plan.tasks[2].due``: a place of the new
            model, and of the old one for what was removed.
        record: Class of the record that has the field.
        field: Name of the field, or of the list that the value stands in; the name in the
            document (``x-…``) for a field of one's own.
        before: The value before; None for something new, the members that stayed where the order
            changed.
        after: The value after, in the same way; None for something removed.
        within: The records around the value, from the outermost below the model to the one that
            has the field: of the new model, and of the old one for what was removed.
        counterpart: The innermost of them in the other model; None where the model itself has the
            field.
    """

    kind: DifferenceKind
    area: DifferenceArea
    path: str
    record: type[Record]
    field: str
    before: Any = None
    after: Any = None
    within: tuple[Record, ...] = attrs.field(default=(), eq=False, repr=False)
    counterpart: Record | None = attrs.field(default=None, eq=False, repr=False)

    @property
    def is_own(self) -> bool:
        """Whether it is about a field of one's own (``x-…``)."""
        return self.field not in attrs.fields_dict(self.record)

    @property
    def is_member(self) -> bool:
        """Whether it is about one member of a list."""
        return self.path.endswith("]") and not self.is_own
