"""What tests find: a sample worksheet, checks of a document, and documents read together."""

import runpy
from collections.abc import Callable, Mapping
from pathlib import Path

import page
import pytest

import toimintamalli as tm
from toimintamalli.model import PracticeModel
from toimintamalli_pdf.layout import DrawnDocument

LAYOUTS, STRUCTURE = (
    runpy.run_path(str(Path(__file__).with_name(name))) for name in ("layouts.py", "structure.py")
)


@pytest.fixture
def render() -> Callable[..., DrawnDocument]:
    """Draw a sample worksheet with answers given as {(row, column): text}."""
    draw: Callable[..., DrawnDocument] = LAYOUTS["sample_worksheet"]
    return draw


@pytest.fixture
def findings() -> Callable[[bytes], list[str]]:
    """What page-validation (PDF/UA-1) and the structure check say about a document."""

    def check(data: bytes) -> list[str]:
        report = page.validate_pdf_bytes(data, profile="ua1")
        rules = [f"{failure.rule_id}: {failure.message}" for failure in report.failures]
        if not report.is_compliant and not rules:
            rules.append("not compliant")
        return rules + STRUCTURE["structure_problems"](data)

    return check


@pytest.fixture
def reading_order() -> Callable[[bytes], list[tuple[str, str]]]:
    """(structure type, text) of every element with text of its own, as it is read aloud."""
    read: Callable[[bytes], list[tuple[str, str]]] = STRUCTURE["read_aloud"]
    return read


@pytest.fixture
def together(tmp_path: Path) -> Callable[..., tm.MergedImport]:
    """Read documents of several people into one model; each document by the name of its file."""

    def call(documents: Mapping[str, bytes], into: PracticeModel) -> tm.MergedImport:
        paths = [tmp_path / f"{name}.pdf" for name in documents]
        for path, data in zip(paths, documents.values(), strict=True):
            path.write_bytes(data)
        return tm.read_many(paths, into=into)

    return call
