"""What ``diff`` compared, ready to be shown."""

from __future__ import annotations

from attrs import frozen

from toimintamalli.analysis.differences import ToldDifference
from toimintamalli.diagnostics import Report

__all__ = ["Comparison", "FolderTotals", "ModelComparison", "NamedModel"]


@frozen(kw_only=True)
class ModelComparison:
    """Two versions of one model.

    Attributes:
        old: File of the old version.
        new: File of the new version.
        id: Identifier of the model, where it has one.
        title: Its title.
        differences: What changed.
    """

    old: str
    new: str
    id: str | None
    title: str
    differences: tuple[ToldDifference, ...]


@frozen
class NamedModel:
    """A model that stands on one side only.

    Attributes:
        file: Its file.
        title: Its title.
    """

    file: str
    title: str


@frozen(kw_only=True)
class FolderTotals:
    """What of two folders was not compared, and how many files could not be read.

    Attributes:
        removed: Models of the old folder that are gone.
        added: Models of the new folder that are new.
        waiting_old: Models of the old folder whose new version could not be read.
        waiting_new: Models of the new folder whose old version could not be read.
        unread_old: How many files of the old folder could not be read.
        unread_new: How many files of the new folder could not be read.
    """

    removed: tuple[NamedModel, ...]
    added: tuple[NamedModel, ...]
    waiting_old: tuple[NamedModel, ...]
    waiting_new: tuple[NamedModel, ...]
    unread_old: int
    unread_new: int


@frozen(kw_only=True)
class Comparison:
    """All that was compared.

    Attributes:
        models: The models that were compared.
        totals: What else there is in the folders; None for two files.
        problems: Findings about files that could not be read.
    """

    models: tuple[ModelComparison, ...]
    totals: FolderTotals | None = None
    problems: Report = Report()

    @property
    def changed(self) -> tuple[ModelComparison, ...]:
        """The models that changed."""
        return tuple(model for model in self.models if model.differences)

    @property
    def is_different(self) -> bool:
        """Whether anything changed, came or went."""
        came_or_went = self.totals and (self.totals.added or self.totals.removed)
        return bool(self.changed or came_or_went)
