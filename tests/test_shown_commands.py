"""The commands that the README and the guides show print what they show.

Each page is followed from its top in a folder of its own. The guides find there the model of the
demonstration as ``malli.yaml``, the example models in ``mallit`` and the example survey in
``kysely``, the example spreadsheets in ``taulukot``, new observations in ``mittarit``, the long
case in ``tapaus``, the small portfolio in ``salkku``, the programs in ``ohjelmat``, and the files
that the page shows under their names. The page of the long case starts in a copy of its folder.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CONSOLE_BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
NAMED_BLOCK = re.compile(
    r"^```\{code-block\} \w+\n:caption: (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL
)
# What a long work tells on its way; a quick machine is ready before the first such line.
ON_ITS_WAY = re.compile(r"\w+ \d+/\d+, [\d,]+/s, \w+ \d+:\d\d")
DEMO = ROOT / "src" / "toimintamalli" / "cli" / "demo" / "malli.yaml"
CASE = ROOT / "examples" / "tapaus-omaishoito"
FOLDERS = {
    "mallit": "models",
    "kysely": "kysely",
    "taulukot": "taulukot",
    "mittarit": "mittarit",
    "tapaus": CASE.name,
    "salkku": "salkku",
    "ohjelmat": "embedding",
}
PAGES = [
    page
    for page in (ROOT / "README.md", CASE / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
    if "_generated" not in page.parts and "_build" not in page.parts
    if CONSOLE_BLOCK.search(page.read_text("utf-8"))
]


def commands_and_outputs(page: Path) -> Iterator[tuple[str, str]]:
    for block in CONSOLE_BLOCK.findall(page.read_text("utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            yield command, output


def lay_out(page: Path, folder: Path) -> None:
    """Put into a folder what a page starts from."""
    if page.parent == CASE:
        shutil.copytree(CASE, folder, dirs_exist_ok=True)
        return
    for name, example in FOLDERS.items():
        shutil.copytree(ROOT / "examples" / example, folder / name)
    shutil.copy(DEMO, folder)
    for name, content in NAMED_BLOCK.findall(page.read_text("utf-8")):
        (folder / name).write_text(content.lstrip("\n"), "utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_the_commands_of_a_page_print_what_it_shows(page: Path, tmp_path: Path) -> None:
    lay_out(page, tmp_path)
    scripts = str(Path(sys.executable).parent)
    environment = {**os.environ, "PATH": scripts + os.pathsep + os.environ["PATH"], "COLUMNS": "80"}
    environment.pop("TOIMINTAMALLI_LANG", None)
    shown = list(commands_and_outputs(page))
    assert shown
    for command, output in shown:
        done = subprocess.run(
            command,
            shell=True,
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )
        # What goes to standard error may come before or after the rest; a no-break space looks
        # like any other on a page.
        told = done.stdout.replace("\N{NO-BREAK SPACE}", " ").splitlines()
        printed = [line for line in told if not ON_ITS_WAY.fullmatch(line)]
        expected = output.replace("\N{NO-BREAK SPACE}", " ").splitlines()
        assert sorted(printed) == sorted(expected), command
