"""What an importer offers: a name, options, and a model made from bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from attrs import frozen

from toimintamalli.diagnostics import Report
from toimintamalli.plugins.options import ImportOptions
from toimintamalli.text import LocalizedText

if TYPE_CHECKING:  # listing the formats must not cost the making of the model classes
    from toimintamalli.model import PracticeModel

__all__ = ["Change", "Imported", "Importer"]

OptionsT = TypeVar("OptionsT", bound=ImportOptions, contravariant=True)


@frozen(kw_only=True)
class Change:
    """One difference between the model that was given and the one proposed, in short.

    It is what an importer says of its proposal, by the fields of its own format. Every difference,
    by the paths of the model, is told by `toimintamalli.differences` of the two models.

    Attributes:
        path: Where, such as ``basics.summary`` or ``form.solution_idea``.
        before: Text before; empty for something new.
        after: Text after; empty for something removed.
    """

    path: str
    before: str
    after: str


@frozen(kw_only=True)
class Imported:
    """What an importer read.

    Attributes:
        model: The model read, or a proposal made from the model given; nothing is changed in
            place.
        diagnostics: What was recognised, what was cleaned, what was kept aside and why.
        changes: Differences from the model given; empty where none was given.
    """

    model: PracticeModel
    diagnostics: Report = Report()
    changes: tuple[Change, ...] = ()


class Importer(Protocol[OptionsT]):
    """An import format. Members are read-only properties, so that frozen instances fit."""

    @property
    def name(self) -> str:
        """Name of the format, as in its entry point."""

    @property
    def title(self) -> LocalizedText:
        """What the format is, for people."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Suffixes of the files that it reads, with the dot."""

    @property
    def api_version(self) -> int:
        """Version of this protocol that the importer is made for."""

    @property
    def options_type(self) -> type[ImportOptions]:
        """The frozen attrs class of its options."""

    def read(self, data: bytes, options: OptionsT, /, *, into: PracticeModel | None) -> Imported:
        """Return the model that the data describe.

        Args:
            data: Content of a file.
            options: An instance of `options_type`.
            into: A model to complete; the result is a proposal.

        Raises:
            ReadError: The data are nothing that this format can read.
        """
