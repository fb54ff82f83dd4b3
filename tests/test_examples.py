"""The example models load, fit the schema, and are what their titles say."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

import toimintamalli as tm

ROOT = Path(__file__).parents[1]
DEMO = ROOT / "src" / "toimintamalli" / "cli" / "demo" / "malli.yaml"
MODELS = (
    *sorted((ROOT / "examples" / "models").glob("*.yaml")),
    *sorted((ROOT / "examples" / "tapaus-omaishoito").glob("*.yaml")),
    DEMO,
)


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.name)
def test_an_example_model_loads_and_names_what_its_title_says(path: Path) -> None:
    model = tm.load(path)
    code = tm.read_title(model.basics.title)
    assert (code.programme, code.pillar) == (model.programme.programme, model.programme.pillar)
    assert code.investments == model.programme.investments
    assert code.counties == model.programme.counties


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.name)
def test_an_example_model_fits_the_schema(path: Path) -> None:
    document = json.loads(tm.dumps(tm.load(path), format="json"))
    faults = jsonschema.Draft202012Validator(tm.json_schema()).iter_errors(document)
    assert [fault.message for fault in faults] == []


def test_the_readme_names_every_example() -> None:
    readme = (ROOT / "examples" / "README.md").read_text("utf-8")
    kept = [
        path
        for pattern in ("*", "models/*.yaml", "embedding/*.*")
        for path in (ROOT / "examples").glob(pattern)
        if path.name not in {"README.md", "models", "embedding", "__pycache__"}
    ]
    assert len(kept) > 0
    assert [path.name for path in kept if path.name not in readme] == []
