"""The JSON Schema of documents: a page to read, and the files that an editor takes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import toimintamalli as tm
from _generate._texts import plain

__all__ = ["schema_files", "schema_page"]

_ROOT = "PracticeModel"


def schema_files() -> Mapping[str, Callable[[], Iterator[str]]]:
    """Return the schema in each language, by file name."""
    return {_file_name(language): partial(_schema, language) for language in tm.Language}


def _file_name(language: tm.Language) -> str:
    return f"schema/toimintamalli-{language}.schema.json"


def _schema(language: tm.Language) -> Iterator[str]:
    yield json.dumps(tm.json_schema(language), ensure_ascii=False, indent=2)


def schema_page() -> Iterator[str]:
    """Yield the page of the schema."""
    schema = tm.json_schema(tm.Language.ENGLISH)
    yield "# Keys of a document (JSON Schema)\n"
    yield "Every key that a model may have, from the schema that `toimintamalli schema` prints."
    yield "{doc}`/reference/document-format` tells the rules that a schema cannot tell, and"
    yield "{doc}`/how-to/write-with-an-editor` how an editor uses the schema. The files:\n"
    for language in tm.Language:
        name = _file_name(language)
        yield f"- {{download}}`{name.rpartition('/')[2]} <{name}>`"
    yield "\nA key marked *required* must be there; every other may be left out. Keys that begin"
    yield "with `x-` are yours, in every record.\n"
    yield from _record(_ROOT, schema)
    for name, record in schema["$defs"].items():
        yield from _record(name, record)


def _record(name: str, record: Mapping[str, Any]) -> Iterator[str]:
    yield f"({_anchor(name)})=\n## {name}\n"
    yield f"{plain(record['description'])}\n"
    required = record.get("required", ())
    for key, field in record["properties"].items():
        marks = [_kind(field), *(["*required*"] if key in required else [])]
        yield f"`{key}` ({', '.join(marks)})\n: {_told(field)}\n"


def _told(field: Mapping[str, Any]) -> str:
    title, description = plain(field["title"]), plain(field.get("description", ""))
    return f"**{title}.** {description}".strip()


def _kind(field: Mapping[str, Any]) -> str:
    """Return what a value of the field is, in words."""
    wanted = next(iter(field.get("anyOf", (field,))))
    if reference := wanted.get("$ref"):
        name = reference.rpartition("/")[2]
        return f"{{ref}}`{name} <{_anchor(name)}>`"
    if "oneOf" in wanted:
        return " or ".join(f"`{value['const']}`" for value in wanted["oneOf"])
    if "const" in wanted:
        return f"`{wanted['const']}`"
    if wanted["type"] == "array":
        return f"list of {_kind(wanted['items'])}"
    return _NAMES[wanted.get("format", wanted["type"])]


_NAMES = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "`true` or `false`",
    "date": "day",
}


def _anchor(name: str) -> str:
    return f"schema-{name.lower()}"
