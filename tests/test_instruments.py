"""Criteria sets: files, installed packages, and what can be wrong with a set."""

from __future__ import annotations

import pickle
import runpy
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import toimintamalli as tm
from toimintamalli.model import CustomField
from toimintamalli.model.instrument import Necessity
from toimintamalli.plugins import refresh
from toimintamalli.text import Language, LocalizedText

HELPERS = runpy.run_path(str(Path(__file__).with_name("plugin_site.py")))
BUNDLED = [
    "vaikutusten-itsearviointi",
    "kuvauksen-arviointi",
    "juurtumisvalmius",
    "innokyla-arviointimittari",
    "talentia-hyva-kaytanto",
    "kasvun-tuki",
    "palkintoprosessi",
]

# A set of a county's own, in Finnish only. Every part of a set is there once at least.
OWN = """\
id = "lapin-kriteerit"
version = "2"
title = "Lapin kriteerit"
asks = ["date", "unit"]
x-owner = "Kehittämisyksikkö"

[provenance]
status = "own"
source = "Lapin kehittämisyksikkö"
read = 2026-11-20

[consensus]
percent = 75
spread = 1

[recommendation]
least_per_county = 1
most_per_county = 3
snapshots = [2026-12-31, 2027-06-30]
provenance = { status = "own", source = "Johtoryhmä", read = 2026-11-20 }

[[scales]]
id = "kylla-ei"
numeric = true
levels = [
    { id = "ei", label = "Ei", side = "disagree", points = 0 },
    { id = "osin", label = "Osin", points = 1 },
    { id = "kylla", label = "Kyllä", side = "agree", points = 2, spellings = ["Joo"] },
]

[[themes]]
id = "arki"
title = "Arki"

[[criteria]]
id = "ohje"
theme = "arki"
scale = "kylla-ei"
question = "Ohje on jokaisella, joka sitä tarvitsee."
weight = 2
necessity = "must"
levels = [
    { level = "ei", meaning = "Ohjetta ei ole." },
    { level = "kylla", meaning = "Ohje on käytössä." },
]

[[criteria]]
id = "etana"
theme = "arki"
scale = "kylla-ei"
question = "Etäkäynti onnistuu ilman apua."
applies_when = { trait = "investments", any_of = ["I4"] }
uncertain = ["sv"]

[[earlier]]
version = "1"
criteria = [{ old = "ohjeet", new = "ohje" }]
"""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Any]:
    with HELPERS["plugin_site"](tmp_path) as installed:
        yield installed


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sets") / "oma.toml"


def loaded(text: str | bytes, file: Path) -> tm.Instrument:
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return tm.load_instrument(file)


def own(identifier: str, title: str = "Oma") -> str:
    """Return the set under another identifier and title."""
    text = OWN.replace('"lapin-kriteerit"', f'"{identifier}"')
    return text.replace('"Lapin kriteerit"', f'"{title}"')


def row_of(identifier: str, distribution: str) -> tm.InstrumentInfo:
    (row,) = (
        row
        for row in tm.list_instruments()
        if (row.id, row.distribution) == (identifier, distribution)
    )
    return row


# -- a file -----------------------------------------------------------------------------------


def test_a_set_of_ones_own_in_one_language_is_read(file: Path) -> None:
    read = loaded(OWN, file)
    assert (read.id, read.version, len(read.criteria)) == ("lapin-kriteerit", "2", 2)
    assert {read.title.get(language) for language in Language} == {"Lapin kriteerit"}
    assert read.criteria[0].question.sv == "Ohje on jokaisella, joka sitä tarvitsee."
    assert read.criteria[0].necessity is Necessity.MUST
    assert read.criteria[1].uncertain == (Language.SWEDISH,)
    assert [level.points for level in read.scales[0].levels] == [0, 1, 2]
    assert read.recommendation is not None
    assert [day.year for day in read.recommendation.snapshots] == [2026, 2027]
    assert read.custom == (CustomField("x-owner", "Kehittämisyksikkö"),)


def test_what_a_set_knows_is_found_by_its_identifier(file: Path) -> None:
    read = loaded(OWN, file)
    asked = read.criterion("ohje")
    assert asked is read.criteria[0]
    assert read.criterion("poissa") is None
    assert read.scale_of(asked) is read.scales[0]
    assert read.criteria_of(read.themes[0]) == read.criteria
    assert (read.scales[0].rank("kylla"), read.scales[0].rank("poissa")) == (2, None)
    assert read.scales[0].has_points


def test_only_what_a_set_cannot_be_without_must_be_written(file: Path) -> None:
    read = loaded(
        """
        id = "a"
        version = "1"
        title = "A"
        provenance = { status = "own", source = "B", read = 2026-11-20 }
        scales = [{ id = "s", levels = [{ id = "0", label = "ei" }, { id = "1", label = "on" }] }]
        themes = [{ id = "t", title = "T" }]
        criteria = [{ id = "c", theme = "t", scale = "s", question = "Q" }]
        """,
        file,
    )
    assert (read.consensus, read.earlier, read.asks) == (None, (), ())
    assert not read.scales[0].has_points


def test_the_mark_and_line_ends_of_windows_change_nothing(file: Path) -> None:
    assert loaded("\ufeff" + OWN.replace("\n", "\r\n"), file) == loaded(OWN, file)
    assert loaded(OWN.encode("utf-16"), file) == loaded(OWN, file)


def test_a_file_in_another_encoding_is_refused_at_its_line(file: Path) -> None:
    with pytest.raises(tm.LoadError) as caught:
        loaded(OWN.encode("cp1252"), file)
    (found,) = caught.value.report
    line = OWN[: OWN.index("ä")].count("\n") + 1
    assert (found.code, found.source, found.line) == ("TM131", "oma.toml", line)


def test_an_empty_file_is_told_all_that_a_set_needs(file: Path) -> None:
    with pytest.raises(tm.LoadError) as caught:
        loaded("", file)
    needed = {"id", "version", "title", "provenance", "scales", "themes", "criteria"}
    assert {found.path for found in caught.value.report} == needed
    assert set(caught.value.report.codes) == {"TM126"}


def test_what_is_wrong_is_told_with_file_line_and_key(file: Path) -> None:
    with pytest.raises(tm.LoadError) as caught:
        loaded(OWN.replace('version = "2"', "version = 2.0"), file)
    assert caught.value.message("en") == (
        "oma.toml:2 version: Expected text here, but found a number (2.0). Mend the value. In TOML,"
        " text stands in quotation marks, also when it looks like a number; numbers and days stand"
        " without them, lists in square brackets."
    )


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(tm.MissingFileError):
        tm.load_instrument(tmp_path / "poissa.toml")
    with pytest.raises(tm.UnreadableFileError):
        tm.load_instrument(tmp_path)


# -- what can be wrong with a set -------------------------------------------------------------

# What of the set above is replaced, and by what; the findings stand at their lines.
WRONG = {
    "two scales of one name": (
        "[[themes]]",
        """\
[[scales]]
id = "kylla-ei" # <- TM323
levels = [{ id = "ei", label = "Ei" }, { id = "on", label = "On" }]
[[themes]]""",
    ),
    "three themes of one name": (
        'title = "Arki"\n',
        """\
title = "Arki"
[[themes]]
title = "Toinen"
id = "arki" # <- TM323
[[themes]]
id = "arki" # <- TM323
title = "Kolmas"
""",
    ),
    "two criteria of one name": ('id = "etana"', 'id = "ohje" # <- TM323'),
    "two levels of one name": (
        '{ id = "osin", label = "Osin", points = 1 },',
        '{ id = "ei", label = "Osin", points = 1 }, # <- TM323',
    ),
    "one level described twice": (
        '{ level = "kylla", meaning = "Ohje on käytössä." },',
        '{ level = "ei", meaning = "Ohje on käytössä." }, # <- TM323',
    ),
    "an earlier version that is this one": ('version = "1"', 'version = "2" # <- TM323'),
    "an earlier version twice": (
        'criteria = [{ old = "ohjeet", new = "ohje" }]',
        'criteria = [{ old = "ohjeet", new = "ohje" }]\n[[earlier]]\nversion = "1" # <- TM323',
    ),
    "one old criterion twice": (
        'criteria = [{ old = "ohjeet", new = "ohje" }]',
        """\
[[earlier.criteria]]
old = "ohjeet"
new = "ohje"
[[earlier.criteria]]
old = "ohjeet" # <- TM323
new = "etana"
""",
    ),
    "one new criterion twice": (
        'criteria = [{ old = "ohjeet", new = "ohje" }]',
        """\
criteria = [
    { old = "ohjeet", new = "ohje" },
    { old = "opas", new = "ohje" }, # <- TM323
]
""",
    ),
    "a theme that is not": (
        'id = "etana"\ntheme = "arki"',
        'id = "etana"\ntheme = "arkki" # <- TM324',
    ),
    "a scale that is not": (
        'scale = "kylla-ei"\nquestion = "Etä',
        'scale = "kylla" # <- TM324\nquestion = "Etä',
    ),
    "a level that is not": (
        '{ level = "ei", meaning',
        '# the level has another name\n{ level = "en", meaning = "x" }, # <- TM324\n'
        '{ level = "ei", meaning',
    ),
    "a criterion of an earlier version that leads nowhere": (
        'criteria = [{ old = "ohjeet", new = "ohje" }]',
        'criteria = [{ old = "ohjeet", new = "opas" }] # <- TM324',
    ),
    "points on some levels only": (
        """\
levels = [
    { id = "ei", label = "Ei", side = "disagree", points = 0 },""",
        """\
levels = [ # <- TM327
    { id = "ei", label = "Ei", side = "disagree" },""",
    ),
    "points that fall": (
        """\
levels = [
    { id = "ei", label = "Ei", side = "disagree", points = 0 },""",
        """\
levels = [ # <- TM327
    { id = "ei", label = "Ei", side = "disagree", points = 5 },""",
    ),
    "no weight": ("weight = 2", "weight = 0 # <- TM328"),
    "a majority of half": ("percent = 75", "percent = 50 # <- TM328"),
    "more than everybody": ("percent = 75", "percent = 101 # <- TM328"),
    "a spread below zero": ("spread = 1", "spread = -1 # <- TM328"),
    "a recommendation of nothing": (
        "least_per_county = 1",
        "least_per_county = 0 # <- TM328",
    ),
    "a recommendation whose ends are swapped": (
        "least_per_county = 1\nmost_per_county = 3",
        "least_per_county = 3\nmost_per_county = 1 # <- TM328",
    ),
    "a condition without values": (
        'applies_when = { trait = "investments", any_of = ["I4"] }',
        'applies_when = { trait = "investments", any_of = [] } # <- TM329',
    ),
    "a condition with a value that no model can have": (
        'applies_when = { trait = "investments", any_of = ["I4"] }',
        'applies_when = { trait = "stage", any_of = ["piloted", "pilot"] } # <- TM123',
    ),
    "a language that the library does not speak": (
        'uncertain = ["sv"]',
        'uncertain = ["se"] # <- TM123',
    ),
    "keys that are not": (
        "weight = 2",
        'weihgt = 2 # <- TM120\nwhy = { fi = "a", se = "b", en = "c" } # <- TM128 TM126',
    ),
}


def marked(text: str) -> list[tuple[str, int]]:
    """Return the codes that the comments of a text announce, with their lines."""
    return [
        (code, number)
        for number, line in enumerate(text.split("\n"), 1)
        for code in line.partition("# <- ")[2].split()
    ]


def codes_and_lines(text: str, file: Path) -> list[tuple[str, int | None]]:
    with pytest.raises(tm.LoadError) as caught:
        loaded(text, file)
    return [(found.code, found.line) for found in caught.value.report]


@pytest.mark.parametrize(("old", "new"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_at_its_line(old: str, new: str, file: Path) -> None:
    assert OWN.count(old) == 1
    text = OWN.replace(old, new)
    assert codes_and_lines(text, file) == marked(text)
    assert loaded(OWN, file)


def test_a_scale_of_one_level_is_told_at_its_levels(file: Path) -> None:
    scale = '[[scales]]\nid = "yksi"\n[[scales.levels]] # <- TM326\nid = "a"\nlabel = "A"\n'
    text = OWN.replace("[[themes]]", scale + "[[themes]]")
    (found,) = codes_and_lines(text, file)
    assert [found] == marked(text)


def test_a_set_without_criteria_is_told(file: Path) -> None:
    text = OWN[: OWN.index("[[criteria]]")].replace("asks", "criteria = [] # <- TM325\nasks")
    assert codes_and_lines(text, file) == marked(text)


def test_where_nothing_is_known_no_choice_is_offered(file: Path) -> None:
    text = OWN.replace('[[themes]]\nid = "arki"\ntitle = "Arki"\n', "").replace(
        "asks", "themes = []\nasks"
    )
    with pytest.raises(tm.LoadError) as caught:
        loaded(text, file)
    assert {found.hint("en") for found in caught.value.report} == {"What fits here: –."}


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("weight = 2", "weight = -1", "Allowed: 1, 2, 3 …."),
        ("percent = 75", "percent = 101", "Allowed: 51–100."),
        ("most_per_county = 3", "most_per_county = 0", "Allowed: 1, 2 …."),
    ],
)
def test_a_number_out_of_bounds_is_told_with_its_bounds(
    old: str, new: str, hint: str, file: Path
) -> None:
    with pytest.raises(tm.LoadError) as caught:
        loaded(OWN.replace(old, new), file)
    assert [found.hint("en") for found in caught.value.report] == [hint]


def test_all_that_is_wrong_is_told_at_once(file: Path) -> None:
    text = OWN
    for name in ("two criteria of one name", "no weight", "a spread below zero"):
        text = text.replace(*WRONG[name])
    assert codes_and_lines(text, file) == marked(text)
    assert len(marked(text)) == 3


LINES = OWN.splitlines(keepends=True)


@given(st.data())
def test_a_set_torn_anywhere_is_a_set_or_told_why_it_is_none(
    file: Path, data: st.DataObject
) -> None:
    lines = list(LINES)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(lines) - 1))
        torn = st.sampled_from(LINES) | st.just("") | st.text(max_size=5)
        lines[place] = data.draw(torn | st.just(lines[place][: len(lines[place]) // 2]))
    try:
        loaded("".join(lines), file)
    except tm.LoadError as error:
        told = [error.message(language) for language in Language]
        if "" in told:
            pytest.fail("a finding without words")


@given(data=st.binary())
def test_any_bytes_are_a_set_or_told_why_they_are_none(file: Path, data: bytes) -> None:
    with pytest.raises(tm.LoadError):
        loaded(data, file)


# -- sets of the library ----------------------------------------------------------------------


@pytest.mark.usefixtures("site")
def test_the_sets_of_the_library_are_there_without_any_package() -> None:
    rows = tm.list_instruments()
    assert [row.id for row in rows] == BUNDLED
    assert {row.distribution for row in rows} == {"toimintamalli"}
    assert all(row.title and row.version and not row.problem for row in rows)


@pytest.mark.parametrize("name", BUNDLED)
def test_a_set_of_the_library_is_read_once_under_both_its_names(name: str) -> None:
    assert tm.get_instrument(name).id == name
    assert tm.get_instrument(f"toimintamalli:{name}") is tm.get_instrument(name)


@pytest.mark.parametrize("name", ["poissa", "toimintamalli:poissa", "muu:juurtumisvalmius", ""])
def test_an_unknown_set_is_told_with_those_that_are_known(name: str, site: Any) -> None:
    site.install_sets("a-setit", {"oma": own("oma")})
    site.install_sets("b-setit", {"oma": own("oma")})
    with pytest.raises(tm.UnknownNameError) as caught:
        tm.get_instrument(name)
    (found,) = caught.value.report
    assert found.parameter("allowed") == (*BUNDLED, "oma")


# -- sets of packages -------------------------------------------------------------------------


def test_a_set_of_a_package_is_found_by_its_metadata_and_read_once(site: Any) -> None:
    site.install_sets("Lapin.Setit", {"lapin-kriteerit": OWN})
    read = tm.get_instrument("lapin-kriteerit")
    assert read.title.fi == "Lapin kriteerit"
    assert tm.get_instrument("lapin-kriteerit") is read
    assert tm.get_instrument("Lapin.Setit:lapin-kriteerit") is read
    assert tm.get_instrument("lapin-setit:lapin-kriteerit") is read
    row = row_of("lapin-kriteerit", "Lapin.Setit")
    assert (row.title, row.version, len(row.problem)) == (read.title, "2", 0)


def test_rows_of_packages_come_after_those_of_the_library(site: Any) -> None:
    site.install_sets("b-setit", {"b": own("b"), "a": own("a")})
    site.install_sets("a-setit", {"c": own("c")})
    assert [row.id for row in tm.list_instruments()] == [*BUNDLED, "a", "b", "c"]


def test_a_package_needs_no_code_at_all(site: Any) -> None:
    site.install_sets("setit", {"oma": own("oma")}, code=None)
    assert tm.get_instrument("oma").id == "oma"


BROKEN: dict[str, tuple[dict[str, Any], str, str]] = {
    "a file with problems": (
        {"sets": {"rikki": own("rikki").replace("weight = 2", "weight = 0")}},
        "TM328",
        "rikki_setit/rikki.toml:40 criteria[0].weight",
    ),
    "a file that is not TOML": ({"sets": {"rikki": "<html>"}}, "TM320", "rikki_setit/rikki.toml:1"),
    "a file that is not text": ({"sets": {"rikki": b"\xff\xfe\x00"}}, "TM131", "rikki.toml:1"),
    "a set of another name": ({"sets": {"rikki": OWN}}, "TM319", '"lapin-kriteerit"'),
    "a missing file": (
        {"sets": {}, "offered": {"rikki": "rikki_setit"}},
        "TM322",
        "FileNotFoundError",
    ),
    "a missing package": (
        {"sets": {"rikki": own("rikki")}, "offered": {"rikki": "poissa"}},
        "TM322",
        "ModuleNotFoundError: No module named 'poissa'",
    ),
    "an object where a package belongs": (
        {"sets": {"rikki": own("rikki")}, "offered": {"rikki": "rikki_setit:rikki"}},
        "TM322",
        "rikki_setit:rikki",
    ),
    "a package that fails": (
        {"sets": {"rikki": own("rikki")}, "code": "1 / 0\n"},
        "TM322",
        "ZeroDivisionError: division by zero",
    ),
    "a package that exits": (
        {"sets": {"rikki": own("rikki")}, "code": "raise SystemExit(3)\n"},
        "TM322",
        "SystemExit: 3",
    ),
}


@pytest.mark.parametrize(("broken", "code", "words"), BROKEN.values(), ids=BROKEN)
def test_a_broken_set_is_told_in_its_row_and_harms_no_other(
    broken: dict[str, Any], code: str, words: str, site: Any
) -> None:
    site.install_sets("rikki-setit", **broken)
    site.install_sets("ehjat", {"ehja": own("ehja")})
    row = row_of("rikki", "rikki-setit")
    assert (row.problem.codes, row.title, row.version) == ((code,), None, "")
    assert words in row.problem.text()
    assert [other.id for other in tm.list_instruments() if other.problem] == ["rikki"]
    for _ in range(2):  # the second time is told in the same words
        with pytest.raises((tm.LoadError, tm.PluginError)) as caught:
            tm.get_instrument("rikki")
        assert caught.value.report == row.problem
        assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)
    assert tm.get_instrument("ehja").id == "ehja"


def test_a_name_that_cannot_be_asked_for_does_not_spoil_the_list(site: Any) -> None:
    site.install_sets("setit", {}, offered={"a:b": "setit"})
    assert row_of("a:b", "setit").problem.codes == ("TM322",)


def test_two_packages_with_one_identifier_are_both_named(site: Any) -> None:
    site.install_sets("a-setit", {"oma": own("oma", "A")})
    site.install_sets("B_setit", {"oma": own("oma", "B")})
    with pytest.raises(tm.AmbiguousFormatError) as caught:
        tm.get_instrument("oma")
    assert caught.value.report.codes == ("TM321",)
    assert '"a-setit:oma", "B_setit:oma"' in str(caught.value)
    assert tm.get_instrument("a-setit:oma").title.fi == "A"
    assert tm.get_instrument("b-setit:oma").title.fi == "B"
    assert row_of("oma", "a-setit").title == LocalizedText(fi="A", sv="A", en="A")
    assert row_of("oma", "B_setit").title == LocalizedText(fi="B", sv="B", en="B")


def test_nobody_takes_the_name_of_a_set_of_the_library(site: Any) -> None:
    site.install_sets("setit", {"juurtumisvalmius": own("juurtumisvalmius", "Toinen")})
    assert tm.get_instrument("juurtumisvalmius").title.fi == "Juurtumisvalmius"
    assert tm.get_instrument("setit:juurtumisvalmius").title.fi == "Toinen"
    titles = [row.title for row in tm.list_instruments() if row.id == "juurtumisvalmius"]
    assert [title.fi for title in titles if title] == ["Juurtumisvalmius", "Toinen"]


def test_what_is_installed_anew_is_seen_after_a_refresh(site: Any, tmp_path: Path) -> None:
    site.install_sets("setit", {"oma": own("oma", "Vanha")})
    assert tm.get_instrument("oma").title.fi == "Vanha"
    (tmp_path / "setit" / "setit" / "oma.toml").write_text(own("oma", "Uusi"), "utf-8")
    assert tm.get_instrument("oma").title.fi == "Vanha"
    refresh()
    assert tm.get_instrument("oma").title.fi == "Uusi"


def test_a_mended_set_is_read_without_a_refresh(site: Any, tmp_path: Path) -> None:
    site.install_sets("setit", {"oma": "rikki"})
    assert row_of("oma", "setit").problem
    (tmp_path / "setit" / "setit" / "oma.toml").write_text(own("oma"), "utf-8")
    assert not row_of("oma", "setit").problem


def test_a_set_of_the_library_asks_no_package(site: Any) -> None:
    package = site.install_sets("setit", {"oma": own("oma")})
    tm.get_instrument("juurtumisvalmius")
    assert package not in sys.modules
