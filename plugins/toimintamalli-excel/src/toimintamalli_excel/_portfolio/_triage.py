"""How far the descriptions have come: the classes by count, and each description with why."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from toimintamalli.analysis.groups import Grouping, groups_of
from toimintamalli.analysis.shares import Share
from toimintamalli.analysis.triage import TriageClass
from toimintamalli.analysis.triage_portfolio import TriagedModel, TriageSummary, help_order
from toimintamalli.model import BasicData
from toimintamalli.vocabulary import form_profile, triage_rule
from toimintamalli_excel._portfolio._models import group_names
from toimintamalli_excel._portfolio._numbers import (
    count_column,
    share_column,
    shown_share,
)
from toimintamalli_excel._portfolio._words import PortfolioWords
from toimintamalli_excel._tables import (
    Row,
    identified_table,
    key_column,
    numbered_table,
    told_column,
)
from toimintamalli_excel.workbook import Chart, ChartKind, ChartSeries, TableSheet


def triage_tables(summary: TriageSummary, words: PortfolioWords) -> Iterator[TableSheet]:
    """Yield the classes and reasons by count, and then each description.

    Args:
        summary: The descriptions with their classes.
        words: The words of the workbook.
    """
    yield _classes(summary, words)
    yield _descriptions(summary, words)


def _classes(summary: TriageSummary, words: PortfolioWords) -> TableSheet:
    rule = triage_rule()
    columns = (
        told_column(words["column.kind"], 14),
        told_column(words["column.class_or_reason"], 40),
        count_column(words["column.descriptions"], 12),
        count_column(words["column.n"]),
        share_column(words["column.share"]),
        told_column(words["column.explanation"], 60),
    )
    rows: list[Row] = []
    for one in summary.classes:
        known = rule.class_words(one.triage_class)
        name, explanation = words.say(known.name), words.say(known.explanation)
        rows.append((words["kind.class"], name, *_counted(one.share, words), explanation))
    for reason in summary.reasons:
        title = words.say(rule.reason_words(reason.kind).title)
        explanation = words["kind.reason_explanation"]
        rows.append((words["kind.reason"], title, *_counted(reason.share, words), explanation))
    table = numbered_table("Classes", columns, rows, words)
    return evolve(table, charts=_chart(summary, words))


def _counted(share: Share, words: PortfolioWords) -> Row:
    return share.count, share.n, shown_share(share.count, share.n, words)


def _chart(summary: TriageSummary, words: PortfolioWords) -> tuple[Chart, ...]:
    if not summary.models:
        return ()
    rule = triage_rule()
    said = "; ".join(
        f"{words.say(rule.class_words(one.triage_class).name)}: {one.share.count}"
        for one in summary.classes
    )
    chart = Chart(
        kind=ChartKind.BARS,
        title=words["chart.classes.title"],
        alt_text=words.fill("chart.classes.alt", n=len(summary.models), rows=said),
        category=words["column.class_or_reason"],
        series=(ChartSeries(column=words["column.descriptions"]),),
        first_row=1,
        last_row=len(summary.classes),
        category_title=words["column.class"],
        value_title=words["column.descriptions"],
        number_format="0",
    )
    return (chart,)


def _descriptions(summary: TriageSummary, words: PortfolioWords) -> TableSheet:
    columns = (
        key_column(words["column.source"], 22),
        told_column(words.field(BasicData, "title"), 30),
        told_column(words["column.county"], 20),
        told_column(words["column.class"], 18),
        count_column(words["column.help_order"], 10),
        told_column(words["column.reasons"], 52),
        told_column(words["column.next"], 42),
        count_column(words["column.open"]),
        told_column(words["column.open_fields"], 36),
    )
    order = _order(summary)
    counties = group_names(Grouping.COUNTY, words)
    rows = [_description(one, order, counties, words) for one in summary.models]
    return identified_table("Triage", columns, rows, words)


def _order(summary: TriageSummary) -> dict[int, int]:
    """Return which descriptions to help first, by their places; not those that need nothing."""
    waiting = [
        one for one in summary.models if one.triage.triage_class is not TriageClass.DESCRIBED
    ]
    return {one.place: number for number, one in enumerate(sorted(waiting, key=help_order), 1)}


def _description(
    one: TriagedModel, order: dict[int, int], counties: dict[str, str], words: PortfolioWords
) -> Row:
    found, language = one.triage, words.language
    keys = [key for key in groups_of(one.model, Grouping.COUNTY) if key]
    return (
        one.source,
        one.model.basics.title,
        ", ".join(counties.get(key, key) for key in keys),
        words.say(triage_rule().class_words(found.triage_class).name),
        order.get(one.place),
        "\n".join(f"{reason.sentence(language)} ({reason.path})" for reason in found.reasons),
        "\n".join(found.steps(language)),
        found.distance,
        ", ".join(map(_label, found.open_fields)),
    )


def _label(field_id: str) -> str:
    found = form_profile().field(field_id)
    return found.label if found else field_id
