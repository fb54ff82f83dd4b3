"""Writes a composed text into a section, and never over what a person wrote."""

from __future__ import annotations

from enum import StrEnum
from hashlib import sha256

from attrs import evolve, frozen

from toimintamalli.composition._composed import Composed
from toimintamalli.diagnostics import failure
from toimintamalli.errors import UnknownNameError
from toimintamalli.model import Form, PracticeModel, RichText, Section
from toimintamalli.vocabulary import FormProfile, form_profile, form_profiles

__all__ = ["SectionState", "Written", "fingerprint", "is_untouched", "write_section"]

_VERSION = "v1"
_DIGITS = 16


class SectionState(StrEnum):
    """What became of a section."""

    FILLED = "filled"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    KEPT_EDITED = "kept_edited"
    KEPT_OWN = "kept_own"
    NOTHING = "nothing"


@frozen(kw_only=True)
class Written:
    """A model with a section written, and what became of it.

    Attributes:
        model: The model; the one given where nothing was written.
        state: Filled where it was empty or missing; replaced; unchanged where the text stands there
            already; kept where a person edited the composed text, or wrote a text of their own;
            nothing where there is no text to write.
    """

    model: PracticeModel
    state: SectionState

    @property
    def is_kept(self) -> bool:
        """Whether a person's text was kept instead."""
        return self.state in (SectionState.KEPT_EDITED, SectionState.KEPT_OWN)


def fingerprint(text: RichText) -> str:
    """Return the fingerprint of a text; equal texts have equal ones, on every machine.

    Args:
        text: The text.

    Example:
        >>> fingerprint(RichText.parse("Yksi numero."))
        'v1-7e452c299d31d7d2'
    """
    data = text.markup.encode("utf-8", "surrogatepass")
    return f"{_VERSION}-{sha256(data).hexdigest()[:_DIGITS]}"


def is_untouched(section: Section) -> bool:
    """Return whether the library wrote the text of a section and nobody edited it since.

    Args:
        section: The section.
    """
    return section.generated == fingerprint(section.text)


def write_section(
    model: PracticeModel, field_id: str, composed: Composed, *, force: bool = False
) -> Written:
    """Return a model whose section has a composed text, unless a person's text stands there.

    A section that the library wrote and nobody edited is replaced; an empty or missing one is
    filled. Attachments stay. The section carries the fingerprint of its text, by which a later
    edit is noticed.

    Args:
        model: The model; it is not changed.
        field_id: Identifier of the form field, such as ``conditions_of_use``.
        composed: The text, as from `compose_conditions`.
        force: Whether to replace also what a person wrote or edited.

    Raises:
        UnknownNameError: The form has no such field (TM902).

    Example:
        >>> import toimintamalli as tm
        >>> model = tm.load("malli.yaml")
        >>> written = write_section(model, "conditions_of_use", tm.compose_conditions(model))
        >>> written.state
        <SectionState.KEPT_OWN: 'kept_own'>
    """
    profile = _profile(model)
    if profile.field(field_id) is None:
        allowed = tuple(field.id for field in profile.fields)
        raise UnknownNameError(failure("TM902", found=field_id, allowed=allowed))
    place = _place(model.form, field_id)
    old = Section(field=field_id) if place is None else model.form.sections[place]
    state = _state(old, composed.text, force=force)
    if state not in (SectionState.FILLED, SectionState.REPLACED):
        return Written(model=model, state=state)
    new = evolve(old, text=composed.text, generated=fingerprint(composed.text))
    sections = list(model.form.sections)
    if place is None:
        sections.insert(_new_place(model.form, field_id, profile), new)
    else:
        sections[place] = new
    form = evolve(model.form, sections=tuple(sections))
    return Written(model=evolve(model, form=form), state=state)


def _state(old: Section, text: RichText, *, force: bool) -> SectionState:
    if not text:
        return SectionState.NOTHING
    if old.text == text and (is_untouched(old) or not force):
        return SectionState.UNCHANGED
    if not old.text:
        return SectionState.FILLED
    if force or is_untouched(old):
        return SectionState.REPLACED
    return SectionState.KEPT_OWN if old.generated is None else SectionState.KEPT_EDITED


def _place(form: Form, field_id: str) -> int | None:
    """Return where the section of a field stands: the first with a text, else the first."""
    places = [place for place, one in enumerate(form.sections) if one.field == field_id]
    with_text = (place for place in places if form.sections[place].text)
    return next(with_text, next(iter(places), None))


def _new_place(form: Form, field_id: str, profile: FormProfile) -> int:
    """Return where a new section belongs: before the first field that comes later on the form."""
    order = profile.order(field_id)
    for place, section in enumerate(form.sections):
        if section.field and profile.field(section.field) and profile.order(section.field) > order:
            return place
    return len(form.sections)


def _profile(model: PracticeModel) -> FormProfile:
    """Return the profile that the form names, or today's where it names an unknown one."""
    known = {profile.id: profile for profile in form_profiles()}
    return known.get(model.form.profile, form_profile())
