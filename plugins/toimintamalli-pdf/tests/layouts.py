"""Small documents of the layout, and what is found in the files drawn of them."""

from collections.abc import Iterator
from io import BytesIO

import pikepdf
from attrs import frozen
from pypdf import PdfReader

from toimintamalli_pdf.layout import Document, Heading, LayoutWords, Part, Section
from toimintamalli_pdf.tagging import ChoiceOption, DocumentInfo

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


def elements_of(data: bytes) -> list[tuple[str, dict[str, object]]]:
    """(structure type, entries) of every element in reading order."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return [
            (str(element.S)[1:], _entries(element))
            for top in pdf.Root.StructTreeRoot.K
            for element in _elements_below(top)
        ]


def _elements_below(element: pikepdf.Dictionary) -> Iterator[pikepdf.Dictionary]:
    yield element
    for child in element.K:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield from _elements_below(child)


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


def field_values(data: bytes) -> dict[str, str]:
    """Value of each field, with line feeds as line breaks."""
    fields = PdfReader(BytesIO(data)).get_fields() or {}
    return {
        name: str(form_field.get("/V", "")).replace("\r", "\n")
        for name, form_field in fields.items()
    }


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


def pages_of_texts(data: bytes) -> list[str]:
    """Text of each page."""
    return [page.extract_text() for page in PdfReader(BytesIO(data)).pages]
