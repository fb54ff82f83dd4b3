"""From a practice model to a worksheet: what is on it, what is told of it, what never is."""

import datetime
import pickle
import re
import runpy
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from attrs import evolve
from pypdf import PdfReader

import toimintamalli as tm
from toimintamalli.diagnostics import catalogue
from toimintamalli.documents import state_of
from toimintamalli.errors import OptionError, SubjectError
from toimintamalli.model import (
    BasicData,
    Contributor,
    PlacementWorksheet,
    Portfolio,
    PracticeModel,
    ProgrammeData,
)
from toimintamalli.plugins import describe_options
from toimintamalli.text import Language
from toimintamalli.vocabulary import worksheet
from toimintamalli.worksheets import get_worksheet, title_of, worksheet_ids
from toimintamalli_pdf import PdfOptions, exporter
from toimintamalli_pdf.tagging import writable_text

Findings = Callable[[bytes], list[str]]
ReadingOrder = Callable[[bytes], list[tuple[str, str]]]

SHEETS, FILES = (
    runpy.run_path(str(Path(__file__).with_name(name))) for name in ("sheets.py", "files.py")
)
cell = SHEETS["cell"]
LONG = "Vastaanottoajat jaetaan uudelleen, ja jonoa seurataan joka viikko. "


TEAMS = PlacementWorksheet(
    id="tiimit",
    source="Lähitiimien työpaja",
    date=datetime.date(2025, 3, 4),
    cells=(
        cell("purpose", "team", "Tiimi näkee jonon yhdestä paikasta."),
        cell("change", "team", "Hoitaja ottaa digiyhteydenotot vastaan.\nSoittolista jää pois."),
        cell("doubt", "specialist", "Riittääkö aika kahteen kanavaan?"),
    ),
)
MANAGERS = PlacementWorksheet(
    id="johto",
    source="Johtoryhmä",
    cells=(
        cell("purpose", "team", "Sama näkymä kaikissa yksiköissä."),
        cell("doubt", "management", "Saadaanko kustannukset näkyviin?"),
    ),
)
MODEL = PracticeModel(
    basics=BasicData(
        title="Digitaalinen ensiarvio aikuisten mielenterveyspalveluissa",
        created=datetime.date(2025, 1, 7),
        modified=datetime.date(2025, 4, 2),
        contributors=(Contributor(name="Aino Esimerkki", organisation="Mallilan terveysasema"),),
    ),
    programme=ProgrammeData(counties=("pohjois-savo",)),
    placement_worksheets=(TEAMS,),
)
JOINED = evolve(MODEL, placement_worksheets=(TEAMS, MANAGERS))
OVERFLOWING = evolve(
    MODEL,
    placement_worksheets=(
        evolve(TEAMS, cells=(cell("change", "management", (LONG * 80).strip()),)),
    ),
)


def pdf_of(model: PracticeModel, worksheet: str = "tyopohja-4", **options: Any) -> bytes:
    return SHEETS["file_of"](worksheet, model, **options)


def field_values(data: bytes) -> dict[str, str]:
    """Filled fields, by name."""
    return {name: value for name, value in FILES["field_values"](data).items() if value}


def every_object(data: bytes) -> bytes:
    """The file with its streams decompressed."""
    return FILES["edited"](
        data,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.all,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )


# Conformance ----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    "model",
    [PracticeModel(), MODEL, JOINED, OVERFLOWING],
    ids=["empty", "filled", "joined", "overflowing"],
)
def test_the_worksheet_is_accessible(
    findings: Findings, model: PracticeModel, language: Language
) -> None:
    assert findings(pdf_of(model, language=language)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ohjausmerkkejä \x00\x07\x1b ja pari\ud800ton",
        "שלום سلام \u202eoikealta",
        "漢字 🧪 👩‍⚕️ " * 40,
        "{row} %s \\n (sulku ) \\ <b>",
        "a" * 3000,
        "e\u0301" * 40 + "\u0301" * 60,
    ],
)
def test_hostile_texts_make_an_accessible_document(findings: Findings, text: str) -> None:
    hostile = PracticeModel(
        basics=BasicData(title=text),
        programme=ProgrammeData(counties=(text,)),
        placement_worksheets=(
            PlacementWorksheet(id=text, source=text, cells=(cell("doubt", "team", text),)),
            PlacementWorksheet(id=text, cells=(cell(text, text, text),)),
        ),
    )
    rendered = exporter.render(hostile, PdfOptions())
    assert findings(rendered.data) == []
    assert writable_text(text) in field_values(rendered.data)["tp4_doubt_team"]
    assert rendered.diagnostics.text("sv")


# What is read ---------------------------------------------------------------------------------


def test_the_sheet_is_read_from_the_model_to_the_last_question(reading_order: ReadingOrder) -> None:
    assert reading_order(pdf_of(MODEL)) == [
        ("H1", "Työpohja 4: Uuden käytänteen sijoittaminen organisaation eri tasoille"),
        ("P", "Toimintamalli: Digitaalinen ensiarvio aikuisten mielenterveyspalveluissa"),
        ("P", "Alue: Pohjois-Savon hyvinvointialue"),
        ("P", "Täyttänyt: Lähitiimien työpaja, 4.3.2025"),
        (
            "P",
            "Miettikää juurrutettavaa toimintamallia kolmelta tasolta: mitä se tarkoittaa "
            "asiantuntijalle, mitä lähitiimille ja mitä johdolle? Kirjoittakaa vastaukset "
            "kenttiin. Kenttä vierii ruudulla, jos teksti ei mahdu; tulosteessa näkyy vain se, "
            "mikä mahtuu kenttään.",
        ),
        ("P", "Ryhmä:"),
        ("P", "Päivä:"),
        ("TH", "Teema ja kysymys"),
        ("TH", "Asiantuntija"),
        ("TH", "Yksikkö/Lähitiimi"),
        ("TH", "Johto"),
        ("P", "PÄÄMÄÄRÄ"),
        ("P", "Mitä päämäärää käytänne palvelee?"),
        ("P", "MUUTOS"),
        ("P", "Jos uusi käytänne otetaan käyttöön, mikä muuttuu?"),
        ("P", "MOTIVAATIO"),
        ("P", "Mikä motivoi tekemään päätöksen käyttöönotosta?"),
        ("P", "EPÄILYS"),
        ("P", "Mikä käyttöönotossa epäilyttää?"),
        ("P", "EPÄILYN HÄLVENNYS"),
        ("P", "Miten epäilyksiä voidaan hälventää?"),
        ("P", "Lähde: THL: Juurruttamisen tuki, osa 1, 10.2.2025; Katri Halosen työpohjat."),
    ]


@pytest.mark.parametrize(
    ("language", "context"),
    [
        (
            "sv",
            [
                "Verksamhetsmodell: Digitaalinen ensiarvio aikuisten mielenterveyspalveluissa",
                "Område: Norra Savolax välfärdsområde",
                "I fälten har samlats arbetsblad ifyllda av: "
                "Lähitiimien työpaja, 4.3.2025; Johtoryhmä",
            ],
        ),
        (
            "en",
            [
                "Practice model: Digitaalinen ensiarvio aikuisten mielenterveyspalveluissa",
                "Area: wellbeing services county of North Savo",
                "The fields join the worksheets filled in by: "
                "Lähitiimien työpaja, 4 March 2025; Johtoryhmä",
            ],
        ),
    ],
)
def test_words_around_the_answers_are_in_the_language_asked_for(
    reading_order: ReadingOrder, language: str, context: list[str]
) -> None:
    read = reading_order(pdf_of(JOINED, language=Language(language)))
    definition = worksheet("tyopohja-4")
    assert read[0] == ("H1", definition.title.get(Language(language)))
    assert [text for _, text in read[1:4]] == context


def test_a_model_without_anything_gives_an_empty_sheet_of_one_page(
    reading_order: ReadingOrder,
) -> None:
    rendered = exporter.render(PracticeModel(), PdfOptions())
    assert len(PdfReader(BytesIO(rendered.data)).pages) == 1
    assert field_values(rendered.data) == {}
    assert len(rendered.diagnostics) == 0
    assert reading_order(rendered.data)[1][1].startswith("Miettikää")


def test_a_county_that_is_not_on_the_list_stands_for_itself(reading_order: ReadingOrder) -> None:
    model = PracticeModel(programme=ProgrammeData(counties=("ahvenanmaa", "hus")))
    assert ("P", "Alue: ahvenanmaa, HUS-yhtymä") in reading_order(pdf_of(model))


def test_the_rest_of_an_answer_says_its_language(reading_order: ReadingOrder) -> None:
    data = pdf_of(OVERFLOWING, language=Language.SWEDISH)
    assert ("H3", "FÖRÄNDRING, Ledning") in reading_order(data)
    with pikepdf.open(BytesIO(data)) as pdf:
        document = pdf.Root.StructTreeRoot.K[0]
        spoken = [str(element.get("/Lang", pdf.Root.Lang)) for element in document.K]
    assert (spoken[0], spoken[-1]) == ("sv-FI", "fi-FI")


def test_every_page_tells_worksheet_version_and_page() -> None:
    pages = PdfReader(BytesIO(pdf_of(OVERFLOWING))).pages
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert "Lomake tyopohja-4, versio 1" in page.extract_text()
        assert f"Sivu {number} / {len(pages)}" in page.extract_text()


# Fields ---------------------------------------------------------------------------------------


def test_every_cell_is_a_field_with_a_stable_name() -> None:
    names = set(PdfReader(BytesIO(pdf_of(MODEL))).get_fields() or {})
    rows = ("purpose", "change", "motivation", "doubt", "easing")
    columns = ("specialist", "team", "management")
    cells = {f"tp4_{row}_{column}" for row in rows for column in columns}
    assert names == {"tp4_source", "tp4_date", *cells}


def test_every_field_says_what_it_asks() -> None:
    with pikepdf.open(BytesIO(pdf_of(MODEL))) as pdf:
        said = {str(one.T): str(one.TU) for one in pdf.Root.AcroForm.Fields}
    assert said["tp4_source"].startswith("Ryhmä: Ryhmä tai työpaja, joka täytti työpohjan.")
    assert said["tp4_doubt_team"] == ("EPÄILYS, Yksikkö/Lähitiimi: Mikä käyttöönotossa epäilyttää?")


def test_answers_of_a_single_worksheet_stay_as_they_are() -> None:
    assert field_values(pdf_of(MODEL)) == {
        "tp4_source": "Lähitiimien työpaja",
        "tp4_date": "4.3.2025",
        **{f"tp4_{answer.row}_{answer.column}": answer.text for answer in TEAMS.cells},
    }


def test_answers_of_several_worksheets_stand_under_their_sources() -> None:
    assert field_values(pdf_of(JOINED)) == {
        "tp4_purpose_team": (
            "Lähitiimien työpaja, 4.3.2025:\nTiimi näkee jonon yhdestä paikasta.\n\n"
            "Johtoryhmä:\nSama näkymä kaikissa yksiköissä."
        ),
        "tp4_change_team": (
            "Lähitiimien työpaja, 4.3.2025:\n"
            "Hoitaja ottaa digiyhteydenotot vastaan.\nSoittolista jää pois."
        ),
        "tp4_doubt_specialist": (
            "Lähitiimien työpaja, 4.3.2025:\nRiittääkö aika kahteen kanavaan?"
        ),
        "tp4_doubt_management": "Johtoryhmä:\nSaadaanko kustannukset näkyviin?",
    }


def test_a_worksheet_without_a_source_is_named_by_its_identifier() -> None:
    nameless = evolve(MANAGERS, source=" ")
    values = field_values(pdf_of(evolve(MODEL, placement_worksheets=(TEAMS, nameless))))
    assert values["tp4_doubt_management"].startswith("työpohja johto:\n")


def test_two_answers_in_one_cell_are_both_kept() -> None:
    doubled = evolve(MANAGERS, cells=(cell("easing", "team", "Yksi."), cell("easing", "team", "2")))
    values = field_values(pdf_of(PracticeModel(placement_worksheets=(doubled,))))
    assert values == {"tp4_source": "Johtoryhmä", "tp4_easing_team": "Yksi.\n\n2"}


def test_a_filled_field_keeps_what_is_typed_into_it() -> None:
    typed = "Kokeillaan ensin kahdessa tiimissä.\nÄä, öö, čđŋ."
    values = field_values(FILES["filled"](pdf_of(MODEL), {"tp4_easing_team": typed}))
    assert values.pop("tp4_easing_team") == typed
    assert values == field_values(pdf_of(MODEL))


# Options --------------------------------------------------------------------------------------


def test_an_empty_sheet_holds_the_model_but_no_answers(reading_order: ReadingOrder) -> None:
    data = pdf_of(JOINED, prefill=False)
    assert field_values(data) == {}
    texts = [text for _, text in reading_order(data)]
    assert "Alue: Pohjois-Savon hyvinvointialue" in texts
    assert not any("Johtoryhmä" in text for text in texts)


def test_one_filled_worksheet_can_be_chosen() -> None:
    assert field_values(pdf_of(JOINED, filled="johto")) == {
        "tp4_source": "Johtoryhmä",
        **{f"tp4_{answer.row}_{answer.column}": answer.text for answer in MANAGERS.cells},
    }


@pytest.mark.parametrize(
    ("model", "available"), [(JOINED, "tiimit, johto"), (PracticeModel(), "–")]
)
def test_an_unknown_filled_worksheet_is_refused(model: PracticeModel, available: str) -> None:
    with pytest.raises(OptionError) as caught:
        pdf_of(model, filled="tiimi")
    assert caught.value.report.codes == ("TM909",)
    assert available in caught.value.message("fi")


def test_a_filled_worksheet_is_not_chosen_for_an_empty_sheet() -> None:
    with pytest.raises(OptionError) as caught:
        PdfOptions(prefill=False, filled="johto")
    assert caught.value.report.codes == ("PDF005",)
    assert "johto" in caught.value.message("en")


def test_options_are_described() -> None:
    described = {info.name: info for info in describe_options(PdfOptions)}
    assert list(described) == [
        *("language", "audience", "worksheet", "prefill", "filled", "instrument", "evaluation"),
        *("evaluator", "metric", "board", "as_of", "hide_below"),
    ]
    assert described["prefill"].help.get(Language.FINNISH).startswith("Täytä kentät")


def test_the_worksheet_of_before_is_the_one_that_is_made_unless_another_is_asked_for() -> None:
    assert exporter.render(MODEL, PdfOptions()).data == pdf_of(MODEL, "tyopohja-4")
    assert pdf_of(MODEL) != pdf_of(MODEL, worksheet="4v")


@pytest.mark.parametrize("worksheet_id", worksheet_ids())
@pytest.mark.parametrize("model", [PracticeModel(), JOINED], ids=["empty", "joined"])
def test_every_worksheet_is_accessible(
    findings: Findings, worksheet_id: str, model: PracticeModel
) -> None:
    assert findings(pdf_of(model, worksheet=worksheet_id)) == []


def test_several_worksheets_are_bound_together_in_the_order_asked_for(
    findings: Findings, reading_order: ReadingOrder
) -> None:
    data = pdf_of(JOINED, worksheet=" 4v, tyopohja-4,omistajuus ,4v")
    titles = [title_of(get_worksheet(one)).fi for one in ("4v", "tyopohja-4", "omistajuus")]
    headings = [text for tag, text in reading_order(data) if tag == "H1"]
    assert headings == ["Työpohjat", *titles]
    reader = PdfReader(BytesIO(data))
    tops = [str(entry.title) for entry in reader.outline if not isinstance(entry, list)]
    assert tops == titles
    assert reader.metadata is not None
    assert reader.metadata["/WorksheetId"] == "4v tyopohja-4 omistajuus"
    assert reader.metadata["/WorksheetVersion"] == "1 1 1"
    assert findings(data) == []


def test_all_worksheets_are_bound_together_when_asked_for(findings: Findings) -> None:
    data = pdf_of(JOINED, worksheet="all")
    reader = PdfReader(BytesIO(data))
    assert reader.metadata is not None
    to_fill = [one for one in worksheet_ids() if one != "johdon-tiivistelma"]
    assert reader.metadata["/WorksheetId"].split() == to_fill
    assert len(worksheet_ids()) == 12
    with pikepdf.open(BytesIO(data)) as pdf:
        assert len(pdf.pages[0].Annots) == 12
    contents = reader.pages[0].extract_text()
    assert all(title_of(get_worksheet(one)).fi[:30] in contents for one in to_fill[:3])
    assert "Johdon tiivistelmä" in contents
    assert findings(data) == []


def test_sheets_that_are_bound_keep_the_fields_that_they_have_alone() -> None:
    bound = field_values(pdf_of(JOINED, worksheet="tyopohja-4,4v"))
    alone = (field_values(pdf_of(JOINED, worksheet=one)) for one in ("4v", "tyopohja-4"))
    assert bound == {name: value for values in alone for name, value in values.items()}


@pytest.mark.parametrize("asked", ["tp4", "tyopohja-4,ei-ole", "", " , ", "all,4v"])
def test_an_unknown_worksheet_is_refused(asked: str) -> None:
    with pytest.raises(OptionError) as caught:
        pdf_of(MODEL, worksheet=asked)
    assert caught.value.report.codes == ("TM909",)
    for known in (*worksheet_ids(), "all"):
        assert known in caught.value.message("fi")


# What is told ---------------------------------------------------------------------------------


def test_an_answer_without_a_place_is_reported() -> None:
    lost = evolve(TEAMS, cells=(*TEAMS.cells, cell("mieliala", "team", "Kolme sanaa tässä")))
    rendered = exporter.render(evolve(MODEL, placement_worksheets=(MANAGERS, lost)), PdfOptions())
    (finding,) = rendered.diagnostics
    assert (finding.code, finding.path) == ("PDF003", "placement_worksheets[1].cells[3]")
    assert finding.parameters == (("row", "mieliala"), ("column", "team"), ("words", 3))
    assert "mieliala" in finding.message("fi")


def test_an_answer_that_goes_on_is_reported() -> None:
    (finding,) = exporter.render(OVERFLOWING, PdfOptions()).diagnostics
    assert finding.code == "PDF002"
    assert [name for name, _ in finding.parameters] == ["place"]
    assert finding.message("fi") == (
        "MUUTOS, Johto: vastaus ei mahdu kenttään; loppu on jatkosivulla."
    )
    assert "FÖRÄNDRING, Ledning" in finding.message("sv")
    assert field_values(pdf_of(OVERFLOWING))["tp4_change_management"] == (LONG * 80).strip()


def test_characters_without_a_glyph_are_reported() -> None:
    signs = evolve(MANAGERS, cells=(cell("doubt", "team", "Koe 🧪 ja 漢字"),))
    rendered = exporter.render(PracticeModel(placement_worksheets=(signs,)), PdfOptions())
    (finding,) = rendered.diagnostics
    assert finding.code == "PDF001"
    assert finding.parameter("count") == 3
    assert "U+1F9EA" in finding.message("en")
    assert field_values(rendered.data)["tp4_doubt_team"] == "Koe 🧪 ja 漢字"


def test_only_some_of_many_missing_characters_are_named() -> None:
    signs = evolve(
        MANAGERS, cells=(cell("doubt", "team", "".join(map(chr, range(0x4E00, 0x4E28)))),)
    )
    (finding,) = exporter.render(
        PracticeModel(placement_worksheets=(signs,)), PdfOptions()
    ).diagnostics
    assert finding.parameter("count") == 40
    assert len(finding.message("fi")) < 200


def test_text_from_right_to_left_is_reported() -> None:
    hebrew = evolve(MANAGERS, cells=(cell("doubt", "team", "שלום"),))
    (finding,) = exporter.render(
        PracticeModel(placement_worksheets=(hebrew,)), PdfOptions()
    ).diagnostics
    assert finding.code == "PDF004"
    assert [name for name, _ in finding.parameters] == ["place"]
    assert "EPÄILYS, Yksikkö/Lähitiimi" in finding.message("fi")


def test_text_from_right_to_left_beside_the_fields_is_told_as_well() -> None:
    model = PracticeModel(basics=BasicData(title="שלום etävastaanotto"))
    (finding,) = exporter.render(model, PdfOptions(prefill=False)).diagnostics
    assert finding.code == "PDF008"
    assert "שלום etävastaanotto" in finding.message("fi")
    portfolio = tm.Portfolio(title="سلام")
    assert exporter.render(portfolio, PdfOptions()).diagnostics.codes == ("PDF008",)


@pytest.mark.parametrize("language", list(Language))
def test_every_finding_has_sentences_that_name_the_same_things(language: Language) -> None:
    for entry in catalogue("toimintamalli_pdf").values():
        for text in (entry.message, entry.why, entry.hint):
            assert text.get(language).endswith(".")
            assert places(text.get(language)) == places(text.fi)


def places(template: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", template))


# What the file says of itself -----------------------------------------------------------------


def test_the_document_tells_title_subject_language_and_day() -> None:
    data = pdf_of(MODEL, language=Language.ENGLISH)
    metadata = PdfReader(BytesIO(data)).metadata
    assert metadata is not None
    assert metadata.title == (
        "Digitaalinen ensiarvio aikuisten mielenterveyspalveluissa – "
        "Worksheet 4: Placing a new practice on the levels of the organisation"
    )
    assert metadata.subject == "Worksheet to fill in"
    assert metadata["/CreationDate"] == "D:20250402"
    assert metadata["/WorksheetId"] == "tyopohja-4"
    assert metadata["/WorksheetVersion"] == "1"
    assert metadata["/ModelTitle"] == MODEL.basics.title
    assert metadata["/ModelState"] == state_of(MODEL)
    assert metadata["/Audience"] == "internal"
    assert metadata["/FilledWorksheets"] == '["tiimit"]'
    with pikepdf.open(BytesIO(data)) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"


def test_no_person_is_in_the_file() -> None:
    data = every_object(pdf_of(MODEL))
    metadata = PdfReader(BytesIO(data)).metadata
    assert metadata is not None
    assert metadata.author is None
    for name in ("Aino", "Esimerkki", "Mallilan"):
        for encoding in ("utf-8", "utf-16-be"):
            assert name.encode(encoding) not in data
            assert name.encode(encoding).hex().encode() not in data.lower()


# The exporter ---------------------------------------------------------------------------------


def test_the_library_finds_the_format_by_its_suffix(tmp_path: pytest.TempPathFactory) -> None:
    exported = tm.export(JOINED, f"{tmp_path}/tyopohja.pdf", filled="tiimit", language="sv")
    assert exported.path.read_bytes().startswith(b"%PDF-1.7")
    assert exported.diagnostics.codes == ("TM501",)


def test_the_same_model_gives_the_same_bytes() -> None:
    rendered = exporter.render(JOINED, PdfOptions())
    other = pickle.loads(pickle.dumps(JOINED))
    assert exporter.render(other, PdfOptions()) == rendered
    assert (rendered.suffix, rendered.media_type) == (".pdf", "application/pdf")


def test_models_and_portfolios_are_exported_and_nothing_else() -> None:
    assert exporter.subjects == {PracticeModel, Portfolio}
    with pytest.raises(SubjectError, match="BasicData") as caught:
        exporter.render(MODEL.basics, PdfOptions())
    assert "PracticeModel, Portfolio" in caught.value.message("en")


def test_the_format_tells_of_worksheets_and_reports() -> None:
    assert exporter.name == "pdf"
    assert exporter.title.get(Language.FINNISH) == "Täytettävät työpohjat ja raportit (PDF)"


@pytest.mark.parametrize("language", list(Language))
def test_a_portfolio_becomes_a_report_without_fields(
    findings: Findings, language: Language
) -> None:
    rendered = exporter.render(Portfolio(models=(MODEL, JOINED)), PdfOptions(language=language))
    reader = PdfReader(BytesIO(rendered.data))
    assert findings(rendered.data) == []
    assert reader.get_fields() is None
    assert len([entry for entry in reader.outline if not isinstance(entry, list)]) > 3
    assert reader.metadata is not None
    assert "/WorksheetId" not in reader.metadata


def test_reportlab_is_loaded_when_the_first_sheet_is_drawn() -> None:
    script = "import sys, toimintamalli_pdf; print('reportlab' in sys.modules)"
    finished = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], capture_output=True, check=True, text=True
    )
    assert finished.stdout.strip() == "False"
