"""Tells differences in sentences, and of longer texts the passages that changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import evolve, frozen

from toimintamalli.analysis.differences._difference import Difference, DifferenceKind
from toimintamalli.analysis.differences._shown import Shown, running_text
from toimintamalli.analysis.differences._texts import (
    TextDifference,
    WordRun,
    WordRunKind,
    text_difference,
)
from toimintamalli.model import (
    Answer,
    Evaluation,
    Record,
    RichText,
    Section,
)
from toimintamalli.model.instrument import Instrument
from toimintamalli.text import Language
from toimintamalli.vocabulary import ShownNumber, labels

__all__ = ["ToldDifference", "passage_text", "tell_difference", "tell_differences"]

_PACKAGE = "toimintamalli.analysis.differences"
# Texts no longer than this are shown whole, before and after.
_SHORT = 70
# Of a run of words at most this many are shown: staying ones, and changed ones.
_STAYING, _CHANGED = 5, 30
_MARKS = {WordRunKind.ADDED: "{{+{}+}}", WordRunKind.REMOVED: "[-{}-]", WordRunKind.SAME: "{}"}


@frozen(kw_only=True)
class ToldDifference:
    """A difference in words.

    Attributes:
        difference: The difference.
        name: How the thing is called that the difference is about; empty for the model itself.
        sentence: What changed.
        words: What changed in a longer text, word by word; None where the sentence says all.
        is_repeated: Whether the difference before has the same sentence: state and level of an
            answer are two values, but one answer.
    """

    difference: Difference
    name: str
    sentence: str
    words: TextDifference | None = None
    is_repeated: bool = False


def tell_differences(
    differences: Iterable[Difference],
    language: Language | str = Language.FINNISH,
    *,
    instruments: Iterable[Instrument] = (),
) -> tuple[ToldDifference, ...]:
    """Return differences in words, one for one.

    Args:
        differences: The differences.
        language: Language of the sentences.
        instruments: Criteria sets that the models use; criteria and levels of other sets are
            called by their identifiers.

    Example:
        >>> from attrs import evolve
        >>> import toimintamalli as tm
        >>> old = tm.load("malli.yaml")
        >>> new = evolve(old, basics=evolve(old.basics, place=""))
        >>> for told in tell_differences(tm.differences(old, new), "en"):
        ...     print(told.sentence)
        Place of use was removed: “Kolme terveysasemaa (esimerkki; paikat ja luvut on keksitty)”.
    """
    told: list[ToldDifference] = []
    shown = Shown(labels(_PACKAGE, language), tuple(instruments))
    for difference in differences:
        one = _Teller(shown, difference).told()
        repeated = bool(told) and _is_same_answer(told[-1].difference, difference)
        told.append(evolve(one, is_repeated=repeated))
    return tuple(told)


def _is_same_answer(first: Difference, second: Difference) -> bool:
    """Tell whether two differences are the state and the level of one answer."""
    if (first.record, first.field, second.field) != (Answer, "state", "level"):
        return False
    return any(first.within[-1] is answer for answer in (second.within[-1], second.counterpart))


def tell_difference(
    difference: Difference,
    language: Language | str = Language.FINNISH,
    *,
    instruments: Iterable[Instrument] = (),
) -> ToldDifference:
    """Return one difference in words.

    Args:
        difference: The difference.
        language: Language of the sentence.
        instruments: Criteria sets that the models use.
    """
    shown = Shown(labels(_PACKAGE, language), tuple(instruments))
    return _Teller(shown, difference).told()


def passage_text(runs: Iterable[WordRun], language: Language | str = Language.FINNISH) -> str:
    """Return a passage with its changes marked: ``[-gone-] {+new+}``.

    Of long runs only the ends are shown, and how many words are left out of changed ones.

    Args:
        runs: A passage of `TextDifference.passages`.
        language: Language of what is said of words left out.

    Example:
        >>> found = text_difference("Hoitaja avaa yhteyden.", "Hoitaja avaa heti yhteyden.")
        >>> passage_text(found.passages[0])
        'Hoitaja avaa {+heti+} yhteyden.'
    """
    words = labels(_PACKAGE, language)
    shown = list(runs)
    parts = []
    for place, run in enumerate(shown):
        if run.kind is WordRunKind.SAME:
            text = _staying(run.words, first=place == 0, last=place == len(shown) - 1)
        else:
            text = _shortened(run.words, Shown(words, ()))
        parts.append(_MARKS[run.kind].format(text))
    return " ".join(parts)


def _staying(words: tuple[str, ...], *, first: bool, last: bool) -> str:
    if len(words) <= _STAYING:
        return " ".join(words)
    if first:
        return " ".join(("…", *words[-_STAYING:]))
    return " ".join((*words[:_STAYING], "…") if last else words)


def _shortened(words: tuple[str, ...], shown: Shown) -> str:
    if len(words) <= _CHANGED:
        return " ".join(words)
    half = _CHANGED // 2
    left_out = _counted("words.left_out", len(words) - 2 * half, shown)
    return " ".join((*words[:half], left_out, *words[-half:]))


def _counted(key: str, count: int, shown: Shown) -> str:
    return shown.words.fill(key, count=ShownNumber(count))


@frozen
class _Teller:
    """Tells one difference."""

    shown: Shown
    difference: Difference

    def told(self) -> ToldDifference:
        words = self._words_changed()
        template = self._own_template() or self.shown.words[self._template(words)]
        return ToldDifference(
            difference=self.difference,
            name=self._bare_name,
            sentence=template.format_map(self._places(words)),
            words=words if words and words.runs else None,
        )

    @property
    def _value(self) -> Any:
        """The value that a sentence is about: what was removed, else what is there now."""
        one = self.difference
        return one.before if one.kind is DifferenceKind.REMOVED else one.after

    # -- which sentence -------------------------------------------------------------------------

    def _own_template(self) -> str | None:
        one = self.difference
        if isinstance(self._value, Section) and not self._value.text:
            return None
        start = f"said.{one.record.__name__}.{one.field}"
        for key in (f"{start}.{one.kind}", start):
            if key in self.shown.words:
                return self.shown.words[key]
        return None

    def _template(self, words: TextDifference | None) -> str:
        one = self.difference
        match one.kind:
            case DifferenceKind.MOVED:
                return "member.moved"
            case DifferenceKind.ADDED | DifferenceKind.REMOVED:
                if not one.is_member:
                    return f"any.{one.kind}"
                return f"{'record' if isinstance(self._value, Record) else 'member'}.{one.kind}"
            case DifferenceKind.CHANGED:
                return "any.changed" if words is None else "any.changed_text"

    # -- what stands in it ------------------------------------------------------------------------

    def _places(self, words: TextDifference | None) -> dict[str, str]:
        one = self.difference
        around = self.shown.around(one.within)
        places = {
            "place": self.shown.joined(*around, self.shown.field(one.record, one.field)),
            "name": self._name,
            "before": self._in_words(one.before),
            "after": self._in_words(one.after),
            "words": self._words(words),
        }
        if isinstance(self._value, Record):
            places["member"] = self.shown.summary(self._value, one.within)
            places["thing"] = self.shown.joined(*around, self.shown.thing(self._value, one.within))
        return places | self._replies()

    def _in_words(self, value: Any) -> str:
        one = self.difference
        if one.kind is DifferenceKind.MOVED:
            return ""
        return self.shown.value(value, one.record, one.field, one.within)

    def _replies(self) -> dict[str, str]:
        """Return what was answered, before and after, where it is about an answer."""
        one = self.difference
        if isinstance(self._value, Answer) and isinstance(one.within[-1], Evaluation):
            return {"reply": self.shown.reply(self._value, one.within[-1])}
        if one.record is not Answer:
            return {}
        replies = [
            self.shown.reply(answer, evaluation)
            for answer in (one.counterpart, one.within[-1])
            for evaluation in one.within
            if isinstance(evaluation, Evaluation) and isinstance(answer, Answer)
        ]
        if one.kind is DifferenceKind.REMOVED:
            replies.reverse()
        return dict(zip(("reply_before", "reply_after"), replies, strict=True))

    @property
    def _name(self) -> str:
        """The name of the innermost record around the value."""
        *outer, last = self.difference.within or (None,)
        return self.shown.name(last, tuple(outer)) if last else ""

    @property
    def _bare_name(self) -> str:
        """The name of the member that came or went, else of the innermost thing that has one."""
        within: tuple[Record, ...] = self.difference.within
        if isinstance(self._value, Record):
            within = (*within, self._value)
        shown = evolve(self.shown, in_sentence=False)
        names = (shown.name(within[at], within[:at]) for at in reversed(range(len(within))))
        return next(filter(None, names), "")

    # -- texts ------------------------------------------------------------------------------------

    def _words_changed(self) -> TextDifference | None:
        """Return what changed in a text, where it is too long to be shown before and after."""
        one = self.difference
        if one.kind is not DifferenceKind.CHANGED:
            return None
        if isinstance(one.before, RichText) and isinstance(one.after, RichText):
            return text_difference(running_text(one.before), running_text(one.after))
        if not (type(one.before) is type(one.after) is str):
            return None
        is_long = max(len(one.before), len(one.after)) > _SHORT
        return text_difference(one.before, one.after) if is_long else None

    def _words(self, changed: TextDifference | None) -> str:
        """Return how many words changed, or how many there are of a text that came or went."""
        if changed is None:
            value = self._value.text if isinstance(self._value, Section) else self._value
            count = len(running_text(value).split()) if isinstance(value, RichText) else 0
            return _counted("words.count", count, self.shown)
        counts = (("words.added", changed.added), ("words.removed", changed.removed))
        parts = [_counted(key, count, self.shown) for key, count in counts if count]
        told = ", ".join(parts) or self.shown.words["words.same"]
        return self.shown.words.fill("words.rough", words=told) if changed.is_rough else told
