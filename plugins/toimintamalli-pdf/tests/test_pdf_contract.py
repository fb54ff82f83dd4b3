"""What the library asks of every plugin, asked of worksheets and reports."""

from collections.abc import Mapping
from typing import ClassVar

import pytest

from toimintamalli import PracticeModel
from toimintamalli.testing import ExporterContract, ImporterContract, example_model

pytestmark = pytest.mark.slow


class TestPdfExporter(ExporterContract):
    format = "pdf"
    variants = ({"worksheet": "all"},)


class TestPdfImporter(ImporterContract):
    format = "pdf"
    exporter = "pdf"
    export_options: ClassVar[Mapping[str, object]] = {"worksheet": "all"}
    # Worksheets ask a part of a model; the rest is not on them.
    lost = (
        "basics.*",
        "programme.*",
        "innokyla_stage",
        "stages*",
        "core_elements*",
        "adaptable_parts*",
        "next_review",
        "form.sections*",
        "evaluations*",
        "rooting_plan.*",
        "publication*",
    )

    def models(self) -> tuple[PracticeModel, ...]:
        return PracticeModel(), example_model()
