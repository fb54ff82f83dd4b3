"""The two fonts shipped with the package."""

from __future__ import annotations

import threading
from functools import cache
from importlib.resources import files
from io import BytesIO

from attrs import frozen

from toimintamalli_pdf.tagging import FIELD_REPERTOIRE, CidFont


@frozen(kw_only=True)
class Fonts:
    """A regular and a bold font, both registered with reportlab.

    Attributes:
        regular: Font of running text and of fields, with all characters a field may need.
        bold: Font of headings, with the same characters.
    """

    regular: CidFont
    bold: CidFont


_loading = threading.Lock()


def bundled_fonts() -> Fonts:
    """Load DejaVu Sans, once in a process: reportlab knows fonts by name, so one of each."""
    with _loading:
        return _load_fonts()


@cache
def _load_fonts() -> Fonts:
    return Fonts(
        regular=_load("DejaVuSans"),
        bold=_load("DejaVuSans-Bold"),
    )


def _load(file_name: str) -> CidFont:
    # Documents that draw no other characters share one subset, which is made only once.
    data = files("toimintamalli_pdf").joinpath("fonts", f"{file_name}.ttf").read_bytes()
    font = CidFont(f"toimintamalli-{file_name}", BytesIO(data), FIELD_REPERTOIRE)
    font.register()
    return font
