"""Reads the mapping of a survey, and tells what is wrong with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from os import PathLike
from pathlib import Path

from attrs import frozen

from toimintamalli._definitions import Problem, problem, read_definition
from toimintamalli._files import read_bytes
from toimintamalli.diagnostics import Report, failure
from toimintamalli.encoding import decode
from toimintamalli.errors import LoadError, OptionError, UnknownNameError
from toimintamalli.instruments import get_instrument, instrument_ids
from toimintamalli.model import AnswerState
from toimintamalli.model.instrument import Criterion, Instrument
from toimintamalli.surveys._mapping import AnswerSpelling, SurveyMapping
from toimintamalli.written import spelling

__all__ = ["Asked", "asked_of"]


@frozen
class Asked:
    """What a survey asked.

    Attributes:
        mapping: Its mapping.
        instrument: The criteria set.
        criteria: Criteria of the version that was asked, by their identifier in that version.
    """

    mapping: SurveyMapping
    instrument: Instrument
    criteria: Mapping[str, Criterion]

    @property
    def version(self) -> str:
        """The version that was asked."""
        return self.mapping.version or self.instrument.version


def asked_of(mapping: SurveyMapping | str | PathLike[str], instrument: Instrument | None) -> Asked:
    """Return what a survey asked.

    Args:
        mapping: The mapping, or its TOML file.
        instrument: The criteria set; found by its name in the mapping when it is not given.

    Raises:
        LoadError: The mapping has problems; every one is told, those of a file with their line.
        OptionError: The mapping is for another set than the one given.
        MissingFileError: There is no such file.
        UnreadableFileError: The file cannot be read, or is too large.
    """
    usable = mapping if isinstance(mapping, SurveyMapping) else _read(Path(mapping), instrument)
    if instrument is not None and instrument.id != usable.instrument:
        allowed = (usable.instrument,)
        report = failure("TM909", option="instrument", found=instrument.id, allowed=allowed)
        raise OptionError(report)
    problems = [finding for _, finding in _problems(usable, instrument)]
    if problems:
        raise LoadError(Report(problems))
    known = instrument or get_instrument(usable.instrument)
    return Asked(usable, known, _criteria(known, usable.version))


def _read(source: Path, instrument: Instrument | None) -> SurveyMapping:
    data = read_bytes(source)
    try:
        return read_definition(
            decode(data).text, SurveyMapping, lambda mapping: _problems(mapping, instrument)
        )
    except LoadError as error:
        raise LoadError(error.report.at(source.name)) from None


def _problems(mapping: SurveyMapping, given: Instrument | None) -> Iterator[Problem]:
    """Yield what is wrong with a mapping of the right shape."""
    try:
        instrument = given or get_instrument(mapping.instrument)
    except UnknownNameError:
        allowed = instrument_ids()
        yield problem("TM324", ("instrument",), found=mapping.instrument, allowed=allowed)
        return
    versions = (instrument.version, *(earlier.version for earlier in instrument.earlier))
    if mapping.version and mapping.version not in versions:
        yield problem("TM324", ("version",), found=mapping.version, allowed=versions)
        return
    yield from _of_criteria(mapping, tuple(_criteria(instrument, mapping.version)))
    for place, answer in enumerate(mapping.answers):
        yield from _of_answer(answer, place, instrument)
    for scale in instrument.scales:
        levels = {level.id for level in scale.levels}
        here = [
            (("answers", place, "text", number), text, answer.level or str(answer.state))
            for place, answer in enumerate(mapping.answers)
            if answer.level is None or answer.level in levels
            for number, text in enumerate(answer.text)
        ]
        yield from _contradictions(here)
    yield from _contradictions(
        (("roles", place, "text", number), text, known.role)
        for place, known in enumerate(mapping.roles)
        for number, text in enumerate(known.text)
    )


def _of_criteria(mapping: SurveyMapping, allowed: tuple[str, ...]) -> Iterator[Problem]:
    names = Counter(known.criterion for known in mapping.criteria)
    columns = Counter(spelling(known.column) for known in mapping.criteria)
    for place, known in enumerate(mapping.criteria):
        at = ("criteria", place)
        if known.criterion not in allowed:
            yield problem("TM324", (*at, "criterion"), found=known.criterion, allowed=allowed)
        if names[known.criterion] > 1:
            yield problem("TM323", (*at, "criterion"), found=known.criterion)
        if known.column and columns[spelling(known.column)] > 1:
            yield problem("TM323", (*at, "column"), found=known.column)


def _of_answer(answer: AnswerSpelling, place: int, instrument: Instrument) -> Iterator[Problem]:
    levels = tuple(level.id for scale in instrument.scales for level in scale.levels)
    has_level, has_state = answer.level is not None, answer.state is not None
    if has_level == has_state or answer.state is AnswerState.LEVEL:
        yield problem("TM350", ("answers", place))
    elif answer.level is not None and answer.level not in levels:
        allowed = tuple(dict.fromkeys(levels))
        yield problem("TM324", ("answers", place, "level"), found=answer.level, allowed=allowed)


def _contradictions(
    given: Iterable[tuple[tuple[str | int, ...], str, str]],
) -> Iterator[Problem]:
    """Yield the texts that mean two things; saying the same twice is harmless."""
    meanings: dict[str, str] = {}
    for path, text, meaning in given:
        if meanings.setdefault(spelling(text), meaning) != meaning:
            yield problem("TM351", path, found=text)


def _criteria(instrument: Instrument, version: str) -> dict[str, Criterion]:
    """Return the criteria of a version, by their identifiers in that version."""
    if version in ("", instrument.version):
        return {criterion.id: criterion for criterion in instrument.criteria}
    return {
        change.old: criterion
        for earlier in instrument.earlier
        if earlier.version == version
        for change in earlier.criteria
        if (criterion := instrument.criterion(change.new)) is not None
    }
