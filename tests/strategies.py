"""Hypothesis strategies for whole practice models, drawn from the types of the model's classes.

Test files run this file (`runpy`) rather than import it: the folder of tests is no package.
"""

from __future__ import annotations

import datetime
import types
import typing
from enum import StrEnum
from typing import Any

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
    PracticeModel,
    Record,
    RichText,
)

# Texts that a careless reader or writer would take for something else.
TREACHEROUS = (
    "", " ", "no", "on", "yes", "true", "null", "~", "1.10", "0123", "+358401234567", "1e3",
    "2025-02-30", "1.2.2025", "NaN", "- kohta", "avain: arvo", "# huom", "<<", "&a", "*a", "!a",
    "{}", "[]", "|", "'", '"', "rivi\nrivi\n", "\n\n alku", "sarkain\t", "loppu ", "\ufeff",
    "\x00", "\r\n", "\x85\u2028", "👩\u200d👧", "Äiti ja Öljy ”näin”", "pitkä teksti " * 20,
)  # fmt: skip

any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
texts = st.sampled_from(TREACHEROUS) | any_text

# -- rich text --------------------------------------------------------------------------------

markup_text = st.text(
    st.sampled_from("ab ä[]()\\-*•#12.) \n\t!_`") | st.characters(exclude_categories=["Cs"]),
    max_size=12,
)
links = st.builds(Link, markup_text, markup_text)
contents = st.lists(markup_text | links, max_size=4).map(tuple)


def item_lists(depth: int) -> st.SearchStrategy[ItemList]:
    deeper = st.lists(item_lists(depth - 1), max_size=2).map(tuple) if depth > 1 else st.just(())
    items = st.lists(st.builds(ListItem, contents, deeper), max_size=3).map(tuple)
    return st.builds(ItemList, st.sampled_from(ListKind), items, st.integers(0, 30))


blocks = st.builds(Paragraph, contents) | st.builds(Heading, markup_text) | item_lists(4)
rich_texts = st.lists(blocks, max_size=4).map(RichText)

# -- fields of one's own ----------------------------------------------------------------------

custom_scalars = (
    texts
    | st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
)


def custom_mappings(values: st.SearchStrategy[Any]) -> st.SearchStrategy[CustomMapping]:
    return st.dictionaries(texts, values, max_size=3).map(lambda d: CustomMapping(tuple(d.items())))


custom_values = st.recursive(
    custom_scalars,
    lambda values: st.lists(values, max_size=3).map(tuple) | custom_mappings(values),
    max_leaves=6,
)
custom_fields = st.dictionaries(
    texts.map("x-{}".format), custom_values, min_size=1, max_size=3
).map(lambda fields: tuple(CustomField(name, value) for name, value in fields.items()))

# -- records ----------------------------------------------------------------------------------

SCALARS: dict[Any, st.SearchStrategy[Any]] = {
    str: texts,
    int: st.integers(),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    datetime.date: st.dates(),
    RichText: rich_texts,
    tuple[CustomField, ...]: custom_fields,
}


def values_of(wanted: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for values of the type of a field."""
    if wanted in SCALARS:
        return SCALARS[wanted]
    if typing.get_origin(wanted) is types.UnionType:
        return st.one_of(
            st.none() if kind is type(None) else values_of(kind) for kind in typing.get_args(wanted)
        )
    if typing.get_origin(wanted) is tuple:
        return st.lists(values_of(typing.get_args(wanted)[0]), max_size=2).map(tuple)
    return st.sampled_from(wanted) if issubclass(wanted, StrEnum) else records(wanted)


@st.composite
def records(draw: st.DrawFn, record: type[Record]) -> Record:
    """Draw a record with its required fields and a few of the others."""
    hints = typing.get_type_hints(record)
    fields = attrs.fields(record)
    optional = [field.name for field in fields if field.default is not attrs.NOTHING]
    chosen = [field.name for field in fields if field.default is attrs.NOTHING]
    chosen += draw(st.lists(st.sampled_from(optional), unique=True, max_size=4))
    return record(**{name: draw(values_of(hints[name])) for name in chosen})


models = records(PracticeModel)
