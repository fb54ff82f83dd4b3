from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from toimintamalli_pdf._grid import (
    ChoiceOption,
    DocumentInfo,
    GridAnswers,
    GridColumn,
    GridEntry,
    GridRow,
    GridWords,
    GridWorksheet,
    RenderedGrid,
    render_grid,
)
from toimintamalli_pdf.tagging import writable_text

Render = Callable[..., RenderedGrid]
Findings = Callable[[bytes], list[str]]
ReadingOrder = Callable[[bytes], list[tuple[str, str]]]

CELL = ("muutos", "johto")
LONG = "Pitkä esitäytetty vastaus, joka ei saa katketa hiljaa. "
LETTERS = (
    "Åbo, Ääkköset, õ, š, ž; davvisámegiella: č đ ŋ š ŧ ž Á; anarâškielâ: â; "
    "nuõrttsääʹmǩiõll: ǥ ǧ ǩ ʒ ǯ ʹ"
)


def field_values(data: bytes) -> dict[str, str]:
    fields = PdfReader(BytesIO(data)).get_fields() or {}
    return {name: str(form_field.get("/V", "")) for name, form_field in fields.items()}


def filled_cell(data: bytes) -> str:
    return field_values(data)["tp4_muutos_johto"].replace("\r", "\n")


# Conformance ----------------------------------------------------------------------------------


def test_an_empty_worksheet_is_accessible(render: Render, findings: Findings) -> None:
    empty = render()
    assert findings(empty.data) == []
    assert (empty.pages, empty.missing_glyphs, empty.continued) == (1, (), ())


def test_a_filled_worksheet_is_accessible(render: Render, findings: Findings) -> None:
    filled = render({CELL: LETTERS}, status="kasitelty", checked=True, context=("Malli: Apu",))
    assert findings(filled.data) == []


def test_a_worksheet_over_many_pages_is_accessible(render: Render, findings: Findings) -> None:
    texts = {(row, "yksikko"): LONG * 12 for row in ("paamaara", "muutos", "motivaatio", "epailys")}
    many = render(texts)
    assert many.pages > 2
    assert many.continued == ()
    assert findings(many.data) == []


def test_an_overflowing_worksheet_is_accessible(render: Render, findings: Findings) -> None:
    overflowing = render({CELL: LONG * 200, ("epailys", "johto"): LONG * 300})
    assert findings(overflowing.data) == []


def test_a_grid_without_status_checkbox_and_question_is_accessible(
    words: GridWords, info: DocumentInfo, findings: Findings
) -> None:
    plain = GridWorksheet(
        worksheet_id="pieni",
        version="2",
        title="Pieni",
        corner_label="Rivi",
        columns=(GridColumn(id="a", label="Sarake"),),
        rows=(GridRow(id="r", name="Nimi"),),
    )
    small = render_grid(plain, GridAnswers(), words, info)
    assert findings(small.data) == []
    with pikepdf.open(BytesIO(small.data)) as pdf:
        assert [str(f.TU) for f in pdf.Root.AcroForm.Fields] == ["Nimi, Sarake"]


def test_the_rows_of_a_short_worksheet_fill_the_page(render: Render) -> None:
    reader = PdfReader(BytesIO(render().data))
    page = reader.pages[0]
    lowest = min(float(widget.get_object()["/Rect"][1]) for widget in page["/Annots"])
    assert len(reader.pages) == 1
    assert 46 < lowest < 70


# What is read and in which order --------------------------------------------------------------


def test_the_worksheet_is_read_from_title_to_closing(
    render: Render, reading_order: ReadingOrder, worksheet: GridWorksheet
) -> None:
    read = reading_order(render(context=("Toimintamalli: Varhainen tuki",)).data)
    assert read[:7] == [
        ("H1", worksheet.title),
        ("P", "Toimintamalli: Varhainen tuki"),
        ("P", worksheet.instructions[0]),
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
    grid = render(context=(paragraph,))
    assert grid.pages > 2
    assert ("P", paragraph) in reading_order(grid.data)


def test_paragraphs_of_one_text_are_elements_of_their_own(
    render: Render, reading_order: ReadingOrder
) -> None:
    read = reading_order(render(context=("Ensin.\n\nSitten.",)).data)
    assert read[1:3] == [("P", "Ensin."), ("P", "Sitten.")]


def test_repeated_headers_are_read_once(render: Render, reading_order: ReadingOrder) -> None:
    texts = {(row, "yksikko"): LONG * 12 for row in ("paamaara", "muutos", "motivaatio")}
    read = reading_order(render(texts).data)
    assert read.count(("TH", "Johto")) == 1


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


def test_the_document_names_its_worksheet_and_version(render: Render) -> None:
    metadata = PdfReader(BytesIO(render().data)).metadata
    assert metadata is not None
    assert metadata["/WorksheetId"] == "tp4"
    assert metadata["/WorksheetVersion"] == "1.0"


def test_lines_and_text_stand_out_from_the_paper(render: Render) -> None:
    def contrast(grey: float, paper: float = 1.0) -> float:
        def luminance(level: float) -> float:
            return ((level + 0.055) / 1.055) ** 2.4

        return (luminance(paper) + 0.05) / (luminance(grey) + 0.05)

    with pikepdf.open(BytesIO(render().data)) as pdf:
        drawn = [
            (str(operator), float(operands[0]))
            for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
            if str(operator) in {"g", "G"}
        ]
    assert all(contrast(level) >= 3 for operator, level in drawn if operator == "G")
    assert all(contrast(0, paper) >= 4.5 for operator, paper in drawn if operator == "g")
    assert {operator for operator, _ in drawn} == {"g", "G"}


# Long answers ---------------------------------------------------------------------------------


def test_a_long_answer_goes_on_and_nothing_is_lost(
    render: Render, reading_order: ReadingOrder
) -> None:
    answer = " ".join(f"sana{number}" for number in range(2000))
    grid = render({CELL: answer})
    read = reading_order(grid.data)
    heading = read.index(("H3", "MUUTOS, Johto"))
    rest = read[heading + 1][1]
    shown = PdfReader(BytesIO(grid.data)).pages[1].annotations
    assert grid.continued == (CELL,)
    assert read[heading - 1] == ("H2", "Jatkosivu: kenttiin mahtumattomat vastaukset")
    assert answer.endswith(rest)
    assert shown is not None
    assert f"{shown_words(grid.data, 'tp4_muutos_johto')} {rest}" == answer
    assert filled_cell(grid.data) == answer


def shown_words(data: bytes, field_name: str) -> str:
    """Text of a field as drawn, without the marker that it goes on."""
    with pikepdf.open(BytesIO(data)) as pdf:
        form_field = next(f for f in pdf.Root.AcroForm.Fields if str(f.T) == field_name)
        with pikepdf.new() as alone:
            alone.add_blank_page()
            drawn = alone.copy_foreign(form_field.AP.N)
            alone.pages[0].Resources = drawn.Resources
            alone.pages[0].Contents = drawn
            target = BytesIO()
            alone.save(target)
    words = PdfReader(target).pages[0].extract_text().split()
    return " ".join(words).removesuffix(" (jatkuu jatkosivulla)")


def test_blank_lines_at_the_end_of_an_answer_do_not_continue(render: Render) -> None:
    grid = render({CELL: "Lyhyt" + "\n" * 500})
    assert (grid.pages, grid.continued) == (1, ())
    assert filled_cell(grid.data) == "Lyhyt" + "\n" * 500


def test_rows_grow_with_their_answers(render: Render) -> None:
    def height(grid: RenderedGrid) -> float:
        with pikepdf.open(BytesIO(grid.data)) as pdf:
            form_field = next(f for f in pdf.Root.AcroForm.Fields if str(f.T) == "tp4_muutos_johto")
            _, bottom, _, top = map(float, form_field.Rect)
            return top - bottom

    assert height(render({CELL: LONG * 5})) > height(render()) > 40


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
    grid = render({CELL: text})
    assert filled_cell(grid.data) == text
    assert findings(grid.data) == []


def test_status_and_checkbox_come_back(render: Render) -> None:
    empty, filled = render(), render(status="kasitelty", checked=True)
    assert field_values(filled.data)["tp4_tila"] == "kasitelty"
    assert field_values(filled.data)["tp4_liitetty"] == "/Yes"
    assert field_values(empty.data)["tp4_tila"] == ""
    assert field_values(empty.data)["tp4_liitetty"] == "/Off"


def test_an_empty_worksheet_can_be_filled_in(render: Render, findings: Findings) -> None:
    writer = PdfWriter(clone_from=BytesIO(render().data))
    answer = "Täytetty jälkikäteen: čđŋšŧž ǩ ʒ"
    answers = {"tp4_muutos_johto": answer, "tp4_tila": "luonnos", "tp4_liitetty": "/Yes"}
    writer.update_page_form_field_values(writer.pages[0], answers, auto_regenerate=False)
    target = BytesIO()
    writer.write(target)
    values = field_values(target.getvalue())
    assert {name: values[name] for name in answers} == answers
    assert findings(target.getvalue()) == []


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
    grid = render({CELL: "Koe 🧪 ja 漢 ja 🧪"})
    assert grid.missing_glyphs == ("U+6F22", "U+1F9EA")
    assert shown_words(grid.data, "tp4_muutos_johto") == "Koe [U+1F9EA] ja [U+6F22] ja [U+1F9EA]"
    assert findings(grid.data) == []


def test_control_characters_and_lone_surrogates_are_replaced_and_reported(
    render: Render, findings: Findings
) -> None:
    grid = render({CELL: "a\x00b\x1bc\ud800d\udfffe\x7ff"}, context=("Kello \x07",))
    assert filled_cell(grid.data) == "a�b�c�d�e�f"
    assert grid.missing_glyphs == ("U+0000", "U+0007", "U+001B", "U+007F", "U+D800", "U+DFFF")
    assert findings(grid.data) == []


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(alphabet=st.characters(codec=None), max_size=300))
def test_any_answer_makes_an_accessible_document(
    render: Render, findings: Findings, text: str
) -> None:
    grid = render({CELL: text})
    assert filled_cell(grid.data) == writable_text(text)
    assert findings(grid.data) == []


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
    grid = render({CELL: text})
    assert filled_cell(grid.data) == text
    assert findings(grid.data) == []


def test_a_hundred_thousand_characters_are_kept(render: Render, findings: Findings) -> None:
    answer = (LONG * 2000)[:100_000].strip()
    grid = render({CELL: answer})
    assert filled_cell(grid.data) == answer
    assert grid.continued == (CELL,)
    assert findings(grid.data) == []


def test_hostile_worksheet_texts_make_an_accessible_document(
    worksheet: GridWorksheet, words: GridWords, info: DocumentInfo, findings: Findings
) -> None:
    assert worksheet.status is not None
    hostile = evolve(
        worksheet,
        title="Otsikko \x00 🧪 {x} " * 40,
        version="\ud800\n1",
        instructions=("", "\n", "\u200b", "x" * 5000),
        corner_label="Kulma\nrivi",
        rows=(GridRow(id="r", name="Nimi\r\n\x01", question="\ud800?\n\n!"),),
        status=evolve(
            worksheet.status,
            label="Tila\n\nrivi",
            options=(ChoiceOption(value="x\x01", label="🧪\n"),),
        ),
    )
    answers = GridAnswers(status="x\x01")
    grid = render_grid(hostile, answers, words, info)
    assert findings(grid.data) == []


# Refused --------------------------------------------------------------------------------------


def test_an_answer_outside_the_grid_is_refused(render: Render) -> None:
    with pytest.raises(ValueError, match=r"tp4 has no cell \(olematon, johto\)"):
        render({("olematon", "johto"): "x"})


def test_an_unknown_status_is_refused(render: Render) -> None:
    with pytest.raises(ValueError, match="tp4 has no status 'olematon'"):
        render(status="olematon")


@pytest.mark.parametrize("answers", [GridAnswers(status="luonnos"), GridAnswers(checked=True)])
def test_answers_without_their_field_are_refused(
    worksheet: GridWorksheet, words: GridWords, info: DocumentInfo, answers: GridAnswers
) -> None:
    plain = evolve(worksheet, status=None, checkbox=None)
    with pytest.raises(ValueError, match="tp4 has no"):
        render_grid(plain, answers, words, info)


def test_more_columns_than_fit_are_refused(
    worksheet: GridWorksheet, words: GridWords, info: DocumentInfo
) -> None:
    columns = tuple(GridColumn(id=f"c{number}", label=f"C{number}") for number in range(8))
    with pytest.raises(ValueError, match="8 columns do not fit"):
        render_grid(evolve(worksheet, columns=columns), GridAnswers(), words, info)


def test_a_row_header_taller_than_a_page_is_refused(
    worksheet: GridWorksheet, words: GridWords, info: DocumentInfo
) -> None:
    rows = (GridRow(id="r", name="Rivi", question="kysymys " * 300),)
    with pytest.raises(ValueError, match="the row 'r' do not fit"):
        render_grid(evolve(worksheet, rows=rows), GridAnswers(), words, info)


def test_column_headers_that_crowd_out_the_answers_are_refused(
    worksheet: GridWorksheet, words: GridWords, info: DocumentInfo
) -> None:
    columns = (GridColumn(id="c", label="sarake " * 300),)
    with pytest.raises(ValueError, match="column headers"):
        render_grid(evolve(worksheet, columns=columns), GridAnswers(), words, info)


def test_entries_stand_above_the_grid_in_as_many_lines_as_they_take(
    worksheet: GridWorksheet, words: GridWords, info: DocumentInfo, findings: Findings
) -> None:
    entries = tuple(
        GridEntry(id=f"e{number}", label=f"Kenttä {number}:", tooltip=f"Kenttä {number}", width=300)
        for number in range(5)
    )
    answers = GridAnswers(entries=(("e1", "Äiti 🧪 " * 40), ("e4", "Viides")))
    grid = render_grid(evolve(worksheet, entries=entries), answers, words, info)
    assert findings(grid.data) == []
    assert grid.missing_glyphs == ("U+1F9EA",)
    assert field_values(grid.data)["tp4_e4"] == "Viides"
    with pikepdf.open(BytesIO(grid.data)) as pdf:
        tops = [float(one.Rect[3]) for one in pdf.Root.AcroForm.Fields[:6]]
    assert tops[0] == tops[1] > tops[2] == tops[3] > tops[4] > tops[5]
