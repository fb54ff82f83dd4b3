"""Documents to read: the summary of one model for leaders, and the report of a portfolio.

They are sections of standard parts; drawing them is the work of `toimintamalli_pdf.layout`. Every
number comes from the analysis of the core; here it gets its place and its words.
"""

from __future__ import annotations

from toimintamalli_pdf.reports._portfolio import portfolio_sections
from toimintamalli_pdf.reports._summary import summary_findings, summary_section

__all__ = ["portfolio_sections", "summary_findings", "summary_section"]
