"""What proposals made from one model disagree about, as values."""

from __future__ import annotations

from typing import Any

import attrs
from attrs import frozen

from toimintamalli.model import PracticeModel, Record

__all__ = ["Conflict", "Merged", "RenamedId"]


@frozen(kw_only=True)
class Conflict:
    """One place that several proposals changed in different ways.

    Attributes:
        path: Where in the merged model, as in findings.
        record: Class of the record that has the field.
        field: Name of the field, or of the list that the value stands in; the name in the
            document (``x-…``) for a field of one's own.
        before: The value in the model that the proposals were made from; None for nothing.
        found: The values of the proposals that changed it, each with the name of its proposal;
            None where one took it away. The first stands in the merged model.
        within: The records around the value in the merged model, the outermost first.
    """

    path: str
    record: type[Record]
    field: str
    before: Any
    found: tuple[tuple[str, Any], ...]
    within: tuple[Record, ...] = attrs.field(default=(), eq=False, repr=False)

    @property
    def is_about_staying(self) -> bool:
        """Whether one took away what another changed: a member of a list, or a part."""
        is_thing = self.path.endswith("]") or isinstance(self.before, Record)
        return is_thing and any(value is None for _, value in self.found)


@frozen(kw_only=True)
class RenamedId:
    """An identifier that two proposals gave to different new things.

    Attributes:
        source: Name of the proposal whose thing got another one.
        path: Where the thing stands in the merged model.
        record: The thing.
        before: The identifier in the proposal.
        after: The identifier in the merged model.
        within: The records around it in the merged model.
    """

    source: str
    path: str
    record: Record = attrs.field(eq=False, repr=False)
    before: str
    after: str
    within: tuple[Record, ...] = attrs.field(default=(), eq=False, repr=False)


@frozen(kw_only=True)
class Merged:
    """What several proposals give together.

    Attributes:
        model: The model with all that they changed.
        conflicts: Where they disagree; the model has the first value of each.
        renamed: Identifiers that were given twice.
    """

    model: PracticeModel
    conflicts: tuple[Conflict, ...] = ()
    renamed: tuple[RenamedId, ...] = ()
