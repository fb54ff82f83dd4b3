"""Which parts the document of a model has, in which order; how they look is decided elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import define, field

from toimintamalli.analysis.form_order import in_form_order
from toimintamalli.diagnostics import Diagnostic
from toimintamalli.model import (
    Attachment,
    BasicData,
    ItemList,
    Link,
    ListItem,
    ListKind,
    PracticeModel,
    RichText,
    RootingPlan,
    Section,
)
from toimintamalli.text import Language
from toimintamalli.vocabulary import FormProfile, enum_title, form_profile_or_newest
from toimintamalli_word._basics import basics_table
from toimintamalli_word._evaluations import evaluation_parts
from toimintamalli_word._parts import Heading, Part, Prose, Text, Title, Words
from toimintamalli_word._plan import metrics_table, tasks_table
from toimintamalli_word._words import Speech

if TYPE_CHECKING:
    from toimintamalli_word._exporter import WordOptions

__all__ = ["Outline"]


@define
class Outline:
    """Chooses the parts of the document, and notes what could not be shown as it should.

    Attributes:
        model: The model.
        options: What was asked for.
        findings: What was noted while the parts were made.
    """

    model: PracticeModel
    options: WordOptions
    findings: list[Diagnostic] = field(factory=list, init=False)

    @property
    def speech(self) -> Speech:
        """The words of the document."""
        return Speech(self.options.language, self.model.language)

    @property
    def _profile(self) -> FormProfile:
        return form_profile_or_newest(self.model.form.profile)

    def parts(self) -> Iterator[Part]:
        """Yield the parts, from the title on."""
        speech, basics = self.speech, self.model.basics
        if title := " ".join(basics.title.split()):
            yield Title(speech.own(title))
        else:
            yield Title(speech.label("untitled"))
        if basics.summary.strip():
            yield Text(speech.own(basics.summary.strip()))
        yield from self._basics()
        yield from self._listed("core_elements", self.model.core_elements)
        yield from self._listed("adaptable_parts", self.model.adaptable_parts)
        yield from self._form()
        if self.options.evaluations and self.model.evaluations:
            yield Heading(1, speech.field(PracticeModel, "evaluations"))
            for place in range(len(self.model.evaluations)):
                made, findings = evaluation_parts(self.model, place, self.options)
                self.findings += findings
                yield from made
        yield from self._plan()
        if self.model.metrics:
            yield Heading(1, speech.field(PracticeModel, "metrics"))
            yield metrics_table(self.model.metrics, speech)

    def _basics(self) -> Iterator[Part]:
        speech = self.speech
        table = basics_table(self.model, speech)
        attachments = self.model.basics.attachments
        if table or attachments:
            yield Heading(1, speech.field(PracticeModel, "basics"))
        if table:
            yield table
        if attachments:
            yield Heading(2, speech.field(BasicData, "attachments"))
            yield self._attachments(attachments)

    def _listed(self, name: str, items: tuple[str, ...]) -> Iterator[Part]:
        if items:
            yield Heading(1, self.speech.field(PracticeModel, name))
            listed = ItemList(ListKind.BULLET, tuple(ListItem((item,)) for item in items))
            yield Prose(RichText((listed,)), self.model.language)

    def _form(self) -> Iterator[Part]:
        sections = in_form_order(self._sections(), self._profile)
        if sections:
            yield Heading(1, self.speech.field(PracticeModel, "form"))
        for section in sections:
            yield from self._section(section)

    def _sections(self) -> Iterator[Section]:
        """Yield the sections that say something, and those whose guidance is wanted."""
        held = self.model.form.sections
        yield from (one for one in held if one.text or one.attachments)
        if self.options.guidance:
            filled = {one.field for one in held if one.text or one.attachments}
            for required in self._profile.required_fields:
                if required.id not in filled:
                    yield Section(field=required.id)

    def _section(self, section: Section) -> Iterator[Part]:
        known = self._profile.field(section.field or "")
        if known is not None:
            yield Heading(2, Words(known.label, Language.FINNISH))
        else:
            yield Heading(2, self.speech.own(section.heading or section.field or "–"))
        if section.text:
            yield Prose(section.text, self.model.language)
        elif known is not None and not section.attachments:
            yield Text(self.speech.said(known.guidance), is_guidance=True)
        if section.attachments:
            yield Heading(3, self.speech.field(Section, "attachments"))
            yield self._attachments(section.attachments)

    def _attachments(self, attachments: tuple[Attachment, ...]) -> Prose:
        items = tuple(map(self._attachment, attachments))
        return Prose(RichText((ItemList(ListKind.BULLET, items),)), self.model.language)

    def _attachment(self, one: Attachment) -> ListItem:
        """Return what an attachment is and says; the document holds no picture or file."""
        kind = enum_title(one.kind).get(self.model.language)
        name = one.title or one.caption or one.address or kind
        told = [kind if name != kind else "", one.alt_text, one.caption, one.summary]
        about = "\n".join(text for text in dict.fromkeys(told) if text and text != name)
        shown = Link(name, one.address) if one.address else name
        return ListItem((shown, f"\n{about}" if about else ""))

    def _plan(self) -> Iterator[Part]:
        plan, speech = self.model.rooting_plan, self.speech
        if plan is None or not (plan.what or plan.why or plan.tasks):
            return
        yield Heading(1, speech.field(PracticeModel, "rooting_plan"))
        for name, text in (("what", plan.what), ("why", plan.why)):
            if text.strip():
                yield Heading(2, speech.field(RootingPlan, name))
                yield Text(speech.own(text.strip()))
        if plan.tasks:
            yield Heading(2, speech.field(RootingPlan, "tasks"))
            yield tasks_table(plan.tasks, speech)
