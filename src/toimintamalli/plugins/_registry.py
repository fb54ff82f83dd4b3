"""Which formats are installed, and the plugins that offer them.

Installed distributions are scanned once, under a lock, and only their metadata are read: a plugin
is imported when its format is asked for. What is wrong with one plugin is told when that plugin is
asked for, in the same words every time, and never harms another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from threading import Lock
from typing import TYPE_CHECKING, Any

from attrs import define, field, frozen

from toimintamalli._data import read_toml
from toimintamalli._entry_points import Offer, forget_offers, offers
from toimintamalli.diagnostics import Report, failure
from toimintamalli.errors import (
    AmbiguousFormatError,
    PluginError,
    UnknownFormatError,
)
from toimintamalli.plugins.options import ExportOptions, ImportOptions
from toimintamalli.text import LocalizedText

if TYPE_CHECKING:
    from toimintamalli.plugins.exporter import Exporter
    from toimintamalli.plugins.importer import Importer
    from toimintamalli.plugins.table_reader import TableReader

__all__ = [
    "API_VERSION",
    "FormatInfo",
    "Kind",
    "exporter_for_suffix",
    "formats",
    "get_exporter",
    "get_importer",
    "get_table_reader",
    "importer_for_suffix",
    "options_of_suffix",
    "refresh",
    "table_reader_for_suffix",
]

API_VERSION = 1
"""Version of the plugin protocols."""


class Kind(StrEnum):
    """What a plugin does."""

    EXPORTER = "exporter"
    IMPORTER = "importer"
    TABLE_READER = "table_reader"


# What a plugin must have, and of which type.
_SHARED: dict[str, Any] = {"api_version": int, "name": str, "title": LocalizedText}
_MEMBERS: dict[Kind, dict[str, Any]] = {
    Kind.EXPORTER: {
        **_SHARED,
        "suffix": str,
        "media_type": str,
        "subjects": frozenset,
        "options_type": type,
        "render": Callable,
    },
    Kind.IMPORTER: {**_SHARED, "suffixes": tuple, "options_type": type, "read": Callable},
    Kind.TABLE_READER: {**_SHARED, "suffixes": tuple, "read_tables": Callable},
}
_OPTIONS: dict[Kind, type] = {Kind.EXPORTER: ExportOptions, Kind.IMPORTER: ImportOptions}


@frozen(kw_only=True)
class FormatInfo:
    """A row of the list of formats.

    Attributes:
        name: Name of the format.
        kind: Exporter, importer or table reader.
        distribution: Distribution that offers it.
        version: Version of that distribution.
        title: What it is; known only once it has been loaded.
        suffixes: Its file suffixes; known only once it has been loaded.
        problem: Why it cannot be used; empty where nothing is known to be wrong.
    """

    name: str
    kind: Kind
    distribution: str
    version: str
    title: LocalizedText | None = None
    suffixes: tuple[str, ...] = ()
    problem: Report = Report()


@define
class _Claim:
    """One distribution's offer of one format."""

    kind: Kind
    offer: Offer
    plugin: Any = None
    problem: PluginError | None = None
    tried: bool = False

    @property
    def name(self) -> str:
        return self.offer.name

    @property
    def distribution(self) -> str:
        return self.offer.distribution

    def load(self) -> Any:
        """Return the plugin, or raise the same error every time."""
        if not self.tried:
            try:
                self.plugin = _checked_plugin(self)
            except PluginError as error:
                self.problem = error
            self.tried = True
        if self.problem is not None:
            raise PluginError(self.problem.report) from self.problem.__cause__
        return self.plugin


@define
class _Scan:
    """The claims found in the installed distributions, scanned once."""

    lock: Lock = field(factory=Lock)
    claims: tuple[_Claim, ...] | None = None

    def all(self) -> tuple[_Claim, ...]:
        with self.lock:
            if self.claims is None:
                self.claims = tuple(_found_claims())
            return self.claims

    def forget(self) -> None:
        with self.lock:
            self.claims = None


_SCAN = _Scan()


def refresh() -> None:
    """Forget what was found, so that the next question scans the installed plugins again."""
    forget_offers()
    _SCAN.forget()


def formats(*, load: bool = False) -> tuple[FormatInfo, ...]:
    """Return the installed formats.

    Args:
        load: Whether to import every plugin as well and tell what is wrong with it (the doctor);
            without it only metadata are read.

    Returns:
        One row for each offer, by kind, name and distribution.
    """
    return tuple(_row(claim, load=load) for claim in _SCAN.all())


def get_exporter(name: str) -> Exporter[Any]:
    """Return the exporter of a format.

    Args:
        name: Name of the format, or ``"distribution:name"`` where several offer it.

    Raises:
        UnknownFormatError: No installed plugin offers it.
        AmbiguousFormatError: Several do.
        PluginError: The plugin is broken, or made for another version of the protocol.
    """
    exporter: Exporter[Any] = _claim(Kind.EXPORTER, name).load()
    return exporter


def get_importer(name: str) -> Importer[Any]:
    """Return the importer of a format.

    Args:
        name: Name of the format, or ``"distribution:name"`` where several offer it.

    Raises:
        UnknownFormatError: No installed plugin offers it.
        AmbiguousFormatError: Several do.
        PluginError: The plugin is broken, or made for another version of the protocol.
    """
    importer: Importer[Any] = _claim(Kind.IMPORTER, name).load()
    return importer


def get_table_reader(name: str) -> TableReader:
    """Return the table reader of a format.

    Args:
        name: Name of the format, or ``"distribution:name"`` where several offer it.

    Raises:
        UnknownFormatError: No installed plugin offers it.
        AmbiguousFormatError: Several do.
        PluginError: The plugin is broken, or made for another version of the protocol.
    """
    reader: TableReader = _claim(Kind.TABLE_READER, name).load()
    return reader


def exporter_for_suffix(suffix: str, source: str) -> Exporter[Any]:
    """Return the exporter whose files have a suffix.

    Args:
        suffix: The suffix, with the dot.
        source: Name of the file, for the error.

    Raises:
        UnknownFormatError: No working plugin writes such files.
        AmbiguousFormatError: Several do.
    """
    exporter: Exporter[Any] = _claim_for_suffix(Kind.EXPORTER, suffix, source).load()
    return exporter


def options_of_suffix(format_name: str, suffix: str) -> dict[str, str]:
    """Return the options that the suffix of a file implies: HTML is wanted in ``.html``."""
    known = _known_formats(Kind.EXPORTER).get(format_name, {})
    implied: dict[str, str] = known.get("options_of_suffix", {}).get(suffix.lower(), {})
    return implied


def importer_for_suffix(suffix: str, source: str) -> Importer[Any]:
    """Return the importer that reads files of a suffix; see `exporter_for_suffix`."""
    importer: Importer[Any] = _claim_for_suffix(Kind.IMPORTER, suffix, source).load()
    return importer


def table_reader_for_suffix(suffix: str, source: str) -> TableReader:
    """Return the table reader of files of a suffix; see `exporter_for_suffix`."""
    reader: TableReader = _claim_for_suffix(Kind.TABLE_READER, suffix, source).load()
    return reader


# -- finding ----------------------------------------------------------------------------------


def _found_claims() -> list[_Claim]:
    return [_Claim(kind, offer) for kind in Kind for offer in offers(f"toimintamalli.{kind}s")]


def _claim(kind: Kind, name: str) -> _Claim:
    of_kind = (claim for claim in _SCAN.all() if claim.kind is kind)
    claims = [claim for claim in of_kind if claim.offer.answers_to(name)]
    bare = name.rpartition(":")[2]
    if not claims:
        raise UnknownFormatError(_unknown(kind, bare))
    if len(claims) > 1:
        raise AmbiguousFormatError(_ambiguous(bare, claims))
    return claims[0]


def _claim_for_suffix(kind: Kind, suffix: str, source: str) -> _Claim:
    """Ask the format known by the suffix first; only then look inside other plugins."""
    known = _known_formats(kind)
    for name, table in known.items():
        if suffix.lower() in table["suffixes"]:
            return _claim(kind, name)
    others = [c for c in _SCAN.all() if c.kind is kind and c.name not in known]
    fitting = [c for c in others if suffix.lower() in _row(c, load=True).suffixes]
    if not fitting:
        available = tuple(claim.name for claim in _SCAN.all() if claim.kind is kind)
        raise UnknownFormatError(failure("TM915", found=source, available=available))
    if len(fitting) > 1:
        raise AmbiguousFormatError(_ambiguous(suffix, fitting))
    return fitting[0]


def _known_formats(kind: Kind) -> dict[str, Any]:
    known: dict[str, Any] = read_toml("toimintamalli.plugins", "known.toml")[kind]
    return known


def _unknown(kind: Kind, name: str) -> Report:
    """Say what to install for a format of this project; a stranger's package is not guessed."""
    known = _known_formats(kind).get(name)
    available = tuple(claim.name for claim in _SCAN.all() if claim.kind is kind) or ("–",)
    if known is None:
        return failure("TM916", found=name, available=available)
    return failure("TM901", found=name, install=known["install"], available=available)


def _ambiguous(name: str, claims: list[_Claim]) -> Report:
    return failure(
        "TM904",
        found=name,
        distributions=tuple(claim.distribution for claim in claims),
        choices=tuple(f'"{claim.distribution}:{claim.name}"' for claim in claims),
    )


# -- loading ----------------------------------------------------------------------------------


def _checked_plugin(claim: _Claim) -> Any:
    about = {"found": claim.name, "distribution": claim.distribution}
    try:
        plugin = claim.offer.entry_point.load()
        offered = getattr(plugin, "api_version", None)
        missing = tuple(_lacking(plugin, claim.kind))
    except (Exception, SystemExit) as error:  # a script named by mistake exits when imported
        reason = f"{type(error).__name__}: {error}"
        raise PluginError(failure("TM905", **about, reason=reason)) from error
    if isinstance(offered, int) and offered != API_VERSION:
        report = failure("TM906", **about, offered=offered, expected=API_VERSION)
        raise PluginError(report)
    if missing:
        raise PluginError(failure("TM907", **about, missing=missing))
    return plugin


def _lacking(plugin: Any, kind: Kind) -> Iterator[str]:
    """Yield the members that are not there, and those of another type with the type wanted."""
    for name, wanted in _MEMBERS[kind].items():
        if not hasattr(plugin, name):
            yield name
        elif not isinstance(getattr(plugin, name), wanted):
            yield f"{name} ({wanted.__name__})"
    offered = getattr(plugin, "options_type", None)
    if kind in _OPTIONS and isinstance(offered, type) and not issubclass(offered, _OPTIONS[kind]):
        yield f"options_type ({_OPTIONS[kind].__name__})"


def _row(claim: _Claim, *, load: bool) -> FormatInfo:
    title: LocalizedText | None = None
    suffixes: tuple[str, ...] = ()
    problem = Report()
    if load:
        try:
            plugin = claim.load()
            title = plugin.title
            suffixes = (plugin.suffix,) if claim.kind is Kind.EXPORTER else plugin.suffixes
        except PluginError as error:
            problem = error.report
    return FormatInfo(
        name=claim.name,
        kind=claim.kind,
        distribution=claim.distribution,
        version=claim.offer.version,
        title=title,
        suffixes=suffixes,
        problem=problem,
    )
