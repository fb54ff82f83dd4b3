"""The recipes for checking on every change work: the hooks, and what the guide shows."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "how-to" / "check-in-ci.md"
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
RECIPES = [
    yaml.safe_load(block)
    for block in re.findall(r"^```yaml\n(.*?)^```", GUIDE.read_text("utf-8"), re.M | re.S)
]
UNTIDY = 'format_version: 2\nbasics:\n  title: "Tupa (RRP,P4,I1)"  # nimi\n'
each_hook = pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository with a folder of models, one of which can be mended."""
    shutil.copytree(ROOT / "examples" / "models", tmp_path / "mallit")
    (tmp_path / "mallit" / "tupa.yaml").write_text(UNTIDY, "utf-8")
    return tmp_path


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    scripts = str(Path(sys.executable).parent)
    environment = {**os.environ, "PATH": scripts + os.pathsep + os.environ["PATH"]}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def run_hook(name: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a hook as pre-commit does: its entry, the arguments, and the files that it looks at."""
    (hook,) = (hook for hook in HOOKS if hook["id"] == name)
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))
    looked_at = [file for file in files if re.search(hook["files"], file)]
    assert looked_at
    return run([*shlex.split(hook["entry"]), *arguments, *looked_at], folder)


def workflow() -> dict[str, Any]:
    (found,) = (recipe for recipe in RECIPES if "jobs" in recipe)
    workflow_found: dict[str, Any] = found
    return workflow_found


# -- hooks ------------------------------------------------------------------------------------


@each_hook
def test_a_hook_installs_what_the_command_line_needs(hook: dict[str, Any]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert hook["language"] == "python"
    assert hook["additional_dependencies"] == project["optional-dependencies"]["cli"]


@each_hook
def test_a_hook_looks_at_models_only(hook: dict[str, Any]) -> None:
    files = ("mallit/a.yaml", "alue/mallit/b/c.json", "a.yaml", "mallit/a.txt", "omatmallit/a.yml")
    assert [bool(re.search(hook["files"], file)) for file in files] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_the_hook_that_checks_stops_at_what_is_to_be_completed(folder: Path) -> None:
    done = run_hook("toimintamalli-check", folder)
    assert done.returncode == 1
    assert "[TM202]" in done.stdout
    assert (folder / "mallit" / "tupa.yaml").read_text("utf-8") == UNTIDY
    assert run_hook("toimintamalli-check", folder, "--severity", "error").returncode == 0


def test_the_hook_that_mends_changes_files_and_stops_at_broken_ones(folder: Path) -> None:
    done = run_hook("toimintamalli-fix", folder)
    assert done.returncode == 0  # pre-commit itself stops when a file has changed
    mended = (folder / "mallit" / "tupa.yaml").read_text("utf-8")
    assert mended == UNTIDY.replace("RRP,P4,I1", "RRP, P4, I1")
    (folder / "mallit" / "rikki.yaml").write_text("basics: [\n", "utf-8")
    assert run_hook("toimintamalli-fix", folder).returncode == 2


def test_the_recipes_for_pre_commit_use_hooks_that_there_are() -> None:
    recipes = [recipe for recipe in RECIPES if "repos" in recipe]
    used = {hook["id"] for recipe in recipes for repo in recipe["repos"] for hook in repo["hooks"]}
    assert used == {hook["id"] for hook in HOOKS}


def test_the_arguments_of_the_recipes_are_understood(folder: Path) -> None:
    for recipe in RECIPES:
        for repo in recipe.get("repos", ()):
            for hook in repo["hooks"]:
                done = run_hook(hook["id"], folder, *hook.get("args", ()))
                assert done.returncode in (0, 1), done.stderr


# -- workflow ---------------------------------------------------------------------------------


def test_the_commands_of_the_workflow_give_a_log_that_the_next_step_uploads(folder: Path) -> None:
    steps = workflow()["jobs"]["check"]["steps"]
    commands = [step["run"] for step in steps if step.get("run", "").startswith("toimintamalli ")]
    gather, stop = (run(shlex.split(command), folder) for command in commands)
    assert (gather.returncode, stop.returncode) == (1, 0)
    (upload,) = (step for step in steps if "upload-sarif" in step.get("uses", ""))
    log = json.loads((folder / upload["with"]["sarif_file"]).read_text("utf-8"))
    addresses = {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for result in log["runs"][0]["results"]
    }
    assert addresses == {f"mallit/{file.name}" for file in (folder / "mallit").iterdir()}


def test_the_workflow_may_write_what_it_uploads_and_goes_on_after_findings() -> None:
    assert workflow()["permissions"]["security-events"] == "write"
    steps = workflow()["jobs"]["check"]["steps"]
    (gathering,) = (step for step in steps if "--format sarif" in step.get("run", ""))
    assert gathering["continue-on-error"] is True
