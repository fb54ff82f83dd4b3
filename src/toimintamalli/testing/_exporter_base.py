"""What the checks of an exporter stand on: the exporter, samples, and rendering as users do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, TypeAlias

from toimintamalli.delivery.export import render
from toimintamalli.errors import ToimintamalliError
from toimintamalli.model import Portfolio, PracticeModel
from toimintamalli.plugins import Exporter, Kind, Rendered, get_exporter
from toimintamalli.testing._findings import FindingsKit
from toimintamalli.testing._samples import sample_models, sample_portfolios
from toimintamalli.testing._told import complaint, options_told, refused_or

__all__ = ["ExporterBase", "Subject", "named"]

Subject: TypeAlias = PracticeModel | Portfolio


class ExporterBase(FindingsKit):
    """An exporter with samples.

    Attributes:
        variants: Further options with which the checks are made, such as
            ``({"worksheet": "all"},)``; the defaults are always among them.
    """

    variants: ClassVar[tuple[Mapping[str, object], ...]] = ()
    _kind = Kind.EXPORTER

    def subjects(self) -> tuple[Subject, ...]:
        """Return what is exported in the checks.

        Override it for a format that cannot export every model, and return models that it can.
        """
        return tuple(self._fitting((*sample_models(), *sample_portfolios())))

    @property
    def _plugin(self) -> Exporter[Any]:
        exporter: Exporter[Any] = self._loaded(get_exporter)
        return exporter

    def _fitting(self, subjects: tuple[Subject, ...]) -> Iterator[Subject]:
        kinds = tuple(self._plugin.subjects)
        return (subject for subject in subjects if isinstance(subject, kinds))

    def _ways(self) -> tuple[Mapping[str, object], ...]:
        return ({}, *self.variants)

    def _tries(self) -> Iterator[tuple[Subject, Mapping[str, object]]]:
        return ((subject, options) for options in self._ways() for subject in self.subjects())

    def _render(self, subject: Subject, options: Mapping[str, Any]) -> Rendered:
        """Return what the exporter makes of a sample; refusing it is a fault."""
        __tracebackhide__ = True
        made = self._tried(subject, options)
        if isinstance(made, Rendered):
            return made
        raise complaint(
            found=f"{type(made).__name__} for {named(subject)} with {options_told(options)}: "
            f"{made.message('en')}",
            expected="a file, with what could not be kept told in its diagnostics",
            do="export what there is, or override `subjects` for a format that cannot export it",
        )

    def _tried(self, subject: Subject, options: Mapping[str, Any]) -> Rendered | ToimintamalliError:
        """Return what the exporter makes of anything, or the error by which it refuses."""
        __tracebackhide__ = True
        return refused_or(
            lambda: render(subject, format=self.format, **options),
            f"{named(subject)} and {options_told(options)}",
        )


def named(subject: object) -> str:
    """Return what to call a subject in a complaint."""
    if isinstance(subject, Portfolio):
        return f"a portfolio of {len(subject.models)} models ({subject.title!r})"
    if not isinstance(subject, PracticeModel):
        return f"a subject of the class {type(subject).__name__}"
    title = subject.id or subject.basics.title
    return f"the model {title[:40]!r}" if title else "a model without a title"
