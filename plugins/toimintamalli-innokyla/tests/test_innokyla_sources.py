"""What may be given: text in any encoding, saved pages, and files that are neither."""

from __future__ import annotations

import gzip
import time
import timeit

import pytest

import toimintamalli as tm
from toimintamalli.model import Link

PAGE = "Sähköinen hoitopolku\n\nTavoiteltu muutos\n\nÄäkköset säilyvät – kyllä."


def read(data: bytes):
    return tm.read_data(data, format="innokyla")


# -- encodings --------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_unicode_is_read_without_guessing(encoding, line_end):
    imported = read(PAGE.replace("\n", line_end).encode(encoding))
    assert imported.model == read(PAGE.encode()).model
    assert "INNOKYLA010" not in imported.diagnostics.codes


def test_an_old_encoding_is_guessed_and_told():
    imported = read(PAGE.encode("cp1252"))
    assert imported.model == read(PAGE.encode()).model
    told = next(found for found in imported.diagnostics if found.code == "INNOKYLA010")
    assert told.parameter("encoding") == "Windows-1252"


# -- what is no text --------------------------------------------------------------------------

NO_TEXT = {
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
    "zip": b"PK\x03\x04\x14\x00\x06\x00",
    "png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF",
    "old word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "rich text": b"{\\rtf1\\ansi Malli}",
    "gzip": gzip.compress(PAGE.encode()),
    "utf-16 without a mark": PAGE.encode("utf-16-le"),
    "half a utf-16 character": b"\xff\xfea",
}
EMPTY = {
    "nothing": b"",
    "white space": b" \n\t\xc2\xa0\r\n",
    "a mark": b"\xef\xbb\xbf",
    "html without text": b"<html><head><title>Malli</title></head><body><script>x</script>",
}
EXPECTED = {
    "INNOKYLA018": {"fi": "ei ole tekstiä", "sv": "ingen text", "en": "no text"},
    "INNOKYLA019": {"fi": "ei ole tekstiä eikä", "sv": "varken text", "en": "neither text"},
}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        *((data, "INNOKYLA019") for data in NO_TEXT.values()),
        *((data, "INNOKYLA018") for data in EMPTY.values()),
    ],
    ids=[*NO_TEXT, *EMPTY],
)
def test_what_is_no_text_is_told_in_every_language(data, code):
    with pytest.raises(tm.ReadError) as caught:
        read(data)
    assert caught.value.report.codes == (code,)
    assert caught.value.__cause__ is None
    for language, words in EXPECTED[code].items():
        assert words in caught.value.report.text(language)


# -- saved pages ------------------------------------------------------------------------------


def section_of(html: str):
    page = f"<h1>Malli</h1><h2>Tavoiteltu muutos</h2>{html}"
    return read(page.encode()).model.form.section("intended_change")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Yksi</p><p>kaksi</p>", "Yksi\n\nkaksi"),
        ("<p>Yksi<br>kaksi", "Yksi\nkaksi"),
        ("<p>Yksi<p>kaksi", "Yksi\n\nkaksi"),
        ("Yksi <b>kak</b>si", "Yksi kaksi"),
        ("<p>A&nbsp;&amp;\n  B &lt;p&gt;</p>", "A & B <p>"),
        ("<ul><li>yksi<li>kaksi</ul><p>loppu", "• yksi\n• kaksi\n\nloppu"),
        ("<ul><li>yksi<ul><li>sisä</ul></ul>", "• yksi\n  • sisä"),
        ("<ol><li>yksi</li><li value='4'>neljä</li></ol>", "1. yksi\n\n4. neljä"),
        ("<table><tr><td>yksi</td><td>kaksi</td></tr></table>", "yksi\n\nkaksi"),
        ("<h3>Väliotsikko</h3>teksti", "Väliotsikko\n\nteksti"),
        ("<p>Yksi</p><!-- ei --><script>ei()</script><style>ei</style><svg>ei</svg>", "Yksi"),
        ("<nav>ei</nav><p>Yksi</p><button>ei</button><noscript>ei</noscript>", "Yksi"),
        ("<p>Yksi</p><nav>kaksi", "Yksi\n\nkaksi"),
        ("<p>Yksi</p><svg><p>kaksi", "Yksi\n\nkaksi"),
        ("<p>Yksi <!-- kaksi", "Yksi kaksi"),
        ("<p>1 < 2 ja 3 > 2", "1 < 2 ja 3 > 2"),
        ("<p>Yksi <kaksi", "Yksi <kaksi"),
        ("<p>e<b>\u0301</b>", "é"),
    ],
)
def test_html_becomes_the_text_that_a_reader_sees(html, text):
    assert section_of(html).text.plain == text


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///x",
        "#a",
        "",
    ],
)
def test_an_unsafe_address_leaves_only_its_text(address):
    (paragraph,) = section_of(f'<p><a href="{address}">ohje</a></p>').text.blocks
    assert paragraph.content == ("ohje",)


@pytest.mark.parametrize(
    "address", ["https://a.example/x?y=1&z", "http://a.example", "mailto:a@b.example"]
)
def test_a_safe_address_is_kept(address):
    (paragraph,) = section_of(f'<p>Lue <a href="{address}"><i>ohje</i></a>!</p>').text.blocks
    assert paragraph.content == ("Lue ", Link("ohje", address), "!")


def test_a_link_around_blocks_and_breaks_keeps_its_words_apart():
    text = section_of('<a href="https://a.example"><div>ohje<br>kirja</div></a>').text
    assert text.plain == "ohje kirja (https://a.example)"


def test_a_figure_is_an_attachment_with_its_whole_caption():
    section = section_of(
        '<figure><div><img alt="Ka\u00adrtta" src="/kartta.png"></div>'
        "<figcaption><p>Asemat</p><p>kartalla</p></figcaption></figure><p>Teksti"
    )
    (image,) = section.attachments
    assert (image.alt_text, image.caption, image.address) == ("Kartta", "Asemat\nkartalla", "")
    assert section.text.plain == "Teksti"


def test_images_above_the_form_belong_to_the_basic_data():
    page = '<h1>Malli</h1><img alt="Kansikuva"><h2>Tavoiteltu muutos</h2><p>Teksti</p>'
    model = read(page.encode()).model
    assert [image.alt_text for image in model.basics.attachments] == ["Kansikuva"]


def test_an_image_on_a_page_without_labels_is_kept_in_words():
    page = '<h1>Malli</h1><p>Teksti</p><img alt="Kansikuva" src="https://a.example/k.png">'
    (kept,) = read(page.encode()).model.form.unplaced
    assert kept.text.plain == "Teksti\n\nKansikuva (https://a.example/k.png)"


def test_only_the_main_part_of_a_page_is_read(read_page):
    said = tm.dumps(read_page("tallennettu.html").model)
    for word in (
        "Hyppää",
        "Etusivu",
        "Tietosuoja",
        "avoin yhteisö",
        "seuraa",
        "asetukset",
        "Ei tekstiä",
    ):
        assert word not in said


def test_stress_is_counted(read_page):
    told = next(f for f in read_page("tallennettu.html").diagnostics if f.code == "INNOKYLA016")
    assert told.parameter("count") == 2


def test_a_label_in_a_list_or_in_running_text_opens_nothing_where_labels_are_headings():
    section = section_of("<ul><li>Toimintaympäristö</li></ul><p>Ratkaisun perusidea</p>")
    assert section.text.plain == "• Toimintaympäristö\n\nRatkaisun perusidea"


def test_page_text_that_speaks_of_tags_is_no_html(read_text):
    imported = read_text("Malli\n\nTavoiteltu muutos\n\nSivulla on <p> ja </p>.")
    assert imported.model.form.sections[0].text.plain == "Sivulla on <p> ja </p>."


# -- hostile input ----------------------------------------------------------------------------

HOSTILE = {
    "many lines": lambda n: "Malli\nTavoiteltu muutos\n" + "Rivi tekstiä.\n" * n,
    "one long line": lambda n: "Malli\nTavoiteltu muutos\n" + "sana " * 2 * n,
    "a long title": lambda n: "Toimintamallin nimi\n" + "sana " * 2 * n + "\nLuotu\n1.2.2024",
    "many spaces": lambda n: "Malli\nTavoiteltu muutos\na" + " " * n + "b",
    "only bullets": lambda n: "Malli\nTavoiteltu muutos\n" + "- kohta\n" * n,
    "deeper bullets": lambda n: "\n".join(" " * (at % 60) + "- kohta" for at in range(n)),
    "only labels": lambda n: "Luotu\n" * (n // 2) + "Toimintaympäristö **\n" * (n // 2),
    "only own headings": lambda n: "Oma otsikko **\n" * n,
    "only images": lambda n: "Malli\nTavoiteltu muutos\nLiitteet\n" + "Kuva\n" * n,
    "stars": lambda n: "Malli\nTavoiteltu muutos\n" + " **" * n,
    "deep blocks": lambda n: "<div>" * n + "sana",
    "deep lists": lambda n: "<ul><li>" * n + "sana",
    "unclosed items": lambda n: "<ul>" + "<li>sana" * n,
    "unclosed links": lambda n: "<p>" + '<a href="https://a.example">sana' * n,
    "unclosed navigation": lambda n: "<div>" + "<nav>sana" * n,
    "unclosed comments": lambda n: "<p>sana" + "<!--" * n,
    "unclosed tags": lambda n: "<p>sana" + "<a " * n,
    "unclosed attributes": lambda n: "<p>sana" + "<a b='" * n,
    "unclosed sections": lambda n: "<p>sana" + "<![CDATA[" * n,
    "stressed letters": lambda n: "<p>" + "a<b>b</b>" * n,
}
LINES = 100_000
"""So many lines, spaces, or a line of 1 MB; fewer where each stands for a block of HTML."""


def seconds(data: bytes) -> float:
    """The better of two times, each without the collector, which looks at all that tests left."""
    return min(timeit.repeat(lambda: read(data), timer=time.process_time, number=1, repeat=2))


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_input_is_read_in_linear_time(kind):
    size = (
        LINES if kind in ("many lines", "one long line", "many spaces", "only bullets") else 16_000
    )
    make = HOSTILE[kind]
    small, large = seconds(make(size // 4).encode()), seconds(make(size).encode())
    assert large < 9 * small + 0.5, "four times the size takes four times the time, not sixteen"
