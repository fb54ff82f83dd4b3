"""A scaffold: a practice model to fill, with guidance as comments."""

from __future__ import annotations

from toimintamalli import _yaml
from toimintamalli._migrations import FORMAT_VERSION, VERSION_KEY
from toimintamalli.diagnostics import as_language, failure
from toimintamalli.errors import DumpError
from toimintamalli.model import BasicData
from toimintamalli.text import Language
from toimintamalli.vocabulary import field_description, form_profile, labels

__all__ = ["scaffold"]

# Basic data that a person fills; Innokylä itself gives the dates.
_TEXTS = ("title", "summary", "place")
_LISTS = ("locations", "funders", "collections", "contributors")


def scaffold(title: str = "", *, language: Language | str = Language.FINNISH) -> str:
    """Return a YAML document to fill: all basic data and ``**`` fields, each with guidance.

    Args:
        title: Title of the practice model.
        language: Language of the guidance.

    Returns:
        A document that `toimintamalli.loads` opens as it is.

    Raises:
        DumpError: The title holds what no document can hold.

    Example:
        >>> print(scaffold("Etävastaanotto").splitlines()[-1])
              text: ""
    """
    spoken = as_language(language)
    words = labels("toimintamalli", spoken)
    profile = form_profile()
    comments: dict[_yaml.DocumentPath, list[str]] = {
        (): [words["scaffold.top"], words["scaffold.own"], words["scaffold.prose"]]
    }
    for name in (*_TEXTS, *_LISTS):
        label = next(basic.label for basic in profile.basics if basic.id == name)
        guidance = field_description(BasicData, name).get(spoken)
        comments["basics", name] = [f"{label}: {guidance}"]
    for place, field in enumerate(profile.required_fields):
        comment = f"{field.label} {profile.required_marker} {field.guidance.get(spoken)}"
        comments["form", "sections", place] = [comment]
    document = {
        VERSION_KEY: FORMAT_VERSION,
        "basics": {**dict.fromkeys(_TEXTS, ""), "title": title} | {name: [] for name in _LISTS},
        "form": {
            "profile": profile.id,
            "sections": [{"field": field.id, "text": ""} for field in profile.required_fields],
        },
    }
    try:
        return _yaml.emit(document, comments=comments)
    except ValueError as error:
        raise DumpError(failure("TM140", reason=str(error))) from None
