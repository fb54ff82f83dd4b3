"""Results of evaluations for people, at the width of their terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from toimintamalli.analysis.agreement import ScaleAgreement
from toimintamalli.analysis.answers import Reply, ReplyState
from toimintamalli.analysis.evaluation import CriterionResult, EvaluationResult, changes
from toimintamalli.analysis.scores import Impact, ScoreNode
from toimintamalli.analysis.shares import percent, rounded
from toimintamalli.cli._console import bar, show_table
from toimintamalli.cli._replies import OTHERS, SIGNS, Shower
from toimintamalli.cli._show import echo, show_report, wrapped
from toimintamalli.cli._words import Words
from toimintamalli.model import AnswerState
from toimintamalli.model.instrument import Necessity, Scale, Side
from toimintamalli.vocabulary import enum_title, shown_date, shown_number

__all__ = ["show_changes", "show_result"]

_BAR = 10
_MOST_LISTED = 5
_MOST_IMPACTS = 3
_OF_PEOPLE = tuple(state for state in OTHERS if state is not ReplyState.UNSETTLED)


def show_result(result: EvaluationResult, words: Words, *, explain: bool = False) -> None:
    """Show what an evaluation adds up to.

    Args:
        result: The result.
        words: Words of the command line.
        explain: Whether to show how the score comes about as well.
    """
    shower = Shower(words)
    echo()
    _say(f"{result.instrument.title.get(words.language)} ({result.instrument.version})")
    _say(shower.provenance(result.instrument), "  ")
    _say(_round(result, words), "  ")
    _say(_score(result, shower), "  ")
    _distribution(result, shower)
    if result.agreement:
        echo()
        _say(words["evaluate.agreement"])
        for one in result.agreement:
            _say(_agreement(one, shower), "  • ")
    for title, lines in _lists(result, shower):
        if lines:
            echo()
            _say(title)
            _list(lines, words)
    if explain and result.score.tree:
        echo()
        _say(words["evaluate.explained"])
        _tree(result.score.tree, shower, "  ")
    show_report(result.problems, words)


def show_changes(results: Sequence[EvaluationResult], words: Words) -> None:
    """Show how the results of a model changed from one evaluation to the next."""
    shower = Shower(words)
    for before, after, moves in changes(results):
        ends = (_when(before, words), _when(after, words))
        echo()
        title = after.instrument.title.get(words.language)
        _say(words.fill("evaluate.changed", title=title, first=ends[0], second=ends[1]))
        _say(
            words.fill(
                "evaluate.changed_score", before=_ends(before, shower), after=_ends(after, shower)
            ),
            "  ",
        )
        for move in moves:
            question = move.criterion.question.get(words.language)
            moved = (
                f"{shower.reply(move.before, move.scale)} → {shower.reply(move.after, move.scale)}"
            )
            _say(f"{question}: {moved}", "  • ")
        if not moves:
            _say(words["evaluate.unchanged"], "  ")


def _say(text: str, indent: str = "") -> None:
    echo("\n".join(wrapped(text, indent)))


def _list(lines: Sequence[str], words: Words) -> None:
    for line in lines[:_MOST_LISTED]:
        _say(line, "  • ")
    if len(lines) > _MOST_LISTED:
        _say(words.fill("evaluate.more", count=len(lines) - _MOST_LISTED), "    ")


# -- the round and its score ------------------------------------------------------------------


def _round(result: EvaluationResult, words: Words) -> str:
    evaluation = result.evaluation
    parts = [words.fill("evaluate.round", id=evaluation.id, when=_when(result, words))]
    if evaluation.participants is not None:
        number = shown_number(evaluation.participants, words.language)
        parts.append(words.fill("evaluate.participants", count=number))
    if evaluation.county_represented is not None:
        key = "with_county" if evaluation.county_represented else "without_county"
        parts.append(words[f"evaluate.{key}"])
    roles = [
        f"{sheet.evaluator} {enum_title(sheet.role).get(words.language).lower()}"
        if sheet.role
        else f"{sheet.evaluator}"
        for sheet in result.sheets
    ]
    if roles:
        parts.append(words.fill("evaluate.evaluators", roles=", ".join(roles)))
    if result.consensus:
        parts.append(words["evaluate.agreed_together"])
    return " · ".join(parts)


def _when(result: EvaluationResult, words: Words) -> str:
    day = result.evaluation.date
    return shown_date(day, words.language) if day else words["evaluate.undated"]


def _score(result: EvaluationResult, shower: Shower) -> str:
    words, score = shower.words, result.score
    coverage = words.fill(
        "evaluate.coverage",
        answered=score.coverage.answered,
        applicable=score.coverage.applicable,
    )
    if score.reason:
        return f"{words[f'no_score.{score.reason}']} {coverage}"
    notes = dict.fromkeys(
        scale.points_provenance.note.get(words.language)
        for scale in result.instrument.scales
        if scale.points_provenance and scale.points_provenance.note
    )
    open_note = "" if score.coverage.is_full else words["evaluate.open_range"]
    stated = words.fill("evaluate.score", ends=_ends(result, shower))
    return " ".join(filter(None, [stated, coverage, open_note, *notes]))


def _ends(result: EvaluationResult, shower: Shower) -> str:
    ends = result.score.percents()
    if ends is None:
        return "–"
    if ends[0] == ends[1]:
        return shower.number(ends[0])
    return f"{shown_number(ends[0], shower.words.language)}–{shower.number(ends[1])}"


# -- the distribution -------------------------------------------------------------------------


def _distribution(result: EvaluationResult, shower: Shower) -> None:
    """Show a table for each theme; the key stands above the first table of each scale."""
    explained: list[str] = []
    for theme in result.instrument.themes:
        of_theme = [one for one in result.criteria if one.criterion.theme == theme.id]
        for scale in result.instrument.scales:
            rows = [one for one in of_theme if one.scale is scale]
            if not rows:
                continue
            echo()
            if scale.id not in explained:
                _say(shower.key(scale, (*_OF_PEOPLE, ReplyState.UNSETTLED)))
                explained.append(scale.id)
                echo()
            _table(theme.title.get(shower.words.language), scale, rows, shower)


def _table(title: str, scale: Scale, rows: Sequence[CriterionResult], shower: Shower) -> None:
    levels = [str(rank) for rank in range(1, len(scale.levels) + 1)]
    heads = ["", *levels, *(SIGNS[s] for s in _OF_PEOPLE), shower.words["table.together"]]
    _say(title)
    show_table(
        heads,
        [_row(row, shower) for row in rows],
        titles=[_question(row, shower) for row in rows],
        left=[len(heads) - 1],
    )


def _row(result: CriterionResult, shower: Shower) -> list[str]:
    counted = result.tally
    others = [counted.cannot_yet, counted.not_applicable, counted.no_answer]
    signed = zip((SIGNS[state] for state in _OF_PEOPLE), others, strict=True)
    reply = result.settled.reply
    return [
        bar(counted.levels, list(signed), _BAR),
        *map(str, counted.levels),
        *map(str, others),
        f"{shower.sign(reply)} {shower.reply(reply, result.scale)}",
    ]


def _question(result: CriterionResult, shower: Shower) -> str:
    must = f" ({shower.words['evaluate.must']})" if _is_must(result) else ""
    return result.criterion.question.get(shower.words.language) + must


def _is_must(result: CriterionResult) -> bool:
    return result.criterion.necessity is Necessity.MUST


# -- agreement and what to do -----------------------------------------------------------------


def _agreement(one: ScaleAgreement, shower: Shower) -> str:
    words = shower.words
    pairs = words.fill(
        "evaluate.pairs", exact=shower.share(one.exact), near=shower.share(one.within_one)
    )
    if one.alpha.value is None:
        return f"{pairs} {words[f'no_alpha.{one.alpha.reason}']}"
    value = shown_number(rounded(Fraction(one.alpha.value), 2), words.language)
    alpha = words.fill("evaluate.alpha", value=value, criteria=one.alpha.units)
    return f"{pairs} {alpha}"


def _lists(result: EvaluationResult, shower: Shower) -> Iterator[tuple[str, list[str]]]:
    words = shower.words
    yield words["evaluate.open"], list(_open(result, shower))
    yield words["evaluate.unmet"], list(_unmet(result, shower))
    yield words["evaluate.discuss"], [c.question.get(words.language) for c in result.to_discuss]
    yield words["evaluate.gaps"], list(_gaps(result, shower))
    yield words["evaluate.impacts"], list(_impacts(result, shower))


def _open(result: EvaluationResult, shower: Shower) -> Iterator[str]:
    """Yield what cannot be assessed yet, with the day from which it can."""
    sheets = [*result.sheets, *([result.consensus] if result.consensus else [])]
    for place, one in enumerate(result.criteria):
        answers = [sheet.answers[place] for sheet in sheets]
        cannot = [a for a in answers if a is not None and a.state is AnswerState.CANNOT_YET]
        if cannot:
            days = sorted(a.assessable_from for a in cannot if a.assessable_from is not None)
            question = one.criterion.question.get(shower.words.language)
            day = shown_date(days[-1], shower.words.language) if days else ""
            yield question + (f" ({shower.words.fill('evaluate.from', day=day)})" if day else "")


def _unmet(result: EvaluationResult, shower: Shower) -> Iterator[str]:
    """Yield the musts that are not on the agreeing side."""
    outside = {ReplyState.NOT_APPLICABLE, ReplyState.NOT_ASKED}
    for one in filter(_is_must, result.criteria):
        reply = one.settled.reply
        met = reply.rank is not None and one.scale.levels[reply.rank].side is Side.AGREE
        if not met and reply.state not in outside:
            question = one.criterion.question.get(shower.words.language)
            yield f"{question} ({shower.reply(reply, one.scale)})"


def _gaps(result: EvaluationResult, shower: Shower) -> Iterator[str]:
    for gap in result.gaps:
        if gap.levels:
            scale = result.instrument.scale_of(gap.criterion)
            yield shower.words.fill(
                "evaluate.gap",
                question=gap.criterion.question.get(shower.words.language),
                first=shower.reply(Reply(ReplyState.LEVEL, gap.first.median), scale),
                second=shower.reply(Reply(ReplyState.LEVEL, gap.second.median), scale),
            )


def _impacts(result: EvaluationResult, shower: Shower) -> Iterator[str]:
    tree = result.score.tree
    gaining = [one for one in result.impacts if tree and one.if_highest[0] > tree.low]
    for impact in gaining[:_MOST_IMPACTS]:
        yield shower.words.fill(
            "evaluate.impact",
            question=impact.criterion.question.get(shower.words.language),
            ends=_raised(impact, shower),
        )


def _raised(impact: Impact, shower: Shower) -> str:
    low, high = (percent(end) for end in impact.if_highest)
    shown = shower.number(high)
    return shown if low == high else f"{shown_number(low, shower.words.language)}–{shown}"


def _tree(node: ScoreNode, shower: Shower, indent: str) -> None:
    language = shower.words.language
    low, high = (shown_number(percent(end, 1), language) for end in (node.low, node.high))
    ends = low if low == high else f"{low}–{high}"
    weight = shower.words.fill("evaluate.weight", weight=node.weight)
    _say(f"{ends} · {weight} · {node.title.get(language)}", indent)
    for part in node.parts:
        _tree(part, shower, f"{indent}  ")
