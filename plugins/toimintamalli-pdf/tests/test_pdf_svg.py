"""Pictures in SVG, drawn as vectors on tagged pages."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

import toimintamalli as tm
from toimintamalli.charts import metric_chart
from toimintamalli_pdf._bundled_fonts import bundled_fonts
from toimintamalli_pdf.tagging import (
    DocumentInfo,
    Rect,
    TaggedCanvas,
    TextStyle,
    draw_svg,
    svg_size,
)

EXAMPLES = Path(__file__).parents[3] / "examples" / "models"
METRICS = [metric for path in sorted(EXAMPLES.glob("*.yaml")) for metric in tm.load(path).metrics]

Findings = Callable[[bytes], list[str]]
ReadingOrder = Callable[[bytes], list[tuple[str, str]]]
Operation = tuple[str, list[object]]


def picture(body: str, attributes: str = 'viewBox="0 0 200 100"') -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{body}</svg>'


def drawn(svg: str, *, width: float = 200) -> bytes:
    """Draw a picture with its upper left corner at (100, 500)."""
    fonts = bundled_fonts()
    own_width, own_height = svg_size(svg)
    bottom = 500 - width * own_height / own_width
    target = BytesIO()
    canvas = TaggedCanvas(
        target, info=DocumentInfo(title="Kuvio"), font=fonts.regular, page_size=(595, 842)
    )
    with canvas.content(canvas.structure.element("H1")):
        style = TextStyle(font=fonts.bold, size=14, leading=18)
        canvas.draw_lines(["Kuvio"], style, left=100, baseline=600)
    box = Rect(left=100, bottom=bottom, right=100 + width, top=500)
    with canvas.content(canvas.structure.figure(alternative_text="Viivakaavio.", box=box)):
        draw_svg(canvas, svg, left=100, top=500, width=width, font=fonts.regular, bold=fonts.bold)
    canvas.save()
    return target.getvalue()


def operations(data: bytes) -> list[Operation]:
    """Operators of the picture with their operands."""
    with pikepdf.open(BytesIO(data)) as pdf:
        parsed = [
            (str(operator), [read(operand) for operand in operands])
            for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
        ]
    return parsed[parsed.index(("BDC", [pikepdf.Name.Figure, pikepdf.Dictionary(MCID=1)])) :]


def read(operand: object) -> object:
    if isinstance(operand, pikepdf.Array):
        return [float(number) for number in operand]
    return operand if isinstance(operand, pikepdf.Object) else float(str(operand))


def found(data: bytes, *operators: str) -> Iterator[Operation]:
    return (one for one in operations(data) if one[0] in operators)


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.id)
def test_charts_of_metrics_are_accessible_figures(
    metric: tm.model.Metric, findings: Findings, reading_order: ReadingOrder
) -> None:
    svg = metric_chart(metric)
    data = drawn(svg, width=450)
    assert findings(data) == []
    (_, heading), (tag, text) = reading_order(data)
    assert (heading, tag) == ("Kuvio", "Figure")
    assert "".join(metric.name.split()) in "".join(text.split())
    kinds = {"<line": "l", "<circle": "c", "<rect": "re"}
    for element, operator in kinds.items():
        assert len(list(found(data, operator))) >= svg.count(element)


def test_a_figure_tells_its_place_and_its_alternative() -> None:
    with pikepdf.open(BytesIO(drawn(picture("")))) as pdf:
        figure = pdf.Root.StructTreeRoot.K[0].K[1]
        assert str(figure.Alt) == "Viivakaavio."
        assert figure.A.O == "/Layout"
        assert [float(edge) for edge in figure.A.BBox] == [100, 400, 300, 500]


def test_the_size_comes_from_the_view_box_or_else_from_width_and_height() -> None:
    assert svg_size(picture("", 'width="100%" viewBox="0,0,860,400.5"')) == (860, 400.5)
    assert svg_size(picture("", 'width="300" height="200"')) == (300, 200)


def test_places_are_scaled_and_counted_from_the_upper_left_corner() -> None:
    svg = picture('<line x1="10" y1="20" x2="60" y2="20" stroke="#ff0000" stroke-width="2"/>')
    data = drawn(svg, width=400)
    assert list(found(data, "m", "l", "w", "RG")) == [
        ("RG", [1, 0, 0]),
        ("w", [4]),
        ("m", [120, 460]),
        ("l", [220, 460]),
    ]


def test_a_view_box_may_begin_elsewhere() -> None:
    line = '<line x1="10" y1="20" x2="60" y2="20" stroke="#000"/>'
    data = drawn(picture(line, 'viewBox="10 20 200 100"'))
    assert list(found(data, "m")) == [("m", [100, 500])]


def test_percentages_are_those_of_the_picture() -> None:
    data = drawn(picture('<rect width="100%" height="50%" fill="#fff"/>'))
    assert list(found(data, "re", "rg")) == [("rg", [1, 1, 1]), ("re", [100, 450, 200, 50])]


def test_looks_are_inherited_from_the_picture_and_dashes_end_with_their_line() -> None:
    lines = (
        '<line x2="9" stroke-dasharray="4 2" /><line y1="1" x2="9" y2="1" stroke="#00f"/>'
        '<polyline points="0,0 5,5 9,0" fill="none"/>'
    )
    data = drawn(picture(lines, 'viewBox="0 0 200 100" stroke="#0f0" stroke-width="3"'))
    assert list(found(data, "RG", "w", "d", "S", "f")) == [
        ("RG", [0, 1, 0]),
        ("w", [3]),
        ("d", [[4, 2], 0]),
        ("S", []),
        ("RG", [0, 0, 1]),
        ("w", [3]),
        ("d", [[], 0]),
        ("S", []),
        ("RG", [0, 1, 0]),
        ("w", [3]),
        ("d", [[], 0]),
        ("S", []),
    ]


@pytest.mark.parametrize(("anchor", "left"), [("start", 0.0), ("middle", 0.5), ("end", 1.0)])
def test_texts_stand_at_their_anchor(anchor: str, left: float) -> None:
    data = drawn(picture(f'<text x="90" y="50" font-size="10" text-anchor="{anchor}">Tila</text>'))
    *_, (_, place) = found(data, "Tm")
    expected = 190 - left * bundled_fonts().regular.stringWidth("Tila", 10)
    assert place == pytest.approx([1, 0, 0, 1, expected, 450], abs=0.01)


def test_a_text_too_wide_for_the_picture_draws_its_letters_in() -> None:
    data = drawn(picture('<text x="100" y="50" font-size="20">Hoitoon viikossa</text>'))
    *_, (_, place) = found(data, "Tm")
    natural = bundled_fonts().regular.stringWidth("Hoitoon viikossa", 20)
    assert place == pytest.approx([100 / natural, 0, 0, 1, 200, 450], abs=0.001)


def test_bold_texts_have_the_bold_font() -> None:
    svg = picture('<text y="50" font-weight="bold">a</text><text y="60">b</text>')
    assert len({str(operands[0]) for _, operands in found(drawn(svg), "Tf")}) == 2


def test_an_edge_around_letters_is_drawn_but_read_once(
    findings: Findings, reading_order: ReadingOrder
) -> None:
    svg = picture('<text y="50" stroke="#fff" stroke-width="4" paint-order="stroke">81 %</text>')
    data = drawn(svg)
    assert findings(data) == []
    assert [operands for _, operands in found(data, "Tr")] == [[1], [0]]
    unread = [operands[1] for operator, operands in operations(data)[1:] if operator == "BDC"]
    assert [str(properties.ActualText) for properties in unread] == [""]


def test_texts_lose_no_character(reading_order: ReadingOrder) -> None:
    data = drawn(picture('<text y="50">Ŋ &amp; 🧪\n &lt;b&gt;</text>'))
    assert reading_order(data)[1] == ("Figure", "Ŋ & [U+1F9EA] <b>")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<path d='M0 0'/>", "the SVG element <path> cannot be drawn"),
        ("<g><rect/></g>", "the SVG element <g> cannot be drawn"),
        ("<text>a<tspan>b</tspan></text>", "the SVG element <text> has elements inside"),
        ("<rect transform='scale(2)'/>", "attribute transform of <rect> cannot be drawn"),
        ("<rect rx='2'/>", "attribute rx of <rect>"),
        ("<rect fill='url(#a)'/>", "fill is no colour"),
        ("<rect fill='red'/>", "fill is no colour"),
        ("<rect width='2em'/>", "width is no number: '2em'"),
        ("<rect width='nan'/>", "width is no number"),
        ("<circle r='1e999'/>", "r is no number"),
        ("<polyline points='1,2 3'/>", "a place without y"),
        ("<line stroke='#000' stroke-dasharray='a'/>", "stroke-dasharray is no number"),
        ("<text text-anchor='centre'>a</text>", "text-anchor cannot be 'centre'"),
        ("<text stroke='#fff'>a</text>", "a stroke over its fill"),
    ],
)
def test_what_cannot_be_drawn_is_an_error(body: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        drawn(picture(body))


@pytest.mark.parametrize(
    ("svg", "message"),
    [
        ("<svg", "not well-formed"),
        ("<html/>", "no SVG, but <html>"),
        (picture("", ""), "does not tell its size"),
        (picture("", 'viewBox="0 0 0 10"'), "does not tell its size"),
        (picture("", 'viewBox="0 0 10"'), "does not tell its size"),
        (picture("", 'width="100%" height="10"'), "width is no number|viewBox is no number"),
    ],
)
def test_what_is_no_picture_is_an_error(svg: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        svg_size(svg)


def test_a_figure_needs_words() -> None:
    canvas = TaggedCanvas(
        BytesIO(),
        info=DocumentInfo(title="Kuvio"),
        font=bundled_fonts().regular,
        page_size=(595, 842),
    )
    box = Rect(left=0, bottom=0, right=1, top=1)
    with pytest.raises(ValueError, match="needs an alternative text"):
        canvas.structure.figure(alternative_text=" ", box=box)
