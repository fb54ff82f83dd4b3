"""Forgetting a person: from every model of a folder, file by file, and told without the name."""

from __future__ import annotations

import os
import pickle
import shutil
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

import toimintamalli as tm
from toimintamalli.model import (
    Board,
    Contributor,
    ContributorRole,
    CustomField,
    Evaluation,
    Evaluator,
    Note,
    NoteKind,
    PlacementWorksheet,
    Relation,
    RelationKind,
    RootingPlan,
    Task,
)
from toimintamalli.testing._planted import EMAIL, NAME, planted_model
from toimintamalli.text import Language

DEMO = Path(tm.__file__).parent / "cli" / "demo" / "malli.yaml"
OTHER = "Väinö Keksitty"


def model_of(*people: Contributor, **parts: Any) -> tm.PracticeModel:
    return tm.PracticeModel(basics=tm.BasicData(contributors=people), **parts)


def forgotten_in(folder: Path, model: tm.PracticeModel, *known: str) -> tm.PracticeModel:
    tm.dump(model, folder / "malli.yaml", overwrite=True)
    tm.forget([NAME, *known], folder, dry_run=False)
    return tm.load(folder / "malli.yaml")


def codes(forgotten: tm.Forgotten, source: str) -> list[str]:
    return [one.code for one in forgotten.report if one.source == source]


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


# -- in one model ----------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_nothing_of_the_person_is_left_in_any_record(form: str, tmp_path: Path) -> None:
    file = tmp_path / f"malli.{form}"
    tm.dump(planted_model(), file)
    forgotten = tm.forget(NAME, tmp_path, dry_run=False)
    text = file.read_text("utf-8").casefold()
    assert NAME.casefold() not in text
    assert "mallikas" not in text
    assert (forgotten.changed, forgotten.searched, forgotten.written) == ((file.name,), 1, True)
    assert tm.load(file).basics.title.startswith("merkki")


def test_a_second_time_finds_nothing_and_changes_nothing(tmp_path: Path) -> None:
    tm.dump(planted_model(), tmp_path / "malli.yaml")
    tm.forget(NAME, tmp_path, dry_run=False)
    before = contents(tmp_path)
    again = tm.forget(NAME, tmp_path, dry_run=False)
    assert (again.changed, again.written, len(again.report)) == ((), False, 0)
    assert contents(tmp_path) == before


def test_a_person_is_no_contributor_any_more(tmp_path: Path) -> None:
    other = Contributor(name=OTHER)
    person = Contributor(name=NAME, role=ContributorRole.CONTACT, organisation="Kunta")
    assert forgotten_in(tmp_path, model_of(other, person)).basics.contributors == (other,)


def test_the_only_author_stays_as_a_role_and_an_organisation(tmp_path: Path) -> None:
    person = Contributor(name=NAME, organisation="Kunta", name_public=True)
    other = Contributor(name=OTHER, role=ContributorRole.CO_MAINTAINER)
    left = forgotten_in(tmp_path, model_of(person, other)).basics.contributors
    assert left == (Contributor(name="", organisation="Kunta"), other)
    assert forgotten_in(tmp_path, model_of(evolve(person, organisation=""))).basics == (
        tm.BasicData()
    )


def test_a_contributor_is_known_by_an_address_beside_the_name(tmp_path: Path) -> None:
    person = Contributor(name="M. M.", custom=(CustomField("x-posti", EMAIL),))
    assert forgotten_in(tmp_path, model_of(person), EMAIL).basics.contributors == ()


def test_others_stay_also_where_they_work_for_the_person(tmp_path: Path) -> None:
    other = Contributor(name=OTHER, organisation=f"Tmi {NAME}")
    (left,) = forgotten_in(tmp_path, model_of(other)).basics.contributors
    assert (left.name, left.organisation) == (OTHER, "Tmi [nimi poistettu]")


def test_only_what_tells_of_the_person_goes(tmp_path: Path) -> None:
    summary = f"Kysy: {NAME} ({EMAIL}), {OTHER} (vaino@esimerkki.fi), ryhma@esimerkki.fi."
    basics = tm.BasicData(title="Tupa", summary=summary)
    left = forgotten_in(tmp_path, tm.PracticeModel(basics=basics), "ryhma@esimerkki.fi")
    assert left.basics.summary == (
        "Kysy: [nimi poistettu] ([sähköposti poistettu]), "
        f"{OTHER} (vaino@esimerkki.fi), [sähköposti poistettu]."
    )


def test_names_that_lie_over_each_other_are_one(tmp_path: Path) -> None:
    basics = tm.BasicData(summary=f"Kysy: {NAME} Esimerkki pian.")
    left = forgotten_in(tmp_path, tm.PracticeModel(basics=basics), f"{NAME} Esimerkki", "Mallikas")
    assert left.basics.summary == "Kysy: [nimi poistettu] pian."


def test_codes_identifiers_sources_notes_and_fields_of_ones_own_are_searched(
    tmp_path: Path,
) -> None:
    model = tm.PracticeModel(
        evaluations=(
            Evaluation(
                id="1", instrument="a", evaluators=(Evaluator(id="maija"), Evaluator(id="b"))
            ),
        ),
        rooting_plan=RootingPlan(tasks=(Task(id="mallikas-1", what="Kerro"),)),
        boards=(Board(id="1", notes=(Note(id="a", kind=NoteKind.IDEA, text=f"{NAME}: jatka"),)),),
        placement_worksheets=(PlacementWorksheet(id="1", source=f"Ryhmä {NAME}"),),
        custom=(CustomField("x-maija-mallikas", f"{NAME}"),),
    )
    left = forgotten_in(tmp_path, model)
    assert [one.id for one in left.evaluations[0].evaluators] == ["arvioija-1", "b"]
    assert left.rooting_plan == RootingPlan(tasks=(Task(id="tunniste-1", what="Kerro"),))
    assert left.boards[0].notes[0].text == "[nimi poistettu]: jatka"
    assert left.placement_worksheets[0].source == "Ryhmä [nimi poistettu]"
    assert left.custom == (CustomField("x-tunniste-1", "[nimi poistettu]"),)


# -- in a folder -----------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as people have them: models, one of them broken, and other files."""
    shutil.copy(DEMO, tmp_path / "malli.yaml")
    (tmp_path / "ala").mkdir()
    summary = tm.BasicData(title="Tupa", summary=f"Kysy: {NAME}")
    tm.dump(tm.PracticeModel(id="tupa", basics=summary), tmp_path / "ala" / "tupa.json")
    tm.dump(tm.PracticeModel(id="muu"), tmp_path / "muu.yaml")
    (tmp_path / "rikki.yaml").write_text(f"basics: [\n# {NAME}", "utf-8")
    (tmp_path / "muistio.pdf").write_bytes(b"%PDF")
    (tmp_path / "maija_mallikas.txt").write_text("")
    return tmp_path


def test_a_dry_run_is_the_default_and_tells_what_would_be_done(folder: Path) -> None:
    before = contents(folder)
    told = tm.forget(NAME, folder)
    assert contents(folder) == before
    assert (told.changed, told.written) == (("ala/tupa.json", "malli.yaml"), False)
    done = tm.forget(NAME, folder, dry_run=False)
    assert (done.changed, done.report) == (told.changed, told.report)


def test_a_bad_file_is_told_and_the_others_go_on(folder: Path) -> None:
    bad = (folder / "rikki.yaml").read_bytes()
    forgotten = tm.forget(NAME, folder, dry_run=False)
    assert codes(forgotten, "rikki.yaml") == ["TM517"]
    (told,) = [one for one in forgotten.report if one.code == "TM517"]
    assert "voi yhä olla siinä" in told.message()
    assert (folder / "rikki.yaml").read_bytes() == bad
    assert NAME not in (folder / "malli.yaml").read_text("utf-8")
    assert forgotten.searched == 3


def test_files_without_the_person_are_not_touched(folder: Path) -> None:
    before = (folder / "muu.yaml").stat().st_mtime_ns
    forgotten = tm.forget(NAME, folder, dry_run=False)
    assert (folder / "muu.yaml").stat().st_mtime_ns == before
    assert codes(forgotten, "muu.yaml") == []


def test_other_files_are_told_as_not_searched(folder: Path) -> None:
    forgotten = tm.forget(NAME, folder, dry_run=False)
    assert codes(forgotten, "muistio.pdf") == ["TM518"]
    assert (folder / "muistio.pdf").exists()


def test_the_name_of_a_file_is_told_and_masked_and_stays(folder: Path) -> None:
    forgotten = tm.forget(NAME, folder, dry_run=False)
    assert codes(forgotten, "[nimi].txt") == ["TM519", "TM518"]
    assert (folder / "maija_mallikas.txt").exists()


def test_a_comment_that_names_the_person_goes_with_all_comments(tmp_path: Path) -> None:
    file = tmp_path / "malli.yaml"
    file.write_text(f"# {NAME} kirjoitti\nformat_version: 2 # tarkista\nid: tupa\n", "utf-8")
    forgotten = tm.forget(NAME, tmp_path, dry_run=False)
    assert [(one.code, one.parameter("count")) for one in forgotten.report] == [
        ("TM516", 1),
        ("TM520", 2),
    ]
    assert file.read_text("utf-8") == "format_version: 2\nid: tupa\n"


def test_a_comment_alone_is_no_reason_to_rewrite_a_file(tmp_path: Path) -> None:
    file = tmp_path / "malli.yaml"
    file.write_text("# luonnos\nformat_version: 2\nid: tupa\n", "utf-8")
    assert tm.forget(NAME, tmp_path, dry_run=False).changed == ()
    assert file.read_text("utf-8").startswith("# luonnos")


def test_models_still_tell_of_each_other(tmp_path: Path) -> None:
    relation = Relation(other="tupa-mallikas", kind=RelationKind.DISTINCT)
    tm.dump(tm.PracticeModel(id="tupa-mallikas"), tmp_path / "a.yaml")
    tm.dump(tm.PracticeModel(relations=(relation,)), tmp_path / "b.json")
    tm.forget(NAME, tmp_path, dry_run=False)
    first, second = (tm.load(tmp_path / name) for name in ("a.yaml", "b.json"))
    assert first.id == second.relations[0].other == "tunniste-1"


def test_a_file_that_cannot_be_written_is_told_and_stays_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (folder / "malli.yaml").read_bytes()

    def refuse(path: Path, data: bytes, *, overwrite: bool) -> None:
        if path.name == "malli.yaml":
            raise tm.UnreadableFileError(tm.diagnostics.failure("TM913", found=NAME, reason=NAME))
        path.write_bytes(data)

    monkeypatch.setattr("toimintamalli.privacy._folders.write_whole", refuse)
    forgotten = tm.forget(NAME, folder, dry_run=False)
    assert codes(forgotten, "malli.yaml")[-1] == "TM521"
    assert (folder / "malli.yaml").read_bytes() == before
    assert forgotten.changed == ("ala/tupa.json",)
    assert NAME not in repr(forgotten)


def test_a_link_to_a_file_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "mallit").mkdir()
    shutil.copy(DEMO, tmp_path / "todellinen.yaml")
    link = tmp_path / "mallit" / "malli.yaml"
    link.symlink_to(tmp_path / "todellinen.yaml")
    tm.forget(NAME, tmp_path / "mallit", dry_run=False)
    assert link.is_symlink()
    assert NAME not in (tmp_path / "todellinen.yaml").read_text("utf-8")


def test_the_name_is_never_told(folder: Path) -> None:
    os.rename(folder / "muu.yaml", folder / f"{NAME}.yaml")
    forgotten = tm.forget([NAME, EMAIL], folder)
    said = [repr(forgotten), *(forgotten.report.text(language) for language in Language)]
    assert "mallikas" not in "".join(said).casefold()
    assert NAME.encode() not in pickle.dumps(forgotten)


def test_progress_is_told_file_by_file(folder: Path) -> None:
    told: list[tuple[int, int]] = []
    tm.forget(NAME, folder, progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


@pytest.mark.parametrize("nobody", ["", "  ", [], ["", " "]])
def test_somebody_must_be_named(nobody: Any, folder: Path) -> None:
    with pytest.raises(tm.OptionError):
        tm.forget(nobody, folder)


def test_a_folder_without_models_is_told(tmp_path: Path) -> None:
    with pytest.raises(tm.LoadError):
        tm.forget(NAME, tmp_path)


def test_words_that_a_person_is_called_like_do_not_go_on_being_found(tmp_path: Path) -> None:
    basics = tm.BasicData(summary="Kysy: Nimi Poistettu.")
    tm.dump(tm.PracticeModel(basics=basics), tmp_path / "a.yaml")
    tm.forget("Nimi Poistettu", tmp_path, dry_run=False)
    assert tm.load(tmp_path / "a.yaml").basics.summary == "Kysy: […]."
