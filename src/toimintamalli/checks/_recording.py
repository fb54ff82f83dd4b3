"""Check of what must be recorded of rooting in the text of the form; a guess from the words."""

from __future__ import annotations

from collections.abc import Iterator

from toimintamalli.diagnostics import Diagnostic, diagnostic
from toimintamalli.model import PracticeModel
from toimintamalli.vocabulary import form_profile, recording_points

__all__ = ["points_not_spoken_of"]

_CONDITIONS = "conditions_of_use"


def points_not_spoken_of(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM265: the text may not tell of a point that should be recorded.

    Where there is a rooting plan, the text is composed and judged from it.
    """
    if model.rooting_plan is not None:
        return
    field = form_profile().field(_CONDITIONS)
    for place, section in enumerate(model.form.sections):
        if section.field != _CONDITIONS or not section.text:
            continue
        text = section.text.plain
        for point in recording_points():
            if not point.stems.are_in(text):
                yield diagnostic(
                    "TM265",
                    f"form.sections[{place}].text",
                    label=field.label if field else _CONDITIONS,
                    point=point.name,
                    words=point.stems,
                )
