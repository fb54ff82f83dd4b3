"""What the texts of a survey mean: answers and seats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from toimintamalli.model import AnswerState, EvaluatorRole
from toimintamalli.model.instrument import Scale
from toimintamalli.surveys._mapping import AnswerSpelling, RoleSpelling
from toimintamalli.text import Language, LocalizedText
from toimintamalli.vocabulary import enum_title
from toimintamalli.written import nearest, spelling, spellings

__all__ = ["AnswerBook", "Meaning", "answer_book", "role_named"]


@frozen
class Meaning:
    """What a text means.

    Attributes:
        state: A level, or another state.
        level: Identifier of the level, when the state is a level.
    """

    state: AnswerState
    level: str | None = None


@frozen
class AnswerBook:
    """Answers that are known on one scale.

    Attributes:
        meanings: What a spelling means.
        texts: The known texts as they are written.
    """

    meanings: dict[str, Meaning]
    texts: tuple[str, ...]

    def meaning(self, text: str) -> Meaning | None:
        """Return what a text means; None where it is not known, or might mean two things."""
        known = (self.meanings.get(candidate) for candidate in spellings(text))
        return next((meaning for meaning in known if meaning is not None), None)

    def nearest(self, text: str) -> str:
        """Return the known text that is most like a text; a dash where none is."""
        return nearest(text, self.texts)


def answer_book(scale: Scale, answers: Iterable[AnswerSpelling] = ()) -> AnswerBook:
    """Return the answers that are known on a scale.

    What a mapping says of a text goes before what the set says of it.

    Args:
        scale: The scale.
        answers: Spellings of the mapping of a survey.

    Example:
        >>> from toimintamalli.instruments import get_instrument
        >>> scale = get_instrument("juurtumisvalmius").scales[0]
        >>> answer_book(scale).meaning("Ei koske").state
        <AnswerState.NOT_APPLICABLE: 'not_applicable'>
    """
    of_set: dict[str, set[Meaning]] = {}
    texts: list[str] = []
    for text, meaning in _texts_of_set(scale):
        texts.append(text)
        of_set.setdefault(spelling(text), set()).add(meaning)
    meanings = {known: found.pop() for known, found in of_set.items() if len(found) == 1}
    levels = {level.id for level in scale.levels}
    for answer in answers:
        if answer.level is None or answer.level in levels:
            texts += answer.text
            meaning = Meaning(answer.state or AnswerState.LEVEL, answer.level)
            meanings |= {spelling(text): meaning for text in answer.text}
    return AnswerBook(meanings, tuple(dict.fromkeys(texts)))


def _texts_of_set(scale: Scale) -> Iterator[tuple[str, Meaning]]:
    for level in scale.levels:
        for text in (*_three(level.label), *level.spellings):
            yield text, Meaning(AnswerState.LEVEL, level.id)
    for state in AnswerState:
        if state is not AnswerState.LEVEL:
            for text in _three(enum_title(state)):
                yield text, Meaning(state)


def role_named(text: str, roles: Iterable[RoleSpelling]) -> EvaluatorRole | None:
    """Return the seat that a text names, or None."""
    wanted = spelling(text)
    for known in roles:
        if wanted in map(spelling, known.text):
            return known.role
    for role in EvaluatorRole:
        if wanted in map(spelling, _three(enum_title(role))):
            return role
    return None


def _three(text: LocalizedText) -> tuple[str, ...]:
    return tuple(text.get(language) for language in Language)
