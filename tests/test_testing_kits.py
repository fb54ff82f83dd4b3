"""The kits catch what they are for: each fault of a plugin fails the test of that name.

The plugins are installed as pip would leave them, with a real ``.dist-info``; each is good but for
one fault.
"""

from __future__ import annotations

import runpy
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from toimintamalli._data import read_toml
from toimintamalli.diagnostics import catalogue
from toimintamalli.testing import (
    ExporterContract,
    ImporterContract,
    InstrumentContract,
    WorksheetContract,
)

HERE = Path(__file__)
HELPERS = runpy.run_path(str(HERE.with_name("plugin_site.py")))
GOOD = HERE.with_name("data").joinpath("muistio.py").read_text("utf-8")
CATALOGUE = HERE.with_name("data").joinpath("muistio.toml").read_text("utf-8")
SET = HERE.with_name("data").joinpath("laatu.toml").read_text("utf-8")
SHEET = HERE.with_name("data").joinpath("kolme-riskia.toml").read_text("utf-8")
POINTS = (
    "[toimintamalli.exporters]\nmuistio = muistio:exporter\n"
    "[toimintamalli.importers]\nmuistio = muistio:importer\n"
)

pytestmark = pytest.mark.slow


class Exporting(ExporterContract):
    format = "muistio"
    heavy = ("colorsys",)
    examples = 10


class Importing(ImporterContract):
    format = "muistio"
    exporter = "muistio"
    heavy = ("colorsys",)
    lost = ("[!b]*", "boards*", "basics.[!t]*")
    seconds = 2
    examples = 10


class Instruments(InstrumentContract):
    instrument = "laatu"


class Sheets(WorksheetContract):
    worksheet = "kolme-riskia"


def checks_of(kit: type) -> list[str]:
    return [name for name in dir(kit) if name.startswith("test_")]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A folder of distributions beside those that are installed, as other interpreters see it."""
    monkeypatch.setattr(sys, "path", list(sys.path))
    made = HELPERS["PluginSite"](tmp_path)
    yield made
    for module in made.modules:
        made.forget(module)
    catalogue.cache_clear()
    read_toml.cache_clear()


Install = Callable[..., None]


@pytest.fixture
def install(site: Any) -> Install:
    """Installs the good plugin with some of its text replaced."""

    def with_fault(old: str = "", new: str = "") -> None:
        assert old in GOOD + CATALOGUE
        files = {"__init__.py": GOOD.replace(old, new) if old else GOOD + new}
        files["diagnostics.toml"] = CATALOGUE.replace(old, new) if old else CATALOGUE
        site.install_files("muistio", {f"muistio/{name}": files[name] for name in files}, POINTS)

    return with_fault


def failure(kit: type, check: str) -> str:
    """Return what a check of a kit complains of."""
    with pytest.raises(AssertionError) as caught:
        getattr(kit(), check)()
    return str(caught.value)


# -- good ones --------------------------------------------------------------------------------


@pytest.mark.parametrize("kit", [Exporting, Importing])
def test_a_good_plugin_passes_every_check(kit: type, install: Install) -> None:
    install()
    for check in checks_of(kit):
        getattr(kit(), check)()


def test_a_good_criteria_set_passes_every_check(site: Any) -> None:
    site.install_sets("laatukriteerit", {"laatu": SET})
    for check in checks_of(Instruments):
        getattr(Instruments(), check)()


def test_a_good_worksheet_passes_every_check(site: Any) -> None:
    site.install_sets("riskit", {"kolme-riskia": SHEET}, group="toimintamalli.worksheets")
    for check in checks_of(Sheets):
        getattr(Sheets(), check)()


# -- faults of exporters ----------------------------------------------------------------------

RENDER = "        heading = TITLE.get(options.language)\n"
READ = "        title = title_in(data)\n"

# What is replaced by what, the check that catches it, and what it says.
FAULTS_OF_EXPORTERS = [
    ('name: str = "muistio"', 'name: str = "Muistio"',
     "test_the_plugin_is_found_under_its_name", "name 'Muistio'"),
    ('sv="Promemoria"', 'sv=""',
     "test_the_title_stands_in_three_languages", "empty in 'sv'"),
    ("api_version: int = 1", "api_version: int = 2",
     "test_the_version_of_the_protocol_is_todays", "2"),
    ("import json\n", "import json\nimport colorsys\n",
     "test_importing_the_plugin_imports_nothing_heavy", "importing muistio imports colorsys"),
    ('sv="Stora bokstäver"', 'sv=" "',
     "test_every_option_is_documented_in_three_languages", "option 'capitals' lacks 'sv'"),
    ("option(False, help=CAPITALS)", "False",
     "test_every_option_is_documented_in_three_languages", "option 'capitals' has no help"),
    ('    """What may be chosen."""\n', '    __doc__ = ""\n',
     "test_the_class_of_the_options_is_described_and_frozen", "no docstring"),
    ("UNUSED =", "MemoOptions.__setattr__ = object.__setattr__\nUNUSED =",
     "test_the_class_of_the_options_is_described_and_frozen", "can be changed"),
    ('option("-", help=MARK)', 'option("-----", help=MARK)',
     "test_the_options_have_values_when_none_is_given", "-----"),
    ("        if len(self.mark) > 3:", '        if {"-": 0}[self.mark]:',
     "test_strange_values_of_options_are_taken_or_refused", "KeyError"),
    ("            raise OptionError(", "            raise ReadError(",
     "test_strange_values_of_options_are_taken_or_refused", "ReadError"),
    ('suffix: str = ".muistio"', 'suffix: str = "muistio"',
     "test_the_suffix_begins_with_a_dot", "'muistio'"),
    ('media_type: str = "text/plain; charset=utf-8"', 'media_type: str = "teksti"',
     "test_the_media_type_is_well_formed", "'teksti'"),
    ("            suffix=self.suffix,", '            suffix=".txt",',
     "test_the_suffix_of_a_file_is_that_of_the_format", ".txt"),
    ("frozenset({PracticeModel})", "frozenset({PracticeModel, str})",
     "test_the_subjects_are_models_or_portfolios", "PracticeModel, str"),
    ("frozenset({PracticeModel})", "frozenset({object})",
     "test_other_subjects_are_refused", "AttributeError"),
    (RENDER, RENDER + '        _ = 1 / len(subject.basics.title or "")\n',
     "test_every_sample_gives_a_file", "ZeroDivisionError"),
    ("heading.upper() if options.capitals", "heading.supper() if options.capitals",
     "test_every_choice_of_an_option_gives_a_file", "AttributeError"),
    ("TITLE.get(options.language)", "TITLE.fi",
     "test_every_language_gives_a_file", "the same files for two languages"),
    (RENDER, RENDER + '        subject.basics.title.encode("latin-1")\n',
     "test_hostile_texts_give_a_file_or_are_refused", "UnicodeEncodeError"),
    (RENDER, RENDER + "        _ = [0][0 if subject == PracticeModel() else 1]\n",
     "test_any_model_gives_a_file_or_is_refused", "IndexError"),
    (RENDER, RENDER + "        SEEN.append(1)\n        heading += str(len(SEEN))\n",
     "test_the_same_bytes_come_twice", "other bytes for"),
    (RENDER, RENDER + '        heading += "".join({"a", "b", "c", "d", "e", "f", "g"})\n',
     "test_the_bytes_do_not_follow_the_order_of_hashes", "other bytes for"),
    (RENDER, RENDER + "        heading += f'{datetime.datetime.now(datetime.UTC):%Y}'\n",
     "test_the_bytes_do_not_follow_clock_zone_or_user", "other bytes for"),
    (RENDER, RENDER + "        heading += datetime.date.today().isoformat()\n",
     "test_the_bytes_do_not_follow_clock_zone_or_user", "other bytes for"),
    (RENDER, RENDER + "        heading += time.strftime('%Y-%m-%d')\n",
     "test_the_bytes_do_not_follow_clock_zone_or_user", "other bytes for"),
    (RENDER, RENDER + "        heading += getpass.getuser()\n",
     "test_the_bytes_do_not_follow_clock_zone_or_user", "other bytes for"),
    (RENDER, RENDER + "        object.__setattr__(subject.basics, 'title', 'x')\n",
     "test_subject_and_options_stay_as_they_are", "render changed"),
    ("UNUSED =", "MemoOptions.__reduce__ = lambda self: (lambda: self, ())\nUNUSED =",
     "test_exporter_options_and_result_can_be_pickled", "ickle"),
    (RENDER, RENDER + "        SEEN.append(1)\n        time.sleep(0.002)\n"
     "        heading += str(len(SEEN))\n        SEEN.pop()\n",
     "test_threads_get_the_same_bytes", "other bytes for"),
    ("MUISTIO001", "MEMO001",
     "test_codes_begin_with_the_name_of_the_format", "code MEMO001"),
    (', sv = "Promemorian är då kort."', ', sv = ""',
     "test_the_texts_of_the_codes_stand_in_three_languages", "MUISTIO001: why lacks 'sv'"),
    (', sv = "Promemorian är då kort."', "",
     "test_the_texts_of_the_codes_stand_in_three_languages", "sv"),
    ('sv = "Modellen \\"{title}\\" har', 'sv = "Modellen \\"{namn}\\" har',
     "test_the_texts_of_the_codes_stand_in_three_languages", "other places"),
    ('_report("MUISTIO001", title=subject.basics.title)', '_report("MUISTIO001")',
     "test_findings_can_be_told_in_three_languages", "cannot be told in 'fi'"),
    (RENDER, RENDER + "        NAMES.setdefault(len(subject.stages), subject.basics.title)\n"
     "        heading += NAMES[len(subject.stages)]\n",
     "test_files_for_others_hold_no_planted_person", "name of the planted person in a file for p"),
    ('data=text.encode("utf-8", "backslashreplace")',
     'data=base64.b64encode(text.encode("utf-8", "backslashreplace"))',
     "test_the_search_for_persons_can_read_the_files", "no planted name"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "check", "said"),
    FAULTS_OF_EXPORTERS,
    ids=[row[2] for row in FAULTS_OF_EXPORTERS],
)
def test_a_fault_of_an_exporter_is_caught(
    old: str, new: str, check: str, said: str, install: Install
) -> None:
    install(old, new)
    assert said in failure(Exporting, check)


# -- faults of importers ----------------------------------------------------------------------

FAULTS_OF_IMPORTERS = [
    ('suffixes: tuple[str, ...] = (".muistio",)', 'suffixes: tuple[str, ...] = ("muistio",)',
     "test_the_suffixes_begin_with_a_dot", "'muistio'"),
    ("title = json.loads(", "title = float(",
     "test_good_files_are_read", "ReadError for a file"),
    ("evolve(base.basics, title=title)", "evolve(base.basics, title=title.strip() + '.')",
     "test_a_file_read_back_gives_the_model_again", "basics.title, of"),
    ("base = into or PracticeModel()", "base = PracticeModel()",
     "test_an_unchanged_file_proposes_nothing", "id, of the model 'vain-nimi'"),
    (READ, READ + "        into and object.__setattr__(into.basics, 'title', title)\n",
     "test_a_proposal_leaves_the_model_as_it_was", "reading changed"),
    ("changes if into and title != before else ()", "()",
     "test_the_changes_of_a_proposal_are_listed", "0 changes for another model"),
    ("changes if into and title != before else ()", "changes",
     "test_the_changes_of_a_proposal_are_listed", "which was read into no model"),
    ("except (ValueError, IndexError, RecursionError)", "except ValueError",
     "test_strange_files_are_read_or_refused", "IndexError"),
    (READ, "        time.sleep(2.1)\n" + READ,
     "test_strange_files_are_read_or_refused", "2 seconds for a file"),
    ('raise ReadError(Report((_report("MUISTIO002"),))) from None',
     'raise OptionError(Report((_report("MUISTIO002"),))) from None',
     "test_broken_files_are_read_or_refused", "OptionError for a file"),
    (READ, "        _ = {False: 0}[max(data, default=0) > 127]\n" + READ,
     "test_any_bytes_are_read_or_refused", "KeyError"),
    (READ, READ + "        title = str({*title})\n",
     "test_the_same_file_gives_the_same_model_everywhere", "in another process"),
    (READ, READ + "        title += time.strftime('%Y')\n",
     "test_the_same_file_gives_the_same_model_everywhere", "in another process"),
    (READ, READ + "        SEEN.append(1)\n        time.sleep(0.002)\n"
     "        title += str(len(SEEN))\n        SEEN.pop()\n",
     "test_threads_read_the_same", "in a thread"),
    ("UNUSED =", "MemoImporter.__reduce__ = lambda self: (lambda: self, ())\nUNUSED =",
     "test_importer_options_and_result_can_be_pickled", "ickle"),
    ('hint = { fi = "Valitse toinen tiedosto."', 'hint = { fi = "Valitse {x}."',
     "test_the_texts_of_the_codes_stand_in_three_languages", "other places"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "check", "said"), FAULTS_OF_IMPORTERS, ids=str)
def test_a_fault_of_an_importer_is_caught(
    old: str, new: str, check: str, said: str, install: Install
) -> None:
    install(old, new)
    assert said in failure(Importing, check)


# -- faults of data ---------------------------------------------------------------------------

FAULTS_OF_SETS = [
    ('id = "laatu"', 'id = "laatu2"', "test_it_is_found_and_loads", "laatu2"),
    ("points = 2", "points = -1", "test_it_is_found_and_loads", "kylla-ei"),
    ('label = "Osin"', 'label = { fi = "Osin", sv = "", en = "Partly" }',
     "test_every_text_stands_in_one_language_or_in_all", "empty in 'sv'"),
    ('"Uudet työntekijät perehdytetään malliin."',
     '{ fi = "Uudet työntekijät perehdytetään.", sv = "Nya får handledning.", en = "New are." }',
     "test_every_text_stands_in_one_language_or_in_all", "criteria[0].question"),
    ('source = "Kehittämisyksikkö"', 'source = " "',
     "test_it_tells_where_it_comes_from", "no source"),
    ('title = "Arki"', 'title = "Arki"\n[[themes]]\nid = "muu"\ntitle = "Muu"',
     "test_every_scale_and_theme_is_used", "theme 'muu' has no criterion"),
    ('label = "Osin"', 'label = "Ei"',
     "test_levels_of_a_scale_can_be_told_apart", "one label"),
    ("points = 2", "points = 7",
     "test_levels_of_a_scale_can_be_told_apart", "[0, 1, 7]"),
    ("Uudet työntekijät perehdytetään malliin.", "Ohje on jokaisella, joka sitä tarvitsee.",
     "test_questions_differ", "ask the same"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "check", "said"), FAULTS_OF_SETS, ids=str)
def test_a_fault_of_a_criteria_set_is_caught(
    old: str, new: str, check: str, said: str, site: Any
) -> None:
    assert old in SET
    site.install_sets("laatukriteerit", {"laatu": SET.replace(old, new)})
    assert said in failure(Instruments, check)


FAULTS_OF_SHEETS = [
    ('record = "rooting_plan.risks"', 'record = "rooting_plan.ei"',
     "test_it_is_found_and_loads", "rooting_plan.ei"),
    ('title = "Kolme riskiä"', "", "test_it_has_a_title", "its identifier"),
    ('prefix = "riskit3"', 'prefix = "tyolista"',
     "test_its_prefix_is_its_own", "that of 'juuruttajan-tyolista'"),
    ('kind = "table"\nid = "riskit"\nrecord = "rooting_plan.risks"\nblank = 3\n'
     'fields = [{ field = "what", lines = 2 }, { field = "response", lines = 2 }]',
     'kind = "text"\ntext = "Ei muuta."',
     "test_a_sheet_read_back_changes_nothing", "no fields"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "check", "said"), FAULTS_OF_SHEETS, ids=str)
def test_a_fault_of_a_worksheet_is_caught(
    old: str, new: str, check: str, said: str, site: Any
) -> None:
    assert old in SHEET
    sheet = SHEET.replace(old, new)
    site.install_sets("riskit", {"kolme-riskia": sheet}, group="toimintamalli.worksheets")
    assert said in failure(Sheets, check)


def test_a_format_that_is_not_installed_is_told_with_what_to_do() -> None:
    told = failure(Exporting, "test_every_sample_gives_a_file")
    assert "no exporter 'muistio'" in told
    assert "pip install -e ." in told


def test_every_check_of_a_plugin_has_a_fault_that_it_catches() -> None:
    caught = {
        Exporting: {row[2] for row in FAULTS_OF_EXPORTERS},
        Importing: {row[2] for row in FAULTS_OF_IMPORTERS + FAULTS_OF_EXPORTERS},
    }
    untried = {kit.__name__: sorted({*checks_of(kit)} - tried) for kit, tried in caught.items()}
    assert untried == {"Exporting": UNTRIED, "Importing": UNTRIED}


# What only another installed package, or the library itself, could break.
UNTRIED = [
    "test_listing_the_formats_does_not_import_the_plugin",
    "test_unknown_options_are_refused",
    "test_wrong_values_of_options_are_refused",
]
