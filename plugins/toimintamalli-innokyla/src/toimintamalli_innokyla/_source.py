"""Opens what was given: tells its encoding and kind, and cleans the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from attrs import evolve, frozen

from toimintamalli.diagnostics import Diagnostic, Report
from toimintamalli.encoding import decode
from toimintamalli.errors import LoadError, ReadError
from toimintamalli.model import Attachment, Inline
from toimintamalli.text import CleanedText, CleaningKind, clean_text
from toimintamalli.vocabulary import localized
from toimintamalli_innokyla._findings import finding
from toimintamalli_innokyla._html import looks_like_html, read_html
from toimintamalli_innokyla._lines import Line, is_blank, lines_of_text

__all__ = ["Source", "open_source"]

_NO_TEXT = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf1")
# No text in an old encoding has these; where they stand, guessing one would only spell nonsense.
_NO_TEXT_CHARACTERS = re.compile("[\x00-\x08\x0e-\x1a]")
# White space around lines carries no meaning on a page; telling of it would only be noise.
_UNTOLD = frozenset(
    {CleaningKind.LEADING_SPACE, CleaningKind.TRAILING_SPACE, CleaningKind.BLANK_LINES}
)

_Counts = Counter[CleaningKind]


@frozen(kw_only=True)
class Source:
    """The lines of a page, and what was noticed while opening it."""

    lines: tuple[Line, ...]
    findings: tuple[Diagnostic, ...]


def open_source(data: bytes) -> Source:
    """Return the cleaned lines of page text or HTML.

    Raises:
        ReadError: The data are no text, or hold no text.
    """
    if data.startswith(_NO_TEXT):
        raise ReadError(Report((finding("INNOKYLA019"),)))
    try:
        decoded = decode(data, guess=True)
    except LoadError:
        raise ReadError(Report((finding("INNOKYLA019"),))) from None
    if decoded.guessed and _NO_TEXT_CHARACTERS.search(decoded.text):
        raise ReadError(Report((finding("INNOKYLA019"),)))
    findings = []
    if decoded.guessed:
        findings.append(finding("INNOKYLA010", encoding=decoded.guessed))
    counts: _Counts = Counter()
    if looks_like_html(decoded.text):
        page = read_html(decoded.text)
        lines = tuple(_clean_line(line, counts) for line in page.lines)
        if page.stressed:
            findings.append(finding("INNOKYLA016", count=page.stressed))
    else:
        lines = lines_of_text(_counted(clean_text(decoded.text), counts))
    if all(map(is_blank, lines)):
        raise ReadError(Report((finding("INNOKYLA018"),)))
    return Source(lines=lines, findings=(*findings, *_cleaning_findings(counts)))


def _clean_line(line: Line, counts: _Counts) -> Line:
    if line.attachment is not None:
        return evolve(line, attachment=_clean_attachment(line.attachment, counts))
    content = None if line.content is None else tuple(_clean_pieces(line.content, counts))
    return evolve(line, text=clean_text(line.text).text, content=content)


def _clean_attachment(image: Attachment, counts: _Counts) -> Attachment:
    return evolve(
        image,
        alt_text=_counted(clean_text(image.alt_text), counts),
        caption=_counted(clean_text(image.caption), counts),
    )


def _clean_pieces(content: Iterable[Inline], counts: _Counts) -> Iterable[Inline]:
    """Clean each piece, keeping the white space that parts it from its neighbours."""
    for piece in content:
        text = piece if isinstance(piece, str) else piece.text
        before = text[: len(text) - len(text.lstrip())]
        after = text[len(text.rstrip()) :] if text.strip() else ""
        cleaned = _counted(clean_text(text), counts)
        yield before + cleaned + after if isinstance(piece, str) else evolve(piece, text=cleaned)


def _counted(cleaned: CleanedText, counts: _Counts) -> str:
    for change in cleaned.changes:
        counts[change.kind] += change.count
    return cleaned.text


def _cleaning_findings(counts: _Counts) -> Iterable[Diagnostic]:
    for kind in CleaningKind:
        if counts[kind] and kind not in _UNTOLD:
            what = localized("toimintamalli", f"cleaning.{kind}")
            yield finding("INNOKYLA009", what=what, count=counts[kind])
