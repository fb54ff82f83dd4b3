"""Rendering: a subject is redacted for its audience, and an exporter makes bytes of it."""

from __future__ import annotations

from typing import Any

from attrs import evolve, frozen

from toimintamalli.diagnostics import as_language, failure
from toimintamalli.errors import PluginError, SubjectError, ToimintamalliError
from toimintamalli.model import Portfolio, PracticeModel
from toimintamalli.plugins import Exporter, ExportOptions, Rendered, make_options
from toimintamalli.privacy import Audience, as_audience, redact
from toimintamalli.text import Language

__all__ = ["Shown", "options_for", "rendered_for"]


@frozen
class Shown:
    """What an audience is shown.

    Attributes:
        rendered: The content.
        subject: What the content was made of: the subject as the audience is given it.
    """

    rendered: Rendered
    subject: PracticeModel | Portfolio


def options_for(
    exporter: Exporter[Any],
    language: Language | str,
    audience: Audience | str,
    options: dict[str, object],
) -> ExportOptions:
    """Return the options of a format with what every format takes.

    Raises:
        OptionError: An option is unknown, or its value is not allowed.
    """
    values = {"language": as_language(language), "audience": as_audience(audience), **options}
    return make_options(exporter.options_type, values, format_name=exporter.name)


def rendered_for(
    exporter: Exporter[Any], subject: PracticeModel | Portfolio, options: ExportOptions
) -> Shown:
    """Return what an exporter makes of a subject for the audience of the options.

    Raises:
        SubjectError: The format does not export such a subject.
        PluginError: The plugin failed.
        RedactionError: Personal data is still found after redaction.
    """
    if not isinstance(subject, tuple(exporter.subjects)):
        allowed = tuple(sorted(kind.__name__ for kind in exporter.subjects))
        report = failure(
            "TM910", format=exporter.name, found=type(subject).__name__, allowed=allowed
        )
        raise SubjectError(report)
    redacted = redact(subject, options.audience)
    try:
        rendered = _checked(exporter.render(redacted.subject, options))
    except ToimintamalliError:
        raise
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        raise PluginError(failure("TM914", format=exporter.name, reason=reason)) from error
    told = rendered.diagnostics + redacted.report
    return Shown(evolve(rendered, diagnostics=told), redacted.subject)


def _checked(made: object) -> Rendered:
    if isinstance(made, Rendered) and isinstance(made.data, bytes):
        return made
    raise TypeError(f"render returned no bytes in a Rendered but {type(made).__name__}")
