"""The examples load, validate against the schema, and do what they say."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

import toimintamalli as tm

ROOT = Path(__file__).parents[1]
DEMO = ROOT / "src" / "toimintamalli" / "cli" / "demo" / "malli.yaml"
MODELS = (*sorted((ROOT / "examples" / "models").glob("*.yaml")), DEMO)


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


def test_the_script_exports_a_folder_and_one_bad_file_does_not_stop_the_rest(
    tmp_path: Path,
) -> None:
    source = tmp_path / "mallit"
    source.mkdir()
    for path in MODELS:
        (source / path.name).write_bytes(path.read_bytes())
    (source / "rikki.yaml").write_text("format_version: 1\nbasics: 3\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, ROOT / "examples" / "export_folder.py", source, tmp_path / "ulos"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert f"{len(MODELS)} mallia luettu" in done.stdout
    assert "rikki.yaml" in done.stdout
    assert len(list((tmp_path / "ulos").iterdir())) == 3 * len(MODELS)
