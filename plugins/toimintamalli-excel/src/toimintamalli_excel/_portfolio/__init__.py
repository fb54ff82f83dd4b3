"""The workbook of a portfolio: the numbers a leader asks for, and what they are made of.

Every number comes from the analysis of the core; here it gets its place and its words.
"""

from toimintamalli_excel._portfolio._workbook import PortfolioWorkbook, portfolio_workbook

__all__ = ["PortfolioWorkbook", "portfolio_workbook"]
