"""What the library asks of every plugin, asked of the Excel format."""

import pytest

from toimintamalli import PracticeModel
from toimintamalli.testing import ExporterContract, ImporterContract, sample_models

pytestmark = pytest.mark.slow


class TestExcelExporter(ExporterContract):
    format = "excel"
    variants = ({"instrument": "vaikutusten-itsearviointi", "evaluators": 2},)


class TestExcelImporter(ImporterContract):
    format = "excel"
    exporter = "excel"
    # Sections stand in the order of the form; boards are no part of the workbook.
    lost = ("form.sections*", "boards*")

    def models(self) -> tuple[PracticeModel, ...]:
        return sample_models()[:-1]  # the last one has names that no list knows
