"""Checks of links and attachments: whether the text itself tells what they hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toimintamalli.analysis.wording.limits import limit
from toimintamalli.analysis.wording.phrases import quoted
from toimintamalli.analysis.wording.prose import function_words, words_of
from toimintamalli.checks._passages import label_of, passages
from toimintamalli.checks._pointing import only_pointing
from toimintamalli.diagnostics import Diagnostic, Wording, diagnostic
from toimintamalli.model import Attachment, AttachmentKind, PracticeModel
from toimintamalli.vocabulary import enum_title, form_profile_or_newest

__all__ = [
    "content_behind_links",
    "fields_of_attachments_only",
    "images_without_alt_text",
    "unopened_attachments",
]


def content_behind_links(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM225: the text of a field only points to a link or an attachment."""
    for passage in passages(model):
        if words := only_pointing(passage.section.text):
            yield diagnostic("TM225", passage.text_path, label=passage.label, words=quoted(words))


def fields_of_attachments_only(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM226: a field has attachments and no text; of the ``**`` fields TM201 tells that already."""
    profile = form_profile_or_newest(model.form.profile)
    for place, section in enumerate(model.form.sections):
        field = profile.field(section.field or "")
        if section.attachments and not section.text and not (field and field.required):
            path, label = f"form.sections[{place}].text", label_of(section, field)
            yield diagnostic("TM226", path, label=label, count=len(section.attachments))


def unopened_attachments(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM227: an attachment has no summary, and the text beside it hardly speaks of it.

    A field whose text is missing, or only points to its attachments, is told as that.
    """
    basics = model.basics
    everything = [section.text.plain for section in model.form.sections]
    yield from _unopened("basics", basics.attachments, [basics.summary, *everything])
    for passage in passages(model):
        if passage.section.attachments and not only_pointing(passage.section.text):
            yield from _unopened(passage.path, passage.section.attachments, [passage.text])


def _unopened(
    owner: str, attachments: Sequence[Attachment], texts: Sequence[str]
) -> Iterator[Diagnostic]:
    waiting = [
        (place, attachment)
        for place, attachment in enumerate(attachments)
        if attachment.kind is not AttachmentKind.IMAGE and not _own_words(attachment)
    ]
    told = {word for text in texts for word in _beginnings(text)} if waiting else set()
    for place, attachment in waiting:
        named = _beginnings(attachment.title)
        least = limit("mention_least_percent_of_title") * len(named)
        if not named or 100 * len(named & told) < least:
            path = f"{owner}.attachments[{place}].summary"
            yield diagnostic("TM227", path, name=_name(attachment))


def _own_words(attachment: Attachment) -> str:
    return f"{attachment.summary}{attachment.caption}{attachment.alt_text}".strip()


def _beginnings(text: str) -> set[str]:
    """Return the beginnings of the words that tell something, by which inflected words meet."""
    words = (word.casefold() for word in words_of(text))
    return {word[: limit("mention_letters")] for word in words if word not in function_words()}


def images_without_alt_text(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM228: an image has no text for those who do not see it."""
    owners = [("basics", model.basics.attachments)]
    owners += [
        (f"form.sections[{place}]", section.attachments)
        for place, section in enumerate(model.form.sections)
    ]
    for owner, attachments in owners:
        for place, attachment in enumerate(attachments):
            if attachment.kind is AttachmentKind.IMAGE and not attachment.alt_text.strip():
                path = f"{owner}.attachments[{place}].alt_text"
                yield diagnostic("TM228", path, name=_name(attachment))


def _name(attachment: Attachment) -> tuple[str, ...] | Wording:
    """Return what an attachment is called, or else what kind of attachment it is."""
    named = (attachment.title, attachment.caption, attachment.address)
    called = next((name for name in named if name.strip()), None)
    return quoted([called]) if called else enum_title(attachment.kind)
