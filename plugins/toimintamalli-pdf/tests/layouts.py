"""Small documents of the layout, a sample worksheet, and what is found in files drawn of them.

Test files run this file (`runpy`) rather than import it: the folder of tests is no package.
"""

from __future__ import annotations

import datetime
import runpy
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from attrs import frozen
from pypdf import PdfReader

from toimintamalli_pdf.layout import (
    Cell,
    CellText,
    Choice,
    Column,
    Document,
    DrawnDocument,
    Entries,
    Entry,
    Heading,
    LayoutWords,
    Paragraph,
    Part,
    Section,
    Table,
    TextBox,
    Tick,
    draw_document,
)
from toimintamalli_pdf.tagging import ChoiceOption, DocumentInfo

STRUCTURE = runpy.run_path(str(Path(__file__).with_name("structure.py")))
pages_of_texts = STRUCTURE["pages_of_texts"]

WORDS = LayoutWords(
    continued_marker="(jatkuu jatkosivulla)",
    continuation_heading="Jatkosivu: kenttiin mahtumattomat vastaukset",
    page_label="Sivu {page} / {pages}",
    contents="Sisällys",
)
INFO = DocumentInfo(title="Koe")
CHOICES = (
    ChoiceOption(value="ei", label="Ei lainkaan"),
    ChoiceOption(value="on", label="Erittäin paljon"),
)
LONG = "Varhaisen tuen malli kokoaa koulun ja palvelut saman pöydän ääreen. "
LONG_ANSWER = "Pitkä esitäytetty vastaus, joka ei saa katketa hiljaa. "


@frozen(kw_only=True)
class FieldPlace:
    """Where a field stands."""

    page: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        return self.top - self.bottom


def section(*parts: Part, footer: str = "", landscape: bool = False) -> Section:
    """A section with a title."""
    title = Heading(text="Osa", level=1)
    return Section(parts=(title, *parts), footer=footer, landscape=landscape)


def document(*sections: Section) -> Document:
    return Document(info=INFO, sections=sections, words=WORDS)


def draw(*parts: Part, **about: Any) -> DrawnDocument:
    """A document of one section with a title."""
    return draw_document(document(section(*parts, **about)))


def text_table(*rows: tuple[Cell, ...], headers: Iterable[str] = ("Yksi", "Kaksi")) -> Table:
    return Table(columns=tuple(Column(header=header) for header in headers), rows=rows)


# -- a worksheet ------------------------------------------------------------------------------

TITLE = "Työpohja 4: Uuden käytänteen sijoittaminen organisaation eri tasoille"
INSTRUCTION = (
    "Pohtikaa valitsemaanne juurrutettavaa toimintamallia yksilön, tiimin ja organisaation "
    "näkökulmista. Kirjoittakaa vastaukset kenttiin."
)
COLUMNS = {"asiantuntija": "Asiantuntija", "yksikko": "Yksikkö/Lähitiimi", "johto": "Johto"}
ROWS = {
    "paamaara": ("PÄÄMÄÄRÄ", "Mitä päämäärää käytänne palvelee?"),
    "muutos": ("MUUTOS", "Mikä muuttuu käytänteen myötä?"),
    "motivaatio": ("MOTIVAATIO", "Mikä motivoi käyttöönottoon?"),
    "epailys": ("EPÄILYS", "Mikä käyttöönotossa epäilyttää?"),
    "halvennys": ("EPÄILYN HÄLVENNYS", "Miten sitä hälvennetään?"),
}
STATES = (
    ChoiceOption(value="luonnos", label="Luonnos"),
    ChoiceOption(value="kasitelty", label="Käsitelty tiimissä"),
)


def sample_worksheet(
    texts: Mapping[tuple[str, str], str] | None = None,
    *,
    status: str = "",
    checked: bool = False,
    context: tuple[str, ...] = (),
) -> DrawnDocument:
    """Draw a worksheet with answers given as {(row, column): text}."""
    info = DocumentInfo(
        title=TITLE,
        subject="Täytettävä työpohja",
        created=datetime.date(2025, 2, 10),
        creator="toimintamalli",
    )
    section = Section(
        parts=(
            Heading(text=TITLE, level=1),
            *(Paragraph(text=text) for text in context),
            Paragraph(text=INSTRUCTION),
            sample_table(texts or {}),
            Heading(text="Käsittely"),
            sample_entries(status, checked),
        ),
        footer="Työpohja tp4, versio 1.0",
        landscape=True,
    )
    return draw_document(Document(info=info, sections=(section,), words=WORDS))


def sample_table(texts: Mapping[tuple[str, str], str]) -> Table:
    answered = {(row, column) for row in ROWS for column in COLUMNS}
    assert set(texts) <= answered
    return Table(
        columns=(
            Column(header="Teema ja kysymys", weight=3, is_row_header=True),
            *(Column(header=header, weight=4) for header in COLUMNS.values()),
        ),
        rows=tuple(sample_row(row, texts) for row in ROWS),
        stretches=True,
    )


def sample_row(row: str, texts: Mapping[tuple[str, str], str]) -> tuple[Cell, ...]:
    name, question = ROWS[row]
    boxes = (
        TextBox(
            name=f"tp4_{row}_{column}",
            tooltip=f"{header}, {name}: {question}",
            value=texts.get((row, column), ""),
            lines=3,
        )
        for column, header in COLUMNS.items()
    )
    return (CellText(strong=name, text=question), *boxes)


def sample_entries(status: str, checked: bool) -> Entries:
    tooltip = "Työpohja on liitetty Innokylä-kuvaukseen"
    tick = Tick(name="tp4_liitetty", tooltip=tooltip, checked=checked)
    choice = Choice(name="tp4_tila", tooltip="Työpohjan tila", options=STATES, value=status)
    return Entries(
        entries=(
            Entry(label="Tila", box=choice),
            Entry(label="Liitetty Innokylä-kuvaukseen", box=tick),
        )
    )


# -- what is found ----------------------------------------------------------------------------


def elements_of(data: bytes) -> list[tuple[str, dict[str, object]]]:
    """(structure type, entries) of every element in reading order."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return [(tag, _entries(element)) for tag, element, _ in STRUCTURE["elements"](pdf)]


def _entries(element: pikepdf.Dictionary) -> dict[str, object]:
    entries: dict[str, object] = {}
    for name in ("/Lang", "/Alt"):
        if name in element:
            entries[name] = str(element[name])
    if "/A" in element:
        entries["/A"] = {
            name: list(map(float, value)) if isinstance(value, pikepdf.Array) else str(value)
            for name, value in element.A.items()
        }
    return entries


def fields_by_name(data: bytes) -> dict[str, dict[str, str]]:
    """Entries of each field, in order; `drawn` is the text of its appearance."""
    with pikepdf.open(BytesIO(data)) as pdf:
        fields = {str(one.T): one for one in pdf.Root.AcroForm.Fields}
        return {
            name: {"/TU": str(one.TU), "/Ff": str(one.get("/Ff", 0)), "drawn": _drawn(one)}
            for name, one in fields.items()
        }


def _drawn(form_field: pikepdf.Object) -> str:
    if not isinstance(form_field.AP.N, pikepdf.Stream):
        return ""
    with pikepdf.new() as alone:
        alone.add_blank_page()
        appearance = alone.copy_foreign(form_field.AP.N)
        alone.pages[0].Resources = appearance.Resources
        alone.pages[0].Contents = appearance
        target = BytesIO()
        alone.save(target)
    return " ".join(PdfReader(target).pages[0].extract_text().split())


def field_places(data: bytes) -> dict[str, FieldPlace]:
    places: dict[str, FieldPlace] = {}
    with pikepdf.open(BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages):
            for widget in page.get("/Annots", []):
                left, bottom, right, top = map(float, widget.Rect)
                places[str(widget.T)] = FieldPlace(
                    page=number, left=left, bottom=bottom, right=right, top=top
                )
    return places
