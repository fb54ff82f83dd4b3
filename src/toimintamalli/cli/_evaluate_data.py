"""Results of evaluations as plain data, for programs."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from toimintamalli.analysis.agreement import Gap, ScaleAgreement
from toimintamalli.analysis.answers import Reply
from toimintamalli.analysis.evaluation import CriterionResult, EvaluationResult, changes
from toimintamalli.analysis.scores import Score, ScoreNode
from toimintamalli.analysis.shares import Share, percent
from toimintamalli.cli._show import as_data
from toimintamalli.cli._words import Words
from toimintamalli.model.instrument import Instrument, Scale

__all__ = ["changes_data", "instrument_data", "reply_data", "result_data", "share_data"]

_DECIMALS = 1


def result_data(result: EvaluationResult, words: Words) -> dict[str, Any]:
    """Return what an evaluation adds up to."""
    evaluation = result.evaluation
    return {
        "id": evaluation.id,
        "date": evaluation.date.isoformat() if evaluation.date else None,
        "instrument": instrument_data(result.instrument, words),
        "participants": evaluation.participants,
        "county_represented": evaluation.county_represented,
        "evaluators": [{"id": sheet.evaluator, "role": sheet.role} for sheet in result.sheets],
        "consensus_sheet": result.consensus is not None,
        "criteria": [_criterion(one, words) for one in result.criteria],
        "score": _score(result.score, words),
        "agreement": [_agreement(one) for one in result.agreement],
        "gaps": [_gap(one, result.instrument) for one in result.gaps],
        "to_discuss": [criterion.id for criterion in result.to_discuss],
        "impacts": [
            {
                "criterion": impact.criterion.id,
                "if_lowest": [_exact(end) for end in impact.if_lowest],
                "if_highest": [_exact(end) for end in impact.if_highest],
            }
            for impact in result.impacts
        ],
        "findings": as_data(result.problems, words),
    }


def changes_data(results: Sequence[EvaluationResult], words: Words) -> list[dict[str, Any]]:
    """Return how the results of one set changed from one evaluation to the next."""
    return [
        {
            "from": before.evaluation.id,
            "to": after.evaluation.id,
            "criteria": [
                {
                    "criterion": move.criterion.id,
                    "before": reply_data(move.before, move.scale),
                    "after": reply_data(move.after, move.scale),
                }
                for move in moves
            ],
        }
        for before, after, moves in changes(results)
    ]


def instrument_data(instrument: Instrument, words: Words) -> dict[str, Any]:
    """Return which set it is, and where it comes from."""
    source = instrument.provenance
    return {
        "id": instrument.id,
        "version": instrument.version,
        "title": instrument.title.get(words.language),
        "provenance": {
            "status": source.status.value,
            "source": source.source,
            "read": source.read.isoformat(),
            "note": source.note.get(words.language) if source.note else None,
        },
    }


def reply_data(reply: Reply, scale: Scale) -> dict[str, Any]:
    """Return a reply: its state, and its level where it has one."""
    level = scale.levels[reply.rank].id if reply.rank is not None else None
    return {"state": reply.state.value, "level": level}


def share_data(share: Share) -> dict[str, Any]:
    """Return a share with its counts; a share of nothing has no percentage."""
    return {
        "count": share.count,
        "n": share.n,
        "percent": float(share.percent(_DECIMALS)) if share.n else None,
    }


def _criterion(result: CriterionResult, words: Words) -> dict[str, Any]:
    scale, counted, spread = result.scale, result.tally, result.quartiles
    levels = [level.id for level in scale.levels]
    return {
        "id": result.criterion.id,
        "theme": result.criterion.theme,
        "question": result.criterion.question.get(words.language),
        "weight": result.criterion.weight,
        "necessity": result.criterion.necessity.value,
        "levels": [
            {"id": level.id, "label": level.label.get(words.language), "count": count}
            for level, count in zip(scale.levels, counted.levels, strict=True)
        ],
        "cannot_yet": counted.cannot_yet,
        "not_applicable": counted.not_applicable,
        "no_answer": counted.no_answer,
        "not_asked": counted.not_asked,
        "n": counted.n,
        "settled": {
            **reply_data(result.settled.reply, scale),
            "how": result.settled.how.value,
        },
        "lower_quartile": levels[spread.lower] if spread else None,
        "median": levels[spread.median] if spread else None,
        "upper_quartile": levels[spread.upper] if spread else None,
        "modes": [levels[rank] for rank in result.modes],
        "mean": float(result.mean) if result.mean is not None else None,
    }


def _score(score: Score, words: Words) -> dict[str, Any]:
    ends = score.percents(_DECIMALS)
    return {
        "low": float(ends[0]) if ends else None,
        "high": float(ends[1]) if ends else None,
        "reason": score.reason.value if score.reason else None,
        "coverage": {
            "answered": score.coverage.answered,
            "applicable": score.coverage.applicable,
        },
        "explain": _node(score.tree, words) if score.tree else None,
    }


def _node(node: ScoreNode, words: Words) -> dict[str, Any]:
    return {
        "id": node.id,
        "title": node.title.get(words.language),
        "weight": node.weight,
        "low": str(node.low),
        "high": str(node.high),
        "parts": [_node(part, words) for part in node.parts],
    }


def _agreement(one: ScaleAgreement) -> dict[str, Any]:
    return {
        "scale": one.scale.id,
        "exact": share_data(one.exact),
        "within_one": share_data(one.within_one),
        "alpha": {
            "value": one.alpha.value,
            "reason": one.alpha.reason.value if one.alpha.reason else None,
            "criteria": one.alpha.units,
            "replies": one.alpha.ratings,
        },
    }


def _gap(gap: Gap, instrument: Instrument) -> dict[str, Any]:
    levels = instrument.scale_of(gap.criterion).levels
    return {
        "criterion": gap.criterion.id,
        "self": levels[gap.first.median].id,
        "peer": levels[gap.second.median].id,
        "levels": gap.levels,
    }


def _exact(end: Fraction) -> float:
    return float(percent(end, _DECIMALS))
