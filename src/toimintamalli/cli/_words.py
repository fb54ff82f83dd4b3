"""The command line in the language of its user: click's own words too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click
from attrs import frozen

from toimintamalli.text import Language
from toimintamalli.vocabulary import Labels, labels

__all__ = [
    "LONGEST_SHORT_HELP",
    "Command",
    "DefaultGroup",
    "Group",
    "NeededOption",
    "Words",
    "json_option",
    "overwrite_option",
    "usage_message",
]

LONGEST_SHORT_HELP = 200
"""How many signs of a command's help stand in the list of commands."""


@frozen
class Words:
    """The words of the command line in one language."""

    labels: Labels

    @property
    def language(self) -> Language:
        """The language."""
        return self.labels.language

    def __getitem__(self, key: str) -> str:
        return self.labels[key]

    def fill(self, key: str, **values: object) -> str:
        """Return a text with its places filled."""
        return self.labels.fill(key, **values)


def words_for(language: Language | str) -> Words:
    """Return the words of a language."""
    return Words(labels("toimintamalli.cli", language))


class Command(click.Command):
    """A command whose usage, options and help are in the language of its words."""

    def __init__(self, name: str | None, *, words: Words, **settings: Any) -> None:
        settings.setdefault("context_settings", {"max_content_width": 80})
        settings.setdefault("options_metavar", words["help.options_metavar"])
        super().__init__(name, **settings)
        self.words = words

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the help option with its explanation translated."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = self.words["option.help"]
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, f"{self.words['help.usage']} ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        options = (option for option in self.get_params(ctx) if isinstance(option, click.Option))
        records = [record for option in options if (record := option.get_help_record(ctx))]
        if records:
            with formatter.section(self.words["help.options"]):
                formatter.write_dl(records)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuse words that nobody asked for, in the language of the user."""
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if ctx.args and not ctx.resilient_parsing:
            message = self.words.fill("error.extra", found=" ".join(ctx.args))
            raise click.UsageError(message, ctx)
        return rest


class Group(Command, click.Group):
    """The group of all commands, in the language of its words."""

    def __init__(self, name: str, *, words: Words, **settings: Any) -> None:
        settings.setdefault("subcommand_metavar", words["help.command_metavar"])
        super().__init__(name, words=words, **settings)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Leave the words behind the command's name to the command."""
        return click.Group.parse_args(self, ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options and the commands."""
        super().format_options(ctx, formatter)
        with formatter.section(self.words["help.commands"]):
            names = self.list_commands(ctx)
            formatter.write_dl([(name, self.purpose_of(ctx, name)) for name in names])

    def purpose_of(self, ctx: click.Context, name: str) -> str:
        """Return what a command is for, in its first sentence."""
        return self.commands[name].get_short_help_str(LONGEST_SHORT_HELP)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which one meets them."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command, or say which there are."""
        names = self.list_commands(ctx)
        if args and args[0] not in names and not args[0].startswith("-"):
            known = ", ".join(names)
            message = self.words.fill("error.no_command", found=args[0], known=known)
            raise click.UsageError(message, ctx)
        return super().resolve_command(ctx, args)


class DefaultGroup(Group):
    """A group whose first command is meant where none is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the first command's name before words that name none."""
        named = bool(args) and args[0] in self.commands
        asks_help = any(word in self.get_help_option_names(ctx) for word in args[:1])
        if args and not named and not asks_help:
            args = [next(iter(self.commands)), *args]
        return super().parse_args(ctx, args)


class NeededOption(click.Option):
    """An option that must be given; click would say so in English only."""

    def get_help_extra(self, ctx: click.Context) -> click.types.OptionHelpExtra:
        """Return what is said of the option beside its explanation."""
        extra = super().get_help_extra(ctx)
        extra.pop("required", None)
        return extra


def usage_message(error: click.UsageError, words: Words) -> str:
    """Return what is wrong with the words of a command, and how to get help."""
    match error:
        case click.exceptions.NoArgsIsHelpError():
            return error.message  # the help itself
        case click.NoSuchOption():
            message = words.fill("error.no_option", found=error.option_name)
        case click.BadOptionUsage():
            message = words.fill("error.option_value", found=error.option_name)
        case click.MissingParameter(param=param) if param is not None:
            message = words.fill("error.missing", found=_as_written(param, _context(error)))
        case _:
            message = error.message
    path = error.ctx.command_path if error.ctx else "toimintamalli"
    return f"{message}\n{words.fill('error.try_help', command=path)}"


def _as_written(param: click.Parameter, context: click.Context) -> str:
    """Return how a parameter is written on the command line: ``--reason TEKSTI``."""
    name = f"{param.opts[0]} " if isinstance(param, click.Option) else ""
    return name + param.make_metavar(context)


def _context(error: click.UsageError) -> click.Context:
    return error.ctx or click.Context(click.Command(None))


Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def json_option(words: Words) -> Decorator:
    """Return the option that asks for JSON."""
    return click.option("--json", "as_json", is_flag=True, help=words["option.json"])


def overwrite_option(words: Words) -> Decorator:
    """Return the option that lets a file be replaced."""
    return click.option("--overwrite", is_flag=True, help=words["option.overwrite"])
