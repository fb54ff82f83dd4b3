"""``plan suggest``: which tasks follow from what is weak, open, missing or doubted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import click

from toimintamalli.cli._show import echo, echo_json, wrapped
from toimintamalli.cli._words import Command, Words, json_option
from toimintamalli.documents import load
from toimintamalli.model import PracticeModel, RootingPlan, SuggestionRecord
from toimintamalli.suggestions import Suggestion, SuggestionSource, every_suggestion, suggest
from toimintamalli.vocabulary import Provenance, enum_title, shown_date

__all__ = ["command"]


def command(words: Words) -> click.Command:
    """Return the command."""

    @click.command("suggest", cls=Command, words=words, help=words["suggest.help"])
    @click.argument("model", metavar=words["metavar.yaml"])
    @click.option("--all", "show_all", is_flag=True, help=words["suggest.all"])
    @json_option(words)
    def suggest_command(model: str, show_all: bool, as_json: bool) -> int:
        subject = load(model)
        suggestions = suggest(subject)
        decided = (subject.rooting_plan or RootingPlan()).suggestions if show_all else ()
        if as_json:
            data = {
                "file": model,
                "title": subject.basics.title,
                "suggestions": [_data(one, words) for one in suggestions],
            }
            if show_all:
                data["decided"] = [_record_data(one) for one in decided]
            echo_json(data)
            return 0
        echo(subject.basics.title or model)
        _show(suggestions, words)
        _show_decided(decided, _texts(subject), words)
        return 0

    return suggest_command


# -- for people -------------------------------------------------------------------------------


def _show(suggestions: Iterable[Suggestion], words: Words) -> None:
    shown = tuple(suggestions)
    if not shown:
        echo(words["suggest.nothing"])
        return
    _echo(wrapped(words.fill("suggest.count", count=len(shown)), ""))
    for one in shown:
        _show_one(one, words)
    echo()
    _echo(wrapped(_source_of_rules(shown[0].provenance, words), ""))


def _show_one(suggestion: Suggestion, words: Words) -> None:
    language = words.language
    echo()
    _echo(wrapped(suggestion.task.what, "  • "))
    for source in suggestion.sources:
        _echo(wrapped(_why(source, suggestion, words), "    – "))
    traits = words.fill(
        "suggest.traits",
        owner=enum_title(suggestion.owner).get(language),
        effort=words[f"effort.{suggestion.effort}"],
        becomes=words[f"suggest.becomes_{'risk' if suggestion.risk else 'task'}"],
    )
    _echo(wrapped(traits, "    "))
    echo(f"    {suggestion.id}")


def _why(source: SuggestionSource, suggestion: Suggestion, words: Words) -> str:
    """Return what the suggestion follows from: what it is, its level, and the words quoted.

    Words that the task itself quotes are not said twice.
    """
    what = words.fill(f"suggest.why.{source.kind}", about=source.about.get(words.language))
    level = source.level_name.get(words.language) if source.level_name else ""
    lines = (" ".join(line.split()) for line in source.text.splitlines())
    quoted = (f'"{line}"' for line in lines if line and line not in suggestion.task.what)
    return ": ".join(filter(None, (what, ", ".join(filter(None, (level, *quoted))))))


def _source_of_rules(provenance: Provenance, words: Words) -> str:
    return words.fill(
        "evaluate.source",
        status=words[f"provenance.{provenance.status}"],
        source=provenance.source.rstrip("."),
        read=shown_date(provenance.read, words.language),
    )


def _show_decided(
    records: Iterable[SuggestionRecord], texts: Mapping[str, str], words: Words
) -> None:
    for place, record in enumerate(records):
        if not place:
            echo()
            echo(words["suggest.decided"])
        day = shown_date(record.date, words.language) if record.date else ""
        state = enum_title(record.state).get(words.language)
        told = " ".join(filter(None, (state, day, record.result and f"→ {record.result}")))
        echo()
        _echo(wrapped(texts.get(record.id) or texts.get(record.result) or "–", "  • "))
        _echo(wrapped(": ".join(filter(None, (told, record.reason))), "    "))
        echo(f"    {record.id}")


def _texts(model: PracticeModel) -> dict[str, str]:
    """Return what is to be done, by the identifiers of suggestions and of tasks."""
    tasks = (model.rooting_plan or RootingPlan()).tasks
    made = {one.id: one.task.what for one in every_suggestion(model)}
    return {**made, **{task.id: task.what for task in tasks}}


def _echo(lines: Iterable[str]) -> None:
    for line in lines:
        echo(line)


# -- for programs -----------------------------------------------------------------------------


def _data(suggestion: Suggestion, words: Words) -> dict[str, Any]:
    task = suggestion.task
    return {
        "id": suggestion.id,
        "rule": suggestion.rule,
        "priority": suggestion.priority,
        "becomes": "risk" if suggestion.risk else "task",
        "what": task.what,
        "worklist_row": task.worklist_row,
        "phase": task.phase,
        "owner": suggestion.owner.value,
        "effort": suggestion.effort.value,
        "sources": [_source_data(source, words) for source in suggestion.sources],
        "provenance": {
            "status": suggestion.provenance.status.value,
            "source": suggestion.provenance.source,
        },
    }


def _source_data(source: SuggestionSource, words: Words) -> dict[str, Any]:
    return {
        "kind": source.kind.value,
        "path": source.path,
        "about": source.about.get(words.language),
        "text": source.text,
        "level": source.level or None,
    }


def _record_data(record: SuggestionRecord) -> dict[str, Any]:
    return {
        "id": record.id,
        "state": record.state.value,
        "date": record.date.isoformat() if record.date else None,
        "reason": record.reason,
        "result": record.result or None,
    }
