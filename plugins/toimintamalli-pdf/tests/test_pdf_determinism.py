import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from toimintamalli_pdf.layout import DrawnDocument

Render = Callable[..., DrawnDocument]

SCRIPT = """
import datetime, hashlib, locale
from toimintamalli_pdf.layout import *
from toimintamalli_pdf.tagging import ChoiceOption, DocumentInfo
locale.setlocale(locale.LC_ALL, "")
words = LayoutWords(
    continued_marker="(jatkuu)", continuation_heading="Jatkosivu",
    page_label="Sivu {page} / {pages}", contents="Sisällys",
)
answer = TextBox(name="r_a", tooltip="Äiti, RIVI", lines=3, value="ŋ 🧪 漢 " * 900)
choice = Choice(name="r_b", tooltip="Båt", options=(ChoiceOption(value="x", label="Ä"),))
table = Table(
    columns=(Column(header="Kysymys"), Column(header="Äiti"), Column(header="Båt")),
    rows=((CellText(strong="RIVI", text="Mikä?"), answer, choice),),
)
svg = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60">'
    '<rect width="9" height="6"/><text x="5" y="30">Kuvio</text></svg>'
)
sheet = Section(parts=(Heading(text="Työpohja", level=1), table), footer="w 1", landscape=True)
report = Section(
    parts=(
        Heading(text="Raportti", level=1),
        Figure(svg=svg, alternative_text="Kuvio"),
        Heading(text="Luettelo"),
        Bullets(items=("Å", "漢"), language="sv-FI"),
    )
)
info = DocumentInfo(
    title="Nippu", created=datetime.date(2025, 2, 10), properties=(("B", "1"), ("A", "2"))
)
drawn = draw_document(
    Document(info=info, sections=(sheet, report), words=words, title="Nippu")
)
assert drawn.continued == ("r_a",)
print(hashlib.sha256(drawn.data).hexdigest(), drawn.missing_glyphs)
"""

ENVIRONMENTS = [
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
    {
        "PYTHONHASHSEED": "2",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C.UTF-8",
        "SOURCE_DATE_EPOCH": "1",
    },
]


def output_in(environment: dict[str, str]) -> str:
    finished = subprocess.run(
        [sys.executable, "-W", "error", "-c", SCRIPT],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **environment},
        capture_output=True,
        check=True,
        text=True,
    )
    return finished.stdout


def test_every_process_makes_the_same_bytes() -> None:
    assert len({output_in(environment) for environment in ENVIRONMENTS}) == 1


def test_threads_make_the_same_bytes_as_one_thread(render: Render) -> None:
    texts = [{("muutos", "johto"): f"{number} ŋđŧ 漢 " * (50 * number)} for number in range(8)]
    alone = [render(text).data for text in texts]
    with ThreadPoolExecutor(max_workers=8) as pool:
        together = [drawn.data for drawn in pool.map(render, texts)]
    assert together == alone


@pytest.mark.parametrize(
    "change",
    [{"texts": {("muutos", "johto"): "x"}}, {"status": "luonnos"}, {"checked": True}],
)
def test_documents_with_other_answers_have_another_identifier(
    render: Render, change: dict[str, object]
) -> None:
    def identifier(data: bytes) -> bytes:
        return data[data.rindex(b"/ID") :].split(b"]")[0]

    assert identifier(render(**change).data) != identifier(render().data)
    assert identifier(render().data) == identifier(render().data)
