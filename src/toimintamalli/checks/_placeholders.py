"""Check of fields that only hold their place."""

from __future__ import annotations

from collections.abc import Iterator

from toimintamalli.analysis.wording.phrases import quoted
from toimintamalli.analysis.wording.placeholders import only_holds_the_place
from toimintamalli.diagnostics import Diagnostic, diagnostic
from toimintamalli.model import PracticeModel
from toimintamalli.vocabulary import form_profile_or_newest

__all__ = ["placeholder_texts"]


def placeholder_texts(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM220: a ``**`` field holds only words such as "kesken"; it is as good as empty."""
    profile = form_profile_or_newest(model.form.profile)
    required = {field.id: field for field in profile.required_fields}
    for place, section in enumerate(model.form.sections):
        field, text = required.get(section.field or ""), section.text.plain
        if field and text and only_holds_the_place(text, field):
            path = f"form.sections[{place}].text"
            yield diagnostic("TM220", path, label=field.label, words=quoted([text]))
