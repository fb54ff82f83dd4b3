"""Bookmarks, and links from place to place in a document."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest

from toimintamalli_pdf._bundled_fonts import bundled_fonts
from toimintamalli_pdf.tagging import DocumentInfo, Rect, TaggedCanvas, TaggingError, TextStyle

RECT = Rect(left=72, bottom=700, right=272, top=720)

Findings = Callable[[bytes], list[str]]
ReadingOrder = Callable[[bytes], list[tuple[str, str]]]
Outline = list[tuple[str, int, float, "Outline"]]


def open_canvas(target: BytesIO, *, show_bookmarks: bool | None = None) -> TaggedCanvas:
    return TaggedCanvas(
        target,
        info=DocumentInfo(title="Raportti"),
        font=bundled_fonts().regular,
        page_size=(595, 842),
        show_bookmarks=show_bookmarks,
    )


def write(canvas: TaggedCanvas, tag: str, text: str, y: float) -> None:
    style = TextStyle(font=bundled_fonts().regular, size=11, leading=14)
    with canvas.content(canvas.structure.element(tag)):
        canvas.draw_lines([text], style, left=72, baseline=y)


def bookmarked(*bookmarks: tuple[str, int], show_bookmarks: bool | None = None) -> bytes:
    """Draw a page for each bookmark."""
    target = BytesIO()
    canvas = open_canvas(target, show_bookmarks=show_bookmarks)
    for number, (title, level) in enumerate(bookmarks):
        canvas.add_bookmark(title, level=level, top=800 - number)
        write(canvas, "P" if number else "H1", "Teksti", 780)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def outline(data: bytes) -> Outline:
    """(title, page, top, entries below) of the entries on the highest level."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return entries_below(pdf, pdf.Root.Outlines)


def entries_below(pdf: pikepdf.Pdf, parent: pikepdf.Dictionary) -> Outline:
    entries: Outline = []
    previous, current = None, parent.get("/First")
    while current is not None:
        assert current.Parent.objgen == parent.objgen
        if previous is not None:
            assert current.Prev.objgen == previous.objgen
        page, _, _, top, _ = current.Dest
        number = pdf.pages.index(pikepdf.Page(page))
        entries.append((str(current.Title), number, float(top), entries_below(pdf, current)))
        previous, current = current, current.get("/Next")
    if previous is not None:
        assert parent.Last.objgen == previous.objgen
        assert parent.Count == count(entries)
    return entries


def count(entries: Outline) -> int:
    return sum(1 + count(below) for _, _, _, below in entries)


# -- bookmarks ------------------------------------------------------------------------------------


def test_bookmarks_lead_to_their_places_and_stand_below_higher_ones(findings: Findings) -> None:
    data = bookmarked(("Johdanto", 1), ("Tausta", 2), ("Tavoite", 2), ("Luvut", 3), ("Liite", 1))
    assert outline(data) == [
        (
            "Johdanto",
            0,
            800,
            [("Tausta", 1, 799, []), ("Tavoite", 2, 798, [("Luvut", 3, 797, [])])],
        ),
        ("Liite", 4, 796, []),
    ]
    assert findings(data) == []


def test_a_level_may_be_left_out_on_the_way_down() -> None:
    data = bookmarked(("a", 2), ("b", 5), ("c", 4), ("d", 1))
    assert outline(data) == [
        ("a", 0, 800, [("b", 1, 799, []), ("c", 2, 798, [])]),
        ("d", 3, 797, []),
    ]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Ŋuorja ǩ 🧪 漢", "Ŋuorja ǩ 🧪 漢"),
        ("þÿ (kaksi) \\ kirjainta", "þÿ (kaksi) \\ kirjainta"),
        (") /Title (x", ") /Title (x"),
        ("Rivi\r\ntoinen\tkolmas  neljäs ", "Rivi toinen kolmas neljäs"),
        ("a\x00b\ud800c\ufffe", "a�b�c�"),
    ],
)
def test_titles_hold_any_characters(findings: Findings, title: str, shown: str) -> None:
    data = bookmarked((title, 1))
    assert outline(data) == [(shown, 0, 800, [])]
    assert findings(data) == []


@pytest.mark.parametrize("title", ["", " \n", "\u200b"])
def test_a_bookmark_needs_a_title(title: str) -> None:
    with pytest.raises(ValueError, match="a bookmark needs a title"):
        open_canvas(BytesIO()).add_bookmark(title, top=800)


@pytest.mark.parametrize("level", [0, -1])
def test_the_highest_level_is_one(level: int) -> None:
    with pytest.raises(ValueError, match=f"is 1, not {level}"):
        open_canvas(BytesIO()).add_bookmark("Otsikko", level=level, top=800)


@pytest.mark.parametrize(
    ("levels", "answer", "shown"),
    [
        ([1, 2], None, False),
        ([1, 2, 1], None, True),
        ([1], True, True),
        ([1, 1], False, False),
    ],
)
def test_readers_show_the_outline_when_it_has_several_main_entries_or_when_asked(
    levels: list[int], answer: bool | None, shown: bool
) -> None:
    data = bookmarked(*(("Otsikko", level) for level in levels), show_bookmarks=answer)
    with pikepdf.open(BytesIO(data)) as pdf:
        assert (pdf.Root.PageMode == "/UseOutlines") is shown


def test_without_bookmarks_there_is_no_outline() -> None:
    target = BytesIO()
    canvas = open_canvas(target, show_bookmarks=True)
    write(canvas, "H1", "Otsikko", 780)
    canvas.save()
    with pikepdf.open(target) as pdf:
        assert "/Outlines" not in pdf.Root
        assert pdf.Root.PageMode == "/UseNone"


def test_the_same_bookmarks_make_the_same_bytes() -> None:
    assert bookmarked(("Ä", 1), ("b", 2)) == bookmarked(("Ä", 1), ("b", 2))


# -- links within the document --------------------------------------------------------------------


def test_a_link_leads_to_a_place_on_a_later_or_an_earlier_page(
    findings: Findings, reading_order: ReadingOrder
) -> None:
    target = BytesIO()
    canvas = open_canvas(target)
    write(canvas, "H1", "Sisällys", 780)
    canvas.add_destination("alku", top=800)
    link_to(canvas, "luvut", "Siirry lukuihin (sivu 2)", "Luvut")
    canvas.showPage()
    write(canvas, "H2", "Luvut", 500)
    canvas.add_destination("luvut", top=520)
    link_to(canvas, "alku", "Takaisin", "Sisällykseen")
    canvas.save()
    assert findings(target.getvalue()) == []
    assert reading_order(target.getvalue()) == [
        ("H1", "Sisällys"),
        ("Link", "Luvut"),
        ("H2", "Luvut"),
        ("Link", "Sisällykseen"),
    ]
    with pikepdf.open(target) as pdf:
        there, back = pdf.pages[0].Annots[0], pdf.pages[1].Annots[0]
        assert str(there.Contents) == "Siirry lukuihin (sivu 2)"
        assert there.Dest[0].objgen == pdf.pages[1].objgen
        assert float(there.Dest[3]) == 520
        assert back.Dest[0].objgen == pdf.pages[0].objgen


def link_to(canvas: TaggedCanvas, destination: str, description: str, text: str) -> None:
    link = canvas.structure.element("Link", canvas.structure.element("P"))
    style = TextStyle(font=bundled_fonts().regular, size=11, leading=14)
    with canvas.content(link):
        canvas.draw_lines([text], style, left=72, baseline=704)
    canvas.add_internal_link(link, destination, RECT, description)


def test_a_link_to_a_place_that_is_not_there_is_an_error() -> None:
    canvas = open_canvas(BytesIO())
    link_to(canvas, "ei-ole", "Kuvaus", "Teksti")
    with pytest.raises(TaggingError, match="leads to 'ei-ole'"):
        canvas.save()


def test_a_place_has_a_name_of_its_own() -> None:
    canvas = open_canvas(BytesIO())
    canvas.add_destination("luvut", top=800)
    with pytest.raises(TaggingError, match="two places are named 'luvut'"):
        canvas.add_destination("luvut", top=700)


def test_a_bookmark_after_the_last_page_is_an_error() -> None:
    canvas = open_canvas(BytesIO())
    write(canvas, "H1", "Otsikko", 780)
    canvas.showPage()
    canvas.add_bookmark("Loppu", top=800)
    with pytest.raises(TaggingError, match="never ended"):
        canvas.save()
