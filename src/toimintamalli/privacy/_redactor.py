"""Takes personal data out of the texts of one model, whatever kind of field holds them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from attrs import define, field

from toimintamalli.model import Inline, Link, PracticeModel
from toimintamalli.model.traversal import map_texts
from toimintamalli.personal_data import FoundData, PersonalDataKind
from toimintamalli.privacy._audiences import FieldKind, field_kind
from toimintamalli.privacy._pseudonyms import Pseudonyms, without_indices
from toimintamalli.privacy._search import PersonSearch

__all__ = ["Redactor", "places_of_personal_data"]

_WORDLESS = "[…]"
# Taking a name out may show another one, which stood in its shadow.
_MOST_ROUNDS = 5

_Instead = Callable[[PersonalDataKind, str], str]


@define
class LinesBefore:
    """Remembers the line before each line of one field, where a label may stand."""

    _path: str = ""
    _line: str = ""

    def before(self, path: str, line: str) -> str:
        """Return the line before this one in the same field; empty for the first."""
        known = self._line if path == self._path else ""
        self._path, self._line = path, line
        return known


@define(kw_only=True)
class Redactor:
    """Takes personal data out of the texts of one model, and remembers where it stood.

    Attributes:
        search: What is looked for in texts and addresses.
        identifier_search: What is looked for in identifiers.
        instead: What stands in the place of a find: given its kind and what was written.
        keeps_name: Whether the name of a person behind the description may stay.
        replaces_evaluator: Whether the code of an evaluator is replaced.
        pseudonyms: What stands in for identifiers, the same for all models.
        other_models: Titles that change, by which models tell of each other.
        counts: How much was taken out, by path and kind.
    """

    search: PersonSearch
    identifier_search: PersonSearch
    instead: _Instead
    keeps_name: Callable[[str], bool]
    replaces_evaluator: Callable[[str], bool]
    pseudonyms: Pseudonyms
    other_models: Mapping[str, str] = field(factory=dict)
    counts: Counter[tuple[str, str]] = field(factory=Counter, init=False)
    _replacements: dict[tuple[PersonalDataKind, str], str] = field(factory=dict, init=False)
    _lines: LinesBefore = field(factory=LinesBefore, init=False)

    def redacted(self, model: PracticeModel) -> PracticeModel:
        """Return the model without personal data in its texts, identifiers and custom fields."""
        return map_texts(
            model,
            self._changed,
            change_content=self._changed_content,
            change_custom_name=self._changed_custom_name,
        )

    def text(self, text: str, path: str = "") -> str:
        """Return a free text without personal data."""
        return "".join(map(_shown, self._without_finds(path, (text,))))

    def _without_finds(self, path: str, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Return a line of words and links without finds, also those that only show afterwards."""
        instead: _Instead = self._clean_instead
        before = self._lines.before(path, "".join(map(_shown, content)))
        for _ in range(_MOST_ROUNDS):
            finds = self.search.finds("".join(map(_shown, content)), before)
            if not finds:
                break
            self.counts.update((path, one.kind.value) for one in finds)
            content = tuple(_replaced(content, finds, instead))
            instead = _wordless
        return content

    def _clean_instead(self, kind: PersonalDataKind, written: str) -> str:
        known = self._replacements.get((kind, written))
        if known is None:
            instead = self.instead(kind, written)
            # Somebody may be called like the words themselves.
            known = _WORDLESS if self.search.finds(instead) else instead
            self._replacements[kind, written] = known
        return known

    def _changed(self, path: str, text: str) -> str:
        match field_kind(without_indices(path)):
            case FieldKind.NAME:
                return text if self.keeps_name(text) else self._counted(path, "name", "")
            case FieldKind.ADDRESS:
                return self._address(path, text)
            case FieldKind.IDENTIFIER:
                return self._identifier(path, text)
            case FieldKind.OTHER_MODEL:
                return self._other_model(path, text)
            case FieldKind.EVALUATOR if self.replaces_evaluator(text):
                return self._evaluator(path, text)
            case FieldKind.CODE if self.search.finds(text):
                pseudonym = self.pseudonyms.of("identifier", text)
                return self._counted(path, "identifier", pseudonym)
            case FieldKind.EVALUATOR | FieldKind.CODE:
                return text
            case _:
                return self.text(text, path)

    def _address(self, path: str, text: str) -> str:
        # What stands in the place of an address may be the identifier of a metric.
        if text in self.pseudonyms.identifiers:
            return self._identifier(path, text)
        return self._counted(path, "address", "") if self.search.in_address(text) else text

    def _identifier(self, path: str, text: str) -> str:
        if not self.identifier_search.in_identifier(text):
            return text
        return self._counted(path, "identifier", self.pseudonyms.of("identifier", text))

    def _evaluator(self, path: str, text: str) -> str:
        pseudonym = self.pseudonyms.of("evaluator", text)
        evaluation = path.partition(".")[0]  # each stands there once for every answer
        return pseudonym if pseudonym == text else self._counted(evaluation, "evaluator", pseudonym)

    def _other_model(self, path: str, text: str) -> str:
        if text in self.other_models:
            return self._counted(path, "name", self.other_models[text])
        is_title = any(sign.isspace() for sign in text) and text not in self.pseudonyms.identifiers
        return self.text(text, path) if is_title else self._identifier(path, text)

    def _changed_content(self, path: str, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        usable = tuple(self._with_clean_address(path, piece) for piece in content)
        return self._without_finds(path, usable)

    def _with_clean_address(self, path: str, piece: Inline) -> Inline:
        if isinstance(piece, str):
            return piece
        address = self._address(path, piece.address)
        if address:
            return Link(piece.text, address)
        # A link that shows its own address says nothing more.
        return "" if piece.text == piece.address else piece.text

    def _changed_custom_name(self, path: str, name: str) -> str:
        if not self.identifier_search.in_identifier(name):
            return name
        kind = "custom" if name.startswith("x-") else "identifier"
        return self._counted(path, "custom", self.pseudonyms.of(kind, name))

    def _counted(self, path: str, kind: str, replacement: str) -> str:
        self.counts[path, kind] += 1
        return replacement


def _shown(piece: Inline) -> str:
    return piece if isinstance(piece, str) else piece.text


def _wordless(_: PersonalDataKind, __: str) -> str:
    return _WORDLESS


def _replaced(
    content: tuple[Inline, ...], finds: Sequence[FoundData], instead: _Instead
) -> Iterator[Inline]:
    """Yield the pieces with what was found replaced.

    Pieces over which one find stretches become one text: their links are links no longer.
    """
    starts = [one.start for one in finds]
    begin = end = 0
    run = ""
    for piece in content:
        is_alone = not run
        run += _shown(piece)
        end += len(_shown(piece))
        last = bisect_left(starts, end)
        if last and finds[last - 1].end > end:
            continue
        inside = finds[bisect_left(starts, begin) : last]
        text = "".join(_with_words(run, begin, inside, instead))
        yield Link(text, piece.address) if isinstance(piece, Link) and is_alone else text
        begin, run = end, ""


def _with_words(
    text: str, begin: int, finds: Sequence[FoundData], instead: _Instead
) -> Iterator[str]:
    end = 0
    for one in finds:
        start = one.start - begin
        yield text[end:start]
        end = one.end - begin
        yield instead(one.kind, text[start:end])
    yield text[end:]


def places_of_personal_data(model: PracticeModel, search: PersonSearch) -> Counter[tuple[str, str]]:
    """Return how much personal data every text of a model still holds, by path and kind."""
    counts: Counter[tuple[str, str]] = Counter()
    lines = LinesBefore()

    def count(path: str, text: str, before: str = "") -> None:
        counts.update((path, one.kind.value) for one in search.finds(text, before))

    def look(path: str, text: str) -> str:
        if field_kind(without_indices(path)) is not FieldKind.NAME:
            count(path, text, lines.before(path, text))
        return text

    def look_at_content(path: str, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        look(path, "".join(map(_shown, content)))
        for piece in content:
            if isinstance(piece, Link):
                count(path, piece.address)
        return content

    map_texts(model, look, change_content=look_at_content, change_custom_name=look)
    return counts
