"""Reading: a file or pasted text in a foreign format becomes a model, or a proposal."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import Any

from attrs import evolve

from toimintamalli._files import read_bytes
from toimintamalli.diagnostics import failure
from toimintamalli.errors import PluginError, ReadError, ToimintamalliError
from toimintamalli.model import PracticeModel
from toimintamalli.plugins import (
    Imported,
    Importer,
    get_importer,
    importer_for_suffix,
    make_options,
)

__all__ = ["read", "read_data"]


def read(
    path: str | PathLike[str],
    *,
    format: str | None = None,  # noqa: A002 - public name
    into: PracticeModel | None = None,
    **options: object,
) -> Imported:
    """Return the model that a file in a foreign format describes.

    Args:
        path: The file.
        format: Name of the format; told by the suffix when it is not given.
        into: A model to complete; the result is then a proposal with its changes listed, and
            the model itself stays as it is.
        **options: Options of the format.

    Returns:
        The model, what was recognised, cleaned and kept aside, and the changes.

    Raises:
        ReadError: The file is nothing that the format can read.
        MissingFileError: There is no such file.
        UnreadableFileError: The file cannot be read, or is too large.
        UnknownFormatError: No plugin reads the format.
        OptionError: An option is unknown, or its value is not allowed.
        PluginError: The plugin is broken or failed.

    Example:
        >>> read("sivu.txt", format="innokyla").model.basics.title
        'Etävastaanotto terveysasemalla, Kainuun HVA (RRP, P4, I1)'
    """
    source = Path(path)
    if format is None:
        importer = importer_for_suffix(source.suffix, source.name)
    else:
        importer = get_importer(format)
    data = read_bytes(source)
    try:
        imported = _read(importer, data, into, options)
    except ReadError as error:
        raise ReadError(error.report.at(source.name)) from None
    return evolve(imported, diagnostics=imported.diagnostics.at(source.name))


def read_data(
    data: bytes,
    *,
    format: str,  # noqa: A002 - public name
    into: PracticeModel | None = None,
    **options: object,
) -> Imported:
    """Return the model that bytes in a foreign format describe; see `read`."""
    return _read(get_importer(format), data, into, options)


def _read(
    importer: Importer[Any],
    data: bytes,
    into: PracticeModel | None,
    options: dict[str, object],
) -> Imported:
    made = make_options(importer.options_type, options, format_name=importer.name)
    try:
        imported = importer.read(data, made, into=into)
        if not isinstance(imported, Imported):
            raise TypeError(f"read returned {type(imported).__name__}")
    except ToimintamalliError:
        raise
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        raise PluginError(failure("TM914", format=importer.name, reason=reason)) from error
    return imported
