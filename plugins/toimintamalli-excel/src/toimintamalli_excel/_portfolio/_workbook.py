"""The workbook of a portfolio, put together from its sheets."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from toimintamalli.analysis.reports import PortfolioFacts, portfolio_facts
from toimintamalli.diagnostics import Diagnostic, Report, Reporter
from toimintamalli.instruments import get_instrument
from toimintamalli.model import Portfolio
from toimintamalli_excel._options import ExcelOptions
from toimintamalli_excel._portfolio._figures import figures_table
from toimintamalli_excel._portfolio._groups import group_tables
from toimintamalli_excel._portfolio._guide import guide_sheet
from toimintamalli_excel._portfolio._models import models_table
from toimintamalli_excel._portfolio._problems import problems_table
from toimintamalli_excel._portfolio._statements import changes_table, statements_table
from toimintamalli_excel._portfolio._triage import triage_tables
from toimintamalli_excel._portfolio._words import PortfolioWords, on_one_line
from toimintamalli_excel._spec import workbook_spec
from toimintamalli_excel._words import PACKAGE
from toimintamalli_excel.workbook import TableSheet, WorkbookSpec

_report = Reporter(PACKAGE)


@frozen(kw_only=True)
class PortfolioWorkbook:
    """A described workbook, and what there is to tell about it.

    Attributes:
        spec: The workbook.
        findings: What its maker should know of it.
    """

    spec: WorkbookSpec
    findings: Report


def portfolio_workbook(portfolio: Portfolio, options: ExcelOptions) -> PortfolioWorkbook:
    """Return the workbook of a portfolio.

    Args:
        portfolio: The portfolio, redacted for its reader.
        options: What was asked for.
    """
    words = PortfolioWords(options.language)
    facts = portfolio_facts(
        portfolio,
        get_instrument(options.instrument_id),
        options.audience,
        as_of=options.seen_from,
        hide_below=options.hide_below,
        earlier=options.earlier,
    )
    title = on_one_line(portfolio.title, words["workbook.untitled"])
    tables = tuple(_tables(facts, words))
    spec = workbook_spec(
        title,
        guide_sheet(facts, title, tables, words),
        tables,
        words,
        subject=words["workbook.subject"],
        created=facts.latest_day,
    )
    return PortfolioWorkbook(spec=spec, findings=Report(_findings(facts, words)))


def _tables(facts: PortfolioFacts, words: PortfolioWords) -> Iterator[TableSheet]:
    yield figures_table(facts, words)
    yield models_table(facts, words)
    yield statements_table(facts, words)
    if facts.comparison and facts.tells_of_changes:
        yield changes_table(facts, facts.comparison, words)
    yield from group_tables(facts, words)
    if facts.triage:
        yield from triage_tables(facts.triage, words)
    if facts.is_internal:
        yield problems_table(facts, words)


def _findings(facts: PortfolioFacts, words: PortfolioWords) -> Iterator[Diagnostic]:
    if count := len(facts.problems):
        yield _report("EXCEL010", sheet=words.sheet("Problems"), count=count)
    if not facts.is_internal and facts.answers.evaluated < facts.summary.evaluated:
        left_out = facts.summary.evaluated - facts.answers.evaluated
        yield _report("EXCEL011", count=left_out, all=facts.summary.evaluated)
