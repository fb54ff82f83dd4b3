"""The description: basic data that people write, the fields of the form, then everything else."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any, Final

from attrs import evolve, frozen

from toimintamalli.analysis.form_places import (
    FormPlace,
    field_label,
    form_places,
    known_profile,
    section_label,
    with_texts,
)
from toimintamalli.filling import RichTextForm, form_of, with_values
from toimintamalli.model import (
    Attachment,
    BasicData,
    Form,
    PracticeModel,
    RichText,
    Section,
    UnplacedText,
)
from toimintamalli.vocabulary import (
    FieldTitle,
    FormField,
    Term,
    enum_title,
    field_description,
    record_title,
    recording_points,
)
from toimintamalli.worksheets import WorksheetPart
from toimintamalli_pdf.layout import Area, Bullets, Heading, Paragraph, Part, TextBox
from toimintamalli_pdf.sheets._marks import mark_of, plain_text
from toimintamalli_pdf.sheets._places import (
    PACKAGE,
    Named,
    Place,
    SheetContext,
    fillable,
    said_or,
)
from toimintamalli_pdf.sheets._reading import Reading
from toimintamalli_pdf.sheets._said import introduction

__all__ = ["DescriptionPart"]

_BASICS: Final = (("title", 1), ("summary", 3), ("place", 1), ("locations", 3), ("funders", 3))
"""Fields of the basic data that people write, each with its lines."""

_IN_BASICS: Final = "basics"
_IN_FORM: Final = "form"
_OWN: Final = "own"
_RECORDED_IN: Final = "conditions_of_use"
_LINES: Final = 6
_FORM: Final = RichTextForm()


@frozen
class DescriptionPart:
    """The fields of the form of Innokylä, filled or not, and sections under their own headings.

    A section is known again by its field and its heading, not by its place among the others.

    Attributes:
        part: The part of the worksheet.
        context: What the sheet is made of.
    """

    part: WorksheetPart
    context: SheetContext

    # -- showing ------------------------------------------------------------------------------

    def parts(self) -> Iterator[Part]:
        """Yield what is drawn."""
        language = self.context.language
        yield from introduction(self.part, self.context)
        yield Heading(text=record_title(BasicData).get(language))
        yield from map(self._area, self._places_of_basics(self._model()))
        yield Heading(text=record_title(Form).get(language))
        is_among_own = False
        for one, place in self._sections(self._model().form):
            if one.field is None and not is_among_own:
                is_among_own = True
                yield Heading(text=self.context.words["description.own"])
            if one.field:
                yield from self._recorded(one.field, one.number)
            yield self._area(place)
            yield from self._attachments(one.section)
        yield from self._unplaced()

    def places(self) -> Iterator[Place]:
        """Yield the fields."""
        yield from self._places_of_basics(self._model())
        for _, place in self._sections(self._model().form):
            yield place

    def _model(self) -> PracticeModel:
        """Return what the fields show."""
        model = self.context.model
        if not self.context.shown.is_empty:
            return model
        return PracticeModel(language=model.language, form=Form(profile=model.form.profile))

    def _places_of_basics(self, model: PracticeModel) -> Iterator[Place]:
        for name, lines in _BASICS:
            yield Place(
                name=self.context.name(self.part.id, _IN_BASICS, name),
                label=FieldTitle(BasicData, name),
                form=form_of(BasicData, name),
                value=getattr(model.basics, name),
                hint=field_description(BasicData, name),
                lines=lines,
            )

    def _sections(self, form: Form) -> Iterator[tuple[FormPlace, Place]]:
        """Yield the sections of a form and its empty fields, each with its place on the sheet."""
        taken: set[str] = set()
        for one in form_places(form):
            name = self._name(one.section, taken)
            taken.add(name)
            yield (
                one,
                Place(
                    name=name,
                    label=said_or(one.label, record_title(Section)),
                    form=_FORM,
                    value=one.section.text,
                    hint=one.field.guidance if one.field else None,
                    lines=_LINES,
                ),
            )

    def _name(self, section: Section, taken: set[str]) -> str:
        heading = mark_of(section.heading or "")
        key = "-".join(part for part in (section.field or _OWN, heading) if part)
        name = self.context.name(self.part.id, _IN_FORM, key)
        numbered = (f"{name}-{number}" for number in count(2))
        return name if name not in taken else next(one for one in numbered if one not in taken)

    def _area(self, place: Place) -> Area:
        language = self.context.language
        box = fillable(place, self.context)
        assert isinstance(box, TextBox), "all fields of the description are texts"
        hint = place.hint.get(language) if place.hint else ""
        return Area(label=place.label.get(language), hint=hint, box=box)

    def _recorded(self, field: FormField, number: int) -> Iterator[Part]:
        """Yield what has to be recorded in a field, above it."""
        if field.id != _RECORDED_IN or number > 1:
            return
        names = tuple(point.name.get(self.context.language) for point in recording_points())
        yield Paragraph(text=self.context.words.fill("description.recorded", label=field.label))
        yield Bullets(items=names)

    def _attachments(self, section: Section) -> Iterator[Part]:
        if not section.attachments:
            return
        title = FieldTitle(Section, "attachments").get(self.context.language)
        lines = tuple(map(self._attachment, section.attachments))
        yield Paragraph(text=title, strong=True)
        yield Bullets(items=lines, language=self.context.answer_language)

    def _attachment(self, attachment: Attachment) -> str:
        about = (attachment.summary, attachment.alt_text, attachment.caption)
        told = (attachment.title, next(filter(None, about), ""), attachment.address)
        line = ", ".join(" ".join(text.split()) for text in told if text.strip())
        return said_or(line, enum_title(attachment.kind)).get(self.context.language)

    def _unplaced(self) -> Iterator[Part]:
        """Yield the texts that found no field, to read."""
        form, language = self._model().form, self.context.language
        if not form.unplaced:
            return
        profile = known_profile(form)
        yield Heading(text=record_title(UnplacedText).get(language))
        yield Paragraph(text=self.context.words["description.unplaced"])
        for one in form.unplaced:
            beside = field_label(one.field, profile) if one.field else ""
            label = Named((beside, enum_title(one.reason)))
            yield Paragraph(text=label.get(language), strong=True)
            yield Paragraph(text=one.text.plain, language=self.context.answer_language)

    # -- reading ------------------------------------------------------------------------------

    def proposed(self, model: PracticeModel, reading: Reading) -> PracticeModel:
        """Return the model with what was filled in."""
        names = [name for name, _ in _BASICS]
        values = reading.values(zip(names, self._places_of_basics(model), strict=True))
        basics: Any = with_values(model.basics, values, {})
        sections = tuple(self._sections(model.form))
        texts = [
            (one, RichText.parse(written))
            for one, place in sections
            if self._is_asked(one, place, reading)
            and (written := reading.change(place)) is not None
        ]
        gone = tuple(self._gone({place.name for _, place in sections}, model, reading))
        return evolve(model, basics=basics, form=with_texts(model.form, texts, gone))

    def _is_asked(self, one: FormPlace, place: Place, reading: Reading) -> bool:
        """Tell whether a sheet has a place: fields of the form always, other sections as made."""
        always = self.context.name(self.part.id, _IN_FORM, one.field.id) if one.field else ""
        return place.name == always or reading.was_made(place.name)

    def _gone(self, known: set[str], model: PracticeModel, reading: Reading) -> Iterator[Section]:
        """Yield what was written into sections that the model does not have any more."""
        start = self.context.name(self.part.id, _IN_FORM, "")
        held = {section.text for section in model.form.sections}
        others = [name for name in reading.texts if name.startswith(start) and name not in known]
        for name in others:
            text = RichText.parse(plain_text(reading.kept(name)))
            if text and text not in held and not reading.is_untouched(name):
                section = self._section_named(name, model)
                label = section_label(section, known_profile(model.form))
                reading.tell("PDF136", place=label)
                yield evolve(section, text=text)

    def _section_named(self, name: str, model: PracticeModel) -> Section:
        """Return the field that a place was for, or a heading for a section of one's own."""
        profile = known_profile(model.form)
        for field in profile.fields if profile else ():
            start = self.context.name(self.part.id, _IN_FORM, field.id)
            if name == start or name.startswith(f"{start}-"):
                return Section(field=field.id)
        return Section(heading=Term(PACKAGE, "description.gone").get(model.language))
