"""Every public reader, with good files to begin from and what may be said of bad ones.

The command `tests/fuzz.py` and the tests run this file.
"""

from __future__ import annotations

import contextlib
import resource
import signal
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from types import FrameType

from attrs import evolve, frozen

import toimintamalli as tm
from toimintamalli.column_maps import place_tasks
from toimintamalli.column_maps._map import RowKind
from toimintamalli.column_maps._map_file import usable_map
from toimintamalli.documents import read_document, with_lines
from toimintamalli.surveys import place_answers

__all__ = ["MOST_MEMORY", "MOST_SECONDS", "READERS", "Reader", "TooSlow", "answer", "bounded"]

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
EXAMPLE = EXAMPLES / "models" / "hoitoon-viikossa.yaml"
DATA = ROOT / "tests" / "data"
PLUGINS = ROOT / "plugins"
INNOKYLA_PAGES = PLUGINS / "toimintamalli-innokyla" / "tests" / "pages"
EXCEL_DATA = PLUGINS / "toimintamalli-excel" / "tests" / "data"
PDF_DATA = PLUGINS / "toimintamalli-pdf" / "tests" / "data"
SOURCE = ROOT / "src" / "toimintamalli"

MOST_SECONDS = 10.0
"""Seconds of the processor that any file of at most a megabyte may take."""

MOST_MEMORY = 1_000_000_000
"""Bytes of address space, beyond those of the process itself, that any file may take."""


_MOST_TOLD = 40
"""Findings whose sentences are made: a million of them are for nobody."""


class TooSlow(BaseException):
    """A file takes longer than any file may."""


class UnfaithfulError(Exception):
    """What was read is not what is read again after writing."""


@frozen
class Reader:
    """A way into the library.

    Attributes:
        name: Its name on the command line.
        suffix: The suffix of its files, with the dot.
        read: Reads a file and uses what it gives, as a program would.
        seeds: Makes good files.
    """

    name: str
    suffix: str
    read: Callable[[Path], object]
    seeds: Callable[[], Sequence[bytes]]

    @property
    def kind(self) -> str:
        return self.suffix.removeprefix(".")


def answer(reader: Reader, data: bytes) -> str:
    """Return what a reader says of a file: ``read`` and its findings, or its error and its codes.

    Raises:
        Exception: Whatever is no documented error, and so a fault.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"tiedosto{reader.suffix}")
        path.write_bytes(data)
        try:
            told = reader.read(path)
        except tm.PluginError as error:
            if error.__cause__ is not None:  # the frame of the library hides what a plugin raised
                raise error.__cause__ from None
            raise
        except tm.ToimintamalliError as error:
            return f"{type(error).__name__} {_codes(error.report)}"
    return f"read {told}"


@contextlib.contextmanager
def bounded(seconds: float = MOST_SECONDS) -> Iterator[None]:
    """Stop what takes longer than any file may, counted by the processor's time.

    Raises:
        TooSlow: It did.
    """

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TooSlow(f"more than {seconds} seconds")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def limit_memory() -> None:
    """Let this process grow by no more than any file may take."""
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + MOST_MEMORY, resource.RLIM_INFINITY))


# -- what is done with what was read ----------------------------------------------------------


def _codes(report: tm.Report) -> list[str]:
    for language in ("fi", "sv", "en"):
        for finding in report.diagnostics[:_MOST_TOLD]:
            finding.message(language), finding.hint(language)
    return sorted(set(report.codes))


def _used(model: tm.PracticeModel) -> list[str]:
    """Check a model and write it; what is written is the same model when it is read again."""
    found = _codes(tm.check(model))
    for form in ("yaml", "json"):
        if tm.loads(tm.dumps(model, format=form), format=form) != model:
            raise UnfaithfulError(form)
    return found


def _document(path: Path) -> object:
    document = read_document(path)
    with_lines(tm.check(document.model), document.text)
    return _used(document.model)


def _imported(name: str) -> Callable[[Path], object]:
    def read(path: Path) -> object:
        imported = tm.read(path, format=name)
        return [*_codes(imported.diagnostics), *_used(imported.model)]

    return read


def _filled(name: str, *models: Path) -> Callable[[Path], object]:
    """Read a file that was filled for one of several models."""

    def read(path: Path) -> object:
        told: list[str] = []
        for model in models:
            try:
                imported = tm.read(path, format=name, into=tm.load(model))
            except tm.ReadError as error:
                told += _codes(error.report)
            else:
                told += ["read", *_codes(imported.diagnostics), *_used(imported.model)]
        return told

    return read


def _board(path: Path) -> object:
    reading = tm.read_board(path, board_id="taulu")
    _used(tm.PracticeModel(boards=(reading.board,)))
    return _codes(reading.problems)


def _observations(path: Path) -> object:
    return _codes(tm.read_observations(path, metric="hoitoon").problems)


def _figures(path: Path) -> object:
    return _codes(tm.read_figures(path).problems)


def _survey(path: Path) -> object:
    survey = tm.read_survey(path, EXAMPLES / "kysely" / "kysely.toml")
    placed = place_answers(survey, [_model()])
    for model in placed.models:
        _used(model)
    return [*_codes(survey.diagnostics), *_codes(placed.diagnostics)]


def _models(path: Path) -> object:
    portfolio = tm.read_models(path, EXAMPLES / "taulukot" / "mallit.toml")
    for model in portfolio.models[:20]:
        _used(model)
    return _codes(portfolio.problems)


def _models_of_csv(path: Path) -> object:
    column_map = evolve(
        usable_map(EXAMPLES / "taulukot" / "mallit.toml", RowKind.MODELS),
        sheet="",
        header_row=None,
        ignored=(),
    )
    portfolio = tm.read_models(path, column_map)
    for model in portfolio.models[:20]:
        _used(model)
    return _codes(portfolio.problems)


def _tasks(path: Path) -> object:
    placed = place_tasks(path, EXAMPLES / "taulukot" / "tehtavat.toml", [_model()])
    for model in placed.models:
        _used(model)
    return _codes(placed.diagnostics)


def _survey_mapping(path: Path) -> object:
    return _codes(tm.read_survey(EXAMPLES / "kysely" / "vastaukset.csv", path).diagnostics)


def _column_map(path: Path) -> object:
    return _codes(tm.read_models(EXAMPLES / "taulukot" / "mallit.xlsx", path).problems)


# -- good files -------------------------------------------------------------------------------


@cache
def _model() -> tm.PracticeModel:
    return tm.load(EXAMPLE)


def _files(*patterns: tuple[Path, str]) -> Callable[[], list[bytes]]:
    def seeds() -> list[bytes]:
        found = [file for folder, pattern in patterns for file in sorted(folder.glob(pattern))]
        return [file.read_bytes() for file in found]

    return seeds


def _yaml() -> list[bytes]:
    return _files(
        (EXAMPLES / "models", "*.yaml"),
        (DATA, "format-*/*.yaml"),
        (DATA, "viallinen.yaml"),
        (SOURCE / "cli" / "demo", "*.yaml"),
    )()


def _json() -> list[bytes]:
    written = tm.dumps(_model(), format="json").encode()
    return [written, *_files((DATA, "format-*/*.json"))()]


def _workbooks() -> list[bytes]:
    small = tm.PracticeModel(basics=tm.model.BasicData(title="Perhetupa"))
    return [
        tm.render(small, format="excel").data,
        tm.render(_model(), format="excel").data,
        (EXCEL_DATA / "model-filled-in-libreoffice.xlsx").read_bytes(),
    ]


def _worksheets() -> list[bytes]:
    small = tm.PracticeModel(basics=tm.model.BasicData(title="Perhetupa"))
    rendered = [tm.render(model, format="pdf").data for model in (small, _model())]
    return [*rendered, *_files((PDF_DATA, "filled-*.pdf"), (PDF_DATA, "saved-*.pdf"))()]


def _boards() -> list[bytes]:
    return [
        'id;kind;text;votes\r\n"n1";risk;"\'=1+1";3\r\n"n2";idea;"Ääkköset";0\r\n'.encode(),
        'Laji,Teksti,Ääniä\nriski,Kiire,3\nidea,"monta\nriviä",\n'.encode("cp1252"),
        "sep=;\nkind;text\nrisk;a\n".encode("utf-16"),
    ]


_TABLES = EXAMPLES / "taulukot"
_FIGURES = """{"rows": [
  {"statement": "a", "choice": "samaa mieltä", "count": 64, "n": 67, "printed": 95},
  {"statement": "a", "choice": "eri mieltä", "count": "3", "n": 67.0, "printed": "4,5 %"}
]}"""
_MODELS = """\
Nro;Toimintamallin nimi;Lyhyt kuvaus;HVA;Investointi;Asiakasryhmä;Sote;Missä mennään?;\
Käyttöönotto;Yksikkö;Idea
1;Perhetupa;Neuvoa perheille;Kainuu, Lappi;2;Nuoret;sosiaali;Pilotti;2.9.2024;Kajaani;"Auki:
- maanantaisin"
2;Kotikuntoutus;"a ""b"" c";Lappi;I3;Ikääntyneet;terveys;käytössä;2024-09-02;;
"""

READERS = {
    reader.name: reader
    for reader in (
        Reader("yaml", ".yaml", _document, _yaml),
        Reader("json", ".json", _document, _json),
        Reader("page", ".txt", _imported("innokyla"), _files((INNOKYLA_PAGES, "*.txt"))),
        Reader("html", ".html", _imported("innokyla"), _files((INNOKYLA_PAGES, "*.html"))),
        Reader(
            "excel",
            ".xlsx",
            _filled("excel", EXAMPLE, EXCEL_DATA.parent / "etavastaanotto.yaml"),
            _workbooks,
        ),
        Reader("tables", ".xlsx", _models, _files((_TABLES, "*.xlsx"), (EXCEL_DATA, "s*.xlsx"))),
        Reader("pdf", ".pdf", _filled("pdf", EXAMPLE, PDF_DATA / "tyopohja.yaml"), _worksheets),
        Reader("board", ".csv", _board, _boards),
        Reader("observations", ".csv", _observations, _files((EXAMPLES / "mittarit", "*.csv"))),
        Reader("figures", ".csv", _figures, _files((EXAMPLES, "*.csv"))),
        Reader(
            "figures-json",
            ".json",
            _figures,
            lambda: [_FIGURES.encode()],
        ),
        Reader("survey", ".csv", _survey, _files((EXAMPLES / "kysely", "*.csv"))),
        Reader("models", ".csv", _models_of_csv, lambda: [_MODELS.encode()]),
        Reader("tasks", ".csv", _tasks, _files((_TABLES, "tehtavat.csv"))),
        Reader("survey-mapping", ".toml", _survey_mapping, _files((EXAMPLES / "kysely", "*.toml"))),
        Reader("column-map", ".toml", _column_map, _files((_TABLES, "mallit.toml"))),
        Reader(
            "criteria",
            ".toml",
            lambda path: tm.load_instrument(path).id,
            _files((SOURCE / "instruments", "*.toml")),
        ),
        Reader(
            "worksheet",
            ".toml",
            lambda path: tm.load_worksheet(path).id,
            _files((SOURCE / "worksheets", "*.toml")),
        ),
    )
}
"""By their names."""
