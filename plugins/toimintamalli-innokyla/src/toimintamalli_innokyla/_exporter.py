"""Lays a practice model out as form text: which parts, in which order; writing is elsewhere."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from attrs import define, field

from toimintamalli.diagnostics import Diagnostic, ParameterValue, Report, failure
from toimintamalli.errors import OptionError
from toimintamalli.model import (
    Attachment,
    AttachmentKind,
    ContributorRole,
    Heading,
    ItemList,
    Link,
    Paragraph,
    PracticeModel,
    RichText,
    Section,
    UnplacedReason,
    UnplacedText,
)
from toimintamalli.plugins import Rendered
from toimintamalli.vocabulary import FormField, FormProfile, field_title, form_profile
from toimintamalli_innokyla._findings import finding
from toimintamalli_innokyla._options import InnokylaOptions, TextForm, Version
from toimintamalli_innokyla._order import in_groups
from toimintamalli_innokyla._parts import (
    AttachmentsPart,
    LabelPart,
    Part,
    PlaceholderPart,
    RichPart,
    TextPart,
    TitlePart,
    ValuesPart,
)
from toimintamalli_innokyla._placeholder import placeholder
from toimintamalli_innokyla._writers import write

__all__ = ["form_text"]

# What a model may hold for which the Innokylä form has no place.
_NOT_ON_FORM = (
    "programme",
    "stages",
    "core_elements",
    "adaptable_parts",
    "next_review",
    "evaluations",
    "rooting_plan",
    "metrics",
    "boards",
    "worksheets",
    "custom",
)
_IN_PREAMBLE = (UnplacedReason.OUTSIDE_FORM,)
_IN_PLACE_OF_FORM = (UnplacedReason.LABELS_LOST, UnplacedReason.NOT_A_MODEL)


def form_text(model: PracticeModel, options: InnokylaOptions) -> Rendered:
    """Return the form text of a model.

    Args:
        model: The model.
        options: Form, version, markers, and one field if only that is wanted.

    Raises:
        OptionError: The field asked for is not on the form.
    """
    layout = _Layout(model=model, options=options, profile=form_profile())
    if options.field is None:
        parts = list(layout.whole())
        layout.tell_what_is_left_out()
    else:
        parts = list(layout.one_field(options.field))
    if options.form is TextForm.PLAIN:
        layout.tell_what_plain_text_flattens()
    written = write(
        parts,
        options.form,
        layout.profile,
        title=model.basics.title,
        language=model.language,
        whole=options.field is None,
    )
    return Rendered(
        data=written.text.encode("utf-8"),
        suffix=written.suffix,
        media_type=written.media_type,
        diagnostics=Report(layout.findings),
    )


@define(kw_only=True)
class _Layout:
    """Chooses the parts of the text, and notes what they leave out."""

    model: PracticeModel
    options: InnokylaOptions
    profile: FormProfile
    findings: list[Diagnostic] = field(factory=list)

    @property
    def working(self) -> bool:
        return self.options.version is Version.WORKING

    def whole(self) -> Iterator[Part]:
        """Yield the parts of the whole form, in page order."""
        basics = self.model.basics
        yield TitlePart(basics.title)
        yield TextPart(basics.summary.strip())
        yield from self._unplaced(_IN_PREAMBLE)
        reasons = {unplaced.reason for unplaced in self.model.form.unplaced}
        if self.model.form.sections or reasons.isdisjoint(_IN_PLACE_OF_FORM):
            yield from self._basics()
            yield from self._sections()
            yield from self._stage()
            return
        if UnplacedReason.LABELS_LOST in reasons:
            yield LabelPart(self.profile.basics[0].label)
            yield TextPart(basics.title)
        yield from self._unplaced(_IN_PLACE_OF_FORM)

    def one_field(self, wanted: str) -> Iterator[Part]:
        """Yield the text of one field, without its label.

        Raises:
            OptionError: The form has no such field.
        """
        known = self._field(wanted)
        section = self.model.form.section(known.id)
        if section is not None and section.text:
            yield RichPart(section.text)
        elif self.working and known.required:
            yield PlaceholderPart(placeholder(known, self.options.language))

    # -- parts --------------------------------------------------------------------------------

    def _basics(self) -> Iterator[Part]:
        basics = self.model.basics
        authors = tuple(
            person.name for person in basics.contributors if person.role is ContributorRole.AUTHOR
        )
        values: dict[str, Part] = {
            "title": TextPart(basics.title),
            "summary": TextPart(basics.summary.strip()),
            "place": TextPart(basics.place.strip()),
            "locations": ValuesPart(basics.locations),
            "funders": ValuesPart(basics.funders),
            "collections": ValuesPart(basics.collections),
            "attachments": AttachmentsPart(basics.attachments),
            "contributors": ValuesPart(authors),
            "created": TextPart(_page_date(basics.created)),
            "modified": TextPart(_page_date(basics.modified)),
        }
        for basic in self.profile.basics:
            parts = [values[basic.id]] if values[basic.id] else []
            parts += self._unplaced((UnplacedReason.UNEXPECTED_VALUE,), basic.id)
            if parts:
                yield LabelPart(basic.label, basic=True)
                yield from parts

    def _sections(self) -> Iterator[Part]:
        """Yield front page fields first, then those that stand on the path only."""
        groups = in_groups(self.model.form.sections)
        filled = {group[0].field: group for group in groups}
        front = [known.id for known in self.profile.front_fields]
        path_only = [known.id for known in self.profile.fields if known.front is None]
        ordered = list(dict.fromkeys((None, *front, *path_only, *filled)))
        for field_id in ordered:
            if field_id in filled:
                for section in filled[field_id]:
                    yield from self._section(section)
            elif field_id is not None:
                yield from self._empty_field(field_id)

    def _section(self, section: Section) -> Iterator[Part]:
        known = self.profile.field(section.field or "")
        if known is not None:
            yield self._label(known)
        else:
            yield LabelPart(section.heading or section.field or "", required=self.options.markers)
        if section.text:
            yield RichPart(section.text)
        elif known is not None and known.required and self.working:
            yield PlaceholderPart(placeholder(known, self.options.language))
        if section.attachments:
            yield LabelPart(self.profile.attachments_label, inner=True)
            yield AttachmentsPart(section.attachments)

    def _empty_field(self, field_id: str) -> Iterator[Part]:
        known = self.profile.field(field_id)
        if self.working and known is not None and known.required:
            yield self._label(known)
            yield PlaceholderPart(placeholder(known, self.options.language))

    def _stage(self) -> Iterator[Part]:
        parts: list[Part] = [
            TextPart(value.label)
            for value in self.profile.stages
            if value.id == self.model.innokyla_stage
        ]
        parts += self._unplaced((UnplacedReason.UNEXPECTED_VALUE,), "stage")
        if parts:
            yield LabelPart(self.profile.stage_label)
            yield from parts

    def _unplaced(
        self, reasons: Iterable[UnplacedReason], field_id: str | None = None
    ) -> Iterator[Part]:
        if self.working:
            for unplaced in self.model.form.unplaced:
                if unplaced.reason in reasons and unplaced.field == field_id:
                    yield RichPart(unplaced.text)

    def _label(self, known: FormField) -> LabelPart:
        return LabelPart(known.label, required=known.required and self.options.markers)

    def _field(self, wanted: str) -> FormField:
        for known in self.profile.fields:
            if wanted == known.id or wanted.casefold() in map(str.casefold, known.names):
                return known
        allowed = tuple(known.id for known in self.profile.fields)
        raise OptionError(failure("TM909", option="field", found=wanted, allowed=allowed))

    # -- what is left out ---------------------------------------------------------------------

    def tell_what_is_left_out(self) -> None:
        """Note what the model holds and the form text does not."""
        empty = PracticeModel()
        left_out = [n for n in _NOT_ON_FORM if getattr(self.model, n) != getattr(empty, n)]
        if left_out:
            parts = tuple(field_title(PracticeModel, name) for name in left_out)
            self._tell("INNOKYLA101", "", parts=parts)
        others = [
            person
            for person in self.model.basics.contributors
            if person.role is not ContributorRole.AUTHOR
        ]
        if others:
            self._tell("INNOKYLA103", "basics.contributors", count=len(others))
        words = sum(len(kept.text.plain.split()) for kept in self._left_out_text())
        if words:
            self._tell("INNOKYLA105", "form.unplaced", words=words)
        details = sum(map(_has_untold_details, self._attachments()))
        if details:
            self._tell("INNOKYLA104", "form", count=details)

    def tell_what_plain_text_flattens(self) -> None:
        """Note sub-headings and links, which plain text shows as lines and in brackets."""
        texts = [section.text for section in self.model.form.sections]
        count = sum(map(_flattened, texts))
        if count:
            self._tell("INNOKYLA102", "form", count=count)

    def _left_out_text(self) -> Iterator[UnplacedText]:
        shown = (*_IN_PREAMBLE, *_IN_PLACE_OF_FORM, UnplacedReason.UNEXPECTED_VALUE)
        for unplaced in self.model.form.unplaced:
            if not self.working or unplaced.reason not in shown:
                yield unplaced

    def _attachments(self) -> Iterator[Attachment]:
        yield from self.model.basics.attachments
        for section in self.model.form.sections:
            yield from section.attachments

    def _tell(self, code: str, path: str, **parameters: ParameterValue) -> None:
        self.findings.append(finding(code, path, **parameters))


def _page_date(day: datetime.date | None) -> str:
    """Return a day as pages have printed it since autumn 2025."""
    return f"{day.day}.{day.month}.{day.year}" if day else ""


def _flattened(text: RichText) -> int:
    """Count sub-headings, and links whose address plain text has to show in brackets."""
    count = 0
    for block in text.blocks:
        match block:
            case Heading():
                count += 1
            case Paragraph(content):
                count += sum(isinstance(piece, Link) for piece in content)
            case ItemList():
                count += _links_in(block)
    return count


def _links_in(item_list: ItemList) -> int:
    return sum(
        sum(isinstance(piece, Link) for piece in item.content) + sum(map(_links_in, item.sublists))
        for item in item_list.items
    )


def _has_untold_details(attachment: Attachment) -> bool:
    """Whether an attachment has what no page shows: a summary, or the address of an image."""
    is_image = attachment.kind is AttachmentKind.IMAGE
    return bool(attachment.summary or (is_image and (attachment.title or attachment.address)))
