"""The summary of one model for leaders: one page of what is known, and of what must be decided."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from attrs import frozen

from toimintamalli.analysis.cases import seen_from
from toimintamalli.audience import Audience
from toimintamalli.composition import last_recorded_day
from toimintamalli.diagnostics import Report
from toimintamalli.model import DevelopmentStage, PracticeModel, ProgrammeData, StageRecord
from toimintamalli.text import Language
from toimintamalli.vocabulary import counties, customer_groups
from toimintamalli_pdf._findings import finding
from toimintamalli_pdf.layout import CellText, Heading, Paragraph, Part, Section, Table
from toimintamalli_pdf.reports._cells import foreign, named, row_header, text_column
from toimintamalli_pdf.reports._excerpts import Excerpt, excerpt
from toimintamalli_pdf.reports._summary_plan import decision_text, plan_rows
from toimintamalli_pdf.reports._summary_results import evaluation_texts, metrics_table
from toimintamalli_pdf.reports._unknown import Unknown
from toimintamalli_pdf.reports._words import ReportWords

__all__ = ["summary_findings", "summary_section"]

_SUMMARY, _IDEA, _GROUP, _RESULTS = 200, 260, 140, 170
"""Most characters of each text of the description."""


def summary_section(
    model: PracticeModel,
    language: Language,
    audience: Audience,
    *,
    as_of: datetime.date | None = None,
) -> Section:
    """Return the summary of a model for leaders.

    It is meant for one page. Long texts of the description are told by their first sentences, and
    the page says so; what is not recorded is said to be so. Nothing else is left out: a model with
    many metrics or resources takes more than a page, which `summary_findings` tells.

    Args:
        model: The model as its reader may know it.
        language: Language of the summary; texts of the model stay as they are.
        audience: For whom it is, which decides what of the model is known.
        as_of: The day from which it is seen; None for all that is recorded.
    """
    words = ReportWords(language)
    teller = _Teller(seen_from(model, as_of), words, Unknown(audience, words), as_of)
    return Section(parts=tuple(teller.parts()), footer=teller.footer())


def summary_findings(pages: int) -> Report:
    """Return what there is to tell of a summary that has been drawn.

    Args:
        pages: How many pages it takes.

    Example:
        >>> summary_findings(1).codes, summary_findings(2).codes
        ((), ('PDF006',))
    """
    return Report((finding("PDF006", pages=pages),) if pages > 1 else ())


@frozen(kw_only=True)
class _Excerpts:
    """What the description says, shortened."""

    summary: Excerpt
    idea: Excerpt
    group: Excerpt
    results: Excerpt

    @property
    def are_cut(self) -> bool:
        return any(one.is_cut for one in (self.summary, self.idea, self.group, self.results))


@frozen
class _Teller:
    """Tells of one model from top to bottom."""

    model: PracticeModel
    words: ReportWords
    unknown: Unknown
    as_of: datetime.date | None

    def parts(self) -> Iterator[Part]:
        """Yield the parts of the page."""
        told = self._excerpts()
        yield Heading(text=self._title(), level=1, language=self._foreign())
        yield Paragraph(text=self._about())
        yield self._said(told.summary.text or self.unknown.held())
        yield Paragraph(text=decision_text(self.model.rooting_plan, self.words), strong=True)
        yield self._table((*self._what(told), *self._plan()))
        yield Heading(text=self.words["summary.results.heading"])
        yield from metrics_table(self.model, self.as_of, self.words, self.unknown)
        yield from self._evaluations()
        yield from self._results(told.results)
        if told.are_cut:
            yield Paragraph(text=self.words["summary.cut"])

    def footer(self) -> str:
        """Return what stands at the foot of the page."""
        return self.words.fill("summary.footer", title=self._title())

    def _foreign(self) -> str | None:
        """Return the language of the model's own words, where it is not the page's."""
        return foreign(self.model.language, self.words)

    def _said(self, text: str) -> Paragraph:
        own = text != self.unknown.held()
        return Paragraph(text=text, language=self._foreign() if own else None)

    def _table(self, rows: tuple[tuple[CellText, ...], ...]) -> Table:
        columns = (
            row_header(self.words["summary.column.about"], 1),
            text_column(self.words["summary.column.told"], 3.2),
        )
        return Table(columns=columns, rows=rows)

    def _row(self, key: str, text: str, language: str | None = None) -> tuple[CellText, ...]:
        return named(self.words[f"summary.row.{key}"]), CellText(text=text, language=language)

    def _own(self, key: str, text: str) -> tuple[CellText, ...]:
        """Return a row in the words of the model, or one that says that it is not recorded."""
        return self._row(key, text, self._foreign()) if text else self._row(key, self._nothing())

    def _nothing(self) -> str:
        return self.unknown.held()

    # -- what and for whom --------------------------------------------------------------------

    def _title(self) -> str:
        return " ".join(self.model.basics.title.split()) or self.words["summary.untitled"]

    def _about(self) -> str:
        """Return what the page is, of which county, and from which day it is seen."""
        names = {county.id: self.words.say(county.name) for county in counties()}
        here = ", ".join(names.get(one, one) for one in self.model.programme.counties)
        day = self.as_of or last_recorded_day(self.model)
        told = [self.words["summary.about"]]
        told += [self.words.fill("summary.counties", names=here)] if here else []
        told += [self.words.fill("summary.seen_from", day=self.words.day(day))] if day else []
        return " ".join(told)

    def _excerpts(self) -> _Excerpts:
        return _Excerpts(
            summary=excerpt(self.model.basics.summary, _SUMMARY),
            idea=excerpt(self._field("solution_idea"), _IDEA),
            group=excerpt(self._field("target_group"), _GROUP),
            results=excerpt(self._field("evaluation_results"), _RESULTS),
        )

    def _field(self, field: str) -> str:
        section = self.model.form.section(field)
        return section.text.plain if section else ""

    def _what(self, told: _Excerpts) -> Iterator[tuple[CellText, ...]]:
        yield self._own("idea", told.idea.text)
        yield named(self.words.field(ProgrammeData, "customer_groups")), self._groups()
        yield self._own("target_group", told.group.text)
        yield self._row("stage", " ".join((*self._stages(), self._innokyla())))

    def _groups(self) -> CellText:
        names = {group.id: self.words.say(group.name) for group in customer_groups()}
        known = self.model.programme.customer_groups
        return CellText(text="; ".join(names.get(one, one) for one in known) or self._nothing())

    def _stages(self) -> Iterator[str]:
        """Yield the stages, the furthest first, each with the units that came no further."""
        if not self.model.stages:
            yield f"{self._nothing().capitalize()}."
        furthest: dict[str, StageRecord] = {}
        order = list(DevelopmentStage)
        for record in self.model.stages:
            known = furthest.get(record.unit.strip())
            if known is None or order.index(record.stage) >= order.index(known.stage):
                furthest[record.unit.strip()] = record
        for stage in reversed(order):
            units = [self._unit(one) for one in furthest.values() if one.stage is stage]
            if units:
                name = self.words.value(stage)
                told = "; ".join(filter(None, units))
                yield f"{name}: {told}." if told else f"{name}."

    def _unit(self, record: StageRecord) -> str:
        unit = " ".join(record.unit.split())
        day = self.words.day(record.date) if record.date else ""
        return ", ".join(filter(None, (unit, day)))

    def _innokyla(self) -> str:
        stage = self.model.innokyla_stage
        told = self.words.value(stage) if stage else self._nothing()
        return self.words.fill("summary.innokyla", stage=told)

    # -- results and plan ---------------------------------------------------------------------

    def _evaluations(self) -> Iterator[Part]:
        told = tuple(evaluation_texts(self.model, self.as_of, self.words, self.unknown))
        nothing = self.words.fill("evaluation.none", unknown=self._nothing())
        yield from (Paragraph(text=text) for text in told or (nothing,))

    def _results(self, results: Excerpt) -> Iterator[Part]:
        """Yield what the description says of the results, below words that lead to it."""
        if results.text:
            yield Paragraph(text=self.words["summary.by_description"])
            yield self._said(results.text)
        else:
            yield Paragraph(text=self.words.fill("summary.no_results", unknown=self._nothing()))

    def _plan(self) -> Iterator[tuple[CellText, ...]]:
        for key, text in plan_rows(self.model, self.words, self.unknown):
            yield self._row(key, text)
