"""The workbook file: one spelling of every part, honest properties, the same bytes every time.

openpyxl names itself and the present moment in the file, orders the children of ``font`` against
the schema, and spells XML differently with and without lxml. Everything is spelled anew here with
the standard library. Charts get the alternative texts that openpyxl cannot write. The bytes then
depend on the content, on the version of openpyxl and on the zlib that compresses.
"""

import io
import zipfile
from datetime import date
from typing import Final
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from toimintamalli_excel.workbook._chart_values import Chart
from toimintamalli_excel.workbook._layout import Layout, SheetBody
from toimintamalli_excel.workbook._values import WorkbookSpec

UNKNOWN_DAY: Final = date(1980, 1, 1)
"""The day named in the properties when the caller names none; the first one zip files can hold."""

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_PREFIXES: Final = {
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://www.w3.org/XML/1998/namespace": "xml",
}
_FONT_CHILDREN: Final = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign"),
    *("sz", "color", "name", "family", "charset", "scheme"),
)
_FIRST_PARTS: Final = ("[Content_Types].xml", "_rels/.rels")
_COMPRESSION_LEVEL: Final = 6


def finish(layout: Layout, spec: WorkbookSpec) -> bytes:
    """Put the cells into their sheets and spell every part of the file anew.

    Args:
        layout: The workbook without cells, and the cells.
        spec: The workbook, for its properties.

    Returns:
        The bytes of the file.
    """
    with zipfile.ZipFile(io.BytesIO(layout.package)) as saved:
        parts = {name: saved.read(name) for name in saved.namelist()}
    bodies = {
        f"xl/worksheets/sheet{number}.xml": body for number, body in enumerate(layout.bodies, 1)
    }
    drawings = {
        f"xl/drawings/drawing{number}.xml": charts
        for number, charts in enumerate(layout.drawings, 1)
    }
    finished = {
        "docProps/core.xml": _core_properties(spec).encode(),
        "docProps/app.xml": _application_properties(spec).encode(),
    }
    for name in parts.keys() - finished.keys():
        finished[name] = _part(name, parts[name], bodies.get(name), drawings.get(name, ()))
    return _zipped(finished)


def _part(name: str, data: bytes, body: SheetBody | None, charts: tuple[Chart, ...]) -> bytes:
    if name.startswith("xl/theme/"):
        return data
    root = ElementTree.fromstring(data)
    if name == "xl/styles.xml":
        _order_fonts(root)
    _describe(root, charts)
    if body is None:
        return f"{_DECLARATION}{_spelled(root)}".encode()
    _require(root, "dimension").set("ref", body.dimension)
    before, empty, after = _spelled(root).partition("<sheetData/>")
    if not empty:
        raise RuntimeError(f"the rows have no place in {name}")
    return f"{_DECLARATION}{before}<sheetData>{body.rows}</sheetData>{after}".encode()


def _require(root: ElementTree.Element, name: str) -> ElementTree.Element:
    element = root.find(f"{{{_MAIN}}}{name}")
    if element is None:
        raise RuntimeError(f"a sheet has no {name}")
    return element


def _describe(drawing: ElementTree.Element, charts: tuple[Chart, ...]) -> None:
    """Give the charts of a sheet their alternative texts, and names in the words of the caller."""
    frames = list(drawing.iter(f"{{{_DRAWING}}}cNvPr"))
    for frame, chart in zip(frames, charts, strict=True):
        frame.set("name", chart.title)
        frame.set("descr", chart.alt_text)


def _order_fonts(styles: ElementTree.Element) -> None:
    for font in styles.iter(f"{{{_MAIN}}}font"):
        font[:] = sorted(font, key=lambda child: _FONT_CHILDREN.index(_split(child.tag)[1]))


def _spelled(root: ElementTree.Element) -> str:
    """Write a part: the namespace of its root has no prefix, the others have their usual ones."""
    namespace, _ = _split(root.tag)
    used = {
        _split(name)[0] for element in root.iter() for name in (element.tag, *element.attrib)
    } - {namespace}
    declared = [f"xmlns={quoteattr(namespace)}"]
    for other, prefix in _PREFIXES.items():
        if other in used and prefix != "xml":
            declared.append(f"xmlns:{prefix}={quoteattr(other)}")
    pieces: list[str] = []
    _spell(root, {**_PREFIXES, namespace: ""}, declared, pieces)
    return "".join(pieces)


def _spell(
    element: ElementTree.Element,
    prefixes: dict[str, str],
    declared: list[str],
    pieces: list[str],
) -> None:
    name = _qualified(element.tag, prefixes)
    attributes = [
        f"{_qualified(key, _PREFIXES)}={quoteattr(element.attrib[key])}"
        for key in sorted(element.attrib)
    ]
    start = " ".join([name, *declared, *attributes])
    if len(element) == 0 and not element.text:
        pieces.append(f"<{start}/>")
        return
    pieces.append(f"<{start}>{escape(element.text or '')}")
    for child in element:
        _spell(child, prefixes, [], pieces)
    pieces.append(f"</{name}>")


def _qualified(name: str, prefixes: dict[str, str]) -> str:
    namespace, local = _split(name)
    if not namespace:
        return local
    if namespace not in prefixes:
        raise RuntimeError(f"a name of an unexpected namespace: {name}")
    prefix = prefixes[namespace]
    return f"{prefix}:{local}" if prefix else local


def _split(qualified: str) -> tuple[str, str]:
    """Part ElementTree's ``{namespace}name``."""
    namespace, _, name = qualified.rpartition("}")
    return namespace[1:], name


def _core_properties(spec: WorkbookSpec) -> str:
    day = spec.created or UNKNOWN_DAY
    moment = f"{day.isoformat()}T00:00:00Z"
    product = escape(spec.product)
    return (
        f"{_DECLARATION}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(spec.title)}</dc:title>"
        f"<dc:subject>{escape(spec.subject)}</dc:subject>"
        f"<dc:creator>{product}</dc:creator>"
        f"<cp:lastModifiedBy>{product}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>'
        f"<dc:language>{escape(spec.language)}</dc:language>"
        "</cp:coreProperties>"
    )


def _application_properties(spec: WorkbookSpec) -> str:
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return (
        f'{_DECLARATION}<Properties xmlns="{namespace}">'
        f"<Application>{escape(spec.product)}</Application></Properties>"
    )


def _zipped(parts: dict[str, bytes]) -> bytes:
    names = [*_FIRST_PARTS, *sorted(parts.keys() - set(_FIRST_PARTS))]
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        for name in names:
            entry = zipfile.ZipInfo(name)  # dated 1980-01-01
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, parts[name], zipfile.ZIP_DEFLATED, _COMPRESSION_LEVEL)
    return package.getvalue()
