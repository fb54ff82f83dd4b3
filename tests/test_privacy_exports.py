"""Files for partners and the public hold no person: their bytes are searched, not trusted.

Workbooks are searched through every part of their archive, PDFs through every stream and through
what they say of themselves.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from pypdf import PdfReader

import toimintamalli as tm
from toimintamalli.model import Contributor, PlacementCell, PlacementWorksheet
from toimintamalli.testing import text_in
from toimintamalli.testing._planted import NAME, PLANTED, planted_model
from toimintamalli.vocabulary import worksheet

AUDIENCES = ("partners", "public")


def with_a_known_worksheet(model: tm.PracticeModel) -> tm.PracticeModel:
    """The same model with answers that stand on the drawn sheet."""
    definition = worksheet("tyopohja-4")
    text = ", ".join(value for _, value in PLANTED)
    cells = tuple(
        PlacementCell(row=row.id, column=column.id, text=f"{text} {row.id}")
        for row in definition.rows
        for column in definition.columns
    )
    sheet = PlacementWorksheet(id="ryhma", source=text, cells=cells)
    return evolve(model, placement_worksheets=(sheet,))


FULL = with_a_known_worksheet(planted_model())
EXPORTS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("innokyla", {"form": "plain"}),
    ("innokyla", {"form": "markdown"}),
    ("innokyla", {"form": "html"}),
    ("innokyla", {"version": "working"}),
    ("excel", {}),
    ("excel", {"language": "sv"}),
    ("pdf", {}),
    ("pdf", {"language": "en"}),
    ("pdf", {"worksheet": "all"}),
    ("pdf", {"worksheet": "johdon-tiivistelma"}),
)

each_audience = pytest.mark.parametrize("audience", AUDIENCES)
each_export = pytest.mark.parametrize(
    ("format_name", "options"),
    EXPORTS,
    ids=["-".join((name, *map(str, options.values()))) for name, options in EXPORTS],
)


def in_bytes(data: bytes) -> list[str]:
    """Return which of the planted values a file holds."""
    said = text_in(data).casefold()
    return [kind.value for kind, value in PLANTED if value.casefold() in said]


@each_export
def test_the_search_sees_what_an_internal_export_holds(
    format_name: str, options: dict[str, Any]
) -> None:
    data = tm.render(FULL, format=format_name, audience="internal", **options).data
    assert in_bytes(data) == [kind.value for kind, _ in PLANTED]


@each_audience
@each_export
def test_no_file_for_others_holds_a_planted_value(
    format_name: str, options: dict[str, Any], audience: str
) -> None:
    rendered = tm.render(FULL, format=format_name, audience=audience, **options)
    assert in_bytes(rendered.data) == []
    assert "TM510" in rendered.diagnostics.codes
    assert "TM501" not in rendered.diagnostics.codes
    assert NAME not in repr(rendered.diagnostics)


@each_audience
@pytest.mark.parametrize("form", ["yaml", "json"])
def test_no_document_for_others_holds_a_planted_value(form: str, audience: str) -> None:
    text = tm.dumps(tm.redact(FULL, audience).subject, format=form)
    assert in_bytes(text.encode("utf-8")) == []


@each_audience
def test_a_file_is_written_redacted(audience: str, tmp_path: Path) -> None:
    exported = tm.export(FULL, tmp_path / "a.xlsx", audience=audience)
    assert in_bytes(exported.path.read_bytes()) == []


SEVERAL = tm.Portfolio(
    title=f"Kooste, {NAME}", models=(FULL,) * 6, sources=tuple(f"{NAME}-{n}.yaml" for n in range(6))
)


@pytest.mark.parametrize("format_name", ["excel", "pdf"])
def test_the_search_sees_what_the_report_of_a_portfolio_holds_internally(format_name: str) -> None:
    data = tm.render(SEVERAL, format=format_name).data
    assert in_bytes(data) == [kind.value for kind, _ in PLANTED]


@each_audience
@pytest.mark.parametrize(
    ("format_name", "options"),
    [
        ("excel", {}),
        ("excel", {"compare": "2001-01-02", "language": "sv"}),
        ("pdf", {}),
        ("pdf", {"as_of": "2001-01-02", "language": "sv"}),
    ],
)
def test_the_report_of_a_portfolio_for_others_holds_no_planted_value(
    format_name: str, options: dict[str, Any], audience: str
) -> None:
    rendered = tm.render(SEVERAL, format=format_name, audience=audience, **options)
    assert in_bytes(rendered.data) == []
    assert NAME not in repr(rendered.diagnostics)


@each_audience
def test_a_workbook_names_the_program_as_its_maker_and_nobody_else(audience: str) -> None:
    data = tm.render(FULL, format="excel", audience=audience).data
    with zipfile.ZipFile(BytesIO(data)) as archive:
        core = archive.read("docProps/core.xml").decode("utf-8")
    makers = re.findall(r"<(?:dc:creator|cp:lastModifiedBy)>([^<]*)<", core)
    assert set(makers) == {"toimintamalli"}


@each_audience
def test_a_pdf_names_no_author(audience: str) -> None:
    data = tm.render(FULL, format="pdf", audience=audience).data
    assert "/Author" not in (PdfReader(BytesIO(data)).metadata or {})


# -- what a format says of people ------------------------------------------------------------

PEOPLE = tm.PracticeModel(
    basics=tm.BasicData(
        title="Perhetupa",
        contributors=(
            Contributor(name=NAME, organisation="Lapin hyvinvointialue"),
            Contributor(name="Väinö Keksitty", organisation="Kunta", name_public=True),
        ),
    )
)


def guide(audience: str, model: tm.PracticeModel = PEOPLE) -> str:
    data = tm.render(model, format="excel", audience=audience).data
    return text_in(data)


def test_the_guide_of_a_workbook_counts_the_names_that_are_in_it() -> None:
    assert "on henkilöiden nimiä: 2" in guide("internal")
    assert "on henkilöiden nimiä: 1" in guide("public")
    nobody = evolve(
        PEOPLE, basics=evolve(PEOPLE.basics, contributors=PEOPLE.basics.contributors[:1])
    )
    assert "henkilöiden nimiä" not in guide("public", nobody)


def test_the_form_text_names_the_organisation_of_an_author_whose_name_is_not_given() -> None:
    text = tm.render(PEOPLE, format="innokyla", audience="public").data.decode()
    assert "Tekijä\n\nLapin hyvinvointialue\nVäinö Keksitty\n" in text


def test_an_internal_export_counts_only_people_who_are_named() -> None:
    people = (*PEOPLE.basics.contributors, Contributor(name="", organisation="Kunta"))
    model = evolve(PEOPLE, basics=evolve(PEOPLE.basics, contributors=people))
    (found,) = tm.redact(model, "internal").report
    assert (found.code, found.parameter("count")) == ("TM501", 2)
