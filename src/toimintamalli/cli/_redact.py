"""``redact``: what partners or the public are given of a practice model, as a model of its own."""

from __future__ import annotations

import click

from toimintamalli.cli._privacy_show import show_places
from toimintamalli.cli._show import as_data, echo, echo_json
from toimintamalli.cli._words import Command, Words, json_option, overwrite_option
from toimintamalli.documents import dump, load
from toimintamalli.privacy import Audience, redact
from toimintamalli.vocabulary import localized

__all__ = ["command"]

PRIVACY = "toimintamalli.privacy"

_AUDIENCES = [one.value for one in Audience if one is not Audience.INTERNAL]


def command(words: Words) -> click.Command:
    """Return the command."""

    @click.command("redact", cls=Command, words=words, help=words["redact.help"])
    @click.argument("model", metavar=words["metavar.yaml"])
    @click.argument("target", required=False, metavar=words["redact.target"])
    @click.option(
        "--audience",
        default=Audience.PUBLIC.value,
        metavar="|".join(_AUDIENCES),
        help=words["redact.audience"],
    )
    @click.option(
        "--name", "names", multiple=True, metavar=words["metavar.name"], help=words["redact.name"]
    )
    @click.option("--dry-run", is_flag=True, help=words["import.dry_run"])
    @overwrite_option(words)
    @json_option(words)
    def redact_command(
        model: str,
        target: str | None,
        audience: str,
        names: tuple[str, ...],
        dry_run: bool,
        overwrite: bool,
        as_json: bool,
    ) -> int:
        if target is None and not dry_run:
            raise click.UsageError(words["redact.no_target"], click.get_current_context())
        if audience not in _AUDIENCES:
            allowed = ", ".join(_AUDIENCES)
            message = words.fill(
                "error.choice", option="--audience", found=audience, allowed=allowed
            )
            raise click.UsageError(message, click.get_current_context())
        redacted = redact(load(model), audience, names=names)
        written = None if dry_run else target
        if written is not None:
            dump(redacted.subject, written, overwrite=overwrite)
        if as_json:
            findings = as_data(redacted.report, words)
            echo_json({"audience": audience, "written": written, "findings": findings})
            return 0
        show_places(redacted.report, words)
        key = "redact.dry" if written is None else "redact.done"
        named = localized(PRIVACY, f"audience.{audience}").get(words.language)
        echo(words.fill(key, path=written, audience=named))
        return 0

    return redact_command
