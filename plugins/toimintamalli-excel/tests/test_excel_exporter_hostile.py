"""Whatever people paste: it stays text, or the export tells what had to be changed."""

from __future__ import annotations

import datetime

import pytest

from toimintamalli.model import (
    Answer,
    Attachment,
    BasicData,
    Board,
    CustomField,
    Evaluation,
    Form,
    Metric,
    Note,
    NoteKind,
    Observation,
    PracticeModel,
    RichText,
    RootingPlan,
    Section,
    Task,
    UnplacedReason,
    UnplacedText,
)
from toimintamalli_excel import ExcelOptions, exporter

HOSTILE = (
    "=1+1",
    "#N/A",
    "@SUM(A1)",
    "-2",
    "'heittomerkki",
    "_x000D_",
    "<a>&amp;</a>",
    "rivi\nvaihtuu",
    "😀 šžŋđŧčǩʒ",
)


def all_cells(sheets):
    return [cell for rows in sheets.values() for row in rows for cell in row if cell is not None]


def findings(model):
    return exporter.render(model, ExcelOptions()).diagnostics


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_the_text_it_was(text, exported):
    task = Task(id=text, what=text, owner_role=text)
    plan = RootingPlan(what=text, tasks=(task,))
    hostile = PracticeModel(basics=BasicData(title=text), rooting_plan=plan)
    sheets = exported(hostile)
    assert sheets["Tehtävät"][1][:2] == [text, text]
    assert sheets["Perustiedot"][1][2] == text
    assert findings(hostile).codes == ()


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\ud800", "\ufffe"])
def test_characters_that_no_workbook_holds_are_removed_and_told(character, exported):
    title = f"Etä{character}vastaanotto"
    hostile = PracticeModel(basics=BasicData(title=title, summary=title))
    assert exported(hostile)["Perustiedot"][1][2] == "Etävastaanotto"
    (finding,) = findings(hostile)
    assert finding.code == "EXCEL001"
    assert finding.message() == (
        'Välilehdeltä "Perustiedot" poistettiin merkkejä, joita työkirjaan ei voi tallentaa: 2.'
    )


def test_a_very_long_text_continues_on_a_sheet_of_its_own(exported):
    long = "".join(f"{number} sanaa. " for number in range(10_000))[:100_000].strip()
    section = Section(field="solution_idea", text=RichText.parse(long))
    written = PracticeModel(form=Form(sections=(section,)))
    sheets = exported(written)
    start = next(row[3] for row in sheets["Kuvaus"] if row[0] == "solution_idea")
    assert start + "".join(row[4] for row in sheets["Jatko"][1:]) == long
    assert {tuple(row[:3]) for row in sheets["Jatko"][1:]} == {
        ("Kuvaus", "solution_idea", "Teksti")
    }
    assert findings(written).codes == ("EXCEL002",)


@pytest.mark.parametrize(
    "make",
    [
        lambda text: PracticeModel(id=text, basics=BasicData(title=text, funders=(text, text))),
        lambda text: PracticeModel(basics=BasicData(attachments=(Attachment(title=text),))),
        lambda text: PracticeModel(
            form=Form(
                profile=text,
                sections=(Section(field=text, heading=text),),
                unplaced=(UnplacedText(text=RichText.parse(text), reason=UnplacedReason.CONFLICT),),
            )
        ),
        lambda text: PracticeModel(
            evaluations=(Evaluation(id=text, instrument=text, answers=(Answer(criterion=text),)),)
        ),
        lambda text: PracticeModel(metrics=(Metric(id=text, name=text),)),
        lambda text: PracticeModel(
            boards=(Board(id=text, notes=(Note(id=text, kind=NoteKind.IDEA, text=text),)),)
        ),
        lambda text: PracticeModel(custom=(CustomField(f"x-{text}", text),)),
    ],
)
def test_text_of_any_length_fits_wherever_it_stands(make, exported):
    text = "a" * 100_000
    assert sum(str(cell).count("a") for cell in all_cells(exported(make(text)))) >= 100_000


def test_days_and_numbers_that_excel_does_not_know_are_written_as_text_and_told():
    old = Observation(date=datetime.date(1899, 5, 1), value=float("nan"))
    strange = PracticeModel(metrics=(Metric(id="m", name="Mittari", observations=(old,)),))
    (finding,) = findings(strange)
    assert (finding.code, finding.parameter("count")) == ("EXCEL003", 2)
