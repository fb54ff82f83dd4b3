"""Worksheets as data: those of the library, those of a package, and every mistake with its line."""

from __future__ import annotations

import runpy
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import toimintamalli as tm
from toimintamalli.filling import form_of
from toimintamalli.model import PracticeModel, Risk, RootingPlan
from toimintamalli.text import Language
from toimintamalli.vocabulary import worklist_rows
from toimintamalli.worksheets import (
    BUNDLED,
    DEFAULT_WORKSHEET,
    PartKind,
    QuestionSource,
    get_worksheet,
    list_worksheets,
    load_worksheet,
    model_path,
    questions_of,
    title_of,
    worksheet_ids,
)

plugin_site = runpy.run_path(str(Path(__file__).with_name("plugin_site.py")))["plugin_site"]
EVERY_SHEET = pytest.mark.parametrize("name", BUNDLED)
FOLDER = Path(tm.__file__).parent / "worksheets"

OWN = """\
id = "riskipaja"
prefix = "riskipaja"
version = "1"
title = "Riskipaja"
landscape = true

[provenance]
status = "own"
source = "Oma lomake"
read = 2026-11-30

[[parts]]
kind = "text"
text = "Miettikää riskejä."

[[parts]]
kind = "table"
id = "riskit"
record = "rooting_plan.risks"
blank = 4
fields = [
  { field = "what", lines = 2, weight = 3 },
  { field = "response", lines = 2, weight = 3 },
]

[[parts]]
kind = "fields"
id = "suunnitelma"
record = "rooting_plan"
fields = [{ field = "enablers", lines = 3 }]

[[parts]]
kind = "table"
id = "portaat"
record = "rooting_plan.ownership"
key = "level"
questions = "values"
corner = "Porras"
fields = [{ field = "now" }]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "oma.toml"


def loaded(text: str, file: Path) -> tm.Worksheet:
    file.write_text(text, "utf-8")
    return load_worksheet(file)


def texts(part: Any, path: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    if isinstance(part, dict) and set(part) == {"fi", "sv", "en"}:
        yield path, part
    elif isinstance(part, dict):
        for key, value in part.items():
            yield from texts(value, f"{path}.{key}")
    elif isinstance(part, list):
        for number, value in enumerate(part):
            yield from texts(value, f"{path}[{number}]")


# -- the worksheets of the library ------------------------------------------------------------


@EVERY_SHEET
def test_every_worksheet_of_the_library_can_be_read(name: str) -> None:
    sheet = get_worksheet(name)
    assert sheet.id == name
    assert sheet.provenance.source
    assert all(title_of(sheet).get(language) for language in Language)


def test_no_two_worksheets_begin_the_names_of_their_fields_alike() -> None:
    prefixes = [get_worksheet(name).prefix for name in BUNDLED]
    assert len(set(prefixes)) == len(prefixes)


@EVERY_SHEET
def test_every_text_of_a_worksheet_is_there_in_three_languages(name: str) -> None:
    read = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
    for path, text in texts(read):
        assert all(text.values()), path
        ends = {value[-1] in ".:" for value in text.values()}
        assert len(ends) == 1, path


@EVERY_SHEET
def test_every_field_that_is_asked_is_a_field_of_the_model(name: str) -> None:
    for part in get_worksheet(name).parts:
        for field in part.fields:
            assert form_of(model_path(part.record).record, field.field) is not None


def test_the_list_tells_the_worksheets_of_the_library_first() -> None:
    assert worksheet_ids()[: len(BUNDLED)] == BUNDLED
    assert [row.id for row in list_worksheets()][: len(BUNDLED)] == list(BUNDLED)
    assert DEFAULT_WORKSHEET == "tyopohja-4"


def test_official_rows_are_taken_from_where_they_stand() -> None:
    (part,) = get_worksheet("juuruttajan-tyolista").parts
    path = model_path(part.record)
    assert part.questions is QuestionSource.WORKLIST
    questions = questions_of(part.questions, path.record, part.key)
    assert [row.key for row in questions.rows] == [row.id for row in worklist_rows()]
    assert [row.name for row in questions.rows] == [row.name for row in worklist_rows()]


# -- worksheets of others ---------------------------------------------------------------------


def test_a_worksheet_of_ones_own_is_read_from_a_file(file: Path) -> None:
    sheet = loaded(OWN, file)
    assert (sheet.id, sheet.landscape) == ("riskipaja", True)
    assert [part.kind for part in sheet.parts] == [
        PartKind.TEXT,
        PartKind.TABLE,
        PartKind.FIELDS,
        PartKind.TABLE,
    ]


def test_a_package_offers_a_worksheet_without_code(tmp_path: Path) -> None:
    with plugin_site(tmp_path) as site:
        site.install_sets(
            "rannikon-lomakkeet",
            {"riskipaja": OWN},
            group="toimintamalli.worksheets",
            code=None,
        )
        assert worksheet_ids()[-1] == "riskipaja"
        assert tm.get_worksheet("riskipaja") == tm.get_worksheet("rannikon-lomakkeet:riskipaja")
        assert tm.list_worksheets()[-1].distribution == "rannikon-lomakkeet"


def test_a_worksheet_that_cannot_be_read_harms_no_other(tmp_path: Path) -> None:
    with plugin_site(tmp_path) as site:
        broken = OWN.replace('record = "rooting_plan.risks"', 'record = "rooting_plan.riskit"')
        site.install_sets(
            "rikki", {"riskipaja": broken, "tyhja": "x"}, group="toimintamalli.worksheets"
        )
        rows = tm.list_worksheets()
        assert [row.id for row in rows if row.worksheet] == list(BUNDLED)
        assert [row.problem.codes for row in rows if not row.worksheet] == [
            ("TM338",),
            ("TM320",),
        ]


def test_two_packages_that_offer_one_name_are_told_apart(tmp_path: Path) -> None:
    with plugin_site(tmp_path) as site:
        for distribution in ("eka", "toka"):
            site.install_sets(distribution, {"riskipaja": OWN}, group="toimintamalli.worksheets")
        with pytest.raises(tm.AmbiguousFormatError) as caught:
            tm.get_worksheet("riskipaja")
        assert caught.value.report.codes == ("TM336",)
        assert '"toka:riskipaja"' in caught.value.message("sv")
        assert tm.get_worksheet("toka:riskipaja").id == "riskipaja"


@pytest.mark.parametrize(
    ("offered", "sheets", "code"),
    [
        ({"toinen": "vaarin"}, {"toinen": OWN}, "TM335"),
        ({"riskipaja": "poissa"}, {"riskipaja": OWN}, "TM337"),
        ({"puuttuu": "vaarin"}, {"riskipaja": OWN}, "TM337"),
    ],
)
def test_an_offer_that_does_not_hold_is_told(
    tmp_path: Path, offered: dict[str, str], sheets: dict[str, str], code: str
) -> None:
    with plugin_site(tmp_path) as site:
        site.install_sets("vaarin", sheets, offered=offered, group="toimintamalli.worksheets")
        (name,) = offered
        with pytest.raises((tm.LoadError, tm.PluginError)) as caught:
            tm.get_worksheet(name)
        assert caught.value.report.codes == (code,)


def test_an_unknown_worksheet_is_told_with_those_that_are_known() -> None:
    with pytest.raises(tm.UnknownNameError) as caught:
        tm.get_worksheet("riskipaja")
    assert "juuruttajan-tyolista" in caught.value.message("fi")


# -- mistakes ---------------------------------------------------------------------------------

# What of the worksheet above is replaced, and by what; the finding stands at its line.
WRONG = {
    "a place that a model does not have": (
        'record = "rooting_plan.risks"',
        'record = "rooting_plan.riskit" # <- TM338',
    ),
    "a value instead of a record": (
        'record = "rooting_plan.risks"',
        'record = "rooting_plan.what" # <- TM338',
    ),
    "one record where a list is wanted": (
        'record = "rooting_plan.risks"',
        'record = "rooting_plan.decision" # <- TM338',
    ),
    "a list where one record is wanted": (
        'record = "rooting_plan"\n',
        'record = "rooting_plan.risks" # <- TM338\n',
    ),
    "metrics of another kind": (
        'kind = "table"\nid = "riskit"\nrecord = "rooting_plan.risks"',
        'kind = "metrics"\nid = "riskit"\nrecord = "rooting_plan.risks" # <- TM338',
    ),
    "a field that the record does not have": (
        '{ field = "response", lines',
        '{ field = "vastaus", lines = 1 }, # <- TM338\n  { field = "what", lines',
    ),
    "a field that holds records": (
        'fields = [{ field = "enablers", lines = 3 }]',
        'fields = [{ field = "tasks", lines = 3 }] # <- TM338',
    ),
    "a key whose values are not listed": ('key = "level"', 'key = "now" # <- TM338'),
    "two parts of one name": ('id = "portaat"', 'id = "riskit" # <- TM323'),
    "too many empty rows": ("blank = 4", "blank = 101 # <- TM339"),
    "no line": ("lines = 3 }", "lines = 0 }] # <- TM339\nx-rest = [{}"),
    "a part without a name": ('id = "riskit"\n', "id = '' # <- TM339\n"),
    "a name with other signs": ('prefix = "riskipaja"', 'prefix = "riski paja" # <- TM339'),
    "a list of nothing": ('[[parts]]\nkind = "text"', '[[parts]] # <- TM339\nkind = "list"'),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_mistake_is_told_at_its_line(what: str, file: Path) -> None:
    old, new = WRONG[what]
    assert old in OWN
    text = OWN.replace(old, new, 1)
    marked = [
        (line.rpartition("# <- ")[2], number)
        for number, line in enumerate(text.splitlines(), 1)
        if "# <- " in line
    ]
    with pytest.raises(tm.LoadError) as caught:
        loaded(text, file)
    found = [(finding.code, finding.line) for finding in caught.value.report]
    assert set(marked) <= set(found)


def test_rows_that_are_given_need_a_key_and_a_corner(file: Path) -> None:
    text = OWN.replace('key = "level"\n', "").replace('corner = "Porras"\n', "")
    with pytest.raises(tm.LoadError) as caught:
        loaded(text, file)
    paths = {finding.path for finding in caught.value.report}
    assert paths == {"parts[3].key", "parts[3].corner"}


def test_a_worksheet_without_parts_is_told(file: Path) -> None:
    text = OWN[: OWN.index("[[parts]]")].replace("landscape", "parts = []\nlandscape")
    with pytest.raises(tm.LoadError) as caught:
        loaded(text, file)
    assert caught.value.report.codes == ("TM339",)


# -- places in a model ------------------------------------------------------------------------


def test_a_list_that_is_not_there_is_empty_and_can_be_put() -> None:
    path = model_path("rooting_plan.risks")
    model = PracticeModel()
    assert path.value(model) == ()
    risks = (Risk(what="Rahoitus päättyy"),)
    assert path.with_value(model, risks) == PracticeModel(rooting_plan=RootingPlan(risks=risks))


def test_putting_what_is_there_makes_nothing() -> None:
    model = PracticeModel()
    assert model_path("rooting_plan.risks").with_value(model, ()) is model
    assert model_path("rooting_plan.decision").with_value(model, None) is model


@pytest.mark.parametrize("text", ["", "poissa", "rooting_plan.", "rooting_plan.risks.what", "id"])
def test_a_place_that_no_model_has_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="has no record"):
        model_path(text)
