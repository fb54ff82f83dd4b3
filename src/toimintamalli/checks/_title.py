"""Checks of the title: the programme's code, the county, and the data that it should agree with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from toimintamalli.analysis.programmes import programme_of, programmes_of_funders
from toimintamalli.analysis.titles import TitleCode, read_title
from toimintamalli.diagnostics import Diagnostic, Wording, diagnostic
from toimintamalli.model import PracticeModel, ProgrammeData
from toimintamalli.vocabulary import FieldTitle, Programme, counties, programmes

__all__ = ["county_of_the_title", "programme_code_of_the_title", "title_against_data"]

_TITLE = "basics.title"


def programme_code_of_the_title(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM254, TM258: a model of a programme, or perhaps of one, has no code in its title."""
    title = model.basics.title
    if not title.strip() or read_title(title).programme is not None:
        return
    programme = programme_of(model)
    if programme:
        yield diagnostic("TM254", _TITLE, code=programme.code, example=_example(programme, model))
    elif model.programme.programme is None:
        for possible in programmes_of_funders(model.basics.funders):
            funders = model.basics.funders
            yield diagnostic("TM258", _TITLE, programme=possible.name, funders=funders)


def county_of_the_title(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM255: the title of a programme's model may name no county; a guess from the words."""
    title = model.basics.title
    if title.strip() and programme_of(model) and not read_title(title).counties:
        yield diagnostic("TM255", _TITLE, title=title)


def title_against_data(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM256: the title says another pillar, other investments or another county than the data."""
    for field, in_title, in_data in _contradictions(read_title(model.basics.title), model):
        title = FieldTitle(ProgrammeData, field)
        yield diagnostic(
            "TM256", f"programme.{field}", field=title, in_title=in_title, in_data=in_data
        )


def _contradictions(
    code: TitleCode, model: PracticeModel
) -> Iterator[tuple[str, tuple[str | Wording, ...], tuple[str | Wording, ...]]]:
    """Yield the field, what the title says and what the data say; what is not told is no fault."""
    data = model.programme
    pillar, investments = _known_pillar(data), _known_investments(data)
    if code.pillar and pillar and code.pillar != pillar:
        yield "pillar", (code.pillar,), (pillar,)
    if code.investments and investments and set(code.investments) != set(investments):
        yield "investments", code.investments, investments
    # The data may well have more counties than the title names.
    in_data = _named(data.counties)
    if in_data and set(code.counties) - set(data.counties):
        yield "counties", _named(code.counties), in_data


def _known_pillar(data: ProgrammeData) -> str | None:
    """Return the pillar; a code that no list knows is told elsewhere, here and below."""
    known = {pillar.id for programme in programmes() for pillar in programme.pillars}
    return data.pillar if data.pillar in known else None


def _known_investments(data: ProgrammeData) -> tuple[str, ...]:
    known = {one.id for programme in programmes() for one in programme.investments}
    return tuple(code for code in data.investments if code in known)


def _named(ids: Iterable[str]) -> tuple[Wording, ...]:
    wanted = set(ids)
    return tuple(county.name for county in counties() if county.id in wanted)


def _example(programme: Programme, model: PracticeModel) -> str:
    """Return the code as this model's title would have it: ``(RRP, P4, I1)``."""
    data = model.programme
    return f"({', '.join(filter(None, (programme.code, data.pillar, *data.investments)))})"
