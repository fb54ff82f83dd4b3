"""What the library asks of every plugin, asked of the form text of Innokylä."""

import pytest

from toimintamalli import PracticeModel
from toimintamalli.testing import ExporterContract, ImporterContract, sample_models

pytestmark = pytest.mark.slow


class TestInnokylaExporter(ExporterContract):
    format = "innokyla"
    variants = ({"form": "html", "version": "working"},)


class TestInnokylaImporter(ImporterContract):
    format = "innokyla"
    exporter = "innokyla"
    # A page of Innokylä holds the description; the plan, evaluations and metrics are not on it.
    lost = (
        "id",
        "basics.contributors*",
        "programme.*",
        "stages*",
        "core_elements*",
        "adaptable_parts*",
        "next_review",
        "form.sections*",
        "evaluations*",
        "rooting_plan*",
        "metrics*",
        "boards*",
        "placement_worksheets*",
        "publication*",
    )

    def models(self) -> tuple[PracticeModel, ...]:
        # An empty model gives an empty page, which says nothing; a page has its sections in the
        # order of the form, whatever the order in the model.
        _, titled, *_, evaluated, example, _ = sample_models()
        return titled, evaluated, example
