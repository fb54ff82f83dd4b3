"""Runs the contract of an installed plugin with pytest, and notes what each check says."""

from __future__ import annotations

import contextlib
import io
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from importlib import resources, util
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import define, field, frozen

from toimintamalli.cli._templates import PluginKind

if TYPE_CHECKING:
    import pytest

__all__ = ["Check", "can_test", "declarable", "run_contract"]

_NEEDED: Final = ("pytest", "hypothesis")
_CONTRACTS: Final = {
    PluginKind.EXPORTER: ("ExporterContract", "format"),
    PluginKind.IMPORTER: ("ImporterContract", "format"),
    PluginKind.INSTRUMENT: ("InstrumentContract", "instrument"),
    PluginKind.WORKSHEET: ("WorksheetContract", "worksheet"),
}


@frozen(kw_only=True)
class Check:
    """What one check of a contract says.

    Attributes:
        name: Name of the test, such as ``test_threads_get_the_same_bytes``.
        passed: Whether the plugin keeps to it; None where it was not tried.
        told: What was found, what was expected and what to do; empty where it passed.
    """

    name: str
    passed: bool | None
    told: str = ""


def can_test() -> bool:
    """Tell whether what the contracts are tested with is installed."""
    return all(util.find_spec(name) is not None for name in _NEEDED)


def declarable(kind: PluginKind) -> tuple[str, ...]:
    """Return what may be declared of a plugin beside its name, as in a class of its own tests.

    Args:
        kind: What the plugin is.
    """
    from toimintamalli import testing

    contract, attribute = _CONTRACTS[kind]
    classes = getattr(testing, contract).__mro__
    names = {name for one in classes for name in getattr(one, "__annotations__", {})}
    return tuple(sorted(one for one in names if one != attribute and not one.startswith("_")))


def run_contract(
    kind: PluginKind,
    name: str,
    *,
    samples: Sequence[str] = (),
    declared: Mapping[str, object] | None = None,
    tell: Callable[[Check], None],
) -> tuple[Check, ...]:
    """Return what the checks of a plugin's contract say, in their order.

    Args:
        kind: What the plugin is.
        name: Name of the format or set.
        samples: Files that an importer can read.
        declared: What is said of the plugin, by the names of `declarable`.
        tell: Called with each check as soon as it is made.
    """
    import pytest

    recorder = _Recorder(tell)
    with tempfile.TemporaryDirectory() as place:
        file = _written(Path(place), kind, name, samples, declared or {})
        # What pytest prints is for those who call it; here the recorder tells.
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            pytest.main([str(file), f"--rootdir={place}", f"-c={place}/pytest.ini"], [recorder])
        # The next contract has a module of the same name.
        sys.modules.pop(file.stem, None)
    return tuple(recorder.checks)


def _written(
    place: Path,
    kind: PluginKind,
    name: str,
    samples: Sequence[str],
    declared: Mapping[str, object],
) -> Path:
    contract, attribute = _CONTRACTS[kind]
    values = {
        "{contract}": contract,
        "{attribute}": attribute,
        "{name}": repr(name),
        "{declared}": repr(dict(declared)),
        "{samples}": repr(tuple(str(Path(one).absolute()) for one in samples)),
    }
    for template in resources.files(__package__).joinpath("templates", "contract").iterdir():
        text = template.read_text("utf-8")
        for key, value in values.items():
            text = text.replace(key, value)
        (place / template.name.removesuffix(".in")).write_text(text, "utf-8")
    return place / "test_contract.py"


@define
class _Recorder:
    """A plugin of pytest that notes how each check ended."""

    tell: Callable[[Check], None]
    checks: list[Check] = field(factory=list)

    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> None:
        """Note a check that ended; pytest calls this for its set-up and its end as well."""
        if call.excinfo is not None:
            skipped = call.excinfo.typename == "Skipped"
            told = str(call.excinfo.value).strip() or call.excinfo.typename
            self._note(Check(name=item.name, passed=None if skipped else False, told=told))
        elif call.when == "call":
            self._note(Check(name=item.name, passed=True))

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Note that the contract itself could not be read."""
        if report.failed:
            self._note(Check(name=report.nodeid, passed=False, told=report.longreprtext))

    def _note(self, check: Check) -> None:
        self.checks.append(check)
        self.tell(check)
