"""What the structure of a document says, and checks of it that no validator makes.

Test files run this file (`runpy`) rather than import it: the folder of tests is no package.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from io import BytesIO
from itertools import pairwise

import pikepdf
from pikepdf import Array, Dictionary, Name

PAINTING = {"Tj", "TJ", "'", '"', "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "sh"}
Element = tuple[str, pikepdf.Dictionary, list[pikepdf.Object | int]]


# -- checks -----------------------------------------------------------------------------------


def structure_problems(data: bytes) -> list[str]:
    with pikepdf.open(BytesIO(data)) as pdf:
        if "/StructTreeRoot" not in pdf.Root:
            return ["no structure tree"]
        tree = tuple(elements(pdf))
        pages = {page_object.objgen: number for number, page_object in enumerate(pdf.pages)}
        announced = Counter(
            (pages[mark.Pg.objgen], int(mark.MCID))
            for _, _, children in tree
            for mark in of_kind(children, Name.MCR)
        )
        in_tree = {
            item.Obj.objgen for _, _, children in tree for item in of_kind(children, Name.OBJR)
        }
        return [
            *heading_problems(tree),
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


def heading_problems(tree: Iterable[Element]) -> Iterator[str]:
    levels = [int(tag[1:]) for tag, _, _ in tree if tag[0] == "H" and tag[1:].isdigit()]
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


# -- what is found ----------------------------------------------------------------------------


def elements(pdf: pikepdf.Pdf) -> Iterator[Element]:
    """(structure type, element, children) in reading order."""
    ahead = list(reversed(list(pdf.Root.StructTreeRoot.K)))
    while ahead:
        element = ahead.pop()
        children = children_of(element)
        yield str(element.S)[1:], element, children
        ahead += [
            child for child in reversed(children) if isinstance(child, Dictionary) and "/S" in child
        ]


def children_of(element: pikepdf.Object) -> list[pikepdf.Object | int]:
    children = element.get("/K", Array())
    return list(children) if isinstance(children, Array) else [children]


def of_kind(
    children: Iterable[pikepdf.Object | int], kind: pikepdf.Name
) -> Iterator[pikepdf.Dictionary]:
    """The children that are no elements: marks in pages (MCR) or annotations (OBJR)."""
    for child in children:
        if isinstance(child, Dictionary) and child.get("/Type") == kind:
            yield child


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
    """(structure type, text) of every element with text of its own, as it is read aloud."""
    with pikepdf.open(BytesIO(data)) as pdf:
        texts = {one.objgen: texts_of_page(one) for one in pdf.pages}
        result: list[tuple[str, str]] = []
        for tag, _, children in elements(pdf):
            pieces = [
                texts[mark.Pg.objgen].get(int(mark.MCID), "")
                for mark in of_kind(children, Name.MCR)
            ]
            if pieces:
                result.append((tag, "".join(pieces)))
        return result


def pages_of_texts(data: bytes) -> list[str]:
    """Text of each page, in lines as they are drawn."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return ["\n".join(text for _, text in drawn_texts(one)) for one in pdf.pages]


def texts_of_page(page_object: pikepdf.Page) -> dict[int, str]:
    """Text of each mark of a page."""
    texts: dict[int, str] = {}
    for identifier, text in drawn_texts(page_object):
        if identifier is not None:
            texts[identifier] = texts.get(identifier, "") + text
    return texts


def drawn_texts(page_object: pikepdf.Page) -> Iterator[tuple[int | None, str]]:
    """(identifier of the mark around it, text) of every line as it is drawn."""
    characters: dict[int, str] = {}
    for operator, identifier, _, operands in drawing(page_object):
        if operator == "Tf":
            font = page_object.Resources.Font[operands[0]]
            characters = character_map(font.ToUnicode.read_bytes())
        elif operator == "Tj":
            glyphs = bytes(operands[0])
            numbers = (int.from_bytes(glyphs[i : i + 2], "big") for i in range(0, len(glyphs), 2))
            yield identifier, "".join(characters[number] for number in numbers)


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
