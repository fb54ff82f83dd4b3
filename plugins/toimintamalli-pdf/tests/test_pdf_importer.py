"""A filled worksheet comes back as a proposal: exactly what people filled, and nothing else."""

from __future__ import annotations

import datetime
import json
import random
import runpy
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

import toimintamalli as tm
from toimintamalli.audience import Audience
from toimintamalli.diagnostics import catalogue
from toimintamalli.errors import OptionError, ReadError
from toimintamalli.model import BasicData, PlacementWorksheet, PracticeModel
from toimintamalli.plugins import Imported, describe_options, make_options
from toimintamalli.text import Language
from toimintamalli_pdf import PdfImportOptions, importer

SHEETS, FILES = (
    runpy.run_path(str(Path(__file__).with_name(name))) for name in ("sheets.py", "files.py")
)
BLANK, cell, read = map(SHEETS.__getitem__, ("BLANK", "cell", "read"))
sheet_of = partial(SHEETS["file_of"], "tyopohja-4")
edited, pdf_of, packed = map(FILES.__getitem__, ("edited", "pdf_of", "packed"))
DATA = Path(__file__).with_name("data")
Edit = Callable[[Pdf], None]


TEAMS = PlacementWorksheet(
    id="tiimit",
    source="Lähitiimien työpaja",
    date=datetime.date(2025, 3, 4),
    cells=(
        cell("purpose", "team", "Tiimi näkee jonon yhdestä paikasta."),
        cell("doubt", "specialist", "Riittääkö aika\nkahteen kanavaan?"),
    ),
)
MANAGERS = PlacementWorksheet(
    id="johto", source="Johtoryhmä", cells=(cell("purpose", "team", "Sama näkymä kaikille."),)
)
MODEL = evolve(BLANK, placement_worksheets=(TEAMS,))
JOINED = evolve(BLANK, placement_worksheets=(TEAMS, MANAGERS))


def empty_sheet(model: PracticeModel = BLANK, **options: Any) -> bytes:
    return sheet_of(model, prefill=False, **options)


def filled(data: bytes, answers: dict[str, str]) -> bytes:
    """A filled sheet, fields named without what stands before every name."""
    return FILES["filled"](data, {f"tp4_{name}": text for name, text in answers.items()})


def put(name: str, value: object) -> Edit:
    """Writes a value of any kind into a field."""

    def edit(pdf: Pdf) -> None:
        field_of(pdf, name).V = value

    return edit


def field_of(pdf: Pdf, name: str) -> pikepdf.Object:
    return next(one for one in pdf.Root.AcroForm.Fields if str(one.T) == f"tp4_{name}")


def refused(data: bytes, into: PracticeModel | None = None, **options: Any) -> str:
    """The code by which a file is refused."""
    with pytest.raises(ReadError) as caught:
        read(data, into, **options)
    (finding,) = caught.value.report
    for language in ("fi", "sv", "en"):
        assert finding.message(language)
    return finding.code


def only_sheet(imported: Imported) -> PlacementWorksheet:
    (sheet,) = imported.model.placement_worksheets
    return sheet


# A sheet that comes back as it was --------------------------------------------------------------


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("model", [BLANK, MODEL, JOINED, evolve(MODEL, id=None)])
def test_a_sheet_that_nobody_filled_changes_nothing(
    model: PracticeModel, language: Language
) -> None:
    imported = read(sheet_of(model, language=language), model)
    assert imported.model is model
    assert imported.changes == ()
    assert imported.diagnostics.codes == (() if model.placement_worksheets else ("PDF127",))


@pytest.mark.parametrize(
    "text",
    [
        "Ohjausmerkkejä \x00\x07\x1b ja pari\ud800ton",
        "rivi\r\nrivi\rrivi\x0brivi",
        "  sisennys\tja sarkain  ",
        "þÿ alkaa kahdella kirjaimella",
        "(sulku \\ {row} %s <b>",
        "שלום سلام",
        "a\u0308",
    ],
)
def test_hostile_texts_of_the_model_change_nothing(text: str) -> None:
    sheet = PlacementWorksheet(id=text, source=text, cells=(cell("doubt", "team", text),))
    model = PracticeModel(id=text, basics=BasicData(title=text), placement_worksheets=(sheet,))
    assert read(sheet_of(model), model).model is model


@given(
    text=st.text(
        alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=60
    ),
    row=st.sampled_from(("purpose", "change", "motivation", "doubt", "easing")),
)
@settings(max_examples=40, deadline=None)
def test_what_is_filled_is_what_is_read(text: str, row: str) -> None:
    filled_sheet = edited(EMPTY, put(f"{row}_team", String(text)))
    imported = read(filled_sheet, BLANK)
    texts = [one.text for sheet in imported.model.placement_worksheets for one in sheet.cells]
    plain = text.replace("\u2028", "\n").replace("\u2029", "\n")
    kept = "".join("\ufffd" if ord(one) in (0xFFFE, 0xFFFF) else one for one in plain)
    assert texts == ([kept] if kept.strip() else [])


EMPTY = empty_sheet()


# What was filled --------------------------------------------------------------------------------


def test_an_empty_sheet_becomes_a_worksheet_of_its_group() -> None:
    answers = {
        "source": "Lähitiimien  työpaja",
        "date": "4.3.2025",
        "doubt_team": "1. rivi\n2. rivi\n\n4. rivi",
    }
    imported = read(filled(empty_sheet(MODEL), answers), MODEL)
    assert imported.model.placement_worksheets == (
        TEAMS,
        PlacementWorksheet(
            id="lahitiimien-tyopaja",
            source="Lähitiimien työpaja",
            date=datetime.date(2025, 3, 4),
            cells=(cell("doubt", "team", "1. rivi\n2. rivi\n\n4. rivi"),),
        ),
    )
    assert imported.diagnostics.codes == ()
    assert [change.path for change in imported.changes] == ["placement_worksheets[1]"]
    assert MODEL.placement_worksheets == (TEAMS,)


@pytest.mark.parametrize(
    "text",
    [
        "y" * 5000,
        "1. rivi\n2. rivi\n\n4. rivi",
        "Emoji 😀 🧪 👩‍⚕️, kiina 漢, arabia سلام, heprea שלום",
        "Čearggus á č đ ŋ š ŧ ž, ǥ ǧ ǩ ʒ ǯ ʹ, åäö ÅÄÖ, ”lainaus” – €",
        "(suluissa) \\ kenoviiva % <b> {x} [y] /Nimi",
    ],
)
def test_texts_come_back_without_loss(text: str) -> None:
    answers = {"easing_management": text}
    assert only_sheet(read(filled(EMPTY, answers), BLANK)).text("easing", "management") == text


@pytest.mark.parametrize("file", ["filled-with-pdfjs.pdf", "saved-by-qpdf.pdf"])
def test_what_other_programs_saved_comes_back_without_loss(file: str) -> None:
    answers = json.loads((DATA / "answers.json").read_text("utf-8"))
    imported = read((DATA / file).read_bytes(), tm.load(DATA / "tyopohja.yaml"))
    sheet = only_sheet(imported)
    assert imported.diagnostics.codes == ()
    assert (sheet.source, sheet.date) == ("Lähitiimien työpaja", datetime.date(2025, 3, 4))
    assert {f"tp4_{one.row}_{one.column}": one.text for one in sheet.cells} == {
        name: text for name, text in answers.items() if name not in ("tp4_source", "tp4_date")
    }


def test_several_worksheets_that_pdfjs_filled_in_one_file_become_parts_of_the_model() -> None:
    data = (DATA / "bundle-filled-with-pdfjs.pdf").read_bytes()
    imported = read(data, tm.load(DATA / "tyopohja.yaml"))
    assert imported.diagnostics.codes == ()
    assert tm.dumps(imported.model) == (DATA / "bundle-read.yaml").read_text("utf-8")
    answers = json.loads((DATA / "bundle-answers.json").read_text("utf-8"))
    assert imported.model.rooting_plan is not None
    worklist = {one.row: one.text for one in imported.model.rooting_plan.worklist}
    assert worklist["reasons"] == answers["tyolista_rows_reasons_text"]


def test_only_what_was_changed_in_a_filled_worksheet_changes() -> None:
    answers = {
        "doubt_specialist": "Aika riittää.",
        "easing_team": "Kokeillaan.",
        "date": "5.3.2025",
    }
    imported = read(filled(sheet_of(JOINED, filled="tiimit"), answers), JOINED)
    changed = evolve(
        TEAMS,
        date=datetime.date(2025, 3, 5),
        cells=(
            TEAMS.cells[0],
            cell("doubt", "specialist", "Aika riittää."),
            cell("easing", "team", "Kokeillaan."),
        ),
    )
    assert imported.model == evolve(JOINED, placement_worksheets=(changed, MANAGERS))
    assert {change.path for change in imported.changes} == {
        "placement_worksheets[0].date",
        "placement_worksheets[0].cells[1].text",
        "placement_worksheets[0].cells[2]",
    }


def test_an_emptied_field_empties_the_answer() -> None:
    answers = {"purpose_team": "", "date": "", "source": " "}
    sheet = only_sheet(read(filled(sheet_of(MODEL), answers), MODEL))
    assert sheet == evolve(TEAMS, source="", date=None, cells=TEAMS.cells[1:])


def test_a_sheet_whose_every_field_was_emptied_was_filled_all_the_same() -> None:
    one = evolve(TEAMS, source="", date=None, cells=TEAMS.cells[:1])
    model = evolve(BLANK, placement_worksheets=(one,))
    imported = read(filled(sheet_of(model), {"purpose_team": ""}), model)
    assert only_sheet(imported).cells == ()
    assert imported.diagnostics.codes == ()


def test_a_cell_that_was_answered_twice_gets_one_answer_when_it_changes() -> None:
    doubled = evolve(
        MANAGERS, cells=(cell("easing", "team", "1"), cell("easing", "team", "2"), *TEAMS.cells)
    )
    model = evolve(BLANK, placement_worksheets=(doubled,))
    sheet = only_sheet(read(filled(sheet_of(model), {"easing_team": "1 ja 2"}), model))
    assert sheet.cells == (cell("easing", "team", "1 ja 2"), *TEAMS.cells)


def test_a_worksheet_that_the_model_no_longer_has_comes_back_as_it_is_filled() -> None:
    imported = read(filled(sheet_of(MODEL), {"easing_team": "Kokeillaan."}), BLANK)
    sheet = only_sheet(imported)
    assert (sheet.id, sheet.source, len(sheet.cells)) == ("tiimit", "Lähitiimien työpaja", 3)
    (finding,) = imported.diagnostics
    assert (finding.code, finding.parameter("place")) == ("PDF136", "tiimit")


def test_without_a_model_one_is_made_of_what_the_sheet_holds() -> None:
    model = read(sheet_of(MODEL)).model
    assert model == MODEL
    assert read(filled(EMPTY, {"doubt_team": "?", "source": "A"})).model.id == "malli-1"


def test_answers_where_others_were_joined_become_a_worksheet_of_their_own() -> None:
    answers = {"source": "Kolmas", "easing_team": "Uusi.", "purpose_team": "Muutettu."}
    imported = read(filled(sheet_of(JOINED), answers), JOINED)
    assert imported.model.placement_worksheets == (
        TEAMS,
        MANAGERS,
        PlacementWorksheet(id="kolmas", source="Kolmas", cells=(cell("easing", "team", "Uusi."),)),
    )
    (finding,) = imported.diagnostics
    assert finding.code == "PDF124"
    assert "PÄÄMÄÄRÄ, Yksikkö/Lähitiimi" in finding.message("fi")


# Who filled it, and when ------------------------------------------------------------------------


def test_the_options_tell_what_the_sheet_does_not() -> None:
    data = filled(EMPTY, {"doubt_team": "?"})
    sheet = only_sheet(read(data, BLANK, source="Johtoryhmä", date="2025-03-04"))
    assert (sheet.id, sheet.source) == ("johtoryhma", "Johtoryhmä")
    assert sheet.date == datetime.date(2025, 3, 4)


def test_what_the_sheet_tells_stands_before_the_options() -> None:
    data = filled(EMPTY, {"doubt_team": "?", "source": "Tiimi", "date": "2025-05-06"})
    sheet = only_sheet(read(data, BLANK, source="Johtoryhmä", date="4.3.2025"))
    assert (sheet.source, sheet.date) == ("Tiimi", datetime.date(2025, 5, 6))


def test_options_alone_fill_nothing() -> None:
    assert read(EMPTY, BLANK, source="Johtoryhmä", date="4.3.2025").model is BLANK


def test_a_sheet_without_a_group_is_told_and_kept() -> None:
    imported = read(filled(EMPTY, {"doubt_team": "?"}), BLANK)
    assert imported.diagnostics.codes == ("PDF132",)
    assert only_sheet(imported).id.startswith("tyopohja-4-")


def test_a_day_that_is_none_is_told() -> None:
    imported = read(filled(EMPTY, {"doubt_team": "?", "source": "A", "date": "keväällä"}), BLANK)
    (finding,) = imported.diagnostics
    assert (finding.code, finding.parameter("found")) == ("PDF135", "keväällä")
    assert only_sheet(imported).date is None
    kept = read(filled(sheet_of(MODEL), {"date": "6/10/2025"}), MODEL)
    assert kept.model is MODEL
    assert kept.diagnostics.codes == ("PDF135",)


def test_a_wrong_option_is_refused() -> None:
    with pytest.raises(OptionError, match="keväällä"):
        make_options(PdfImportOptions, {"date": "keväällä"}, format_name="pdf")
    options = [info.name for info in describe_options(PdfImportOptions)]
    assert options == ["source", "date", "other_model"]


# Several sheets of one workshop -----------------------------------------------------------------


@pytest.fixture
def joined(together: Callable[..., tm.MergedImport]) -> Callable[..., tm.MergedImport]:
    """Read copies of a sheet that groups filled with different answers."""

    def call(*answers: dict[str, str], sheet: bytes = EMPTY, into: PracticeModel = BLANK):
        return together({f"{n}": filled(sheet, one) for n, one in enumerate(answers)}, into)

    return call


def test_sheets_of_several_groups_are_kept_with_their_groups(
    joined: Callable[..., tm.MergedImport],
) -> None:
    merged = joined(
        {"source": "Tiimit", "doubt_team": "Aika?"},
        {"source": "Johto", "doubt_team": "Raha?"},
        {"source": "Asiakkaat", "doubt_team": "Aika?"},
    )
    kept = {
        (one.id, one.source, one.text("doubt", "team")) for one in merged.model.placement_worksheets
    }
    assert kept == {
        ("tiimit", "Tiimit", "Aika?"),
        ("johto", "Johto", "Raha?"),
        ("asiakkaat", "Asiakkaat", "Aika?"),
    }
    assert merged.conflicts == ()
    assert merged.diagnostics.codes == ()


def test_sheets_of_nameless_groups_stay_apart(joined: Callable[..., tm.MergedImport]) -> None:
    merged = joined({"doubt_team": "Aika?"}, {"doubt_team": "Raha?"}, {"easing_team": "Kokeilu."})
    sheets = merged.model.placement_worksheets
    assert [[one.text for one in sheet.cells] for sheet in sheets] == [
        ["Aika?"],
        ["Raha?"],
        ["Kokeilu."],
    ]
    assert len({sheet.id for sheet in sheets}) == 3
    assert merged.conflicts == ()


def test_two_sheets_of_one_group_that_contradict_each_other_both_stay(
    joined: Callable[..., tm.MergedImport],
) -> None:
    merged = joined(
        {"source": "Tiimit", "doubt_team": "Aika?"}, {"source": "Tiimit", "doubt_team": "Raha?"}
    )
    sheets = merged.model.placement_worksheets
    assert [(one.id, one.source, one.text("doubt", "team")) for one in sheets] == [
        ("tiimit", "Tiimit", "Aika?"),
        ("tiimit-2", "Tiimit", "Raha?"),
    ]
    assert "TM932" in merged.diagnostics.codes


def test_copies_of_a_filled_sheet_that_contradict_each_other_are_told(
    joined: Callable[..., tm.MergedImport],
) -> None:
    merged = joined(
        {"purpose_team": "Eka."}, {"purpose_team": "Toka."}, sheet=sheet_of(MODEL), into=MODEL
    )
    assert only_sheet(merged).text("purpose", "team") == "Eka."
    (conflict,) = merged.conflicts
    assert conflict.found == (("0.pdf", "Eka."), ("1.pdf", "Toka."))


def test_a_sheet_that_was_read_before_adds_nothing() -> None:
    data = filled(EMPTY, {"source": "Tiimit", "doubt_team": "Aika?"})
    once = read(data, BLANK).model
    again = read(data, once)
    assert again.model is once
    assert again.diagnostics.codes == ("PDF130",)


def test_another_sheet_of_a_group_gets_an_identifier_of_its_own() -> None:
    once = read(filled(EMPTY, {"source": "Tiimit", "doubt_team": "Aika?"}), BLANK).model
    twice = read(filled(EMPTY, {"source": "Tiimit", "doubt_team": "Raha?"}), once).model
    assert [one.id for one in twice.placement_worksheets] == ["tiimit", "tiimit-2"]


# Which model, which state, for whom -------------------------------------------------------------


def lose_marks(pdf: Pdf) -> None:
    del pdf.trailer.Info.FieldMarks
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        for name in [name for name in metadata if name.endswith("FieldMarks")]:
            del metadata[name]


def test_fields_that_nobody_touched_undo_nothing_that_changed_since() -> None:
    data = filled(sheet_of(MODEL), {"purpose_team": "", "easing_team": "Uusi."})
    newer = evolve(
        TEAMS, source="Tiimit", cells=(TEAMS.cells[0], cell("doubt", "specialist", "Ei."))
    )
    imported = read(data, evolve(MODEL, placement_worksheets=(newer,)))
    assert only_sheet(imported) == evolve(
        newer, cells=(cell("doubt", "specialist", "Ei."), cell("easing", "team", "Uusi."))
    )
    assert imported.diagnostics.codes == ()


def test_where_sheet_and_model_changed_the_same_cell_the_model_stays_and_both_are_told() -> None:
    data = filled(sheet_of(MODEL), {"purpose_team": "Lomakkeen."})
    newer = evolve(TEAMS, cells=(cell("purpose", "team", "Mallin."), TEAMS.cells[1]))
    imported = read(data, evolve(MODEL, placement_worksheets=(newer,)))
    assert only_sheet(imported) == newer
    (finding,) = imported.diagnostics
    assert finding.code == "PDF134"
    assert all(text in finding.message("fi") for text in ("Mallin.", "Lomakkeen."))


def test_without_marks_emptied_fields_remove_nothing_once_the_model_has_changed() -> None:
    made = edited(sheet_of(MODEL), lose_marks)
    data = filled(made, {"purpose_team": "", "source": "", "easing_team": "Uusi."})
    changed = evolve(MODEL, language=Language.SWEDISH)
    imported = read(data, changed)
    assert only_sheet(imported).cells == (*TEAMS.cells, cell("easing", "team", "Uusi."))
    assert only_sheet(imported).source == TEAMS.source
    assert imported.diagnostics.codes == ("PDF126", "PDF125")
    assert "Ryhmä, PÄÄMÄÄRÄ, Yksikkö/Lähitiimi" in imported.diagnostics.text("fi")


def test_an_empty_sheet_does_not_mind_how_the_model_has_changed() -> None:
    data = filled(EMPTY, {"source": "A", "doubt_team": "?"})
    assert read(data, evolve(BLANK, language=Language.SWEDISH)).diagnostics.codes == ()


@pytest.mark.parametrize(
    "other",
    [
        evolve(BLANK, id="toinen"),
        PracticeModel(basics=BasicData(title="Toinen malli")),
        PracticeModel(),
    ],
)
def test_a_sheet_of_another_model_is_refused_unless_asked_for(other: PracticeModel) -> None:
    data = filled(EMPTY, {"source": "A", "doubt_team": "?"})
    assert refused(data, other) == "PDF113"
    assert len(read(data, other, other_model=True).model.placement_worksheets) == 1


def lose_properties(pdf: Pdf) -> None:
    del pdf.Root.Metadata
    del pdf.trailer.Info


def lose_information(pdf: Pdf) -> None:
    del pdf.trailer.Info


def test_a_sheet_that_lost_what_it_told_is_read_when_asked_for() -> None:
    data = edited(filled(EMPTY, {"source": "A", "doubt_team": "?"}), lose_properties)
    assert refused(data, BLANK) == "PDF113"
    assert only_sheet(read(data, BLANK, other_model=True)).source == "A"
    assert only_sheet(read(data)).source == "A"


def test_what_a_sheet_tells_is_found_in_its_metadata_as_well() -> None:
    data = edited(filled(sheet_of(MODEL), {"easing_team": "Uusi."}), lose_information)
    imported = read(data, MODEL)
    assert only_sheet(imported).id == "tiimit"
    assert imported.diagnostics.codes == ()


def test_a_filled_sheet_made_for_others_is_refused() -> None:
    assert refused(sheet_of(MODEL, audience=Audience.PARTNERS), MODEL) == "PDF114"


def test_an_empty_sheet_made_for_others_is_read() -> None:
    data = filled(empty_sheet(audience=Audience.PUBLIC), {"source": "A", "doubt_team": "?"})
    assert only_sheet(read(data, BLANK)).source == "A"


# Versions ---------------------------------------------------------------------------------------


def of_version(version: str) -> Edit:
    def edit(pdf: Pdf) -> None:
        pdf.trailer.Info.WorksheetVersion = String(version)

    return edit


@pytest.mark.parametrize(
    ("version", "code"), [("2", "PDF111"), ("99", "PDF111"), ("0", "PDF112"), ("1.5", "PDF112")]
)
def test_a_version_that_is_not_known_is_refused(version: str, code: str) -> None:
    assert refused(edited(EMPTY, of_version(version)), BLANK) == code


# Fields that are not as they should be ----------------------------------------------------------


def test_missing_fields_are_told_and_change_nothing() -> None:
    def remove(pdf: Pdf) -> None:
        lost = field_of(pdf, "purpose_team")
        pdf.Root.AcroForm.Fields = Array(
            [one for one in pdf.Root.AcroForm.Fields if one.objgen != lost.objgen]
        )
        for page in pdf.pages:
            page.Annots = Array([one for one in page.Annots if one.objgen != lost.objgen])

    imported = read(edited(sheet_of(MODEL), remove), MODEL)
    assert imported.model is MODEL
    (finding,) = imported.diagnostics
    assert finding.message("fi") == (
        "Työpohjasta puuttuu kenttiä: PÄÄMÄÄRÄ, Yksikkö/Lähitiimi. "
        "Näiltä osin malli pysyy ennallaan."
    )


def double(text: str) -> Edit:
    def edit(pdf: Pdf) -> None:
        second = pdf.make_indirect(
            Dictionary(FT=Name.Tx, T=String("tp4_purpose_team"), V=String(text))
        )
        pdf.Root.AcroForm.Fields.append(second)

    return edit


def test_a_field_that_is_there_twice_is_read_only_where_both_agree() -> None:
    told = read(edited(sheet_of(MODEL), double("Toinen.")), MODEL)
    assert told.model is MODEL
    assert told.diagnostics.codes == ("PDF121",)
    agreed = read(edited(sheet_of(MODEL), double(TEAMS.cells[0].text)), MODEL)
    assert agreed.diagnostics.codes == ()


def test_fields_that_others_added_are_told() -> None:
    def add(pdf: Pdf) -> None:
        own = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("Oma"), V=String("Huomio")))
        pdf.Root.AcroForm.Fields.append(own)

    imported = read(edited(sheet_of(MODEL), add), MODEL)
    assert imported.model is MODEL
    (finding,) = imported.diagnostics
    assert (finding.code, finding.parameter("places")) == ("PDF122", ("Oma",))


def test_too_long_a_value_is_told_and_not_cut() -> None:
    limit = 100_000
    data = edited(EMPTY, put("doubt_team", String("y" * (limit + 1))))
    data = filled(data, {"source": "A", "easing_team": "Hyvä."})
    imported = read(data, BLANK)
    assert only_sheet(imported).cells == (cell("easing", "team", "Hyvä."),)
    assert imported.diagnostics.codes == ("PDF123",)
    just = read(edited(EMPTY, put("doubt_team", String("y" * limit))), BLANK)
    assert only_sheet(just).text("doubt", "team") == "y" * limit


@pytest.mark.parametrize("value", [Name.Yes, 7, True, Array([String("a")]), Dictionary(A=1)])
def test_a_value_that_is_no_text_is_told(value: object) -> None:
    imported = read(edited(sheet_of(MODEL), put("purpose_team", value)), MODEL)
    assert imported.model is MODEL
    assert imported.diagnostics.codes == ("PDF133",)


def test_control_characters_are_replaced_and_told() -> None:
    data = edited(EMPTY, put("doubt_team", String("a\x07b")))
    imported = read(data, BLANK, source="A")
    assert only_sheet(imported).text("doubt", "team") == "a\N{REPLACEMENT CHARACTER}b"
    assert imported.diagnostics.codes == ("PDF131",)


@pytest.mark.parametrize(
    "encoded",
    [
        "Äiti – ŋ\r2".encode("utf-16"),
        b"\xfe\xff" + "Äiti – ŋ\r2".encode("utf-16-be"),
        b"\xef\xbb\xbf" + "Äiti – ŋ\r\n2".encode(),
    ],
)
@pytest.mark.parametrize("is_stream", [True, False])
def test_every_spelling_of_a_text_is_understood(encoded: bytes, is_stream: bool) -> None:
    def edit(pdf: Pdf) -> None:
        value = pdf.make_stream(encoded) if is_stream else String(encoded)
        field_of(pdf, "doubt_team").V = value

    imported = read(edited(EMPTY, edit), BLANK)
    assert only_sheet(imported).text("doubt", "team") == "Äiti – ŋ\n2"


def test_values_are_read_from_fields_and_never_from_looks() -> None:
    def edit(pdf: Pdf) -> None:
        changed = field_of(pdf, "purpose_team")
        changed.V = String("Uusi.")
        del changed.AP
        pdf.Root.AcroForm.NeedAppearances = True

    sheet = only_sheet(read(edited(sheet_of(MODEL), edit), MODEL))
    assert sheet.text("purpose", "team") == "Uusi."


def test_fields_are_found_on_the_pages_where_the_list_of_them_is_lost() -> None:
    writer = PdfWriter(clone_from=BytesIO(filled(EMPTY, {"source": "A", "doubt_team": "?"})))
    form = writer.root_object["/AcroForm"]
    assert isinstance(form, DictionaryObject)
    form[NameObject("/Fields")] = ArrayObject()
    saved = BytesIO()
    writer.write(saved)
    assert only_sheet(read(saved.getvalue(), BLANK)).source == "A"


def test_a_field_and_the_widget_that_shows_it_are_one() -> None:
    def edit(pdf: Pdf) -> None:
        whole = field_of(pdf, "doubt_team")
        widget = pdf.make_indirect(Dictionary(Subtype=Name.Widget, Parent=whole))
        whole.Kids = Array([widget])
        pdf.pages[0].Annots.append(widget)

    data = edited(filled(EMPTY, {"source": "A", "doubt_team": "?"}), edit)
    assert read(data, BLANK).diagnostics.codes == ()


# Files that are not what they should be ---------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "code", "found"),
    [
        (b"", "PDF101", None),
        (b" \n", "PDF101", None),
        (b"PK\x03\x04 word/document.xml", "PDF102", "Word"),
        (b"PK\x03\x04", "PDF102", "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "PDF102", "Office"),
        (b"\x89PNG\r\n", "PDF102", "PNG"),
        (b"\xff\xd8\xff\xe0", "PDF102", "JPEG"),
        (b"<!DOCTYPE html><html>", "PDF102", "HTML"),
        (b"%FDF-1.2", "PDF102", "FDF"),
        (b"hei", "PDF103", None),
        (b"\x00\xff" * 100, "PDF103", None),
        (b"%PDF-1.7", "PDF106", None),
        (b"%PDF-1.7\n%%EOF", "PDF106", None),
    ],
)
def test_a_file_that_is_no_pdf_is_told_from_what_it_is(
    data: bytes, code: str, found: str | None
) -> None:
    with pytest.raises(ReadError) as caught:
        read(data, BLANK)
    (finding,) = caught.value.report
    assert finding.code == code
    assert dict(finding.parameters) == ({} if found is None else {"found": found})


def test_a_sheet_that_was_printed_to_pdf_is_explained() -> None:
    data = (DATA / "printed-by-poppler.pdf").read_bytes()
    with pytest.raises(ReadError) as caught:
        read(data, BLANK)
    assert caught.value.report.codes == ("PDF108",)
    assert "tulostettu" in caught.value.message("fi")


def test_a_scanned_sheet_is_explained() -> None:
    scanned = BytesIO()
    Image.new("L", (400, 300), 200).save(scanned, "PDF")
    assert refused(scanned.getvalue(), BLANK) == "PDF109"


@pytest.mark.parametrize("password", ["", "salasana"])
def test_a_protected_file_is_refused(password: str) -> None:
    protection = pikepdf.Encryption(owner="omistaja", user=password)
    assert refused(edited(EMPTY, encryption=protection), BLANK) == "PDF104"


def test_a_dynamic_form_is_refused() -> None:
    def edit(pdf: Pdf) -> None:
        pdf.Root.AcroForm.XFA = pdf.make_stream(b"<xdp/>")

    assert refused(edited(EMPTY, edit), BLANK) == "PDF105"


def test_a_form_of_somebody_else_is_refused() -> None:
    def edit(pdf: Pdf) -> None:
        lose_properties(pdf)
        for number, one in enumerate(pdf.Root.AcroForm.Fields):
            one.T = String(f"Kenttä {number}")

    assert refused(edited(EMPTY, edit), BLANK) == "PDF110"


def test_another_worksheet_is_refused() -> None:
    def edit(pdf: Pdf) -> None:
        pdf.trailer.Info.WorksheetId = String("tp9")

    assert refused(edited(EMPTY, edit), BLANK) == "PDF110"


def test_half_a_file_is_refused_or_read_without_a_guess() -> None:
    data = filled(EMPTY, {"source": "A", "doubt_team": "?"})
    for share in (0.1, 0.5, 0.9, 0.99):
        try:
            imported = read(data[: int(len(data) * share)], BLANK)
        except ReadError:
            continue
        assert imported.model.placement_worksheets in (
            (),
            read(data, BLANK).model.placement_worksheets,
        )


def many(count: int, content: bytes) -> bytes:
    parts = dict.fromkeys(range(2, count + 2), content)
    return pdf_of({1: b"<</Type/Catalog/Pages<<>>/AcroForm<</Fields[]>>>>", **parts})


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7" + bytes(10_000_001),
        b"%PDF-1.7" + b"stream\n" * 20_001,
        many(60, packed(bytes(4_000_000), b"/Type/ObjStm/N 1/First 4")),
        many(60, packed(bytes(4_000_000))[:-30] + b"\0" * 20 + b"\nendstream"),
        pdf_of({1: b"<</Type/Catalog/Metadata 2 0 R/Pages<</A 1>>>>", 2: packed(bytes(9**8))}),
        b"%PDF-1.7\n1 0 obj\n"
        + packed(b"\1\0\0\x09" * 60_001, b"/Type/XRef/W[1 2 1]/Size 60001/Root 1 0 R")
        + b"\nendobj\nstartxref\n9\n%%EOF",
        pdf_of({1: b"<</Type/Catalog/AcroForm<</Fields[" + b"2 0 R " * 15_001 + b"]>>>>"}),
        pdf_of({1: b"<</Type/Catalog/AcroForm<</Fields[" + b"2 0 R " * 30_000 + b"]>>>>"}),
    ],
    ids=["size", "streams", "bombs", "broken bombs", "one bomb", "entries", "parts", "long list"],
)
def test_a_file_larger_than_a_worksheet_is_refused(data: bytes) -> None:
    assert refused(data, BLANK) == "PDF107"


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 100_000,
        b"<</A" * 100_000,
        b"(" * 100_000,
        b"<</T(a)/Kids[2 0 R 1 0 R]/Parent 2 0 R/Annots[2 0 R]/Subtype/Widget/V 2 0 R>>",
        b"2 0 R",
        b"<</T 2 0 R/V<</V 2 0 R>>>>",
    ],
)
def test_files_that_go_in_circles_or_down_without_end_come_to_an_end(content: bytes) -> None:
    root = b"<</Type/Catalog/AcroForm<</Fields[2 0 R]>>/Pages 2 0 R/Lang 2 0 R/Metadata 2 0 R>>"
    assert refused(pdf_of({1: root, 2: content}), BLANK) in ("PDF106", "PDF109", "PDF110")


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32), changes=st.integers(1, 40))
def test_nothing_but_a_read_error_escapes_from_changed_bytes(seed: int, changes: int) -> None:
    chance = random.Random(seed)
    data = bytearray(MUTATED)
    for _ in range(changes):
        place = chance.randrange(len(data))
        match chance.randrange(3):
            case 0:
                data[place] = chance.randrange(256)
            case 1:
                del data[place : place + chance.randrange(1, 40)]
            case _:
                data[place:place] = chance.choice(TOKENS)
    try:
        proposed = read(bytes(data), MODEL).model
    except ReadError:
        proposed = MODEL
    assert tm.dumps(proposed, format="json")


# Unpacked, so that changes reach the parser and not only what unpacks.
MUTATED = edited(
    sheet_of(MODEL),
    compress_streams=False,
    deterministic_id=True,
    stream_decode_level=pikepdf.StreamDecodeLevel.all,
)
TOKENS = (b"<<", b">>", b"[", b"(", b"/", b" 1 0 R ", b"/Kids", b"/V", b"-9", b"obj", b"\xfe\xff")


@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=300))
def test_nothing_but_a_read_error_escapes_from_any_bytes(data: bytes) -> None:
    assert refused(b"%PDF-" + data) in ("PDF104", "PDF106", "PDF107", "PDF109")


# The importer -----------------------------------------------------------------------------------


def test_no_word_of_a_damaged_file_goes_to_standard_error(
    capfd: pytest.CaptureFixture[str],
) -> None:
    refused(b"%PDF-1.7\nstartxref\n12\n%%EOF")
    assert capfd.readouterr() == ("", "")


def test_every_way_to_refuse_a_file_changes_nothing_and_says_what_to_do() -> None:
    entries = catalogue("toimintamalli_pdf")
    refusals = [code for code in entries if "PDF101" <= code <= "PDF114"]
    assert len(refusals) == 14
    assert all(str(entries[code].severity) == "error" for code in refusals)


def test_the_words_of_the_format_are_told_in_three_languages() -> None:
    assert importer.title.get(Language.SWEDISH) == "Ifyllda arbetsblad (PDF)"
    assert (importer.name, importer.suffixes, importer.api_version) == ("pdf", (".pdf",), 1)
