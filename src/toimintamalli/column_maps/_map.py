"""The column map: which column of a spreadsheet is what, and what its texts mean.

It is data: it stands in a TOML file whose keys are the attributes of these classes. Reading and
judging the file belongs to `toimintamalli.column_maps._map_file`.
"""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from toimintamalli.model import Record
from toimintamalli.text import Language

__all__ = ["ColumnMap", "FormColumn", "MapColumns", "RowKind", "ValueSpelling"]


class RowKind(StrEnum):
    """What one row of a spreadsheet is: a practice model, or a task of a rooting plan."""

    MODELS = "models"
    TASKS = "tasks"


@frozen(kw_only=True)
class MapColumns(Record):
    """Headings of the columns; empty where the spreadsheet has none.

    Attributes:
        id: Identifier of the model or of the task.
        title: Title of the model.
        summary: Summary of the model.
        place: Where it was carried out.
        locations: Localities and counties, as written.
        funders: Who paid for it, as written.
        collections: Collections that it belongs to.
        authors: Names of its authors.
        co_maintainers: Names of those who keep the description up.
        developers: Names of its developers.
        contacts: Names of its contact persons.
        created: Day on which the description was made.
        modified: Day on which it was last changed.
        programme: Programme.
        pillar: Pillar of the programme.
        investments: Investments of the programme.
        counties: Wellbeing services counties.
        sectors: Social services, health services, or both.
        customer_groups: Customer groups.
        project_start: First day of the project.
        project_end: Last day of the project.
        innokyla_stage: Stage shown on Innokylä.
        stage: How far the practice has come.
        stage_date: Day on which it came there.
        stage_unit: Unit that came there.
        core_elements: What must stay the same.
        adaptable_parts: What may be fitted to the place.
        next_review: Day on which the model is looked at again.
        model: The model that a task belongs to, by its identifier or title.
        what: What is done.
        owner_role: Role that answers for the task.
        owner_organisation: Organisation of that role.
        support: Whose help is needed.
        start: First day of the task.
        due: Last day of the task.
        state: How far the task has come.
        kind: What the task is about.
        phase: Which of the 4V the task belongs to.
        worklist_row: Row of Juuruttajan työlista that the task serves.
        evidence: What shows that the task was done.
        deviation_reason: Why the task departs from the frozen plan.
    """

    id: str = ""
    title: str = ""
    summary: str = ""
    place: str = ""
    locations: str = ""
    funders: str = ""
    collections: str = ""
    authors: str = ""
    co_maintainers: str = ""
    developers: str = ""
    contacts: str = ""
    created: str = ""
    modified: str = ""
    programme: str = ""
    pillar: str = ""
    investments: str = ""
    counties: str = ""
    sectors: str = ""
    customer_groups: str = ""
    project_start: str = ""
    project_end: str = ""
    innokyla_stage: str = ""
    stage: str = ""
    stage_date: str = ""
    stage_unit: str = ""
    core_elements: str = ""
    adaptable_parts: str = ""
    next_review: str = ""
    model: str = ""
    what: str = ""
    owner_role: str = ""
    owner_organisation: str = ""
    support: str = ""
    start: str = ""
    due: str = ""
    state: str = ""
    kind: str = ""
    phase: str = ""
    worklist_row: str = ""
    evidence: str = ""
    deviation_reason: str = ""


@frozen(kw_only=True)
class FormColumn(Record):
    """Which column holds the text of a form field.

    Attributes:
        field: Identifier of the field in the newest form profile, such as ``solution_idea``.
        column: Heading of the column.
    """

    field: str
    column: str


@frozen(kw_only=True)
class ValueSpelling(Record):
    """What texts of a column mean.

    Attributes:
        column: Key of the column in the map, such as ``state``.
        text: Spellings.
        means: The values that they mean, such as ``in_progress``; none where they mean nothing.
    """

    column: str
    text: tuple[str, ...]
    means: tuple[str, ...]


@frozen(kw_only=True)
class ColumnMap(Record):
    """How a spreadsheet tells of models or of tasks.

    Attributes:
        kind: What a row is.
        sheet: Name of the sheet; the one that fits best where it is empty.
        header_row: Number of the row with the headings; the first row that is not blank where
            none is given.
        language: Language of the content of models.
        columns: Headings of the columns.
        fields: Columns with texts of the form.
        values: What texts mean that the library does not know.
        ignored: Headings of columns that are left alone and not told.

    Example:
        >>> ColumnMap(kind=RowKind.MODELS, columns=MapColumns(title="Nimi")).language.value
        'fi'
    """

    kind: RowKind
    sheet: str = ""
    header_row: int | None = None
    language: Language = Language.FINNISH
    columns: MapColumns = MapColumns()
    fields: tuple[FormColumn, ...] = ()
    values: tuple[ValueSpelling, ...] = ()
    ignored: tuple[str, ...] = ()
