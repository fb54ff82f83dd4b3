"""``toimintamalli diff`` tells what changed, in words and as data, and by its exit code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from toimintamalli.cli import main

Capture = pytest.CaptureFixture[str]

MODEL = """\
format_version: 2
id: {id}
basics:
  title: {title}
innokyla_stage: in_development
form:
  sections:
    - field: solution_idea
      text: {text}
rooting_plan:
  tasks:
    - id: T1
      what: Kouluta hoitajat
      due: {due}
"""
FILLED = {"id": "malli", "title": "Kotikuntoutus", "text": "Hoitaja soittaa.", "due": "2026-03-01"}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


def write(path: str, **values: str) -> str:
    file = Path(path)
    file.parent.mkdir(exist_ok=True)
    file.write_text(MODEL.format(**FILLED | values), encoding="utf-8")
    return path


def as_json(capture: Capture, *arguments: str) -> dict[str, Any]:
    capture.readouterr()
    main(["diff", *arguments, "--json"])
    data: dict[str, Any] = json.loads(capture.readouterr().out)
    return data


# -- two files ----------------------------------------------------------------------------------


def test_equal_models_have_no_differences(capsys: Capture) -> None:
    assert main(["diff", write("a.yaml"), write("b.yaml")]) == 0
    assert capsys.readouterr().out == "Eroja ei ole.\n"


def test_what_changed_is_told_part_by_part(capsys: Capture) -> None:
    write("a.yaml")
    write("b.yaml", text="Hoitaja soittaa heti.", due="2026-06-01")
    assert main(["diff", "a.yaml", "b.yaml"]) == 1
    assert capsys.readouterr().out == (
        "Kotikuntoutus\n"
        "  a.yaml → b.yaml\n"
        "Tekstit (1)\n"
        "  • Kentän Ratkaisun perusidea teksti muuttui: 2 sanaa lisätty, 1 sana\n"
        "    poistettu.\n"
        "      Hoitaja [-soittaa.-] {+soittaa heti.+}\n"
        "Juurruttamissuunnitelma (1)\n"
        "  • Tehtävän ”Kouluta hoitajat” määräpäivä siirtyi 1.3.2026 → 1.6.2026.\n"
        "2 muutosta.\n"
    )


def test_only_some_parts_are_told_and_the_exit_code_is_about_them(capsys: Capture) -> None:
    write("a.yaml")
    write("b.yaml", due="2026-06-01")
    assert main(["diff", "a.yaml", "b.yaml", "--only", "text, stage"]) == 0
    assert main(["diff", "a.yaml", "b.yaml", "--only", "plan"]) == 1
    assert "määräpäivä" in capsys.readouterr().out


def test_a_part_that_there_is_not_is_refused_with_those_that_there_are(capsys: Capture) -> None:
    assert main(["diff", write("a.yaml"), write("b.yaml"), "--only", "plan,teksti"]) == 2
    assert "basics, text, stage, answers, plan, metrics, boards, upkeep" in capsys.readouterr().err


def test_a_file_that_cannot_be_read_is_told(capsys: Capture) -> None:
    Path("rikki.yaml").write_text("basics: [", encoding="utf-8")
    assert main(["diff", write("a.yaml"), "rikki.yaml"]) == 2
    assert main(["diff", "puuttuu.yaml", "a.yaml"]) == 2
    assert "puuttuu.yaml" in capsys.readouterr().err


def test_of_many_changed_places_the_first_are_shown_and_the_others_counted(
    capsys: Capture,
) -> None:
    words = [f"sana{n}" for n in range(100)]
    changed = [f"uusi{n}" if n % 10 == 5 else word for n, word in enumerate(words)]
    write("a.yaml", text=" ".join(words))
    write("b.yaml", text=" ".join(changed))
    main(["diff", "a.yaml", "b.yaml"])
    told = capsys.readouterr().out
    assert told.count("[-sana") == 5
    assert "… ja 5 muuta muuttunutta kohtaa" in told
    (difference,) = as_json(capsys, "a.yaml", "b.yaml")["models"][0]["differences"]
    assert len(difference["words"]["passages"]) == 10


def test_data_hold_the_values_beside_the_sentence(capsys: Capture) -> None:
    write("a.yaml")
    write("b.yaml", due="2026-06-01")
    data = as_json(capsys, "a.yaml", "b.yaml", "--lang", "en")
    assert (data["compared"], data["changed"], data["unchanged"]) == (1, 1, 0)
    assert data["models"] == [
        {
            "old": "a.yaml",
            "new": "b.yaml",
            "id": "malli",
            "title": "Kotikuntoutus",
            "differences": [
                {
                    "kind": "changed",
                    "area": "plan",
                    "path": "rooting_plan.tasks[0].due",
                    "record": "Task",
                    "field": "due",
                    "name": "Kouluta hoitajat",
                    "before": "2026-03-01",
                    "after": "2026-06-01",
                    "sentence": "The due date of the task “Kouluta hoitajat” moved "
                    "1 March 2026 → 1 June 2026.",
                    "repeated": False,
                    "words": None,
                }
            ],
        }
    ]


def test_data_hold_whole_records_texts_and_values_of_ones_own(capsys: Capture) -> None:
    old = Path(write("a.yaml", text="Yksi.")).read_text("utf-8")
    new = old.replace("text: Yksi.", "text: '- Yksi'") + "    - {id: T2, what: Uusi}\nx-a: {b: [1]}"
    Path("b.yaml").write_text(new, encoding="utf-8")
    found = as_json(capsys, "a.yaml", "b.yaml")["models"][0]["differences"]
    assert {one["path"]: (one["before"], one["after"]) for one in found} == {
        "x-a": (None, {"b": [1]}),
        "form.sections[0].text": ("Yksi.", "- Yksi"),
        "rooting_plan.tasks[1]": (None, {"id": "T2", "what": "Uusi"}),
    }


def test_what_controls_the_terminal_is_not_passed_on(capsys: Capture) -> None:
    write("a.yaml")
    write("b.yaml", title='"Koti\\e[2Jkuntoutus"')
    main(["diff", "a.yaml", "b.yaml"])
    assert "\x1b" not in capsys.readouterr().out


def test_a_page_is_compared_by_what_a_page_tells(capsys: Capture) -> None:
    page = "Toimintamallin nimi\nKotikuntoutus\n\nRatkaisun perusidea **\nHoitaja soittaa aina.\n"
    Path("sivu.txt").write_text(page, encoding="utf-8")
    assert main(["diff", write("a.yaml"), "sivu.txt", "--only", "text,plan"]) == 1
    told = capsys.readouterr()
    assert "{+soittaa aina.+}" in told.out
    assert "Tehtävä" not in told.out
    assert "muita osia ei verrattu" in told.err


# -- two folders --------------------------------------------------------------------------------


def test_models_of_folders_are_known_by_identifier_file_or_title(capsys: Capture) -> None:
    write("vanha/a.yaml", id="yksi", title="A")
    write("uusi/siirretty.yaml", id="yksi", title="Uusi nimi")
    write("vanha/b.yaml", id="kaksi", title="B")
    write("uusi/b.yaml", id="uusi-tunniste", title="B uusi")
    write("vanha/c.yaml", id="kolme", title="C")
    write("uusi/d.yaml", id="nelja", title="C")
    models = as_json(capsys, "vanha", "uusi")["models"]
    assert {(model["old"], model["new"]) for model in models} == {
        ("a.yaml", "siirretty.yaml"),
        ("b.yaml", "b.yaml"),
        ("c.yaml", "d.yaml"),
    }


def test_copies_with_one_identifier_are_known_by_their_files(capsys: Capture) -> None:
    for folder in ("vanha", "uusi"):
        write(f"{folder}/a.yaml", title="A")
        write(f"{folder}/b.yaml", title="B")
    Path("uusi/a.yaml").unlink()
    data = as_json(capsys, "vanha", "uusi")
    assert [(model["old"], model["new"]) for model in data["models"]] == [("b.yaml", "b.yaml")]
    assert data["removed"] == [{"file": "a.yaml", "title": "A"}]


def test_the_totals_add_up_to_the_files_of_each_folder(capsys: Capture) -> None:
    for name in ("sama", "muuttuu", "rikki", "poistuu"):
        write(f"vanha/{name}.yaml", id=name, title=name)
    for name in ("sama", "muuttuu", "tulee"):
        write(f"uusi/{name}.yaml", id=name, title=name)
    write("uusi/muuttuu.yaml", id="muuttuu", title="muuttuu", due="2026-06-01")
    Path("uusi/rikki.yaml").write_text("basics: [", encoding="utf-8")
    assert main(["diff", "vanha", "uusi"]) == 2
    told = capsys.readouterr().out
    assert told.splitlines()[-3:] == [
        "Vanha kansio, malleja 4: verrattu 2, poistunut 1, vertaamatta 1.",
        "Uusi kansio, malleja 4: verrattu 2, lisätty 1, vertaamatta 1.",
        "Verrattuja 2: muuttunut 1, ennallaan 1.",
    ]
    assert "Uusi: tulee.yaml tulee" in told
    assert "Poistunut: poistuu.yaml poistuu" in told
    assert "Vertaamatta: rikki.yaml rikki – toista versiota ei voitu lukea" in told
    assert str(Path("uusi", "rikki.yaml")) in told


def test_a_model_that_came_makes_folders_differ(capsys: Capture) -> None:
    write("vanha/a.yaml")
    write("uusi/a.yaml")
    assert main(["diff", "vanha", "uusi"]) == 0
    write("uusi/b.yaml", id="b", title="B")
    assert main(["diff", "vanha", "uusi"]) == 1
    assert "Uusi: b.yaml B" in capsys.readouterr().out


def test_a_file_and_a_folder_are_not_compared(capsys: Capture) -> None:
    write("vanha/a.yaml")
    assert main(["diff", "vanha", "vanha/a.yaml"]) == 2
    assert "kaksi tiedostoa tai kaksi kansiota" in capsys.readouterr().err


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_no_line_is_wider_than_the_terminal(language: str, capsys: Capture) -> None:
    long_name = "Erittäin pitkä toimintamallin nimi " * 4
    write("vanha/a.yaml")
    write("uusi/a.yaml", title=long_name, text="sana " * 200)
    write("uusi/b.yaml", id="b", title=long_name)
    main(["diff", "vanha", "uusi", "--lang", language])
    assert max(map(len, capsys.readouterr().out.splitlines())) <= 80
