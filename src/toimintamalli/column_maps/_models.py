"""Rows become practice models."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from os import PathLike
from pathlib import Path

from attrs import evolve

from toimintamalli._identifiers import Identifiers, identifier_of
from toimintamalli.column_maps._map import ColumnMap, RowKind
from toimintamalli.column_maps._rows import MappedRow, mapped_rows, unmapped
from toimintamalli.diagnostics import Diagnostic, Report, diagnostic
from toimintamalli.model import (
    BasicData,
    Contributor,
    ContributorRole,
    CustomField,
    DevelopmentStage,
    Form,
    InnokylaStage,
    Portfolio,
    PracticeModel,
    ProgrammeData,
    RichText,
    Section,
    ServiceSector,
    StageRecord,
)
from toimintamalli.text import Language
from toimintamalli.vocabulary import form_profile

__all__ = ["model_files", "read_models"]

_ROLES = {
    "authors": ContributorRole.AUTHOR,
    "co_maintainers": ContributorRole.CO_MAINTAINER,
    "developers": ContributorRole.DEVELOPER,
    "contacts": ContributorRole.CONTACT,
}
_NAMELESS = "malli"
_PORTS = tuple(f"{port}{number}" for port in ("com", "lpt") for number in range(10))
_NAMES_OF_DEVICES = ("aux", "con", "nul", "prn", *_PORTS)


def read_models(
    path: str | PathLike[str],
    column_map: ColumnMap | str | PathLike[str],
    *,
    progress: Callable[[int, int], None] | None = None,
) -> Portfolio:
    r"""Return the practice models that the rows of a spreadsheet tell of.

    Args:
        path: A CSV file, or a workbook that an installed plugin reads, such as ``.xlsx``.
        column_map: The column map, or its TOML file; a row is a model.
        progress: Called after each row with how many have been read, and of how many.

    Returns:
        A model for each row with a title, with an identifier of its own, and everything that was
        not found or not understood. A text that was not understood is kept as an
        ``x-unmapped-…`` field; a row without a title, such as a sum, is left out and told.

    Raises:
        ReadError: The file holds no table, or not the sheet, row or title that the map names.
        LoadError: The map has problems; every one is told with its line and key.
        OptionError: The rows of the map are no models.
        MissingFileError: One of the files is not there.
        UnreadableFileError: One of the files cannot be read, or is too large.
        UnknownFormatError: No installed plugin reads tables from such files.
        PluginError: The plugin is broken or failed.

    Example:
        >>> from pathlib import Path
        >>> from toimintamalli.column_maps import MapColumns
        >>> text = "Nimi;Alue;Käytössä\nPerhetupa;Kainuun HVA;joo\n"
        >>> _ = Path("mallit.csv").write_text(text, encoding="utf-8")
        >>> columns = MapColumns(title="Nimi", counties="Alue", stage="Käytössä")
        >>> read = read_models("mallit.csv", ColumnMap(kind=RowKind.MODELS, columns=columns))
        >>> read.models[0].id, read.models[0].programme.counties
        ('perhetupa', ('kainuu',))
        >>> [(found.code, found.line) for found in read.problems]
        [('TM383', 2)]
    """
    found = mapped_rows(path, column_map, RowKind.MODELS)
    models: list[PracticeModel] = []
    identifiers = Identifiers()
    rows: dict[str, int] = {}
    problems: list[Diagnostic] = []
    for number, row in enumerate(found.rows, 1):
        written = row.line("id")
        wanted = written or identifier_of(row.line("title"), _NAMELESS)
        name = identifiers.free(wanted)
        if written and name != written:
            finding = diagnostic("TM385", found=written, first=rows[written], given=name)
            problems.append(found.table.at(finding, row.row))
        rows[name] = row.row.number
        models.append(_model(row, name, found.column_map.language))
        if progress is not None:
            progress(number, len(found.rows))
    source = Path(path)
    told = Report((*found.problems, *Report(problems).at(source.name)))
    return Portfolio(title=source.stem, models=tuple(models), problems=told)


def model_files(models: Iterable[PracticeModel]) -> Iterator[tuple[str, PracticeModel]]:
    """Yield models with names for their files, made of their titles and each different.

    The names are small letters, digits and hyphens, and none that Windows keeps for a device.

    Example:
        >>> paja = PracticeModel(basics=BasicData(title="Perhetupa"))
        >>> [name for name, _ in model_files([paja, paja])]
        ['perhetupa.yaml', 'perhetupa-2.yaml']
    """
    names = Identifiers(_NAMES_OF_DEVICES)
    for model in models:
        words = model.basics.title or model.id or ""
        yield f"{names.free(identifier_of(words, _NAMELESS))}.yaml", model


def _model(row: MappedRow, name: str, language: Language) -> PracticeModel:
    values = row.values
    innokyla_stage = values.get("innokyla_stage")
    return PracticeModel(
        id=name,
        language=language,
        basics=_basics(row),
        programme=_programme(row),
        innokyla_stage=InnokylaStage(innokyla_stage) if innokyla_stage else None,
        stages=tuple(_stages(row)),
        core_elements=values.get("core_elements", ()),
        adaptable_parts=values.get("adaptable_parts", ()),
        next_review=values.get("next_review"),
        form=_form(row),
        custom=(*row.custom, *_of_no_stage(row)),
    )


def _basics(row: MappedRow) -> BasicData:
    values = row.values
    return BasicData(
        title=row.line("title"),
        summary=row.text("summary"),
        place=row.line("place"),
        locations=values.get("locations", ()),
        funders=values.get("funders", ()),
        collections=values.get("collections", ()),
        contributors=tuple(
            Contributor(name=name, role=role)
            for column, role in _ROLES.items()
            for name in values.get(column, ())
        ),
        created=values.get("created"),
        modified=values.get("modified"),
    )


def _programme(row: MappedRow) -> ProgrammeData:
    values = row.values
    return ProgrammeData(
        programme=values.get("programme"),
        pillar=values.get("pillar"),
        investments=values.get("investments", ()),
        counties=values.get("counties", ()),
        sectors=tuple(map(ServiceSector, values.get("sectors", ()))),
        customer_groups=values.get("customer_groups", ()),
        project_start=values.get("project_start"),
        project_end=values.get("project_end"),
    )


def _stages(row: MappedRow) -> Iterator[StageRecord]:
    """Yield the stage that the practice has come to; a day or a unit alone makes none."""
    stage = row.values.get("stage")
    if stage:
        yield StageRecord(
            stage=DevelopmentStage(stage),
            date=row.values.get("stage_date"),
            unit=row.line("stage_unit"),
        )


def _of_no_stage(row: MappedRow) -> Iterator[CustomField]:
    """Yield the day and the unit of a stage that is not known."""
    if "stage" not in row.values:
        for name in ("stage_date", "stage_unit"):
            if name in row.values:
                yield CustomField(unmapped(name), str(row.values[name]))


def _form(row: MappedRow) -> Form:
    profile = form_profile()
    sections = tuple(
        Section(field=field.id, text=RichText.parse(row.text(f"fields.{field.id}")))
        for field in profile.fields
        if f"fields.{field.id}" in row.values
    )
    return evolve(Form(sections=sections), profile=profile.id)
