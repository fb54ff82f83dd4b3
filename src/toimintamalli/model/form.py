"""The Innokylä form as it is filled: sections in form order, attachments, text kept aside."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from toimintamalli.model._record import Record
from toimintamalli.model.richtext import RichText

__all__ = ["Attachment", "AttachmentKind", "Form", "Section", "UnplacedReason", "UnplacedText"]


class AttachmentKind(StrEnum):
    """What an attachment (liite) is; page text often does not tell."""

    FILE = "file"
    IMAGE = "image"
    LINK = "link"
    VIDEO = "video"
    UNKNOWN = "unknown"


@frozen(kw_only=True)
class Attachment(Record):
    """An attachment (liite) of a section or of the basic data.

    Attributes:
        kind: File, image, web link, video link, or unknown.
        title: Name or link text.
        address: Web address, where known.
        alt_text: What an image shows, for those who do not see it.
        caption: Caption of an image (kuvateksti).
        summary: What the attachment says, so that the description is understood without it.
    """

    kind: AttachmentKind = AttachmentKind.UNKNOWN
    title: str = ""
    address: str = ""
    alt_text: str = ""
    caption: str = ""
    summary: str = ""


@frozen(kw_only=True)
class Section(Record):
    """One filled field of the form, or a section under a heading that the form does not have.

    Attributes:
        field: Identifier of the form field in the profile, such as ``solution_idea``.
        heading: Heading as written, for a section that is no field of the profile.
        text: The text.
        attachments: Attachments of the field, in order.
        generated: Fingerprint of the text that the library wrote here; None where it wrote none.
            As long as it fits the text, nobody has edited it.

    Example:
        >>> Section(field="solution_idea", text=RichText.parse("Yksi numero.")).text.plain
        'Yksi numero.'
    """

    field: str | None = None
    heading: str | None = None
    text: RichText = RichText()
    attachments: tuple[Attachment, ...] = ()
    generated: str | None = None


class UnplacedReason(StrEnum):
    """Why a text was kept aside instead of being put into a field."""

    OUTSIDE_FORM = "outside_form"
    LABELS_LOST = "labels_lost"
    CONFLICT = "conflict"
    NOT_A_MODEL = "not_a_model"
    UNEXPECTED_VALUE = "unexpected_value"


@frozen(kw_only=True)
class UnplacedText(Record):
    """Text that was read but could not be placed; nothing is lost.

    Attributes:
        text: The text as read.
        reason: Why it was kept aside.
        field: The field that it was met beside, where one was.
    """

    text: RichText
    reason: UnplacedReason
    field: str | None = None


@frozen(kw_only=True)
class Form(Record):
    """The filled form.

    Attributes:
        profile: Identifier of the form profile, whose labels and order apply.
        sections: Filled sections in form order.
        unplaced: Text kept aside by an importer.
    """

    profile: str = "innokyla-2025"
    sections: tuple[Section, ...] = ()
    unplaced: tuple[UnplacedText, ...] = ()

    def section(self, field_id: str) -> Section | None:
        """Return the section of a form field, or None where it is not there."""
        for section in self.sections:
            if section.field == field_id:
                return section
        return None
