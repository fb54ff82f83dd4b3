"""What every test finds: how hypothesis searches, and a folder with the documents of examples."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

DEMO_DOCUMENTS = Path(__file__).parents[1] / "src" / "toimintamalli" / "cli" / "demo"

# Deadlines measure the machine, not the code. A run of CI searches the same cases every time;
# a developer's run may find new ones.
settings.register_profile("developer", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "developer")


@pytest.fixture
def example_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with the documents that the examples of the documentation speak of."""
    for name in ("malli.yaml", "sivu.txt"):
        shutil.copy(DEMO_DOCUMENTS / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path
