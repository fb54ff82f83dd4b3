"""The last pages of a portfolio: one row for each model, and what stayed outside the numbers."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from toimintamalli.analysis.groups import Grouping, groups_of
from toimintamalli.analysis.reports import PortfolioFacts
from toimintamalli.diagnostics import Diagnostic
from toimintamalli.model import BasicData, PracticeModel
from toimintamalli.vocabulary import counties, triage_rule
from toimintamalli_pdf.layout import CellText, Column, Heading, Paragraph, Part, Section, Table
from toimintamalli_pdf.reports._cells import counted, foreign, named, row_header, text_column, told
from toimintamalli_pdf.reports._words import ReportWords

__all__ = ["models_section", "problems_section"]


def models_section(facts: PortfolioFacts, footer: str, words: ReportWords) -> Section:
    """Return the table of the models; what tells of one evaluation only where it may be told.

    Args:
        facts: What is known of the portfolio.
        footer: What stands at the foot of the pages.
        words: The words of the report.
    """
    teller = _Teller(facts, words, {county.id: words.say(county.name) for county in counties()})
    heading = Heading(text=words["models.heading"], level=1)
    rows = tuple(teller.row(place) for place in range(len(facts.models)))
    table: Part = Paragraph(text=words["models.none"])
    if rows:
        table = Table(columns=teller.columns(), rows=rows)
    return Section(parts=(heading, table), footer=footer, landscape=bool(rows))


def problems_section(facts: PortfolioFacts, footer: str, words: ReportWords) -> Section:
    """Return what could not be read or used, the worst first.

    Args:
        facts: What is known of the portfolio.
        footer: What stands at the foot of the pages.
        words: The words of the report.
    """
    parts: tuple[Part, ...] = (
        Heading(text=words["problems.heading"], level=1),
        Paragraph(text=words["problems.about" if facts.problems else "problems.none"]),
    )
    columns = (
        row_header(words["column.source"], 2),
        text_column(words["column.where"], 2),
        text_column(words["column.code"], 1),
        text_column(words["column.severity"], 1.1),
        text_column(words["column.message"], 6),
    )
    rows = tuple(_problem(finding, words) for finding in facts.problems.worst_first())
    if rows:
        parts = (*parts, Table(columns=columns, rows=rows))
    return Section(parts=parts, footer=footer, landscape=bool(rows))


@frozen
class _Teller:
    """Tells of one model after another; each group of columns has its cells below it."""

    facts: PortfolioFacts
    words: ReportWords
    counties: Mapping[str, str]

    def columns(self) -> tuple[Column, ...]:
        """Return the columns that may be shown."""
        words = self.words
        return (
            row_header(words.field(BasicData, "title"), 5),
            text_column(words["column.county"], 3),
            text_column(words["column.stage"], 2),
            *((text_column(words["column.class"], 2),) if self.facts.triage else ()),
            *(self._evaluation_columns() if self.facts.tells_of_each else ()),
        )

    def row(self, place: int) -> tuple[CellText, ...]:
        """Return the row of a model."""
        model = self.facts.models[place]
        return (
            self._name(place, model),
            told(self._counties(model)),
            told(self.words.value(model.stage) if model.stage else ""),
            *self._class(place),
            *(self._evaluation(place) if self.facts.tells_of_each else ()),
        )

    def _name(self, place: int, model: PracticeModel) -> CellText:
        """Return the title with the file below it, which only one's own people are told."""
        title = " ".join(model.basics.title.split())
        source = self.facts.portfolio.source_of(place) if self.facts.is_internal else ""
        name = title or model.id or self.words["summary.untitled"]
        language = foreign(model.language, self.words) if title else None
        return named(name, source if source != name else "", language)

    def _counties(self, model: PracticeModel) -> str:
        keys = [key for key in groups_of(model, Grouping.COUNTY) if key]
        return ", ".join(self.counties.get(key, key) for key in keys)

    def _class(self, place: int) -> tuple[CellText, ...]:
        if self.facts.triage is None:
            return ()
        found = self.facts.triage.models[place].triage
        name = triage_rule().class_words(found.triage_class).short_name
        return (CellText(text=self.words.say(name)),)

    def _evaluation_columns(self) -> tuple[Column, ...]:
        return (
            text_column(self.words["column.evaluations"], 1.4),
            text_column(self.words["column.latest"], 1.7),
        )

    def _evaluation(self, place: int) -> tuple[CellText, ...]:
        """Return how many evaluations there are with the set, and when the latest was made."""
        made = self.facts.evaluations_of(place)
        latest = max((one.date for one in made if one.date), default=None)
        day = told(self.words.day(latest) if latest else "")
        return counted(len(made), self.words), day


def _problem(finding: Diagnostic, words: ReportWords) -> tuple[CellText, ...]:
    line = words.fill("problems.line", line=finding.line) if finding.line is not None else ""
    where = "\n".join(filter(None, (line, finding.path)))
    message, hint = finding.message(words.language), finding.hint(words.language)
    return (
        named(finding.source or words["problems.no_source"]),
        told(where),
        CellText(text=finding.code),
        CellText(text=words[f"severity.{finding.severity}"]),
        CellText(text=f"{message}\n{hint}" if hint else message),
    )
