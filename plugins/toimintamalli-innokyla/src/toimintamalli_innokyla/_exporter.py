"""Lays a practice model out as form text: which parts, in which order; writing is elsewhere."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from attrs import define, field

from toimintamalli.analysis.form_order import in_groups
from toimintamalli.diagnostics import Diagnostic, ParameterValue, Report, failure
from toimintamalli.errors import OptionError
from toimintamalli.model import (
    Attachment,
    AttachmentKind,
    BasicData,
    Contributor,
    ContributorRole,
    Heading,
    PracticeModel,
    Record,
    RichText,
    Section,
    UnplacedReason,
    UnplacedText,
)
from toimintamalli.plugins import Rendered
from toimintamalli.text import Language
from toimintamalli.vocabulary import FieldTitle, FormField, FormProfile, form_profile
from toimintamalli_innokyla._findings import finding
from toimintamalli_innokyla._furniture import furniture
from toimintamalli_innokyla._options import InnokylaOptions, TextForm, Version
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
from toimintamalli_innokyla._placeholder import placeholder, title_placeholder
from toimintamalli_innokyla._programme import programme_said
from toimintamalli_innokyla._writers import write

__all__ = ["form_text"]

# What a model may hold for which the Innokylä form has no place.
_NOT_ON_FORM = (
    "stages",
    "core_elements",
    "adaptable_parts",
    "next_review",
    "evaluations",
    "rooting_plan",
    "metrics",
    "boards",
    "placement_worksheets",
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
        layout.tell_what_plain_text_flattens(parts)
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
    shown: list[UnplacedText] = field(factory=list)

    @property
    def working(self) -> bool:
        return self.options.version is Version.WORKING

    def whole(self) -> Iterator[Part]:
        """Yield the parts of the whole form, in page order."""
        yield self._title()
        if self.model.basics.title:
            yield TextPart(self.model.basics.summary.strip())
        yield from self._unplaced(_IN_PREAMBLE)
        if self._is_a_form():
            yield from self._basics()
            yield from self._sections()
            yield from self._stage()
        else:
            yield LabelPart(self._label_of_title(), basic=True, language=self._of_form)
            yield self._title_again()
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
            yield self._placeholder(known)

    # -- parts --------------------------------------------------------------------------------

    def _title(self) -> TitlePart | PlaceholderPart:
        if self.model.basics.title or not self.working:
            return TitlePart(self.model.basics.title)
        return PlaceholderPart(title_placeholder(self.options.language), self._of_guidance)

    def _title_again(self) -> TextPart | PlaceholderPart:
        """Return the title as it stands under its label."""
        title = self._title()
        return TextPart(title.text) if isinstance(title, TitlePart) else title

    def _label_of_title(self) -> str:
        if self._holds(UnplacedReason.NOT_A_MODEL):
            return furniture().collection_title
        return self.profile.basics[0].label

    def _is_a_form(self) -> bool:
        """Whether there is more than a title and text whose place is not known."""
        model = self.model
        only_title = BasicData(title=model.basics.title)
        nothing_placed = not model.form.sections and model.innokyla_stage is None
        unknown = any(map(self._holds, _IN_PLACE_OF_FORM))
        return not (unknown and nothing_placed and model.basics == only_title)

    def _holds(self, reason: UnplacedReason) -> bool:
        return any(unplaced.reason is reason for unplaced in self.model.form.unplaced)

    def _basics(self) -> Iterator[Part]:
        basics = self.model.basics
        authors = tuple(
            person.name or person.organisation
            for person in basics.contributors
            if person.role is ContributorRole.AUTHOR and (person.name or person.organisation)
        )
        values: dict[str, Part] = {
            "title": self._title_again(),
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
                yield LabelPart(basic.label, basic=True, language=self._of_form)
                yield from parts

    def _sections(self) -> Iterator[Part]:
        """Yield front page fields first, then those that stand on the path only."""
        groups = in_groups(self.model.form.sections)
        front = [known.id for known in self.profile.front_fields]
        path_only = [known.id for known in self.profile.fields if known.front is None]
        filled = [group[0].field for group in groups]
        for field_id in dict.fromkeys((None, *front, *path_only, *filled)):
            if field_id is not None and field_id not in filled:
                yield from self._empty_field(field_id)
            for group in groups:
                if group[0].field == field_id:
                    for section in group:
                        yield from self._section(section)

    def _section(self, section: Section) -> Iterator[Part]:
        known = self.profile.field(section.field or "")
        if known is not None:
            yield self._label(known)
        else:
            yield LabelPart(section.heading or section.field or "", required=self.options.markers)
        if section.text:
            yield RichPart(section.text)
        elif known is not None and known.required and self.working:
            yield self._placeholder(known)
        if section.attachments:
            yield LabelPart(self.profile.attachments_label, inner=True, language=self._of_form)
            yield AttachmentsPart(section.attachments)

    def _empty_field(self, field_id: str) -> Iterator[Part]:
        known = self.profile.field(field_id)
        if self.working and known is not None and known.required:
            yield self._label(known)
            yield self._placeholder(known)

    def _stage(self) -> Iterator[Part]:
        parts: list[Part] = [
            TextPart(value.label)
            for value in self.profile.stages
            if value.id == self.model.innokyla_stage
        ]
        parts += self._unplaced((UnplacedReason.UNEXPECTED_VALUE,), "stage")
        if parts:
            yield LabelPart(self.profile.stage_label, language=self._of_form)
            yield from parts

    def _unplaced(
        self, reasons: Iterable[UnplacedReason], field_id: str | None = None
    ) -> Iterator[Part]:
        if self.working:
            for unplaced in self.model.form.unplaced:
                if unplaced.reason in reasons and unplaced.field == field_id:
                    self.shown.append(unplaced)
                    yield RichPart(unplaced.text)

    def _placeholder(self, known: FormField) -> PlaceholderPart:
        text = placeholder(known, self.options.language)
        return PlaceholderPart(text, self._of_guidance)

    @property
    def _of_form(self) -> Language | None:
        """The language of official labels; None where it is that of the content."""
        return self._other_than_content(Language.FINNISH)

    @property
    def _of_guidance(self) -> Language | None:
        """The language of the guidance; None where it is that of the content."""
        return self._other_than_content(self.options.language)

    def _other_than_content(self, language: Language) -> Language | None:
        return None if language is self.model.language else language

    def _label(self, known: FormField) -> LabelPart:
        required = known.required and self.options.markers
        return LabelPart(known.label, required=required, language=self._of_form)

    def _field(self, wanted: str) -> FormField:
        for known in self.profile.fields:
            if wanted == known.id or wanted.casefold() in map(str.casefold, known.names):
                return known
        allowed = tuple(known.id for known in self.profile.fields)
        raise OptionError(failure("TM909", option="field", found=wanted, allowed=allowed))

    # -- what is left out ---------------------------------------------------------------------

    def tell_what_is_left_out(self) -> None:
        """Note what the model holds and the form text does not."""
        if no_place := tuple(self._without_place()):
            self._tell("INNOKYLA101", "", parts=no_place)
        people = self.model.basics.contributors
        others = [person for person in people if person.role is not ContributorRole.AUTHOR]
        if others:
            self._tell("INNOKYLA103", "basics.contributors", count=len(others))
        left_out_text = [kept for kept in self.model.form.unplaced if kept not in self.shown]
        words = sum(len(kept.text.plain.split()) for kept in left_out_text)
        if words:
            self._tell("INNOKYLA105", "form.unplaced", words=words)
        in_plain_text = self.options.form is TextForm.PLAIN
        details = sum(
            bool(_untold(item) or (in_plain_text and _untold_in_plain_text(item)))
            for item in self._attachments()
        )
        if details:
            self._tell("INNOKYLA104", "form", count=details)

    def tell_what_plain_text_flattens(self, parts: Iterable[Part]) -> None:
        """Note sub-headings and links, which plain text shows as lines and in brackets."""
        count = sum(_flattened(part.text) for part in parts if isinstance(part, RichPart))
        if count:
            self._tell("INNOKYLA102", "form", count=count)

    def _without_place(self) -> Iterator[FieldTitle]:
        empty = PracticeModel()
        held = self.model.programme
        if held != empty.programme and held != programme_said(self.model.basics):
            yield FieldTitle(PracticeModel, "programme")
        for name in _NOT_ON_FORM:
            if getattr(self.model, name) != getattr(empty, name):
                yield FieldTitle(PracticeModel, name)
        if any(person.organisation for person in self.model.basics.contributors):
            yield FieldTitle(Contributor, "organisation")
        if any(record.custom for record in self._records()):
            yield FieldTitle(PracticeModel, "custom")

    def _records(self) -> Iterator[Record]:
        """Yield the records of which the form has fields; each may have fields of one's own."""
        model = self.model
        yield from (model, model.basics, *model.basics.contributors)
        yield from (model.form, *model.form.sections, *model.form.unplaced)
        yield from self._attachments()

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
    return len(text.links) + sum(isinstance(block, Heading) for block in text.blocks)


def _untold(attachment: Attachment) -> str:
    """Return what no form of the text shows of an attachment."""
    if attachment.kind is AttachmentKind.IMAGE:
        return attachment.summary or attachment.title
    return attachment.summary or attachment.alt_text or attachment.caption


def _untold_in_plain_text(attachment: Attachment) -> str:
    """Return the address of an image, which plain text does not show."""
    return attachment.address if attachment.kind is AttachmentKind.IMAGE else ""
