"""Files broken on purpose: a check that lets them pass would prove nothing about the others."""

import runpy
from collections.abc import Callable
from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from toimintamalli_pdf.layout import DrawnDocument

edited = runpy.run_path(str(Path(__file__).with_name("files.py")))["edited"]


def first_element(pdf: Pdf, tag: str) -> Dictionary:
    document = pdf.Root.StructTreeRoot.K[0]
    return next(child for child in document.K if str(child.S) == f"/{tag}")


def remove_language(pdf: Pdf) -> None:
    del pdf.Root.Lang


def remove_title(pdf: Pdf) -> None:
    xmp = pdf.Root.Metadata.read_bytes()
    start, end = xmp.index(b"<dc:title>"), xmp.index(b"</dc:title>") + len(b"</dc:title>")
    pdf.Root.Metadata.write(xmp[:start] + xmp[end:])


def remove_conformance_claim(pdf: Pdf) -> None:
    xmp = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(xmp.replace(b"<pdfuaid:part>1</pdfuaid:part>", b""))


def hide_title(pdf: Pdf) -> None:
    del pdf.Root.ViewerPreferences


def remove_tooltip(pdf: Pdf) -> None:
    del pdf.Root.AcroForm.Fields[3].TU


def remove_tab_order(pdf: Pdf) -> None:
    del pdf.pages[0].Tabs


def empty_parent_tree(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.ParentTree.Nums = Array()


def orphan_heading_mark(pdf: Pdf) -> None:
    first_element(pdf, "H1").K = Array()


def announce_a_mark_twice(pdf: Pdf) -> None:
    heading = first_element(pdf, "H1")
    heading.K = Array([heading.K[0], heading.K[0]])


def jump_over_a_heading_level(pdf: Pdf) -> None:
    first_element(pdf, "H2").S = Name.H4


def turn_form_elements_into_spans(pdf: Pdf) -> None:
    for row in list(first_element(pdf, "Table").K)[1:]:
        for cell in list(row.K)[1:]:
            cell.K[0].S = Name.Span


def draw_without_a_tag(pdf: Pdf) -> None:
    page = pdf.pages[0]
    page.contents_add(pdf.make_stream(b"10 10 100 100 re f"))


def unembed_the_font(pdf: Pdf) -> None:
    for font in pdf.pages[0].Resources.Font.values():
        del font.DescendantFonts[0].FontDescriptor.FontFile2


def remove_structure(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot


def double_a_field_name(pdf: Pdf) -> None:
    fields = pdf.Root.AcroForm.Fields
    fields[1].T = fields[0].T


def limit_the_answer(pdf: Pdf) -> None:
    pdf.Root.AcroForm.Fields[0].MaxLen = 100


BREAKS = [
    remove_language,
    remove_title,
    remove_conformance_claim,
    hide_title,
    remove_tooltip,
    remove_tab_order,
    empty_parent_tree,
    orphan_heading_mark,
    announce_a_mark_twice,
    jump_over_a_heading_level,
    turn_form_elements_into_spans,
    draw_without_a_tag,
    unembed_the_font,
    remove_structure,
    double_a_field_name,
    limit_the_answer,
]


@pytest.mark.parametrize("break_file", BREAKS)
def test_a_broken_file_is_found_out(
    render: Callable[..., DrawnDocument],
    findings: Callable[[bytes], list[str]],
    break_file: Callable[[Pdf], None],
) -> None:
    assert findings(edited(render({("muutos", "johto"): "Vastaus"}).data, break_file))


def test_saving_again_without_a_break_stays_accessible(
    render: Callable[..., DrawnDocument], findings: Callable[[bytes], list[str]]
) -> None:
    assert findings(edited(render().data)) == []
