"""Personal data over a whole model: in which text, of what kind, and how often."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attrs import frozen

from toimintamalli.model import PracticeModel
from toimintamalli.model.traversal import texts_of
from toimintamalli.personal_data._finding import (
    find_personal_data,
    find_with,
    finders_that_find,
)
from toimintamalli.personal_data._kinds import FoundData, PersonalDataKind
from toimintamalli.personal_data._names import PersonNames
from toimintamalli.personal_data._persons import looks_like_a_person

__all__ = [
    "DataCount",
    "FoundInModel",
    "PersonalEvaluator",
    "count_by_kind",
    "names_in",
    "personal_data_in",
    "personal_evaluators",
]

_NOBODY = PersonNames()
# Fields that hold a name on purpose, and fields where a word is a place or an identifier.
_WITHOUT_NAMES = re.compile(
    r"basics\.(?:contributors\[\d+\]\.name|locations\[\d+\])|programme\..*"
    r"|evaluations\[\d+\]\.(?:evaluators\[\d+\]\.id|answers\[\d+\]\.evaluator)"
)


@frozen(kw_only=True)
class FoundInModel:
    """Personal data in a text of a model; what it says is not kept.

    Attributes:
        path: Path of the text, such as ``basics.summary``.
        piece: Which of the pieces of a rich text under that path, from 0.
        found: What kind of data stands where in the piece.
    """

    path: str
    piece: int
    found: FoundData

    @property
    def kind(self) -> PersonalDataKind:
        """What kind of data it is."""
        return self.found.kind


@frozen(kw_only=True)
class DataCount:
    """How much personal data of one kind a model holds, and where.

    Attributes:
        kind: What kind of data it is.
        count: How many times.
        paths: In which texts, each once, in their order.
    """

    kind: PersonalDataKind
    count: int
    paths: tuple[str, ...]


@frozen(kw_only=True)
class PersonalEvaluator:
    """An evaluator whose identifier may tell who the person is.

    Attributes:
        path: Path of the identifier.
        id: The identifier.
    """

    path: str
    id: str


def names_in(model: PracticeModel) -> PersonNames:
    """Return the names of the people that a model names: contributors, and some evaluators.

    Args:
        model: The model.

    Example:
        >>> from toimintamalli.model import BasicData, Contributor
        >>> people = (Contributor(name="Maija Mallikas"),)
        >>> names_in(PracticeModel(basics=BasicData(contributors=people))).names
        ('Maija Mallikas',)
    """
    contributors = (person.name for person in model.basics.contributors)
    return PersonNames((*contributors, *(one.id for one in personal_evaluators(model))))


def personal_evaluators(model: PracticeModel) -> tuple[PersonalEvaluator, ...]:
    """Return evaluators whose identifier may be a name or an e-mail address; a guess.

    Args:
        model: The model.
    """
    return tuple(
        PersonalEvaluator(path=f"evaluations[{place}].evaluators[{number}].id", id=evaluator.id)
        for place, evaluation in enumerate(model.evaluations)
        for number, evaluator in enumerate(evaluation.evaluators)
        if looks_like_a_person(evaluator.id) or find_personal_data(evaluator.id)
    )


def personal_data_in(
    model: PracticeModel, names: PersonNames | None = None
) -> tuple[FoundInModel, ...]:
    """Return the personal data in every text of a model, in the order of its fields.

    The names of contributors are not found where the model records them on purpose, nor in
    places and identifiers. A label that ends one piece of a rich text, such as "Salasana:",
    counts for the next.

    Args:
        model: The model.
        names: People whose names are looked for; by default those that the model names.

    Example:
        >>> from toimintamalli.model import BasicData
        >>> model = PracticeModel(basics=BasicData(summary="Kysy: maija@esimerkki.fi"))
        >>> [(one.path, one.kind.value) for one in personal_data_in(model)]
        [('basics.summary', 'email')]
    """
    return tuple(_finds(model, names_in(model) if names is None else names))


def _finds(model: PracticeModel, names: PersonNames) -> Iterator[FoundInModel]:
    texts = list(texts_of(model))
    finders = finders_that_find(text for _, text in texts)
    last_path, piece, before = "", 0, ""
    for path, text in texts:
        piece, before = (piece + 1, before) if path == last_path else (0, "")
        wanted = _NOBODY if _WITHOUT_NAMES.fullmatch(path) else names
        for found in find_with(finders, text, wanted, before):
            yield FoundInModel(path=path, piece=piece, found=found)
        last_path, before = path, text


def count_by_kind(finds: Iterable[FoundInModel]) -> tuple[DataCount, ...]:
    """Return how much was found of each kind and where, the gravest kind first.

    Args:
        finds: What was found in one model.

    Example:
        >>> mail = FoundInModel(
        ...     path="basics.summary", piece=0, found=FoundData(PersonalDataKind.EMAIL, 0, 5)
        ... )
        >>> [(one.kind.value, one.count, one.paths) for one in count_by_kind([mail, mail])]
        [('email', 2, ('basics.summary',))]
    """
    by_kind: dict[PersonalDataKind, list[str]] = {kind: [] for kind in PersonalDataKind}
    for one in finds:
        by_kind[one.kind].append(one.path)
    return tuple(
        DataCount(kind=kind, count=len(paths), paths=tuple(dict.fromkeys(paths)))
        for kind, paths in by_kind.items()
        if paths
    )
