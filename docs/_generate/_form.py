"""The fields of the Innokylä form."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from _generate._texts import plain, source, spoken, three
from toimintamalli.text import Language
from toimintamalli.vocabulary import FormField, FormProfile, form_profiles

__all__ = ["form_fields"]


def form_fields() -> Iterator[str]:
    """Yield the page of the fields of the form."""
    yield "# Fields of the Innokylä form\n"
    yield "Labels are written letter for letter; the guidance is this library's own.\n"
    for profile in form_profiles():
        yield from _profile(profile)


def _profile(profile: FormProfile) -> Iterator[str]:
    yield f"## {profile.id}\n"
    yield f"{three(profile.name)}\n"
    yield f"Source {source(profile.provenance)}\n"
    yield "### Basic data\n"
    for basic in profile.basics:
        names = (spoken(plain(name), Language.FINNISH) for name in basic.names)
        yield f"- `{basic.id}`: {', '.join(names)}"
    yield "\n### Form\n"
    yield from chain.from_iterable(map(_form_field, profile.fields))


def _form_field(field: FormField) -> Iterator[str]:
    aliases = spoken(plain(", ".join(field.aliases)), Language.FINNISH)
    marks = [
        f"place {field.path} on the path",
        *([f"place {field.front} on the front page"] if field.front else []),
        *(["required"] if field.required else []),
        *([f"also written {aliases}"] if field.aliases else []),
    ]
    yield f"{spoken(plain(field.label), Language.FINNISH)}\n: `{field.id}`; {'; '.join(marks)}\n"
    yield f"  {three(field.guidance)}\n"
