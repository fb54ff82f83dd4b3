"""Checks of what a programme expects of a finished description, beside its title and fields."""

from __future__ import annotations

from collections.abc import Iterator

from toimintamalli.analysis.programmes import funder_is_named, programme_of
from toimintamalli.analysis.titles import counties_in, read_title
from toimintamalli.checks._instruments import instrument_title
from toimintamalli.diagnostics import Diagnostic, diagnostic
from toimintamalli.model import (
    DevelopmentStage,
    InnokylaStage,
    PracticeModel,
    PublicationState,
)
from toimintamalli.model.traversal import texts_of
from toimintamalli.vocabulary import Programme, ProgrammeEvaluation, enum_title

__all__ = [
    "co_maintainers_of_the_county",
    "missing_collection",
    "missing_funders",
    "missing_programme_evaluation",
    "publication_in_doubt",
]


def missing_funders(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM257: a funder that the models of the programme carry is not named."""
    programme, written = programme_of(model), model.basics.funders
    # That there are no funders at all is told of the basic data.
    if not programme or not written:
        return
    missing = tuple(f.name for f in programme.funders if not funder_is_named(f, written))
    if missing:
        yield diagnostic(
            "TM257", "basics.funders", programme=programme.name, missing=missing, found=written
        )


def co_maintainers_of_the_county(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM259, TM260: a programme's model has no co-maintainer, or perhaps none of the county.

    An organisation left empty is not known, and so not wrong.
    """
    # That there are no people at all is told of the basic data.
    if not _programme_to_finish(model) or not model.basics.contributors:
        return
    organisations = tuple(person.organisation.strip() for person in model.basics.co_maintainers)
    counties = {*model.programme.counties, *read_title(model.basics.title).counties}
    if not organisations:
        yield diagnostic("TM259", "basics.contributors")
    elif counties and all(organisations) and not _of_counties(organisations, counties):
        yield diagnostic("TM260", "basics.contributors", organisations=organisations)


def _of_counties(organisations: tuple[str, ...], counties: set[str]) -> bool:
    return any(counties.intersection(counties_in(name)) for name in organisations)


def publication_in_doubt(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM261, TM262: it is not recorded that a programme's model is published, or it is not.

    A model marked ready has a finding of its own for that.
    """
    if not _programme_to_finish(model):
        return
    ready = model.innokyla_stage is InnokylaStage.READY
    if model.publication is None:
        yield diagnostic("TM261", "publication")
    elif model.publication.state is not PublicationState.PUBLISHED and not ready:
        yield diagnostic("TM262", "publication.state", state=enum_title(model.publication.state))


def missing_collection(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM263: a programme's model is in no collection (kokonaisuus)."""
    if _programme_to_finish(model) and not model.basics.collections:
        yield diagnostic("TM263", "basics.collections")


def missing_programme_evaluation(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM264: an evaluation that the programme asks for is neither recorded nor spoken of."""
    programme = _programme_to_finish(model)
    for asked in programme.evaluations if programme else ():
        made = any(evaluation.uses(asked.instrument) for evaluation in model.evaluations)
        if not made and not _is_spoken_of(asked, model):
            title = instrument_title(asked.instrument)
            yield diagnostic("TM264", "evaluations", title=title, words=asked.stems)


def _programme_to_finish(model: PracticeModel) -> Programme | None:
    """Return the programme of a model whose whole description is there, and its finish near.

    A page of the development path carries no basic data: what is not on it may be on the front
    page. A model that says it is in development, and that no unit uses yet, has time.
    """
    has_basics = bool(model.basics.funders or model.basics.contributors)
    in_use = model.stage in {DevelopmentStage.IN_USE, DevelopmentStage.ROOTED}
    has_time = model.innokyla_stage is InnokylaStage.IN_DEVELOPMENT and not in_use
    return programme_of(model) if has_basics and not has_time else None


def _is_spoken_of(asked: ProgrammeEvaluation, model: PracticeModel) -> bool:
    """Whether the form or an attachment has a word on the evaluation, which may be attached."""
    parts = (model.form, *model.basics.attachments)
    return any(asked.stems.are_in(text) for part in parts for _, text in texts_of(part))
