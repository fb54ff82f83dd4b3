"""The practice model (toimintamalli): the one root that a user of the library holds."""

from __future__ import annotations

import datetime
from enum import StrEnum

from attrs import frozen

from toimintamalli.model._record import Record
from toimintamalli.model.board import Board, PlacementWorksheet
from toimintamalli.model.evaluation import Evaluation
from toimintamalli.model.form import Attachment, Form
from toimintamalli.model.metrics import Metric
from toimintamalli.model.rooting import RootingPlan
from toimintamalli.model.upkeep import Publication, Relation, Suppression
from toimintamalli.text import Language

__all__ = [
    "BasicData",
    "Contributor",
    "ContributorRole",
    "DevelopmentStage",
    "InnokylaStage",
    "PracticeModel",
    "ProgrammeData",
    "ServiceSector",
    "StageRecord",
]


class ContributorRole(StrEnum):
    """What a person does for the description."""

    AUTHOR = "author"
    CO_MAINTAINER = "co_maintainer"
    DEVELOPER = "developer"
    CONTACT = "contact"


@frozen(kw_only=True)
class Contributor(Record):
    """A person behind the description (tekijä, ylläpitäjä, kehittäjä).

    Attributes:
        name: Name of the person; empty where only role and organisation are told.
        role: What the person does for the description.
        organisation: Where the person works.
        name_public: Whether it is recorded that the name may be published; None if not known.
    """

    name: str
    role: ContributorRole = ContributorRole.AUTHOR
    organisation: str = ""
    name_public: bool | None = None


@frozen(kw_only=True)
class BasicData(Record):
    """The basic data (Perustiedot) of the Innokylä form, in page order.

    Attributes:
        title: Toimintamallin nimi.
        summary: Toimintamallin lyhyt kuvaus.
        place: Toteutuspaikka; free text.
        locations: Paikkakunta, maakunta tai hyvinvointialue; as written, one each.
        funders: Toimintamallin rahoittaja; as written, one each.
        collections: Toimintamallin kokonaisuus; names of collections.
        attachments: Liitteet ja linkit.
        contributors: People: Tekijä, co-maintainers and others.
        created: Luotu.
        modified: Viimeksi muokattu.
    """

    title: str = ""
    summary: str = ""
    place: str = ""
    locations: tuple[str, ...] = ()
    funders: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    contributors: tuple[Contributor, ...] = ()
    created: datetime.date | None = None
    modified: datetime.date | None = None

    @property
    def co_maintainers(self) -> tuple[Contributor, ...]:
        """The people who keep the description up beside its author (ylläpitäjät)."""
        return tuple(
            person for person in self.contributors if person.role is ContributorRole.CO_MAINTAINER
        )


class ServiceSector(StrEnum):
    """Services that the model develops."""

    SOCIAL = "social"
    HEALTH = "health"


@frozen(kw_only=True)
class ProgrammeData(Record):
    """Where the model belongs in a programme and in the country.

    Attributes:
        programme: Identifier of the programme, such as ``rrp``.
        pillar: Pillar of the programme, ``P3`` or ``P4``.
        investments: Investments: ``I1``, ``I1B``, ``I2``, ``I3``, ``I4``; several are allowed.
        counties: Identifiers of wellbeing services counties (hyvinvointialueet).
        sectors: Social services, health services, or both.
        customer_groups: Identifiers of customer groups (asiakasryhmät).
        project_start: First day of the project that the programme pays for.
        project_end: Last day of that project.
    """

    programme: str | None = None
    pillar: str | None = None
    investments: tuple[str, ...] = ()
    counties: tuple[str, ...] = ()
    sectors: tuple[ServiceSector, ...] = ()
    customer_groups: tuple[str, ...] = ()
    project_start: datetime.date | None = None
    project_end: datetime.date | None = None


class InnokylaStage(StrEnum):
    """Stage shown on Innokylä (Kehittämisen vaihe): in development, or ready."""

    IN_DEVELOPMENT = "in_development"
    READY = "ready"


class DevelopmentStage(StrEnum):
    """How far the practice itself has come; apart from the state of its description."""

    PILOTED = "piloted"
    IN_USE = "in_use"
    ROOTED = "rooted"


@frozen(kw_only=True)
class StageRecord(Record):
    """When a unit reached a stage (pilotoitu, käyttöönotettu, juurrutettu).

    Attributes:
        stage: The stage.
        date: Day on which it was reached, where known.
        unit: Where: for example one health centre.
        note: Anything to add.
    """

    stage: DevelopmentStage
    date: datetime.date | None = None
    unit: str = ""
    note: str = ""


@frozen(kw_only=True)
class PracticeModel(Record):
    """A practice model (toimintamalli): a way of working described so that others can use it.

    Attributes:
        id: Identifier of one's own choice, stable over the model's life.
        language: Language of the content.
        basics: Perustiedot.
        programme: Programme, counties, sectors and customer groups.
        innokyla_stage: Kehittämisen vaihe on Innokylä.
        stages: How far the practice has come, unit by unit, oldest first.
        core_elements: What must stay the same wherever the model is used (ydinelementit).
        adaptable_parts: What may be fitted to the place.
        next_review: Day on which the model is looked at again.
        form: The Innokylä form as filled.
        evaluations: Self and peer evaluations.
        rooting_plan: Juurruttamissuunnitelma.
        metrics: Mittarit.
        boards: Group boards (ryhmätaulut).
        placement_worksheets: Filled placement worksheets (Työpohja 4).
        publication: Where the description stands on Innokylä; None if not known.
        relations: How it belongs together with other descriptions, as decided.
        suppressions: Findings that have been set aside, with the reason.

    Example:
        >>> model = PracticeModel(basics=BasicData(title="Etävastaanotto"))
        >>> model.basics.title
        'Etävastaanotto'
    """

    id: str | None = None
    language: Language = Language.FINNISH
    basics: BasicData = BasicData()
    programme: ProgrammeData = ProgrammeData()
    innokyla_stage: InnokylaStage | None = None
    stages: tuple[StageRecord, ...] = ()
    core_elements: tuple[str, ...] = ()
    adaptable_parts: tuple[str, ...] = ()
    next_review: datetime.date | None = None
    form: Form = Form()
    evaluations: tuple[Evaluation, ...] = ()
    rooting_plan: RootingPlan | None = None
    metrics: tuple[Metric, ...] = ()
    boards: tuple[Board, ...] = ()
    placement_worksheets: tuple[PlacementWorksheet, ...] = ()
    publication: Publication | None = None
    relations: tuple[Relation, ...] = ()
    suppressions: tuple[Suppression, ...] = ()

    @property
    def stage(self) -> DevelopmentStage | None:
        """The furthest stage that any unit has reached, or None where none is recorded."""
        reached = {record.stage for record in self.stages}
        return next((stage for stage in reversed(DevelopmentStage) if stage in reached), None)
