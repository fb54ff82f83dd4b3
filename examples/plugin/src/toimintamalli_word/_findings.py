"""Findings of this plugin; their texts stand in ``diagnostics.toml``."""

from __future__ import annotations

from toimintamalli.diagnostics import Reporter

__all__ = ["finding"]

finding = Reporter("toimintamalli_word")
"""Makes findings whose codes begin with ``WORD``."""
