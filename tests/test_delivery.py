"""Delivery: models become files whole or not at all, and files become models."""

from __future__ import annotations

import os
import runpy
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import toimintamalli as tm
from toimintamalli.model import Contributor

HELPERS = runpy.run_path(str(Path(__file__).with_name("plugin_site.py")))
WORKING, EXPORTERS, IMPORTERS = (HELPERS[name] for name in ("WORKING", "EXPORTERS", "IMPORTERS"))
BOTH = EXPORTERS + "otsikko = {module}:exporter\n" + IMPORTERS + "otsikko = {module}:importer\n"
TUPA = tm.PracticeModel(basics=tm.BasicData(title="Perhetupa"))
PEOPLE = tm.PracticeModel(
    basics=tm.BasicData(
        title="Perhetupa",
        contributors=(Contributor(name="Aino Esimerkki"), Contributor(name="Väinö Keksitty")),
    )
)


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with HELPERS["plugin_site"](tmp_path_factory.mktemp("site")) as installed:
        installed.install(formats=BOTH)
        yield installed


# Most tests only need the plugin to be there.
pytestmark = pytest.mark.usefixtures("site")


def codes_of(error: type[tm.ToimintamalliError], call: Any) -> tuple[str, ...]:
    with pytest.raises(error) as caught:
        call()
    return caught.value.report.codes


# -- exporting --------------------------------------------------------------------------------


def test_a_model_becomes_bytes_or_a_file(tmp_path: Path) -> None:
    assert tm.render(TUPA, format="otsikko").data == b"Perhetupa"
    exported = tm.export(TUPA, tmp_path / "malli.otsikko")
    assert exported == tm.Exported(path=tmp_path / "malli.otsikko", diagnostics=tm.Report())
    assert exported.path.read_bytes() == b"Perhetupa"
    assert list(tmp_path.iterdir()) == [exported.path]


def test_a_format_that_is_named_may_have_any_suffix(tmp_path: Path) -> None:
    tm.export(TUPA, str(tmp_path / "malli.xlsx"), format="otsikko", capitals=True)
    assert (tmp_path / "malli.xlsx").read_bytes() == b"PERHETUPA"


def test_an_existing_file_needs_leave_to_be_replaced(tmp_path: Path) -> None:
    file = tmp_path / "malli.otsikko"
    file.write_text("vanha")
    assert codes_of(tm.TargetExistsError, lambda: tm.export(TUPA, file)) == ("TM911",)
    assert file.read_text() == "vanha"
    tm.export(TUPA, file, overwrite=True)
    assert file.read_text() == "Perhetupa"


@pytest.mark.parametrize(
    ("target", "error", "code"),
    [
        ("kansio.otsikko", tm.UnreadableFileError, "TM134"),
        ("poissa/malli.otsikko", tm.UnreadableFileError, "TM913"),
        ("tiedosto/malli.otsikko", tm.UnreadableFileError, "TM913"),
        ("n" * 300 + ".otsikko", tm.UnreadableFileError, "TM913"),
        ("a\0b.otsikko", tm.UnreadableFileError, "TM913"),
        ("malli.poissa", tm.UnknownFormatError, "TM915"),
        ("malli", tm.UnknownFormatError, "TM915"),
        ("malli.pdf", tm.UnknownFormatError, "TM901"),
    ],
)
def test_a_target_that_cannot_be_written_is_told(
    target: str, error: type[tm.ToimintamalliError], code: str, tmp_path: Path
) -> None:
    (tmp_path / "kansio.otsikko").mkdir()
    (tmp_path / "tiedosto").write_text("")
    before = sorted(tmp_path.rglob("*"))
    assert codes_of(error, lambda: tm.export(TUPA, f"{tmp_path}/{target}", overwrite=True)) == (
        code,
    )
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("length", [200, 255])
def test_a_long_file_name_is_no_hindrance(length: int, tmp_path: Path) -> None:
    name = "n" * (length - len(".otsikko")) + ".otsikko"
    tm.export(TUPA, tmp_path / name)
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "todellinen").mkdir()
    file = tmp_path / "todellinen" / "malli.otsikko"
    link = tmp_path / "linkki.otsikko"
    link.symlink_to(file)
    tm.export(TUPA, link)
    assert codes_of(tm.TargetExistsError, lambda: tm.export(TUPA, link)) == ("TM911",)
    tm.export(TUPA, link, overwrite=True, capitals=True)
    assert link.is_symlink()
    assert file.read_bytes() == b"PERHETUPA"
    assert sorted(tmp_path.rglob("*")) == sorted([file.parent, file, link])


def test_a_link_to_a_folder_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "kansio").mkdir()
    (tmp_path / "linkki.otsikko").symlink_to(tmp_path / "kansio")
    target = tmp_path / "linkki.otsikko"
    told = codes_of(tm.UnreadableFileError, lambda: tm.export(TUPA, target, overwrite=True))
    assert told == ("TM134",)


def test_a_file_gets_the_mode_that_the_umask_wants(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        tm.export(TUPA, tmp_path / "malli.otsikko")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "malli.otsikko").stat().st_mode) == 0o640


def test_a_failure_while_writing_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    file = tmp_path / "malli.otsikko"
    file.write_text("vanha")
    monkeypatch.setattr(Path, "replace", full)
    told = codes_of(tm.UnreadableFileError, lambda: tm.export(TUPA, file, overwrite=True))
    assert told == ("TM913",)
    assert file.read_text() == "vanha"
    assert list(tmp_path.iterdir()) == [file]


# -- what is asked for ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        ({"language": "de"}, "TM903", "fi, sv, en"),
        ({"language": None}, "TM903", "fi, sv, en"),
        ({"audience": "kaikki"}, "TM909", "internal, partners, public"),
        ({"kuviot": True}, "TM908", "language, audience, capitals, times, prefix"),
        ({"times": "kaksi"}, "TM909", "times"),
    ],
)
def test_what_does_not_exist_is_told_before_anything_is_written(
    options: dict[str, Any], code: str, words: str, tmp_path: Path
) -> None:
    with pytest.raises(tm.OptionError, match=words) as caught:
        tm.export(TUPA, tmp_path / "malli.otsikko", **options)
    assert caught.value.report.codes == (code,)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("subject", [tm.Portfolio(models=(TUPA,)), "Perhetupa", None])
def test_a_subject_that_the_format_does_not_export_is_told(subject: Any) -> None:
    with pytest.raises(tm.SubjectError, match="PracticeModel") as caught:
        tm.render(subject, format="otsikko")
    assert caught.value.report.codes == ("TM910",)
    assert type(subject).__name__ in str(caught.value)


def test_people_in_an_export_are_counted(tmp_path: Path) -> None:
    (found,) = tm.render(PEOPLE, format="otsikko", audience=tm.Audience.INTERNAL).diagnostics
    assert (found.code, found.severity, found.parameter("count")) == ("TM501", "info", 2)
    assert tm.export(PEOPLE, tmp_path / "a.otsikko").diagnostics.codes == ("TM501",)
    assert tm.render(TUPA, format="otsikko").diagnostics.codes == ()


def test_people_of_a_portfolio_are_counted_together(site: Any) -> None:
    source = WORKING + "exporter = Both(subjects=frozenset({Portfolio}))\n"
    site.install(source=source.replace("exporter = Both", BOTH_SUBJECTS + "exporter = Both"))
    portfolio = tm.Portfolio(models=(PEOPLE, TUPA, PEOPLE))
    (found,) = tm.render(portfolio, format="otsikko").diagnostics
    assert (found.code, found.path, found.parameter("count")) == ("TM501", "models", 4)
    assert found.message("fi").startswith("Aineistossa nimetään henkilöitä: 4.")


BOTH_SUBJECTS = """
class Both(TitleExporter):
    def render(self, subject, options, /):
        return Rendered(data=b"", suffix="", media_type="")


"""
FAILING = """
class Failing(TitleExporter):
    def render(self, subject, options, /):
        {}


class FailingImporter(TitleImporter):
    def read(self, data, options, /, *, into):
        {}


exporter, importer = Failing(), FailingImporter()
"""


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("raise RecursionError('syvä')", "RecursionError: syvä"),
        ("return b'Perhetupa'", "bytes"),
        ("return None", "NoneType"),
        ("return Rendered(data='teksti', suffix='', media_type='')", "Rendered"),
    ],
)
def test_a_plugin_that_fails_is_told_and_writes_nothing(
    fault: str, words: str, site: Any, tmp_path: Path
) -> None:
    site.install(formats=BOTH, source=WORKING + FAILING.replace("{}", fault))
    file = tmp_path / "malli.otsikko"
    file.write_text("vanha")
    for call in (
        lambda: tm.export(TUPA, file, overwrite=True),
        lambda: tm.export(TUPA, tmp_path / "uusi.otsikko"),
        lambda: tm.read(file),
    ):
        with pytest.raises(tm.PluginError) as caught:
            call()
        assert caught.value.report.codes == ("TM914",)
        assert words in str(caught.value)
    assert file.read_text() == "vanha"
    assert list(tmp_path.iterdir()) == [file]


def test_our_own_errors_pass_through_a_plugin_unchanged(site: Any) -> None:
    fault = "from toimintamalli.diagnostics import failure; raise ReadError(failure('TM112'))"
    site.install(formats=BOTH, source=WORKING + FAILING.replace("{}", fault))
    assert codes_of(tm.ReadError, lambda: tm.render(TUPA, format="otsikko")) == ("TM112",)
    assert codes_of(tm.ReadError, lambda: tm.read_data(b"", format="otsikko")) == ("TM112",)


# -- reading ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["malli.otsikko", "malli.nimi", "malli.NIMI"])
def test_a_file_in_a_foreign_format_becomes_a_model(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("Perhetupa")
    assert tm.read(tmp_path / name).model == TUPA
    assert tm.read(str(tmp_path / name), format="otsikko").model == TUPA


def test_bytes_in_a_foreign_format_become_a_model() -> None:
    assert tm.read_data(b"Perhetupa", format="otsikko").model == TUPA


@pytest.mark.parametrize(
    ("source", "error", "code"),
    [
        ("poissa.otsikko", tm.MissingFileError, "TM133"),
        ("kansio.otsikko", tm.UnreadableFileError, "TM134"),
        ("tyhja.otsikko", tm.ReadError, "TM111"),
        ("tyhja.poissa", tm.UnknownFormatError, "TM915"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(
    source: str, error: type[tm.ToimintamalliError], code: str, tmp_path: Path
) -> None:
    (tmp_path / "kansio.otsikko").mkdir()
    (tmp_path / "tyhja.otsikko").write_text("")
    assert codes_of(error, lambda: tm.read(tmp_path / source)) == (code,)


def test_what_was_found_in_a_file_is_told_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "tyhja.otsikko").write_text("")
    with pytest.raises(tm.ReadError) as caught:
        tm.read(tmp_path / "tyhja.otsikko")
    assert [found.source for found in caught.value.report] == ["tyhja.otsikko"]


def test_a_format_or_option_that_does_not_exist_is_told_when_reading() -> None:
    assert codes_of(tm.UnknownFormatError, lambda: tm.read_data(b"", format="word")) == ("TM916",)
    told = codes_of(tm.OptionError, lambda: tm.read_data(b"", format="otsikko", kieli="fi"))
    assert told == ("TM908",)


# -- several files of one model ---------------------------------------------------------------


@pytest.fixture
def returned(tmp_path: Path) -> Path:
    """A folder with files that came back: two that differ, one that changed nothing, bad ones."""
    for name, text in (("a", "Etäpalvelu"), ("b", "Kotipalvelu"), ("c", "Perhetupa"), ("d", "")):
        (tmp_path / f"{name}.otsikko").write_text(text)
    return tmp_path


def test_files_made_from_one_model_are_joined(returned: Path) -> None:
    files = [returned / "c.otsikko", returned / "a.otsikko"]
    found = tm.read_many(files, into=TUPA)
    assert found == tm.MergedImport(model=tm.read(returned / "a.otsikko").model)


def test_where_files_differ_the_first_stays_and_both_are_named(returned: Path) -> None:
    found = tm.read_many([returned / "a.otsikko", returned / "b.otsikko"], into=TUPA)
    assert found.model.basics.title == "Etäpalvelu"
    assert [conflict.found for conflict in found.conflicts] == [
        (("a.otsikko", "Etäpalvelu"), ("b.otsikko", "Kotipalvelu"))
    ]
    (told,) = found.diagnostics
    assert (told.code, told.path) == ("TM930", "basics.title")
    assert "Malliin jäi ”Etäpalvelu” (a.otsikko); muut: ”Kotipalvelu” (b.otsikko)." in str(
        told.message()
    )


def test_a_file_that_cannot_be_read_does_not_stop_the_others(returned: Path) -> None:
    names = ("d.otsikko", "poissa.otsikko", "b.otsikko", "kuva.png")
    found = tm.read_many([returned / name for name in names], into=TUPA)
    assert found.model.basics.title == "Kotipalvelu"
    assert found.unread == ("d.otsikko", "poissa.otsikko", "kuva.png")
    assert [(one.source, one.code) for one in found.diagnostics] == [
        ("d.otsikko", "TM111"),
        ("poissa.otsikko", "TM133"),
        ("kuva.png", "TM915"),
    ]


def test_where_no_file_can_be_read_all_are_told(returned: Path) -> None:
    files = [returned / name for name in ("d.otsikko", "poissa.otsikko")]
    told = codes_of(tm.ReadError, lambda: tm.read_many(files, into=TUPA))
    assert told == ("TM111", "TM133")


def test_a_wrong_option_is_no_fault_of_a_file(returned: Path) -> None:
    files = [returned / "a.otsikko", returned / "b.otsikko"]
    assert codes_of(tm.OptionError, lambda: tm.read_many(files, into=TUPA, kieli="fi")) == (
        "TM908",
    )


def test_files_of_one_name_are_told_by_their_folders(returned: Path) -> None:
    files = [returned / folder / "malli.otsikko" for folder in ("aino", "eino")]
    for file in files:
        file.parent.mkdir()
        file.write_text(file.parent.name)
    found = tm.read_many(files, into=TUPA)
    assert [source for source, _ in found.conflicts[0].found] == list(map(str, files))


def test_no_files_propose_nothing() -> None:
    assert tm.read_many([], into=TUPA) == tm.MergedImport(model=TUPA)
