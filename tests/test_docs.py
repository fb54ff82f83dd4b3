"""The documentation is true: its examples run, and the packages of its guides can be built."""

import doctest
import importlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from attrs import fields, frozen, has

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
SHEET_GUIDE = DOCS / "how-to" / "write-a-worksheet.md"
SET_GUIDE = DOCS / "how-to" / "write-a-criteria-set.md"
CHECK_GUIDE = DOCS / "how-to" / "write-a-check.md"
PAGES = [
    page
    for page in (
        ROOT / "README.md",
        *sorted(ROOT.glob("plugins/*/README.md")),
        ROOT / "examples" / "plugin" / "README.md",
        *DOCS.rglob("*.md"),
    )
    if "_generated" not in page.parts and "_build" not in page.parts
]
PAGES_WITH_EXAMPLES = [page for page in PAGES if ">>> " in page.read_text("utf-8")]

CODE_BLOCK = re.compile(r"^```(?:python|pycon)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CAPTIONED_BLOCK = re.compile(
    r"^```\{code-block\} \w+\n:caption: (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL
)


def relative(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def only_code(text: str) -> str:
    """Return a page with all but its code blanked, so that failures name the right line."""
    kept = []
    place = 0
    for block in CODE_BLOCK.finditer(text):
        kept += ["\n" * text.count("\n", place, block.start(1)), block[1]]
        place = block.end(1)
    return "".join(kept)


# -- examples ---------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES_WITH_EXAMPLES, ids=relative)
def test_the_examples_of_a_page_are_true(page: Path, example_folder: Path) -> None:
    code = only_code(page.read_text("utf-8"))
    test = doctest.DocTestParser().get_doctest(code, {}, relative(page), str(page), 0)
    result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test)
    assert result.attempted > 0
    assert result.failed == 0


# -- pictures and languages --------------------------------------------------------------------


def test_the_pictures_of_terminals_show_what_commands_print_today(
    example_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(DOCS)
    drawn = dict(importlib.import_module("_terminals").pictures(example_folder))
    kept = {file.stem: file.read_text("utf-8") for file in (DOCS / "pictures").glob("*.svg")}
    assert drawn == kept


def test_every_page_tells_its_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(DOCS)
    language_of = importlib.import_module("_languages").language_of
    folders = {page.relative_to(DOCS).parent.as_posix(): page for page in DOCS.rglob("*.md")}
    named = {language_of(f"{folder}/index") for folder in folders if not folder.startswith("_")}
    assert named == {"en", "fi", "sv"}
    assert language_of("kayttoopas/asennus") == "fi"
    assert language_of("handledning/kom-i-gang") == "sv"
    assert language_of("index") == "en"


def test_links_to_a_page_in_another_language_tell_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(DOCS)
    marked = importlib.import_module("_languages")._marked
    tree = '<a class="reference" href="../index.html">x</a> <a href="sanat.html#paate">y</a>'
    assert marked(tree, "kayttoopas/asennus") == tree.replace("<a class", '<a lang="en" class')
    away = '<a href="https://innokyla.fi/">z</a>'
    assert marked(away, "kayttoopas/asennus") == away


# -- the packages of the guides ---------------------------------------------------------------


@frozen
class Workshop:
    """A folder with the files of a guide, and a place where they are installed."""

    folder: Path
    installed: Path

    def run(self, *arguments: str | Path) -> str:
        """Run Python where the package is installed and return what it prints."""
        path = os.pathsep.join(filter(None, (str(self.installed), os.environ.get("PYTHONPATH"))))
        environment = os.environ | {"PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"}
        answer = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert answer.returncode == 0, answer.stdout + answer.stderr
        return answer.stdout


def workshop_of(guide: Path, made: Workshop) -> Workshop:
    """Build and install the package of a guide, from the text of the guide alone."""
    for name, content in CAPTIONED_BLOCK.findall(guide.read_text("utf-8")):
        file = made.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content.lstrip("\n"), "utf-8")
    options = ("--quiet", "--no-deps", "--no-build-isolation", "--disable-pip-version-check")
    made.run("-m", "pip", "install", *options, "--target", made.installed, ".")
    return made


@pytest.fixture(scope="module")
def set_workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """The criteria set of its guide."""
    folders = Workshop(tmp_path_factory.mktemp("guide"), tmp_path_factory.mktemp("installed"))
    return workshop_of(SET_GUIDE, folders)


def outputs(guide: Path) -> list[str]:
    """Return what a guide says that its programs print."""
    return re.findall(r"^```text\n(.*?)^```$", guide.read_text("utf-8"), re.MULTILINE | re.DOTALL)


def test_the_set_of_the_guide_is_checked_as_the_guide_says(set_workshop: Workshop) -> None:
    whole, shape, names, _ = outputs(SET_GUIDE)
    (file,) = set_workshop.folder.glob("src/*/*.toml")
    written = file.read_text("utf-8")
    unknown_level = written.replace('level = "osin"', 'level = "osittain"')
    misshapen = unknown_level.replace('version = "2"', "version = 2").replace("weight", "weigth")
    told = []
    for text in (written, misshapen, unknown_level):
        file.write_text(text, "utf-8")
        told.append(set_workshop.run("check_set.py"))
    file.write_text(written, "utf-8")
    assert told == [whole, shape, names]


def test_the_set_of_the_guide_is_installed_without_any_code(set_workshop: Workshop) -> None:
    assert list(set_workshop.installed.rglob("*.py")) == []
    assert set_workshop.run("use_set.py") == outputs(SET_GUIDE)[-1]


def test_the_guide_to_sets_names_every_key(set_workshop: Workshop) -> None:
    instrument = importlib.import_module("toimintamalli.model.instrument")
    classes = [getattr(instrument, name) for name in instrument.__all__]
    keys = {key.name for cls in classes if has(cls) for key in fields(cls)} - {"custom"}
    table = SET_GUIDE.read_text("utf-8").partition("## What the keys mean")[2].partition("\n## ")[0]
    assert [key for key in sorted(keys) if not re.search(rf"`\W*{key}\W*`", table)] == []
    assert len(list(set_workshop.folder.glob("src/*/*"))) == 1


@pytest.fixture(scope="module")
def sheet_workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """The worksheet of its guide."""
    folders = Workshop(tmp_path_factory.mktemp("guide"), tmp_path_factory.mktemp("installed"))
    return workshop_of(SHEET_GUIDE, folders)


def test_the_sheet_of_the_guide_is_checked_as_the_guide_says(sheet_workshop: Workshop) -> None:
    whole, misplaced, _ = outputs(SHEET_GUIDE)
    (file,) = sheet_workshop.folder.glob("src/*/*.toml")
    written = file.read_text("utf-8")
    assert sheet_workshop.run("check_sheet.py") == whole
    lost = written.replace('"response"', '"torjunta"')
    file.write_text(lost.replace('"rooting_plan"', '"rooting_plans"'), "utf-8")
    told = sheet_workshop.run("check_sheet.py")
    file.write_text(written, "utf-8")
    assert told == misplaced


def test_the_sheet_of_the_guide_is_drawn_filled_and_read_without_any_code(
    sheet_workshop: Workshop,
) -> None:
    assert list(sheet_workshop.installed.rglob("*.py")) == []
    assert sheet_workshop.run("use_sheet.py") == outputs(SHEET_GUIDE)[-1]


def test_the_guide_to_worksheets_names_every_key() -> None:
    worksheets = importlib.import_module("toimintamalli.worksheets")
    classes = (
        worksheets.Worksheet,
        worksheets.WorksheetPart,
        worksheets.WorksheetField,
        worksheets.EarlierWorksheet,
        worksheets.RenamedField,
    )
    keys = {key.name for cls in classes for key in fields(cls)} - {"custom"}
    kinds = {kind.value for kind in worksheets.PartKind}
    sources = {source.value for source in worksheets.QuestionSource}
    table = SHEET_GUIDE.read_text("utf-8").partition("## What the keys mean")[2]
    table = table.partition("\n## ")[0]
    missing = [key for key in keys | kinds | sources if not re.search(rf"`\W*{key}\W*`", table)]
    assert missing == []


@pytest.fixture(scope="module")
def check_workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """The check of its guide."""
    folders = Workshop(tmp_path_factory.mktemp("guide"), tmp_path_factory.mktemp("installed"))
    return workshop_of(CHECK_GUIDE, folders)


def test_the_check_of_the_guide_runs_beside_the_others(check_workshop: Workshop) -> None:
    assert check_workshop.run("use_check.py") == outputs(CHECK_GUIDE)[-1]


def test_a_model_sets_the_check_of_the_guide_aside_as_any_other(check_workshop: Workshop) -> None:
    text = (
        "format_version: 2\nstages: [{stage: piloted}]\n"
        "suppressions: [{code: RANNIKKO001, reason: Paikka on salainen}]"
    )
    program = (
        "import toimintamalli as tm\n"
        f"report = tm.check(tm.loads({text!r}))\n"
        "print([found.code for found in report.suppressed], 'RANNIKKO001' in report.codes)"
    )
    assert check_workshop.run("-c", program) == "['RANNIKKO001'] False\n"
