"""Strict reading of YAML: one walk over the parser's events; the only user of PyYAML.

Every unquoted scalar stays the text it was (`PlainScalar`), so that ``no``, ``1.10`` and ``0123``
mean what the field they fill wants, and nothing else. What makes a document ambiguous (duplicate
keys, aliases, tags, merge keys) is refused with its line and column.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, TypeAlias

from toimintamalli._yaml._values import MAX_DEPTH, DocumentPath, PlainScalar, YamlValue

if TYPE_CHECKING:
    from yaml import MarkedYAMLError

__all__ = [
    "Location",
    "ScalarPlace",
    "YamlProblem",
    "YamlProblems",
    "locate",
    "parse",
    "scalars",
]


class YamlProblem(NamedTuple):
    """One reason to refuse a document.

    Attributes:
        code: What is wrong: ``syntax``, ``tab``, ``colon``, ``start_character``,
            ``unclosed_quote``, ``character``, ``duplicate_key``, ``key_type``, ``merge_key``,
            ``anchor``, ``alias``, ``tag``, ``depth`` or ``several_documents``.
        line: Line of the problem, from 1.
        column: Column of the problem, from 1.
        params: Facts for the sentence about it, for example ``key`` and ``first_line``.
    """

    code: str
    line: int
    column: int
    params: tuple[tuple[str, str | int], ...] = ()


class YamlProblems(Exception):  # noqa: N818
    """A document was refused; `problems` lists why, in the order of the document."""

    def __init__(self, problems: Sequence[YamlProblem]) -> None:
        super().__init__(tuple(problems))

    @property
    def problems(self) -> tuple[YamlProblem, ...]:
        """The problems found, at least one."""
        found: tuple[YamlProblem, ...] = self.args[0]
        return found


class Location(NamedTuple):
    """Where a value stands: its first line and the line of its key (or its own, without a key)."""

    line: int
    key_line: int


class ScalarPlace(NamedTuple):
    """A scalar as it stands in the text.

    Attributes:
        value: What it says.
        style: Its mark: ``'``, ``"``, ``|`` or ``>``; empty for an unquoted one.
        start: Index of its first character in the text.
        end: Index behind its last one.
    """

    value: str
    style: str
    start: int
    end: int


def parse(text: str) -> YamlValue:
    r"""Read one YAML document as plain data.

    Unquoted scalars become `PlainScalar`, quoted and block scalars `str`; an empty value, ``~``
    and ``null`` become None. Mapping keys are always `str`.

    Args:
        text: The whole document.

    Returns:
        The data, or None for a document without content.

    Raises:
        YamlProblems: If the text is not YAML, or uses what this library refuses.

    Example:
        >>> parse("nimi: Perhetupa\nmaksuton: no\nversio: 1.10\n")
        {'nimi': 'Perhetupa', 'maksuton': 'no', 'versio': '1.10'}
        >>> type(parse("no")).__name__, type(parse("'no'")).__name__
        ('PlainScalar', 'str')
    """
    value: YamlValue = _walk(text, _Builder(leaf=_value_of, branch=lambda level, _: level.entries))
    return value


def locate(text: str) -> dict[DocumentPath, Location]:
    r"""Tell on which lines the values of a document stand; needed only once something is wrong.

    Args:
        text: A document that `parse` accepts.

    Returns:
        The location of every value by its path; the whole document has the path ``()``.

    Raises:
        YamlProblems: As `parse` does.

    Example:
        >>> locate("nimi: Perhetupa\nvaiheet:\n  - Aloitus\n")["vaiheet", 0].line
        3
    """
    locations: dict[DocumentPath, Location] = {}
    document = _walk(text, _Builder(leaf=_place_of_leaf, branch=_place_of_branch))
    if document is not None:
        _collect_locations(document, (), document.line, locations)
    return locations


def scalars(text: str) -> dict[DocumentPath, ScalarPlace]:
    r"""Tell where the scalars of a document stand, so that one can be changed in its place.

    Args:
        text: A document that `parse` accepts, without a byte order mark.

    Raises:
        YamlProblems: As `parse` does.

    Example:
        >>> scalars("nimi: Perhetupa\n")["nimi",]
        ScalarPlace(value='Perhetupa', style='', start=6, end=15)
    """
    places: dict[DocumentPath, ScalarPlace] = {}
    _collect_scalars(
        _walk(text, _Builder(leaf=_scalar_place, branch=lambda level, _: level)), (), places
    )
    return places


# Reading: one walk over the events of the parser; a builder decides what the nodes become.

# PyYAML's own types say that an event may lack its place in the text; those of a parser never do.
_Event: TypeAlias = Any
_Mark: TypeAlias = Any

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class _OpenList:
    """A list whose end has not been met."""

    __slots__ = ("entries",)

    awaits_key = False

    def __init__(self) -> None:
        self.entries: list[Any] = []

    def add(self, node: object) -> None:
        self.entries.append(node)


class _OpenMapping:
    """A mapping whose end has not been met, and the key whose value comes next."""

    __slots__ = ("awaits_key", "entries", "key", "keys")

    def __init__(self) -> None:
        self.entries: dict[str, Any] = {}
        self.key = ""
        self.awaits_key = True
        self.keys: dict[str, _Event] = {}

    def line_of(self, key: str) -> int:
        line: int = self.keys[key].start_mark.line + 1
        return line

    def take_key(self, key: str) -> None:
        self.key = key
        self.awaits_key = False

    def add(self, node: object) -> None:
        self.entries[self.key] = node
        self.awaits_key = True


_Level: TypeAlias = _OpenList | _OpenMapping


class _Builder(NamedTuple):
    """What the walk makes of scalars, and of lists and mappings when they open."""

    leaf: Callable[[_Event], Any]
    branch: Callable[[_Level, _Event], Any]


def _value_of(event: _Event) -> PlainScalar | str | None:
    text: str = event.value
    if event.style:
        return text
    return None if text in _NULLS else PlainScalar(text)


class _Place(NamedTuple):
    """A node that knows only its line and what it holds."""

    line: int
    level: _Level | None


def _place_of_leaf(event: _Event) -> _Place:
    return _Place(event.start_mark.line + 1, None)


def _place_of_branch(level: _Level, event: _Event) -> _Place:
    return _Place(event.start_mark.line + 1, level)


def _collect_locations(
    place: _Place, path: DocumentPath, key_line: int, locations: dict[DocumentPath, Location]
) -> None:
    locations[path] = Location(place.line, key_line)
    match place.level:
        case _OpenMapping(entries=entries) as mapping:
            for key, child in entries.items():
                _collect_locations(child, (*path, key), mapping.line_of(key), locations)
        case _OpenList(entries=children):
            for index, child in enumerate(children):
                _collect_locations(child, (*path, index), child.line, locations)


def _scalar_place(event: _Event) -> ScalarPlace:
    start, end = event.start_mark.index, event.end_mark.index
    return ScalarPlace(event.value, event.style or "", start, end)


def _collect_scalars(
    node: ScalarPlace | _Level | None, path: DocumentPath, places: dict[DocumentPath, ScalarPlace]
) -> None:
    match node:
        case ScalarPlace():
            places[path] = node
        case _OpenMapping(entries=entries):
            for key, child in entries.items():
                _collect_scalars(child, (*path, key), places)
        case _OpenList(entries=children):
            for index, child in enumerate(children):
                _collect_scalars(child, (*path, index), places)


def _walk(text: str, builder: _Builder) -> Any:
    """Return what the builder makes of the document, or None if it is empty."""
    import yaml

    # libyaml's parser, many times faster than the one in Python, is missing from some builds.
    parser_class = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = text.removeprefix("\ufeff")
    walker = _Walker(builder)
    handlers: dict[type[yaml.Event], Callable[[Any], None]] = {
        yaml.ScalarEvent: walker.scalar,
        yaml.MappingStartEvent: walker.open_mapping,
        yaml.MappingEndEvent: walker.close,
        yaml.SequenceStartEvent: walker.open_list,
        yaml.SequenceEndEvent: walker.close,
        yaml.AliasEvent: walker.alias,
        yaml.DocumentStartEvent: walker.document,
    }
    ignore = _ignore_event
    try:
        for event in iter(parser_class(text).get_event, None):
            handlers.get(type(event), ignore)(event)
    except yaml.MarkedYAMLError as error:
        walker.problems.append(_syntax_problem(text, error))
    except (yaml.reader.ReaderError, UnicodeEncodeError):
        walker.problems.append(_character_problem(text))
    if walker.problems:
        raise YamlProblems(walker.problems)
    return walker.document_node


def _ignore_event(_event: _Event) -> None:
    """Pass over the ends of documents and of the stream, which say nothing new."""


class _Walker:
    """Follows the events of one document and notes what is refused."""

    def __init__(self, builder: _Builder) -> None:
        self._leaf, self._branch = builder
        self._top = _OpenList()
        self._levels: list[_Level] = [self._top]
        self.problems: list[YamlProblem] = []

    @property
    def document_node(self) -> Any:
        return self._top.entries[0] if self._top.entries else None

    def document(self, event: _Event) -> None:
        if self._top.entries:
            self._stop("several_documents", event)

    def scalar(self, event: _Event) -> None:
        if event.tag is not None or event.anchor is not None:
            self._refuse_properties(event)
        level = self._levels[-1]
        if type(level) is _OpenMapping:
            if level.awaits_key:
                self._key(level, event)
            else:
                level.entries[level.key] = self._leaf(event)
                level.awaits_key = True
        else:
            level.add(self._leaf(event))

    def alias(self, event: _Event) -> None:
        self._refuse("alias", event, ("name", event.anchor))
        level = self._levels[-1]
        if isinstance(level, _OpenMapping) and level.awaits_key:
            level.take_key("")
        else:
            level.add(None)

    def open_list(self, event: _Event) -> None:
        self._open(_OpenList(), "list", event)

    def open_mapping(self, event: _Event) -> None:
        self._open(_OpenMapping(), "mapping", event)

    def close(self, _event: _Event) -> None:
        self._levels.pop()

    def _open(self, opened: _Level, kind: str, event: _Event) -> None:
        if event.tag is not None or event.anchor is not None:
            self._refuse_properties(event)
        if len(self._levels) > MAX_DEPTH:
            self._stop("depth", event, ("limit", MAX_DEPTH))
        level = self._levels[-1]
        if isinstance(level, _OpenMapping) and level.awaits_key:
            self._refuse("key_type", event, ("found", kind))
            level.take_key("")
        else:
            level.add(self._branch(opened, event))
        self._levels.append(opened)

    def _key(self, mapping: _OpenMapping, event: _Event) -> None:
        key: str = event.value
        if not event.style and key in _NULLS:
            self._refuse("key_type", event, ("found", "null"))
        elif not event.style and key == "<<":
            self._refuse("merge_key", event)
        elif key in mapping.keys:
            first_line = mapping.line_of(key)
            self._refuse("duplicate_key", event, ("key", key), ("first_line", first_line))
        else:
            mapping.keys[key] = event
        mapping.key, mapping.awaits_key = key, False

    def _refuse_properties(self, event: _Event) -> None:
        if event.anchor is not None:
            self._refuse("anchor", event, ("name", event.anchor))
        if event.tag is not None:
            self._refuse("tag", event, ("tag", event.tag))

    def _refuse(self, code: str, event: _Event, *params: tuple[str, str | int]) -> None:
        self.problems.append(_problem_at(code, event.start_mark, *params))

    def _stop(self, code: str, event: _Event, *params: tuple[str, str | int]) -> NoReturn:
        self._refuse(code, event, *params)
        raise YamlProblems(self.problems)


def _problem_at(code: str, mark: _Mark, *params: tuple[str, str | int]) -> YamlProblem:
    return YamlProblem(code, mark.line + 1, mark.column + 1, params)


def _syntax_problem(text: str, error: MarkedYAMLError) -> YamlProblem:
    """Give the mistakes that people make most often their own codes.

    Both parsers of PyYAML tell them apart only in their messages.
    """
    mark: _Mark = error.problem_mark
    start: _Mark = error.context_mark
    message = error.problem or ""
    if _is_at_tab(text, mark.index):
        return _problem_at("tab", mark)
    if "mapping values are not allowed" in message:
        return _problem_at("colon", mark)
    if "cannot start any token" in message:
        return _problem_at("start_character", mark, ("found", text[mark.index]))
    if "quoted scalar" in (error.context or "") and "found unexpected" in message:
        return _problem_at("unclosed_quote", start)
    return _problem_at("syntax", mark, *((("context_line", start.line + 1),) if start else ()))


def _is_at_tab(text: str, index: int) -> bool:
    """Tell whether a tab stands at the index or in the indentation of its line."""
    line_to_index = text[text.rfind("\n", 0, index) + 1 : index + 1]
    indentation = line_to_index[: len(line_to_index) - len(line_to_index.lstrip(" \t"))]
    return "\t" in indentation or line_to_index.endswith("\t")


_NOT_YAML = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"


def _character_problem(text: str) -> YamlProblem:
    """Point at the first character that YAML does not allow even inside quotes."""
    found = re.search(_NOT_YAML, text)  # compiled only once it is needed
    if found is None:
        return YamlProblem("character", 1, 1)
    before = text[: found.start()].replace("\r\n", "\n").replace("\r", "\n")
    return YamlProblem(
        "character",
        before.count("\n") + 1,
        len(before) - before.rfind("\n"),
        (("code_point", f"U+{ord(found[0]):04X}"),),
    )
