"""Shows how far descriptions have come: one of them, or many at the width of the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from toimintamalli.analysis.shares import Share
from toimintamalli.analysis.triage import TriageClass, TriagePart
from toimintamalli.analysis.triage_portfolio import (
    TriageDivision,
    TriagedModel,
    TriageGroup,
    TriageSummary,
)
from toimintamalli.cli._console import show_table
from toimintamalli.cli._replies import Shower
from toimintamalli.cli._show import echo, wrapped
from toimintamalli.cli._words import Words
from toimintamalli.vocabulary import form_profile, shown_date, shown_number, triage_rule

__all__ = ["show_descriptions", "show_triage", "show_triage_counts"]


def show_triage(
    summary: TriageSummary,
    words: Words,
    title: str,
    of_class: TriageClass | None,
    top: int,
) -> None:
    """Show the classes of many descriptions, and those to help first.

    Args:
        summary: The descriptions with their classes.
        words: Words of the command line.
        title: Name of the portfolio.
        of_class: The class that is listed; None for those to help.
        top: How many are listed of each area.
    """
    _say(title)
    counted = words.fill("triage.counted", count=_number(len(summary.models), words))
    _say(counted, "  ")
    if summary.unreadable:
        _say(words.fill("triage.unreadable", count=_number(summary.unreadable, words)), "  ")
    if not summary.models:
        _say(words["triage.none"], "  ")
        return
    echo()
    show_triage_counts(summary, words)
    for division in (summary.areas, summary.counties):
        _division(division, len(summary.models), words)
    echo()
    if of_class is None:
        name = triage_rule().class_words(TriageClass.DESCRIBED).name.get(words.language)
        _say(words.fill("triage.order", name=name))
    for group in summary.areas.groups:
        _list(group, of_class, top, words)


def show_triage_counts(summary: TriageSummary, words: Words) -> None:
    """Show how many descriptions are in each class, and for which reasons."""
    rule, language, count = triage_rule(), words.language, len(summary.models)
    _say(words.fill("triage.heading", count=_number(count, words)))
    source = rule.provenance
    about = words.fill(
        "triage.source",
        status=words[f"provenance.{source.status}"],
        source=source.source,
        read=shown_date(source.read, language),
        note=source.note.get(language) if source.note else "",
    )
    _say(about.strip(), "  ")
    for one in summary.classes:
        known = rule.class_words(one.triage_class)
        name, explanation = known.name.get(language), known.explanation.get(language)
        _row(one.share, words.fill("triage.class_row", name=name, explanation=explanation), words)
    echo()
    _say(words.fill("triage.reasons", count=_number(count, words)))
    for reason in summary.reasons:
        _row(reason.share, rule.reason_words(reason.kind).title.get(language), words)


def show_descriptions(summary: TriageSummary, words: Words) -> None:
    """Show the class of each description, why it is there, and what it needs."""
    if not summary.models:
        _say(words["triage.none"])
    for one in summary.models:
        _description(one, words)


def _description(one: TriagedModel, words: Words) -> None:
    found, language = one.triage, words.language
    known = triage_rule().class_words(found.triage_class)
    _say(one.model.basics.title or one.source)
    name, explanation = known.name.get(language), known.explanation.get(language)
    _say(words.fill("triage.class_row", name=name, explanation=explanation), "  ")
    _say(words["triage.why"])
    for reason in found.reasons:
        told = words.fill("triage.reason", sentence=reason.sentence(language), path=reason.path)
        _say(told, "  • ")
    if found.missing:
        _say(words.fill("triage.next", parts=_parts(found.missing, words)))
        for step in found.steps(language):
            _say(step, "  → ")
    if found.open_fields:
        labels = ", ".join(map(_label, found.open_fields))
        _say(
            words.fill(
                "triage.open_fields",
                count=found.distance,
                all=found.required_fields,
                labels=labels,
            )
        )
    else:
        _say(words.fill("triage.nothing_open", all=found.required_fields))


def _say(text: str, indent: str = "") -> None:
    echo("\n".join(wrapped(text, indent)))


def _number(count: int, words: Words) -> str:
    return shown_number(count, words.language)


def _row(share: Share, name: str, words: Words) -> None:
    """Show a count with its share before what it counts."""
    figures = f"{_number(share.count, words):>6} {Shower(words).percent(share):>6}  "
    first, *rest = wrapped(name, " " * len(figures)) or [""]
    echo("\n".join([figures + first[len(figures) :], *rest]))


def _parts(parts: Sequence[TriagePart], words: Words) -> str:
    rule = triage_rule()
    return ", ".join(rule.part(part).name.get(words.language) for part in parts)


def _label(field_id: str) -> str:
    found = form_profile().field(field_id)
    return found.label if found else field_id


# -- areas and counties -----------------------------------------------------------------------


def _division(division: TriageDivision, count: int, words: Words) -> None:
    language = words.language
    heads = [one.short_name.get(language) for one in triage_rule().classes]
    echo()
    show_table(
        [words[f"triage.by_{division.grouping}"], *heads, words["triage.all"]],
        [
            [
                one.group.name.get(language),
                *(_number(of_class.share.count, words) for of_class in one.classes),
                _number(one.group.count, words),
            ]
            for one in division.groups
        ],
        left=(0,),
    )
    if division.repeated:
        rows = count + division.repeated
        told = words.fill(
            "triage.repeated",
            rows=_number(rows, words),
            count=_number(count, words),
            repeated=_number(division.repeated, words),
        )
        _say(told)


def _list(group: TriageGroup, of_class: TriageClass | None, top: int, words: Words) -> None:
    """Show the descriptions of an area to help first, or those of the class asked for."""
    listed = [one for one in group.models if one.triage.triage_class is of_class]
    if of_class is None:
        listed = list(group.help_first)
    if not listed:
        return
    name = "" if of_class is None else triage_rule().class_words(of_class).name.get(words.language)
    heading = words.fill(
        "triage.first" if of_class is None else "triage.listed",
        name=name,
        group=group.group.name.get(words.language),
        shown=_number(min(top, len(listed)), words),
        count=_number(len(listed), words),
    )
    echo()
    _say(heading)
    for number, one in enumerate(listed[:top], 1):
        mark = f"{number:>3}. "
        _say(one.model.basics.title or one.source, mark)
        _say(_about(one, words), " " * len(mark))


def _about(one: TriagedModel, words: Words) -> str:
    found = one.triage
    missing = words.fill("triage.missing", parts=_parts(found.lacking, words))
    return words.fill(
        "triage.item",
        class_name=triage_rule().class_words(found.triage_class).name.get(words.language),
        missing=missing if found.lacking else "",
        open=words.fill("triage.open", count=found.distance, all=found.required_fields),
        source=one.source,
    )
