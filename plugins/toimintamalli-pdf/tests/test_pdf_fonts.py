import gc
import weakref
from importlib.resources import files
from io import BytesIO

import pikepdf
import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFont

from toimintamalli_pdf._bundled_fonts import bundled_fonts
from toimintamalli_pdf.tagging import (
    FIELD_REPERTOIRE,
    CidFont,
    DocumentInfo,
    MissingGlyphError,
    TaggedCanvas,
    TextStyle,
)

SAMI_LETTERS = {
    "Northern": "ÁáČčĐđŊŋŠšŦŧŽž",
    "Inari": "ÂâÄäČčĐđÁáŊŋŠšŽž",
    "Skolt": "ÂâČčƷʒǮǯĐđǦǧǤǥǨǩŊŋÕõŠšŽžÅåÄäʹ",
}


def bold_font_file() -> bytes:
    return files("toimintamalli_pdf").joinpath("fonts", "DejaVuSans-Bold.ttf").read_bytes()


@pytest.mark.parametrize("language", SAMI_LETTERS)
def test_both_fonts_have_every_sami_letter(language: str) -> None:
    fonts = bundled_fonts()
    assert fonts.regular.missing(SAMI_LETTERS[language]) == ()
    assert fonts.bold.missing(SAMI_LETTERS[language]) == ()
    assert set(SAMI_LETTERS[language]) <= set(FIELD_REPERTOIRE)


def test_both_fonts_have_the_whole_field_repertoire() -> None:
    fonts = bundled_fonts()
    assert fonts.regular.missing(FIELD_REPERTOIRE) == ()
    assert fonts.bold.missing(FIELD_REPERTOIRE) == ()


def test_missing_characters_are_told_once_and_in_order() -> None:
    assert bundled_fonts().regular.missing("漢🧪a漢\x01\n\t\u200b") == ("\x01", "漢", "🧪")


def test_printable_text_names_what_it_cannot_show() -> None:
    font = bundled_fonts().regular
    assert font.printable("ok 🧪\ttab\u00ad\u202e\nrivi\x00") == "ok [U+1F9EA] tab\nrivi�"


def test_printable_text_joins_letters_and_combining_marks() -> None:
    assert bundled_fonts().regular.printable("a\u0308k\u030c") == "äǩ"


@pytest.mark.parametrize("character", ["🧪", "\x00", "\n", "\ud800", "\ufeff", "\uf0b7"])
def test_a_character_without_glyph_is_never_drawn(character: str) -> None:
    with pytest.raises(MissingGlyphError) as caught:
        bundled_fonts().regular.encode(f"a{character}", PDFDocument())
    assert caught.value.character == character


def test_documents_do_not_see_each_others_characters() -> None:
    font = CidFont("without-preload", BytesIO(bold_font_file()))
    first, second = PDFDocument(), PDFDocument()
    font.encode("ÄÄKKÖSET", first)
    assert font.encode("a", second) == font.encode("Ä", first)


def test_documents_with_preloaded_characters_share_one_font_file() -> None:
    def embedded(text: str) -> dict[str, bytes]:
        target = BytesIO()
        fonts = bundled_fonts()
        canvas = TaggedCanvas(
            target, info=DocumentInfo(title="Kirje"), font=fonts.regular, page_size=(595, 842)
        )
        with canvas.content(canvas.structure.element("H1")):
            for font in (fonts.bold, fonts.regular):
                style = TextStyle(font=font, size=10, leading=13)
                canvas.draw_lines([text], style, left=72, baseline=700)
        canvas.save()
        with pikepdf.open(target) as pdf:
            used = [font.DescendantFonts[0] for font in pdf.pages[0].Resources.Font.values()]
            return {
                str(font.BaseFont): font.FontDescriptor.FontFile2.read_raw_bytes() for font in used
            }

    assert embedded("Äiti ja ŋ") == embedded("päivä – 10 €")
    assert embedded("päivä ☕") != embedded("päivä")


def test_widths_are_those_of_the_glyphs() -> None:
    font = bundled_fonts().regular
    assert font.stringWidth("iW", 10) == font.stringWidth("i", 10) + font.stringWidth("W", 10)
    assert font.stringWidth("漢", 10) == 0.01 * font.face.defaultWidth
    assert font.stringWidth("i", 10) == pytest.approx(2.78, abs=0.01)


def test_a_document_can_be_forgotten() -> None:
    document = PDFDocument()
    bundled_fonts().regular.encode("a", document)
    forgotten = weakref.ref(document)
    del document
    gc.collect()
    assert forgotten() is None


def test_fonts_are_loaded_once() -> None:
    assert bundled_fonts() is bundled_fonts()


def test_a_font_of_the_same_face_elsewhere_in_the_program_stays_apart() -> None:
    data = bold_font_file()
    hosts = TTFont("the-hosts-font", BytesIO(data))
    pdfmetrics.registerFont(hosts)
    ours = CidFont("our-font", BytesIO(data))
    ours.register()
    assert pdfmetrics.getFont("our-font") is ours
    assert pdfmetrics.getFont("the-hosts-font") is hosts


def test_a_name_that_another_font_has_is_refused() -> None:
    data = bold_font_file()
    CidFont("taken", BytesIO(data)).register()
    with pytest.raises(ValueError, match="knows another font as 'taken'"):
        CidFont("taken", BytesIO(data)).register()
