"""Rich text and its markup: what is written reads back the same, whatever it holds."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings

from toimintamalli.model import (
    Heading,
    ItemList,
    Link,
    ListItem,
    ListKind,
    Paragraph,
    RichText,
    RichTextBuilder,
)
from toimintamalli.testing import strategies

parse = RichText.parse


def bullets(*items: str) -> ItemList:
    return ItemList(ListKind.BULLET, tuple(ListItem(item) for item in items))


def numbers(*items: str, start: int = 1) -> ItemList:
    return ItemList(ListKind.NUMBERED, tuple(ListItem(item) for item in items), start)


# -- laws -------------------------------------------------------------------------------------


@settings(max_examples=150)
@given(strategies.rich_texts())
def test_markup_reads_back_as_the_same_text(text: RichText) -> None:
    assert parse(text.markup) == text


@settings(max_examples=150)
@given(strategies.rich_texts())
def test_a_text_made_of_canonical_blocks_is_that_text(text: RichText) -> None:
    assert RichText(text.blocks) == text
    assert hash(RichText(text.blocks)) == hash(text)


@settings(max_examples=150)
@given(strategies.markup_texts())
@example("\\")
@example("[a]\\(b)")
@example("1234567890. a")
@example("-\u00a0a")
def test_every_text_is_markup_and_settles_at_once(text: str) -> None:
    parsed = parse(text)
    assert parse(parsed.markup) == parsed


@given(strategies.rich_texts())
def test_an_empty_text_is_false_and_has_no_words(text: RichText) -> None:
    assert bool(text) == bool(text.blocks) == bool(text.plain)


@given(strategies.rich_texts())
def test_no_line_ends_in_space(text: RichText) -> None:
    lines = [line for block in text.blocks for line in RichText((block,)).plain.split("\n")]
    assert all(line == line.rstrip() for line in lines)


# -- reading ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markup", "blocks"),
    [
        ("", ()),
        (" \n\t\n", ()),
        ("Yksi.\nKaksi.", (Paragraph("Yksi.\nKaksi."),)),
        ("Yksi.\n\n\nKaksi.", (Paragraph("Yksi."), Paragraph("Kaksi."))),
        ("## Vaiheet\nTeksti", (Heading("Vaiheet"), Paragraph("Teksti"))),
        ("# Vaiheet", (Heading("Vaiheet"),)),
        ("####### Vaiheet", (Paragraph("####### Vaiheet"),)),
        ("#Vaiheet", (Paragraph("#Vaiheet"),)),
        ("- a\n* b\n• c", (bullets("a", "b", "c"),)),
        ("- a\n\n- b", (bullets("a", "b"),)),
        ("1. a\n2) b", (numbers("a", "b"),)),
        ("3. a\n4. b", (numbers("a", "b", start=3),)),
        ("1. a\n3. b", (numbers("a"), numbers("b", start=3))),
        ("- a\n  jatkuu", (bullets("a\njatkuu"),)),
        ("- a\n\nUusi kappale", (bullets("a"), Paragraph("Uusi kappale"))),
        ("-a", (Paragraph("-a"),)),
        ("2025.", (Paragraph("2025."),)),
        ("\\- a", (Paragraph("- a"),)),
        ("1\\. a", (Paragraph("1. a"),)),
        ("\\## a", (Paragraph("## a"),)),
        ("C:\\kansio", (Paragraph("C:\\kansio"),)),
        ("[THL](https://thl.fi)", (Paragraph((Link("THL", "https://thl.fi"),)),)),
        ("\\[THL](https://thl.fi)", (Paragraph("[THL](https://thl.fi)"),)),
        ("[THL] (https://thl.fi)", (Paragraph("[THL] (https://thl.fi)"),)),
        ("[a](b\\)c)", (Paragraph((Link("a", "b)c"),)),)),
        ("[a\\]](b)", (Paragraph((Link("a]", "b"),)),)),
        ("[a](b c)", (Paragraph("[a](b c)"),)),
    ],
)
def test_markup_is_read(markup: str, blocks: tuple[object, ...]) -> None:
    assert parse(markup).blocks == blocks


def test_lists_stand_inside_lists() -> None:
    text = parse("1. a\n   - b\n     - c\n   - d\n2. e")
    inner = ItemList(ListKind.BULLET, (ListItem("b", (bullets("c"),)), ListItem("d")))
    items = (ListItem("a", (inner,)), ListItem("e"))
    assert text.blocks == (ItemList(ListKind.NUMBERED, items),)
    assert text.plain == "1. a\n   • b\n     • c\n   • d\n2. e"


def test_lists_deeper_than_any_editor_makes_stay_at_the_eighth_level() -> None:
    text = parse("\n".join("  " * level + f"- taso {level}" for level in range(40)))
    assert text.plain.count("•") == 40
    assert "\n" + " " * 14 + "• taso 39" in text.plain
    assert parse(text.markup) == text


# -- writing ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("- ei luettelo", "\\- ei luettelo"),
        ("* ei", "\\* ei"),
        ("• ei", "\\• ei"),
        ("1. ei", "1\\. ei"),
        ("12) ei", "12\\) ei"),
        ("## ei otsikko", "\\## ei otsikko"),
        ("[ei](linkki)", "\\[ei](linkki)"),
        ("a\\b", "a\\\\b"),
        ("rivi\n- rivi", "rivi\n\\- rivi"),
        ("[1] viite", "[1] viite"),
        ("10.2.2025 alkaen", "10.2.2025 alkaen"),
        ("-50 %", "-50 %"),
        ("*tähti*", "*tähti*"),
    ],
)
def test_only_what_would_be_misread_is_escaped(text: str, markup: str) -> None:
    written = RichText((Paragraph(text),))
    assert written.markup == markup
    assert parse(markup) == written


@pytest.mark.parametrize(
    ("given_blocks", "blocks"),
    [
        ((Paragraph(""), Paragraph(" \n ")), ()),
        ((bullets("a"), Paragraph(""), bullets("b")), (bullets("a", "b"),)),
        ((bullets("a", "", "b"),), (bullets("a", "b"),)),
        ((bullets("a"), numbers("b")), (bullets("a"), numbers("b"))),
        ((numbers("a"), numbers("b", start=2)), (numbers("a", "b"),)),
        ((numbers("a", start=-5),), (numbers("a", start=0),)),
        ((numbers("a", "b", start=10**12),), (numbers("a", "b", start=999_999_998),)),
        ((ItemList(ListKind.BULLET, (ListItem("", (bullets("a"),)),)),), (bullets("a"),)),
        ((Heading(" a\n b "),), (Heading("a b"),)),
        ((Paragraph(("a", "", " b")),), (Paragraph("a b"),)),
        ((Paragraph("a  \n   b"),), (Paragraph("a\nb"),)),
        ((Paragraph((Link("THL", ""),)),), (Paragraph("THL"),)),
        ((Paragraph((Link("", "a"),)),), (Paragraph((Link("a", "a"),)),)),
        ((Paragraph((Link("a\nb", " c d "),)),), (Paragraph((Link("a b", "c%20d"),)),)),
    ],
)
def test_a_text_is_always_in_canonical_form(
    given_blocks: tuple[Paragraph, ...], blocks: tuple[Paragraph, ...]
) -> None:
    assert RichText(given_blocks).blocks == blocks


def test_plain_text_shows_where_links_lead() -> None:
    text = parse("Ks. [ohje](https://esimerkki.fi/1) ja [https://a.fi](https://a.fi).")
    assert text.plain == "Ks. ohje (https://esimerkki.fi/1) ja https://a.fi."


def test_a_builder_takes_lines_of_texts_and_links() -> None:
    builder = RichTextBuilder()
    builder.heading("Vaiheet")
    builder.text("Ks. ", Link("ohje", "https://a.fi"))
    builder.text("- ei luettelo")
    builder.item(0, ListKind.BULLET, 1, "a")
    builder.continue_item("b")
    builder.end_block()
    builder.item(0, ListKind.BULLET, 1, "c")
    assert builder.build().blocks == (
        Heading("Vaiheet"),
        Paragraph(("Ks. ", Link("ohje", "https://a.fi"), "\n- ei luettelo")),
        bullets("a\nb", "c"),
    )


# -- sizes ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "piece",
    [
        "- a\n", "1. a\n", "- a\n  - b\n", "aa bb\n", "- a\n  b\n", "a\n\n", "[a](b)\n", "[\\[",
        "[a](b", "\\", "[a]", "a](", "  ", "\t", "# ", "- ", "(", "1" * 9, "\u3000\n", "a  \n  ",
    ],
)  # fmt: skip
def test_the_time_grows_as_the_text_does(piece: str) -> None:
    def seconds(times: int) -> float:
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            text = parse("a" + piece * times + "b")
            assert isinstance(text.markup + text.plain, str)
            best = min(best, time.process_time() - start)
        return best

    # Eight times the text: linear is 8, quadratic 64. Only the time of this process counts, and
    # the best of three, so that a busy machine is not taken for slow code.
    assert seconds(6400) < 30 * max(seconds(800), 0.001)
