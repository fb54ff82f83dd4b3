"""A walk over every text of a model, wherever it stands: to read it, or to change it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, cast

import attrs

from toimintamalli.model._record import CustomField, CustomMapping, Record
from toimintamalli.model.richtext import (
    Heading,
    Inline,
    ItemList,
    Link,
    ListItem,
    Paragraph,
    RichText,
)

__all__ = ["ContentChange", "TextChange", "map_texts", "texts_of"]

RecordT = TypeVar("RecordT", bound=Record)

TextChange = Callable[[str, str], str]
"""Given the path of a text and the text, returns the text that shall stand there."""

ContentChange = Callable[[str, tuple[Inline, ...]], tuple[Inline, ...]]
"""Given the path of a rich text and one line of words and links, returns what shall stand there."""


@attrs.frozen
class _Changes:
    """What is done to texts, to lines of words and links, and to the names of custom fields."""

    text: TextChange
    content: ContentChange
    custom_name: TextChange


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


def map_texts(
    record: RecordT,
    change: TextChange,
    *,
    change_content: ContentChange | None = None,
    change_custom_name: TextChange | None = None,
) -> RecordT:
    """Return the record with every text changed; parts whose texts stay are the same objects.

    Args:
        record: A model, or any part of one.
        change: What shall stand in the place of a text.
        change_content: What shall stand in the place of a paragraph or list item of a rich text,
            seen whole; by default each of its pieces is changed as a text.
        change_custom_name: What a custom field, or a name inside one, shall be called; by default
            the names stay. Paths hold the new names.

    Example:
        >>> from toimintamalli.model import BasicData, PracticeModel
        >>> model = PracticeModel(basics=BasicData(title="perhetupa"))
        >>> map_texts(model, lambda path, text: text.capitalize()).basics.title
        'Perhetupa'
    """

    def pieces(path: str, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(
            change(path, piece)
            if isinstance(piece, str)
            else Link(change(path, piece.text), change(path, piece.address))
            for piece in content
        )

    changes = _Changes(change, change_content or pieces, change_custom_name or _kept)
    return cast("RecordT", _changed(record, "", changes))


def _kept(_: str, name: str) -> str:
    return name


def _changed(value: Any, path: str, change: _Changes) -> Any:
    match value:
        case str():
            return value if isinstance(value, Enum) or not value else change.text(path, value)
        case tuple():
            return _same_or(
                value,
                tuple(_changed(part, f"{path}[{n}]", change) for n, part in enumerate(value)),
            )
        case RichText(blocks):
            changed = tuple(_block(block, path, change) for block in blocks)
            is_same = all(new is old for new, old in zip(changed, blocks, strict=True))
            return value if is_same else RichText(changed)
        case CustomMapping(items):
            return _same_or(value, CustomMapping(tuple(_named(path, items, change))))
        case Record():
            return _record(value, path, change)
        case _:
            return value


def _record(record: Record, path: str, change: _Changes) -> Record:
    start = f"{path}." if path else ""
    changes: dict[str, Any] = {}
    kind: Any = type(record)
    names, values_of = _fields(kind)
    for name, held in zip(names, values_of(record), strict=True):
        if not held:  # nothing is said here, as in most fields
            continue
        if name == "custom":
            new: Any = tuple(_custom(one, start, change) for one in held)
        else:
            new = _changed(held, f"{start}{name}", change)
        if new is not held and new != held:
            changes[name] = new
    return attrs.evolve(record, **changes) if changes else record


@cache
def _fields(kind: type[Any]) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """Return the names of the fields of a record, and what takes all their values at once."""
    names = tuple(field.name for field in attrs.fields(kind))
    return names, attrgetter(*names)


def _custom(one: CustomField, start: str, change: _Changes) -> CustomField:
    name = change.custom_name(start.removesuffix("."), one.name)
    return attrs.evolve(one, name=name, value=_changed(one.value, f"{start}{name}", change))


def _named(path: str, items: Iterable[tuple[str, Any]], change: _Changes) -> Iterator[Any]:
    for old_name, held in items:
        name = change.custom_name(path, old_name)
        yield name, _changed(held, f"{path}.{name}", change)


def _block(block: Any, path: str, change: _Changes) -> Any:
    match block:
        case Paragraph(content):
            changed = change.content(path, content)
            return block if changed == content else Paragraph(changed)
        case Heading(text):
            heading = change.text(path, text)
            return block if heading == text else Heading(heading)
        case ItemList():
            return _list(block, path, change)


def _list(item_list: ItemList, path: str, change: _Changes) -> ItemList:
    items = tuple(_item(item, path, change) for item in item_list.items)
    return item_list if items == item_list.items else attrs.evolve(item_list, items=items)


def _item(item: ListItem, path: str, change: _Changes) -> ListItem:
    content = change.content(path, item.content)
    sublists = tuple(_list(sublist, path, change) for sublist in item.sublists)
    same = content == item.content and sublists == item.sublists
    return item if same else ListItem(content, sublists)


def _same_or(old: Any, new: Any) -> Any:
    return old if new == old else new
