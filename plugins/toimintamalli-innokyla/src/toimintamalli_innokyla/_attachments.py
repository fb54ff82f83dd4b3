"""Attachments as pages show them: images with alt text and caption, and bare link texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from attrs import evolve

from toimintamalli.model import Attachment, AttachmentKind
from toimintamalli.vocabulary import FormProfile
from toimintamalli_innokyla._lines import Line, is_blank

__all__ = ["attachments"]

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
    remaining = [line for line in lines if not is_blank(line)]
    found: list[Attachment] = []
    while remaining:
        if remaining[0].attachment is not None:
            found.append(remaining.pop(0).attachment or Attachment())
        elif remaining[0].text.strip() == profile.image_label:
            found.append(_image(remaining, profile))
        elif remaining[0].text.strip() == profile.caption_label and found:
            remaining.pop(0)
            found[-1] = evolve(found[-1], caption=_next_text(remaining, profile))
        else:
            found.append(_named(remaining.pop(0)))
    return tuple(found)


def _image(remaining: list[Line], profile: FormProfile) -> Attachment:
    """Take the image label, then its alt text, then its caption, as far as they are there."""
    remaining.pop(0)
    alt_text = _next_text(remaining, profile)
    if remaining and remaining[0].text.strip() == profile.caption_label:
        remaining.pop(0)
    elif not alt_text:
        return Attachment(kind=AttachmentKind.IMAGE)
    caption = _next_text(remaining, profile)
    return Attachment(kind=AttachmentKind.IMAGE, alt_text=alt_text, caption=caption)


def _next_text(remaining: list[Line], profile: FormProfile) -> str:
    labels = (profile.image_label, profile.caption_label)
    if not remaining or remaining[0].attachment or remaining[0].text.strip() in labels:
        return ""
    return remaining.pop(0).text.strip()


def _named(line: Line) -> Attachment:
    text = line.text.strip()
    if _ADDRESS.fullmatch(text):
        return Attachment(kind=AttachmentKind.LINK, address=text)
    if found := _TITLE_AND_ADDRESS.fullmatch(text):
        return Attachment(kind=AttachmentKind.LINK, title=found["title"], address=found["address"])
    return Attachment(title=text)


def split_at_label(lines: Sequence[Line], label: str) -> tuple[Sequence[Line], Sequence[Line]]:
    """Return the lines before the attachments label, and those after it."""
    for at, line in enumerate(lines):
        if line.text.strip() == label:
            return lines[:at], lines[at + 1 :]
    return lines, ()
