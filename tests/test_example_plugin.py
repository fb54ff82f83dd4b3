"""The example of a plugin stands outside the library, as anybody's package does."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "plugin"


def test_its_wheel_holds_its_package_with_all_words_and_nothing_else(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", tmp_path]
    subprocess.run([*command, EXAMPLE], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    source = EXAMPLE / "src"
    kept = {
        file.relative_to(source).as_posix()
        for pattern in ("*.py", "*.toml", "py.typed")
        for file in source.rglob(pattern)
    }
    assert packed == kept
    assert {"toimintamalli_word/labels.toml", "toimintamalli_word/diagnostics.toml"} <= packed


def test_no_extra_of_the_library_asks_for_it() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    asked = [*project["dependencies"], *(line for extra in extras for line in extra)]
    assert [line for line in asked if re.match(r"toimintamalli-word|python-docx", line)] == []


def test_everything_is_made_ready_for_its_tests() -> None:
    options = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
    assert "examples/plugin/tests" in options["pytest"]["ini_options"]["testpaths"]
    assert " -e $(EXAMPLE)\n" in (ROOT / "Makefile").read_text("utf-8")
