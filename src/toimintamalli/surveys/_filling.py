"""Answers as people fill them in: the label of a level, or the name of another state."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from attrs import frozen

from toimintamalli.filling import Content, Saying, UnreadableContentError, as_text
from toimintamalli.model import AnswerState
from toimintamalli.model.instrument import Scale
from toimintamalli.surveys._known import Meaning, answer_book
from toimintamalli.text import Language
from toimintamalli.vocabulary import enum_title

__all__ = ["AnswerForm"]

_STATES: Final = tuple(state for state in AnswerState if state is not AnswerState.LEVEL)


@frozen
class AnswerForm:
    """The form of an answer to a criterion.

    Attributes:
        scale: The scale; None where the criterion is not known, so that whatever is written is
            taken for the identifier of a level.

    Example:
        >>> from toimintamalli.instruments import get_instrument
        >>> form = AnswerForm(get_instrument("juurtumisvalmius").scales[0])
        >>> form.shown(Meaning(AnswerState.LEVEL, "met"), Language.ENGLISH)
        'met'
        >>> form.read("Ei koske", Language.FINNISH, None).state
        <AnswerState.NOT_APPLICABLE: 'not_applicable'>
    """

    scale: Scale | None

    def shown(self, value: Meaning, language: Language) -> str:
        """Return the label of the level, or the name of the state.

        Args:
            value: The answer; a level that the scale does not have is shown by its identifier.
            language: Language of the words.
        """
        if value.state is not AnswerState.LEVEL:
            state = enum_title(value.state).get(language)
            return f"{state} ({value.level})" if value.level else state
        if value.level is None:
            return enum_title(AnswerState.LEVEL).get(language)
        labels = {level.id: level.label for level in self.scale.levels} if self.scale else {}
        label = labels.get(value.level)
        return label.get(language) if label else value.level

    def read(self, content: Content, language: Language, held: Any) -> Meaning:
        """Return what an answer means.

        Args:
            content: What was written, in any language.
            language: Language of what is expected where the answer is not known.
            held: The answer that the model has; it does not matter.

        Raises:
            UnreadableContentError: The scale has no such answer.
        """
        text = as_text(content)
        if self.scale is None:
            return Meaning(AnswerState.LEVEL, text)
        meaning = answer_book(self.scale).meaning(text)
        if meaning is None:
            answers = ", ".join(self.answers(language))
            raise UnreadableContentError(Saying("expected.choice", (("values", answers),)))
        return meaning

    def answers(
        self, language: Language, states: Iterable[AnswerState] = _STATES
    ) -> tuple[str, ...]:
        """Return what may be answered, each answer once whatever its case.

        Args:
            language: Language of the words.
            states: States that may be answered beside the levels; all by default.
        """
        levels = self.scale.levels if self.scale else ()
        labels = (" ".join(level.label.get(language).split()) for level in levels)
        names = (enum_title(state).get(language) for state in states)
        return tuple({text.casefold(): text for text in (*labels, *names)}.values())
