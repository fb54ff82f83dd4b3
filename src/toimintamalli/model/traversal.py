"""A walk over every text of a model, wherever it stands: to read it, or to change it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any, TypeVar, cast

import attrs

from toimintamalli.model._record import CustomField, CustomMapping, Record
from toimintamalli.model.richtext import Heading, ItemList, Link, ListItem, Paragraph, RichText

__all__ = ["TextChange", "map_texts", "texts_of"]

RecordT = TypeVar("RecordT", bound=Record)

TextChange = Callable[[str, str], str]
"""Given the path of a text and the text, returns the text that shall stand there."""


def texts_of(record: Record) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of every text that is not empty, in the order of the fields.

    A rich text comes in its pieces: each run of words, each text and each address of a link, all
    under the path of the field. Values of enumerations, numbers and days are no texts; identifiers
    and fields of one's own are.

    Args:
        record: A model, or any part of one.

    Example:
        >>> from toimintamalli.model import BasicData, PracticeModel
        >>> model = PracticeModel(basics=BasicData(title="Perhetupa", locations=("Lappi",)))
        >>> dict(texts_of(model))["basics.locations[0]"]
        'Lappi'
    """
    found: list[tuple[str, str]] = []

    def keep(path: str, text: str) -> str:
        found.append((path, text))
        return text

    map_texts(record, keep)
    return iter(found)


def map_texts(record: RecordT, change: TextChange) -> RecordT:
    """Return the record with every text changed; parts whose texts stay are the same objects.

    Args:
        record: A model, or any part of one.
        change: What shall stand in the place of a text.

    Example:
        >>> from toimintamalli.model import BasicData, PracticeModel
        >>> model = PracticeModel(basics=BasicData(title="perhetupa"))
        >>> map_texts(model, lambda path, text: text.capitalize()).basics.title
        'Perhetupa'
    """
    return cast("RecordT", _changed(record, "", change))


def _changed(value: Any, path: str, change: TextChange) -> Any:
    match value:
        case Enum():
            return value
        case str():
            return change(path, value) if value else value
        case tuple():
            return _same_or(
                value,
                tuple(_changed(part, f"{path}[{n}]", change) for n, part in enumerate(value)),
            )
        case RichText():
            return _same_or(value, RichText(_block(block, path, change) for block in value.blocks))
        case CustomMapping(items):
            return _same_or(
                value,
                CustomMapping(
                    tuple((name, _changed(held, f"{path}.{name}", change)) for name, held in items)
                ),
            )
        case Record():
            return _record(value, path, change)
        case _:
            return value


def _record(record: Record, path: str, change: TextChange) -> Record:
    start = f"{path}." if path else ""
    changes: dict[str, Any] = {}
    for field in attrs.fields(type(record)):
        held = getattr(record, field.name)
        if field.name == "custom":
            new: Any = tuple(_custom(one, start, change) for one in held)
        else:
            new = _changed(held, f"{start}{field.name}", change)
        if new is not held and new != held:
            changes[field.name] = new
    return attrs.evolve(record, **changes) if changes else record


def _custom(one: CustomField, start: str, change: TextChange) -> CustomField:
    return attrs.evolve(one, value=_changed(one.value, f"{start}{one.name}", change))


def _block(block: Any, path: str, change: TextChange) -> Any:
    match block:
        case Paragraph(content):
            return Paragraph(_content(content, path, change))
        case Heading(text):
            return Heading(change(path, text))
        case ItemList():
            return _list(block, path, change)


def _list(item_list: ItemList, path: str, change: TextChange) -> ItemList:
    items = tuple(
        ListItem(
            _content(item.content, path, change),
            tuple(_list(sublist, path, change) for sublist in item.sublists),
        )
        for item in item_list.items
    )
    return attrs.evolve(item_list, items=items)


def _content(
    content: tuple[str | Link, ...], path: str, change: TextChange
) -> tuple[str | Link, ...]:
    return tuple(
        change(path, piece)
        if isinstance(piece, str)
        else Link(change(path, piece.text), change(path, piece.address))
        for piece in content
    )


def _same_or(old: Any, new: Any) -> Any:
    return old if new == old else new
