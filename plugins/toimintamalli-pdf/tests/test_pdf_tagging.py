import datetime
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from attrs import evolve
from reportlab.pdfbase.pdfdoc import PDFArray, PDFName

from toimintamalli_pdf._bundled_fonts import bundled_fonts
from toimintamalli_pdf.tagging import (
    Checkbox,
    ChoiceField,
    ChoiceOption,
    DocumentInfo,
    FormFields,
    MissingGlyphError,
    Rect,
    StructureElement,
    TaggedCanvas,
    TaggingError,
    TextField,
)

PAGE_SIZE = (595, 842)
RECT = Rect(left=72, bottom=700, right=272, top=720)
INFO = DocumentInfo(title="Kirje")

Findings = Callable[[bytes], list[str]]
ReadingOrder = Callable[[bytes], list[tuple[str, str]]]


def open_canvas(target: BytesIO, info: DocumentInfo = INFO) -> TaggedCanvas:
    return TaggedCanvas(target, info=info, font=bundled_fonts().regular, page_size=PAGE_SIZE)


def write(canvas: TaggedCanvas, tag: str, text: str, y: float, language: str | None = None) -> None:
    with canvas.content(canvas.structure.element(tag, language=language)):
        canvas.setFont(bundled_fonts().regular.fontName, 11)
        canvas.drawString(72, y, text)


def test_ordinary_reportlab_drawing_is_accessible(
    findings: Findings, reading_order: ReadingOrder
) -> None:
    target = BytesIO()
    canvas = open_canvas(target)
    write(canvas, "H1", "Otsikko", 780)
    write(canvas, "P", "Text på svenska.", 760, language="sv-SE")
    write(canvas, "P", "Davvisámegiella: čielggadeapmi, ŋ đ ŧ 😀", 740, language="se-FI")
    with canvas.artifact("Layout"):
        canvas.rect(*map(float, (72, 600, 100, 50)))
    canvas.save()
    assert findings(target.getvalue()) == []
    assert reading_order(target.getvalue()) == [
        ("H1", "Otsikko"),
        ("P", "Text på svenska."),
        ("P", "Davvisámegiella: čielggadeapmi, ŋ đ ŧ 😀"),
    ]


def test_lists_figures_and_links_are_accessible(findings: Findings) -> None:
    target = BytesIO()
    canvas = open_canvas(target)
    write(canvas, "H1", "Kuvio", 780)
    figure = canvas.structure.element(
        "Figure",
        alternative_text="Pylväskaavio: 30 ja 60.",
        attributes={"O": "/Layout", "BBox": "[72 600 272 680]", "Placement": "/Block"},
    )
    with canvas.content(figure):
        canvas.rect(72, 600, 20, 30, fill=1)
        canvas.rect(102, 600, 20, 60, fill=1)
    paragraph = canvas.structure.element("P")
    link = canvas.structure.element("Link", paragraph)
    with canvas.content(link):
        canvas.setFont(bundled_fonts().regular.fontName, 11)
        canvas.drawString(72, 705, "Esimerkki")
    canvas.add_link(link, "https://example.org/", RECT, "Siirry esimerkkisivulle")
    canvas.save()
    assert findings(target.getvalue()) == []


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc", "https://ä.example", "https://a b\n", ""]
)
def test_links_lead_to_the_web_or_mail_only(url: str) -> None:
    canvas = open_canvas(BytesIO())
    with pytest.raises(ValueError, match="not a web or mail address"):
        canvas.add_link(canvas.structure.element("Link"), url, RECT, "Kuvaus")


def test_every_kind_of_field_is_accessible(findings: Findings) -> None:
    target = BytesIO()
    canvas = open_canvas(target)
    fields = FormFields(canvas, bundled_fonts().regular)
    write(canvas, "H1", "Lomake", 780)
    paragraph = canvas.structure.element("P")
    fields.add_text(
        paragraph,
        TextField(
            name="nimi", tooltip="Nimi", rect=RECT, value="Åsa", lines=("Åsa",), multiline=False
        ),
    )
    lower = evolve(RECT, bottom=650, top=670)
    options = (ChoiceOption(value="a", label="Ä 🧪"), ChoiceOption(value="b", label="Ö"))
    fields.add_choice(
        paragraph,
        ChoiceField(name="valinta", tooltip="Valinta", rect=lower, options=options, value="a"),
    )
    box = Rect(left=72, bottom=600, right=84, top=612)
    fields.add_checkbox(paragraph, Checkbox(name="ruutu", tooltip="Ruutu", rect=box))
    canvas.save()
    assert findings(target.getvalue()) == []


def with_field(add: Callable[[FormFields, StructureElement], object]) -> pikepdf.Pdf:
    target = BytesIO()
    canvas = open_canvas(target)
    write(canvas, "H1", "Lomake", 780)
    add(FormFields(canvas, bundled_fonts().regular), canvas.structure.element("P"))
    canvas.save()
    return pikepdf.open(target)


def with_choice(choice: ChoiceField) -> pikepdf.Pdf:
    return with_field(lambda fields, parent: fields.add_choice(parent, choice))


CHOICE = ChoiceField(
    name="valinta",
    tooltip="Valinta",
    rect=RECT,
    options=(
        ChoiceOption(value="a", label="Pitkä\n" + "sana " * 100),
        ChoiceOption(value="b", label="Ŋ"),
    ),
)


def test_a_list_without_a_choice_is_empty_and_has_no_value() -> None:
    pdf = with_choice(CHOICE)
    form_field = pdf.Root.AcroForm.Fields[0]
    assert "/V" not in form_field
    assert b"Tj" not in form_field.AP.N.read_bytes()
    assert [[str(part) for part in option] for option in form_field.Opt] == [
        ["a", "Pitkä\r" + "sana " * 100],
        ["b", "Ŋ"],
    ]


def test_a_chosen_label_stays_within_its_field() -> None:
    pdf = with_choice(evolve(CHOICE, value="a"))
    form_field = pdf.Root.AcroForm.Fields[0]
    drawing = form_field.AP.N.read_bytes()
    assert str(form_field.V) == "a"
    assert drawing.index(b"1 1 198 18 re W n") < drawing.index(b"Tj")
    assert drawing.count(b"Tj") == 1


@pytest.mark.parametrize(("height", "baseline"), [(12, 2.35), (18, 5.35), (60, 47), (150, 137)])
def test_a_chosen_label_stands_in_the_middle_of_a_low_field_and_on_top_of_a_tall_one(
    height: float, baseline: float
) -> None:
    choice = evolve(CHOICE, value="b", rect=evolve(RECT, bottom=RECT.top - height))
    assert first_baseline(with_choice(choice)) == pytest.approx(baseline)


def test_a_chosen_label_in_a_tall_field_stands_beside_the_first_line_of_a_text() -> None:
    tall = evolve(RECT, bottom=600)
    text = TextField(name="syy", tooltip="Syy", rect=tall, value="Siksi", lines=("Siksi",))
    chosen, written = (
        first_baseline(pdf)
        for pdf in (with_choice(evolve(CHOICE, value="b", rect=tall)), with_text(text))
    )
    assert chosen == written


def with_text(text_field: TextField) -> pikepdf.Pdf:
    return with_field(lambda fields, parent: fields.add_text(parent, text_field))


def first_baseline(pdf: pikepdf.Pdf) -> float:
    """Where the first line of the only field stands over its lower edge."""
    drawing = pikepdf.parse_content_stream(pdf.Root.AcroForm.Fields[0].AP.N)
    return next(float(operands[5]) for operands, operator in drawing if str(operator) == "Tm")


def test_a_tagged_document_is_never_encrypted() -> None:
    with pytest.raises(TaggingError, match="not encrypted"):
        open_canvas(BytesIO()).setEncrypt("salasana")


def test_attributes_may_be_numbers_texts_in_pdf_syntax_or_objects_of_reportlab() -> None:
    target = BytesIO()
    canvas = open_canvas(target)
    write(canvas, "H1", "Taulukko", 780)
    canvas.structure.element(
        "TD", attributes={"O": PDFName("Table"), "ColSpan": 2, "Headers": PDFArray(["(a)", "(b)"])}
    )
    canvas.save()
    with pikepdf.open(target) as pdf:
        attributes = pdf.Root.StructTreeRoot.K[0].K[1].A
        assert (attributes.O, attributes.ColSpan) == ("/Table", 2)
        assert [str(header) for header in attributes.Headers] == ["a", "b"]


def test_an_entry_of_an_element_may_be_set_anew(findings: Findings) -> None:
    target = BytesIO()
    canvas = open_canvas(target)
    heading = canvas.structure.element("H1", language="sv-FI")
    heading.set_entry("Lang", "(se-FI)")
    with canvas.content(heading):
        canvas.setFont(bundled_fonts().regular.fontName, 11)
        canvas.drawString(72, 780, "Čielggadeapmi")
    canvas.save()
    assert findings(target.getvalue()) == []
    with pikepdf.open(target) as pdf:
        assert str(pdf.Root.StructTreeRoot.K[0].K[0].Lang) == "se-FI"


def test_a_page_may_hold_artifacts_only(findings: Findings) -> None:
    target = BytesIO()
    canvas = open_canvas(target)
    write(canvas, "H1", "Otsikko", 780)
    canvas.showPage()
    with canvas.artifact("Page"):
        canvas.line(0, 0, 100, 100)
    canvas.save()
    assert findings(target.getvalue()) == []


def test_a_saved_document_takes_no_more_text() -> None:
    canvas = open_canvas(BytesIO())
    write(canvas, "H1", "Otsikko", 780)
    canvas.save()
    with pytest.raises(RuntimeError, match="already written"):
        bundled_fonts().regular.encode("☕", canvas.document)


def test_marked_content_must_not_nest() -> None:
    canvas = open_canvas(BytesIO())
    with (
        pytest.raises(TaggingError, match="inside each other"),
        canvas.artifact("Layout"),
        canvas.content(canvas.structure.element("P")),
    ):
        canvas.drawString(72, 700, "ei")


def test_a_page_must_not_end_inside_content() -> None:
    canvas = open_canvas(BytesIO())
    with (
        pytest.raises(TaggingError, match="a page ends"),
        canvas.content(canvas.structure.element("P")),
    ):
        canvas.showPage()


def test_drawing_a_character_without_glyph_is_an_error() -> None:
    canvas = open_canvas(BytesIO())
    with pytest.raises(MissingGlyphError, match=r"no glyph for U\+1F9EA"):
        write(canvas, "P", "🧪", 700)


def test_streams_can_be_left_uncompressed(findings: Findings) -> None:
    target = BytesIO()
    canvas = TaggedCanvas(
        target, info=INFO, font=bundled_fonts().regular, page_size=PAGE_SIZE, compress=False
    )
    write(canvas, "H1", "Otsikko", 780)
    canvas.save()
    assert b"/H1 <</MCID 0>> BDC" in target.getvalue()
    assert findings(target.getvalue()) == []


def test_metadata_holds_what_was_given_and_nothing_personal() -> None:
    target = BytesIO()
    info = DocumentInfo(
        title="Ohje & <vihje>",
        subject="þÿ on kaksi kirjainta",
        created=datetime.date(2025, 2, 3),
        creator="ohjelma",
        properties=(("WorksheetId", "tp4"),),
    )
    canvas = open_canvas(target, info)
    write(canvas, "H1", "Otsikko", 780)
    canvas.save()
    with pikepdf.open(target) as pdf:
        assert {name: str(value) for name, value in pdf.docinfo.items()} == {
            "/Title": "Ohje & <vihje>",
            "/Subject": "þÿ on kaksi kirjainta",
            "/Creator": "ohjelma",
            "/Producer": "ReportLab",
            "/CreationDate": "D:20250203",
            "/ModDate": "D:20250203",
            "/WorksheetId": "tp4",
        }
        xmp = pdf.Root.Metadata.read_bytes().decode()
        assert str(pdf.Root.Lang) == "fi-FI"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert "Ohje &amp; &lt;vihje&gt;" in xmp
    assert "<pdfx:WorksheetId>tp4</pdfx:WorksheetId>" in xmp
    assert "<xmp:CreateDate>2025-02-03</xmp:CreateDate>" in xmp
    assert "dc:creator" not in xmp


def test_without_a_date_the_document_has_none() -> None:
    target = BytesIO()
    canvas = open_canvas(target)
    write(canvas, "H1", "Otsikko", 780)
    canvas.save()
    with pikepdf.open(target) as pdf:
        assert "/CreationDate" not in pdf.docinfo
        assert "Date" not in pdf.Root.Metadata.read_bytes().decode()


def test_hostile_metadata_stays_well_formed(findings: Findings) -> None:
    target = BytesIO()
    info = DocumentInfo(title="a\x00\ud800\ufffe]]><b>\n{x}", properties=(("Avain", "\x01&"),))
    canvas = open_canvas(target, info)
    write(canvas, "H1", "Otsikko", 780)
    canvas.save()
    assert findings(target.getvalue()) == []
