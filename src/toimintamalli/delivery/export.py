"""Exports: a subject, a format and options become bytes, and bytes become a file."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import Any

from attrs import frozen

from toimintamalli._files import write_whole
from toimintamalli.delivery._rendering import options_for, rendered_for
from toimintamalli.diagnostics import Report
from toimintamalli.model import Portfolio, PracticeModel
from toimintamalli.plugins import (
    Exporter,
    Rendered,
    exporter_for_suffix,
    get_exporter,
    options_of_suffix,
)
from toimintamalli.privacy import Audience
from toimintamalli.text import Language

__all__ = ["Exported", "export", "render"]


@frozen(kw_only=True)
class Exported:
    """A file that was written.

    Attributes:
        path: Where.
        diagnostics: What the format could not keep or show, and other things to tell.
    """

    path: Path
    diagnostics: Report


def render(
    subject: PracticeModel | Portfolio,
    *,
    format: str,  # noqa: A002 - public name
    language: Language | str = Language.FINNISH,
    audience: Audience | str = Audience.INTERNAL,
    **options: object,
) -> Rendered:
    """Return a subject in a format, without writing a file.

    Args:
        subject: A practice model or a portfolio.
        format: Name of the format, such as ``"excel"``.
        language: Language of headings and instructions.
        audience: For whom: ``"internal"`` holds what the model holds; for ``"partners"`` and
            ``"public"`` the subject is redacted before the exporter sees it.
        **options: Options of the format; `toimintamalli.formats` and the documentation list them.

    Raises:
        UnknownFormatError: No plugin offers the format.
        OptionError: An option is unknown, or its value is not allowed.
        SubjectError: The format does not export such a subject.
        PluginError: The plugin is broken or failed.
        RedactionError: Personal data is still found after redaction.

    Example:
        >>> from toimintamalli.model import BasicData, PracticeModel
        >>> model = PracticeModel(basics=BasicData(title="Etävastaanotto"))
        >>> render(model, format="innokyla").data.decode().splitlines()[0]
        'Etävastaanotto'
    """
    return _render(get_exporter(format), subject, language, audience, options)


def export(
    subject: PracticeModel | Portfolio,
    path: str | PathLike[str],
    *,
    format: str | None = None,  # noqa: A002 - public name
    language: Language | str = Language.FINNISH,
    audience: Audience | str = Audience.INTERNAL,
    overwrite: bool = False,
    **options: object,
) -> Exported:
    """Write a subject into a file, whole or not at all.

    Args:
        subject: A practice model or a portfolio.
        path: The file.
        format: Name of the format; told by the suffix when it is not given.
        language: Language of headings and instructions.
        audience: For whom: ``"internal"`` holds what the model holds; for ``"partners"`` and
            ``"public"`` the subject is redacted before the exporter sees it.
        overwrite: Whether an existing file may be replaced.
        **options: Options of the format.

    Raises:
        TargetExistsError: The file is there, and ``overwrite`` is false.
        UnreadableFileError: The file cannot be written.
        ToimintamalliError: As `render` raises.
    """
    target = Path(path)
    if format is None:
        exporter = exporter_for_suffix(target.suffix, target.name)
    else:
        exporter = get_exporter(format)
    wanted = {**options_of_suffix(exporter.name, target.suffix), **options}
    rendered = _render(exporter, subject, language, audience, wanted)
    write_whole(target, rendered.data, overwrite=overwrite)
    return Exported(path=target, diagnostics=rendered.diagnostics)


def _render(
    exporter: Exporter[Any],
    subject: PracticeModel | Portfolio,
    language: Language | str,
    audience: Audience | str,
    options: dict[str, object],
) -> Rendered:
    return rendered_for(
        exporter, subject, options_for(exporter, language, audience, options)
    ).rendered
