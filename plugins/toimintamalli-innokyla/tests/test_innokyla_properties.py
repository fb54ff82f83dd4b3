"""Whatever a page says: nothing is lost, and what was written reads as the same model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pytest
from attrs import evolve
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

import toimintamalli as tm
from toimintamalli.model import (
    Attachment,
    BasicData,
    Form,
    Heading,
    ItemList,
    Link,
    ListItem,
    ListKind,
    Paragraph,
    PracticeModel,
    RichText,
    Section,
)
from toimintamalli.text import clean_text
from toimintamalli.vocabulary import form_profile

PROFILE = form_profile()
BASIC_LABELS = [name for basic in PROFILE.basics for name in basic.names]
FIELD_LABELS = [name for field in PROFILE.fields for name in field.names]
LABELS = [
    *BASIC_LABELS,
    *FIELD_LABELS,
    *(f"{label} **" for label in FIELD_LABELS),
    *(f"{label.upper()} **" for label in FIELD_LABELS),
    PROFILE.stage_label,
    PROFILE.attachments_label,
    PROFILE.image_label,
    PROFILE.caption_label,
    "Kokonaisuuden nimi",
    "Kokonaisuuden tarkoitus ja tavoitteet",
]
FURNITURE = [
    "Perustiedot",
    "Toimintamallin kuvaus",
    "icon/chevron-down Created with Sketch. Perustiedot",
    "icon/bulb Created with Sketch. Kehitteillä",
    "icon/user Created with Sketch. Luotu",
]
TITLES = ["Kotikuntoutus, Kainuun HVA (RRP, P4, I1)", "Malli, Lapin hva, RRP2, P4, I9", "Malli"]
ODD_LINES = [
    "",
    " ",
    "\u00a0",
    "📌 Mitä tehdään",
    "MITÄ TARVITAAN",
    "15. kesäkuuta 2024 alkaen",
    "Oma asia **",
    "- Toimintaympäristö **",
    "Toimintaympäristö muuttui **osin**",
    "**",
    "• ",
    "-lista ilman väliä",
    "a (https://a.example/b) c",
    "[teksti](https://a.example)",
    "https://a.example/b",
    "## Risuaita",
    "\\ takakeno",
    "Kehitteillä",
    "1.2.2024",
    "31.2.2024",
    f"[TÄYDENNÄ: {PROFILE.fields[0].guidance.fi}]",
    "[TÄYDENNÄ: oma teksti]",
    "per\u00adhe\u200bkes\u202ekus",
    "e\u0301",
    "x" * 310,
    "{\\rtf1",
    "%PDF-1.4",
]
WORDS = [
    "asiakas",
    "lähitiimi",
    "etävastaanotto",
    "nuori",
    "ja",
    "klo",
    "10–18",
    "71\u00a0000",
    "🙂",
]
MARKS = ["", "", "", "- ", "• ", " • ", "  • ", "    – ", "1. ", " 2. ", "3) ", "  ", " ", "\u00a0"]

prose = st.builds(
    lambda mark, words: mark + " ".join(words),
    st.sampled_from(MARKS),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4),
)
lines = st.one_of(prose, prose, st.sampled_from(ODD_LINES), st.sampled_from(LABELS + FURNITURE))
drawn_in = st.builds(str.__add__, st.sampled_from([" ", "\u00a0", "  ", "\t"]), lines)
anything = st.lists(st.one_of(lines, lines, lines, drawn_in), min_size=1, max_size=30)
blocks = st.lists(
    st.builds(
        lambda label, gap, body: [label, *gap, *body],
        st.sampled_from(LABELS),
        st.sampled_from([[], [""], [" "]]),
        st.lists(st.one_of(prose, prose, st.sampled_from(ODD_LINES)), max_size=6),
    ),
    max_size=8,
).map(lambda parts: [line for part in parts for line in part])
ordinary_pages = st.builds(
    lambda title, summary, body: "\n".join([title, "", *summary, "", *body]),
    st.sampled_from(TITLES),
    st.lists(prose, max_size=3),
    blocks,
)
pages = st.one_of(ordinary_pages, anything.map("\n".join))
OTHER_KINDS = re.compile(r"%PDF-|\{\\rtf1|\s*<[a-z!?][^<]*>", re.IGNORECASE)
"""What files that are no page text begin with."""
texts = st.text(max_size=200).filter(
    lambda text: clean_text(text).text != "" and not OTHER_KINDS.match(text)
)


def read(text: str | bytes) -> PracticeModel | None:
    """Return the model of a text, or None where it is refused; nothing else may be raised."""
    try:
        return tm.read_data(
            text if isinstance(text, bytes) else text.encode(), format="innokyla"
        ).model
    except tm.ReadError:
        return None


def written(model: PracticeModel, **options: str) -> bytes:
    return tm.render(model, format="innokyla", **options).data


# -- nothing is lost --------------------------------------------------------------------------

LIST_MARK = re.compile(r"[-–•·*‣▪◦●○]|\d{1,3}[.)]")
NOT_CONTENT = {
    *LABELS,
    *FURNITURE,
    *(f"[TÄYDENNÄ: {field.guidance.fi}]" for field in PROFILE.fields),
}


def said(model: PracticeModel) -> Iterator[str]:
    """Yield all text of a model."""
    basics, form = model.basics, model.form
    yield from (basics.title, basics.summary, basics.place)
    yield from (*basics.locations, *basics.funders, *basics.collections)
    yield from (person.name for person in basics.contributors)
    for day in filter(None, (basics.created, basics.modified)):
        yield f"{day.day}.{day.month}.{day.year}"
    yield from (value.label for value in PROFILE.stages if value.id == model.innokyla_stage)
    yield from (kept.text.plain for kept in form.unplaced)
    attachments = list(basics.attachments)
    for section in form.sections:
        yield from (section.heading or "", section.text.plain)
        attachments += section.attachments
    for item in attachments:
        address = f"({item.address})" if item.title else item.address
        yield f"{item.title} {address} {item.alt_text} {item.caption}"


def words_of(lines: Iterable[str]) -> set[str]:
    words = (word for line in lines for word in line.split())
    return {word for word in words if word != "**" and not LIST_MARK.fullmatch(word)}


def content_words(page: str) -> set[str]:
    """Return the words of a page that are neither labels nor list marks."""
    lines = clean_text(page).text.split("\n")
    return words_of(line for line in lines if line.strip() not in NOT_CONTENT)


@settings(max_examples=250)
@given(pages)
def test_every_word_of_a_page_is_found_in_its_model(page):
    assume(not OTHER_KINDS.match(page))
    model = read(page)
    found = words_of(said(model)) if model else set()
    assert content_words(page) <= found


@settings(max_examples=150)
@given(texts)
def test_every_word_of_any_text_is_found_in_its_model(text):
    model = read(text)
    assert model is not None
    assert words_of([clean_text(text).text]) <= words_of(said(model))


@settings(max_examples=100)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data):
    model = read(data)
    assert model is None or tm.loads(tm.dumps(model)) == model


# -- reading what was written -----------------------------------------------------------------


@settings(max_examples=250)
@given(pages)
@example("Toimintamallin lyhyt kuvaus\nKuvaus ilman nimeä")
@example("Malli\nRatkaisun perusidea\nToimintaympäristö\nRatkaisun perusidea\nToimintaympäristö")
@example("Kokonaisuuden nimi\nKokonaisuus\nToimintaympäristö")
def test_the_working_version_reads_as_the_same_model(page):
    model = read(page)
    if model is not None:
        assert read(written(model, version="working")) == model


@settings(max_examples=150)
@given(texts)
def test_the_working_version_of_any_text_reads_as_the_same_model(text):
    model = read(text)
    assert read(written(model, version="working")) == model


def without_unplaced(model: PracticeModel) -> PracticeModel:
    return evolve(model, form=evolve(model.form, unplaced=()))


@settings(max_examples=150)
@given(pages)
def test_the_reading_version_reads_as_the_same_model_but_for_what_was_kept_aside(page):
    model = read(page)
    data = written(model, version="reading") if model else b""
    if data:
        assert without_unplaced(read(data)) == without_unplaced(model)


@settings(max_examples=150)
@given(pages)
def test_html_reads_as_the_same_model_where_no_spaces_run(page):
    model = read(re.sub(r"(?<=\S) {2,}(?=\S)", " ", clean_text(page).text))
    if model is not None:
        assert read(written(model, version="working", form="html")) == model


# -- rich texts -------------------------------------------------------------------------------

words = st.one_of(st.sampled_from([*WORDS, *ODD_LINES, *LABELS]), st.text(max_size=12)).map(
    lambda text: " ".join(clean_text(text).text.split())
)
links = st.builds(
    Link, words.filter(bool), st.sampled_from(["https://a.example/b", "mailto:a@b.example"])
)
linked = st.lists(st.tuples(words, links), min_size=1, max_size=3).map(
    lambda pieces: tuple(
        piece for text, link in pieces for piece in (f" {text} " if text else " ", link)
    )
)
several_lines = st.lists(words.filter(bool), min_size=1, max_size=3).map(
    lambda parts: ("\n".join(parts),)
)
content = st.one_of(linked, several_lines)


def item_lists(items):
    numbered = st.builds(ItemList, st.just(ListKind.NUMBERED), items, st.integers(0, 30))
    return st.one_of(st.builds(ItemList, st.just(ListKind.BULLET), items), numbered)


leaves = st.lists(st.builds(ListItem, content), min_size=1, max_size=3).map(tuple)
deep_lists = st.recursive(
    item_lists(leaves),
    lambda inner: item_lists(
        st.lists(
            st.builds(ListItem, content, st.lists(inner, max_size=2).map(tuple)),
            min_size=1,
            max_size=2,
        ).map(tuple)
    ),
    max_leaves=4,
)
rich_texts = st.builds(
    RichText,
    st.lists(
        st.one_of(st.builds(Paragraph, content), st.builds(Heading, words), deep_lists), max_size=5
    ),
)
attachments = st.builds(Attachment, title=words.filter(lambda text: text and "http" not in text))
sections = st.lists(
    st.builds(
        lambda field, text, attached: Section(field=field.id, text=text, attachments=attached),
        st.sampled_from(PROFILE.fields),
        rich_texts.filter(bool),
        st.lists(attachments, max_size=2).map(tuple),
    ),
    max_size=3,
    unique_by=lambda section: section.field,
).map(lambda found: tuple(sorted(found, key=lambda section: PROFILE.order(section.field))))


@settings(max_examples=150)
@given(sections)
def test_rich_texts_come_back_from_html(found):
    model = PracticeModel(basics=BasicData(title="Malli"), form=Form(sections=found))
    again = read(written(model, form="html", version="working"))
    assert again == model


@pytest.mark.parametrize("form", ["plain", "html"])
def test_writing_twice_gives_the_same_bytes(form, read_page):
    model = read_page("tallennettu.html").model
    assert written(model, form=form) == written(model, form=form)
