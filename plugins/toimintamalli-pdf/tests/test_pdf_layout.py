import runpy
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from toimintamalli_pdf._bundled_fonts import bundled_fonts
from toimintamalli_pdf.layout import (
    Area,
    Bullets,
    CellText,
    Choice,
    Column,
    Document,
    Entries,
    Entry,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Section,
    Table,
    TextBox,
    Tick,
    draw_document,
)
from toimintamalli_pdf.layout._measuring import PLAIN
from toimintamalli_pdf.tagging import ChoiceOption, DocumentInfo, writable_text

HELPERS = runpy.run_path(str(Path(__file__).with_name("layouts.py")))
FILES = runpy.run_path(str(Path(__file__).with_name("files.py")))
CHOICES, WORDS, LONG = map(HELPERS.__getitem__, ("CHOICES", "WORDS", "LONG"))
document, section, draw = map(HELPERS.__getitem__, ("document", "section", "draw"))
elements_of, pages_of_texts = HELPERS["elements_of"], HELPERS["pages_of_texts"]
field_places, fields_by_name = HELPERS["field_places"], HELPERS["fields_by_name"]
field_values = FILES["field_values"]

Findings = Callable[[bytes], list[str]]
ReadingOrder = Callable[[bytes], list[tuple[str, str]]]

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200"></svg>'
EVERYTHING = (
    Heading(text="Kaikki osat", level=1),
    Paragraph(text="Ensin.\n\nSitten."),
    Paragraph(text="Vahva.", strong=True),
    Paragraph(text="På svenska.", language="sv-FI"),
    Heading(text="Luettelot"),
    Bullets(items=("Yksi", "Kaksi")),
    Bullets(items=("Alku", "Loppu"), labels=("1.", "2."), language="fi-FI"),
    Heading(text="Kentät"),
    Entries(
        entries=(
            Entry(label="Ryhmä:", box=TextBox(name="ryhma", tooltip="Ryhmä", value="Tiimi")),
            Entry(label="Tila:", box=Choice(name="tila", tooltip="Tila", options=CHOICES)),
            Entry(label="Liitetty", box=Tick(name="liitetty", tooltip="Liitetty", checked=True)),
        )
    ),
    Area(
        label="Mitä opittiin?",
        hint="Lyhyesti.\nOmin sanoin.",
        box=TextBox(name="opittu", tooltip="Mitä opittiin", lines=5, value="Paljon."),
    ),
    Heading(text="Taulukko", level=3),
    Table(
        columns=(
            Column(header="Kysymys", weight=2, is_row_header=True),
            Column(header="Arvio"),
            Column(header="Perustelu", weight=2),
            Column(header="Valmis"),
            Column(header="Euroa"),
        ),
        rows=(
            (
                CellText(strong="Hyöty", text="Onko siitä hyötyä?"),
                Choice(name="arvio", tooltip="Arvio, hyöty", options=CHOICES, value="on"),
                TextBox(name="miksi", tooltip="Perustelu, hyöty", lines=3, value="Siksi."),
                Tick(name="valmis", tooltip="Valmis, hyöty"),
                CellText(text="10 000", is_number=True),
            ),
        ),
    ),
    Figure(svg=SVG, alternative_text="Kuvaaja nousee."),
    PageBreak(),
    Paragraph(text="Lopuksi."),
)


# Conformance ----------------------------------------------------------------------------------


@pytest.mark.parametrize("landscape", [False, True])
def test_every_kind_of_part_is_accessible(findings: Findings, landscape: bool) -> None:
    drawn = draw_document(document(Section(parts=EVERYTHING, landscape=landscape, footer="Alla")))
    assert findings(drawn.data) == []
    assert (drawn.missing_glyphs, drawn.continued, drawn.right_to_left) == ((), (), ())


def test_a_report_without_fields_has_no_form(findings: Findings) -> None:
    drawn = draw(Paragraph(text="Vain luettavaa."))
    with pikepdf.open(BytesIO(drawn.data)) as pdf:
        assert "/AcroForm" not in pdf.Root
    assert findings(drawn.data) == []


def test_the_same_document_gives_the_same_bytes() -> None:
    once, again = (draw_document(document(Section(parts=EVERYTHING))) for _ in range(2))
    assert once == again


# What is read and in which order --------------------------------------------------------------


def test_the_parts_are_read_in_order(reading_order: ReadingOrder) -> None:
    read = reading_order(draw_document(document(Section(parts=EVERYTHING))).data)
    assert [one for one in read if one[0] != "Figure"] == [
        ("H1", "Kaikki osat"),
        ("P", "Ensin."),
        ("P", "Sitten."),
        ("P", "Vahva."),
        ("P", "På svenska."),
        ("H2", "Luettelot"),
        ("Lbl", "•"),
        ("LBody", "Yksi"),
        ("Lbl", "•"),
        ("LBody", "Kaksi"),
        ("Lbl", "1."),
        ("LBody", "Alku"),
        ("Lbl", "2."),
        ("LBody", "Loppu"),
        ("H2", "Kentät"),
        ("P", "Ryhmä:"),
        ("P", "Tila:"),
        ("P", "Liitetty"),
        ("P", "Mitä opittiin?"),
        ("P", "Lyhyesti."),
        ("P", "Omin sanoin."),
        ("H3", "Taulukko"),
        ("TH", "Kysymys"),
        ("TH", "Arvio"),
        ("TH", "Perustelu"),
        ("TH", "Valmis"),
        ("TH", "Euroa"),
        ("P", "Hyöty"),
        ("P", "Onko siitä hyötyä?"),
        ("P", "10 000"),
        ("P", "Lopuksi."),
    ]


def test_lists_have_their_structure() -> None:
    drawn = draw(Bullets(items=("Yksi", " ", "Kaksi")), Bullets(items=("a",), labels=("1",)))
    tree = elements_of(drawn.data)
    assert [tag for tag, _ in tree if tag in {"L", "LI", "Lbl", "LBody"}] == [
        *("L", "LI", "Lbl", "LBody", "LI", "Lbl", "LBody"),
        *("L", "LI", "Lbl", "LBody"),
    ]
    numberings = [entries["/A"]["/ListNumbering"] for tag, entries in tree if tag == "L"]
    assert numberings == ["/Disc", "/Decimal"]


def test_a_box_to_tick_stands_before_its_label_and_other_fields_behind() -> None:
    drawn = draw_document(document(Section(parts=EVERYTHING)))
    with pikepdf.open(BytesIO(drawn.data)) as pdf:
        kinds = [
            [str(kid.get("/S", kid.get("/Type"))) for kid in paragraph.K]
            for paragraph in pdf.Root.StructTreeRoot.K[0].K
            if str(paragraph.S) == "/P" and len(paragraph.K) == 2
        ]
    assert kinds == [["/MCR", "/Form"], ["/MCR", "/Form"], ["/Form", "/MCR"]]


def test_a_figure_is_told_in_words() -> None:
    tree = elements_of(draw(Figure(svg=SVG, alternative_text="A")).data)
    [figure] = [entries for tag, entries in tree if tag == "Figure"]
    assert figure["/Alt"] == "A"
    _, bottom, _, top = map(float, figure["/A"]["/BBox"])
    assert top - bottom == pytest.approx(200, abs=0.1)


def test_languages_are_told_where_they_differ() -> None:
    drawn = draw(
        Heading(text="Rubrik", language="sv-FI"),
        Paragraph(text="Text", language="se"),
        Bullets(items=("a",), language="en"),
        Area(label="Kysymys", box=TextBox(name="k", tooltip="K", lines=2, language="smn")),
        Table(
            columns=(Column(header="Sarake"), Column(header="Kenttä")),
            rows=((CellText(text="ord", language="sv"), TextBox(name="f", tooltip="F")),),
        ),
    )
    tree = elements_of(drawn.data)
    told = [(tag, entries["/Lang"]) for tag, entries in tree if "/Lang" in entries]
    assert told == [("H2", "sv-FI"), ("P", "se"), ("L", "en"), ("Form", "smn"), ("TD", "sv")]


def test_tooltips_and_values_come_to_their_fields() -> None:
    data = draw_document(document(Section(parts=EVERYTHING))).data
    fields = fields_by_name(data)
    assert list(fields) == ["ryhma", "tila", "liitetty", "opittu", "arvio", "miksi", "valmis"]
    assert fields["miksi"]["/TU"] == "Perustelu, hyöty"
    assert field_values(data) == {
        "ryhma": "Tiimi",
        "tila": "",
        "liitetty": "/Yes",
        "opittu": "Paljon.",
        "arvio": "on",
        "miksi": "Siksi.",
        "valmis": "/Off",
    }


def test_only_fields_of_several_lines_take_line_breaks() -> None:
    drawn = draw(
        Entries(entries=(Entry(label="A", box=TextBox(name="a", tooltip="A")),)),
        Area(label="B", box=TextBox(name="b", tooltip="B", lines=2)),
    )
    fields = fields_by_name(drawn.data)
    assert (int(fields["a"]["/Ff"]), int(fields["b"]["/Ff"])) == (0, 1 << 12)


# Looks ----------------------------------------------------------------------------------------


def test_lines_and_text_stand_out_from_the_paper() -> None:
    def contrast(grey: float, paper: float = 1.0) -> float:
        def luminance(level: float) -> float:
            return ((level + 0.055) / 1.055) ** 2.4

        return (luminance(paper) + 0.05) / (luminance(grey) + 0.05)

    data = draw_document(evolve(document(Section(parts=EVERYTHING)), title="Sisältö")).data
    with pikepdf.open(BytesIO(data)) as pdf:
        drawn = [
            (str(operator), float(operands[0]))
            for page in pdf.pages
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) in {"g", "G"}
        ]
    assert all(contrast(level) >= 3 for operator, level in drawn if operator == "G")
    assert all(contrast(0, paper) >= 4.5 for operator, paper in drawn if operator == "g")
    assert {operator for operator, _ in drawn} == {"g", "G"}


def test_plain_signs_are_shown_as_they_are() -> None:
    fonts = bundled_fonts()
    plain = [sign for sign in map(chr, range(0x20, 0x3000)) if PLAIN.fullmatch(sign)]
    assert len(plain) > 150
    for font in (fonts.regular, fonts.bold):
        assert font.missing("".join(plain)) == ()
        assert [font.printable(sign) for sign in plain] == plain


# Pages ----------------------------------------------------------------------------------------


def test_each_section_has_pages_of_its_own_shape_and_footer() -> None:
    upright = section(Paragraph(text=LONG * 200), footer="Pysty\nsivu")
    lying = section(Paragraph(text="Vaaka."), landscape=True, footer="Vaakasivu")
    drawn = draw_document(document(upright, lying, section(PageBreak())))
    reader = PdfReader(BytesIO(drawn.data))
    total = len(reader.pages)
    assert drawn.pages == (total - 2, 1, 1)
    assert drawn.pages[0] > 2
    shapes = [page.mediabox.width > page.mediabox.height for page in reader.pages]
    assert shapes == [False] * (total - 2) + [True, False]
    for number, page in enumerate(reader.pages, 1):
        assert f"Sivu {number} / {total}" in page.extract_text()
    assert "Pysty sivu" in reader.pages[1].extract_text()
    assert "Vaakasivu" in reader.pages[-2].extract_text()


def test_a_footer_leaves_room_for_the_page_number() -> None:
    drawn = draw(Paragraph(text="x"), footer="Pitkä alatunniste " * 20)
    [text] = [page.extract_text() for page in PdfReader(BytesIO(drawn.data)).pages]
    assert "Pitkä alatunniste Pitkä" in text
    assert "…" in text


def test_a_page_break_begins_a_page_once() -> None:
    drawn = draw(Paragraph(text="a"), PageBreak(), PageBreak(), Paragraph(text="b"), PageBreak())
    assert drawn.pages == (2,)


def test_a_paragraph_over_page_ends_is_one_element(
    findings: Findings, reading_order: ReadingOrder
) -> None:
    words = " ".join(f"sana{number}" for number in range(3000))
    drawn = draw(Paragraph(text=words), Bullets(items=(words,)))
    read = reading_order(drawn.data)
    assert drawn.pages[0] > 3
    assert read[1:] == [("P", words), ("Lbl", "•"), ("LBody", words)]
    assert findings(drawn.data) == []


@pytest.mark.parametrize("before", range(40, 60))
def test_a_heading_stays_with_what_follows(before: int) -> None:
    drawn = draw(
        *(Paragraph(text=f"Rivi {number}") for number in range(before)),
        Heading(text="Otsikko"),
        Heading(text="Alaotsikko", level=3),
        Paragraph(text=LONG * 3),
    )
    pages = pages_of_texts(drawn.data)
    [page] = [page for page in pages if "Otsikko" in page]
    assert page.index("Alaotsikko") < page.index("Varhaisen")


@pytest.mark.parametrize("before", range(20, 40))
def test_a_heading_stays_with_the_first_row_of_a_table(before: int) -> None:
    rows = tuple((CellText(text=f"solu {number}"),) for number in range(5))
    drawn = draw(
        *(Paragraph(text=f"Rivi {number}") for number in range(before)),
        Heading(text="Otsikko"),
        Table(columns=(Column(header="Sarake"),), rows=rows),
        landscape=True,
    )
    [page] = [page for page in pages_of_texts(drawn.data) if "Otsikko" in page]
    assert "solu 0" in page


@pytest.mark.parametrize("before", range(28, 42))
def test_a_short_end_is_not_left_alone_on_the_last_page(before: int) -> None:
    drawn = draw(
        *(Paragraph(text=f"Rivi {number}") for number in range(before)),
        Area(label="Kysymys", box=TextBox(name="k", tooltip="K", lines=4)),
        Paragraph(text="Lähde: tiedossa."),
    )
    *_, last = pages_of_texts(drawn.data)
    assert "Kysymys" in last
    assert "Lähde: tiedossa." in last


@pytest.mark.parametrize("lines", range(2, 8))
def test_no_single_line_is_left_alone(lines: int) -> None:
    paragraph = Paragraph(text=" ".join(["sana"] * 18 * lines))
    for before in range(35, 46):
        fillers = (Paragraph(text=f"Rivi {number}") for number in range(before))
        pages = pages_of_texts(draw(*fillers, paragraph).data)
        counts = [sum("sana" in line for line in page.split("\n")) for page in pages]
        assert 1 not in counts


@pytest.mark.parametrize("before", [0, 20, 30, 40])
def test_an_area_stays_together_with_its_label_and_hint(before: int) -> None:
    drawn = draw(
        *(Paragraph(text=f"Rivi {number}") for number in range(before)),
        Area(label="Kysymys", hint="Vihje", box=TextBox(name="k", tooltip="K", lines=20)),
    )
    data = drawn.data
    [number] = [n for n, page in enumerate(pages_of_texts(data)) if "Kysymys" in page]
    assert "Vihje" in pages_of_texts(data)[number]
    assert field_places(data)["k"].page == number


def test_entries_stand_beside_each_other_in_as_many_lines_as_they_take() -> None:
    entries = tuple(
        Entry(label=f"Kenttä {n}:", box=TextBox(name=f"e{n}", tooltip=f"Kenttä {n}"), width=180)
        for n in range(5)
    )
    places = field_places(draw(Entries(entries=entries)).data)
    tops = [places[f"e{n}"].top for n in range(5)]
    assert tops[0] == tops[1] > tops[2] == tops[3] > tops[4]
    assert places["e0"].right < places["e1"].left


def test_a_long_label_and_a_wide_field_share_the_line(findings: Findings) -> None:
    entry = Entry(label=LONG * 5, box=TextBox(name="e", tooltip="E"), width=2000)
    data = draw(Entries(entries=(entry,))).data
    assert field_places(data)["e"].right < 595 - 36
    assert findings(data) == []


# Contents -------------------------------------------------------------------------------------


def test_a_title_brings_a_table_of_contents(
    findings: Findings, reading_order: ReadingOrder
) -> None:
    sections = [
        Section(
            parts=(Heading(text=f"Osa {n}", level=1), Paragraph(text=LONG * 60 * n)),
            landscape=bool(n % 2),
        )
        for n in range(1, 4)
    ]
    drawn = draw_document(evolve(document(*sections), title="Raportti"))
    first, second, _ = drawn.pages
    assert reading_order(drawn.data)[:5] == [
        ("H1", "Raportti"),
        ("H2", "Sisällys"),
        ("Link", "Osa 1 2"),
        ("Link", f"Osa 2 {2 + first}"),
        ("Link", f"Osa 3 {2 + first + second}"),
    ]
    tags = [tag for tag, _ in elements_of(drawn.data)]
    assert tags[3:7] == ["TOC", "TOCI", "Reference", "Link"]
    assert len(PdfReader(BytesIO(drawn.data)).pages) == 1 + sum(drawn.pages)
    assert findings(drawn.data) == []


def test_a_long_table_of_contents_goes_on(findings: Findings) -> None:
    sections = [
        Section(parts=(Heading(text=f"{n} " + LONG * 2, level=1), Paragraph(text="x")))
        for n in range(60)
    ]
    drawn = draw_document(evolve(document(*sections), title="Raportti"))
    contents = len(PdfReader(BytesIO(drawn.data)).pages) - 60
    assert contents > 1
    assert str(contents + 60) in pages_of_texts(drawn.data)[contents - 1]
    assert findings(drawn.data) == []


# Long answers ---------------------------------------------------------------------------------


def test_an_area_grows_with_its_answer() -> None:
    def height(value: str) -> float:
        box = TextBox(name="k", tooltip="K", lines=4, value=value)
        return field_places(draw(Area(label="K", box=box)).data)["k"].height

    assert height("") == height("lyhyt") < height(LONG * 10) < height(LONG * 20)


def test_a_long_answer_goes_on_after_the_section(
    findings: Findings, reading_order: ReadingOrder
) -> None:
    answer = " ".join(f"sana{number}" for number in range(3000))
    box = TextBox(name="k", tooltip="Mitä opittiin?", lines=4, value=answer, language="sv-FI")
    parts = section(Area(label="Opittu", hint="Lyhyesti", box=box), Paragraph(text="Loppu."))
    drawn = draw_document(document(parts, section(Paragraph(text="Toinen."))))
    read = reading_order(drawn.data)
    start = read.index(("H2", WORDS.continuation_heading))
    assert read[start - 1] == ("P", "Loppu.")
    assert read[start + 1] == ("H3", "Mitä opittiin?")
    assert read[start + 3] == ("H1", "Osa")
    rest = read[start + 2][1]
    shown = fields_by_name(drawn.data)["k"]["drawn"]
    assert f"{shown.removesuffix(WORDS.continued_marker).rstrip()} {rest}" == answer
    assert field_values(drawn.data)["k"] == answer
    assert drawn.continued == ("k",)
    assert ("P", "sv-FI") in [
        (tag, entries.get("/Lang")) for tag, entries in elements_of(drawn.data)
    ]
    assert findings(drawn.data) == []


@pytest.mark.parametrize(
    ("label", "heading"), [("Opittu", "Opittu"), (" \u200b", "Mitä opittiin?")]
)
def test_the_rest_of_an_answer_stands_under_the_name_of_its_field(
    reading_order: ReadingOrder, label: str, heading: str
) -> None:
    box = TextBox(name="k", tooltip="Mitä opittiin?", label=label, lines=4, value=LONG * 200)
    data = draw(Area(label="Opittu", box=box)).data
    assert [text for tag, text in reading_order(data) if tag == "H3"] == [heading]


def test_an_answer_too_long_for_its_line_goes_on(reading_order: ReadingOrder) -> None:
    answer = " ".join(f"sana{number}" for number in range(40))
    for width, marker in ((100, ""), (400, WORDS.continued_marker)):
        entry = Entry(label="E", box=TextBox(name="e", tooltip="E", value=answer), width=width)
        drawn = draw(Entries(entries=(entry,)))
        shown = fields_by_name(drawn.data)["e"]["drawn"]
        assert shown.endswith(marker)
        rest = reading_order(drawn.data)[-1][1]
        assert f"{shown.removesuffix(marker).rstrip()} {rest}" == answer
        assert drawn.continued == ("e",)


def test_blank_lines_at_the_end_of_an_answer_do_not_continue() -> None:
    box = TextBox(name="k", tooltip="K", lines=4, value="Lyhyt" + "\n" * 500)
    drawn = draw(Area(label="K", box=box))
    assert (drawn.pages, drawn.continued) == ((1,), ())
    assert field_values(drawn.data)["k"] == "Lyhyt" + "\n" * 500


# Signs that pages cannot show -----------------------------------------------------------------


def test_signs_without_glyphs_are_named_and_told() -> None:
    drawn = draw(
        Heading(text="Koe 🧪"),
        Paragraph(text="漢"),
        Area(label="K", box=TextBox(name="k", tooltip="K", lines=2, value="🐿")),
        footer="\ue000",
    )
    assert drawn.missing_glyphs == ("U+6F22", "U+E000", "U+1F43F", "U+1F9EA")
    assert field_values(drawn.data)["k"] == "🐿"


def test_fields_with_text_from_right_to_left_are_told() -> None:
    boxes = [TextBox(name=f"k{n}", tooltip="K", value=v) for n, v in enumerate(["šalom", "שלום"])]
    drawn = draw(Entries(entries=tuple(Entry(label="K", box=box) for box in boxes)))
    assert drawn.right_to_left == ("k1",)


TEXTS = st.text(alphabet=st.characters(codec=None), max_size=300)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=TEXTS, landscape=st.booleans())
def test_any_text_makes_an_accessible_document(
    findings: Findings, text: str, landscape: bool
) -> None:
    parts = section(
        Heading(text=f"x{text}"),
        Paragraph(text=text),
        Bullets(items=(text, "a"), labels=(text, text)),
        Entries(
            entries=(
                Entry(label=f"x{text}", box=TextBox(name="a", tooltip=f"x{text}", value=text)),
                Entry(label=f"x{text}", box=Tick(name="b", tooltip=f"x{text}")),
            )
        ),
        Area(label=f"x{text}", hint=text, box=TextBox(name="c", tooltip="C", lines=3, value=text)),
        Figure(svg=SVG, alternative_text=f"x{text}"),
        landscape=landscape,
        footer=text,
    )
    drawn = draw_document(evolve(document(parts), title=f"x{text}"))
    values = field_values(drawn.data)
    assert (values["a"], values["c"]) == (writable_text(text), writable_text(text))
    assert findings(drawn.data) == []


WORDS_OF_TEXT = st.lists(st.text("abcåäö", min_size=1, max_size=60), max_size=400)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words=WORDS_OF_TEXT)
def test_every_word_is_read(reading_order: ReadingOrder, words: list[str]) -> None:
    text = " ".join(words)
    data = draw(Paragraph(text=text), Bullets(items=(text or "x",))).data
    read = reading_order(data)
    paragraphs = [spoken for tag, spoken in read if tag == "P"]
    assert " ".join(paragraphs).split() == words
    assert [spoken for tag, spoken in read if tag == "LBody"] == [text or "x"]


@pytest.mark.parametrize("text", ["x" * 20_000, "🧪" * 3_000, "\n" * 3_000 + "x", " " * 9_000])
def test_hostile_texts_make_an_accessible_document(findings: Findings, text: str) -> None:
    drawn = draw(
        Paragraph(text=text),
        Bullets(items=(f"a{text}",)),
        Area(label="K", hint=text, box=TextBox(name="k", tooltip="K", lines=2, value=text)),
    )
    assert field_values(drawn.data)["k"] == text
    assert findings(drawn.data) == []


def test_hostile_choices_make_an_accessible_document(findings: Findings) -> None:
    options = (ChoiceOption(value="x\x01", label="🧪\n"), ChoiceOption(value="\ud800y", label="y"))
    choice = Choice(name="c", tooltip="C\n\x00", options=options, value="x\x01")
    drawn = draw(Entries(entries=(Entry(label="C\n\nC", box=choice),)))
    assert field_values(drawn.data)["c"] == "x�"
    assert findings(drawn.data) == []


# Refused --------------------------------------------------------------------------------------


def test_two_fields_of_one_name_are_refused() -> None:
    one = section(Area(label="K", box=TextBox(name="k", tooltip="K")))
    with pytest.raises(ValueError, match="two fields have the name 'k'"):
        document(one, one)


def test_a_value_that_cannot_be_chosen_is_refused() -> None:
    with pytest.raises(ValueError, match="'muu' is not an option of the field c"):
        Choice(name="c", tooltip="C", options=CHOICES, value="muu")


@pytest.mark.parametrize(
    ("label", "message"),
    [
        ("", "page_label lacks"),
        ("Sivu {page}", "page_label lacks"),
        ("{pages}", "page_label lacks"),
        ("{page}/{pages}/{sivu}", "unknown placeholder"),
        ("{page} {pages} {", "unknown placeholder"),
    ],
)
def test_page_numbers_tell_page_and_pages(label: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        evolve(WORDS, page_label=label)


def test_labels_must_be_as_many_as_points() -> None:
    with pytest.raises(ValueError, match="1 labels for 2 points"):
        Bullets(items=("a", "b"), labels=("1",))


@pytest.mark.parametrize("first", [Heading(text="Väliotsikko"), Paragraph(text="Teksti")])
def test_a_section_begins_with_its_title(first: Heading | Paragraph) -> None:
    with pytest.raises(ValueError, match="the section begins with"):
        Section(parts=(first,))


def test_the_information_on_the_document_is_kept() -> None:
    info = DocumentInfo(title="Nimi", properties=(("WorksheetId", "tp4"),))
    drawn = draw_document(Document(info=info, sections=(section(PageBreak()),), words=WORDS))
    metadata = PdfReader(BytesIO(drawn.data)).metadata
    assert metadata is not None
    assert (metadata.title, metadata["/WorksheetId"]) == ("Nimi", "tp4")
