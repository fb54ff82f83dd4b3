"""What of a model is compared with others, and what decides whether it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from attrs import frozen

from toimintamalli.analysis.overlaps._words import WordReader
from toimintamalli.analysis.titles import counties_in, county_named, read_title
from toimintamalli.model import PracticeModel, UnplacedReason
from toimintamalli.text import Language

__all__ = ["Described", "DescriptionReader", "Part"]

# Fields that tell of the place and of the project rather than of the practice; projects often put
# the same text there in each of their descriptions.
_NOT_COMPARED = frozenset(
    {"operating_environment", "starting_point", "co_development", "implementation_plan"}
)


class Part(StrEnum):
    """A part of a description that is compared with the same part of another."""

    TITLE = "title"
    SUMMARY = "summary"
    DESCRIPTION = "description"


@frozen(kw_only=True, eq=False)
class Described:
    """A model as it is compared.

    Attributes:
        place: Its place in the portfolio.
        stems: Stems of the words of each part.
        counties: The counties that its data, its title or its locations name.
        collections: Names of its collections.
        customer_groups: Identifiers of its customer groups.
    """

    place: int
    stems: Mapping[Part, frozenset[str]]
    counties: frozenset[str]
    collections: frozenset[str]
    customer_groups: frozenset[str]

    @property
    def is_placed(self) -> bool:
        """Whether anything is known by which the model is compared with some models only."""
        return bool(self.counties or self.collections or self.customer_groups)


class DescriptionReader:
    """Reads models as they are compared, each in its own language."""

    def __init__(self) -> None:
        self._readers: dict[Language, WordReader] = {}

    def described(self, model: PracticeModel, place: int) -> Described:
        """Return a model as it is compared; names of its own places do not count."""
        reader = self._reader(model)
        own_places = reader.stems(" ".join(model.basics.locations))
        return Described(
            place=place,
            stems={part: reader.stems(_text(model, part)) - own_places for part in Part},
            counties=frozenset(_counties(model)),
            collections=frozenset(_collections(model)),
            customer_groups=frozenset(model.programme.customer_groups),
        )

    def words(self, model: PracticeModel) -> dict[str, str]:
        """Return the shortest word of a model that has each stem."""
        return self._reader(model).words("\n".join(_text(model, part) for part in Part))

    def _reader(self, model: PracticeModel) -> WordReader:
        if model.language not in self._readers:
            self._readers[model.language] = WordReader(model.language)
        return self._readers[model.language]


def _text(model: PracticeModel, part: Part) -> str:
    match part:
        case Part.TITLE:
            title = model.basics.title
            code = read_title(title).written
            return title.replace(code, " ") if code else title
        case Part.SUMMARY:
            return model.basics.summary
        case Part.DESCRIPTION:
            return "\n".join(_description(model))


def _description(model: PracticeModel) -> Iterator[str]:
    """Yield what is told of the practice; text of a page whose labels were lost belongs to it."""
    for section in model.form.sections:
        if section.field not in _NOT_COMPARED:
            yield section.text.plain
    for unplaced in model.form.unplaced:
        if unplaced.reason is UnplacedReason.LABELS_LOST:
            yield unplaced.text.plain
    yield from model.core_elements
    yield from model.adaptable_parts


def _counties(model: PracticeModel) -> Iterator[str]:
    yield from model.programme.counties
    yield from counties_in(model.basics.title)
    for location in model.basics.locations:
        if county := county_named(location):
            yield county


def _collections(model: PracticeModel) -> Iterator[str]:
    for collection in model.basics.collections:
        if name := " ".join(collection.split()):
            yield name
