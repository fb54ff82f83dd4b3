"""JSON Schema (2020-12) of a practice model, generated from the types.

An editor completes and checks a YAML model with it; titles and descriptions come from the
vocabulary.
"""

from __future__ import annotations

import datetime
import types
import typing
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

import attrs

from toimintamalli._convert import CUSTOM_PREFIX
from toimintamalli._migrations import FORMAT_VERSION, VERSION_KEY
from toimintamalli.diagnostics import as_language
from toimintamalli.instruments import BUNDLED
from toimintamalli.model import (
    Evaluation,
    PracticeModel,
    ProgrammeData,
    Record,
    RichText,
    Section,
    Task,
    WorklistAnswer,
)
from toimintamalli.text import Language
from toimintamalli.vocabulary import (
    counties,
    customer_groups,
    enum_title,
    field_description,
    field_title,
    form_profile,
    labels,
    programmes,
    record_description,
    record_title,
    worklist_rows,
)

__all__ = ["json_schema"]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SCALARS: dict[type, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    RichText: {"type": "string"},
    datetime.date: {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
}


def json_schema(language: Language | str = Language.FINNISH) -> dict[str, Any]:
    """Return the JSON Schema of a practice model document.

    Args:
        language: Language of titles and descriptions.

    Returns:
        A schema of dialect 2020-12, ready for `json.dumps`.

    Example:
        >>> json_schema()["properties"]["basics"]["title"]
        'Perustiedot'
    """
    spoken = as_language(language)
    builder = _Builder(spoken)
    root = builder.record(PracticeModel)
    version = {
        "const": FORMAT_VERSION,
        "title": labels("toimintamalli", spoken)["schema.version"],
    }
    root["properties"] = {VERSION_KEY: version, **root["properties"]}
    root["required"] = [VERSION_KEY, *root.get("required", [])]
    return {"$schema": _DIALECT, **root, "$defs": dict(sorted(builder.definitions.items()))}


@attrs.define
class _Builder:
    """Gathers the definitions of the records that it meets."""

    language: Language
    definitions: dict[str, dict[str, Any]] = attrs.field(factory=dict)

    def record(self, record: type[Record]) -> dict[str, Any]:
        hints = typing.get_type_hints(record)
        fields = [a for a in attrs.fields(record) if a.name != "custom"]
        schema: dict[str, Any] = {
            "type": "object",
            "title": record_title(record).get(self.language),
            "description": record_description(record).get(self.language),
            "properties": {a.name: self._field(record, hints[a.name], a) for a in fields},
            "patternProperties": {f"^{CUSTOM_PREFIX}": True},
            "additionalProperties": False,
        }
        required = [a.name for a in fields if a.default is attrs.NOTHING]
        return schema | ({"required": required} if required else {})

    def _field(self, record: type[Record], wanted: Any, attribute: Any) -> dict[str, Any]:
        schema = self._type(wanted)
        if known := _known_values(record, attribute.name):
            schema.get("items", schema)["examples"] = known
        if attribute.default is not attrs.NOTHING:
            schema = {"anyOf": [schema, {"type": "null"}]}
        return {
            **schema,
            "title": field_title(record, attribute.name).get(self.language),
            "description": field_description(record, attribute.name).get(self.language),
        }

    def _type(self, wanted: Any) -> dict[str, Any]:
        if typing.get_origin(wanted) in (typing.Union, types.UnionType):
            (wanted,) = (kind for kind in typing.get_args(wanted) if kind is not type(None))
        if typing.get_origin(wanted) is tuple:
            return {"type": "array", "items": self._type(typing.get_args(wanted)[0])}
        if wanted in _SCALARS:
            return dict(_SCALARS[wanted])
        if issubclass(wanted, StrEnum):
            return self._enum(wanted)
        return self._reference(wanted)

    def _enum(self, wanted: type[StrEnum]) -> dict[str, Any]:
        values = [
            {"const": member.value, "title": enum_title(member).get(self.language)}
            for member in wanted
        ]
        return {"oneOf": values}

    def _reference(self, record: type[Record]) -> dict[str, Any]:
        if record.__name__ not in self.definitions:
            self.definitions[record.__name__] = {}
            self.definitions[record.__name__] = self.record(record)
        return {"$ref": f"#/$defs/{record.__name__}"}


def _known_values(record: type[Record], name: str) -> list[str]:
    """Return the identifiers that official lists know; others load as well, with a finding."""
    known: dict[tuple[type[Record], str], Iterable[str]] = {
        (Section, "field"): (field.id for field in form_profile().fields),
        (ProgrammeData, "programme"): (programme.id for programme in programmes()),
        (ProgrammeData, "pillar"): (p.id for programme in programmes() for p in programme.pillars),
        (ProgrammeData, "investments"): (
            item.id for programme in programmes() for item in programme.investments
        ),
        (ProgrammeData, "counties"): (county.id for county in counties()),
        (ProgrammeData, "customer_groups"): (group.id for group in customer_groups()),
        (Evaluation, "instrument"): BUNDLED,
        (WorklistAnswer, "row"): (row.id for row in worklist_rows()),
        (Task, "worklist_row"): (row.id for row in worklist_rows()),
    }
    return list(known.get((record, name), ()))
