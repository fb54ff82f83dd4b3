"""Reads a survey: a CSV file and its mapping become rounds of evaluation."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from attrs import evolve

from toimintamalli._csv import read_table
from toimintamalli._files import read_bytes
from toimintamalli.errors import LoadError, ReadError
from toimintamalli.model.instrument import Instrument
from toimintamalli.surveys._columns import find_columns
from toimintamalli.surveys._mapping import SurveyMapping
from toimintamalli.surveys._mapping_file import Asked, asked_of
from toimintamalli.surveys._rounds import Survey, rounds_of

__all__ = ["read_survey"]


def read_survey(
    path: str | PathLike[str],
    mapping: SurveyMapping | str | PathLike[str],
    *,
    instrument: Instrument | None = None,
) -> Survey:
    r"""Return the evaluations that the answers of a survey make.

    Args:
        path: The CSV file, one row for each response.
        mapping: The mapping, or its TOML file.
        instrument: The criteria set, where it is not one of `toimintamalli.instruments`.

    Returns:
        One round for each model that the survey names, and everything that was not understood.

    Raises:
        ReadError: The file is no table, no criterion of the set has a column in it, or the column
            that names the models is missing.
        LoadError: The mapping has problems; every one is told with its line and key.
        MissingFileError: One of the files is not there.
        UnreadableFileError: One of the files cannot be read, or is too large.
        OptionError: The mapping is for another criteria set than the one given.

    Example:
        >>> from pathlib import Path
        >>> text = "Päätös toiminnan vakiinnuttamisesta on tehty;Muuta\ntäyttyy;kiitos\n"
        >>> _ = Path("kysely.csv").write_text(text, encoding="utf-8")
        >>> survey = read_survey("kysely.csv", SurveyMapping(
        ...     instrument="juurtumisvalmius", evaluation="kysely-2025"))
        >>> [answer.level for answer in survey.rounds[0].evaluation.answers]
        ['met']
    """
    asked = asked_of(mapping, instrument)
    source = Path(path)
    data = read_bytes(source)
    try:
        survey = _survey(data, asked)
    except (LoadError, ReadError) as error:
        raise ReadError(error.report.at(source.name)) from None
    return evolve(survey, diagnostics=survey.diagnostics.at(source.name))


def _survey(data: bytes, asked: Asked) -> Survey:
    table = read_table(data)
    columns = find_columns(table.headings, asked)
    survey = rounds_of(table, columns, asked)
    told = table.problems + columns.problems + survey.diagnostics
    return evolve(survey, diagnostics=told)
