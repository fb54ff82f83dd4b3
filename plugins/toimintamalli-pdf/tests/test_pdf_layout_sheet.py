"""A whole worksheet of the layout: what is asked, what is answered, whatever people write."""

import runpy
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from toimintamalli_pdf.layout import DrawnDocument
from toimintamalli_pdf.tagging import writable_text

Render = Callable[..., DrawnDocument]
Findings = Callable[[bytes], list[str]]
ReadingOrder = Callable[[bytes], list[tuple[str, str]]]

LAYOUTS, FILES = (
    runpy.run_path(str(Path(__file__).with_name(name))) for name in ("layouts.py", "files.py")
)
TITLE, INSTRUCTION, LONG = map(LAYOUTS.__getitem__, ("TITLE", "INSTRUCTION", "LONG_ANSWER"))
field_values, filled = FILES["field_values"], FILES["filled"]

CELL = ("muutos", "johto")
FIELD = "tp4_muutos_johto"
LETTERS = (
    "Åbo, Ääkköset, õ, š, ž; davvisámegiella: č đ ŋ š ŧ ž Á; anarâškielâ: â; "
    "nuõrttsääʹmǩiõll: ǥ ǧ ǩ ʒ ǯ ʹ"
)


def filled_cell(data: bytes) -> str:
    return field_values(data)[FIELD]


def shown_words(data: bytes) -> str:
    """Text of the field as drawn, without the marker that it goes on."""
    drawn = LAYOUTS["fields_by_name"](data)[FIELD]["drawn"]
    return drawn.removesuffix(" (jatkuu jatkosivulla)")


# Conformance ----------------------------------------------------------------------------------


def test_an_empty_worksheet_is_accessible(render: Render, findings: Findings) -> None:
    empty = render()
    assert findings(empty.data) == []
    assert (empty.pages, empty.missing_glyphs, empty.continued) == ((1,), (), ())


def test_a_filled_worksheet_is_accessible(render: Render, findings: Findings) -> None:
    full = render({CELL: LETTERS}, status="kasitelty", checked=True, context=("Malli: Apu",))
    assert findings(full.data) == []


def test_a_worksheet_over_many_pages_is_accessible(render: Render, findings: Findings) -> None:
    texts = {(row, "yksikko"): LONG * 12 for row in ("paamaara", "muutos", "motivaatio", "epailys")}
    many = render(texts)
    assert many.pages[0] > 2
    assert many.continued == ()
    assert findings(many.data) == []


def test_an_overflowing_worksheet_is_accessible(render: Render, findings: Findings) -> None:
    overflowing = render({CELL: LONG * 200, ("epailys", "johto"): LONG * 300})
    assert findings(overflowing.data) == []


def test_the_rows_of_a_short_worksheet_fill_the_page(render: Render) -> None:
    reader = PdfReader(BytesIO(render().data))
    page = reader.pages[0]
    lowest = min(float(widget.get_object()["/Rect"][1]) for widget in page["/Annots"])
    assert len(reader.pages) == 1
    assert 46 < lowest < 70


# What is read and in which order --------------------------------------------------------------


def test_the_worksheet_is_read_from_title_to_closing(
    render: Render, reading_order: ReadingOrder
) -> None:
    read = reading_order(render(context=("Toimintamalli: Varhainen tuki",)).data)
    assert read[:7] == [
        ("H1", TITLE),
        ("P", "Toimintamalli: Varhainen tuki"),
        ("P", INSTRUCTION),
        ("TH", "Teema ja kysymys"),
        ("TH", "Asiantuntija"),
        ("TH", "Yksikkö/Lähitiimi"),
        ("TH", "Johto"),
    ]
    assert read[7:9] == [("P", "PÄÄMÄÄRÄ"), ("P", "Mitä päämäärää käytänne palvelee?")]
    assert read[-3:] == [("H2", "Käsittely"), ("P", "Tila"), ("P", "Liitetty Innokylä-kuvaukseen")]


def test_words_stay_apart_at_line_ends(render: Render, reading_order: ReadingOrder) -> None:
    paragraph = " ".join(f"sana{number}" for number in range(400))
    assert ("P", paragraph) in reading_order(render(context=(paragraph,)).data)


def test_a_paragraph_over_a_page_end_is_one_element(
    render: Render, reading_order: ReadingOrder
) -> None:
    paragraph = " ".join(f"sana{number}" for number in range(3000))
    drawn = render(context=(paragraph,))
    assert drawn.pages[0] > 2
    assert ("P", paragraph) in reading_order(drawn.data)


def test_paragraphs_of_one_text_are_elements_of_their_own(
    render: Render, reading_order: ReadingOrder
) -> None:
    read = reading_order(render(context=("Ensin.\n\nSitten.",)).data)
    assert read[1:3] == [("P", "Ensin."), ("P", "Sitten.")]


def test_tooltips_say_column_row_and_question(render: Render) -> None:
    with pikepdf.open(BytesIO(render().data)) as pdf:
        tooltips = {str(f.T): str(f.TU) for f in pdf.Root.AcroForm.Fields}
    assert tooltips["tp4_muutos_johto"] == "Johto, MUUTOS: Mikä muuttuu käytänteen myötä?"
    assert tooltips["tp4_tila"] == "Työpohjan tila"
    assert tooltips["tp4_liitetty"] == "Työpohja on liitetty Innokylä-kuvaukseen"


def test_every_page_shows_worksheet_version_and_page_number(render: Render) -> None:
    reader = PdfReader(BytesIO(render({CELL: LONG * 200}).data))
    for number, page in enumerate(reader.pages, start=1):
        text = page.extract_text()
        assert "Työpohja tp4, versio 1.0" in text
        assert f"Sivu {number} / {len(reader.pages)}" in text


# Long answers ---------------------------------------------------------------------------------


def test_a_long_answer_goes_on_and_nothing_is_lost(
    render: Render, reading_order: ReadingOrder
) -> None:
    answer = " ".join(f"sana{number}" for number in range(2000))
    drawn = render({CELL: answer})
    read = reading_order(drawn.data)
    heading = read.index(("H3", "Johto, MUUTOS: Mikä muuttuu käytänteen myötä?"))
    rest = read[heading + 1][1]
    assert drawn.continued == (FIELD,)
    assert read[heading - 1] == ("H2", "Jatkosivu: kenttiin mahtumattomat vastaukset")
    assert answer.endswith(rest)
    assert f"{shown_words(drawn.data)} {rest}" == answer
    assert filled_cell(drawn.data) == answer


# Values of the fields -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        LETTERS,
        "1. rivi\n2. rivi\n\n4. rivi",
        "Emoji 😀 ja 🧪, kiina 漢, arabia سلام, heprea שלום",
        "y" * 5000,
        "(suluissa) \\ kenoviiva % <b> {x} [y] /Nimi",
        "þÿ alkaa kahdella kirjaimella",
        "  sisennys\tja sarkain  ",
        "a\u0308 hajotettuna",
    ],
)
def test_answers_come_back_unchanged(render: Render, findings: Findings, text: str) -> None:
    drawn = render({CELL: text})
    assert filled_cell(drawn.data) == text
    assert findings(drawn.data) == []


def test_status_and_checkbox_come_back(render: Render) -> None:
    empty, full = render(), render(status="kasitelty", checked=True)
    assert field_values(full.data)["tp4_tila"] == "kasitelty"
    assert field_values(full.data)["tp4_liitetty"] == "/Yes"
    assert field_values(empty.data)["tp4_tila"] == ""
    assert field_values(empty.data)["tp4_liitetty"] == "/Off"


def test_an_empty_worksheet_can_be_filled_in(render: Render, findings: Findings) -> None:
    answer = "Täytetty jälkikäteen: čđŋšŧž ǩ ʒ"
    answers = {FIELD: answer, "tp4_tila": "luonnos", "tp4_liitetty": "/Yes"}
    data = filled(render().data, answers)
    values = field_values(data)
    assert {name: values[name] for name in answers} == answers
    assert findings(data) == []


def test_field_names_are_stable(render: Render) -> None:
    names = list(field_values(render().data))
    assert names[:3] == [
        "tp4_paamaara_asiantuntija",
        "tp4_paamaara_yksikko",
        "tp4_paamaara_johto",
    ]
    assert names[-2:] == ["tp4_tila", "tp4_liitetty"]
    assert len(names) == 17


# Hostile text ---------------------------------------------------------------------------------


def test_characters_without_glyph_are_shown_by_number_and_reported(
    render: Render, findings: Findings
) -> None:
    drawn = render({CELL: "Koe 🧪 ja 漢 ja 🧪"})
    assert drawn.missing_glyphs == ("U+6F22", "U+1F9EA")
    assert shown_words(drawn.data) == "Koe [U+1F9EA] ja [U+6F22] ja [U+1F9EA]"
    assert findings(drawn.data) == []


def test_control_characters_and_lone_surrogates_are_replaced_and_reported(
    render: Render, findings: Findings
) -> None:
    drawn = render({CELL: "a\x00b\x1bc\ud800d\udfffe\x7ff"}, context=("Kello \x07",))
    assert filled_cell(drawn.data) == "a�b�c�d�e�f"
    assert drawn.missing_glyphs == ("U+0000", "U+0007", "U+001B", "U+007F", "U+D800", "U+DFFF")
    assert findings(drawn.data) == []


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(alphabet=st.characters(codec=None), max_size=300))
def test_any_answer_makes_an_accessible_document(
    render: Render, findings: Findings, text: str
) -> None:
    drawn = render({CELL: text})
    assert filled_cell(drawn.data) == writable_text(text)
    assert findings(drawn.data) == []


@pytest.mark.parametrize(
    "text",
    [
        "\u202eoikealta vasemmalle\u202c שלום سلام",
        "x" * 20_000,
        "🧪" * 5_000,
        " " * 5_000 + "x",
        "\n" * 5_000 + "loppu",
        "e" + "\u0301" * 500,
        "\u200b\ufeff\u00ad",
        "\uf0b7 luettelomerkki",
        "EMC Q ET >> endstream endobj",
    ],
)
def test_hostile_answers_make_an_accessible_document(
    render: Render, findings: Findings, text: str
) -> None:
    drawn = render({CELL: text})
    assert filled_cell(drawn.data) == text
    assert findings(drawn.data) == []


def test_a_hundred_thousand_characters_are_kept(render: Render, findings: Findings) -> None:
    answer = (LONG * 2000)[:100_000].strip()
    drawn = render({CELL: answer})
    assert filled_cell(drawn.data) == answer
    assert drawn.continued == (FIELD,)
    assert findings(drawn.data) == []
