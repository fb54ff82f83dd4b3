"""Triage: how far a description has come, in THL's three classes, and why.

Only what the description says counts; that it is marked ready does not. What is looked at stands in
``triage.toml``. Text that is added can lift a description, and never lowers it.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from attrs import field, frozen

from toimintamalli.analysis.content import ContentState, FieldContent, content_of, content_of_texts
from toimintamalli.diagnostics import as_language
from toimintamalli.model import (
    AnswerState,
    InnokylaStage,
    PracticeModel,
    RootingPlan,
    Section,
    UnplacedReason,
)
from toimintamalli.text import Language
from toimintamalli.vocabulary import (
    EmptyWords,
    FormProfile,
    TriageRule,
    empty_words,
    form_profile,
    form_profile_or_newest,
    triage_rule,
)

__all__ = ["ReasonKind", "Triage", "TriageClass", "TriagePart", "TriageReason", "triage"]


class TriageClass(StrEnum):
    """How far a description has come, the furthest first."""

    DESCRIBED = "described"
    UNFINISHED = "unfinished"
    BASICS = "basics"


class TriagePart(StrEnum):
    """What a description needs for the next class."""

    BEGINNING = "beginning"
    CORE_ELEMENTS = "core_elements"
    EVALUATION = "evaluation"


class ReasonKind(StrEnum):
    """Why a description is in its class."""

    CORE_DESCRIBED = "core_described"
    CORE_MISSING = "core_missing"
    CORE_TOO_SHORT = "core_too_short"
    CORE_ONLY_LINKS = "core_only_links"
    CORE_PLACEHOLDER = "core_placeholder"
    EVALUATED = "evaluated"
    EVALUATION_MISSING = "evaluation_missing"
    EVALUATION_PLANNED = "evaluation_planned"
    EVALUATION_WITHOUT_RESULTS = "evaluation_without_results"
    EVALUATION_ONLY_LINKS = "evaluation_only_links"
    EVALUATION_PLACEHOLDER = "evaluation_placeholder"
    WORK_BEGUN = "work_begun"
    ONLY_LINKS = "only_links"
    TEXT_UNPLACED = "text_unplaced"
    RECORDED_OUTSIDE_FORM = "recorded_outside_form"
    ONLY_SETTING = "only_setting"
    ONLY_BASICS = "only_basics"
    MARKED_READY = "marked_ready"


@frozen(kw_only=True)
class TriageReason:
    """One reason for a class.

    Attributes:
        kind: Which reason.
        path: The place that it concerns; ``form`` where nothing stands yet.
        label: Label of the field that it concerns; empty where it concerns none.
        quote: How the text begins that gave the reason; empty where none did.
    """

    kind: ReasonKind
    path: str
    label: str = ""
    quote: str = ""

    def sentence(self, language: Language | str = Language.FINNISH) -> str:
        """Return the reason as a sentence.

        Args:
            language: The language.
        """
        words = triage_rule().reason_words(self.kind).sentence.get(as_language(language))
        return words.format_map({"label": self.label, "quote": self.quote})


@frozen(kw_only=True)
class Triage:
    """How far one description has come.

    Attributes:
        triage_class: Its class.
        reasons: Why, each with the place that it concerns.
        missing: What it needs for the next class; empty in the furthest.
        lacking: What it needs for the furthest class.
        open_fields: Identifiers of the ``**`` fields that do not say enough yet, in page order.
        required_fields: How many ``**`` fields the form has.
    """

    triage_class: TriageClass
    reasons: tuple[TriageReason, ...]
    missing: tuple[TriagePart, ...]
    lacking: tuple[TriagePart, ...]
    open_fields: tuple[str, ...]
    required_fields: int

    @property
    def distance(self) -> int:
        """How far it is from complete: a count of the ``**`` fields that are still open."""
        return len(self.open_fields)

    @property
    def from_nothing(self) -> int:
        """How many lacking parts must be written from nothing: no word, link or plan is there."""
        nothing = (ReasonKind.CORE_MISSING, ReasonKind.EVALUATION_MISSING)
        return sum(reason.kind in nothing for reason in self.reasons)

    def steps(self, language: Language | str = Language.FINNISH) -> tuple[str, ...]:
        """Return what to do for the next class, a sentence for each missing part.

        Args:
            language: The language.
        """
        parts = map(triage_rule().part, self.missing)
        return tuple(
            part.step.get(as_language(language)).format_map({"label": _label(part.fields[0])})
            for part in parts
        )


def triage(model: PracticeModel) -> Triage:
    """Return the class of a description with the reasons for it.

    Args:
        model: The model whose description is looked at.

    Example:
        >>> from toimintamalli.model import Form, RichText, Section
        >>> idea = "Hoitaja soittaa samana päivänä ja sopii asiakkaan kanssa, miten asia hoidetaan."
        >>> section = Section(field="solution_idea", text=RichText.parse(idea))
        >>> found = triage(PracticeModel(form=Form(sections=(section,))))
        >>> found.triage_class, found.missing
        (<TriageClass.UNFINISHED: 'unfinished'>, (<TriagePart.EVALUATION: 'evaluation'>,))
        >>> found.reasons[1].sentence("en")[:27]
        'The evaluation is missing: '
    """
    seen = _Description(model)
    core, evaluation = _core(seen), _evaluation(seen)
    begun = tuple(_begun(seen))
    lacking = tuple(
        part
        for part, reason, met in (
            (TriagePart.CORE_ELEMENTS, core, ReasonKind.CORE_DESCRIBED),
            (TriagePart.EVALUATION, evaluation, ReasonKind.EVALUATED),
        )
        if reason.kind is not met
    )
    reasons: tuple[TriageReason, ...] = (core, evaluation)
    if not lacking:
        found, missing = TriageClass.DESCRIBED, lacking
    elif begun:
        found, missing = TriageClass.UNFINISHED, lacking
        reasons += _told_beside(begun, lacking)
    else:
        found, missing = TriageClass.BASICS, (TriagePart.BEGINNING,)
        reasons = (_nothing_begun(seen), *(one for one in reasons if one.kind in _PLACES_FOR_TEXT))
    if lacking and model.innokyla_stage is InnokylaStage.READY:
        reasons += (TriageReason(kind=ReasonKind.MARKED_READY, path="innokyla_stage"),)
    return Triage(
        triage_class=found,
        reasons=reasons,
        missing=missing,
        lacking=lacking,
        open_fields=tuple(_open_fields(seen)),
        required_fields=len(seen.profile.required_fields),
    )


# -- what is looked at ------------------------------------------------------------------------


def _label(field_id: str, profile: FormProfile | None = None) -> str:
    found = (profile or form_profile()).field(field_id)
    return found.label if found else field_id


@frozen
class _Description:
    """A model with what is looked at more than once."""

    model: PracticeModel
    rule: TriageRule = field(factory=triage_rule)
    profile: FormProfile = field(init=False)
    contents: tuple[FieldContent, ...] = field(init=False)

    @profile.default
    def _form(self) -> FormProfile:
        return form_profile_or_newest(self.model.form.profile)

    @contents.default
    def _each(self) -> tuple[FieldContent, ...]:
        return tuple(map(content_of, self.model.form.sections))

    def content(self, fields: tuple[str, ...]) -> FieldContent:
        """Return what some fields hold together."""
        held = zip(self.model.form.sections, self.contents, strict=True)
        return sum(
            (content for section, content in held if section.field in fields), FieldContent()
        )

    def results(self, fields: tuple[str, ...]) -> FieldContent:
        """Return what some fields hold beside the claim that something was evaluated."""
        claims = empty_words(EmptyWords.CLAIM)
        sections = (one for one in self.model.form.sections if one.field in fields)
        return sum((content_of(one, also_empty=claims) for one in sections), FieldContent())

    def path(self, fields: tuple[str, ...]) -> str:
        """Return the place of the first section of some fields, or the form."""
        for place, section in enumerate(self.model.form.sections):
            if section.field in fields:
                return f"form.sections[{place}]"
        return "form"

    def label(self, field_id: str) -> str:
        return _label(field_id, self.profile)


# -- core elements ----------------------------------------------------------------------------

_CORE_REASON = {
    ContentState.SAID: ReasonKind.CORE_DESCRIBED,
    ContentState.SHORT: ReasonKind.CORE_TOO_SHORT,
    ContentState.ELSEWHERE: ReasonKind.CORE_ONLY_LINKS,
    ContentState.PLACEHOLDER: ReasonKind.CORE_PLACEHOLDER,
    ContentState.EMPTY: ReasonKind.CORE_MISSING,
}


def _core(seen: _Description) -> TriageReason:
    """Return whether the core elements are described, on the form or in the model's own list."""
    part = seen.rule.part(TriagePart.CORE_ELEMENTS)
    on_form = seen.content(part.fields)
    listed = content_of_texts(seen.model.core_elements)
    state = (on_form + listed).state(part.least_words)
    path, shown = seen.path(part.fields), on_form
    enough = on_form.says_something(part.least_words)
    if not enough and (listed.words > on_form.words or (not on_form.quote and listed.quote)):
        path, shown = "core_elements", listed
    return TriageReason(
        kind=_CORE_REASON[state],
        path=path,
        label=seen.label(part.fields[0]),
        quote="" if state is ContentState.SAID else shown.quote,
    )


# -- evaluation -------------------------------------------------------------------------------

_EVALUATION_REASON = {
    # Said, and yet not a result: only the claim that something was evaluated, or too few words.
    ContentState.SAID: ReasonKind.EVALUATION_WITHOUT_RESULTS,
    ContentState.SHORT: ReasonKind.EVALUATION_WITHOUT_RESULTS,
    ContentState.ELSEWHERE: ReasonKind.EVALUATION_ONLY_LINKS,
    ContentState.PLACEHOLDER: ReasonKind.EVALUATION_PLACEHOLDER,
    ContentState.EMPTY: ReasonKind.EVALUATION_MISSING,
}


def _evaluation(seen: _Description) -> TriageReason:
    """Return whether there is evaluation: results on the form, answers, or observed metrics."""
    part = seen.rule.part(TriagePart.EVALUATION)
    label, path = seen.label(part.fields[0]), seen.path(part.fields)
    told = seen.results(part.fields).says_something(part.least_words)
    recorded = None if told else _recorded_results(seen)
    if told or recorded:
        return TriageReason(kind=ReasonKind.EVALUATED, path=recorded or path, label=label)
    content = seen.content(part.fields)
    state = content.state(part.least_words)
    planned = _planned(seen) if state is ContentState.EMPTY else None
    if planned:
        return TriageReason(kind=ReasonKind.EVALUATION_PLANNED, path=planned, label=label)
    return TriageReason(kind=_EVALUATION_REASON[state], path=path, label=label, quote=content.quote)


def _recorded_results(seen: _Description) -> str | None:
    """Return the place of an evaluation with an answer, or of a metric with an observation."""
    for place, evaluation in enumerate(seen.model.evaluations):
        if any(map(evaluation.uses, seen.rule.other_instruments)):
            continue
        if any(answer.state is AnswerState.LEVEL and answer.level for answer in evaluation.answers):
            return f"evaluations[{place}]"
    for place, metric in enumerate(seen.model.metrics):
        if metric.observations:
            return f"metrics[{place}]"
    return None


def _planned(seen: _Description) -> str | None:
    """Return the place that tells how it will be evaluated, where one does."""
    fields = seen.rule.planned_fields
    if seen.content(fields).says_something():
        return seen.path(fields)
    for name, there in (("metrics", seen.model.metrics), ("evaluations", seen.model.evaluations)):
        if there:
            return f"{name}[0]"
    return None


# -- whether the work has begun ---------------------------------------------------------------

_KIND_OF_WORK = {
    ContentState.SAID: ReasonKind.WORK_BEGUN,
    ContentState.ELSEWHERE: ReasonKind.ONLY_LINKS,
}
_PLACES_FOR_TEXT = (ReasonKind.CORE_PLACEHOLDER, ReasonKind.EVALUATION_PLACEHOLDER)


def _begun(seen: _Description) -> Iterator[TriageReason]:
    """Yield what shows that the work has begun: text, links, or what the model records."""
    yield from _begun_on_form(seen)
    for place, unplaced in enumerate(seen.model.form.unplaced):
        may_be_work = unplaced.reason is not UnplacedReason.NOT_A_MODEL
        if not may_be_work or unplaced.field in seen.rule.setting_fields:
            continue
        if content_of(Section(text=unplaced.text)).state() in _KIND_OF_WORK:
            yield TriageReason(kind=ReasonKind.TEXT_UNPLACED, path=f"form.unplaced[{place}]")
            break
    recorded = _recorded_work(seen.model)
    if recorded:
        yield TriageReason(kind=ReasonKind.RECORDED_OUTSIDE_FORM, path=recorded)


def _begun_on_form(seen: _Description) -> Iterator[TriageReason]:
    """Yield the first text and the first link beyond the setting; fields told before come last."""
    told = {name for part in seen.rule.parts for name in part.fields}
    held = enumerate(zip(seen.model.form.sections, seen.contents, strict=True))
    found: dict[ContentState, TriageReason] = {}
    for place, (section, content) in sorted(held, key=lambda one: one[1][0].field in told):
        kind = _KIND_OF_WORK.get(content.state())
        if kind and section.field not in seen.rule.setting_fields:
            label = seen.label(section.field) if section.field else section.heading
            reason = TriageReason(
                kind=kind, path=f"form.sections[{place}]", label=label or content.quote
            )
            found.setdefault(content.state(), reason)
    if not found and seen.model.basics.attachments:
        yield TriageReason(kind=ReasonKind.ONLY_LINKS, path="basics.attachments")
    yield from (found[state] for state in _KIND_OF_WORK if state in found)


def _recorded_work(model: PracticeModel) -> str | None:
    """Return the first part of the model, beside the form, that records work."""
    parts = {
        "core_elements": content_of_texts(model.core_elements).says_something(),
        "adaptable_parts": content_of_texts(model.adaptable_parts).says_something(),
        "evaluations": model.evaluations,
        "metrics": model.metrics,
        "boards": model.boards,
        "placement_worksheets": model.placement_worksheets,
        "rooting_plan": model.rooting_plan not in (None, RootingPlan()),
    }
    return next((name for name, there in parts.items() if there), None)


def _told_beside(
    begun: tuple[TriageReason, ...], lacking: tuple[TriagePart, ...]
) -> tuple[TriageReason, ...]:
    """Return what is told beside the two parts: how the work shows, and text out of place."""
    unplaced = tuple(one for one in begun if one.kind is ReasonKind.TEXT_UNPLACED)
    shown = tuple(one for one in begun if one.kind is not ReasonKind.TEXT_UNPLACED)
    return unplaced if len(lacking) == 1 else (*shown[:1], *unplaced)


def _nothing_begun(seen: _Description) -> TriageReason:
    fields = seen.rule.setting_fields
    if seen.content(fields).says_something():
        return TriageReason(kind=ReasonKind.ONLY_SETTING, path=seen.path(fields))
    return TriageReason(kind=ReasonKind.ONLY_BASICS, path="form")


# -- how far it is from complete --------------------------------------------------------------


def _open_fields(seen: _Description) -> Iterator[str]:
    """Yield the ``**`` fields that do not say enough yet."""
    core = seen.rule.part(TriagePart.CORE_ELEMENTS)
    evaluation = seen.rule.part(TriagePart.EVALUATION)
    for one in seen.profile.required_fields:
        if one.id in evaluation.fields:
            enough = seen.results((one.id,)).says_something(evaluation.least_words)
        else:
            least_words = core.least_words if one.id in core.fields else 1
            enough = seen.content((one.id,)).says_something(least_words)
        if not enough:
            yield one.id
