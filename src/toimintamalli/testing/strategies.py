"""Hypothesis strategies for practice models and their parts, drawn from the types of the classes.

A field added to the model is drawn by itself. Texts are those that a careless reader or writer
takes for something else: see `toimintamalli.testing.hostile_texts`.
"""

from __future__ import annotations

import datetime
import types
import typing
from enum import StrEnum
from typing import Any, Final, TypeVar

import attrs
from hypothesis import strategies as st

from toimintamalli.model import (
    CustomField,
    CustomMapping,
    Heading,
    ItemList,
    Link,
    ListItem,
    ListKind,
    Paragraph,
    Portfolio,
    PracticeModel,
    Record,
    RichText,
)
from toimintamalli.testing._hostile import hostile_texts

__all__ = [
    "markup_texts",
    "portfolios",
    "practice_models",
    "records",
    "rich_texts",
    "texts",
    "values_of",
]

RecordT = TypeVar("RecordT", bound=Record)

_LONGEST: Final = 12
_DEEPEST: Final = 4
_any_character = st.characters(exclude_categories=["Cs"])  # half characters are no text


def texts() -> st.SearchStrategy[str]:
    """Return a strategy for the text of a field, hostile texts among others.

    Example:
        >>> texts().filter(str.isupper).map(len).validate()
    """
    return st.sampled_from(hostile_texts) | st.text(_any_character, max_size=_LONGEST)


# -- rich text --------------------------------------------------------------------------------


def markup_texts() -> st.SearchStrategy[str]:
    """Return a strategy for short texts full of what rich text gives a meaning.

    Example:
        >>> markup_texts().map(RichText.parse).validate()
    """
    marks = st.sampled_from("ab ä[]()\\-*•#12.) \n\t!_`")
    return st.text(marks | _any_character, max_size=_LONGEST)


def rich_texts() -> st.SearchStrategy[RichText]:
    """Return a strategy for rich texts: paragraphs, headings, lists within lists, links.

    Example:
        >>> rich_texts().map(str).validate()
    """
    paragraphs = st.builds(Paragraph, _contents())
    blocks = paragraphs | st.builds(Heading, markup_texts()) | _item_lists(_DEEPEST)
    return st.lists(blocks, max_size=4).map(RichText)


def _contents() -> st.SearchStrategy[Any]:
    links = st.builds(Link, markup_texts(), markup_texts())
    return st.lists(markup_texts() | links, max_size=4).map(tuple)


def _item_lists(depth: int) -> st.SearchStrategy[ItemList]:
    deeper: st.SearchStrategy[Any] = st.just(())
    if depth > 1:
        deeper = st.lists(_item_lists(depth - 1), max_size=2).map(tuple)
    items = st.lists(st.builds(ListItem, _contents(), deeper), max_size=3).map(tuple)
    return st.builds(ItemList, st.sampled_from(ListKind), items, st.integers(0, 30))


# -- fields of one's own ----------------------------------------------------------------------


def _custom_fields() -> st.SearchStrategy[tuple[CustomField, ...]]:
    scalars = texts() | st.none() | st.booleans() | st.integers() | _numbers()
    values = st.recursive(
        scalars,
        lambda inner: st.lists(inner, max_size=3).map(tuple) | _custom_mappings(inner),
        max_leaves=6,
    )
    named = st.dictionaries(texts().map("x-{}".format), values, min_size=1, max_size=3)
    return named.map(lambda held: tuple(CustomField(*item) for item in held.items()))


def _custom_mappings(values: st.SearchStrategy[Any]) -> st.SearchStrategy[CustomMapping]:
    held = st.dictionaries(texts(), values, max_size=3)
    return held.map(lambda found: CustomMapping(tuple(found.items())))


def _numbers() -> st.SearchStrategy[float]:
    return st.floats(allow_nan=False, allow_infinity=False)


# -- records ----------------------------------------------------------------------------------

_SCALARS: Final[dict[Any, st.SearchStrategy[Any]]] = {
    str: texts(),
    int: st.integers(),
    float: _numbers(),
    bool: st.booleans(),
    datetime.date: st.dates(),
    RichText: rich_texts(),
    tuple[CustomField, ...]: _custom_fields(),
}


def values_of(wanted: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for values of the type of a field.

    Args:
        wanted: The type, as `typing.get_type_hints` tells it.

    Example:
        >>> values_of(str | None).validate()
    """
    if wanted in _SCALARS:
        return _SCALARS[wanted]
    if typing.get_origin(wanted) is types.UnionType:
        kinds = typing.get_args(wanted)
        return st.one_of([st.none() if kind is type(None) else values_of(kind) for kind in kinds])
    if typing.get_origin(wanted) is tuple:
        return st.lists(values_of(typing.get_args(wanted)[0]), max_size=2).map(tuple)
    if issubclass(wanted, StrEnum):
        return st.sampled_from(wanted)
    return records(wanted)


def records(record: type[RecordT]) -> st.SearchStrategy[RecordT]:
    """Return a strategy for records with their required fields and a few of the others.

    Args:
        record: A class of the model, such as `toimintamalli.model.Metric`.

    Example:
        >>> from toimintamalli.model import Metric
        >>> records(Metric).validate()
    """
    strategy: st.SearchStrategy[RecordT] = _records(record)
    return strategy


@st.composite
def _records(draw: st.DrawFn, record: type[Any]) -> Any:
    hints = typing.get_type_hints(record)
    fields = attrs.fields(record)
    optional = [field.name for field in fields if field.default is not attrs.NOTHING]
    chosen = [field.name for field in fields if field.default is attrs.NOTHING]
    chosen += draw(st.lists(st.sampled_from(optional), unique=True, max_size=4))
    return record(**{name: draw(values_of(hints[name])) for name in chosen})


def practice_models() -> st.SearchStrategy[PracticeModel]:
    """Return a strategy for practice models, each with a few of the fields that one may have.

    Example:
        >>> practice_models().validate()
    """
    return records(PracticeModel)


def portfolios() -> st.SearchStrategy[Portfolio]:
    """Return a strategy for portfolios of up to four models.

    Example:
        >>> portfolios().validate()
    """
    models = st.lists(practice_models(), max_size=4).map(tuple)
    return st.builds(lambda title, held: Portfolio(title=title, models=held), texts(), models)
