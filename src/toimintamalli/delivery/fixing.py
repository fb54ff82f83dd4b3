"""Fixing of files: what is certain is mended in place, and comments and layout stay."""

from __future__ import annotations

from collections.abc import Callable
from os import PathLike
from pathlib import Path

from attrs import frozen

from toimintamalli import _yaml
from toimintamalli._convert import path_text
from toimintamalli._files import read_bytes, write_whole
from toimintamalli.diagnostics import Report, diagnostic
from toimintamalli.documents import Document, loads, read_document, with_lines
from toimintamalli.errors import LoadError
from toimintamalli.fixing import TITLE, Fixed, fix, spelled_title, tidied
from toimintamalli.vocabulary import Term

__all__ = ["FixedFile", "fix_file"]

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_MOST_PLACES = 5


@frozen(kw_only=True)
class FixedFile:
    """What was mended in a file, or would be.

    Attributes:
        source: The file.
        findings: TM295 and TM296, one for each change; or TM297, when the file was left alone.
        changed: Whether the file was written, or would have been.
    """

    source: str
    findings: Report
    changed: bool


def fix_file(path: str | PathLike[str], *, dry_run: bool = False) -> FixedFile:
    """Mend in a file what is certain; see `toimintamalli.fix`.

    The texts are changed where they stand. The file is written whole or not at all, and only when
    reading it back gives the mended model.

    Args:
        path: A ``.yaml``, ``.yml`` or ``.json`` file.
        dry_run: Whether to tell what would be mended, and write nothing.

    Raises:
        LoadError: The document does not have the shape of a practice model.
        MissingFileError: There is no such file.
        UnreadableFileError: The file cannot be read or written.
        OptionError: The suffix is none of those above.

    Example:
        >>> fix_file("malli.yaml").changed
        False
    """
    file = Path(path)
    document = read_document(file)
    fixed = fix(document.model)
    source = file.as_posix()
    if not len(fixed.changes):
        return FixedFile(source=source, findings=Report(), changed=False)
    changes = with_lines(fixed.changes, document.text).at(source)
    mark = _mark_of(read_bytes(file), document.text)
    text = None if mark is None else _edited(document, fixed)
    if mark is None or text is None:
        left = _left_alone(changes, "layout" if text is None and mark is not None else "encoding")
        return FixedFile(source=source, findings=left.at(source), changed=False)
    if not dry_run:
        write_whole(file, mark + text.encode("utf-8"), overwrite=True)
    return FixedFile(source=source, findings=changes, changed=True)


def _mark_of(data: bytes, text: str) -> bytes | None:
    """Return the byte order mark of a file in UTF-8, mostly none; None for another encoding."""
    plain = text.encode("utf-8")
    return next((mark for mark in (b"", _BYTE_ORDER_MARK) if mark + plain == data), None)


def _left_alone(changes: Report, reason: str) -> Report:
    places = tuple(dict.fromkeys(found.place for found in changes))
    shown = places[:_MOST_PLACES] + ("…",) * (len(places) > _MOST_PLACES)
    why = Term("toimintamalli", f"fixing.{reason}")
    return Report((diagnostic("TM297", reason=why, places=shown),))


def _edited(document: Document, fixed: Fixed) -> str | None:
    """Return the text that describes the fixed model, or None where none can be had in place."""
    as_json = document.format == "json"
    try:
        places = {path_text(path): path for path in _yaml.scalars(document.text)}
        edits = {places[found.path]: _edit_of(found.path) for found in fixed.changes}
        text = _yaml.edit(document.text, edits, as_json=as_json)
        return text if loads(text, format=document.format) == fixed.model else None
    except (KeyError, LoadError, _yaml.YamlProblems):
        return None


def _edit_of(path: str) -> Callable[[str], str]:
    if path == TITLE:
        return lambda text: spelled_title(tidied(text).text)
    return lambda text: tidied(text).text
