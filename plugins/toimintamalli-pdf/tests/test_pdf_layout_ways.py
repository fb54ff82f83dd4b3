"""Ways through a finished document, bookmarks and contents, and the pictures in it."""

import runpy
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from attrs import evolve
from pypdf import PdfReader
from pypdf.generic import Destination

from toimintamalli_pdf.layout import (
    Document,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Section,
    draw_document,
)

HELPERS = runpy.run_path(str(Path(__file__).with_name("layouts.py")))
document, section, draw = map(HELPERS.__getitem__, ("document", "section", "draw"))
elements_of, pages_of_texts, LONG = map(
    HELPERS.__getitem__, ("elements_of", "pages_of_texts", "LONG")
)

Findings = Callable[[bytes], list[str]]

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200">'
    '<rect x="0" y="0" width="100" height="200" fill="#ff0000"/>'
    '<text x="10" y="100" font-weight="bold">Kasvua</text></svg>'
)


def bound() -> Document:
    """Three sections behind a table of contents; the second is three pages long."""
    sections = (
        Section(
            parts=(
                Heading(text="Alku", level=1),
                Heading(text="Tausta"),
                Paragraph(text=LONG),
                Heading(text="Syy", level=3),
                Paragraph(text=LONG),
                Heading(text="Tavoite"),
                Paragraph(text=LONG),
            )
        ),
        Section(
            parts=(
                Heading(text="Keskikohta", level=1),
                PageBreak(),
                Paragraph(text=LONG * 60),
                PageBreak(),
                Heading(text="Toisella sivulla"),
                Paragraph(text="Loppu."),
            ),
            landscape=True,
        ),
        Section(parts=(Heading(text="Loppu 🧪", level=1), Paragraph(text=LONG))),
    )
    return evolve(document(*sections), title="Nippu")


def bookmarks(data: bytes) -> list[tuple[int, str, int]]:
    """Depth, title and page of each bookmark, in order."""
    reader = PdfReader(BytesIO(data))

    def below(entries: object, depth: int) -> list[tuple[int, str, int]]:
        found = []
        assert isinstance(entries, list)
        for entry in entries:
            if isinstance(entry, Destination):
                page = reader.get_destination_page_number(entry)
                found.append((depth, str(entry.title), page))
            else:
                found += below(entry, depth + 1)
        return found

    return below(reader.outline, 1)


# Bookmarks ------------------------------------------------------------------------------------


def test_headings_of_two_levels_are_bookmarks_in_their_order(findings: Findings) -> None:
    drawn = draw_document(bound())
    assert drawn.pages == (1, 3, 1)
    assert bookmarks(drawn.data) == [
        (1, "Alku", 1),
        (2, "Tausta", 1),
        (2, "Tavoite", 1),
        (1, "Keskikohta", 2),
        (2, "Toisella sivulla", 4),
        (1, "Loppu [U+1F9EA]", 5),
    ]
    assert findings(drawn.data) == []


def test_every_bookmark_leads_to_the_page_with_its_heading() -> None:
    data = draw_document(bound()).data
    pages = pages_of_texts(data)
    assert len(bookmarks(data)) == 6
    for _, title, page in bookmarks(data):
        assert title in pages[page]


def test_a_bookmark_leads_to_the_upper_edge_of_its_heading() -> None:
    data = draw(Paragraph(text=LONG), Heading(text="Alla")).data
    reader = PdfReader(BytesIO(data))
    first, [second] = reader.outline
    assert isinstance(first, Destination)
    assert isinstance(second, Destination)
    assert float(first["/Top"]) == pytest.approx(841.89 - 36, abs=0.01)
    assert 700 < float(second["/Top"]) < float(first["/Top"]) - 20


def test_readers_show_bookmarks_of_a_bound_document_and_not_of_a_single_sheet() -> None:
    single = draw(Paragraph(text="Yksi.")).data
    for data, mode in ((draw_document(bound()).data, "/UseOutlines"), (single, "/UseNone")):
        assert PdfReader(BytesIO(data)).page_mode == mode


# Contents -------------------------------------------------------------------------------------


def test_the_contents_lead_to_the_beginning_of_each_section() -> None:
    data = draw_document(bound()).data
    with pikepdf.open(BytesIO(data)) as pdf:
        links = list(pdf.pages[0].Annots)
        told = [
            (str(link.Subtype), str(link.Contents), pdf.pages.index(pikepdf.Page(link.Dest[0])))
            for link in links
        ]
        tops = [float(link.Dest[3]) for link in links]
    assert told == [
        ("/Link", "Alku", 1),
        ("/Link", "Keskikohta", 2),
        ("/Link", "Loppu [U+1F9EA]", 5),
    ]
    assert tops == pytest.approx([841.89 - 36, 595.28 - 36, 841.89 - 36], abs=0.01)


def test_the_page_numbers_of_the_contents_are_those_that_the_links_lead_to() -> None:
    data = draw_document(bound()).data
    lines = PdfReader(BytesIO(data)).pages[0].extract_text().split("\n")
    with pikepdf.open(BytesIO(data)) as pdf:
        led = [
            f"{link.Contents} {pdf.pages.index(pikepdf.Page(link.Dest[0])) + 1}"
            for link in pdf.pages[0].Annots
        ]
    assert led == lines[2:5]


def test_a_link_covers_its_line_of_the_contents() -> None:
    data = draw_document(bound()).data
    with pikepdf.open(BytesIO(data)) as pdf:
        edges = [list(map(float, link.Rect)) for link in pdf.pages[0].Annots]
    for left, bottom, right, top in edges:
        assert (left, right) == pytest.approx((36, 595.28 - 36), abs=0.01)
        assert top - bottom == pytest.approx(13.5, abs=0.02)
    assert edges[0][1] > edges[1][3]
    assert edges[1][1] > edges[2][3]


@pytest.mark.parametrize(("second", "is_shown"), [("Raportti", True), ("Lomake b", False)])
def test_the_contents_have_the_footer_that_all_sections_share(second: str, is_shown: bool) -> None:
    sections = [section(Paragraph(text="x"), footer=footer) for footer in ("Raportti", second)]
    data = draw_document(evolve(document(*sections), title="Nippu")).data
    assert ("Raportti" in pages_of_texts(data)[0]) is is_shown


# Pictures -------------------------------------------------------------------------------------


def test_a_picture_is_drawn_in_its_place_and_told_in_words(findings: Findings) -> None:
    data = draw(Figure(svg=SVG, alternative_text="Kasvaa.")).data
    [figure] = [entries for tag, entries in elements_of(data) if tag == "Figure"]
    assert figure["/Alt"] == "Kasvaa."
    left, bottom, right, top = map(float, figure["/A"]["/BBox"])
    with pikepdf.open(BytesIO(data)) as pdf:
        drawing = [
            (str(operator), [float(one) for one in operands])
            for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
            if str(operator) in {"rg", "re"}
        ]
    colour = drawing.index(("rg", [1, 0, 0]))
    _, rectangle = drawing[colour + 1]
    assert rectangle == pytest.approx([left, bottom, 100, 200], abs=0.1)
    assert (right - left, top - bottom) == pytest.approx((400, 200), abs=0.1)
    assert "Kasvua" in pages_of_texts(data)[0]
    assert findings(data) == []


def test_bold_words_of_a_picture_are_set_in_the_bold_font() -> None:
    with pikepdf.open(BytesIO(draw(Figure(svg=SVG, alternative_text="A")).data)) as pdf:
        fonts = {name: str(font.BaseFont) for name, font in pdf.pages[0].Resources.Font.items()}
        used = [
            fonts[str(operands[0])]
            for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
            if str(operator) == "Tf" and float(operands[1]) == 16 and str(operands[0]) in fonts
        ]
    assert used[-1].endswith("DejaVuSans-Bold")


def test_a_picture_that_cannot_be_drawn_is_refused() -> None:
    svg = SVG.replace("<rect", "<ellipse").replace('fill="#ff0000"/>', "/>")
    with pytest.raises(ValueError, match="<ellipse> cannot be drawn"):
        draw(Figure(svg=svg, alternative_text="A"))
