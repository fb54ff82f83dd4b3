"""Every worksheet, empty, filled and with texts that overflow: accessible, and told what it is."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from itertools import cycle
from pathlib import Path

import pytest
from pypdf import PdfReader

import toimintamalli as tm
from toimintamalli.model import PracticeModel
from toimintamalli.model.traversal import map_texts
from toimintamalli.text import Language
from toimintamalli.worksheets import get_worksheet, title_of, worksheet_ids
from toimintamalli_pdf import PdfImportOptions, PdfOptions, exporter, importer

ROOT = Path(__file__).parents[3]
FILLED = tm.load(ROOT / "src" / "toimintamalli" / "cli" / "demo" / "malli.yaml")
METRICS = tm.load(ROOT / "examples" / "models" / "hoitoon-viikossa.yaml")
_PROSE = 15  # letters; shorter texts are identifiers, units and the like


def much(path: str, text: str) -> str:
    """A text that no field can show whole."""
    return f"{text} " * 40 if " " in text and len(text) > _PROSE else text


def model_of(worksheet: str, state: str) -> PracticeModel:
    model = METRICS if worksheet == "mittari" else FILLED
    return map_texts(model, much) if state == "overflowing" else model


STATES = ("empty", "filled", "overflowing")
# Each worksheet in each state, the languages in turn.
EVERY_WORKSHEET = pytest.mark.parametrize(
    ("worksheet", "state", "language"),
    [
        pytest.param(worksheet, state, language, id=f"{worksheet}-{state}-{language}")
        for (worksheet, state), language in zip(
            ((one, state) for state in STATES for one in worksheet_ids()),
            cycle(Language),
            strict=False,
        )
    ],
)


@EVERY_WORKSHEET
def test_it_is_accessible_tells_what_it_is_and_comes_back_unchanged(
    findings: Callable[[bytes], list[str]], worksheet: str, state: str, language: Language
) -> None:
    model = model_of(worksheet, state)
    options = PdfOptions(worksheet=worksheet, prefill=state != "empty", language=language)
    rendered = exporter.render(model, options)
    assert findings(rendered.data) == []
    reader = PdfReader(BytesIO(rendered.data))
    assert reader.metadata is not None
    assert reader.metadata.title
    assert reader.metadata.subject
    assert reader.metadata.author is None
    if not reader.get_fields():
        assert worksheet == "johdon-tiivistelma"
        return
    sheet = get_worksheet(worksheet)
    assert (reader.metadata["/WorksheetId"], reader.metadata["/WorksheetVersion"]) == (
        worksheet,
        sheet.version,
    )
    words = " ".join(reader.pages[0].extract_text().split())
    if worksheet != "arviointi":  # its title is that of the criteria set
        assert title_of(sheet).get(language) in words
    imported = importer.read(rendered.data, PdfImportOptions(), into=model)
    assert imported.model == model
    assert imported.changes == ()
