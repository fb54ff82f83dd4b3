"""The report of a portfolio, put together from its sections."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from toimintamalli.analysis.reports import PortfolioFacts, portfolio_facts
from toimintamalli.audience import Audience
from toimintamalli.instruments import DEFAULT_INSTRUMENT, get_instrument
from toimintamalli.model import Portfolio
from toimintamalli.text import Language
from toimintamalli_pdf.layout import Section
from toimintamalli_pdf.reports._groups import places_section
from toimintamalli_pdf.reports._models import models_section, problems_section
from toimintamalli_pdf.reports._overview import overview_section
from toimintamalli_pdf.reports._statements import statement_sections
from toimintamalli_pdf.reports._triage import triage_section
from toimintamalli_pdf.reports._words import ReportWords
from toimintamalli_pdf.tagging import has_words

__all__ = ["portfolio_sections"]


def portfolio_sections(
    portfolio: Portfolio,
    language: Language,
    audience: Audience,
    *,
    instrument: str = DEFAULT_INSTRUMENT,
    as_of: datetime.date | None = None,
    hide_below: int = 0,
) -> tuple[Section, ...]:
    """Return the report of a portfolio: its numbers with their n, by whom and where they are made.

    Others than one's own people are told neither classes of descriptions, which rest on texts that
    they are not given, nor problems, nor evaluations of single models.

    Args:
        portfolio: The portfolio as its reader may know it.
        language: Language of the report.
        audience: For whom it is.
        instrument: Identifier of the criteria set whose evaluations are summed up.
        as_of: The day from which it is seen; None for all that is recorded.
        hide_below: Smallest count that is shown; 0 hides none from one's own people, and from
            others those below five.

    Raises:
        UnknownNameError: There is no such criteria set.
    """
    words = ReportWords(language)
    facts = portfolio_facts(
        portfolio, get_instrument(instrument), audience, as_of=as_of, hide_below=hide_below
    )
    return tuple(_sections(facts, words))


def _sections(facts: PortfolioFacts, words: ReportWords) -> Iterator[Section]:
    given = " ".join(facts.portfolio.title.split())
    title = given if has_words(given) else words["overview.untitled"]
    footer = words.fill("overview.footer", title=given) if has_words(given) else title
    yield overview_section(facts, title, footer, words)
    yield from statement_sections(facts, footer, words)
    yield places_section(facts, footer, words)
    if facts.triage:
        yield triage_section(facts.triage, footer, words)
    yield models_section(facts, footer, words)
    if facts.is_internal:
        yield problems_section(facts, footer, words)
