"""A sample worksheet, and checks of PDF structure that no validator makes."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from itertools import pairwise

import page
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

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
    Section,
    Table,
    TextBox,
    Tick,
    draw_document,
)
from toimintamalli_pdf.tagging import ChoiceOption, DocumentInfo

PAINTING = {"Tj", "TJ", "'", '"', "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "sh"}


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
WORDS = LayoutWords(
    continued_marker="(jatkuu jatkosivulla)",
    continuation_heading="Jatkosivu: kenttiin mahtumattomat vastaukset",
    page_label="Sivu {page} / {pages}",
    contents="Sisällys",
)


@pytest.fixture
def render() -> Callable[..., DrawnDocument]:
    """Draw a sample worksheet with answers given as {(row, column): text}."""

    def call(
        texts: dict[tuple[str, str], str] | None = None,
        *,
        status: str = "",
        checked: bool = False,
        context: tuple[str, ...] = (),
    ) -> DrawnDocument:
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

    return call


def sample_table(texts: dict[tuple[str, str], str]) -> Table:
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


def sample_row(row: str, texts: dict[tuple[str, str], str]) -> tuple[Cell, ...]:
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


@pytest.fixture
def findings() -> Callable[[bytes], list[str]]:
    """What page-validation (PDF/UA-1) and the structure check say about a document."""

    def check(data: bytes) -> list[str]:
        report = page.validate_pdf_bytes(data, profile="ua1")
        rules = [f"{failure.rule_id}: {failure.message}" for failure in report.failures]
        if not report.is_compliant and not rules:
            rules.append("not compliant")
        return rules + structure_problems(data)

    return check


@pytest.fixture
def reading_order() -> Callable[[bytes], list[tuple[str, str]]]:
    """(structure type, text) of every element with text of its own, as it is read aloud."""
    return read_aloud


def structure_problems(data: bytes) -> list[str]:
    with pikepdf.open(BytesIO(data)) as pdf:
        if "/StructTreeRoot" not in pdf.Root:
            return ["no structure tree"]
        pages = page_numbers(pdf)
        announced = Counter(
            (pages[page_dictionary.objgen], identifier)
            for _, page_dictionary, identifier in marked_content(pdf)
        )
        in_tree = {item.Obj.objgen for _, item in objects_in_tree(pdf)}
        return [
            *heading_problems(pdf),
            *field_problems(pdf),
            *(
                problem
                for number, page_object in enumerate(pdf.pages)
                for problem in page_problems(number, page_object, announced, in_tree)
            ),
        ]


def page_problems(
    number: int,
    page_object: pikepdf.Page,
    announced: Counter[tuple[int, int]],
    in_tree: set[tuple[int, int]],
) -> Iterator[str]:
    drawn, untagged = set(), []
    for operator, identifier, hidden, _ in drawing(page_object):
        if identifier is not None:
            drawn.add(identifier)
        if operator in PAINTING and identifier is None and not hidden:
            untagged.append(operator)
    yield from (f"page {number}: untagged {operator}" for operator in untagged)
    for identifier in sorted(drawn):
        if announced[number, identifier] != 1:
            yield f"page {number}: mark {identifier} read {announced[number, identifier]} times"
    for where, identifier in announced:
        if where == number and identifier not in drawn:
            yield f"page {number}: mark {identifier} is not on the page"
    for annotation in page_object.get("/Annots", []):
        if annotation.objgen not in in_tree:
            yield f"page {number}: annotation outside the structure tree"


def heading_problems(pdf: pikepdf.Pdf) -> Iterator[str]:
    levels = [int(tag[1:]) for tag, _, _ in elements(pdf) if tag[0] == "H" and tag[1:].isdigit()]
    if levels[:1] != [1]:
        yield "the first heading is not H1"
    for above, below in pairwise(levels):
        if below > above + 1:
            yield f"heading jump from H{above} to H{below}"


def field_problems(pdf: pikepdf.Pdf) -> Iterator[str]:
    fields = list(pdf.Root.AcroForm.Fields) if "/AcroForm" in pdf.Root else []
    names = [str(form_field.T) for form_field in fields]
    if len(set(names)) != len(names):
        yield "field names are not unique"
    for form_field in fields:
        if not str(form_field.get("/TU", "")).strip():
            yield f"{form_field.T} has no tooltip"
        if "/AP" not in form_field:
            yield f"{form_field.T} has no appearance"
        if "/MaxLen" in form_field:
            yield f"{form_field.T} limits the length of the answer"


def elements(
    pdf: pikepdf.Pdf,
) -> Iterator[tuple[str, pikepdf.Dictionary, list[pikepdf.Object | int]]]:
    """(structure type, element, children) in reading order."""

    def walk(
        element: pikepdf.Dictionary,
    ) -> Iterator[tuple[str, pikepdf.Dictionary, list[pikepdf.Object | int]]]:
        children = element.get("/K", Array())
        children = list(children) if isinstance(children, Array) else [children]
        yield str(element.S)[1:], element, children
        for child in children:
            if isinstance(child, Dictionary) and "/S" in child:
                yield from walk(child)

    for top in pdf.Root.StructTreeRoot.K:
        yield from walk(top)


def marked_content(pdf: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Dictionary, int]]:
    """(structure type, page, identifier) of every mark in the tree."""
    for tag, _, children in elements(pdf):
        for child in children:
            if isinstance(child, Dictionary) and child.get("/Type") == Name.MCR:
                yield tag, child.Pg, int(child.MCID)


def objects_in_tree(pdf: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Dictionary]]:
    for tag, _, children in elements(pdf):
        for child in children:
            if isinstance(child, Dictionary) and child.get("/Type") == Name.OBJR:
                yield tag, child


def page_numbers(pdf: pikepdf.Pdf) -> dict[tuple[int, int], int]:
    return {page_object.objgen: number for number, page_object in enumerate(pdf.pages)}


def drawing(
    page_object: pikepdf.Page,
) -> Iterator[tuple[str, int | None, bool, list[pikepdf.Object]]]:
    """(operator, identifier of the mark around it, inside an artifact, operands)."""
    marks: list[tuple[int | None, bool]] = []
    for operands, operator in pikepdf.parse_content_stream(page_object):
        if str(operator) in {"BDC", "BMC"}:
            properties = operands[1] if str(operator) == "BDC" else Dictionary()
            outer, outer_hidden = marks[-1] if marks else (None, False)
            identifier = properties.get("/MCID", outer)
            hidden = outer_hidden or operands[0] == Name.Artifact
            marks.append((None if identifier is None else int(identifier), hidden))
        identifier, hidden = marks[-1] if marks else (None, False)
        yield str(operator), identifier, hidden, list(operands)
        if str(operator) == "EMC":
            marks.pop()


def read_aloud(data: bytes) -> list[tuple[str, str]]:
    with pikepdf.open(BytesIO(data)) as pdf:
        texts = {one.objgen: texts_of_page(one) for one in pdf.pages}
        result: list[tuple[str, str]] = []
        for tag, _, children in elements(pdf):
            pieces = [
                texts[child.Pg.objgen].get(int(child.MCID), "")
                for child in children
                if isinstance(child, Dictionary) and child.get("/Type") == Name.MCR
            ]
            if pieces:
                result.append((tag, "".join(pieces)))
        return result


def texts_of_page(page_object: pikepdf.Page) -> dict[int, str]:
    texts: dict[int, str] = {}
    characters: dict[int, str] = {}
    for operator, identifier, _, operands in drawing(page_object):
        if operator == "Tf":
            font = page_object.Resources.Font[operands[0]]
            characters = character_map(font.ToUnicode.read_bytes())
        elif operator == "Tj" and identifier is not None:
            glyphs = bytes(operands[0])
            numbers = (int.from_bytes(glyphs[i : i + 2], "big") for i in range(0, len(glyphs), 2))
            text = "".join(characters[number] for number in numbers)
            texts[identifier] = texts.get(identifier, "") + text
    return texts


@cache
def character_map(to_unicode: bytes) -> dict[int, str]:
    """The characters of glyphs; documents share the map of a font, so that it is read once."""
    characters: dict[int, str] = {}
    with pikepdf.new() as pdf:
        for operands, operator in pikepdf.parse_content_stream(pdf.make_stream(to_unicode)):
            if str(operator) == "endbfchar":
                for glyph, text in zip(operands[::2], operands[1::2], strict=True):
                    number = int.from_bytes(bytes(glyph), "big")
                    characters[number] = bytes(text).decode("utf-16-be")
    return characters
