"""What an exporter offers: a name, options, and bytes for a subject."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from attrs import frozen

from toimintamalli.diagnostics import Report
from toimintamalli.plugins.options import ExportOptions
from toimintamalli.text import LocalizedText

if TYPE_CHECKING:  # listing the formats must not cost the making of the model classes
    from toimintamalli.model import Portfolio, PracticeModel

__all__ = ["Exporter", "Rendered"]

OptionsT = TypeVar("OptionsT", bound=ExportOptions, contravariant=True)


@frozen(kw_only=True)
class Rendered:
    """What an exporter made.

    Attributes:
        data: The content of the file.
        suffix: Suffix that suits the content, such as ``.xlsx``.
        media_type: Media type of the content.
        diagnostics: What the format could not keep or show, and other things to tell.
    """

    data: bytes
    suffix: str
    media_type: str
    diagnostics: Report = Report()


class Exporter(Protocol[OptionsT]):
    """An export format.

    Members are read-only properties, so that frozen attrs instances fit. Rendering reads no
    clock, locale, environment, network or file but the package's own data: the same subject and
    options give the same bytes.
    """

    @property
    def name(self) -> str:
        """Name of the format, as in its entry point: lower case letters, digits, hyphens."""

    @property
    def title(self) -> LocalizedText:
        """What the format is, for people."""

    @property
    def suffix(self) -> str:
        """Usual suffix of its files, with the dot."""

    @property
    def media_type(self) -> str:
        """Usual media type of its files."""

    @property
    def api_version(self) -> int:
        """Version of this protocol that the exporter is made for."""

    @property
    def subjects(self) -> frozenset[type]:
        """What it exports: `PracticeModel`, `Portfolio`, or both."""

    @property
    def options_type(self) -> type[ExportOptions]:
        """The frozen attrs class of its options."""

    def render(self, subject: PracticeModel | Portfolio, options: OptionsT, /) -> Rendered:
        """Return the content for a subject.

        Args:
            subject: An instance of one of `subjects`; not to be changed.
            options: An instance of `options_type`.
        """
