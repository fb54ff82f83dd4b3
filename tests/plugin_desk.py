"""A desk at which a page on plugins is followed: what it types is typed, in its order.

Only what the machine of a reader needs first is given: the environment of the tests takes the place
of new ones, and packages are installed without an index.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

WITHOUT_INDEX = ("--quiet", "--no-deps", "--no-build-isolation", "--disable-pip-version-check")
_BLOCK = re.compile(
    r"^```\{code-block\} (?P<kind>\w+)\n(?::caption: (?P<caption>\S+)\n)?(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


@frozen
class Shown:
    """A command of a page and what it says that the command prints."""

    command: str
    output: str


def shown_in(page: Path) -> list[list[Shown]]:
    """Return the commands of a page, block by block."""
    blocks = [m["text"] for m in _BLOCK.finditer(page.read_text("utf-8")) if m["kind"] == "console"]
    return [list(_commands(block)) for block in blocks]


def _commands(block: str) -> Iterator[Shown]:
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield Shown(command, output)


def files_of(page: Path) -> list[tuple[str, str]]:
    """Return names and contents of the files that a page writes."""
    blocks = _BLOCK.finditer(page.read_text("utf-8"))
    return [(m["caption"], m["text"].lstrip("\n")) for m in blocks if m["caption"]]


def pattern_of(output: str) -> str:
    """Return what an output looks like: ``…`` stands for the rest of a line, or for other lines."""
    escaped = re.escape(output)
    other_lines = re.sub(r"^(?:\\ )*…\\\n", r"(?:.*\n)*?", escaped, flags=re.MULTILINE)
    return other_lines.replace("…", ".*")


@frozen
class Desk:
    """A folder in which a page is followed, and what is installed there.

    Attributes:
        folder: Where the page begins.
        name: Name of the format that the page makes.
        given: Commands that stand for what the environment of the tests has already.
    """

    folder: Path
    name: str
    given: frozenset[str]

    @property
    def package(self) -> Path:
        return self.folder / f"toimintamalli-{self.name}"

    @property
    def editable(self) -> Path:
        """Where the metadata of the package are, while its code is in its own folder."""
        return self.folder / "installed"

    def write(self, files: list[tuple[str, str]]) -> None:
        """Write files of the page into the package."""
        for name, text in files:
            (self.package / name).write_text(text, "utf-8")

    def run(self, *arguments: str, places: tuple[Path, ...] = ()) -> tuple[int, str]:
        """Run Python in the folder of the package; return exit code and all that it printed."""
        path = [*map(str, places or (self.package / "src", self.editable))]
        path += filter(None, [os.environ.get("PYTHONPATH")])
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(path), "PYTHONUTF8": "1"}
        environment.pop("TOIMINTAMALLI_LANG", None)
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.package if self.package.exists() else self.folder,
            env=environment | {"COLUMNS": "80"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )
        return done.returncode, done.stdout

    def type(self, command: str) -> tuple[int, str]:
        """Type a command of the page."""
        match shlex.split(command):
            case _ if command in self.given or command == f"cd {self.package.name}":
                return 0, ""
            case ["pip", "install", "-e", ".[testing]"]:
                target = str(self.editable)
                done = self.run("-m", "pip", "install", *WITHOUT_INDEX, "--target", target, ".")
                shutil.rmtree(self.editable / self.package.name.replace("-", "_"))
                return done
            case ["pytest"]:
                return self.run("-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "error")
            case ["toimintamalli", *words]:
                return self.run("-m", "toimintamalli.cli", *words)
            case ["python", *words]:
                return self.run(*words, *(["--no-isolation"] if words == ["-m", "build"] else []))
            case ["cat", name]:
                return 0, (self.package / name).read_text("utf-8")
            case ["head", "-n", "1", name]:
                return 0, (self.package / name).read_text("utf-8").splitlines(keepends=True)[0]
            case ["trial/bin/pip", "install", "toimintamalli[cli]", wheel]:
                target = str(self.folder / "trial")
                return self.run("-m", "pip", "install", *WITHOUT_INDEX, "--target", target, wheel)
            case ["trial/bin/toimintamalli", *words]:
                trial = (self.folder / "trial",)
                return self.run("-m", "toimintamalli.cli", *words, places=trial)
        raise AssertionError(f"the page types what this desk does not know: {command}")

    def follow(self, shown: list[Shown]) -> None:
        """Type commands that must succeed and print what is shown."""
        for one in shown:
            code, printed = self.type(one.command)
            assert code == 0, f"{one.command}\n{printed}"
            if one.output:
                assert re.fullmatch(pattern_of(one.output), printed), f"{one.command}\n{printed}"

    def follow_page(self, page: Path) -> None:
        """Write every file and type every command of a page, in its order."""
        for block in _BLOCK.finditer(page.read_text("utf-8")):
            if block["caption"]:
                self.write([(block["caption"], block["text"].lstrip("\n"))])
            elif block["kind"] == "console":
                self.follow(list(_commands(block["text"])))
