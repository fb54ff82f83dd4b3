"""Attachments as pages show them: images with alt text and caption, and bare link texts."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve

from toimintamalli.model import Attachment, AttachmentKind, Link
from toimintamalli.vocabulary import FormProfile
from toimintamalli_innokyla._lines import Line, is_blank

__all__ = ["attachments", "split_at_label"]

_ADDRESS = re.compile(r"https?://\S+")
_TITLE_AND_ADDRESS = re.compile(r"(?P<title>.*\S) \((?P<address>https?://[^\s()]+)\)")


def attachments(lines: Iterable[Line], profile: FormProfile) -> tuple[Attachment, ...]:
    """Return the attachments that lines under an attachments label describe.

    Args:
        lines: The lines, without the label.
        profile: The form profile, which has the labels of images and captions.

    Returns:
        Attachments in page order; of files and links the page leaves only the link text.
    """
    remaining = deque(line for line in lines if not is_blank(line))
    found: list[Attachment] = []
    while remaining:
        line = remaining.popleft()
        if line.attachment is not None:
            found.append(line.attachment)
        elif line.label == profile.image_label:
            found.append(_image(remaining, profile))
        elif line.label == profile.caption_label and found and _lacks_caption(found[-1]):
            found[-1] = evolve(found[-1], caption=_next_text(remaining, profile))
        else:
            found += _named(line)
    return tuple(found)


def _image(remaining: deque[Line], profile: FormProfile) -> Attachment:
    """Take alt text and caption, as far as they are there."""
    alt_text = _next_text(remaining, profile)
    if remaining and remaining[0].label == profile.caption_label:
        remaining.popleft()
    elif not alt_text:
        return Attachment(kind=AttachmentKind.IMAGE)
    caption = _next_text(remaining, profile)
    return Attachment(kind=AttachmentKind.IMAGE, alt_text=alt_text, caption=caption)


def _lacks_caption(attachment: Attachment) -> bool:
    return attachment.kind is AttachmentKind.IMAGE and not attachment.caption


def _next_text(remaining: deque[Line], profile: FormProfile) -> str:
    labels = (profile.image_label, profile.caption_label)
    if not remaining or remaining[0].attachment or remaining[0].label in labels:
        return ""
    return remaining.popleft().text.strip()


def _named(line: Line) -> Iterator[Attachment]:
    """Yield the links and other texts of a line; of HTML both address and text are left."""
    for piece in line.content or (line.text,):
        if isinstance(piece, Link):
            title = "" if piece.text == piece.address else piece.text
            yield Attachment(kind=AttachmentKind.LINK, title=title, address=piece.address)
        else:
            yield from map(_written, filter(None, map(str.strip, piece.split("\n"))))


def _written(text: str) -> Attachment:
    if _ADDRESS.fullmatch(text):
        return Attachment(kind=AttachmentKind.LINK, address=text)
    if found := _TITLE_AND_ADDRESS.fullmatch(text):
        return Attachment(kind=AttachmentKind.LINK, title=found["title"], address=found["address"])
    return Attachment(title=text)


def split_at_label(lines: Sequence[Line], label: str) -> tuple[Sequence[Line], Sequence[Line]]:
    """Return the lines before the attachments label, and those after it."""
    for at, line in enumerate(lines):
        if line.label == label:
            return lines[:at], lines[at + 1 :]
    return lines, ()
