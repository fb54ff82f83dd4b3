"""How parts are spelled, whichever library made them: openpyxl's XML depends on lxml."""

from collections.abc import Iterable
from typing import Final, TypeAlias
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
"""The first line of every part of the file."""

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
"""The namespace of workbooks, sheets, tables and styles."""

RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
"""The namespace in which parts refer to each other."""

PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
"""The beginning of the namespaces that any package of parts uses."""

Relation: TypeAlias = tuple[str, str, str]
"""How a part calls another one, the kind of that one, and where it is."""

_PREFIXES: Final = {
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    RELATIONSHIPS: "r",
    "http://www.w3.org/XML/1998/namespace": "xml",
}


def relationships(relations: Iterable[Relation]) -> str:
    """Write the part that tells which other parts a part speaks of.

    Args:
        relations: The other parts.

    Returns:
        The part.
    """
    inner = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>'
        for name, kind, target in relations
    )
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def spelled(root: ElementTree.Element) -> str:
    """Write a part: the namespace of its root has no prefix, the others have their usual ones.

    Args:
        root: The root of the part.

    Returns:
        The part with its declaration.
    """
    namespace, _ = _split(root.tag)
    used = {
        _split(name)[0] for element in root.iter() for name in (element.tag, *element.attrib)
    } - {namespace}
    declared = [f"xmlns={quoteattr(namespace)}"]
    for other, prefix in _PREFIXES.items():
        if other in used and prefix != "xml":
            declared.append(f"xmlns:{prefix}={quoteattr(other)}")
    pieces = [DECLARATION]
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
