import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from toimintamalli_pdf._grid import RenderedGrid

Render = Callable[..., RenderedGrid]

SCRIPT = """
import datetime, hashlib, locale
from toimintamalli_pdf._grid import *
locale.setlocale(locale.LC_ALL, "")
worksheet = GridWorksheet(
    worksheet_id="w", version="1", title="Työpohja", corner_label="Kysymys",
    columns=(GridColumn(id="a", label="Äiti"), GridColumn(id="b", label="Båt")),
    rows=(GridRow(id="r", name="RIVI", question="Mikä?"),),
)
words = GridWords(
    continued_marker="(jatkuu)", continuation_heading="Jatkosivu", closing_heading="Käsittely",
    page_label="Sivu {page} / {pages}", footer_label="{id} {version}",
    cell_label="{row}, {column}", cell_tooltip="{column}, {row}: {question}",
)
answer = GridAnswer(row="r", column="a", text="ŋ 🧪 漢 " * 900)
info = DocumentInfo(title="Työpohja", created=datetime.date(2025, 2, 10))
grid = render_grid(worksheet, GridAnswers(cells=(answer,)), words, info)
print(hashlib.sha256(grid.data).hexdigest(), grid.missing_glyphs)
"""

ENVIRONMENTS = [
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "random", "TZ": "America/Adak", "SOURCE_DATE_EPOCH": "1"},
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
        together = [grid.data for grid in pool.map(render, texts)]
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
