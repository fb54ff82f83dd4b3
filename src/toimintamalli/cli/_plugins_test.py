"""``plugins test``: the contract of an installed plugin, check by check."""

from __future__ import annotations

import sys
import tomllib
from typing import TextIO

import click
from attrs import frozen

from toimintamalli.cli._contracts import Check, can_test, declarable, run_contract
from toimintamalli.cli._show import echo_json
from toimintamalli.cli._templates import PluginKind
from toimintamalli.cli._words import Command, Words, json_option
from toimintamalli.instruments import list_instruments
from toimintamalli.plugins import Kind, formats
from toimintamalli.worksheets import list_worksheets

__all__ = ["command"]

_CHECKED = {Kind.EXPORTER: PluginKind.EXPORTER, Kind.IMPORTER: PluginKind.IMPORTER}


@frozen(kw_only=True)
class _Offered:
    """A plugin that is installed."""

    kind: PluginKind
    name: str
    distribution: str

    def answers_to(self, name: str) -> bool:
        return name in (self.name, f"{self.distribution}:{self.name}")


def command(words: Words) -> click.Command:
    """Return the command."""

    @click.command("test", cls=Command, words=words, help=words["plugins_test.help"])
    @click.argument("name", metavar=words["metavar.name"])
    @click.option("--kind", "kind", metavar="|".join(PluginKind), help=words["plugins_test.kind"])
    @click.option(
        "--sample",
        "samples",
        multiple=True,
        metavar=words["metavar.file"],
        help=words["plugins_test.sample"],
    )
    @click.option(
        "--declare",
        "declared",
        multiple=True,
        metavar=words["metavar.option"],
        help=words["plugins_test.declare"],
    )
    @json_option(words)
    def test_command(
        name: str,
        kind: str | None,
        samples: tuple[str, ...],
        declared: tuple[str, ...],
        as_json: bool,
    ) -> int:
        if not can_test():
            raise click.UsageError(words["plugins_test.no_tools"])
        found = _asked(name, kind, words)
        said = [(one, _declared(declared, one.kind, words)) for one in found]
        stream = None if as_json else sys.stdout
        made = [(one, _tested(one, name, samples, values, words, stream)) for one, values in said]
        if as_json:
            echo_json([_data(one, checks, words) for one, checks in made])
        return 1 if any(check.passed is False for _, checks in made for check in checks) else 0

    return test_command


def _asked(name: str, kind: str | None, words: Words) -> list[_Offered]:
    if kind is not None and kind not in list(PluginKind):
        allowed = ", ".join(PluginKind)
        raise click.UsageError(
            words.fill("error.choice", option="--kind", found=kind, allowed=allowed)
        )
    found = [one for one in _offered() if one.answers_to(name) and kind in (None, one.kind)]
    if not found:
        raise click.UsageError(words.fill("plugins_test.unknown", name=name))
    return found


def _offered() -> list[_Offered]:
    return [
        *(
            _Offered(kind=_CHECKED[row.kind], name=row.name, distribution=row.distribution)
            for row in formats()
            if row.kind in _CHECKED
        ),
        *(
            _Offered(kind=PluginKind.INSTRUMENT, name=one.id, distribution=one.distribution)
            for one in list_instruments()
        ),
        *(
            _Offered(kind=PluginKind.WORKSHEET, name=one.id, distribution=one.distribution)
            for one in list_worksheets()
        ),
    ]


def _declared(written: tuple[str, ...], kind: PluginKind, words: Words) -> dict[str, object]:
    """Return what is said of a plugin; values are written as in TOML."""
    known = declarable(kind)
    said: dict[str, object] = {}
    for one in written:
        name, _, value = one.partition("=")
        if name.strip() not in known:
            allowed = ", ".join(known)
            raise click.UsageError(
                words.fill("error.choice", option="--declare", found=one, allowed=allowed)
            )
        try:
            said[name.strip()] = _frozen(tomllib.loads(f"value = {value}")["value"])
        except (tomllib.TOMLDecodeError, KeyError):
            raise click.UsageError(words.fill("plugins_test.no_value", found=one)) from None
    return said


def _frozen(value: object) -> object:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _tested(
    one: _Offered,
    name: str,
    samples: tuple[str, ...],
    declared: dict[str, object],
    words: Words,
    stream: TextIO | None,
) -> tuple[Check, ...]:
    """Run one contract; each check is told to the stream as soon as it is made."""

    def say(text: str) -> None:
        if stream is not None:
            click.echo(text, file=stream)

    say(f"{one.name}: {words[f'plugins_test.{one.kind}']} ({one.distribution})")
    checks = run_contract(
        one.kind,
        name,
        samples=samples if one.kind is PluginKind.IMPORTER else (),
        declared=declared,
        tell=lambda check: say(_told(check, words)),
    )
    if one.kind is PluginKind.IMPORTER and not samples and not declared.get("exporter"):
        say(words["plugins_test.no_sample"])
    passed, failed = ([check.passed for check in checks].count(end) for end in (True, False))
    say(words.fill("plugins_test.sum", passed=passed, failed=failed))
    return checks


def _told(check: Check, words: Words) -> str:
    ends = {True: "passed", False: "failed", None: "skipped"}
    line = f"  {words[f'plugins_test.{ends[check.passed]}']:<8} {_sentence(check.name, words)}"
    return "\n".join((line, *(f"{'':<11}{told}" for told in check.told.splitlines())))


def _sentence(name: str, words: Words) -> str:
    """Return what a check is about; one that is not known here speaks by its own name."""
    key = f"contract.{name.removeprefix('test_')}"
    if key in words.labels:
        return words[key]
    return name.removeprefix("test_").replace("_", " ").capitalize()


def _data(one: _Offered, checks: tuple[Check, ...], words: Words) -> dict[str, object]:
    return {
        "name": one.name,
        "kind": one.kind.value,
        "distribution": one.distribution,
        "checks": [
            {
                "name": check.name,
                "title": _sentence(check.name, words),
                "passed": check.passed,
                "told": check.told,
            }
            for check in checks
        ],
    }
