"""Draws the pictures of worksheets and reports that the documentation shows.

They show the invented models of the demonstration and of the examples. Run it when a page has come
to look otherwise: ``make pictures``. It needs ``pdftoppm`` of poppler-utils, as nothing else does.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

import toimintamalli as tm

DOCS = Path(__file__).parent
ROOT = DOCS.parent
PICTURES = DOCS / "pictures"
DEMONSTRATION = ROOT / "src" / "toimintamalli" / "cli" / "demo" / "malli.yaml"
METRICS = ROOT / "examples" / "models" / "hoitoon-viikossa.yaml"

_CHOSEN = {
    "arviointi": {"evaluation": "itsearviointi-2025", "evaluator": "e1"},
    "mittari": {"metric": "viikossa-hoitoon"},
}
_DOTS_AN_INCH = "96"
_GREYS = 16
_MOST_PAGES = 6


def documents() -> Iterator[tuple[str, bytes]]:
    """Yield name and file of each document that is shown."""
    demonstration, metrics = tm.load(DEMONSTRATION), tm.load(METRICS)
    for row in tm.list_worksheets():
        model = metrics if row.id == "mittari" else demonstration
        shown = tm.render(model, format="pdf", worksheet=row.id, **_CHOSEN.get(row.id, {}))
        yield row.id, shown.data
    portfolio = tm.Portfolio(title="Esimerkkisalkku", models=(demonstration, metrics))
    yield "salkkuraportti", tm.render(portfolio, format="pdf").data


def draw(name: str, data: bytes, folder: Path) -> None:
    """Draw the first pages of a document as pictures in few greys."""
    with TemporaryDirectory() as made:
        command = ["pdftoppm", "-gray", "-png", "-r", _DOTS_AN_INCH, "-", f"{made}/page"]
        subprocess.run(command, input=data, check=True)
        for number, page in enumerate(sorted(Path(made).iterdir())[:_MOST_PAGES], 1):
            picture = Image.open(BytesIO(page.read_bytes())).quantize(_GREYS)
            picture.save(folder / f"{name}-{number}.png", optimize=True)


def main() -> None:
    """Draw all pictures anew."""
    PICTURES.mkdir(exist_ok=True)
    for old in PICTURES.glob("*.png"):
        old.unlink()
    for name, data in documents():
        draw(name, data, PICTURES)


if __name__ == "__main__":
    main()
