"""Asks a fresh interpreter: with another hash seed, clock, time zone and user than this one."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, TypeVar

from attrs import frozen

__all__ = ["HERE", "OTHER_DAY", "OTHER_SEED", "Surroundings", "ask", "failure_of", "packages_of"]

ResultT = TypeVar("ResultT")

_CHILD: Final = Path(__file__).with_name("_child.py")
_PATIENCE: Final = 300
_DAY: Final = 24 * 60 * 60


@frozen(kw_only=True)
class Surroundings:
    """What an interpreter finds around it.

    Attributes:
        seed: Seed of the hashes of texts.
        zone: Time zone, as POSIX writes it.
        user: Name of the user.
        locale: Locale of the user.
        ahead: How many seconds its clock is ahead.
    """

    seed: int = 1
    zone: str = "EET-2"
    user: str = "maija"
    locale: str = "C.UTF-8"
    ahead: int = 0


HERE: Final = Surroundings()
OTHER_SEED: Final = Surroundings(seed=4711)
# Neither hour, day, month nor year is the same, in whichever zone somebody looks.
OTHER_DAY: Final = Surroundings(
    zone="UTC+12", user="kalle", locale="fi_FI.UTF-8", ahead=400 * _DAY + 5 * 3600 + 17 * 60 + 7
)


def ask(call: Callable[..., ResultT], *values: object, around: Surroundings = HERE) -> ResultT:
    """Return what a call returns in a fresh interpreter.

    Args:
        call: A function of a module.
        *values: What it is called with.
        around: What the interpreter finds around it.

    Raises:
        RuntimeError: The interpreter failed; with what it said.
    """
    request = {
        "path": sys.path,
        "ahead": around.ahead,
        "call": pickle.dumps((call, values)),
    }
    with TemporaryDirectory() as folder:
        asked, told = Path(folder, "asked"), Path(folder, "told")
        asked.write_bytes(pickle.dumps(request))
        done = subprocess.run(
            [sys.executable, "-P", str(_CHILD), str(asked), str(told)],
            env=_environment(around),
            capture_output=True,
            check=False,
            text=True,
            timeout=_PATIENCE,
        )
        if done.returncode or not told.exists():
            raise RuntimeError(done.stderr.strip() or f"exit code {done.returncode}")
        answer: ResultT = pickle.loads(told.read_bytes())
        return answer


def packages_of(code: str) -> set[str]:
    """Return the top-level packages that some code imports in a fresh interpreter.

    Args:
        code: Statements of Python.

    Raises:
        RuntimeError: The interpreter failed; with what it said.
    """
    program = (
        f"import sys; sys.path[:] = {sys.path!r}; before = set(sys.modules)\n{code}\n"
        "print(*sorted({name.partition('.')[0] for name in set(sys.modules) - before}))"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", program],
        env=_environment(HERE),
        capture_output=True,
        check=False,
        text=True,
        timeout=_PATIENCE,
    )
    if done.returncode:
        raise RuntimeError(done.stderr.strip() or f"exit code {done.returncode}")
    return set(done.stdout.splitlines()[-1].split())


def failure_of(error: RuntimeError) -> str:
    """Return the last line that a failed interpreter said."""
    return str(error).splitlines()[-1]


def _environment(around: Surroundings) -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "PYTHONHASHSEED": str(around.seed),
        "PYTHONDONTWRITEBYTECODE": "1",
        "TZ": around.zone,
        "USER": around.user,
        "LOGNAME": around.user,
        "USERNAME": around.user,
        "LC_ALL": around.locale,
        "LANG": around.locale,
    }
