"""Conformance kits: the whole check of a plugin for one line in a test file.

``class TestCalendar(ExporterContract): format = "calendar"`` is collected by pytest and checks
what an exporter owes to those who use it. Sample models, hostile texts and a model with a person in
every text are here as well; hypothesis strategies stand in `toimintamalli.testing.strategies`.

Needs ``toimintamalli[testing]``. Names stay as those of the rest of the library do; a check that a
new version adds may find faults that were there before.
"""

from __future__ import annotations

from toimintamalli.testing._described import described_portfolio
from toimintamalli.testing._evaluated import evaluated_portfolio
from toimintamalli.testing._exporter import ExporterContract
from toimintamalli.testing._filled import filled_model
from toimintamalli.testing._hostile import hostile_model, hostile_texts
from toimintamalli.testing._importer import ImporterContract
from toimintamalli.testing._instrument import InstrumentContract
from toimintamalli.testing._planted import PLANTED, planted_model
from toimintamalli.testing._samples import example_model, sample_models, sample_portfolios
from toimintamalli.testing._strange import strange_files
from toimintamalli.testing._text import text_in
from toimintamalli.testing._worksheet import WorksheetContract

__all__ = [
    "PLANTED",
    "ExporterContract",
    "ImporterContract",
    "InstrumentContract",
    "WorksheetContract",
    "described_portfolio",
    "evaluated_portfolio",
    "example_model",
    "filled_model",
    "hostile_model",
    "hostile_texts",
    "planted_model",
    "sample_models",
    "sample_portfolios",
    "strange_files",
    "text_in",
]
