"""The commands that the README and the guides show print what they show.

Each page is followed from its top in a folder of its own. The guides find there the page and the
model of the demonstration as ``sivu.txt`` and ``malli.yaml``, the example models in ``mallit`` and
the example survey in ``kysely``, the example spreadsheets in ``taulukot``, new observations in
``mittarit``, the long case in ``tapaus``, the small portfolio in ``salkku``, the programs in
``ohjelmat``, what colleagues filled as ``eka.xlsx``, ``toka.xlsx``, ``lahitiimi.pdf`` and
``tulostettu.pdf``, and the files that the page shows under their names. The page of the long case
starts in a copy of its folder.

A line of nothing but ``…`` stands for lines that a page leaves out.
"""

from __future__ import annotations

import importlib
import re
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfWriter

import toimintamalli as tm

ROOT = Path(__file__).parents[1]
CONSOLE_BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
NAMED_BLOCK = re.compile(
    r"^```\{code-block\} \w+\n:caption: (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL
)
# What a long work tells on its way; a quick machine is ready before the first such line.
ON_ITS_WAY = re.compile(r"\w+ \d+/\d+, [\d,]+/s, \w+ \d+:\d\d")
DEMO = ROOT / "src" / "toimintamalli" / "cli" / "demo"
CASE = ROOT / "examples" / "tapaus-omaishoito"
FOLDERS = {
    "mallit": "models",
    "kysely": "kysely",
    "taulukot": "taulukot",
    "mittarit": "mittarit",
    "tapaus": CASE.name,
    "salkku": "salkku",
    "ohjelmat": "embedding",
}
LEFT_OUT = "…"
GUIDES_WITHOUT_A_SHELL = [
    *sorted((ROOT / "docs" / "kayttoopas").glob("*.md")),
    *sorted((ROOT / "docs" / "handledning").glob("*.md")),
]
PAGES = [
    page
    for page in (ROOT / "README.md", CASE / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
    if "_generated" not in page.parts and "_build" not in page.parts
    if CONSOLE_BLOCK.search(page.read_text("utf-8"))
]


def commands_and_outputs(page: Path) -> Iterator[tuple[str, str]]:
    for block in CONSOLE_BLOCK.findall(page.read_text("utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            yield command, output


def filled_workbook(model: tm.PracticeModel, cells: dict[tuple[str, str, str], str]) -> bytes:
    """Return a workbook of the model as somebody returned it: sheet, row and column to answer."""
    options = {"instrument": "juurtumisvalmius", "evaluators": 2}
    book = openpyxl.load_workbook(BytesIO(tm.render(model, format="excel", **options).data))
    for (sheet, row, column), value in cells.items():
        rows = [cell.value for cell in book[sheet]["A"]]
        columns = [cell.value for cell in book[sheet][1]]
        book[sheet].cell(rows.index(row) + 1, columns.index(column) + 1).value = value
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def filled_worksheet(model: tm.PracticeModel, answers: dict[str, str], **options: str) -> bytes:
    """Return an empty worksheet of the model as a group returned it."""
    empty = tm.render(model, format="pdf", prefill=False, **options).data
    writer = PdfWriter(clone_from=BytesIO(empty))
    for page in writer.pages:
        writer.update_page_form_field_values(page, answers, auto_regenerate=False)
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


@pytest.fixture(scope="session")
def returned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what colleagues filled and sent back."""
    folder = tmp_path_factory.mktemp("palautetut")
    model = tm.load(DEMO / "malli.yaml")
    first = {
        ("Arviointi 2", "decision-made", "v1: Vastaus"): "täyttyy",
        ("Arviointi 2", "decision-made", "v1: Näyttö"): "Päätös: Pöytäkirja, 3.2.2026",
        ("Tehtävät", "T1", "Määräpäivä"): "30.9.2026",
    }
    second = {
        ("Arviointi 2", "decision-made", "v2: Vastaus"): "kesken",
        ("Tehtävät", "T1", "Määräpäivä"): "31.10.2026",
        ("Tehtävät", "T2", "Tehtävän tila"): "melkein valmis",
    }
    group = {
        "tp4_source": "Eteläisen aseman lähitiimi",
        "tp4_date": "3.2.2026",
        "tp4_doubt_team": "Riittääkö aika kahteen kanavaan?",
        "tp4_easing_team": "Kokeillaan ensin kaksi viikkoa.",
    }
    (folder / "eka.xlsx").write_bytes(filled_workbook(model, first))
    (folder / "toka.xlsx").write_bytes(filled_workbook(model, second))
    (folder / "lahitiimi.pdf").write_bytes(filled_worksheet(model, group))
    printed = PdfWriter(clone_from=folder / "lahitiimi.pdf")
    printed.remove_annotations(None)
    del printed.root_object["/AcroForm"]
    printed.write(folder / "tulostettu.pdf")
    return folder


def comparable(text: str) -> list[str]:
    """Return the lines as they look on a page, where a no-break space is like any other."""
    lines = text.replace("\N{NO-BREAK SPACE}", " ").splitlines()
    return [line for line in lines if not ON_ITS_WAY.fullmatch(line)]


def parts_of(lines: list[str]) -> Iterator[list[str]]:
    """Yield the lines between those that stand for lines left out."""
    part: list[str] = []
    for line in lines:
        if line.strip() == LEFT_OUT:
            yield part
            part = []
        else:
            part.append(line)
    yield part


def shows(printed: list[str], expected: list[str]) -> bool:
    """Tell whether the output is the expected one, all of it or all but what is left out."""
    parts = list(parts_of(expected))
    if len(parts) == 1:
        # What goes to standard error may come before or after the rest.
        return sorted(printed) == sorted(expected)
    begins = printed[: len(parts[0])] == parts[0]
    ends = printed[len(printed) - len(parts[-1]) :] == parts[-1]
    place = 0
    for part in parts:
        starts = range(place, len(printed) - len(part) + 1)
        found = next((at for at in starts if printed[at : at + len(part)] == part), None)
        if found is None:
            return False
        place = found + len(part)
    return begins and ends


def lay_out(page: Path, folder: Path, returned: Path) -> None:
    """Put into a folder what a page starts from."""
    if page.parent == CASE:
        shutil.copytree(CASE, folder, dirs_exist_ok=True)
        return
    for name, example in FOLDERS.items():
        shutil.copytree(ROOT / "examples" / example, folder / name)
    for file in (DEMO / "sivu.txt", DEMO / "malli.yaml", *returned.iterdir()):
        shutil.copy(file, folder)
    for name, content in NAMED_BLOCK.findall(page.read_text("utf-8")):
        (folder / name).write_text(content.lstrip("\n"), "utf-8")


def one_page(page: Path) -> object:
    """Return a page to follow; all but the README take so long that they are marked slow."""
    marks = () if page == ROOT / "README.md" else (pytest.mark.slow,)
    return pytest.param(page, id=page.relative_to(ROOT).as_posix(), marks=marks)


@pytest.mark.parametrize("page", [one_page(page) for page in PAGES])
def test_the_commands_of_a_page_print_what_it_shows(
    page: Path, tmp_path: Path, returned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(ROOT / "docs")
    run = importlib.import_module("_terminals").run
    lay_out(page, tmp_path, returned)
    shown = list(commands_and_outputs(page))
    assert shown
    for command, output in shown:
        printed = run(command, tmp_path)
        assert shows(comparable(printed), comparable(output)), f"{command}\n{printed}"


@pytest.mark.parametrize("page", GUIDES_WITHOUT_A_SHELL, ids=lambda page: page.name)
def test_the_commands_of_the_guides_for_everybody_run_on_any_system(page: Path) -> None:
    commands = [command for command, _ in commands_and_outputs(page)]
    assert [one for one in commands if not one.startswith("toimintamalli ")] == []
    assert [one for one in commands if re.search(r"[|<>;&'$*]", one)] == []
