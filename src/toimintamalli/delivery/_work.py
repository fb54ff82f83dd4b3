"""What workers of a batch do: they read documents, render them, and send the bytes back.

A worker may be another process or another machine. It is sent plain values, paths and the content
of documents, never models: a document means the same to every version of Python, and its digest
tells whether it has changed.
"""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePath
from typing import Any

from attrs import frozen

from toimintamalli import errors
from toimintamalli._files import read_bytes
from toimintamalli._identifiers import identifier_of
from toimintamalli.delivery._rendering import options_for, rendered_for
from toimintamalli.diagnostics import failure
from toimintamalli.documents import dumps, parse_document
from toimintamalli.errors import DumpError, NotDoneError, ToimintamalliError
from toimintamalli.model import Portfolio, PracticeModel
from toimintamalli.plugins import Exporter, ExportOptions, Rendered, get_exporter
from toimintamalli.privacy import Audience
from toimintamalli.vocabulary import labels

__all__ = ["Asked", "Done", "Parcel", "digest_of", "done_here", "parcel_of_model", "work"]

_LONGEST_STEM = 80
_LONGEST_DIGEST = 16
# What Windows keeps for devices, whatever stands behind the dot.
_RESERVED = {"con", "prn", "aux", "nul"} | {
    f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10)
}
_JSON = "malli.json"


@frozen(kw_only=True)
class Asked:
    """What is asked of every model of a batch, in plain values.

    Attributes:
        format: Name of the format, as for `toimintamalli.plugins.get_exporter`.
        language: Language of headings.
        audience: For whom.
        options: Names and values of the options of the format.
    """

    format: str
    language: str
    audience: str
    options: tuple[tuple[str, object], ...] = ()

    def exporter(self) -> Exporter[Any]:
        """Return the exporter; raises as `toimintamalli.plugins.get_exporter` does."""
        return get_exporter(self.format)

    def options_for(self, exporter: Exporter[Any]) -> ExportOptions:
        """Return the options of an exporter; raises `OptionError`."""
        return options_for(exporter, self.language, self.audience, dict(self.options))


@frozen(kw_only=True)
class Parcel:
    """A document that is sent to a worker.

    Attributes:
        name: Name of its file; the suffix tells the format.
        path: Where the worker reads it; empty where the content is sent.
        data: Its content.
        is_file: Whether it has a file of its own.
    """

    name: str
    path: str = ""
    data: bytes = b""
    is_file: bool = True

    def content(self) -> bytes:
        """Return the content, read where it is not sent."""
        return read_bytes(Path(self.path)) if self.path else self.data


@frozen(kw_only=True)
class Done:
    """What came of one model.

    Attributes:
        rendered: The content; None where there is an error.
        stem: Name of a file without its suffix, made of what the audience may know.
        identity: What tells the model from others, as a digest.
        digest: Digest of the document; empty where it has none.
        error: Why there is no content.
    """

    rendered: Rendered | None = None
    stem: str = ""
    identity: str = ""
    digest: str = ""
    error: ToimintamalliError | None = None


def work(asked: Asked, parcels: tuple[Parcel, ...]) -> tuple[Done, ...]:
    """Return what comes of each document; one that fails does not stop the others.

    Raises:
        ToimintamalliError: What is asked cannot be done here at all.
    """
    exporter = asked.exporter()
    options = asked.options_for(exporter)
    return tuple(_done(exporter, options, parcel) for parcel in parcels)


def done_here(asked: Asked, subject: PracticeModel | Portfolio, *, with_digest: bool) -> Done:
    """Return what comes of a subject that need not be sent.

    Args:
        asked: What is asked.
        subject: The subject.
        with_digest: Whether its document is wanted as a digest.
    """
    exporter = asked.exporter()
    digest = _digest_of_subject(subject) if with_digest else ""
    try:
        return _shown(exporter, subject, asked.options_for(exporter), digest=digest)
    except Exception as error:
        return Done(error=_error(error))


def parcel_of_model(model: PracticeModel) -> Parcel | None:
    """Return a model as a parcel; None where no document can hold it."""
    try:
        text = dumps(model, format="json")
    except DumpError:
        return None
    return Parcel(name=_JSON, data=text.encode("utf-8"), is_file=False)


def digest_of(data: bytes) -> str:
    """Return what tells a content from others, in a few letters.

    Example:
        >>> digest_of(b"Perhetupa")
        '8e80440843a81f52'
    """
    return hashlib.sha256(data).hexdigest()[:_LONGEST_DIGEST]


def _digest_of_subject(subject: PracticeModel | Portfolio) -> str:
    parcel = parcel_of_model(subject) if isinstance(subject, PracticeModel) else None
    return "" if parcel is None else digest_of(parcel.data)


def _done(exporter: Exporter[Any], options: ExportOptions, parcel: Parcel) -> Done:
    try:
        data = parcel.content()
        model = parse_document(data, parcel.name).model
        source = parcel.name if parcel.is_file else ""
        return _shown(exporter, model, options, digest=digest_of(data), source=source)
    except Exception as error:
        return Done(error=_error(error))


def _shown(
    exporter: Exporter[Any],
    subject: PracticeModel | Portfolio,
    options: ExportOptions,
    *,
    digest: str,
    source: str = "",
) -> Done:
    shown = rendered_for(exporter, subject, options)
    # The name of a file may tell of a person; only those who are given all may see it.
    origin = source if options.audience is Audience.INTERNAL else ""
    unnamed = labels("toimintamalli", options.language)["batch.unnamed"]
    name = _name_of(shown.subject)
    stem = identifier_of(name or PurePath(origin).stem, otherwise=unnamed, longest=_LONGEST_STEM)
    return Done(
        rendered=shown.rendered,
        stem=f"{stem}-{unnamed}" if stem in _RESERVED else stem,
        identity=digest_of(f"{_name_of(subject)}\n{source}".encode("utf-8", "surrogatepass")),
        digest=digest,
    )


def _name_of(subject: PracticeModel | Portfolio) -> str:
    if isinstance(subject, Portfolio):
        return subject.title
    return subject.id or subject.basics.title


def _error(error: Exception) -> ToimintamalliError:
    """Return an error that can be sent: one of this library, without what led to it."""
    if isinstance(error, ToimintamalliError):
        kinds = type(error).__mro__
        ours = next(kind for kind in kinds if kind.__module__ == errors.__name__)
        sent: ToimintamalliError = ours(error.report)
        return sent
    return NotDoneError(failure("TM941", reason=f"{type(error).__name__}: {error}"))
